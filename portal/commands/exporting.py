"""The command that writes what the library holds to a file."""

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from portal.commands.options import OK, FilterOption, LibraryOption, WrongUse, library_path

Format = Literal["jsonl", "csv", "xlsx", "parquet"]


def export(
    ctx: typer.Context,
    what: Annotated[
        Literal["reports", "facts", "findings", "passages"],
        typer.Argument(metavar="WHAT", help="reports 报告、facts 单元格、findings 发现、passages 段落"),
    ],
    *,
    form: Annotated[Format, typer.Option("--format", help="文件格式")] = "jsonl",
    filters: FilterOption = None,
    versions: Annotated[Literal["current", "all"], typer.Option(help="只要现行版本，或全部版本")] = "current",
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="写到这里；jsonl、csv 不写则到标准输出")] = None,
    library: LibraryOption = None,
) -> int:
    """Reports, cells, findings or passages as a file."""
    from index.export import STREAMED
    from index.export import export as write
    from index.library import Library

    if out is None and form not in STREAMED:
        raise WrongUse(f"--format {form} 不能写到标准输出；请用 --out 指明文件")
    with Library.open(library_path(ctx, library)) as opened:
        reports = opened.reports(opened.parse_filters(filters or ()), versions == "all")
        if out is None:
            write(reports, what, form, sys.stdout.buffer)
            return OK
        if not out.parent.is_dir():
            raise WrongUse(f"{out.parent}：没有这个文件夹；请先建好，或换一个 --out")
        unfinished = out.with_name(f".{out.name}.part")
        try:
            with unfinished.open("wb") as file:
                write(reports, what, form, file)
            unfinished.replace(out)
        finally:
            unfinished.unlink(missing_ok=True)
    return OK
