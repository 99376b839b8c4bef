"""What a figure came to and where it went: 增加到几件 asks for the figure, 2024年结转到2025年 for one year's."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from portal.questions.cutting.parts import LEVEL_CROSSED, TIMES_FIRST, Parsed, aims_at, has_role, marked, pick
from portal.questions.words.meanings import Compare, Concept, Marker, Number, Sense, Shift, Token, Years
from portal.questions.words.vocabulary import load_vocabulary, read_lexicon

_CARRIED = frozenset(("applications.carried_out",))
_PENDING = frozenset(("pending",))
_BESIDE = 2
_FEW = 4


def _risen_to(tokens: Sequence[Token], index: int) -> Token:
    """增加到几件, to how many did they rise: the figure itself is asked for, and not what it rose by."""
    moved = _moves(tokens[index])
    if not (moved or tokens[index].text in read_lexicon("words.json")["comes_to"]):
        return tokens[index]
    numbered = any(pick(token, Number) and not pick(token, Years) for token in tokens)
    if numbered or not (_asks_to(tokens, index) if moved else _asks_number(tokens, index + 1)):
        return tokens[index]
    return marked(tokens[index], "function")


def _moves(token: Token) -> bool:
    """Whether a token only says that a figure went up or down."""
    shift = pick(token, Shift)
    plain = shift is not None and shift.way is not None and shift.kind is None and shift.bound is None
    return plain and not (shift and (shift.prior or shift.ranked))


def _crossing(tokens: Sequence[Token], index: int) -> Token:
    """涨到100件以上, fell below 40%: where the figure came to, and not by how much it moved."""
    at = next((at for at in (index, index - 1) if at >= 0 and _crosses(tokens, at)), None)
    if at is None:
        return tokens[index]
    return marked(tokens[index], "crosses") if index == at else _to_said(tokens[index])


def _to_said(token: Token) -> Token:
    return marked(token, "function") if token.text in ("到", "至", "到了", "to") else token


def _crosses(tokens: Sequence[Token], at: int) -> bool:
    """Whether a change stands here, and behind it the bound that the figure came to lie beyond."""
    came = tokens[at].text in read_lexicon("words.json")["came_to"]
    behind = tokens[at + 1 : at + _FEW]
    to = bool(behind) and _to_said(behind[0]) is not behind[0]
    bound = behind[to:]
    if not (_moves(tokens[at]) or came) or len(bound) < _BESIDE:
        return False
    before, number = (pick(bound[0], kind) for kind in (Compare, Number))
    if before is not None:
        level = to or bound[0].text in read_lexicon("words.json")["beyond_a_level"]
        return level and pick(bound[1], Number) is not None
    after = pick(bound[1], Compare)
    return (to or came) and number is not None and after is not None and after.after is not None


def with_level_crossed(parsed: Parsed) -> Parsed:
    """The parts of a question with the year before on the other side: below 40% now, and not below it then."""
    if "crosses" not in parsed.roles:
        return parsed
    bounds = [item for item in parsed.thresholds if item.stated]
    years = [item for item in parsed.years if item[1].first is not None and item[1].first == item[1].last]
    beside = parsed.shifts or parsed.groups or parsed.negations or parsed.told or parsed.sought or parsed.further
    plain = parsed.roles & {"list", "subject"} and not any(mention.office for mention in parsed.named)
    if beside or not plain or len(bounds) != 1 or len(years) != 1 or len(parsed.years) != 1 or not parsed.concepts:
        word = next((word for word, _ in parsed.concepts), "")
        return replace(parsed, unsupported=[*parsed.unsupported, (word, LEVEL_CROSSED)])
    word, now = years[0]
    assert now.first is not None
    then = replace(now, first=now.first - 1, last=now.first - 1)
    other = Parsed(concepts=parsed.concepts, thresholds=[bounds[0].flipped], years=[(word, then)], said=bounds[0].word)
    return replace(parsed, further=[other])


def _last_of_span(tokens: Sequence[Token], index: int) -> Token:
    """从2024年到2025年增加到了多少件, to what number did they fall from 2023 to 2024: the figure of the last year."""
    years = pick(tokens[index], Years)
    if years is None or years.first == years.last or years.last is None:
        return tokens[index]
    risen = any(_risen_to(tokens, at) is not tokens[at] for at in range(len(tokens)) if at != index)
    return replace(tokens[index], meanings=(Years(years.last, years.last),)) if risen else tokens[index]


def _asks_to(tokens: Sequence[Token], index: int) -> bool:
    """Whether 到 and an asked number follow a change, or `to how many` opens it, or `what number … rise to`."""
    after = [token.text for token in tokens[index + 1 : index + 1 + _BESIDE]]
    if after[:1] in (["到"], ["至"]):
        return _asks_number(tokens, index + 2)
    opens = any(tokens[at].text == "to" and _asks_number(tokens, at + 1) for at in range(index - 1))
    asked = any(has_role(token, "number") for token in tokens[:index])
    # Rise to in 2025: nothing that it rose to is named.
    closes = after[:1] == ["to"] and asked and (len(after) == 1 or after[1] == "in")
    return opens or closes


def _asks_number(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number is asked for here, whatever 了 stands before it."""
    if at < len(tokens) and tokens[at].text == "了":
        at += 1
    return at < len(tokens) and has_role(tokens[at], "number")


def _times_a_figure(tokens: Sequence[Token], index: int) -> Token:
    """How many times the 2022 figure was that of 2023: neither a count of times nor the order of a comparison."""
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    figure = has_role(tokens[index], "times") and after in read_lexicon("words.json")["figure_of"]
    return replace(tokens[index], meanings=(TIMES_FIRST,)) if figure else tokens[index]


def _carried_into(tokens: Sequence[Token], index: int) -> Token:
    """2024年结转到2025年, carried over from 2024 into 2025: what 2024 handed on, no series of both."""
    ends = _years_of_carrying(tokens)
    if ends is None or not ends[0] <= index <= ends[1] or pick(tokens[index], Concept):
        return tokens[index]
    if index > ends[0]:
        return marked(tokens[index], "function")
    first = pick(tokens[index], Years)
    assert first is not None
    return replace(tokens[index], meanings=(Years(first.first, first.first),))


def _years_of_carrying(tokens: Sequence[Token]) -> tuple[int, int] | None:
    """Where the two years stand that applications are carried between; the same place twice for from 2024 to 2025."""
    carried = [at for at, token in enumerate(tokens) if _carries(token)]
    dated = [at for at, token in enumerate(tokens) if pick(token, Years)]
    if len(carried) != 1 or not 1 <= len(dated) <= _BESIDE or aims_at(tokens, "comparison", "trend", "ranking"):
        return None
    first, last = dated[0], dated[-1]
    between = [token for token in tokens[first + 1 : last] if not _carries(token)]
    into = any(token.text in read_lexicon("words.json")["until"] or token.text == "into" for token in between)
    if not (into if first != last else carried[0] == first - 1):
        return None
    years = [year for at in (first, last) if (year := pick(tokens[at], Years))]
    follows = years[0].first is not None and years[-1].last == years[0].first + 1
    plain = all(not token.meanings or pick(token, Marker) for token in between)
    return (first, last) if follows and plain and not any(pick(token, Shift) for token in tokens) else None


def _still_open(tokens: Sequence[Token], index: int) -> Token:
    """Applications that were still pending are those carried over; only a case of review is pending in its table."""
    concept = pick(tokens[index], Concept)
    if concept is None or any(sense.columns != _PENDING or sense.rows for sense in concept.senses):
        return tokens[index]
    others = [item for at, token in enumerate(tokens) if at != index and (item := pick(token, Concept))]
    rows = [[sense.rows for sense in item.senses if sense.rows and not sense.weak] for item in others]
    of_applications = any(own and all(_only_applications(row) for row in own) for own in rows)
    reviewed = any(own and not any(_only_applications(row) for row in own) for own in rows)
    if reviewed or not of_applications:
        return tokens[index]
    row = load_vocabulary().rows[next(iter(_CARRIED))]
    return replace(tokens[index], meanings=(Concept((Sense(rows=_CARRIED, stated=(row.zh, row.en)),)),))


def _only_applications(rows: frozenset[str]) -> bool:
    return all(row.startswith("applications.") for row in rows)


def _carries(token: Token) -> bool:
    """Whether a word is of what is carried over to the next year."""
    concept = pick(token, Concept)
    return concept is not None and any(sense.rows == _CARRIED for sense in concept.senses)


COMING_TO: tuple[Callable[[Sequence[Token], int], Token], ...] = (
    _last_of_span,
    _risen_to,
    _times_a_figure,
    _carried_into,
    _still_open,
    _crossing,
)
