"""Words that bound, name or tell something else than they seem to: what is asked stays what is answered."""

from dataclasses import replace

import pytest

from index.library import Library
from index.themes import load_themes
from portal.questions.plan import Plan
from tests.portal.asked import ask, listed
from tests.portal.gold import Key, those


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


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("没有行政诉讼的单位当中，2023年有不予公开的挑出来", "2023年没有行政诉讼，但有不予公开的单位"),
        (
            "Which departments were taken to court in 2023 and had no reconsideration corrected that year?",
            "2023年有行政诉讼，而没有被纠正的行政复议的部门",
        ),
        (
            "Which offices refused requests in 2024 because the information was not held?",
            "2024年哪些单位有无法提供·本机关不掌握",
        ),
        ("Who cited state secrets as a ground for refusal in 2023?", "Who refused any as state secrets in 2023?"),
        ("我要一个百分比：2025年市级单位的新收申请相对于所有单位的总量", "2025年市级单位的新收申请占所有单位的多少"),
        ("2022年全部单位的结转下年度按城市拆开，各城市占多少件", "2022年各城市全部单位的结转下年度合计"),
        ("In 2024, were there more lawsuits or refusals at 白鹭市公安局?", "2024年白鹭市公安局的诉讼多还是不予公开多"),
        (
            "Refusal rate in 2022: county-level offices against city-level offices",
            "2022年县级单位和市级单位的不予公开率比较",
        ),
        ("白鹭经开区2023年收没收行政事业性收费？", "白鹭经开区2023年有没有行政事业性收费？"),
        ("白鹭市生态环境局去年的复议有被纠正的吧？", "白鹭市生态环境局去年的复议有没有被纠正？"),
        ("望江县行政强制决定最少是哪一年", "望江县行政强制决定哪一年最少"),
        (
            "青岚市政府办公室“十四五”期间每年制发多少件规范性文件",
            "青岚市政府办公室2021到2025年每年制发多少件规范性文件",
        ),
        (
            "各单位里，不予公开从上一年到2023年增加件数最多的是哪一个？",
            "2023年不予公开比上一年增加最多的单位",
        ),
        (
            "Offices that exceeded 5 refusals in 2023 make up what fraction of the total number of offices?",
            "What share of all offices had more than 5 refusals in 2023?",
        ),
        ("去年说“本机关不掌握”说得最多的是哪家？", "去年本机关不掌握最多的是哪家？"),
        ("去年谁碰上过没正当理由大量反复申请的？", "去年谁有无正当理由大量反复申请？"),
    ],
)
def test_the_same_figures_are_asked_for_in_other_words(samples: Library, question: str, plain: str) -> None:
    given, expected = ask(samples, question), ask(samples, plain)
    assert isinstance(given.plan, Plan) and isinstance(expected.plan, Plan)
    assert set(given.plan.filters.items) == set(expected.plan.filters.items)
    assert replace(given.plan, assumptions=(), filters=expected.plan.filters) == replace(expected.plan, assumptions=())
    assert given.kind == expected.kind and listed(given) == listed(expected)


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("2025年在培训问题上采取措施的单位名单", "2025年采取培训措施的单位"),
        ("2025年哪些部门把培训这一问题写进报告", "2025年哪些部门把培训列为问题"),
        ("属于2025年的报告，总共收了多少份？", "2025年有多少份报告"),
        ("白鹭市公安局交没交2024年的报告", "白鹭市公安局有没有2024年的报告"),
    ],
)
def test_the_same_reports_are_asked_for_in_other_words(samples: Library, question: str, plain: str) -> None:
    given, expected = ask(samples, question), ask(samples, plain)
    assert given.inquiry is not None and expected.inquiry is not None
    assert (given.kind, listed(given), given.value) == (expected.kind, listed(expected), expected.value)


def test_what_nobody_knows_is_not_left_out_where_it_is_what_was_asked_about(samples: Library) -> None:
    given = ask(samples, "经办的人走马灯似的换，别的单位想了什么办法？")
    assert given.kind == "no_answer" and not given.readings


def test_all_offices_of_each_city_are_no_city_governments(samples: Library) -> None:
    given = ask(samples, "Taking all offices of a city together, give me the disclosure rate city by city for 2023.")
    assert isinstance(given.plan, Plan) and given.plan.by == "city"
    assert {item.name for item in given.plan.filters.items} == {"year"}


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("Who lost a lawsuit both last year and the year before?", "2024年和2025年都败诉的单位"),
        (
            "How many applications did 望江县 and everything under it receive in 2024?",
            "望江县2024年含下属单位收到多少申请",
        ),
        ("2024年非青岚市的机关中，自然人申请大于20件的有哪几家", "2024年自然人申请大于20件的单位，青岚市除外"),
        (
            "Which offices' reconsiderations were outnumbered by lawsuits in 2025?",
            "Which offices had fewer reconsiderations than lawsuits in 2025?",
        ),
        ("2024到2025年哪些单位有不予公开, no matter in which year", "2024到2025年哪些单位有不予公开"),
        ("From 2024 to 2025, who had lawsuits? Even a single year counts.", "From 2024 to 2025, who had lawsuits?"),
        (
            "I need one figure for 白鹭市 in 2023: the sum of lawsuits over all its offices.",
            "The sum of lawsuits over all offices of 白鹭市 in 2023",
        ),
    ],
)
def test_no_condition_is_lost_or_turned_round_by_a_phrase(samples: Library, question: str, whole: str) -> None:
    given, expected = ask(samples, question), ask(samples, whole)
    assert isinstance(given.plan, Plan) and isinstance(expected.plan, Plan), (given.text, expected.text)
    assert (given.kind, given.value, listed(given)) == (expected.kind, expected.value, listed(expected))


def test_what_narrows_a_question_behind_it_is_not_set_aside(samples: Library) -> None:
    given = ask(samples, "哪个单位在2023年有最多的不予公开的申请？只在市级单位里找")
    assert given.kind == "no_answer" or all(row.head.level == "prefecture" for row in given.rows)
