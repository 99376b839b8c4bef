"""A report before it is laid out: its title and, in order, its headings, paragraphs and forms."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from ingest.template import Row
from tests.mess import narrative
from tests.mess.cells import CellPrinter
from tests.mess.forms import Form, as_form
from tests.mess.labels import NUMERALS
from tests.mess.narrative import Story
from tests.mess.options import Mess
from tests.mess.sheet import Press, Strip

TABLES = {1: "二", 2: "三", 3: "四"}


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph, or the heading of a section."""

    text: str
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """A table whose lines are text only."""

    lines: tuple[str, ...]


Block = Text | Form | Lines


@dataclass(frozen=True, slots=True)
class Article:
    """What one report prints, whatever the layout."""

    title: tuple[str, ...]
    blocks: tuple[Block, ...]
    story: Story


@dataclass(frozen=True, slots=True)
class Outline:
    """The order of the six sections, the one whose heading is printed twice, whether they are numbered anew."""

    order: tuple[int, ...]
    twice: int | None
    renumbered: bool

    def heading(self, place: int) -> str:
        """The heading of the section at this place."""
        number = self.order[place]
        return f"{NUMERALS[place if self.renumbered else number]}、{narrative.SECTIONS[number]}"


def draw_outline(rng: Random, mess: Mess) -> Outline:
    """The sections in statutory order, or with their tables in another one."""
    tables = rng.sample((1, 2, 3), 3) if "table_order" in mess else [1, 2, 3]
    twice = rng.randrange(6) if "heading_twice" in mess else None
    return Outline((0, *tables, 4, 5), twice, rng.random() < 0.5)


def compose(
    rng: Random, mess: Mess, story: Story, printer: CellPrinter, rows: Sequence[Row], lost: str | None = None
) -> Article:
    """The report of this story without the table that is lost."""
    tables = printed_tables(Press(rng, mess, printer), rows)
    for row in rows:
        if row.table == lost:
            printer.show(row, "gone")
    bodies = {
        0: [narrative.opening(story), *narrative.overview(rng, story)],
        4: narrative.problems(rng),
        5: narrative.closing(rng, story),
    }
    texts = {number: [Text(line) for line in _prose(mess, lines)] for number, lines in bodies.items()}
    outline, blocks = draw_outline(rng, mess), list[Block]()
    hide_heading = rng.random() < 0.3
    for place, number in enumerate(outline.order):
        empty = lost is not None and TABLES.get(number) == lost
        if empty and hide_heading:
            continue
        heading = Text(outline.heading(place), heading=True)
        body: list[Block] = [*texts[number]] if number in texts else [] if empty else [form(rng, mess, tables[number])]
        blocks += [heading, *(body[:1] if number == 0 else []), heading] if number == outline.twice else [heading]
        blocks += body
    title = tuple(line.lstrip("# ") for line in narrative.title(rng, mess, story))
    return Article(title, tuple(blocks), story)
