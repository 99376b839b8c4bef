"""The page 核查 put on the page: the findings of the library, a draft to be checked, or the rules in words."""

from functools import partial

from index.findings import by_severity, finding_facets, noted, quoted_passages, years_before
from index.library import Library
from portal.messages import Texts
from portal.sheets.keeping_tables import findings_table
from portal.widgets import controls, export_menu, filters, frame, links, office_list
from portal.widgets.address import paged
from portal.widgets.links import CHECKS_VIEWS, ChecksLink, ChecksView
from portal.widgets.markup_findings import finding_count, finding_table, no_findings
from portal.widgets.markup_message import heading
from portal.widgets.markup_rules import rule_id, rule_list
from portal.widgets.markup_search import pager

PAGE_SIZE = 50


def show_head(state: ChecksLink, texts: Texts) -> None:
    """The title, and which part of the page is shown."""
    frame.draw(heading(texts("checks.title")))
    controls.choose("checks.view", CHECKS_VIEWS, state.view, _turn, texts)


def show_rules(library: Library | None, state: ChecksLink, texts: Texts) -> None:
    """Every check in words; the one that the address names comes into view."""
    facets = finding_facets(noted(library, ChecksLink().filters)) if library is not None else ()
    counts = {value.value: value.count for facet in facets if facet.name == "finding" for value in facet.values}
    frame.draw(rule_list(counts, state.rule, texts))
    frame.reveal(rule_id(state.rule))


def show_findings(library: Library, state: ChecksLink, texts: Texts) -> None:
    """The findings under the filters with their facets beside them, a page at a time; all of them to take away."""
    rows = by_severity(noted(library, state.filters, state.text))
    facets = filters.open_facets(
        state, finding_facets(rows), lambda name: finding_facets(noted(library, state.freed(name).filters, state.text))
    )
    with filters.beside(state, facets, texts):
        table = partial(findings_table, rows, export_menu.origin(state.text, state.filters), texts)
        office_list.head("checks", state, finding_count(rows, facets, state, texts), table, texts)
        if not rows:
            freed = [(item, state.without(item).filters) for item in state.filters.items]
            without = [(item, len(noted(library, kept, state.text))) for item, kept in freed]
            frame.draw(no_findings(state, without, texts))
            return
        state, shown = paged(state, rows, PAGE_SIZE)
        quotes, befores = quoted_passages(library, shown), years_before(library, shown)
        frame.draw(finding_table(shown, quotes, befores, texts))
        frame.draw(pager(state, len(rows), texts, PAGE_SIZE))


def _turn(view: ChecksView) -> None:
    links.go(ChecksLink.read(links.current()).viewed(view).pairs)
