"""The statutory tables as data: every cell's key, where it stands, what it is called."""

import json
from dataclasses import dataclass
from functools import cache

from ingest.datafiles import data_path
from ingest.model import TemplateName

APPLICANTS = {
    "natural_person": "自然人",
    "business": "商业企业",
    "research": "科研机构",
    "social_welfare": "社会公益组织",
    "legal_service": "法律服务机构",
    "other_org": "其他",
    "total": "总计",
}
OUTCOMES = {"upheld": "结果维持", "corrected": "结果纠正", "other": "其他结果", "pending": "尚未审结", "total": "总计"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One statutory cell: `table` is 二, 三 or 四; `row` and `column` are labels as the template prints them."""

    key: str
    table: str
    row: str
    column: str
    unit: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a statutory table: `names` are the wordings of its label without numbering, its own first.

    `article` is the article of the regulations that the rows of table 二 are printed under.
    """

    key: str
    table: str
    label: str
    names: tuple[str, ...]
    cells: tuple[Cell, ...]
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """A statutory form. `variant_rows` stand in some reports in place of the rows whose keys they replace."""

    name: TemplateName
    rows: tuple[Row, ...]
    variant_rows: tuple[Row, ...]

    @property
    def cells(self) -> dict[str, Cell]:
        """Cells by key in printed order, the variant's last."""
        return {cell.key: cell for row in (*self.rows, *self.variant_rows) for cell in row.cells}

    def row(self, key: str) -> Row:
        """The row of this key; KeyError where the template has none."""
        for row in (*self.rows, *self.variant_rows):
            if row.key == key:
                return row
        raise KeyError(key)


@cache
def load_template(name: TemplateName) -> Template:
    """The template of this name from `data/templates/`; `none` has no rows."""
    if name == "none":
        return Template("none", (), ())
    with data_path("templates", f"{name}.json").open(encoding="utf-8") as file:
        data = json.load(file)
    rows = tuple(_row(entry) for entry in data["rows"])
    return Template(name, rows, tuple(_row(entry) for entry in data.get("variant_rows", ())))


def _row(entry: dict[str, object]) -> Row:
    key, table, label = str(entry["key"]), str(entry["table"]), str(entry["label"])
    columns = {"三": APPLICANTS, "四": OUTCOMES}.get(table)
    if columns is not None:
        cells = tuple(Cell(f"{key}.{name}", table, label, column, "件") for name, column in columns.items())
    else:
        cells = tuple(
            Cell(f"{key}.{column['key']}", table, label, column["label"], column["unit"])
            for column in _columns(entry["columns"])
        )
    names = entry["names"]
    assert isinstance(names, list)
    article = str(entry["article"]) if "article" in entry else None
    return Row(key, table, label, tuple(names), cells, article)


def _columns(columns: object) -> list[dict[str, str]]:
    assert isinstance(columns, list)
    return columns
