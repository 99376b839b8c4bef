"""The three statutory tables as printed strips: headings, rows of labels and cell texts, lines between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from ingest.template import APPLICANTS, OUTCOMES, Row
from tests.mess.cells import CellPrinter
from tests.mess.labels import Placed, Speller, place_rows
from tests.mess.options import Mess

T = TypeVar("T")
ARTICLES = {
    "一": ("regulations", "normative_documents"),
    "五": ("licensing", "other_services"),
    "六": ("penalty", "coercion"),
    "八": ("fees",),
    "九": ("procurement",),
}
PAGES = ("- {} -", "第{}页", "第 {} 页", "— {} —")
NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
RESULTS = "三、本年度办理结果"
GARBAGE = "锟斤拷烫屯锘匚囗"
PLAIN_ORDER = tuple(range(len(APPLICANTS)))


@dataclass(frozen=True, slots=True)
class Head:
    """A heading of one or more lines over the columns; a `narrow` one may have its words split."""

    corner: str
    grid: tuple[tuple[str, ...], ...]
    narrow: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """A row of cells: `top` and `group` where it opens them, `heading` the group that it stands under."""

    own: str
    cells: tuple[str, ...]
    top: str = ""
    group: str = ""
    heading: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Banner:
    """A line of its own between rows."""

    text: str


Strip = Head | Line | Banner


class Press:
    """Lays out the tables of one report as strips."""

    def __init__(self, rng: Random, mess: Mess, cells: CellPrinter) -> None:
        self._rng, self._mess, self._cells = rng, mess, cells
        self._speller = Speller(rng, mess)
        self._page, self._page_number = rng.choice(PAGES), rng.randint(1, 4)

    def page(self) -> str:
        """The next page number as a line."""
        self._page_number += 1
        return self._page.format(self._page_number)

    def disclosure(self, rows: Sequence[Row]) -> list[Strip]:
        """Table 二: a piece for each paragraph of the article, each with its own heading."""
        strips: list[Strip] = []
        for article in self._shuffled(tuple(ARTICLES), "table_order"):
            members = [row for row in rows if row.key.split(".")[1] in ARTICLES[article]]
            if members:
                strips += self._article(article, members)
        return self._paged(strips, 0)

    def applications(self, rows: Sequence[Row]) -> list[Strip]:
        """Table 三: the applicants' columns, perhaps in several pieces."""
        head, order = self._applicants()
        placed = place_rows(self._rng, self._mess, rows, self._speller)
        return self._paged(self._split(head, self._lines(placed, order)), 1)

    def reviews(self, rows: Sequence[Row]) -> list[Strip]:
        """Table 四: fifteen numbers under three lines of heading, or a row for each group."""
        reconsideration, suits = rows[0], self._shuffled(rows[1:], "review_order")
        order = [*self._shuffled(tuple(range(4)), "review_order"), 4]
        names = tuple(tuple(OUTCOMES.values())[n] for n in order)
        suits_first = "review_order" in self._mess and self._rng.random() < 0.5
        groups = [*suits, reconsideration] if suits_first else [reconsideration, *suits]
        texts = [self._cells.row(row, order) for row in groups]
        if "review_rows" in self._mess:
            labels = [self._speller.write(row.names[0]) for row in groups]
            return [Head("类别", (names,)), *(Line(own, cells) for own, cells in zip(labels, texts, strict=True))]
        grid = _review_grid(names, tuple(row.names[0] for row in suits), suits_first)
        return [Head("", grid), Line("", tuple(text for cells in texts for text in cells))]

    def _shuffled(self, items: Sequence[T], option: str) -> list[T]:
        return self._rng.sample(items, len(items)) if option in self._mess else list(items)

    def _article(self, article: str, rows: Sequence[Row]) -> list[Strip]:
        order = self._shuffled(tuple(range(len(rows[0].cells))), "column_order")
        columns = [rows[0].cells[n] for n in order]
        names = [
            f"{cell.column}（单位：{cell.unit}）" if cell.key.endswith("amount") else cell.column for cell in columns
        ]
        strips: list[Strip] = [Banner(f"第二十条第（{article}）项"), Head("信息内容", (tuple(names),), narrow=False)]
        for row in self._shuffled(rows, "row_order"):
            if self._cells.removed(row):
                self._cells.show(row, "gone")
            else:
                strips.append(Line(self._speller.write(row.label), self._cells.row(row, order)))
        return strips

    def _applicants(self) -> tuple[Head, tuple[int, ...]]:
        flat = "flat_heading" in self._mess
        people = self._shuffled(PLAIN_ORDER[:6] if flat else PLAIN_ORDER[1:6], "column_order")
        order = (*(() if flat else (0,)), *people, 6)
        names = [tuple(APPLICANTS.values())[n] for n in order]
        if flat:
            return Head(self._rng.choice(("项目", "事项")), (tuple(names),)), order
        blank, low = ("",) * 5, self._rng.random() < 0.5
        first = ("申请人情况", *blank, "" if low else "总计")
        second = ("自然人", "法人或其他组织", *blank[1:], "总计" if low else "")
        return Head(NOTE, (first, second, ("", *names[1:6], ""))), order

    def _lines(self, placed: Sequence[Placed], order: Sequence[int]) -> list[Strip]:
        lines: list[Strip] = []
        top, group = RESULTS, ""
        for item in placed:
            if self._cells.removed(item.row):
                self._cells.show(item.row, "gone")
                continue
            own, cells = item.own, self._cells.row(item.row, order)
            if item.misprinted:
                self._cells.show(item.row, "misprint")
            if self._cells.garbled(item.row):
                self._cells.show(item.row, "gone")
                own = self._garbage()
            depth = 2 if item.group else 0 if item.row.label[1] == "、" else 1
            opened = item.group if item.group != group else ""
            lines.append(Line(own, cells, top if depth else "", opened, item.group, depth))
            top, group = "" if depth else top, item.group
        return lines

    def _garbage(self) -> str:
        number = f"{self._rng.randint(1, 8)}." if self._rng.random() < 0.5 else ""
        return number + "".join(self._rng.choices(GARBAGE, k=self._rng.randint(4, 12)))

    def _split(self, head: Head, lines: Sequence[Strip]) -> list[Strip]:
        cuts = set(self._rng.sample(range(2, len(lines) - 1), self._rng.randint(1, 2)))
        strips: list[Strip] = [head]
        for n, line in enumerate(lines):
            if "split_table" in self._mess and n in cuts:
                strips += [Banner("（续表）"), head] if self._rng.random() < 0.5 else [head]
            strips.append(line)
        return strips

    def _paged(self, strips: Sequence[Strip], least: int) -> list[Strip]:
        if "page_numbers" not in self._mess:
            return list(strips)
        places = self._rng.sample(range(4, len(strips)), self._rng.randint(least, 2))
        paged: list[Strip] = []
        for n, strip in enumerate(strips):
            paged += [Banner(self.page()), strip] if n in places else [strip]
        return paged


def _review_grid(names: tuple[str, ...], suits: tuple[str, ...], suits_first: bool) -> tuple[tuple[str, ...], ...]:
    blank = ("",) * 4
    reconsideration, litigation = ("行政复议", *blank), ("行政诉讼", *blank, "", *blank)
    kinds = tuple(part for suit in suits for part in (suit, *blank))
    if suits_first:
        return ((*litigation, *reconsideration), (*kinds, *names), (*names, *names, "", *blank))
    return ((*reconsideration, *litigation), (*names, *kinds), ("", *blank, *names, *names))
