"""Commands that look after the library: portal, status, remove, rebuild."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from portal.commands.options import (
    FAILED,
    OK,
    FilterOption,
    JsonOption,
    LibraryOption,
    WrongUse,
    complain,
    console,
    library_path,
    print_json,
)

if TYPE_CHECKING:
    from index.library import Library
    from index.model import ReportHead


def portal(
    ctx: typer.Context,
    port: Annotated[int, typer.Option(min=1, max=65535, help="端口")] = 8501,
    host: Annotated[str, typer.Option(help="地址；默认只在本机可见")] = "127.0.0.1",
    library: LibraryOption = None,
) -> int:
    """Serve the portal until interrupted."""
    from portal.server import serve

    serve(library_path(ctx, library), host, port)
    return OK


def status(ctx: typer.Context, library: LibraryOption = None, json_: JsonOption = False) -> int:
    """How much the library holds, how large it is, at which revision it stands."""
    from index.library import Library

    path = library_path(ctx, library)
    with Library.open(path) as opened:
        form = _status_form(opened, path)
    if json_:
        print_json(form)
        return OK
    out = console()
    for name, label in STATUS.items():
        out.print(f"{label}：{_shown(name, form[name])}")
    return OK


def _shown(name: str, value: object) -> str:
    """A value of the status for people: sizes in units that they use, what is not there as such."""
    if value is None:
        return "无"
    return size_text(value) if name.endswith("_bytes") and isinstance(value, int) else str(value)


def size_text(size: int) -> str:
    """A number of bytes in B, KB, MB or GB."""
    amount, units = float(size), list(_UNITS)
    while amount >= _STEP and units[1:]:
        amount /= _STEP
        units.pop(0)
    return f"{amount:.1f} {units[0]}" if units[0] != "B" else f"{size} B"


_UNITS = ("B", "KB", "MB", "GB")
_STEP = 1024


STATUS = {
    "library": "资料库",
    "format": "格式",
    "revision": "版次",
    "reports": "报告",
    "versions": "版本",
    "files": "文件",
    "offices": "单位",
    "years": "年份",
    "cells": "格",
    "passages": "段落",
    "findings": "核查提示",
    "catalog_bytes": "目录库大小",
    "originals_bytes": "原件大小",
    "text_index_bytes": "文字索引大小",
    "text_index_revision": "文字索引的版次",
    "vectors_bytes": "向量大小",
    "vectors_revision": "向量的版次",
    "model": "语义模型",
}


def _status_form(library: "Library", path: Path) -> dict[str, object]:
    from index.identity import office_key
    from index.layout import FORMAT_VERSION, Layout
    from index.text_index import read_manifest
    from index.vector_manifest import read_manifest as read_vectors

    layout, counts, heads = Layout(path), library.catalog.counts(), library.catalog.heads()
    vectors = read_vectors(layout.vectors)
    years = sorted({head.year for head in heads})
    return {
        "library": str(path),
        "format": FORMAT_VERSION,
        "revision": library.catalog.revision,
        "reports": counts.reports,
        "versions": counts.versions,
        "files": counts.files,
        "offices": len({office_key(head.office, head.region) for head in heads}),
        "years": None if not years else "–".join(map(str, dict.fromkeys((years[0], years[-1])))),
        "cells": counts.cells,
        "passages": counts.passages,
        "findings": counts.findings,
        "catalog_bytes": _size(layout.catalog),
        "originals_bytes": _size(layout.originals),
        "text_index_bytes": _size(layout.text_index),
        "text_index_revision": read_manifest(layout.text_index).revision,
        "vectors_bytes": _size(layout.vectors) if vectors else None,
        "vectors_revision": vectors.revision if vectors else None,
        "model": vectors.model if vectors else None,
    }


def _size(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())


def remove(
    ctx: typer.Context,
    report_ids: Annotated[list[str] | None, typer.Argument(metavar="ID…", help="报告的编号")] = None,
    *,
    filters: FilterOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="不再询问")] = False,
    library: LibraryOption = None,
    json_: JsonOption = False,
) -> int:
    """Take reports out, with all their versions and originals."""
    from index.library import Library

    if bool(report_ids) == bool(filters):
        raise WrongUse("remove 要报告编号，或者 --filter，二者用其一；见 mingcha remove --help")
    if json_ and not yes:
        raise WrongUse("remove --json 不能询问；请加 --yes")
    with Library.open(library_path(ctx, library), write=True) as opened:
        heads = opened.heads(opened.parse_filters(filters)) if filters else _named(opened, report_ids or ())
        if not json_:
            _show_going(heads)
        if not heads:
            return OK
        if not yes and not typer.confirm(f"移除这 {len(heads)} 份报告？"):
            complain("没有移除任何报告")
            return FAILED
        revision = opened.catalog.remove([head.report_id for head in heads])
        opened.replay()
    if json_:
        print_json({"removed": [head.report_id for head in heads], "revision": revision})
    return OK


def _named(library: "Library", report_ids: Sequence[str]) -> "tuple[ReportHead, ...]":
    """The reports of these ids, which may be former ones; WrongUse names one that there is not."""
    found = {given: library.catalog.resolve(given) for given in report_ids}
    for given, current in found.items():
        if current is None:
            raise WrongUse(f"{given}：资料库里没有这个编号的报告；编号见 mingcha export reports 的 report_id")
    return library.catalog.heads([current for current in found.values() if current])


def _show_going(heads: "Sequence[ReportHead]") -> None:
    out = console()
    for head in heads:
        out.print(f"  {head.report_id}  {head.office} {head.year}年")
    out.print(f"共 {len(heads)} 份报告，连同各个版本和原件" if heads else "没有符合条件的报告")


def rebuild(ctx: typer.Context, library: LibraryOption = None, json_: JsonOption = False) -> int:
    """Make the derived indexes anew from the catalog."""
    from index.library import Library

    path = library_path(ctx, library)
    with Library.open(path, write=True) as opened:
        opened.rebuild()
        reports, revision = len(opened.catalog.heads()), opened.revision
    if json_:
        print_json({"library": str(path), "reports": reports, "revision": revision})
    else:
        console().print(f"已重建索引：{reports} 份报告（资料库 {path}，版次 {revision}）")
    return OK
