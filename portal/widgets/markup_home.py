"""The empty search page as markup: what there is to search, and where to start."""

from collections import Counter
from collections.abc import Sequence

from index.identity import office_key
from index.model import Facet, Filter, ReportHead
from portal.labels import facet_value, filter_text
from portal.messages import Texts
from portal.widgets.links import SearchLink
from portal.widgets.markup import Html, escape, join, link

EXAMPLES = ("行政复议 纠正", "政务新媒体", "依申请公开", "信息 审查")
_FIRST = (Filter("fact", "reconsideration.corrected>=1"), Filter("fact", "litigation.corrected>=1"))
_STARTS = 8
_BAR_PIXELS = 100


def home_head(texts: Texts) -> Html:
    """What this is, in two lines."""
    return Html(
        f'<header class="mc-home"><h1>{escape(texts("home.title"))}</h1><p>{escape(texts("home.line"))}</p></header>'
    )


def home_examples(state: SearchLink, texts: Texts) -> Html:
    """Searches to try."""
    tried = join(Html(f"<li>{link(state.reworded(text).href, escape(text), here=True)}</li>") for text in EXAMPLES)
    return Html(f'<div class="mc-try"><span>{escape(texts("home.try"))}</span><ul lang="zh-CN">{tried}</ul></div>')


def holdings(heads: Sequence[ReportHead], state: SearchLink, texts: Texts) -> Html:
    """How much the library holds, with a bar for each year; each bar is the way to its reports."""
    years = Counter(head.year for head in heads)
    first, last = min(years), max(years)
    offices = len({office_key(head.office, head.region) for head in heads})
    counts = texts("home.counts", reports=len(heads), offices=offices, first=first, last=last)
    highest = max(years.values())
    bars = join(Html(f"<li>{_bar(year, years[year], highest, state)}</li>") for year in range(first, last + 1))
    return Html(
        f'<section class="mc-holdings"><h2>{escape(texts("home.holdings"))}</h2><p class="mc-meta">{escape(counts)}</p>'
        f'<ol class="mc-bars" aria-label="{escape(texts("home.per_year"))}">{bars}</ol></section>'
    )


def starts(state: SearchLink, facets: Sequence[Facet], texts: Texts) -> Html:
    """Outcomes and findings that the library has, each with the number of its reports."""
    counts = {Filter(facet.name, value.value): value.count for facet in facets for value in facet.values}
    findings = [item for item in counts if item.name == "finding"]
    outcomes = [item for item in counts if item.name == "fact" and item not in _FIRST]
    offered = [(item, counts[item]) for item in (*_FIRST, *findings, *outcomes) if counts.get(item)]
    rows = join(
        Html(
            f"<li>{link(state.with_(item).href, escape(facet_value(item, texts)), here=True)}<span>{count}</span></li>"
        )
        for item, count in offered[:_STARTS]
    )
    return Html(f'<section class="mc-starts"><h2>{escape(texts("home.start"))}</h2><ul>{rows}</ul></section>')


def last_search(state: SearchLink, texts: Texts) -> Html:
    """The way back to the search that was left by going to another page."""
    said = " ".join([state.text, *(filter_text(item, texts) for item in state.filters.items)])
    return Html(f'<p class="mc-meta">{link(state.href, escape(texts("home.last", text=said)), here=True)}</p>')


def _bar(year: int, count: int, highest: int, state: SearchLink) -> Html:
    height = round(_BAR_PIXELS * count / highest)
    bar = f'<span class="mc-bar" style="height:{height}px" aria-hidden="true"></span>'
    label = f'<span class="mc-bar-year">{year}</span><span class="mc-bar-count">{count}</span>'
    if not count:
        return Html(f"{bar}{label}")
    return link(state.with_(Filter("year", str(year))).href, Html(f"{bar}{label}"), here=True)
