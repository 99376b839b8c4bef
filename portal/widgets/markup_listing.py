"""A list of reports as markup: each with its place, its key figures and what its checks found."""

from collections.abc import Sequence

from index.identity import office_key
from index.model import ReportHead
from ingest.model import Finding
from portal.labels import CHECKS, LEVELS, word
from portal.messages import Texts
from portal.widgets.cards import ReportCard
from portal.widgets.links import report_href
from portal.widgets.markup import Html, escape, facts, join, link
from portal.widgets.markup_message import finding_said, finding_sign
from portal.widgets.markup_search import card_figures

_FINDINGS = 3


def report_count(heads: Sequence[ReportHead], texts: Texts) -> Html:
    """How many reports of how many offices there are."""
    offices = len({office_key(head.office, head.region) for head in heads})
    said = escape(texts("search.count_reports", reports=len(heads), offices=offices))
    return Html(f'<div class="mc-count"><div role="status"><h2>{said}</h2></div></div>')


def report_list(cards: Sequence[ReportCard], texts: Texts) -> Html:
    """All reports of a page as one list."""
    items = join(Html(f'<li class="mc-hit">{_report(card, texts)}</li>') for card in cards)
    return Html(f'<ol class="mc-hits" id="results">{items}</ol>')


def _report(card: ReportCard, texts: Texts) -> Html:
    head = card.head
    title = link(report_href(head.report_id), escape(head.office), "mc-office")
    said = (" / ".join(head.region.parts), word(LEVELS, head.level, texts))
    where = facts(said)
    figures = card_figures(card, head.report_id, texts)
    findings = join(_finding(finding, head.report_id, texts) for finding in card.findings[:_FINDINGS])
    rest = card.more + len(card.findings[_FINDINGS:])
    more = link(report_href(head.report_id), escape(texts("search.more_findings", count=rest)))
    return Html(
        f'<span class="mc-year">{head.year}</span><div><h3 lang="zh-CN">{title}</h3>'
        f'<p class="mc-meta">{where}{figures}</p>{findings}{f"<p class=mc-meta>{more}</p>" if rest else ""}</div>'
    )


def _finding(finding: Finding, report_id: str, texts: Texts) -> Html:
    check = escape(word(CHECKS, finding.check, texts))
    door = link(report_href(report_id, cell=finding.facts[0]), check) if finding.facts else check
    return Html(f'<p class="mc-found">{finding_sign(finding, texts)} {door}　{finding_said(finding, texts)}</p>')
