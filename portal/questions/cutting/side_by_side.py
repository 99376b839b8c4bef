"""Conditions beside each other: 甲的申请和乙的申请都有, in 2022 and also in 2025, how many and how many."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from portal.questions.cutting.counting_nothing import name_count
from portal.questions.cutting.parts import WITHIN, aims_at, has_role, lists_any, marked, pick, years_of
from portal.questions.plan import MAKE_UP
from portal.questions.words.meanings import (
    Aim,
    Concept,
    Grouping,
    Join,
    Negation,
    Number,
    Scope,
    Shift,
    Token,
    Unsupported,
    Years,
    only_columns,
    only_rows,
)
from portal.questions.words.vocabulary import REASON_ROWS, read_lexicon

_PAIR = 2


def _how_many_twice(tokens: Sequence[Token], index: int) -> Token:
    """How many did city-level offices have, and how many did county-level offices have: the sum of each."""
    asks = [at for at, token in enumerate(tokens) if token.text == "how many"]
    if len(asks) != _PAIR or index not in asks:
        return tokens[index]
    rest = tokens[asks[1] + 1 :]
    again = any(pick(token, Scope) for token in rest) and not any(pick(token, Concept) for token in rest)
    first = any(pick(token, Scope) and pick(token, Concept) is None for token in tokens[asks[0] : asks[1]])
    if again and first:
        return marked(tokens[index], "apart" if index == asks[1] else "number")
    if (
        any(pick(token, Concept) for token in tokens[: asks[1]])
        and index == asks[1]
        and rest
        and pick(rest[0], Concept)
    ):
        # How many requests did it have, and how many from businesses: two figures, not one cell.
        return replace(tokens[index], meanings=(Join("strong"), *tokens[index].meanings))
    return tokens[index]


def _kind_that_is_level(tokens: Sequence[Token], index: int) -> Token:
    """哪一类单位更多，县级单位还是市级单位: those named behind it, which are levels."""
    grouping = pick(tokens[index], Grouping)
    levels = {item.value for token in tokens if (s := pick(token, Scope)) for item in s.filters if item.name == "level"}
    asks = grouping is not None and grouping.which and grouping.by == "office_kind" and len(levels) > 1
    return replace(tokens[index], meanings=(replace(grouping, by="level"),)) if asks and grouping else tokens[index]


def _by_groups(tokens: Sequence[Token], index: int) -> Token:
    """各地市败诉件数分布: figures by group are their distribution; 2021年与2023年有何差别 holds the two together."""
    grouped = any((grouping := pick(token, Grouping)) and grouping.by not in MAKE_UP for token in tokens)
    kind = pick(tokens[index], Unsupported)
    spread = (
        kind is not None
        and kind.zh == "构成和分布"
        and tokens[index].text in read_lexicon("words.json")["distribution"]
    )
    apart = kind is not None and tokens[index].text in read_lexicon("words.json")["apart_in_groups"]
    if apart and not grouped and _two_held(tokens):
        return replace(tokens[index], meanings=(Aim("comparison"),))
    own = pick(tokens[index], Grouping)
    spread = spread or (own is not None and own.any_part)
    return marked(tokens[index], "function") if grouped and (spread or apart) else tokens[index]


def _ranked_reasons(tokens: Sequence[Token], index: int) -> Token:
    """不予公开理由前三名, the top three reasons: what is ranked are the reasons, where nothing else is asked for.

    三种理由 without a ranking beside it only counts them.
    """
    token = tokens[index]
    if (aim := pick(token, Aim)) and aim.plain and (grouping := pick(token, Grouping)) and grouping.by in MAKE_UP:
        ranks = any((other := pick(one, Aim)) and other.operation == "ranking" and not other.plain for one in tokens)
        return token if ranks else marked(token, "function")
    if token.text not in read_lexicon("make_up.json")["ranked"] or not aims_at(tokens, "ranking"):
        return token
    asks = any(has_role(one, "subject") or has_role(one, "list") or has_role(one, "which_year") for one in tokens)
    if asks or any(pick(one, Grouping) for one in tokens) or any(map(_names_reason, tokens)):
        return token
    open_one = token.text.startswith("哪")
    return replace(token, meanings=(Grouping("reason", which=True, any_part=open_one),))


def _names_reason(token: Token) -> bool:
    """Whether a word is for one reason (国家秘密), whose figure has no reasons."""
    concept = pick(token, Concept)
    rows = [sense.rows for sense in concept.senses if sense.rows] if concept else []
    return any(len(one) == 1 and next(iter(one)).startswith(REASON_ROWS) for one in rows)


def _most_usual(tokens: Sequence[Token], index: int) -> Token:
    """哪种理由用得最多: of the parts of a figure the largest."""
    parts = any((grouping := pick(token, Grouping)) and grouping.by in MAKE_UP for token in tokens)
    usual = parts and tokens[index].text in read_lexicon("make_up.json")["usual"]
    return replace(tokens[index], meanings=(Aim("ranking", "most"),)) if usual else tokens[index]


def _higher_of_two(tokens: Sequence[Token], index: int) -> Token:
    """2023年和2024年哪一年较高: of two that are named, the one with more."""
    words = read_lexicon("words.json")["of_two"]
    way = next((way for way in ("up", "down") if tokens[index].text in words[way]), None)
    if way is None or not _two_held(tokens):
        return tokens[index]
    return replace(tokens[index], meanings=(Aim("comparison", way="up" if way == "up" else "down"),))


def _two_held(tokens: Sequence[Token]) -> bool:
    """Whether a figure of two years, offices or scopes is named."""
    kinds = ({years_of(token) for token in tokens} - {None}, {s for token in tokens if (s := pick(token, Scope))})
    two = name_count(tokens) == _PAIR or any(len(kind) == _PAIR for kind in kinds)
    return two and any(pick(token, Concept) for token in tokens)


def _each_how_many(tokens: Sequence[Token], index: int) -> Token:
    """县级单位一共多少，市级单位一共多少: the sum of each."""
    asks = [at for at in range(1, len(tokens)) if has_role(tokens[at], "number") and pick(tokens[at - 1], Scope)]
    if len(asks) < _PAIR or index not in asks or tokens[index].text.endswith(("个", "家")):
        return tokens[index]
    return marked(tokens[index], "number" if index == asks[0] else "apart")


def _both_years(tokens: Sequence[Token], index: int) -> Token:
    """In 2024 as well as in 2025, in 2022 and also in 2025, had some in 2025 as well: both years, each by itself."""
    if not tokens[index].text.isascii() or not lists_any(tokens):
        return tokens[index]
    words = read_lexicon("words.json")["also_in_year"]
    years = [at for at, token in enumerate(tokens) if pick(token, Years)]
    two = len(years) == _PAIR and pick(tokens[years[0]], Years) != pick(tokens[years[1]], Years)
    denied = any(pick(token, Negation) and not pick(token, Number) for token in tokens)
    bounded = denied or any(pick(token, Shift) for token in tokens)
    if two and tokens[index].text == "then" and not any(pick(token, Concept) for token in tokens[index:]):
        # Had any in 2024 and then had some in 2025 as well.
        return marked(tokens[index], "function")
    each = (
        tokens[index].text in ("each of the years", "each of the two years", "every one of the years")
        and index < (years or [0])[0]
    )
    said = two and not bounded and ((tokens[index].text in words and index > years[0]) or each)
    return marked(tokens[index], "each_year") if said else tokens[index]


def _two_nouns(tokens: Sequence[Token], index: int) -> Token:
    """自然人提出的申请和结转下年度的申请都有: two figures, each with its noun, and no cell of both."""
    join = pick(tokens[index], Join)
    if join is None or join.kind == "or" or not lists_any(tokens) or aims_at(tokens, "comparison", "sum", "share"):
        return tokens[index]
    sides = [_phrase(tokens, index, step) for step in (-1, 1)]
    if _column_of_its_own(sides) or _begins_again(tokens, index):
        return replace(tokens[index], meanings=(Join("strong"),))
    nouns = [any(word in token.text for token in side for word in ("申请", "application")) for side in sides]
    narrowed = any(len([token for token in side if pick(token, Concept)]) > 1 for side in sides)
    asks = any(has_role(token, "number") for token in tokens)
    return replace(tokens[index], meanings=(Join("strong"),)) if all(nouns) and narrowed and not asks else tokens[index]


def _column_of_its_own(sides: Sequence[Sequence[Token]]) -> bool:
    """行政诉讼跟被纠正的行政复议: what was corrected are the reconsiderations alone."""
    right = [concept for token in sides[1] if (concept := pick(token, Concept))]
    left = [concept for token in sides[0] if (concept := pick(token, Concept))]
    columns = [only_columns(item.senses) for item in right]
    rows = [only_rows(item.senses) for item in (*right[1:], *left)]
    return columns == [True, False] and len(left) == 1 and all(rows)


def _begins_again(tokens: Sequence[Token], index: int) -> bool:
    """Whether a condition of its own begins behind what joins it: and there were, and without."""
    after = tokens[index + 1 : index + 2]
    begins = bool(after) and after[0].text in ("there", "there were", "without", "without any", "none of the")
    return begins and _between_figures(tokens, index)


def _between_figures(tokens: Sequence[Token], index: int) -> bool:
    """Whether a figure is named on either side."""
    return all(any(pick(token, Concept) for token in side) for side in (tokens[:index], tokens[index + 1 :]))


def _phrase(tokens: Sequence[Token], index: int, step: int) -> list[Token]:
    """The tokens of a figure on one side of what joins it with another."""
    found: list[Token] = []
    at = index + step
    while 0 <= at < len(tokens) and (pick(tokens[at], Concept) or tokens[at].text in ("的", "from", "提出的", "of")):
        found.append(tokens[at])
        at += step
    return found


def _held_to(tokens: Sequence[Token], index: int) -> Token:
    """某单位2023年的不予公开的申请对自然人提出的申请: two figures of one office side by side."""
    if tokens[index].text != "对" or not index or lists_any(tokens) or name_count(tokens) != 1:
        return tokens[index]
    sides = [_phrase(tokens, index, step) for step in (-1, 1)]
    figures = all(any(pick(token, Concept) for token in side) for side in sides)
    return replace(tokens[index], meanings=(Aim("comparison"),)) if figures else tokens[index]


def _had_and_not(tokens: Sequence[Token], index: int) -> Token:
    """复议在2023年有，被纠正的没有: two conditions, each with its own verb behind it."""
    closed = index + 1 < len(tokens) and tokens[index].end < tokens[index + 1].start
    denied = any(pick(token, Negation) and token.text in ("没有", "没", "无") for token in tokens[index + 1 :])
    had = tokens[index].text == "有" and closed and denied and _between_figures(tokens, index) and lists_any(tokens)
    return replace(tokens[index], meanings=(Join("strong"),)) if had else tokens[index]


def _without_but(tokens: Sequence[Token], index: int) -> Token:
    """Among offices without any of these, which ones had those: two conditions."""
    denied = any(pick(token, Negation) for token in tokens[:index])
    asks = tokens[index].text in ("which ones", "which", "who", "which of them") and index > 0
    within = index > 1 and tokens[index - 1].text in WITHIN
    asks = asks or (within and has_role(tokens[index], "list") and not tokens[index].text.isascii())
    if not (asks and denied and _between_figures(tokens, index)):
        return tokens[index]
    return replace(tokens[index], meanings=(Join("strong"), *tokens[index].meanings))


SIDE_BY_SIDE: tuple[Callable[[Sequence[Token], int], Token], ...] = (
    _by_groups,
    _ranked_reasons,
    _most_usual,
    _higher_of_two,
    _how_many_twice,
    _each_how_many,
    _kind_that_is_level,
    _two_nouns,
    _held_to,
    _had_and_not,
    _without_but,
    _both_years,
)
