"""Findings as a table in markup: of the library with links to their cells and sentences, of a draft with its places."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.checking import Checked
from index.cross_year import Before, beside
from index.findings import Noted, quoted
from index.model import Facet, Filter, ReportHead
from ingest.model import Finding, Report
from portal.labels import BLAMES, CHECKS, SEVERITIES, SIGNS, word
from portal.messages import Texts
from portal.widgets.links import ChecksLink, ReportLink, report_href, rule_href
from portal.widgets.markup import Html, column, escape, join, link
from portal.widgets.markup_message import finding_said, finding_sign
from portal.widgets.markup_rules import rule_note
from portal.widgets.markup_search import drop_ways
from portal.widgets.markup_tables import cell_id, finding_id
from portal.widgets.markup_text import quote_id

_FIGURE = re.compile(r"-?[\d,]+(\.\d+)?")
_ABOUT = ("severity", "check")
_FIGURES = ("year", "expected", "published")
_NOWHERE = Html("")
_SAID = ("expected", "published", "blame", "message")


@dataclass(frozen=True, slots=True)
class Doors:
    """Where a finding leads: its expected number, the number or words that are printed, last year's report.

    `place` is where a draft's own place is shown.
    """

    expected: str = ""
    printed: str = ""
    before: Html = _NOWHERE
    place: str = ""


def finding_count(rows: Sequence[Noted], facets: Sequence[Facet], state: ChecksLink, texts: Texts) -> Html:
    """How many findings in how many reports, and how many of each severity, each the way to them alone and back."""
    counts = {value.value: value.count for facet in facets if facet.name == "severity" for value in facet.values}
    reports = len({row.head.report_id for row in rows})
    parts = join(_severity(code, counts.get(code, 0), state, texts) for code in SIGNS)
    count = escape(texts("checks.count", findings=len(rows), reports=reports))
    note = escape(texts("checks.facets"))
    return Html(
        f'<div class="mc-count"><div role="status"><h2>{count}</h2></div>'
        f'<p class="mc-severities">{parts}</p><p class="mc-meta">{note}</p></div>'
    )


def _severity(code: str, count: int, state: ChecksLink, texts: Texts) -> Html:
    said = escape(f"{SIGNS[code]} {word(SEVERITIES, code, texts)} {count}")
    item = Filter("severity", code)
    if item in state.filters.items:
        return link(state.without(item).href, Html(f"✓ {said}"), f"mc-{code} mc-chosen", here=True)
    if not count:
        return Html(f'<span class="mc-{code}">{said}</span>')
    return link(state.freed("severity").with_(item).href, said, f"mc-{code}", here=True)


def no_findings(state: ChecksLink, without: Sequence[tuple[Filter, int]], texts: Texts) -> Html:
    """That there is no such finding, and which filter hides what there is."""
    ways = join(Html(f"<li>{way}</li>") for way in drop_ways(state, without, texts))
    said = "checks.none_filters" if state.filters.items or state.text else "checks.none"
    return Html(f'<div class="mc-message" id="results"><p>{escape(texts(said))}</p><ul>{ways}</ul></div>')


def finding_table(rows: Sequence[Noted], quotes: Sequence[str], befores: Sequence[Before | None], texts: Texts) -> Html:
    """Findings of the library, a row each.

    `quotes` has for each the id of the passage that it quotes, or nothing; `befores` what it was made beside.
    """
    lines = join(
        Html(f"<tr>{_library_row(row, quote, before, texts)}</tr>")
        for row, quote, before in zip(rows, quotes, befores, strict=True)
    )
    return _table(("severity", "check", "office", "year", *_SAID), lines, texts)


def draft_table(checked: Checked, report: Report, texts: Texts) -> Html:
    """Findings of a draft, a row each, with links to its cells and words on the same page, and with their rules."""
    lines = list[Html]()
    told = set[str]()
    for number, finding in enumerate(checked.findings, 1):
        rule = rule_note(finding.check, texts, unfolded=finding.check not in told)
        said = quoted(finding, report.passages) is not None
        doors = _draft_doors(finding, f"#{quote_id(number)}" if said else "", checked.last, texts)
        lines.append(Html(f'<tr id="{finding_id(number)}">{_draft_row(finding, doors, rule, texts)}</tr>'))
        told.add(finding.check)
    return _table((*_ABOUT, *_SAID, "place"), join(lines), texts)


def before_door(report_id: str, before: Before | None, texts: Texts) -> Html:
    """The way from a finding to the report of the year before: to its cell, or to both texts side by side."""
    if before is None:
        return _NOWHERE
    beside = ReportLink(report_id).beside("years", before.head.report_id).href
    href = report_href(before.head.report_id, cell=before.cell) if before.cell else beside
    return link(href, escape(texts("findings.before", year=before.head.year)), "mc-before")


def _library_row(row: Noted, quote: str, before: Before | None, texts: Texts) -> Html:
    head, finding = row.head, row.finding
    cell = report_href(head.report_id, cell=finding.facts[0]) if finding.facts else ""
    carried = before if finding.check == "carry_over" else None
    expected = report_href(carried.head.report_id, cell=carried.cell) if carried else cell
    printed = report_href(head.report_id, hit=quote, words=(finding.published or "",)) if quote else cell
    doors = Doors(expected, printed, before_door(head.report_id, before, texts))
    office = link(report_href(head.report_id), escape(head.office))
    return Html(
        f'{_about(finding, texts)}<td lang="zh-CN">{office}</td><td class="mc-figure">{head.year}</td>'
        f"{_said(finding, doors, texts)}"
    )


def _draft_doors(finding: Finding, words: str, last: ReportHead | None, texts: Texts) -> Doors:
    """Ways within the page; `words` to those that the finding quotes. Last year's report opens beside the draft."""
    cell = f"#{cell_id(finding.facts[0])}" if finding.facts else ""
    before = beside(finding, last)
    if before is None:
        return Doors(cell, words or (cell if _is_figure(finding.published) else ""), place=words or cell)
    href = escape(report_href(before.head.report_id, cell=before.cell))
    text = escape(texts("findings.before", year=before.head.year))
    return Doors(cell, cell, Html(f'<a href="{href}" target="_blank" class="mc-before">{text}</a>'), cell)


def _draft_row(finding: Finding, doors: Doors, rule: Html, texts: Texts) -> Html:
    where = escape(finding.location.text.removeprefix(finding.location.file).strip())
    door = link(doors.place, where) if doors.place and where else where
    about = _about(finding, texts, here=True)
    return Html(f'{about}{_said(finding, doors, texts, rule)}<td lang="zh-CN">{door}</td>')


def _about(finding: Finding, texts: Texts, *, here: bool = False) -> Html:
    rule = link(rule_href(finding.check), escape(word(CHECKS, finding.check, texts)), here=here)
    return Html(f'<th scope="row">{finding_sign(finding, texts)}</th><td class="mc-check">{rule}</td>')


def _said(finding: Finding, doors: Doors, texts: Texts, rule: Html = _NOWHERE) -> Html:
    blame = escape(word(BLAMES, finding.blame, texts))
    # What a section shares with last year's is no figure that a report prints.
    printed = finding.published if finding.check != "repeated_text" else None
    expected, published = texts("checks.expected"), texts("checks.published")
    return Html(
        f"{_figure(expected, finding.expected, doors.expected, texts)}"
        f"{_figure(published, printed, doors.printed, texts)}"
        f'<td class="mc-blame">{blame}</td><td class="mc-said">{finding_said(finding, texts)} {doors.before}{rule}</td>'
    )


def _figure(name: str, text: str | None, href: str, texts: Texts) -> Html:
    """What should stand or stands there; `name` says which, where the row is folded and the heads are gone."""
    if not text:
        return Html(f'<td class="mc-none">{escape(texts("checks.not_applicable"))}</td>')
    shown = escape(text if _is_figure(text) else f"“{text}”")
    kind = "mc-figure" if _is_figure(text) else "mc-quoted"
    content = link(href, shown) if href else shown
    return Html(f'<td class="{kind}" data-name="{escape(name)}" lang="zh-CN">{content}</td>')


def _is_figure(text: str | None) -> bool:
    return bool(_FIGURE.fullmatch(text or ""))


def _table(columns: Sequence[str], lines: Html, texts: Texts) -> Html:
    heads = join(_column(name, texts) for name in columns)
    label = escape(texts("checks.table"))
    return Html(
        f'<div class="mc-scroll" id="results" role="region" tabindex="0" aria-label="{label}">'
        f'<table class="mc-list-table mc-checks"><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table></div>'
    )


def _column(name: str, texts: Texts) -> Html:
    return column(texts(f"checks.{name}"), "mc-figure" if name in _FIGURES else "")
