"""The places that an office's name begins with, and the region that they stand for."""

import re
from dataclasses import dataclass, replace

from ingest.gazetteer import Gazetteer, Place
from ingest.model import Level, OfficeKind, Region
from ingest.traditional import simplified

# A zone is no administrative division: it belongs to the place around it and has the rank of a county.
_ZONE = re.compile(
    r"(?:示范区|开发区|高新区|高新技术|经开区|保税区|新区|度假区|风景名胜区|风景区|园区|产业区|试验区|工业区|集聚区)"
)
_UNKNOWN = (
    ("province", re.compile(r"[\u4e00-\u9fff]{2,6}?(?:省|自治区)")),
    ("city", re.compile(r"[\u4e00-\u9fff]{2,5}?(?:市|自治州|地区|盟)")),
    ("county", re.compile(r"[\u4e00-\u9fff]{1,7}?(?:自治县|自治旗|县|区|旗(?![区县市镇乡]))")),
    ("township", re.compile(r"[\u4e00-\u9fff]{1,7}?(?:街道|镇|(?<!城)乡(?!村))")),
)
_GOVERNMENT = re.compile(
    r"(?:人民)?政府(?:办公厅|办公室)?|管理委员会(?:办公室|综合办公室)?|管委会(?:办公室)?|党政(?:综合)?办公室|"
)
_LEVELS = ("province", "city", "county", "township")


@dataclass(frozen=True, slots=True)
class OfficeName:
    """An office's name taken apart: the places in front, and what remains."""

    region: Region
    rest: str


def split_office(name: str, gazetteer: Gazetteer) -> OfficeName:
    """The leading places of a name and its rest: 淮安市洪泽区人民政府 → 淮安市, 洪泽区 and 人民政府.

    Places that no gazetteer knows are taken by their suffix (省, 市, 区, 县, 镇 …) in falling order. The rest is as
    printed, the places of a name in traditional characters are simplified.
    """
    found: dict[str, str] = {}
    rest, level = simplified(name), 0
    while level < len(_LEVELS) and rest:
        match = _known(rest, level, found, gazetteer) or _unknown(rest, level)
        if match is None:
            break
        place_level, text = match
        found[_LEVELS[place_level]] = text
        rest, level = rest[len(text) :], place_level + 1
    return OfficeName(Region(**found), name[len(name) - len(rest) :])


def _known(text: str, level: int, found: dict[str, str], gazetteer: Gazetteer) -> tuple[int, str] | None:
    for place in gazetteer.leading(text):
        place_level = _LEVELS.index(_level_name(place.region))
        fits = all(getattr(place.region, name) in (value, None) for name, value in found.items())
        if place_level >= level and fits:
            return place_level, place.name
    return None


def _unknown(text: str, level: int) -> tuple[int, str] | None:
    for place_level, (_, pattern) in enumerate(_UNKNOWN):
        match = pattern.match(text) if place_level >= level else None
        if match and not _ZONE.search(match.group()):
            return place_level, match.group()
    return None


def _level_name(region: Region) -> str:
    return next(name for name in reversed(_LEVELS) if getattr(region, name))


def complete_region(region: Region, text: str, gazetteer: Gazetteer) -> tuple[Region, tuple[Place, ...]]:
    """The region with the larger places that its smallest name stands in, and the places where it fits several.

    A name that the gazetteer knows once is that place; one that it knows several times is the one whose city or
    province `text` names, if just one is; otherwise it stays open and the places are returned.
    """
    named = region.county or region.city or region.province
    if named is None:
        return region, ()
    given = {level: getattr(region, level) for level in _LEVELS[:3] if getattr(region, level)}
    places = [
        place
        for place in gazetteer.by_name(named)
        if all(getattr(place.region, level) == value for level, value in given.items())
    ]
    if len(places) > 1:
        mentioned = [place for place in places if any(larger in text for larger in place.region.parts[:-1])]
        cities = [place for place in mentioned if place.region.city and place.region.city in text]
        places = cities if len(cities) == 1 else mentioned if len(mentioned) == 1 else places
    if len(places) == 1:
        return replace(places[0].region, township=region.township), ()
    return region, tuple(places)


def level_of(name: OfficeName) -> Level:
    """The level of the body that the office belongs to; a zone counts as a county."""
    region = name.region
    if region.township:
        return "township"
    if region.county or _ZONE.search(simplified(name.rest)):
        return "county"
    if region.city:
        return "prefecture"
    return "province" if region.province else "national"


def kind_of(name: OfficeName) -> OfficeKind:
    """The government (with its office, or a zone's), a township, or a department."""
    rest = simplified(name.rest)
    if name.region.township and not re.search(r"局|委员会(?!办公室$)|所$|站$", rest):
        return "township"
    rest = re.sub(r"[（(][^）)]*[）)]", "", rest)
    zones = list(_ZONE.finditer(rest))
    rest = rest[zones[-1].end() :] if zones else rest
    return "government" if _GOVERNMENT.fullmatch(rest) else "department"
