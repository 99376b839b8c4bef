"""The filters beside a list, put on the page: a column where there is room, a popover above the list where not."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from index.model import Facet
from portal.messages import Texts
from portal.widgets import controls, frame
from portal.widgets.address import FilteredLink
from portal.widgets.markup_facets import facet_list


def beside(state: FilteredLink, facets: Sequence[Facet], texts: Texts) -> DeltaGenerator:
    """Draw the facets; gives the column for the list."""
    listed = facet_list(state, facets, texts)
    left, middle = st.columns([1, 3.4], gap="large")
    with left, st.container(key="filters_wide"):
        frame.draw(listed)
    with middle, st.container(key="filters_narrow"):
        # The same words whatever is chosen: Streamlit would close the menu with each choice.
        controls.menu(texts("search.filters"), "filters_menu", partial(frame.draw, listed), width="stretch")
    return middle


def open_facets(
    state: FilteredLink, facets: Sequence[Facet], freed: Callable[[str], Sequence[Facet]]
) -> tuple[Facet, ...]:
    """Facets where each one counts as if nothing were chosen in it, so that a second value can be added.

    `freed` gives the facets of the same list where nothing is chosen of one filter.
    """
    chosen = dict.fromkeys(item.name for item in state.filters.items)
    counted = {name: freed(name) for name in chosen}
    return tuple(
        next(other for other in counted.get(facet.name, (facet,)) if other.name == facet.name) for facet in facets
    )
