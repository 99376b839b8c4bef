"""Commands that ask the library: search finds passages, ask computes answers."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from portal.commands.asked_files import answer_batch, answer_plan, printable
from portal.commands.options import (
    OK,
    FilterOption,
    JsonOption,
    LibraryOption,
    WrongUse,
    console,
    library_path,
    missing_years,
    print_json,
)

if TYPE_CHECKING:
    from index.model import Hit, SearchResult

Mode = Literal["keyword", "semantic", "hybrid"]
KINDS = {"overview": "总体情况", "problem": "问题", "measure": "改进措施", "other": "其他"}


def search(
    ctx: typer.Context,
    text: Annotated[list[str], typer.Argument(metavar="TEXT…", help="要找的词；空格隔开的都要有，-词 排除，“…”逐字")],
    *,
    mode: Annotated[Mode, typer.Option(help="按词、按意思，或两者合起来")] = "keyword",
    exact: Annotated[bool, typer.Option("--exact", help="逐字匹配整句")] = False,
    filters: FilterOption = None,
    limit: Annotated[int, typer.Option(min=0, metavar="N", help="最多列出几条")] = 10,
    offset: Annotated[int, typer.Option(min=0, metavar="N", help="从第几条之后列起")] = 0,
    sort: Annotated[Literal["relevance", "year"], typer.Option(help="按相关度，或新的在前")] = "relevance",
    library: LibraryOption = None,
    json_: JsonOption = False,
) -> int:
    """Passages that match a text, with the places where they stand."""
    from index.library import Library
    from index.model import SearchRequest

    words = _words(text)
    with Library.open(library_path(ctx, library)) as opened:
        chosen = opened.parse_filters(filters or ())
        missing = missing_years(opened, chosen)
        result = opened.search(SearchRequest(words, mode, exact, chosen, limit, offset, sort))
    if json_:
        from index.forms import search_form

        print_json(search_form(result))
    else:
        _show_hits(result, missing)
    return OK


def _words(parts: Sequence[str]) -> str:
    """The parts of a search as one text; WrongUse names what looks like an option that there is not."""
    for part in parts:
        if part.startswith("--"):
            raise WrongUse(f"mingcha search：没有 {part} 这个选项；排除一个词写 -词，用法见 mingcha search --help")
    return " ".join(parts)


def _show_hits(result: "SearchResult", missing: Sequence[str]) -> None:
    out = console()
    for line in missing:
        out.print(line)
    for hit in result.hits:
        place = f"第{hit.section}部分 {KINDS[hit.kind]}"
        joined = "（地区由资料库推定）" if hit.head.joined else ""
        out.print(f"{hit.head.office} {hit.head.year}年 {place}{joined}", style="bold")
        out.print(_highlighted(hit))
        out.print(f"  {hit.location} · {hit.passage_id}", style="dim")
    shown = f"，列出第 {result.request.offset + 1}–{result.request.offset + len(result.hits)} 段" if result.hits else ""
    out.print(f"共 {result.total} 段，出自 {result.reports} 份报告{shown}（词：{' '.join(result.terms) or '无'}）")
    if result.request.mode != "keyword":
        out.print("按意思找，最多列 200 段，总数按列出的算；排在后面的未必相关")
    if result.any_total:
        out.print(f"没有同时含全部词的段落；含其中任一词的有 {result.any_total} 段")


def _highlighted(hit: "Hit") -> object:
    from rich.text import Text

    text = Text("  " + hit.text.replace("\n", " "))
    for start, end in hit.highlights:
        text.stylize("bold yellow", start + 2, end + 2)
    return text


def ask(
    ctx: typer.Context,
    question: Annotated[str | None, typer.Argument(metavar="QUESTION", help="一个问题，中文或英文")] = None,
    *,
    batch: Annotated[
        Path | None, typer.Option(metavar="FILE.jsonl", help="每行一个问题：id、question、context")
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE.jsonl", help="--batch 的回答写到这里")] = None,
    plan: Annotated[Path | None, typer.Option(metavar="FILE.json", help="照计划算：--json 的答复或其中的 plan")] = None,
    library: LibraryOption = None,
    json_: JsonOption = False,
) -> int:
    """The answer to a question, computed over cells, with its evidence."""
    from index.library import Library

    if sum(given is not None for given in (question, batch, plan)) != 1 or (batch is None) != (out is None):
        raise WrongUse(
            "ask 要一个问题，或者 --plan FILE.json，或者 --batch FILE.jsonl 与 --out FILE.jsonl 一起用；"
            "见 mingcha ask --help"
        )
    with Library.open(library_path(ctx, library)) as opened:
        if batch is not None and out is not None:
            answer_batch(opened, batch, out)
            return OK
        from portal.questions.answer import answer

        answered = (
            answer(printable(question or ""), opened, date.today()) if plan is None else answer_plan(opened, plan)
        )
        # What the answer rests on is read from the library as it is printed.
        if json_:
            from portal.questions.json_forms.forms import answer_form

            print_json(answer_form(answered))
        else:
            from portal.commands.answers import show_answer

            show_answer(answered)
    return OK
