"""A comparison as a picture to take away: its charts, and its matrix, which is a table on the page."""

import json
from collections.abc import Callable, Mapping
from textwrap import wrap

import altair as alt

from index.comparison import Figure, Line
from portal.sheets.charts import LABEL_SIZE, PICTURE_WIDTH
from portal.sheets.compare_chart import LABEL_WIDTH, Drawing, Mark, bars, new_form, trend, years_axis
from portal.sheets.compared import fraction_text, notes, state_text

# The tints of the page in its light theme; on the last one ink is not read.
TINTS = ("#eef4f7", "#d3e3ed", "#b3cfe0", "#8bb5d0", "#2e698e")
_ON_LAST = "#ffffff"
_NARROWEST = 72
_SMALL = 11.5
_HEAD, _LINE, _MARGIN = 22, 15, 10


def matrix(drawing: Drawing) -> alt.LayerChart:
    """Subjects down, years across: each value on its tint, below it what it rests on, as on the page."""
    years = drawing.found.years
    width = max(PICTURE_WIDTH, _NARROWEST * len(years))
    rows = [_row(drawing, line, figure, width / len(years)) for line in drawing.found.lines for figure in line.figures]
    tints = drawing.shown.tints(drawing.texts)
    height = _HEAD + _MARGIN + _LINE * max(len(row["said"]) for row in rows)
    x = alt.X("year:O", axis=years_axis(), scale=alt.Scale(domain=[str(year) for year in years], padding=0))
    names = alt.Scale(domain=list(drawing.names.values()), padding=0)
    y = alt.Y("who:N", scale=names, axis=alt.Axis(title=None, ticks=False, domain=False, labelLimit=LABEL_WIDTH))
    base = alt.Chart().encode(x, y)
    value: Mark = {"fontSize": LABEL_SIZE, "dy": _HEAD / 2 + _MARGIN / 2 - height / 2}
    below: Mark = {"fontSize": _SMALL, "lineHeight": _LINE, "baseline": "top", "dy": _HEAD + _MARGIN / 2 - height / 2}
    ink = alt.Color(condition={"test": f"datum.tint === {len(TINTS)}", "value": _ON_LAST}, value=drawing.colours.ink)
    layers = [
        base.mark_rect(stroke=drawing.colours.rule, fill=drawing.colours.page),
        base.transform_filter("datum.tint").mark_rect(stroke=drawing.colours.rule).encode(_tinted(tints)),
        base.mark_text(**value).encode(alt.Text("shown:N"), ink),
        base.mark_text(**below).encode(alt.Text("said:N"), ink),
        *new_form(drawing),
    ]
    return alt.LayerChart(data=alt.InlineData(rows), layer=layers, width=width, height=alt.Step(height))


def _row(drawing: Drawing, line: Line, figure: Figure, width: float) -> Mark:
    shown, texts = drawing.shown, drawing.texts
    said = (fraction_text(figure), *notes(line.subject, figure, texts))
    return {
        "who": drawing.names[line.subject],
        "year": str(figure.year),
        "shown": state_text(figure, texts) if figure.number is None else shown.amount(figure.number),
        "said": [part for text in said for part in wrap(text, _room(text, width))],
        "tint": shown.tint(figure),
    }


def _tinted(said: Mapping[int, str]) -> alt.Color:
    """The tint of each cell; the legend has those that stand for something."""
    scale = alt.Scale(domain=list(range(1, len(TINTS) + 1)), range=list(TINTS))
    look: Mark = {"title": None, "labelFontSize": LABEL_SIZE, "symbolType": "square", "columns": len(TINTS)}
    labels = f"{json.dumps(said, ensure_ascii=False)}[datum.value]"
    legend = alt.Legend(orient="bottom", values=list(said), labelExpr=labels, **look)
    return alt.Color("tint:N", scale=scale, legend=legend if said else None)


def _room(text: str, width: float) -> int:
    """How many characters fit: a Chinese one is as wide as its size, a Latin one about half of it."""
    return int(width / _SMALL * (1.8 if text.isascii() else 1))


def _named(drawing: Drawing, chart: alt.LayerChart) -> alt.LayerChart:
    """A chart that says what it shows, as the axis of lines does; a picture may hold two."""
    look: Mark = {"fontSize": LABEL_SIZE, "fontWeight": "normal", "color": drawing.colours.meta}
    named: alt.LayerChart = chart.properties(title=alt.Title(drawing.title, **look))
    return named


PICTURES: dict[str, Callable[[Drawing], alt.LayerChart]] = {
    "trend": trend,
    "bars": lambda drawing: _named(drawing, bars(drawing)),
    "matrix": lambda drawing: _named(drawing, matrix(drawing)),
}
