"""What all charts look like, on the page and in a picture to take away."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import altair as alt
from altair.utils import schemapi

from portal.sheets.exports import Picture
from portal.theme import DARK, FONT, LIGHT

# altair would check every part against its schema as it is made, a third of the time; the tests check whole charts.
schemapi.disable_debug_mode()

Scheme = Literal["light", "dark"]
Spec = dict[str, Any]

LABEL_SIZE = 13
PICTURE_WIDTH = 860
_PICTURE_SCALE = 2


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of a chart in one theme; `lines` are those of its series, in order."""

    page: str
    ink: str
    meta: str
    faint: str
    rule: str
    accent: str
    lines: tuple[str, ...]


COLOURS: dict[Scheme, Colours] = {
    "light": Colours(
        LIGHT["backgroundColor"],
        LIGHT["textColor"],
        "#4d585d",
        "#667177",
        "#dde1e2",
        LIGHT["primaryColor"],
        ("#17527a", "#b4570b", "#5f6f2b", "#7a4a86", "#00706b", "#8a6d00"),
    ),
    "dark": Colours(
        DARK["backgroundColor"],
        DARK["textColor"],
        "#aab4b8",
        "#8f9a9f",
        "#2d3539",
        DARK["primaryColor"],
        ("#8cc1e6", "#f0a45d", "#b5c46c", "#cfa3da", "#5cc7bf", "#dcc25a"),
    ),
}


def vega_lite(chart: alt.LayerChart, scheme: Scheme) -> Spec:
    """The chart as Vega-Lite, in our type and colours; its own marks keep theirs."""
    # altair would check the whole chart against its schema each time, 25 ms; the tests do it once.
    return {**chart.to_dict(validate=False), "config": _dressing(scheme)}


@cache
def _dressing(scheme: Scheme) -> Spec:
    return _config(scheme).to_dict(validate=False)


def _config(scheme: Scheme) -> alt.Config:
    # Not by altair's own `configure_…`, which copy the whole chart at each step, 20 ms in all.
    colours = COLOURS[scheme]
    return alt.Config(
        font=FONT,
        background=colours.page,
        # Read out is the sentence that stands for the chart, and the table below it.
        mark=alt.MarkConfig(aria=False),
        padding=5,
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(
            labelColor=colours.meta,
            titleColor=colours.meta,
            gridColor=colours.rule,
            domainColor=colours.faint,
            tickColor=colours.faint,
            titleFontWeight="normal",
            labelFontSize=LABEL_SIZE,
            titleFontSize=LABEL_SIZE,
        ),
        legend=alt.LegendConfig(labelColor=colours.meta),
        title=alt.TitleConfig(
            color=colours.ink,
            subtitleColor=colours.meta,
            subtitleFontSize=LABEL_SIZE,
            subtitleLineHeight=19,
            anchor="start",
        ),
    )


def drawn(charts: Sequence[tuple[str, alt.LayerChart]], lines: Sequence[str], form: Picture) -> bytes:
    """Charts under each other as one file, light, with their titles and some lines above them."""
    head = alt.Title("；".join(title for title, _ in charts), subtitle=list(lines), fontSize=18, offset=18)
    parts = [
        chart if chart.width is not alt.Undefined else chart.properties(width=PICTURE_WIDTH) for _, chart in charts
    ]
    apart = alt.Resolve(scale=alt.ScaleResolveMap(color="independent"))
    picture = alt.VConcatChart(vconcat=parts, spacing=30, title=head, resolve=apart, config=_config("light"))
    if form == "png":
        pixels = io.BytesIO()
        picture.save(pixels, format=form, scale_factor=_PICTURE_SCALE)
        return pixels.getvalue()
    text = io.StringIO()
    picture.save(text, format=form)
    return text.getvalue().encode()
