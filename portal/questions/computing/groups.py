"""Figures of reports taken together by level, kind, place, seat or year."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import get_args

from index.identity import office_key
from index.model import Condition, Filters, Measure, MeasuredReport, ReportHead
from ingest.model import Level, OfficeKind, Region
from portal.questions.computing.together import fraction, places, together
from portal.questions.plan import MAKE_UP, By, Group, Operation, Ranking
from portal.questions.saying.notes import Language, say
from portal.questions.words.make_up import part_label
from portal.questions.words.names import full_name

_CODES: dict[By, tuple[str, ...]] = {"level": get_args(Level), "office_kind": get_args(OfficeKind)}
_COUNTED: tuple[Operation, ...] = ("count", "share")
Kept = Callable[[MeasuredReport], bool]
# The ids of the reports of each side by its name, where groups are those.
Sides = Mapping[str, Collection[str]]
NO_SIDES: Sides = {}


def seat_keys(rows: Iterable[MeasuredReport]) -> dict[str, str]:
    """The seat of each report by its id; offices of one seat that report for the same year stay apart."""
    heads = {row.head.report_id: row.head for row in rows}
    twice = {seat for (seat, _), n in Counter((head.seat, head.year) for head in heads.values()).items() if n > 1}
    return {
        key: office_key(head.office, head.region) if head.seat in twice else head.seat for key, head in heads.items()
    }


def by_group(by: By, rows: Sequence[MeasuredReport], sides: Sides = NO_SIDES) -> dict[str, list[MeasuredReport]]:
    """The reports of each group by its name, in the order of the groups; those that belong to none are left out."""
    if by == "side":
        return {name: [row for row in rows if row.head.report_id in ids] for name, ids in sides.items()}
    found: dict[str, list[MeasuredReport]] = defaultdict(list)
    seats = seat_keys(rows) if by == "office" else {}
    for row in rows:
        key = seats[row.head.report_id] if by == "office" else _name(by, row.head)
        if key:
            found[key].append(row)
    if by == "office":
        found = {full_name(max(part, key=lambda row: row.head.year).head): part for part in found.values()}
    codes = _CODES.get(by)
    return dict(sorted(found.items(), key=lambda pair: codes.index(pair[0]) if codes else pair[0]))


def all_belong(by: By) -> bool:
    """Whether every report is part of a group: each has a level, a kind, an office and a year, not each a city."""
    return by not in ("province", "city", "county", "side")


def belongs(by: By, head: ReportHead, sides: Sides = NO_SIDES) -> bool:
    """Whether a report is part of any group: one of a province is part of no city."""
    if by == "side":
        return any(head.report_id in ids for ids in sides.values())
    return by == "office" or bool(_name(by, head))


def _name(by: By, head: ReportHead) -> str:
    if by == "year":
        return str(head.year)
    if by in _CODES:
        return head.level if by == "level" else head.office_kind
    return _place(by, head.region)


@lru_cache(maxsize=65_536)
def _place(by: By, region: Region) -> str:
    """The path of a report's province, city or county; a municipality is both province and city."""
    city = region.city or (region.province if region.province and region.province.endswith("市") else None)
    parts = {"province": [region.province], "city": [region.province, city]}.get(
        by, [region.province, region.city, region.county]
    )
    return "/".join(dict.fromkeys(part for part in parts if part)) if parts[-1] else ""


def grouped(
    by: By, operation: Operation, measure: Measure, rows: Sequence[MeasuredReport], sides: Sides = NO_SIDES
) -> tuple[Group, ...]:
    """The sum, mean or median of each group, in the order of the groups."""
    return tuple(_together(by, name, (operation, measure), part) for name, part in by_group(by, rows, sides).items())


def _together(by: By, name: str, how: tuple[Operation, Measure], part: Sequence[MeasuredReport]) -> Group:
    operation, measure = how
    valued = [row for row in part if row.value is not None]
    without = len(part) - len(valued)
    if not valued:
        return Group(by, name, None, 0, without)
    value = together(operation, measure, valued)
    if not measure.denominator or operation != "sum":
        return Group(by, name, value, len(valued), without)
    above, below = fraction(valued)
    return Group(by, name, value, len(valued), without, above, below)


def counted(
    by: By, operation: Operation, rows: Sequence[MeasuredReport], kept: Kept, sides: Sides = NO_SIDES
) -> tuple[Group, ...]:
    """How many offices of each group meet a condition, or what share of those with a figure."""
    found = []
    for name, part in by_group(by, rows, sides).items():
        valued = [row for row in part if row.value is not None]
        count, among = (_offices(rows) for rows in ([row for row in valued if kept(row)], valued))
        without = len(part) - len(valued)
        if operation == "count":
            found.append(Group(by, name, Decimal(count), len(valued), without))
        else:
            value = Decimal(count) / among if among else None
            found.append(Group(by, name, value, len(valued), without, Decimal(count), Decimal(among)))
    return tuple(found)


def _offices(rows: Sequence[MeasuredReport]) -> int:
    return len({office_key(row.head.office, row.head.region) for row in rows})


def chosen(groups: Sequence[Group], condition: Condition | None, ranking: Ranking | None) -> tuple[Group, ...]:
    """The groups that meet a condition, in the order of a ranking, cut with all that tie with the last."""
    kept = [g for g in groups if condition is None or (g.value is not None and condition.holds(g.value))]
    if ranking is None:
        return tuple(kept)
    sign = -1 if ranking.order == "most" else 1
    valued = sorted((sign * g.value, place) for place, g in enumerate(kept) if g.value is not None)
    return tuple(kept[valued[at][1]] for at in places([value for value, _ in valued], ranking))


def group_label(group: Group, language: Language, among: Sequence[Group] = ()) -> str:
    """What a group is called in an answer."""
    if group.by in ("level", "office_kind"):
        return say(f"{'kind' if group.by == 'office_kind' else 'level'}_{group.name}", language)
    if group.by in MAKE_UP:
        return part_label(group.name, group.by, english=language == "en")
    if group.by == "side":
        return _side_label(group.name, language)
    if group.by in ("office", "year"):
        return say("group_year", language, year=group.name) if group.by == "year" else group.name
    return group_code(group, among)


def side_name(side: Filters) -> str:
    """The name of a side: its filters as they are written."""
    return " ".join("=".join(item.pair) for item in side.items)


def _side_label(name: str, language: Language) -> str:
    """A side by its level and kind: 县级政府, departments of prefecture level."""
    said = dict(pair.split("=", 1) for pair in name.split(" "))
    level = say(f"level_{said['level']}", language) if "level" in said else ""
    kind = say(f"kind_{said['office_kind']}", language) if "office_kind" in said else ""
    code = "side_both" if level and kind else "side_level" if level else "side_kind"
    return say(code, language, level=level, kind=kind)


def group_code(group: Group, among: Sequence[Group]) -> str:
    """The word of a level or kind, else the name; of a place with those above it where another is called the same."""
    short = group.name.rpartition("/")[2]
    shared = sum(other.name.rpartition("/")[2] == short for other in among) > 1
    return group.name.replace("/", "") if shared else short
