"""What a question measures: the one figure that all its words allow, or the question back."""

from collections.abc import Sequence
from dataclasses import replace

from index.model import Condition
from ingest.template import load_template
from portal.questions.asking.conditions import condition_of
from portal.questions.asking.naming import Scene
from portal.questions.asking.ratios import note_of_whole, ratio_of
from portal.questions.asking.years import spans, within
from portal.questions.cutting.parts import Parsed, Threshold
from portal.questions.plan import Metric, Operation
from portal.questions.refusal import Refusal, clarify, no_answer, quoted
from portal.questions.saying.notes import Note, joined
from portal.questions.saying.phrasing import ask_list, ask_number, label
from portal.questions.words.meanings import Sense
from portal.questions.words.metrics import SUM, Reading, english_label, fitting, metric_of, total_of
from portal.questions.words.names import Office, full_name
from portal.questions.words.vocabulary import load_vocabulary, read_lexicon

_CONCLUDED = frozenset(["applications.concluded"])
_EXAMPLES = ("applications.new.total", "applications.refused.total", "reconsideration.corrected", "disclosure_rate")


def asked_metric(parsed: Parsed, scene: Scene, notes: list[Note], operation: Operation) -> Metric:
    """The metric that all words of a question allow; raises Refusal where there is none or several."""
    if parsed.summed:
        return _added_up(parsed, scene, notes, operation)
    if parsed.over and (ratio := ratio_of(parsed.concepts, parsed.over)) is not None:
        notes += note_of_whole(parsed)
        return ratio
    if not parsed.concepts:
        raise _which_figure(parsed, scene)
    words, fractions = said_of(parsed), _fractions(parsed)
    readings = fitting(words) or fitting(_of_concluded(words))
    said = quoted([word for word, _ in words], scene.language)
    if not readings:
        figures = [word for word, senses in words if not any(sense.is_any_rate for sense in senses)]
        if not figures:
            rates = [metric_of(key) for key in load_vocabulary().rates]
            raise clarify("which_metric", scene.language, _readings(parsed, rates, operation, scene), words=said)
        raise _no_such_rate(figures, scene) if len(figures) < len(words) else _no_one_cell(said, scene)
    readings = _printed(readings, parsed, scene)
    metrics = [metric_of(reading.key) for reading in readings]
    if len(metrics) > 1:
        raise clarify("which_metric", scene.language, _readings(parsed, metrics, operation, scene), words=said)
    notes += readings[0].notes
    if fractions and all(sense.measures is None for _, senses in words[:-1] for sense in senses):
        notes.append(Note("rate_by_number", (metrics[0].label, english_label(metrics[0].key)), fractions[0].word))
    return metrics[0]


def _no_one_cell(said: str, scene: Scene) -> Refusal:
    return no_answer("contradiction", scene.language, words=said)


def _no_such_rate(figures: Sequence[str], scene: Scene) -> Refusal:
    """企业申请占比最高的: a share that no derived measure is; which there are is said."""
    names = joined([label(metric_of(key), scene.language) for key in load_vocabulary().rates], scene.language)
    return no_answer("no_such_rate", scene.language, words=quoted(figures, scene.language), rates=names)


def _of_concluded(words: Sequence[tuple[str, tuple[Sense, ...]]]) -> list[tuple[str, tuple[Sense, ...]]]:
    """The words without the whole of a share: of all concluded applications, as every rate of outcomes is."""
    shares = any(sense.is_any_rate for _, senses in words for sense in senses)
    whole = [item for item in words if shares and {sense.rows for sense in item[1] if not sense.weak} == {_CONCLUDED}]
    return [item for item in words if item not in whole] if whole else []


def _which_figure(parsed: Parsed, scene: Scene) -> Refusal:
    """A question that names no figure: asked back with some where it ranks, compares or counts, else refused."""
    text = scene.text.rstrip(" ?？")
    counts = parsed.named and "number" in parsed.roles
    if not (parsed.aims or parsed.shifts or counts) or not text:
        return no_answer("no_metric", scene.language)
    place = 0 if scene.language == "zh" else 1
    names = (label(metric_of(key), scene.language) for key in _EXAMPLES)
    return clarify("no_metric", scene.language, [f"{text}{('：', ': ')[place]}{name}" for name in names])


def _added_up(parsed: Parsed, scene: Scene, notes: list[Note], operation: Operation) -> Metric:
    """Several figures as their sum; asked back one by one where they do not add up."""
    figures = [replace(parsed, concepts=part.concepts, summed=[]) for part in (parsed, *parsed.summed)]
    metrics = [asked_metric(figure, scene, notes, operation) for figure in figures]
    try:
        metric = metric_of(SUM.join(one.key for one in metrics))
    except KeyError:
        words = quoted([word for figure in figures for word, _ in figure.concepts], scene.language)
        raise clarify(
            "which_metric", scene.language, _readings(parsed, metrics, operation, scene), words=words
        ) from None
    notes.append(Note("added_up", (metric.label, english_label(metric.key))))
    return metric


def said_of(parsed: Parsed) -> list[tuple[str, tuple[Sense, ...]]]:
    """The words that say what is measured, each with its senses; a threshold in per cent asks for a rate."""
    words = [(word, concept.senses) for word, concept in parsed.concepts]
    rates = Sense(measures=frozenset([*load_vocabulary().rates, "*"]))
    return [*words, *((item.word, (rates,)) for item in _fractions(parsed)[:1])]


def says_total(parsed: Parsed) -> bool:
    """Whether a word for a figure says that it is all of it (申请总量), which no single office is named for."""
    known = read_lexicon("words.json")["says_total"]
    return any(total in word for word, _ in parsed.concepts for total in known)


def _fractions(parsed: Parsed) -> list[Threshold]:
    return [item for item in parsed.thresholds if item.number.unit == "fraction"]


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


def _readings(parsed: Parsed, metrics: Sequence[Metric], operation: Operation, scene: Scene) -> list[str]:
    """The question with each metric in the place of a word that may mean several."""
    where = "".join(mention.text for mention in parsed.named)
    if operation != "number":
        return [asked_list(parsed, metric, condition_of(parsed, scene, metric, []), scene, where) for metric in metrics]
    years = joined([word.removesuffix("年") for word, _ in parsed.years], scene.language)
    return [ask_number(where, years, metric, scene.language) for metric in metrics]


def asked_list(parsed: Parsed, metric: Metric, condition: Condition | None, scene: Scene, place: str) -> str:
    """The list question said again in full."""
    years = joined([word for word, _ in parsed.years], scene.language)
    return ask_list(metric, condition, scene.language, place, years)


def asked_figure(office: Office, year: int | None, metric: Metric, scene: Scene) -> str:
    """The question for one figure said again in full."""
    return ask_number(full_name(office.heads[0]), str(year or ""), metric, scene.language)
