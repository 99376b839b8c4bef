import json
from dataclasses import replace
from decimal import Decimal

import pytest

from index.catalog import Catalog
from index.forms import (
    fact_rows,
    finding_rows,
    location_form,
    number_form,
    passage_rows,
    report_form,
    search_form,
)
from index.model import Facet, FacetValue, Filters, Hit, SearchRequest, SearchResult, StoredReport
from ingest.model import Fact, Finding, Location, NotJudged, Region
from ingest.template import load_template
from tests.conftest import make_reading, make_report

PLACE = Location("示例.html", page=2, table="表三", row="（一）予以公开", column="自然人")


@pytest.fixture
def stored(catalog: Catalog) -> StoredReport:
    cells: dict[str, int | str | None] = {
        "disclosure.fees.amount": None,
        "litigation_direct.total": "—",
        "reconsideration.total": "?",
        "applications.new.business": "=5",
    }
    finding = Finding("row_sum", "error", "report", PLACE, "合计不符", "12", "13", ("applications.new.total",))
    report = make_report(cells=cells, findings=(finding,))
    fee = Fact("narrative.information_fee", Decimal("2510.5"), "2510.5元", "value", PLACE)
    report = replace(
        report,
        facts=(*report.facts, fee),
        not_judged=(NotJudged("balance", "有一格未读出", ("reconsideration.total",)),),
    )
    catalog.commit([make_reading(report)])
    return next(catalog.reports())


def test_whole_numbers_have_no_point() -> None:
    assert [number_form(Decimal(text)) for text in ("3", "3.00", "0", "0.5")] == [3, 3, 0, 0.5]
    assert isinstance(number_form(Decimal("3.00")), int)
    assert number_form(None) is None


def test_location_has_every_part_and_its_printed_form() -> None:
    assert location_form(PLACE) == {
        "file": "示例.html",
        "page": 2,
        "line": None,
        "table": "表三",
        "row": "（一）予以公开",
        "column": "自然人",
        "text": "示例.html 第2页 表三 （一）予以公开 × 自然人",
    }


def test_report_has_every_named_field(stored: StoredReport) -> None:
    form = report_form(stored)
    named = (
        "report_id version current source sources sha256 office printed_office region level office_kind year template"
        " title facts cells findings not_judged sections passages"
    )
    assert set(named.split()) <= set(form)
    assert json.loads(json.dumps(form)) == form
    assert (form["version"], form["current"], form["sources"]) == (1, True, [stored.report.source])


def test_facts_and_cells_hold_every_key_and_nothing_derived(stored: StoredReport) -> None:
    form = json.loads(json.dumps(report_form(stored)))
    expected = {cell.key for row in load_template("2021").rows for cell in row.cells} | {"narrative.information_fee"}
    assert set(form["facts"]) == set(form["cells"]) == expected
    assert form["facts"]["applications.new.total"] == 12
    assert form["facts"]["narrative.information_fee"] == 2510.5
    assert form["facts"]["disclosure.fees.amount"] is None


def test_cells_show_number_print_and_state(stored: StoredReport) -> None:
    cells = json.loads(json.dumps(report_form(stored)))["cells"]
    shown = {key: (cell["value"], cell["published"], cell["state"]) for key, cell in cells.items()}
    assert shown["disclosure.fees.amount"] == (None, None, "blank")
    assert shown["litigation_direct.total"] == (None, "—", "dash")
    assert shown["reconsideration.total"] == (None, None, "unread")
    assert shown["applications.new.business"] == (5, None, "restored")
    assert shown["applications.new.research"] == (0, "0", "zero")
    assert cells["applications.new.total"]["location"]["column"] == "总计"


def test_findings_checks_not_made_sections_and_passages_keep_their_fields(stored: StoredReport) -> None:
    form = json.loads(json.dumps(report_form(stored)))
    assert form["findings"] == [
        {
            "check": "row_sum",
            "severity": "error",
            "blame": "report",
            "location": location_form(PLACE),
            "expected": "12",
            "published": "13",
            "facts": ["applications.new.total"],
            "message": "合计不符",
        }
    ]
    assert form["not_judged"] == [{"check": "balance", "reason": "有一格未读出", "facts": ["reconsideration.total"]}]
    sections = {part["number"]: part["text"] for part in form["sections"]}
    for passage in form["passages"]:
        assert set(passage) == {"section", "kind", "text", "start", "end"}
        assert sections[passage["section"]][passage["start"] : passage["end"]] == passage["text"]


def test_a_joined_region_is_shown_as_such(catalog: Catalog) -> None:
    catalog.commit([make_reading(make_report()), make_reading(make_report(year=2022, region=Region(county="白鹭区")))])
    form = report_form(list(catalog.reports())[1])
    assert form["region_joined"] is True
    assert form["region"] == {
        "province": "示例省",
        "city": "青山市",
        "county": "白鹭区",
        "township": None,
        "adcode": None,
    }


def test_rows_carry_the_head_of_their_report(stored: StoredReport) -> None:
    facts, findings, passages = (list(rows(stored, Filters())) for rows in (fact_rows, finding_rows, passage_rows))
    assert (len(facts), len(findings), len(passages)) == (201, 1, 5)
    head = {"report_id", "office", "region", "level", "year", "version", "current", "source"}
    for row in (facts[0], findings[0], passages[0]):
        assert head <= set(row)
    assert passages[1]["passage_id"] == f"{stored.head.report_id}-1"
    assert (facts[0]["key"], findings[0]["check"]) == ("disclosure.regulations.issued", "row_sum")


def test_search_has_every_named_field(stored: StoredReport) -> None:
    hit = Hit(stored.head, f"{stored.head.report_id}-0", 1, "overview", "及时公开", ((0, 2),), 1.5, PLACE)
    facets = (Facet("year", (FacetValue("2023", 1),)),)
    form = search_form(SearchResult(SearchRequest("及时"), 1, 1, 2.0, ("及时",), (hit,), facets))
    assert {"query", "mode", "total", "took_ms", "terms", "hits", "facets"} <= set(form)
    assert form["facets"] == {"year": [{"value": "2023", "count": 1}]}
    shown = json.loads(json.dumps(form))["hits"][0]
    named = "report_id office year region section kind text highlights score location"
    assert set(named.split()) <= set(shown)
    assert shown["highlights"] == [[0, 2]]
