"""An answer as markup: its sentence, its tables, and what it rests on."""

import re
from collections.abc import Sequence

from index.model import Hit, ReportHead
from ingest.model import Finding
from portal.labels import CHECKS, KINDS, word
from portal.messages import Texts
from portal.questions.plan import Answer, Evidence
from portal.questions.saying.notes import say
from portal.questions.words.fold import language_of
from portal.sheets.answer_about import Doubts
from portal.sheets.sheets import Entry, Line, Sheet
from portal.widgets.address import pages_of
from portal.widgets.links import AskLink, findings_href, report_href
from portal.widgets.markup import Html, column, escape, join, link, mark
from portal.widgets.markup_conversation import lang_of_question
from portal.widgets.markup_message import below, finding_said, finding_sign
from portal.widgets.markup_search import pager

PAGE_SIZE = 50
_UNFOLDED = 5


def lang_of(answer: Answer) -> str:
    """The language that the texts of an answer are in: that of its question."""
    return lang_of_question(answer.question)


def answer_head(answer: Answer, coverage: str) -> Html:
    """The sentence, a verdict first, and how many reports it rests on."""
    said = f'<p class="mc-meta">{escape(coverage)}</p>' if coverage else ""
    return Html(f'<div role="status"><p class="mc-answer" lang="{lang_of(answer)}">{_sentence(answer)}</p>{said}</div>')


def _sentence(answer: Answer) -> Html:
    """The sentence with its verdict set off; the brief one where a table follows."""
    text = answer.brief or answer.text
    if answer.verdict is None:
        return escape(text)
    verdict = say("yes" if answer.verdict else "no", language_of(answer.question)).strip()
    rest = text.removeprefix(verdict)
    return Html(f"<b>{escape(verdict)}</b>{escape(rest)}") if rest != text else escape(text)


def fault_note(fault: str, state: AskLink, texts: Texts) -> Html:
    """What in the address cannot be, that the answer is that without it, and the way to an address that can."""
    if not fault:
        return Html("")
    back = link(state.unchanged().href, escape(texts("ask.original")), here=True)
    return Html(
        f'<div class="mc-message" role="status"><p>{escape(fault)}</p>'
        f"<p>{escape(texts('ask.as_understood'))} {back}</p></div>"
    )


def plan_head(state: AskLink, texts: Texts, *, goes_on: bool) -> Html:
    """The line above the parts of the plan; once a part was changed, that it was and the way back.

    Where what is asked next does not go on from the changed plan, that is said too.
    """
    back = link(state.unchanged().href, escape(texts("ask.original")), here=True)
    said = "ask.by_hand" if goes_on else "ask.by_hand_alone"
    by_hand = Html(f'<b class="mc-by-hand">{escape(texts(said))}</b> {back}') if state.changes else ""
    return Html(f'<p class="mc-meta">{escape(texts("ask.plan"))}　{by_hand}</p>')


def further_list(parts: Sequence[tuple[str, str]], state: AskLink, texts: Texts, joins: str) -> Html:
    """The further conditions, each with what joins it (the code of its text) and its way out."""
    removal = escape(texts("ask.remove"))
    items = join(
        Html(
            f"<li>{escape(texts(joins))} "
            + link(
                state.dropping(name).href,
                Html(f'{escape(said)} <span aria-hidden="true">✕</span><span class="mc-hidden"> {removal}</span>'),
                "mc-chip",
                here=True,
            )
            + "</li>"
        )
        for said, name in parts
    )
    return Html(f'<ul class="mc-chips">{items}</ul>') if items else Html("")


def readings_list(answer: Answer, state: AskLink, texts: Texts) -> Html:
    """What a question may mean, or what can be asked instead, as links."""
    rows = join(
        Html(f"<li>{link(state.instead(reading).href, escape(reading), here=True)}</li>") for reading in answer.readings
    )
    title = texts("ask.readings" if answer.kind == "clarify" else "ask.instead")
    return Html(f'<section class="mc-list"><h2>{escape(title)}</h2><ul lang="{lang_of(answer)}">{rows}</ul></section>')


def main_sheet(sheet: Sheet, state: AskLink, texts: Texts) -> Html:
    """The table that was asked for, a page of it at a time."""
    shown = state.on_page(min(state.page, pages_of(sheet.count, PAGE_SIZE)))
    pages = pager(shown, sheet.count, texts, PAGE_SIZE) if sheet.count > PAGE_SIZE else ""
    return Html(f"{_drawn(sheet, (shown.page - 1) * PAGE_SIZE, texts)}{pages}")


def other_sheet(sheet: Sheet, texts: Texts) -> Html:
    """A table beside it, folded, its first lines alone."""
    more = texts("ask.first_of", shown=PAGE_SIZE, count=sheet.count) if sheet.count > PAGE_SIZE else ""
    note = f'<p class="mc-meta">{escape(more)}</p>' if more else ""
    return _block(_titled(sheet, texts), Html(f"{_content(sheet, 0, texts)}{note}"), unfolded=sheet.name != "rows")


def _titled(sheet: Sheet, texts: Texts) -> str:
    return texts("ask.titled", title=sheet.title, count=sheet.count)


def _drawn(sheet: Sheet, start: int, texts: Texts) -> Html:
    return Html(f"<section><h2>{escape(_titled(sheet, texts))}</h2>{_content(sheet, start, texts)}</section>")


def _content(sheet: Sheet, start: int, texts: Texts) -> Html:
    lines = sheet.lines(start, min(start + PAGE_SIZE, sheet.count))
    if sheet.name == "passages":
        return join(_passage(line, sheet.marked) for line in lines)
    return _table(sheet, lines)


def _table(sheet: Sheet, lines: Sequence[Line]) -> Html:
    shown = [place for place, column in enumerate(sheet.columns) if column.kind != "file"]
    head = join(column(sheet.columns[place].title, _name(sheet, place)) for place in shown)
    rows = join(Html(f"<tr>{_row(sheet, line, shown)}</tr>") for line in lines)
    return Html(
        f'<div class="mc-scroll" role="region" tabindex="0" aria-label="{escape(sheet.title)}">'
        f'<table class="mc-list-table mc-asked"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _row(sheet: Sheet, line: Line, shown: Sequence[int]) -> Html:
    first, *others = shown
    cells = join(Html(f'<td class="{_name(sheet, place)}">{_entry(line.entries[place])}</td>') for place in others)
    # Either these or their columns are drawn, never both.
    aside = [line.entries[place].text for place in others if sheet.columns[place].kind == "aside"]
    return Html(f'<th scope="row">{_entry(line.entries[first])}{join(map(below, aside))}</th>{cells}')


def _name(sheet: Sheet, place: int) -> str:
    kind = sheet.columns[place].kind
    return f"mc-{kind}" if kind != "word" else ""


def _entry(entry: Entry) -> Html:
    if not entry.doors:
        return Html(f"<b>{escape(entry.text)}</b>") if entry.bold else escape(entry.text)
    return join((link(href, escape(text), "mc-number" if entry.bold else "") for text, href in entry.doors), "<br>")


def _passage(line: Line, marked: Sequence[str]) -> Html:
    """A sentence with its office, year and kind; the columns are those of the sheet of passages."""
    office, _, _, year, kind, text, place = line.entries
    found = [hit.span() for words in marked for hit in re.finditer(re.escape(words), text.text)]
    return _quote(
        f"{office.text} {year.text}　{kind.text}", link(line.href, escape(place.text)), mark(text.text, found)
    )


def _quote(who: str, place: Html, text: Html) -> Html:
    return Html(
        f'<div class="mc-quote"><p class="mc-meta"><span lang="zh-CN">{escape(who)}</span>　{place}</p>'
        f'<p lang="zh-CN">{text}</p></div>'
    )


def compare_door(href: str, texts: Texts) -> Html:
    """The way to the same figures on the page 对比."""
    return Html(f'<p class="mc-meta">{link(href, escape(texts("ask.compare")))}</p>' if href else "")


def chart_head(title: str) -> Html:
    """What a chart measures."""
    return Html(f'<p class="mc-meta mc-chart-head">{escape(title)}</p>')


def similar_list(hits: Sequence[Hit], texts: Texts) -> Html:
    """Passages near in meaning, under a rule, apart from what was counted."""
    quotes = join(
        _quote(
            f"{hit.head.office} {hit.head.year}　{word(KINDS, hit.kind, texts)}",
            link(report_href(hit.head.report_id, hit=hit.passage_id), escape(hit.location.text or hit.location.file)),
            escape(hit.text),
        )
        for hit in hits
    )
    said = quotes or f'<p class="mc-meta">{escape(texts("ask.similar.none"))}</p>'
    return Html(f'<section class="mc-similar"><h2>{escape(texts("ask.similar"))}</h2>{said}</section>')


def answer_grounds(answer: Answer, doubts: Doubts, texts: Texts) -> Html:
    """What the answer rests on: assumptions, the cells as printed, the formula, the findings on its figures."""
    lang = lang_of(answer)
    # The table of a long list leads to its cells; they are not read all at once.
    quoted = answer.evidence if len(answer.rows) <= PAGE_SIZE else ()
    cells = [item for item in quoted if not item.passage_id]
    return join(
        [
            _assumptions(answer.assumptions, lang, texts),
            _evidence(cells, lang, texts),
            _formula(answer.formula, lang, texts),
            _findings(doubts, texts),
        ]
    )


def _assumptions(assumptions: Sequence[str], lang: str, texts: Texts) -> Html:
    rows = join(Html(f"<li>{escape(text)}</li>") for text in assumptions)
    content = Html(f'<ul class="mc-plain-list" lang="{lang}">{rows}</ul>') if rows else rows
    return _block(texts("ask.assumptions", count=len(assumptions)), content)


def _evidence(evidence: Sequence[Evidence], lang: str, texts: Texts) -> Html:
    rows = join(_cell_quote(item, lang) for item in evidence[:PAGE_SIZE])
    more = texts("ask.first_of", shown=PAGE_SIZE, count=len(evidence)) if len(evidence) > PAGE_SIZE else ""
    note = Html(f'<p class="mc-meta">{escape(more)}</p>' if more else "")
    return _block(texts("ask.evidence", count=len(evidence)), join([rows, note]), unfolded=len(evidence) <= _UNFOLDED)


def _cell_quote(item: Evidence, lang: str) -> Html:
    head = item.head
    place = link(report_href(head.report_id, cell=item.key), escape(item.location.text))
    return Html(
        f'<div class="mc-quote"><p class="mc-meta" lang="zh-CN">{escape(head.office)} {head.year}　{place}</p>'
        f'<p lang="{lang}">{escape(item.quote)}</p></div>'
    )


def _formula(formula: str | None, lang: str, texts: Texts) -> Html:
    return _block(texts("ask.formula"), Html(f'<p lang="{lang}">{escape(formula)}</p>') if formula else Html(""))


def _findings(doubts: Doubts, texts: Texts) -> Html:
    found = doubts.on_figures
    rows = join(Html(f"<li>{_finding(head, finding, texts)}</li>") for head, finding in found[:PAGE_SIZE])
    more = _beyond(doubts, texts) if doubts.looked else escape(texts("ask.findings_in_export"))
    note = Html(f'<p class="mc-meta">{more}</p>' if more else "")
    if not rows:
        return Html(f'<div class="mc-block">{note}</div>') if note else note
    return _block(texts("ask.findings_on", count=len(found)), Html(f'<ul class="mc-plain-list">{rows}</ul>{note}'))


def _beyond(doubts: Doubts, texts: Texts) -> Html:
    """How many findings the reports have on other figures, as the way to them."""
    said = escape(texts("ask.findings_beyond", count=doubts.beyond) if doubts.beyond else "")
    return link(findings_href(doubts.reports), said) if doubts.reports else said


def _finding(head: ReportHead, finding: Finding, texts: Texts) -> Html:
    cell = finding.facts[0] if finding.facts else ""
    who = link(report_href(head.report_id, cell=cell), escape(f"{head.office} {head.year}"))
    check = escape(word(CHECKS, finding.check, texts))
    return Html(
        f"{who} {finding_sign(finding, texts)} {check}{escape(texts('list.says'))}{finding_said(finding, texts)}"
    )


def _block(title: str, content: Html, *, unfolded: bool = True) -> Html:
    if not content:
        return content
    state = " open" if unfolded else ""
    return Html(f'<details class="mc-block"{state}><summary>{escape(title)}</summary>{content}</details>')
