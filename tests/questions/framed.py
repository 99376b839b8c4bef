"""Questions by the thousand: sentences with slots, filled with figures, offices and years, their gold by type.

The frames in `frames/` were written by people who had seen neither the product nor its words. What fills them is drawn
from the samples, for each frame the same on every run.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tests.questions.expected import Expected
from tests.questions.frame_gold import GOLD, Filled
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
_RATES = (
    ("不予公开率", "refusal rate", "refusal_rate"),
    ("公开率", "disclosure rate", "disclosure_rate"),
    ("无法提供率", "unavailable rate", "unavailable_rate"),
    ("结转率", "carry-over rate", "carried_out_rate"),
    ("纠正率", "correction rate", "correction_rate"),
    ("争议率", "dispute rate", "dispute_rate"),
)
# A theme with the words that surely name it in the samples, and those without which nothing of it is said.
_THEMES = (
    (
        "人手不足",
        "staff shortages",
        ("人手不足",),
        ("人手", "兼", "编制", "一名同志", "力量", "人员", "专职", "专人", "经办"),
    ),
    ("培训", "training", ("培训",), ("培训", "学习", "讲座", "课程", "授课", "训后", "辅导", "教学", "讲评", "水平")),
    (
        "政策解读",
        "policy interpretation",
        ("解读",),
        ("解读", "图", "视频", "动漫", "政策", "直观", "看懂", "说明", "专家"),
    ),
    (
        "政务新媒体",
        "new media accounts",
        ("公众号",),
        ("新媒体", "公众号", "账号", "视频", "微", "停更", "断更", "推送"),
    ),
    ("保密审查", "confidentiality review", ("保密审查",), ("保密", "审查", "涉密", "敏感", "审核", "泄密")),
    (
        "个人隐私",
        "personal privacy",
        ("个人隐私",),
        ("隐私", "身份证", "遮盖", "公示", "撤下", "敏感", "住址", "第三方"),
    ),
)
_PERCENTS = (10, 20, 30, 50)
_BOUNDS = {"applications.new": (5, 10, 20, 50, 100), "": (1, 2, 3, 5)}


def framed(reports: tuple[Truth, ...]) -> Iterator[tuple[Json, str, list[Expected]]]:
    """Each frame with its question and the acceptable answers; frames that nothing fits are left out."""
    for file in sorted(FRAMES.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            frame = json.loads(line)
            draws = random.Random(frame["frame"]), random.Random(frame["frame"][::-1])
            drawn = (_drawn(reports, frame, *draws) for _ in range(_TRIES))
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


def _drawn(reports: tuple[Truth, ...], frame: Json, rng: random.Random, more: random.Random) -> tuple[str, Json] | None:
    """One way to fill a frame; None where no report has what was drawn."""
    english = frame["language"] == "en"
    metric, second = rng.sample(_METRICS, 2)
    scope, beside = rng.choice((rng.sample(_SCOPES[:2], 2), rng.sample(_SCOPES[2:], 2)))
    city, region = rng.choice(_CITIES)
    place = frame["type"] == "share_office"
    offices = sorted({one.office for one in reports if not place or all(part in one.place for part in region)})
    office = rng.choice(offices)
    own = [one for one in reports if one.office == office]
    # Of a report that may not be there any year is asked.
    of_own = "{office}" in frame["frame"] and frame["type"] != "has_report"
    known = sorted(one.year for one in own) if of_own else list(_YEARS)
    year = rng.choice(known)
    later = max(rng.choice(known), year)
    others = sorted({one.office for one in reports if one.year == year and one.office != office}) or [office]
    bounds = next(bounds for start, bounds in _BOUNDS.items() if metric[2].startswith(start))
    bound = rng.choice((2, 3)) if frame["type"] == "rank_scope" else rng.choice(bounds)
    other = rng.choice(others)
    theme, percent = more.choice(_THEMES), more.choice(_PERCENTS)
    if frame["type"].startswith("rate"):
        metric, bound = more.choice(_RATES), more.choice((2, 3) if "top" in frame["type"] else (1, 5, 10, 20))
    seat = sorted({one.office for one in reports if one.seat == own[0].seat})
    filled = Filled(
        metric=metric[2], second=second[2], year=year, later=later, office=office, other=other, region=region,
        scope=scope[2], beside=beside[2], bound=bound, upper=3 * bound, percent=percent, seat=seat,
        strict=theme[2], broad=theme[3],
    )  # fmt: skip
    if metric[2] == second[2] or ("{year2}" in frame["frame"] and later == year) or not _fits(reports, frame, filled):
        return None
    dated = str if english else "{}年".format
    slots = {
        "metric": metric[english], "metric2": second[english], "year": dated(year), "year2": dated(later),
        "office": office, "office2": other, "city": city, "scope": scope[english], "scope2": beside[english],
        "n": str(bound), "n2": str(3 * bound), "p": str(percent), "theme": theme[english],
    }  # fmt: skip
    return frame["frame"].format(**slots), GOLD[frame["type"]](filled)


def _fits(reports: tuple[Truth, ...], frame: Json, filled: Filled) -> bool:
    """Whether there are reports and numbers for a question: no share of nothing, no growth from nowhere."""
    years = {filled.year, filled.later}
    if "{metric}" not in frame["frame"] or frame["type"].startswith("theme"):
        return _fits_reports(reports, frame, filled)
    seats = [one for one in reports if one.office in filled.seat]
    if frame["type"].startswith("growth") or frame["type"] == "rate_change":
        before = [read(one, filled.metric).value for one in seats if one.year == filled.year - 1]
        there = bool(before) and before[0] is not None
        return (there or "{office}" not in frame["frame"]) and _grows(reports, frame, filled)
    named = [one for one in reports if one.office in (filled.office, filled.other) and one.year in years]
    named = [one for one in named if one.office == filled.office or frame["type"].startswith("rate")]
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


def _fits_reports(reports: tuple[Truth, ...], frame: Json, filled: Filled) -> bool:
    """Whether a question about the reports themselves has one answer: a theme that is surely named, or surely not."""
    own = [one for one in reports if one.office == filled.office and one.year == filled.year]
    if frame["type"] in ("theme_office", "theme_what"):
        return any(word in text for one in own for text in one.problems for word in filled.strict)
    if frame["type"] == "missing_office":
        return len({one.year for one in reports if one.office in filled.seat}) < len({one.year for one in reports})
    return bool(select(reports, {**filled.scope, "years": [filled.year]}))


def _grows(reports: tuple[Truth, ...], frame: Json, filled: Filled) -> bool:
    """Whether the figure of any office rose, where the one that rose most is asked for."""
    if frame["type"] != "growth_top":
        return True
    before = {one.seat: read(one, filled.metric).value or 0 for one in reports if one.year == filled.year - 1}
    now = [one for one in reports if one.year == filled.year and one.seat in before]
    return any((read(one, filled.metric).value or 0) > before[one.seat] for one in now)
