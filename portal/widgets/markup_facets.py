"""Facets as markup: what the results hold, each value a link that adds or removes its filter."""

from collections.abc import Sequence
from dataclasses import replace

from index.model import Facet, FacetValue, Filter
from portal.labels import FILTERS, facet_value, word
from portal.messages import Texts
from portal.widgets.address import FilteredLink
from portal.widgets.markup import Html, escape, join, link

_FOLDED_FROM = 8


def facet_list(state: FilteredLink, facets: Sequence[Facet], texts: Texts) -> Html:
    """All facets under each other; those that leave nothing to choose or to take back are left out."""
    groups = join(_facet(state, facet, texts) for facet in facets if len(facet.values) > 1 or _chosen(state, facet))
    past = f'<a class="mc-skip" href="#results">{escape(texts("search.skip_filters"))}</a>' if groups else ""
    name = escape(texts("search.filters"))
    return Html(f'<div class="mc-facets" role="group" aria-label="{name}">{past}{groups}</div>')


def _chosen(state: FilteredLink, facet: Facet) -> bool:
    return bool((facet.values and state.filters.named(facet.name)) or _excluded(state, facet))


def _excluded(state: FilteredLink, facet: Facet) -> list[Filter]:
    """What was excluded, and is therefore not among the values of what is left."""
    left = {value.value for value in facet.values}
    return [item for item in state.filters.named(facet.name) if item.excluded and item.value not in left]


def _facet(state: FilteredLink, facet: Facet, texts: Texts) -> Html:
    rows = [_row(state, facet.name, value, texts) for value in facet.values]
    gone = join(Html(f"<li>{_back(state, item, texts)}</li>") for item in _excluded(state, facet))
    name = word(FILTERS, facet.name, texts)
    rest = escape(texts("search.more_values", count=len(rows) - _FOLDED_FROM))
    more = f"<details><summary>{rest}</summary><ul>{join(rows[_FOLDED_FROM:])}</ul></details>"
    folded = more if len(rows) > _FOLDED_FROM else ""
    return Html(
        f"<details open><summary>{escape(name)}</summary>{_finder(name, texts) if folded else ''}"
        f"<ul>{gone}{join(rows[:_FOLDED_FROM])}</ul>{folded}</details>"
    )


def _back(state: FilteredLink, item: Filter, texts: Texts) -> Html:
    """An excluded value, struck through; a click takes it back."""
    label = escape(facet_value(replace(item, excluded=False), texts))
    content = Html(f'<s>{label}</s> <span class="mc-meta">{escape(texts("search.excluded"))}</span>')
    return link(state.without(item).href, content, here=True)


def _finder(name: str, texts: Texts) -> Html:
    """A box that leaves those values of a long facet that have the typed words in them; the script does the rest."""
    label = escape(texts("search.find_in", facet=name))
    found = escape(texts("search.found_values"))
    return Html(
        f'<input type="search" class="mc-find" data-find placeholder="{label}" aria-label="{label}" autocomplete="off">'
        f'<p class="mc-meta" role="status" data-found="{found}"></p>'
    )


def _row(state: FilteredLink, name: str, value: FacetValue, texts: Texts) -> Html:
    searched = f"{facet_value(Filter(name, value.value), texts)} {value.value}".casefold()
    return Html(f'<li data-name="{escape(searched)}">{_value(state, name, value, texts)}</li>')


def _value(state: FilteredLink, name: str, value: FacetValue, texts: Texts) -> Html:
    item, opposite = Filter(name, value.value), Filter(name, value.value, excluded=True)
    label = escape(facet_value(item, texts))
    chosen = item in state.filters.items
    target = state.without(item) if chosen else state.with_(item)
    shown = Html(f"✓ {label}" if chosen else label)
    door = link(target.href, shown, "mc-chosen" if chosen else "", here=True)
    what = escape(texts("search.exclude_what", what=facet_value(item, texts)))
    out = Html(
        f'<a href="{escape(state.with_(opposite).href)}" class="mc-exclude" data-go aria-label="{what}">'
        f"{escape(texts('search.exclude'))}</a>"
    )
    usable = bool(value.count) or chosen
    entry = door if usable else Html(f'<span class="mc-none">{label}</span>')
    return Html(f'{entry}<span class="mc-facet-count">{value.count}</span>{out if usable and not chosen else ""}')
