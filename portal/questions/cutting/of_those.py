"""Shares of the offices that meet a condition: 有复议的单位中被纠正的占几成; of those sued, what share lost."""

from collections.abc import Sequence

from portal.questions.cutting.parts import RELATIVE, WITHIN, aims_at, are_offices, has_role, marked, pick
from portal.questions.words.meanings import Aim, Compare, Concept, Join, Marker, Negation, Token, Years
from portal.questions.words.share_tokens import is_any_share
from portal.questions.words.telling_tokens import telling_words
from portal.questions.words.told_meanings import Sought, Telling, Topic
from portal.questions.words.vocabulary import OUTCOMES

_OPENINGS = ("of", "among", "out of")
_ALL = ("全部", "所有", "全体", "各", "一共", "全库")


def part_begins(tokens: Sequence[Token]) -> int | None:
    """Where the part is told of, behind a condition on the offices that are the whole; None where there is none."""
    for at in range(2, len(tokens)):
        within = tokens[at].text in WITHIN or has_role(tokens[at], "among")
        # 在2023年全部单位里: all of them, whatever is told of some before.
        every = tokens[at - 2].text in _ALL or tokens[at - 1].text.startswith(_ALL) or pick(tokens[at - 2], Years)
        those = are_offices(tokens[at - 1]) and not every and _tells(tokens[: at - 1])
        if within and at + 1 < len(tokens) and those:
            return at + 1
    return _behind_opening(tokens) or _behind_relative(tokens)


def asks_of_those(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word for any share asks how many of such offices meet what is told of them, not for cases."""
    begins = part_begins(tokens)
    if begins is None or index < begins:
        return False
    before = tokens[begins:index]
    if not _tells(before):
        # 有几成被纠正, not 几成的申请; what share lost, not what share of requests
        return _tells(tokens[index + 1 :]) and tokens[index + 1].text not in ("的", "of")
    closed = before[-1].text == "的" or are_offices(before[-1])
    return closed and (are_offices(before[-1]) or any(map(_befalls, before)))


def with_part_marked(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens, a word that says nothing else marked where a share of such offices is asked for: 中, of, that."""
    begins = part_begins(tokens) if aims_at(tokens, "share") else None
    if begins is None:
        return tuple(tokens)
    mark = begins - 1
    if tokens[0].text.isascii():
        opened = tokens[0].text in _OPENINGS
        mark = 0 if opened else next((at for at in range(begins) if tokens[at].text in RELATIVE), mark)
    return (*tokens[:mark], marked(tokens[mark], "of_those"), *tokens[mark + 1 :])


def held_in(part: Sequence[Token], whole: Sequence[Token]) -> tuple[Token, ...] | None:
    """被纠正的单位占有复议的单位的比例 as 有复议的单位中被纠正的占几成; None of sides that are no offices told of."""
    sides = [list(side[:-1] if side and side[-1].text == "的" else side) for side in (whole, part)]
    if not all(len(side) > 1 and are_offices(side[-1]) and _tells(side[:-1]) for side in sides):
        return None
    end = sides[0][-1].end
    marks = Token("中", end, end, (Marker(frozenset(["of_those"])),)), Token("", end, end, (Aim("share"),))
    return (*sides[0], marks[0], *sides[1], marks[1])


def _tells(tokens: Sequence[Token]) -> bool:
    return any(pick(token, kind) for token in tokens for kind in (Concept, Sought, Telling, Topic))


def _befalls(token: Token) -> bool:
    """Whether a word says what befell offices, rather than naming cases: an outcome, a bound, 有, 没有, 过."""
    concept = pick(token, Concept)
    outcome = concept is not None and any(sense.columns and sense.columns <= OUTCOMES for sense in concept.senses)
    bound = pick(token, Compare) or pick(token, Negation)
    return outcome or bool(bound) or token.text.endswith("过") or token.text in telling_words()["has"]


def _asks(token: Token) -> bool:
    """Whether a token asks for a share, whatever of."""
    return is_any_share(token) or aims_at([token], "share")


def _behind_opening(tokens: Sequence[Token]) -> int | None:
    """Of the offices that were sued in 2025, what share lost: behind what they are, the share of them."""
    if not tokens or tokens[0].text not in _OPENINGS:
        return None
    offices = next((at for at, token in enumerate(tokens) if are_offices(token)), len(tokens))
    if any(pick(token, Concept) for token in tokens[:offices]):
        # Of the applications that offices concluded: cases are the whole.
        return None
    share = next((at for at in range(offices, len(tokens)) if _asks(tokens[at])), None)
    return share if share and _tells(tokens[offices + 1 : share]) else None


def _behind_relative(tokens: Sequence[Token]) -> int | None:
    """What share of the offices that lost a lawsuit also had one corrected: a second verb tells of the part."""
    english = (at for at, token in enumerate(tokens) if token.text.isascii())
    asked = next((at for at in english if asks_for_offices(tokens, at)), None)
    if asked is None:
        return None
    # "what share of the offices" may be one word.
    offices = [at for at in range(asked, len(tokens)) if at == asked or are_offices(tokens[at])]
    start = next((at + 1 for at in offices if at + 1 < len(tokens) and tokens[at + 1].text in RELATIVE), None)
    if start is None:
        return None
    first = next((at for at in range(start, len(tokens)) if pick(tokens[at], Concept)), len(tokens))
    verbs = ("also", *telling_words()["has"])
    for at in range(first + 1, len(tokens)):
        # A verb that is a word for a figure (lost, refused) begins anew behind a year.
        verb = tokens[at].text in verbs or (pick(tokens[at], Concept) and pick(tokens[at - 1], Years))
        if verb and not (pick(tokens[at - 1], Join) and tokens[at - 1].text != "also"):
            return at if _tells(tokens[at:]) else None
    return None


def asks_for_offices(tokens: Sequence[Token], at: int) -> bool:
    """Whether a share of offices is asked for here: in one word, or of offices named behind it."""
    behind = [token for token in tokens[at + 1 : at + 4] if token.text not in ("of", "the", "all")]
    return aims_at([tokens[at]], "share") or (is_any_share(tokens[at]) and bool(behind) and are_offices(behind[0]))
