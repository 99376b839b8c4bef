import hashlib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from index.catalog import Catalog
from index.layout import Layout
from ingest.model import (
    Fact,
    Finding,
    Level,
    Location,
    OfficeKind,
    Passage,
    PassageKind,
    Region,
    Report,
    Section,
    State,
    TemplateName,
)
from ingest.pipeline import Reading
from ingest.template import Cell, Row, load_template

BAILU = Region(province="示例省", city="青山市", county="白鹭区")
QINGSHAN = Region(province="示例省", city="青山市")

DEFAULT_CELLS: dict[str, int | str | None] = {
    "applications.new.natural_person": 12,
    "applications.new.total": 12,
    "applications.granted.natural_person": 9,
    "applications.granted.total": 9,
    "applications.unavailable.not_held.natural_person": 3,
    "applications.unavailable.not_held.total": 3,
    "applications.concluded.natural_person": 12,
    "applications.concluded.total": 12,
}
DEFAULT_SECTIONS: dict[int, str] = {
    1: "本年度主动公开信息较为及时。全年收到政府信息公开申请12件。",
    5: "政策解读的形式不够丰富。下一步将增加图解和视频解读。",
    6: "本机关无其他需要报告的事项。",
}
HEADINGS = {
    1: "一、总体情况",
    2: "二、主动公开政府信息情况",
    3: "三、收到和处理政府信息公开申请情况",
    4: "四、政府信息公开行政复议、行政诉讼情况",
    5: "五、存在的主要问题及改进情况",
    6: "六、其他需要报告的事项",
}
SECTION_TABLES = {2: "二", 3: "三", 4: "四"}
FIRST_COLUMNS = {2: "信息内容", 3: "", 4: ""}
TABLES = {"二": "表二", "三": "表三", "四": "表四"}


def make_report(
    office: str = "白鹭区人民政府办公室",
    year: int = 2023,
    *,
    region: Region = BAILU,
    level: Level = "county",
    office_kind: OfficeKind = "government",
    template: TemplateName = "2021",
    printed_office: str | None = None,
    source: str | None = None,
    cells: Mapping[str, int | str | None] | None = None,
    sections: Mapping[int, str] | None = None,
    findings: tuple[Finding, ...] = (),
) -> Report:
    """A small report whose sums hold; unnamed cells print 0.

    `cells` overrides by key: a number is printed as such, None is blank, "—" a dash, "?" unread, "=5" restored.
    `sections` overrides by number; "" leaves the section out. A sentence of section 5 that begins with 下一步 is a
    measure, the others are problems.
    """
    source = source or f"示例/{office}{year}.txt"
    printed = DEFAULT_CELLS | dict(cells or {})
    rows = load_template(template).rows
    facts = tuple(_fact(cell, printed.get(cell.key, 0), source) for row in rows for cell in row.cells)
    texts = {number: text for number, text in (DEFAULT_SECTIONS | dict(sections or {})).items() if text}
    parts = tuple(
        Section(number, HEADINGS[number], text, Location(source, line=number * 10)) for number, text in texts.items()
    )
    return Report(
        source=source,
        office=office,
        printed_office=printed_office or office,
        region=region,
        level=level,
        office_kind=office_kind,
        year=year,
        template=template,
        title=f"{printed_office or office}{year}年政府信息公开工作年度报告",
        facts=facts,
        findings=findings,
        not_judged=(),
        sections=parts,
        passages=tuple(passage for part in parts for passage in _passages(part)),
    )


def report_text(report: Report) -> str:
    """A text file that prints what `make_report` gave: tables with real tabs, short of blank cells nothing missing."""
    lines = [report.title]
    texts = {part.number: part.text for part in report.sections}
    for number, heading in HEADINGS.items():
        lines += ["", heading, texts.get(number, ""), *_printed_table(report, number)]
    return "\n".join(lines) + "\n"


def _printed_table(report: Report, section: int) -> list[str]:
    """The rows of a section's table, the heading again wherever the columns change."""
    lines, heading = [], ""
    for row in load_template(report.template).rows:
        if row.table != SECTION_TABLES.get(section):
            continue
        columns = "\t".join([FIRST_COLUMNS[section], *(cell.column for cell in row.cells)])
        lines += [_printed_row(report, row)] if columns == heading else [columns, _printed_row(report, row)]
        heading = columns
    return lines


def _printed_row(report: Report, row: Row) -> str:
    return "\t".join([row.label, *(report.fact(cell.key).published or "" for cell in row.cells)])


def make_reading(report: Report, data: bytes | None = None, source: str | None = None) -> Reading:
    """A report as if read from a file of its own; the same `data` twice is the same file."""
    data = repr(report).encode() if data is None else data
    return Reading(source or report.source, hashlib.sha256(data).hexdigest(), data, report, None)


def _fact(cell: Cell, printed: int | str | None, source: str) -> Fact:
    location = Location(source, table=TABLES[cell.table], row=cell.row, column=cell.column)
    state: State
    value: Decimal | None = None
    published: str | None = None
    if isinstance(printed, int):
        state, value, published = ("value" if printed else "zero"), Decimal(printed), str(printed)
    elif printed is None:
        state = "blank"
    elif printed.startswith("="):
        state, value = "restored", Decimal(printed[1:])
    elif printed == "?":
        state = "unread"
    else:
        state, published = "dash", printed
    return Fact(cell.key, value, published, state, location)


def _passages(section: Section) -> list[Passage]:
    passages = []
    start = 0
    while start < len(section.text):
        end = section.text.find("。", start) + 1 or len(section.text)
        text = section.text[start:end]
        passages.append(Passage(section.number, _kind(section.number, text), text, start, end, section.location))
        start = end
    return passages


def _kind(number: int, text: str) -> PassageKind:
    if number == 5:
        return "measure" if text.startswith("下一步") else "problem"
    return "overview" if number == 1 else "other"


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return Layout(tmp_path / "library")


@pytest.fixture
def catalog(layout: Layout) -> Iterator[Catalog]:
    with Catalog.open(layout, write=True) as opened:
        yield opened


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The question set is answered by one worker in some minutes: begun last, the others would wait for it."""
    items.sort(key=lambda item: item.path.name != "test_questions.py")
