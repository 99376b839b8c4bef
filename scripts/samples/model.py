"""What the makers of the samples hand to each other: offices, figures, wording, the finished file."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from ingest.model import Level, OfficeKind, Region, State, TemplateName

Dress = Literal["plain", "hash", "bare", "pdf"]


@dataclass(frozen=True, slots=True)
class Office:
    """A fictional office; `size` is about how many applications it gets a year, `area` and `self_name` its own words.

    `regulations` says whether it may issue 规章; `decisions` is about how many licences it decides a year.
    """

    slug: str
    name: str
    region: Region
    level: Level
    kind: OfficeKind
    years: tuple[int, ...]
    size: int
    self_name: str
    area: str
    street: str
    regulations: bool = False
    decisions: int = 0


@dataclass(frozen=True, slots=True)
class Special:
    """What sets one report apart: another name, another dress, deliberate flaws, an information fee."""

    flaws: tuple[str, ...] = ()
    name: str | None = None
    title: str | None = None
    dress: Dress | None = None
    region: Region | None = None
    fee: int | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """One cell: the number that it states, its state to a reader, and what is printed (None: by the number)."""

    value: Decimal | None
    state: State = "value"
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Quoted:
    """A number in the narrative: its clause, and the cells that it repeats (none: it has no counterpart)."""

    text: str
    value: int
    keys: tuple[str, ...]
    table_value: int | None


@dataclass(frozen=True, slots=True)
class Wording:
    """The prose of sections 1, 5 and 6 as paragraphs, and what it says."""

    sections: dict[int, tuple[str, ...]]
    problems: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    quoted: tuple[Quoted, ...] = ()
    narrative: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """A report before it is printed. `title` is the office as the title prints it."""

    file: str
    office: str
    title: str
    region: Region
    level: Level
    kind: OfficeKind
    year: int
    template: TemplateName
    cells: dict[str, Printed]
    wording: Wording
    dress: Dress
    flaws: tuple[str, ...] = ()
    fictional: bool = True
