"""The conditions of a question beside the first one: on figures, on findings, on what the narrative tells."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.library import Library
from index.model import Filter, Filters
from index.themes import Theme, load_themes
from portal.questions.asking.asked_metric import asked_metric
from portal.questions.asking.conditions import conditions_of
from portal.questions.asking.left_out import refuse_kept
from portal.questions.asking.naming import Scene
from portal.questions.asking.planning import plan_of
from portal.questions.asking.years import asked_year
from portal.questions.computing.narrowing import may_be_among, may_be_either
from portal.questions.cutting.parts import SEVERAL_FIGURES, Parsed, Told
from portal.questions.plan import Metric, Operation, Plan, Where
from portal.questions.refusal import Refusal, clarify, no_answer, quoted
from portal.questions.saying.notes import Note, joined, say, texts
from portal.questions.saying.phrasing import ask_number
from portal.questions.words.metrics import RATE_UNIT
from portal.questions.words.telling_tokens import telling_words

_NARROWED: tuple[Operation, ...] = ("list", "count", "share", "yes_no", "ranking", "sum", "average", "median")

# Checks that hold figures against each other.
_OF_FIGURES = frozenset(["row_sum", "balance", "concluded_sum", "review_sum", "carry_over", "stock", "text_vs_table"])


def full_plan(parsed: Parsed, scene: Scene, library: Library) -> Plan:
    """The plan of a question about figures with all its conditions; raises Refusal where they do not go together."""
    told = [_said(item, scene) for item in parsed.told]
    _refuse_figure_checked(parsed, scene)
    try:
        plan = plan_of(parsed, scene, library)
    except Refusal as refusal:
        raise _adding(refusal, [*(part.said for part in parsed.further), *told], scene) from refusal
    refuse_kept(parsed, plan.filters, scene)
    plan = replace(plan, reports=True) if _counts_reports(plan, parsed) else plan
    return _with_conditions(plan, parsed, (scene, told))


def _counts_reports(plan: Plan, parsed: Parsed) -> bool:
    """Whether 有几份报告 counts the reports: an office may have several over the years."""
    reports = any(aim.operation == "count" and aim.reports for _, aim in parsed.aims)
    return reports and plan.operation == "count" and not any((plan.each_year, plan.change, plan.by))


def _refuse_figure_checked(parsed: Parsed, scene: Scene) -> None:
    """Stop where a figure stands bare beside what does not add up: it says of which figure, which no check is of."""
    parts = (parsed, *parsed.further)
    checks = {item.value for part in parts for _, sought in part.sought for item in sought.filters}
    bare = [part for part in parts if part.concepts and not (part.thresholds or part.negations or part.sought)]
    plain = [part for part in bare if not any(word in part.said for word in telling_words()["has"])]
    rows = [
        part
        for part in plain
        if not any(sense.columns or sense.measures for _, word in part.concepts for sense in word.senses)
    ]
    if checks & _OF_FIGURES and rows and not (parsed.aims or parsed.told or parsed.shifts):
        raise no_answer("inquiry_alone", scene.language, words=quoted(_words(parsed), scene.language))


def _with_conditions(plan: Plan, parsed: Parsed, about: tuple[Scene, Sequence[str]]) -> Plan:
    scene, told = about
    notes: list[Note] = []
    own = conditions_of(parsed, scene, plan.metric, [])[1:] if plan.condition is not None and not plan.change else ()
    also = [Where(plan.metric, condition) for condition in own]
    if not (also or parsed.further or parsed.told or parsed.sought):
        return plan
    if plan.operation == "number" and parsed.further:
        raise _one_at_a_time(plan, parsed, scene)
    held = plan.against is not None and plan.operation != "list"
    if plan.operation not in _NARROWED or plan.change or held or plan.peers:
        raise no_answer("conditions_alone", scene.language, words=quoted(_words(parsed), scene.language))
    items = list(finding_filters(parsed, scene)) if parsed.sought else []
    for part in parsed.further:
        if part.sought:
            items += finding_filters(part, scene)
            continue
        try:
            also += _wheres(part, parsed, scene, notes)
        except Refusal as refusal:
            others = [other.said for other in (parsed, *parsed.further) if other is not part]
            raise _adding(refusal, [*others, *told], scene) from refusal
    mentions = tuple(item.mention for item in parsed.told)
    notes += [note for item in parsed.told for note in told_notes(item)]
    filters = Filters((*plan.filters.items, *dict.fromkeys(items)))
    assumptions = dict.fromkeys((*plan.assumptions, *texts(notes, scene.language)))
    full = replace(plan, filters=filters, also=tuple(also), mentions=mentions, assumptions=tuple(assumptions))
    either = "either" in parsed.roles and len(also) == len(parsed.further)
    among = "of_those" in parsed.roles and may_be_among(full)
    return replace(full, either=either and may_be_either(full), among=among)


def _wheres(part: Parsed, whole: Parsed, scene: Scene, notes: list[Note]) -> Iterator[Where]:
    """The conditions of one further clause, in the years and places of the whole question."""
    metric = _metric(part, whole, scene, notes)
    year = asked_year(part, scene) if part.years else None
    if year is not None:
        notes.append(Note("year_of_its_own"))
    if metric.unit == RATE_UNIT and not (part.thresholds or part.negations):
        # The first five and their rates are two figures; a rate bounds nothing by itself.
        kind = SEVERAL_FIGURES.zh if scene.language == "zh" else SEVERAL_FIGURES.en
        raise no_answer("unsupported", scene.language, words=quoted([part.said], scene.language), kinds=kind)
    for condition in conditions_of(part, scene, metric, notes):
        yield Where(metric, condition, year)


def _metric(part: Parsed, whole: Parsed, scene: Scene, notes: list[Note]) -> Metric:
    placed = replace(part, years=part.years or whole.years, named=whole.named, roles=whole.roles)
    return asked_metric(placed, scene, notes, "list")


def _adding(refusal: Refusal, others: Sequence[str], scene: Scene) -> Refusal:
    """A question back whose readings keep the conditions that are clear, so that each can be asked as it stands."""
    outcome = refusal.outcome
    if outcome.kind != "clarify" or not any(others):
        return refusal
    more = "".join(say("reading_also", scene.language, words=words) for words in others if words)
    end = say("reading_end", scene.language)
    readings = (
        text if all(words in text for words in others) else f"{text.rstrip('？?')}{more}{end}"
        for text in outcome.readings
    )
    return Refusal(replace(outcome, readings=tuple(readings)))


def _said(told: Told, scene: Scene) -> str:
    return say(f"reading_told_{told.mention.kind or 'any'}", scene.language, word=told.word)


def finding_filters(part: Parsed, scene: Scene) -> Iterator[Filter]:
    """What the findings of a report must be, or must not be where that is said."""
    sought = [item for _, item in part.sought]
    unclear = bool(part.negations and part.concepts)
    if len(sought) > 1 or sought[0].operation != "findings" or unclear:
        raise no_answer("inquiry_alone", scene.language, words=quoted(_words(part), scene.language))
    yield from (replace(item, excluded=bool(part.negations)) for item in sought[0].filters)


def told_notes(told: Told) -> list[Note]:
    """How what is told was looked for: by the words of a theme, or as it stands."""
    if told.mention.text is not None:
        return [Note("told_as_it_stands", word=told.word)] if told.loose else []
    left = [Note("told_left", word="”、“".join(told.left))] if told.left else []
    return [*(_theme_note(load_themes()[theme], told.word) for theme in told.mention.themes), *left]


def _theme_note(theme: Theme, word: str) -> Note:
    words = "、".join(theme.words)
    return Note("told_theme", (f"{theme.name}（{words}）", f"{theme.english} ({words})"), word)


def _one_at_a_time(plan: Plan, parsed: Parsed, scene: Scene) -> Refusal:
    """Several figures of one office, asked back one by one."""
    office = joined([mention.text for mention in parsed.named], scene.language)
    year = joined([item.value for item in plan.filters.wanted("year")], scene.language)
    metrics = [plan.metric, *(_metric(part, parsed, scene, []) for part in parsed.further if part.concepts)]
    readings = [ask_number(office, year, metric, scene.language) for metric in metrics]
    return clarify("several_figures", scene.language, readings, words=quoted(_words(parsed), scene.language))


def _words(parsed: Parsed) -> list[str]:
    parts = (parsed, *parsed.further)
    said = [word for part in parts for word, _ in (*part.concepts, *part.sought)]
    return [*said, *(told.word for told in parsed.told)]
