"""What each type of frame asks, as a specification of its gold."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.questions.library import Json

_SUMS = ["row_sum", "balance", "concluded_sum", "review_sum"]
_TEXT, _YEARS_APART = "text_vs_table", "carry_over"


@dataclass(frozen=True, slots=True)
class Filled:
    """What the slots of one frame are filled with; `office` and `other` are names, `scope` and `beside` filters.

    `strict` and `broad` are the words of a theme: those that surely name it, those without which it is not named.
    """

    metric: str
    second: str
    year: int
    later: int
    office: str
    other: str
    region: list[str]
    scope: Json
    beside: Json
    bound: int
    upper: int
    percent: int
    seat: list[str]
    strict: tuple[str, ...]
    broad: tuple[str, ...]


def _figure(filled: Filled, office: str, metric: str = "") -> Json:
    return {"op": "figure", "metric": metric or filled.metric, "offices": [office], "years": [filled.year]}


def _sides(filled: Filled, *sides: Json) -> Json:
    return {"op": "compare", "metric": filled.metric, "sides": list(sides)}


def _of(filled: Filled, op: str, **further: object) -> Json:
    return {"op": op, "metric": filled.metric, "years": [filled.year], **further}


def _where(filled: Filled, op: str, test: str, bound: int | str, **further: object) -> Json:
    return {"op": op, "where": [[filled.metric, test, bound]], "years": [filled.year], **further}


def _or_list(filled: Filled, test: str, bound: int, **further: object) -> Json:
    """How many there are; the list of them says so as well."""
    return {"accept": [_where(filled, op, test, bound, **further) for op in ("count", "list")]}


def _part(filled: Filled) -> str:
    """The percentage as a part of one, written out so that it stays exact."""
    return str(filled.percent / 100)


def _told(filled: Filled, part: str, **further: object) -> Json:
    return {"op": "theme", "part": part, "strict": filled.strict, "broad": filled.broad, "where": [], **further}


def _of_checks(filled: Filled) -> Json:
    return {"finding": [*_SUMS, _TEXT], "offices": [filled.office], "years": [filled.year]}


def _against(filled: Filled, **further: object) -> Json:
    """Reports that contradict themselves: in their sums, in text and tables, also against the year before."""
    kinds = (_SUMS, [*_SUMS, _TEXT], [*_SUMS, _TEXT, _YEARS_APART])
    return {"accept": [{"op": "findings", "checks": kind, "years": [filled.year], **further} for kind in kinds]}


def _over_years(filled: Filled, agg: str) -> Json:
    return _of(filled, "aggregate", agg=agg, offices=filled.seat) | {"years": [*range(filled.year, filled.later + 1)]}


def _or_whether(spec: Json) -> Json:
    return {"accept": [spec, {"op": "kinds", "kinds": ["yes_no"]}]}


GOLD: dict[str, Callable[[Filled], Json]] = {
    "share_scope": lambda f: _of(f, "part_share", part=f.scope),
    "share_office": lambda f: _of(f, "part_share", part={"offices": [f.office]}, region=f.region),
    "share_having": lambda f: _where(f, "count_share", ">=", 1, **f.scope),
    "share_above": lambda f: _where(f, "count_share", ">", f.bound),
    "compare_offices": lambda f: _sides(f, *({"offices": [o], "years": [f.year]} for o in (f.office, f.other))),
    "compare_years": lambda f: _sides(f, *({"offices": [f.office], "years": [year]} for year in (f.year, f.later))),
    "compare_scopes": lambda f: _sides(f, *({**scope, "years": [f.year]} for scope in (f.scope, f.beside))),
    "compare_metrics": lambda f: {"op": "both_figures", "of": [_figure(f, f.office, m) for m in (f.metric, f.second)]},
    "more_than": lambda f: {
        "accept": [
            {"op": "yes_no", "left": _figure(f, f.office), "test": ">", "right": _figure(f, f.other)},
            _sides(f, *({"offices": [office], "years": [f.year]} for office in (f.office, f.other))),
        ]
    },
    "growth_office": lambda f: _or_whether(
        {"op": "growth", "metric": f.metric, "year": f.year, "offices": [f.office]}
    ),
    "growth_top": lambda f: _of(f, "growth_rank", mode="diff", n=1, order="desc"),
    "growth_above": lambda f: _or_whether(_of(f, "growth_list", mode="diff", test=">=", bound=f.bound)),
    "fewer_than_before": lambda f: _or_whether(_of(f, "growth_list", mode="diff", test="<", bound=0)),
    "series": lambda f: {"op": "series", "metric": f.metric, "offices": f.seat},
    "series_between": lambda f: _of(f, "series", offices=f.seat) | {"years": [*range(f.year, f.later + 1)]},
    "peak": lambda f: {"op": "peak", "metric": f.metric, "order": "desc", "offices": f.seat},
    "trough": lambda f: {"op": "peak", "metric": f.metric, "order": "asc", "offices": f.seat},
    "group_level": lambda f: _of(f, "group", by="level", agg="sum"),
    "group_city": lambda f: _of(f, "group", by="city", agg="sum"),
    "sum_scope": lambda f: _of(f, "aggregate", agg="sum", **f.scope),
    "mean_scope": lambda f: _of(f, "aggregate", agg="mean", **f.scope),
    "sum_city": lambda f: _of(f, "aggregate", agg="sum", region=f.region),
    "list_any": lambda f: _where(f, "list", ">=", 1),
    "list_none": lambda f: _where(f, "list", "=", 0),
    "list_above": lambda f: _where(f, "list", ">", f.bound),
    "list_scope": lambda f: _where(f, "list", ">=", f.bound, **f.scope),
    "list_both": lambda f: {"op": "list", "where": [[m, ">=", 1] for m in (f.metric, f.second)], "years": [f.year]},
    "list_one_not_other": lambda f: {
        "op": "list", "where": [[f.metric, ">=", 1], [f.second, "=", 0]], "years": [f.year],
    },
    "list_two_years": lambda f: {
        "op": "every_year", "where": [[f.metric, ">=", 1]], "years": [f.year, f.later],
    },
    "count_above": lambda f: _or_list(f, ">", f.bound),
    "count_any": lambda f: _or_list(f, ">=", 1, **f.scope),
    "rank_top": lambda f: _of(f, "rank", n=1, order="desc"),
    "rank_scope": lambda f: _of(f, "rank", n=f.bound, order="desc", **f.scope),
    "above_mean": lambda f: _of(f, "above", than="mean"),
    "figure": lambda f: _figure(f, f.office),
    "had_any": lambda f: {
        "accept": [{"op": "yes_no", "left": _figure(f, f.office), "test": ">=", "right": 1}, _figure(f, f.office)]
    },
    "rate_above": lambda f: _where(f, "list", ">", _part(f)),
    "rate_below": lambda f: _where(f, "list", "<", _part(f)),
    "rate_at_least_scope": lambda f: _where(f, "list", ">=", _part(f), **f.scope),
    "rate_low": lambda f: _of(f, "rank", n=1, order="asc"),
    "rate_city": lambda f: _of(f, "group", by="city", agg="pooled"),
    "rate_scope": lambda f: _of(f, "aggregate", agg="pooled", **f.scope),
    "rate_count": lambda f: {"accept": [_where(f, op, ">", _part(f)) for op in ("count", "list")]},
    "rate_is_over": lambda f: {"op": "yes_no", "left": _figure(f, f.office), "test": ">", "right": _part(f)},
    "rate_and_count": lambda f: {
        "op": "list", "where": [[f.metric, ">", _part(f)], [f.second, ">=", f.bound]], "years": [f.year],
    },
    "theme_problem": lambda f: _told(f, "problem", years=[f.year]),
    "theme_problem_scope": lambda f: _told(f, "problem", years=[f.year], **f.scope),
    "theme_measure": lambda f: _told(f, "measure", years=[f.year]),
    "theme_any_year": lambda f: _told(f, "problem"),
    "theme_and_count": lambda f: _told(f, "problem", years=[f.year], where=[[f.metric, ">=", f.bound]]),
    "theme_office": lambda f: {
        "accept": [{"op": "fixed", "value": True}, _told(f, "problem", years=[f.year], offices=[f.office])]
    },
    "theme_what": lambda f: _told(f, "either", years=[f.year], offices=[f.office]),
    "missing_year": lambda f: {"op": "missing", "year": f.year},
    "missing_scope": lambda f: {"op": "missing", "year": f.year, **f.scope},
    "missing_office": lambda f: {"op": "missing_years", "offices": f.seat},
    "has_report": lambda f: {"op": "exists", "where": [], "offices": f.seat, "years": [f.year]},
    "contradict_year": lambda f: _against(f),
    "contradict_scope": lambda f: _against(f, **f.scope),
    "contradict_office": lambda f: {
        "accept": [{"op": "exists", "where": [], **_of_checks(f)}, *_against(f, offices=[f.office])["accept"]]
    },
    "copied": lambda f: {"op": "findings", "checks": ["repeated_text"], "years": [f.year]},
    "count_reports": lambda f: {"op": "count", "where": [], "years": [f.year]},
    "count_offices_city": lambda f: {"op": "count", "where": [], "years": [f.year], "region": f.region},
    "list_either": lambda f: {"op": "either", "where": [[m, ">=", 1] for m in (f.metric, f.second)], "years": [f.year]},
    "list_exactly": lambda f: _where(f, "list", "=", f.bound),
    "list_at_most": lambda f: _where(f, "list", "<=", f.bound),
    "list_between": lambda f: {"op": "list", "where": [[f.metric, "between", [f.bound, f.upper]]], "years": [f.year]},
    "list_outside": lambda f: _where(f, "list", ">", f.bound, outside=f.region),
    "list_more_than_office": lambda f: _of(f, "above", than=_figure(f, f.office)),
    "list_fewer_than_other": lambda f: {
        "op": "list", "where": [[f.second, ">metric", f.metric]], "years": [f.year],
    },
    "count_none": lambda f: _or_list(f, "=", 0),
    "count_scope_any": lambda f: _or_list(f, ">=", 1, **f.scope),
    "mean_years": lambda f: _over_years(f, "mean"),
    "sum_years": lambda f: _over_years(f, "sum"),
    "change_office": lambda f: {
        "op": "both_figures", "of": [{**_figure(f, f.office), "years": [year]} for year in (f.year, f.later)],
    },
    "every_year": lambda f: {
        "op": "every_year", "where": [[f.metric, ">=", 1]], "years": [*range(f.year, f.later + 1)],
    },
    "in_some_year": lambda f: _where(f, "list", ">=", 1) | {"years": [*range(f.year, f.later + 1)]},
    "median_scope": lambda f: _of(f, "aggregate", agg="median", **f.scope),
    "max_scope": lambda f: _of(f, "rank", n=1, order="desc", **f.scope),
    "top_n": lambda f: _of(f, "rank", n=f.bound, order="desc"),
    "city_any": lambda f: _where(f, "list", ">=", 1, region=f.region),
    "city_total": lambda f: _of(f, "aggregate", agg="sum", region=f.region),
    "share_of_city": lambda f: _of(f, "part_share", part={"region": f.region}),
}  # fmt: skip
# Of a rate as of a count.
GOLD |= {
    f"rate_{name}": GOLD[same]
    for name, same in {
        "figure": "figure", "top": "rank_top", "top_scope": "rank_scope", "compare_offices": "compare_offices",
        "compare_years": "compare_years", "more_than": "more_than", "series": "series", "change": "growth_office",
        "peak": "peak", "above_mean": "above_mean",
    }.items()
}  # fmt: skip
