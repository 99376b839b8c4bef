"""The library's own page as markup: what came of the last writing, its reports, those missing, how it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from itertools import groupby
from pathlib import PurePosixPath

from index.errors import LibraryLocked
from index.missing import Absence
from index.model import Filter, ReportHead, StoredFile
from index.status import Status
from ingest.errors import IngestError
from portal.jobs.writing import Done, Ingested, Removed
from portal.labels import status_value
from portal.messages import Texts
from portal.widgets.links import LibraryLink, ReportLink, report_href
from portal.widgets.links.report import View
from portal.widgets.markup import Html, column, escape, join, link
from portal.widgets.markup_message import below, message_block
from portal.widgets.markup_search import drop_ways

_MOST_LISTED = 200
_MOST_NAMED = 20
_FOLDED_FROM = 10
# Where a library lies is for those who run the portal.
_NOT_SHOWN = ("library", "format")


def outcome_note(done: Done, began: datetime, texts: Texts) -> Html:
    """What came of the last writing, with each report concerned and the reason of each file that was not taken."""
    time = began.strftime("%H:%M")
    if isinstance(done, Ingested):
        return _ingested(done, time, texts)
    name = "writing.removed" if isinstance(done, Removed) else "writing.rebuilt"
    return Html(f'<p role="status" class="mc-outcome">{escape(texts(name, time=time, count=done.reports))}</p>')


def dismissal(state: LibraryLink, texts: Texts) -> Html:
    """The way to the page without what came of a writing."""
    return Html(f'<p class="mc-meta">{link(state.telling("").href, escape(texts("writing.dismiss")), here=True)}</p>')


def failure_note(error: BaseException | None, texts: Texts) -> Html:
    """Why nothing could be written, and what to do; nothing for what was not foreseen."""
    if isinstance(error, LibraryLocked):
        since = error.since.astimezone().strftime("%H:%M") if error.since else ""
        said = texts("writing.locked", time=since) if since else texts("writing.locked_now")
        return message_block(said)
    if isinstance(error, OSError):
        problem = texts("writing.disk", problem=error.strerror or str(error))
        return message_block(problem, (texts("writing.disk_remedy"), ""))
    return Html("")


def _ingested(done: Ingested, time: str, texts: Texts) -> Html:
    summary = done.summary
    reports = {"new": summary.new, "updated": summary.updated, "unchanged": summary.unchanged}
    if not done.stopped and not any((*reports.values(), summary.refused)):
        return message_block(texts("upload.empty"))
    counts = {name: len(files) for name, files in reports.items()}
    said = texts("upload.at", time=time, counts=texts("upload.counts", refused=len(summary.refused), **counts))
    stopped = f"<p>{escape(texts('upload.stopped'))}</p>" if done.stopped else ""
    lists = {name: [_door(done.heads[one], name) for one in dict.fromkeys(files)] for name, files in reports.items()}
    lists["refused"] = [_refusal(error, texts) for error in summary.refused]
    shown = join(_listed(texts(f"upload.{name}"), items, texts) for name, items in lists.items() if items)
    return Html(f'<div class="mc-outcome"><p role="status">{escape(said)}</p>{stopped}{shown}</div>')


def _door(head: ReportHead, name: str) -> Html:
    """The way to a report; to its versions where it has a new one."""
    view: View = "versions" if name == "updated" else "text"
    return link(ReportLink(head.report_id, view=view).href, escape(_name(head)))


def _name(head: ReportHead) -> str:
    return f"{head.office} {head.year}"


def _refusal(error: IngestError, texts: Texts) -> Html:
    kind = texts(f"refused.{error.kind}")
    return escape(texts("upload.refused_line", where=error.location.text, kind=kind, problem=error.problem))


def _listed(title: str, items: Sequence[Html], texts: Texts) -> Html:
    """One list of what came of the files, folded where it is long."""
    rest = len(items) - _MOST_LISTED
    more = [escape(texts("upload.more", count=rest))] if rest > 0 else []
    lines = join(Html(f'<li lang="zh-CN">{item}</li>') for item in (*items[:_MOST_LISTED], *more))
    unfolded = " open" if len(items) <= _FOLDED_FROM else ""
    return Html(f"<details{unfolded}><summary>{escape(title)} {len(items)}</summary><ul>{lines}</ul></details>")


def nothing_held(state: LibraryLink, name: str, without: Sequence[tuple[Filter, int]], texts: Texts) -> Html:
    """That the list is empty, and which filter hides what there is."""
    ways = join(Html(f"<li>{way}</li>") for way in drop_ways(state, without, texts))
    return Html(f'<div class="mc-message" id="results"><p>{escape(texts(name))}</p><ul>{ways}</ul></div>')


def held_table(
    state: LibraryLink, heads: Sequence[ReportHead], files: Mapping[str, Sequence[StoredFile]], texts: Texts
) -> Html:
    """A page of reports with their versions and files, each to be chosen for removal."""
    rows = join(_held(state, head, files[head.report_id], texts) for head in heads)
    columns = {"office": "", "remove": "", "year": "mc-figure", "region": "mc-aside"}
    columns |= dict.fromkeys(("versions", "sources", "stored"), "")
    everything = state.choosing(tuple(dict.fromkeys((*state.chosen, *(head.report_id for head in heads)))))
    whole = link(everything.href, escape(texts("held.choose_page", count=len(heads))), here=True)
    heads_row = [column(texts(f"held.{title}"), name) for title, name in columns.items()]
    table = _table("held.table", "mc-held", (heads_row, rows), texts)
    return Html(f'<p class="mc-meta">{whole}</p>{table}')


def _held(state: LibraryLink, head: ReportHead, files: Sequence[StoredFile], texts: Texts) -> Html:
    versions = len({file.version for file in files})
    shown = escape(texts("held.versions_of", count=versions))
    door = link(ReportLink(head.report_id, view="versions").href, shown) if versions > 1 else shown
    sources = join((Html(f"<li>{_source(file)}</li>") for file in files), "")
    times = [file.stored_at for file in files if file.stored_at]
    stored = max(times).strftime("%Y-%m-%d %H:%M") if times else texts("held.gone")
    marked = ' class="mc-taken"' if head.report_id in state.chosen else ""
    return Html(
        f'<tr{marked}>{_office(head)}<td class="mc-nowrap">{_choice(state, head, texts)}</td>'
        f'<td class="mc-figure">{head.year}</td>{_region(head)}'
        f'<td class="mc-nowrap">{door}</td><td lang="zh-CN" class="mc-sources"><ul>{sources}</ul></td>'
        f'<td class="mc-nowrap">{escape(stored)}</td></tr>'
    )


def _source(file: StoredFile) -> Html:
    name = PurePosixPath(file.sources[0]).name
    return Html(f'<span title="{escape("；".join(file.sources))}">{escape(name)}</span>')


def _choice(state: LibraryLink, head: ReportHead, texts: Texts) -> Html:
    chosen = head.report_id in state.chosen
    shown = f"✓ {texts('held.chosen')}" if chosen else texts("held.choose")
    which = Html(f'<span class="mc-hidden"> {escape(head.office)} {head.year}</span>')
    return link(state.turned(head.report_id).href, Html(f"{escape(shown)}{which}"), here=True)


def removal(heads: Sequence[ReportHead], files: int, texts: Texts) -> Html:
    """What will be gone once it is confirmed; the names of many are folded."""
    if not heads:
        return message_block(texts("remove.gone"))
    said = escape(texts("remove.ask", reports=len(heads), files=files))
    rest = heads[_MOST_NAMED:]
    more = escape(texts("remove.more", count=len(rest)))
    folded = f'<details class="mc-meta"><summary>{more}</summary>{_names(rest)}</details>' if rest else ""
    return Html(f'<div role="status"><h2>{said}</h2>{_names(heads[:_MOST_NAMED])}{folded}</div>')


def _names(heads: Sequence[ReportHead]) -> Html:
    return Html(f'<p class="mc-meta" lang="zh-CN">{escape("、".join(map(_name, heads)))}</p>')


def missing_count(absences: Sequence[Absence], texts: Texts) -> Html:
    """How many reports of how many offices are missing."""
    offices = len({absence.head.report_id for absence in absences})
    said = escape(texts("missing.count", offices=offices, count=len(absences)))
    note = escape(texts("missing.note"))
    return Html(f'<div class="mc-count"><div role="status"><h2>{said}</h2></div><p class="mc-meta">{note}</p></div>')


def by_office(absences: Sequence[Absence]) -> list[list[Absence]]:
    """The years of one office together, in the order given."""
    return [list(group) for _, group in groupby(absences, key=lambda absence: absence.head.report_id)]


def missing_list(groups: Sequence[Sequence[Absence]], texts: Texts) -> Html:
    """Offices with the years that they have no report of, and those that they have."""
    rows = join(Html(f"<tr>{_missing(group)}</tr>") for group in groups)
    columns = {"held.office": "", "held.region": "mc-aside", "missing.years": "", "missing.present": ""}
    heads_row = [column(texts(title), name) for title, name in columns.items()]
    return _table("missing.title", "mc-held mc-slim", (heads_row, rows), texts)


def _missing(group: Sequence[Absence]) -> Html:
    head = group[0].head
    lacking = " ".join(str(absence.year) for absence in group)
    present = " ".join(map(str, group[0].present))
    return Html(
        f'{_office(head)}{_region(head)}<td class="mc-number">{lacking}</td><td class="mc-years">{present}</td>'
    )


def _office(head: ReportHead) -> Html:
    door = link(report_href(head.report_id), escape(head.office))
    return Html(f'<th scope="row" lang="zh-CN">{door}{below(" / ".join(head.region.parts))}</th>')


def _region(head: ReportHead) -> Html:
    return Html(f'<td lang="zh-CN" class="mc-aside">{escape(" / ".join(head.region.parts))}</td>')


def status_list(status: Status, texts: Texts) -> Html:
    """All figures of the status, and whether the indexes are up to date."""
    said = {name: status_value(name, value, texts) for name, value in asdict(status).items() if name not in _NOT_SHOWN}
    rows = join(
        Html(f"<dt>{escape(texts(f'status.{name}'))}</dt><dd>{escape(text)}</dd>") for name, text in said.items()
    )
    notes = join(Html(f"<p>{escape(note)}</p>") for note in _notes(status, texts))
    return Html(f'<div role="status">{notes}</div><dl class="mc-terms mc-status">{rows}</dl>')


def _notes(status: Status, texts: Texts) -> list[str]:
    behind = {
        "status.text_index": status.text_index_revision != status.revision,
        "status.vectors": status.vectors_revision not in (None, status.revision),
    }
    notes = [texts("status.behind", what=texts(name)) for name, is_behind in behind.items() if is_behind]
    if status.vectors_revision is None:
        notes.append(texts("status.no_vectors"))
    return notes or [texts("status.current")]


def _table(title: str, name: str, parts: tuple[Sequence[Html], Html], texts: Texts) -> Html:
    columns, rows = parts
    return Html(
        f'<div class="mc-scroll" id="results" role="region" tabindex="0" aria-label="{escape(texts(title))}">'
        f'<table class="mc-list-table {name}"><thead><tr>{join(columns)}</tr></thead><tbody>{rows}</tbody></table>'
        "</div>"
    )
