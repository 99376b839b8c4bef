"""Questions about the reports themselves, answered: by what is asked of them; and reports that are not there."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from index.library import Library
from index.missing import Absence, absences, asked_years, settled_years
from index.model import Coverage, Filters, MeasuredReport, ReportHead
from portal.questions.computing.cell_answers import answer_cells
from portal.questions.computing.finding_answers import answer_findings
from portal.questions.computing.groups import belongs, by_group, group_label
from portal.questions.computing.passages import told_in_reports
from portal.questions.glossary import explained
from portal.questions.plan import Answer, By, Group, Inquiry
from portal.questions.saying.notes import Language, joined, say, unnamed
from portal.questions.saying.sentences import ITEMS_IN_BRIEF, ITEMS_SHOWN
from portal.questions.words.fold import language_of
from portal.questions.words.names import full_name, names_of

_ABOUT_YEARS = ("year",)


def inquired(inquiry: Inquiry, library: Library, question: str) -> Answer:
    """The answer to a question about the reports themselves."""
    if inquiry.operation == "term":
        return explained(inquiry, question, language_of(question))
    return _ANSWERS[inquiry.operation](inquiry, library, question)


def _missing(inquiry: Inquiry, library: Library, question: str) -> Answer:
    """Every office that reported in other years and has no report of a year asked for."""
    language = language_of(question)
    stated = bool(inquiry.filters.wanted("year"))
    known = names_of(library.vocabulary).years
    settled = settled_years(library.vocabulary.heads)
    years = asked_years(inquiry.filters, known if stated else tuple(year for year in known if year in settled))
    heads = library.heads(_without(inquiry.filters, _ABOUT_YEARS))
    looked = len(heads), years if stated else ()
    found = absences(heads, years, stated=stated)
    for further in inquiry.also:
        there = set(asked_years(further, names_of(library.vocabulary).years))
        found = tuple(absence for absence in found if there & set(absence.present))
    return Answer(
        question=question,
        kind="list",
        text=_missing_text(found, looked, language, ITEMS_SHOWN),
        brief=_missing_text(found, looked, language, ITEMS_IN_BRIEF),
        plan=None,
        inquiry=inquiry,
        absences=found,
        coverage=Coverage(len(heads), len(heads), 0, 0, 0),
        assumptions=inquiry.assumptions,
    )


def _missing_text(missing: Sequence[Absence], looked: tuple[int, Sequence[int]], language: Language, most: int) -> str:
    """What is missing, of how many reports in which years; without years since the first report of each office."""
    reports, years = looked
    since = "" if years else "_since"
    when = joined([str(year) for year in years], language)
    lacking: dict[str, list[Absence]] = defaultdict(list)
    for absence in missing:
        lacking[full_name(absence.head)].append(absence)
    if not lacking:
        return say(f"missing_none{since}", language, when=when, reports=reports)
    items = [
        say(
            "missing_item",
            language,
            office=name,
            years=joined([str(absence.year) for absence in found], language),
            present=joined([str(year) for year in found[0].present], language),
        )
        for name, found in list(lacking.items())[:most]
    ]
    more = unnamed("more_count", len(lacking), most, language)
    about = {"when": when, "count": len(lacking), "reports": reports}
    return say(f"missing_some{since}", language, **about, items=joined(items, language, ("；", "; ")), more=more)


def _without(filters: Filters, names: Sequence[str]) -> Filters:
    return Filters(tuple(item for item in filters.items if item.name not in names))


def _reports(inquiry: Inquiry, library: Library, question: str) -> Answer:
    """Which reports there are, or how many."""
    language = language_of(question)
    heads = library.heads(inquiry.filters)
    if inquiry.figure == "list":
        return _listed(inquiry, heads, question)
    if inquiry.figure == "yes_no":
        given, said = _listed(inquiry, heads, question), say("yes" if heads else "no", language)
        text, brief = f"{said}{given.text}", f"{said}{given.brief}"
        return replace(given, kind="yes_no", verdict=bool(heads), text=text, brief=brief)
    of_offices = inquiry.figure == "count"
    if inquiry.by is not None:
        return _by_groups(inquiry, inquiry.by, heads, question)
    years = sorted({head.year for head in heads})
    span = "" if not years else str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    count = len({full_name(head) for head in heads}) if of_offices else len(heads)
    code = "reports_of_offices" if of_offices else "reports_count"
    return Answer(
        question=question,
        kind="number",
        text=say(code if heads else "reports_none", language, count=count, reports=len(heads), years=span),
        plan=None,
        inquiry=inquiry,
        value=Decimal(count),
        unit=say("unit_offices" if of_offices else "unit_reports", language),
        coverage=Coverage(reports=len(heads), with_value=len(heads), blank=0, unread=0, no_such_cell=0),
        assumptions=inquiry.assumptions,
    )


def _by_groups(inquiry: Inquiry, by: By, heads: Sequence[ReportHead], question: str) -> Answer:
    """How many reports there are, or of how many offices, of each level, kind, place or year."""
    language = language_of(question)
    of_offices = inquiry.figure == "count"
    rows = tuple(MeasuredReport(head, None, 0, ()) for head in heads)
    groups = tuple(
        Group(by, name, Decimal(len({full_name(row.head) for row in part}) if of_offices else len(part)), len(part))
        for name, part in by_group(by, rows).items()
    )
    unit = say("unit_offices" if of_offices else "unit_reports", language)
    items = [
        say("reports_in_group", language, group=group_label(group, language, groups), count=group.value, unit=unit)
        for group in groups
    ]
    named = say(f"by_{by}", language)
    outside = sum(not belongs(by, head) for head in heads)
    said = (say("in_no_group", language, count=outside, by=named),) if outside else ()
    about = {"count": len(heads), "by": named, "items": joined(items, language, ("；", "; "))}
    return Answer(
        question=question,
        kind="trend" if by == "year" else "list",
        text=say("reports_by" if groups else "reports_none", language, **about, years=""),
        plan=None,
        inquiry=inquiry,
        unit=unit,
        rows=rows,
        groups=groups,
        coverage=Coverage(len(heads), len(heads), 0, 0, 0),
        assumptions=(*inquiry.assumptions, *said),
    )


def _listed(inquiry: Inquiry, heads: Sequence[ReportHead], question: str) -> Answer:
    language = language_of(question)
    return Answer(
        question=question,
        kind="list",
        text=_listed_text(heads, language, ITEMS_SHOWN),
        brief=_listed_text(heads, language, ITEMS_IN_BRIEF),
        plan=None,
        inquiry=inquiry,
        rows=tuple(MeasuredReport(head, None, 0, ()) for head in heads),
        coverage=Coverage(len(heads), len(heads), 0, 0, 0),
        assumptions=inquiry.assumptions,
    )


def _listed_text(heads: Sequence[ReportHead], language: Language, most: int) -> str:
    """Each office with the years of its reports."""
    years: dict[str, list[int]] = defaultdict(list)
    for head in heads:
        years[full_name(head)].append(head.year)
    if not years:
        return say("reports_none", language, count=0, years="")
    items = [
        say("reports_item", language, office=office, years=joined([str(year) for year in sorted(of)], language))
        for office, of in list(years.items())[:most]
    ]
    more = unnamed("more_count", len(years), most, language)
    shown = joined(items, language, ("；", "; "))
    return say("reports_listed", language, count=len(years), reports=len(heads), items=shown, more=more)


_ANSWERS: dict[str, Callable[[Inquiry, Library, str], Answer]] = {
    "findings": answer_findings,
    "missing": _missing,
    "passages": told_in_reports,
    "cells": answer_cells,
    "reports": _reports,
}
