"""Which office a report belongs to: its id, its seat, its short names, and the place joined to an open region."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import astuple
from functools import lru_cache

from ingest.model import Region
from ingest.traditional import simplified

MUNICIPALITIES = frozenset({"北京市", "天津市", "上海市", "重庆市"})
ID_LENGTH = 12
GOVERNMENT = "人民政府"
_SEAT_OFFICES = frozenset({f"{GOVERNMENT}办公室", f"{GOVERNMENT}办公厅"})
_PLACE_ENDINGS = ("省", "市", "区", "县", "镇", "乡", "盟", "旗")
_LEVELS = ("province", "city", "county", "township")
# Names of offices are asked for again with every report and every answer.
_KEPT = 65_536


@lru_cache(maxsize=_KEPT)
def bare_office(office: str, region: Region) -> str:
    """The office's name once leading names of its places are off: 洛阳市西工区人民政府办公室 → 人民政府办公室.

    Traditional characters are folded, so that the office is one in either writing.
    """
    office = simplified(office)
    names = sorted({name for part in region.parts for name in _spellings(part)}, key=len, reverse=True)
    while name := next((name for name in names if office.startswith(name)), None):
        office = office.removeprefix(name)
    return office


def _spellings(place: str) -> tuple[str, ...]:
    # A name of one character without its ending (滑县) would take the first letter off other words.
    return (place, place[:-1]) if place.endswith(_PLACE_ENDINGS) and len(place) > 2 else (place,)


@lru_cache(maxsize=_KEPT)
def office_key(office: str, region: Region) -> str:
    """One name for an office of a region, whichever of its places stand before it."""
    return f"{region.path}|{bare_office(office, region)}"


def identity(office: str, region: Region, year: int) -> str:
    """`province/city/county/township|office without place names|year`, unknown levels empty."""
    places = "/".join(part or "" for part in astuple(region)[:4])
    return f"{places}|{bare_office(office, region)}|{year}"


def report_id(identity: str) -> str:
    """First 12 hex digits of the SHA-256 of an identity."""
    return hashlib.sha256(identity.encode()).hexdigest()[:ID_LENGTH]


@lru_cache(maxsize=_KEPT)
def seat(office: str, region: Region) -> str:
    """One name for 人民政府, its 办公室 and 办公厅 (and a title that names only the place), of one region."""
    name = bare_office(office, region)
    return f"{region.path}|{GOVERNMENT if name in _SEAT_OFFICES or not name else name}"


def short_forms(office: str, region: Region) -> tuple[str, ...]:
    """The names that people use for an office, longest first: with its places from each level down."""
    name = bare_office(office, region)
    parts = region.parts
    forms = {office, *("".join(parts[start:]) + name for start in range(len(parts)))}
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


def is_open(region: Region) -> bool:
    """Whether the file left the region open: a place is named, but not all that lie above it."""
    if region.adcode or not region.parts:
        return False
    above = list(zip(_LEVELS, astuple(region), strict=False))[: _lowest(region)]
    needless = "city" if region.province in MUNICIPALITIES else None
    return any(name is None and level != needless for level, name in above)


def _lowest(region: Region) -> int:
    """The index of the smallest place that is named."""
    return max(index for index, name in enumerate(astuple(region)[:4]) if name)


class Places:
    """The regions of a library, by which an open one is completed."""

    def __init__(self, regions: Iterable[Region]) -> None:
        self._by_name: dict[str, list[Region]] = defaultdict(list)
        for region in regions:
            for name in set(region.parts):
                self._by_name[name].append(region)
        self._fitting: dict[Region, tuple[Region, ...]] = {}

    def fitting(self, region: Region) -> tuple[Region, ...]:
        """The most complete regions (down to the level of this one) that name every place that it names, and more."""
        if not is_open(region):
            return ()
        if region not in self._fitting:
            self._fitting[region] = _most_complete(region, self._by_name[region.parts[-1]])
        return self._fitting[region]

    def join(self, region: Region) -> Region:
        """The one region that an open one fits, or itself where none or several fit."""
        places = self.fitting(region)
        return places[0] if len(places) == 1 else region


def _most_complete(region: Region, known: Iterable[Region]) -> tuple[Region, ...]:
    cut = [_cut(other, _lowest(region)) for other in known if _agrees(region, other)]
    # The one with a code stands last, so that it is the one kept of two that name the same places.
    by_path = {other.path: other for other in sorted(cut, key=lambda place: place.adcode or "")}
    fuller = [other for other in by_path.values() if len(other.parts) > len(region.parts)]
    most = [one for one in fuller if not any(one != other and _agrees(one, other) for other in fuller)]
    return tuple(sorted(most, key=lambda place: place.path))


def _agrees(region: Region, other: Region) -> bool:
    """Whether `other` names every place that `region` names."""
    pairs = zip(astuple(region)[:4], astuple(other)[:4], strict=True)
    return all(name is None or name == there for name, there in pairs)


def _cut(region: Region, lowest: int) -> Region:
    if not any(astuple(region)[lowest + 1 : 4]):
        return region
    return Region(*astuple(region)[: lowest + 1])
