"""The gold of a question, computed from its specification and the truth of the samples."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from statistics import median

from tests.questions.changes import growth, growth_list, growth_rank, peak, series, since
from tests.questions.expected import REFUSALS, Expected, Values, listing, number, refusal, verdict
from tests.questions.groups import compare, group, group_count, make_up
from tests.questions.library import Json, Key, Truth, select
from tests.questions.metrics import holds, passes, read, total
from tests.questions.reports import (
    findings,
    findings_count,
    findings_flaw,
    findings_none,
    findings_rank,
    missing,
    missing_years,
    state,
    theme,
)

Reports = tuple[Truth, ...]
Op = Callable[[Reports, Json], list[Expected]]


def gold(reports: Reports, spec: Json) -> list[Expected]:
    """Every acceptable answer to a specification."""
    if "accept" in spec:
        return [expected for one in spec["accept"] for expected in gold(reports, one)]
    return OPS[spec["op"]](reports, spec)


def _values(report: Truth, metrics: Sequence[str]) -> Values:
    readings = [read(report, metric).value for metric in metrics]
    return tuple(value for value in readings if value is not None)


def _metrics(spec: Json) -> list[str]:
    named = [condition[0] for condition in spec.get("where", [])]
    compared = [condition[2] for condition in spec.get("where", []) if condition[1] == ">metric"]
    return [*named, *compared, *([spec["metric"]] if "metric" in spec else [])]


def _matching(reports: Reports, spec: Json) -> list[Truth]:
    return [report for report in select(reports, spec) if all(holds(report, one) for one in spec.get("where", []))]


def _listed(matching: Sequence[Truth], metrics: Sequence[str]) -> Expected:
    blank = [report for report in matching if any(read(report, metric).blanks for metric in metrics)]
    rows = {report.key: _values(report, metrics) for report in matching}
    optional = {report.key: rows.pop(report.key) for report in blank}
    return listing(rows, optional)


def _list(reports: Reports, spec: Json) -> list[Expected]:
    return [_listed(_matching(reports, spec), _metrics(spec))]


def _figure_value(reports: Reports, spec: Json) -> Fraction | None:
    found = select(reports, spec)
    assert len(found) == 1, f"{spec} names {len(found)} reports"
    return read(found[0], spec["metric"]).value


def _figure(reports: Reports, spec: Json) -> list[Expected]:
    return [number(_figure_value(reports, spec))]


def _aggregate(reports: Reports, spec: Json) -> list[Expected]:
    found = select(reports, spec)
    if spec["agg"] in ("sum", "pooled"):
        return [number(total(found, spec["metric"]))]
    values = [value for report in found for value in _values(report, [spec["metric"]])]
    return [number(median(values) if spec["agg"] == "median" else sum(values, Fraction(0)) / len(values))]


def _count(reports: Reports, spec: Json) -> list[Expected]:
    return [number(Fraction(len(_matching(reports, spec))))]


def _count_share(reports: Reports, spec: Json) -> list[Expected]:
    return [number(Fraction(len(_matching(reports, spec)), len(select(reports, spec))))]


def _part_share(reports: Reports, spec: Json) -> list[Expected]:
    whole = select(reports, spec)
    above, below = total(select(tuple(whole), spec["part"]), spec["metric"]), total(whole, spec["metric"])
    assert above is not None and below
    return [number(above / below)]


def _rank(reports: Reports, spec: Json) -> list[Expected]:
    metric = spec["metric"]
    valued = [(report.key, value) for report in _matching(reports, spec) for value in _values(report, [metric])]
    ordered = sorted(valued, key=lambda pair: pair[1], reverse=spec["order"] == "desc")
    rows: dict[Key, Values] = {key: (value,) for key, value in ordered}
    order = tuple(key for key, _ in ordered)
    return [Expected("rank", frozenset({"ranking", "list"}), rows=rows, order=order, limit=spec["n"])]


def _above(reports: Reports, spec: Json) -> list[Expected]:
    metric, found = spec["metric"], select(reports, spec)
    values = [value for report in found for value in _values(report, [metric])]
    if isinstance(spec["than"], dict):
        bound = _figure_value(reports, spec["than"])
    else:
        bound = median(values) if spec["than"] == "median" else sum(values, Fraction(0)) / len(values)
    return [_listed([report for report in found if holds(report, [metric, ">", bound])], [metric])]


def _either(reports: Reports, spec: Json) -> list[Expected]:
    kept = [one for one in select(reports, spec) if any(holds(one, condition) for condition in spec["where"])]
    return [_listed(kept, _metrics(spec))]


def _every_year(reports: Reports, spec: Json) -> list[Expected]:
    found = _matching(reports, spec)
    years = set(spec["years"])
    kept = [one for one in found if {other.year for other in found if other.seat == one.seat} >= years]
    return [_listed(kept, _metrics(spec))]


def _yes_no(reports: Reports, spec: Json) -> list[Expected]:
    left = _figure_value(reports, spec["left"])
    right = _figure_value(reports, spec["right"]) if isinstance(spec["right"], dict) else spec["right"]
    assert left is not None
    return [verdict(passes(left, spec["test"], right))]


def _exists(reports: Reports, spec: Json) -> list[Expected]:
    return [verdict(bool(_matching(reports, spec))), *_list(reports, spec)]


def _fixed(reports: Reports, spec: Json) -> list[Expected]:
    return [verdict(spec["value"])]


def _term(reports: Reports, spec: Json) -> list[Expected]:
    words, articles = tuple(spec["words"]), tuple(spec["articles"])
    return [Expected("term", frozenset({"term"}), words=words, articles=articles)]


def _kinds(reports: Reports, spec: Json) -> list[Expected]:
    return [Expected("kinds", frozenset(spec["kinds"]))]


OPS: dict[str, Op] = {
    "list": _list,
    "figure": _figure,
    "aggregate": _aggregate,
    "count": _count,
    "count_share": _count_share,
    "part_share": _part_share,
    "rank": _rank,
    "above": _above,
    "either": _either,
    "every_year": _every_year,
    "yes_no": _yes_no,
    "exists": _exists,
    "fixed": _fixed,
    "term": _term,
    "kinds": _kinds,
    "clarify": lambda reports, spec: [refusal("clarify")],
    "no_answer": lambda reports, spec: [refusal("no_answer")],
    "no_value": lambda reports, spec: [Expected("no_value", frozenset({"number"}) | REFUSALS)],
    "compare": compare,
    "group": group,
    "group_count": group_count,
    "make_up": make_up,
    "series": series,
    "growth": growth,
    "growth_list": growth_list,
    "growth_rank": growth_rank,
    "peak": peak,
    "since": since,
    "findings": findings,
    "findings_count": findings_count,
    "findings_flaw": findings_flaw,
    "findings_none": findings_none,
    "findings_rank": findings_rank,
    "missing": missing,
    "missing_years": missing_years,
    "state": state,
    "theme": theme,
}
