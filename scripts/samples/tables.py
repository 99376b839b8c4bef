"""The three statutory tables as a page copy, a text dump or a PDF's text leaves them."""

import re
from collections.abc import Iterator
from itertools import groupby
from random import Random

from ingest.template import APPLICANTS, OUTCOMES, Row, load_template
from scripts.samples.model import Draft
from scripts.samples.offices import SEED

_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
_RESULTS = "三、本年度办理结果"
_ORGANISATIONS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
_SHORT_ROW_GROUPS = ("granted", "partial", "refused", "unavailable", "not_processed", "other")
_PDF_LABEL_WIDTH = 16
_PDF_GROUP_WIDTH = 4


def printed_rows(draft: Draft) -> tuple[Row, ...]:
    """The rows that the report prints: the template's, or the single 其他处理 row in place of three."""
    template = load_template(draft.template)
    rows = [row for row in template.rows if row.cells[0].key in draft.cells]
    variants = [row for row in template.variant_rows if row.cells[0].key in draft.cells]
    place = next(index for index, row in enumerate(rows) if row.key == "applications.concluded")
    return (*rows[:place], *variants, *rows[place:])


def table_two(draft: Draft) -> Iterator[str]:
    """Table 二: articles, a heading of columns, rows."""
    gap = " " if draft.dress == "pdf" else "\t"
    rows = [row for row in printed_rows(draft) if row.table == "二"]
    for article, group in groupby(rows, key=lambda row: row.article):
        yield f"{article}{'' if draft.dress == 'pdf' else gap * 3}"
        heading: tuple[str, ...] = ()
        for row in group:
            columns = tuple(_heading(cell.column, cell.key) for cell in row.cells)
            if columns != heading:
                heading = columns
                yield gap.join(("信息内容", *columns))
            yield gap.join((row.label, *_texts(draft, row)))


def table_three(draft: Draft) -> Iterator[str]:
    """Table 三 in the draft's dress."""
    rows = [row for row in printed_rows(draft) if row.table == "三"]
    yield from {"plain": _plain_three, "hash": _hash_three, "bare": _bare_three, "pdf": _pdf_three}[draft.dress](
        draft, rows
    )


def table_four(draft: Draft) -> Iterator[str]:
    """Table 四: three groups of five outcomes in one line of numbers."""
    rows = [row for row in printed_rows(draft) if row.table == "四"]
    numbers = [text for row in rows for text in _texts(draft, row)]
    if draft.dress == "pdf":
        yield from _pdf_four_heading(draft)
        yield " ".join(numbers)
        return
    parted = draft.dress == "hash"
    outcomes = [f"{label[:2]} {label[2:]}" if parted and len(label) == 4 else label for label in OUTCOMES.values()]
    tail = "" if draft.dress == "plain" else "\t"
    yield "行政复议\t\t\t\t\t行政诉讼" + tail * 9
    yield "\t".join((*outcomes, "未经复议直接起诉", "", "", "", "", "复议后起诉")) + tail * 4
    yield "\t" * 5 + "\t".join((*outcomes, *outcomes))
    yield "\t".join(numbers)


def _heading(column: str, key: str) -> str:
    return f"{column}（单位：万元）" if key == "disclosure.fees.amount" else column


def _texts(draft: Draft, row: Row) -> list[str]:
    cells = [draft.cells[cell.key] for cell in row.cells]
    texts = [str(cell.value) if cell.text is None else cell.text for cell in cells]
    if "short_rows" in draft.flaws and row.key.split(".")[1:2] and row.key.split(".")[1] in _SHORT_ROW_GROUPS:
        return [texts[0], *texts[2:]]
    return texts


def _labels(row: Row) -> tuple[str, str]:
    """The group that a row stands in, and its own label; rows outside 办理结果 have no group."""
    if row.key in ("applications.new", "applications.carried_in", "applications.carried_out"):
        return "", row.label
    group, _, item = row.label.partition(" ")
    return group, item


def _grouped(rows: list[Row]) -> Iterator[tuple[Row, str, str]]:
    """Rows with their group, printed only at its first row."""
    last = ""
    for row in rows:
        group, item = _labels(row)
        yield row, "" if group == last else group, item
        last = group


def _plain_three(draft: Draft, rows: list[Row]) -> Iterator[str]:
    if len(draft.title) % 2:
        yield _NOTE
    yield "\t".join(("申请人情况", "", *APPLICANTS.values()))
    for row, group, item in _grouped(rows):
        if row.key == "applications.granted":
            yield _RESULTS
        label = f"{group}\t{item}" if group else (f"\t{item}" if item != row.label else f"{item}\t")
        yield "\t".join((label, *_texts(draft, row)))


def _tab_heading(shift: str) -> Iterator[str]:
    yield f"{_NOTE}\t{shift}申请人情况" + "\t" * 6
    yield f"\t{shift}自然人\t法人或其他组织" + "\t" * 5 + "总计"
    yield f"\t{shift}\t" + "\t".join(_ORGANISATIONS) + "\t"


def _hash_three(draft: Draft, rows: list[Row]) -> Iterator[str]:
    """Cells of spanned rows left out, so that labels and values start at changing tabs; the last items lose theirs."""
    yield from _tab_heading("\t" * Random(f"{SEED}/{draft.file}").randint(0, 1))
    for row, group, item in _grouped(rows):
        texts = _texts(draft, row)
        if not _labels(row)[0]:
            yield "\t".join((row.label, "", *texts))
        elif row.key == "applications.granted":
            yield "\t".join((_RESULTS, _half_width(group), *texts))
        elif row.key in ("applications.concluded", "applications.other.other"):
            yield "\t".join((_half_width(item or group), "", *texts))
        elif item and group:
            yield "\t".join(("", _half_width(group), item, *texts))
        else:
            yield "\t".join(("", "", item, *texts) if item else ("", _half_width(group), *texts))


def _bare_three(draft: Draft, rows: list[Row]) -> Iterator[str]:
    """A blank cell between label and values that the heading does not have."""
    yield from _tab_heading("")
    for row, group, item in _grouped(rows):
        start = _RESULTS if row.key == "applications.granted" else ""
        label = [start, group, item] if item else [start, group]
        if not _labels(row)[0]:
            label = [row.label]
        yield "\t".join((*label, "", *_texts(draft, row)))


def _half_width(label: str) -> str:
    return re.sub(r"（([一二三四五六七])）", r"(\1) ", label, count=1)


def _wrapped(label: str, width: int) -> list[str]:
    return [label[index : index + width] for index in range(0, len(label), width)]


def _pdf_three(draft: Draft, rows: list[Row]) -> Iterator[str]:
    """Header words a line each, labels broken at the cell's width, long labels above their numbers."""
    rng = Random(f"{SEED}/{draft.file}")
    yield from (_NOTE[:24], _NOTE[24:], "", "申请人情况", "", "自然", "人", "", "法人或其他组织", "")
    first = "总计商业" if rng.random() < 0.5 else "商业"
    yield from (first, "企业", "", "科研", "机构", "", "社会", "公益", "组织", "", "法律", "服务", "机构", "", "其他")
    if first == "商业":
        yield from ("", "总计")
    for index, (row, group, item) in enumerate(_grouped(rows)):
        yield ""
        if index == 14:
            yield from ("- 4 -", "")
        if row.key == "applications.granted":
            yield from (*_wrapped(_RESULTS, 3), "")
        if item and group:
            yield from (*_wrapped(group, _PDF_GROUP_WIDTH), "")
        yield from _pdf_row(item or group or row.label, _texts(draft, row), split=rng.random() < 0.5)


def _pdf_row(label: str, texts: list[str], *, split: bool) -> Iterator[str]:
    if len(label) <= _PDF_LABEL_WIDTH + 1:
        yield " ".join((label, *texts))
        return
    yield from _wrapped(label, _PDF_LABEL_WIDTH)
    yield ""
    if split:
        yield " ".join(texts[:-1])
        yield texts[-1]
    else:
        yield " ".join(texts)


def _pdf_four_heading(draft: Draft) -> Iterator[str]:
    words = [word for label in OUTCOMES.values() for word in ((label[:2], label[2:], "") if len(label) == 4 else ())]
    yield from ("行政复议 行政诉讼", "")
    yield from (*words, "总计", "未经复议直接起诉 复议后起诉", "")
    yield from (*words, "总计", *words, "总计", "")
