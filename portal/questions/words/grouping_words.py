"""The phrases for groups (各市, 按层级) and for changes from year to year (增长, 翻番), from `data/lexicon/`."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import product
from typing import Any

from index.model import Filter
from portal.questions.words.meanings import Grouping, Meaning, Scope, Shift
from portal.questions.words.vocabulary import read_lexicon


def group_phrases() -> Iterator[tuple[str, Meaning]]:
    """Every phrase that names groups, or asks for one of them."""
    data = read_lexicon("groups.json")
    for entry in data["groups"]:
        scope = _scope(entry) if "scope" in entry else None
        each = Grouping(entry["by"], scope=scope)
        which = replace(each, which=True)
        for words, nouns, gap in (("each", "nouns", ""), ("each_en", "nouns_en", " ")):
            yield from ((f"{word}{gap}{noun}", each) for word, noun in product(data[words], entry[nouns]))
        for words, nouns, gap in (("which", "nouns", ""), ("which_en", "nouns_en", " ")):
            yield from ((f"{word}{gap}{noun}", which) for word, noun in product(data[words], entry[nouns]))
        yield from (
            (f"{before}{noun}{after}", each) for (before, after), noun in product(data["within"], entry["nouns"])
        )
    for entry in data["whole"]:
        yield from ((phrase, Grouping(entry["by"], which=entry.get("which", False))) for phrase in entry["say"])


def change_phrases() -> Iterator[tuple[str, Meaning]]:
    """Every phrase for a change from one year to another."""
    for entry in read_lexicon("changes.json")["changes"]:
        shift = Shift(
            way=entry.get("way"),
            kind=entry.get("kind"),
            bound=_bound(entry),
            prior=entry.get("prior", False),
            ranked=entry.get("ranked", False),
            same=entry.get("same", False),
        )
        yield from ((phrase, shift) for phrase in entry["say"])


def _bound(entry: dict[str, Any]) -> Any:
    if "bound" not in entry:
        return None
    operator, number = entry["bound"]
    return operator, Decimal(str(number))


def _scope(entry: dict[str, Any]) -> Scope:
    filters = tuple(Filter(*pair.split("=", 1)) for pair in entry["scope"])
    return Scope(filters, (entry["zh"], entry["en"]))
