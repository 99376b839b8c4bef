"""From a question to its plan: nothing said is dropped, every default is stated."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from index.library import Library
from ingest.gazetteer import load_gazetteer
from portal.questions.clauses import one_condition
from portal.questions.fold import fold, language_of
from portal.questions.followups import in_context
from portal.questions.further import full_plan
from portal.questions.glossary import asked_term
from portal.questions.inquiries import inquiry_of
from portal.questions.lexicon import load_lexicon
from portal.questions.names import names_of
from portal.questions.notes import say
from portal.questions.parts import PLACE_ENDINGS, Parsed
from portal.questions.plan import Inquiry, NotUnderstood, Plan
from portal.questions.reading import parsed_text
from portal.questions.refusal import Refusal, no_answer, quoted
from portal.questions.settling import settled
from portal.questions.spelling import slip
from portal.questions.whereabouts import (
    Scene,
    listed,
)

MAX_LENGTH = 300


def understand(
    question: str, library: Library, today: date, context: Sequence[str] = ()
) -> Plan | Inquiry | NotUnderstood:
    """The plan of a question, or why there is none; what it leaves out is taken from `context`, oldest first."""
    text = fold(question)
    language = language_of(question)
    try:
        if not text:
            raise no_answer("empty", language)
        if len(text) > MAX_LENGTH:
            raise no_answer("too_long", language, length=len(question), most=MAX_LENGTH)
        if term := asked_term(text, language):
            return term
        names = names_of(library.vocabulary)
        if not names.heads:
            raise no_answer("no_library", language)
        parsed, before = in_context(parsed_text(question, names), context, names, MAX_LENGTH)
        if parsed.unknown and not parsed.unsupported and (found := slip(text, parsed.unknown, load_lexicon())):
            meant = text.replace(found.written, found.meant, 1)
            raise no_answer("slip", language, [meant], written=found.written, meant=found.meant)
        parsed, scene = settled(parsed, text), Scene(names, today, language)
        _refuse_unread(parsed, scene)
        planned = inquiry_of(parsed, scene, library) or full_plan(parsed, scene, library)
        if before is None:
            return planned
        return replace(planned, assumptions=(say("follows", language, before=before), *planned.assumptions))
    except Refusal as refusal:
        return refusal.outcome


def _refuse_unread(parsed: Parsed, scene: Scene) -> None:
    """Stop at words that ask for what is not there yet, and at words that nobody knows."""
    language = scene.language
    unsupported = list(parsed.unsupported)
    if unsupported:
        kinds = dict.fromkeys(kind.zh if language == "zh" else kind.en for _, kind in unsupported)
        words = quoted([word for word, _ in unsupported] + parsed.unknown, language)
        raise no_answer("unsupported", language, words=words, kinds="、".join(kinds))
    if parsed.unknown:
        code = "unknown_place" if all(_is_place(word) for word in parsed.unknown) else "unknown"
        places = listed(sorted({o.path for o in scene.names.offices if o.path}), language)
        raise no_answer(code, language, words=quoted(parsed.unknown, language), places=places)
    if not one_condition(parsed):
        words = quoted([item.word for item in parsed.thresholds] + parsed.negations, language)
        raise no_answer("several_thresholds", language, words=words)


def _is_place(word: str) -> bool:
    gazetteer = load_gazetteer()
    spellings = (word, *(f"{word}{ending}" for ending in "省市区县"))
    return any(gazetteer.by_name(spelling) for spelling in spellings) or (
        len(word) > 2 and word.endswith(PLACE_ENDINGS)
    )
