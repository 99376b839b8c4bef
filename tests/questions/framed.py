"""Questions by the thousand: sentences with slots, filled with figures, offices and years, their gold by type.

The frames in `frames/` were written by people who had seen neither the product nor its words. What fills them is drawn
from the samples, for each frame the same on every run.
"""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tests.questions.expected import Expected
from tests.questions.gold import gold
from tests.questions.library import Json, Truth, select
from tests.questions.metrics import read

FRAMES = Path(__file__).parent / "frames"
_TRIES = 30
_YEARS = (2022, 2023, 2024, 2025)
_METRICS = (
    ("新收申请", "new applications", "applications.new.total"),
    ("收到的申请", "applications received", "applications.new.total"),
    ("不予公开的申请", "refused applications", "refused"),
    ("自然人提出的申请", "applications from natural persons", "applications.new.natural_person"),
    ("结转下年度的申请", "applications carried over to the next year", "applications.carried_out.total"),
    ("行政复议", "administrative reconsiderations", "reconsideration.total"),
    ("被纠正的行政复议", "corrected reconsiderations", "reconsideration.corrected"),
    ("行政诉讼", "lawsuits", "litigation"),
)
_SCOPES: tuple[tuple[str, str, Json], ...] = (
    ("县级单位", "county-level offices", {"level": "county"}),
    ("市级单位", "city-level offices", {"level": "prefecture"}),
    ("部门", "departments", {"office_kind": "department"}),
    ("乡镇街道", "townships", {"office_kind": "township"}),
)
_CITIES = (("白鹭市", ["示例省", "白鹭市"]), ("青岚市", ["示例省", "青岚市"]))
_BOUNDS = {"applications.new": (5, 10, 20, 50, 100), "": (1, 2, 3, 5)}


@dataclass(frozen=True, slots=True)
class Filled:
    """What the slots of one frame are filled with; `office` and `other` are names, `scope` and `beside` filters."""

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
    seat: list[str]


def framed(reports: tuple[Truth, ...]) -> Iterator[tuple[Json, str, list[Expected]]]:
    """Each frame with its question and the acceptable answers; frames that nothing fits are left out."""
    for file in sorted(FRAMES.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            frame = json.loads(line)
            rng = random.Random(frame["frame"])
            drawn = (_drawn(reports, frame, rng) for _ in range(_TRIES))
            if found := next((one for one in drawn if one), None):
                question, spec = found
                yield frame, question, _expected(reports, spec)


def _expected(reports: tuple[Truth, ...], spec: Json) -> list[Expected]:
    """The acceptable answers; of offices in two years those of either year will do."""
    if spec.get("op") == "both_figures":
        printed = [read(select(reports, one)[0], one["metric"]).value for one in spec["of"]]
        values = [value for value in printed if value is not None]
        gaps = [values[0] - values[1], values[1] - values[0]]
        kinds = frozenset({"comparison", "number", "list", "trend"})
        groups = {str(place): value for place, value in enumerate(values)}
        return [Expected("compare", kinds, values=(*values, *gaps), groups=groups)]
    found = gold(reports, spec)
    if spec.get("op") != "every_year":
        return found
    years = [{key: value for key, value in found[0].rows.items() if key[1] == year} for year in spec["years"]]
    return [*found, *(replace(found[0], rows=rows) for rows in years)]


def _drawn(reports: tuple[Truth, ...], frame: Json, rng: random.Random) -> tuple[str, Json] | None:
    """One way to fill a frame; None where no report has what was drawn."""
    english = frame["language"] == "en"
    metric, second = rng.sample(_METRICS, 2)
    scope, beside = rng.choice((rng.sample(_SCOPES[:2], 2), rng.sample(_SCOPES[2:], 2)))
    city, region = rng.choice(_CITIES)
    place = frame["type"] == "share_office"
    offices = sorted({one.office for one in reports if not place or all(part in one.place for part in region)})
    office = rng.choice(offices)
    own = [one for one in reports if one.office == office]
    known = sorted(one.year for one in own) if "{office}" in frame["frame"] else list(_YEARS)
    year = rng.choice(known)
    later = max(rng.choice(known), year)
    others = sorted({one.office for one in reports if one.year == year and one.office != office}) or [office]
    bounds = next(bounds for start, bounds in _BOUNDS.items() if metric[2].startswith(start))
    bound = rng.choice((2, 3)) if frame["type"] == "rank_scope" else rng.choice(bounds)
    seat = sorted({one.office for one in reports if one.seat == own[0].seat})
    filled = Filled(
        metric[2], second[2], year, later, office, rng.choice(others), region, scope[2], beside[2], bound, seat
    )
    if metric[2] == second[2] or ("{year2}" in frame["frame"] and later == year) or not _fits(reports, frame, filled):
        return None
    dated = str if english else "{}年".format
    slots = {
        "metric": metric[english], "metric2": second[english], "year": dated(year), "year2": dated(later),
        "office": office, "office2": filled.other, "city": city, "scope": scope[english], "scope2": beside[english],
        "n": str(bound),
    }  # fmt: skip
    return frame["frame"].format(**slots), GOLD[frame["type"]](filled)


def _fits(reports: tuple[Truth, ...], frame: Json, filled: Filled) -> bool:
    """Whether there are reports and numbers for a question: no share of nothing, no growth from nowhere."""
    years = {filled.year, filled.later}
    seats = [one for one in reports if one.office in filled.seat]
    if frame["type"].startswith("growth"):
        before = [one for one in seats if one.year == filled.year - 1]
        return (bool(before) or "{office}" not in frame["frame"]) and _grows(reports, frame, filled)
    named = [one for one in reports if one.office == filled.office and one.year in years]
    scoped = select(reports, {**filled.scope, "years": [filled.year]})
    side = select(reports, {**filled.beside, "years": [filled.year]})
    metrics = [filled.metric, *([filled.second] if "{metric2}" in frame["frame"] else [])]
    if "{office}" in frame["frame"] and any(read(one, key).value is None for one in named for key in metrics):
        return False
    placed = {"region": filled.region} if frame["type"] == "share_office" else {}
    whole = select(reports, {**placed, "years": [filled.year]})
    return bool(scoped and side) and all(
        any(read(one, filled.metric).value for one in part) for part in (scoped, whole)
    )


def _grows(reports: tuple[Truth, ...], frame: Json, filled: Filled) -> bool:
    """Whether the figure of any office rose, where the one that rose most is asked for."""
    if frame["type"] != "growth_top":
        return True
    before = {one.seat: read(one, filled.metric).value or 0 for one in reports if one.year == filled.year - 1}
    now = [one for one in reports if one.year == filled.year and one.seat in before]
    return any((read(one, filled.metric).value or 0) > before[one.seat] for one in now)


def _figure(filled: Filled, office: str, metric: str = "") -> Json:
    return {"op": "figure", "metric": metric or filled.metric, "offices": [office], "years": [filled.year]}


def _sides(filled: Filled, *sides: Json) -> Json:
    return {"op": "compare", "metric": filled.metric, "sides": list(sides)}


def _of(filled: Filled, op: str, **further: object) -> Json:
    return {"op": op, "metric": filled.metric, "years": [filled.year], **further}


def _where(filled: Filled, op: str, test: str, bound: int, **further: object) -> Json:
    return {"op": op, "where": [[filled.metric, test, bound]], "years": [filled.year], **further}


def _or_list(filled: Filled, test: str, bound: int, **further: object) -> Json:
    """How many there are; the list of them says so as well."""
    return {"accept": [_where(filled, op, test, bound, **further) for op in ("count", "list")]}


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
}  # fmt: skip
