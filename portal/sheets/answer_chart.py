"""The chart of an answer where one helps: lines over the years, else bars; none of a single figure or a long list."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from textwrap import wrap

import altair as alt

from index.comparison import Comparison, Figure, Line
from index.measures import SMALL_SAMPLE, parts_of
from index.model import Measure, MeasuredReport
from index.subjects import Subject
from portal.messages import Texts
from portal.plan_parts import scope_text
from portal.questions.computing.groups import group_label, seat_keys
from portal.questions.plan import Answer, Group, Operation, Plan
from portal.questions.saying.phrasing import amount, figure
from portal.questions.words.fold import language_of
from portal.questions.words.metrics import RATE_UNIT, total_of
from portal.questions.words.names import full_name
from portal.sheets.charts import COLOURS, Scheme, drawn
from portal.sheets.compare_chart import Drawing, Mark, Rows, bar_chart, trend
from portal.sheets.compared import Shown, short_labels, titled, years_shown
from portal.sheets.exports import Origin, Picture

_MOST_BARS = 20
_FEWEST = 2
_CHINESE_LINE, _ENGLISH_LINE = 60, 110
# What groups are counted in.
_COUNTED: dict[Operation, str] = {"count": "ask.offices", "share": "ask.share"}


@dataclass(frozen=True, slots=True)
class Charted:
    """A chart and what it measures; `headed` where the chart itself does not say so."""

    title: str
    chart: alt.LayerChart
    headed: bool = True


@dataclass(frozen=True, slots=True)
class Look:
    """How a chart is drawn; one that stands `alone`, with no table beside it, says what its figures are made of."""

    scheme: Scheme
    texts: Texts
    alone: bool = False


def chart_of(answer: Answer, look: Look) -> Charted | None:
    """The chart of an answer; None where a table says it as well."""
    plan = answer.plan
    if plan is None or plan.change is not None or answer.pairs:
        return None
    if answer.groups:
        return _of_groups(answer, plan, look)
    if plan.operation == "trend" and len(answer.rows) >= _FEWEST:
        return _lines(_series(answer, plan), plan, look)
    if answer.kind in ("ranking", "comparison") and plan.against is None and _few(answer.rows):
        return _bars(_row_marks(answer.rows, plan, look.texts), plan, titled(plan.metric, look.texts), look)
    return None


def picture_of(answer: Answer, origin: Origin, texts: Texts, form: Picture) -> bytes:
    """The chart of an answer as a file, with its sentence and where it comes from."""
    chart = chart_of(answer, Look("light", texts, alone=True))
    assert chart is not None
    source = texts("ask.chart_source", day=origin.day.isoformat(), question=answer.question, address=origin.base)
    wide = _CHINESE_LINE if language_of(answer.question) == "zh" else _ENGLISH_LINE
    lines = [*wrap(answer.brief or answer.text, wide), *wrap(source, wide)]
    return drawn([(chart.title, chart.chart)], lines, form)


def _few(items: Sequence[object]) -> bool:
    return _FEWEST <= len(items) <= _MOST_BARS


def _of_groups(answer: Answer, plan: Plan, look: Look) -> Charted | None:
    valued = [group for group in answer.groups if group.value is not None]
    if plan.by == "year" and len(valued) >= _FEWEST and plan.operation not in _COUNTED and not plan.ranking:
        return _lines(_yearly(answer, plan), plan, look)
    if not _few(answer.groups) or not valued:
        return None
    unit, texts = answer.unit or plan.metric.unit, look.texts
    title = texts(_COUNTED[plan.operation]) if plan.operation in _COUNTED else titled(plan.metric, texts)
    marks = [_group_mark(group, answer.groups, (plan, unit), texts) for group in answer.groups]
    return _bars(marks, plan, title, look)


def _bars(marks: Rows, plan: Plan, title: str, look: Look) -> Charted:
    for mark in marks:
        mark["said"] = mark["note"] if look.alone else ""
    tooltip = [
        alt.Tooltip("who:N", title=look.texts(f"ask.by.{plan.by or 'office'}")),
        alt.Tooltip("shown:N", title=title),
        alt.Tooltip("note:N", title=look.texts("ask.note")),
    ]
    return Charted(title, bar_chart(marks, COLOURS[look.scheme], tooltip))


def _lines(found: dict[Subject, Sequence[Figure]], plan: Plan, look: Look) -> Charted:
    texts = look.texts
    there = [figure.year for figures in found.values() for figure in figures]
    years = tuple(range(min(there), max(there) + 1))
    if plan.filters.wanted("year"):
        years = tuple(sorted({*years_shown(plan.filters, there), *there}))
    lines = []
    for subject, figures in found.items():
        held = {figure.year: figure for figure in figures}
        lines.append(Line(subject, tuple(held.get(year) or Figure(year) for year in years)))
    shown = Shown(plan.metric, Comparison(total_of(plan.metric), years, tuple(lines)))
    offices = all(subject.kind == "office" for subject in found)
    names = short_labels(list(found), texts) if offices else {one: scope_text(plan.filters, texts) for one in found}
    chart = trend(Drawing(shown, names, COLOURS[look.scheme], texts))
    return Charted(titled(plan.metric, texts), chart, headed=False)


def _series(answer: Answer, plan: Plan) -> dict[Subject, Sequence[Figure]]:
    """The figures of each office, its years without a number among them."""
    rows = sorted((*answer.rows, *answer.apart), key=lambda row: row.head.year)
    keys = seat_keys(rows)
    measure = total_of(plan.metric)
    found: dict[Subject, Sequence[Figure]] = {}
    for key in dict.fromkeys(keys[row.head.report_id] for row in answer.rows):
        own = [row for row in rows if keys[row.head.report_id] == key]
        subject = Subject("office", full_name(own[-1].head), {row.head.year: (row.head,) for row in own})
        found[subject] = [_figure(row, measure) for row in own]
    return found


def _yearly(answer: Answer, plan: Plan) -> dict[Subject, Sequence[Figure]]:
    """The figures of all reports of each year together."""
    heads = {
        int(group.name): tuple(row.head for row in answer.rows if str(row.head.year) == group.name)
        for group in answer.groups
    }
    figures = [
        Figure(
            int(group.name),
            heads[int(group.name)],
            counted=group.reports,
            number=group.value,
            numerator=group.numerator,
            denominator=group.denominator,
        )
        for group in answer.groups
    ]
    return {Subject("level", plan.metric.key, heads): figures}


def _figure(row: MeasuredReport, measure: Measure) -> Figure:
    above, below = parts_of(measure, {cell.key: cell for cell in row.cells})
    return Figure(
        row.head.year,
        (row.head,),
        counted=int(row.value is not None),
        number=row.value,
        numerator=above.number if below else None,
        denominator=below.number if below else None,
        blanks=row.blanks,
        missing=None if row.value is not None else "blank",
        cells=row.cells,
    )


def _row_marks(rows: Sequence[MeasuredReport], plan: Plan, texts: Texts) -> Rows:
    subjects = [Subject("office", full_name(row.head), {row.head.year: (row.head,)}) for row in rows]
    names = short_labels(list(dict.fromkeys(subjects)), texts)
    dated = len({row.head.year for row in rows}) > 1
    measure = total_of(plan.metric)
    marks = []
    for row, subject in zip(rows, subjects, strict=True):
        of = _figure(row, measure)
        who = f"{names[subject]} {row.head.year}" if dated else names[subject]
        marks.append(_mark(who, row.value, plan.metric.unit, (of.numerator, of.denominator), texts))
    return marks


def _group_mark(group: Group, among: Sequence[Group], about: tuple[Plan, str], texts: Texts) -> Mark:
    plan, unit = about
    who = group_label(group, "zh" if texts.lang == "zh" else "en", among)
    mark = _mark(who, group.value, unit, (group.numerator, group.denominator), texts)
    mark["small"] = mark["small"] and plan.operation == "sum"
    return mark


def _mark(
    who: str, value: Decimal | None, unit: str, fraction: tuple[Decimal | None, Decimal | None], texts: Texts
) -> Mark:
    """One bar, with its fraction where it is a rate; a small sample says so."""
    above, below = fraction
    small = below is not None and below < SMALL_SAMPLE
    said = [f"{figure(above)}/{figure(below)}"] if above is not None and below is not None else []
    said += [texts("compare.small")] if small else []
    shown = texts("ask.no_figure")
    if value is not None:
        shown = amount(value, unit, "zh") if unit == RATE_UNIT else figure(round(value, 2))
    return {
        "who": who,
        "value": None if value is None else float(value),
        "shown": shown,
        "note": "，".join(said),
        "small": small,
    }
