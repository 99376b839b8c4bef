import pytest

from ingest.tables import TableReading, read_labelled_rows, read_review_rows
from ingest.template import load_template
from tests.ingest.builder import APPLICANT_HEADING, REVIEW_HEADING, paragraphs

FORM = load_template("2021")
APPLICATIONS = tuple(row for row in FORM.rows if row.table == "三")
REVIEWS = tuple(row for row in FORM.rows if row.table == "四")
DISCLOSURES = tuple(row for row in FORM.rows if row.table == "二")


def applications(*lines: str) -> TableReading:
    return read_labelled_rows(paragraphs(APPLICANT_HEADING, *lines), APPLICATIONS)


def printed(reading: TableReading) -> dict[str, list[str]]:
    """The entries of each placed row by the key of its template row."""
    return {row.keys[-1].rpartition(".")[0]: [entry.text for entry in row.entries] for row in reading.rows}


SEVEN = ["1", "2", "0", "0", "0", "4", "7"]
GRANTED = {"applications.granted": SEVEN}


@pytest.mark.parametrize(
    "lines",
    [
        ["（一）予以公开\t1\t2\t0\t0\t0\t4\t7"],
        ["（一）予以公开 1 2 0 0 0 4 7"],
        ["予以公开\t\t1\t2\t0\t0\t0\t4\t7\t\t"],
        ["(1) 予以 公开 1 2 0 0 0 4 7"],
        ["（一）予以", "公开", "1 2 0 0 0 4 7"],
        ["（一）予以公开", "1", "2", "0", "0", "0", "4", "7"],
        ["（一）予以公开 1 2 0 0 0 4", "7"],
        ["（一）予以公开1 2 0 0 0 4 7"],
        ["- 12 -", "（一）予以公开 1 2 0 0", "第 3 页 共 8 页", "0 4 7"],
        ["（一）予以公开 1 2 0 0 0 4 7", "5"],
        ["（一）予以公开 1 2 0 0 0 4 7", "（一）予以公开 1 2 0 0 0 4 7"],
    ],
    ids=[
        "tabs",
        "spaces",
        "shifted",
        "spaced",
        "wrapped",
        "one a line",
        "total below",
        "glued",
        "page numbers",
        "bare page",
        "twice",
    ],
)
def test_row_is_read_by_its_label_however_it_is_laid_out(lines: list[str]) -> None:
    assert printed(applications(*lines)) == GRANTED


def test_numbers_never_flow_from_one_row_to_the_next() -> None:
    reading = applications("（一）予以公开 1 2 0", "2.重复申请 3 0 0 0 0 0 3")
    assert printed(reading) == {
        "applications.granted": ["1", "2", "0"],
        "applications.not_processed.repeated": list("3000003"),
    }
    assert [row.short for row in reading.rows] == [True, False]


def test_misprinted_label_is_matched() -> None:
    assert printed(applications("2.其他法律行政止公开 1 2 0 0 0 4 7")) == {
        "applications.refused.forbidden_by_law": SEVEN
    }


def test_labels_that_differ_in_one_character_are_kept_apart() -> None:
    reading = applications("（一）予以公开 1 0 0 0 0 0 1", "（二）部分公开 2 0 0 0 0 0 2")
    assert printed(reading) == {"applications.granted": list("1000001"), "applications.partial": list("2000002")}


def test_row_of_an_unknown_label_is_not_taken_and_named_in_a_finding() -> None:
    reading = applications("（九）送出的纪念册 1 2 0 0 0 4 7")
    (finding,) = reading.findings
    assert reading.rows == ()
    assert (finding.check, finding.blame, finding.published) == ("unmatched_row", "reading", "1 2 0 0 0 4 7")
    assert "纪念册" in finding.message
    assert finding.location.line == 2


def test_row_with_more_numbers_than_columns_is_not_taken() -> None:
    reading = applications("（一）予以公开 1 2 0 0 0 4 7 9")
    assert reading.rows == ()
    assert "8 个数" in reading.findings[0].message


def test_row_printed_twice_with_other_numbers_is_not_taken_either_time() -> None:
    reading = applications("（一）予以公开 1 2 0 0 0 4 7", "（一）予以公开 1 2 0 0 0 5 8")
    assert reading.rows == ()
    assert {finding.check for finding in reading.findings} == {"unmatched_row"}
    assert len(reading.findings) == 2


def test_row_without_any_heading_is_not_taken() -> None:
    assert read_labelled_rows(paragraphs("（一）予以公开 1 2 0 0 0 4 7"), APPLICATIONS).rows == ()


@pytest.mark.parametrize(("tabs", "cells"), [(7, 7), (9, 7), (3, None)])
def test_row_of_tabs_is_a_blank_row_where_it_has_columns_enough(tabs: int, cells: int | None) -> None:
    reading = applications("（一）予以公开" + "\t" * tabs, "2.重复申请 3 0 0 0 0 0 3")
    assert printed(reading).get("applications.granted") == (None if cells is None else [""] * cells)


def test_marks_are_cells() -> None:
    assert printed(applications("（一）予以公开 — / 无 0 ０ 1,234 22（其中补正6件）"))["applications.granted"] == [
        "—",
        "/",
        "无",
        "0",
        "０",
        "1,234",
        "22（其中补正6件）",
    ]


def test_item_number_before_a_label_is_no_cell() -> None:
    reading = applications("（五）不予处理 2 重复申请 3 0 0 0 0 0 3")
    assert printed(reading) == {"applications.not_processed.repeated": list("3000003")}


def test_documents_are_read_in_the_order_of_their_own_heading() -> None:
    lines = paragraphs("信息内容 现行有效件数 本年制发件数 本年废止件数", "行政规范性文件 95 8 26")
    (row,) = read_labelled_rows(lines, DISCLOSURES).rows
    assert dict(
        zip((key.rpartition(".")[2] for key in row.keys), (entry.text for entry in row.entries), strict=True)
    ) == {
        "in_force": "95",
        "issued": "8",
        "repealed": "26",
    }


def test_reviews_in_one_row_of_fifteen_are_placed_by_group() -> None:
    numbers = [str(number) for number in range(15)]
    (row,) = read_review_rows(paragraphs(*REVIEW_HEADING.split("\n"), " ".join(numbers)), REVIEWS).rows
    placed = dict(zip(row.keys, (entry.text for entry in row.entries), strict=True))
    assert (placed["reconsideration.total"], placed["litigation_direct.upheld"]) == ("4", "5")
    assert placed["litigation_after_reconsideration.total"] == "14"


def test_reviews_in_a_labelled_row_each_are_placed_by_label() -> None:
    heading = "结果维持 结果纠正 其他结果 尚未审结 总计"
    lines = paragraphs(heading, "行政复议 1 2 3 4 10", "复议后起诉 5 0 0 0 5")
    keys = [row.keys[-1] for row in read_review_rows(lines, REVIEWS).rows]
    assert keys == ["reconsideration.total", "litigation_after_reconsideration.total"]


@pytest.mark.parametrize("row", ["（一）予以公开 1 0 0 0 0 0 1", "某种事项甲 1 0 0 0 0 0 1"])
def test_table_of_thousands_of_rows_is_read_in_time_that_grows_with_their_number(row: str) -> None:
    reading = applications(*(f"{row}" for _ in range(4_000)))
    assert len(reading.rows) + len(reading.findings) in (1, 4_000)
