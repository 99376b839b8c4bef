"""How single cells are printed, and what each of them shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Literal

from ingest.template import Cell, Row
from tests.mess.figures import Figures
from tests.mess.options import ALL, Mess

Shown = Literal["number", "mark", "blank", "short", "long", "misprint", "changed", "swapped", "merged", "gone"]
DamageKind = Literal["merged", "changed", "removed", "garbled", "lost_cell", "swapped", "lost_table"]
FULL_WIDTH = str.maketrans("0123456789,.", "０１２３４５６７８９，．")
MARKS = ("—", "——", "/", "无")
NOTES = ("（其中修订{}件）", "（含{}件修订）", "(其中{}件联合发文)")


@dataclass(frozen=True, slots=True)
class Damage:
    """What is done to one row; a changed cell `key` prints `number` instead of the truth.

    Where the whole table is hit, as in a lost one, `row` is its numeral.
    """

    kind: DamageKind
    row: str
    key: str
    number: Decimal
    columns: tuple[str, ...] = ()


class CellPrinter:
    """Prints the cells of one report; `shown` says for each key what became of it, `texts` what stands in it."""

    def __init__(self, rng: Random, mess: Mess, figures: Figures, damage: Damage | None) -> None:
        self._rng, self._mess, self._damage = rng, mess, damage
        self._mark = rng.choice(MARKS)
        # A table with real columns may keep the place of a cell that is lost; a page without rules has no such place.
        self._in_place = mess.layout == "ruled" or (mess.layout not in (*ALL, "bare") and rng.random() < 0.5)
        self.printed = figures | ({damage.key: damage.number} if damage and damage.kind == "changed" else {})
        self.shown: dict[str, Shown] = {}
        self.texts: dict[str, str] = {}
        self.marked: set[str] = set()
        self.blank: set[str] = set()

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
        self.texts |= {cell.key: text for cell, text in zip(cells, texts, strict=True)}
        self._mess_up(row, cells, texts)
        self._damage_row(row, cells, texts)
        return tuple(texts)

    def _mess_up(self, row: Row, cells: Sequence[Cell], texts: list[str]) -> None:
        zeros = [n for n, cell in enumerate(cells) if not self.printed[cell.key] and not cell.key.endswith(".total")]
        if row.table == "三" and zeros and self._some("dropped"):
            self.show(row, "short")
            del texts[self._rng.choice(zeros)]
        elif row.table == "三" and "extra" in self._mess and self._rng.random() < 0.15:
            self.show(row, "long")
            texts.insert(self._rng.choice((0, len(texts), self._rng.randrange(len(texts)))), "")

    def _damage_row(self, row: Row, cells: Sequence[Cell], texts: list[str]) -> None:
        if self._hit(row, "merged"):
            self.show(row, "merged")
            place = self._rng.randrange(len(texts) - 1)
            texts[place : place + 2] = [texts[place] + texts[place + 1]]
            self._keep_place(cells[place + 1], place + 1, texts)
        if self._hit(row, "lost_cell") and self._damage is not None:
            self.show(row, "number" if self._in_place else "short")
            place = next(n for n, cell in enumerate(cells) if cell.key == self._damage.key)
            del texts[place]
            self._keep_place(cells[place], place, texts)
        if self._hit(row, "changed") and self._damage is not None:
            self.shown[self._damage.key] = "changed"
        if self._hit(row, "swapped"):
            self._swap(cells, texts)

    def _keep_place(self, cell: Cell, place: int, texts: list[str]) -> None:
        if self._in_place:
            texts.insert(place, "")
            self.shown[cell.key] = "blank"
            self.texts[cell.key] = ""
            self.blank.add(cell.key)

    def _swap(self, cells: Sequence[Cell], texts: list[str]) -> None:
        assert self._damage is not None
        one, two = (n for n, cell in enumerate(cells) if cell.key.rpartition(".")[2] in self._damage.columns)
        if self.printed[cells[one].key] != self.printed[cells[two].key]:
            self.shown |= {cells[one].key: "swapped", cells[two].key: "swapped"}
        texts[one], texts[two] = texts[two], texts[one]

    def _hit(self, row: Row, kind: DamageKind) -> bool:
        return self._damage is not None and self._damage.kind == kind and self._damage.row in (row.key, row.table)

    def _some(self, option: str) -> bool:
        return option in self._mess and self._rng.random() < 0.5

    def _cell(self, cell: Cell, units: bool, marked: bool) -> str:
        value = self.printed[cell.key]
        if marked and value == 0 and self._rng.random() < 0.8:
            self.shown[cell.key] = "mark"
            self.marked.add(cell.key)
            return self._mark
        if "blanks" in self._mess and value == 0 and self._rng.random() < 0.3:
            self.shown[cell.key] = "blank"
            self.blank.add(cell.key)
            return ""
        self.shown[cell.key] = "number"
        text = f"{value:,f}" if "thousands" in self._mess else f"{value:f}"
        text = text.translate(FULL_WIDTH) if "full_width" in self._mess else text
        return (text + cell.unit if units else text) + self._note(cell, value)

    def _note(self, cell: Cell, value: Decimal) -> str:
        often = 0.3 if cell.table == "二" else 0.03
        if "annotated" not in self._mess or value < 2 or value % 1 or self._rng.random() > often:
            return ""
        return self._rng.choice(NOTES).format(self._rng.randint(1, int(value) - 1))
