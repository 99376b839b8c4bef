"""Shares of the offices that meet a condition."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from index.library import Library
from portal.questions.answer import answer
from portal.questions.json_forms.plan_forms import plan_form, plan_from_form
from portal.questions.plan import Plan
from portal.questions.plan_error import PlanError
from portal.widgets.plan_changes import changed_plan
from tests.portal.gold import Truth, truth

TODAY = date(2026, 11, 21)
Fits = Callable[[Truth], bool]


def corrected(report: Truth) -> bool:
    return report.reconsidered("corrected") > 0


def sued(report: Truth) -> bool:
    return report.sued() > 0


def lost(report: Truth) -> bool:
    return report.sued("corrected") > 0


def busy(report: Truth) -> bool:
    return report.new > 100


@pytest.mark.parametrize(
    ("question", "whole", "part"),
    [
        ("2025年有复议的单位中，复议被纠正的单位占多少", lambda r: r.reconsidered() > 0, corrected),
        ("2025年有复议的单位中有几成被纠正了", lambda r: r.reconsidered() > 0, corrected),
        ("2025年被起诉的单位里，败诉的单位占几成", sued, lost),
        ("2025年败诉的单位中，复议被纠正的占多少", lost, corrected),
        ("Of the offices that were sued in 2025, what share lost?", sued, lost),
        ("What share of offices that had a lawsuit in 2025 lost it?", sued, lost),
        ("What share of offices that lost a lawsuit in 2025 also had a reconsideration corrected?", lost, corrected),
        ("What share of offices with over 100 applications in 2025 had a reconsideration corrected?", busy, corrected),
        ("输过官司的单位，在2025年全部单位里头占比多少", lambda r: True, lost),
    ],
)  # fmt: skip
def test_the_share_is_one_of_the_offices_that_meet_the_condition(
    samples: Library, question: str, whole: Fits, part: Fits
) -> None:
    given = answer(question, samples, TODAY)
    those = [report for report in truth() if report.year == 2025 and whole(report)]
    assert given.kind == "number", given.text
    assert given.value == Decimal(sum(map(part, those))) / len(those)


def test_what_the_text_tells_may_make_the_whole(samples: Library) -> None:
    given = answer("2025年说人手不足的单位里，有几成复议被纠正", samples, TODAY)
    assert isinstance(given.plan, Plan)
    assert given.plan.among
    assert given.text.startswith("占 50.0%：问题里提到“人员力量”的有 2 个单位，其中 1 个。")


def test_a_share_of_cases_stays_one_of_cases(samples: Library) -> None:
    given = answer("2025年白鹭市公安局不予公开的申请占几成", samples, TODAY)
    assert not (isinstance(given.plan, Plan) and given.plan.among)


def test_such_a_plan_is_read_back_and_ends_with_its_conditions(samples: Library) -> None:
    plan = answer("2025年败诉的单位中，复议被纠正的占多少", samples, TODAY).plan
    assert isinstance(plan, Plan)
    assert plan_from_form(plan_form(plan), samples) == plan
    assert not changed_plan(plan, (("drop", "also.0"),), "改过").among
    assert not changed_plan(plan, (("how", "count"),), "改过").among
    with pytest.raises(PlanError, match="among"):
        plan_from_form(plan_form(replace(plan, also=())), samples)
