"""What a question leaves out: 除了白鹭市公安局, 部门不算在内, 河南省以外, excluding 2020."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from portal.questions.cutting.parse import parse
from portal.questions.cutting.parts import Parsed, has_role, pick, years_of
from portal.questions.words.meanings import (
    Compare,
    Concept,
    Except,
    Join,
    Marker,
    OfficeName,
    Place,
    Scope,
    Sense,
    Token,
)
from portal.questions.words.vocabulary import read_lexicon

_PARTING = ",;。.()（）:—"
_FARTHEST = 10


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The tokens of one exception: from `first` to before `end`, what it leaves out from `start` to before `stop`."""

    first: int
    end: int
    start: int
    stop: int


def without_exceptions(text: str, tokens: Sequence[Token]) -> tuple[tuple[Token, ...], list[Parsed]]:
    """The tokens without those that only say what is left out, and what that is, one exception after the other."""
    tokens, kept, left_out, at = _decided(tokens), [], [], 0
    stretches = {stretch.first: stretch for stretch in _stretches(text, tokens)}
    while at < len(tokens):
        stretch = stretches.get(at)
        body = _without_all(parse(tokens[stretch.start : stretch.stop])) if stretch else None
        if stretch is None or body is None or not _names_reports(body):
            kept.append(tokens[at])
            at += 1
            continue
        said = [token for token in tokens[stretch.start : stretch.stop] if not _is_plain(token)]
        left_out.append(replace(body, said=text[said[0].start : said[-1].end]))
        at = stretch.end
    return tuple(kept), left_out


def _without_all(body: Parsed) -> Parsed:
    """除白鹭市各单位以外: all of the offices there are what is left out anyway."""
    return replace(body, aims=[item for item in body.aims if not item[1].offices])


def _stretches(text: str, tokens: Sequence[Token]) -> Iterator[_Stretch]:
    for at, token in enumerate(tokens):
        found = pick(token, Except)
        if found is None:
            continue
        if found.before and (stretch := _behind(text, tokens, at)):
            yield stretch
        elif found.after:
            first = at
            while first > 0 and _is_left_out(tokens[first - 1], at - first) and not _parted(text, tokens, first):
                if tokens[first - 1].text.endswith("内"):
                    # 示例省内、白鹭市以外: the first is where they are.
                    break
                first -= 1
            if first < at:
                yield _Stretch(first, at + 1, first, at)


def _behind(text: str, tokens: Sequence[Token], at: int) -> _Stretch | None:
    """What stands behind 除了: up to 以外 where that follows, else as long as reports are named in a row."""
    words: dict[str, Any] = read_lexicon("exceptions.json")
    last = min(len(tokens), at + _FARTHEST)
    close = next((place for place in range(at + 2, last) if tokens[place].text in words["closes"]), None)
    if close is not None:
        return _Stretch(at, close + 1, at + 1, close)
    # 去掉其中的区县
    start = at + 2 if at + 1 < len(tokens) and has_role(tokens[at + 1], "among") else at + 1
    stop = start
    while stop < len(tokens) and _is_left_out(tokens[stop], stop - start) and not _parted(text, tokens, stop):
        stop += 1
    twice = stop < len(tokens) and (item := pick(tokens[stop], Except)) is not None and item.after
    # 除掉部门不看 says twice that they are left out.
    return _Stretch(at, stop + bool(twice), start, stop) if stop > start else None


def _parted(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a mark parts a token from the one before it; 、 only goes on with a list."""
    return any(mark in text[tokens[at - 1].end : tokens[at].start] for mark in _PARTING)


def _is_left_out(token: Token, place: int) -> bool:
    """Whether a token may name what is left out; a year only where nothing else is named."""
    if years_of(token):
        return place == 0
    return any(pick(token, kind) for kind in (Place, OfficeName, Scope, Join)) or _is_plain(token)


def _is_plain(token: Token) -> bool:
    """Whether a token only says that offices or reports are meant, or nothing."""
    marker = pick(token, Marker) if not pick(token, Compare) else None
    return marker is not None and marker.roles <= {"function", "subject", "report"}


def _names_reports(body: Parsed) -> bool:
    """Whether all that is said are places, offices, levels, kinds or years."""
    beside = (body.unknown, body.unsupported, body.concepts, body.thresholds, body.aims, body.groups, body.shifts)
    return bool(body.named or body.scopes or body.years) and not any((*beside, body.sought, body.printed, body.peers))


def _decided(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """A correction rate 除去没审结的 is the rate of those decided, which has a name of its own."""
    words: dict[str, str] = read_lexicon("exceptions.json")["decided"]
    rate = next((at for at, token in enumerate(tokens) if words["rate"] in _measures(token)), None)
    open_ = next((at for at, token in enumerate(tokens) if words["column"] in _columns(token)), None)
    if rate is None or open_ is None:
        return tuple(tokens)
    beside = [at for at in (open_ - 1, open_ + 1, open_ + 2) if 0 <= at < len(tokens) and pick(tokens[at], Except)]
    if not beside:
        return tuple(tokens)
    meant = Concept((Sense(measures=frozenset([words["as"]])),))
    said = replace(tokens[rate], meanings=(meant,))
    return tuple(said if at == rate else item for at, item in enumerate(tokens) if at not in (open_, beside[0]))


def _measures(token: Token) -> frozenset[str]:
    concept = pick(token, Concept)
    return (concept.senses[0].measures or frozenset()) if concept else frozenset()


def _columns(token: Token) -> frozenset[str]:
    concept = pick(token, Concept)
    return (concept.senses[0].columns or frozenset()) if concept and concept.senses[0].rows is None else frozenset()
