"""The command that writes what the library holds to a file."""

import sys
from pathlib import Path
from typing import Annotated, Literal, get_args

import typer

from portal.commands.options import OK, FilterOption, LibraryOption, WrongUse, library_path

Format = Literal["jsonl", "csv", "xlsx", "parquet"]
What = Annotated[
    Literal["reports", "facts", "findings", "passages"],
    typer.Argument(
        metavar="WHAT",
        help="reports 报告、facts 格、findings 核查提示、passages 段落；筛选条件选出报告，"
        "其中 finding、severity、blame 还筛核查提示本身，section、kind 还筛段落本身",
    ),
]


def export(
    ctx: typer.Context,
    what: What,
    *,
    format_: Annotated[
        Format | None, typer.Option("--format", help="文件格式；不写则由 --out 的后缀决定，再则 jsonl")
    ] = None,
    filters: FilterOption = None,
    versions: Annotated[Literal["current", "all"], typer.Option(help="只要现行版本，或全部版本")] = "current",
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="写到这里；jsonl、csv 不写则到标准输出")] = None,
    library: LibraryOption = None,
) -> int:
    """Reports, cells, findings or passages as a file."""
    from index.export import STREAMED
    from index.export import export as write
    from index.findings import of_reports
    from index.library import Library

    form = _format(format_, out)
    if out is None and form not in STREAMED:
        raise WrongUse(f"--format {form} 不能写到标准输出；请用 --out 指明文件")
    with Library.open(library_path(ctx, library)) as opened:
        chosen = opened.parse_filters(filters or ())
        reports = opened.reports(of_reports(chosen) if what == "findings" else chosen, versions == "all")
        if out is None:
            write(reports, what, form, sys.stdout.buffer, chosen)
            return OK
        if not out.parent.is_dir():
            raise WrongUse(f"{out.parent}：没有这个文件夹；请先建好，或换一个 --out")
        unfinished = out.with_name(f".{out.name}.part")
        try:
            with unfinished.open("wb") as file:
                write(reports, what, form, file, chosen)
            unfinished.replace(out)
        finally:
            unfinished.unlink(missing_ok=True)
    return OK


def _format(given: Format | None, out: Path | None) -> Format:
    """The format asked for, else the one that the file's suffix names; WrongUse where the two differ."""
    suffix = "" if out is None else out.suffix.lower().removeprefix(".")
    named: Format | None = next((known for known in get_args(Format) if known == suffix), None)
    if given and named and given != named:
        raise WrongUse(f"--out {out} 的后缀是 {named}，--format 写的是 {given}；请改成一致，或去掉 --format")
    if given is None and suffix and named is None:
        raise WrongUse(f"--out {out} 的后缀不是 {'、'.join(get_args(Format))}；请换一个，或用 --format 写明格式")
    return given or named or "jsonl"
