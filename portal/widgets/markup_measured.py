"""A sum or rate of one report as markup: which of its cells is what, what they come to, and the ways to each part."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from index.measures import measured_in
from index.model import Measure, MeasuredReport, StoredReport
from ingest.model import Report
from portal.labels import metric_label
from portal.messages import Texts
from portal.questions.saying.phrasing import figure, formula
from portal.questions.words.metrics import metric_of, total_of
from portal.sheets.answer_entries import plain_entry
from portal.sheets.compared import missing_text, note_text
from portal.widgets.links import ReportLink, figure_href, part_cells
from portal.widgets.links.report import Part
from portal.widgets.markup import Html, escape, join, link

BOTH: tuple[Part, Part] = ("numerator", "denominator")


def marked_cells(report: Report, state: ReportLink, texts: Texts) -> Mapping[str, str]:
    """The cells of a report that an address names, each with what it is in the figure that they make up together."""
    if not state.metric:
        return {state.cell: ""} if state.cell else {}
    measure = total_of(metric_of(state.metric))
    there, wanted = {fact.key for fact in report.facts}, part_cells(measure, state.part)
    return {key: texts(f"report.role.{_role(measure, key)}") for key in wanted if key in there}


def _role(measure: Measure, key: str) -> str:
    if key in measure.numerator:
        return "numerator" if measure.denominator else "addend"
    return "denominator" if key in measure.denominator else "subtracted"


def figure_note(stored: StoredReport, state: ReportLink, texts: Texts) -> Html:
    """What the marked cells come to, above their tables; nothing where the address names no sum or rate."""
    if not state.metric:
        return Html("")
    metric = metric_of(state.metric)
    measure = total_of(metric)
    row = measured_in(measure, stored.head, {fact.key: fact for fact in stored.report.facts})
    value = missing_text(row, texts) if row.value is None else plain_entry(row.value, metric.unit, texts).text
    whole = link(state.at_figure(measure).href, escape(value), "mc-number", here=True)
    formed = formula(metric, measure, "zh" if texts.lang == "zh" else "en")
    beside = "　".join(text for text in (formed, note_text(row, texts)) if text)
    named, made_of = escape(metric_label(metric.key, texts)), _made_of(row, measure, state, texts)
    return Html(
        f'<div class="mc-made-of" role="note"><p>{named} {whole}{made_of}</p>'
        f'<p class="mc-meta">{escape(beside)}</p></div>'
    )


def _made_of(row: MeasuredReport, measure: Measure, state: ReportLink, texts: Texts) -> Html:
    """Numerator and denominator with the ways to their cells, or how many cells a sum adds up."""
    if row.parts is None:
        return escape("" if measure.denominator else texts("report.added_up", count=len(row.cells)))
    keys = {cell.key for cell in row.cells}
    said = []
    for name, number in zip(BOTH, row.parts, strict=True):
        door = link(state.at_figure(measure, name).href, escape(figure(number)), "mc-number", here=True)
        count = len(keys.intersection(part_cells(measure, name)))
        said.append(Html(f"{escape(texts(f'report.role.{name}'))} {door}{escape(texts('report.cells', count=count))}"))
    return Html(f" = {join(said, ' ÷ ')}")


def part_doors(report_id: str, measure: Measure, parts: Iterable[Decimal]) -> tuple[Html, ...]:
    """Numerator and denominator of a report's rate, each the link to its cells."""
    return tuple(
        link(figure_href(report_id, measure, name), escape(figure(part)))
        for name, part in zip(BOTH, parts, strict=True)
    )
