"""Facets counted over a list at hand rather than over a search: of findings, of reports, of years without one."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from index.model import Facet, FacetValue, ReportHead
from index.schema import area_paths
from index.searching import ordered

T = TypeVar("T")
Values = Mapping[str, Callable[[T], Iterable[str]]]

HEAD_VALUES: dict[str, Callable[[ReportHead], Iterable[str]]] = {
    "year": lambda head: (str(head.year),),
    "region": lambda head: area_paths(head.region),
    "level": lambda head: (head.level,),
    "office_kind": lambda head: (head.office_kind,),
}


def tally(items: Iterable[T], values: Values[T], most: int | None = None) -> tuple[Facet, ...]:
    """How many of the items have each value of each filter name, the `most` frequent ones only where that is given."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in values}
    for item in items:
        for name, of in values.items():
            counts[name].update(of(item))
    return tuple(
        ordered(Facet(name, tuple(FacetValue(value, count) for value, count in counted.most_common(most))))
        for name, counted in counts.items()
    )


def of_offices(heads: Iterable[ReportHead], text: str) -> tuple[ReportHead, ...]:
    """The reports of offices whose name has `text` in it, as the library or as the report itself calls them."""
    return tuple(head for head in heads if text in head.office or text in head.printed_office)
