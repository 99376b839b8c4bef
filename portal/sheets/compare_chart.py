"""A comparison as a chart: lines over the years, or bars of one year."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from index.comparison import Comparison, Figure, Line
from index.subjects import Subject
from portal.messages import Texts
from portal.questions.words.metrics import RATE_UNIT
from portal.sheets.charts import COLOURS, LABEL_SIZE, Colours, Scheme
from portal.sheets.compared import (
    NEW_FORM,
    Shown,
    fraction_text,
    kinds_text,
    notes,
    short_labels,
    spans_forms,
    state_text,
    titled,
)

# What Streamlit leaves of the height for the lines themselves is about three quarters.
_HEIGHT, _INNER, _BAR = 280, 215, 34
_LABEL_GAP = 17
LABEL_WIDTH = 150
_COUNT_LABELS = "datum.value >= 10000 ? format(datum.value, ',') : format(datum.value, '')"
_SMALL_RATE = 0.05
_ROOM, _ROOM_SAID = 1.35, 1.9
_MOST_NAMED = 12
Mark = dict[str, Any]
Rows = list[Mark]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a chart is made from: the comparison, the names of its subjects, colours and texts."""

    shown: Shown
    names: Mapping[Subject, str]
    colours: Colours
    texts: Texts

    @classmethod
    def of(cls, shown: Shown, scheme: Scheme, texts: Texts) -> "Drawing":
        """The drawing of a comparison in one theme."""
        subjects = [line.subject for line in shown.found.lines]
        return cls(shown, short_labels(subjects, texts), COLOURS[scheme], texts)

    @property
    def title(self) -> str:
        """What is measured, with its unit."""
        return titled(self.shown.metric, self.texts)

    @property
    def found(self) -> Comparison:
        """What is drawn."""
        return self.shown.found

    def row(self, line: Line, figure: Figure) -> Mark:
        """One mark."""
        said = "，".join((fraction_text(figure), *notes(line.subject, figure, self.texts))).strip("，")
        number = None if figure.number is None else float(figure.number)
        value = state_text(figure, self.texts) if figure.number is None else self.shown.amount(figure.number)
        return {
            "who": self.names[line.subject],
            "year": str(figure.year),
            "value": number,
            "shown": value,
            "said": said,
            "small": figure.small,
        }


def trend(drawing: Drawing) -> alt.LayerChart:
    """A line a subject over all years; cut where a year is missing or the form changes."""
    years = [str(year) for year in drawing.found.years]
    rows: Rows = []
    for line in drawing.found.lines:
        for run in line.runs:
            of_run = f"{drawing.names[line.subject]} {run[0].year}"
            rows += [drawing.row(line, figure) | {"run": of_run} for figure in run]
    low, high = _bounds([row["value"] for row in rows])
    x = alt.X("year:O", scale=alt.Scale(domain=years, type="band"), axis=years_axis())
    y = alt.Y("value:Q", scale=alt.Scale(domain=[low, high]), axis=_value_axis(drawing, high))
    marks = alt.Chart().encode(x, y, color=_colour(drawing), tooltip=_tooltip(drawing))
    point: Mark = {"size": 55, "opacity": 1, "strokeWidth": 2}
    layers = [
        *new_form(drawing),
        marks.mark_line(strokeWidth=2).encode(alt.Detail("run:N")),
        marks.transform_filter("!datum.small").mark_point(filled=True, **point),
        marks.transform_filter("datum.small").mark_point(filled=False, fill=drawing.colours.page, **point),
        _end_labels(drawing, x, (low, high)),
    ]
    return alt.LayerChart(data=alt.InlineData(rows), layer=layers, height=_HEIGHT)


def bars(drawing: Drawing) -> alt.LayerChart:
    """A bar a subject, of the last year in which any has a value; what has none says why in its place."""
    latest = drawing.found.latest
    rows = [drawing.row(line, line.figure(latest)) for line in drawing.found.lines] if latest else []
    return bar_chart(rows, drawing.colours, _tooltip(drawing))


def bar_chart(rows: Rows, colours: Colours, tooltip: Sequence[alt.Tooltip]) -> alt.LayerChart:
    """A bar for each of the marks, in their order; beside it what is `shown` and `said` of it."""
    for row in rows:
        row["text"] = row["shown"] + (f"　{row['said']}" if row["said"] else "")
        row["at"] = row["value"] or 0
    low, high = _bounds([row["value"] for row in rows if row["value"] is not None])
    # What is written behind a bar needs room within the chart, on a phone too.
    room = alt.Scale(domain=[low, low + (high - low) * (_ROOM_SAID if any(row["said"] for row in rows) else _ROOM)])
    x = alt.X("at:Q", scale=room, axis=None)
    names = alt.Scale(domain=[row["who"] for row in rows])
    y = alt.Y(
        "who:N",
        scale=names,
        axis=alt.Axis(title=None, ticks=False, domain=False, labelLimit=LABEL_WIDTH, labelPadding=8),
    )
    base = alt.Chart().encode(x, y, tooltip=tooltip)
    bar: Mark = {"size": 18, "stroke": colours.accent, "strokeWidth": 1.5}
    layers = [
        base.transform_filter("datum.value !== null && !datum.small").mark_bar(fill=colours.accent, **bar),
        base.transform_filter("datum.small").mark_bar(fill=colours.page, **bar),
        base.mark_text(align="left", dx=7, fontSize=LABEL_SIZE, color=colours.ink).encode(alt.Text("text:N")),
    ]
    return alt.LayerChart(data=alt.InlineData(rows), layer=layers, height=alt.Step(_BAR))


CHARTS: dict[str, Callable[[Drawing], alt.LayerChart]] = {"trend": trend, "bars": bars}


def alt_text(drawing: Drawing, view: str) -> str:
    """The sentence that says what a chart shows: the latest value of each of the first subjects."""
    texts = drawing.texts
    said = [_said(drawing, line) for line in drawing.found.lines[:_MOST_NAMED]]
    more = len(drawing.found.lines) - len(said)
    said += [texts("compare.alt_more", count=more)] if more > 0 else []
    return texts("compare.alt", view=texts(f"compare.view.{view}"), what=drawing.title, said="；".join(said))


def _said(drawing: Drawing, line: Line) -> str:
    who = drawing.names[line.subject]
    valued = [figure for figure in line.figures if figure.number is not None]
    if not valued:
        return drawing.texts("compare.alt_none", who=who)
    row = drawing.row(line, valued[-1])
    return drawing.texts("compare.alt_item", who=who, year=row["year"], value=row["shown"])


def _bounds(values: Sequence[float]) -> tuple[float, float]:
    """From 0 or the lowest value to a little above the highest."""
    low, high = min([0.0, *values]), max([0.0, *values])
    return low, high + (high - low or 1) * 0.06


def years_axis() -> alt.Axis:
    """Years below a chart, upright and without a line."""
    return alt.Axis(title=None, labelAngle=0, labelAlign="center", ticks=False, labelPadding=12, domain=False)


def _value_axis(drawing: Drawing, high: float) -> alt.Axis:
    title = {"titleAngle": 0, "titleAlign": "left", "titleBaseline": "bottom", "titleX": -30, "titleY": -24}
    look: Mark = {"title": drawing.title, "tickCount": 5, "domain": False, **title}
    if drawing.shown.metric.unit == RATE_UNIT:
        return alt.Axis(format=".1%" if high < _SMALL_RATE else ".0%", **look)
    return alt.Axis(labelExpr=_COUNT_LABELS, tickMinStep=1, **look)


def _colour(drawing: Drawing) -> alt.Color:
    """One colour a subject; beyond as many as can be told apart the first one in ink blue, the others grey."""
    names = list(drawing.names.values())
    colours = list(drawing.colours.lines)
    if len(names) > len(colours):
        colours = [drawing.colours.accent, *([drawing.colours.faint] * (len(names) - 1))]
    return alt.Color("who:N", scale=alt.Scale(domain=names, range=colours[: len(names)]), legend=None)


def _tooltip(drawing: Drawing) -> list[alt.Tooltip]:
    texts = drawing.texts
    return [
        alt.Tooltip("who:N", title=kinds_text(drawing.shown, texts)),
        alt.Tooltip("year:O", title=texts("export.year")),
        alt.Tooltip("shown:N", title=texts("export.value")),
        alt.Tooltip("said:N", title=texts("compare.column.note")),
    ]


def new_form(drawing: Drawing) -> list[alt.Chart]:
    """The dashed rule before the year from which the new form is used, where years on both sides are shown."""
    if not spans_forms(drawing.found.years):
        return []
    place = alt.X("year:O", bandPosition=0)
    said = alt.Chart(alt.InlineData([{"year": str(NEW_FORM), "text": drawing.texts("compare.break_label")}]))
    label: Mark = {"align": "left", "baseline": "bottom", "dx": 5, "y": -4, "fontSize": LABEL_SIZE}
    return [
        said.mark_rule(strokeDash=[4, 3], color=drawing.colours.meta).encode(place),
        said.mark_text(color=drawing.colours.meta, **label).encode(place, alt.Text("text:N")),
    ]


def _end_labels(drawing: Drawing, x: alt.X, bounds: tuple[float, float]) -> alt.Chart:
    """Each name at the end of its line, moved off those of other lines that end in the same year."""
    ends: dict[int, list[tuple[float, str]]] = defaultdict(list)
    lines = drawing.found.lines if len(drawing.found.lines) <= _MOST_NAMED else drawing.found.lines[:1]
    for line in lines:
        if line.runs:
            last = line.runs[-1][-1]
            ends[last.year].append((float(last.number or 0), drawing.names[line.subject]))
    rows = [
        {"year": str(year), "at": at, "who": who}
        for year, found in ends.items()
        for who, at in _apart(sorted(found), bounds)
    ]
    mark: Mark = {"align": "left", "dx": 9, "fontSize": LABEL_SIZE, "limit": LABEL_WIDTH}
    names: alt.Chart = alt.Chart(alt.InlineData(rows)).mark_text(**mark)
    return names.encode(x, alt.Y("at:Q"), alt.Text("who:N"), _colour(drawing))


def _apart(found: Sequence[tuple[float, str]], bounds: tuple[float, float]) -> list[tuple[str, float]]:
    low, high = bounds
    gap = (high - low) * _LABEL_GAP / _INNER
    placed: list[tuple[str, float]] = []
    for value, who in found:
        at = max(value, placed[-1][1] + gap) if placed else value
        placed.append((who, at))
    over = max(0.0, placed[-1][1] - high) if placed else 0.0
    return [(who, at - over) for who, at in placed]
