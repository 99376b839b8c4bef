"""What is said before a question of who asks it and what for: 我在写复议的稿子，想知道."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from portal.questions.cutting.parts import has_role, marked, pick, points_back, years_of
from portal.questions.words.meanings import (
    Aim,
    Concept,
    Grouping,
    Marker,
    Negation,
    Number,
    OfficeName,
    Place,
    Scope,
    Shift,
    Token,
)
from portal.questions.words.share_tokens import is_share
from portal.questions.words.telling_tokens import is_function
from portal.questions.words.told_meanings import Sought, Topic
from portal.questions.words.vocabulary import read_lexicon

_ENDS = re.compile(r"[,:;。]|\.(?= )")
# Who asks: 我是一名记者, 作为一名律师, as a lawyer.
_WHO = re.compile(
    r"(?:(?:我们?|本人|俺|咱们?)(?:也|就|只)?是|(?:作为|身为)(?:一[名位个]))[^,:;。?的]{1,16}[,:;。]"
    r"|(?:i am|i m|i’m|im) an? [^,:;.?]{1,40}(?:[,:;]|\.(?= ))|as an? (?!share|percentage|proportion)[^,:;.?]{1,30},"
)
_ASKED = (Concept, Topic, Sought)


def without_preface(text: str, tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens of the question alone, with the place, kind or year that only its preface names."""
    for end in _ends(text):
        before = [token for token in tokens if token.end <= end]
        rest = tokens[len(before) :]
        # 我在查过程性信息：谁用它拒过 points back at what the preface names.
        points = points_back(text[end:]) and any(pick(token, Concept) for token in before)
        asks = any(pick(token, kind) for token in rest for kind in _ASKED)
        if (asks or _WHO.fullmatch(text[:end])) and not points and _says_why(text[:end], before):
            kept = [*_kept(before, rest)]
            if not _narrows_behind(text[:end], [token for token in before if token not in kept]):
                return _placed(kept, rest)
    return _without_preamble(text, tokens)


def _ends(text: str) -> Iterator[int]:
    """Where a preface may end, the last place first: before a comma only where what follows asks."""
    words = read_lexicon("words.json")["purpose"]
    found = [
        match.end()
        for match in _ENDS.finditer(text)
        if match[0] != "," or text[match.end() :].lstrip().startswith(tuple(words["asks"]))
    ]
    found += [match.end() for match in (_WHO.match(text),) if match]
    found += [text.find(said) + len(said) for said in words["wishes"] if said in text]
    return iter(sorted(found, reverse=True))


def _says_why(head: str, before: Sequence[Token]) -> bool:
    """Whether a stretch tells why somebody asks; told of oneself alone, it names nothing that could be asked for."""
    words = read_lexicon("words.json")["purpose"]
    if _WHO.fullmatch(head):
        return True
    if any((pick(token, Number) and not years_of(token)) or pick(token, Negation) for token in before):
        return False
    if any(pick(token, Grouping) or pick(token, Shift) or is_share(token) for token in before):
        # 我要一个百分比：… says how to count.
        return False
    if head.startswith(tuple(words["opens"])):
        return not _asks_within(head, before)
    asked = any(pick(token, kind) for token in before for kind in (*_ASKED, Aim))
    asked = asked or any(has_role(token, role) for token in before for role in ("number", "which_year"))
    return head.startswith(tuple(words["persons"])) and not asked


def _asks_within(head: str, before: Sequence[Token]) -> bool:
    """Whether what stands behind the first mark of a stretch asks for something itself."""
    mark = _ENDS.search(head)
    later = [token for token in before if mark and token.start >= mark.end()]
    counts = any(has_role(token, role) for token in later for role in ("number", "list", "which_year"))
    return counts and any(pick(token, kind) for token in later for kind in _ASKED)


def _narrows_behind(head: str, dropped: Sequence[Token]) -> bool:
    """Whether a place or an office behind the first sentence would be lost (I'm writing a story. Within 青岚市, …)."""
    mark = head.find(". ")
    return any(token.start > mark >= 0 and (pick(token, Place) or pick(token, OfficeName)) for token in dropped)


def _kept(before: Sequence[Token], rest: Sequence[Token]) -> Iterator[Token]:
    """What a preface says of where and when, so far as the question leaves it open."""
    placed = any(pick(token, Place) for token in rest)
    held = placed or any(pick(token, OfficeName) for token in rest)
    scoped = any(pick(token, Scope) for token in rest)
    dated = any(map(years_of, rest))
    for token in before:
        where = (not placed and pick(token, Place)) or (not held and pick(token, OfficeName))
        if where or (not scoped and pick(token, Scope)) or (not dated and years_of(token)):
            yield token
        elif token.meanings:
            yield marked(token, "function")


def _placed(kept: Sequence[Token], rest: Sequence[Token]) -> tuple[Token, ...]:
    """What is kept of a preface and the rest; a place stands right before the office that is named without one."""
    office = next((at for at, token in enumerate(rest) if pick(token, OfficeName) and not pick(token, Place)), None)
    places = [token for token in kept if pick(token, Place)]
    if office is None or not places or any(pick(token, Place) for token in rest):
        return (*kept, *rest)
    beside = tuple(replace(token, start=rest[office].start, end=rest[office].start) for token in places)
    others = tuple(token for token in kept if token not in places)
    return (*others, *rest[:office], *beside, *rest[office:])


def _without_preamble(text: str, tokens: Sequence[Token]) -> tuple[Token, ...]:
    """论文要引个数：…: what is said before a colon of why it is asked, and nothing that is asked."""
    end = text.find(":")
    before = [token for token in tokens if token.end <= end]
    asks = any(
        meaning for token in before for meaning in token.meanings if not isinstance(meaning, Marker | Number | Topic)
    )
    # 写专栏要引一组数：…: what it is written for is no theme that reports are to tell of.
    figures = any(pick(token, Concept) for token in tokens if token not in before)
    plain = all(
        token.meanings == () or is_function(token) or pick(token, Number) or (figures and pick(token, Topic))
        for token in before
    )
    return tuple(token for token in tokens if token not in before) if before and plain and not asks else tuple(tokens)
