"""The kinds of mess, each named once with the layouts that can show it."""

from dataclasses import dataclass
from random import Random
from typing import Literal, get_args

Dump = Literal["tabs", "words", "lines"]
Columned = Literal["page", "nested", "spans", "hidden", "pieces", "word", "word_pieces", "ruled", "bare", "pipes"]
Layout = Dump | Columned
ALL: tuple[Dump, ...] = ("tabs", "words", "lines")
COLUMNED: tuple[Columned, ...] = get_args(Columned)
HTML: tuple[Columned, ...] = ("page", "nested", "spans", "hidden", "pieces")
DOCX: tuple[Columned, ...] = ("word", "word_pieces")
PDF: tuple[Columned, ...] = ("ruled", "bare")
OPTIONS: dict[str, tuple[Dump, ...]] = {
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
TEXT_ONLY = ("split_table", "page_numbers", "heading_levels", "gb18030", "crlf", "dropped")
COLUMN_OPTIONS: dict[str, tuple[Columned, ...]] = {
    **{name: COLUMNED for name, layouts in OPTIONS.items() if layouts == ALL and name not in TEXT_ONLY},
    "chinese_year": COLUMNED,
    "blanks": tuple(layout for layout in COLUMNED if layout not in ("bare", "pipes")),
    "annotated": COLUMNED,
    "two_label_columns": COLUMNED,
    "one_label_column": COLUMNED,
    "other_table": (*HTML, *DOCX, "ruled", "pipes"),
    "uneven_grid": (*HTML, *DOCX),
    "review_cut": ("pieces", "word_pieces"),
    "dropped": ("pieces", "word_pieces", "pipes"),
    "extra": ("pieces",),
    "split_table": ("pieces", "word_pieces"),
    "word_markup": HTML,
    "split_runs": (*HTML, *DOCX),
    "label_breaks": (*HTML, *DOCX),
    "source_wraps": HTML,
    "loose_tags": HTML,
    "gbk_tagged": HTML,
    "gbk_untagged": HTML,
    "utf_16": HTML,
    "bom": HTML,
    "text_box": ("word_pieces",),
    "content_control": ("word_pieces",),
    "deleted_text": ("word_pieces",),
    "folios": (*DOCX, *PDF),
    "running_head": (*DOCX, *PDF),
    "repeated_heads": PDF,
    "vertical": PDF,
    "ragged": ("pipes",),
    "repeated_spans": ("pipes",),
}
LOSSY = ("dropped", "marks", "misprint", "extra", "blanks")
RARE = ("other_table", "uneven_grid", "review_cut")
ENCODINGS = ("gbk_tagged", "gbk_untagged", "utf_16", "bom")


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


def draw_column_mess(rng: Random, layout: Columned, lossless: bool) -> Mess:
    """The options of a layout with real columns, at most one encoding and one arrangement of labels among them."""
    fitting = {name: layouts for name, layouts in COLUMN_OPTIONS.items() if layout in layouts and name not in ENCODINGS}
    own = [name for name, layouts in fitting.items() if layouts != COLUMNED and not (lossless and name in LOSSY)]
    common = [name for name, layouts in fitting.items() if layouts == COLUMNED and not (lossless and name in LOSSY)]
    chosen = {name for name in own if rng.random() < (0.12 if name in RARE else 0.4)}
    chosen |= set(rng.sample(common, rng.choice((0, 1, 2, 3, 4, 5, 6, 8))))
    if layout in HTML and (layout == "spans" or rng.random() < 0.3):
        chosen.add(rng.choice(ENCODINGS))
    if layout == "bare":
        chosen.add(rng.choice(("as_words", "as_lines", "as_columns")))
    if {"two_label_columns", "one_label_column"} <= chosen:
        chosen.discard("one_label_column")
    return Mess(layout, frozenset(chosen))
