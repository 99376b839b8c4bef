"""What stands beside a question or is shown in place of its name: prefaces, marks in quotes, pinyin, bare words."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from index.library import Library
from portal.questions.answer import answer
from portal.questions.plan import Answer, Inquiry, NotUnderstood, Plan
from portal.questions.understand import understand
from portal.questions.words.romanising import spellings

DAY = datetime.date(2026, 11, 21)


def ask(samples: Library, question: str) -> Answer:
    return answer(question, samples, DAY)


def planned(samples: Library, question: str) -> Plan | Inquiry:
    plan = understand(question, samples, DAY)
    assert not isinstance(plan, NotUnderstood), plan.text
    return plan


@pytest.mark.parametrize(
    ("asked", "plain"),
    [
        ("我在写一篇复议的稿子，想知道2024年哪些单位打过官司", "2024年哪些单位打过官司"),
        ("为安排抽查，请列出2024年结转下年度超过5件的单位", "2024年结转下年度超过5件的单位"),
        ("我是一名记者，2025年西工区收到多少申请", "2025年西工区收到多少申请"),
        ("作为一名律师，我想知道2025年哪些单位的复议被纠正", "2025年哪些单位的复议被纠正"),
        ("Could you tell me, did 朝阳街道 receive any requests in 2023?", "Did 朝阳街道 receive any requests in 2023?"),
        ("2025年西工区的公开率，能告诉我吗？", "2025年西工区的公开率"),
        ("我想核对一个数：白鹭市公安局2025年的行政处罚决定数量", "白鹭市公安局2025年的行政处罚决定数量"),
        (
            "Our client would like to know the number of lawsuits of 白鹭市公安局 in 2024",
            "number of lawsuits of 白鹭市公安局 in 2024",
        ),
    ],
)
def test_what_is_said_before_a_question_is_not_asked(samples: Library, asked: str, plain: str) -> None:
    assert planned(samples, asked) == planned(samples, plain)


@pytest.mark.parametrize(
    ("asked", "plain"),
    [
        (
            "I'm writing a story. Within 青岚市, counting all its offices, what share of the new applications of 2022"
            " went to 青岚市自然资源和规划局?",
            "Within 青岚市, counting all its offices, what share of the new applications of 2022"
            " went to 青岚市自然资源和规划局?",
        ),
        (
            "I'm writing a story. Of the offices with a corrected reconsideration in 2025, which ones name policy"
            " interpretation as a problem?",
            "Of the offices with a corrected reconsideration in 2025, which ones name policy"
            " interpretation as a problem?",
        ),
    ],
)
def test_no_condition_goes_with_what_is_said_before_it(samples: Library, asked: str, plain: str) -> None:
    with_it, without = planned(samples, asked), planned(samples, plain)
    assert replace(with_it, assumptions=()) == replace(without, assumptions=())


def test_a_preface_says_where_if_the_question_does_not(samples: Library) -> None:
    assert ask(samples, "我是望江县居民，想知道县政府2023年收到多少件申请").value == Decimal(56)
    elsewhere = ask(samples, "我在焦作做点小买卖，想知道青岚市望江县2023年收到多少件申请")
    assert elsewhere.value == Decimal(56)


def test_a_bound_before_a_question_is_not_passed_over(samples: Library) -> None:
    given = ask(samples, "我们新收超过200件，想知道哪些单位2024年打过官司")
    plan = given.plan
    assert plan is None or any("新收" in where.metric.label for where in plan.also) or "新收" in plan.metric.label


@pytest.mark.parametrize("mark", ["“—”", "“/”", "“无”", "'——'", "“—”或“/”"])
def test_a_mark_in_quotes_is_the_mark_itself(samples: Library, mark: str) -> None:
    given = ask(samples, f"哪些2024年报告的格子里印的是{mark}")
    assert {row.head.office for row in given.rows} == {
        "白鹭经济技术开发区管理委员会",
        "白鹭市红旗区朝阳街道办事处",
    }


def test_a_problem_or_a_measure_is_either(samples: Library) -> None:
    either = planned(samples, "谁写了补正通知方面的问题或做法")
    assert isinstance(either, Inquiry)
    assert either.mentions[0].kind is None


@pytest.mark.parametrize("name", ["Jiaozuo", "jiaozuo city", "Jiaozuo Municipality"])
def test_a_place_is_known_by_its_pinyin(samples: Library, name: str) -> None:
    given = ask(samples, f"How many new applications did {name} receive in 2025?")
    assert [row.head.office for row in given.rows] == ["焦作市人民政府办公室"]


def test_a_character_with_two_readings_has_two_spellings() -> None:
    assert {"changzhi", "zhangzhi", "changzhi city"} <= set(spellings("长治市"))


@pytest.mark.parametrize(
    "question",
    [
        "省级对市级，看2025年的复议总数",
        "2025 reconsiderations: province level against prefecture level",
    ],
)
def test_a_bare_word_between_offices_compares_them(samples: Library, question: str) -> None:
    assert [(group.name, group.value) for group in ask(samples, question).groups] == [
        ("province", Decimal(35)),
        ("prefecture", Decimal(30)),
    ]


def test_against_behind_a_case_says_whom_it_is_of(samples: Library) -> None:
    given = ask(samples, "How many lawsuits against 白鹭市公安局 were there in 2024?")
    assert given.kind == "number"


def test_higher_than_a_number_is_a_bound(samples: Library) -> None:
    assert planned(samples, "2024年结转率比6%还高的单位") == planned(samples, "2024年结转率高于6%的单位")


def test_the_years_of_a_place_are_added_up_for_its_government(samples: Library) -> None:
    added, whole = ("2022到2024年，望江县新收的申请加起来有多少", "2022到2024年，望江县各单位新收的申请合计多少")
    assert ask(samples, added).value == Decimal(158)
    assert ask(samples, whole).value == Decimal(165)


def test_a_short_year_has_its_apostrophe(samples: Library) -> None:
    assert planned(samples, "refusals by 白鹭市公安局 in '23") == planned(samples, "refusals by 白鹭市公安局 in 2023")


@pytest.mark.parametrize(
    ("asked", "plain"),
    [
        (
            "通稿里还差一笔。白鹭市公安局2025年一共作出多少件行政处罚决定？",
            "白鹭市公安局2025年一共作出多少件行政处罚决定？",
        ),
        ("去年望江县政府不予公开了几件？街坊都念叨。", "去年望江县政府不予公开了几件？"),
        (
            "I'm an exchange student working on a paper. How many requests did 白鹭市公安局 conclude in 2023?",
            "How many requests did 白鹭市公安局 conclude in 2023?",
        ),
        (
            "I am tidying spreadsheets. Which 2024 reports print a dash where a number should be?",
            "Which 2024 reports print a dash where a number should be?",
        ),
    ],
)
def test_a_sentence_that_says_nothing_of_the_question_is_named_and_left(
    samples: Library, asked: str, plain: str
) -> None:
    with_it, without = planned(samples, asked), planned(samples, plain)
    assert with_it.filters == without.filters
    assert len(with_it.assumptions) == len(without.assumptions) + 1


@pytest.mark.parametrize(
    "question",
    [
        "2024年哪些单位打过官司？不算魔法部门。",
        "2024年哪些单位打过官司？只要魔法类的。",
        "魔法申请超过5件。2024年哪些单位打过官司？",
        "I only need an average of wizards. New applications per county-level office in 2024?",
    ],
)
def test_a_sentence_that_sets_a_condition_nobody_understands_is_not_passed_over(
    samples: Library, question: str
) -> None:
    assert isinstance(understand(question, samples, DAY), NotUnderstood)


def test_a_part_is_no_share_of_itself(samples: Library) -> None:
    given = ask(samples, "2023年部门的行政复议里，部门占百分之多少？")
    assert given.kind == "no_answer"
