"""What stands within a question and sets no condition, what says something once more, what goes on from before."""

import datetime
from decimal import Decimal

import pytest

from index.library import Library
from portal.questions.answer import answer
from portal.questions.plan import Answer, NotUnderstood, Plan
from portal.questions.understand import understand

DAY = datetime.date(2026, 11, 21)


def ask(samples: Library, *asked: str) -> Answer:
    return answer(asked[-1], samples, DAY, asked[:-1])


def planned(samples: Library, *asked: str) -> Plan:
    plan = understand(asked[-1], samples, DAY, asked[:-1])
    assert isinstance(plan, Plan), plan
    return plan


def same(one: Plan, other: Plan) -> bool:
    """Whether two plans compute the same."""
    parts = ("operation", "filters", "condition", "ranking", "also", "change", "by", "against", "part")
    return one.metric.key == other.metric.key and all(getattr(one, part) == getattr(other, part) for part in parts)


@pytest.mark.parametrize(
    ("asked", "plain", "aside"),
    [
        ("2024年败诉的单位有哪些，编辑部想追问一下。", "2024年败诉的单位有哪些", "编辑部想追问一下"),
        (
            "复议纠正率不低于一成的，历年都有哪些单位（太少了没有代表性）？",
            "复议纠正率不低于一成的，历年都有哪些单位？",
            "太少了没有代表性",
        ),
        (
            "我递的申请石沉大海，2025年谁的不予处理率超过了两成？",
            "2025年谁的不予处理率超过了两成？",
            "我递的申请石沉大海",
        ),
    ],
)
def test_what_sets_no_condition_is_set_aside_and_named(samples: Library, asked: str, plain: str, aside: str) -> None:
    assert same(planned(samples, asked), planned(samples, plain))
    assert any(aside in note and "没有据此挑选" in note for note in planned(samples, asked).assumptions)


@pytest.mark.parametrize(
    "asked",
    [
        "沿海的，2024年败诉的单位有哪些？",
        "在东部，2024年败诉的单位有哪些？",
        "2024年败诉的单位有哪些（不含新设的）？",
        "2024年败诉的单位有哪些，把名字告诉我电话",
        "Which offices lost a lawsuit in 2024, located near the sea?",
    ],
)
def test_what_may_be_a_condition_is_not_set_aside(samples: Library, asked: str) -> None:
    assert isinstance(understand(asked, samples, DAY), NotUnderstood)


@pytest.mark.parametrize(
    ("asked", "plain"),
    [
        (
            "望江县政府和松亭区政府办公室，都在青岚市，2025年的无法提供率请对比一下",
            "望江县政府和松亭区政府办公室2025年的无法提供率请对比一下",
        ),
        ("从2024年看，市级单位与县级单位哪一级的公开率更高？", "2024年市级单位与县级单位哪一级的公开率更高？"),
        ("青岚市2024年收到申请数，从少到多取前两名", "青岚市2024年收到申请数最少的两家"),
        ("2024年或2025年败诉过的单位", "2024年和2025年败诉过的单位"),
        ("2022年废止过规范性文件的是哪几家，一件也算", "2022年废止过规范性文件的是哪几家"),
    ],
)
def test_what_is_said_once_more_adds_nothing(samples: Library, asked: str, plain: str) -> None:
    assert same(planned(samples, asked), planned(samples, plain))


def test_years_named_before_these_two_years_are_those(samples: Library) -> None:
    given = ask(samples, "青岚市自然资源和规划局2022、2023这两年不予公开的合计几件")
    assert given.plan is not None
    assert {item.value for item in given.plan.filters.wanted("year")} == {"2022", "2023"}


def test_the_place_of_a_whole_is_part_of_it(samples: Library) -> None:
    asked = "Taking every office in 青岚市 for 2023, how much of the number of refusals came from 青岚市人民政府办公室?"
    plan = planned(samples, asked)
    assert "示例省/青岚市" in [item.value for item in plan.filters.wanted("region")]


@pytest.mark.parametrize(
    "asked",
    [
        "2021年行政诉讼结果维持在三件、不少于五件的单位有哪些？",
        "同在白鹭市，公安局的申请跟生态环境局的比，2025年分别是多少件",
        "因答复瑕疵被复议机关纠正，或者因程序问题败诉，哪些报告把这类事情列为存在的问题？",
        "2024年上年的申请超过100件的单位有哪些",
    ],
)
def test_what_may_mean_two_things_is_not_answered(samples: Library, asked: str) -> None:
    assert isinstance(understand(asked, samples, DAY), NotUnderstood)


def test_a_condition_with_a_verb_of_its_own_takes_no_bound_from_the_next(samples: Library) -> None:
    plan = planned(samples, "市级单位里，2025年制发过规范性文件、行政处罚决定又超过1000件的是哪几家？")
    assert plan.condition is not None
    assert plan.condition.number == 0
    assert plan.also[0].condition.number == Decimal(1000)


BEFORE = "示例省人民政府办公厅2025年的行政复议有多少件？"


@pytest.mark.parametrize(
    ("conversation", "plain"),
    [
        (
            ("2024年无法提供率最高的三家单位是谁？", "同一年里，不予公开率最高的三家又是谁？"),
            "2024年不予公开率最高的三家是谁？",
        ),
        (
            ("2025年，市级单位里谁的行政复议最多？", "换成行政诉讼，排前两位的是谁？"),
            "2025年市级单位里行政诉讼排前两位的是谁？",
        ),
        ((BEFORE, "那么被纠正的，占复议总数的多大比例？"), "示例省人民政府办公厅2025年的行政复议纠正率是多少？"),
        (
            ("2025年市级单位里，结转下年度最多的是谁？", "反过来，最少的又是谁，范围不变。"),
            "2025年市级单位里，结转下年度最少的是谁？",
        ),
        (
            ("白鹭市生态环境局2023年收到多少申请？", "从2023年到2025年，哪一年收到的最多？"),
            "白鹭市生态环境局2023年到2025年哪一年收到的申请最多？",
        ),
        (
            ("哪些单位2023年有败诉的行政诉讼？", "再往前推一年，也就是2022年，又是哪些单位？"),
            "哪些单位2022年有败诉的行政诉讼？",
        ),
    ],
)
def test_a_question_that_goes_on_is_of_the_years_and_offices_before(
    samples: Library, conversation: tuple[str, ...], plain: str
) -> None:
    assert same(planned(samples, *conversation), planned(samples, plain))


def test_what_stood_beside_the_question_before_does_not_hide_it(samples: Library) -> None:
    before = "先问一个大概的：2024年新收申请超过200件的单位有哪些？"
    plan = planned(samples, before, "这些单位里，行政复议一件也没有被纠正的，是哪几家？")
    assert [where.metric.key for where in plan.also] == ["applications.new.total"]
    assert [item.value for item in plan.filters.wanted("year")] == ["2024"]


@pytest.mark.parametrize("word", ["同在", "同属", "一个在", "也就是", "含", "都算", "落在", "或", "either"])
def test_a_question_may_end_with_a_word_that_looks_at_the_next(samples: Library, word: str) -> None:
    assert answer(f"2025年哪些单位{word}", samples, DAY).text
