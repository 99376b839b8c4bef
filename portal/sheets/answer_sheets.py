"""All that an answer lists, in the order of its card."""

from collections.abc import Sequence
from dataclasses import replace

from index.library import Library
from index.model import MeasuredReport
from index.themes import load_themes
from portal.messages import Texts
from portal.questions.plan import Answer, Inquiry, Plan
from portal.sheets.answer_entries import Figures
from portal.sheets.answer_groups import counted_sheet, group_sheet
from portal.sheets.answer_lists import cell_sheet, finding_sheet, missing_sheet, passage_sheet, report_sheet
from portal.sheets.answer_rows import both_sheet, count_sheet, pair_sheet, row_sheet
from portal.sheets.exports import Origin, Table
from portal.sheets.sheets import Sheet, sheets_table

_FEW = 50


def sheets_of(answer: Answer, library: Library, texts: Texts) -> tuple[Sheet, ...]:
    """The tables of an answer; the first one is what was asked for."""
    if answer.inquiry is not None:
        return tuple(_of_inquiry(answer, answer.inquiry, library, texts))
    return tuple(_of_plan(answer, answer.plan, library, texts)) if answer.plan is not None else ()


def answer_table(answer: Answer, library: Library, origin: Origin, texts: Texts) -> Table:
    """Everything that an answer lists, the findings on its figures too, as one table to take away."""
    sheets = sheets_of(answer, library, texts)
    if answer.plan is not None and answer.findings:
        sheets = (*sheets, finding_sheet(answer.findings, texts("ask.findings"), texts))
    return sheets_table(sheets, origin, texts)


def _of_plan(answer: Answer, plan: Plan, library: Library, texts: Texts) -> list[Sheet]:
    of = Figures(answer, plan, library, texts)
    sheets = []
    if answer.groups:
        sheets.append(group_sheet(of, texts("ask.groups")))
    if answer.pairs:
        sheets.append(pair_sheet(of, texts("ask.details")))
    elif plan.against is not None and plan.operation == "comparison" and answer.rows:
        sheets.append(both_sheet(of, texts("ask.details")))
    elif answer.rows:
        sheets.append(row_sheet(of, "rows", texts("ask.rows" if answer.groups else "ask.details"), answer.rows))
    if answer.apart:
        sheets.append(row_sheet(of, "apart", texts("ask.apart"), answer.apart))
    # The cells of a long list are not all read to find that it quotes no sentence.
    if plan.mentions or len(answer.rows) <= _FEW:
        sheets += _passages(answer, library, texts)
    return sheets


def _of_inquiry(answer: Answer, inquiry: Inquiry, library: Library, texts: Texts) -> list[Sheet]:
    if inquiry.operation == "missing":
        return [missing_sheet(answer, library, texts("ask.missing"), texts)] if answer.absences else []
    if inquiry.operation == "reports":
        groups = [counted_sheet(answer, inquiry, texts)] if answer.groups else []
        return [*groups, report_sheet(answer.rows, texts("ask.details"), texts)] if answer.rows else []
    if inquiry.operation == "cells":
        return [*_counts(answer, texts), cell_sheet(answer.rows, texts("ask.cells"), texts)] if answer.rows else []
    if inquiry.operation == "findings":
        listed = [finding_sheet(answer.findings, texts("ask.found"), texts)] if answer.findings else []
        return [*_counts(answer, texts), *listed]
    passages = _passages(answer, library, texts)
    return passages if passages and inquiry.figure == "list" else [*_counts(answer, texts), *passages]


def _counts(answer: Answer, texts: Texts) -> list[Sheet]:
    """The reports of an inquiry with the number of what was found in each."""
    rows: Sequence[MeasuredReport] = answer.rows
    unit = {"passages": "ask.count_passages", "findings": "ask.count_findings", "cells": "ask.count_cells"}
    assert answer.inquiry is not None
    return [count_sheet(texts("ask.details"), texts(unit[answer.inquiry.operation]), rows, texts)] if rows else []


def _passages(answer: Answer, library: Library, texts: Texts) -> list[Sheet]:
    quoted = [item for item in answer.evidence if item.passage_id]
    if not quoted:
        return []
    sheet = passage_sheet(quoted, library, texts("ask.passages"), texts)
    return [replace(sheet, marked=_words(answer))]


def _words(answer: Answer) -> tuple[str, ...]:
    """What the passages were found by."""
    asked = answer.plan or answer.inquiry
    mentions = asked.mentions if asked is not None else ()
    themes = [load_themes()[theme] for mention in mentions for theme in mention.themes]
    return (
        *(mention.text for mention in mentions if mention.text is not None),
        *(word for theme in themes for word in theme.words),
    )
