"""Which reports has the reader never seen? Invented ones, in the kinds of mess that real ones show."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from ingest.model import TemplateName
from ingest.template import Row, load_template
from tests.mess import narrative, paper, pipes, web, word
from tests.mess.article import Article, compose, draw_outline
from tests.mess.cells import CellPrinter, Damage, DamageKind, Shown
from tests.mess.figures import draw_figures
from tests.mess.harm import DAMAGES, LAYOUT_DAMAGES, draw_damage
from tests.mess.layouts import dump
from tests.mess.options import COLUMNED, DOCX, HTML, OPTIONS, PDF, Columned, Mess, draw_column_mess, draw_mess
from tests.mess.places import Office, draw_office
from tests.mess.sheet import Press

__all__ = [
    "COLUMNED",
    "DAMAGES",
    "LAYOUT_DAMAGES",
    "OPTIONS",
    "PDF",
    "Columned",
    "Damage",
    "Mess",
    "Printed",
    "Shown",
    "Variant",
    "damaged_layout",
    "damaged_variant",
    "make_layout",
    "make_variant",
]

HEADING_MARKS = ("", "## ", "### ", "#### ")
RENDERERS: dict[Columned, tuple[str, Callable[[Random, Mess, Article], bytes]]] = {
    **dict.fromkeys(HTML, ("html", web.render)),
    **dict.fromkeys(DOCX, ("docx", word.render)),
    **dict.fromkeys(PDF, ("pdf", paper.render)),
    "pipes": ("md", pipes.render),
}


@dataclass(frozen=True, slots=True)
class Printed:
    """What stands in the file for one cell: its true value, the number and text printed, and what became of it."""

    true: Decimal
    number: Decimal | None
    text: str | None
    shown: Shown
    marked: bool
    blank: bool


@dataclass(frozen=True, slots=True)
class Variant:
    """One invented report as bytes, with everything a reader must find in it."""

    seed: int
    source: str
    data: bytes
    office: Office
    year: int
    template: TemplateName
    cells: dict[str, Printed]
    mess: Mess
    damage: Damage | None


def make_variant(seed: int) -> Variant:
    """The text report of this seed; its figures meet every identity."""
    rng = Random(f"mess {seed}")
    return _variant(rng, seed, draw_mess(rng, lossless=False), None)


def damaged_variant(seed: int) -> Variant:
    """The text report of this seed with one row damaged and nothing else lost; the kinds take turns."""
    rng = Random(f"damage {seed}")
    return _variant(rng, seed, draw_mess(rng, lossless=True), DAMAGES[seed % len(DAMAGES)])


def make_layout(layout: Columned, seed: int) -> Variant:
    """The report of this seed in a layout with real columns; its figures meet every identity."""
    rng = Random(f"{layout} {seed}")
    return _variant(rng, seed, draw_column_mess(rng, layout, lossless=False), None)


def damaged_layout(layout: Columned, seed: int) -> Variant:
    """The report of this seed in this layout with one row or table damaged and nothing else lost."""
    rng = Random(f"damage {layout} {seed}")
    return _variant(rng, seed, draw_column_mess(rng, layout, lossless=True), LAYOUT_DAMAGES[seed % len(LAYOUT_DAMAGES)])


def _variant(rng: Random, seed: int, mess: Mess, kind: DamageKind | None) -> Variant:
    template: TemplateName = "2019" if rng.random() < 0.3 else "2021"
    rows = _rows(template, "single_other" in mess)
    year = rng.randint(2019, 2020) if template == "2019" else rng.randint(2021, 2025)
    story = narrative.Story(draw_office(rng, "short_title" in mess), year, draw_figures(rng, rows))
    regular = tuple(row for row in rows if row in load_template(template).rows)
    damage = draw_damage(rng, regular, kind, story.figures) if kind else None
    printer = CellPrinter(rng, mess, story.figures, damage)
    suffix, data = _print(rng, mess, story, (printer, rows, damage))
    cells = {key: _printed(printer, key, true) for key, true in story.figures.items()}
    return Variant(seed, f"{seed:03d}.{suffix}", data, story.office, year, template, cells, mess, damage)


def _print(
    rng: Random, mess: Mess, story: narrative.Story, tables: tuple[CellPrinter, tuple[Row, ...], Damage | None]
) -> tuple[str, bytes]:
    printer, rows, damage = tables
    if mess.layout in RENDERERS:
        suffix, render = RENDERERS[mess.layout]
        lost = damage.row if damage and damage.kind == "lost_table" else None
        return suffix, render(rng, mess, compose(rng, mess, story, (printer, rows, lost)))
    text = "\n".join(_write(rng, mess, story, printer, rows))
    ended = text.replace("\n", "\r\n" if "crlf" in mess else "\n")
    return "txt", ended.encode("gb18030" if "gb18030" in mess else "utf-8")


def _printed(printer: CellPrinter, key: str, true: Decimal) -> Printed:
    shown = printer.shown[key]
    number = printer.printed[key] if shown in ("number", "changed") else None
    return Printed(true, number, printer.texts.get(key), shown, key in printer.marked, key in printer.blank)


def _rows(name: TemplateName, single_other: bool) -> tuple[Row, ...]:
    template = load_template(name)
    if not (single_other and template.variant_rows):
        return template.rows
    kept = [row for row in template.rows if not row.key.startswith("applications.other.")]
    place = next(n for n, row in enumerate(kept) if row.key == "applications.concluded")
    return (*kept[:place], *template.variant_rows, *kept[place:])


def _write(rng: Random, mess: Mess, story: narrative.Story, printer: CellPrinter, rows: tuple[Row, ...]) -> list[str]:
    press = Press(rng, mess, printer)
    two, three, four = ([row for row in rows if row.table == table] for table in "二三四")
    bodies = [
        [narrative.opening(story), *narrative.overview(rng, story)],
        dump(rng, mess, press.disclosure(two)),
        dump(rng, mess, press.applications(three)),
        dump(rng, mess, press.reviews(four)),
        narrative.problems(rng),
        narrative.closing(rng, story),
    ]
    for number in (0, 4, 5):
        bodies[number] = _prose(rng, mess, press, bodies[number])
    outline, uniform = draw_outline(rng, mess), rng.choice(HEADING_MARKS[:2])
    lines = ["", *narrative.title(rng, mess, story), ""]
    for place, number in enumerate(outline.order):
        mark = rng.choice(HEADING_MARKS) if "heading_levels" in mess else uniform
        heading = mark + outline.heading(place)
        again = [*(bodies[0][:1] if number == 0 else []), "", heading, ""] if number == outline.twice else []
        lines += [heading, "", *again, *(bodies[number]), ""]
    return lines


def _prose(rng: Random, mess: Mess, press: Press, paragraphs: list[str]) -> list[str]:
    lines: list[str] = []
    for paragraph in paragraphs:
        lines += narrative.printed(mess, paragraph)
        if "page_numbers" in mess and rng.random() < 0.2:
            lines.append(press.page())
    return lines
