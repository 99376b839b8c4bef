"""The sample reports as their truth file states them, and which of them a question speaks of."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

Json = dict[str, Any]
Key = tuple[str, int]
Place = tuple[str | None, str | None, str | None, str | None]
TRUTH = Path(__file__).parents[1] / "samples_truth.json"
PARTS = ("province", "city", "county", "township")


@dataclass(frozen=True, slots=True)
class Truth:
    """One report: who and when, what its cells print, and what is wrong with it."""

    file: str
    office: str
    place: Place
    level: str
    office_kind: str
    year: int
    facts: Mapping[str, Fraction | None]
    states: Mapping[str, str]
    checks: tuple[str, ...]
    flaws: tuple[str, ...]
    problems: tuple[str, ...]
    measures: tuple[str, ...]

    @property
    def key(self) -> Key:
        """The office and the year, which no two reports share."""
        return self.office, self.year

    @property
    def seat(self) -> tuple[Place, str]:
        """What stays the same when a government's office publishes in its place."""
        name = self.office
        for part in self.place:
            name = name.removeprefix(part or "")
        if self.office_kind == "government":
            name = name.removesuffix("办公室").removesuffix("办公厅")
        return self.place, name


def load() -> tuple[Truth, ...]:
    """Every report of the truth file, open places joined to the one place that fits."""
    rows: list[Json] = json.loads(TRUTH.read_text(encoding="utf-8"))
    places = [_place(row) for row in rows]
    return tuple(_truth(row, _joined(place, places)) for row, place in zip(rows, places, strict=True))


def _place(row: Json) -> Place:
    region = row["region"]
    return region["province"], region["city"], region["county"], region["township"]


def _joined(place: Place, places: list[Place]) -> Place:
    if place[0] and (place[1] or not place[2]):
        return place
    fits = {other for other in places if other[1] and _fits(place, other)}
    return fits.pop() if len(fits) == 1 else place


def _fits(open_place: Place, other: Place) -> bool:
    given = all(part is None or part == its for part, its in zip(open_place, other, strict=True))
    return given and (open_place[3] is None) == (other[3] is None)


def _truth(row: Json, place: Place) -> Truth:
    cells = {**row["facts"], **row["narrative"]}
    flaws = tuple(flaw["kind"] for flaw in row["flaws"])
    checks = [failed["check"] for failed in row["failed_checks"]]
    checks += ["text_vs_table"] * len(row["narrative_conflicts"])
    checks += [flaw for flaw in flaws if flaw in ("carry_over", "repeated_text", "region_ambiguous")]
    return Truth(
        file=Path(row["file"]).name,
        office=row["office"],
        place=place,
        level=row["level"],
        office_kind=row["office_kind"],
        year=row["year"],
        facts={key: None if value is None else Fraction(str(value)) for key, value in cells.items()},
        states=row["states"],
        checks=tuple(checks),
        flaws=flaws,
        problems=tuple(row["problems"]),
        measures=tuple(row["measures"]),
    )


def select(reports: tuple[Truth, ...], scope: Json) -> list[Truth]:
    """The reports within a scope: years, offices, region, level, kind, findings."""
    found = [report for report in reports if _within(report, scope)]
    years = scope.get("years", "all")
    if years == "newest":
        named = "offices" in scope
        newest = max((report.year for report in (found if named else reports)), default=0)
        return [report for report in found if report.year == newest]
    return [report for report in found if years == "all" or report.year in years]


def _within(report: Truth, scope: Json) -> bool:
    region = scope.get("region", [])
    wanted = (
        ("offices", report.office in scope.get("offices", ())),
        ("region", all(part in report.place for part in region)),
        ("outside", not all(part in report.place for part in scope.get("outside", []))),
        ("level", report.level == scope.get("level")),
        ("office_kind", report.office_kind == scope.get("office_kind")),
        ("finding", any(check in report.checks for check in scope.get("finding", ()))),
    )
    return all(fits for name, fits in wanted if name in scope)
