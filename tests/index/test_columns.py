import random
from collections.abc import Mapping
from decimal import Decimal
from typing import get_args

import pytest

from index.columns import Column, column_of, figures_of
from index.measures import DERIVED, SUMS, cells_of, derived, measure_of, parts_of, value_of
from index.model import Measure
from ingest.model import Fact, Location, State

STATES: tuple[State | None, ...] = (*get_args(State), "value", "value", "value", None)
PLACE = Location("示例.txt")
REPORTS = 300


def any_report(rng: random.Random, measure: Measure) -> dict[str, Fact]:
    """The cells of a report, each in any state or not there; few reports have many states at once."""
    states = rng.choices(STATES, k=rng.randint(1, 3))
    facts = {}
    for key in cells_of(measure):
        state = rng.choice(states)
        if state in ("value", "zero", "restored"):
            number = (
                Decimal(0) if state == "zero" else Decimal(rng.choice(("1", "2.50", "1200", "0.1", "9999999999.99")))
            )
            facts[key] = Fact(key, number, str(number), state, PLACE)
        elif state is not None:
            facts[key] = Fact(key, None, None, state, PLACE)
    return facts


def columns(measure: Measure, reports: list[dict[str, Fact]]) -> Mapping[str, Column]:
    """The columns of these reports as the catalog hands them over."""
    found = {}
    for key in cells_of(measure):
        cells = [(version, facts[key]) for version, facts in enumerate(reports, 1) if key in facts]
        versions = [version for version, _ in cells]
        values = ["" if fact.value is None else str(fact.value) for _, fact in cells]
        found[key] = column_of(
            (versions, values, [fact.state for _, fact in cells]), {v: v - 1 for v in range(1, len(reports) + 1)}
        )
    return found


MEASURES = (
    measure_of("reconsideration.corrected"),
    *SUMS.values(),
    *DERIVED.values(),
    derived("refusal_rate", "business"),
)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_columns_come_to_what_each_report_comes_to(measure: Measure) -> None:
    rng = random.Random(measure.name)
    reports = [any_report(rng, measure) for _ in range(REPORTS)]
    figures = figures_of(measure, columns(measure, reports))
    seen = set()
    for place, facts in enumerate(reports):
        value = value_of(measure, facts)
        seen.add(value.missing)
        got = (figures.values[place], figures.blanks[place], figures.missing[place])
        assert got == (value.number, value.blanks, value.missing), facts
        states = [fact.state for fact in facts.values()]
        assert figures.bare[place] == (bool(states) and set(states) <= {"blank", "dash"})
        above, below = parts_of(measure, facts)
        has_parts = below is not None and value.number is not None
        assert figures.parts[place] == ((above.number, below.number) if has_parts and below else None)
    assert seen >= {None, "blank", "unread", "no_such_cell"}


def test_a_version_that_is_not_current_has_no_place() -> None:
    column = column_of(([1, 2, 9], ["5", "", "7"], ["value", "dash", "value"]), {2: 0, 9: 1, 4: 2})
    assert column.numbers == [Decimal(0), Decimal(7), Decimal(0)]
    assert list(column.flags) == [2, 1, 0]


def test_a_number_keeps_its_digits() -> None:
    column = column_of(([1], ["12345678901234567890.123456789"], ["value"]), {1: 0})
    [value] = figures_of(Measure("x", ("a",)), {"a": column}).values
    assert str(value) == "12345678901234567890.123456789"
