import pytest

from index.filters import CHECKS
from ingest.checks import check_identities
from ingest.model import Finding, Location
from ingest.pipeline import read_report
from ingest.template import load_template
from portal.finding_words import checked_text, finding_text
from portal.labels import metric_label
from portal.messages import Texts
from portal.messages.findings import FINDINGS
from tests.conftest import make_report
from tests.mess import damaged_layout, damaged_variant

ZH, EN = Texts("zh"), Texts("en")
OWN = "检查自己的话"
NEW, CARRIED_IN = "applications.new.total", "applications.carried_in.business"
STOCK = tuple(f"disclosure.regulations.{move}" for move in ("issued", "repealed", "in_force"))
ROW = tuple(f"applications.granted.{name}" for name in ("natural_person", "business", "total"))


def found(
    check: str, *facts: str, published: str | None = None, expected: str | None = None, table: str | None = None
) -> Finding:
    return Finding(check, "warning", "report", Location("白鹭区2023.txt", table=table), OWN, expected, published, facts)


SAID = (
    (
        found("carry_over", CARRIED_IN, published="16", expected="13"),
        "Applications carried in from the previous year (businesses): 16 here; last year's report carries 13 over.",
    ),
    (
        found("carry_over", CARRIED_IN, expected="13"),
        "Applications carried in from the previous year (businesses): blank here; last year's report carries 13 over.",
    ),
    (
        found("stock", *STOCK, published="7", expected="8"),
        "Regulations (in force): 7 here; last year's number with those issued and repealed since comes to 8.",
    ),
    (
        found("text_vs_table", NEW, published="受理134件", expected="117"),
        "The text says “受理134件”; in the tables: new applications 117.",
    ),
    (
        found("split_number", *ROW, published="1 2 3 4"),
        "Granted: one figure too many. With two neighbours read as one the row adds up, so one may have been printed "
        "as two; none was taken: “1 2 3 4”.",
    ),
    (
        found("year_mismatch", expected="2023"),
        f"The report is kept under 2023; its title, period or text names another year: {OWN}",
    ),
    (
        found("identity_conflict", published="白鹭区", expected="红旗区"),
        "The report says “红旗区”; the page's name or the file's name says “白鹭区”.",
    ),
    (
        found("region_ambiguous"),
        f"Several places have the name in the report, and it does not say which is meant: {OWN}",
    ),
    (
        found("region_ambiguous", published="示例省/红旗区"),
        "Several places fit “示例省/红旗区”, and the report does not say which is meant; it was joined to none: " + OWN,
    ),
    (found("section_missing"), f"A statutory section was not found, or nothing stands in it: {OWN}"),
    (found("table_missing", table="表二"), "Table 2: not one row of it was read."),
    (found("no_template"), "No table in the form of 2019 or 2021 was read; only the text is kept."),
    (
        found("unmatched_row", published="1 2"),
        f"The figures “1 2” fit no row of the statutory tables and were not taken: {OWN}",
    ),
    (found("unmatched_row", *ROW), "Granted: printed twice with different figures; neither was taken."),
    (
        found("unmatched_row", *ROW, published="1 2"),
        "Granted: which figure is in which column is not clear; none was taken: “1 2”.",
    ),
    (found("unread_cell", *ROW), "Granted: cells that were not read: 3."),
    (found("unread_cell", ROW[0], published="甲"), "Granted: cells that were not read: 1; printed is “甲”."),
    (
        found("read_by_ocr"),
        "The whole text was read by OCR; office, year and text may have wrong characters. Compare the original.",
    ),
    (
        found("read_by_ocr", *ROW, table="表三"),
        "Table 3: figures read by OCR that no sum confirms: 3. Compare the original.",
    ),
    (
        found("read_by_ocr", "narrative.disclosed_items"),
        "Figures in the text: figures read by OCR that no sum confirms: 1. Compare the original.",
    ),
    (found("not_a_count", NEW, published="-3"), "New applications: “-3” is printed, which is no count."),
    (
        found("restored_cells", *ROW, table="表三"),
        "Table 3: cells without a printed figure or a sure place that follow from the table's own sums: 3.",
    ),
    (
        found("repeated_text", published="0.97"),
        "A section repeats last year's report: 97% of its text is the same.",
    ),
)
SUMS = {
    "row_sum": (
        {"applications.granted.total": 10, "applications.granted.natural_person": 11},
        "Granted: 10 is printed; the kinds of applicants add up to 11.",
    ),
    "balance": (
        {"applications.carried_in.research": 2},
        "Concluded applications (research institutions) + applications carried over to the next year (research "
        "institutions) come to 0, new applications (research institutions) + applications carried in from the previous "
        "year (research institutions) to 2.",
    ),
    "concluded_sum": (
        {"applications.concluded.business": 4},
        "Concluded applications (businesses): 4 is printed; the results of handling add up to 0.",
    ),
    "review_sum": (
        {"reconsideration.total": 1, "reconsideration.upheld": 3},
        "Administrative reconsiderations: 1 is printed as the total; the outcomes add up to 3.",
    ),
}


@pytest.mark.parametrize(("finding", "sentence"), SAID)
def test_a_finding_is_said_in_english_by_its_values(finding: Finding, sentence: str) -> None:
    assert finding_text(finding, EN) == sentence
    assert finding_text(finding, ZH) == OWN


@pytest.mark.parametrize("check", SUMS)
def test_a_sum_that_fails_is_said_in_english_with_both_sides(check: str) -> None:
    cells, sentence = SUMS[check]
    findings, _ = check_identities(make_report(cells=cells).facts)
    assert sentence in [finding_text(finding, EN) for finding in findings if finding.check == check]


def test_every_check_has_english_words() -> None:
    assert {finding.check for finding, _ in SAID} | set(SUMS) == set(CHECKS)
    assert {name.partition(".")[0] for name in FINDINGS} == set(CHECKS)


def test_what_damaged_reports_are_found_to_have_is_all_said_in_english() -> None:
    made = [*map(damaged_variant, range(40)), *(damaged_layout("pipes", seed) for seed in range(10))]
    findings = [finding for one in made for finding in read_report(one.data, one.source).findings]
    said = [finding_text(finding, EN) for finding in findings]
    assert len({finding.check for finding in findings}) > 5
    assert not [text for text, finding in zip(said, findings, strict=True) if text == finding.message]
    assert not [text for text in said if "None" in text]


def test_every_cell_and_row_of_either_form_has_an_english_name() -> None:
    for form in (load_template("2019"), load_template("2021")):
        for row in (*form.rows, *form.variant_rows):
            for key in (f"{row.key}.total", *(cell.key for cell in row.cells)):
                assert metric_label(key, EN).isascii(), key


def test_a_check_without_english_words_keeps_its_own() -> None:
    finding = found("other_check", published="1")
    assert finding_text(finding, EN) == OWN
    assert checked_text(finding, EN) == f"other_check: {OWN}"
