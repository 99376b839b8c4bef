"""A comparison as tables: subjects against years, tinted like a map; and every figure with what it rests on."""

from dataclasses import dataclass

from index.comparison import Figure, Line
from index.model import Filters
from portal.labels import places_text
from portal.messages import Texts
from portal.sheets.compare_exports import compared_href
from portal.sheets.compared import (
    NEW_FORM,
    Shown,
    kinds_text,
    marks,
    names_of,
    notes,
    renamed_text,
    spans_forms,
    standing_text,
    state_text,
    titled,
)
from portal.widgets.links import SearchLink, figure_href, measure_parts, part_cells, report_href
from portal.widgets.links.report import Part
from portal.widgets.markup import Html, column, escape, join, link
from portal.widgets.markup_measured import part_doors

_STAR = "*"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the tables of one comparison are drawn from; `scope` is what narrows the reports that count."""

    shown: Shown
    scope: Filters
    texts: Texts

    @property
    def latest(self) -> int | None:
        """The year whose standings are given, where an office is compared."""
        offices = any(line.subject.kind == "office" for line in self.shown.found.lines)
        return self.shown.found.latest if offices else None

    def edge(self, year: int) -> str:
        """The class of the first year of the new form, where years of both are shown."""
        return " mc-edge" if year == NEW_FORM and spans_forms(self.shown.found.years) else ""


def matrix(sheet: Sheet) -> Html:
    """Subjects down, years across."""
    texts = sheet.texts
    title = texts("compare.matrix", what=titled(sheet.shown.metric, texts))
    years = join(
        Html(f'<th scope="col" class="mc-figure{sheet.edge(year)}">{year}</th>') for year in sheet.shown.found.years
    )
    rows = join(
        Html(
            f'<tr><th scope="row" lang="zh-CN">{_named(sheet, line, name)}</th>'
            f"{_cells(sheet, line)}{_last(sheet, line)}</tr>"
        )
        for line, name in zip(sheet.shown.found.lines, names_of(sheet.shown, texts), strict=True)
    )
    standing = column(texts("compare.standing_of", year=sheet.latest)) if sheet.latest else ""
    head = f"<tr>{column(kinds_text(sheet.shown, texts))}{years}{standing}</tr>"
    table = _table("mc-matrix", title, Html(head), rows)
    return Html(
        f'<div style="--mc-years: {len(sheet.shown.found.years)}">{table}</div>{_scale(sheet)}{_renamed(sheet)}'
    )


def details(sheet: Sheet) -> Html:
    """A row for every subject and year: figure, numerator, denominator, reports, standing, notes, sources."""
    texts = sheet.texts
    figures = ("numerator", "denominator", "reports")
    columns = [("", kinds_text(sheet.shown, texts)), ("mc-figure", texts("held.year"))]
    columns.append(("mc-figure", titled(sheet.shown.metric, texts)))
    columns += [("mc-figure", texts(f"compare.column.{name}")) for name in figures]
    columns += [("", texts(f"compare.column.{name}")) for name in ("standing", "note", "source")]
    head = join(column(text, name) for name, text in columns)
    rows = join(
        Html(f'<tr><th scope="row" lang="zh-CN">{_named(sheet, line, name)}</th>{_detail(sheet, line, figure)}</tr>')
        for line, name in zip(sheet.shown.found.lines, names_of(sheet.shown, texts), strict=True)
        for figure in line.figures
    )
    title = texts("compare.details", what=titled(sheet.shown.metric, texts))
    return _table("mc-list-table mc-details", title, Html(f"<tr>{head}</tr>"), rows)


def _table(name: str, title: str, head: Html, rows: Html) -> Html:
    label = escape(title)
    return Html(
        f'<div class="mc-scroll" role="region" tabindex="0" aria-label="{label}"><table class="{name}">'
        f'<caption class="mc-hidden">{label}</caption><thead>{head}</thead><tbody>{rows}</tbody></table></div>'
    )


def _named(sheet: Sheet, line: Line, name: str) -> Html:
    """The name of a subject: of an office the way to its newest report, of a place or level to its reports."""
    if line.subject.kind == "office":
        return link(report_href(line.subject.newest.report_id), escape(name))
    return link(SearchLink(filters=Filters((line.subject.filter, *sheet.scope.items))).href, escape(name))


def _cells(sheet: Sheet, line: Line) -> Html:
    return join(
        Html(
            f'<td class="mc-figure mc-step-{sheet.shown.tint(one)}{sheet.edge(one.year)}">'
            f"{_cell(sheet, line, one)}</td>"
        )
        for one in line.figures
    )


def _cell(sheet: Sheet, line: Line, figure: Figure) -> Html:
    said = (
        join(filter(None, _parts(sheet, line, figure)), "/"),
        *map(escape, marks(line.subject, figure, sheet.texts)),
    )
    below = join(Html(f'<span class="mc-of">{text}</span>') for text in said if text)
    star = f"<sup>{_STAR}</sup>" if figure.renamed else ""
    return Html(f"{_value(sheet, line, figure)}{star}{below}")


def _renamed(sheet: Sheet) -> Html:
    """Which offices report under another name from some year on, each marked in the table."""
    said = [
        sheet.texts("compare.renamed_from", who=name, year=figure.year, what=renamed_text(figure, sheet.texts))
        for line, name in zip(sheet.shown.found.lines, names_of(sheet.shown, sheet.texts), strict=True)
        for figure in line.figures
        if figure.renamed
    ]
    return join(Html(f'<p class="mc-meta">{_STAR} {escape(one)}</p>') for one in said)


def _parts(sheet: Sheet, line: Line, figure: Figure) -> tuple[Html, ...]:
    """Numerator and denominator of a rate, of one report each the link to its cells; nothing of what is no rate."""
    parts = (figure.numerator, figure.denominator)
    if line.subject.kind != "office":
        return tuple(escape(sheet.shown.plain(part)) for part in parts)
    known = [part for part in parts if part is not None]
    measure = sheet.shown.found.measure
    return part_doors(figure.heads[0].report_id, measure, known) if known[1:] else (Html(""), Html(""))


def _value(sheet: Sheet, line: Line, figure: Figure) -> Html:
    href = compared_href(sheet.shown, line, figure, sheet.scope)
    if figure.number is None:
        text = Html(f'<span class="mc-none">{escape(state_text(figure, sheet.texts))}</span>')
        return link(href, text) if href else text
    return link(href, escape(sheet.shown.amount(figure.number)), "mc-number")


def _last(sheet: Sheet, line: Line) -> Html:
    latest = sheet.latest
    return Html(f"<td>{escape(standing_text(line.figure(latest), sheet.texts))}</td>" if latest else "")


def _detail(sheet: Sheet, line: Line, figure: Figure) -> Html:
    counts = (*_parts(sheet, line, figure), Html(str(len(figure.heads))))
    numbers = join(Html(f'<td class="mc-figure">{text}</td>') for text in counts)
    said = (standing_text(figure, sheet.texts), "；".join(notes(line.subject, figure, sheet.texts)))
    words = join(Html(f"<td>{escape(text)}</td>") for text in said)
    return Html(
        f'<td class="mc-figure">{figure.year}</td><td class="mc-figure">{_value(sheet, line, figure)}</td>{numbers}'
        f"{words}<td>{_sources(sheet, line, figure)}</td>"
    )


def _sources(sheet: Sheet, line: Line, figure: Figure) -> Html:
    if line.subject.kind != "office":
        text = escape(sheet.texts("compare.reports", count=len(figure.heads)))
        return link(compared_href(sheet.shown, line, figure, sheet.scope), text) if figure.heads else Html("")
    doors = (_door(sheet, figure, part) for part in measure_parts(sheet.shown.found.measure))
    return join((door for door in doors if door), "<br>")


def _door(sheet: Sheet, figure: Figure, part: Part) -> Html:
    """The link to the cells of a sum, by the first of them and how many there are."""
    measure = sheet.shown.found.measure
    cells = [cell for cell in figure.cells if cell.key in part_cells(measure, part)]
    if not cells:
        return Html("")
    return link(figure_href(figure.heads[0].report_id, measure, part), escape(places_text(cells, sheet.texts)))


def _scale(sheet: Sheet) -> Html:
    steps = join(
        Html(f'<li><span class="mc-step-{step}" aria-hidden="true"></span>{escape(text)}</li>')
        for step, text in sheet.shown.tints(sheet.texts).items()
    )
    return Html(
        f'<ul class="mc-scale" aria-label="{escape(sheet.texts("compare.scale"))}">{steps}</ul>' if steps else ""
    )
