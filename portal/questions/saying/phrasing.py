"""Figures, conditions and whole questions in words."""

from collections.abc import Sequence
from decimal import Decimal

from index.model import Condition, Measure, Operator
from portal.questions.plan import Metric, Ranking
from portal.questions.saying.notes import Language, joined, say
from portal.questions.words.metrics import RATE_UNIT, english_label, metric_of
from portal.questions.words.vocabulary import load_vocabulary

OPERATORS: dict[Operator, str] = {
    ">": "above",
    ">=": "at_least",
    "<": "below",
    "<=": "at_most",
    "=": "equal",
    "!=": "unequal",
}
_ENGLISH_UNITS = {"万元": " × 10,000 yuan", "元": " yuan", "条": " items"}
_SEPARATED_FROM = 10_000


def figure(value: Decimal) -> str:
    """A number as the pages write it: 9999, 12,345, 7,730.28 without trailing zeros."""
    plain = value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
    return f"{plain:,f}" if abs(value) >= _SEPARATED_FROM else f"{plain:f}"


def amount(value: Decimal, unit: str, language: Language) -> str:
    """A value with its unit; a rate as a percentage of one decimal."""
    if unit == RATE_UNIT:
        return f"{value * 100:.1f}%"
    return f"{figure(value)} {unit}" if language == "zh" else f"{figure(value)}{_ENGLISH_UNITS.get(unit, '')}"


def points_text(value: Decimal, language: Language) -> str:
    """How far two rates are apart: in percentage points, of one decimal as the rates are."""
    return say("points", language, value=f"{value * 100:.1f}")


def label(metric: Metric, language: Language) -> str:
    """What a metric is called."""
    return metric.label if language == "zh" else english_label(metric.key)


def cell_label(cell: str, language: Language) -> str:
    """What a cell is called."""
    return label(metric_of(cell), language)


def bound(number: Decimal, *, rate: bool) -> str:
    """The number of a condition as it is shown, of at most two decimals; a rate in per cent, with the sign."""
    return f"{figure(round(number * 100, 2))}%" if rate else figure(round(number, 2))


def condition_text(condition: Condition, metric: Metric, language: Language) -> str:
    """A condition in words: 超过 10 件."""
    rate = metric.unit == RATE_UNIT
    value = bound(condition.number, rate=True) if rate else amount(round(condition.number, 2), metric.unit, language)
    code = "above_zero" if condition.operator == ">" and not condition.number else OPERATORS[condition.operator]
    return say(code, language, value=value)


def order_text(ranking: Ranking, unit: str, language: Language) -> str:
    """From which end a ranking goes, and which place alone is given."""
    rates = {"most": "highest", "least": "lowest"}
    order = say(rates.get(ranking.order, ranking.order) if unit == RATE_UNIT else ranking.order, language)
    return say("nth", language, order=order, place=ranking.top) if ranking.only_last else order


def ask_number(who: str, year: str, metric: Metric, language: Language) -> str:
    """The full question for one office's figure; without a year where none is given."""
    code = "ask_number" if year else "ask_number_newest"
    return say(code, language, office=who, year=year, about=label(metric, language))


def ask_list(metric: Metric, condition: Condition | None, language: Language, place: str = "", years: str = "") -> str:
    """The full question for the offices that meet a condition, `years` in the words of the question."""
    said = condition_text(condition, metric, language) if condition else ""
    parts = say("ask_list", language, place=place, years=years, about=label(metric, language), condition=said)
    return " ".join(parts.split()).replace(" ?", "?")


def formula(metric: Metric, measure: Measure, language: Language) -> str | None:
    """How a sum or rate is computed, in words; None for a single cell."""
    if not measure.denominator:
        return (
            f"{label(metric, language)} = {_sum_words(measure.numerator, language)}" if measure.numerator[1:] else None
        )
    above = _in_brackets(measure.numerator, language, metric)
    below = _in_brackets(measure.denominator, language, metric)
    if measure.subtracted:
        below = f"({below} − {_sum_words(measure.subtracted, language)})"
    return f"{label(metric, language)} = {above} ÷ {below}"


def _in_brackets(cells: Sequence[str], language: Language, metric: Metric) -> str:
    vocabulary = load_vocabulary()
    rows = tuple(cell.rpartition(".")[0] for cell in cells)
    column = cells[0].rpartition(".")[2]
    group = next((key for key, entry in vocabulary.groups.items() if set(entry.rows) == set(rows)), None)
    if group and len(rows) > 1:
        return cell_label(f"{group}.{column}", language)
    return cell_label(cells[0], language) if len(cells) == 1 else f"({_sum_words(cells, language)})"


def _sum_words(cells: Sequence[str], language: Language) -> str:
    return joined([cell_label(cell, language) for cell in cells], language, (" + ", " + "))
