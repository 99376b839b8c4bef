"""How single cells are printed, and what each of them shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Literal

from ingest.template import Cell, Row
from tests.mess.figures import Figures
from tests.mess.options import Mess

Shown = Literal["number", "mark", "short", "misprint", "changed", "merged", "gone"]
DamageKind = Literal["merged", "changed", "removed", "garbled"]
FULL_WIDTH = str.maketrans("0123456789,.", "０１２３４５６７８９，．")
MARKS = ("—", "——", "/", "无")


@dataclass(frozen=True, slots=True)
class Damage:
    """What is done to one row; a changed cell `key` prints `number` instead of the truth."""

    kind: DamageKind
    row: str
    key: str
    number: Decimal


class CellPrinter:
    """Prints the cells of one report; `shown` says for each key what became of it."""

    def __init__(self, rng: Random, mess: Mess, figures: Figures, damage: Damage | None) -> None:
        self._rng, self._mess, self._damage = rng, mess, damage
        self._mark = rng.choice(MARKS)
        self.printed = figures | ({damage.key: damage.number} if damage and damage.kind == "changed" else {})
        self.shown: dict[str, Shown] = {}
        self.marked: set[str] = set()

    def removed(self, row: Row) -> bool:
        """Whether the row is left out."""
        return self._hit(row, "removed")

    def garbled(self, row: Row) -> bool:
        """Whether the row's label is made unreadable."""
        return self._hit(row, "garbled")

    def show(self, row: Row, shown: Shown) -> None:
        """Note what became of the whole row."""
        self.shown |= {cell.key: shown for cell in row.cells}

    def row(self, row: Row, order: Sequence[int]) -> tuple[str, ...]:
        """The texts of the row's cells, `order` giving the places of its columns."""
        cells = [row.cells[n] for n in order]
        units, marked = self._some("units"), self._some("marks")
        texts = [self._cell(cell, units, marked) for cell in cells]
        zeros = [n for n, cell in enumerate(cells) if not self.printed[cell.key] and not cell.key.endswith(".total")]
        if row.table == "三" and zeros and self._some("dropped"):
            self.show(row, "short")
            del texts[self._rng.choice(zeros)]
        if self._hit(row, "merged"):
            self.show(row, "merged")
            place = self._rng.randrange(len(texts) - 1)
            texts[place : place + 2] = [texts[place] + texts[place + 1]]
        if self._hit(row, "changed") and self._damage is not None:
            self.shown[self._damage.key] = "changed"
        return tuple(texts)

    def _hit(self, row: Row, kind: DamageKind) -> bool:
        return self._damage is not None and self._damage.kind == kind and self._damage.row == row.key

    def _some(self, option: str) -> bool:
        return option in self._mess and self._rng.random() < 0.5

    def _cell(self, cell: Cell, units: bool, marked: bool) -> str:
        value = self.printed[cell.key]
        if marked and value == 0 and self._rng.random() < 0.8:
            self.shown[cell.key] = "mark"
            self.marked.add(cell.key)
            return self._mark
        self.shown[cell.key] = "number"
        text = f"{value:,f}" if "thousands" in self._mess else f"{value:f}"
        text = text.translate(FULL_WIDTH) if "full_width" in self._mess else text
        return text + cell.unit if units else text
