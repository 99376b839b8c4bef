"""What a term of the tables or of the law means, in our own words, with the article."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from index.model import Filters
from portal.questions.fold import fold, is_chinese
from portal.questions.lexicon import english_key
from portal.questions.notes import Language, joined, say
from portal.questions.plan import Answer, Inquiry
from portal.questions.refusal import no_answer
from portal.questions.vocabulary import read_lexicon

_ENDS = " ?!.,。，:"


@dataclass(frozen=True, slots=True)
class Term:
    """A term with its law and articles; texts are Chinese and English."""

    names: tuple[str, str]
    law: tuple[str, str]
    articles: tuple[str, ...]
    texts: tuple[str, str]
    say: tuple[str, ...]


@cache
def terms() -> dict[str, Term]:
    """The terms by their Chinese names."""
    data = read_lexicon("glossary.json")
    return {entry["zh"]: _term(entry, data["laws"]) for entry in data["terms"]}


def asked_term(text: str, language: Language) -> Inquiry | None:
    """The term that a folded question asks the meaning of; None where it asks for something else."""
    patterns = read_lexicon("glossary.json")["ask"]
    asked = _trimmed(text)
    for strength in ("strong", "weak"):
        for before, after in patterns[strength]:
            subject = _between(asked, before, after)
            if subject is None:
                continue
            known = _book().get(_key(subject))
            if known is not None:
                return Inquiry("term", Filters(), known)
            if strength == "strong":
                examples = joined(
                    [term.names[0 if language == "zh" else 1] for term in [*terms().values()][::6]], language
                )
                raise no_answer("no_term", language, word=subject, terms=examples)
    return None


def explained(inquiry: Inquiry, question: str, language: Language) -> Answer:
    """The meaning of a term with its law and articles."""
    term, place = terms()[inquiry.about], 0 if language == "zh" else 1
    articles = joined(list(term.articles), language)
    text = say("term", language, term=term.names[place], text=term.texts[place], law=term.law[place], articles=articles)
    return Answer(question=question, kind="term", text=text, plan=None, inquiry=inquiry, definition=text)


def _between(text: str, before: str, after: str) -> str | None:
    """What stands between the words that ask."""
    spaced = f"{before} " if before and not is_chinese(before) else before
    if len(text) <= len(spaced) + len(after) or not (text.startswith(spaced) and text.endswith(after)):
        return None
    return _trimmed(text.removeprefix(spaced).removesuffix(after)) or None


def _trimmed(text: str) -> str:
    """A text without the words of no meaning at its edges."""
    found = text.strip(_ENDS)
    edges: list[str] = read_lexicon("glossary.json")["edges"]
    for edge in edges:
        latin = not is_chinese(edge)
        found = found.removeprefix(f"{edge} " if latin else edge)
        found = found if latin else found.removesuffix(edge)
    return found.strip(_ENDS)


@cache
def _book() -> dict[str, str]:
    """The Chinese name of each term by every way to say it."""
    return {_key(fold(form)): name for name, term in terms().items() for form in (*term.names, *term.say)}


def _key(phrase: str) -> str:
    return phrase if is_chinese(phrase) else english_key(phrase)


def _term(entry: dict[str, Any], laws: dict[str, dict[str, str]]) -> Term:
    law = laws[entry["law"]]
    return Term(
        names=(entry["zh"], entry["en"]),
        law=(law["zh"], law["en"]),
        articles=tuple(entry["articles"]),
        texts=(entry["text"]["zh"], entry["text"]["en"]),
        say=tuple(entry["say"]),
    )
