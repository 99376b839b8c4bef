"""Answers that hold figures side by side: of reports, or two metrics of the same report."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from index.library import Library
from index.model import Coverage, Filters, Measured, MeasuredReport
from portal.questions.computing.evidence import evidence_of, findings_of
from portal.questions.computing.figures import no_number_text
from portal.questions.computing.narrowing import looked_at
from portal.questions.computing.verdicts import with_verdict
from portal.questions.plan import Answer, Metric, NotUnderstood, Plan
from portal.questions.refusal import refused
from portal.questions.saying.items import item_names, tables_text, value_text
from portal.questions.saying.notes import Language, joined, say, unnamed
from portal.questions.saying.phrasing import amount, formula, label, points_text
from portal.questions.saying.sentences import (
    ITEMS_IN_BRIEF,
    ITEMS_SHOWN,
    count_offices,
    group_nothing,
    place_text,
    plural,
    years_of_one,
    years_text,
)
from portal.questions.words.fold import language_of
from portal.questions.words.metrics import RATE_UNIT, total_of

_PAIR = 2
_HELD = {"<": "against_below", "=": "against_equal", "!=": "against_unequal"}
Row = tuple[MeasuredReport, Metric]


def answer_comparison(plan: Plan, library: Library, question: str, found: Measured) -> Answer:
    """Figures side by side, in the order named; the first two are held against each other."""
    language = language_of(question)
    rows = [(row, plan.metric) for row in in_order_named(found.rows, plan.filters)]
    if plan.against is not None:
        other = library.measured(total_of(plan.against), plan.filters)
        rows += [(row, plan.against) for row in other.rows]
    missing = next((pair for pair in rows if pair[0].value is None), None)
    if missing is not None:
        of_missing = replace(plan, metric=missing[1])
        return refused(question, NotUnderstood("no_answer", no_number_text(of_missing, missing[0], language)), plan)
    if len(rows) < _PAIR or ((plan.against is not None or plan.times) and len(rows) != _PAIR):
        words = "、".join(f"{row.head.office} {row.head.year}" for row, _ in rows)
        return refused(question, NotUnderstood("no_answer", say("compare_two", language, words=words)), plan)
    first, second = _figure(rows[0]), _figure(rows[1])
    held = len(rows) == _PAIR and len({metric.unit for _, metric in rows}) == 1
    if plan.times and not second:
        return refused(question, NotUnderstood("no_answer", say("times_of_nothing", language)), plan)
    printed = [row for row, _ in rows]
    given = Answer(
        question=question,
        kind="comparison",
        text=_text(plan, rows, language),
        plan=plan,
        value=None if not held else first / second if plan.times else first - second,
        unit="倍" if plan.times else plan.metric.unit,
        rows=tuple(printed),
        evidence=evidence_of(printed, language),
        findings=findings_of(library, printed),
        coverage=found.coverage,
        formula=formula(plan.metric, total_of(plan.metric), language),
        assumptions=plan.assumptions,
    )
    if plan.condition is None or len(rows) != _PAIR:
        return given
    return with_verdict(given, plan.condition.holds(first - second), language)


def _figure(row: Row) -> Decimal:
    assert row[0].value is not None
    return row[0].value


def in_order_named(rows: Sequence[MeasuredReport], filters: Filters) -> tuple[MeasuredReport, ...]:
    """The reports in the order in which the filters name their offices and years."""
    offices, years, reports = ([item.value for item in filters.wanted(name)] for name in ("office", "year", "report"))

    def place(row: MeasuredReport) -> tuple[int, int, int]:
        head = row.head
        named = ((str(head.year), years), (head.office, offices), (head.report_id, reports))
        of_year, of_office, of_report = (order.index(value) if value in order else 0 for value, order in named)
        return of_year, of_office, of_report

    return tuple(sorted(rows, key=place))


def _text(plan: Plan, rows: Sequence[Row], language: Language) -> str:
    """All figures, and how far two are apart or which of more is the highest."""
    printed = [row for row, _ in rows]
    names = item_names(printed, printed)
    same = plan.against is not None
    items = [
        say(
            "compare_metric" if same else "item_year",
            language,
            office=names[row.head.report_id],
            year=row.head.year,
            about=label(metric, language),
            value=value_text(row, metric, language),
        )
        for row, metric in rows
    ]
    head = rows[0][0].head
    about, outcome = label(plan.metric, language), _outcome(rows, plan, language)
    return say(
        "comparison" if outcome else "comparison_apart",
        language,
        about=say("compare_of", language, office=head.office, year=head.year) if same else about,
        items=joined(items, language, ("；", "; ")),
        where=tables_text(rows[0][0], language, *(row for row, _ in rows[1:])),
        change=outcome,
    )


def _outcome(rows: Sequence[Row], plan: Plan, language: Language) -> str:
    unit = plan.metric.unit
    if len(rows) > _PAIR:
        best = max(rows, key=_figure)
        return say("compare_best", language, office=best[0].head.office, year=best[0].head.year)
    if len({metric.unit for _, metric in rows}) > 1:
        return ""
    first, second = map(_figure, rows)
    apart = first - second
    code = "compare_same" if not apart else "compare_more" if apart > 0 else "compare_less"
    points = unit == RATE_UNIT
    value = points_text(abs(apart), language) if points else amount(abs(apart), unit, language)
    said = say(code, language, value=value)
    if plan.times:
        return said + say("compare_times", language, times=_times(first / second))
    times = "" if points or not min(first, second) else _times(max(first, second) / min(first, second))
    if times in ("", "1"):
        return said
    return said + say("compare_times" if apart > 0 else "compare_times_less", language, times=times)


def _times(ratio: Decimal) -> str:
    """How many times as much, of two decimals."""
    return f"{ratio:.2f}".rstrip("0").rstrip(".")


def answer_against(plan: Plan, library: Library, question: str, found: Measured) -> Answer:
    """Every report whose figure is above (or below) its other one."""
    language, against, condition = language_of(question), plan.against, plan.condition
    assert against is not None
    others = {row.head.report_id: row for row in library.measured(total_of(against), looked_at(plan.filters)).rows}
    both = [(row, others[row.head.report_id]) for row in found.rows]
    known = [
        (row, other, row.value - other.value)
        for row, other in both
        if row.value is not None and other.value is not None
    ]
    if not known:
        return refused(question, NotUnderstood("no_answer", group_nothing(plan, found, language)), plan)
    kept = [item for item in known if condition is None or condition.holds(item[2])]
    printed = [row for one, other, _ in kept for row in (one, other)]
    without = len(both) - len(known)
    left_out = (say("left_out", language, about=without),) if without else ()
    return Answer(
        question=question,
        kind="list",
        text=_against_text(plan, found, [(one, other) for one, other, _ in kept], language, ITEMS_SHOWN),
        brief=_against_text(plan, found, [(one, other) for one, other, _ in kept], language, ITEMS_IN_BRIEF),
        plan=plan,
        unit=plan.metric.unit,
        rows=tuple(MeasuredReport(one.head, value, 0, ()) for one, _, value in kept),
        pairs=tuple((one, other) for one, other, _ in kept),
        evidence=evidence_of(printed, language),
        findings=findings_of(library, printed),
        coverage=_covered(found.coverage, len(known)),
        formula=f"{label(plan.metric, language)} − {label(against, language)}",
        assumptions=(*plan.assumptions, *left_out),
    )


def _covered(coverage: Coverage, known: int) -> Coverage:
    """The coverage of both figures: a report counts as having a value where it has the two."""
    return replace(coverage, with_value=known, blank=coverage.blank + coverage.with_value - known)


def _against_text(
    plan: Plan, found: Measured, kept: Sequence[tuple[MeasuredReport, MeasuredReport]], language: Language, most: int
) -> str:
    assert plan.against is not None
    names = item_names([row for row, _ in kept[:most]], [row for row, _ in kept])
    items = [against_item(pair, plan, names, language) for pair in kept[:most]]
    count = count_offices([row for row, _ in kept])
    more = unnamed("more_count" if count == len(kept) else "more_reports", len(kept), most, language)
    operator = plan.condition.operator if plan.condition is not None else ">"
    looked = years_of_one(found.rows) if plan.filters.wanted("office") else []
    of_one = "against_years" if kept else "against_no_year"
    return say(
        of_one if looked else "against_list" if kept else "against_none",
        language,
        when=years_text(plan.filters, [row.head.year for row in found.rows], language),
        place=place_text(plan, language),
        office=found.rows[0].head.office if looked else "",
        looked=joined(looked, language),
        number=len(kept),
        years=plural(len(kept), "year"),
        count=count,
        reports=say("in_reports", language, count=len(kept)) if len(kept) > count else "",
        about=label(plan.metric, language),
        against=label(plan.against, language),
        how=say(_HELD.get(operator, "against_above"), language),
        items=joined(items, language, ("；", "; ")) + more,
    )


def against_item(
    pair: tuple[MeasuredReport, MeasuredReport], plan: Plan, names: Mapping[str, str], language: Language
) -> str:
    """A report with both figures."""
    one, other = pair
    assert plan.against is not None
    return say(
        "against_item",
        language,
        office=names[one.head.report_id],
        year=one.head.year,
        one=value_text(one, plan.metric, language),
        other=value_text(other, plan.against, language),
    )
