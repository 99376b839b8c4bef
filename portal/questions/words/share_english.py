"""Where an English question about a share names its part and its whole: what share of the lawsuits went to counties."""

from collections.abc import Sequence
from dataclasses import replace

from portal.questions.cutting.parts import PLAIN_OFFICES, has_role, marked, pick
from portal.questions.words.meanings import ANY_RATE, Aim, Concept, Place, Scope, Token
from portal.questions.words.share_tokens import all_of_it, is_office, is_share, is_whole, says
from portal.questions.words.vocabulary import NEW_ROWS, read_lexicon

WAS = ("were", "was", "are", "is")
_VERBS = (*WAS, "came from", "come from", "came", "ended", "ended as")
_WHOSE = ("by", "at", "from", "in", "with")
# Offices, of, and the place.
_OFFICES_OF = 2
_AS_A = ("as", "a")
_IN_PERCENT = ("in percent", "in percents", "as a percentage")
Cut = tuple[tuple[Token, ...], tuple[Token, ...]]


def as_a_share(tokens: Sequence[Token]) -> Sequence[Token]:
    """How much of all lawsuits came from counties asks for a share, whether or not as a share stands behind it."""
    much = next((at for at, token in enumerate(tokens[:-1]) if _how_much_of(token, tokens[at + 1])), None)
    much = _how_much_did(tokens) if much is None else much
    if much is None or not any(has_role(token, "to_part") or has_role(token, "of_whole") for token in tokens[much:]):
        return tokens
    closing = tuple(token.text for token in tokens[-3:-1]) == _AS_A and is_share(tokens[-1])
    said = 3 if closing else 1 if tokens[-1].text in _IN_PERCENT else 0
    share = replace(tokens[much], meanings=(ANY_RATE,))
    return (*tokens[:much], share, *tokens[much + 1 : len(tokens) - said])


def _how_much_of(token: Token, after: Token) -> bool:
    return token.text == "how much" and (after.text == "of" or has_role(after, "to_part"))


def _how_much_did(tokens: Sequence[Token]) -> int | None:
    """Where of all requests, how much did the office account for asks for a share."""
    much = next((at for at, token in enumerate(tokens) if token.text == "how much"), None)
    return much if much and opens_with_whole(tokens) and tokens[much + 1].text in ("did", "do", "does") else None


def owned(tokens: Sequence[Token]) -> Cut | None:
    """The office's share of all requests: the whole stands behind the share."""
    share = next((at for at, token in enumerate(tokens) if is_share(token)), None)
    rest = tokens[(share or 0) + 1 :]
    if share is None or len(rest) < 2 or rest[0].text != "of" or not any(map(is_office, tokens[:share])):
        return None
    alone = not any(map(is_office, rest)) and not any(has_role(token, "to_part") for token in rest)
    every = all_of_it(rest[1]) is not rest[1] or rest[1].text in read_lexicon("words.json")["all_of"]
    summed = has_role(rest[1], "total") or is_whole(rest[1])
    if not alone or not (every or summed):
        return None
    return tuple(tokens[:share]), tuple(map(all_of_it, rest[1:]))


def got(tokens: Sequence[Token]) -> Cut | None:
    """Of all requests, what share did the office receive; what share of all lawsuits did it face."""
    share = next((at for at, token in enumerate(tokens) if is_share(token)), None)
    part = next((at for at in range(share or 0, len(tokens)) if is_office(tokens[at])), None)
    if share is None or part is None:
        return None
    placed = pick(tokens[part], Place) is not None
    while placed and part > share and tokens[part - 1].text in (*PLAIN_OFFICES, "of", "the", "in"):
        # The offices of 青岚市 are all of them.
        part -= 1
    if tokens[part - 1].text not in ("did", "does", "do"):
        return None
    inside = any(map(says, tokens[share + 1 : part]))
    whole = tokens[share + 1 : part] if inside else tokens[:share]
    words = read_lexicon("words.json")["all_of"]
    every = any(all_of_it(token) is not token or token.text in words for token in whole)
    counted = inside or opens_with_whole(tokens)
    counted = counted and any(sense.rows for token in whole if (item := pick(token, Concept)) for sense in item.senses)
    own = [concept for token in tokens[part:] if (concept := pick(token, Concept))]
    received = all(any(sense.rows == NEW_ROWS for sense in concept.senses) for concept in own)
    return (tuple(tokens[part:]), tuple(map(all_of_it, whole))) if (every or counted) and received else None


def were(tokens: Sequence[Token]) -> Cut | None:
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
    return (tuple(part), tuple(whole)) if outcome and counted and not any(map(is_office, part)) else None


def theirs(tokens: Sequence[Token]) -> Cut | None:
    """What share of the refused applications were refused by counties, was county-level: the part is whose they are."""
    share = next((at for at, token in enumerate(tokens) if is_share(token)), None)
    verb = next((at for at in range(len(tokens) - 1, share or 0, -1) if tokens[at].text in WAS), None)
    if share is None or verb is None or not tokens[share].text.isascii():
        return None
    inside = tokens[share + 1 : verb]
    whole = inside if any(map(says, inside)) or not opens_with_whole(tokens) else (*tokens[:share], *inside)
    said = [pick(token, Concept) for token in whole if pick(token, Concept)]
    part = tuple(token for token in tokens[verb + 1 :] if pick(token, Concept) not in said)
    offices = part[1:] if part and part[0].text in _WHOSE else part
    whose = bool(offices) and (is_office(offices[0]) or is_whole(offices[0]))
    narrower = whose and pick(offices[0], Scope) is not None and not any(pick(token, Scope) for token in whole)
    bare = not any(pick(token, Concept) for token in part) and (narrower or not any(map(is_office, whole)))
    return (offices, tuple(whole)) if whose and said and bare else None


def accounted(tokens: Sequence[Token], end: int) -> Cut | None:
    """What share of the whole did the office account for."""
    share = next((at for at in range(end) if is_share(tokens[at])), None)
    part = next((at for at in range(share or 0, end) if is_office(tokens[at])), None)
    if share is None or part is None:
        return None
    if part > share + _OFFICES_OF and is_whole(tokens[part - _OFFICES_OF]):
        # The offices of 青岚市 are all of them.
        part -= _OFFICES_OF
    inside = tokens[share + 1 : part]
    # Of all requests, how much did the office account for: the whole opens the question.
    whole = tokens[:share] if opens_with_whole(tokens) and not any(map(says, inside)) else inside
    return tuple(tokens[part:end]), tuple(whole)


def in_total(tokens: Sequence[Token]) -> Cut | None:
    """The share of county-level offices in the total number of requests."""
    share = next((at for at, token in enumerate(tokens) if is_share(token)), None)
    at = next((at for at in range((share or 0) + 1, len(tokens)) if tokens[at].text == "in"), None)
    if share is None or at is None or share + 1 >= at or tokens[share + 1].text != "of":
        return None
    part, whole = tokens[share + 2 : at], tokens[at + 1 :]
    summed = any(has_role(token, "total") for token in whole) and any(pick(token, Concept) for token in whole)
    bare = any(map(is_office, part)) and not any(pick(token, Concept) for token in part)
    return (tuple(part), tuple(whole)) if summed and bare else None


def to_part(tokens: Sequence[Token]) -> Cut | None:
    """What share of the whole went to the part; what share of the whole did the part account for."""
    share = next((at for at, token in enumerate(tokens) if is_share(token)), None)
    at = next((at for at, token in enumerate(tokens) if has_role(token, "to_part") and at > (share or 0)), None)
    at = _done_by(tokens, share) if at is None else at
    if share is None or at is None or not any(map(is_office, tokens[at:])):
        return None
    opens = opens_with_whole(tokens)
    whole = tokens[share + 1 : at] if tokens[at].text != "by" or not opens else ()
    behind = tuple(tokens[at + 1 :])
    if behind[0].text == "those":
        # Those in 青岚市 are the offices there, of the level or kind that the whole is of.
        scopes = tuple(token for token in tokens[:share] if pick(token, Scope) or _every_scope(token))
        behind = (*scopes, marked(behind[0], "subject"), *behind[1:])
    if opens and not any(map(says, whole)):
        # Of all requests, what percentage went to them.
        whole = (*tokens[:share], *whole)
    counted = any(pick(token, Concept) for token in whole) and not any(map(is_office, whole))
    return (behind, tuple(whole)) if counted or any(map(is_whole, whole)) else None


def _every_scope(token: Token) -> bool:
    aim = pick(token, Aim)
    return aim is not None and aim.scope is not None


def opens_with_whole(tokens: Sequence[Token]) -> bool:
    """Whether a question opens with of, behind which its whole stands; what asks politely may come before."""
    opening = ("of", "out of", "out", "taking")
    first = next((at for at, one in enumerate(tokens) if one.text in opening or not has_role(one, "function")), 0)
    begins = [token.text for token in tokens[first : first + 2]]
    return begins[:1] in (["of"], ["out of"], ["taking"]) or begins == ["out", "of"]


def _done_by(tokens: Sequence[Token], share: int | None) -> int | None:
    """Where the part begins in of all lawsuits lost, what proportion was lost by governments."""
    if share is None:
        return None
    places = range(share + 1, len(tokens))
    opens = tokens[0].text in ("of", "out of")
    return next((at for at in places if tokens[at].text == "by" and _done(tokens[at - 1], opens=opens)), None)


def _done(token: Token, *, opens: bool) -> bool:
    """Whether a verb stands before by: lost by, where the whole opens the question, or was by."""
    return (opens and pick(token, Concept) is not None) or token.text in WAS
