"""Which reports has the reader never seen? Invented ones, in the kinds of mess that real ones show."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from ingest.model import TemplateName
from ingest.template import Row, load_template
from tests.mess import narrative
from tests.mess.cells import CellPrinter, Damage, DamageKind, Shown
from tests.mess.figures import Figures, draw_figures
from tests.mess.labels import NUMERALS
from tests.mess.layouts import dump
from tests.mess.options import OPTIONS, Mess, draw_mess
from tests.mess.places import Office, draw_office
from tests.mess.sheet import Press

__all__ = ["DAMAGES", "OPTIONS", "Damage", "Mess", "Printed", "Variant", "damaged_variant", "make_variant"]

DAMAGES: tuple[DamageKind, ...] = ("merged", "changed", "removed", "garbled")
HEADING_MARKS = ("", "## ", "### ", "#### ")


@dataclass(frozen=True, slots=True)
class Printed:
    """What stands in the file for one cell: its true value, the number printed, and what became of it."""

    true: Decimal
    number: Decimal | None
    shown: Shown
    marked: bool


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
    """The report of this seed; its figures meet every identity."""
    rng = Random(f"mess {seed}")
    return _variant(rng, seed, draw_mess(rng, lossless=False), None)


def damaged_variant(seed: int) -> Variant:
    """The report of this seed with one row damaged and nothing else lost; the kinds take turns."""
    rng = Random(f"damage {seed}")
    return _variant(rng, seed, draw_mess(rng, lossless=True), DAMAGES[seed % len(DAMAGES)])


def _variant(rng: Random, seed: int, mess: Mess, kind: DamageKind | None) -> Variant:
    template: TemplateName = "2019" if rng.random() < 0.3 else "2021"
    rows = _rows(template, "single_other" in mess)
    year = rng.randint(2019, 2020) if template == "2019" else rng.randint(2021, 2025)
    story = narrative.Story(draw_office(rng, "short_title" in mess), year, draw_figures(rng, rows))
    regular = tuple(row for row in rows if row in load_template(template).rows)
    damage = _draw_damage(rng, regular, kind, story.figures) if kind else None
    printer = CellPrinter(rng, mess, story.figures, damage)
    text = "\n".join(_write(rng, mess, story, printer, rows))
    data = text.replace("\n", "\r\n" if "crlf" in mess else "\n").encode("gb18030" if "gb18030" in mess else "utf-8")
    cells = {key: _printed(printer, key, true) for key, true in story.figures.items()}
    return Variant(seed, f"{seed:03d}.txt", data, story.office, year, template, cells, mess, damage)


def _printed(printer: CellPrinter, key: str, true: Decimal) -> Printed:
    shown = printer.shown[key]
    number = printer.printed[key] if shown in ("number", "changed") else None
    return Printed(true, number, shown, key in printer.marked)


def _rows(name: TemplateName, single_other: bool) -> tuple[Row, ...]:
    template = load_template(name)
    if not (single_other and template.variant_rows):
        return template.rows
    kept = [row for row in template.rows if not row.key.startswith("applications.other.")]
    place = next(n for n, row in enumerate(kept) if row.key == "applications.concluded")
    return (*kept[:place], *template.variant_rows, *kept[place:])


def _draw_damage(rng: Random, rows: tuple[Row, ...], kind: DamageKind, figures: Figures) -> Damage:
    tables = {"removed": "二三", "changed": "三三四"}.get(kind, "三")
    table = rng.choice(tables)
    row = rng.choice([row for row in rows if row.table == table])
    cell = rng.choice(row.cells)
    return Damage(kind, row.key, cell.key, figures[cell.key] + rng.choice((1, 3, 10, 90)))


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
    order = [0, *(rng.sample((1, 2, 3), 3) if "table_order" in mess else (1, 2, 3)), 4, 5]
    twice = rng.randrange(6) if "heading_twice" in mess else None
    renumbered, uniform = rng.random() < 0.5, rng.choice(HEADING_MARKS[:2])
    lines = ["", *narrative.title(rng, mess, story), ""]
    for place, number in enumerate(order):
        mark = rng.choice(HEADING_MARKS) if "heading_levels" in mess else uniform
        heading = f"{mark}{NUMERALS[place if renumbered else number]}、{narrative.SECTIONS[number]}"
        again = [*(bodies[0][:1] if number == 0 else []), "", heading, ""] if number == twice else []
        lines += [heading, "", *again, *(bodies[number]), ""]
    return lines


def _prose(rng: Random, mess: Mess, press: Press, paragraphs: list[str]) -> list[str]:
    lines: list[str] = []
    for paragraph in paragraphs:
        lines += narrative.printed(mess, paragraph)
        if "page_numbers" in mess and rng.random() < 0.2:
            lines.append(press.page())
    return lines
