"""What is deliberately wrong or odd in a fictional report's cells, and in words for the truth file."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from scripts.samples.figures import Facts
from scripts.samples.model import Printed

NOTES = {
    "amount_with_unit": "金额一格连同单位“元”印出",
    "annotated_cell": "规范性文件制发件数带括号注",
    "blank_row": "表三一行没有印数，可由加总关系推定",
    "carry_over": "上年结转比上一年的结转下年多 3 件",
    "compiler_named": "正文点名办公室为编制单位，报告仍是人民政府的",
    "dash_group": "表四复议后起诉五格印作“/”",
    "dash_row": "表二规章一行印作“—”",
    "fullwidth": "表格数字为全角",
    "heading_twice": "第一部分的标题印了两次",
    "region_ambiguous": "标题与正文都没有所在市，示例省有两个红旗区",
    "region_open": "全文没有省名和市名，只有一处地区与之相符",
    "repeated_text": "第五部分九成以上与上一年相同",
    "review_sum": "未经复议直接起诉的总计印作 0，与各项之和不符",
    "row_sum": "予以公开的总计比各类申请人之和少 1",
    "seat_renamed": "自本年起由人民政府改为办公室发布",
    "short_rows": "表三办理结果各行少印一格，可由加总关系推定",
    "short_title": "标题省去市名，正文有全称",
    "single_other_row": "2021 年表式，其他处理只印一行",
    "text_new": "正文收到的件数比表三多 9",
    "text_reconsideration": "正文行政复议件数比表四多 2",
    "thousands": "表格数字带千位分隔符",
    "year_before_missing": "上一年没有发布报告",
}
_FULL_WIDTH = str.maketrans("0123456789.-", "０１２３４５６７８９．－")
Cells = dict[str, Printed]


def print_cells(facts: Facts, flaws: Iterable[str]) -> Cells:
    """The cells as they are printed: the true figures, then what the flaws make of them."""
    cells = {key: _printed(value) for key, value in facts.items()}
    for flaw in flaws:
        if change := _CHANGES.get(flaw):
            cells = change(cells)
    return cells


def _printed(value: Decimal, text: str | None = None) -> Printed:
    return Printed(value, "value" if value else "zero", text)


def _number(cells: Cells, key: str) -> Decimal:
    value = cells[key].value
    if value is None:
        raise ValueError(f"{key}：没有数，两个缺陷落在同一格")
    return value


def _less_one(cells: Cells) -> Cells:
    key = "applications.granted.total"
    return cells | {key: _printed(_number(cells, key) - 1)}


def _no_total(cells: Cells) -> Cells:
    return cells | {"litigation_direct.total": _printed(Decimal(0))}


def _dashes(cells: Cells, stem: str, mark: str) -> Cells:
    return cells | {key: Printed(None, "dash", mark) for key in cells if key.startswith(f"{stem}.")}


def _blank(cells: Cells) -> Cells:
    stem = "applications.refused.administrative_query."
    return cells | {
        key: Printed(printed.value, "restored", "") for key, printed in cells.items() if key.startswith(stem)
    }


def _one_other_row(cells: Cells) -> Cells:
    merged: Cells = {}
    parts = [key for key in cells if key.startswith("applications.other.")]
    for key, printed in cells.items():
        if key in parts:
            column = key.rsplit(".", 1)[1]
            total = sum((_number(cells, part) for part in parts if part.endswith(f".{column}")), Decimal(0))
            merged[f"applications.other_handling.{column}"] = _printed(total)
        else:
            merged[key] = printed
    return merged


def _annotated(cells: Cells) -> Cells:
    key = "disclosure.normative_documents.issued"
    value = _number(cells, key)
    return cells | {key: _printed(value, f"{value}（其中修订2件）")}


def _amount(cells: Cells) -> Cells:
    if "disclosure.procurement.amount" in cells:
        key = "disclosure.procurement.amount"
        return cells | {key: _printed(_number(cells, key), f"{_number(cells, key)}元")}
    return cells | {"disclosure.fees.amount": _printed(Decimal("25.1"), "251000元")}


def _thousands(cells: Cells) -> Cells:
    return {key: _printed(_number(cells, key), f"{_number(cells, key):,}") for key in cells}


def _full_width(cells: Cells) -> Cells:
    return {key: _printed(_number(cells, key), str(_number(cells, key)).translate(_FULL_WIDTH)) for key in cells}


_CHANGES: dict[str, Callable[[Cells], Cells]] = {
    "amount_with_unit": _amount,
    "annotated_cell": _annotated,
    "blank_row": _blank,
    "dash_group": lambda cells: _dashes(cells, "litigation_after_reconsideration", "/"),
    "dash_row": lambda cells: _dashes(cells, "disclosure.regulations", "—"),
    "fullwidth": _full_width,
    "review_sum": _no_total,
    "row_sum": _less_one,
    "single_other_row": _one_other_row,
    "thousands": _thousands,
}
