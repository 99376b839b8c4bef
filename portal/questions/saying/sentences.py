"""The sentence of an answer, derived from its figures."""

from collections.abc import Mapping, Sequence

from index.identity import office_key
from index.model import Coverage, Filters, Measured, MeasuredReport
from portal.questions.computing.together import fraction, together
from portal.questions.plan import Answer, Metric, Plan
from portal.questions.saying.items import (
    denominator_of,
    figures_of,
    item_names,
    item_of,
    sum_of,
    tables_text,
    value_text,
)
from portal.questions.saying.notes import Language, joined, say, unnamed
from portal.questions.saying.phrasing import amount, figure, formula, label, order_text
from portal.questions.saying.wording import what_text
from portal.questions.words.metrics import RATE_UNIT, total_of

ITEMS_SHOWN = 10
ITEMS_IN_BRIEF = 3


def list_texts(
    plan: Plan,
    found: Measured,
    matching: tuple[Sequence[MeasuredReport], Sequence[MeasuredReport]],
    others: Mapping[str, Sequence[MeasuredReport]],
    language: Language,
) -> tuple[str, str]:
    """How many offices meet the condition, which, and where their figures stand; and the same with fewer named.

    `others` are the figures of other conditions by report, said as well where any of the conditions will do.
    """
    rows, apart = matching
    blank = say("apart", language, count=len(apart), reports=plural(len(apart), "report")) if apart else ""
    if not rows:
        none = f"{_none_text(plan, found, language)}{blank}"
        return none, none
    years = years_of_one(found.rows) if plan.filters.wanted("office") else []
    looked = [row.head.year for row in found.rows]
    names, dated = item_names(rows[:ITEMS_SHOWN], rows), len({*looked}) > 1
    figures, count = figures_of(rows[:ITEMS_SHOWN], plan, others), count_offices(rows)
    shown = [item_of(own, language, names, dated=dated) for own in figures]

    def sentence(most: int) -> str:
        said = say(
            "list_years" if years else "list_some",
            language,
            office=found.rows[0].head.office,
            number=len(rows),
            years=plural(len(rows), "year"),
            when=years_text(plan.filters, looked, language),
            count=count,
            reports=say("in_reports", language, count=len(rows)) if len(rows) > count else "",
            offices=plural(count, "office"),
            what=what_text(plan, language),
            items=joined(shown[:most], language, ("；", "; ")) + _more(len(rows), count, most, language),
            where=tables_text(rows[0], language, *(row for row, _ in figures[0][1:])),
        )
        return f"{said}{' ' if language == 'en' and blank else ''}{blank}"

    return sentence(ITEMS_SHOWN), sentence(ITEMS_IN_BRIEF)


def _none_text(plan: Plan, found: Measured, language: Language) -> str:
    """That no report meets the condition: none of these years, or of one office none of its years."""
    what, years = what_text(plan, language), years_of_one(found.rows) if plan.filters.wanted("office") else []
    if years:
        office = found.rows[0].head.office
        return say("list_no_year", language, office=office, years=joined(years, language), what=what)
    when = years_text(plan.filters, [row.head.year for row in found.rows], language)
    return say("list_none", language, when=when, among=_among(plan.filters, language), what=what)


def _among(filters: Filters, language: Language) -> str:
    """Of which places, levels and kinds of office something is said; empty where it is said of all."""
    names = _places(filters)
    names += [say(f"level_{item.value}", language) for item in filters.wanted("level")]
    names += [say(f"kind_{item.value}", language) for item in filters.wanted("office_kind")]
    return say("among_these", language, names=joined(names, language)) if names else ""


def years_of_one(rows: Sequence[MeasuredReport]) -> list[str]:
    """The years looked at where all are one office's; none where there are several offices, or one year."""
    seats, years = {(row.head.region.path, row.head.seat) for row in rows}, sorted({row.head.year for row in rows})
    return [str(year) for year in years] if len(seats) == 1 and len(years) > 1 else []


def _more(rows: int, offices: int, most: int, language: Language) -> str:
    """What stands in place of the items that are not shown."""
    return unnamed("more_count" if rows == offices else "more_reports", rows, most, language)


def ranking_text(
    plan: Plan, found: Measured, rows: Sequence[MeasuredReport], language: Language, most: int = ITEMS_SHOWN
) -> str:
    """Which reports stand first, with their figures; how many tie with the last."""
    assert plan.ranking is not None
    dated = len({row.head.year for row in found.rows}) > 1
    names = item_names(rows[:most], rows)
    shown = [item_of([(row, plan.metric)], language, names, dated=dated) for row in rows[:most]]
    tied = sum(row.value == rows[-1].value for row in rows)
    more = unnamed("more_reports", len(rows), most, language)
    return say(
        "ranking",
        language,
        when=_looked_at(plan, found, language),
        place=place_text(plan, language),
        about=label(plan.metric, language),
        order=order_text(plan.ranking, plan.metric.unit, language),
        items=joined(shown, language, ("；", "; ")) + more + (say("tied", language, count=tied) if tied > 1 else ""),
        where=tables_text(rows[0], language),
    )


def group_text(plan: Plan, found: Measured, rows: Sequence[MeasuredReport], language: Language) -> str:
    """What the figures of many offices come to, and over how many."""
    measure = total_of(plan.metric)
    number = together(plan.operation, measure, rows)
    value = amount(number if plan.metric.unit == RATE_UNIT else round(number, 2), plan.metric.unit, language)
    if measure.denominator and plan.operation == "sum":
        above, below = fraction(rows)
        value = f"{value}（{figure(above)}/{figure(below)}）" if language == "zh" else f"{value} ({above}/{below})"
    how = "how_rate" if measure.denominator and plan.operation == "sum" else f"how_{plan.operation}"
    count = count_offices(rows)
    of_years = count < len(rows)
    return say(
        "group_number_reports" if of_years else "group_number",
        language,
        when=_looked_at(plan, found, language),
        place=place_text(plan, language),
        count=len(rows) if of_years else count,
        offices=plural(count, "office"),
        about=label(plan.metric, language),
        how=say(how, language),
        value=value,
        where=tables_text(rows[0], language),
    )


def group_nothing(plan: Plan, found: Measured, language: Language) -> str:
    """That no report looked at has a figure."""
    when = _looked_at(plan, found, language)
    return say("group_no_value", language, when=when, about=label(plan.metric, language))


def place_text(plan: Plan, language: Language) -> str:
    """The places that a plan is about, as they stand in a sentence."""
    said = joined(_places(plan.filters), language)
    return said if language == "zh" or not said else f" in {said}"


def _places(filters: Filters) -> list[str]:
    return [item.value.rpartition("/")[2] for item in filters.wanted("region")]


def count_offices(rows: Sequence[MeasuredReport]) -> int:
    """How many offices the reports are of."""
    # Reports of one office nearly always share its name and region as they are: told apart by these first.
    heads = {(row.head.office, id(row.head.region)): row.head for row in rows}
    return len({office_key(head.office, head.region) for head in heads.values()})


def number_text(plan: Plan, row: MeasuredReport, language: Language) -> str:
    """One office's figure with its parts and the place where it stands."""
    value = value_text(row, plan.metric, language)
    return say(
        "number",
        language,
        office=row.head.office,
        year=row.head.year,
        about=label(plan.metric, language),
        value=value,
        where=tables_text(row, language),
    )


def coverage_text(coverage: Coverage, language: Language) -> str:
    """How many reports were looked at, and in how many the figure stands."""
    counts = {"reports": coverage.reports, "with_value": coverage.with_value}
    text = say("coverage", language, **counts, blank=coverage.blank, unread=coverage.unread)
    others = {"coverage_no_cell": coverage.no_such_cell, "coverage_no_rate": coverage.zero_denominator}
    more = [say(code, language, count=count) for code, count in others.items() if count]
    return joined([text, *more], language, ("", " "))


def covered_text(answer: Answer, language: Language) -> str | None:
    """How many reports an answer looked at; of passages, in how many there are any to look at."""
    coverage = answer.coverage
    if coverage is None:
        return None
    if answer.inquiry is not None and answer.inquiry.operation != "passages":
        return None
    if answer.inquiry is not None:
        return say("coverage_told", language, reports=coverage.reports, with_value=coverage.with_value)
    return coverage_text(coverage, language)


def worked(metric: Metric, row: MeasuredReport, language: Language) -> str | None:
    """The formula of a sum or rate with the figures of one report put in."""
    measure = total_of(metric)
    words = formula(metric, measure, language)
    if words is None or row.value is None:
        return words
    if measure.denominator:
        return f"{words} = {figure(sum_of(row, measure.numerator))} ÷ {figure(denominator_of(row, measure))}"
    numbers = [figure(cell.value) for cell in row.cells if cell.value is not None]
    return f"{words} = {' + '.join(numbers)}"


def _looked_at(plan: Plan, found: Measured, language: Language) -> str:
    """The years asked for, else those of all reports looked at."""
    return years_text(plan.filters, [row.head.year for row in found.rows], language)


def years_text(filters: Filters, years: Sequence[int], language: Language) -> str:
    """The years that filters ask for, else those of all reports looked at."""
    asked = [item.value for item in filters.wanted("year")]
    if not asked:
        return _years(min(years), max(years), language)
    if len(asked) == 1 and (asked[0].startswith("..") or asked[0].endswith("..")):
        return say("years_from" if asked[0].endswith("..") else "years_until", language, year=asked[0].strip("."))
    code = "in_range" if len(asked) == 1 and ".." in asked[0] else "in_years"
    return say(code, language, years=joined([_span(year) for year in asked], language))


def _span(value: str) -> str:
    return value.replace("..", "–")


def _years(first: int, last: int, language: Language) -> str:
    if first == last:
        return say("in_years", language, years=first)
    return say("in_range", language, years=f"{first}–{last}")


def plural(count: int, noun: str) -> str:
    """An English noun as one or as several."""
    return noun if count == 1 else f"{noun}s"
