"""The years of one office as markup: each with its report and key figures, or named as missing."""

from collections.abc import Mapping, Sequence

from index.identity import short_forms
from index.model import Filter, ReportHead
from ingest.model import Fact
from portal.labels import fact_label
from portal.messages import Texts
from portal.widgets.links import CompareLink, ReportLink, report_href
from portal.widgets.markup import Html, escape, join, link
from portal.widgets.markup_tables import said

TOLD = ("applications.new.total", "applications.concluded.total", "reconsideration.corrected")


def timeline(
    head: ReportHead, seat: Sequence[ReportHead], facts: Mapping[str, Mapping[str, Fact]], texts: Texts
) -> Html:
    """The years of this report's seat, newest first, and the way to all of them in 对比.

    Years between them without a report are named as missing; `facts` are the figures to tell, by report.
    """
    by_year: dict[int, list[ReportHead]] = {}
    for other in seat:
        by_year.setdefault(other.year, []).append(other)
    items = join(
        Html(f"<li>{_year(year, by_year.get(year, []), head, facts, texts)}</li>")
        for year in range(max(by_year), min(by_year) - 1, -1)
    )
    compare = CompareLink.among([Filter("office", short_forms(head.office, head.region)[0])])
    door = f"<p>{link(compare.href, escape(texts('report.to_compare')))}</p>" if len(by_year) > 1 else ""
    title = escape(texts("report.years"))
    return Html(f'<section class="mc-timeline"><h2>{title}</h2><ol>{items}</ol>{door}</section>')


def _year(
    year: int,
    heads: Sequence[ReportHead],
    shown: ReportHead,
    facts: Mapping[str, Mapping[str, Fact]],
    texts: Texts,
) -> Html:
    if not heads:
        return Html(f'<span class="mc-none">{escape(texts("report.missing_year", year=year))}</span>')
    return join(
        (_report(head, shown, facts.get(head.report_id, {}), texts, several=len(heads) > 1) for head in heads), "<br>"
    )


def _report(head: ReportHead, shown: ReportHead, facts: Mapping[str, Fact], texts: Texts, *, several: bool) -> Html:
    text = escape(f"{head.year} {head.office}" if several else str(head.year))
    if head.report_id == shown.report_id:
        door = Html(f'<strong aria-current="page">{text}</strong>')
    else:
        beside = ReportLink(shown.report_id).beside("years", head.report_id)
        against = link(beside.href, escape(texts("report.in_year")), "mc-against", here=True)
        door = Html(f"{link(report_href(head.report_id), text)} {against}")
    told = " · ".join(f"{escape(fact_label(key, texts))} {said(facts[key], texts)}" for key in TOLD if key in facts)
    return Html(f'{door}<p class="mc-meta">{told}</p>' if told else door)
