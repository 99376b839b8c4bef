"""Exports as flat tables: which columns each has, of which kind, and a report's rows in their order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from index.forms import asked_findings, number_form, passage_name, passages_under
from index.model import Filters, StoredReport
from ingest.model import Location
from ingest.template import load_template

What = Literal["reports", "facts", "findings", "passages"]
Kind = Literal["text", "integer", "number", "flag"]
Value = str | int | float | bool | None
Values = tuple[Value, ...]

NARRATIVE = ("narrative.disclosed_items", "narrative.information_fee")


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its name and the kind of its values."""

    name: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """A flat export: `rows` gives a stored report's rows under the filters, each in the order of `columns`."""

    columns: tuple[Column, ...]
    rows: Callable[[StoredReport, Filters], Iterator[Values]]


def _texts(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name) for name in names)


HEAD = (
    Column("report_id"),
    Column("version", "integer"),
    Column("current", "flag"),
    *_texts("office", "printed_office", "province", "city", "county", "township", "adcode", "level", "office_kind"),
    Column("year", "integer"),
    *_texts("template", "title", "source"),
)
PLACE = (Column("location"), Column("page", "integer"), Column("line", "integer"))


def keys() -> tuple[str, ...]:
    """Every key that a report can have, in the order of the newest template, those of older ones after it."""
    named = (key for name in ("2021", "2019") for key in load_template(name).cells)
    return (*dict.fromkeys(named), *NARRATIVE)


def _head(stored: StoredReport) -> Values:
    head, region = stored.head, stored.head.region
    return (
        head.report_id,
        stored.version,
        stored.current,
        head.office,
        head.printed_office,
        region.province,
        region.city,
        region.county,
        region.township,
        region.adcode,
        head.level,
        head.office_kind,
        head.year,
        head.template,
        head.title,
        stored.report.source,
    )


def _place(location: Location) -> Values:
    return location.text, location.page, location.line


def _report_rows(stored: StoredReport, _: Filters) -> Iterator[Values]:
    values = {fact.key: number_form(fact.value) for fact in stored.report.facts}
    yield (*_head(stored), stored.sha256, *(values.get(key) for key in keys()))


def _fact_rows(stored: StoredReport, _: Filters) -> Iterator[Values]:
    head = _head(stored)
    for fact in stored.report.facts:
        yield (*head, fact.key, number_form(fact.value), fact.published, fact.state, *_place(fact.location))


def _finding_rows(stored: StoredReport, filters: Filters) -> Iterator[Values]:
    head = _head(stored)
    for item in asked_findings(stored.report.findings, filters):
        stated = (item.check, item.severity, item.blame, item.expected, item.published, " ".join(item.facts))
        yield (*head, *stated, item.message, *_place(item.location))


def _passage_rows(stored: StoredReport, filters: Filters) -> Iterator[Values]:
    head = _head(stored)
    for ordinal, item in passages_under(stored, filters):
        yield (
            *head,
            passage_name(stored, ordinal),
            item.section,
            item.kind,
            item.text,
            item.start,
            item.end,
            *_place(item.location),
        )


TABLES: dict[What, Table] = {
    "reports": Table((*HEAD, Column("sha256"), *(Column(key, "number") for key in keys())), _report_rows),
    "facts": Table(
        (*HEAD, Column("key"), Column("value", "number"), *_texts("published", "state"), *PLACE), _fact_rows
    ),
    "findings": Table(
        (*HEAD, *_texts("check", "severity", "blame", "expected", "published", "facts", "message"), *PLACE),
        _finding_rows,
    ),
    "passages": Table(
        (
            *HEAD,
            Column("passage_id"),
            Column("section", "integer"),
            *_texts("kind", "text"),
            Column("start", "integer"),
            Column("end", "integer"),
            *PLACE,
        ),
        _passage_rows,
    ),
}
