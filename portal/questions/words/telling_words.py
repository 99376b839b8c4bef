"""The phrases for what the narrative tells, and those that join conditions, from `data/lexicon/`."""

from collections.abc import Iterator

from index.themes import Theme, load_themes
from portal.questions.words.meanings import Join, Marker, Meaning
from portal.questions.words.told_meanings import Beside, Telling, Topic
from portal.questions.words.vocabulary import read_lexicon


def telling_phrases() -> Iterator[tuple[str, Meaning]]:
    """Each phrase with its meaning: themes, verbs and nouns of telling, joining words."""
    data = read_lexicon("telling.json")
    yield from _topics()
    for entry in data["verbs"]:
        yield from ((phrase, Telling("verb", entry["kind"])) for phrase in entry["say"])
    yield from ((phrase, Telling("verb", "measure", against=True)) for phrase in data["against"])
    for entry in data["nouns"]:
        yield from ((phrase, Telling("noun", entry["kind"])) for phrase in entry["say"])
    for kind, phrases in data["joins"].items():
        yield from ((phrase, Join(kind)) for phrase in phrases)
    for lack, phrases in ((True, data["lack"]), (False, data["beside"])):
        yield from ((phrase, Beside(lack)) for phrase in phrases)
    yield from ((phrase, Marker(frozenset(["list"]))) for phrase in data["what"])
    yield from ((phrase, Marker(frozenset(["function"]))) for phrase in data["function"])


def _topics() -> Iterator[tuple[str, Topic]]:
    """Each phrase with the narrowest theme that goes by it."""
    topics: dict[str, Topic] = {}
    for theme in sorted(load_themes().values(), key=lambda theme: (not theme.narrow, len(theme.words))):
        for phrase, topic in _named(theme):
            topics.setdefault(phrase, topic)
    yield from topics.items()


def _named(theme: Theme) -> Iterator[tuple[str, Topic]]:
    for phrase in theme.lacks:
        literal = not theme.narrow and phrase in theme.words and phrase not in theme.said
        yield phrase, Topic(theme.id, lack=True, literal=literal)
    words = () if theme.narrow else (word for word in theme.words if len(word) > 1)
    yield from ((phrase, Topic(theme.id)) for phrase in (theme.name, theme.english, *theme.said, *words))
