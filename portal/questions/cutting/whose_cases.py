"""Cases of offices that are told of: 败诉的单位收到多少件申请, how many applications did those that lost receive."""

from collections.abc import Sequence
from typing import Any

from portal.questions.cutting.parts import RELATIVE, WITHIN, aims_at, are_offices, has_role, pick, says_offices
from portal.questions.words.meanings import Aim, Concept, Grouping, Number, Place, Token, Years
from portal.questions.words.told_meanings import Printed, Telling, Topic
from portal.questions.words.vocabulary import read_lexicon

_DID = ("did", "do", "does")
# Offices, in, the place.
_PLACED = 3
_MADE_OF = {"sum", "average", "median"}
Sides = tuple[Sequence[Token], Sequence[Token]]


def whose_cases(tokens: Sequence[Token]) -> Sides | None:
    """The tokens that tell of the offices, and those that ask what theirs come to; None of another question."""
    return _in_english(tokens) if tokens[0].text.isascii() and tokens[-1].text.isascii() else _in_chinese(tokens)


def _in_chinese(tokens: Sequence[Token]) -> Sides | None:
    """败诉的单位收到多少件申请: what is told stands before 的 and the offices, what is asked behind them."""
    places = range(1, len(tokens))
    offices = next((at for at in places if tokens[at - 1].text.endswith("的") and says_offices(tokens[at])), None)
    if offices is None or not _tells(tokens[:offices]):
        return None
    if (falls := next((at for at in range(1, offices) if tokens[at].text in _words()["falls_on"]), None)) is not None:
        # 有多少件申请落在败诉的单位头上
        tokens = (*tokens[falls + 1 : offices + 1], *tokens[:falls])
        offices -= falls + 1
    own = tokens[offices if has_role(tokens[offices], "cases") else offices + 1 :]
    told = tokens[: offices - 1] if tokens[offices - 1].text == "的" else tokens[:offices]
    parted = next(
        (at for at, token in enumerate(told) if token.text in (*WITHIN, *_words()["only_those"]) and at), None
    )
    if parted is not None and not any(map(_names_cases, own)):
        # 复议当中，打输过官司的单位有多少件; 办结总数，只算打输过官司的单位
        own, told = (*told[:parted], *own), told[parted + 1 :]
    counts = any(has_role(token, "cases") and has_role(token, "number") for token in own)
    counts = counts or any(
        has_role(token, "total") or token.text.endswith(tuple(_words()["says_total"])) for token in own
    )
    asks = counts and _only_made_of(own) and any(map(_names_cases, own))
    return (told, own) if asks and _tells(told) else None


def _words() -> dict[str, Any]:
    return read_lexicon("words.json")


def _names_cases(token: Token) -> bool:
    """Whether a token names a figure, and not its total alone (单位总数是多少)."""
    return pick(token, Concept) is not None and token.text not in _words()["says_total"]


def _tells(tokens: Sequence[Token]) -> bool:
    """Whether a condition is told: a figure, how a cell is printed, or what the narrative says."""
    return any(pick(token, kind) for token in tokens for kind in (Concept, Printed, Telling, Topic))


def _in_english(tokens: Sequence[Token]) -> Sides | None:
    asked = next((at for at, token in enumerate(tokens) if _asks(token)), None)
    relative = next((at for at in range(1, len(tokens)) if _tells_of_offices(tokens, at)), None)
    if asked is None or relative is None or not tokens[asked].text.isascii():
        return None
    if relative < asked:
        end, own = asked, (*tokens[:relative], *tokens[asked:])
        cases = pick(tokens[asked + 1], Concept) if asked + 1 < len(tokens) else None
        named = cases is not None or any(map(_sums, tokens[asked:]))
    else:
        closing = _closing_verb(tokens, relative) if _did_before(tokens, asked, relative) else len(tokens)
        end, own = closing or relative, (*tokens[:relative], *tokens[closing or relative :])
        named = any(pick(token, Concept) for token in tokens[:relative])
        if tokens[end - 1].text == "each":
            # The offices that lost each received so many.
            end, own = end - 1, (*own, tokens[end - 1])
    opens = relative if tokens[relative].text in ("with", "without", "having") else relative + 1
    asks = named and _only_made_of(own) and any(pick(token, Concept) for token in own)
    return (tokens[opens:end], own) if asks and _says(tokens[opens:end]) else None


def _asks(token: Token) -> bool:
    """Whether a token asks how many, altogether or on average."""
    return has_role(token, "number") or _sums(token)


def _sums(token: Token) -> bool:
    return has_role(token, "total") or token.text == "total" or aims_at([token], "sum", "average", "median")


def _only_made_of(tokens: Sequence[Token]) -> bool:
    """Whether nothing but a number is asked for: no list, rank, share or change."""
    said = [token for token in tokens if not has_role(token, "function")]
    aims = {aim.operation for token in said if (aim := pick(token, Aim))}
    return aims <= _MADE_OF and not any(has_role(token, "list") for token in said if not _opens_relative(token))


def _tells_of_offices(tokens: Sequence[Token], at: int) -> bool:
    """Whether a relative word stands right behind offices, or is one word with them (offices that)."""
    behind = tokens[at].text in RELATIVE and (are_offices(tokens[at - 1]) or _by_offices(tokens[at - 1]))
    placed = at > _PLACED and pick(tokens[at - 1], Place) is not None and are_offices(tokens[at - _PLACED])
    behind = behind or (placed and tokens[at].text in RELATIVE)
    return behind or (_opens_relative(tokens[at]) and has_role(tokens[at], "subject"))


def _by_offices(token: Token) -> bool:
    """Whether a word may group by office (by offices without a lawsuit, where it does not)."""
    return token.text.isascii() and pick(token, Grouping) == Grouping("office")


def _opens_relative(token: Token) -> bool:
    return token.text.split(" ")[-1] in RELATIVE


def _did_before(tokens: Sequence[Token], asked: int, relative: int) -> bool:
    return any(token.text in _DID for token in tokens[asked:relative])


def _closing_verb(tokens: Sequence[Token], relative: int) -> int | None:
    """Where the verb stands that did waits for."""
    return next(
        (at for at in range(len(tokens) - 1, relative + 1, -1) if tokens[at].text in _words()["closing_verbs"]), None
    )


def _says(tokens: Sequence[Token]) -> bool:
    """Whether a condition is told: a figure or a bound."""
    return any(pick(token, Concept) or (pick(token, Number) and not pick(token, Years)) for token in tokens)
