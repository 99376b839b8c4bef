"""What the stages of reading hand to each other: places in a file, blocks, facts, findings, the report."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

State = Literal["value", "zero", "restored", "blank", "dash", "unread"]
Level = Literal["national", "province", "prefecture", "county", "township"]
OfficeKind = Literal["government", "department", "township"]
TemplateName = Literal["2021", "2019", "none"]
PassageKind = Literal["overview", "problem", "measure", "other"]
Severity = Literal["error", "warning", "note"]
Blame = Literal["report", "reading"]


@dataclass(frozen=True, slots=True)
class Location:
    """Where something is printed; lines and pages count from 1, absent parts are None."""

    file: str
    page: int | None = None
    line: int | None = None
    table: str | None = None
    row: str | None = None
    column: str | None = None

    @property
    def text(self) -> str:
        """The printed form: `西工区2025.html 表三 (五)不予处理 2.重复申请 × 自然人`."""
        cell = " × ".join(part for part in (self.row, self.column) if part)
        page = f"第{self.page}页" if self.page else None
        line = f"第{self.line}行" if self.line and not self.table else None
        return " ".join(part for part in (self.file, page, line, self.table, cell) if part)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line or paragraph as printed; tabs of a text dump are kept. `level` is the heading depth, 0 for body."""

    text: str
    location: Location
    level: int = 0


@dataclass(frozen=True, slots=True)
class GridCell:
    """One printed cell with the rows and columns that it covers."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table in cells; its columns are real in HTML, DOCX and ruled PDF, and not in the pipe tables of a dump."""

    cells: tuple[GridCell, ...]
    location: Location
    real_columns: bool = True


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Document:
    """A file as its reader gives it: blocks in reading order. `title` is metadata of the file, not its text.

    `by_ocr` says that the text was recognised in pictures of the pages, so that any character of it may be wrong.
    """

    source: str
    blocks: tuple[Block, ...]
    title: str | None = None
    by_ocr: bool = False


@dataclass(frozen=True, slots=True)
class Region:
    """Administrative place, from province down; municipalities have no city and their districts in `county`."""

    province: str | None = None
    city: str | None = None
    county: str | None = None
    township: str | None = None
    adcode: str | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        """The names that are known, from the largest place down."""
        return tuple(part for part in (self.province, self.city, self.county, self.township) if part)

    @property
    def path(self) -> str:
        """`河南省/洛阳市/西工区`, missing levels left out."""
        return "/".join(self.parts)


@dataclass(frozen=True, slots=True)
class Fact:
    """One statutory cell or narrative figure; only value, zero and restored carry a number."""

    key: str
    value: Decimal | None
    published: str | None
    state: State
    location: Location

    def __post_init__(self) -> None:
        if (self.value is not None) != (self.state in ("value", "zero", "restored")):
            raise ValueError(f"{self.key}: state {self.state} with value {self.value}")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not fit; `blame` says whether the report prints it so or we may have misread."""

    check: str
    severity: Severity
    blame: Blame
    location: Location
    message: str
    expected: str | None = None
    published: str | None = None
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotJudged:
    """A check that could not be made, and why."""

    check: str
    reason: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six statutory sections: its prose, without the lines of its table."""

    number: int
    heading: str
    text: str
    location: Location


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole sentences of a section; `start` and `end` are code point offsets into the section's text."""

    section: int
    kind: PassageKind
    text: str
    start: int
    end: int
    location: Location


@dataclass(frozen=True, slots=True)
class Report:
    """One office's annual report for one year, as one file states it."""

    source: str
    office: str
    printed_office: str
    region: Region
    level: Level
    office_kind: OfficeKind
    year: int
    template: TemplateName
    title: str
    facts: tuple[Fact, ...]
    findings: tuple[Finding, ...]
    not_judged: tuple[NotJudged, ...]
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]

    def fact(self, key: str) -> Fact:
        """The fact of this key; KeyError where the report's template has no such cell."""
        for fact in self.facts:
            if fact.key == key:
                return fact
        raise KeyError(key)
