"""The empty search page as markup: what there is to search, and where to start."""

from collections.abc import Sequence

from index.model import Facet, Filter, Filters, ReportHead
from index.starts import Gap, Start
from portal.labels import SEVERITIES, facet_value
from portal.messages import Texts
from portal.rules import severities
from portal.sheets.overviews import reports_by_year
from portal.widgets.links import LibraryLink, SearchLink
from portal.widgets.markup import Html, escape, join, link

EXAMPLES = ("行政复议 纠正", "政务新媒体", "依申请公开", "信息 审查")
_FIRST = (Filter("fact", "reconsideration.corrected>=1"), Filter("fact", "litigation.corrected>=1"))
_STARTS = 10
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


def holdings(heads: Sequence[ReportHead], offices: int, state: SearchLink, texts: Texts) -> Html:
    """How much the library holds, with a bar for each year; each bar is the way to its reports."""
    years = reports_by_year(heads)
    first, last = min(years), max(years)
    counts = texts("home.counts", reports=len(heads), offices=offices, first=first, last=last)
    highest = max(years.values())
    bars = join(Html(f"<li>{_bar(year, years[year], highest, state)}</li>") for year in years)
    return Html(
        f'<section class="mc-holdings"><h2>{escape(texts("home.holdings"))}</h2><p class="mc-meta">{escape(counts)}</p>'
        f'<ol class="mc-bars" aria-label="{escape(texts("home.per_year"))}">{bars}</ol></section>'
    )


def start_filters(facets: Sequence[Facet]) -> tuple[Filter, ...]:
    """What to start from: outcomes that people come for, findings with the gravest first, other outcomes."""
    offered = [Filter(facet.name, value.value) for facet in facets for value in facet.values]
    gravity = list(SEVERITIES)
    findings = [item for item in offered if item.name == "finding"]
    findings.sort(key=lambda item: gravity.index(severities()[item.value]))
    outcomes = [item for item in offered if item.name == "fact"]
    return tuple(dict.fromkeys((*_FIRST, *findings, *outcomes)))[:_STARTS]


def start_list(state: SearchLink, offered: Sequence[Start], gap: Gap | None, texts: Texts) -> Html:
    """Outcomes and findings that the library has, and the offices that a year has no report of, with their counts."""
    rows = [
        _start(state.with_(start.filter).href, _start_name(start, texts), _start_count(start, texts), here=True)
        for start in offered
    ]
    if gap is not None:
        year = Filters((Filter("year", str(gap.year)),))
        href = LibraryLink(view="missing", filters=year, lang=state.lang).href
        count = texts("home.gap_count", offices=gap.offices)
        rows.append(_start(href, texts("home.start_gap", year=gap.year), count, here=False))
    return Html(f'<section class="mc-starts"><h2>{escape(texts("home.start"))}</h2><ul>{join(rows)}</ul></section>')


def _start(href: str, name: str, count: str, *, here: bool) -> Html:
    return Html(f"<li>{link(href, escape(name), here=here)}<span>{escape(count)}</span></li>")


def _start_name(start: Start, texts: Texts) -> str:
    """有复议纠正的单位; a finding is called by its check."""
    shown = facet_value(start.filter, texts)
    return texts("home.start_offices", what=shown) if start.filter.name == "fact" else shown


def _start_count(start: Start, texts: Texts) -> str:
    return texts("home.start_count", offices=start.offices, reports=start.reports)


def _bar(year: int, count: int, highest: int, state: SearchLink) -> Html:
    height = round(_BAR_PIXELS * count / highest)
    bar = f'<span class="mc-bar" style="height:{height}px" aria-hidden="true"></span>'
    label = f'<span class="mc-bar-year">{year}</span><span class="mc-bar-count">{count}</span>'
    if not count:
        return Html(f"{bar}{label}")
    return link(state.with_(Filter("year", str(year))).href, Html(f"{bar}{label}"), here=True)
