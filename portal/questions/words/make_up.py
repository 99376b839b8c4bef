"""What a figure is made of: a sum its rows, a number of cases what became of them, applications who made them."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from portal.questions.plan import MAKE_UP, By, Metric
from portal.questions.words.meanings import Aim, Grouping, Meaning
from portal.questions.words.spoken_numbers import DIGITS
from portal.questions.words.vocabulary import REVIEW_ROWS, load_vocabulary, read_lexicon

_LITIGATION = "litigation"
_CONCLUDED = "applications.concluded"
_MOST = Aim("ranking", "most")


def parts_of(metric: Metric, by: By) -> tuple[str, ...]:
    """The keys of the metrics that a metric is the sum of; none where the tables do not part it like that."""
    head, _, column = metric.key.rpartition(".")
    vocabulary = load_vocabulary()
    if by == "reason" and head in vocabulary.groups and head.startswith("applications."):
        return tuple(f"{row}.{column}" for row in vocabulary.groups[head].rows)
    if by == "result" and head == _CONCLUDED:
        return tuple(f"{row}.{column}" for row in read_lexicon("make_up.json")["concluded"])
    if by == "result" and head in (*REVIEW_ROWS, _LITIGATION) and column == "total":
        return tuple(f"{head}.{one}" for one in vocabulary.row(head).columns if one != "total")
    if by == "applicant" and head.startswith("applications.") and column == "total":
        return tuple(f"{head}.{one}" for one in ("natural_person", *vocabulary.columns["legal_person"].columns))
    return ()


def way_of(metric: Metric) -> By | None:
    """What a metric is parted by where that was not said; None where the tables do not part it."""
    return next((by for by in MAKE_UP if parts_of(metric, by)), None)


def part_label(key: str, by: By, *, english: bool) -> str:
    """What a part is called beside the others: by its row, or its column where only that tells them apart."""
    head, _, column = key.rpartition(".")
    vocabulary = load_vocabulary()
    if by == "applicant" or head in (*REVIEW_ROWS, _LITIGATION):
        entry = vocabulary.columns[column]
        return entry.en if english else entry.zh
    row = vocabulary.row(head)
    # 不予公开·国家秘密 beside other refusals is 国家秘密.
    return row.en.rpartition(": ")[2] if english else row.zh.rpartition("·")[2]


def make_up_phrases() -> Iterator[tuple[str, Meaning]]:
    """Every phrase that asks what a figure is made of; with most in it also that it ranks the parts."""
    data, groups = read_lexicon("make_up.json"), read_lexicon("groups.json")
    yield from ((phrase, Grouping("reason", any_part=True)) for phrase in data["open"])
    for by in MAKE_UP:
        entry: dict[str, Any] = data["by"][by]
        each = Grouping(by)
        yield from ((phrase, each) for phrase in entry["say"])
        for words, nouns, gap in (("each", "nouns", ""), ("each_en", "nouns_en", " ")):
            yield from ((f"{word}{gap}{noun}", each) for word, noun in product(groups[words], entry[nouns]))
        for words, nouns, gap in (("which", "nouns", ""), ("which_en", "nouns_en", " ")):
            named = (f"{word}{gap}{noun}" for word, noun in product(groups[words], entry[nouns]))
            yield from ((phrase, Grouping(by, which=True)) for phrase in named)
        chinese = map("".join, product(data["most"], entry["most_nouns"], data["ends"]))
        english = (f"{word} {noun}" for word, noun in product(data["most_en"], entry["most_nouns_en"]))
        for phrase in (*chinese, *english):
            yield from ((phrase, meaning) for meaning in (Grouping(by, which=True), _MOST))
    # 六类申请人 and 四种结果 are all that there are, and rank none.
    yield from _counted_phrases("reason", data["by"]["reason"]["most_nouns"], data["counted"])


def _counted_phrases(by: By, nouns: Sequence[str], counted: Sequence[str]) -> Iterator[tuple[str, Meaning]]:
    """三种理由, 3大理由: so many of the parts, where something else says from which end."""
    for value, noun, counter in product(range(2, 11), nouns, counted):
        top = Aim("ranking", "most", value, plain=True)
        for number in (str(value), *(char for char, digit in DIGITS.items() if digit == value)):
            yield from ((f"{number}{counter}{noun}", meaning) for meaning in (Grouping(by, which=True), top))
