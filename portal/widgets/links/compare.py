"""The address of the page 对比."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, get_args

from index.errors import FilterError
from index.filters import nearest
from index.model import Filter, Filters
from index.schema import known_keys
from index.subjects import KINDS
from portal.widgets.address import FilteredLink, Pairs, choice, filters_of

CompareView = Literal["trend", "bars", "matrix", "table"]
Order = Literal["given", "value"]

COMPARE_VIEWS: tuple[CompareView, ...] = get_args(CompareView)
ORDERS: tuple[Order, ...] = get_args(Order)
_OWN = ("metric", "view", "sort", "lang")


@dataclass(frozen=True, slots=True)
class CompareLink(FilteredLink):
    """What the page 对比 shows: offices, places and levels as filters, one figure or two, the years, and how.

    Filters that name no subject narrow which reports count. Other pages build it as `CompareLink.among(subjects,
    metrics)`, an office's subject being `index.subjects.office_filter` of a report's head.
    """

    PATH = "/compare"

    metrics: tuple[str, ...] = ()
    view: CompareView = "trend"
    order: Order = "given"

    @classmethod
    def read(cls, pairs: Pairs) -> "CompareLink":
        """From the parameters of an address; whatever is no parameter of the page is a filter."""
        own = {name: value for name, value in pairs if name in _OWN}
        return cls(
            filters=filters_of(tuple(pair for pair in pairs if pair[0] not in _OWN)),
            metrics=tuple(dict.fromkeys(_known(value) for name, value in pairs if name == "metric")),
            view=choice("view", own.get("view", "trend"), COMPARE_VIEWS),
            order=choice("sort", own.get("sort", "given"), ORDERS),
            lang=own.get("lang", ""),
        )

    @classmethod
    def among(cls, subjects: Iterable[Filter], metrics: Iterable[str] = (), lang: str = "") -> "CompareLink":
        """These offices, places or levels beside each other, over all years; without a figure new applications."""
        return cls(filters=Filters(tuple(subjects)), metrics=tuple(metrics), lang=lang)

    @property
    def own(self) -> Pairs:
        """The parameters that only this page has, defaults left out."""
        view = self.view if self.view != "trend" else ""
        order = self.order if self.order != "given" else ""
        return *(("metric", key) for key in self.metrics), ("view", view), ("sort", order)

    @property
    def scope(self) -> Filters:
        """What narrows the reports that count: all filters but the years and those that name a subject."""
        return Filters(tuple(item for item in self.filters.items if item.name != "year" and not _is_subject(item)))

    def of(self, subjects: Iterable[Filter]) -> "CompareLink":
        """The same for these subjects."""
        kept = (item for item in self.filters.items if not _is_subject(item))
        return replace(self, filters=Filters((*subjects, *kept)))

    def measuring(self, metrics: Iterable[str]) -> "CompareLink":
        """The same of these figures."""
        return replace(self, metrics=tuple(dict.fromkeys(metrics)))

    def over(self, first: int, last: int) -> "CompareLink":
        """The same in these years, whichever is earlier."""
        return self._with_one("year", f"{min(first, last)}..{max(first, last)}")

    def counting(self, office_kind: str) -> "CompareLink":
        """The same over offices of this kind; of all where it is empty."""
        return self._with_one("office_kind", office_kind)

    def viewed(self, view: CompareView) -> "CompareLink":
        """The same shown another way."""
        return replace(self, view=view)

    def ordered(self, order: Order) -> "CompareLink":
        """The same in another order."""
        return replace(self, order=order)

    def _with_one(self, name: str, value: str) -> "CompareLink":
        kept = tuple(item for item in self.filters.items if item.name != name)
        return replace(self, filters=Filters((*kept, Filter(name, value)) if value else kept))


def _is_subject(item: Filter) -> bool:
    return item.name in KINDS and not item.excluded


def _known(key: str) -> str:
    if key not in known_keys():
        raise FilterError("metric", key, nearest(key, known_keys()))
    return key
