"""A draft as markup: which report it is, what does not fit, what was not judged, its cells as they were read."""

from dataclasses import replace

from index.checking import Checked
from ingest.model import NotJudged, Report
from portal.labels import CHECKS, LEVELS, REASONS, TEMPLATES, full_fact, word
from portal.messages import Texts
from portal.rules import made_text
from portal.widgets.markup import Html, escape, join
from portal.widgets.markup_findings import draft_table
from portal.widgets.markup_message import message_block
from portal.widgets.markup_report import report_text
from portal.widgets.markup_tables import Sheet
from portal.widgets.markup_text import text_doors


def draft_note(texts: Texts) -> Html:
    """What is done with a draft and what not."""
    return Html(f'<p>{escape(texts("draft.line"))}</p><p class="mc-meta">{escape(texts("draft.formats"))}</p>')


def drafts_ended(count: int, *, stopped: bool, texts: Texts) -> Html:
    """What is to be said of all drafts together; nothing where they were all checked."""
    if stopped:
        return message_block(texts("draft.stopped", count=count))
    return Html("") if count else message_block(texts("draft.empty"))


def draft_choice(checked: Checked, texts: Texts) -> str:
    """A draft in the list of several: its file and how it stands."""
    if checked.report is None:
        return f"{checked.source} · {texts('draft.refused_short')}"
    found = texts("draft.found", count=len(checked.findings)) if checked.findings else texts("draft.clean")
    return f"{checked.source} · {found}"


def draft_report(checked: Checked, texts: Texts) -> Html:
    """One draft: its identity, its findings, its text and tables, or why it could not be read and what to do."""
    if checked.report is None:
        return _refused(checked, texts)
    report = checked.report
    found = texts("draft.found", count=len(checked.findings)) if checked.findings else texts("draft.clean")
    table = draft_table(checked, report, texts) if checked.findings else Html("")
    noted = replace(report, findings=checked.findings)
    return Html(
        f"{_identity(report, texts)}"
        f'<section class="mc-drafted"><div role="status"><h2>{escape(found)}</h2></div>'
        f'<p class="mc-meta">{escape(made_text(checked, texts))}</p>{table}{_in_part(report, texts)}</section>'
        f"<section><h2>{escape(texts('draft.tables'))}</h2>"
        f"{report_text(noted, Sheet.of(noted, {}, texts), None, text_doors(noted, '', texts))}</section>"
    )


def _refused(checked: Checked, texts: Texts) -> Html:
    if checked.error is None:
        raise ValueError(f"{checked.source}: neither a report nor a reason")
    problem = texts("draft.refused", problem=checked.error.problem)
    remedy = texts(f"draft.remedy.{checked.error.kind}")
    where = escape(checked.error.location.text)
    return Html(f'<section><h2 lang="zh-CN">{where}</h2>{message_block(problem, (remedy, ""))}</section>')


def _identity(report: Report, texts: Texts) -> Html:
    region = " / ".join(report.region.parts) or texts("draft.region_open")
    said = {
        "title": report.title,
        "office": report.office,
        "year": str(report.year),
        "region": region,
        "level": word(LEVELS, report.level, texts),
        "template": word(TEMPLATES, report.template, texts),
        "file": report.source,
    }
    rows = join(
        Html(f'<dt>{escape(texts(f"draft.{name}"))}</dt><dd lang="zh-CN">{escape(text)}</dd>')
        for name, text in said.items()
    )
    return Html(f'<section><h2>{escape(texts("draft.identity"))}</h2><dl class="mc-terms">{rows}</dl></section>')


def _in_part(report: Report, texts: Texts) -> Html:
    if not report.not_judged:
        return Html("")
    items = join(Html(f"<li>{_place(item, texts)}</li>") for item in report.not_judged)
    label = escape(f"{texts('draft.in_part')} {len(report.not_judged)}")
    return Html(f'<details class="mc-block"><summary>{label}</summary><ul>{items}</ul></details>')


def _place(item: NotJudged, texts: Texts) -> Html:
    check, reason = word(CHECKS, item.check, texts), word(REASONS, item.reason, texts)
    where = full_fact(item.facts[0]) if item.facts else ""
    return Html(f'{escape(check)} <span lang="zh-CN">{escape(where)}</span>　{escape(reason)}')
