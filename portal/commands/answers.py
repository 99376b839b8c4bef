"""An answer as the terminal shows it: a sentence, a line an office, what it rests on; in the language asked in."""

from dataclasses import replace
from typing import TYPE_CHECKING

from portal.commands.options import console
from portal.labels import CHECKS, word
from portal.messages import Texts
from portal.questions.computing.compared import against_item
from portal.questions.computing.groups import group_label
from portal.questions.saying.change_text import change_item
from portal.questions.saying.items import item_names, value_text
from portal.questions.saying.notes import Language, say
from portal.questions.saying.phrasing import amount
from portal.questions.saying.sentences import covered_text
from portal.questions.words.fold import language_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.model import MeasuredReport
    from portal.questions.plan import Answer, Group, Plan


def show_answer(answer: "Answer") -> None:
    """Print an answer; the items of a list carry their places, a figure has its evidence below it."""
    out = console()
    language = language_of(answer.question)
    out.print(answer.brief or answer.text, style="bold")
    for reading in answer.readings:
        out.print(f"  · {reading}")
    for group in answer.groups:
        out.print(f"  {_group(answer, group, language)}")
    if answer.plan is None or answer.plan.operation == "number":
        _show_evidence(answer, language)
    else:
        for line in _lines(answer, answer.plan, language):
            out.print(f"  {line}")
        for row in answer.apart:
            out.print(f"  {say('line_apart', language, row=_row(row, answer.plan, language))}")
        for item in answer.evidence:
            if item.passage_id:
                out.print(f"  {say('line_evidence', language, place=item.location, quote=item.quote)}", style="dim")
        if answer.formula:
            out.print(say("line_formula", language, formula=answer.formula))
    for head, finding in answer.findings:
        about = finding.message if language == "zh" else word(CHECKS, finding.check, Texts("en"))
        said = say("line_finding", language, office=head.office, year=head.year, place=finding.location, about=about)
        out.print(f"  {said}", style="yellow")
    for assumption in answer.assumptions:
        out.print(f"  {say('line_assumption', language, text=assumption)}")
    if covered := covered_text(answer, language):
        out.print(covered)


def _show_evidence(answer: "Answer", language: Language) -> None:
    out = console()
    if answer.formula:
        out.print(say("line_formula", language, formula=answer.formula))
    for item in answer.evidence:
        cell = " × ".join(part for part in (item.location.row, item.location.column) if part)
        quote = item.quote.removeprefix(cell).lstrip("：: ")
        out.print(f"  {say('line_evidence', language, place=item.location, quote=quote)}", style="dim")


def _lines(answer: "Answer", plan: "Plan", language: Language) -> "Iterator[str]":
    """A line for each row: its figure and its place, or the two figures that a change comes from."""
    names = item_names(answer.rows, answer.rows)
    if answer.pairs:
        of_pair = change_item if plan.change is not None else against_item
        yield from (of_pair(pair, plan, names, language) for pair in answer.pairs)
        return
    metrics = [plan.metric, plan.against] if plan.against is not None else [plan.metric]
    for place, row in enumerate(answer.rows):
        yield _row(row, replace(plan, metric=metrics[place % len(metrics)]), language)


def _group(answer: "Answer", group: "Group", language: Language) -> str:
    name = group_label(group, language, answer.groups)
    if group.value is None:
        return say("group_empty", language, group=name, reports=group.without)
    value = amount(group.value, answer.unit or "", language)
    return say("part_of", language, group=name, reports=group.reports, value=value)


def _row(row: "MeasuredReport", plan: "Plan", language: Language) -> str:
    """An office's figure with what must be known to read it, and the place where it is printed."""
    value = say("no_number", language) if row.value is None else value_text(row, plan.metric, language)
    said = say("item_year", language, office=row.head.office, year=row.head.year, value=value)
    if len(row.cells) == 1:
        return f"{said}  {row.cells[0].location}"
    file = row.cells[0].location.file if row.cells else ""
    return f"{said}  {say('line_cells', language, count=len(row.cells), file=file)}"
