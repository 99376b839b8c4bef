"""In which order a printed heading names the columns of a statutory table."""

import re
from collections.abc import Mapping, Sequence

from ingest.labels import normalise
from ingest.template import OUTCOMES, Row

_LONGEST_APPLICANT = 6
_GROUPS = {
    "reconsideration": "行政复议",
    "litigation_direct": "未经复议直接起诉",
    "litigation_after_reconsideration": "复议后起诉",
}


def order_of(places: Mapping[str, int]) -> tuple[str, ...] | None:
    """The keys in the order of their places in a heading; -1 is a name that it does not print.

    One name that is misprinted takes its usual place where all others stand in the usual order; None where the order
    cannot be told.
    """
    printed = [key for key in sorted(places, key=lambda key: places[key]) if places[key] >= 0]
    if len(printed) == len(places):
        return tuple(printed)
    usual = [key for key in places if key in printed]
    return tuple(places) if printed == usual and len(printed) == len(places) - 1 > 1 else None


def row_order(heading: str, row: Row) -> tuple[str, ...] | None:
    """The keys of a row of table 二 or 三 in printed order; None where the heading does not tell.

    The total of table 三 is taken as its last column: a dump prints it before or after the others, as its heading
    spans two lines.
    """
    if len(row.cells) == 1:
        return (row.cells[0].key,)
    names = {cell.key: cell.column for cell in row.cells}
    text = normalise(heading)
    if row.table != "三":
        return order_of({key: text.rfind(normalise(name)) for key, name in names.items()})
    *applicants, other, total = (cell.key for cell in row.cells)
    whole = all(names[key] in text for key in applicants)
    if whole:
        places = {key: text.rfind(names[key]) for key in applicants}
    else:
        # Names wrapped within their columns come a line at a time (商业 科研 / 企业 机构): their beginnings tell them
        # apart, but lines need not begin together, so that only the form's own order can be believed.
        places = {key: text.find(names[key][:2]) for key in applicants}
    order = order_of(places)
    place = _place_of_other(text, [places[key] for key in order or ()])
    if order is None or place is None:
        return None
    found = (*order[:place], other, *order[place:], total)
    return found if whole or found == tuple(names) else None


def _place_of_other(text: str, places: Sequence[int]) -> int | None:
    """Before which of the applicants at `places` the column 其他 stands: labels of rows say 其他 too, further off."""
    said = text.replace("法人或其他组织", "法人或＿＿组织")
    found = [match.start() for match in re.finditer("其他", said)]
    if not found or not places:
        return None
    low, high = min(places), max(places) + _LONGEST_APPLICANT
    nearest = min(found, key=lambda start: max(low - start, start - high, 0))
    return sum(place < nearest for place in places)


def review_order(heading: str) -> tuple[str, ...] | None:
    """The key of each column of table 四 in printed order: five outcomes for each group that the heading names."""
    text = normalise(heading)
    litigation = text.replace(_GROUPS["litigation_direct"], "").replace(_GROUPS["litigation_after_reconsideration"], "")
    places = {key: text.rfind(name) for key, name in _GROUPS.items()}
    if places["reconsideration"] >= 0:
        # 行政诉讼 is the heading over both litigation groups; 行政复议 stands before or after all of them.
        after = litigation.rfind(_GROUPS["reconsideration"]) > litigation.rfind("行政诉讼") >= 0
        places["reconsideration"] = len(text) if after else 0
    groups = sorted((key for key in places if places[key] >= 0), key=lambda key: places[key])
    outcomes = outcome_order(text, len(groups))
    return tuple(f"{group}.{outcome}" for group in groups for outcome in outcomes) if outcomes else None


def outcome_order(text: str, groups: int) -> tuple[str, ...] | None:
    """The order of the five outcomes in normalised text, the same for each group; None where it does not tell."""
    keys = {name: key for key, name in OUTCOMES.items()}
    found = [keys[name] for name in re.findall("|".join(keys), text)]
    blocks = {tuple(found[start : start + 5]) for start in range(0, len(found), 5)}
    if groups and len(found) == 5 * groups and len(set(found)) == 5:
        return tuple(found[:5]) if len(blocks) == 1 else None
    # Halves of the names a line each (结果 结果 其他 尚未 / 维持 纠正 结果 审结): the order shows in their letters.
    pairs_in_order = all(re.sub(f"[^{pair}]", "", text) == pair * groups for pair in ("维纠", "其尚"))
    return tuple(OUTCOMES) if groups and pairs_in_order and text.count("总计") == groups else None
