"""The figures of an answer as tables: of reports, of two years or two figures side by side, of groups."""

from collections.abc import Mapping, Sequence

from index.cells import with_cells
from index.forms import number_form
from index.measures import SMALL_SAMPLE, cells_of, parts_of, value_of
from index.model import Measure, MeasuredReport, ReportHead
from ingest.model import Fact
from portal.answer_entries import Figures, between_title, change_entry, plain_entry, titled_in
from portal.labels import STATES, metric_label, place_of, word
from portal.messages import Texts
from portal.questions.metrics import total_of
from portal.questions.phrasing import figure
from portal.questions.plan import Metric, Plan
from portal.sheets import Column, Entry, Line, Sheet, head_columns, head_entries
from portal.widgets.links import report_href

Pair = tuple[MeasuredReport, MeasuredReport]
Facts = Mapping[str, Fact]
# Beyond so many reports their cells are not looked through for what must be noted of them.
_LOOKED = 500


def row_sheet(of: Figures, name: str, title: str, rows: Sequence[MeasuredReport]) -> Sheet:
    """Reports with the figure asked for, what it is made of, the figures of further conditions, and the places."""
    texts = of.texts
    metrics = _metrics(of, rows)
    own = metrics[0]
    parts = own.parts if own.parts[1:] else ()
    several = bool(metrics[1:])
    rate = bool(total_of(own).denominator)
    noted = len(rows) > _LOOKED or any(_note(row, texts) for row in with_cells(rows))
    columns = (
        *head_columns(texts),
        *((Column(texts("ask.metric_column")),) if several else ()),
        *(Column(titled_in(metric_label(part.name, texts), own, texts), figure=True) for part in parts),
        *((Column(texts("ask.numerator"), figure=True), Column(texts("ask.denominator"), figure=True)) if rate else ()),
        Column(texts("ask.value") if several else titled_in(metric_label(own.key, texts), own, texts), figure=True),
        *(Column(titled_in(metric_label(w.metric.key, texts), w.metric, texts), figure=True) for w in of.plan.also),
        *((Column(texts("ask.note")),) if noted else ()),
        Column(texts("ask.source")),
    )

    def line(place: int, row: MeasuredReport, facts: Mapping[str, Facts]) -> Line:
        metric = metrics[place % len(metrics)]
        further = facts.get(row.head.report_id, {})
        cells = (*row.cells, *(cell for cell in further.values() if cell not in row.cells))
        entries = (
            *head_entries(row.head, texts),
            *((Entry(metric_label(metric.key, texts)),) if several else ()),
            *(_part(part, row, texts) for part in parts),
            *(_fraction(row) if rate else ()),
            _value(metric, row, texts),
            *(_further(where.metric, further, texts) for where in of.plan.also),
            *((Entry(_note(row, texts)),) if noted else ()),
            _source(row.head, cells, texts),
        )
        return Line(entries, report_href(row.head.report_id, cell=row.cells[0].key if row.cells else ""))

    wanted = tuple(dict.fromkeys(cell for where in of.plan.also for cell in cells_of(total_of(where.metric))))

    def lines(start: int, end: int) -> list[Line]:
        ids = [row.head.report_id for row in rows[start:end]]
        facts = of.library.catalog.facts(wanted, ids) if wanted else {}
        return [line(place, row, facts) for place, row in enumerate(with_cells(rows[start:end]), start)]

    return Sheet(name, title, columns, len(rows), lines)


def pair_sheet(of: Figures, title: str) -> Sheet:
    """Two figures a line, of two years or of two metrics, and what lies between them."""
    answer, plan, texts = of.answer, of.plan, of.texts
    metrics = (plan.metric, plan.against or plan.metric)
    if plan.change is not None:
        names = tuple(texts("ask.of_year", year=year) for year in (plan.change.first, plan.change.last))
    else:
        names = tuple(metric_label(metric.key, texts) for metric in metrics)
    columns = (
        *head_columns(texts),
        *(Column(titled_in(name, metric, texts), figure=True) for name, metric in zip(names, metrics, strict=True)),
        Column(between_title(plan, texts), figure=True),
        Column(texts("ask.source")),
    )

    def lines(start: int, end: int) -> list[Line]:
        pairs = zip(answer.rows[start:end], answer.pairs[start:end], strict=True)
        return [_pair_line(row, pair, (plan, metrics), texts) for row, pair in pairs]

    return Sheet("rows", title, columns, len(answer.rows), lines)


def count_sheet(title: str, unit: str, rows: Sequence[MeasuredReport], texts: Texts) -> Sheet:
    """Reports with the number of what was found in them."""
    columns = (*head_columns(texts), Column(unit, figure=True))

    def lines(start: int, end: int) -> list[Line]:
        return [
            Line((*head_entries(row.head, texts), plain_entry(row.value, "", texts)), report_href(row.head.report_id))
            for row in rows[start:end]
        ]

    return Sheet("rows", title, columns, len(rows), lines)


def _metrics(of: Figures, rows: Sequence[MeasuredReport]) -> tuple[Metric, ...]:
    """The metric of each row; where a report is shown with two, one after the other."""
    plan = of.plan
    return (plan.metric, plan.against) if plan.against is not None and rows == of.answer.rows else (plan.metric,)


def _value(metric: Metric, row: MeasuredReport, texts: Texts) -> Entry:
    if row.value is None:
        return Entry(_missing(row, texts))
    return plain_entry(row.value, metric.unit, texts)


def _missing(row: MeasuredReport, texts: Texts) -> str:
    """Why a report has no value, in the words for the state of its cells."""
    if row.missing in ("no_such_cell", "zero_denominator"):
        return texts(f"compare.{row.missing}")
    return "、".join(dict.fromkeys(word(STATES, cell.state, texts) for cell in row.cells if cell.value is None))


def _part(part: Measure, row: MeasuredReport, texts: Texts) -> Entry:
    number = parts_of(part, {cell.key: cell for cell in row.cells})[0]
    if number.number is not None:
        return plain_entry(number.number, "", texts)
    return Entry(texts("ask.no_figure"))


def _fraction(row: MeasuredReport) -> tuple[Entry, Entry]:
    """Numerator and denominator of a rate."""
    if row.parts is None:
        return Entry(""), Entry("")
    above, below = row.parts
    return Entry(figure(above), number_form(above)), Entry(figure(below), number_form(below))


def _further(metric: Metric, facts: Facts, texts: Texts) -> Entry:
    """The figure of a further condition, from the cells of the same report."""
    value = value_of(total_of(metric), facts)
    return plain_entry(value.number, metric.unit, texts)


def _note(row: MeasuredReport, texts: Texts) -> str:
    """What must be known to read a figure: a small sample, blanks left out, restored cells."""
    small = row.value is not None and row.parts is not None and row.parts[1] < SMALL_SAMPLE
    said = [texts("compare.small")] if small else []
    said += [texts("ask.blanks", count=row.blanks)] if row.blanks and row.value is not None else []
    said += [word(STATES, "restored", texts)] if _restored(row.cells) else []
    return "、".join(said)


def _restored(cells: Sequence[Fact]) -> bool:
    return any(cell.state == "restored" for cell in cells)


def _source(head: ReportHead, cells: Sequence[Fact], texts: Texts) -> Entry:
    """The places of the cells, each a way to it."""
    doors = tuple((_place(cell, texts), report_href(head.report_id, cell=cell.key)) for cell in cells)
    return Entry("", "；".join(cell.location.text for cell in cells), doors)


def _place(cell: Fact, texts: Texts) -> str:
    restored = f"（{word(STATES, 'restored', texts)}）" if cell.state == "restored" else ""
    return f"{place_of(cell, texts)}{restored}"


def _pair_line(row: MeasuredReport, pair: Pair, about: tuple[Plan, tuple[Metric, Metric]], texts: Texts) -> Line:
    plan, metrics = about
    years = plan.change is not None
    cells = [(one.head, cell) for one in pair for cell in one.cells]
    doors = tuple(
        (
            (texts("ask.of_year", year=head.year) + " " if years else "") + _place(cell, texts),
            report_href(head.report_id, cell=cell.key),
        )
        for head, cell in cells
    )
    places = "；".join(cell.location.text for _, cell in cells)
    values = [_value(metric, one, texts) for metric, one in zip(metrics, pair, strict=True)]
    entries = (*head_entries(row.head, texts), *values, change_entry(row.value, plan), Entry("", places, doors))
    return Line(entries, report_href(row.head.report_id, cell=pair[1].cells[0].key if pair[1].cells else ""))
