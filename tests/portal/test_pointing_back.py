"""Conversations as they go on: 它 and 这三个 behind a ranking, one more condition, the same office elsewhere."""

from datetime import date

import pytest

from index.library import Library
from portal.questions.answer import answer
from portal.questions.plan import Answer

TODAY = date(2026, 11, 21)


def ask(library: Library, *talk: str) -> Answer:
    *context, question = talk
    return answer(question, library, TODAY, context)


@pytest.mark.parametrize(
    ("talk", "plain"),
    [
        (("2025年申请最多的是谁", "它的复议呢"), "示例省人民政府办公厅2025年复议多少件"),
        (("2025年申请最多的是谁", "这家的公开率呢"), "示例省人民政府办公厅2025年公开率"),
        (("去年谁被起诉最多", "输了几件"), "示例省人民政府办公厅2025年败诉几件"),
        (("2025年哪个单位申请最多", "多少件"), "示例省人民政府办公厅2025年申请多少件"),
        (("青岚市历年复议", "哪年最多", "那年诉讼呢"), "青岚市2024年诉讼多少件"),
        (("Who refused most in 2025?", "how many did they grant?"), "白鹭市人民政府办公室2025年予以公开多少件"),
        (("青岚市公安局2025年申请多少", "白鹭的呢"), "白鹭市公安局2025年申请多少"),
        (("青岚市红旗区2024年败诉几件", "白鹭的呢"), "白鹭市红旗区2024年败诉几件"),
        (("焦作2025年收到多少申请", "公开了几成"), "焦作2025年公开率"),
        (("示例省2025年败诉几件", "维持几件"), "示例省2025年诉讼维持几件"),
        (("白鹭市公安局历年申请量", "平均呢"), "白鹭市公安局历年平均申请量"),
        (("白鹭市2025年复议几件", "各单位加起来呢"), "白鹭市各单位2025年复议合计"),
        (("2025年有几个单位败诉", "占多少"), "2025年败诉的单位占多少比例"),
        (("Which departments had lawsuits in 2025?", "How many lawsuits in total?"), "2025年部门一共多少件诉讼"),
        (("什么是不予公开", "那无法提供呢"), "什么是无法提供"),
        (("2025年新收申请最多的三个单位", "第二个的复议呢"), "焦作市2025年复议多少件"),
        (("2025年新收申请最多的三个单位", "第一个呢", "它历年新收申请"), "示例省人民政府办公厅历年新收申请"),
        (("2025年申请最多的是谁", "它的复议呢", "那2024年呢"), "示例省人民政府办公厅2024年复议多少件"),
        (("西工区2025年有诉讼吗", "败诉了吗"), "西工区2025年败诉了吗"),
        (("白鹭市公安局2025年申请多少", "超过100件吗"), "白鹭市公安局2025年申请超过100件吗"),
        (("白鹭市历年申请", "合计呢"), "白鹭市政府办公室历年一共收到多少申请"),
    ],
)
def test_a_follow_up_asks_what_its_plain_form_asks(samples: Library, talk: tuple[str, ...], plain: str) -> None:
    given, expected = ask(samples, *talk), ask(samples, plain)
    assert given.kind == expected.kind != "no_answer"
    assert (given.value, given.definition) == (expected.value, expected.definition)


@pytest.mark.parametrize(
    ("talk", "plain"),
    [
        (("2025年申请超过200件的单位", "哪些提到了培训"), "2025年申请超过200件又提到培训的单位"),
        (("哪些单位说解读不好", "申请超过100件的"), "申请超过100件又说解读不好的单位"),
        (("2023年有哪些单位打过官司", "败诉的有哪些"), "2023年败诉的单位"),
        (("Offices with more than 200 applications in 2025", "with lawsuits"), "2025年有诉讼、申请超过200件的单位"),
        (("2025年哪些单位败诉", "不算省级"), "2025年败诉的单位，不算省级"),
        (("什么是三安全一稳定", "2025年哪些单位用过这个理由"), "2025年哪些单位以三安全一稳定为由不予公开"),
    ],
)
def test_a_condition_more_narrows_the_list_before(samples: Library, talk: tuple[str, ...], plain: str) -> None:
    given, expected = ask(samples, *talk), ask(samples, plain)
    assert {row.head.report_id for row in given.rows} == {row.head.report_id for row in expected.rows} != set()


def test_all_offices_of_a_list_are_meant_by_their(samples: Library) -> None:
    listed = ask(samples, "2025年申请超过200件的单位")
    given = ask(samples, "2025年申请超过200件的单位", "这些单位的复议各多少")
    assert {row.head.report_id for row in given.rows} == {row.head.report_id for row in listed.rows}
    assert given.plan is not None and given.plan.metric.key == "reconsideration.total"


def test_the_first_three_of_a_ranking_are_those_it_gave_first(samples: Library) -> None:
    five = ask(samples, "2025年新收申请最多的五个单位")
    given = ask(samples, "2025年新收申请最多的五个单位", "前三个的不予公开率")
    assert {row.head.report_id for row in given.rows} == {row.head.report_id for row in five.rows[:3]}


def test_a_ranking_keeps_its_figure_where_it_is_narrowed(samples: Library) -> None:
    given = ask(samples, "2025年公开率最高的五个", "只看申请超过100件的")
    assert given.plan is not None and given.plan.metric.key == "disclosure_rate" and given.plan.also


def test_the_report_of_one_office_is_asked_on(samples: Library) -> None:
    given = ask(samples, "白鹭市2025年复议几件", "报告里说了什么问题")
    assert {(row.head.office, row.head.year) for row in given.rows} == {("白鹭市人民政府办公室", 2025)}


@pytest.mark.parametrize(
    "talk",
    [
        ("2025年公开率最高的五个", "平均是多少"),
        ("2025年新收申请最多的五个单位", "这三个的不予公开率"),
        ("2025年申请超过200件的单位", "哪个市的"),
        ("哪些单位提到人手不足", "2024年的也算上"),
        ("焦作2025年收到多少申请", "那你说该怎么办"),
        ("How many did they receive?",),
    ],
)
def test_what_cannot_be_told_is_not_answered_otherwise(samples: Library, talk: tuple[str, ...]) -> None:
    assert ask(samples, *talk).kind in ("no_answer", "clarify")
