"""A report before it is laid out: its title and, in order, its headings, paragraphs and forms."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from ingest.template import Row
from tests.mess import narrative
from tests.mess.cells import CellPrinter
from tests.mess.forms import Box, Form, as_form
from tests.mess.labels import NUMERALS
from tests.mess.layouts import dump
from tests.mess.narrative import Story
from tests.mess.options import Dump, Mess
from tests.mess.sheet import Press, Strip

DUMPED: tuple[Dump, ...] = ("words", "lines")
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


def compose(rng: Random, mess: Mess, story: Story, tables: tuple[CellPrinter, Sequence[Row], str | None]) -> Article:
    """The report of this story with its tables, but for the one that is lost."""
    printer, rows, lost = tables
    press = Press(rng, mess, printer)
    two, three, four = ([row for row in rows if row.table == table] for table in TABLES.values())
    strips = {1: press.disclosure(two), 2: press.applications(three), 3: press.reviews(four)}
    for row in rows:
        if row.table == lost:
            printer.show(row, "gone")
    bodies = {
        0: [narrative.opening(story), *narrative.overview(rng, story)],
        4: narrative.problems(rng),
        5: narrative.closing(rng, story),
    }
    texts = {number: [Text(line) for line in _prose(mess, lines)] for number, lines in bodies.items()}
    sections: dict[int, list[Block]] = {number: [*body] for number, body in texts.items()}
    if "other_table" in mess:
        sections[0].append(_other_table(rng))
    sections |= {number: [_table(rng, mess, table)] for number, table in strips.items()}
    if lost is not None:
        sections[next(number for number, table in TABLES.items() if table == lost)] = []
    outline, unheaded = draw_outline(rng, mess), rng.random() < 0.3
    blocks: list[Block] = []
    for place, number in enumerate(outline.order):
        if not sections[number] and unheaded:
            continue
        heading = Text(outline.heading(place), heading=True)
        again = [*sections[number][: number == 0], heading] if number == outline.twice else []
        blocks += [heading, *again, *sections[number]]
    title = tuple(line.lstrip("# ") for line in narrative.title(rng, mess, story))
    return Article(title, tuple(blocks), story)


def _table(rng: Random, mess: Mess, strips: Sequence[Strip]) -> Form | Lines:
    for layout in DUMPED:
        if f"as_{layout}" in mess:
            return Lines(tuple(line for line in dump(rng, Mess(layout, mess.options), strips) if line))
    return as_form(rng, mess, strips)


def _other_table(rng: Random) -> Form:
    """A table of other things, some of whose labels the statutory tables know too."""
    names = [*rng.sample(("政府网站", "政务新媒体", "政府公报", "新闻发布会"), rng.randint(1, 3)), "其他"]
    counts = [rng.randint(1, 900) for _ in names]
    rows = [(Box(name, "label"), Box(str(count), "cell")) for name, count in zip(names, counts, strict=True)]
    total = (Box("总计", "label"), Box(str(sum(counts)), "cell"))
    return Form(((Box("公开渠道", "head"), Box("发布数量（条）", "head")), *rows, total), 1, 1)


def _prose(mess: Mess, paragraphs: Sequence[str]) -> list[str]:
    return [line for paragraph in paragraphs for line in narrative.printed(mess, paragraph) if line]
