"""What the addresses of all pages have in common: parameters, choices that are checked, filters that come and go."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar, Self, TypeVar
from urllib.parse import parse_qsl, urlencode

from index.errors import FilterError
from index.model import Filter, Filters

_ADDED = frozenset(
    ("from", "isappinstalled", "scene", "clicktime", "enterid", "spm", "share_token", "timestamp", "fbclid", "gclid")
)
Pairs = tuple[tuple[str, str], ...]
T = TypeVar("T", bound=str)
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """A view of one page: what its address says beside the language."""

    PATH: ClassVar[str]

    lang: str = ""

    @property
    def own(self) -> Pairs:
        """The parameters that only this page has; those without a value are left out of the address."""
        raise NotImplementedError

    @property
    def pairs(self) -> Pairs:
        """The parameters of its address."""
        return said(*self.own, ("lang", self.lang))

    @property
    def href(self) -> str:
        """Its address."""
        return address(self.PATH, self.pairs)


@dataclass(frozen=True, slots=True)
class FilteredLink(PageLink):
    """A page that shows a list under words and filters, page by page."""

    text: str = ""
    filters: Filters = field(default_factory=Filters)
    page: int = 1

    @property
    def pairs(self) -> Pairs:
        """The parameters of its address."""
        page = ("page", str(self.page) if self.page > 1 else "")
        return said(("q", self.text), *self.own, *(item.pair for item in self.filters.items), page, ("lang", self.lang))

    def reworded(self, text: str) -> Self:
        """The same filters with other words, from the first page."""
        return replace(self, text=text.strip(), page=1)

    def on_page(self, page: int) -> Self:
        """Another page of the same."""
        return replace(self, page=page)

    def with_(self, item: Filter) -> Self:
        """With this filter and without its opposite, from the first page."""
        opposite = replace(item, excluded=not item.excluded)
        return replace(self, filters=self.filters.without(opposite).with_(item), page=1)

    def without(self, item: Filter) -> Self:
        """Without this filter, from the first page."""
        return replace(self, filters=self.filters.without(item), page=1)

    def freed(self, name: str) -> Self:
        """The same where nothing is chosen of one filter, excluded values aside; `fact` filters all stay."""
        if name == "fact":
            return self
        kept = tuple(item for item in self.filters.items if item.name != name or item.excluded)
        return replace(self, filters=Filters(kept), page=1)

    def cleared(self) -> Self:
        """The same without filters."""
        return replace(self, filters=Filters(), page=1)


Paged = TypeVar("Paged", bound=FilteredLink)


def parted(pairs: Pairs, names: Sequence[str]) -> tuple[dict[str, str], Filters]:
    """The parameters that a page with a list has, these names among them, and all others as filters."""
    own = {name: value for name, value in pairs if name in ("q", "page", "lang", *names)}
    return own, filters_of(tuple(pair for pair in pairs if pair[0] not in own and not _of_sharing(pair[0])))


def _of_sharing(name: str) -> bool:
    """Whether a parameter is one that messengers and mail add to an address when it is passed on."""
    return name in _ADDED or name.startswith("utm_")


def split_query(query: str) -> Pairs:
    """The parameters of a query string, in order; `?` may lead it."""
    return tuple(parse_qsl(query.removeprefix("?"), keep_blank_values=False))


def paged(state: Paged, rows: Sequence[Row], size: int) -> tuple[Paged, Sequence[Row]]:
    """The address at a page that there is, the last where it names one beyond, and the rows of that page.

    A page has `size` rows.
    """
    page = min(state.page, pages_of(len(rows), size))
    return state.on_page(page), rows[(page - 1) * size : page * size]


def pages_of(count: int, size: int) -> int:
    """How many pages of `size` rows a list of `count` has; an empty one has one."""
    return max(1, -(-count // size))


def said(*pairs: tuple[str, str]) -> Pairs:
    """The parameters that say something."""
    return tuple(pair for pair in pairs if pair[1])


def address(path: str, pairs: Pairs) -> str:
    """A path with its parameters."""
    return f"{path}?{urlencode(pairs)}" if pairs else path


def filters_of(pairs: Pairs) -> Filters:
    """Parameters as filters, `!` before an excluded value."""
    return Filters(
        tuple(Filter(name, value.removeprefix("!"), excluded=value.startswith("!")) for name, value in pairs)
    )


def choice(name: str, value: str, choices: Sequence[T]) -> T:
    """The one of the choices that a parameter names; FilterError naming the first where it is none of them."""
    for known in choices:
        if known == value:
            return known
    raise FilterError(name, value, choices[0])


def page_number(value: str, name: str = "page") -> int:
    """The page (or what else is counted from 1) that a parameter names; FilterError where it is no such number."""
    if not value.isascii() or not value.isdigit() or int(value) < 1:
        raise FilterError(name, value, "1")
    return int(value)


def typed_over(target: Pairs, shown: Pairs, typed: str | None) -> Pairs:
    """Where a link leads from `shown`, with the words that were typed meanwhile and not yet searched for.

    A link that changes the words itself is followed as it stands.
    """
    before, after = dict(shown).get("q", ""), dict(target).get("q", "")
    if typed is None or after != before or typed.strip() == before:
        return target
    kept = tuple(pair for pair in target if pair[0] not in ("q", "exact", "any", "page"))
    return (*said(("q", typed.strip())), *kept)
