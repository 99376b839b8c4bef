"""Two places of a report that do not fit together, whatever words name them: 正文和表格对不上, 合计不等于各列之和."""

from collections.abc import Iterator, Sequence
from itertools import dropwhile
from typing import Any

from index.model import Filter
from portal.questions.cutting.parts import aims_at, has_role, pick, without, years_of
from portal.questions.words.meanings import (
    Compare,
    Concept,
    Join,
    Marker,
    Meaning,
    Negation,
    Number,
    Token,
    Years,
)
from portal.questions.words.told_meanings import Side, Sought
from portal.questions.words.vocabulary import read_lexicon


def clash_phrases() -> Iterator[tuple[str, Meaning]]:
    """Each phrase for a place of a report, and for not fitting together, from `data/lexicon/`."""
    data = read_lexicon("clashes.json")
    for kind, phrases in data["sides"].items():
        yield from ((phrase, Side(kind)) for phrase in phrases)
    for kind, phrases in data["clash"].items():
        yield from ((phrase, Side(kind, clash=True)) for phrase in phrases)


def with_clashes(text: str, tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with each stretch that names two such places as one; the others without their part in any."""
    data = read_lexicon("clashes.json") if any(map(_clash, tokens)) else {"both": [], "between": []}
    stretches = list(_stretches(tokens, data))
    joined: list[Token] = []
    at = 0
    while at < len(tokens):
        found = next((stretch for stretch in stretches if stretch[0] == at), None)
        if found is None:
            # What only names such a place is a word that nobody knows elsewhere.
            joined.append(without(tokens[at], Side))
            at += 1
            continue
        first, last, sought = found
        start, end = tokens[first].start, tokens[last].end
        if _agrees(tokens, tokens[first : last + 1], data):
            # 加总全都对得上的报告: those in which nothing of the kind is found.
            joined.append(Token(text[start:end], start, start, (Negation(),)))
        joined.append(Token(text[start:end], start, end, (sought,)))
        at = last + 1
    return tuple(joined)


def _stretches(tokens: Sequence[Token], data: dict[str, Any]) -> Iterator[tuple[int, int, Sought]]:
    """Where places and their clash are named together, first and last token, with what is looked for."""
    for at, token in enumerate(tokens):
        clash = _clash(token)
        if clash is None:
            continue
        first, last = (_reach(tokens, (at, step), data["between"]) for step in (-1, 1))
        named = {kind for item in tokens[first : last + 1] for kind in _sides(item)}
        named |= {"before" for within in range(first, last + 1) if _year_before(tokens, within)}
        if "table" in named and any("text" in _sides(item) and has_role(item, "function") for item in tokens):
            # Does the text of the office's report disagree with its tables.
            named.add("text")
        if _says_of_what(tokens, first):
            continue
        for entry in data["both"]:
            if clash.kind in entry["clash"] and set(entry["sides"]) <= named <= {*entry["sides"], *entry["also"]}:
                filters = tuple(Filter(*pair.split("=", 1)) for pair in entry["filters"])
                yield first, last, Sought("findings", filters, (entry["zh"], entry["en"]))
                break


def _agrees(tokens: Sequence[Token], stretch: Sequence[Token], data: dict[str, Any]) -> bool:
    """Whether reports are listed in which the two places do fit; 对得上吗 asks whether they do not."""
    fit = any(token.text in data["agree"] and _clash(token) for token in stretch)
    return fit and not aims_at(tokens, "yes_no") and any(has_role(token, "list") for token in tokens)


def _clash(token: Token) -> Side | None:
    if _carried_apart(token):
        return Side("differ", clash=True)
    return next((meaning for meaning in token.meanings if isinstance(meaning, Side) and meaning.clash), None)


def _sides(token: Token) -> list[str]:
    carried = ["carry"] if _carried_apart(token) else []
    return carried + [meaning.kind for meaning in token.meanings if isinstance(meaning, Side) and not meaning.clash]


def _carried_apart(token: Token) -> bool:
    """结转下年度接不上 names its place and the clash in one; what it is held against may stand before it."""
    sought = pick(token, Sought)
    return sought is not None and Filter("finding", "carry_over") in sought.filters


def _year_before(tokens: Sequence[Token], at: int) -> bool:
    """Whether a year comes right before another one (2024年的上年结转，跟2023年的结转下年)."""
    year = pick(tokens[at], Years)
    others = [
        years.first for token in tokens if (years := pick(token, Years)) and years.first and token is not tokens[at]
    ]
    return year is not None and year.first is not None and year.first == year.last and others == [year.first + 1]


def _says_of_what(tokens: Sequence[Token], first: int) -> bool:
    """Whether a figure is named right before, so that only its own sums are meant, which no check is of."""
    at = first - 1
    while at >= 0 and tokens[at].text == "的":
        at -= 1
    return at >= 0 and tokens[at].end == tokens[at + 1].start and pick(tokens[at], Concept) is not None


def _reach(tokens: Sequence[Token], start: tuple[int, int], between: Sequence[str]) -> int:
    """The last place named on one side of a clash, what may stand between them skipped."""
    reached, step = start
    at = reached + step
    while 0 <= at < len(tokens):
        if step > 0 and _bounded(tokens, at):
            # 加总错误的报告中，行政复议达到3件的: a condition of its own.
            break
        if (_sides(tokens[at]) or _year_before(tokens, at)) and not (step < 0 and _dates(tokens, at, start[0])):
            reached = at
        elif tokens[at].text not in between and not _stands_between(tokens[at]):
            break
        at += step
    return reached


def _bounded(tokens: Sequence[Token], at: int) -> bool:
    """Whether a figure stands here with its bound."""
    behind = [*dropwhile(lambda token: pick(token, Concept), tokens[at:])][:2]
    bound = any(pick(token, Compare) for token in behind) and any(pick(token, Number) for token in behind)
    return pick(tokens[at], Concept) is not None and bound


def _dates(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether a year only says which reports are meant (去年的报告自相矛盾), and is not what they are held against.

    本年的上年结转与上一年的结转下年接不上 holds the two years against each other.
    """
    if "this" in _sides(tokens[at]) and any("before" in _sides(token) for token in tokens[at + 1 : end]):
        return False
    held = at > 0 and (
        pick(tokens[at - 1], Join) is not None or tokens[at - 1].text in read_lexicon("clashes.json")["held_against"]
    )
    return years_of(tokens[at]) is not None and not held


def _stands_between(token: Token) -> bool:
    marker = pick(token, Marker)
    return pick(token, Join) is not None or (marker is not None and "function" in marker.roles)
