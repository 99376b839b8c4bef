"""The kinds of mess, each named once with the layouts that can show it."""

from dataclasses import dataclass
from random import Random
from typing import Literal

Layout = Literal["tabs", "words", "lines"]
ALL: tuple[Layout, ...] = ("tabs", "words", "lines")
OPTIONS: dict[str, tuple[Layout, ...]] = {
    "shift": ("tabs",),
    "trailing_tabs": ("tabs",),
    "flat_heading": ALL,
    "wrapped_labels": ("words",),
    "total_alone": ("words",),
    "split_heading": ("words", "lines"),
    "glued": ("words",),
    "dropped": ALL,
    "marks": ALL,
    "units": ALL,
    "full_width": ALL,
    "thousands": ALL,
    "heading_levels": ALL,
    "heading_twice": ALL,
    "split_table": ALL,
    "page_numbers": ALL,
    "label_spaces": ALL,
    "punctuation": ALL,
    "numbering": ALL,
    "misprint": ALL,
    "row_order": ALL,
    "table_order": ALL,
    "column_order": ALL,
    "review_order": ALL,
    "review_rows": ALL,
    "single_other": ALL,
    "spaced_digits": ALL,
    "short_title": ALL,
    "split_title": ALL,
    "gb18030": ALL,
    "crlf": ALL,
}
LOSSY = ("dropped", "marks", "misprint")


@dataclass(frozen=True, slots=True)
class Mess:
    """One layout with the options that apply to it."""

    layout: Layout
    options: frozenset[str]

    def __contains__(self, option: str) -> bool:
        return option in self.options


def draw_mess(rng: Random, lossless: bool) -> Mess:
    """A layout, some of its own options and up to ten others; `lossless` leaves out those that lose a number."""
    layout = rng.choice(ALL)
    own = [name for name, layouts in OPTIONS.items() if layout in layouts and layouts != ALL]
    common = [name for name, layouts in OPTIONS.items() if layouts == ALL and not (lossless and name in LOSSY)]
    chosen = {name for name in own if rng.random() < 0.5}
    chosen |= set(rng.sample(common, rng.choice((0, 1, 2, 3, 4, 5, 6, 8, 10))))
    if "glued" in chosen:
        chosen.discard("marks")
    return Mess(layout, frozenset(chosen))
