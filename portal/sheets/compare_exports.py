"""A comparison as a table to take away: every subject in every year, with what its figure rests on."""

from collections.abc import Sequence

from index.comparison import Figure, Line
from index.forms import number_form
from index.model import Filter, Filters
from portal.labels import TEMPLATES, filter_text, metric_label, word
from portal.messages import Texts
from portal.sheets.compared import Shown, names_of, notes, state_text, years_text
from portal.sheets.exports import Origin, Row, Table, table_of
from portal.widgets.links import CompareLink, SearchLink, figure_href

_COLUMNS = (
    *("metric", "subject", "subject_kind", "year", "value", "numerator", "denominator", "reports", "valued"),
    *("peers", "percentile", "form", "note", "place", "link"),
)
# As many characters as a picture has room for in a line.
_LINE = 62


def comparison_table(shown: Sequence[Shown], state: CompareLink, origin: Origin, texts: Texts) -> Table:
    """All figures of the page, in its order; one without a value says why in its note."""
    rows = [
        (
            metric_label(one.metric.key, texts),
            name,
            *_row(line, figure, compared_href(one, line, figure, state.scope), origin, texts),
        )
        for one in shown
        for line, name in zip(one.found.lines, names_of(one, texts), strict=True)
        for figure in line.figures
    ]
    return table_of(_COLUMNS, rows, origin, texts)


def picture_lines(shown: Sequence[Shown], state: CompareLink, origin: Origin, texts: Texts) -> tuple[str, ...]:
    """What a picture says of itself: who is compared, over which reports and years, the day and the source."""
    who = "、".join(names_of(shown[0], texts))
    said = [filter_text(item, texts) for item in state.scope.items]
    filters = "；".join([who, *said, years_text(shown[0].found.years)])
    source = texts("compare.picture_source", day=origin.day.isoformat())
    return *(filters[start : start + _LINE] for start in range(0, len(filters), _LINE)), source


def compared_href(shown: Shown, line: Line, figure: Figure, scope: Filters) -> str:
    """Where a figure leads: to its cells, of a group to the list of its reports; empty where there is no report."""
    if not figure.heads:
        return ""
    if line.subject.kind == "office":
        return figure_href(figure.heads[0].report_id, shown.found.measure)
    year = Filter("year", str(figure.year))
    return SearchLink(filters=Filters((line.subject.filter, year, *scope.items))).href


def _row(line: Line, figure: Figure, href: str, origin: Origin, texts: Texts) -> Row:
    said = [state_text(figure, texts)] if figure.number is None else []
    return (
        texts(f"compare.subject.{line.subject.kind}"),
        figure.year,
        number_form(figure.number),
        number_form(figure.numerator),
        number_form(figure.denominator),
        len(figure.heads),
        figure.counted,
        figure.standing.peers if figure.standing else None,
        round(figure.standing.percentile) if figure.standing and figure.standing.percentile is not None else None,
        "；".join(word(TEMPLATES, name, texts) for name in figure.templates),
        "；".join([*said, *notes(line.subject, figure, texts)]),
        "；".join(cell.location.text for cell in figure.cells),
        origin.base + href if href else "",
    )
