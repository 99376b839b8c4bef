"""What one stretch of a question says that the narrative tells: themes, quoted words, or the words as they stand."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from index.themes import load_themes
from portal.questions.cutting.parts import Told, pick, without
from portal.questions.plan import Mention, ToldKind
from portal.questions.words.meanings import Compare, Join, Number, Token
from portal.questions.words.telling_tokens import is_filler, is_lack
from portal.questions.words.told_meanings import Beside, Telling, Topic


@dataclass(slots=True)
class Search:
    """One reading of a question's tokens: what was found so far, and which tokens are spoken for."""

    text: str
    tokens: Sequence[Token]
    quoted: Sequence[tuple[int, int]]
    told: list[Told] = field(default_factory=list)
    used: set[int] = field(default_factory=set)


def cue_at(search: Search, at: int) -> Telling | None:
    """A word that asks for what is told; 不足 before a number only compares."""
    follows = at + 1 < len(search.tokens) and pick(search.tokens[at + 1], Number)
    return None if pick(search.tokens[at], Compare) and follows else pick(search.tokens[at], Telling)


def trimmed(search: Search, run: Sequence[int]) -> tuple[int, int] | None:
    """The first and last token of a run that say something; what is wrong with a theme belongs to it."""
    said = [at for at in run if not is_filler(search.tokens[at])]
    if any(pick(search.tokens[at], Topic) for at in said):
        said = [at for at in run if at in said or is_lack(search.tokens[at])]
    return (said[0], said[-1]) if said else None


def told_by(search: Search, run: tuple[int, int], kind: ToldKind | None, against: bool) -> Told:
    """What one run says: the words in its quotes, its themes, or the run as it stands."""
    first, last = search.tokens[run[0]], search.tokens[run[1]]
    word = search.text[first.start : last.end]
    if quote := quote_in(search, run):
        word = search.text[slice(*quote)]
        return Told(word, Mention(text=word, kind=kind))
    topics = themes_in(search, run)
    tokens = search.tokens[run[0] : run[1] + 1]
    left = () if topics else tuple(token.text for token in tokens if not (pick(token, Topic) or is_filler(token)))
    topics = topics or [topic for token in tokens if (topic := pick(token, Topic))]
    if not topics:
        return Told(word, Mention(text=word, kind=kind), loose=True)
    if len(topics) == 1 and topics[0].literal and not left:
        return Told(word, Mention(text=word, kind=kind or "problem"))
    pairs = _alternatives(tokens)
    # 老年人或残疾人: of two that lie one within the other the outer one, where either will do.
    inner = {one for pair in pairs for one, other in (pair, pair[::-1]) if other in _around(one)}
    named = [topic.theme for topic in topics if topic.theme not in inner]
    either = set(named) in map(set, pairs)
    themes = _told_apart(named, either or _listed(search, tokens))
    lack = any(topic.lack for topic in topics) or any(map(is_lack, search.tokens[run[0] : run[1] + 1]))
    answering = lack and (against or kind == "measure")
    # What is told of a wide theme at length is what is wrong with it.
    at_length = bool(left) and not any(load_themes()[theme].narrow for theme in themes)
    of_problems = answering or (kind is None and (lack or at_length))
    mention = Mention(themes, kind="problem" if of_problems else kind, either=either and len(themes) > 1)
    return Told(word, mention, answering, left=left)


def _alternatives(tokens: Sequence[Token]) -> list[tuple[str, str]]:
    """The pairs of themes between which an 或 stands (人手不足或者只能靠兼职人员)."""
    named = [(at, topic.theme) for at, token in enumerate(tokens) if (topic := pick(token, Topic))]
    return [
        (before, after)
        for (start, before), (end, after) in pairwise(named)
        if before != after and any((join := pick(token, Join)) and join.kind == "or" for token in tokens[start:end])
    ]


def _listed(search: Search, tokens: Sequence[Token]) -> bool:
    """Whether themes stand beside each other as in a list (身份证号、个人隐私，or with a comma between)."""
    named = [(topic.theme, token) for token in tokens if (topic := pick(token, Topic))]
    return any(
        one != other and search.text[before.end : after.start].strip() in ("、", ",")
        for (one, before), (other, after) in pairwise(named)
    )


def _told_apart(named: Iterable[str], listed: bool) -> tuple[str, ...]:
    """Themes, each once; of two that lie one within the other the inner (网站的搜索), in a list the outer one."""
    themes = tuple(dict.fromkeys(named))
    around = {theme: set(_around(theme)) for theme in themes}
    if listed:
        return tuple(theme for theme in themes if around[theme].isdisjoint(themes))
    return tuple(theme for theme in themes if not any(theme in outer for outer in around.values()))


def _around(theme: str) -> Iterator[str]:
    """The themes that this one lies within, the nearest first."""
    while theme := load_themes()[theme].within:
        yield theme


def quote_in(search: Search, run: tuple[int, int]) -> tuple[int, int] | None:
    """The quoted stretch of the text that a run lies in or holds."""
    first, last = search.tokens[run[0]], search.tokens[run[1]]
    return next((span for span in search.quoted if span[0] < last.end and first.start < span[1]), None)


def themes_in(search: Search, run: tuple[int, int]) -> list[Topic]:
    """The themes of a run; none where it says anything that is neither theme nor filler."""
    topics: list[Topic] = []
    for token in search.tokens[run[0] : run[1] + 1]:
        if topic := pick(token, Topic):
            topics.append(topic)
        elif not is_filler(token):
            return []
    return topics


def is_text(search: Search, run: tuple[int, int]) -> bool:
    """Whether a run is long enough to be looked for as it stands."""
    return search.tokens[run[1]].end - search.tokens[run[0]].start > 1


def names_lack(token: Token) -> bool:
    """Whether a token names a theme by what is wrong with it."""
    topic = pick(token, Topic)
    return topic is not None and topic.lack


def without_telling(token: Token) -> Token:
    """A token for what is not narrative: words that only name themes are words that nobody knows there."""
    return without(token, Topic, Telling, Beside)


def known(token: Token) -> bool:
    """Whether a token says anything where no narrative is asked for."""
    return bool(without_telling(token).meanings)
