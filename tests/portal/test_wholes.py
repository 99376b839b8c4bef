"""All and none, ever and in each year, across and per case: read as said, or named where no plan can say it."""

import pytest

from index.library import Library
from tests.portal.asked import ask, listed
from tests.portal.gold import Truth, those


def value(report: Truth, key: str) -> int:
    return int(report.facts.get(key) or 0)


@pytest.mark.parametrize("question", ["2025年有复议没有纠正的单位", "哪些单位2025年有复议，但没有被纠正"])
def test_what_is_there_and_what_is_not_are_two_conditions(samples: Library, question: str) -> None:
    expected = those(
        lambda r: r.year == 2025 and value(r, "reconsideration.total") > 0 and not value(r, "reconsideration.corrected")
    )
    assert listed(ask(samples, question)) == expected


def test_a_bound_stays_with_its_own_figure(samples: Library) -> None:
    given = ask(samples, "2023年复议案件超过5件而一件都没纠正的单位")
    expected = those(
        lambda r: r.year == 2023 and value(r, "reconsideration.total") > 5 and not value(r, "reconsideration.corrected")
    )
    assert listed(given) == expected


@pytest.mark.parametrize("question", ["2025年一件都没公开的单位有哪些", "2025年一件都没有公开的单位有哪些"])
def test_none_disclosed_is_no_single_refusal(samples: Library, question: str) -> None:
    expected = those(
        lambda r: r.year == 2025 and not value(r, "applications.granted.total") + value(r, "applications.partial.total")
    )
    assert listed(ask(samples, question)) == expected


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("青岚市有没有败诉过", True),
        ("白鹭市生态环境局有没有输过官司", True),
        ("焦作市败诉过吗", False),
        ("松亭区从没败诉过，对吗", True),
        ("望江县从来没被纠正过吗", False),
        ("墨溪市教育局输过官司吧？", True),
    ],
)
def test_ever_is_asked_of_all_years_of_the_one_office(samples: Library, question: str, verdict: bool) -> None:
    given = ask(samples, question)
    assert (given.kind, given.verdict) == ("yes_no", verdict)


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("白鹭市累计处罚", "白鹭市政府办公室历年一共处罚多少件"),
        ("近三年白鹭市败诉几次", "白鹭市2023到2025年一共败诉几次"),
        ("五年来青岚市政府办公室申请总量", "青岚市政府办公室2021到2025年一共收到多少申请"),
        ("Refusals across 青岚市 in 2025", "青岚市各单位2025年不予公开合计"),
        ("What share of refusals in 2025 was by departments?", "2025年部门的不予公开占全部单位的百分之几"),
        ("部门的申请量在2023年总申请量中的比重", "2023年部门的申请占全部单位的百分之几"),
        ("没败诉的区县占百分之几，2023年", "2023年没有败诉的区县占多少比例"),
    ],
)
def test_two_ways_to_say_one_sum_or_share(samples: Library, question: str, plain: str) -> None:
    given, expected = ask(samples, question), ask(samples, plain)
    assert given.value == expected.value is not None


def test_means_of_named_groups_are_not_pooled(samples: Library) -> None:
    given = ask(samples, "2024年政府和部门的平均申请量分别是多少")
    assert len(given.groups) == 2


def test_since_a_year_is_no_count_of_years(samples: Library) -> None:
    given = ask(samples, "2021年来示例省败诉变化")
    assert given.kind == "trend" and min(row.head.year for row in given.rows) == 2021


@pytest.mark.parametrize(
    "question",
    [
        "2025年复议不少于3件且都维持了的",
        "Which offices refused only businesses in 2025?",
        "Did at least three offices have a refusal rate above 20% in 2025?",
        "2024年败诉的单位超过三家吗",
        "How many requests per reconsideration did 示例省 have in 2025?",
        "Which offices had lawsuits in 2023 and reconsiderations in 2024?",
        "各市2025年公开率最高的单位",
        "2025年部门和区县申请合计",
        "2025年自然人和企业各申请多少件",
        "哪些单位没写信息处理费",
        "哪些单位每年都有报告",
        "2025年申请多而复议少的单位",
    ],
)
def test_what_no_plan_says_is_named(samples: Library, question: str) -> None:
    assert ask(samples, question).kind == "no_answer"


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("2025年是否所有单位的公开率都超过20%", False),
        ("2025年部门的公开率都超过40%吗", False),
        ("2025年各单位申请都超过20件吗", False),
        ("白鹭市所有单位2025年都有复议吗", False),
        ("2023年青岚市各单位有没有复议被纠正", True),
        ("2025年各部门有没有复议被纠正", True),
        ("Did all departments refuse at least one request in 2025?", True),
    ],
)
def test_of_all_offices_or_of_any(samples: Library, question: str, verdict: bool) -> None:
    given = ask(samples, question)
    assert (given.kind, given.verdict) == ("yes_no", verdict)


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        (
            "Offices not in 白鹭市 with more than 100 applications in 2025",
            "2025年申请超过100件的单位，不含白鹭市",
        ),
        ("Which offices without departments had over 20 refusals in 2025?", "2025年不予公开超过20件的单位，不含部门"),
        ("2025年公开率达到2/3的单位", "2025年公开率达到三分之二的单位"),
        ("2025年复议过10件的单位", "2025年复议超过10件的单位"),
        ("2025年青岚市各单位复议各多少", "2025年青岚市各单位分别有多少复议"),
        ("2025年各单位申请比上年减少的有哪些", "2025年哪些单位的申请比上年减少"),
    ],
)
def test_two_ways_to_ask_for_one_list(samples: Library, question: str, plain: str) -> None:
    assert listed(ask(samples, question)) == listed(ask(samples, plain)) != set()


def test_each_number_bounds_the_figure_behind_it(samples: Library) -> None:
    given = ask(samples, "Which offices had more than 100 applications and fewer than 30 refusals in 2025?")
    refused = "applications.refused."
    expected = those(
        lambda r: (
            r.year == 2025
            and value(r, "applications.new.total") > 100
            and sum(int(v or 0) for k, v in r.facts.items() if k.startswith(refused) and k.endswith(".total")) < 30
        )
    )
    assert listed(given) == expected


@pytest.mark.parametrize("question", ["白鹭市2025年企业申请中不予公开的占多少", "2025年不予公开里自然人申请占几成"])
def test_no_part_is_more_than_its_whole(samples: Library, question: str) -> None:
    given = ask(samples, question)
    assert given.kind == "number" and given.value is not None and 0 < given.value < 1
