"""Offices left out, held against one, added up, in years of their own: each answer against the samples' truth."""

from collections.abc import Callable

import pytest

from index.library import Library
from portal.questions.json_forms.plan_forms import plan_form, plan_from_form
from portal.questions.plan import Inquiry, Plan
from portal.questions.understand import understand
from portal.questions.words.metrics import metric_of
from tests.portal.asked import TODAY, ask, listed
from tests.portal.gold import Key, Truth, truth

Fits = Callable[[Truth], bool]


def of(office: str, year: int) -> Truth:
    return next(report for report in truth() if report.key == (office, year))


def those(year: int, fits: Fits) -> set[Key]:
    return {report.key for report in truth() if report.year == year and fits(report)}


CITY, POLICE = "白鹭市人民政府办公室", "白鹭市公安局"


@pytest.mark.parametrize(
    ("question", "fits"),
    [
        ("除了白鹭市公安局，2025年还有哪些单位收到过申请", lambda r: r.new > 0 and r.office != POLICE),
        ("2025年申请超过100件的单位，部门不算在内", lambda r: r.new > 100 and r.office_kind != "department"),
        (
            "Excluding departments, which offices received more than 100 requests in 2025?",
            lambda r: r.new > 100 and r.office_kind != "department",
        ),
        ("白鹭市以外，2025年收到申请超过100件的单位", lambda r: r.new > 100 and r.city != "白鹭市"),
        ("2025年申请量比白鹭市多的单位", lambda r: r.new > of(CITY, 2025).new),
    ],
)
def test_offices_left_out_or_held_against_one_are_listed_in_full(samples: Library, question: str, fits: Fits) -> None:
    assert listed(ask(samples, question)) == those(2025, fits)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("2025年不予公开和无法提供一共多少件", lambda r: r.refused + r.unavailable),
        ("2025年新收加上办结一共多少件", lambda r: r.new + r.concluded),
    ],
)
def test_figures_that_are_added_up_are_no_conditions_on_each_other(
    samples: Library, question: str, value: Callable[[Truth], float]
) -> None:
    given = ask(samples, question)
    assert given.value == sum(value(report) for report in truth() if report.year == 2025)
    assert given.plan is not None and plan_from_form(plan_form(given.plan), samples) == given.plan


@pytest.mark.parametrize(
    "key",
    [
        "applications.refused.total+applications.refused.third_party.total",
        "applications.refused.total+disclosure.fees.amount",
        "refusal_rate+disclosure_rate",
    ],
)
def test_figures_that_hold_each_other_or_have_other_units_are_no_sum(key: str) -> None:
    with pytest.raises(KeyError):
        metric_of(key)


def test_offices_that_are_named_are_added_up(samples: Library) -> None:
    given = ask(samples, "白鹭市公安局和白鹭市政府办公室2025年一共收到多少件申请")
    assert given.value == of(CITY, 2025).new + of(POLICE, 2025).new


def test_each_condition_may_have_a_year_of_its_own(samples: Library) -> None:
    given = ask(samples, "2024年有诉讼而2025年没有诉讼的单位")
    before = {office.removeprefix("青岚市") for office, _ in those(2024, lambda r: r.sued() > 0)}
    assert listed(given) <= those(2025, lambda r: r.sued() == 0)
    assert {office.removeprefix("青岚市") for office, _ in listed(given)} <= before
    plan = given.plan
    assert isinstance(plan, Plan) and [where.year for where in plan.also] == [2024]
    assert plan_from_form(plan_form(plan), samples) == plan
    assert {item.head.year for item in given.evidence} == ({2024, 2025} if given.rows else set())


def test_one_place_of_a_ranking_is_given_alone(samples: Library) -> None:
    ordered = sorted((report.new, report.key) for report in truth() if report.year == 2025)
    given = ask(samples, "2025年收到申请第二多的单位")
    assert listed(given) == {ordered[-2][1]}
    assert plan_from_form(plan_form(given.plan), samples) == given.plan if given.plan else False


def test_an_office_has_its_place_among_those_of_its_level(samples: Library) -> None:
    level = sorted((r.new for r in truth() if r.year == 2025 and r.level == "prefecture"), reverse=True)
    given = ask(samples, "白鹭市公安局2025年申请量排第几")
    assert f"排第 {level.index(of(POLICE, 2025).new) + 1}，共 {len(level)} 份有数" in given.text


def test_offices_each_in_its_year_are_compared(samples: Library) -> None:
    given = ask(samples, "白鹭市公安局2025年和白鹭市政府办公室2024年，谁收到的申请多")
    assert [row.value for row in given.rows] == [of(POLICE, 2025).new, of(CITY, 2024).new]


def test_an_office_is_held_against_the_mean_of_its_level(samples: Library) -> None:
    values = [r.new for r in truth() if r.year == 2025 and r.level == "prefecture"]
    given = ask(samples, "白鹭市公安局2025年的申请高于平均吗")
    assert (given.kind, given.verdict) == ("yes_no", of(POLICE, 2025).new > sum(values) / len(values))


def test_no_office_at_all_is_denied_where_one_did(samples: Library) -> None:
    lost = those(2025, lambda r: r.sued("corrected") > 0)
    given = ask(samples, "2025年没有一个单位败诉吗")
    assert (given.kind, given.verdict) == ("yes_no", not lost)


def test_which_reports_there_are_is_a_list(samples: Library) -> None:
    plan = understand("青岚市有哪些单位的报告", samples, TODAY)
    assert isinstance(plan, Inquiry) and (plan.operation, plan.figure) == ("reports", "list")
    given = ask(samples, "青岚市有哪些单位的报告")
    assert listed(given) >= {report.key for report in truth() if report.city == "青岚市"}


@pytest.mark.parametrize(
    ("context", "question", "fits"),
    [
        (
            "2025年哪些单位的行政复议被纠正",
            "其中败诉的呢",
            lambda r: r.reconsidered("corrected") > 0 and r.sued("corrected") > 0,
        ),
        ("2025年申请超过100件的单位", "其中公开率低于30%的", lambda r: r.new > 100 and r.disclosed < 0.3),
    ],
)
def test_those_among_the_list_before_meet_both(samples: Library, context: str, question: str, fits: Fits) -> None:
    assert listed(ask(samples, question, context)) == those(2025, fits)


def test_a_place_that_reports_nothing_itself_is_asked_back(samples: Library) -> None:
    given = ask(samples, "洛阳市2025年收到多少申请")
    assert given.kind == "clarify" and given.readings


@pytest.mark.parametrize(
    "question",
    [
        "白鹭市公安局2025年行政处罚多少万元",
        "西工区正文说受理多少件",
        "2025年申请超过-5件的单位",
        "2025年收到申请前三名里有几个是区县",
        "哪一年自相矛盾的报告最多",
    ],
)
def test_what_the_figure_cannot_say_is_refused(samples: Library, question: str) -> None:
    assert ask(samples, question).kind == "no_answer"
