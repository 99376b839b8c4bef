"""Filters as people write them: `NAME=VALUE`, checked against what the library knows."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cached_property
from typing import get_args

from rapidfuzz import fuzz, process

from index.errors import FilterError
from index.identity import office_key, short_forms
from index.measures import FILTER_STATES
from index.model import Condition, Filter, Filters, Operator, ReportHead
from index.schema import known_keys, office_names, region_paths
from index.segmenter import fold
from ingest.model import Blame, Level, OfficeKind, PassageKind, Severity, TemplateName

CHECKS = (
    *("row_sum", "balance", "concluded_sum", "review_sum", "carry_over", "stock", "text_vs_table", "split_number"),
    *("year_mismatch", "identity_conflict", "region_ambiguous", "section_missing", "table_missing", "no_template"),
    *("unmatched_row", "unread_cell", "read_by_ocr", "not_a_count", "restored_cells", "repeated_text"),
)
CODE_WORDS: dict[str, tuple[str, ...]] = {
    "level": get_args(Level),
    "office_kind": get_args(OfficeKind),
    "template": get_args(TemplateName),
    "section": ("1", "2", "3", "4", "5", "6"),
    "kind": get_args(PassageKind),
    "finding": CHECKS,
    "severity": get_args(Severity),
    "blame": get_args(Blame),
}
_ALIKE = 60
NAMES = ("year", "region", *CODE_WORDS, "office", "report", "fact")
_YEARS = re.compile(r"(?P<one>\d{4})|(?P<first>\d{4})?\.\.(?P<last>\d{4})?", re.ASCII)
_COMPARISON = re.compile(r"(?P<key>[^<>=!:\s]+)\s*(?P<operator>>=|<=|!=|>|<|=)\s*(?P<number>\S+)")
_STATE = re.compile(r"(?P<key>[^<>=!:\s]+)\s*:\s*(?P<state>\S+)")
# As many digits as a float tells apart: the index compares floats.
_NUMBER = re.compile(r"-?(?=(?:\d\.?){1,15}$)\d+(?:\.\d+)?", re.ASCII)


class Vocabulary:
    """The values that a library's filters can have, worked out when first asked for."""

    def __init__(self, heads: Callable[[], tuple[ReportHead, ...]]) -> None:
        self._read_heads = heads

    @cached_property
    def heads(self) -> tuple[ReportHead, ...]:
        """The reports of the library."""
        return self._read_heads()

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years that there are reports of, newest first."""
        return tuple(sorted({head.year for head in self.heads}, reverse=True))

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """The paths of all places that reports lie in, from the province down."""
        return tuple(sorted({path for head in self.heads for path in region_paths(head.region)}))

    @cached_property
    def offices(self) -> dict[str, tuple[ReportHead, ...]]:
        """The reports of each name that an office goes by, full and short."""
        found: dict[str, list[ReportHead]] = {}
        for head in self.heads:
            for name in office_names(head):
                found.setdefault(name, []).append(head)
        return {name: tuple(heads) for name, heads in sorted(found.items())}

    @cached_property
    def office_keys(self) -> dict[str, str]:
        """By the id of a report one name for its office, whichever of its places stand before it."""
        return {head.report_id: office_key(head.office, head.region) for head in self.heads}

    @cached_property
    def office_names(self) -> dict[str, str]:
        """By the id of a report the name that finds its office and no other: its newest one, else the longest."""
        reports = Counter(self.office_keys.values())
        names: dict[str, str] = {}
        for head in sorted(self.heads, key=lambda head: -head.year):
            key = self.office_keys[head.report_id]
            if key not in names:
                found = Counter(self.office_keys[other.report_id] for other in self.offices[head.office])
                own = found == {key: reports[key]}
                names[key] = head.office if own else short_forms(head.office, head.region)[0]
        return {report_id: names[key] for report_id, key in self.office_keys.items()}

    def seat(self, name: str) -> tuple[ReportHead, ...]:
        """All reports of a seat, whichever of its offices published them."""
        return tuple(head for head in self.heads if head.seat == name)

    def values(self, name: str) -> tuple[str, ...]:
        """The valid values of a filter; of `fact` the keys."""
        if name in CODE_WORDS:
            return CODE_WORDS[name]
        return {
            "year": lambda: tuple(map(str, self.years)),
            "region": lambda: self.regions,
            "office": lambda: tuple(self.offices),
            "report": lambda: tuple(head.report_id for head in self.heads),
            "fact": known_keys,
        }[name]()


def parse_filters(pairs: Iterable[str], vocabulary: Vocabulary, resolve: Callable[[str], str | None]) -> Filters:
    """Filters from `NAME=VALUE` and `NAME=!VALUE`, values in their canonical form.

    `resolve` gives the present id of a report. Raises FilterError naming the nearest valid name or value.
    """
    filters = Filters()
    for pair in pairs:
        name, _, value = (part.strip() for part in pair.partition("="))
        if name not in NAMES or "=" not in pair:
            raise FilterError(name, None, nearest(name, NAMES))
        excluded = value.startswith("!")
        value = value.removeprefix("!").strip()
        filters = filters.with_(Filter(name, _checked(name, value, vocabulary, resolve), excluded))
    return filters


def _checked(name: str, value: str, vocabulary: Vocabulary, resolve: Callable[[str], str | None]) -> str:
    if name == "year":
        return _checked_years(fold(value), vocabulary)
    if name == "fact":
        return _checked_fact(fold(value))
    if name == "report":
        report_id = resolve(value)
        if report_id is None:
            raise FilterError(name, value, nearest(value, vocabulary.values(name)))
        return report_id
    if name == "region":
        value = value.strip("/")
    if value not in vocabulary.values(name):
        raise FilterError(name, value, nearest(value, vocabulary.values(name)))
    return value


def nearest(value: str, valid: Iterable[str]) -> str | None:
    """The valid word that reads most like `value`; None where there is none at all."""
    best = process.extractOne(value, tuple(valid), scorer=fuzz.ratio)
    return None if best is None else best[0]


def alike(one: str, other: str) -> bool:
    """Whether one may be a slip for the other; the nearest of all words need not be."""
    return fuzz.ratio(one, other) >= _ALIKE


def year_bounds(value: str) -> tuple[int | None, int | None]:
    """First and last year of `2023`, `2023..2025`, `2023..`, `..2025`; ValueError where it is none of them."""
    match = _YEARS.fullmatch(value)
    if match is None or value == "..":
        raise ValueError(value)
    first, last = match["one"] or match["first"], match["one"] or match["last"]
    return int(first) if first else None, int(last) if last else None


def _checked_years(value: str, vocabulary: Vocabulary) -> str:
    value = "".join(value.split())
    try:
        first, last = year_bounds(value)
    except ValueError:
        raise FilterError("year", value, nearest(value, vocabulary.values("year"))) from None
    if first is not None and last is not None and first > last:
        raise FilterError("year", value, f"{last}..{first}")
    return value


def fact_comparison(value: str) -> tuple[str, Condition] | None:
    """Key and comparison of `KEY OP NUMBER`; None of anything else."""
    match = _COMPARISON.fullmatch(value)
    if match is None or not _NUMBER.fullmatch(match["number"]):
        return None
    operator: Operator = next(known for known in get_args(Operator) if known == match["operator"])
    return match["key"], Condition(operator, Decimal(match["number"]))


def _checked_fact(value: str) -> str:
    keys = known_keys()
    if comparison := fact_comparison(value):
        key, condition = comparison
        rest = f"{condition.operator}{condition.number}"
        valid = key in keys
    elif state := _STATE.fullmatch(value):
        key, rest = state["key"], f":{state['state']}"
        valid = key in keys and state["state"] in FILTER_STATES
        if state["state"] not in FILTER_STATES:
            rest = f":{nearest(state['state'], FILTER_STATES)}"
    else:
        key, rest, valid = re.split(r"[<>=!:\s]", value, maxsplit=1)[0], ">=1", False
    if not valid:
        raise FilterError("fact", value, f"{nearest(key, keys)}{rest}")
    return f"{key}{rest}"
