"""An answer as markup: its sentence and coverage, the table of items, assumptions, sources, formula, findings."""

from collections.abc import Sequence

from index.model import Coverage, MeasuredReport, ReportHead
from ingest.model import Fact, Finding
from portal.labels import CHECKS, STATES, place_of, word
from portal.messages import Texts
from portal.questions.metrics import RATE_UNIT
from portal.questions.phrasing import amount, figure
from portal.questions.plan import Answer, Evidence
from portal.widgets.links import AskLink, report_href
from portal.widgets.markup import Html, escape, join, link
from portal.widgets.markup_message import finding_sign

_CELLS_SHOWN = 3
_UNFOLDED = 5


def question_head(question: str) -> Html:
    """The question, as the heading of the page."""
    return Html(f'<div class="mc-question"><h1>{escape(question)}</h1></div>')


def answer_head(answer: Answer, texts: Texts) -> Html:
    """The sentence, and how many reports it rests on."""
    coverage = _coverage(answer.coverage, texts) if answer.coverage else Html("")
    return Html(f'<div role="status"><p class="mc-answer" lang="zh-CN">{escape(answer.text)}</p>{coverage}</div>')


def plan_head(state: AskLink, texts: Texts) -> Html:
    """The line above the parts of the plan, with the way back once a part was changed."""
    back = link(AskLink(state.question, lang=state.lang).href, escape(texts("ask.original")), here=True)
    return Html(f'<p class="mc-meta">{escape(texts("ask.plan"))} {back if state.changes else ""}</p>')


def answer_details(answer: Answer, texts: Texts) -> Html:
    """The table of items and what the answer rests on, in the order of the card."""
    return join(
        [
            _items(texts("ask.details"), answer.rows, answer.plan.metric.unit if answer.plan else "", texts),
            _items(
                texts("ask.apart", count=len(answer.apart)),
                answer.apart,
                answer.plan.metric.unit if answer.plan else "",
                texts,
            ),
            _assumptions(answer.assumptions, texts),
            _evidence(answer.evidence, texts),
            _formula(answer.formula, texts),
            _findings(answer.findings, texts),
        ]
    )


def readings_list(answer: Answer, texts: Texts, lang: str) -> Html:
    """What a question may mean, or what can be asked instead, as links."""
    rows = join(
        Html(f"<li>{link(AskLink(reading, lang=lang).href, escape(reading), here=True)}</li>")
        for reading in answer.readings
    )
    title = texts("ask.readings" if answer.kind == "clarify" else "ask.instead")
    return Html(f'<section class="mc-list"><h2>{escape(title)}</h2><ul lang="zh-CN">{rows}</ul></section>')


def _coverage(coverage: Coverage, texts: Texts) -> Html:
    said = texts(
        "ask.coverage",
        reports=coverage.reports,
        with_value=coverage.with_value,
        blank=coverage.blank,
        unread=coverage.unread,
    )
    if coverage.no_such_cell:
        said = f"{said} {texts('ask.no_such_cell', count=coverage.no_such_cell)}"
    return Html(f'<p class="mc-meta">{escape(said)}</p>')


def _items(title: str, items: Sequence[MeasuredReport], unit: str, texts: Texts) -> Html:
    if not items:
        return Html("")
    measured_in = f"（{unit}）" if unit and unit != RATE_UNIT else ""
    columns = (
        ("", texts("ask.office")),
        ("", texts("ask.region")),
        ("mc-figure", texts("ask.year_column")),
        ("mc-figure", texts("ask.value") + measured_in),
        ("", texts("ask.source")),
    )
    head = join(Html(f'<th scope="col" class="{name}">{escape(text)}</th>') for name, text in columns)
    rows = join(Html(f"<tr>{_item(row, unit, texts)}</tr>") for row in items)
    return Html(
        f'<h2>{escape(title)}</h2><div class="mc-scroll" role="region" tabindex="0" aria-label="{escape(title)}">'
        f'<table class="mc-list-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _item(row: MeasuredReport, unit: str, texts: Texts) -> Html:
    head = row.head
    doors = join((_door(head, fact, texts) for fact in row.cells[:_CELLS_SHOWN]), "<br>")
    rest = len(row.cells) - _CELLS_SHOWN
    more = f" +{rest}" if rest > 0 else ""
    blanks = f' <span class="mc-meta">{escape(texts("ask.blanks", count=row.blanks))}</span>' if row.blanks else ""
    return Html(
        f'<th scope="row">{link(report_href(head.report_id), escape(head.office))}</th>'
        f"<td>{escape(' / '.join(head.region.parts))}</td>"
        f'<td class="mc-figure">{head.year}</td>'
        f'<td class="mc-figure"><b>{escape(_value(row, unit, texts))}</b>{blanks}</td>'
        f"<td>{doors}{more}</td>"
    )


def _value(row: MeasuredReport, unit: str, texts: Texts) -> str:
    if row.value is None:
        return "、".join(dict.fromkeys(word(STATES, fact.state, texts) for fact in row.cells if fact.value is None))
    return amount(row.value, unit, "zh") if unit == RATE_UNIT else figure(row.value)


def _door(head: ReportHead, fact: Fact, texts: Texts) -> Html:
    restored = f"（{word(STATES, 'restored', texts)}）" if fact.state == "restored" else ""
    return link(report_href(head.report_id, cell=fact.key), escape(f"{place_of(fact, texts)}{restored}"))


def _assumptions(assumptions: Sequence[str], texts: Texts) -> Html:
    rows = join(Html(f"<li>{escape(text)}</li>") for text in assumptions)
    return _block(
        texts("ask.assumptions", count=len(assumptions)), Html(f'<ul lang="zh-CN">{rows}</ul>') if rows else rows
    )


def _evidence(evidence: Sequence[Evidence], texts: Texts) -> Html:
    rows = join(_quote(item) for item in evidence)
    return _block(texts("ask.evidence", count=len(evidence)), rows, unfolded=len(evidence) <= _UNFOLDED)


def _quote(item: Evidence) -> Html:
    head = item.head
    place = link(report_href(head.report_id, cell=item.key), escape(item.location.text))
    return Html(
        f'<div class="mc-quote"><p class="mc-meta">{escape(head.office)} {head.year}　{place}</p>'
        f'<p lang="zh-CN">{escape(item.quote)}</p></div>'
    )


def _formula(formula: str | None, texts: Texts) -> Html:
    return _block(texts("ask.formula"), Html(f'<p lang="zh-CN">{escape(formula)}</p>') if formula else Html(""))


def _findings(findings: Sequence[tuple[ReportHead, Finding]], texts: Texts) -> Html:
    rows = join(Html(f"<li>{_finding(head, finding, texts)}</li>") for head, finding in findings)
    return _block(texts("ask.findings", count=len(findings)), Html(f"<ul>{rows}</ul>") if rows else rows)


def _finding(head: ReportHead, finding: Finding, texts: Texts) -> Html:
    who = link(report_href(head.report_id), escape(f"{head.office} {head.year}"))
    check = escape(word(CHECKS, finding.check, texts))
    return Html(f'{who} {finding_sign(finding, texts)} {check}：<span lang="zh-CN">{escape(finding.message)}</span>')


def _block(title: str, content: Html, *, unfolded: bool = True) -> Html:
    if not content:
        return content
    state = " open" if unfolded else ""
    return Html(f'<details class="mc-block"{state}><summary>{escape(title)}</summary>{content}</details>')
