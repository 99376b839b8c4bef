"""True figures of an invented report, drawn so that every identity of the statutory tables holds."""

from collections.abc import Sequence
from decimal import Decimal
from random import Random

from ingest.template import APPLICANTS, OUTCOMES, Row

Figures = dict[str, Decimal]
PEOPLE = tuple(name for name in APPLICANTS if name != "total")
DECIDED = tuple(name for name in OUTCOMES if name != "total")
HEADS = ("applications.new", "applications.carried_in", "applications.concluded", "applications.carried_out")


def draw_figures(rng: Random, rows: Sequence[Row]) -> Figures:
    """A number for every cell of these rows; tables 三 and 四 keep their sums."""
    figures: Figures = {}
    for row in rows:
        if row.table == "二":
            figures |= {cell.key: _disclosed(rng, cell.key) for cell in row.cells}
        elif row.table == "四":
            figures |= _reviewed(rng, row.key)
    results = [row.key for row in rows if row.table == "三" and row.key not in HEADS]
    return figures | _applications(rng, results)


def _disclosed(rng: Random, key: str) -> Decimal:
    if key.endswith(".amount"):
        return rng.choice((Decimal(0), Decimal(rng.randint(1, 90000)), Decimal(rng.randint(1, 99999999)) / 10000))
    if key.endswith(".change"):
        return Decimal(rng.choice((0, 0, rng.randint(1, 40), -rng.randint(1, 40))))
    most = (0, 0, 4, 60, 900) if "_documents" in key or "regulations" in key else (0, 0, 4, 60, 1800, 42000)
    return Decimal(rng.randint(0, rng.choice(most)))


def _reviewed(rng: Random, group: str) -> Figures:
    most = rng.choice((0, 0, 3, 20))
    parts = {f"{group}.{name}": Decimal(rng.randint(0, most)) for name in DECIDED}
    return parts | {f"{group}.total": sum(parts.values(), Decimal(0))}


def _applications(rng: Random, results: Sequence[str]) -> Figures:
    scale = rng.choice((0, 1, 2, 4, 12, 12, 12, 40, 150, 150, 900, 2600))
    active = [key for key in results if rng.random() < 0.35] or [rng.choice(results)]
    figures: Figures = {}
    for person in PEOPLE:
        most = scale if person == "natural_person" else rng.choice((0, 0, scale // 5, 1 if scale else 0))
        figures |= _column(rng, results, active, (person, most))
    for row in (*results, *HEADS):
        figures[f"{row}.total"] = sum((figures[f"{row}.{person}"] for person in PEOPLE), Decimal(0))
    return figures


def _column(rng: Random, results: Sequence[str], active: Sequence[str], column: tuple[str, int]) -> Figures:
    person, most = column
    handled = {key: rng.randint(0, most) if key in active else 0 for key in results}
    concluded, carried_out = sum(handled.values()), rng.randint(0, most // 3)
    carried_in = rng.randint(0, min(most // 3, concluded + carried_out))
    heads = (concluded + carried_out - carried_in, carried_in, concluded, carried_out)
    counts = handled | dict(zip(HEADS, heads, strict=True))
    return {f"{row}.{person}": Decimal(count) for row, count in counts.items()}
