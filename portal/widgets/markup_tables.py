"""The three statutory tables as printed: every cell an anchor, every state without a printed number in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.model import Fact, Report
from ingest.template import APPLICANTS, Row, Template, load_template
from portal.labels import STATES, SUM_CHECKS, TABLES, word
from portal.messages import Texts
from portal.questions.phrasing import figure
from portal.widgets.markup import Html, escape, join

_RESULTS = "三、本年度办理结果"
_ORGANISATIONS = len(APPLICANTS) - 2
_UNFOLDED = 3
_LEGEND = ("restored", "blank", "dash", "unread", "off")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the tables of one report are drawn from; `off` are cells that fail a sum, `target` the one to mark."""

    template: Template
    facts: Mapping[str, Fact]
    off: frozenset[str]
    target: str
    texts: Texts

    @classmethod
    def of(cls, report: Report, target: str, texts: Texts) -> "Sheet":
        """The sheet of a report."""
        off = frozenset(key for finding in report.findings if finding.check in SUM_CHECKS for key in finding.facts)
        facts = {fact.key: fact for fact in report.facts}
        return cls(load_template(report.template), facts, off, target, texts)

    def rows(self, table: str) -> list[Row]:
        """The rows of a table that the report's form has, a variant row in place of those that it replaces."""
        variants = [row for row in self.template.variant_rows if row.table == table and self.has(row)]
        of_group = {row.label: row for row in variants}
        rows: list[Row] = []
        for row in self.template.rows:
            group = row.label.partition(" ")[0]
            chosen = of_group.get(group, row)
            if row.table == table and chosen not in rows and self.has(chosen):
                rows.append(chosen)
        return rows

    def has(self, row: Row) -> bool:
        """Whether the report has this row's cells."""
        return any(cell.key in self.facts for cell in row.cells)


def cell_id(key: str) -> str:
    """The anchor of a cell."""
    return f"cell-{key}"


def statutory_table(sheet: Sheet, table: str) -> Html:
    """Table 二, 三 or 四 with its caption and legend; nothing where the report has no cell of it."""
    rows = sheet.rows(table)
    if not rows:
        return Html("")
    body = {"二": _disclosure, "三": _applications, "四": _reviews}[table](sheet, rows)
    caption = escape(sheet.texts("report.table", number=table, title=TABLES[table]))
    return Html(
        f'<div class="mc-scroll" id="table-{escape(table)}" role="region" tabindex="0" aria-label="{caption}">'
        f'<table class="mc-table" lang="zh-CN"><caption><span>{caption}</span></caption>{body}</table></div>'
        f"{_legend(sheet, rows)}"
    )


def _disclosure(sheet: Sheet, rows: Sequence[Row]) -> Html:
    width = max(len(row.cells) for row in rows)
    return join(_article(sheet, list(group), width) for _, group in groupby(rows, key=_form))


def _form(row: Row) -> tuple[str | None, tuple[str, ...]]:
    return row.article, tuple(cell.column for cell in row.cells)


def _article(sheet: Sheet, rows: Sequence[Row], width: int) -> Html:
    first = rows[0]
    span = width // len(first.cells) if width % len(first.cells) == 0 else 1
    columns = join(
        Html(f'<th scope="col" colspan="{span}">{escape(cell.column)}{_unit(cell.unit)}</th>') for cell in first.cells
    )
    lines = join(Html(f'<tr><th scope="row">{escape(row.label)}</th>{_cells(sheet, row, span)}</tr>') for row in rows)
    group = _group_row(first.article or "", width + 1)
    return Html(f'<tbody>{group}<tr class="mc-columns"><th scope="col">信息内容</th>{columns}</tr>{lines}</tbody>')


def _unit(unit: str) -> Html:
    return escape(f"（{unit}）" if unit != "件" else "")


def _applications(sheet: Sheet, rows: Sequence[Row]) -> Html:
    names = tuple(APPLICANTS.values())
    organisations = join(Html(f'<th scope="col">{_folded(name)}</th>') for name in names[1:-1])
    head = (
        f'<tr><th scope="col" rowspan="3">项目</th><th scope="colgroup" colspan="{len(names)}">申请人情况</th></tr>'
        f'<tr><th scope="col" rowspan="2">{names[0]}</th>'
        f'<th scope="colgroup" colspan="{_ORGANISATIONS}">法人或其他组织</th>'
        f'<th scope="col" rowspan="2">{names[-1]}</th></tr><tr>{organisations}</tr>'
    )
    return Html(f"<thead>{head}</thead><tbody>{join(_application_rows(sheet, rows))}</tbody>")


def _application_rows(sheet: Sheet, rows: Sequence[Row]) -> Iterable[Html]:
    above, width = "", len(APPLICANTS) + 1
    for row in rows:
        group, _, item = row.label.partition(" ")
        wanted = _RESULTS if group.startswith("（") else ""
        if wanted and not above:
            yield _group_row(wanted, width)
        if item and group != above:
            yield _group_row(group, width)
        above = group if wanted else ""
        depth = "mc-item" if item else "mc-sub" if wanted else "mc-top"
        label = escape(item or group)
        yield Html(f'<tr class="{depth}"><th scope="row">{label}</th>{_cells(sheet, row)}</tr>')


def _group_row(label: str, width: int) -> Html:
    return Html(f'<tr class="mc-group"><th scope="rowgroup" colspan="{width}"><span>{escape(label)}</span></th></tr>')


def _reviews(sheet: Sheet, rows: Sequence[Row]) -> Html:
    groups = join(Html(f'<th scope="colgroup" colspan="{len(row.cells)}">{escape(row.label)}</th>') for row in rows)
    columns = join(Html(f'<th scope="col">{_folded(cell.column)}</th>') for row in rows for cell in row.cells)
    cells = join(_cells(sheet, row) for row in rows)
    return Html(f'<thead><tr>{groups}</tr><tr>{columns}</tr></thead><tbody class="mc-narrow"><tr>{cells}</tr></tbody>')


def _folded(label: str) -> Html:
    """A column's label that may break in its middle and nowhere else; it stays one word for the browser's search."""
    middle = len(label) // 2 if len(label) > _UNFOLDED else len(label)
    return join([escape(label[:middle]), escape(label[middle:])], "<wbr>")


def _cells(sheet: Sheet, row: Row, span: int = 1) -> Html:
    return join(_cell(sheet, cell.key, span) for cell in row.cells)


def _cell(sheet: Sheet, key: str, span: int) -> Html:
    fact = sheet.facts[key]
    names = [f"mc-{fact.state}"]
    names += ["mc-off"] if key in sheet.off else []
    names += ["mc-target"] if key == sheet.target else []
    spanned = f' colspan="{span}"' if span > 1 else ""
    focus = ' tabindex="-1"' if key == sheet.target else ""
    content = _content(fact, off=key in sheet.off, texts=sheet.texts)
    return Html(f'<td id="{escape(cell_id(key))}" class="{" ".join(names)}"{spanned}{focus}>{content}</td>')


def _content(fact: Fact, *, off: bool, texts: Texts) -> Html:
    said = [word(STATES, fact.state, texts)] if fact.state in ("restored", "blank", "unread") else []
    said += [word(STATES, "off", texts)] if off else []
    words = join(Html(f'<span class="mc-state">{escape(text)}</span> ') for text in said)
    shown = figure(fact.value) if fact.value is not None else (fact.published or "—") if fact.state == "dash" else ""
    return Html(f"{words}{escape(shown)}")


def _legend(sheet: Sheet, rows: Sequence[Row]) -> Html:
    keys = [cell.key for row in rows for cell in row.cells]
    present = {sheet.facts[key].state for key in keys} | ({"off"} if sheet.off.intersection(keys) else set())
    lines = [f"<li>{escape(sheet.texts(f'legend.{name}'))}</li>" for name in _LEGEND if name in present]
    return Html(f'<ul class="mc-legend">{"".join(lines)}</ul>' if lines else "")
