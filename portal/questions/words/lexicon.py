"""Every phrase that a question can be made of, with what it means, from `data/lexicon/` and the templates."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any, get_args

from index.model import Filter, Operator
from portal.questions.cutting.clashing import clash_phrases
from portal.questions.plan import Peers
from portal.questions.words.english_names import office_phrases
from portal.questions.words.fold import fold, is_chinese, stem, words
from portal.questions.words.grouping_words import change_phrases, group_phrases
from portal.questions.words.make_up import make_up_phrases
from portal.questions.words.meanings import (
    Aim,
    Compare,
    Concept,
    Content,
    Except,
    Marker,
    Meaning,
    Negation,
    RelativeYears,
    Role,
    Scope,
    Sense,
    Unsupported,
)
from portal.questions.words.spoken_numbers import DIGITS
from portal.questions.words.telling_words import telling_phrases
from portal.questions.words.told_meanings import Printed, Sought
from portal.questions.words.vocabulary import Entry, load_vocabulary, read_lexicon

ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Meanings by phrase: Chinese as folded, English as the stems of its words joined by spaces."""

    chinese: dict[str, tuple[Meaning, ...]]
    english: dict[str, tuple[Meaning, ...]]
    longest_chinese: int
    longest_english: int


def english_key(phrase: str) -> str:
    """The stems of an English phrase's words, joined by spaces."""
    return " ".join(stem(match[0]) for match in words(phrase))


@cache
def load_lexicon() -> Lexicon:
    """The lexicon of `data/lexicon/`."""
    chinese: dict[str, list[Meaning]] = defaultdict(list)
    english: dict[str, list[Meaning]] = defaultdict(list)
    for phrase, meaning in _phrases():
        folded = fold(phrase)
        is_latin = bool(words(folded)) and not is_chinese(folded)
        book, key = (english, english_key(folded)) if is_latin else (chinese, folded)
        if meaning not in book[key]:
            book[key].append(meaning)
    return Lexicon(
        chinese={key: _merged(value) for key, value in chinese.items()},
        english={key: _merged(value) for key, value in english.items()},
        longest_chinese=max(map(len, chinese)),
        longest_english=max(key.count(" ") + 1 for key in english),
    )


def _merged(meanings: list[Meaning]) -> tuple[Meaning, ...]:
    """The meanings of one phrase, all its concepts as one with several senses."""
    senses = tuple(dict.fromkeys(sense for item in meanings if isinstance(item, Concept) for sense in item.senses))
    others = [item for item in meanings if not isinstance(item, Concept)]
    return (Concept(senses), *others) if senses else tuple(others)


def _phrases() -> Iterator[tuple[str, Meaning]]:
    yield from _metric_phrases()
    yield from _concept_phrases()
    yield from group_phrases()
    yield from make_up_phrases()
    yield from change_phrases()
    yield from telling_phrases()
    yield from clash_phrases()
    yield from office_phrases()
    data = read_lexicon("words.json")
    yield from _marker_phrases(data)
    yield from _comparison_phrases(data)
    for entry in data["relative_years"]:
        yield from _each(entry["say"], RelativeYears(entry["first"], entry["last"]))
    yield from _each(data["negation"], Negation())
    yield from _each(data["content"], Content())
    yield from _exception_phrases()
    for entry in data["scopes"]:
        filters = tuple(Filter(*pair.split("=", 1)) for pair in entry["filters"])
        stated = Scope(filters, (entry["zh"], entry["en"])) if "also" in entry else Scope(filters)
        for say, named in ((entry["say"], Scope(filters)), (entry.get("also", ()), stated)):
            yield from _each(say, named)
            yield from _each(_all_of(say, data), Aim("sum", scope=named))
    yield from _aim_phrases(data)
    yield from _ordinal_phrases(data)
    for entry in data["sought"]:
        filters = tuple(Filter(*pair.split("=", 1)) for pair in entry["filters"])
        yield from _each(entry["say"], Sought(entry["operation"], filters, (entry["zh"], entry["en"])))
    for entry in data["states"]:
        yield from _each(entry["say"], Printed(tuple(entry["states"]), (entry["zh"], entry["en"])))
    for entry in data["peers"]:
        yield from _each(entry["say"], Peers(entry["operator"], entry["statistic"]))
    for entry in data["unsupported"]:
        yield from _each(entry["say"], Unsupported(entry["operation"], entry["zh"], entry["en"]))


def _each(say: Iterable[str], meaning: Meaning) -> Iterator[tuple[str, Meaning]]:
    return ((phrase, meaning) for phrase in say)


def _all_of(say: Iterable[str], data: dict[str, Any]) -> Iterator[str]:
    """所有区县, all counties: every way to name all of the offices that a scope means."""
    for word, phrase in product(data["all_of"], say):
        if is_chinese(word) == is_chinese(phrase):
            yield f"{word}{phrase}" if is_chinese(word) else f"{word} {phrase}"


def _metric_phrases() -> Iterator[tuple[str, Meaning]]:
    vocabulary = load_vocabulary()
    for row in (*vocabulary.rows.values(), *vocabulary.groups.values()):
        yield from _entry_phrases(row, rows=frozenset(row.rows or (row.key,)))
    for column in vocabulary.columns.values():
        yield from _entry_phrases(column, columns=frozenset([column.key]))
    for rate in vocabulary.rates.values():
        yield from _each(rate.say, Concept((Sense(measures=frozenset([rate.key])),)))


def _entry_phrases(
    entry: Entry, rows: frozenset[str] | None = None, columns: frozenset[str] | None = None
) -> Iterator[tuple[str, Meaning]]:
    labels = (entry.zh, entry.en)
    yield from _each((*labels, *entry.say), Concept((Sense(rows, columns),)))
    yield from _each(entry.also, Concept((Sense(rows, columns, stated=labels),)))


def _concept_phrases() -> Iterator[tuple[str, Meaning]]:
    for entry in read_lexicon("concepts.json")["concepts"]:
        yield from _each(entry["say"], Concept(tuple(_sense(sense) for sense in entry["senses"])))


def _sense(sense: dict[str, Any]) -> Sense:
    vocabulary = load_vocabulary()
    rows = frozenset(row for name in sense["rows"] for row in vocabulary.rows_of(name)) if "rows" in sense else None
    measures = frozenset(sense["measures"]) if "measures" in sense else None
    return Sense(
        rows=rows,
        columns=frozenset(sense["columns"]) if "columns" in sense else None,
        measures=frozenset([*vocabulary.rates, "*"]) if measures and "*" in measures else measures,
        stated=(sense["zh"], sense["en"]) if "zh" in sense else None,
        weak=sense.get("weak", False),
    )


def _marker_phrases(data: dict[str, Any]) -> Iterator[tuple[str, Meaning]]:
    roles: dict[str, set[Role]] = defaultdict(set)
    for role in ROLES:
        for phrase in data[role]:
            roles[phrase].add(role)
    yield from ((phrase, Marker(frozenset(found))) for phrase, found in roles.items())


def _aim_phrases(data: dict[str, Any]) -> Iterator[tuple[str, Meaning]]:
    for entry in data["aims"]:
        order, place = entry.get("order", "most"), entry.get("place", False)
        scope = Scope(tuple(Filter(*pair.split("=", 1)) for pair in entry["scope"])) if "scope" in entry else None
        plain, offices = entry.get("plain", False), entry.get("offices", False)
        aim = Aim(entry["operation"], order, entry.get("top"), place, entry.get("way"), plain, scope, offices=offices)
        yield from _each(entry["say"], aim)
        if entry["operation"] == "count":
            # 哪几个单位 asks who they are, 几个单位 how many.
            which = (f"哪{phrase}" for phrase in entry["say"] if phrase.startswith("几"))
            yield from _each(which, Marker(frozenset(["list", "subject"])))


def _ordinal_phrases(data: dict[str, Any]) -> Iterator[tuple[str, Meaning]]:
    """第二多, 排名第2, third highest: one place of a ranking."""
    chinese = {form: value for char, value in DIGITS.items() if value > 1 for form in (char, str(value))}
    for entry in data["ordinals"]:
        for say in entry["say"]:
            for form, value in (data["english_ordinals"] if "{nth}" in say else chinese).items():
                alone = not entry.get("upto", False)
                aim = Aim("ranking", entry["order"], value, plain=entry.get("plain", False), only_last=alone)
                yield say.replace("{nth}", form).replace("{n}", form), aim


def _exception_phrases() -> Iterator[tuple[str, Meaning]]:
    data = read_lexicon("exceptions.json")
    for phrase in dict.fromkeys((*data["before"], *data["after"])):
        yield phrase, Except(before=phrase in data["before"], after=phrase in data["after"])


def _comparison_phrases(data: dict[str, Any]) -> Iterator[tuple[str, Meaning]]:
    before: dict[str, Operator] = {}
    after: dict[str, Operator] = {}
    for entry in data["comparisons"]:
        before |= dict.fromkeys(entry["before"], entry["operator"])
        after |= dict.fromkeys(entry.get("after", ()), entry["operator"])
    for phrase in dict.fromkeys((*before, *after)):
        yield phrase, Compare(before.get(phrase), after.get(phrase))
