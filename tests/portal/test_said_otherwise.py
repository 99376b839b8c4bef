"""Two wordings of one question: the longer way of saying it computes what the plain one does."""

import datetime

import pytest

from index.library import Library
from portal.questions.answer import answer
from portal.questions.plan import Answer

DAY = datetime.date(2026, 11, 21)


def ask(samples: Library, *asked: str) -> Answer:
    return answer(asked[-1], samples, DAY, asked[:-1])


def said(given: Answer) -> tuple[str, str]:
    """What kind of answer it is and what it says, without the words of the question."""
    return given.kind, given.text


@pytest.mark.parametrize(
    ("asked", "plain"),
    [
        (
            "Which office saw the largest drop in new applications in 2024 against the year before?",
            "Which office saw the largest drop in new applications between 2023 and 2024?",
        ),
        ("上一年有报告、到了2025年却没有的单位是哪些", "2024年有报告、2025年没有报告的单位是哪些"),
        ("把2025年各区县合在一起算，不予公开率是多少", "2025年区县的不予公开率合计是多少"),
        (
            "Could you name every office with a reconsideration pending in 2022?",
            "Which offices had a reconsideration pending in 2022?",
        ),
        ("公安局每年有几件复议？白鹭市那个", "白鹭市公安局每年有几件复议？"),
        ("2025年收到的申请也不到一百件的部门", "2025年收到的申请不到一百件的部门"),
        (
            "In 2023, did departments or government offices receive more requests?",
            "In 2023, did departments or governments receive more requests?",
        ),
        ("2023年公开率过半的区县单位，占区县单位的多少？", "2023年公开率过半的区县单位占区县单位的多大比例？"),
        ("2025年新收申请超过150件的有哪些？写通报用", "2025年新收申请超过150件的有哪些？"),
        ("2024年哪些单位的复议达到2023年的两倍以上", "2024年哪些单位的复议比2023年翻了一番"),
        ("白鹭市公安局2023和2025年之间的申请", "白鹭市公安局2023年到2025年的申请"),
        (
            "Find every report, from any year, with more than 20 petitions not processed",
            "Find every report with more than 20 petitions not processed",
        ),
        ("2022年行政事业性收费收了1000万元以上的机关", "2022年行政事业性收费金额不少于1000万元的机关"),
        ("哪份报告的第五部分几乎就是把上一年的抄了一遍？", "哪份报告与上年雷同？"),
        ("哪些单位说人手不足或者只靠兼职人员", "哪些单位说人手不足"),
        ("朝阳街道2025年遇到那么多复议，到底是几件", "朝阳街道2025年复议是几件"),
        ("2022年有报告、次年没有的单位是哪些", "2022年有报告、2023年没有报告的单位是哪些"),
        ("行政复议被纠正过的单位，每年各有几个？", "每年有几个单位的行政复议被纠正过？"),
        ("2025年全部单位里，行政复议被纠正过的占多大比例？", "2025年多大比例的单位行政复议被纠正过？"),
        (
            "白鹭市公安局2025年收到的申请，在白鹭市各单位的合计里占多少？",
            "白鹭市公安局2025年收到的申请占白鹭市各单位合计的多少？",
        ),
        (
            "商业企业申请超过10件，但没有用“属于国家秘密”拒过一件的单位，看2025年的",
            "2025年商业企业申请超过10件，且国家秘密为0件的单位",
        ),
        (
            "Under 青岚市, which offices had a reconsideration in 2022?",
            "In 青岚市, which offices had a reconsideration in 2022?",
        ),
        ("2025年的报告里，哪些是文字和表格数字对不上的？", "2025年哪些报告文表不符？"),
        ("去年行政复议件数比前年翻了一番或者更多的单位有哪些", "去年行政复议件数比前年翻了一番的单位有哪些"),
        ("我在查“过程性信息”：2021年谁用它拒过公开", "2021年谁用过程性信息拒过公开"),
        (
            "Who published the most items proactively in 2024, going by the text of the report?",
            "Which office had the most items disclosed proactively in 2024?",
        ),
        (
            "Which offices had a refusal rate over twenty-five percent in 2024?",
            "Which offices had a refusal rate over 25% in 2024?",
        ),
    ],
)
def test_the_longer_wording_is_answered_as_the_plain_one(samples: Library, asked: str, plain: str) -> None:
    given, expected = ask(samples, asked), ask(samples, plain)
    assert expected.kind not in ("no_answer", "clarify")
    assert said(given) == said(expected)


@pytest.mark.parametrize(
    ("asked", "share"),
    [
        ("Percentage of 2025 reports with at least one corrected reconsideration", "31.2% (5 of 16"),
        ("What share of the 2025 reports recorded no reconsideration at all?", "12.5% (2 of 16"),
        ("Among county-level offices, what share received fewer than fifty requests in 2024?", "60.0% (3 of 5"),
        ("2023年有行政复议的区县占全部区县的比例", "80.0%（4/5"),
    ],
)
def test_a_share_of_offices_with_a_bound_counts_offices(samples: Library, asked: str, share: str) -> None:
    assert share in ask(samples, asked).text


@pytest.mark.parametrize(
    ("before", "asked", "plain"),
    [
        ("白鹭市生态环境局2023年收了几件申请", "后一年是多少", "白鹭市生态环境局2024年收了几件申请"),
        ("How many requests did 墨溪市人民政府 receive in 2024?", "And the year after?", ""),
        ("2025年行政复议最多的三个单位是哪些？", "只看区县的话，是哪三个", "2025年区县行政复议最多的三个单位"),
    ],
)
def test_what_goes_on_is_of_the_year_and_as_many_as_before(
    samples: Library, before: str, asked: str, plain: str
) -> None:
    given = ask(samples, before, asked)
    if plain:
        assert said(given) == said(ask(samples, plain))
    else:
        assert given.text.startswith("墨溪市人民政府, 2025: new applications 200")


def test_a_year_after_that_nothing_names_is_the_one_after_todays(samples: Library) -> None:
    assert ask(samples, "后一年白鹭市公安局收到多少申请").kind == "no_answer"


@pytest.mark.parametrize(
    "asked", ["白鹭市公安局2025年的申请占白鹭市公安局的多少", "公安局2025年的申请占公安局合计的多少"]
)
def test_a_share_of_an_office_in_itself_is_refused(samples: Library, asked: str) -> None:
    assert ask(samples, asked).kind in ("no_answer", "clarify")


@pytest.mark.parametrize(
    ("context", "narrowed", "alone"),
    [
        (
            "average refusals of county-level offices in 2025",
            "Now the same for prefecture-level offices",
            "average refusals of prefecture-level offices in 2025",
        ),
        (
            "Which offices had a disclosure rate above 60% in 2025?",
            "Only those at county level, please.",
            "Which county-level offices had a disclosure rate above 60% in 2025?",
        ),
    ],
)
def test_other_offices_are_asked_the_same(samples: Library, context: str, narrowed: str, alone: str) -> None:
    assert said(ask(samples, context, narrowed)) == said(ask(samples, alone))


def test_a_table_is_all_of_its_cells_and_no_figure(samples: Library) -> None:
    dashed = ask(samples, "哪些报告的表四里印的是横线")
    assert [row.head.office for row in dashed.rows] == ["白鹭经济技术开发区管理委员会"]
    assert ask(samples, "哪些报告的表三有横线").rows == ()
    assert ask(samples, "2024年表三合计最多的单位").kind == "no_answer"


def test_sums_of_table_three_are_not_those_of_table_four(samples: Library) -> None:
    every = {row.head.report_id for row in ask(samples, "哪些报告勾稽不平").rows}
    three = {row.head.report_id for row in ask(samples, "哪些报告的表三不平").rows}
    four = {row.head.report_id for row in ask(samples, "哪些报告的表四加起来不平").rows}
    assert three and four and three | four == every and not three & four


def test_a_quotation_that_no_report_has_is_offered_as_its_theme(samples: Library) -> None:
    given = ask(samples, "把“政策解读形式单一”列为问题的有哪几家？")
    assert given.kind == "clarify"
    assert ask(samples, given.readings[0]).rows
    assert ask(samples, "哪些单位写到“蓝天白云”").kind == "passages"


@pytest.mark.parametrize(("written", "meant"), [("陕洲区", "陕州区"), ("白路市", "白鹭市"), ("复义", "复议")])
def test_a_word_that_sounds_like_a_known_one_is_asked_about(samples: Library, written: str, meant: str) -> None:
    given = ask(samples, f"{written}2025年有多少" if written.endswith(("区", "市")) else f"2025年{written}有多少")
    assert given.kind == "clarify" and meant in given.readings[0]
