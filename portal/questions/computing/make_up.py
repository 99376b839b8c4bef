"""What a figure is made of: each of its parts over the same reports, beside the figure as it is printed."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from index.library import Library
from index.model import Measured, MeasuredReport
from portal.questions.computing.evidence import evidence_of, findings_of
from portal.questions.computing.gathered import Gathered
from portal.questions.computing.groups import chosen
from portal.questions.computing.narrowing import looked_at
from portal.questions.plan import Answer, Group, NotUnderstood, Plan
from portal.questions.refusal import refused
from portal.questions.saying.make_up import make_up_texts, said_of_parts
from portal.questions.saying.phrasing import formula
from portal.questions.saying.sentences import group_nothing
from portal.questions.words.fold import language_of
from portal.questions.words.make_up import parts_of
from portal.questions.words.metrics import metric_of, total_of

# Why a report has no figure for a part that its form has.
_EMPTY = ("blank", "unread")


def answer_make_up(plan: Plan, library: Library, question: str, found: Measured) -> Answer:
    """The parts of a figure, the largest first; of a ranking only its first."""
    language = language_of(question)
    parts = _parts(plan, library, found.rows)
    valued = [row for row in found.rows if row.value is not None]
    groups = sorted((_group(plan, key, rows) for key, rows in parts.items()), key=_largest_first)
    if not valued or all(group.value is None for group in groups):
        return refused(question, NotUnderstood("no_answer", group_nothing(plan, found, language)), plan)
    ranked = plan.ranking is not None and any(group.value for group in groups)
    shown = chosen(groups, None, plan.ranking) if ranked else tuple(groups)
    total = sum((row.value for row in valued if row.value is not None), Decimal(0))
    text, brief = make_up_texts(plan, valued, (total, groups, shown), language)
    rows = tuple(row for part in (valued, *parts.values()) for row in part)
    return Answer(
        question=question,
        kind="ranking" if ranked else "list",
        text=text,
        brief=brief,
        plan=plan,
        value=shown[0].value if ranked else None,
        unit=plan.metric.unit,
        rows=tuple(valued),
        evidence=Gathered(lambda: dict.fromkeys(evidence_of(rows, language))),
        findings=Gathered(lambda: dict.fromkeys(findings_of(library, rows))),
        coverage=found.coverage,
        formula=formula(plan.metric, total_of(plan.metric), language),
        assumptions=(*plan.assumptions, *said_of_parts(plan, total, groups, language)),
        groups=shown,
    )


def _parts(plan: Plan, library: Library, rows: Sequence[MeasuredReport]) -> Mapping[str, Sequence[MeasuredReport]]:
    """The rows of each part by its key, for the reports looked at; a part that no form of theirs has is none."""
    assert plan.by is not None
    ours, filters = {row.head.report_id for row in rows}, looked_at(plan.filters)
    found = {
        key: [row for row in library.measured(total_of(metric_of(key)), filters).rows if row.head.report_id in ours]
        for key in parts_of(plan.metric, plan.by)
    }
    return {key: part for key, part in found.items() if any(row.missing != "no_such_cell" for row in part)}


def _group(plan: Plan, key: str, rows: Sequence[MeasuredReport]) -> Group:
    assert plan.by is not None
    values = [row.value for row in rows if row.value is not None]
    without = sum(row.missing in _EMPTY for row in rows)
    return Group(plan.by, key, sum(values, Decimal(0)) if values else None, len(values), without)


def _largest_first(group: Group) -> tuple[bool, Decimal]:
    return group.value is None, -(group.value or Decimal(0))
