"""The figures of reports as tables: one a line, two years or two metrics side by side, or a number of things found."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from index.cells import with_cells
from index.forms import number_form
from index.measures import cells_of, parts_of, value_of
from index.model import Measure, MeasuredReport
from ingest.model import Fact
from portal.labels import STATES, metric_label, place_of, places_text, word
from portal.messages import Texts
from portal.questions.plan import Metric, Plan, Where
from portal.questions.saying.phrasing import figure
from portal.questions.words.metrics import RATE_UNIT, total_of
from portal.sheets.answer_entries import Figures, between_title, change_entry, plain_entry, titled_in
from portal.sheets.compared import missing_text, note_text, titled
from portal.sheets.sheets import Door, Entry, Field, Kind, Sheet, field, figures, head_fields, sheet_of
from portal.widgets.links import figure_href, measure_parts, part_cells, report_href
from portal.widgets.links.report import Part

Pair = tuple[MeasuredReport, MeasuredReport]
Facts = Mapping[str, Fact]
# Beyond so many reports their cells are not looked through for what must be noted of them.
_LOOKED = 500
# Of a part of more cells the first is named, with how many there are.
_NAMED = 3


def row_sheet(of: Figures, name: str, title: str, rows: Sequence[MeasuredReport]) -> Sheet:
    """Reports with the figure asked for, what it is made of, the figures of further conditions, and the places."""
    texts, metric = of.texts, of.plan.metric
    further = _further_facts(of, rows)
    noted = len(rows) > _LOOKED or any(note_text(row, texts) for row in with_cells(rows))
    fields: list[Field[MeasuredReport]] = [
        *head_fields(lambda row: row.head, texts),
        figures(titled(metric, texts), lambda row: _value(metric, row, texts)),
        *_made_of(metric, texts),
        *_further_fields(of, further),
    ]
    fields += [field(texts("ask.note"), lambda row: Entry(note_text(row, texts)))] if noted else []
    # Where every part has a column that leads to its cell, a page needs no column more for the places; a file does.
    kind: Kind = "file" if _leads_to_cells(metric) and not further else "long"
    fields.append(field(texts("ask.source"), lambda row: _source(of, row, further.get(row.head.report_id, {})), kind))
    return sheet_of((name, title), fields, rows, lambda row: _href(metric, row), with_cells)


def both_sheet(of: Figures, title: str) -> Sheet:
    """One report with two metrics, a line each."""
    plan, texts = of.plan, of.texts
    assert plan.against is not None
    lines = list(zip((plan.metric, plan.against), of.answer.rows, strict=True))
    fields: list[Field[tuple[Metric, MeasuredReport]]] = [
        *head_fields(lambda line: line[1].head, texts),
        field(
            texts("ask.metric_column"), lambda line: Entry(titled_in(metric_label(line[0].key, texts), line[0], texts))
        ),
        figures(texts("ask.value"), lambda line: _value(*line, texts)),
        field(texts("ask.source"), lambda line: _places(_doors(*line, texts), line[1].cells), "long"),
    ]
    return sheet_of(("rows", title), fields, lines, lambda line: _href(*line), iter)


def pair_sheet(of: Figures, title: str) -> Sheet:
    """Two figures a line, of two years or of two metrics, and what lies between them."""
    answer, plan, texts = of.answer, of.plan, of.texts
    names = [metric_label(metric.key, texts) for metric in (plan.metric, plan.against) if metric is not None]
    if plan.change is not None:
        names = [texts("ask.of_year", year=year) for year in (plan.change.first, plan.change.last)]
    one, other = plan.metric, plan.against or plan.metric
    lines = list(zip(answer.rows, answer.pairs, strict=True))
    fields: list[Field[tuple[MeasuredReport, Pair]]] = [
        *head_fields(lambda line: line[0].head, texts),
        figures(titled_in(names[0], one, texts), lambda line: _value(one, line[1][0], texts)),
        figures(titled_in(names[1], other, texts), lambda line: _value(other, line[1][1], texts)),
        figures(between_title(plan, texts), lambda line: change_entry(line[0].value, plan)),
        field(texts("ask.source"), lambda line: _sources(of, (one, other), line[1]), "long"),
    ]
    return sheet_of(("rows", title), fields, lines, lambda line: _href(other, line[1][1]), iter)


def count_sheet(title: str, unit: str, rows: Sequence[MeasuredReport], texts: Texts) -> Sheet:
    """Reports with the number of what was found in them."""
    fields: list[Field[MeasuredReport]] = [
        *head_fields(lambda row: row.head, texts),
        figures(unit, lambda row: plain_entry(row.value, "", texts)),
    ]
    return sheet_of(("rows", title), fields, rows, lambda row: report_href(row.head.report_id), iter)


def _href(metric: Metric, row: MeasuredReport) -> str:
    """Where a figure leads: to all its cells."""
    own = row.head.report_id
    return figure_href(own, total_of(metric)) if row.cells else report_href(own)


def _made_of(metric: Metric, texts: Texts) -> Iterator[Field[MeasuredReport]]:
    """The parts that a metric sums, or the two sums of a rate."""
    if metric.unit == RATE_UNIT:
        yield figures(texts("ask.numerator"), lambda row: _sum_of(metric, row, "numerator"))
        yield figures(texts("ask.denominator"), lambda row: _sum_of(metric, row, "denominator"))
    for part in metric.parts if metric.parts[1:] else ():
        yield _part_field(part, metric, texts)


def _leads_to_cells(metric: Metric) -> bool:
    """Whether a metric is the sum of single cells, each in a column of its own."""
    return bool(metric.parts[1:]) and all(len(part.numerator) == 1 and not part.denominator for part in metric.parts)


def _part_field(part: Measure, metric: Metric, texts: Texts) -> Field[MeasuredReport]:
    return figures(titled_in(metric_label(part.name, texts), metric, texts), lambda row: _part(part, row, texts))


def _further_facts(of: Figures, rows: Sequence[MeasuredReport]) -> Mapping[str, Facts]:
    """The cells that further conditions look at, by report."""
    wanted = tuple(
        dict.fromkeys(cell for where in _of_the_report(of.plan) for cell in cells_of(total_of(where.metric)))
    )
    return of.library.catalog.facts(wanted, [row.head.report_id for row in rows]) if wanted else {}


def _further_fields(of: Figures, facts: Mapping[str, Facts]) -> Iterator[Field[MeasuredReport]]:
    """The figures of further conditions on other metrics."""
    metrics = {where.metric.key: where.metric for where in _of_the_report(of.plan)}
    for key, metric in metrics.items():
        if key != of.plan.metric.key:
            yield _further_field(metric, facts, of.texts)


def _of_the_report(plan: Plan) -> tuple[Where, ...]:
    """The further conditions on the report itself; those on another year have their figures elsewhere."""
    return tuple(where for where in plan.also if where.year is None)


def _further_field(metric: Metric, facts: Mapping[str, Facts], texts: Texts) -> Field[MeasuredReport]:
    measure = total_of(metric)
    return figures(
        titled(metric, texts),
        lambda row: plain_entry(value_of(measure, facts.get(row.head.report_id, {})).number, metric.unit, texts),
    )


def _value(metric: Metric, row: MeasuredReport, texts: Texts) -> Entry:
    if row.value is None:
        return Entry(missing_text(row, texts))
    entry = plain_entry(row.value, metric.unit, texts)
    return replace(entry, doors=((entry.text, _href(metric, row)),))


def _part(part: Measure, row: MeasuredReport, texts: Texts) -> Entry:
    cells = {cell.key: cell for cell in row.cells}
    number = parts_of(part, cells)[0]
    if number.number is not None:
        entry = plain_entry(number.number, "", texts)
        return replace(entry, doors=((entry.text, figure_href(row.head.report_id, part)),))
    return Entry(texts("ask.no_figure"))


def _sum_of(metric: Metric, row: MeasuredReport, part: Part) -> Entry:
    """Numerator or denominator of a rate."""
    if row.parts is None:
        return Entry("")
    number = row.parts[0 if part == "numerator" else 1]
    door = figure(number), figure_href(row.head.report_id, total_of(metric), part)
    return Entry(figure(number), number_form(number), (door,))


def _source(of: Figures, row: MeasuredReport, further: Facts) -> Entry:
    """The places of a figure's cells and of those that further conditions look at, each a way to it."""
    doors = _doors(of.plan.metric, row, of.texts)
    metrics = {where.metric.key: where.metric for where in _of_the_report(of.plan)}
    for key, metric in metrics.items():
        if key != of.plan.metric.key:
            doors += _doors(metric, replace(row, cells=tuple(further.values())), of.texts)
    cells = (*row.cells, *(cell for cell in further.values() if cell not in row.cells))
    return _places(tuple(dict.fromkeys(doors)), cells)


def _sources(of: Figures, metrics: tuple[Metric, Metric], pair: Pair) -> Entry:
    """The places of two figures, with the years where they are of two."""
    doors: tuple[Door, ...] = ()
    for metric, row in zip(metrics, pair, strict=True):
        year = f"{of.texts('ask.of_year', year=row.head.year)} " if of.plan.change is not None else ""
        doors += tuple((f"{year}{said}", href) for said, href in _doors(metric, row, of.texts))
    return _places(doors, [cell for row in pair for cell in row.cells])


def _places(doors: tuple[Door, ...], cells: Sequence[Fact]) -> Entry:
    """The places of cells: a file has each of them, a page the ways to them."""
    return Entry("", "；".join(cell.location.text for cell in cells), doors)


def _doors(metric: Metric, row: MeasuredReport, texts: Texts) -> tuple[Door, ...]:
    """The ways to the cells of a figure, of numerator and denominator apart."""
    measure, own = total_of(metric), row.head.report_id
    doors: list[Door] = []
    for part in measure_parts(measure):
        cells = [cell for cell in row.cells if cell.key in part_cells(measure, part)]
        if len(cells) > _NAMED:
            doors.append((places_text(cells, texts), figure_href(own, measure, part)))
        else:
            doors += [(_place(cell, texts), report_href(own, cell=cell.key)) for cell in cells]
    return tuple(doors)


def _place(cell: Fact, texts: Texts) -> str:
    restored = f"（{word(STATES, 'restored', texts)}）" if cell.state == "restored" else ""
    return f"{place_of(cell, texts)}{restored}"
