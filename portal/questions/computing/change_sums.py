"""The change of sums from one year to another, of all reports together or group by group."""

from collections.abc import Sequence
from dataclasses import replace

from index.library import Library
from index.model import Measured
from portal.questions.computing.changing import Paired, between, changed_groups, paired, went
from portal.questions.computing.evidence import evidence_of, findings_of
from portal.questions.computing.group_answers import in_order_named, named_groups
from portal.questions.computing.groups import chosen, grouped
from portal.questions.plan import Answer, Group, NotUnderstood, Operation, Plan
from portal.questions.refusal import refused
from portal.questions.saying.change_text import (
    change_formula,
    change_groups_text,
    change_sums_text,
    gaps_text,
    moved_text,
)
from portal.questions.saying.notes import Language, say
from portal.questions.saying.phrasing import formula, label
from portal.questions.saying.sentences import ITEMS_IN_BRIEF, ITEMS_SHOWN
from portal.questions.words.fold import language_of
from portal.questions.words.metrics import RATE_UNIT, total_of

_MEANS: tuple[Operation, ...] = ("average", "median")
Looked = tuple[Measured, Paired]


def given_of(plan: Plan, question: str, looked: Looked) -> Answer:
    """What every answer about changes has in common."""
    found, pairs = looked
    language, change = language_of(question), plan.change
    assert change is not None
    return Answer(
        question=question,
        kind="list",
        text="",
        plan=plan,
        unit=RATE_UNIT if change.kind == "growth" else plan.metric.unit,
        coverage=found.coverage,
        formula=change_formula(plan, formula(plan.metric, total_of(plan.metric), language), language),
        assumptions=(*plan.assumptions, *gaps_text(pairs, change, language)),
    )


def answer_changed_sums(plan: Plan, library: Library, question: str, found: Measured) -> Answer:
    """The change of the sum over all reports of either year, and what it is over the offices that have both."""
    change, language = plan.change, language_of(question)
    assert change is not None
    groups = grouped("year", "sum", total_of(plan.metric), found.rows)
    before, after = (group.value for group in groups)
    value = None if before is None or after is None else between(before, after, change)
    if value is None:
        text = say("change_nobody", language, first=change.first, last=change.last, about=label(plan.metric, language))
        return refused(question, NotUnderstood("no_answer", text), plan)
    rows = tuple(row for row in found.rows if row.value is not None)
    pairs = paired(found.rows, change)
    verdict = None if plan.condition is None else plan.condition.holds(value)
    return replace(
        given_of(plan, question, (found, pairs)),
        kind="number" if verdict is None else "yes_no",
        verdict=verdict,
        text=("" if verdict is None else say("yes" if verdict else "no", language))
        + change_sums_text(plan, groups, language),
        value=value if verdict is None else None,
        rows=rows,
        evidence=evidence_of(rows, language),
        findings=findings_of(library, rows),
        groups=groups,
        assumptions=(*plan.assumptions, *_matched(plan, pairs, language)),
    )


def _matched(plan: Plan, pairs: Paired, language: Language) -> tuple[str, ...]:
    """What the change is where only the offices of both years are counted, if others are in the sums."""
    if not pairs.pairs or not (pairs.one_year or pairs.no_figure):
        return ()
    both = grouped("year", "sum", total_of(plan.metric), [row for pair in pairs.pairs for row in pair])
    before, after = (group.value for group in both)
    assert before is not None and after is not None
    moved = moved_text(before, after, plan.metric, language)
    return (say("change_matched", language, count=len(pairs.pairs), moved=moved),)


def answer_changed_groups(plan: Plan, library: Library, question: str, found: Measured) -> Answer:
    """The change of each group's sum or mean."""
    change, language = plan.change, language_of(question)
    assert change is not None and plan.by is not None
    how = (plan.operation if plan.operation in _MEANS else "sum", total_of(plan.metric))
    groups = changed_groups(plan.by, how, found.rows, change)
    asked = change.way is not None or plan.condition is not None
    kept = [g for g in groups if (went(g.value, change, plan.condition) if g.value is not None else not asked)]
    shown = in_order_named(chosen(kept, None, plan.ranking), plan)
    rows = tuple(row for row in found.rows if row.value is not None)
    return replace(
        given_of(plan, question, (found, paired(found.rows, change))),
        kind="ranking" if plan.ranking else "comparison" if _are_named(plan, shown) else "list",
        text=change_groups_text(plan, shown, language, ITEMS_SHOWN),
        brief=change_groups_text(plan, shown, language, ITEMS_IN_BRIEF),
        value=shown[0].value if plan.ranking and shown else None,
        rows=rows,
        evidence=evidence_of(rows, language),
        findings=findings_of(library, rows),
        groups=shown,
        assumptions=plan.assumptions,
    )


def _are_named(plan: Plan, groups: Sequence[Group]) -> bool:
    return len(groups) > 1 and len(groups) == named_groups(plan)
