"""Larger places that a report's own text prints in front of its office's name or its smallest place."""

import re
from collections.abc import Iterable
from dataclasses import replace

from ingest.gazetteer import Gazetteer
from ingest.model import Region
from ingest.regions import split_office
from ingest.titles import compact
from ingest.traditional import simplified

_CLAUSE_START = re.compile(
    r"[^\u4e00-\u9fff]|现将|现就|现由|根据|按照|公布|发布|编制|关于|本报告|[由经是为在向对和与及]"
)
_LONGEST_PLACES = 20


def longer_form(printed: str, text: str, gazetteer: Gazetteer) -> str:
    """The printed name, completed by the places that the text prints in front of that same name."""
    head = split_office(printed, gazetteer).region
    if head.province or not head.parts:
        return printed
    best = printed
    ends = (match.start() for match in re.finditer(re.escape(compact(printed)), simplified(text)))
    for before in _texts_before(text, ends):
        best = max(best, _places_at_end(before, gazetteer) + printed, key=len)
    return best


def _texts_before(text: str, ends: Iterable[int]) -> Iterable[str]:
    """What stands in front of each end, as far as names of places reach; each wording once."""
    return dict.fromkeys(text[max(0, end - _LONGEST_PLACES) : end] for end in ends)


def _places_at_end(before: str, gazetteer: Gazetteer) -> str:
    """The longest row of place names that the text ends in; empty where there is none.

    A place that the gazetteer knows begins wherever it stands, another one only where a clause begins.
    """
    plain = simplified(before)
    clause = len(plain) - len(_CLAUSE_START.split(plain)[-1])
    for start in range(len(before) - 1):
        begins = start == clause or gazetteer.leading(plain[start:])
        if begins and not split_office(before[start:], gazetteer).rest:
            return before[start:]
    return ""


def region_in_text(region: Region, text: str, gazetteer: Gazetteer) -> Region:
    """The region with larger places that the text prints in a row in front of its own: 示例省白鹭市红旗区.

    Of a name without any place, as a zone's, the province and city that the text prints in a row, if they are always
    the same. Rows that contradict each other say nothing.
    """
    own = region.county or region.city
    if region.province:
        return region
    pattern = re.escape(own) if own else r"[\u4e00-\u9fff]{2,5}?(?:市|自治州|盟)"
    rows: dict[Region, None] = {}
    for before in _texts_before(text, (match.end() for match in re.finditer(pattern, text))):
        found = split_office(_places_at_end(before, gazetteer), gazetteer).region
        if found.province and own in (None, found.city, found.county) and (own or found.city):
            rows[found] = None
    fullest = max(rows, key=lambda row: len(row.parts), default=region)
    contradicted = any(not set(other.parts) <= set(fullest.parts) for other in rows)
    if contradicted or (region.city and fullest.city != region.city):
        return region
    return replace(region, province=fullest.province, city=fullest.city)
