"""Fractions as English words say them: a third, two thirds, three-quarters, one in five, 9 out of 10."""

import re
from collections.abc import Callable
from decimal import Decimal

from portal.questions.words.meanings import Meaning, Number
from portal.questions.words.vocabulary import read_lexicon

_PARTS: dict[str, int] = read_lexicon("words.json")["english_parts"]
_NUMBERS: dict[str, int] = read_lexicon("words.json")["english_numbers"]
_SMALL = "|".join(word for word, value in _NUMBERS.items() if 0 < value <= max(_PARTS.values()) and " " not in word)


def _of_parts(match: re.Match[str]) -> Number:
    return Number(_value(match["n"]) / _PARTS[match["part"].removesuffix("s")], "fraction")


def _out_of(match: re.Match[str]) -> Meaning:
    of, whole = _value(match["n"]), _value(match["whole"])
    return Number(of / whole, "fraction") if 0 < of <= whole else Number(of, "")


def _value(text: str) -> Decimal:
    return Decimal(text) if text.isdecimal() else Decimal(_NUMBERS.get(text, 1))


PATTERNS: tuple[tuple[str, Callable[[re.Match[str]], Meaning]], ...] = (
    # A third party is no third.
    (rf"(?P<n>an?|{_SMALL})[ -](?P<part>(?:{'|'.join(_PARTS)})s?)(?![a-z-]| part)", _of_parts),
    (rf"(?P<n>\d\d?|{_SMALL}) (?:in|out of)(?: every)? (?P<whole>\d\d?|{_SMALL})(?![a-z\d,.%-])", _out_of),
)
