"""Sentences by code in both languages, and the assumptions that a plan states with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from portal.questions.words.vocabulary import read_lexicon

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Note:
    """An assumption by its sentence's code; `about` is its subject in Chinese and English, `word` as asked."""

    code: str
    about: tuple[str, str] = ("", "")
    word: str = ""

    def text(self, language: Language) -> str:
        """The note as a sentence."""
        return say(self.code, language, about=self.about[0 if language == "zh" else 1], word=self.word)


def say(code: str, language: Language, **values: object) -> str:
    """The sentence of this code in `data/lexicon/sentences.json`, filled in."""
    return _sentences()[code][language].format(**values)


def texts(notes: Iterable[Note], language: Language) -> tuple[str, ...]:
    """Assumptions as sentences, each once."""
    return tuple(dict.fromkeys(note.text(language) for note in notes))


def joined(parts: list[str], language: Language, mark: tuple[str, str] = ("、", ", ")) -> str:
    """Parts one after the other, with the mark of the language between them."""
    return mark[0 if language == "zh" else 1].join(parts)


def unnamed(code: str, count: int, most: int, language: Language) -> str:
    """How many of a list a sentence does not name, by its sentence's code; empty where it names them all."""
    return say(code, language, rest=count - most) if count > most else ""


@cache
def _sentences() -> dict[str, dict[Language, str]]:
    sentences: dict[str, dict[Language, str]] = read_lexicon("sentences.json")["sentences"]
    return sentences
