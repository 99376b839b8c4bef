"""Whether every number of an answer has its place: in the line and cell it names, or in what the answer shows."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import accumulate
from pathlib import Path

from tests.questions.judging import Bench, figure
from tests.questions.library import Json, Truth

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
NUMBERED = frozenset({"number", "list", "ranking", "comparison", "trend", "yes_no", "findings"})
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_WRAPPED = 3  # lines over which a wrapped label may run before its numbers
_UNSAID = frozenset({"location", "report_id"})
_NAMED = 10  # offices or reports in a sentence
_YUAN = 10000  # a cell in 万元 may be printed in 元


def unplaced(bench: Bench, answer: Json) -> list[str]:
    """What stands in an answer without a place: false locations, values and numbers that come from nowhere."""
    if answer["kind"] not in NUMBERED:
        return []
    return [*_false_places(bench, answer), *_bare_values(bench, answer), *_stray_numbers(bench, answer)]


def numbers(text: object) -> list[Fraction]:
    """The numbers printed in a text, whatever their width and separators."""
    return [Fraction(found) for found in _NUMBER.findall(_plain("" if text is None else text))]


def _plain(text: object) -> str:
    return re.sub(r"(?<=\d),(?=\d{3})", "", unicodedata.normalize("NFKC", str(text)))


@cache
def _lines(file: str) -> tuple[str, ...]:
    return tuple((SAMPLES / file).read_text(encoding="utf-8").splitlines())


def _near(place: Json) -> list[Fraction]:
    """The numbers in the line a location names, and in those over which its label may run."""
    lines, line = _lines(Path(place["file"]).name), place.get("line")
    return numbers("\n".join(lines[line - 1 : line + _WRAPPED] if line else lines))


def _quoted(entry: Json) -> Fraction | None:
    """The number at the end of a quote."""
    found = numbers(re.split(r"[:：]", entry["quote"])[-1])
    return found[0] if found else None


def _false_places(bench: Bench, answer: Json) -> Iterator[str]:
    """Locations in another file than the report's; numbers that are not in the line and not the truth's."""
    for entry in (*answer["items"], *answer["evidence"]):
        report, place = bench.ids.get(entry.get("report_id") or ""), entry.get("location")
        if report is None or not place:
            continue
        if Path(place["file"]).name != report.file:
            yield f"{report.key} is placed in {place['file']}"
            continue
        value = _quoted(entry) if "quote" in entry else figure(entry.get("value"))
        counted = answer["kind"] == "findings" and "quote" not in entry
        if value is not None and not counted and not _stands(report, place, value, entry.get("key")):
            yield f"{value} is not at {place['text']}, line {place.get('line')}"


def _stands(report: Truth, place: Json, value: Fraction, key: str | None) -> bool:
    if not place.get("row"):
        return value in _near(place)
    cells = {key: report.facts.get(key)} if key else report.facts
    # A quote gives a number as it is printed, the truth as the cell's unit has it.
    own = [name for name, its in cells.items() if its in (value, value / _YUAN)]
    printed = {value, value * _YUAN} & set(_near(place))
    return bool(own) and (bool(printed) or any(report.states.get(name) == "restored" for name in own))


def _bare_values(bench: Bench, answer: Json) -> Iterator[str]:
    """A value stands in a cell of its own, or is computed from cells that are given as evidence."""
    proven = {entry.get("report_id") for entry in answer["evidence"]}
    for item in answer["items"]:
        named = item.get("report_id")
        if figure(item.get("value")) is None or item.get("location"):
            continue
        if answer["understood"]["operation"] == "reports" and item["group"] and item["value"] <= item["reports"]:
            # How many reports there are, or of how many offices, stands in no cell.
            continue
        if (named and named not in proven) or not answer["evidence"]:
            yield f"{item.get('office') or item.get('group')} {item.get('year')} = {item['value']} has no cell"
    value = figure(answer["value"])
    counts = {Fraction(0), Fraction(len(answer["items"])), *numbers((answer["coverage"] or {}).get("reports"))}
    if value is not None and not answer["evidence"] and value not in counts:
        yield f"value {answer['value']} has no cell"


def _shown(answer: Json) -> set[Fraction]:
    """Every number that the sentence may repeat: of items, evidence, formula, coverage, findings, the question."""
    values = [value for entry in (*answer["items"], answer) if (value := figure(entry.get("value"))) is not None]
    counts = {Fraction(len(answer["items"])), Fraction(len({item.get("office") for item in answer["items"]}))}
    # How many more there are than the sentence names.
    counts |= {count - _NAMED for count in counts}
    # How many tie.
    counts |= {Fraction(values.count(value)) for value in values}
    shown = [item for entry in answer["items"] for name, item in entry.items() if name not in _UNSAID]
    shown += [entry["quote"] for entry in answer["evidence"]]
    shown += [answer["formula"], answer["question"], answer["understood"], answer["coverage"]]
    shown += [entry.get(name) for entry in answer["findings"] for name in ("expected", "published", "message")]
    shares = (number / 100 for number in numbers(answer["question"]))
    return {*values, *counts, *shares, *(number for text in shown for number in numbers(text))}


def _derived(bench: Bench, answer: Json) -> set[Fraction]:
    """What can be computed from the numbers of an answer: changes between its items or years, sums of its evidence."""
    values = [value for entry in (*answer["items"], answer) if (value := figure(entry.get("value"))) is not None]
    own = [[*numbers([its for name, its in one.items() if name not in _UNSAID])] for one in answer["items"]]
    changes = {change for found in (values[:40], *own) for change in _changes(found)}
    shown = [[entry.get(name) for entry in answer["items"]] for name in ("numerator", "denominator")]
    together = [sum(numbers(parts), Fraction(0)) for parts in shown]
    return {abs(number) for number in (*changes, *together, *_sums(bench, answer), *_over_years(bench, answer))}


def _over_years(bench: Bench, answer: Json) -> Iterator[Fraction]:
    """Changes between the years of one seat, as the evidence prints them."""
    seats: dict[object, list[Fraction]] = {}
    for entry in answer["evidence"]:
        value = _quoted(entry)
        if value is not None:
            seats.setdefault(bench.seat(entry), []).append(value)
    for printed in seats.values():
        yield from _changes(printed)


def _changes(found: Sequence[Fraction]) -> Iterator[Fraction]:
    """Differences, points and growth between numbers."""
    for one in found:
        for other in found:
            yield from (one - other, 100 * (one - other), *([(one - other) / other, one / other] if other else []))


def _sums(bench: Bench, answer: Json) -> Iterator[Fraction]:
    """Sums of neighbouring rows of the evidence, within a report or over those of a year, level, kind or place."""
    groups: dict[object, dict[object, Fraction]] = {}
    for entry in answer["evidence"]:
        report, value = bench.ids.get(entry.get("report_id") or ""), _quoted(entry)
        if report is None or value is None:
            continue
        for group in _groups(report):
            rows = groups.setdefault(group, {})
            rows[entry.get("key")] = rows.get(entry.get("key"), Fraction(0)) + value
    for rows in groups.values():
        values = list(rows.values())
        for start in range(len(values)):
            yield from accumulate(values[start:])


def _groups(report: Truth) -> tuple[object, ...]:
    return (report.key, report.year, report.level, report.office_kind, *report.place, "all")


def _stray_numbers(bench: Bench, answer: Json) -> Iterator[str]:
    shown = {abs(number) for number in _shown(answer)}
    # Computing takes long, and most sentences only repeat what is shown.
    derived = cache(lambda: _derived(bench, answer))
    # The number of a table and the unit 10,000 yuan are no figures.
    text = re.sub(r"table \d|tables \d and \d|× 10000 yuan", "", _plain(answer["text"]))
    for found in re.finditer(r"(\d+(?:\.(\d+))?)\s*(%?)", text):
        said = Fraction(found[1]) / (100 if found[3] else 1)
        slack = Fraction(1, 2 * 10 ** (len(found[2] or "") + (2 if found[3] else 0)))
        exact = not found[2] and not found[3]
        if 2000 <= said <= 2100 or said in shown or said in _counts(bench, answer):
            continue
        if not exact and any(abs(said - one) <= slack for one in shown):
            continue
        if said in derived():
            continue
        if exact or not any(abs(said - one) <= slack for one in derived()):
            yield f"{found[0].strip()} in the sentence comes from nowhere"


def _counts(bench: Bench, answer: Json) -> set[int]:
    """How many reports a sentence may speak of: those of the evidence in a year, of a level, a kind or a place."""
    named = {entry.get("report_id") or "" for entry in answer["evidence"]}
    years = [entry.get("year") for entry in answer["evidence"]]
    groups = Counter(group for one in named if one in bench.ids for group in _groups(bench.ids[one]))
    return {*groups.values(), *(years.count(year) for year in years)}
