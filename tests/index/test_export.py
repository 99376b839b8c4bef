import csv
import io
import json
from dataclasses import replace

import openpyxl
import pyarrow.parquet
import pytest

from index.catalog import Catalog
from index.export import Format, export
from index.export_tables import TABLES, What, keys
from index.model import Filter, Filters
from ingest.model import Finding, Location
from tests.conftest import make_reading, make_report

FORMULA = "=HYPERLINK(1)"


@pytest.fixture
def filled(catalog: Catalog) -> Catalog:
    finding = Finding("row_sum", "error", "report", Location("示例.txt", line=3), FORMULA, "-1", "+2")
    hostile = replace(make_report(year=2022, findings=(finding,)), title=FORMULA)
    catalog.commit([make_reading(make_report(cells={"disclosure.fees.amount": None})), make_reading(hostile)])
    return catalog


def exported(catalog: Catalog, what: What, form: Format) -> bytes:
    out = io.BytesIO()
    export(catalog.reports(), what, form, out)
    return out.getvalue()


def csv_rows(catalog: Catalog, what: What) -> list[dict[str, str]]:
    text = exported(catalog, what, "csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_reports_are_a_row_a_report_and_a_column_a_key(filled: Catalog) -> None:
    rows = csv_rows(filled, "reports")
    assert len(rows) == 2
    assert set(keys()) <= set(rows[0])
    assert rows[0]["applications.new.total"] == "12"
    assert rows[0]["disclosure.fees.amount"] == ""
    assert rows[0]["disclosure.regulations.made"] == ""
    assert (rows[0]["office"], rows[0]["county"]) == ("白鹭区人民政府办公室", "白鹭区")


def test_csv_begins_with_the_mark_that_excel_looks_for(filled: Catalog) -> None:
    assert exported(filled, "facts", "csv").startswith(b"\xef\xbb\xbfreport_id,")


def test_text_that_looks_like_a_formula_is_guarded_in_csv(filled: Catalog) -> None:
    (row,) = csv_rows(filled, "findings")
    assert (row["message"], row["title"]) == (f"'{FORMULA}", f"'{FORMULA}")
    assert (row["expected"], row["published"]) == ("'-1", "'+2")
    assert row["line"] == "3"


def test_text_that_looks_like_a_formula_is_text_in_xlsx(filled: Catalog) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(exported(filled, "findings", "xlsx"))).active
    assert sheet is not None
    names = [cell.value for cell in sheet[1]]
    message = sheet[2][names.index("message")]
    assert (message.value, message.data_type) == (FORMULA, "s")
    assert sheet[2][names.index("year")].value == 2022


@pytest.mark.parametrize("what", TABLES)
def test_every_format_holds_the_same_rows(filled: Catalog, what: What) -> None:
    rows = csv_rows(filled, what)
    lines = exported(filled, what, "jsonl").decode().splitlines()
    table = pyarrow.parquet.read_table(io.BytesIO(exported(filled, what, "parquet")))
    sheet = openpyxl.load_workbook(io.BytesIO(exported(filled, what, "xlsx"))).active
    assert sheet is not None
    assert len(rows) == len(lines) == table.num_rows == sheet.max_row - 1 > 0
    assert list(rows[0]) == table.column_names == [cell.value for cell in sheet[1]]
    ids = [json.loads(line)["report_id"] for line in lines]
    assert [row["report_id"] for row in rows] == table.column("report_id").to_pylist() == ids


def test_numbers_are_numbers_in_parquet(filled: Catalog) -> None:
    table = pyarrow.parquet.read_table(io.BytesIO(exported(filled, "facts", "parquet")))
    values = dict(zip(table.column("key").to_pylist(), table.column("value").to_pylist(), strict=True))
    assert values["applications.new.total"] == 12.0
    assert str(table.schema.field("year").type) == "int64"


def test_an_empty_export_has_its_columns(catalog: Catalog) -> None:
    assert exported(catalog, "reports", "jsonl") == b""
    assert exported(catalog, "facts", "csv").decode("utf-8-sig").strip().startswith("report_id,version")
    assert pyarrow.parquet.read_table(io.BytesIO(exported(catalog, "passages", "parquet"))).num_rows == 0


def test_findings_are_written_one_by_one_as_their_filters_ask(catalog: Catalog) -> None:
    place = Location("示例.txt", line=3)
    error = Finding("row_sum", "error", "report", place, "不平")
    note = Finding("restored_cells", "note", "reading", place, "推定")
    catalog.commit([make_reading(make_report(findings=(error, note)))])

    def checks(*items: Filter) -> list[str]:
        out, table = io.BytesIO(), io.BytesIO()
        export(catalog.reports(), "findings", "jsonl", out, Filters(items))
        export(catalog.reports(), "findings", "csv", table, Filters(items))
        found = [json.loads(line)["check"] for line in out.getvalue().splitlines()]
        rows = csv.DictReader(io.StringIO(table.getvalue().decode("utf-8-sig")))
        assert [row["check"] for row in rows] == found
        return found

    assert checks() == ["row_sum", "restored_cells"]
    assert checks(Filter("finding", "row_sum")) == ["row_sum"]
    assert checks(Filter("severity", "error", excluded=True)) == ["restored_cells"]
    assert checks(Filter("blame", "reading"), Filter("severity", "error")) == []
