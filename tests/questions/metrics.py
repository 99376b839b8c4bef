"""Cells, sums of rows and derived measures of one report, in exact fractions."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.questions.library import Truth

_DIRECT, _AFTER = "litigation_direct", "litigation_after_reconsideration"
_CONCLUDED = ("applications.concluded.total",)
_NEW = ("applications.new.total",)
SUMS: dict[str, tuple[str, ...]] = {
    "refused": ("applications.refused.*.total",),
    "unavailable": ("applications.unavailable.*.total",),
    "not_processed": ("applications.not_processed.*.total",),
    "other": ("applications.other.*.total", "applications.other_handling.total"),
    "litigation": (f"{_DIRECT}.total", f"{_AFTER}.total"),
    "lost": (f"{_DIRECT}.corrected", f"{_AFTER}.corrected"),
    "litigation_upheld": (f"{_DIRECT}.upheld", f"{_AFTER}.upheld"),
    "disputes": ("reconsideration.total", f"{_DIRECT}.total", f"{_AFTER}.total"),
    "decided": ("reconsideration.total", "-reconsideration.pending"),
}
RATES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "refusal_rate": (("refused",), _CONCLUDED),
    "unavailable_rate": (("unavailable",), _CONCLUDED),
    "not_processed_rate": (("not_processed",), _CONCLUDED),
    "other_rate": (("other",), _CONCLUDED),
    "disclosure_rate": (("applications.granted.total", "applications.partial.total"), _CONCLUDED),
    "carried_out_rate": (("applications.carried_out.total",), (*_NEW, "applications.carried_in.total")),
    "natural_person_share": (("applications.new.natural_person",), _NEW),
    "correction_rate": (("reconsideration.corrected",), ("reconsideration.total",)),
    "correction_rate_decided": (("reconsideration.corrected",), ("decided",)),
    "dispute_rate": (("disputes",), _NEW),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A number, or none, and how many of its cells print no number."""

    value: Fraction | None
    blanks: int = 0


def read(report: Truth, metric: str) -> Reading:
    """What a report says of a metric."""
    if metric not in RATES and "/" not in metric:
        return _sum(report, (metric,))
    above, below = parts(report, metric)
    if above.value is None or not below.value:
        return Reading(None, above.blanks + below.blanks)
    return Reading(above.value / below.value, above.blanks + below.blanks)


def parts(report: Truth, metric: str) -> tuple[Reading, Reading]:
    """Numerator and denominator of a derived measure, or of one count over another (`a/b`)."""
    above, below = RATES[metric] if metric in RATES else tuple((term,) for term in metric.split("/"))
    return _sum(report, above), _sum(report, below)


def _sum(report: Truth, terms: Iterable[str]) -> Reading:
    cells = [cell for term in terms for cell in _cells(report, term)]
    printed = [sign * value for sign, value in cells if value is not None]
    return Reading(sum(printed, Fraction(0)) if printed else None, len(cells) - len(printed))


def _cells(report: Truth, term: str) -> list[tuple[int, Fraction | None]]:
    sign, name = (-1, term[1:]) if term.startswith("-") else (1, term)
    if name in SUMS:
        return [cell for part in SUMS[name] for cell in _cells(report, part)]
    if "*" not in name:
        return [(sign, report.facts[name])] if name in report.facts else []
    start, end = name.split("*")
    return [(sign, value) for key, value in report.facts.items() if key.startswith(start) and key.endswith(end)]


def holds(report: Truth, condition: list[Any]) -> bool:
    """Whether a report's number meets a condition; no number meets none."""
    metric, test, bound = condition
    value = read(report, metric).value
    if test == ">metric":
        other = read(report, bound).value
        return value is not None and other is not None and value > other
    return value is not None and passes(value, test, bound)


def passes(value: Fraction, test: str, bound: Any) -> bool:
    """A number against a bound, exactly."""
    if test == "between":
        low, high = bound
        return Fraction(str(low)) <= value <= Fraction(str(high))
    limit = bound if isinstance(bound, Fraction) else Fraction(str(bound))
    return {
        ">": value > limit,
        ">=": value >= limit,
        "<": value < limit,
        "<=": value <= limit,
        "=": value == limit,
    }[test]


def total(reports: Iterable[Truth], metric: str) -> Fraction | None:
    """The sum over reports of what they print; of a derived measure Σ numerators / Σ denominators."""
    rows = list(reports)
    if metric in RATES or "/" in metric:
        pairs = [parts(report, metric) for report in rows]
        above = sum((pair[0].value for pair in pairs if pair[0].value is not None), Fraction(0))
        below = sum((pair[1].value for pair in pairs if pair[1].value is not None), Fraction(0))
        return above / below if below else None
    values = [reading.value for reading in (read(report, metric) for report in rows) if reading.value is not None]
    return sum(values, Fraction(0)) if values else None
