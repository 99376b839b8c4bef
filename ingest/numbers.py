"""What a printed cell says: a number, a mark that stands for none, nothing, or something unreadable."""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from ingest.model import State
from ingest.traditional import simplified

_MARKS = frozenset(["-", "--", "—", "——", "–", "―", "─", "──", "/", "\\", "无", "空", "...", "*"])
_NUMBER = re.compile(
    r"(?P<number>[-−]?\d{1,15}(?:\.\d{1,15})?)(?P<unit>亿元|万元|元|件|项|条|个|份|宗|起|人)?(?:\([^()]*\))?"
)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)")
_YUAN = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}


@lru_cache(maxsize=8192)
def parse_cell(text: str | None, unit: str = "件") -> tuple[State, Decimal | None]:
    """State and number of a cell as printed; `unit` is the template's, and a sum of money in another is converted.

    None means that nothing was found to read: `unread`. White space only is `blank`, a dash or 无 is `dash`.
    """
    if text is None:
        return "unread", None
    # ① and ² fold to digits: 22① is a note at 22, never 221.
    if not text.isascii() and any(unicodedata.category(character) == "No" for character in text):
        return "unread", None
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    folded = folded if folded.isascii() else simplified(folded)
    if not folded:
        return "blank", None
    if folded == "零":
        return "zero", Decimal(0)
    if folded in _MARKS:
        return "dash", None
    folded = _GROUPED.sub(lambda match: match.group().replace(",", ""), folded)
    match = _NUMBER.fullmatch(folded)
    if match is None:
        return "unread", None
    number = Decimal(match["number"].replace("−", "-"))
    printed_unit = match["unit"]
    if printed_unit in _YUAN and unit in _YUAN:
        number = number * _YUAN[printed_unit] / _YUAN[unit]
    return ("zero" if number == 0 else "value"), number


def is_cell(text: str) -> bool:
    """Whether a token of a text dump can only be a cell: a number or a mark, not a piece of a label."""
    return parse_cell(text)[0] in ("value", "zero", "dash")
