"""Gold by groups: comparisons of sides, and one value a level, region, kind or year."""

from collections.abc import Sequence
from fractions import Fraction

from tests.questions.expected import Expected
from tests.questions.library import PARTS, Json, Truth, select
from tests.questions.metrics import holds, read, total

Reports = tuple[Truth, ...]


def compare(reports: Reports, spec: Json) -> list[Expected]:
    """The values of both sides; their difference may have either sign. `times` asks how many times they are."""
    found = [select(reports, side) for side in spec["sides"]]
    totals = [total(side, spec["metric"]) for side in found]
    values = [value for value in totals if value is not None]
    assert len(values) == len(found), spec
    rows = {side[0].key: (value,) for side, value in zip(found, values, strict=True) if len(side) == 1}
    gaps = [left - right for left in values for right in values if left != right]
    gaps = [values[0] / values[1]] if spec.get("times") else gaps
    groups = {str(index): value for index, value in enumerate(values)}
    kinds = frozenset({"comparison", "ranking", "trend", "number", "list"})
    return [Expected("compare", kinds, values=(*values, *gaps), rows=rows, groups=groups)]


def _label(report: Truth, by: str) -> str:
    if by == "year":
        return str(report.year)
    if by in PARTS:
        return report.place[PARTS.index(by)] or ""
    return {"level": report.level, "office_kind": report.office_kind}[by]


def _grouped(found: Sequence[Truth], by: str) -> dict[str, list[Truth]]:
    labels = sorted({_label(report, by) for report in found})
    return {label: [report for report in found if _label(report, by) == label] for label in labels}


def _aggregate(found: Sequence[Truth], spec: Json) -> Fraction | None:
    if spec["agg"] != "mean":
        return total(found, spec["metric"])
    values = [value for value in (read(one, spec["metric"]).value for one in found) if value is not None]
    return sum(values, Fraction(0)) / len(values) if values else None


def group(reports: Reports, spec: Json) -> list[Expected]:
    """One value a group; reports that belong to none may stand apart."""
    grouped = _grouped(select(reports, spec), spec["by"])
    totals = {label: _aggregate(found, spec) for label, found in grouped.items()}
    groups = {label: value for label, value in totals.items() if value is not None}
    return [_expected(groups, frozenset({""}))]


def group_count(reports: Reports, spec: Json) -> list[Expected]:
    """How many reports meet the conditions in each group; a group without any may be left out."""
    grouped = _grouped(select(reports, spec), spec["by"])
    counts = {
        label: Fraction(sum(all(holds(one, part) for part in spec["where"]) for one in found))
        for label, found in grouped.items()
    }
    return [_expected(counts, frozenset({"", *(label for label, count in counts.items() if not count)}))]


def make_up(reports: Reports, spec: Json) -> list[Expected]:
    """What each part of a figure comes to, by the keys of the parts; with `top` only the largest must be named."""
    found = select(reports, spec)
    sums = {key: total(found, key if key in found[0].facts else _rows_of(key)) for key in spec["parts"]}
    groups = {key: value for key, value in sums.items() if value is not None}
    most = max(groups.values())
    return [_expected(groups, frozenset(key for key in groups if spec.get("top") and groups[key] < most))]


def _rows_of(key: str) -> str:
    row, _, column = key.rpartition(".")
    return f"{row}.*.{column}"


def _expected(groups: dict[str, Fraction], loose: frozenset[str]) -> Expected:
    return Expected("groups", frozenset({"list", "ranking", "comparison", "trend"}), groups=groups, loose_groups=loose)
