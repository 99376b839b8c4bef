"""A whole report of a fictional office as text, every cell printed under its label and heading."""

from collections.abc import Iterable, Mapping

from ingest.model import Location, Paragraph, Report, TemplateName
from ingest.pipeline import read_report
from ingest.prose import Line
from ingest.template import APPLICANTS, OUTCOMES, Row, load_template

TITLE = "示例省白鹭市人民政府办公室2023年政府信息公开工作年度报告"
HEADINGS = {
    1: "一、总体情况",
    2: "二、主动公开政府信息情况",
    3: "三、收到和处理政府信息公开申请情况",
    4: "四、政府信息公开行政复议、行政诉讼情况",
    5: "五、存在的主要问题及改进情况",
    6: "六、其他需要报告的事项",
}
TEXTS = {
    1: "白鹭市人民政府办公室把公开当作日常工作来做，群众关心的事项都在网站上查得到。",
    5: "解读材料的形式不够丰富。下一步将多用图解和短片来解读。",
    6: "没有其他需要报告的事项。",
}
APPLICANT_HEADING = "\t".join(["申请人情况", *APPLICANTS.values()])
REVIEW_HEADING = "行政复议\t\t\t\t\t未经复议直接起诉\t\t\t\t\t复议后起诉\n" + "\t".join([*OUTCOMES.values()] * 3)


def report_text(
    *,
    title: str = TITLE,
    cells: Mapping[str, str] | None = None,
    texts: Mapping[int, str] | None = None,
    template: TemplateName = "2021",
    order: Iterable[int] = HEADINGS,
) -> str:
    """The report; `cells` overrides the printed 0 of cells by key, `texts` the prose of sections by number."""
    form, printed = load_template(template), dict(cells or {})
    prose = {**TEXTS, **dict(texts or {})}
    tables = {
        2: "\n".join(disclosure_lines(form.rows, printed)),
        3: "\n".join([APPLICANT_HEADING, *(line_of(row, printed) for row in form.rows if row.table == "三")]),
        4: REVIEW_HEADING
        + "\n"
        + "\t".join(printed.get(cell.key, "0") for row in form.rows if row.table == "四" for cell in row.cells),
    }
    parts = [
        "\n".join(part for part in (HEADINGS[number], prose.get(number, ""), tables.get(number, "")) if part)
        for number in order
    ]
    return "\n".join([title, *parts]) + "\n"


def disclosure_lines(rows: Iterable[Row], printed: Mapping[str, str]) -> Iterable[str]:
    """Table 二, the heading printed above each row."""
    for row in rows:
        if row.table == "二":
            yield "\t".join(["信息内容", *(cell.column for cell in row.cells)])
            yield line_of(row, printed)


def line_of(row: Row, printed: Mapping[str, str]) -> str:
    """A row's label and cells, a tab between."""
    return "\t".join([row.label, *(printed.get(cell.key, "0") for cell in row.cells)])


def read(text: str, source: str = "示例.txt") -> Report:
    """The report that a text file of this content states."""
    return read_report(text.encode(), source)


def paragraphs(*texts: str) -> tuple[Paragraph, ...]:
    """Paragraphs on the lines of one file, counted from 1."""
    return tuple(Paragraph(text, Location("示例.txt", line=line)) for line, text in enumerate(texts, start=1))


def prose_lines(*texts: str) -> tuple[Line, ...]:
    """Lines of a section's running text."""
    lines: list[Line] = []
    start = 0
    for number, text in enumerate(texts, start=1):
        lines.append(Line(text, start, Location("示例.txt", line=number)))
        start += len(text) + 1
    return tuple(lines)
