"""Tables that a page draws a part of and an export writes in full, from the same entries."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from index.export_tables import Value
from index.model import ReportHead
from portal.labels import LEVELS, word
from portal.messages import Texts
from portal.sheets.exports import Origin, Table
from portal.widgets.links import report_href

Door = tuple[str, str]
Kind = Literal["word", "figure", "long", "aside", "file"]
T = TypeVar("T")
S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its title; what kind it is says how a page shows it.

    `long` is for sentences, `aside` stands below the first column where a page is narrow, `file` in exports alone.
    """

    title: str
    kind: Kind = "word"


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in a column of a line: `value` is what a file holds where that is not the text.

    `doors` are texts with addresses that the page shows in place of the text. `bold` is the figure asked for.
    """

    text: str
    value: Value = None
    doors: tuple[Door, ...] = ()
    bold: bool = False

    @property
    def stored(self) -> Value:
        """What a file holds."""
        return self.text if self.value is None else self.value


@dataclass(frozen=True, slots=True)
class Line:
    """One row: an entry a column, and the address that it leads to from a file."""

    entries: tuple[Entry, ...]
    href: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A titled table of `count` lines, made when they are asked for: from one place to before another.

    `marked` are words that a page marks in it.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    count: int
    lines: Callable[[int, int], Sequence[Line]]
    marked: tuple[str, ...] = ()


def sheets_table(sheets: Sequence[Sheet], origin: Origin, texts: Texts) -> Table:
    """All lines of all sheets as one table; of several each line says of which it is."""
    titles = tuple(dict.fromkeys(column.title for sheet in sheets for column in sheet.columns))
    ends = ("link", "asked", "filters", "day")
    parted = len(sheets) > 1
    columns = (*((texts("export.part"),) if parted else ()), *titles, *(texts(f"export.{name}") for name in ends))
    rows = (
        (
            *((sheet.title,) if parted else ()),
            *_placed(sheet, line, titles),
            origin.base + line.href if line.href else "",
            *origin.row(texts),
        )
        for sheet in sheets
        for line in sheet.lines(0, sheet.count)
    )
    return Table(columns, tuple(rows))


def _placed(sheet: Sheet, line: Line, titles: Sequence[str]) -> tuple[Value, ...]:
    """The entries of a line under the titles of all sheets."""
    held = {column.title: entry.stored for column, entry in zip(sheet.columns, line.entries, strict=True)}
    return tuple(held.get(title) for title in titles)


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """A column and what stands in it for an item."""

    column: Column
    entry: Callable[[T], Entry]


def field(title: str, entry: Callable[[T], Entry], kind: Kind = "word") -> Field[T]:
    """A column of words."""
    return Field(Column(title, kind), entry)


def figures(title: str, entry: Callable[[T], Entry]) -> Field[T]:
    """A column of figures."""
    return Field(Column(title, "figure"), entry)


def sheet_of(
    about: tuple[str, str],
    fields: Sequence[Field[T]],
    items: Sequence[S],
    href: Callable[[T], str],
    read: Callable[[Sequence[S]], Iterable[T]],
) -> Sheet:
    """A sheet of some name and title with a line an item; `read` gives what some items stand for, read at once."""
    name, title = about

    def lines(start: int, end: int) -> list[Line]:
        return [Line(tuple(field.entry(item) for field in fields), href(item)) for item in read(items[start:end])]

    return Sheet(name, title, tuple(field.column for field in fields), len(items), lines)


def head_fields(head: Callable[[T], ReportHead], texts: Texts) -> tuple[Field[T], ...]:
    """Who an item's report is of, and its year."""
    return (*office_fields(head, texts), figures(texts("ask.year_column"), lambda item: _year(head(item))))


def office_fields(head: Callable[[T], ReportHead], texts: Texts) -> tuple[Field[T], ...]:
    """Who an item's report is of."""
    return (
        field(texts("ask.office"), lambda item: _office(head(item))),
        field(texts("ask.region"), lambda item: Entry(" / ".join(head(item).region.parts)), "aside"),
        field(texts("export.level"), lambda item: Entry(word(LEVELS, head(item).level, texts)), "file"),
    )


def _office(head: ReportHead) -> Entry:
    return Entry(head.office, doors=((head.office, report_href(head.report_id)),))


def _year(head: ReportHead) -> Entry:
    return Entry(str(head.year), head.year)
