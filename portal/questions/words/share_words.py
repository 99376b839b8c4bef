"""Where a question about a share names its part and its whole: 公安局的申请占全市的几成."""

from collections.abc import Sequence
from dataclasses import replace

from portal.questions.cutting.parts import WITHIN, has_role, marked, pick
from portal.questions.words.meanings import (
    ANY_RATE,
    Aim,
    Compare,
    Concept,
    Grouping,
    Number,
    Place,
    Scope,
    Token,
    Years,
)
from portal.questions.words.share_english import (
    Cut,
    accounted,
    as_a_share,
    got,
    in_total,
    owned,
    theirs,
    to_part,
    were,
)
from portal.questions.words.share_tokens import all_of_it, is_office, is_share, says
from portal.questions.words.vocabulary import NEW_ROWS, read_lexicon

_WITHIN = (*WITHIN, "其中")
_OWNED = ("属于", "归", "归属", "出自", "来自")


def share_cut(tokens: Sequence[Token]) -> Cut | None:
    """The tokens of the part and those of the whole; None where no share of a whole is asked for."""
    tokens = as_a_share(tokens)
    own = owned(tokens) or got(tokens)
    tokens = tuple(map(all_of_it, tokens))
    cuts = (
        cut
        for cut in (
            own,
            *(rule(tokens) for rule in (were, theirs, _whose, _behind_whole, _of_whole, _inside, in_total, to_part)),
            _of_everything(tokens),
        )
        if cut
    )
    cut = next((cut for cut in cuts if all(any(map(says, side)) for side in cut)), None)
    return None if cut is None or _bounds_share(tokens) else (cut[0], _all_offices(_with_lost(tokens, cut)))


def _of_everything(tokens: Sequence[Token]) -> Cut | None:
    """县级单位的申请占全部的比例: of the applications of all offices, where those of some are told."""
    words = read_lexicon("words.json")["all_of_it"]
    at = next(
        (at for at, token in enumerate(tokens) if token.text.startswith(tuple(f"占{word}" for word in words))), None
    )
    if at is None:
        owned = (at for at in range(len(tokens) - 2) if has_role(tokens[at], "of_whole"))
        at = next((at for at in owned if tokens[at + 1].text in words and is_share(tokens[at + 2])), None)
    part = tokens[: at or 0]
    counted = [token for token in part if pick(token, Concept)]
    said = [concept for token in counted if (concept := pick(token, Concept))]
    new = all(any((sense.rows or frozenset()) >= NEW_ROWS for sense in concept.senses) for concept in said)
    return (tuple(part), tuple(counted)) if counted and new and any(pick(token, Scope) for token in part) else None


def of_all_alone(tokens: Sequence[Token]) -> Sequence[Token]:
    """What percentage of all reconsiderations ended so: all of them, where no part of a whole is told."""
    return tuple(map(all_of_it, tokens)) if any(map(is_share, tokens)) else tokens


def of_its_total(tokens: Sequence[Token]) -> Sequence[Token]:
    """结果纠正占总数多少: of its own total, which is what a share alone says."""
    at = next((at for at, token in enumerate(tokens) if has_role(token, "of_whole")), None)
    total = read_lexicon("words.json")["says_total"]
    if at is None or len(tokens) < at + 3 or tokens[at + 1].text not in total or not is_share(tokens[at + 2]):
        return tokens
    share = replace(tokens[at], meanings=(ANY_RATE,))
    return (*tokens[:at], share, *tokens[at + 3 :])


def _with_lost(tokens: Sequence[Token], cut: Cut) -> tuple[Token, ...]:
    """The whole with the years and offices that stand in neither side (taking all of 青岚市, how much of …)."""
    used = {token.start for side in cut for token in side}
    lost = tuple(token for token in tokens if token.start not in used and (pick(token, Years) or is_office(token)))
    return (*cut[1], *lost)


def _all_offices(whole: Sequence[Token]) -> tuple[Token, ...]:
    """Of all refusals by offices: a whole is over its offices anyway, and 总数 and 全部 only say that it is one."""
    said = (*read_lexicon("words.json")["says_total"], *read_lexicon("words.json")["all_of"])
    return tuple(
        marked(token, "function") if pick(token, Grouping) == Grouping("office") or token.text in said else token
        for token in whole
    )


def _bounds_share(tokens: Sequence[Token]) -> bool:
    """Whether a bound stands behind the share (比例不低于两成), which makes a condition of it."""
    after = [tokens[at + 1] for at, token in enumerate(tokens[:-1]) if is_share(token)]
    return any(
        (pick(token, Compare) and not has_role(token, "function")) or pick(token, Number)
        for token in after
        if not pick(token, Years)
    )


def _of_whole(tokens: Sequence[Token]) -> Cut | None:
    """The part, 占, the whole, and a word for the share."""
    at = next((at for at, token in enumerate(tokens) if has_role(token, "of_whole")), None)
    at = _is_share_of(tokens) if at is None else at
    if at is None:
        return None
    first = next((place for place in range(at) if is_share(tokens[place])), None)
    if first is not None and tokens[first].end < tokens[first + 1].start and not tokens[first].text.isascii():
        # 我要一个百分比：县级单位的申请占全部申请的
        return tuple(tokens[first + 1 : at]), tuple(tokens[at + 1 :])
    after = tokens[at + 1 :]
    shares = [place for place, token in enumerate(after) if is_share(token)]
    if not shares and tokens[at].text.isascii():
        return accounted(tokens, at) if not any(map(says, after)) else (tuple(tokens[:at]), tuple(after))
    if not shares or not shares[0]:
        return None
    return tuple(tokens[:at]), tuple(token for place, token in enumerate(after) if place not in shares)


def _whose(tokens: Sequence[Token]) -> Cut | None:
    """白鹭市各单位收到的申请，百分之多少是市公安局收的: the whole, the share, and behind 是 whose part it is."""
    at = next((at for at in range(1, len(tokens) - 1) if is_share(tokens[at])), None)
    if at is None or tokens[at + 1].text not in (*_OWNED, "是", "由", "是由", "落在", "落到"):
        return None
    part, whole = _with_place(tokens[at + 2 :], tokens[:at]), tokens[:at]
    received = all(any(s.rows == NEW_ROWS for s in item.senses) for token in part if (item := pick(token, Concept)))
    named = any(map(is_office, part)) and received and any(pick(token, Concept) for token in whole)
    bare = tuple(token for token in part if not pick(token, Concept))
    return (bare, tuple(whole)) if named else None


def _with_place(part: Sequence[Token], whole: Sequence[Token]) -> tuple[Token, ...]:
    """The part with the one place of the whole before its office, which is one of those that are the whole."""
    place = [token for token in whole if pick(token, Place)]
    if len(place) != 1 or any(pick(token, Place) for token in part):
        return tuple(part)
    at = next((at for at, token in enumerate(part) if is_office(token)), None)
    if at is None:
        return tuple(part)
    beside = replace(place[0], start=part[at].start - len(place[0].text), end=part[at].start)
    return (*part[:at], beside, *part[at:])


def _behind_whole(tokens: Sequence[Token]) -> Cut | None:
    """青岚市各单位收到的申请，市政府办公室占多少: the whole first, then behind a comma whose part of it."""
    share = next((at for at, token in enumerate(tokens) if _asks_part(tokens, at) or is_share(token)), None)
    if share is None or any(says(token) and not is_share(token) for token in tokens[share + 1 :]):
        return None
    first = next((at for at in range(share, 0, -1) if tokens[at - 1].end < tokens[at].start), 0)
    part, whole = tokens[first:share], tokens[:first]
    if not _asks_part(tokens, share) and not (part and part[0].text in _OWNED):
        return None
    named = any(map(is_office, part)) and not any(pick(token, Concept) for token in part)
    counted = any(pick(token, Concept) for token in whole) and any(map(says, whole))
    if part and part[0].text == "在" and part[-1].text in _WITHIN:
        # 公安局的申请，在全市合计里占多少 says behind the comma what the whole is.
        return None
    return (_with_place(part, whole), tuple(whole)) if first and named and counted else None


def _asks_part(tokens: Sequence[Token], at: int) -> bool:
    """Whether 占多少, 占几成, 占百分之多少, 所占的比重, 的份额是多少 stands here."""
    owned = has_role(tokens[at], "of_whole") and at + 1 < len(tokens) and is_share(tokens[at + 1])
    shares = ("占", *read_lexicon("words.json")["shares_of_whole"])
    return owned or (is_share(tokens[at]) and tokens[at].text.startswith(shares))


def _is_share_of(tokens: Sequence[Token]) -> int | None:
    """Where 是 stands in 公安局的申请是全市的几成: behind the whole the share follows with 的."""
    share = next((at for at, token in enumerate(tokens) if is_share(token) and token.text.startswith("的")), 0)
    words = read_lexicon("words.json")["is_of_whole"]
    return next((at for at in range(share - 1, 0, -1) if tokens[at].text in words), None)


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
    before = begin is not None and any(map(says, tokens[:begin])) and not any(map(says, tokens[end + 1 : share]))
    if begin is not None and (before or held < share or tokens[share].text.startswith("占")):
        # 在全市的申请里，公安局占几成 names the part behind the whole.
        part = tokens[:begin] if any(map(says, tokens[:begin])) else tokens[end + 1 : held]
        return tuple(part), (*tokens[begin + 1 : end], *rest)
    part, whole = tuple(tokens[end + 1 : share]), tuple(tokens[:end])
    counts = [any(pick(token, Concept) for token in side) for side in (part, whole)]
    # 被纠正的复议里西工区占几成: the part names only whose they are.
    says_of = has_role(tokens[share - 1], "of_whole") or "占" in tokens[share].text
    shares = tuple(read_lexicon("words.json")["shares_of_whole"])
    says_of = says_of or tokens[share].text.startswith(shares) or any(token.text in _OWNED for token in part)
    of_office = counts[1] and any(map(is_office, part)) and says_of
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
    return None if counted or not any(map(is_office, tokens[part:at])) else at
