"""Reports, facts, findings and passages as files: jsonl, csv, xlsx, parquet, a row at a time."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import BinaryIO, Literal

from index.errors import ExportError
from index.export_tables import TABLES, Column, Value, What
from index.forms import Form, fact_rows, finding_rows, passage_rows, report_form
from index.model import Filters, StoredReport

Format = Literal["jsonl", "csv", "xlsx", "parquet"]

# Written to standard output as well; the others need a file.
STREAMED: tuple[Format, ...] = ("jsonl", "csv")
EXCEL_ROWS = 1_048_576
PARQUET_ROWS = 20_000
NO_FILTERS = Filters()
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

FORMS: dict[What, Callable[[StoredReport, Filters], Iterable[Form]]] = {
    "reports": lambda stored, _: (report_form(stored),),
    "facts": fact_rows,
    "findings": finding_rows,
    "passages": passage_rows,
}

Rows = Iterator[tuple[Value, ...]]


def export(
    reports: Iterable[StoredReport], what: What, form: Format, out: BinaryIO, filters: Filters = NO_FILTERS
) -> None:
    """Write all rows of `what` to `out`; no row holds an absolute path.

    The reports are those under `filters` already; of their passages only those under `section` and `kind` are written,
    of their findings only those under `finding`, `severity` and `blame`.
    Raises ExportError where a sheet of Excel cannot hold them.
    """
    if form == "jsonl":
        _write_jsonl((row for stored in reports for row in FORMS[what](stored, filters)), out)
        return
    table = TABLES[what]
    WRITERS[form](table.columns, (row for stored in reports for row in table.rows(stored, filters)), out)


def _write_jsonl(forms: Iterable[Form], out: BinaryIO) -> None:
    for form in forms:
        out.write(json.dumps(form, ensure_ascii=False).encode() + b"\n")


def _write_csv(columns: Sequence[Column], rows: Rows, out: BinaryIO) -> None:
    # Excel takes a file without the mark for the local 8-bit code page.
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow([column.name for column in columns])
    writer.writerows([_guarded(value) for value in row] for row in rows)
    text.detach()


def _guarded(value: Value) -> Value:
    """Text that a spreadsheet would take for a formula, with an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def _write_xlsx(columns: Sequence[Column], rows: Rows, out: BinaryIO) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    sheet = book.create_sheet("mingcha")

    def cell(value: Value) -> object:
        if not isinstance(value, str):
            return value
        text = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
        text.data_type = "s"  # openpyxl takes text that begins with = for a formula
        return text

    sheet.append([column.name for column in columns])
    for number, row in enumerate(rows, 2):
        if number > EXCEL_ROWS:
            raise ExportError(f"超过 Excel 一张表的 {EXCEL_ROWS} 行；请加 --filter 缩小范围，或改用 csv、parquet")
        sheet.append([cell(value) for value in row])
    book.save(out)


def _write_parquet(columns: Sequence[Column], rows: Rows, out: BinaryIO) -> None:
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    types = {
        "text": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "flag": pyarrow.bool_(),
    }
    schema = pyarrow.schema([(column.name, types[column.kind]) for column in columns])
    with ParquetWriter(out, schema) as writer:
        while batch := list(islice(rows, PARQUET_ROWS)):
            arrays = [
                pyarrow.array(values, type=kind)
                for values, kind in zip(zip(*batch, strict=True), schema.types, strict=True)
            ]
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))


WRITERS: dict[Format, Callable[[Sequence[Column], Rows, BinaryIO], None]] = {
    "csv": _write_csv,
    "xlsx": _write_xlsx,
    "parquet": _write_parquet,
}
