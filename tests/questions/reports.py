"""Gold about reports themselves: what contradicts, what is missing, what is left blank, what is said."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from tests.questions.expected import LISTS, Expected, Values, listing, number
from tests.questions.library import Json, Key, Truth, select
from tests.questions.metrics import holds

Reports = tuple[Truth, ...]
NAMED = LISTS | {"passages"}


def _flagged(reports: Reports, spec: Json) -> list[Truth]:
    return [report for report in select(reports, spec) if set(report.checks) & set(spec["checks"])]


def _rows(found: Iterable[Truth]) -> dict[Key, Values]:
    return {report.key: () for report in found}


def findings(reports: Reports, spec: Json) -> list[Expected]:
    """Reports in which one of the checks fails."""
    return [Expected("list", NAMED, rows=_rows(_flagged(reports, spec)))]


def findings_none(reports: Reports, spec: Json) -> list[Expected]:
    """Reports in which none of the checks fails."""
    flagged = _flagged(reports, spec)
    return [listing(_rows(report for report in select(reports, spec) if report not in flagged))]


def findings_count(reports: Reports, spec: Json) -> list[Expected]:
    """How many reports fail one of the checks."""
    return [number(Fraction(len(_flagged(reports, spec)))), *findings(reports, spec)]


def findings_flaw(reports: Reports, spec: Json) -> list[Expected]:
    """Reports that the samples made in a certain way."""
    found = [one for one in select(reports, spec) if set(one.flaws) & set(spec["flaws"])]
    return [Expected("list", NAMED, rows=_rows(found))]


def findings_rank(reports: Reports, spec: Json) -> list[Expected]:
    """Reports by how many of the checks fail; those that tie are each right."""
    counted = [(one.key, sum(check in spec["checks"] for check in one.checks)) for one in _flagged(reports, spec)]
    counted.sort(key=lambda pair: -pair[1])
    rows = {key: (Fraction(count),) for key, count in counted}
    return [Expected("rank", NAMED, rows=rows, order=tuple(key for key, _ in counted), limit=1)]


def _seats(found: Sequence[Truth]) -> set[object]:
    """Seats, without those whose region stays open."""
    return {report.seat for report in found if report.place[1] or not report.place[2]}


def missing(reports: Reports, spec: Json) -> list[Expected]:
    """Seats of the library without a report for the year: all, those that had one before, those with a gap."""
    known, year = select(reports, spec), spec["year"]
    absent = _seats(known) - _seats([one for one in known if one.year == year])
    before = _seats([one for one in known if one.year < year])
    after = _seats([one for one in known if one.year > year])
    last = _seats([one for one in known if one.year == year - 1])
    sets = (absent, absent & before, absent & before & after, absent & last)
    named = tuple(frozenset(one) for one in sets if one) or (frozenset(),)
    return [Expected("seats", NAMED | {"number"}, sets=named)]


def missing_years(reports: Reports, spec: Json) -> list[Expected]:
    """Years without a report between an office's first and last, or in all the years of the library."""
    own = {report.year for report in select(reports, spec)}
    between = frozenset(range(min(own), max(own))) - own
    ever = frozenset(report.year for report in reports) - own
    return [Expected("years", NAMED | {"number", "yes_no", "trend"}, sets=(frozenset(between), frozenset(ever)))]


def state(reports: Reports, spec: Json) -> list[Expected]:
    """Reports with a cell of the rows named in one of the states named."""
    found = [
        report
        for report in select(reports, spec)
        if any(key.startswith(spec["prefix"]) and its in spec["states"] for key, its in report.states.items())
    ]
    return [Expected("list", NAMED, rows=_rows(found))]


def theme(reports: Reports, spec: Json) -> list[Expected]:
    """Reports that say a theme: those with its evident words must be named, those without any of the wider may not."""
    found = [one for one in select(reports, spec) if all(holds(one, part) for part in spec["where"])]
    texts = {one.key: {"problem": one.problems, "measure": one.measures}.get(spec["part"]) for one in found}
    every = {one.key: (*one.problems, *one.measures) for one in found}
    strict = {key: () for key in every if _says(texts[key] or every[key], spec["strict"])}
    broad = {key: () for key, said in every.items() if key not in strict and _says(said, spec["broad"])}
    return [Expected("list", NAMED, rows=strict, optional=broad)]


def _says(texts: Iterable[str], words: Sequence[str]) -> bool:
    return any(word in text for text in texts for word in words)
