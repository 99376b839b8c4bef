"""Which row of a statutory table a printed label names: whole, wrapped, numbered in any style, or misprinted."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from rapidfuzz import fuzz

from ingest.template import Row
from ingest.traditional import simplified

# Measured on the wordings of both templates: labels that differ in meaning stay under 70 against each other,
# labels with one or two characters lost stay above 80.
SIMILAR = 70.0
MARGIN = 8.0
SHORTEST_PREFIX = 4
SHORTEST_FUZZY = 6

_NUMBERING = re.compile(r"[(][一二三四五六七八九十\d]+[)]|[一二三四五六七八九十][、.．]|\d+[、.．)]?")
_SEPARATORS = re.compile(r"[^\w]|_")


@lru_cache(maxsize=8192)
def normalise(text: str) -> str:
    """A label without white space, punctuation and numbering, widths folded, traditional characters simplified."""
    folded = simplified(re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)))
    return _SEPARATORS.sub("", _NUMBERING.sub("", folded))


@cache
def _normalised(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(normalise(name) for name in names))


def match_end(text: str, rows: Sequence[Row]) -> Row | None:
    """The row whose label `text` (normalised) ends in; None where none does or two do equally well.

    A label may lack its end (wrapped below its numbers) or a character or two (misprinted).
    """
    exact = [(len(name), row) for row in rows for name in _normalised(row.names) if _ends_in(text, name)]
    if exact:
        return max(exact, key=lambda item: item[0])[1]
    scored = sorted(((_score(text, row), row.key) for row in rows), reverse=True)
    best, second = scored[0], scored[1] if len(scored) > 1 else (0.0, "")
    if best[0] < SIMILAR or best[0] - second[0] < MARGIN:
        return None
    return next(row for row in rows if row.key == best[1])


def _ends_in(text: str, name: str) -> bool:
    if not text.endswith(name):
        return False
    # 其他 and 总计 are column headings too: as a row they stand alone or after the name of their group.
    before = text[: -len(name)]
    return len(name) > 2 or not before or not before.endswith(("或", "法律服务机构", "尚未审结"))


def _score(text: str, row: Row) -> float:
    return max(_similarity(text, name) for name in _normalised(row.names))


def _similarity(text: str, name: str) -> float:
    if len(name) < SHORTEST_FUZZY:
        # 不予公开 is one character from 予以公开: a short name may lack one, but nothing else may stand before it.
        shortened = {name[:index] + name[index + 1 :] for index in range(len(name))}
        return 80.0 if len(name) >= SHORTEST_PREFIX and text in shortened else 0.0
    for length in range(len(name) - 1, SHORTEST_PREFIX - 1, -1):
        if text.endswith(name[:length]):
            return 75.0 + 24.0 * length / len(name)
    window = range(max(SHORTEST_PREFIX - 1, len(name) - 3), len(name) + 3)
    return max(fuzz.ratio(name, text[-length:]) for length in window)
