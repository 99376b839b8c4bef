"""The JSON form of an answer, as scripts, links and the portal rely on them."""

from collections.abc import Sequence

from index.cells import with_cells
from index.forms import Form, finding_form, location_form, number_form
from index.missing import Absence
from index.model import MeasuredReport, ReportHead
from portal.questions.computing.changing import Pair
from portal.questions.computing.groups import group_code
from portal.questions.json_forms.plan_forms import plan_form
from portal.questions.plan import Answer, Evidence, Group, Plan
from portal.questions.saying.sentences import covered_text
from portal.questions.words.fold import language_of


def answer_form(answer: Answer) -> Form:
    """The ask form of an answer; rates are fractions, absent parts null."""
    coverage = answer.coverage
    return {
        "question": answer.question,
        "kind": answer.kind,
        "text": answer.text,
        "value": _value(answer),
        "unit": answer.unit,
        "items": _items(answer),
        "understood": _understood_form(answer),
        "plan": plan_form(asked) if (asked := answer.plan or answer.inquiry) else None,
        "evidence": [_evidence_form(item) for item in answer.evidence],
        "findings": [_head_form(head) | finding_form(finding) for head, finding in answer.findings],
        "coverage": None
        if coverage is None
        else {
            "reports": coverage.reports,
            "with_value": coverage.with_value,
            "blank": coverage.blank,
            "unread": coverage.unread,
            "no_such_cell": coverage.no_such_cell,
            "zero_denominator": coverage.zero_denominator,
        },
        "coverage_text": covered_text(answer, language_of(answer.question)),
        "formula": answer.formula,
        "readings": list(answer.readings),
        "apart": [_item_form(row) for row in with_cells(answer.apart)],
    }


def _value(answer: Answer) -> bool | float | int | str | None:
    """A verdict, a definition, or the figure."""
    if answer.verdict is not None:
        return answer.verdict
    return answer.definition if answer.definition is not None else number_form(answer.value)


def _understood_form(answer: Answer) -> Form:
    """How the question was read; what holds of the answer alone is among the assumptions here, not in the plan."""
    nothing: Form = {"metric": None, "filters": [], "operation": None}
    asked = answer.plan or answer.inquiry
    return nothing | (plan_form(asked) if asked else {}) | {"assumptions": list(answer.assumptions)}


def _head_form(head: ReportHead) -> Form:
    return {"report_id": head.report_id, "office": head.office, "year": head.year}


def _item_form(row: MeasuredReport) -> Form:
    """One office's value; its location where one cell holds it, else null: the evidence has them all."""
    location = location_form(row.cells[0].location) if len(row.cells) == 1 else None
    value: Form = {"group": None, "value": number_form(row.value), "blanks": row.blanks, "location": location}
    return _head_form(row.head) | value


def _items(answer: Answer) -> list[Form]:
    """The parts of a grouped answer, else the reports of the answer, else the readings to choose from."""
    if answer.groups:
        return [_group_form(group, answer.groups) for group in answer.groups]
    if answer.absences:
        return [_absence_form(absence) for absence in answer.absences]
    if answer.kind == "findings":
        return [_found_form(row, answer) for row in answer.rows]
    if answer.pairs and answer.plan:
        return [_pair_form(row, pair, answer.plan) for row, pair in zip(answer.rows, answer.pairs, strict=True)]
    if answer.kind in ("comparison", "yes_no") and answer.plan and answer.plan.against:
        metrics = (answer.plan.metric, answer.plan.against)
        return [_item_form(row) | {"metric": metric.key} for row, metric in zip(answer.rows, metrics, strict=True)]
    if answer.inquiry is not None:
        # What is counted in a report stands in no single place: the evidence has them all.
        return [_item_form(row) | {"location": None} for row in answer.rows]
    return [_item_form(row) for row in with_cells(answer.rows)] or [_reading_form(text) for text in answer.readings]


def _pair_form(row: MeasuredReport, pair: Pair, plan: Plan) -> Form:
    """A change with the figures of both years; of two metrics that of the first, the other beside it."""
    if plan.change is None:
        return _item_form(pair[0]) | {"against_value": number_form(pair[1].value), "difference": number_form(row.value)}
    return _item_form(row) | {name: number_form(one.value) for name, one in zip(("before", "after"), pair, strict=True)}


def _group_form(group: Group, among: Sequence[Group]) -> Form:
    """A group by its code or name; a rate with its two sums, a change with its two figures."""
    year = int(group.name) if group.by == "year" else None
    office = group.name if group.by == "office" else None
    named: Form = {"report_id": None, "office": office, "year": year, "group": group_code(group, among)}
    counts: Form = {"blanks": 0, "location": None, "reports": group.reports, "without": group.without}
    parts = {name: number_form(getattr(group, name)) for name in ("numerator", "denominator", "before", "after")}
    return named | {"value": number_form(group.value)} | counts | parts


def _absence_form(absence: Absence) -> Form:
    """A report that is not there: its office and year, no id, no value."""
    nobody: Form = {"report_id": None, "office": absence.head.office, "year": absence.year, "group": None}
    return nobody | {"value": None, "blanks": 0, "location": None, "present": list(absence.present)}


def _found_form(row: MeasuredReport, answer: Answer) -> Form:
    """A report with the number of its findings and the place of each; `location` is that of the first."""
    places = [location_form(f.location) for head, f in answer.findings if head.report_id == row.head.report_id]
    found: Form = {"group": None, "value": number_form(row.value), "blanks": 0, "location": places[0]}
    return _head_form(row.head) | found | {"locations": places}


def _reading_form(text: str) -> Form:
    """A reading to choose from: a full question in place of a value."""
    nobody: Form = {"report_id": None, "office": None, "year": None}
    return nobody | {"group": None, "value": text, "blanks": 0, "location": None}


def _evidence_form(item: Evidence) -> Form:
    place: Form = {"location": location_form(item.location), "key": item.key, "quote": item.quote}
    return _head_form(item.head) | place | ({"passage_id": item.passage_id} if item.passage_id else {})
