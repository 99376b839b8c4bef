"""Gold over years: series, growth, the highest year, since when."""

from fractions import Fraction

from tests.questions.expected import LISTS, Expected, Values, listing
from tests.questions.library import Json, Key, Truth, select
from tests.questions.metrics import holds, passes, read, total

Reports = tuple[Truth, ...]
CHANGES = frozenset({"number", "comparison", "trend"})


def _by_year(reports: Reports, spec: Json) -> dict[int, Fraction]:
    found = select(reports, spec)
    years = sorted({one.year for one in found})
    totals = {year: total([one for one in found if one.year == year], spec["metric"]) for year in years}
    return {year: value for year, value in totals.items() if value is not None}


def series(reports: Reports, spec: Json) -> list[Expected]:
    """A value a year."""
    groups = {str(year): value for year, value in _by_year(reports, spec).items()}
    return [Expected("series", frozenset({"trend", "list", "ranking"}), groups=groups)]


def peak(reports: Reports, spec: Json) -> list[Expected]:
    """The highest or lowest year; years that tie are each right."""
    values = _by_year(reports, spec)
    best = (max if spec["order"] == "desc" else min)(values.values())
    years = frozenset(year for year, value in values.items() if value == best)
    kinds = frozenset({"ranking", "trend", "number", "list"})
    return [Expected("year", kinds, values=(best,), years=years)]


def since(reports: Reports, spec: Json) -> list[Expected]:
    """The first year in which the condition is met."""
    years = [one.year for one in select(reports, spec) if all(holds(one, part) for part in spec["where"])]
    return [Expected("year", frozenset({"number", "list", "trend", "ranking"}), years=frozenset({min(years)}))]


def _pairs(reports: Reports, spec: Json, year: int) -> list[tuple[Truth, Fraction, Fraction]]:
    """Reports of a year with their value and that of the same seat a year before."""
    before = {one.seat: read(one, spec["metric"]).value for one in reports if one.year == year - 1}
    now = select(reports, {**spec, "years": [year]})
    pairs = [(one, read(one, spec["metric"]).value, before.get(one.seat)) for one in now]
    return [(one, new, old) for one, new, old in pairs if new is not None and old is not None]


def _change(new: Fraction, old: Fraction, mode: str) -> Fraction | None:
    if mode == "diff":
        return new - old
    if not old:
        return None
    return new / old if mode == "ratio" else (new - old) / old


def _accepted(new: Fraction, old: Fraction) -> Values:
    changes = [_change(new, old, mode) for mode in ("diff", "ratio", "rate")]
    found = [new, *(change for change in changes if change is not None)]
    return (*found, *(-change for change in found))


def growth(reports: Reports, spec: Json) -> list[Expected]:
    """How much more than the year before: the difference, or the rate where a rate is asked for."""
    pairs = _pairs(reports, spec, spec["year"])
    assert len(pairs) == 1, f"{spec} gives {len(pairs)} pairs"
    _, new, old = pairs[0]
    change = _change(new, old, spec.get("mode", "diff"))
    assert change is not None
    groups = {str(spec["year"] - 1): old, str(spec["year"]): new}
    return [Expected("change", CHANGES, values=(change, -change), groups=groups)]


def growth_list(reports: Reports, spec: Json) -> list[Expected]:
    """Reports whose change meets a bound."""
    rows: dict[Key, Values] = {}
    for year in spec["years"]:
        for one, new, old in _pairs(reports, spec, year):
            change = _change(new, old, spec["mode"])
            if change is not None and passes(change, spec["test"], spec["bound"]):
                rows[one.key] = _accepted(new, old)
    return [listing(rows)]


def growth_rank(reports: Reports, spec: Json) -> list[Expected]:
    """Reports in the order of their change."""
    pairs = _pairs(reports, spec, spec["years"][0])
    changed = [(one.key, _change(new, old, spec["mode"]), _accepted(new, old)) for one, new, old in pairs]
    known = [(key, change, values) for key, change, values in changed if change is not None]
    known.sort(key=lambda row: row[1], reverse=spec["order"] == "desc")
    rows = {key: (change, -change, *values) for key, change, values in known}
    return [Expected("rank", LISTS | {"trend"}, rows=rows, order=tuple(key for key, *_ in known), limit=spec["n"])]
