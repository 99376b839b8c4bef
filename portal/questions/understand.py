"""From a question to its plan: nothing said is dropped, every default is stated."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from index.library import Library
from ingest.gazetteer import load_gazetteer
from portal.questions.asking.further import full_plan
from portal.questions.asking.inquiries import inquiry_of
from portal.questions.asking.naming import Scene, listed
from portal.questions.asking.proposals import proposed
from portal.questions.cutting.asides import without_asides
from portal.questions.cutting.bounding import one_condition
from portal.questions.cutting.followups import in_context
from portal.questions.cutting.openings import without_opening
from portal.questions.cutting.parts import ALTERNATIVES, PLACE_ENDINGS, YEARS_COUNTED, Parsed
from portal.questions.cutting.premises import (
    asks_for_any,
    premise_in,
    says_what,
    without_mark,
    without_rhetoric,
    without_so,
    without_why,
)
from portal.questions.cutting.reading import parsed_text
from portal.questions.cutting.remarks import without_remarks
from portal.questions.cutting.settling import settled
from portal.questions.cutting.settling_years import every_year_shown
from portal.questions.glossary import asked_term, term_before, with_term
from portal.questions.plan import Inquiry, NotUnderstood, Plan
from portal.questions.refusal import Refusal, clarify, no_answer, quoted
from portal.questions.saying.notes import Language, say
from portal.questions.words.fold import fold, language_of
from portal.questions.words.lexicon import load_lexicon
from portal.questions.words.meanings import Unsupported
from portal.questions.words.names import Names, names_of
from portal.questions.words.spelling import slip
from portal.questions.words.vocabulary import read_lexicon

MAX_LENGTH = 300
_MOST_READINGS = 12
# Left out of a question, these would turn it round.
_DENYING = "不没无非未别"
_IT = re.compile(r"(?<![a-z])(?:did|does|has|had|was) (it|they)(?![a-z])")


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
        if context and (fuller := with_term(text, context, language)) != text:
            question, text = fuller, fold(fuller)
        if term := asked_term(text, language):
            return term
        names = names_of(library.vocabulary)
        if not names.heads:
            raise no_answer("no_library", language)
        question, beside = _without_asides(question, names)
        context = [_without_asides(earlier, names)[0] for earlier in context if 0 < len(fold(earlier)) <= MAX_LENGTH]
        text = fold(question)
        parsed, before = in_context(_asked(question, context, names), context, names, text)
        if parsed.unknown and not parsed.unsupported:
            _ask_about_slips(text, parsed.unknown, names, language)
        taken = proposed(parsed)
        parsed = taken[0] if taken else parsed
        parsed, scene = settled(_with_nobody(parsed, text, before), text), Scene(names, today, language, text)
        checked, shown = without_why(parsed), every_year_shown(parsed)
        parsed = checked or shown or parsed
        if (premise := beside["premise"]) and without_mark(premise) in question and "number" in parsed.roles:
            parsed = replace(parsed, thresholds=[], negations=[])
        _refuse_unread(parsed, scene, lambda text: understand(text, library, today, context))
        planned = _planned(parsed, scene, library)
        notes = [say("follows", language, before=before)] if before is not None else []
        notes += [say(f"beside_{kind}", language, said=said) for kind, said in beside.items() if said]
        notes += [taken[1].text(language)] if taken else []
        notes += _on_what_was_asked(checked, shown, planned, language)
        return replace(planned, assumptions=(*notes, *planned.assumptions)) if notes else planned
    except Refusal as refusal:
        return refusal.outcome


def _on_what_was_asked(
    checked: Parsed | None, shown: Parsed | None, planned: Plan | Inquiry, language: Language
) -> list[str]:
    """That a reason is not told but whether it is so, or that the figures show it where no yes or no says it."""
    verdict = isinstance(planned, Plan) and planned.condition is not None
    if checked is None and (shown is None or verdict):
        return []
    return [say("why_checked" if checked else "years_shown", language)]


def _with_nobody(parsed: Parsed, text: str, before: str | None) -> Parsed:
    """Did it get more than the year before: where nobody is named, nobody knows who that is."""
    it = _IT.search(text) if before is None and parsed.shifts and not parsed.named else None
    return replace(parsed, unknown=[*parsed.unknown, it[1]]) if it else parsed


def _asked(question: str, context: Sequence[str], names: Names) -> Parsed:
    """The parts of a question; behind one about a term (什么是不予公开, 2025年谁最多) it is of what was explained."""
    parsed = parsed_text(question, names)
    known = term_before(context, language_of(question)) if context and not says_what(parsed) else None
    return parsed_text(f"{question} {known}", names) if known else parsed


def _ask_about_slips(text: str, unknown: Sequence[str], names: Names, language: Language) -> None:
    """Ask whether each unknown word was meant for the known one that looks or sounds like it."""
    meant, slips = text, []
    for word in unknown:
        found = slip(meant, [word], names.known) if word not in load_lexicon().chinese else None
        if found is None:
            # With another word that nobody knows the question would not be understood either way.
            return
        meant = meant.replace(found.written, found.meant, 1)
        slips.append(found)
    if slips:
        written, known = (quoted(words, language) for words in zip(*((s.written, s.meant) for s in slips), strict=True))
        raise clarify("slip", language, [meant], written=written, meant=known)


def _without_asides(question: str, names: Names) -> tuple[str, dict[str, str]]:
    """A question without what it takes for granted and what is said around it, and both."""
    question, opening = without_opening(question, names)
    question, premise = _without_premise(without_rhetoric(question), names)
    question, remarks = without_remarks(question, names)
    question, asides = without_asides(question, names)
    return question, {"premise": premise, "remarks": "；".join(filter(None, (opening, remarks, asides)))}


def _without_premise(question: str, names: Names) -> tuple[str, str]:
    """A question without what it takes for granted, and that; where nothing else is asked for, without the mark."""
    premise = premise_in(question)
    if not premise:
        return without_so(question), ""
    rest = question.replace(premise, "", 1)
    asked = parsed_text(rest, names)
    if not says_what(asked):
        return question.replace(premise, without_mark(premise), 1), premise.strip(" ，,。；;")
    said = parsed_text(premise, names)
    about = [] if asked.years else [word for word, _ in said.years]
    about += [] if asked.named else [mention.text for mention in said.named]
    return " ".join([*about, rest]), premise.strip(" ，,。；;")


def _refuse_unread(parsed: Parsed, scene: Scene, read: Callable[[str], Plan | Inquiry | NotUnderstood]) -> None:
    """Stop at words that ask for what is not there yet, and at words that nobody knows.

    Where the question can be read without the words that nobody knows, it is offered without them.
    """
    language = scene.language
    if parsed.unsupported:
        raise _unsupported(parsed.unsupported, parsed, language)
    if own := [word for word in parsed.unknown if word in read_lexicon("words.json")["own_place"]]:
        found = sorted({office.path for office in scene.names.offices if office.path})
        instead = [scene.text.replace(own[0], path.rpartition("/")[2], 1) for path in found][:_MOST_READINGS]
        raise clarify("own_place", language, instead, words=quoted(own, language))
    if parsed.unknown:
        code = "unknown_place" if all(_is_place(word) for word in parsed.unknown) else "unknown"
        places = listed(sorted({o.path for o in scene.names.offices if o.path}), language)
        rest = _without_words(scene.text, parsed.unknown)
        denies = any(char in word for word in parsed.unknown for char in _DENYING)
        # Without what is asked about, all measures of all reports would be left (…，别的单位想了什么办法).
        offered = code == "unknown" and rest and not (denies or asks_for_any(parsed))
        offered = offered and not isinstance(read(rest), NotUnderstood)
        instead = [rest] if offered else []
        raise no_answer(code, language, instead, words=quoted(parsed.unknown, language), places=places)
    if not one_condition(parsed):
        words = quoted([item.word for item in parsed.thresholds] + parsed.negations, language)
        raise no_answer("several_thresholds", language, words=words)


def _figures_of(parsed: Parsed, scene: Scene, library: Library) -> Plan:
    """The plan of figures; stops where one of several conditions may do and it would ask for all of them."""
    planned = full_plan(parsed, scene, library)
    if "either" in parsed.roles and not planned.either:
        said = [(part.said, ALTERNATIVES) for part in (parsed, *parsed.further) if part.said]
        raise _unsupported(said, parsed, scene.language)
    return planned


def _planned(parsed: Parsed, scene: Scene, library: Library) -> Plan | Inquiry:
    """The plan of a question that was read; stops where a number of years is asked for and no count would be given."""
    planned = inquiry_of(parsed, scene, library) or _figures_of(parsed, scene, library)
    counted = isinstance(planned, Plan) and planned.operation == "count" and planned.reports
    if "years_counted" in parsed.roles and not counted:
        words = [word for word in read_lexicon("words.json")["years_counted"] if word in scene.text]
        raise _unsupported([(max(words, key=len), YEARS_COUNTED)], parsed, scene.language)
    return planned


def _unsupported(asked: Sequence[tuple[str, Unsupported]], parsed: Parsed, language: Language) -> Refusal:
    kinds = dict.fromkeys(kind.zh if language == "zh" else kind.en for _, kind in asked)
    words = quoted([word for word, _ in asked] + parsed.unknown, language)
    return no_answer("unsupported", language, words=words, kinds="、".join(kinds))


def _without_words(text: str, words: Sequence[str]) -> str:
    """A question without these words; "" where one does not stand in it as it is."""
    for word in words:
        if word not in text:
            return ""
        # What is left out takes its 的 along, or the from before it.
        text = re.sub(
            rf"(?:(?<![a-z])(?:from|by|of|to|for|with|about|in|on|at) )?{re.escape(word)}的?", "", text, count=1
        )
    return re.sub(r" +(?=[?,.])", "", text).strip(" ，,。；;、")


def _is_place(word: str) -> bool:
    gazetteer = load_gazetteer()
    spellings = (word, *(f"{word}{ending}" for ending in "省市区县"))
    return any(gazetteer.by_name(spelling) for spelling in spellings) or (
        len(word) > 2 and word.endswith(PLACE_ENDINGS)
    )
