"""Files in, reports out: one file through the stages of reading, many files in parallel processes."""

import hashlib
import logging
import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from ingest.checks import check_counts, check_identities, doubt_ocr
from ingest.errors import IngestError, UnreadableFile
from ingest.facts import report_rows, settle
from ingest.gazetteer import load_gazetteer
from ingest.isolation import Limits, Outcome, Workers
from ingest.model import Document, Location, Report
from ingest.narrative import check_narrative, narrative_facts
from ingest.passages import cut_passages
from ingest.presence import check_presence
from ingest.prose import as_section, section_lines
from ingest.readers import extra_seconds, read_document
from ingest.readers.archive import LARGEST_FILE, Member, decode_name, members
from ingest.recognise import recognise
from ingest.sections import cut_sections
from ingest.statutory import read_statutory_tables
from ingest.template import load_template

_LOG = logging.getLogger(__name__)
# Sections 1 to 4 and 6 report the year; section 5 tells of plans and quotes others.
_REPORTING = (1, 2, 3, 4, 6)
DEFAULT_LIMITS = Limits()
# Files fetched ahead of the one that is handed out, for each worker.
_AHEAD = 4


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read: `source` names it in the library and in every location, `path` is where it lies."""

    source: str
    path: Path

    member: Member | None = None
    refusal: str | None = None

    def read_bytes(self) -> bytes:
        """The file's bytes. Raises UnreadableFile for what is not to be read, OSError for what cannot be opened."""
        if self.member is not None:
            return self.member.read_bytes()
        if self.refusal is not None:
            raise UnreadableFile(Location(self.source), self.refusal)
        size = self.path.stat().st_size
        if size > LARGEST_FILE:
            limit = f"超过上限 {LARGEST_FILE // 2**20} MB"
            raise UnreadableFile(Location(self.source), f"有 {size // 2**20} MB，{limit}，未读；请拆开或另存")
        return self.path.read_bytes()


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one file: a report, a refusal (then without `data`), or neither where it was known already."""

    source: str
    sha256: str
    data: bytes
    report: Report | None
    error: IngestError | None


def find_sources(paths: Sequence[Path]) -> Iterator[SourceFile]:
    """Files as given, folders with all files below them sorted by path, archives with their members.

    Hidden files are left out; links in a folder are not followed. Raises FileNotFoundError for a missing path.
    """
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(f"{path}：没有这个文件或文件夹，请检查路径")
        if not path.is_dir():
            given = path.name if path.is_absolute() else path.as_posix()
            yield from _sources(path, given, None if path.is_file() else "不是普通文件，未读")
            continue
        root = path.resolve()
        for file in sorted(root.rglob("*")):
            inside = file.relative_to(root)
            leads_out = file.is_symlink() and not _lies_in(root, file)
            shown = leads_out or (file.is_file() and not file.is_symlink())
            if shown and not any(part.startswith(".") for part in inside.parts):
                refusal = "是指向文件夹之外的链接，未读；请放入文件本身" if leads_out else None
                yield from _sources(file, f"{root.name}/{inside.as_posix()}", refusal)


def _lies_in(root: Path, link: Path) -> bool:
    target = Path(os.path.realpath(link))
    return target.is_relative_to(root) and target.exists()


def _sources(path: Path, source: str, refusal: str | None) -> Iterator[SourceFile]:
    """The file, or the members of an archive; bytes of a name that are no UTF-8 are read as names in a ZIP are."""
    raw = os.fsencode(source)
    name = source if raw == source.encode(errors="replace") else decode_name(raw)
    if refusal is not None or path.suffix.lower() != ".zip":
        yield SourceFile(name, path, refusal=refusal)
        return
    for member in members(path, name):
        yield SourceFile(member.source, path, member)


def read_report(data: bytes, source: str) -> Report:
    """The report that a file states; a pure function of its bytes and name.

    Raises UnreadableFile for bytes that are no document, NotAnAnnualReport for a document that is none.
    """
    return report_of(read_document(data, source))


def report_of(document: Document) -> Report:
    """The report that a document states. Raises NotAnAnnualReport."""
    before, spans = cut_sections(document)
    identity = recognise(document, before, spans, load_gazetteer())
    tables = read_statutory_tables(spans, identity.year, document.source)
    rows = report_rows(load_template(tables.template), tables.rows)
    facts, table_findings = settle(rows, tables.rows, document.source)
    lines = {span.number: section_lines(span) for span in spans}
    reporting = [line for number in _REPORTING for line in lines.get(number, ())]
    in_text = narrative_facts(reporting)
    failed, not_judged = check_identities(facts)
    findings = (
        *identity.findings,
        *check_presence(spans, tables, lines, document.source),
        *tables.findings,
        *table_findings,
        *failed,
        *check_counts(facts),
        *check_narrative(reporting, facts, identity.year),
    )
    if document.by_ocr:
        findings = doubt_ocr(findings, (*facts, *in_text), document.source)
    return Report(
        source=document.source,
        office=identity.office,
        printed_office=identity.printed_office,
        region=identity.region,
        level=identity.level,
        office_kind=identity.office_kind,
        year=identity.year,
        template=tables.template,
        title=identity.title,
        facts=(*facts, *in_text),
        findings=findings,
        not_judged=tuple(not_judged),
        sections=tuple(as_section(span, lines[span.number]) for span in spans),
        passages=tuple(passage for span in spans for passage in cut_passages(span.number, lines[span.number])),
    )


def read_all(
    sources: Iterable[SourceFile], jobs: int, known: Callable[[str], bool], limits: Limits = DEFAULT_LIMITS
) -> Generator[Reading, None, None]:
    """Readings in the order of `sources` whatever `jobs`; bytes whose SHA-256 is known are not read again."""
    waiting: deque[tuple[Reading, Future[Outcome] | None]] = deque()
    feed = iter(sources)
    with Workers(jobs, read_report, limits) as workers:
        while True:
            for source in islice(feed, _AHEAD * jobs - len(waiting)):
                reading = _fetch(source)
                done = reading.error is not None or known(reading.sha256)
                seconds = limits.seconds + extra_seconds(source.source)
                waiting.append((reading, None if done else workers.submit(reading.data, reading.source, seconds)))
            if not waiting:
                return
            reading, outcome = waiting.popleft()
            yield _settled(reading, outcome.result()) if outcome else reading


def _fetch(source: SourceFile) -> Reading:
    """The bytes of a file, or the refusal of one that cannot be opened."""
    try:
        data = source.read_bytes()
    except OSError as error:
        problem = f"打不开（{error.strerror or error}），请检查权限和磁盘"
        return Reading(source.source, "", b"", None, UnreadableFile(Location(source.source), problem))
    except IngestError as error:
        if error.cause is not None:
            _LOG.error("reading %s failed\n%s", source.source, error.cause)
        return Reading(source.source, "", b"", None, error)
    return Reading(source.source, hashlib.sha256(data).hexdigest(), data, None, None)


def _settled(reading: Reading, outcome: Outcome) -> Reading:
    if isinstance(outcome, IngestError):
        return replace(reading, data=b"", error=outcome)
    return replace(reading, report=outcome)
