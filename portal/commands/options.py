"""What the commands share: their common options, where the library is, and how they print."""

import json
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from index.library import Library
    from index.model import Filters

OK, FAILED, WRONG_USE = 0, 1, 2

LibraryOption = Annotated[
    Path | None,
    typer.Option(
        "--library", metavar="DIR", help="资料库的位置，也可写在命令之前；不写则用 MINGCHA_LIBRARY，再则 ./library"
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="只在标准输出上打印 JSON")]
FilterOption = Annotated[
    list[str] | None,
    typer.Option("--filter", metavar="NAME=VALUE", help="筛选条件，可重复，如 year=2023..、region=示例省/青山市"),
]


class WrongUse(Exception):
    """A command that asks for what there is not; the message says what to write instead."""


def library_path(ctx: typer.Context, library: Path | None) -> Path:
    """The library of a command: its own option, else the one before the command, the environment, ./library."""
    return library if library is not None else Path(ctx.obj)


def print_json(form: object) -> None:
    """One object on a line of its own."""
    sys.stdout.write(json.dumps(form, ensure_ascii=False) + "\n")


def console(*, stderr: bool = False) -> "Console":
    """Where people read; long lines are left to the terminal, so that a pipe gets them whole."""
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, soft_wrap=True, markup=False, emoji=False)


def missing_years(library: "Library", filters: "Filters") -> tuple[str, ...]:
    """What to say of a library without reports, and of years asked for that it has no report of."""
    from index.filters import year_bounds

    years = library.vocabulary.years
    if not years:
        return ("资料库还是空的；请先运行 mingcha ingest 加上文件或文件夹",)
    asked = [item.value for item in filters.named("year") if not item.excluded]
    spans = [(value, *year_bounds(value)) for value in asked]
    empty = [value.replace("..", "–") for value, first, last in spans if not _any_within(years, first, last)]
    return tuple(f"资料库里没有 {value} 年的报告；有的年份是 {min(years)}–{max(years)}" for value in empty)


def _any_within(years: "Sequence[int]", first: int | None, last: int | None) -> bool:
    return any((first is None or year >= first) and (last is None or year <= last) for year in years)


def complain(message: str) -> None:
    """One line on standard error."""
    sys.stderr.write(" ".join(message.split("\n")) + "\n")


def log_to(path: Path) -> None:
    """Send tracebacks to a file, made when the first one comes: standard error is for people."""
    handler = logging.FileHandler(path, encoding="utf-8", delay=True)
    logging.basicConfig(format="%(asctime)s %(message)s", handlers=[handler], force=True)
