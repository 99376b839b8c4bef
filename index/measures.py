"""What can be counted in a report: its cells, sums of rows, derived rates; and how blanks count in them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, reduce
from operator import or_

from index.model import Measure, MeasuredReport, Missing, ReportHead
from ingest.model import Fact, State, TemplateName
from ingest.template import APPLICANTS, OUTCOMES, load_template

NARRATIVE = ("narrative.disclosed_items", "narrative.information_fee")
LITIGATION = ("litigation_direct", "litigation_after_reconsideration")
SMALL_SAMPLE = 30
FILTER_STATES: tuple[State, ...] = ("blank", "dash", "unread", "restored")
_NUMBER, BLANK, _UNREAD = 1, 2, 4
FLAGS: dict[State, int] = {
    "value": _NUMBER,
    "zero": _NUMBER,
    "restored": _NUMBER,
    "blank": BLANK,
    "dash": BLANK,
    "unread": _UNREAD,
}
# Why a sum has no value, by the flags of all its cells joined.
REASONS: tuple[Missing | None, ...] = ("no_such_cell", None, "blank", None, "unread", "unread", "unread", "unread")
_FORMS: tuple[TemplateName, ...] = ("2021", "2019")
_GROUPS = ("refused", "unavailable", "not_processed", "other")
# Numerator, denominator and what is taken off it: rows of `applications` in the column of the applicant (`*` for all
# rows of a group), or whole keys.
_RATES = {
    "refusal_rate": ("refused.*", "concluded", ""),
    "unavailable_rate": ("unavailable.*", "concluded", ""),
    "not_processed_rate": ("not_processed.*", "concluded", ""),
    "other_rate": ("other.*", "concluded", ""),
    "disclosure_rate": ("granted partial", "concluded", ""),
    "carried_out_rate": ("carried_out", "new carried_in", ""),
    "natural_person_share": ("applications.new.natural_person", "applications.new.total", ""),
    "correction_rate": ("reconsideration.corrected", "reconsideration.total", ""),
    "correction_rate_decided": ("reconsideration.corrected", "reconsideration.total", "reconsideration.pending"),
    "dispute_rate": (
        "reconsideration.total litigation_direct.total litigation_after_reconsideration.total",
        "new",
        "",
    ),
}


@dataclass(frozen=True, slots=True)
class Value:
    """What a measure comes to in one report; where `number` is None, `missing` says why.

    `blanks` counts the blank or dashed addends that were left out.
    """

    number: Decimal | None
    blanks: int = 0
    missing: Missing | None = None


@cache
def cell_keys() -> frozenset[str]:
    """The keys of every cell of either form."""
    return frozenset(key for name in _FORMS for key in load_template(name).cells)


@cache
def group_rows(group: str) -> tuple[str, ...]:
    """The rows of a group of table 三 over both forms: `refused` has eight.

    其他处理 is three rows in the form of 2021, one row in that of 2019 and in some reports of 2021.
    """
    forms = [load_template(name) for name in _FORMS]
    rows = dict.fromkeys(row.key for form in forms for row in (*form.rows, *form.variant_rows))
    wanted = (f"applications.{group}.", f"applications.{group}_handling")
    return tuple(key for key in rows if key.startswith(wanted))


def derived(name: str, applicant: str = "total") -> Measure:
    """A derived measure, of the total column or one kind of applicant; KeyError for an unknown name."""
    numerator, denominator, subtracted = (_cells(parts.split(), applicant) for parts in _RATES[name])
    return Measure(name if applicant == "total" else f"{name}.{applicant}", numerator, denominator, subtracted)


def _cells(parts: Iterable[str], applicant: str) -> tuple[str, ...]:
    return tuple(key for part in parts for key in _expanded(part, applicant))


def _expanded(part: str, applicant: str) -> tuple[str, ...]:
    if part.endswith(".*"):
        return tuple(f"{row}.{applicant}" for row in group_rows(part.removesuffix(".*")))
    return (part,) if "." in part else (f"applications.{part}.{applicant}",)


# Sums of cells by name: `applications.refused.total`, `litigation.corrected`.
SUMS = {
    f"applications.{group}.{applicant}": Measure(f"applications.{group}.{applicant}", _cells([f"{group}.*"], applicant))
    for group in _GROUPS
    for applicant in APPLICANTS
} | {
    f"litigation.{outcome}": Measure(f"litigation.{outcome}", tuple(f"{group}.{outcome}" for group in LITIGATION))
    for outcome in OUTCOMES
}
# The derived measures by name, over the total column.
DERIVED = {name: derived(name) for name in _RATES}


def measure_of(key: str) -> Measure:
    """The measure that a key names: a rate, a sum, or the cell or narrative figure itself."""
    return DERIVED.get(key) or SUMS.get(key) or Measure(key, (key,))


def cells_of(measure: Measure) -> tuple[str, ...]:
    """The keys that a measure is computed from, each once, in its order."""
    return tuple(dict.fromkeys((*measure.numerator, *measure.denominator, *measure.subtracted)))


def value_of(measure: Measure, facts: Mapping[str, Fact]) -> Value:
    """A measure in one report by the contract's rules for blanks; `facts` are the report's own cells by key."""
    numerator, denominator = parts_of(measure, facts)
    if denominator is None:
        return numerator
    blanks = numerator.blanks + denominator.blanks
    if numerator.number is None or denominator.number is None:
        return Value(None, blanks, numerator.missing or denominator.missing)
    if not denominator.number:
        return Value(None, blanks, "zero_denominator")
    return Value(numerator.number / denominator.number, blanks)


def parts_of(measure: Measure, facts: Mapping[str, Fact]) -> tuple[Value, Value | None]:
    """Numerator and denominator of a rate in one report; a sum is its numerator alone."""
    numerator = _sum([(key, 1) for key in measure.numerator], facts)
    if not measure.denominator:
        return numerator, None
    addends = [*((key, 1) for key in measure.denominator), *((key, -1) for key in measure.subtracted)]
    return numerator, _sum(addends, facts)


def measured_in(measure: Measure, head: ReportHead, facts: Mapping[str, Fact]) -> MeasuredReport:
    """A measure in one report with the cells that it was computed from; `facts` are the report's own cells by key."""
    value, (above, below) = value_of(measure, facts), parts_of(measure, facts)
    cells = tuple(facts[key] for key in cells_of(measure) if key in facts)
    parts = None
    if below is not None and below.number is not None and above.number is not None:
        parts = above.number, below.number
    return MeasuredReport(head, value.number, value.blanks, cells, value.missing, parts=parts)


def _sum(addends: Sequence[tuple[str, int]], facts: Mapping[str, Fact]) -> Value:
    """The signed sum of the cells that the report has."""
    present = [(facts[key], sign) for key, sign in addends if key in facts]
    numbers = [sign * fact.value for fact, sign in present if fact.value is not None]
    blanks = sum(fact.state in ("blank", "dash") for fact, _ in present)
    missing = REASONS[reduce(or_, (FLAGS[fact.state] for fact, _ in present), 0)]
    return Value(None if missing else sum(numbers, Decimal(0)), blanks, missing)


def states_of(measure: Measure, value: Value, facts: Mapping[str, Fact]) -> frozenset[State]:
    """The states that a sum or rate is found by: why it has no value, or that a restored cell is part of it."""
    if value.missing == "blank" or value.missing == "unread":
        return frozenset([value.missing])
    restored = any(facts[key].state == "restored" for key in cells_of(measure) if key in facts)
    return frozenset(["restored"]) if restored and value.number is not None else frozenset()
