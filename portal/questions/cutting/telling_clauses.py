"""Whole clauses that are told: all that stands behind the verb, or in front of those who tell it."""

from collections.abc import Sequence
from itertools import takewhile

from portal.questions.cutting.parts import pick
from portal.questions.cutting.telling_reach import joins
from portal.questions.cutting.telling_search import Search, cue_at, known, quote_in, themes_in, told_by, trimmed
from portal.questions.words.meanings import Join, Number, OfficeName, Place, RelativeYears, Scope, Token, Years
from portal.questions.words.telling_tokens import is_filler, is_lack, roles_of, stays
from portal.questions.words.told_meanings import Beside, Telling, Topic

# The share of a clause's characters that must be themes; below it the passages of the theme would not answer.
_MOST = 0.6
_PARTING = ",;:—"
_OBJECT = ("把", "将")


def clause_told(search: Search, start: int, end: int) -> list[tuple[int, int]]:
    """All that a verb tells where it names a theme among words that nothing knows: 干这活的都是兼职、忙不过来."""
    rest = range(start, len(search.tokens))
    run = [*takewhile(lambda at: not _places(search.tokens[at]) and not pick(search.tokens[at], Number), rest)]
    tokens = [search.tokens[at] for at in run]
    if run and run[-1] < end - 1:
        return []
    if not any(pick(token, Topic) for token in tokens) or all(token.meanings for token in tokens):
        return []
    said = trimmed(search, run)
    return [said] if said and not quote_in(search, said) and _mostly_themes(tokens) else []


def _places(token: Token) -> bool:
    """Whether a token says of which offices or years is asked."""
    placed = any(pick(token, kind) is not None for kind in (Place, OfficeName, Years, RelativeYears, Scope))
    return placed or bool(roles_of(token) & {"subject", "report", "list", "number"})


def _mostly_themes(tokens: Sequence[Token]) -> bool:
    """Whether themes and what is wrong with them are most of what is said, so that their passages answer it."""
    said = [token for token in tokens if not (is_filler(token) or pick(token, Join))]
    themes = sum(len(token.text) for token in said if pick(token, Topic) or is_lack(token))
    return themes > _MOST * sum(len(token.text) for token in said)


def take_fronted(search: Search, verbs: Sequence[int]) -> None:
    """Take up what stands before a comma and is told behind it: 临近期限才答复，哪些机关承认了."""
    tokens = search.tokens
    ends = [at for at in range(1, len(tokens)) if _parted(search, at) and at <= min(verbs, default=-1)]
    framed = next((at for at in ends if all(map(_frames, tokens[at:]))), None)
    ends = [framed] if framed is not None else [at for at in ends if joins(search.text, tokens, at)]
    if search.told or not ends or (framed is None and len(verbs) != 1):
        return
    run = range(ends[0])
    if any(_places(tokens[at]) or pick(tokens[at], Number) for at in run) or pick(tokens[ends[0]], Join):
        return
    said = trimmed(search, run)
    themed = said and _mostly_themes([tokens[at] for at in run])
    if framed is None and (not said or any(stays(tokens[at]) or cue_at(search, at) for at in run)):
        return
    if said and (themed or (framed is None and not all(known(tokens[at]) for at in run))):
        cues = [cue for at in (*verbs, *range(ends[0], len(tokens))) if (cue := cue_at(search, at)) and cue.kind]
        search.used |= {*run, *verbs, *(at for at in range(ends[0], len(tokens)) if cue_at(search, at))}
        search.told.append(told_by(search, said, cues[0].kind if cues else None, against=False))


def take_named_as(search: Search) -> None:
    """Take up what is named before the verb (把培训列为改进措施): behind it stands only what it is named as."""
    tokens = search.tokens
    for opens in (at for at, token in enumerate(tokens) if token.text in _OBJECT):
        rest = range(opens + 1, len(tokens))
        verb = next((at for at in rest if (cue := cue_at(search, at)) and cue.form == "verb"), len(tokens))
        noun = next((at for at in range(verb + 1, len(tokens)) if not is_filler(tokens[at])), None)
        named = cue_at(search, noun) if noun is not None else None
        said = trimmed(search, range(opens + 1, verb))
        if noun is None or named is None or named.form != "noun" or not said or not themes_in(search, said):
            continue
        search.used |= set(range(opens, noun + 1))
        search.told.append(told_by(search, said, named.kind, against=False))


def _parted(search: Search, at: int) -> bool:
    """Whether a comma, a colon or a dash stands before a token."""
    return any(mark in search.text[search.tokens[at - 1].end : search.tokens[at].start] for mark in _PARTING)


def _frames(token: Token) -> bool:
    """Whether a token only asks who tells what stands before it: 哪些报告提过这事."""
    asks = roles_of(token) & {"function", "list", "subject", "report", "refers", "follow"}
    return bool(asks) or any(pick(token, kind) is not None for kind in (Telling, Beside))
