"""Tables that a page draws a part of and an export writes in full, from the same entries."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.export_tables import Value
from index.model import ReportHead
from portal.exports import Origin, Table
from portal.labels import LEVELS, word
from portal.messages import Texts
from portal.widgets.links import report_href

Door = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its title; one that is not `shown` stands in exports alone."""

    title: str
    figure: bool = False
    shown: bool = True


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

    One that is not `shown` stands in exports alone: the page has another form for it. `marked` are words to mark.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    count: int
    lines: Callable[[int, int], Sequence[Line]]
    shown: bool = True
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


def head_columns(texts: Texts) -> tuple[Column, ...]:
    """Who and when a report is."""
    return (
        Column(texts("ask.office")),
        Column(texts("ask.region")),
        Column(texts("export.level"), shown=False),
        Column(texts("ask.year_column"), figure=True),
    )


def head_entries(head: ReportHead, texts: Texts) -> tuple[Entry, ...]:
    """What stands in the columns of a report's head."""
    return (
        Entry(head.office, doors=((head.office, report_href(head.report_id)),)),
        Entry(" / ".join(head.region.parts)),
        Entry(word(LEVELS, head.level, texts)),
        Entry(str(head.year), head.year),
    )
