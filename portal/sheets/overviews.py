"""Overviews to take away: how many reports a year has, every cell of a report, how often themes are named."""

from collections import Counter
from collections.abc import Mapping, Sequence

import altair as alt

from index.forms import number_form
from index.model import Filter, Filters, ReportHead, SearchResult, StoredReport
from index.themes import Theme
from portal.labels import STATES, full_fact, theme_name, word
from portal.messages import Texts
from portal.sheets.charts import COLOURS, drawn
from portal.sheets.compare_chart import bar_chart
from portal.sheets.exports import HEAD, Origin, Picture, Table, head_row, table_of
from portal.widgets.links import MeasuresLink, SearchLink, report_href


def coverage_table(heads: Sequence[ReportHead], origin: Origin, texts: Texts) -> Table:
    """How many reports each year has, those without any among them."""
    rows = [
        (year, count, origin.base + SearchLink(filters=Filters((Filter("year", str(year)),))).href if count else "")
        for year, count in reports_by_year(heads).items()
    ]
    return table_of(("year", "reports", "link"), rows, origin, texts)


def coverage_picture(heads: Sequence[ReportHead], origin: Origin, texts: Texts, form: Picture) -> bytes:
    """The same as a bar a year."""
    marks = [
        {"who": str(year), "value": float(count), "shown": str(count), "said": "", "small": False}
        for year, count in reports_by_year(heads).items()
    ]
    chart: alt.LayerChart = bar_chart(marks, COLOURS["light"], ())
    return drawn([(texts("home.per_year"), chart)], [texts("home.picture_source", day=origin.day.isoformat())], form)


def reports_by_year(heads: Sequence[ReportHead]) -> dict[int, int]:
    """How many reports each year has, from the first to the last."""
    years = Counter(head.year for head in heads)
    return {year: years[year] for year in range(min(years), max(years) + 1)}


def cells_table(stored: StoredReport, origin: Origin, texts: Texts) -> Table:
    """Every cell of a report: its number, what is printed there, its state where that is no number, its place."""
    head = stored.head
    rows = [
        (
            *head_row(head, texts),
            full_fact(fact.key),
            number_form(fact.value),
            fact.published,
            word(STATES, fact.state, texts),
            fact.location.text,
            origin.base + report_href(head.report_id, cell=fact.key),
        )
        for fact in stored.report.facts
    ]
    return table_of((*HEAD, "item", "value", "published", "state", "place", "link"), rows, origin, texts)


def themes_table(counts: Mapping[Theme, SearchResult], origin: Origin, texts: Texts) -> Table:
    """Each theme with the reports that name it as a problem, year by year; a line a year."""
    rows = [
        (theme_name(theme, texts), int(value.value), value.count, origin.base + MeasuresLink(theme=theme.id).href)
        for theme, result in counts.items()
        for facet in result.facets
        if facet.name == "year"
        for value in facet.values
    ]
    return table_of(("theme", "year", "reports", "link"), rows, origin, texts)
