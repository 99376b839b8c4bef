"""Files in, reports out: one file through the stages of reading, many files in parallel processes."""

import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from ingest.checks import check_counts, check_identities
from ingest.errors import IngestError, ReaderFailed
from ingest.facts import report_rows, settle
from ingest.gazetteer import load_gazetteer
from ingest.model import Document, Location, Report
from ingest.narrative import check_narrative, narrative_facts
from ingest.passages import cut_passages
from ingest.presence import check_presence
from ingest.prose import as_section, section_lines
from ingest.readers import read_document
from ingest.recognise import recognise
from ingest.sections import cut_sections
from ingest.statutory import read_statutory_tables
from ingest.template import load_template

_LOG = logging.getLogger(__name__)
# Sections 1 to 4 and 6 report the year; section 5 tells of plans and quotes others.
_REPORTING = (1, 2, 3, 4, 6)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read: `source` names it in the library and in every location, `path` is where it lies."""

    source: str
    path: Path

    def read_bytes(self) -> bytes:
        """The file's bytes."""
        return self.path.read_bytes()


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one file: a report, a refusal, or neither where the file was known already."""

    source: str
    sha256: str
    data: bytes
    report: Report | None
    error: IngestError | None


def find_sources(paths: Sequence[Path]) -> Iterator[SourceFile]:
    """Files as given, folders with all files below them sorted by path; hidden files are left out.

    Raises FileNotFoundError for a path that does not exist.
    """
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(f"{path}：没有这个文件或文件夹，请检查路径")
        if path.is_file():
            yield SourceFile(path.name, path)
            continue
        root = path.resolve()
        for file in sorted(root.rglob("*")):
            inside = file.relative_to(root)
            if file.is_file() and not file.is_symlink() and not any(part.startswith(".") for part in inside.parts):
                yield SourceFile(f"{root.name}/{inside.as_posix()}", file)


def read_report(data: bytes, source: str) -> Report:
    """The report that a file states; a pure function of its bytes and name.

    Raises UnreadableFile for bytes that are no document, NotAnAnnualReport for a document that is none.
    """
    return report_of(read_document(data, source))


def report_of(document: Document) -> Report:
    """The report that a document states. Raises NotAnAnnualReport."""
    before, spans = cut_sections(document)
    identity = recognise(document.source, before, spans, load_gazetteer())
    tables = read_statutory_tables(spans, identity.year, document.source)
    rows = report_rows(load_template(tables.template), tables.rows)
    facts, table_findings = settle(rows, tables.rows, document.source)
    lines = {span.number: section_lines(span) for span in spans}
    reporting = [line for number in _REPORTING for line in lines.get(number, ())]
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
        facts=(*facts, *narrative_facts(reporting)),
        findings=findings,
        not_judged=tuple(not_judged),
        sections=tuple(as_section(span, lines[span.number]) for span in spans),
        passages=tuple(passage for span in spans for passage in cut_passages(span.number, lines[span.number])),
    )


def read_all(sources: Iterable[SourceFile], jobs: int, known: Callable[[str], bool]) -> Iterator[Reading]:
    """Readings in the order of `sources` whatever `jobs`; bytes whose SHA-256 is known are not read again."""
    if jobs <= 1:
        for source in sources:
            reading = _fetch(source)
            yield reading if known(reading.sha256) or reading.error else _read(reading)
        return
    waiting: list[Reading | Future[Reading]] = []
    feed = iter(sources)
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        while True:
            for source in islice(feed, 4 * jobs - len(waiting)):
                reading = _fetch(source)
                ready = known(reading.sha256) or reading.error is not None
                waiting.append(reading if ready else pool.submit(_read, reading))
            if not waiting:
                return
            first = waiting.pop(0)
            yield first if isinstance(first, Reading) else first.result()


def _fetch(source: SourceFile) -> Reading:
    data = source.read_bytes()
    return Reading(source.source, hashlib.sha256(data).hexdigest(), data, None, None)


def _read(reading: Reading) -> Reading:
    """The reading with its report or refusal: whatever a reader throws refuses its file, never the run."""
    try:
        report = read_report(reading.data, reading.source)
    except IngestError as error:
        return Reading(reading.source, reading.sha256, reading.data, None, error)
    except Exception as failure:  # noqa: BLE001 - the edge where foreign parsers hand over (STYLE rule 14)
        _LOG.exception("reading %s failed", reading.source)
        problem = f"读取时出错（{type(failure).__name__}），这份文件未收，请把它连同日志交给维护者"
        return Reading(
            reading.source, reading.sha256, reading.data, None, ReaderFailed(Location(reading.source), problem)
        )
    return Reading(reading.source, reading.sha256, reading.data, report, None)
