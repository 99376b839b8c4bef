"""The JSON forms of answers and plans, as scripts, links and the portal rely on them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import get_args

from index.errors import FilterError
from index.forms import Form, finding_form, location_form, number_form
from index.library import Library
from index.model import Condition, MeasuredReport, Operator, ReportHead
from portal.questions.fold import language_of
from portal.questions.metrics import metric_of
from portal.questions.plan import Absence, Answer, Evidence, Group, Operation, Order, Peers, Plan, Ranking
from portal.questions.sentences import coverage_text

_FIELDS = ("operation", "metric", "filters", "condition", "assumptions", "label", "unit", "ranking", "peers")

_MOST_RANKED = 1000


class PlanError(ValueError):
    """A plan that cannot be: `where` names the field, `problem` what was found there and what would do."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}：{problem}")
        self.where = where
        self.problem = problem


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
        "coverage_text": coverage_text(coverage, language_of(answer.question)) if coverage else None,
        "formula": answer.formula,
        "readings": list(answer.readings),
        "apart": [_item_form(row) for row in answer.apart],
    }


def plan_form(plan: Plan) -> Form:
    """A plan as JSON; `plan_from_form` reads it back."""
    condition = plan.condition
    return {
        "operation": plan.operation,
        "metric": plan.metric.key,
        "label": plan.metric.label,
        "unit": plan.metric.unit,
        "filters": ["=".join(item.pair) for item in plan.filters.items],
        "condition": None
        if condition is None
        else {"operator": condition.operator, "number": number_form(condition.number)},
        "assumptions": list(plan.assumptions),
        "ranking": None if plan.ranking is None else {"order": plan.ranking.order, "top": plan.ranking.top},
        "peers": None if plan.peers is None else {"operator": plan.peers.operator, "statistic": plan.peers.statistic},
    }


def plan_from_form(form: Mapping[str, object], library: Library) -> Plan:
    """The plan that a form states, checked against the library.

    Raises PlanError naming the field and what is wrong with it.
    """
    for name in form:
        if name not in _FIELDS:
            raise PlanError(name, f"没有这一项，有的是 {'、'.join(_FIELDS)}")
    operation: Operation | None = next((known for known in get_args(Operation) if known == form.get("operation")), None)
    if operation is None:
        raise PlanError("operation", f"读到 {form.get('operation')!r}，应为 {'、'.join(get_args(Operation))} 之一")
    try:
        metric = metric_of(_text("metric", form.get("metric")))
    except KeyError:
        raise PlanError("metric", f"没有 {form.get('metric')!r} 这一项，应为事实键或比率名") from None
    try:
        filters = library.parse_filters(_texts("filters", form.get("filters", [])))
    except FilterError as error:
        raise PlanError("filters", str(error)) from None
    condition = _condition(form.get("condition"))
    ranking = _ranking(form.get("ranking"), operation)
    peers = _peers(form.get("peers"), operation, condition)
    assumptions = _texts("assumptions", form.get("assumptions", []))
    return Plan(operation, metric, filters, condition, assumptions, ranking, peers)


def _peers(form: object, operation: Operation, condition: Condition | None) -> Peers | None:
    if form is None:
        return None
    if operation != "list" or condition is not None:
        raise PlanError("peers", "只有 operation 为 list、没有 condition 时才有这一项")
    if not isinstance(form, Mapping) or set(form) != {"operator", "statistic"}:
        raise PlanError("peers", f"读到 {form!r}，应为 operator 与 statistic 两项")
    known = [Peers(">", "average"), Peers("<", "average"), Peers(">", "median"), Peers("<", "median")]
    fits = [peers for peers in known if (peers.operator, peers.statistic) == (form["operator"], form["statistic"])]
    if not fits:
        raise PlanError("peers", f"读到 {form!r}，operator 应为 > 或 <，statistic 应为 average 或 median")
    return fits[0]


def _ranking(form: object, operation: Operation) -> Ranking | None:
    if (form is None) != (operation != "ranking"):
        raise PlanError("ranking", "operation 为 ranking 时要有 order 与 top，其余操作没有这一项")
    if form is None:
        return None
    if not isinstance(form, Mapping) or set(form) != {"order", "top"}:
        raise PlanError("ranking", f"读到 {form!r}，应为 order 与 top 两项")
    order: Order | None = next((known for known in get_args(Order) if known == form["order"]), None)
    if order is None:
        raise PlanError("ranking.order", f"读到 {form['order']!r}，应为 {'、'.join(get_args(Order))} 之一")
    top = form["top"]
    if isinstance(top, bool) or not isinstance(top, int) or not 1 <= top <= _MOST_RANKED:
        raise PlanError("ranking.top", f"读到 {top!r}，应为 1 到 {_MOST_RANKED} 的整数")
    return Ranking(order, top)


def _condition(form: object) -> Condition | None:
    if form is None:
        return None
    if not isinstance(form, Mapping) or set(form) != {"operator", "number"}:
        raise PlanError("condition", f"读到 {form!r}，应为 operator 与 number 两项")
    operator: Operator | None = next((known for known in get_args(Operator) if known == form["operator"]), None)
    if operator is None:
        raise PlanError("condition.operator", f"读到 {form['operator']!r}，应为 {'、'.join(get_args(Operator))} 之一")
    number = form["number"]
    if isinstance(number, bool) or not isinstance(number, int | float):
        raise PlanError("condition.number", f"读到 {number!r}，应为数")
    value = Decimal(str(number))
    if not value.is_finite() or abs(value) > 10**15:
        raise PlanError("condition.number", f"读到 {number!r}，超出了范围")
    return Condition(operator, value)


def _text(where: str, value: object) -> str:
    if not isinstance(value, str):
        raise PlanError(where, f"读到 {value!r}，应为文字")
    return value


def _texts(where: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise PlanError(where, f"读到 {value!r}，应为列表")
    return tuple(_text(f"{where}[{index}]", item) for index, item in enumerate(value))


def _value(answer: Answer) -> bool | float | int | str | None:
    """A verdict, a definition, or the figure."""
    if answer.verdict is not None:
        return answer.verdict
    return answer.definition if answer.definition is not None else number_form(answer.value)


def _understood_form(answer: Answer) -> Form:
    if answer.inquiry is not None:
        asked: Form = {"metric": None, "filters": ["=".join(item.pair) for item in answer.inquiry.filters.items]}
        return asked | {"operation": answer.inquiry.operation, "assumptions": list(answer.assumptions)}
    if answer.plan is None:
        return {"metric": None, "filters": [], "operation": None, "assumptions": list(answer.assumptions)}
    return plan_form(answer.plan) | {"assumptions": list(answer.assumptions)}


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
        return [_group_form(group) for group in answer.groups]
    if answer.absences:
        return [_absence_form(absence) for absence in answer.absences]
    if answer.kind == "findings":
        return [_found_form(row, answer) for row in answer.rows]
    return [_item_form(row) for row in answer.rows] or [_reading_form(text) for text in answer.readings]


def _group_form(group: Group) -> Form:
    nobody: Form = {"report_id": None, "office": None, "year": None, "group": group.level}
    return nobody | {"value": number_form(group.value), "blanks": 0, "location": None, "reports": group.reports}


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
    return _head_form(item.head) | place
