"""Words that bound, name or tell something else than they seem to: what is asked stays what is answered."""

from datetime import date

import pytest

from index.library import Library
from index.themes import load_themes
from portal.questions.answer import answer
from portal.questions.plan import Answer, Plan
from tests.portal.gold import Key, those

TODAY = date(2026, 11, 21)


def ask(library: Library, question: str, *context: str) -> Answer:
    return answer(question, library, TODAY, list(context))


def listed(given: Answer) -> set[Key]:
    return {(row.head.office, row.head.year) for row in given.rows}


def reconsidered_in(year: int) -> set[Key]:
    return those(lambda report: report.year == year and report.reconsidered() > 0)


@pytest.mark.parametrize(
    ("question", "key", "least"),
    [
        ("2025年自然人申请过50的单位", "applications.new.natural_person", 51),
        ("2025年废止规范性文件最少有一百件的，是谁", "disclosure.normative_documents.repealed", 100),
        ("2025年补正后仍不明确两件以上（含两件）的单位", "applications.unavailable.still_unclear.total", 2),
        (
            "offices that brought forward at least 5 requests from the previous year in 2025",
            "applications.carried_in.total",
            5,
        ),
        ("offices whose reconsiderations were upheld three or more times in 2025", "reconsideration.upheld", 3),
    ],
)
def test_a_bound_in_other_words_bounds_as_it_says(samples: Library, question: str, key: str, least: int) -> None:
    assert listed(ask(samples, question)) == those(lambda r: r.year == 2025 and (r.facts.get(key) or 0) >= least)


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("焦作市2025年的申请有几成是自然人提出的？", "焦作市2025年自然人申请占比"),
        ("What share of its concluded applications did 白鹭市 refuse in 2025?", "白鹭市2025年不予公开率"),
        ("陕州区2025年不予公开的那58件申请里，属于国家秘密的几件？", "陕州区2025年不予公开国家秘密几件"),
        ("What did 白鹭市 collect in administrative fees in 2022, in 10,000 yuan?", "白鹭市2022年行政事业性收费金额"),
        ("焦作市2025年有多少人申请信息公开？", "焦作市2025年自然人新收申请几件"),
        ("2024年全部单位的败诉总数", "2024年全部单位败诉合计"),
        ("青岚市和白鹭市2024年各办结多少件", "青岚市2024年和白鹭市2024年办结申请对比"),
        ("白鹭、青岚、墨溪三个市政府，2025年的公开率哪个最高", "白鹭市政府、青岚市政府、墨溪市政府2025年公开率对比"),
    ],
)
def test_a_figure_in_other_words_is_the_figure_itself(samples: Library, question: str, whole: str) -> None:
    given, expected = ask(samples, question), ask(samples, whole)
    assert isinstance(given.plan, Plan) and isinstance(expected.plan, Plan)
    assert (given.plan.metric.key, given.value, listed(given)) == (
        expected.plan.metric.key,
        expected.value,
        listed(expected),
    )


def test_a_place_named_after_tells_which_of_several_was_meant(samples: Library) -> None:
    given = ask(samples, "青岚的那个", "红旗区2023年收到多少件申请？")
    assert given.value == ask(samples, "青岚市红旗区2023年收到多少件申请？").value == 31


def test_all_offices_behind_one_office_are_those_of_the_library(samples: Library) -> None:
    given = ask(samples, "What about the total for all offices?", "How many lawsuits did 白鹭市 lose in 2024?")
    assert given.value == ask(samples, "2024年全部单位败诉合计").value


def test_levels_are_compared_with_all_their_offices(samples: Library) -> None:
    given = ask(samples, "区县和市级单位，2025年的申请总数哪个多")
    assert isinstance(given.plan, Plan) and given.plan.by == "level"
    assert not given.plan.filters.wanted("office_kind")


def test_years_of_no_number_are_all_of_one_office(samples: Library) -> None:
    given = ask(samples, "白鹭市公安局这几年结转下年度各是几件")
    assert {year for _, year in listed(given)} == {year for office, year in those(lambda r: r.office == "白鹭市公安局")}


@pytest.mark.parametrize(
    ("question", "theme"),
    [
        ("哪些单位抱怨干这活的都是兼职、忙不过来", "staff"),
        ("村里的公开栏老不换、账目看不到，哪些报告提过这事？", "villages"),
        ("which reports say some replies were given close to the statutory deadline", "deadlines"),
    ],
)
def test_a_clause_told_at_length_is_looked_for_by_its_theme(samples: Library, question: str, theme: str) -> None:
    assert listed(ask(samples, question)) == those(lambda report: report.says(load_themes()[theme].words))


def test_a_clause_that_is_mostly_unknown_is_not_taken_for_its_one_theme(samples: Library) -> None:
    given = ask(samples, "答复信寄出去又被退回来，没人再跟进——有哪些单位写了？")
    assert given.kind == "no_answer" and "信寄出去" in given.text


def test_points_between_rates_keep_their_decimal(samples: Library) -> None:
    given = ask(samples, "白鹭市公安局的无法提供率，2023、2024两年对比一下")
    assert "14.0 个百分点" in given.text


def test_nothing_done_is_not_what_is_left_over(samples: Library) -> None:
    given = ask(samples, "2025年有没有哪个单位一件申请都没办结")
    assert given.verdict is False
    assert isinstance(given.plan, Plan) and given.plan.metric.key == "applications.concluded.total"


def test_more_offices_in_one_year_than_another_are_two_counts(samples: Library) -> None:
    given = ask(samples, "Did more offices have reconsiderations in 2025 than in 2024?")
    counted = {year: len(reconsidered_in(year)) for year in (2024, 2025)}
    assert {int(group.name): group.value for group in given.groups} == counted


def test_a_third_question_is_still_about_what_the_first_was_told(samples: Library) -> None:
    given = ask(samples, "2025年的", "哪些单位说人手不足", "他们采取了什么措施")
    staff = load_themes()["staff"].words
    answered = those(lambda report: report.year == 2025 and report.says(staff) and bool(report.measures))
    assert listed(given) == answered and answered
