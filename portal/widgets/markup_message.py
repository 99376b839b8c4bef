"""Messages with a way out, the footer, headings, signs: pieces that every page uses."""

from collections.abc import Sequence
from urllib.parse import urlencode

from index.errors import FilterError
from ingest.model import Finding
from portal.finding_words import finding_text
from portal.labels import CHECKS, SEVERITIES, SIGNS, word
from portal.messages import Texts
from portal.widgets.links import findings_href
from portal.widgets.markup import Html, escape, join, link


def heading(text: str, *, seen: bool = True) -> Html:
    """The one h1 of a page; where the page says it by its shape, for screen readers alone."""
    name = "" if seen else ' class="mc-hidden"'
    return Html(f"<h1{name}>{escape(text)}</h1>")


def message_block(problem: str, *ways: tuple[str, str]) -> Html:
    """What was found, and what to do about it: each way a text and its address, empty where there is none."""
    return Html(f'<div class="mc-message" role="status"><p>{escape(problem)}</p>{_lines(ways)}</div>')


def error_block(problem: str, *ways: tuple[str, str]) -> Html:
    """The same in place of a page, with what was found as its h1."""
    return Html(f'<div class="mc-message" role="alert">{heading(problem)}{_lines(ways)}</div>')


def _lines(ways: Sequence[tuple[str, str]]) -> Html:
    return join(Html(f"<p>{link(href, escape(text)) if href else escape(text)}</p>") for text, href in ways)


def fault_text(error: FilterError, texts: Texts) -> str:
    """What in an address is not known."""
    said = error.name if error.value is None else f"{error.name}={error.value}"
    return texts("error.unknown", said=said)


def state_note(text: str) -> Html:
    """A quiet line about how something stands."""
    return Html(f'<p class="mc-meta mc-state-note" role="status">{escape(text)}</p>')


def quiet(text: str) -> Html:
    """A remark beside a control."""
    return Html(f'<p class="mc-meta">{escape(text)}</p>')


def below(text: str) -> Html:
    """What has a column `mc-aside` where there is room, and stands under the name in its row where there is not."""
    return Html(f'<br><span class="mc-below">{escape(text)}</span>' if text else "")


def copies(texts_to_copy: Sequence[tuple[str, str]], texts: Texts) -> Html:
    """Titled texts, each with a link that copies it."""
    return join(
        Html(
            f'<section class="mc-copies"><h2>{escape(title)} {copy_link(text, texts)}</h2>'
            f'<p lang="zh-CN">{escape(text)}</p></section>'
        )
        for title, text in texts_to_copy
    )


def copy_link(text: str, texts: Texts) -> Html:
    """A link that copies a text."""
    copied = escape(texts("copy.done"))
    return Html(f'<a href="#" data-copy="{escape(text)}" data-copied="{copied}">{escape(texts("copy.do"))}</a>')


def examples(title: str, shown: Sequence[tuple[str, str]], *, here: bool) -> Html:
    """A titled list of links; each a text and its address."""
    entries = join(Html(f"<li>{link(href, escape(text), here=here)}</li>") for text, href in shown)
    return Html(f'<section class="mc-list"><h2>{escape(title)}</h2><ul>{entries}</ul></section>')


def last_view(texts: Texts) -> Html:
    """Room for the way back to what a page showed last; the script fills the link, and an empty one is not seen."""
    return Html(f'<p class="mc-meta mc-last">{escape(texts("last.view"))}<a href="" data-go></a></p>')


def footer(texts: Texts, pairs: Sequence[tuple[str, str]]) -> Html:
    """Language switch and what this is; the switch keeps the view."""
    other = "en" if texts.lang == "zh" else "zh"
    query = urlencode([*(pair for pair in pairs if pair[0] != "lang"), ("lang", other)])
    language = "en" if other == "en" else "zh-CN"
    return Html(
        f'<footer class="mc-footer"><a href="?{escape(query)}" lang="{language}">{escape(texts("footer.other"))}</a>'
        f"<details><summary>{escape(texts('footer.about_title'))}</summary>"
        f"<p>{escape(texts('footer.about'))}</p></details></footer>"
    )


def finding_sign(finding: Finding, texts: Texts) -> Html:
    """Shape and word of a finding's severity: △ 警告."""
    severity = word(SEVERITIES, finding.severity, texts)
    return Html(f'<span class="mc-{finding.severity}">{SIGNS[finding.severity]} {escape(severity)}</span>')


def finding_said(finding: Finding, texts: Texts) -> Html:
    """What a finding says, with the language that it says it in."""
    said = finding_text(finding, texts)
    language = "zh-CN" if said == finding.message else texts.lang
    return Html(f'<span lang="{language}">{escape(said)}</span>')


def finding_badges(report_id: str, findings: Sequence[Finding], texts: Texts) -> Html:
    """One badge a check, with its sign and how many findings it has, and the way to them: △ 文表不符 1."""
    counts: dict[tuple[str, str], int] = {}
    for finding in findings:
        counts[finding.severity, finding.check] = counts.get((finding.severity, finding.check), 0) + 1
    return join(
        link(
            findings_href([report_id], check),
            escape(f"{SIGNS[severity]} {word(CHECKS, check, texts)} {count}"),
            f"mc-fact mc-{severity}",
        )
        for (severity, check), count in counts.items()
    )
