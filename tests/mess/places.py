"""Offices for invented reports: in real places of the gazetteer and in places that no gazetteer knows."""

import csv
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from ingest.datafiles import data_path
from ingest.model import Level, OfficeKind, Region

MUNICIPALITIES = ("11", "12", "31", "50")
INVENTED = {
    "province": ("云岭省", "北原省", "临海省"),
    "city": ("白鹭市", "青石市", "沙屿市", "松台市"),
    "county": ("青禾区", "望川县", "石桥区", "南屏县", "柳湾县"),
}
TOWNSHIPS = ("古井镇", "双河乡", "柳林镇", "文昌街道")
SEATS: dict[Level, tuple[tuple[str, OfficeKind], ...]] = {
    "province": (("人民政府办公厅", "government"), ("财政厅", "department")),
    "prefecture": (("人民政府", "government"), ("人民政府办公室", "government"), ("生态环境局", "department")),
    "county": (
        ("人民政府", "government"),
        ("人民政府办公室", "government"),
        ("人民政府办公室", "government"),
        ("教育局", "department"),
        ("农业农村局", "department"),
    ),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A place as the names of its chain from the largest down; `known` ones are in the gazetteer."""

    chain: tuple[str, ...]
    region: Region
    level: Level
    known: bool


@dataclass(frozen=True, slots=True)
class Office:
    """`printed` stands in the title, `full` is the name the report must be filed under."""

    printed: str
    full: str
    region: Region
    level: Level
    kind: OfficeKind


@cache
def real_places() -> tuple[Place, ...]:
    """Provinces, cities and counties of the gazetteer whose chain is plain, without the special regions."""
    with data_path("gazetteer.csv").open(encoding="utf-8") as file:
        names = {row["adcode"]: row["name"] for row in csv.DictReader(file)}
    found = (_real(code, names) for code in names if code[:2] not in ("71", "81", "82"))
    return tuple(place for place in found if place is not None)


@cache
def name_counts() -> Counter[str]:
    """How many places of the gazetteer bear each name."""
    with data_path("gazetteer.csv").open(encoding="utf-8") as file:
        return Counter(row["name"] for row in csv.DictReader(file))


def draw_office(rng: Random, short_title: bool) -> Office:
    """An office; with `short_title` its title leaves out the larger places that its text names."""
    place = rng.choice(real_places()) if rng.random() < 0.5 else _invented(rng)
    while short_title and len(place.chain) < 2:
        place = _invented(rng)
    if short_title:
        office = _seat(rng, place, (place.chain[-1], "".join(place.chain[-2:])))
    else:
        starts = [n for n in range(len(place.chain)) if not place.known or _plain(place.chain[n:])]
        name = "".join(place.chain[rng.choice(starts) :])
        office = _seat(rng, place, (name, name))
    return office if place.known else _only_printed(office)


def _plain(names: tuple[str, ...]) -> bool:
    return len(names) > 1 or name_counts()[names[0]] == 1


def _real(code: str, names: dict[str, str]) -> Place | None:
    province, city = names[code[:2] + "0000"], names.get(code[:4] + "00")
    if code.endswith("0000"):
        return Place((province,), Region(province, adcode=code), "province", True)
    if code.endswith("00"):
        region = Region(province, names[code], adcode=code)
        return Place((province, names[code]), region, "prefecture", True)
    if code[:2] in MUNICIPALITIES:
        return Place((province, names[code]), Region(province, None, names[code], adcode=code), "county", True)
    if city is None:
        return None
    return Place((province, city, names[code]), Region(province, city, names[code], adcode=code), "county", True)


def _invented(rng: Random) -> Place:
    province, city, county = (rng.choice(INVENTED[level]) for level in ("province", "city", "county"))
    if rng.random() < 0.3:
        return Place((province, city), Region(province, city), "prefecture", False)
    return Place((province, city, county), Region(province, city, county), "county", False)


def _only_printed(office: Office) -> Office:
    """A place that no gazetteer knows has only the larger places that its full name prints."""
    region = office.region
    province, city, county = (
        part if part and part in office.full else None for part in (region.province, region.city, region.county)
    )
    return replace(office, region=Region(province, city, county, region.township))


def _seat(rng: Random, place: Place, names: tuple[str, str]) -> Office:
    short, long = names
    if place.level == "county" and rng.random() < 0.2:
        town = rng.choice(TOWNSHIPS)
        tail = town + ("办事处" if town.endswith("街道") else "人民政府")
        region = Region(place.region.province, place.region.city, place.region.county, town)
        return Office(short + tail, long + tail, region, "township", "township")
    if place.level == "prefecture" and rng.random() < 0.2:
        tail = "高新技术产业开发区管理委员会"
        return Office(short + tail, long + tail, place.region, "county", "government")
    seat, kind = rng.choice(SEATS[place.level])
    return Office(short + seat, long + seat, place.region, place.level, kind)
