"""The damage that is done to one row or one table."""

from collections.abc import Sequence
from random import Random

from ingest.template import Row
from tests.mess.cells import Damage, DamageKind
from tests.mess.figures import Figures

DAMAGES: tuple[DamageKind, ...] = ("merged", "changed", "removed", "garbled")
LAYOUT_DAMAGES: tuple[DamageKind, ...] = (
    "lost_cell",
    "removed",
    "merged",
    "swapped",
    "lost_table",
    "changed",
    "garbled",
)
TABLES: dict[DamageKind, str] = {
    "removed": "二三",
    "changed": "三三四",
    "lost_cell": "二三三四",
    "swapped": "三三四",
    "lost_table": "二三四",
}


def draw_damage(rng: Random, rows: Sequence[Row], kind: DamageKind, figures: Figures) -> Damage:
    """Damage of this kind to one of these rows, where the identities can show it if it changes figures."""
    table = rng.choice(TABLES.get(kind, "三"))
    row = rng.choice([row for row in rows if row.table == table and len(row.cells) > (kind == "lost_cell")])
    cell = rng.choice(row.cells)
    damage = Damage(kind, row.key, cell.key, figures[cell.key] + rng.choice((1, 3, 10, 90)))
    if kind == "lost_table":
        return Damage(kind, table, cell.key, damage.number)
    if kind == "swapped":
        return _swapped(rng, row, damage)
    return damage


def _swapped(rng: Random, row: Row, damage: Damage) -> Damage:
    """Two columns of the row, or one and the total of the whole table: other swaps leave every sum as it was."""
    names = [cell.key.rpartition(".")[2] for cell in row.cells]
    if row.table == "三" and rng.random() < 0.5:
        return Damage("swapped", row.key, damage.key, damage.number, tuple(rng.sample(names, 2)))
    scope = "三" if row.table == "三" else row.key
    return Damage("swapped", scope, damage.key, damage.number, (rng.choice(names[:-1]), names[-1]))
