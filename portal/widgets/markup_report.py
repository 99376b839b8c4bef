"""One report as markup: its head, its sections with tables and marks, findings, key figures, other years."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from index.cross_year import Before
from index.findings import quoted
from index.model import StoredReport
from ingest.model import Finding, Report, Section
from portal.labels import BLAMES, CHECKS, LEVELS, fact_label, word
from portal.messages import Texts
from portal.widgets.links import ReportLink
from portal.widgets.markup import Html, escape, join, link
from portal.widgets.markup_findings import before_door
from portal.widgets.markup_message import finding_said, finding_sign
from portal.widgets.markup_search import figure
from portal.widgets.markup_tables import Sheet, finding_id, statutory_table
from portal.widgets.markup_text import Doors, Mark, prose
from portal.widgets.markup_versions import original_href

KEY_FIGURES = (
    "applications.new.total",
    "applications.concluded.total",
    "applications.carried_out.total",
    "reconsideration.corrected",
    "reconsideration.total",
    "litigation_direct.corrected",
    "litigation_after_reconsideration.corrected",
    "narrative.disclosed_items",
)
_TABLE_OF_SECTION = {2: "二", 3: "三", 4: "四"}
_FACT_LINKS = 3
_NO_NOTE = Html("")


def report_head(stored: StoredReport, texts: Texts) -> Html:
    """Way back, title, and which report this is."""
    head = stored.head
    template = (
        texts("report.template_none") if head.template == "none" else texts("report.template", year=head.template)
    )
    version = "report.version" if stored.current else "report.version_old"
    said = [
        " / ".join(head.region.parts) + (f"（{texts('report.joined')}）" if head.joined else ""),
        word(LEVELS, head.level, texts),
        template,
        texts(version, version=stored.version),
    ]
    where = join((Html(f"<span>{escape(part)}</span>") for part in said if part), " · ")
    return Html(
        f'<header class="mc-report-head"><a href="/" class="mc-back" data-back>{escape(texts("report.back"))}</a>'
        f'<h1 lang="zh-CN">{escape(head.title)}</h1><p class="mc-meta">{where}</p></header>'
    )


def report_tools(stored: StoredReport, texts: Texts) -> Html:
    """The original to download, and printing."""
    name = PurePosixPath(stored.sources[0]).name
    original = original_href(stored.sha256, name)
    return Html(
        f'<p class="mc-tools"><a href="{escape(original)}" download="{escape(name)}">{escape(texts("report.original"))}'
        f'</a> <a href="#" data-print>{escape(texts("report.print"))}</a></p>'
    )


def report_text(report: Report, sheet: Sheet, marked: Mark | None, doors: Doors) -> Html:
    """All sections in order, each table within its section; `doors` stand in their texts."""
    drawn = {section.number for section in report.sections}
    sections = join(_section(section, sheet, marked, doors.get(section.number, {})) for section in report.sections)
    tables = join(statutory_table(sheet, table) for number, table in _TABLE_OF_SECTION.items() if number not in drawn)
    return Html(f'<article class="mc-report">{sections}{tables}</article>')


def report_tables(sheet: Sheet, note: Html = _NO_NOTE) -> Html:
    """The statutory tables alone; above them what is to be said of the cells that are marked."""
    tables = join(statutory_table(sheet, table) for table in _TABLE_OF_SECTION.values())
    nothing = Html(f'<p class="mc-message">{escape(sheet.texts("report.no_tables"))}</p>')
    return Html(f'<article class="mc-report">{note}{tables or nothing}</article>')


def findings_panel(report: Report, place: ReportLink, befores: Sequence[Before | None], texts: Texts) -> Html:
    """What does not fit in this report and beside its neighbours, each with the cells it concerns.

    `befores` has for each finding what it was made beside in the year before.
    """
    items = join(
        _finding(noted, report, place, before_door(place.report_id, before, texts), texts)
        for noted, before in zip(enumerate(report.findings, 1), befores, strict=True)
    )
    shown = items or Html(f"<p>{escape(texts('report.no_findings'))}</p>")
    left = len(report.not_judged)
    missed = f'<p class="mc-meta">{escape(texts("report.not_judged", count=left))}</p>' if left else ""
    title = f"{texts('report.findings')} {len(report.findings)}"
    return Html(f'<section class="mc-findings"><h2>{escape(title)}</h2>{shown}{missed}</section>')


def figures_panel(report: Report, place: ReportLink, texts: Texts) -> Html:
    """The key figures, each a link to its cell."""
    facts = {fact.key: fact for fact in report.facts}
    rows = join(Html(f"<li>{figure(facts[key], place, texts, here=True)}</li>") for key in KEY_FIGURES if key in facts)
    return Html(f'<section class="mc-figures"><h2>{escape(texts("report.figures"))}</h2><ul>{rows}</ul></section>')


def contents_panel(report: Report, texts: Texts) -> Html:
    """The sections as links within the page."""
    rows = join(
        Html(f'<li><a href="#section-{section.number}">{escape(section.heading)}</a></li>')
        for section in report.sections
    )
    return Html(
        f'<section class="mc-list mc-contents"><h2>{escape(texts("report.contents"))}</h2>'
        f'<ul lang="zh-CN">{rows}</ul></section>'
    )


def _section(section: Section, sheet: Sheet, marked: Mark | None, doors: Mapping[int, Html]) -> Html:
    here = marked if marked and marked.section == section.number else None
    table = _TABLE_OF_SECTION.get(section.number)
    drawn = statutory_table(sheet, table) if table else Html("")
    text = prose(section.text, here, doors)
    empty = Html("") if text or drawn else Html(f'<p class="mc-none">{escape(sheet.texts("report.no_text"))}</p>')
    return Html(
        f'<section id="section-{section.number}" lang="zh-CN"><h2>{escape(section.heading)}</h2>'
        f'<div class="mc-prose">{text}{empty}</div>{drawn}</section>'
    )


def _quote_door(finding: Finding, report: Report, place: ReportLink) -> Html:
    """The way to the words that a finding quotes; nothing where it quotes none."""
    at = quoted(finding, report.passages)
    if at is None:
        return Html("")
    words = finding.published or ""
    to = place.at_passage(f"{place.report_id}-{at}", (words,))
    return link(to.href, Html(f'<span lang="zh-CN">“{escape(words)}”</span>'), here=True)


def _finding(noted: tuple[int, Finding], report: Report, place: ReportLink, last: Html, texts: Texts) -> Html:
    number, finding = noted
    to_quote = [quote] if (quote := _quote_door(finding, report, place)) else []
    to_cells = [
        link(place.at_cell(key).href, escape(fact_label(key, texts)), here=True) for key in finding.facts[:_FACT_LINKS]
    ]
    doors = join([*to_quote, *to_cells], texts("list.items"))
    rest = len(finding.facts) - _FACT_LINKS
    more = escape(texts("report.more_cells", count=rest)) if rest > 0 else ""
    check = escape(word(CHECKS, finding.check, texts))
    blame = escape(word(BLAMES, finding.blame, texts))
    cells = f'<p class="mc-meta">{doors}{more}</p>' if doors else ""
    return Html(
        f'<div class="mc-finding mc-edge-{finding.severity}" id="{finding_id(number)}" tabindex="-1">'
        f"<p>[{number}] {finding_sign(finding, texts)} <b>{check}</b></p>"
        f'<p>{finding_said(finding, texts)} {last}</p>{cells}<p class="mc-meta">{blame}</p></div>'
    )
