"""What can be measured, by key: a cell, a sum of rows, a rate; and the metric that all words of a question fit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

from index.measures import DERIVED, derived
from index.model import Measure
from ingest.template import APPLICANTS, load_template
from portal.questions.plan import Metric
from portal.questions.saying.notes import Note
from portal.questions.words.meanings import Sense
from portal.questions.words.vocabulary import REVIEW_ROWS, Rate, load_vocabulary

_MAX_READINGS = 2000
_WEAK = 10
_FEW_ROWS = 4
_APPLICATIONS = "applications"
RATE_UNIT = "%"
NARRATIVE = "narrative"
# Between the keys of figures that are added up, and of a part and its whole.
SUM, OVER = "+", "/"


@dataclass(frozen=True, slots=True)
class Reading:
    """A metric that fits, the defaults that it took, and how far it is from what was said.

    `weak` where some word has a sense in it that counts only where no other fits.
    """

    key: str
    notes: tuple[Note, ...] = ()
    cost: int = 0
    weak: bool = False


def fitting(words: Sequence[tuple[str, Sequence[Sense]]]) -> tuple[Reading, ...]:
    """The metrics that all words fit in one of their senses, with the fewest defaults; none, one, or several."""
    combinations = 1
    for _, senses in words:
        combinations *= len(senses)
    if not words or combinations > _MAX_READINGS:
        return ()
    found: dict[str, Reading] = {}
    for combination in product(*(senses for _, senses in words)):
        loose = [
            Note("loose", sense.stated, word)
            for (word, _), sense in zip(words, combination, strict=True)
            if sense.stated is not None
        ]
        weak = sum(sense.weak for sense in combination) * _WEAK
        for reading in _readings(*_joined(combination)):
            cost = len(reading.notes) + weak
            if reading.key not in found or cost < found[reading.key].cost:
                found[reading.key] = Reading(reading.key, (*loose, *reading.notes), cost, weak > 0)
    least = min((reading.cost for reading in found.values()), default=0)
    return tuple(reading for reading in found.values() if reading.cost == least)


Allowed = frozenset[str] | None


def _joined(senses: Sequence[Sense]) -> tuple[Allowed, Allowed, Allowed]:
    rows: Allowed = None
    columns: Allowed = None
    measures: Allowed = None
    for sense in senses:
        rows, columns = _both(rows, sense.rows), _both(columns, sense.columns)
        measures = _both(measures, sense.measures)
    return rows, columns, measures


def _both(one: Allowed, other: Allowed) -> Allowed:
    if one is None or other is None:
        return other if one is None else one
    return one & other


def _readings(rows: Allowed, columns: Allowed, measures: Allowed) -> Iterator[Reading]:
    if measures is not None:
        for key in sorted(measures - {"*"}):
            yield from _rate_readings(load_vocabulary().rates[key], rows, columns, named=len(measures) == 1)
    elif rows is not None or columns is not None:
        yield from _counts(rows, columns)


def _counts(rows: Allowed, columns: Allowed) -> Iterator[Reading]:
    notes: list[Note] = []
    if rows is None and columns is not None:
        rows = _rows_with(columns, notes)
    rows = rows or frozenset()
    name = _name(rows)
    if name is None:
        # A word for two or three rows that no table adds up (结转): each is a reading.
        for row in sorted(rows) if len(rows) <= _FEW_ROWS else ():
            yield from _counts(frozenset([row]), columns)
        return
    vocabulary = load_vocabulary()
    if default := vocabulary.row(name).default_row:
        notes.append(Note("row_default", (vocabulary.row(default).zh, vocabulary.row(default).en)))
        name = default
    entry = vocabulary.row(name)
    if entry.rows and not entry.stated:
        notes.append(Note("group", (entry.zh, entry.en)))
    if entry.stated:
        notes.append(Note(f"group_{name.rsplit('.', 1)[-1]}", (entry.zh, entry.en)))
    allowed = entry.columns if columns is None else tuple(column for column in entry.columns if column in columns)
    if columns is None and (default_column := next((c for c in vocabulary.default_columns if c in allowed), None)):
        if default_column == "total":
            notes.append(Note("applicant_total" if name.startswith(_APPLICATIONS) else "outcome_total", ("", "")))
        allowed = (default_column,)
    for column in allowed:
        yield Reading(f"{name}.{column}", tuple(notes))


def _rows_with(columns: frozenset[str], notes: list[Note]) -> frozenset[str]:
    """The rows that a column named alone stands for: applicants → new applications, outcomes → all three reviews."""
    vocabulary = load_vocabulary()
    if columns == {"total"}:
        return frozenset()
    if columns <= set(vocabulary.rows["applications.new"].columns):
        notes.append(
            Note("row_default", (vocabulary.rows["applications.new"].zh, vocabulary.rows["applications.new"].en))
        )
        return frozenset(["applications.new"])
    if columns <= set(vocabulary.rows[REVIEW_ROWS[0]].columns):
        return frozenset(REVIEW_ROWS)
    holding = [key for key, entry in vocabulary.rows.items() if columns & set(entry.columns)]
    return frozenset(holding)


@cache
def _names() -> dict[frozenset[str], str]:
    vocabulary = load_vocabulary()
    named = {frozenset([key]): key for key in vocabulary.rows}
    return {frozenset(group.rows): key for key, group in vocabulary.groups.items()} | named


def _name(rows: frozenset[str]) -> str | None:
    return _names().get(rows)


def _rate_readings(rate: Rate, rows: Allowed, columns: Allowed, named: bool) -> Iterator[Reading]:
    if rate.explicit and not named:
        return
    applicant = next(iter(columns)) if columns is not None and len(columns) == 1 else None
    if columns is not None and applicant is None:
        return
    row = _numerator_row(rate, rows, named or applicant == rate.column)
    if row is None:
        return
    varied = rate.row.startswith(_APPLICATIONS) and rate.column == "total" and applicant in APPLICANTS
    if applicant not in (None, rate.column) and not varied:
        return
    if not named and rate.column not in ("total", applicant):
        return
    notes = [Note("rate_of", (rate.zh, rate.en))] if rate.variants and rows is None else []
    suffix = row if row != rate.row else applicant if varied and applicant != "total" else None
    yield Reading(f"{rate.key}.{suffix}" if suffix else rate.key, tuple(notes))


def _numerator_row(rate: Rate, rows: Allowed, named: bool) -> str | None:
    vocabulary = load_vocabulary()
    own = frozenset(vocabulary.rows_of(rate.row))
    if rows is None:
        return rate.row if named else None
    whole = _name(rows) in ("applications", "review")
    if rows == own or (named and whole and own <= rows):
        return rate.row
    return next((variant for variant in rate.variants if rows == frozenset(vocabulary.rows_of(variant))), None)


def metric_of(key: str) -> Metric:
    """The metric of a key; KeyError where nothing is called so.

    Several keys joined by `+` are their sum, two joined by `/` the share of the first in the second.
    """
    if OVER in key:
        return _ratio_of(key)
    if SUM in key:
        return _sum_of(key)
    vocabulary = load_vocabulary()
    head, _, column = key.rpartition(".")
    rate = key if key in vocabulary.rates else key.partition(".")[0]
    if rate in vocabulary.rates:
        return _rate_metric(vocabulary.rates[rate], key.removeprefix(rate).removeprefix("."))
    entry = vocabulary.row(head)
    if column not in entry.columns:
        raise KeyError(key)
    columns = vocabulary.columns[column].columns or (column,)
    cells = tuple(f"{row}.{one}" for row in (entry.rows or (head,)) for one in columns)
    parts = tuple(Measure(cell, (cell,)) for cell in cells) if entry.apart else (Measure(key, cells),)
    name = vocabulary.columns[column].zh
    return Metric(key, name if head == NARRATIVE else _label(entry.zh, name), unit_of(cells[0]), parts)


def _sum_of(key: str) -> Metric:
    """Several counts added up; none is part of another, or it would count twice."""
    metrics = [metric_of(one) for one in key.split(SUM)]
    parts = tuple(total_of(metric) for metric in metrics)
    cells = [cell for part in parts for cell in part.numerator]
    units = {metric.unit for metric in metrics}
    if len(units) > 1 or RATE_UNIT in units or len(set(cells)) < len(cells):
        raise KeyError(key)
    return Metric(key, f" {SUM} ".join(metric.label for metric in metrics), metrics[0].unit, parts)


def _ratio_of(key: str) -> Metric:
    """One count as a share of another in the same report."""
    above, _, below = key.partition(OVER)
    part, whole = metric_of(above), metric_of(below)
    if RATE_UNIT in (part.unit, whole.unit) or part.unit != whole.unit or part.key == whole.key:
        raise KeyError(key)
    measure = Measure(key, total_of(part).numerator, total_of(whole).numerator)
    return Metric(key, f"{part.label}占{whole.label}的比例", RATE_UNIT, (measure,))


def _rate_metric(rate: Rate, suffix: str) -> Metric:
    vocabulary = load_vocabulary()
    if not suffix:
        return Metric(rate.key, rate.zh, RATE_UNIT, (DERIVED[rate.key],))
    key = f"{rate.key}.{suffix}"
    if suffix in rate.variants:
        measure = _of_forum(DERIVED[rate.key], vocabulary.rows_of(suffix), key)
        return Metric(key, _label(vocabulary.row(suffix).zh, rate.zh), RATE_UNIT, (measure,))
    if suffix not in APPLICANTS or not rate.row.startswith(_APPLICATIONS) or rate.column != "total":
        raise KeyError(key)
    return Metric(key, _label(vocabulary.columns[suffix].zh, rate.zh), RATE_UNIT, (derived(rate.key, suffix),))


def _of_forum(measure: Measure, rows: Sequence[str], key: str) -> Measure:
    def moved(cells: Sequence[str]) -> tuple[str, ...]:
        return tuple(cell.replace(REVIEW_ROWS[0], row, 1) for row in rows for cell in cells)

    return replace(
        measure,
        name=key,
        numerator=moved(measure.numerator),
        denominator=moved(measure.denominator),
        subtracted=moved(measure.subtracted),
    )


def _label(row: str, column: str) -> str:
    return row if column == "总计" else f"{row}·{column}"


def english_label(key: str) -> str:
    """What a metric is called in English."""
    if OVER in key:
        return " as a share of ".join(map(english_label, key.split(OVER)))
    if SUM in key:
        return f" {SUM} ".join(map(english_label, key.split(SUM)))
    vocabulary = load_vocabulary()
    head, _, column = key.rpartition(".")
    if key in vocabulary.rates:
        return vocabulary.rates[key].en
    rate, _, suffix = key.partition(".")
    if rate in vocabulary.rates:
        named = vocabulary.columns[suffix] if suffix in vocabulary.columns else vocabulary.row(suffix)
        return f"{vocabulary.rates[rate].en} ({named.en})"
    row = vocabulary.row(head).en
    if head == NARRATIVE:
        return vocabulary.columns[column].en
    return row if column == "total" else f"{row} ({vocabulary.columns[column].en})"


def unit_of(cell: str) -> str:
    """The unit that a cell is printed in: 件, 万元, 元, 项, 条."""
    column = cell.rpartition(".")[2]
    units = load_vocabulary().units
    return units[column] if column in units else _printed_units()[cell]


@cache
def _printed_units() -> dict[str, str]:
    forms = (load_template("2019"), load_template("2021"))
    return {cell.key: cell.unit for form in forms for cell in form.cells.values()}


def total_of(metric: Metric) -> Measure:
    """The metric as one measure: its parts summed."""
    if len(metric.parts) == 1:
        return metric.parts[0]
    return Measure(metric.key, tuple(cell for part in metric.parts for cell in part.numerator))
