"""Answers about changes from one year to another: of one office, of many, of sums and groups."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from statistics import median

from index.library import Library
from index.model import Measured
from portal.questions.computing.change_sums import Looked, answer_changed_groups, answer_changed_sums, given_of
from portal.questions.computing.changing import Pair, change_of, changed_row, paired, went
from portal.questions.computing.evidence import evidence_of, findings_of
from portal.questions.computing.together import ranked
from portal.questions.computing.verdicts import with_verdict
from portal.questions.plan import Answer, NotUnderstood, Operation, Plan
from portal.questions.refusal import refused
from portal.questions.saying.change_text import change_list_text, change_number_text, gaps_text, what_changed
from portal.questions.saying.notes import say
from portal.questions.saying.phrasing import amount, label, points_text
from portal.questions.saying.sentences import ITEMS_IN_BRIEF, ITEMS_SHOWN, place_text
from portal.questions.words.fold import language_of
from portal.questions.words.metrics import RATE_UNIT


def answer_change(plan: Plan, library: Library, question: str, found: Measured) -> Answer:
    """The change between the two years of a plan, in whatever is asked of it."""
    change, language = plan.change, language_of(question)
    assert change is not None
    missing = [year for year in (change.first, change.last) if year not in {row.head.year for row in found.rows}]
    if missing:
        text = say("change_no_year", language, year=missing[0])
        return refused(question, NotUnderstood("no_answer", text), plan)
    found = replace(found, rows=tuple(row for row in found.rows if row.head.year in (change.first, change.last)))
    if plan.by is not None:
        return answer_changed_groups(plan, library, question, found)
    if plan.operation == "sum":
        return answer_changed_sums(plan, library, question, found)
    pairs = paired(found.rows, change)
    if not pairs.pairs:
        text = say("change_nobody", language, first=change.first, last=change.last, about=label(plan.metric, language))
        text = " ".join([text, *gaps_text(pairs, change, language)])
        return refused(question, NotUnderstood("no_answer", text), plan)
    return _EXECUTORS[plan.operation](plan, library, question, (found, pairs))


def _of_one(plan: Plan, library: Library, question: str, looked: Looked) -> Answer:
    """One office's change, with the figures of both years."""
    _, pairs = looked
    language = language_of(question)
    if len(pairs.pairs) > 1:
        return _list(plan, library, question, looked)
    pair = pairs.pairs[0]
    given = given_of(plan, question, looked)
    return replace(
        given,
        kind="number",
        text=change_number_text(plan, pair, language),
        value=change_of(pair, plan.change) if plan.change else None,
        rows=pair,
        pairs=(),
        evidence=evidence_of(pair, language),
        findings=findings_of(library, pair),
    )


def _list(plan: Plan, library: Library, question: str, looked: Looked) -> Answer:
    """Every office that changed as asked, or the first of them in order."""
    _, pairs = looked
    language, change = language_of(question), plan.change
    assert change is not None
    kept = [pair for pair in pairs.pairs if went(change_of(pair, change) or Decimal(0), change, plan.condition)]
    by_id = {pair[1].head.report_id: pair for pair in kept}
    rows = tuple(changed_row(pair, change) for pair in kept)
    if plan.ranking is not None:
        rows = ranked(rows, plan.ranking)
    shown: list[Pair] = [by_id[row.head.report_id] for row in rows]
    printed = [row for before, after in shown for row in (after, before)]
    given = given_of(plan, question, looked)
    return replace(
        given,
        kind="ranking" if plan.ranking else "list",
        text=change_list_text(plan, shown, language, ITEMS_SHOWN),
        brief=change_list_text(plan, shown, language, ITEMS_IN_BRIEF),
        value=rows[0].value if plan.ranking and rows else None,
        rows=rows,
        pairs=tuple(shown),
        evidence=evidence_of(printed, language),
        findings=findings_of(library, printed),
    )


def _count(plan: Plan, library: Library, question: str, looked: Looked) -> Answer:
    given, language = _list(plan, library, question, looked), language_of(question)
    if plan.operation == "count":
        return replace(given, kind="number", value=Decimal(len(given.rows)), unit=say("unit_offices", language))
    among = len(looked[1].pairs)
    value = Decimal(len(given.rows)) / among
    said = say("share", language, value=amount(value, RATE_UNIT, language), count=len(given.rows), among=among)
    brief = f"{said}{given.brief}"
    return replace(given, kind="number", value=value, unit=RATE_UNIT, text=f"{said}{given.text}", brief=brief)


def _whether(plan: Plan, library: Library, question: str, looked: Looked) -> Answer:
    _, pairs = looked
    change, language = plan.change, language_of(question)
    assert change is not None
    one = bool(plan.filters.wanted("office")) and len(pairs.pairs) == 1
    given = (_of_one if one else _list)(plan, library, question, looked)
    verdict = went(given.value or Decimal(0), change, plan.condition) if one else bool(given.rows)
    return with_verdict(given, verdict, language)


def _mean(plan: Plan, library: Library, question: str, looked: Looked) -> Answer:
    """The mean or median of the offices' changes."""
    given, language = _list(plan, library, question, looked), language_of(question)
    values = [row.value for row in given.rows if row.value is not None]
    if not values:
        return given
    value = median(values) if plan.operation == "median" else sum(values, Decimal(0)) / len(values)
    unit = given.unit or ""
    points = plan.metric.unit == RATE_UNIT
    text = say(
        "change_mean",
        language,
        count=len(values),
        place=place_text(plan, language),
        about=label(plan.metric, language),
        what=what_changed(plan, language),
        how=say(f"how_{plan.operation}", language),
        value=points_text(value, language)
        if points
        else amount(value if unit == RATE_UNIT else round(value, 2), unit, language),
    )
    return replace(given, kind="number", value=value, text=text, brief=None)


_EXECUTORS: dict[Operation, Callable[[Plan, Library, str, Looked], Answer]] = {
    "number": _of_one,
    "list": _list,
    "ranking": _list,
    "trend": _list,
    "comparison": _list,
    "count": _count,
    "share": _count,
    "yes_no": _whether,
    "average": _mean,
    "median": _mean,
}
