"""Figures of one key over many reports as columns, and what a measure comes to over them, report by report."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import add, or_

from index.measures import BLANK, FLAGS, REASONS
from index.model import Measure, Missing
from ingest.model import State

_ZERO = Decimal(0)
# For each flag of a cell: whether it is blank or dashed; for each flag of several cells: whether all of them are.
_IS_BLANK = bytes(flag & BLANK == BLANK for flag in range(256))
_IS_BARE = bytes(flag == BLANK for flag in range(256))


@dataclass(frozen=True, slots=True)
class Column:
    """One key over all reports: the number of each, 0 where it has none, and the flag of its state.

    The flag is 0 where the report's form has no such cell.
    """

    numbers: Sequence[Decimal]
    flags: bytes


@dataclass(frozen=True, slots=True)
class Figures:
    """A measure over all reports, of a rate its numerators and denominators as well.

    `bare` is 1 where nothing but blanks and dashes is printed in the cells.
    """

    values: Sequence[Decimal | None]
    missing: Sequence[Missing | None]
    blanks: bytes
    bare: bytes
    parts: Sequence[tuple[Decimal, Decimal] | None]


def column_of(cells: tuple[Sequence[int], Sequence[str], Sequence[State]], places: Mapping[int, int]) -> Column:
    """The column of a key from versions, values and states of its cells; `places` has the report of each version."""
    versions, values, states = cells
    numbers = [_ZERO] * len(places)
    flags = bytearray(len(places))
    known = {value: Decimal(value or 0) for value in set(values)}
    for version, value, state in zip(versions, values, states, strict=True):
        place = places.get(version)
        if place is not None:
            numbers[place] = known[value]
            flags[place] = FLAGS[state]
    return Column(numbers, bytes(flags))


def figures_of(measure: Measure, columns: Mapping[str, Column]) -> Figures:
    """What a measure comes to in each report, by the contract's rules for blanks."""
    above, flags, blanks = _sum([columns[key] for key in measure.numerator], ())
    if not measure.denominator:
        missing = [REASONS[flag] for flag in flags]
        values = [None if lack else number for lack, number in zip(missing, above, strict=True)]
        return Figures(values, missing, blanks, flags.translate(_IS_BARE), (None,) * len(values))
    subtracted = [columns[key] for key in measure.subtracted]
    below, its_flags, its_blanks = _sum([columns[key] for key in measure.denominator], subtracted)
    missing = [
        REASONS[flag] or REASONS[its_flag] or (None if divisor else "zero_denominator")
        for flag, its_flag, divisor in zip(flags, its_flags, below, strict=True)
    ]
    parts = [None if lack else (number, divisor) for lack, number, divisor in zip(missing, above, below, strict=True)]
    return Figures(
        values=[None if pair is None else pair[0] / pair[1] for pair in parts],
        missing=missing,
        blanks=_bytewise(add, [blanks, its_blanks]),
        bare=_bytewise(or_, [flags, its_flags]).translate(_IS_BARE),
        parts=parts,
    )


def _sum(added: Sequence[Column], subtracted: Sequence[Column]) -> tuple[Sequence[Decimal], bytes, bytes]:
    """For each report the sum of the columns, the flags of all its cells together, and how many of them are blank."""
    columns = (*added, *subtracted)
    flags = _bytewise(or_, [column.flags for column in columns])
    blanks = _bytewise(add, [column.flags.translate(_IS_BLANK) for column in columns])
    if len(columns) == 1:
        return columns[0].numbers, flags, blanks
    total = [sum(cells, _ZERO) for cells in zip(*(column.numbers for column in added), strict=True)]
    for column in subtracted:
        total = [number - taken for number, taken in zip(total, column.numbers, strict=True)]
    return total, flags, blanks


def _bytewise(operation: Callable[[int, int], int], rows: Sequence[bytes]) -> bytes:
    """One operation on the bytes at each place of all rows; no sum here comes to more than a byte holds."""
    found = reduce(operation, (int.from_bytes(row) for row in rows))
    return found.to_bytes(len(rows[0]))
