"""The versions of a report as markup, what an old one says of itself, and what may be set beside a report."""

from collections.abc import Sequence
from pathlib import PurePosixPath
from urllib.parse import quote

from index.model import ReportHead, StoredFile, StoredReport
from portal.messages import Texts
from portal.widgets.links import ReportLink
from portal.widgets.markup import Html, column, escape, join, link

_COLUMNS = ("versions.column", "versions.files", "versions.stored", "versions.sha256")


def old_version(stored: StoredReport, state: ReportLink, texts: Texts) -> Html:
    """That this version was superseded, and the way to the current one."""
    said = escape(texts("report.old", version=stored.version))
    now = ReportLink(state.report_id, view=state.view, lang=state.lang)
    door = link(now.href, escape(texts("report.to_current")), here=True)
    return Html(f'<p class="mc-old" role="status">{said} {door}</p>')


def original_href(sha256: str, source: str) -> str:
    """The address of an original file, under its own name."""
    return f"/original/{sha256}/{quote(PurePosixPath(source).name, safe='')}"


def version_table(files: Sequence[StoredFile], shown: int, state: ReportLink, texts: Texts) -> Html:
    """All files by version: which one is current, when each was stored, its hash, the original to download."""
    rows = join(Html(f"<tr>{_file(file, shown, state, texts)}</tr>") for file in files)
    head = join(column(texts(name)) for name in _COLUMNS)
    title = escape(texts("versions.title"))
    return Html(
        f'<section class="mc-versions"><h2>{title}</h2><div class="mc-scroll" role="region" tabindex="0" '
        f'aria-label="{title}"><table class="mc-list-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
        f"</div></section>"
    )


def _file(file: StoredFile, shown: int, state: ReportLink, texts: Texts) -> Html:
    name = escape(texts("versions.version", version=file.version))
    standing = escape(texts("versions.current" if file.current else "versions.old"))
    version = 0 if file.current else file.version
    href = ReportLink(state.report_id, version=version, lang=state.lang).href
    door = Html(f"<strong>{name}</strong>") if file.version == shown else link(href, name, here=True)
    sources = join((_source(file, source) for source in file.sources), "<br>")
    stored = file.stored_at.strftime("%Y-%m-%d %H:%M") if file.stored_at else texts("versions.gone")
    return Html(
        f'<th scope="row">{door} <span class="mc-standing">{standing}</span></th><td>{sources}</td>'
        f'<td class="mc-when">{escape(stored)}</td><td><code>{file.sha256}</code></td>'
    )


def _source(file: StoredFile, source: str) -> Html:
    if file.stored_at is None:
        return escape(source)
    name = PurePosixPath(source).name
    return Html(
        f'<a href="{escape(original_href(file.sha256, source))}" download="{escape(name)}">{escape(source)}</a>'
    )


def year_chooser(state: ReportLink, others: Sequence[ReportHead], chosen: ReportHead, texts: Texts) -> Html:
    """The other years of the office, each as the link that sets it beside this report."""
    several = len({head.year for head in others}) < len(others)
    ways = [
        (head.report_id, f"{head.year} {head.office}" if several else str(head.year))
        for head in sorted(others, key=lambda head: (-head.year, head.office))
    ]
    return _chooser(state, ways, chosen.report_id, texts("years.with"))


def version_chooser(state: ReportLink, numbers: Sequence[int], chosen: int, texts: Texts) -> Html:
    """The other versions, each as the link that sets it beside this one."""
    ways = [(str(number), texts("versions.version", version=number)) for number in numbers]
    return _chooser(state, ways, str(chosen), texts("versions.with"))


def _chooser(state: ReportLink, ways: Sequence[tuple[str, str]], chosen: str, title: str) -> Html:
    items = join(Html(f"<li>{_way(state, *way, chosen=way[0] == chosen)}</li>") for way in ways)
    return Html(
        f'<nav class="mc-chooser" aria-label="{escape(title)}"><span>{escape(title)}</span><ul>{items}</ul></nav>'
    )


def _way(state: ReportLink, other: str, text: str, *, chosen: bool) -> Html:
    if chosen:
        return Html(f'<strong aria-current="true">{escape(text)}</strong>')
    return link(state.beside(state.view, other).href, escape(text), here=True)
