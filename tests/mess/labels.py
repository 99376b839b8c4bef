"""How the labels of the applications table are numbered, ordered, spelt and misprinted."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from ingest.template import Row
from tests.mess.options import Mess

NUMERALS = "一二三四五六七八"
LABEL = re.compile(r"(?:[（](?P<group_mark>.)[）](?P<group>\S+) (?P<number>\d)\.)?(?P<own>.+)")
SPELLINGS = (
    {"（": "(", "）": ")"},
    {"（": "(", "）": ")", "，": ", ", "“": '"', "”": '"'},
    {"“": "", "”": "", "，": "、"},
    {"“": "「", "”": "」", "、": ""},
)
NUMBERINGS = ("{}．", "{}、", "（{}）", "({})", "{}. ")
SHORTEST_MISPRINT = 6


@dataclass(frozen=True, slots=True)
class Placed:
    """A row with its label as printed; `group` is the heading it stands under, whether printed again or not."""

    row: Row
    group: str
    own: str
    misprinted: bool = False


class Speller:
    """One report's way of writing labels."""

    def __init__(self, rng: Random, mess: Mess) -> None:
        self._rng = rng
        self._spaces = "label_spaces" in mess
        self._spelling = rng.choice(SPELLINGS) if "punctuation" in mess else {}
        self._numbering = rng.choice(NUMBERINGS) if "numbering" in mess else "{}."

    def write(self, label: str) -> str:
        """The label in this report's punctuation, with a stray space in some."""
        for official, printed in self._spelling.items():
            label = label.replace(official, printed)
        if self._spaces and len(label) > 3 and self._rng.random() < 0.5:
            place = self._rng.randint(2, len(label) - 1)
            label = f"{label[:place]} {label[place:]}"
        return label

    def number(self, count: int) -> str:
        """The number before a row within a group."""
        return self._numbering.format(count)

    def misprint(self, label: str) -> str:
        """The label without one of the characters of its wording."""
        places = [n for n in range(len(label) - SHORTEST_MISPRINT, len(label)) if "一" <= label[n] <= "龥"]
        place = self._rng.choice(places)
        return label[:place] + label[place + 1 :]


def place_rows(rng: Random, mess: Mess, rows: Sequence[Row], speller: Speller) -> tuple[Placed, ...]:
    """The rows of the applications table in printed order under printed labels."""
    groups: dict[str, list[Row]] = {}
    for row in rows[2:-2]:
        groups.setdefault(_match(row)["group"] or row.key, []).append(row)
    members, opening, keep = list(groups.values()), list(rows[:2]), rng.random() < 0.5
    if "row_order" in mess:
        rng.shuffle(members)
        rng.shuffle(opening)
        for group in members:
            rng.shuffle(group)
    members.append([rows[-2]])
    placed = [Placed(row, "", speller.write(f"{NUMERALS[n]}、{row.label[2:]}")) for n, row in enumerate(opening)]
    for place, group in enumerate(members):
        placed += _members(group, None if keep else place, speller)
    placed.append(Placed(rows[-1], "", speller.write(rows[-1].label)))
    return tuple(_misprinted(rng, placed, speller)) if "misprint" in mess else tuple(placed)


def _match(row: Row) -> re.Match[str]:
    match = LABEL.fullmatch(row.label)
    assert match is not None
    return match


def _members(group: Sequence[Row], place: int | None, speller: Speller) -> list[Placed]:
    """Rows of one group; numbered anew from its `place`, or as the template numbers them where that is None."""
    first = _match(group[0])
    if first["group"] is None:
        label = group[0].label if place is None else f"（{NUMERALS[place]}）{group[0].label[3:]}"
        return [Placed(group[0], "", speller.write(label))]
    mark = first["group_mark"] if place is None else NUMERALS[place]
    heading = speller.write(f"（{mark}）{first['group']}")
    placed = []
    for count, row in enumerate(group, start=1):
        number = int(_match(row)["number"]) if place is None else count
        placed.append(Placed(row, heading, speller.number(number) + speller.write(_match(row)["own"])))
    return placed


def _misprinted(rng: Random, placed: Sequence[Placed], speller: Speller) -> list[Placed]:
    long = [n for n, row in enumerate(placed) if len(row.own) > SHORTEST_MISPRINT + 4]
    hit = set(rng.sample(long, rng.randint(1, 3)))
    return [
        replace(row, own=speller.misprint(row.own), misprinted=True) if n in hit else row
        for n, row in enumerate(placed)
    ]
