from decimal import Decimal

import pytest

from ingest.model import Fact, Report
from ingest.template import load_template
from tests.ingest.builder import APPLICANT_HEADING, read, report_text

ROW = "applications.granted"
LABEL = "（一）予以公开"
ZEROS = "\t".join([LABEL, *["0"] * 7])


def with_row(line: str, **cells: str) -> Report:
    """A report of zeros whose row 予以公开 is printed as this line."""
    text = report_text(cells={key.replace("__", "."): value for key, value in cells.items()})
    assert ZEROS in text
    return read(text.replace(ZEROS, line))


def row(report: Report) -> list[Fact]:
    return [fact for fact in report.facts if fact.key.startswith(f"{ROW}.")]


def test_every_cell_of_the_form_is_a_fact_in_its_order() -> None:
    report = read(report_text())
    assert [fact.key for fact in report.facts] == list(load_template("2021").cells)[: len(report.facts)]
    assert len(report.facts) == 200
    assert report.findings == ()


def test_older_form_is_known_by_its_own_columns_whatever_the_year() -> None:
    report = read(report_text(template="2019"))
    assert report.template == "2019"
    assert report.findings == ()
    assert {fact.state for fact in report.facts} == {"zero"}


def test_fact_carries_number_print_state_and_place() -> None:
    fact = read(report_text(cells={"disclosure.normative_documents.issued": "２２（其中修订16件）"})).fact(
        "disclosure.normative_documents.issued"
    )
    assert (fact.value, fact.state, fact.published) == (Decimal(22), "value", "２２（其中修订16件）")
    assert fact.location.text == "示例.txt 表二 行政规范性文件 × 本年制发件数"


def test_sum_of_money_is_given_in_ten_thousands() -> None:
    fact = read(report_text(cells={"disclosure.fees.amount": "251000元"})).fact("disclosure.fees.amount")
    assert (fact.value, fact.published) == (Decimal("25.1"), "251000元")


@pytest.mark.parametrize(("mark", "state"), [("—", "dash"), ("/", "dash"), ("无", "dash")])
def test_mark_in_a_table_without_sums_stays_as_printed(mark: str, state: str) -> None:
    fact = read(report_text(cells={"disclosure.penalty.decisions": mark})).fact("disclosure.penalty.decisions")
    assert (fact.value, fact.state, fact.published) == (None, state, mark)


def test_dash_that_the_sums_determine_is_restored_with_its_print_kept() -> None:
    report = with_row(f"{LABEL}\t—\t0\t0\t0\t0\t0\t0")
    first = row(report)[0]
    assert (first.value, first.state, first.published) == (Decimal(0), "restored", "—")
    (finding,) = report.findings
    assert (finding.check, finding.severity, finding.facts) == ("restored_cells", "note", (first.key,))


def test_short_row_that_the_sums_determine_is_restored_without_a_print_of_its_own() -> None:
    report = with_row(f"{LABEL}\t0\t0\t0\t0\t0\t0")
    assert {fact.value for fact in row(report)} == {0}
    assert {(fact.state, fact.published) for fact in row(report)} <= {("zero", "0"), ("restored", None)}
    assert [finding.check for finding in report.findings] == ["restored_cells"]


def test_short_row_that_the_sums_leave_open_is_unread_but_for_what_is_certain() -> None:
    """Two rows print 3 3 where 3 of a person and 3 of a business were concluded: which row is whose is open."""
    cells = {
        f"applications__{name}__{column}": "3"
        for name in ("new", "concluded")
        for column in ("natural_person", "business")
    }
    cells |= {f"applications__{name}__total": "6" for name in ("new", "concluded")}
    partial = load_template("2021").row("applications.partial").label
    text = report_text(cells={key.replace("__", "."): value for key, value in cells.items()})
    text = text.replace(ZEROS, f"{LABEL}\t3\t3").replace("\t".join([partial, *["0"] * 7]), f"{partial}\t3\t3")
    report = read(text)
    numbers = {fact.key.rpartition(".")[2]: (fact.state, fact.value) for fact in row(report)}
    assert numbers["natural_person"] == numbers["business"] == ("unread", None)
    assert numbers["research"] == ("restored", Decimal(0))
    assert numbers["total"][1] == 3
    unread = [finding for finding in report.findings if finding.check == "unread_cell"]
    assert {key for finding in unread for key in finding.facts} >= {f"{ROW}.natural_person", f"{ROW}.business"}


def test_row_that_is_not_printed_is_unread_and_never_zero() -> None:
    report = read(report_text().replace(ZEROS + "\n", ""))
    assert {(fact.state, fact.value) for fact in row(report)} == {("unread", None)}
    (finding,) = report.findings
    assert (finding.check, finding.blame) == ("unread_cell", "reading")
    assert set(finding.facts) == {fact.key for fact in row(report)}


def test_blank_row_of_tabs_is_blank_or_restored_and_never_a_printed_zero() -> None:
    report = with_row(LABEL + "\t" * 8)
    assert {fact.state for fact in row(report)} <= {"blank", "restored"}
    assert all(not (fact.published or "").strip() for fact in row(report))


def test_row_that_does_not_add_up_is_kept_as_printed() -> None:
    report = with_row(f"{LABEL}\t5\t0\t0\t0\t0\t0\t4")
    assert [fact.published for fact in row(report)] == ["5", "0", "0", "0", "0", "0", "4"]
    assert {"row_sum", "concluded_sum"} <= {finding.check for finding in report.findings}


def test_report_without_tables_keeps_its_text() -> None:
    text = report_text()
    lines = [line for line in text.split("\n") if "\t" not in line]
    report = read("\n".join(lines))
    assert (report.template, report.facts) == ("none", ())
    assert "no_template" in {finding.check for finding in report.findings}
    assert report.sections[0].text


def test_number_of_too_many_digits_is_no_figure() -> None:
    report = with_row(f"{LABEL}\t{'9' * 5_000}\t0\t0\t0\t0\t0\t0")
    assert all(fact.value in (None, 0) for fact in row(report))


def test_table_in_the_wrong_section_is_read_all_the_same() -> None:
    text = report_text(order=(1, 2, 4, 3, 5, 6))
    assert APPLICANT_HEADING in text
    report = read(text)
    assert {fact.state for fact in report.facts} == {"zero"}
