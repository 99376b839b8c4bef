"""Where a question about a share names its part and its whole: 公安局的申请占全市的几成."""

from collections.abc import Sequence
from dataclasses import replace

from portal.questions.cutting.parts import has_role, marked, pick
from portal.questions.words.lexicon import english_key, load_lexicon
from portal.questions.words.meanings import (
    Aim,
    Compare,
    Concept,
    Grouping,
    Number,
    OfficeName,
    Place,
    Scope,
    Shift,
    Token,
    Unsupported,
    Years,
)
from portal.questions.words.vocabulary import read_lexicon

_WITHIN = ("里", "里头", "里面", "中", "当中", "之中", "其中")
_VERBS = ("were", "was", "are", "is", "came from", "come from", "came", "ended", "ended as")
_AS_A = ("as", "a")
_NEW = frozenset(["applications.new"])
Cut = tuple[tuple[Token, ...], tuple[Token, ...]]


def share_cut(tokens: Sequence[Token]) -> Cut | None:
    """The tokens of the part and those of the whole; None where no share of a whole is asked for."""
    tokens = _as_a_share(tokens)
    own = _owned(tokens) or _got(tokens)
    tokens = tuple(map(all_of_it, tokens))
    cuts = (
        cut
        for cut in (own, *(rule(tokens) for rule in (_were, _whose, _behind_whole, _of_whole, _inside, _to_part)))
        if cut
    )
    cut = next((cut for cut in cuts if all(any(map(_says, side)) for side in cut)), None)
    return None if cut is None or _bounds_share(tokens) else (cut[0], _all_offices(_dated(tokens, cut)))


def _as_a_share(tokens: Sequence[Token]) -> Sequence[Token]:
    """How much of all lawsuits came from counties, as a share: said twice, so once is enough."""
    if not any(token.text == "how much" for token in tokens) or len(tokens) <= len(_AS_A):
        return tokens
    closing = tuple(token.text for token in tokens[-3:-1]) == _AS_A and is_share(tokens[-1])
    much = next(at for at, token in enumerate(tokens) if token.text == "how much")
    return (*tokens[:much], tokens[-1], *tokens[much + 1 : -3]) if closing else tokens


def _dated(tokens: Sequence[Token], cut: Cut) -> tuple[Token, ...]:
    """The whole with the years that stand before the share, in neither side."""
    used = {token.start for side in cut for token in side}
    lost = tuple(token for token in tokens if token.start not in used and pick(token, Years))
    return (*cut[1], *lost)


def _all_offices(whole: Sequence[Token]) -> tuple[Token, ...]:
    """Of all refusals by offices: a whole is over its offices anyway, and 所有单位总数 is of what the part counts."""
    total = read_lexicon("words.json")["says_total"]
    counted = any(pick(token, Concept) for token in whole if token.text not in total)
    return tuple(
        marked(token, "function")
        if pick(token, Grouping) == Grouping("office") or (token.text in total and not counted)
        else token
        for token in whole
    )


def _owned(tokens: Sequence[Token]) -> Cut | None:
    """The office's share of all requests: the whole stands behind the share."""
    share = next((at for at, token in enumerate(tokens) if is_share(token)), None)
    rest = tokens[(share or 0) + 1 :]
    if share is None or len(rest) < 2 or rest[0].text != "of" or not any(map(_is_office, tokens[:share])):
        return None
    alone = not any(map(_is_office, rest)) and not any(has_role(token, "to_part") for token in rest)
    every = all_of_it(rest[1]) is not rest[1] or rest[1].text in read_lexicon("words.json")["all_of"]
    summed = has_role(rest[1], "total") or _is_whole(rest[1])
    if not alone or not (every or summed):
        return None
    return tuple(tokens[:share]), tuple(map(all_of_it, rest[1:]))


def _got(tokens: Sequence[Token]) -> Cut | None:
    """Of all requests, what share did the office receive; what share of all lawsuits did it face."""
    share = next((at for at, token in enumerate(tokens) if is_share(token)), None)
    part = next((at for at in range(share or 0, len(tokens)) if _is_office(tokens[at])), None)
    if share is None or part is None or tokens[part - 1].text not in ("did", "does", "do"):
        return None
    inside = any(map(_says, tokens[share + 1 : part]))
    whole = tokens[share + 1 : part] if inside else tokens[:share]
    words = read_lexicon("words.json")["all_of"]
    every = any(all_of_it(token) is not token or token.text in words for token in whole)
    counted = inside and any(sense.rows for token in whole if (item := pick(token, Concept)) for sense in item.senses)
    own = [concept for token in tokens[part:] if (concept := pick(token, Concept))]
    received = all(any(sense.rows == _NEW for sense in concept.senses) for concept in own)
    return (tuple(tokens[part:]), tuple(map(all_of_it, whole))) if (every or counted) and received else None


def _bounds_share(tokens: Sequence[Token]) -> bool:
    """Whether a bound stands behind the share (比例不低于两成), which makes a condition of it."""
    after = [tokens[at + 1] for at, token in enumerate(tokens[:-1]) if is_share(token)]
    return any(
        (pick(token, Compare) and not has_role(token, "function")) or pick(token, Number)
        for token in after
        if not pick(token, Years)
    )


def all_of_it(token: Token) -> Token:
    """全部申请 as the whole is just the applications."""
    if not pick(token, Unsupported):
        return token
    words = sorted(read_lexicon("words.json")["all_of"], key=len, reverse=True)
    word = next((word for word in words if token.text.startswith(word)), None)
    rest = token.text.removeprefix(word or "").strip()
    lexicon = load_lexicon()
    meanings = lexicon.chinese.get(rest) or lexicon.english.get(english_key(rest))
    return replace(token, meanings=meanings) if word and meanings else token


def _of_whole(tokens: Sequence[Token]) -> Cut | None:
    """The part, 占, the whole, and a word for the share."""
    at = next((at for at, token in enumerate(tokens) if has_role(token, "of_whole")), None)
    at = _is_share_of(tokens) if at is None else at
    if at is None:
        return None
    after = tokens[at + 1 :]
    shares = [place for place, token in enumerate(after) if is_share(token)]
    if not shares and tokens[at].text.isascii():
        return _accounted(tokens, at) if not any(map(_says, after)) else (tuple(tokens[:at]), tuple(after))
    if not shares or not shares[0]:
        return None
    return tuple(tokens[:at]), tuple(token for place, token in enumerate(after) if place not in shares)


def _were(tokens: Sequence[Token]) -> Cut | None:
    """What share of the reconsiderations were upheld, came from businesses: the part is told of the whole."""
    share = next((at for at, token in enumerate(tokens) if is_share(token)), None)
    verb = next((at for at in range(len(tokens) - 1, share or 0, -1) if tokens[at].text in _VERBS), None)
    if share is None or verb is None or not tokens[share].text.isascii():
        return None
    part, whole = tokens[verb + 1 :], (*tokens[:share], *tokens[share + 1 : verb])
    told = [concept for token in part if (concept := pick(token, Concept))]
    columns = bool(told) and all(sense.columns and not sense.measures for item in told for sense in item.senses)
    outcome = columns and not any(sense.rows for item in told for sense in item.senses)
    counted = any(pick(token, Concept) for token in whole)
    return (tuple(part), tuple(whole)) if outcome and counted and not any(map(_is_office, part)) else None


def _whose(tokens: Sequence[Token]) -> Cut | None:
    """白鹭市各单位收到的申请，百分之多少是市公安局收的: the whole, the share, and behind 是 whose part it is."""
    at = next((at for at in range(1, len(tokens) - 1) if is_share(tokens[at])), None)
    if at is None or tokens[at + 1].text not in ("是", "由", "出自", "来自", "是由", "归"):
        return None
    part, whole = _with_place(tokens[at + 2 :], tokens[:at]), tokens[:at]
    received = all(any(s.rows == _NEW for s in item.senses) for token in part if (item := pick(token, Concept)))
    named = any(map(_is_office, part)) and received and any(pick(token, Concept) for token in whole)
    bare = tuple(token for token in part if not pick(token, Concept))
    return (bare, tuple(whole)) if named else None


def _with_place(part: Sequence[Token], whole: Sequence[Token]) -> tuple[Token, ...]:
    """The part with the one place of the whole before its office, which is one of those that are the whole."""
    place = [token for token in whole if pick(token, Place)]
    if len(place) != 1 or any(pick(token, Place) for token in part):
        return tuple(part)
    at = next((at for at, token in enumerate(part) if _is_office(token)), None)
    if at is None:
        return tuple(part)
    beside = replace(place[0], start=part[at].start - len(place[0].text), end=part[at].start)
    return (*part[:at], beside, *part[at:])


def _behind_whole(tokens: Sequence[Token]) -> Cut | None:
    """青岚市各单位收到的申请，市政府办公室占多少: the whole first, then behind a comma whose part of it."""
    share = next((at for at, token in enumerate(tokens) if _asks_part(tokens, at)), None)
    if share is None or any(_says(token) and not is_share(token) for token in tokens[share + 1 :]):
        return None
    first = next((at for at in range(share, 0, -1) if tokens[at - 1].end < tokens[at].start), 0)
    part, whole = tokens[first:share], tokens[:first]
    named = any(map(_is_office, part)) and not any(pick(token, Concept) for token in part)
    counted = any(pick(token, Concept) for token in whole) and any(map(_says, whole))
    return (_with_place(part, whole), tuple(whole)) if first and named and counted else None


def _asks_part(tokens: Sequence[Token], at: int) -> bool:
    """Whether 占多少, 占几成, 占百分之多少 stands here."""
    owned = has_role(tokens[at], "of_whole") and at + 1 < len(tokens) and is_share(tokens[at + 1])
    return owned or (is_share(tokens[at]) and tokens[at].text.startswith("占"))


def _is_share_of(tokens: Sequence[Token]) -> int | None:
    """Where 是 stands in 公安局的申请是全市的几成: behind the whole the share follows with 的."""
    share = next((at for at, token in enumerate(tokens) if is_share(token) and token.text.startswith("的")), 0)
    words = read_lexicon("words.json")["is_of_whole"]
    return next((at for at in range(share - 1, 0, -1) if tokens[at].text in words), None)


def _accounted(tokens: Sequence[Token], end: int) -> Cut | None:
    """What share of the whole did the office account for."""
    share = next((at for at in range(end) if is_share(tokens[at])), None)
    part = next((at for at in range(share or 0, end) if _is_office(tokens[at])), None)
    if share is None or part is None:
        return None
    return tuple(tokens[part:end]), tuple(tokens[share + 1 : part])


def _inside(tokens: Sequence[Token]) -> Cut | None:
    """在全市合计里占几成, 办结的当中不予公开的有百分之几: the whole stands before its 里."""
    share = next((at for at, token in enumerate(tokens) if is_share(token)), None)
    share = _of_all_offices(tokens) if share is None else share
    end = next((at for at in range(share or 0) if tokens[at].text in _WITHIN), None)
    if share is None or end is None:
        return None
    begin = next((at for at in range(end) if tokens[at].text == "在"), None)
    rest = tuple(tokens[share + 1 :])
    held = share - 1 if has_role(tokens[share - 1], "of_whole") else share
    before = begin is not None and any(map(_says, tokens[:begin])) and not any(map(_says, tokens[end + 1 : share]))
    if begin is not None and (before or held < share or tokens[share].text.startswith("占")):
        # 在全市的申请里，公安局占几成 names the part behind the whole.
        part = tokens[:begin] if any(map(_says, tokens[:begin])) else tokens[end + 1 : held]
        return tuple(part), (*tokens[begin + 1 : end], *rest)
    part, whole = tuple(tokens[end + 1 : share]), tuple(tokens[:end])
    counts = [any(pick(token, Concept) for token in side) for side in (part, whole)]
    # 被纠正的复议里西工区占几成: the part names only whose they are.
    says_of = has_role(tokens[share - 1], "of_whole") or "占" in tokens[share].text
    of_office = counts[1] and any(map(_is_office, part)) and says_of
    if of_office:
        part = tuple(token for token in part if not has_role(token, "of_whole"))
    return (part, (*whole, *rest)) if all(counts) or of_office else None


def _of_all_offices(tokens: Sequence[Token]) -> int | None:
    """Where 占多大比例 stands in 全部申请当中，区县级单位占多大比例: the whole is of cases, the part of offices."""
    at = next((at for at, token in enumerate(tokens) if (aim := pick(token, Aim)) and aim.operation == "share"), None)
    if at is None or "占" not in tokens[at].text or any(has_role(token, "subject") for token in tokens):
        return None
    part = next((first for first in range(at, 0, -1) if tokens[first - 1].text in _WITHIN), at)
    counted = any(pick(token, Concept) for token in tokens[part:at])
    return None if counted or not any(map(_is_office, tokens[part:at])) else at


def _to_part(tokens: Sequence[Token]) -> Cut | None:
    """What share of the whole went to the part; what share of the whole did the part account for."""
    share = next((at for at, token in enumerate(tokens) if is_share(token)), None)
    at = next((at for at, token in enumerate(tokens) if has_role(token, "to_part") and at > (share or 0)), None)
    at = _done_by(tokens, share) if at is None else at
    if share is None or at is None or not any(map(_is_office, tokens[at:])):
        return None
    opens = tokens[0].text in ("of", "out of")
    whole = tokens[share + 1 : at] if tokens[at].text != "by" or not opens else ()
    if opens and not any(map(_says, whole)):
        # Of all requests, what percentage went to them.
        whole = (*tokens[:share], *whole)
    counted = any(pick(token, Concept) for token in whole) and not any(map(_is_office, whole))
    return (tuple(tokens[at + 1 :]), tuple(whole)) if counted or any(map(_is_whole, whole)) else None


def _done_by(tokens: Sequence[Token], share: int | None) -> int | None:
    """Where the part begins in of all lawsuits lost, what proportion was lost by governments."""
    if share is None:
        return None
    places = range(share + 1, len(tokens))
    opens = tokens[0].text in ("of", "out of")
    return next((at for at in places if tokens[at].text == "by" and _done(tokens[at - 1], opens=opens)), None)


def _done(token: Token, *, opens: bool) -> bool:
    """Whether a verb stands before by: lost by, where the whole opens the question, or was by."""
    return (opens and pick(token, Concept) is not None) or token.text in ("was", "were", "is", "are")


def is_share(token: Token) -> bool:
    """Whether a token asks for a share of anything: 百分之几, 比例, what percentage."""
    concept, shift = pick(token, Concept), pick(token, Shift)
    rate = concept is not None and all(sense.measures is not None and "*" in sense.measures for sense in concept.senses)
    return rate or shift == Shift(kind="growth") or (token.text in ("多少", "多大") and has_role(token, "number"))


def _says(token: Token) -> bool:
    return any(pick(token, kind) is not None for kind in (Concept, Place, OfficeName, Scope, Aim)) or has_role(
        token, "subject"
    )


def _is_office(token: Token) -> bool:
    return any(pick(token, kind) is not None for kind in (Place, OfficeName, Scope))


def _is_whole(token: Token) -> bool:
    aim = pick(token, Aim)
    return pick(token, Place) is not None or (aim is not None and aim.operation == "sum")
