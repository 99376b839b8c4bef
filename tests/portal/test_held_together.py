"""Figures and years that are held together: equal, so many times, against a year named first, from year to year."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from index.library import Library
from index.model import Filter, Filters
from portal.questions.answer import computed
from portal.questions.json_forms.plan_forms import plan_form, plan_from_form
from portal.questions.plan import Plan
from portal.questions.plan_error import PlanError
from tests.portal.asked import ask, listed
from tests.portal.gold import Truth, those, truth

Fits = Callable[[Truth], object]


@pytest.mark.parametrize(
    "question",
    [
        "2025年哪些单位的行政复议和行政诉讼一样多？",
        "2025年复议跟诉讼一样多的单位",
        "Which offices had as many reconsiderations as lawsuits in 2025?",
        "Which offices had the same number of reconsiderations and lawsuits in 2025?",
    ],
)
def test_two_figures_of_one_year_are_equal_and_no_year_is_held_against_another(samples: Library, question: str) -> None:
    given = ask(samples, question)
    assert given.kind == "list", given.text
    assert listed(given) == those(lambda r: r.year == 2025 and r.reconsidered() == r.sued())


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("青岚市红旗区2025年行政复议和行政诉讼一样多吗？", True),
        ("白鹭市和青岚市2025年复议一样多吗", False),
        ("跟2024年比，白鹭市2025年申请多了吗", False),
        ("与2024年相比，白鹭市2025年申请少了吗", True),
        ("Compared with 2024, did 白鹭市 receive more applications in 2025?", False),
        ("从2022年到2025年，省政府办公厅收到的申请是一年比一年少吗？", True),
        ("从2021年到2025年，省政府办公厅收到的申请是一年比一年少吗？", False),
        ("Have applications at 青岚市红旗区 gone down every year from 2022 to 2025?", False),
        ("省府办公厅2019年以来年年都有官司吗", True),
        ("省府办公厅2019年以来年年都有官司输吗", False),
        ("望江县和松亭区2025年都没有行政诉讼，对吗？", False),
        ("In 2025, did both 白鹭市公安局 and 白鹭市生态环境局 have a reconsideration corrected?", False),
    ],
)
def test_a_verdict_is_on_what_was_held_together(samples: Library, question: str, verdict: bool) -> None:
    given = ask(samples, question)
    assert given.kind == "yes_no", given.text
    assert given.verdict is verdict, given.text


def test_the_year_held_against_is_the_one_named_as_such(samples: Library) -> None:
    before, after = ({r.office: r.new for r in truth() if r.year == year} for year in (2024, 2025))
    more = {(office, 2025) for office, new in after.items() if new > before.get(office, new)}
    given = ask(samples, "跟2024年比，2025年申请多了的单位有哪些")
    assert {key for key in listed(given) if key[0] in before} >= more


@pytest.mark.parametrize(
    "question", ["青岚市政府办公室2023年的复议是上年的几倍", "青岚市政府办公室2023年的复议是2022年的多少倍"]
)
def test_how_many_times_is_the_value_of_such_a_question(samples: Library, question: str) -> None:
    given = ask(samples, question)
    assert (given.kind, given.value, given.unit) == ("comparison", Decimal(2), "倍")


def test_nothing_is_so_many_times_of_nothing(samples: Library) -> None:
    given = ask(samples, "白鹭市生态环境局2025年的复议纠正是白鹭市公安局的几倍")
    assert given.kind == "no_answer"
    assert "0" in given.text


def test_times_are_written_and_read_back(samples: Library) -> None:
    plan = ask(samples, "青岚市政府办公室2023年的复议是上年的几倍").plan
    assert isinstance(plan, Plan)
    form = plan_form(plan)
    assert plan_from_form(form, samples) == plan
    with pytest.raises(PlanError, match="times"):
        plan_from_form(form | {"operation": "number"}, samples)


@pytest.mark.parametrize("question", ["焦作市的申请是不是逐年上升？", "焦作市、墨溪市和白鹭市2025年的申请是几倍"])
def test_one_year_makes_no_steps_and_three_figures_no_ratio(samples: Library, question: str) -> None:
    assert ask(samples, question).kind in ("no_answer", "clarify")


def test_a_plan_of_steps_over_several_offices_is_refused(samples: Library) -> None:
    plan = ask(samples, "青岚市政府办的申请是不是逐年上升？").plan
    assert isinstance(plan, Plan)
    assert plan.condition is not None
    several = replace(plan, filters=Filters((Filter("level", "prefecture"),)))
    assert computed(several, samples).kind == "no_answer"


def test_many_times_a_figure_named_first_is_refused(samples: Library) -> None:
    question = "How many times the 2022 figure were the reconsiderations of 青岚市政府办公室 in 2023?"
    assert ask(samples, question).kind == "no_answer"


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("青岚市政府办公室2023年的复议增加到几件", 6),
        ("青岚市政府办公室2023年的复议增至几件", 6),
        ("青岚市政府办公室2023年的复议增加了几件", 3),
        ("To how many did new applications at 白鹭市红旗区人民政府办公室 rise in 2025?", 97),
        ("To what number did applications at 青岚市 go up in 2025?", 213),
        ("By how much did applications at 青岚市 go up in 2025?", 52),
        ("How many applications did 望江县 carry over from 2024 into 2025?", 1),
        ("望江县2024年结转到2025年的申请有几件？", 1),
        ("How many applications were carried over by 望江县 from 2025 into 2026?", 4),
        ("望江县2022年到2025年年申请量的中位数是多少？", Decimal("54.5")),
    ],
)
def test_what_a_figure_came_to_is_told_from_what_it_changed_by(samples: Library, question: str, value: Decimal) -> None:
    assert ask(samples, question).value == value


@pytest.mark.parametrize(
    "question",
    [
        "What was the last year 青岚市人民政府办公室 lost a lawsuit?",
        "What was the last year in which 青岚市人民政府办公室 lost a lawsuit?",
        "When did 青岚市人民政府办公室 last lose a lawsuit?",
    ],
)
def test_the_last_year_with_something_is_not_last_year(samples: Library, question: str) -> None:
    assert [row.head.year for row in ask(samples, question).rows][:1] == [2023]


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("青岚市人民政府办公室有哪些年份收到的申请多于2021年？", {2023, 2025}),
        ("青岚市人民政府办公室2021年收到的申请多于哪些年份？", {2019, 2020, 2022, 2024}),
        ("In which years did 青岚市人民政府办公室 receive more applications than in 2021?", {2023, 2025}),
    ],
)
def test_each_year_of_an_office_is_held_against_one(samples: Library, question: str, years: set[int]) -> None:
    given = ask(samples, question)
    assert given.kind == "list", given.text
    assert {row.head.year for row in given.rows} == years


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("offices with more applications than 青岚市人民政府办公室 in 2025 - how many?", 3),
        ("2025年申请比青岚市政府办多的单位，有几家？", 3),
    ],
)
def test_offices_beyond_one_are_counted(samples: Library, question: str, count: int) -> None:
    assert ask(samples, question).value == count


def test_a_mean_of_all_offices_is_none_of_those_looked_at(samples: Library) -> None:
    done = [r.concluded for r in truth() if r.year == 2025]
    above = those(lambda r: r.year == 2025 and r.level == "county" and r.concluded > sum(done) / len(done))
    assert listed(ask(samples, "2025年哪些区县的办结数高于全部单位的平均数？")) == above


@pytest.mark.parametrize(
    "question", ["Which offices had at least twice as many reconsiderations in 2024 as the year before?"]
)
def test_twice_as_many_as_the_year_before_is_doubled(samples: Library, question: str) -> None:
    before, after = ({r.office: r.reconsidered() for r in truth() if r.year == year} for year in (2023, 2024))
    doubled = {(one, 2024) for one in before.keys() & after.keys() if before[one] and after[one] >= 2 * before[one]}
    assert listed(ask(samples, question)) == doubled


@pytest.mark.parametrize(
    ("before", "question", "value"),
    [
        ("白鹭市2024年收到的申请比2023年多多少件？", "折合百分之几？", Decimal(69) / 252),
        ("省政府办公厅2024年新收了多少件申请？", "上年新收的有多少？", 467),
        ("By how much did applications at 白鹭市红旗区 rise in 2025?", "And to what number?", 97),
        ("白鹭市红旗区2025年的申请比上年增加了多少件？", "增加到几件了", 97),
        ("Which departments had lawsuits in 2025?", "How many lawsuits is that?", 6),
    ],
)
def test_a_short_question_keeps_whom_and_when(samples: Library, before: str, question: str, value: Decimal) -> None:
    assert ask(samples, question, before).value == value


@pytest.mark.parametrize(
    ("before", "question", "fits"),
    [
        ("Which departments had a reconsideration in 2025?", "Only those where one was corrected, please",
         lambda r: r.office_kind == "department" and r.reconsidered("corrected") > 0),
        ("2025年哪些单位的复议被纠正过？", "被纠正不止一件的呢？", lambda r: r.reconsidered("corrected") > 1),
        ("Which county-level offices had a lawsuit corrected in 2025?", "And which had one upheld?",
         lambda r: r.level == "county" and r.sued("upheld") > 0),
    ],
)  # fmt: skip
def test_an_outcome_alone_is_of_the_cases_asked_about(samples: Library, before: str, question: str, fits: Fits) -> None:
    assert listed(ask(samples, question, before)) == those(lambda r: r.year == 2025 and bool(fits(r)))


@pytest.mark.parametrize(
    ("question", "fits"),
    [
        ("At the end of 2025, which offices had both a reconsideration and a lawsuit still pending?",
         lambda r: r.reconsidered("pending") and r.sued("pending")),
        ("At the end of 2025, which offices had neither a reconsideration nor a lawsuit still pending?",
         lambda r: not r.reconsidered("pending") and not r.sued("pending")),
        ("2025年哪些单位复议没被纠正、官司却输了？", lambda r: not r.reconsidered("corrected") and r.sued("corrected")),
        ("去年复议诉讼都有的单位", lambda r: r.reconsidered() and r.sued()),
        ("Which county-level offices faced either reconsiderations or lawsuits in 2025?",
         lambda r: r.level == "county" and (r.reconsidered() or r.sued())),
        ("2025年哪些单位只有未经复议直接起诉的案件，没有复议后起诉的案件？",
         lambda r: r.sum("litigation_direct") and not r.sum("litigation_after")),
        ("Which offices refused applications neither from companies nor from legal service bodies in 2025?",
         lambda r: not r.sum("applications.refused", column="business")
         and not r.sum("applications.refused", column="legal_service")),
        ("2025年申请过百，复议又被纠正过的单位有哪些？", lambda r: r.new > 100 and r.reconsidered("corrected")),
        ("哪些单位2025年由上年结转的申请和结转下年度的申请都超过5件？",
         lambda r: r.sum("applications.carried_in") > 5 and r.sum("applications.carried_out") > 5),
    ],
)  # fmt: skip
def test_what_is_said_once_holds_for_both_and_what_is_said_of_one_for_one(
    samples: Library, question: str, fits: Fits
) -> None:
    assert listed(ask(samples, question)) == those(lambda r: r.year == 2025 and bool(fits(r)))


@pytest.mark.parametrize(
    "question",
    [
        "At the end of 2025, which offices had a reconsideration but no lawsuit still pending?",
        "Which offices received applications from all six kinds of applicants in 2025?",
        "For which offices were some reconsiderations of 2024, but not all, upheld?",
        "In 2025, at which offices did natural persons make up all of the new applications?",
        "What share of the offices that lost a lawsuit in 2023 were county-level?",
        "算上省政府办公厅，示例省2024年各单位一共收了多少申请？",
        "省政府办公厅2025年已经审结了多少件行政复议？",
        "2025年哪些单位的申请和白鹭市公安局一样多",
        "2023年申请数在青岚市政府办公室之上的有谁",
        "跟青岚市政府办公室比，2025年申请比它多、复议也比它多的是哪几家",
        "2025年有行政诉讼的单位，几成是白鹭市的？",
        "2025年申请和不予公开都比上年多的单位有哪些？",
        "Which offices had more reconsiderations in 2025 than 白鹭市公安局 had in 2024?",
        "连白鹭市各单位在内，2023年都有谁结转到下年的超过十件？",
        "take the years 2022 to 2024: which offices had at least one year that wasn't zero for applications received?",
    ],
)
def test_what_no_plan_holds_is_refused_and_not_passed_over(samples: Library, question: str) -> None:
    assert ask(samples, question).kind in ("no_answer", "clarify")
