"""Two figures of one office in one question: 收到多少申请，其中多少不予公开; how many, and how many refused."""

from collections.abc import Sequence
from dataclasses import replace

from portal.questions.asking.asked_metric import said_of
from portal.questions.cutting.clause_prices import mark_at
from portal.questions.cutting.completing import with_its_cases
from portal.questions.cutting.parse import parse
from portal.questions.cutting.parts import SEVERAL_FIGURES, Parsed, asks_plain_number, pick
from portal.questions.words.meanings import Aim, Marker, Role, Token, Unsupported
from portal.questions.words.metrics import fitting
from portal.questions.words.vocabulary import read_lexicon

_NUMBER = Marker(frozenset(["number"]))
_EACH: frozenset[Role] = frozenset(("apart", "every", "cases", "number"))


def with_second(text: str, tokens: Sequence[Token], whole: Parsed) -> Parsed | None:
    """The question for the first figure with the words of the second beside it; None where it asks no two of one."""
    if len(whole.named) != 1:
        return None
    second = next((at for at, token in enumerate(tokens) if pick(token, Unsupported) == SEVERAL_FIGURES), None)
    first = next((at for at in range(second or 0) if asks_plain_number(tokens, at)), None)
    if second is not None and first is not None and len(whole.unsupported) == 1:
        asked = [
            replace(token, meanings=(_NUMBER,)) if at in (first, second) else token for at, token in enumerate(tokens)
        ]
        places = _beginnings(text, tokens, first, second)
    elif not whole.unsupported and "apart" in whole.roles and not whole.aims:
        # 复议和其中被纠正的各多少件
        asked = list(tokens)
        places = [at for at, token in enumerate(tokens) if token.text in read_lexicon("words.json")["of_which"]]
    else:
        return None
    found = (_apart(asked[:at], asked[at:]) for at in places)
    figures = next((pair for pair in found if pair is not None), None)
    if figures is None:
        return None
    concepts, others = (part.concepts for part in figures)
    kept: set[Role] = {"number", *(whole.roles - _EACH)}
    aims = [("", Aim("comparison"))]
    return replace(whole, unsupported=[], concepts=concepts, second=others, aims=aims, roles=kept)


def _beginnings(text: str, tokens: Sequence[Token], first: int, second: int) -> list[int]:
    """Where the second figure may begin: at the last mark between both numbers, else anywhere between them."""
    opens = read_lexicon("words.json")["of_which"]
    places = range(first + 1, second + 1)
    marked = [at for at in places if tokens[at].text in opens or mark_at(text, tokens, at) not in ("none", "has")]
    return marked[-1:] or list(places)


def _apart(before: Sequence[Token], after: Sequence[Token]) -> tuple[Parsed, Parsed] | None:
    """Both figures, an outcome alone with the cases of the first; None where one side is not just one figure."""
    one, other = parse(before), parse(after)
    other.concepts = with_its_cases(other, one)
    keys = [{reading.key for reading in fitting(said_of(part))} for part in (one, other)]
    single = all(len(found) == 1 for found in keys) and keys[0] != keys[1]
    return (one, other) if single and not any(map(_has_more, (one, other))) else None


def _has_more(part: Parsed) -> bool:
    """Whether a figure is not all that is said there."""
    beside = (part.unsupported, part.unknown, part.thresholds, part.negations, part.shifts, part.groups, part.sought)
    return any(beside) or any(aim.operation != "count" for _, aim in part.aims)
