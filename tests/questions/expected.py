"""What a right answer must say: the form in which the gold hands it to the judge."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from tests.questions.library import Key

Values = tuple[Fraction, ...]
LISTS = frozenset({"list", "ranking", "findings"})
REFUSALS = frozenset({"clarify", "no_answer"})


@dataclass(frozen=True, slots=True)
class Expected:
    """One acceptable answer.

    `rows` are the reports that must be listed, with the values that may stand beside each; `optional` may be listed
    too. `values` are the acceptable figures of the whole answer. `sets` are alternatives of what may be named.
    """

    shape: str
    kinds: frozenset[str]
    values: Values = ()
    verdict: bool | None = None
    rows: Mapping[Key, Values] = field(default_factory=dict)
    optional: Mapping[Key, Values] = field(default_factory=dict)
    order: tuple[Key, ...] = ()
    limit: int = 0
    groups: Mapping[str, Fraction] = field(default_factory=dict)
    loose_groups: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    years: frozenset[int] = frozenset()
    sets: tuple[frozenset[object], ...] = ()


def number(value: Fraction | None, *others: Fraction) -> Expected:
    """One figure; without a value, the plain statement that there is none."""
    if value is None:
        return Expected("no_value", frozenset({"number"}) | REFUSALS)
    return Expected("value", frozenset({"number"}), values=(value, *others))


def listing(rows: Mapping[Key, Values], optional: Mapping[Key, Values] | None = None) -> Expected:
    """A complete list of reports."""
    return Expected("list", LISTS, rows=rows, optional=optional or {})


def verdict(value: bool) -> Expected:
    """Yes or no."""
    return Expected("bool", frozenset({"yes_no"}), verdict=value)


def refusal(kind: str) -> Expected:
    """A question that has to be asked back or declined."""
    return Expected("kinds", frozenset({kind}))
