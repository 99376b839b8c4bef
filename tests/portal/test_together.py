import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from statistics import mean, median

import pytest

from index.library import Library
from ingest.model import Report
from portal.questions.answer import answer
from portal.questions.json_forms.forms import answer_form
from portal.questions.json_forms.plan_forms import plan_form, plan_from_form
from portal.questions.plan import Answer, Plan
from portal.questions.understand import understand
from tests.portal.asking import TODAY, make_library, reports

Number = int | Decimal
NEW = "applications.new.total"
CORRECTED = "reconsideration.corrected"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with make_library(tmp_path_factory.mktemp("together") / "library") as opened:
        yield opened


def ask(library: Library, question: str) -> Answer:
    return answer(question, library, TODAY)


def printed(key: str, chosen: Callable[[Report], bool] = lambda report: report.year == 2024) -> list[Decimal]:
    """The figures of a cell as the reports themselves state them, those without a number left out."""
    facts = [fact for report in reports() if chosen(report) for fact in report.facts if fact.key == key]
    return [fact.value for fact in facts if fact.value is not None]


def named(given: Answer) -> list[tuple[str, int, Number]]:
    return [(row.head.office, row.head.year, row.value or 0) for row in given.rows]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("哪个单位申请最多", [("青山市人民政府", 2024, 320)]),
        ("which office received the most applications", [("青山市人民政府", 2024, 320)]),
        ("申请最多的两个单位", [("青山市人民政府", 2024, 320), ("临江市人民政府", 2024, 40)]),
        ("收到申请前2名的单位", [("青山市人民政府", 2024, 320), ("临江市人民政府", 2024, 40)]),
        ("top 2 offices by applications in 2024", [("青山市人民政府", 2024, 320), ("临江市人民政府", 2024, 40)]),
        ("2024年复议纠正最多的部门", [("青山市生态环境局", 2024, 0)]),
        ("青山市2023年哪个单位复议纠正最多", [("青山市人民政府", 2023, 1)]),
        ("近三年哪份报告的复议纠正最多", [("青山市人民政府", 2024, 4)]),
        ("2024年哪个区县的复议纠正率最高", [("白鹭区人民政府办公室", 2024, Decimal(2) / 6)]),
    ],
)
def test_a_ranking_names_the_first_in_their_order(
    library: Library, question: str, expected: list[tuple[str, int, Number]]
) -> None:
    given = ask(library, question)
    assert (given.kind, named(given)) == ("ranking", expected)
    assert given.value == expected[0][2]


def test_a_ranking_gives_all_that_tie_with_the_last(library: Library) -> None:
    given = ask(library, "2024年收到申请前三的单位")
    values = sorted(printed(NEW), reverse=True)
    assert [row.value for row in given.rows] == [value for value in values if value >= values[2]]
    assert len(given.rows) > 3
    assert f"（{len(given.rows) - 2} 份并列）" in given.text
    fewest = ask(library, "2024年哪个单位收到申请最少")
    assert [row.value for row in fewest.rows] == [value for value in values if value == min(values)]


def test_a_ranking_says_what_it_took(library: Library) -> None:
    given = ask(library, "哪个单位申请最多")
    assert {"没有说年份，取最新的 2024 年。", "排名里有不同层级的单位，规模不同。"} <= set(given.assumptions)
    assert any("取第一" in stated for stated in given.assumptions)
    assert given.text.startswith("2024 年新收申请最多的是青山市人民政府，320 件（见表三）。")
    one_level = ask(library, "2024年收到申请最多的3个区县")
    assert not any("层级" in stated or "取第一" in stated for stated in one_level.assumptions)
    assert "最高的是" in ask(library, "哪个单位公开率最高").text


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("2024年各单位收到申请合计多少件", lambda: sum(printed(NEW))),
        ("what was the sum of applications over all offices in 2024", lambda: sum(printed(NEW))),
        ("2024年平均收到多少申请", lambda: mean(printed(NEW))),
        ("2024年收到申请的中位数", lambda: median(printed(NEW))),
        ("what was the average number of applications in 2024", lambda: mean(printed(NEW))),
        ("2024年区县收到申请平均多少件", lambda: mean(printed(NEW, lambda r: r.year == 2024 and r.level == "county"))),
        ("青山市各单位2024年收到申请合计", lambda: sum(printed(NEW, in_qingshan))),
        ("全市2024年青山市收到多少申请", lambda: sum(printed(NEW, in_qingshan))),
        ("2024年各单位复议纠正合计", lambda: sum(printed(CORRECTED))),
        ("2024年各单位复议纠正率合计", lambda: sum(rate_parts(0)) / sum(rate_parts(1))),
        ("2024年平均复议纠正率", lambda: mean(a / b for a, b in zip(rate_parts(0), rate_parts(1), strict=True))),
    ],
)
def test_figures_of_many_offices_come_to_what_their_reports_print(
    library: Library, question: str, expected: Callable[[], Number]
) -> None:
    given = ask(library, question)
    assert given.kind == "number"
    assert given.value == expected()
    assert given.coverage is not None
    assert {row.head.report_id for row in given.rows} == {item.head.report_id for item in given.evidence}


def in_qingshan(report: Report) -> bool:
    return report.year == 2024 and report.region.city == "青山市"


def rate_parts(place: int) -> list[Decimal]:
    """Corrected and all reconsiderations of the reports of 2024 that have any and print both."""
    found = []
    for report in (report for report in reports() if report.year == 2024):
        value = {fact.key: fact.value for fact in report.facts}
        above, below = value[CORRECTED], value["reconsideration.total"]
        if above is not None and below:
            found.append((above, below)[place])
    return found


def test_a_sum_over_levels_shows_its_parts_and_warns(library: Library) -> None:
    given = ask(library, "2024年各单位收到申请合计")
    assert [(group.name, group.reports) for group in given.groups] == [("prefecture", 4), ("county", 4)]
    assert sum(group.value or 0 for group in given.groups) == given.value
    assert any("可能重复" in stated for stated in given.assumptions)
    items = answer_form(given)["items"]
    assert isinstance(items, list)
    assert [(item["group"], item["office"]) for item in items] == [("prefecture", None), ("county", None)]
    assert ask(library, "2024年区县收到申请合计").groups == ()


def test_what_has_no_figure_is_left_out_and_counted(library: Library) -> None:
    given = ask(library, "2024年各单位复议纠正合计")
    assert "有 1 份报告这一项没有数，没有计入。" in given.assumptions
    assert ask(library, "2024年各单位规章制发合计").kind in ("number", "no_answer")


def test_each_is_a_list_and_not_a_sum(library: Library) -> None:
    given = ask(library, "2024年各单位分别收到多少申请")
    assert (given.kind, len(given.rows)) == ("list", 8)


@pytest.mark.parametrize("question", ["哪个单位申请最多", "2024年各单位收到申请合计", "2024年收到申请前三的单位"])
def test_a_plan_over_many_reports_comes_back_from_its_form(library: Library, question: str) -> None:
    plan = understand(question, library, TODAY)
    assert isinstance(plan, Plan)
    assert plan_from_form(json.loads(json.dumps(plan_form(plan))), library) == plan


def test_a_figure_without_an_office_is_the_sum_and_says_so(library: Library) -> None:
    given = ask(library, "2024年收到多少申请")
    assert given.value == sum(printed(NEW))
    assert "没有说是哪个单位，按合计算。" in given.assumptions


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("2024年有多少个单位的复议被纠正", Decimal(2), "个"),
        ("多少个单位的复议被纠正", Decimal(2), "个"),
        ("how many offices had corrected reconsiderations in 2024", Decimal(2), "offices"),
        ("2024年几个单位没有收到申请", Decimal(0), "个"),
        ("2024年多少个单位收到申请超过30件", Decimal(2), "个"),
        ("2020年到2024年多少个单位的复议被纠正", Decimal(2), "个"),
        ("2024年多少比例的单位复议被纠正", Decimal(2) / 7, "%"),
        ("what share of offices had corrected reconsiderations in 2024", Decimal(2) / 7, "%"),
    ],
)
def test_offices_that_meet_a_condition_are_counted(library: Library, question: str, value: Decimal, unit: str) -> None:
    given = ask(library, question)
    assert (given.kind, given.value, given.unit) == ("number", value, unit)
    assert given.coverage is not None


def test_a_count_lists_what_it_counted(library: Library) -> None:
    given = ask(library, "2024年有多少个单位的复议被纠正")
    assert [row.head.office for row in given.rows] == ["青山市人民政府", "白鹭区人民政府办公室"]
    assert given.text.startswith("2024 年有 2 个单位的行政复议结果被纠正：")
    assert ask(library, "2024年多少比例的单位复议被纠正").text.startswith("占 28.6%（2/7 个有数的单位）。")


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("白鹭区2024年的行政复议被纠正了吗", True),
        ("白鹭区2023年有没有复议被纠正", False),
        ("白鹭区2023年没有被纠正的复议吗", True),
        ("青山市2024年收到的申请是否超过300件", True),
        ("青山市2024年收到的申请是否超过400件", False),
        ("2024年有没有单位的复议被纠正", True),
        ("2020年有没有单位的复议被纠正", False),
        ("are there any corrected reconsiderations in 2023", True),
        ("青山市2024年的不予公开率超过两成吗", False),
    ],
)
def test_a_question_of_yes_or_no_is_answered_so_with_its_figure(library: Library, question: str, verdict: bool) -> None:
    given = ask(library, question)
    assert (given.kind, given.verdict) == ("yes_no", verdict)
    assert answer_form(given)["value"] is verdict
    assert given.text.startswith(("是。", "Yes. ") if verdict else ("否。", "No. "))
    assert given.coverage is not None


def test_what_is_blank_is_neither_yes_nor_no(library: Library) -> None:
    assert ask(library, "河湾县2024年的行政复议被纠正了吗").kind == "no_answer"
    assert ask(library, "松林区2024年的行政复议被纠正了吗").kind == "clarify"
    assert ask(library, "2024年有没有单位的规章新制作").kind == "no_answer"


def test_a_polite_ending_leaves_the_question_as_it_is(library: Library) -> None:
    assert ask(library, "青山市2024年收到多少申请吗").value == 320


@pytest.mark.parametrize(
    ("question", "rows", "value"),
    [
        ("青山市和白鹭区2024年收到申请哪个多", [("青山市人民政府", 2024), ("白鹭区人民政府办公室", 2024)], 308),
        ("白鹭区和青山市2024年收到申请比较", [("白鹭区人民政府办公室", 2024), ("青山市人民政府", 2024)], -308),
        (
            "compare applications of 青山市 and 白鹭区 in 2024",
            [("青山市人民政府", 2024), ("白鹭区人民政府办公室", 2024)],
            308,
        ),
        ("青山市2024年收到申请比2023年多多少", [("青山市人民政府", 2024), ("青山市人民政府", 2023)], 308),
        ("白鹭区2023年和2024年收到申请对比", [("白鹭区人民政府办公室", 2023), ("白鹭区人民政府办公室", 2024)], 0),
    ],
)
def test_two_figures_are_compared_in_the_order_said(
    library: Library, question: str, rows: list[tuple[str, int]], value: int
) -> None:
    given = ask(library, question)
    assert (given.kind, given.value) == ("comparison", Decimal(value))
    assert [(row.head.office, row.head.year) for row in given.rows] == rows
    assert isinstance(given.plan, Plan)
    assert plan_from_form(json.loads(json.dumps(plan_form(given.plan))), library) == given.plan


@pytest.mark.parametrize("question", ["青山市的申请比较", "青山市和河湾县2024年复议纠正比较"])
def test_what_cannot_be_compared_is_refused(library: Library, question: str) -> None:
    given = ask(library, question)
    assert (given.kind, given.value, given.rows) == ("no_answer", None, ())
