"""Commands that look after the library: portal, status, remove, rebuild."""

from collections.abc import Sequence
from dataclasses import asdict
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
    from index.status import status_of
    from portal.labels import status_value
    from portal.messages import Texts

    path = library_path(ctx, library)
    with Library.open(path) as opened:
        form = asdict(status_of(opened, path))
    if json_:
        print_json(form)
        return OK
    out, texts = console(), Texts("zh")
    for name, value in form.items():
        out.print(f"{texts(f'status.{name}')}：{status_value(name, value, texts)}")
    return OK


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
