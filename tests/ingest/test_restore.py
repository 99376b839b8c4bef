"""Restored cells against a solver that tries every filling."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from random import Random
from time import process_time

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.identities import Identity, identities
from ingest.restore import Unknown, restore
from ingest.template import load_template

ROWS, COLUMNS, TOTAL = ("a", "b", "sum"), ("x", "y", "total"), "total"


def key(row: str, column: str) -> str:
    return f"{row}.{column}"


GRID = {key(row, column): (row, column) for row in ROWS for column in COLUMNS}
IDENTITIES = (
    *(Identity("row_sum", (key(row, "x"), key(row, "y")), (key(row, TOTAL),)) for row in ROWS),
    *(Identity("concluded_sum", (key("a", column), key("b", column)), (key("sum", column),)) for column in COLUMNS),
)
KEYS = {row: tuple(key(row, column) for column in COLUMNS) for row in ROWS}


def fillings(known: Mapping[str, int], unknown: Sequence[Unknown], most: int) -> Iterator[dict[str, int]]:
    """Every filling with numbers up to `most` that keeps the printed order and meets all sums."""

    def of_row(row: Unknown) -> set[tuple[int, ...]]:
        width = len(row.keys)
        places = combinations(range(width), len(row.entries)) if row.short else [tuple(range(width))]
        found = set()
        for place in places:
            printed = dict(zip(place, row.entries, strict=True))
            for numbers in product(range(most + 1), repeat=width):
                if all(entry is None or numbers[index] == entry for index, entry in printed.items()):
                    found.add(numbers)
        return found

    for choice in product(*(of_row(row) for row in unknown)):
        cells = dict(known)
        for row, numbers in zip(unknown, choice, strict=True):
            cells.update(zip(row.keys, numbers, strict=True))
        if all(
            sum(cells[left] for left in item.left) == sum(cells[right] for right in item.right) for item in IDENTITIES
        ):
            yield cells


def expected(known: Mapping[str, int], unknown: Sequence[Unknown], most: int) -> dict[str, int]:
    found = list(fillings(known, unknown, most))
    missing = [name for row in unknown for name in row.keys]
    return {name: found[0][name] for name in missing if found and len({cells[name] for cells in found}) == 1}


@st.composite
def tables(draw: st.DrawFn) -> tuple[dict[str, int], list[Unknown]]:
    """A table that adds up, up to two rows short or with empty places, and one cell misprinted now and then."""
    small = st.integers(min_value=0, max_value=2)
    cells = {key(row, column): draw(small) for row in ("a", "b") for column in ("x", "y")}
    for row in ("a", "b"):
        cells[key(row, TOTAL)] = cells[key(row, "x")] + cells[key(row, "y")]
    for column in COLUMNS:
        cells[key("sum", column)] = cells[key("a", column)] + cells[key("b", column)]
    if draw(st.integers(min_value=0, max_value=5)) == 0:
        cells[draw(st.sampled_from(sorted(cells)))] += 1
    broken = draw(st.lists(st.sampled_from(ROWS), min_size=1, max_size=2, unique=True))
    unknown = []
    for row in broken:
        numbers = [cells.pop(name) for name in KEYS[row]]
        gone = draw(st.sets(st.integers(min_value=0, max_value=2), min_size=1, max_size=2))
        short = draw(st.booleans())
        entries = [None if index in gone else number for index, number in enumerate(numbers)]
        kept = tuple(entry for entry in entries if entry is not None)
        unknown.append(Unknown(KEYS[row], kept if short else tuple(entries), short))
    return cells, unknown


@settings(max_examples=150, deadline=None)
@given(tables())
def test_cell_is_restored_if_and_only_if_every_filling_gives_it_the_same_number(
    table: tuple[dict[str, int], list[Unknown]],
) -> None:
    known, unknown = table
    bounded = any(row == "sum" for row, _ in (GRID[name] for name in known))
    most = 9
    found = restore(known, unknown, frozenset(), IDENTITIES)
    # Without a known sum over it a row may be filled beyond what the brute force tries.
    if bounded or len(unknown) == 1:
        assert found == expected(known, unknown, most)
    else:
        solutions = list(fillings(known, unknown, 5))
        assert all(cells[name] == number for name, number in found.items() for cells in solutions)


def unknown_row(row: str, *entries: int | None, short: bool = False) -> Unknown:
    return Unknown(KEYS[row], entries, short)


def test_short_row_of_zeros_is_restored_where_its_total_is_zero() -> None:
    known = {name: 1 for row in ("b",) for name in KEYS[row]}
    known |= {key("b", TOTAL): 2, key("sum", "x"): 1, key("sum", "y"): 1, key("sum", TOTAL): 2}
    assert restore(known, [unknown_row("a", 0, 0, short=True)], frozenset(), IDENTITIES) == dict.fromkeys(KEYS["a"], 0)


def test_two_fillings_that_differ_restore_only_what_they_share() -> None:
    """A row that prints 0 3 may be 0 3 3 or 3 0 3: its total is certain, its parts are not."""
    assert restore({}, [unknown_row("a", 0, 3, short=True)], frozenset(), IDENTITIES[:1]) == {key("a", TOTAL): 3}


def test_blank_is_restored_by_its_row() -> None:
    assert restore({}, [unknown_row("a", 2, None, 5)], frozenset(), IDENTITIES[:1])[key("a", "y")] == 3


def test_nothing_is_restored_where_no_filling_adds_up() -> None:
    assert restore({}, [unknown_row("a", 9, None, 5)], frozenset(), IDENTITIES[:1]) == {}


def test_nothing_is_restored_from_a_table_whose_printed_cells_do_not_add_up() -> None:
    known = {key("b", "x"): 1, key("b", "y"): 1, key("b", TOTAL): 2, key("sum", "x"): 1}
    known |= {key("sum", "y"): 1, key("sum", TOTAL): 7}
    open_columns = [item for item in IDENTITIES if item.check == "concluded_sum" or item.left[0].startswith("sum")]
    assert restore(known, [unknown_row("a", 0, None, 0)], frozenset(), open_columns) == {}


def test_sum_over_a_cell_of_which_nothing_is_known_says_nothing() -> None:
    known = dict.fromkeys(KEYS["sum"], 0)
    found = restore(known, [unknown_row("a", None, None, None)], frozenset(KEYS["b"]), IDENTITIES)
    assert found == {}


def test_row_that_nothing_bounds_does_not_keep_others_from_being_restored() -> None:
    unknown = [unknown_row("a", None, None, None), unknown_row("b", 2, None, 5)]
    assert restore({}, unknown, frozenset(), IDENTITIES[:2])[key("b", "y")] == 3


def test_search_that_would_take_too_long_is_given_up() -> None:
    """Once it ran for minutes: every third row lacks up to three of its large numbers."""
    rows = [row for row in load_template("2021").rows if row.table == "三"]
    heads = {f"applications.{name}" for name in ("new", "carried_in", "concluded", "carried_out")}
    parts = [row for row in rows if row.key not in heads]
    chance = Random(2)
    numbers = {row.key: [chance.randrange(200) for _ in range(6)] for row in parts}
    sums = [sum(column) for column in zip(*numbers.values(), strict=True)]
    numbers |= {head: [0] * 6 for head in heads} | dict.fromkeys(("applications.new", "applications.concluded"), sums)
    known: dict[str, int] = {}
    unknown = []
    for index, row in enumerate(rows):
        keys, values = tuple(cell.key for cell in row.cells), [*numbers[row.key], sum(numbers[row.key])]
        if index % 3:
            known.update(zip(keys, values, strict=True))
        else:
            kept = sorted(chance.sample(range(7), chance.randrange(4, 7)))
            unknown.append(Unknown(keys, tuple(values[place] for place in kept), True))
    started = process_time()
    restore(known, unknown, frozenset(), identities([cell.key for row in rows for cell in row.cells]))
    assert process_time() - started < 10
