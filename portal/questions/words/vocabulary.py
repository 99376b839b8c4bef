"""Rows, groups of rows, columns and rates by the names that people use, read from `data/lexicon/`."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from ingest.datafiles import data_path
from ingest.template import load_template

NEW_ROWS = frozenset(["applications.new"])
# How the rows begin that each give a reason why an application was not answered as asked for.
REASON_ROWS = ("applications.refused.", "applications.unavailable.", "applications.not_processed.")
# What may become of a case that was brought; its number and what is pending are no outcome.
OUTCOMES = frozenset(("upheld", "corrected", "other"))
REVIEW_ROWS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something with a short name in both languages, its exact wordings and its loose ones."""

    key: str
    zh: str
    en: str
    say: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    default_row: str | None = None
    apart: bool = False
    stated: bool = False
    clause: str | None = None
    pair: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rate:
    """A derived measure: the row (or group) and column of its numerator, and the rows that may stand in for it."""

    key: str
    zh: str
    en: str
    say: tuple[str, ...]
    row: str
    column: str
    variants: tuple[str, ...]
    explicit: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All that a metric can be made of. `rows` and `groups` know their columns; a group its rows as well.

    A column that no table prints has the `columns` that it is the sum of.
    """

    rows: dict[str, Entry]
    groups: dict[str, Entry]
    columns: dict[str, Entry]
    rates: dict[str, Rate]
    default_columns: tuple[str, ...]
    units: dict[str, str]

    def row(self, key: str) -> Entry:
        """The row or group of rows of this key."""
        return self.rows[key] if key in self.rows else self.groups[key]

    def rows_of(self, name: str) -> tuple[str, ...]:
        """The rows that a name stands for: a group's, those under a table's prefix, or the row itself."""
        if name in self.groups:
            return self.groups[name].rows
        if name in self.rows:
            return (name,)
        return tuple(row for row in self.rows if row.startswith(f"{name}."))


@cache
def read_lexicon(name: str) -> dict[str, Any]:
    """One file of `data/lexicon/` as it stands."""
    with data_path("lexicon", name).open(encoding="utf-8") as file:
        data: dict[str, Any] = json.load(file)
    return data


@cache
def load_vocabulary() -> Vocabulary:
    """The vocabulary of `data/lexicon/`, with rows and columns as the templates have them."""
    printed, names = _printed_rows()
    rows_file, columns_file = read_lexicon("rows.json"), read_lexicon("columns.json")
    columns = {
        key: _entry(key, entry, columns=tuple(entry.get("sum", ()))) for key, entry in columns_file["columns"].items()
    }
    rows = {
        key: _entry(key, entry, columns=(*printed[key], *_sums(columns, printed[key])), names=names.get(key, ()))
        for key, entry in rows_file["rows"].items()
    }
    groups = {key: _group(key, entry, rows) for key, entry in rows_file["groups"].items()}
    rates = {key: _rate(key, entry) for key, entry in read_lexicon("measures.json")["measures"].items()}
    return Vocabulary(
        rows=rows,
        groups=groups,
        columns=columns,
        rates=rates,
        default_columns=tuple(columns_file["defaults"]),
        units=columns_file["units"],
    )


def _printed_rows() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    columns: dict[str, dict[str, None]] = {"narrative": {"disclosed_items": None, "information_fee": None}}
    names: dict[str, dict[str, None]] = {}
    for template in (load_template("2021"), load_template("2019")):
        for row in (*template.rows, *template.variant_rows):
            columns.setdefault(row.key, {}).update(dict.fromkeys(cell.key.rsplit(".", 1)[1] for cell in row.cells))
            wordings = (row.label, *(name for name in row.names if len(name) > 2))
            names.setdefault(row.key, {}).update(dict.fromkeys(wordings))
    # A label that stands for a whole group (其他处理) is the group's word.
    names.pop("applications.other_handling", None)
    return {key: tuple(value) for key, value in columns.items()}, {key: tuple(value) for key, value in names.items()}


def _sums(columns: dict[str, Entry], printed: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key for key, column in columns.items() if column.columns and set(column.columns) <= set(printed))


def _entry(key: str, entry: dict[str, Any], columns: tuple[str, ...] = (), names: tuple[str, ...] = ()) -> Entry:
    return Entry(
        key=key,
        zh=entry["zh"],
        en=entry["en"],
        say=(*entry["say"], *names),
        also=tuple(entry.get("also", ())),
        columns=columns,
        clause=entry.get("clause"),
    )


def _group(key: str, entry: dict[str, Any], rows: dict[str, Entry]) -> Entry:
    members = [row for pattern in entry["rows"] for row in rows if row == pattern or _under(row, pattern)]
    return Entry(
        key=key,
        zh=entry["zh"],
        en=entry["en"],
        say=tuple(entry["say"]),
        also=tuple(entry.get("also", ())),
        rows=tuple(members),
        columns=rows[members[0]].columns,
        default_row=entry.get("default_row"),
        apart=entry.get("apart", False),
        stated=entry.get("stated", False),
        pair=tuple(entry.get("pair", ())),
    )


def _under(row: str, pattern: str) -> bool:
    return pattern.endswith(".*") and row.startswith(pattern[:-1])


def _rate(key: str, entry: dict[str, Any]) -> Rate:
    return Rate(
        key=key,
        zh=entry["zh"],
        en=entry["en"],
        say=tuple(entry["say"]),
        row=entry["rows"][0],
        column=entry["column"],
        variants=tuple(entry.get("variants", ())),
        explicit=entry.get("explicit", False),
    )
