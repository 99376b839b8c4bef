"""Cells that the report does not print where they belong, but whose number its own sums leave no choice about.

A filling gives every cell of a short row, every blank and every dash a non-negative whole number such that the printed
numbers keep their order and all identities hold. A cell is restored where all fillings agree on it (DESIGN: reading,
restored cells). The search is exact or not made: where it would pass the limits below nothing is restored.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ingest.identities import Identity

MOST_CANDIDATES = 3_000
MOST_STATES = 60_000
# Steps of the search, about 20 and 2 microseconds each: rows alone, the whole table's rows, their sums.
MOST_STEPS_OF_ROW = 5_000
MOST_STEPS_OF_ROWS = 60_000
MOST_STEPS_OF_SUMS = 300_000

Candidate = tuple[int, ...]
Sums = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A row to be filled: its `keys` in printed order; `entries` are numbers in that order, None an empty place.

    `short` means that places are missing: the entries may stand under any of the keys in their order.
    """

    keys: tuple[str, ...]
    entries: tuple[int | None, ...]
    short: bool


class _Budget:
    """How many steps a search may still take; `whole` is the budget that this one is a part of."""

    def __init__(self, steps: int, whole: "_Budget | None" = None) -> None:
        self._left = steps
        self._whole = whole

    def spend(self, steps: int = 1) -> bool:
        """Take steps; False where they are more than were left."""
        self._left -= steps
        return self._left >= 0 and (self._whole is None or self._whole.spend(steps))


def restore(
    known: Mapping[str, int], unknown: Sequence[Unknown], open_keys: frozenset[str], identities: Sequence[Identity]
) -> dict[str, int]:
    """The numbers that all fillings of the `unknown` rows agree on, by key; empty where there is no filling.

    `known` are cells printed in their place, `open_keys` cells of which nothing is known: an identity over one of
    them says nothing.
    """
    return _restore(known, unknown, open_keys, identities, _Budget(MOST_STEPS_OF_ROWS))


def _restore(
    known: Mapping[str, int],
    unknown: Sequence[Unknown],
    open_keys: frozenset[str],
    identities: Sequence[Identity],
    budget: _Budget,
) -> dict[str, int]:
    usable = [item for item in identities if not open_keys.intersection(item.keys)]
    own, shared = _split(usable, unknown)
    if not all(_holds(item, known) for item in shared if known.keys() >= set(item.keys)):
        return {}
    limits = _limits(known, unknown, shared)
    domains = [_candidates(row, items, limits, budget) for row, items in zip(unknown, own, strict=True)]
    solvable = [index for index, domain in enumerate(domains) if domain is not None]
    lost = frozenset(key for index, row in enumerate(unknown) if index not in solvable for key in row.keys)
    if lost:
        return _restore(known, [unknown[index] for index in solvable], open_keys | lost, identities, budget)
    supported = _supported(unknown, [domain or [] for domain in domains], known, shared)
    return _agreed(unknown, supported)


def _split(identities: Sequence[Identity], unknown: Sequence[Unknown]) -> tuple[list[list[Identity]], list[Identity]]:
    """Identities within one unknown row, by row, and those that join several rows or known cells."""
    own: list[list[Identity]] = [[] for _ in unknown]
    shared: list[Identity] = []
    for item in identities:
        home = next((index for index, row in enumerate(unknown) if set(item.keys) <= set(row.keys)), None)
        (shared if home is None else own[home]).append(item)
    return own, shared


def _holds(item: Identity, values: Mapping[str, int]) -> bool:
    return sum(values[key] for key in item.left) == sum(values[key] for key in item.right)


def _limits(known: Mapping[str, int], unknown: Sequence[Unknown], shared: Sequence[Identity]) -> dict[str, int]:
    """The most that an unknown cell can be: what a known sum leaves after its known parts."""
    placed = {key: 0 for row in unknown for key in row.keys}
    for row in unknown:
        if not row.short:
            placed.update({key: entry for key, entry in zip(row.keys, row.entries, strict=True) if entry is not None})
    limits: dict[str, int] = {}
    for item in shared:
        for side, other in ((item.left, item.right), (item.right, item.left)):
            if not all(key in known for key in other):
                continue
            room = sum(known[key] for key in other) - sum(known.get(key, placed.get(key, 0)) for key in side)
            for key in side:
                if key in placed:
                    limits[key] = min(limits.get(key, room + placed[key]), room + placed[key])
    return limits


def _candidates(
    row: Unknown, own: Sequence[Identity], limits: Mapping[str, int], table_budget: _Budget
) -> list[Candidate] | None:
    """All fillings of one row that meet its own identities and the limits; None where they are too many to list."""
    found: set[Candidate] = set()
    budget = _Budget(MOST_STEPS_OF_ROW, table_budget)
    places = combinations(range(len(row.keys)), len(row.entries)) if row.short else [tuple(range(len(row.keys)))]
    for place in places:
        values: dict[str, int | None] = dict.fromkeys(row.keys)
        values.update({row.keys[index]: entry for index, entry in zip(place, row.entries, strict=True)})
        for filled in _fill(values, own, limits, budget):
            if filled is None or len(found) > MOST_CANDIDATES:
                return None
            found.add(tuple(filled[key] for key in row.keys))
    return sorted(found)


def _fill(
    values: Mapping[str, int | None], own: Sequence[Identity], limits: Mapping[str, int], budget: _Budget
) -> Iterator[dict[str, int] | None]:
    """Every way to fill the empty places; one None where a place has no bound or the ways are too many."""
    if not budget.spend():
        yield None
        return
    ranges = {key: _range(key, values, own, limits) for key, value in values.items() if value is None}
    if not ranges:
        filled = {key: value for key, value in values.items() if value is not None}
        within = all(0 <= value <= limits.get(key, value) for key, value in filled.items())
        if within and all(_holds(item, filled) for item in own):
            yield filled
        return
    bounded = {key: reach for key, reach in ranges.items() if reach is not None}
    if not bounded:
        yield None
        return
    key = min(bounded, key=lambda name: len(bounded[name]))
    if len(bounded[key]) > MOST_CANDIDATES:
        yield None
        return
    for number in bounded[key]:
        yield from _fill({**values, key: number}, own, limits, budget)


def _range(
    key: str, values: Mapping[str, int | None], own: Sequence[Identity], limits: Mapping[str, int]
) -> range | None:
    """The numbers that an empty place can hold; None where nothing bounds it."""
    low, high = 0, limits.get(key)
    for item in own:
        if key not in item.keys:
            continue
        side, other = (item.left, item.right) if key in item.left else (item.right, item.left)
        if any(values[name] is None for name in other):
            continue
        room = sum(values[name] or 0 for name in other) - sum(values[name] or 0 for name in side)
        high = room if high is None else min(high, room)
        if all(values[name] is not None for name in side if name != key):
            low = max(low, room)
    return None if high is None else range(low, high + 1)


def _supported(
    unknown: Sequence[Unknown],
    domains: Sequence[Sequence[Candidate]],
    known: Mapping[str, int],
    shared: Sequence[Identity],
) -> list[list[Candidate]]:
    """The candidates of each row that stand in at least one filling of the whole table; empty lists where none does."""
    missing = {key for row in unknown for key in row.keys}
    joint = [item for item in shared if missing.intersection(item.keys)]
    shares = [
        {candidate: _shares(row, candidate, joint) for candidate in domain}
        for row, domain in zip(unknown, domains, strict=True)
    ]
    nothing: list[list[Candidate]] = [[] for _ in unknown]
    if not all(shares):
        return nothing
    target = tuple(-sum(_signed(item, key) * known[key] for key in item.keys if key in known) for item in joint)
    reached = _reach(shares, target)
    if reached is None:
        return nothing
    supported = nothing
    wanted = {target} & reached[-1]
    for index in range(len(unknown) - 1, -1, -1):
        before: set[Sums] = set()
        for candidate, share in shares[index].items():
            sources = {_minus(sums, share) for sums in wanted} & reached[index]
            if sources:
                supported[index].append(candidate)
                before |= sources
        wanted = before
    return supported


def _reach(shares: Sequence[Mapping[Candidate, Sums]], target: Sums) -> list[set[Sums]] | None:
    """The partial sums after each row that can still come to the target; None past the limits."""
    lows, highs = _remaining(shares, len(target))
    reached: list[set[Sums]] = [{(0,) * len(target)}]
    budget = _Budget(MOST_STEPS_OF_SUMS)
    for index, options in enumerate(shares):
        low, high = lows[index + 1], highs[index + 1]
        states: set[Sums] = set()
        distinct = set(options.values())
        if not budget.spend(len(distinct) * len(reached[-1])):
            return None
        for share in distinct:
            for sums in reached[-1]:
                total = tuple(one + two for one, two in zip(sums, share, strict=True))
                if all(a <= goal - now <= b for a, goal, now, b in zip(low, target, total, high, strict=True)):
                    states.add(total)
            if len(states) > MOST_STATES:
                return None
        reached.append(states)
    return reached


def _remaining(shares: Sequence[Mapping[Candidate, Sums]], width: int) -> tuple[list[Sums], list[Sums]]:
    """The least and the most that the rows from each index on can add, by identity."""
    lows, highs = [(0,) * width], [(0,) * width]
    for options in reversed(shares):
        columns = list(zip(*options.values(), strict=True)) or []
        lows.append(tuple(low + min(column) for low, column in zip(lows[-1], columns, strict=True)))
        highs.append(tuple(high + max(column) for high, column in zip(highs[-1], columns, strict=True)))
    return lows[::-1], highs[::-1]


def _shares(row: Unknown, candidate: Candidate, joint: Sequence[Identity]) -> Sums:
    values = dict(zip(row.keys, candidate, strict=True))
    return tuple(sum(_signed(item, key) * values[key] for key in item.keys if key in values) for item in joint)


def _signed(item: Identity, key: str) -> int:
    return 1 if key in item.left else -1


def _minus(one: Sums, two: Sums) -> Sums:
    return tuple(a - b for a, b in zip(one, two, strict=True))


def _agreed(unknown: Sequence[Unknown], supported: Sequence[Sequence[Candidate]]) -> dict[str, int]:
    agreed: dict[str, int] = {}
    for row, candidates in zip(unknown, supported, strict=True):
        for place, key in enumerate(row.keys):
            numbers = {candidate[place] for candidate in candidates}
            if len(numbers) == 1:
                agreed[key] = numbers.pop()
    return agreed
