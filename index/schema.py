"""The fields of the derived index, and the documents of one report: its passages, and itself with its figures."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from itertools import product
from typing import get_args

import tantivy

from index.identity import short_forms
from index.measures import DERIVED, FILTER_STATES, NARRATIVE, SUMS, cell_keys, states_of, value_of
from index.model import ReportHead, StoredReport
from index.segmenter import Segmenter, fold
from ingest.model import Finding, Location, PassageKind, Region

INDEX_FORMAT = 1
PASSAGE, REPORT = "passage", "report"
KINDS: tuple[PassageKind, ...] = get_args(PassageKind)
# What a reader of the facets looks for in a report, each as the `fact` filter that finds it.
OUTCOMES = (
    "reconsideration.corrected>=1",
    "reconsideration.upheld>=1",
    "litigation.corrected>=1",
    "litigation.upheld>=1",
    "applications.refused.total>=1",
    "applications.unavailable.total>=1",
    "applications.not_processed.total>=1",
)
# The filters that one finding must meet together, in the order of the terms of the field `findings`.
FINDING_NAMES = ("finding", "severity", "blame")
_LAST_ORDINAL = 0xFFFF
_SPACE = re.compile(r"\s")


def build_schema() -> tantivy.Schema:
    """One schema for both kinds of documents, so that a commit shows passages and figures of a report together.

    Fields without a value cost a document nothing. `record` is kept and not searched: text comes back as it was.
    """
    builder = tantivy.SchemaBuilder()
    for name in ("doc", "report_id", "section", "kind", "region", "office", "passages", "findings", "states"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("area", "level", "office_kind", "template", "finding", "severity", "outcome"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_integer_field("year", indexed=True, fast=True)
    builder.add_unsigned_field("report_no", indexed=True, fast=True)
    builder.add_unsigned_field("place", fast=True)
    builder.add_unsigned_field("kind_no", fast=True)
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("grams", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("chars", tokenizer_name="whitespace", index_option="basic")
    builder.add_json_field("facts", tokenizer_name="raw", index_option="basic", fast=True, expand_dots_enabled=True)
    builder.add_bytes_field("record", stored=True)
    return builder.build()


def solid(folded: str) -> str:
    """White space as characters that the tokenizer does not split at, so that it is part of a pair like any other."""
    return _SPACE.sub(lambda match: chr(0xF0000 + ord(match.group())), folded)


def grams(text: str) -> list[str]:
    """Pairs of neighbouring characters of a solid text."""
    return [text[start : start + 2] for start in range(len(text) - 1)]


def report_number(report_id: str) -> int:
    """A report's id as the number that the index groups by."""
    return int(report_id, 16)


def report_id_of(number: int) -> str:
    """The id that `report_number` made a number of."""
    return f"{number:012x}"


def passage_place(report_id: str, ordinal: int) -> int:
    """Where a passage stands, as one number: its report's number and its ordinal there."""
    return report_number(report_id) << 16 | min(ordinal, _LAST_ORDINAL)


def region_paths(region: Region) -> tuple[str, ...]:
    """Every place that a region lies in, itself included: 河南省, 河南省/洛阳市."""
    return tuple("/".join(region.parts[: depth + 1]) for depth in range(len(region.parts)))


def area_paths(region: Region) -> tuple[str, ...]:
    """Every place that a region lies in, down to counties: what there is to choose from."""
    return region_paths(replace(region, township=None))


def office_names(head: ReportHead) -> tuple[str, ...]:
    """The names that an `office` filter finds a report by."""
    names = (head.office, head.printed_office, *short_forms(head.office, head.region))
    return tuple(dict.fromkeys(names))


def documents(stored: StoredReport, segmenter: Segmenter) -> Iterator[tantivy.Document]:
    """All documents of the current version of a report."""
    yield _report_document(stored)
    for ordinal in range(len(stored.report.passages)):
        yield _passage_document(stored, ordinal, segmenter)


def _head_document(kind: str, head: ReportHead) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("doc", kind)
    document.add_text("report_id", head.report_id)
    document.add_unsigned("report_no", report_number(head.report_id))
    document.add_integer("year", head.year)
    document.add_text("level", head.level)
    document.add_text("office_kind", head.office_kind)
    document.add_text("template", head.template)
    for path in region_paths(head.region):
        document.add_text("region", path)
    for name in office_names(head):
        document.add_text("office", name)
    return document


def _passage_document(stored: StoredReport, ordinal: int, segmenter: Segmenter) -> tantivy.Document:
    head, passage = stored.head, stored.report.passages[ordinal]
    document = _head_document(PASSAGE, head)
    document.add_unsigned("place", passage_place(head.report_id, ordinal))
    document.add_text("section", str(passage.section))
    document.add_text("kind", passage.kind)
    document.add_unsigned("kind_no", KINDS.index(passage.kind))
    folded = fold(passage.text)
    text = solid(folded)
    document.add_text("words", " ".join(word for word, _, _ in segmenter.cut(folded)))
    document.add_text("grams", " ".join(grams(text)))
    document.add_text("chars", " ".join(dict.fromkeys(text)))
    location = passage.location
    place = (location.file, location.page, location.line, location.table, location.row, location.column)
    record = (f"{head.report_id}-{ordinal}", passage.section, passage.kind, passage.text, place)
    document.add_bytes("record", _json(record))
    return document


def _report_document(stored: StoredReport) -> tantivy.Document:
    report = stored.report
    document = _head_document(REPORT, stored.head)
    for pair in sorted({f"{passage.section}/{passage.kind}" for passage in report.passages}):
        document.add_text("passages", pair)
    for name in sorted({finding.check for finding in report.findings}):
        document.add_text("finding", name)
    for name in sorted({finding.severity for finding in report.findings}):
        document.add_text("severity", name)
    for asked in sorted({text for finding in report.findings for text in _finding_terms(finding)}):
        document.add_text("findings", asked)
    numbers = _add_figures(document, stored)
    for outcome in OUTCOMES:
        if numbers.get(outcome.removesuffix(">=1"), 0) >= 1:
            document.add_text("outcome", outcome)
    for path in area_paths(stored.head.region):
        document.add_text("area", path)
    document.add_bytes("record", _json(asdict(stored.head)))
    return document


def _finding_terms(finding: Finding) -> list[str]:
    """`check/severity/blame` with every choice of parts left empty: what a filter asks of one finding."""
    parts = product(*((text, "") for text in (finding.check, finding.severity, finding.blame)))
    return ["/".join(triple) for triple in parts]


def _add_figures(document: tantivy.Document, stored: StoredReport) -> dict[str, float]:
    """Every number by key, the sums and rates with the cells; all as floats, or the ranges of a key would differ."""
    facts = {fact.key: fact for fact in stored.report.facts}
    numbers = {fact.key: float(fact.value) for fact in facts.values() if fact.value is not None}
    states = {f"{fact.key}:{fact.state}" for fact in facts.values() if fact.state in FILTER_STATES}
    for key, measure in (SUMS | DERIVED).items():
        value = value_of(measure, facts)
        if value.number is not None:
            numbers[key] = float(value.number)
        states |= {f"{key}:{state}" for state in states_of(measure, value, facts)}
    for state in sorted(states):
        document.add_text("states", state)
    document.add_json("facts", numbers)
    return numbers


def known_keys() -> tuple[str, ...]:
    """Every key that a `fact` filter may name."""
    return (*sorted(cell_keys()), *NARRATIVE, *SUMS, *DERIVED)


def read_head(record: bytes) -> ReportHead:
    """The head that a report's document keeps."""
    fields = json.loads(record)
    return ReportHead(**{**fields, "region": Region(**fields["region"])})


def read_passage(record: bytes) -> tuple[str, int, PassageKind, str, Location]:
    """What a passage's document keeps: its id, section, kind, text and location."""
    passage_id, section, kind, text, place = json.loads(record)
    return passage_id, section, kind, text, Location(*place)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
