"""Themes of problems and measures: a lexicon of words each, so that what mentions a theme can be counted exactly."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ingest.datafiles import data_path


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme by its code word; a passage mentions it where it holds one of `words` as it stands.

    `said` are other ways to name it in a question, `lacks` ways that name what is wrong with it. A theme
    may lie `within` another, which then says nothing more beside it; one that is `narrow` goes by its own names only,
    not by its words, and is not browsed.
    """

    id: str
    name: str
    english: str
    words: tuple[str, ...]
    said: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    within: str = ""
    narrow: bool = False

    @property
    def query(self) -> str:
        """The words as a search for exact strings, to be made with `any_term`."""
        return " ".join(f'"{word}"' for word in self.words)


@cache
def load_themes() -> dict[str, Theme]:
    """The themes of `data/lexicon/themes.json` by id, in its order."""
    rows = json.loads(data_path("lexicon", "themes.json").read_text(encoding="utf-8"))
    return {
        row["id"]: Theme(
            row["id"],
            row["name"],
            row["english"],
            tuple(row["words"]),
            tuple(row["say"]),
            tuple(row["lack"]),
            row.get("part_of", row.get("within", "")),
            "part_of" in row,
        )
        for row in rows
    }


def wide_themes() -> tuple[Theme, ...]:
    """The themes that are not narrow, to be browsed, in the order of the lexicon."""
    return tuple(theme for theme in load_themes().values() if not theme.narrow)


def themes_of(texts: Iterable[str]) -> tuple[Theme, ...]:
    """The wide themes that these texts mention, in the order of the lexicon."""
    held = tuple(texts)
    return tuple(theme for theme in wide_themes() if any(word in text for word in theme.words for text in held))
