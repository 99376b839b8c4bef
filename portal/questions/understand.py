"""From a question to its plan: nothing said is dropped, every default is stated."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from index.library import Library
from index.model import Condition, Filter, Filters
from ingest.gazetteer import load_gazetteer
from ingest.template import load_template
from portal.questions.comparing import compared_filters
from portal.questions.conditions import condition_of
from portal.questions.fold import fold, language_of
from portal.questions.followups import in_context, parsed_text
from portal.questions.glossary import asked_term
from portal.questions.grouping import COUNTED, aim_of, group_filters, group_notes, ranking_of
from portal.questions.inquiries import inquiry_of
from portal.questions.lexicon import load_lexicon
from portal.questions.meanings import Aim, Sense
from portal.questions.metrics import Reading, english_label, fitting, metric_of, total_of
from portal.questions.names import Office, full_name, names_of
from portal.questions.notes import Language, Note, joined, say
from portal.questions.parse import PLACE_ENDINGS, Parsed
from portal.questions.peers import peers_of
from portal.questions.phrasing import ask_list, ask_number, label
from portal.questions.plan import Inquiry, Metric, NotUnderstood, Operation, Plan, Ranking
from portal.questions.refusal import Refusal, clarify, no_answer, quoted
from portal.questions.series import series_filters
from portal.questions.spelling import slip
from portal.questions.vocabulary import load_vocabulary
from portal.questions.whereabouts import (
    Scene,
    asked_year,
    list_filters,
    listed,
    office_filters,
    one_office,
    reporting_in,
    spans,
    within,
)

MAX_LENGTH = 300
_MOST_READINGS = 8


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
        parsed, before = in_context(parsed_text(text, names), context, names, MAX_LENGTH)
        if parsed.unknown and not parsed.unsupported and (found := slip(text, parsed.unknown, load_lexicon())):
            meant = text.replace(found.written, found.meant, 1)
            raise no_answer("slip", language, [meant], written=found.written, meant=found.meant)
        scene = Scene(names, today, language)
        _refuse_unread(parsed, scene)
        planned = inquiry_of(parsed, scene, library) or _plan(parsed, scene, library)
        if before is None:
            return planned
        return replace(planned, assumptions=(say("follows", language, before=before), *planned.assumptions))
    except Refusal as refusal:
        return refusal.outcome


def _plan(parsed: Parsed, scene: Scene, library: Library) -> Plan:
    aim = aim_of(parsed, scene) if not parsed.peers else None
    operation = aim.operation if aim is not None else _operation(parsed)
    notes: list[Note] = []
    metric = _metric(parsed, scene, notes, operation)
    if parsed.peers:
        return _peers_plan(parsed, scene, (metric, notes), library)
    if "which_year" in parsed.roles:
        return _best_year_plan(parsed, scene, (metric, notes), aim)
    if aim is not None and aim.operation == "comparison":
        pair = compared_filters(parsed, scene, notes, lambda o, year: _asks(o, year, metric, scene))
        return Plan("comparison", metric, pair, None, _texts(notes, scene.language))
    if aim is not None and aim.operation == "trend":
        series = series_filters(parsed, scene, notes, label(metric, scene.language))
        return Plan("trend", metric, series, None, _texts(notes, scene.language))
    if aim is not None and aim.operation == "yes_no" and parsed.named and "subject" not in parsed.roles:
        return _whether_plan(parsed, scene, metric, notes)
    if aim is not None:
        return _group_plan(parsed, scene, (metric, aim, notes), library)
    if operation == "number":
        return _number_plan(parsed, scene, metric, notes)
    condition = condition_of(parsed, scene, metric, notes)
    filters = list_filters(parsed, scene, notes, lambda place: _asked(parsed, metric, condition, scene, place))
    plan = Plan("list", metric, Filters(tuple(filters)), condition, _texts(notes, scene.language))
    if not library.heads(plan.filters):
        raise _no_reports(parsed, scene)
    return plan


def _no_reports(parsed: Parsed, scene: Scene) -> Refusal:
    said = [word for word, _ in parsed.scopes] + [mention.text for mention in parsed.named]
    said += [word for word, _ in parsed.years]
    offices = listed([office.name for office in scene.names.offices], scene.language)
    return no_answer("no_reports", scene.language, words=joined(said, scene.language), offices=offices)


def _group_plan(parsed: Parsed, scene: Scene, asked: tuple[Metric, Aim, list[Note]], library: Library) -> Plan:
    metric, aim, notes = asked
    ranking = ranking_of(aim, parsed, scene, notes)
    condition = condition_of(parsed, scene, metric, notes) if aim.operation in COUNTED else None
    about = (library, lambda place: _asked(parsed, metric, condition, scene, place))
    filters, heads = group_filters(parsed, scene, notes, about)
    if not heads:
        raise _no_reports(parsed, scene)
    notes += group_notes(aim, filters, heads)
    return Plan(aim.operation, metric, filters, condition, _texts(notes, scene.language), ranking)


def _peers_plan(parsed: Parsed, scene: Scene, asked: tuple[Metric, list[Note]], library: Library) -> Plan:
    metric, notes = asked
    peers = peers_of(parsed, scene)
    ask = (library, lambda place: _asked(parsed, metric, None, scene, place))
    filters, heads = group_filters(parsed, scene, notes, ask)
    if not heads:
        raise _no_reports(parsed, scene)
    return Plan("list", metric, filters, None, _texts(notes, scene.language), peers=peers)


def _best_year_plan(parsed: Parsed, scene: Scene, asked: tuple[Metric, list[Note]], aim: Aim | None) -> Plan:
    """The highest or lowest year of one office's series."""
    metric, notes = asked
    if aim is None or aim.operation != "ranking" or len(parsed.named) != 1:
        raise no_answer("which_year_best", scene.language)
    series = series_filters(parsed, scene, notes, label(metric, scene.language))
    ranking = Ranking(aim.order, parsed.top or 1)
    return Plan("ranking", metric, series, None, _texts(notes, scene.language), ranking)


def _texts(notes: Sequence[Note], language: Language) -> tuple[str, ...]:
    return tuple(dict.fromkeys(note.text(language) for note in notes))


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
    if len(parsed.thresholds) > 1 or len(parsed.negations) > 1:
        words = quoted([item.word for item in parsed.thresholds] + parsed.negations, language)
        raise no_answer("several_thresholds", language, words=words)


def _is_place(word: str) -> bool:
    gazetteer = load_gazetteer()
    spellings = (word, *(f"{word}{ending}" for ending in "省市区县"))
    return any(gazetteer.by_name(spelling) for spelling in spellings) or (
        len(word) > 2 and word.endswith(PLACE_ENDINGS)
    )


def _operation(parsed: Parsed) -> Operation:
    """A figure is asked of a named office, unless offices are asked for or a condition is set."""
    asks_offices = (
        "subject" in parsed.roles or _of_each(parsed) or ("list" in parsed.roles and "number" not in parsed.roles)
    )
    if parsed.named and not asks_offices and not parsed.thresholds:
        return "number"
    narrowed = bool(parsed.scopes) and "number" not in parsed.roles
    return "list" if asks_offices or parsed.thresholds or "list" in parsed.roles or narrowed else "number"


def _of_each(parsed: Parsed) -> bool:
    """Whether 各单位 asks for each office's figure, its sum not being asked for."""
    return any(aim.operation == "sum" for _, aim in parsed.aims)


def _metric(parsed: Parsed, scene: Scene, notes: list[Note], operation: Operation) -> Metric:
    if not parsed.concepts:
        raise no_answer("no_metric", scene.language)
    words: list[tuple[str, tuple[Sense, ...]]] = [(word, concept.senses) for word, concept in parsed.concepts]
    fractions = [item for item in parsed.thresholds if item.number.unit == "fraction"]
    if fractions:
        rates = Sense(measures=frozenset([*load_vocabulary().rates, "*"]))
        words.append((fractions[0].word, (rates,)))
    readings = fitting(words)
    said = quoted([word for word, _ in words], scene.language)
    if not readings:
        raise no_answer("contradiction", scene.language, words=said)
    readings = _printed(readings, parsed, scene)
    metrics = [metric_of(reading.key) for reading in readings]
    if len(metrics) > 1:
        raise clarify("which_metric", scene.language, _readings(parsed, metrics, operation, scene), words=said)
    notes += readings[0].notes
    if fractions and all(sense.measures is None for _, senses in words[:-1] for sense in senses):
        notes.append(Note("rate_by_number", (metrics[0].label, english_label(metrics[0].key)), fractions[0].word))
    return metrics[0]


def _printed(readings: Sequence[Reading], parsed: Parsed, scene: Scene) -> tuple[Reading, ...]:
    """Those of several readings whose cells some form in use in the years asked for has; else all."""
    if len(readings) == 1:
        return tuple(readings)
    asked = spans(parsed, scene, [])
    years = {year for span in asked for year in within(scene.names.years, *span)} if asked else set(scene.names.years)
    forms = {head.template for head in scene.names.heads if head.year in years}
    cells = {cell for form in forms for cell in load_template(form).cells}
    printed = tuple(reading for reading in readings if set(total_of(metric_of(reading.key)).numerator) & cells)
    return printed or tuple(readings)


def _asked(parsed: Parsed, metric: Metric, condition: Condition | None, scene: Scene, place: str) -> str:
    """The list question said again in full."""
    years = joined([word for word, _ in parsed.years], scene.language)
    return ask_list(metric, condition, scene.language, place, years)


def _readings(parsed: Parsed, metrics: Sequence[Metric], operation: Operation, scene: Scene) -> list[str]:
    """The question with each metric in the place of a word that may mean several."""
    where = "".join(mention.text for mention in parsed.named)
    if operation != "number":
        return [_asked(parsed, metric, condition_of(parsed, scene, metric, []), scene, where) for metric in metrics]
    years = joined([word.removesuffix("年") for word, _ in parsed.years], scene.language)
    return [ask_number(where, years, metric, scene.language) for metric in metrics]


def _in_scope(office: Office, parsed: Parsed) -> bool:
    head = office.heads[0]
    narrowed = {item.pair for _, scope in parsed.scopes for item in scope.filters}
    return narrowed <= {("level", head.level), ("office_kind", head.office_kind)}


def _asks(office: Office, year: int | None, metric: Metric, scene: Scene) -> str:
    return ask_number(full_name(office.heads[0]), str(year or ""), metric, scene.language)


def _whether_plan(parsed: Parsed, scene: Scene, metric: Metric, notes: list[Note]) -> Plan:
    """Whether one office meets a condition."""
    for word, _ in parsed.scopes:
        raise no_answer("number_negation", scene.language, word=word)

    def ask(office: Office, year: int | None) -> str:
        about = label(metric, scene.language)
        return say("ask_whether", scene.language, office=full_name(office.heads[0]), year=year or "", about=about)

    condition = condition_of(parsed, scene, metric, notes)
    head = one_office(parsed, scene, notes, ask)
    filters = (Filter("year", str(head.year)), *office_filters(head, scene))
    return Plan("yes_no", metric, Filters(filters), condition, _texts(notes, scene.language))


def _number_plan(parsed: Parsed, scene: Scene, metric: Metric, notes: list[Note]) -> Plan:
    for word in (*parsed.negations, *(word for word, _ in parsed.scopes if parsed.named)):
        raise no_answer("number_negation", scene.language, word=word)

    def ask(office: Office, year: int | None) -> str:
        return _asks(office, year, metric, scene)

    if not parsed.named:
        year = asked_year(parsed, scene)
        everywhere = _asked(parsed, metric, Condition(">", Decimal(0)), scene, "")
        offices = [office for office in reporting_in(scene.names.offices, year) if _in_scope(office, parsed)]
        scopes = "".join(word for word, _ in parsed.scopes)
        summed = ask_number(f"{scopes}{say('all_offices', scene.language)}", str(year or ""), metric, scene.language)
        readings = [summed, everywhere, *(ask(office, year) for office in offices[:_MOST_READINGS])]
        raise clarify("no_office", scene.language, readings)
    head = one_office(parsed, scene, notes, ask)
    filters = (Filter("year", str(head.year)), *office_filters(head, scene))
    return Plan("number", metric, Filters(filters), None, _texts(notes, scene.language))
