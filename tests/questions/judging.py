"""Whether an answer says what the gold says."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from tests.questions.expected import REFUSALS, Expected, Values
from tests.questions.library import Json, Key, Truth

Verdict = Literal["exact", "refused", "wrong"]
ALIASES = {
    "county": ("县级", "区县", "县区"),
    "prefecture": ("市级", "地市", "地级"),
    "province": ("省级",),
    "township": ("乡镇", "街道"),
    "department": ("部门",),
    "government": ("政府",),
}
_TOLERANCE = Fraction(1, 10**9)


@dataclass(frozen=True, slots=True)
class Bench:
    """The reports, and which of them a report's id means."""

    reports: tuple[Truth, ...]
    ids: Mapping[str, Truth]

    def report(self, item: Json) -> Truth | None:
        """The report an item is about, by its id, else by its office's name and its year."""
        if item.get("report_id"):
            return self.ids[item["report_id"]]
        named = [one for one in self.reports if one.year == item.get("year") and _same(one, item.get("office"))]
        return named[0] if len(named) == 1 else None

    def seat(self, item: Json) -> object:
        """The seat an item is about."""
        report = self.report(item)
        if report is not None:
            return report.seat
        name = item.get("office") or item.get("group")
        full = {one.seat for one in self.reports if one.office == name}
        seats = full or {one.seat for one in self.reports if _same(one, name)}
        return seats.pop() if len(seats) == 1 else name


def _same(report: Truth, office: str | None) -> bool:
    full = "".join(part or "" for part in report.place) + report.seat[1]
    return office is not None and (report.office == office or full.endswith(office.removesuffix("办公室")))


def judge(bench: Bench, answer: Json, accepted: Sequence[Expected]) -> tuple[Verdict, str]:
    """Exact if one of the acceptable answers is met; refused if it declines; else wrong, with what differs."""
    reasons = [_differs(bench, answer, expected) for expected in accepted]
    if "" in reasons:
        return "exact", ""
    return ("refused" if answer["kind"] in REFUSALS else "wrong"), " / ".join(sorted(set(reasons)))


def _differs(bench: Bench, answer: Json, expected: Expected) -> str:
    if expected.shape == "list" and not expected.rows and answer["kind"] == "number":
        return "" if answer["value"] == 0 else f"value {answer['value']}, none expected"
    if answer["kind"] not in expected.kinds:
        return f"kind {answer['kind']}, not {'|'.join(sorted(expected.kinds))}"
    if expected.shape == "kinds" or (expected.shape == "no_value" and answer["kind"] in REFUSALS):
        return ""
    return SHAPES[expected.shape](bench, answer, expected)


def figure(value: object) -> Fraction | None:
    """A JSON number, exactly; anything else is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return Fraction(str(value))


def among(value: object, values: Values) -> bool:
    """Whether a number is one of these, to a billionth."""
    number = figure(value)
    return number is not None and any(abs(number - one) <= _TOLERANCE * max(Fraction(1), abs(one)) for one in values)


def _value(bench: Bench, answer: Json, expected: Expected) -> str:
    right = among(answer["value"], expected.values)
    return "" if right else f"value {answer['value']}, expected {[float(one) for one in expected.values]}"


def _no_value(bench: Bench, answer: Json, expected: Expected) -> str:
    return "" if answer["value"] is None else f"value {answer['value']}, none expected"


def _bool(bench: Bench, answer: Json, expected: Expected) -> str:
    return "" if answer["value"] is expected.verdict else f"verdict {answer['value']}, expected {expected.verdict}"


def _keys(bench: Bench, answer: Json) -> list[tuple[Key | None, object]]:
    found = [(bench.report(item), item.get("value")) for item in answer["items"]]
    return [(report.key if report else None, value) for report, value in found]


def _list(bench: Bench, answer: Json, expected: Expected) -> str:
    allowed = {**expected.rows, **expected.optional}
    found = _keys(bench, answer)
    lacking = set(expected.rows) - {key for key, _ in found}
    extra = [key for key, _ in found if key not in allowed]
    off = [(key, value) for key, value in found if key and allowed.get(key) and not among(value, allowed[key])]
    return "; ".join(f"{what} {rows}" for what, rows in (("lacks", lacking), ("extra", extra), ("value", off)) if rows)


def _rank(bench: Bench, answer: Json, expected: Expected) -> str:
    found = _keys(bench, answer)
    keys = [key for key, _ in found if key is not None]
    if not keys or len(keys) < len(found) or any(key not in expected.rows for key in keys):
        return f"ranks {found[:6]}"
    off = [(key, value) for key, value in found if key and not among(value, expected.rows[key])]
    shown = [expected.rows[key][0] for key in keys]
    limit = min(len(keys) if expected.limit == 1 else expected.limit, len(expected.order))
    best = [expected.rows[key][0] for key in expected.order]
    tied = sum(value == best[limit - 1] for value in best[limit:])
    right = shown == best[: len(shown)] and len(set(keys)) == len(keys) and limit <= len(keys) <= limit + tied
    return f"values {off}" if off else "" if right else f"order {keys}, expected {expected.order[: limit + 1]}"


def _label(item: Json) -> str:
    return " ".join(str(item.get(name)) for name in ("group", "office", "year") if item.get(name) is not None)


def _named(label: str, item: Json) -> bool:
    return bool(label) and any(name in _label(item) for name in (label, *ALIASES.get(label, ())))


def _groups(bench: Bench, answer: Json, expected: Expected) -> str:
    known = set()
    for item in answer["items"]:
        labels = [label for label in expected.groups if _named(label, item)]
        if any(among(item.get("value"), (expected.groups[label],)) for label in labels):
            known.update(labels)
        elif labels or not _apart(item, expected):
            return f"group {_label(item)} = {item.get('value')}"
    lacking = set(expected.groups) - known - expected.loose_groups
    return f"lacks groups {sorted(lacking)}" if lacking else ""


def _apart(item: Json, expected: Expected) -> bool:
    return not item.get("value") or among(item["value"], (expected.groups.get("", Fraction(-1)),))


def _compare(bench: Bench, answer: Json, expected: Expected) -> str:
    sides = tuple(expected.groups.values())
    gaps = expected.values[len(sides) :]
    if answer["kind"] == "number":
        return _value(bench, answer, Expected("value", expected.kinds, values=gaps or (Fraction(0),)))
    shown = [item.get("value") for item in answer["items"]]
    lacking = [float(side) for side in sides if not any(among(value, (side,)) for value in shown)]
    extra = [value for value in shown if not among(value, expected.values)]
    known = {key: value for key, value in _keys(bench, answer) if key in expected.rows}
    off = [key for key, value in known.items() if key and not among(value, expected.rows[key])]
    value = answer["value"]
    if figure(value) is not None and not among(value, (*expected.values, Fraction(0))):
        return f"value {value}"
    return f"sides lack {lacking}, extra {extra}, mixed {off}" if lacking or extra or off else ""


def _change(bench: Bench, answer: Json, expected: Expected) -> str:
    years = _by_year(answer)
    off = [year for year, value in years.items() if year in expected.groups and value != expected.groups[year]]
    if answer["value"] is None and answer["kind"] != "number" and not off and set(years) >= set(expected.groups):
        return ""
    return f"years {off}" if off and answer["kind"] == "trend" else _value(bench, answer, expected)


def _by_year(answer: Json) -> dict[str, Fraction]:
    numbers = [(str(item.get("year") or item.get("group")), figure(item.get("value"))) for item in answer["items"]]
    return {year: value for year, value in numbers if value is not None}


def _series(bench: Bench, answer: Json, expected: Expected) -> str:
    shown = _by_year(answer)
    off = {year: float(value) for year, value in shown.items() if not among(float(value), _wanted(expected, year))}
    lacking = set(expected.groups) - set(shown)
    return f"years off {off}, lacking {sorted(lacking)}" if off or lacking else ""


def _wanted(expected: Expected, year: str) -> Values:
    return (expected.groups[year],) if year in expected.groups else ()


def _year(bench: Bench, answer: Json, expected: Expected) -> str:
    named = [year for year in expected.years if str(year) in answer["text"]]
    years = tuple(Fraction(year) for year in expected.years)
    first = answer["items"][0].get("year") if answer["items"] else None
    value = answer["value"]
    if not named or (answer["kind"] == "ranking" and first not in expected.years):
        return f"year {first}, expected {sorted(expected.years)}"
    wanted = (*expected.values, *years)
    return f"value {value}" if expected.values and value is not None and not among(value, wanted) else ""


def _term(bench: Bench, answer: Json, expected: Expected) -> str:
    said = f"{answer['text']} {answer['value'] or ''}"
    lacking = [word for word in expected.words if word not in said]
    if expected.articles and not any(article in said or _arabic(article) in said for article in expected.articles):
        lacking.append("|".join(expected.articles))
    return f"says nothing of {lacking}" if lacking or not said.strip() else ""


def _arabic(article: str) -> str:
    """第十四条 as it may also be written: 14."""
    digits = "一二三四五六七八九"
    tens, found, ones = article.strip("第条").partition("十")
    numerals = (
        (str(digits.find(tens) + 1 if tens else 1), str(digits.find(ones) + 1 if ones else 0)) if found else (article,)
    )
    return "".join(numerals)


def _seats(bench: Bench, answer: Json, expected: Expected) -> str:
    named = {bench.seat(item) for item in answer["items"]}
    kept = frozenset(seat for seat in named if not _open(seat))
    return "" if kept in expected.sets else f"names {sorted(map(str, kept))}, expected one of {expected.sets}"


def _open(seat: object) -> bool:
    return isinstance(seat, tuple) and seat[0][1] is None and seat[0][2] is not None


def _years(bench: Bench, answer: Json, expected: Expected) -> str:
    items = frozenset(item["year"] for item in answer["items"] if item.get("year"))
    said = frozenset(int(year) for year in re.findall(r"20\d\d", answer["text"]))
    asked = frozenset(int(year) for year in re.findall(r"20\d\d", answer["question"]))
    return "" if {items, said, said - asked} & set(expected.sets) else f"years {sorted(items)}, said {sorted(said)}"


SHAPES: dict[str, Callable[[Bench, Json, Expected], str]] = {
    "value": _value,
    "no_value": _no_value,
    "bool": _bool,
    "list": _list,
    "rank": _rank,
    "groups": _groups,
    "compare": _compare,
    "change": _change,
    "series": _series,
    "year": _year,
    "term": _term,
    "seats": _seats,
    "years": _years,
}
