"""Administrative places of China to county level: which region a name stands for."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from ingest.datafiles import data_path
from ingest.model import Region


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the gazetteer with the region that it names, from the province down."""

    adcode: str
    name: str
    region: Region


class Gazetteer:
    """Places by full name; several places may share one."""

    def __init__(self, places: tuple[Place, ...]) -> None:
        self.places = places
        self._by_name: dict[str, list[Place]] = defaultdict(list)
        for place in places:
            self._by_name[place.name].append(place)
        self.longest = max(map(len, self._by_name), default=0)

    def by_name(self, name: str) -> tuple[Place, ...]:
        """All places of this full name, in order of their codes."""
        return tuple(self._by_name.get(name, ()))

    def leading(self, text: str) -> tuple[Place, ...]:
        """The places whose name is the longest that `text` begins with."""
        for length in range(min(self.longest, len(text)), 1, -1):
            if found := self._by_name.get(text[:length]):
                return tuple(found)
        return ()


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer of `data/gazetteer.csv`."""
    with data_path("gazetteer.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["adcode"]: (row["name"], row["parent"]) for row in csv.DictReader(file)}
    return Gazetteer(tuple(Place(adcode, name, _region(adcode, rows)) for adcode, (name, _) in rows.items()))


def _region(adcode: str, rows: dict[str, tuple[str, str]]) -> Region:
    chain = [adcode]
    while parent := rows[chain[-1]][1]:
        chain.append(parent)
    province, *rest = (rows[code][0] for code in reversed(chain))
    city = rest[0] if rest and adcode_level(chain[-2]) == "city" else None
    county = rest[-1] if rest and adcode_level(adcode) == "county" else None
    return Region(province, city, county, None, adcode)


def adcode_level(adcode: str) -> str:
    """province, city or county, by the zeros that a code ends in."""
    if adcode.endswith("0000"):
        return "province"
    return "city" if adcode.endswith("00") else "county"
