"""The comparisons that bound a number: before it, behind it, or in the verb it follows (申请过50)."""

from collections.abc import Sequence

from index.model import Operator
from portal.questions.cutting.parts import Parsed, before_offices, pick
from portal.questions.words.meanings import Aim, Compare, Concept, Number, Shift, Token, Years
from portal.questions.words.telling_tokens import is_function
from portal.questions.words.vocabulary import read_lexicon

_PAIR = 2


def compared(tokens: Sequence[Token], index: int) -> tuple[tuple[int, Operator] | None, tuple[int, Operator] | None]:
    """The comparisons that stand before and after a number."""
    before, after = _before(tokens, index), _after(tokens, index)
    if before and after and before[1] == "=" and is_function(tokens[before[0]]):
        # Was upheld three or more times: the bound is the one behind the number.
        return None, after
    return before, after


def _before(tokens: Sequence[Token], index: int) -> tuple[int, Operator] | None:
    """The comparison that stands before a number, function words and what is counted between them (至少收到12件)."""
    for place in range(index - 1, -1, -1):
        compare = pick(tokens[place], Compare)
        has = all(tokens[at].text in ("有", "have", "has") for at in range(place + 1, index))
        if compare and compare.before and (has or not pick(tokens[place], Aim)):
            return place, compare.before
        # At least one case in 2023: the bound is that of the nearer number.
        if pick(tokens[place], Number) or not (is_function(tokens[place]) or pick(tokens[place], Concept)):
            return None
    return None


def _after(tokens: Sequence[Token], index: int) -> tuple[int, Operator] | None:
    """The comparison that stands after a number, the things counted between them (10 applications or more)."""
    for place in range(index + 1, len(tokens)):
        compare = pick(tokens[place], Compare)
        if compare and compare.after and not (compare.before and _is_number(tokens, place + 1)):
            return place, compare.after
        if not pick(tokens[place], Concept):
            return None
    return None


def passes(verb: Token, number: Token) -> bool:
    """Whether 过 behind a verb bounds the number it touches: 申请过50."""
    return pick(verb, Concept) is not None and verb.text.endswith("过") and verb.end == number.start


def _is_number(tokens: Sequence[Token], index: int) -> bool:
    return index < len(tokens) and pick(tokens[index], Number) is not None


def one_condition(parsed: Parsed) -> bool:
    """Whether there is at most one threshold, or both ends of a range, and at most one negation."""
    if len(parsed.negations) > 1 or len(parsed.thresholds) > _PAIR:
        return False
    ends = {item.operator[0] for item in parsed.thresholds}
    alike = len({item.number.unit == "fraction" for item in parsed.thresholds}) == 1
    return len(parsed.thresholds) < _PAIR or (ends == {">", "<"} and alike and not parsed.negations)


def is_rank(tokens: Sequence[Token], number: Number, index: int) -> bool:
    """Whether a number says how many a ranking gives: 前5名, 最多的三个单位, top 3."""
    ranks = [
        token
        for token in tokens
        if ((aim := pick(token, Aim)) and aim.operation == "ranking") or ((s := pick(token, Shift)) and s.ranked)
    ]
    whole = number.unit in ("", "count") and number.value == number.value.to_integral_value() and number.value > 0
    return bool(ranks) and whole and pick(tokens[index], Years) is None


def of_others(tokens: Sequence[Token], parsed: Parsed, taken: set[int]) -> set[int]:
    """Numbers that bound no figure, and of which nothing else is known."""
    used: set[int] = set()
    for index, token in enumerate(tokens):
        number = pick(token, Number)
        if number is None or index in taken or pick(token, Years) or is_rank(tokens, number, index):
            continue
        bare = compared(tokens, index) == (None, None) and not (index and passes(tokens[index - 1], token))
        if bare and _counts_other(tokens, index):
            parsed.unknown.append(token.text)
            used.add(index)
    return used


def _counts_other(tokens: Sequence[Token], index: int) -> bool:
    """Whether a bare number is no bound of a figure: out of every 100, three departments."""
    every = index > 0 and tokens[index - 1].text in ("every", "each", "per", "每")
    number = pick(tokens[index], Number)
    several = number is not None and number.value > 1 and number.unit in ("", "count")
    plain = several and not tokens[index].text.endswith(tuple(read_lexicon("words.json")["case_words"]))
    return every or (plain and before_offices(tokens, index))
