"""The JSON forms of reports, facts, findings, passages and searches, as scripts and links rely on them."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from index.model import Filters, Hit, ReportHead, SearchResult, StoredReport
from ingest.model import Fact, Finding, Location, NotJudged, Passage, Region, Report

Form = dict[str, object]


def number_form(value: Decimal | None) -> int | float | None:
    """A number as JSON writes it: whole ones without a point."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def location_form(location: Location) -> Form:
    """`{file, page, line, table, row, column, text}`, absent parts null."""
    return {
        "file": location.file,
        "page": location.page,
        "line": location.line,
        "table": location.table,
        "row": location.row,
        "column": location.column,
        "text": location.text,
    }


def region_form(region: Region) -> Form:
    """`{province, city, county, township, adcode}`."""
    return {
        "province": region.province,
        "city": region.city,
        "county": region.county,
        "township": region.township,
        "adcode": region.adcode,
    }


def cell_form(fact: Fact) -> Form:
    """`{value, published, state, location}`."""
    return {
        "value": number_form(fact.value),
        "published": fact.published,
        "state": fact.state,
        "location": location_form(fact.location),
    }


def finding_form(finding: Finding) -> Form:
    """A finding with all its fields."""
    return {
        "check": finding.check,
        "severity": finding.severity,
        "blame": finding.blame,
        "location": location_form(finding.location),
        "expected": finding.expected,
        "published": finding.published,
        "facts": list(finding.facts),
        "message": finding.message,
    }


def report_form(stored: StoredReport) -> Form:
    """A stored version in full."""
    head = stored.head
    state: Form = {
        "report_id": head.report_id,
        "version": stored.version,
        "current": stored.current,
        "sources": list(stored.sources),
        "sha256": stored.sha256,
    }
    joined: Form = {"region": region_form(head.region), "region_joined": head.joined}
    return state | reading_form(stored.report) | joined


def reading_form(report: Report) -> Form:
    """A report as read from its file, without what only a library gives it."""
    return {
        "source": report.source,
        "office": report.office,
        "printed_office": report.printed_office,
        "region": region_form(report.region),
        "level": report.level,
        "office_kind": report.office_kind,
        "year": report.year,
        "template": report.template,
        "title": report.title,
        "facts": {fact.key: number_form(fact.value) for fact in report.facts},
        "cells": {fact.key: cell_form(fact) for fact in report.facts},
        "findings": [finding_form(finding) for finding in report.findings],
        "not_judged": [not_judged_form(item) for item in report.not_judged],
        "sections": [{"number": part.number, "heading": part.heading, "text": part.text} for part in report.sections],
        "passages": [_passage_form(passage) for passage in report.passages],
    }


def not_judged_form(item: NotJudged) -> Form:
    """A check that could not be made, and why."""
    return {"check": item.check, "reason": item.reason, "facts": list(item.facts)}


def _passage_form(passage: Passage) -> Form:
    return {
        "section": passage.section,
        "kind": passage.kind,
        "text": passage.text,
        "start": passage.start,
        "end": passage.end,
    }


def head_form(head: ReportHead) -> Form:
    """Who and when a report is."""
    return {
        "report_id": head.report_id,
        "office": head.office,
        "printed_office": head.printed_office,
        "region": region_form(head.region),
        "level": head.level,
        "office_kind": head.office_kind,
        "year": head.year,
        "template": head.template,
        "title": head.title,
    }


def _version_form(stored: StoredReport) -> Form:
    source = stored.report.source
    return head_form(stored.head) | {"version": stored.version, "current": stored.current, "source": source}


def fact_rows(stored: StoredReport, _: Filters) -> Iterator[Form]:
    """A row a cell, with the report's head."""
    head = _version_form(stored)
    for fact in stored.report.facts:
        yield head | {"key": fact.key} | cell_form(fact)


def asked_findings(findings: Iterable[Finding], filters: Filters) -> tuple[Finding, ...]:
    """The findings that meet the filters of findings; all of them where there are none."""
    return tuple(
        finding
        for finding in findings
        if filters.admits("finding", finding.check)
        and filters.admits("severity", finding.severity)
        and filters.admits("blame", finding.blame)
    )


def finding_rows(stored: StoredReport, filters: Filters) -> Iterator[Form]:
    """A row a finding that the filters let through, with the report's head."""
    head = _version_form(stored)
    for finding in asked_findings(stored.report.findings, filters):
        yield head | finding_form(finding)


def passage_name(stored: StoredReport, ordinal: int) -> str | None:
    """How links name a passage; those of superseded versions have no name."""
    return f"{stored.head.report_id}-{ordinal}" if stored.current else None


def passages_under(stored: StoredReport, filters: Filters) -> Iterator[tuple[int, Passage]]:
    """The passages of a report that `section` and `kind` let through, with their ordinals."""
    for ordinal, passage in enumerate(stored.report.passages):
        if filters.admits("section", str(passage.section)) and filters.admits("kind", passage.kind):
            yield ordinal, passage


def passage_rows(stored: StoredReport, filters: Filters) -> Iterator[Form]:
    """A row a passage that the filters let through, with the report's head."""
    head = _version_form(stored)
    for ordinal, passage in passages_under(stored, filters):
        named: Form = {"passage_id": passage_name(stored, ordinal)}
        yield head | named | _passage_form(passage) | {"location": location_form(passage.location)}


def search_form(result: SearchResult) -> Form:
    """A page of hits with totals and facets over all."""
    return {
        "query": result.request.text,
        "mode": result.request.mode,
        "total": result.total,
        "reports": result.reports,
        "any_total": result.any_total,
        "took_ms": round(result.took_ms, 3),
        "terms": list(result.terms),
        "hits": [_hit_form(hit) for hit in result.hits],
        "facets": {
            facet.name: [{"value": item.value, "count": item.count} for item in facet.values] for facet in result.facets
        },
    }


def _hit_form(hit: Hit) -> Form:
    return {
        "report_id": hit.head.report_id,
        "passage_id": hit.passage_id,
        "office": hit.head.office,
        "year": hit.head.year,
        "region": region_form(hit.head.region),
        "section": hit.section,
        "kind": hit.kind,
        "text": hit.text,
        "highlights": [[start, end] for start, end in hit.highlights],
        "score": hit.score,
        "location": location_form(hit.location),
    }
