"""The condition that the words of a question set, in the unit of what is measured."""

from dataclasses import replace
from decimal import Decimal

from index.model import Condition
from portal.questions.asking.naming import Scene
from portal.questions.cutting.parts import Parsed, Threshold
from portal.questions.plan import Metric
from portal.questions.refusal import no_answer, quoted
from portal.questions.saying.notes import Note
from portal.questions.saying.phrasing import label
from portal.questions.words.meanings import Number
from portal.questions.words.metrics import RATE_UNIT
from portal.questions.words.vocabulary import read_lexicon

# Money by the unit that it is printed in.
YUAN = {"元": Decimal(1), "万元": Decimal(10_000)}


def condition_of(parsed: Parsed, scene: Scene, metric: Metric, notes: list[Note]) -> Condition | None:
    """The condition of a list in the metric's unit; more than 0 where none is said, none where each is asked for."""
    if not parsed.thresholds:
        if parsed.negations:
            return Condition("=", Decimal(0))
        if "every" in parsed.roles or _only_measured(parsed, metric):
            return None
        notes.append(Note("default_threshold"))
        return Condition(">", Decimal(0))
    if parsed.negations and _parted(parsed, scene.text):
        raise no_answer("unknown", scene.language, words=quoted(parsed.negations, scene.language))
    threshold = parsed.thresholds[0].flipped if parsed.negations else parsed.thresholds[0]
    if parsed.negations and not threshold.stated:
        # 一件也没有 is none at all; 没有三件 might be fewer than three, or not just three.
        if threshold.number.value == 1:
            return Condition("=", Decimal(0))
        words = quoted([*parsed.negations, threshold.word], scene.language)
        raise no_answer("unknown", scene.language, words=words)
    if not threshold.stated:
        notes.append(Note("exact_number", word=threshold.word))
    return Condition(threshold.operator, _in_unit(threshold, metric, scene, notes))


def _parted(parsed: Parsed, text: str) -> bool:
    """Whether the bound stands in another clause than the negation, which then denies something else."""
    denied = text.find(parsed.negations[0])
    bound = text.find(parsed.thresholds[0].word.partition(" ")[0], max(denied, 0))
    return denied >= 0 and any(mark in text[denied : max(bound, denied)] for mark in ",;:")


def _only_measured(parsed: Parsed, metric: Metric) -> bool:
    """提到培训的单位的公开率 asks for the figure of each: what must hold is said beside it."""
    others = parsed.told or parsed.sought or parsed.further
    word = parsed.concepts[-1][0] if parsed.concepts else ""
    quantity = metric.unit == RATE_UNIT or word.endswith(tuple(read_lexicon("words.json")["quantities"]))
    return bool(others) and quantity


def conditions_of(parsed: Parsed, scene: Scene, metric: Metric, notes: list[Note]) -> tuple[Condition, ...]:
    """All conditions on one metric: that of a list, and the other end of a range."""
    first = condition_of(parsed, scene, metric, notes)
    others = [replace(parsed, thresholds=[threshold]) for threshold in parsed.thresholds[1:]]
    found = (first, *(condition_of(other, scene, metric, notes) for other in others))
    return tuple(condition for condition in found if condition is not None)


def _in_unit(threshold: Threshold, metric: Metric, scene: Scene, notes: list[Note]) -> Decimal:
    """The number of a threshold in the metric's unit; refused where they do not go together."""
    value, unit = threshold.number.value, threshold.number.unit
    if metric.unit == RATE_UNIT and unit in ("fraction", "") and not _is_one_case(threshold):
        if unit == "" and value > 1:
            notes.append(Note("as_percent", word=threshold.word))
            return value / 100
        return value
    if metric.unit in YUAN and unit in ("yuan", ""):
        if unit == "yuan" or any(scale in threshold.word for scale in "万亿"):
            return value / YUAN[metric.unit]
        notes.append(Note("in_unit", (metric.unit, metric.unit), threshold.word))
        return value
    if metric.unit not in (RATE_UNIT, *YUAN) and unit in ("count", ""):
        return value
    about = label(metric, scene.language)
    raise no_answer("number_mismatch", scene.language, word=threshold.word, metric=about, unit=metric.unit)


def _is_one_case(threshold: Threshold) -> bool:
    """Whether a bound counts cases (at least one request): 1 in words is no rate of 100 %."""
    return threshold.number == Number(Decimal(1), "") and not any(char.isdecimal() for char in threshold.word)
