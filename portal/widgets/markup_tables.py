"""The three statutory tables as printed: every cell an anchor, every state without a printed number in words."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from ingest.model import Fact, Finding, Report
from ingest.template import APPLICANTS, Row, Template, load_template
from portal.labels import CHECKS, SIGNS, STATES, SUM_CHECKS, TABLES, word
from portal.messages import Texts
from portal.questions.saying.phrasing import figure
from portal.widgets.markup import Html, escape, join, link

_RESULTS = "三、本年度办理结果"
_ORGANISATIONS = len(APPLICANTS) - 2
_UNFOLDED = 3
_LEGEND = ("restored", "blank", "dash", "unread", "off", "finding")
# The cell itself says what these findings say of it.
_SAID_BY_STATE = ("restored_cells", "unread_cell")


class Form(Protocol):
    """What a table is drawn from: which rows there are, what stands in a cell, and what is said below."""

    @property
    def texts(self) -> Texts:
        """The texts of the reader's language."""

    def rows(self, table: str) -> list[Row]:
        """The rows of a table."""

    def cell(self, key: str, span: int) -> Html:
        """One cell."""

    def legend(self, rows: Sequence[Row]) -> Html:
        """What the marks of these rows mean."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the tables of one report are drawn from.

    `findings` are those that name a cell, by its key, each with its number in the list; `marked` are the cells to mark,
    each with what it is in the figure that they make up together.
    """

    template: Template
    facts: Mapping[str, Fact]
    findings: Mapping[str, Sequence[tuple[int, Finding]]]
    marked: Mapping[str, str]
    texts: Texts

    @classmethod
    def of(cls, report: Report, marked: Mapping[str, str], texts: Texts) -> "Sheet":
        """The sheet of a report."""
        named: dict[str, list[tuple[int, Finding]]] = {}
        for number, finding in enumerate(report.findings, 1):
            for key in finding.facts if finding.check not in _SAID_BY_STATE else ():
                named.setdefault(key, []).append((number, finding))
        return cls(load_template(report.template), {fact.key: fact for fact in report.facts}, named, marked, texts)

    def rows(self, table: str) -> list[Row]:
        """The rows of a table that the report's form has."""
        return rows_of(self.template, table, self.facts)

    def cell(self, key: str, span: int) -> Html:
        """A cell as printed, with its state and its findings."""
        fact, findings = self.facts[key], self.findings.get(key, ())
        names = [f"mc-{fact.state}"]
        names += ["mc-off"] if any(_is_off(finding) for _, finding in findings) else []
        names += ["mc-target"] if key in self.marked else []
        spanned = f' colspan="{span}"' if span > 1 else ""
        focus = ' tabindex="-1"' if key in self.marked else ""
        doors = join(finding_door(*finding, self.texts) for finding in findings)
        role = self.marked.get(key)
        named = Html(f'<span class="mc-state">{escape(role)}</span> ' if role else "")
        shown = Html(f"{doors}{named}{said(fact, self.texts)}")
        return Html(f'<td id="{escape(cell_id(key))}" class="{" ".join(names)}"{spanned}{focus}>{shown}</td>')

    def legend(self, rows: Sequence[Row]) -> Html:
        """What the states and signs of these rows mean, in full sentences."""
        keys = [cell.key for row in rows for cell in row.cells]
        present: set[str] = {self.facts[key].state for key in keys}
        present |= {
            "off" if _is_off(finding) else "finding" for key in keys for _, finding in self.findings.get(key, ())
        }
        return legend_list([self.texts(f"legend.{name}") for name in _LEGEND if name in present])


def rows_of(template: Template, table: str, keys: Collection[str]) -> list[Row]:
    """The rows of a table that have one of the cells, a variant row in place of those that it replaces."""

    def has(row: Row) -> bool:
        return any(cell.key in keys for cell in row.cells)

    of_group = {row.label: row for row in template.variant_rows if row.table == table and has(row)}
    rows: list[Row] = []
    for row in template.rows:
        chosen = of_group.get(row.label.partition(" ")[0], row)
        if row.table == table and chosen not in rows and has(chosen):
            rows.append(chosen)
    return rows


def cell_id(key: str) -> str:
    """The anchor of a cell."""
    return f"cell-{key}"


def statutory_table(sheet: Form, table: str) -> Html:
    """Table 二, 三 or 四 with its caption and legend; nothing where the report has no cell of it."""
    rows = sheet.rows(table)
    if not rows:
        return Html("")
    body = {"二": _disclosure, "三": _applications, "四": _reviews}[table](sheet, rows)
    caption = escape(sheet.texts("report.table", table=sheet.texts(f"compare.group.{table}"), title=TABLES[table]))
    return Html(
        f'<div class="mc-scroll" id="table-{escape(table)}" role="region" tabindex="0" aria-label="{caption}">'
        f'<table class="mc-table" lang="zh-CN"><caption><span>{caption}</span></caption>{body}</table></div>'
        f"{sheet.legend(rows)}"
    )


def _disclosure(sheet: Form, rows: Sequence[Row]) -> Html:
    width = max(len(row.cells) for row in rows)
    return join(_article(sheet, list(group), width) for _, group in groupby(rows, key=_form))


def _form(row: Row) -> tuple[str | None, tuple[str, ...]]:
    return row.article, tuple(cell.column for cell in row.cells)


def _article(sheet: Form, rows: Sequence[Row], width: int) -> Html:
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


def _applications(sheet: Form, rows: Sequence[Row]) -> Html:
    names = tuple(APPLICANTS.values())
    organisations = join(Html(f'<th scope="col">{_folded(name)}</th>') for name in names[1:-1])
    head = (
        f'<tr><th scope="col" rowspan="3">项目</th><th scope="colgroup" colspan="{len(names)}">申请人情况</th></tr>'
        f'<tr><th scope="col" rowspan="2">{names[0]}</th>'
        f'<th scope="colgroup" colspan="{_ORGANISATIONS}">法人或其他组织</th>'
        f'<th scope="col" rowspan="2">{names[-1]}</th></tr><tr>{organisations}</tr>'
    )
    return Html(f"<thead>{head}</thead><tbody>{join(_application_rows(sheet, rows))}</tbody>")


def _application_rows(sheet: Form, rows: Sequence[Row]) -> Iterable[Html]:
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


def _reviews(sheet: Form, rows: Sequence[Row]) -> Html:
    groups = join(Html(f'<th scope="colgroup" colspan="{len(row.cells)}">{escape(row.label)}</th>') for row in rows)
    columns = join(Html(f'<th scope="col">{_folded(cell.column)}</th>') for row in rows for cell in row.cells)
    cells = join(_cells(sheet, row) for row in rows)
    return Html(f'<thead><tr>{groups}</tr><tr>{columns}</tr></thead><tbody class="mc-narrow"><tr>{cells}</tr></tbody>')


def _folded(label: str) -> Html:
    """A column's label that may break in its middle and nowhere else; it stays one word for the browser's search."""
    middle = len(label) // 2 if len(label) > _UNFOLDED else len(label)
    return join([escape(label[:middle]), escape(label[middle:])], "<wbr>")


def _cells(sheet: Form, row: Row, span: int = 1) -> Html:
    return join(sheet.cell(cell.key, span) for cell in row.cells)


def said(fact: Fact, texts: Texts) -> Html:
    """What a cell holds: its number as printed, or its state in a word."""
    state = word(STATES, fact.state, texts) if fact.state in ("restored", "blank", "unread") else ""
    shown = figure(fact.value) if fact.value is not None else (fact.published or "—") if fact.state == "dash" else ""
    return Html(f'<span class="mc-state">{escape(state)}</span> {escape(shown)}' if state else escape(shown))


def legend_list(sentences: Sequence[str]) -> Html:
    """Sentences below a table."""
    lines = join(Html(f"<li>{escape(sentence)}</li>") for sentence in sentences)
    return Html(f'<ul class="mc-legend">{lines}</ul>' if lines else "")


def finding_id(number: int) -> str:
    """The anchor of a finding in the list of its report."""
    return f"finding-{number}"


def _is_off(finding: Finding) -> bool:
    return finding.check in SUM_CHECKS


def finding_door(number: int, finding: Finding, texts: Texts) -> Html:
    """From a cell or a sentence to what was found about it."""
    sign = escape(word(STATES, "off", texts) if _is_off(finding) else SIGNS[finding.severity])
    check = f'<span class="mc-hidden"> {escape(word(CHECKS, finding.check, texts))}</span>'
    return Html(f"{link(f'#{finding_id(number)}', Html(f'{sign}[{number}]{check}'), 'mc-state mc-found-door')} ")
