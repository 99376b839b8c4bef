"""The reports of an answer one by one: how they are called, their figures, and the tables these stand in."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from index.measures import SMALL_SAMPLE
from index.model import Measure, MeasuredReport
from portal.questions.plan import Metric, Plan
from portal.questions.saying.notes import Language, joined, say
from portal.questions.saying.phrasing import amount, cell_label, figure, label
from portal.questions.words.metrics import total_of
from portal.questions.words.names import full_name
from portal.questions.words.spoken_numbers import DIGITS


def item_names(shown: Sequence[MeasuredReport], rows: Sequence[MeasuredReport]) -> dict[str, str]:
    """What the office of each report shown is called: with its places where two of all rows share a name."""
    places: dict[str, set[str]] = {row.head.office: set() for row in shown}
    for row in rows:
        if row.head.office in places:
            places[row.head.office].add(row.head.region.path)
    return {
        row.head.report_id: full_name(row.head) if len(places[row.head.office]) > 1 else row.head.office
        for row in shown
    }


def figures_of(
    rows: Sequence[MeasuredReport], plan: Plan, others: Mapping[str, Sequence[MeasuredReport]]
) -> list[list[tuple[MeasuredReport, Metric]]]:
    """The figure of each report, and behind it those of the plan's further conditions that are given of it."""
    beside = [others.get(row.head.report_id, ()) for row in rows]
    return [
        [(row, plan.metric), *(zip(also, (where.metric for where in plan.also), strict=True) if also else ())]
        for row, also in zip(rows, beside, strict=True)
    ]


def item_of(
    figures: Sequence[tuple[MeasuredReport, Metric]], language: Language, names: Mapping[str, str], dated: bool
) -> str:
    """A report with its figure, or with each of several by its name, as far as it has them; `dated` with its year."""
    head = figures[0][0].head
    if len(figures) == 1:
        value = value_text(*figures[0], language)
    else:
        said = [
            f"{label(metric, language)} {value_text(row, metric, language)}"
            for row, metric in figures
            if row.value is not None
        ]
        value = joined(list(dict.fromkeys(said)), language)
    return say("item_year" if dated else "item", language, office=names[head.report_id], year=head.year, value=value)


def value_text(row: MeasuredReport, metric: Metric, language: Language) -> str:
    """A figure with what must be known to read it: its parts, its fraction, blanks, restored cells."""
    assert row.value is not None
    measure = total_of(metric)
    details: list[str] = []
    if measure.denominator:
        denominator = denominator_of(row, measure)
        details.append(f"{figure(sum_of(row, measure.numerator))}/{figure(denominator)}")
        details += [say("small_sample", language)] if denominator < SMALL_SAMPLE else []
    elif len(metric.parts) > 1:
        details += [
            f"{cell_label(cell.key, language)} {figure(cell.value)}" for cell in row.cells if cell.value is not None
        ]
    details += [say("blanks", language, count=row.blanks)] if row.blanks else []
    details += [say("restored", language)] if any(cell.state == "restored" for cell in row.cells) else []
    value = amount(row.value, metric.unit, language)
    if not details:
        return value
    inside = joined(details, language, ("，", ", "))
    return f"{value}（{inside}）" if language == "zh" else f"{value} ({inside})"


def sum_of(row: MeasuredReport, keys: Sequence[str]) -> Decimal:
    """What the printed cells of these keys add up to."""
    return sum((cell.value for cell in row.cells if cell.key in keys and cell.value is not None), Decimal(0))


def denominator_of(row: MeasuredReport, measure: Measure) -> Decimal:
    """What a rate is divided by: its denominator less what is subtracted from it."""
    return sum_of(row, measure.denominator) - sum_of(row, measure.subtracted)


def tables_text(row: MeasuredReport, language: Language, *others: MeasuredReport) -> str:
    """The tables that a figure stands in, or several."""
    cells = [cell for one in (row, *others) for cell in one.cells]
    tables = sorted({cell.location.table for cell in cells if cell.location.table}, key=_table_number)
    names = joined([_table(table.removeprefix("表"), language) for table in tables], language)
    return say("where", language, tables=names) if tables else ""


def _table_number(name: str) -> int:
    return DIGITS.get(name.removeprefix("表"), 0)


def _table(name: str, language: Language) -> str:
    return name if language == "zh" or name not in DIGITS else str(DIGITS[name])
