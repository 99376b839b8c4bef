"""What the words of a search name, as markup: places and offices, each as the way to its reports."""

from collections.abc import Sequence

from portal.labels import filter_value
from portal.messages import Texts
from portal.named import NamedIn, Offer
from portal.widgets.links import SearchLink, report_href
from portal.widgets.markup import Html, escape, join, link


def named_list(state: SearchLink, named: NamedIn, totals: Sequence[int], texts: Texts) -> Html:
    """The places and offices that are named; `totals` is for each how much its reports have of the other words."""
    rows = join(
        Html(f"<li>{_offer(state, offer, named.rest, total, texts)}</li>")
        for offer, total in zip(named.offers, totals, strict=True)
    )
    more = Html(f"<li>{escape(texts('named.more', count=named.more))}</li>") if named.more else ""
    return Html(f'<ul class="mc-named" aria-label="{escape(texts("named.label"))}">{rows}{more}</ul>')


def _offer(state: SearchLink, offer: Offer, rest: str, total: int, texts: Texts) -> Html:
    name = filter_value(offer.filter, texts).replace(" / ", "")
    within = escape(texts("named.within", what=name, words=rest, total=total))
    only = escape(texts("named.only", what=name, count=offer.count))
    years = join((link(report_href(head.report_id), escape(str(head.year))) for head in offer.heads), " ")
    ways = (
        link(state.within(offer.filter, rest).href, within, here=True) if rest and total else Html(""),
        link(state.within(offer.filter, "").href, only, here=True),
        Html(f"{escape(texts('named.open'))}{years}") if years else Html(""),
    )
    return join(Html(f"<span>{way}</span>") for way in ways if way)
