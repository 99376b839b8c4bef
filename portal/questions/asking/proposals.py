"""What a word that nobody knows is nearest to in meaning: a figure of the tables, or a theme of the narrative.

The embedding of the descriptions proposes it; it computes nothing, and the answer states what the word was taken for.
The bounds were set on 51 words outside the lexicon, 29 of them for some figure: 13 lay beyond both bounds, all 13
with the figure meant. Likeness knows no negation, so rows that are named by what was not done are never proposed.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from index.themes import load_themes
from portal.questions.cutting.parts import Parsed, Told
from portal.questions.plan import Mention
from portal.questions.saying.notes import Note
from portal.questions.words.fold import is_chinese
from portal.questions.words.meanings import Concept, Sense
from portal.questions.words.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from index.encoder import Encoder, Matrix

# Cosines of the embedded model; a word must be this near, and this much nearer than to anything else.
LEAST = 0.66
MARGIN = 0.12
_LONGEST = 16
_SHORTEST = 2
_RATE_ENDINGS = ("率", "比", "比例", "占比", "比重")
_LEFT_OUT = ("applications.other", "narrative")
_WHOLE = ("applications", "review")


@dataclass(frozen=True, slots=True)
class _Near:
    """A key with its names in Chinese and English."""

    key: str
    names: tuple[str, str]


def proposed(parsed: Parsed) -> tuple[Parsed, Note] | None:
    """The question with its unknown words taken for what is nearest in meaning, and that as a note; None where none is.

    Raises ModelError where the model cannot be loaded.
    """
    phrase = _phrase(parsed)
    if phrase is None:
        return None
    if parsed.told:
        found = _nearest(phrase, "themes")
        if found is None:
            return None
        mention = Mention((found.key,), kind=parsed.told[0].mention.kind)
        taken = replace(parsed, unknown=[], told=[Told(phrase, mention, parsed.told[0].answering)])
        return taken, Note("by_meaning", found.names, phrase)
    found = _nearest(phrase, "rates" if phrase.endswith(_RATE_ENDINGS) else "figures")
    if found is None:
        return None
    rates = load_vocabulary().rates
    rows = None if found.key in rates else frozenset(load_vocabulary().rows_of(found.key))
    sense = Sense(rows=rows, measures=frozenset([found.key]) if rows is None else None)
    taken = replace(parsed, unknown=[], concepts=[(phrase, Concept((sense,)))])
    return taken, Note("by_meaning", found.names, phrase)


def _phrase(parsed: Parsed) -> str | None:
    """The unknown words with what stands between them, where nothing else in the question says what is asked for."""
    if not parsed.unknown or parsed.concepts or parsed.sought or parsed.printed or parsed.unsupported or parsed.further:
        return None
    if any(told.mention.themes or told.mention.text for told in parsed.told) or not _asks(parsed):
        return None
    fits = _SHORTEST <= len(parsed.unread) <= _LONGEST and is_chinese(parsed.unread)
    return parsed.unread if fits else None


def _asks(parsed: Parsed) -> bool:
    """Whether what is known of a question has the shape of one about reports."""
    placed = parsed.years or parsed.named or parsed.scopes
    return bool(placed and (parsed.roles & {"list", "subject", "number"} or parsed.aims or parsed.told))


def _nearest(phrase: str, what: str) -> _Near | None:
    # Imported when a word is not known: a command that understands its question needs no model.
    from index.encoder import chosen_model

    encoder = chosen_model()
    wanted = encoder.query(phrase)
    if wanted is None:
        return None
    vectors, owners = _described(encoder, what)
    best: dict[_Near, float] = {}
    for owner, likeness in zip(owners, vectors @ wanted, strict=True):
        best[owner] = max(best.get(owner, -1.0), float(likeness))
    (first, most), (_, second) = sorted(best.items(), key=lambda pair: -pair[1])[:2]
    return first if most >= LEAST and most - second >= MARGIN else None


@lru_cache(maxsize=4)
def _described(encoder: "Encoder", what: str) -> tuple["Matrix", Sequence[_Near]]:
    """The vectors of all descriptions, and what each describes."""
    described = list(_DESCRIPTIONS[what]())
    encoded = encoder.passages([text for _, text in described])
    return encoded.vectors, [described[number][0] for number in encoded.numbers]


def _figures() -> Iterable[tuple[_Near, str]]:
    vocabulary = load_vocabulary()
    for entry in (*vocabulary.rows.values(), *vocabulary.groups.values()):
        if not entry.key.startswith(_LEFT_OUT) and entry.key not in _WHOLE:
            near = _Near(entry.key, (entry.zh, entry.en))
            yield from ((near, text) for text in (entry.zh, *entry.say, *entry.also) if is_chinese(text))


def _rates() -> Iterable[tuple[_Near, str]]:
    for rate in load_vocabulary().rates.values():
        near = _Near(rate.key, (rate.zh, rate.en))
        yield from ((near, text) for text in (rate.zh, *rate.say) if is_chinese(text))


def _themes() -> Iterable[tuple[_Near, str]]:
    for key, theme in load_themes().items():
        near = _Near(key, (theme.name, theme.english))
        yield from ((near, text) for text in (theme.name, *theme.words))


_DESCRIPTIONS: dict[str, Callable[[], Iterable[tuple[_Near, str]]]] = {
    "figures": _figures,
    "rates": _rates,
    "themes": _themes,
}
