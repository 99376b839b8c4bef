"""What people write around a question, and ways to put it that another question puts more plainly."""

import pytest

from index.library import Library
from index.themes import load_themes
from portal.questions.plan import Inquiry, Plan
from tests.portal.asked import ask, listed
from tests.portal.gold import those


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("白鹭市公安局2023年作了多少个行政处罚决定", "白鹭市公安局2023年行政处罚几件"),
        ("请算一下西工区2025年的公开率", "西工区2025年的公开率"),
        ("论文要引个数：白鹭市公安局2023年收到多少件申请？", "白鹭市公安局2023年收到多少件申请？"),
        ("麻烦筛一筛：2025年公开率低于30%的单位有哪些", "2025年公开率低于30%的单位有哪些"),
        ("我想要一份2024年不予公开率高于20%的名单", "2024年不予公开率高于20%的单位"),
        ("我是焦作的，咱们市去年有多少件申请？", "焦作市去年有多少件申请？"),
        ("2023年一个区县平均收到几件申请？", "2023年区县平均收到几件申请？"),
        ("2025年打过官司的区县有几个", "2025年有几个区县有行政诉讼"),
        ("2025年公开率不到三成的单位有几家，分别是谁？", "2025年公开率不到三成的单位"),
        ("白鹭市政府2019到2021这三年，复议总共被纠正了多少件", "白鹭市政府2019到2021年复议总共被纠正了多少件"),
        ("河南省几家单位2025年申请量合计", "河南省各单位2025年申请量合计"),
        ("朝阳街道2023年收到的申请里，予以公开了几件", "朝阳街道2023年予以公开几件"),
        ("How many requests did the government office of 松亭区 receive in 2025?", "松亭区2025年收到多少件申请"),
        ("Total applications received by 青岚市 from 2021 to 2025", "青岚市2021到2025年一共收到多少件申请"),
    ],
)
def test_what_stands_around_a_question_changes_nothing(samples: Library, question: str, plain: str) -> None:
    given, expected = ask(samples, question), ask(samples, plain)
    assert given.kind == expected.kind != "no_answer"
    assert (given.value, listed(given)) == (expected.value, listed(expected))


@pytest.mark.parametrize(
    "question", ["西工区2025年猫申请多少件", "张三2025年提了几次申请？", "2025年清一色是企业申请的单位"]
)
def test_a_character_that_may_say_something_is_named(samples: Library, question: str) -> None:
    assert ask(samples, question).kind == "no_answer"


@pytest.mark.parametrize(
    ("question", "verdict"),
    [("松亭区2024年收到的申请比2025年多，对不对？", True), ("松亭区2025年收到的申请比2024年多，对不对？", False)],
)
def test_more_in_the_earlier_year_is_less_in_the_later_one(samples: Library, question: str, verdict: bool) -> None:
    assert ask(samples, question).verdict is verdict


def test_more_in_one_year_or_in_another_is_no_question_of_yes(samples: Library) -> None:
    given = ask(samples, "Did 青岚市 receive more requests in 2023 or in 2024?")
    assert given.kind != "yes_no" and given.kind != "no_answer"


def test_offices_that_compare_two_figures_and_meet_a_further_condition(samples: Library) -> None:
    given = ask(samples, "哪些单位2024年复议维持的多过被纠正的，官司却输过？")
    assert isinstance(given.plan, Plan) and given.plan.against is not None and len(given.plan.also) == 1
    assert listed(given) == those(
        lambda report: (
            report.year == 2024
            and report.sum("reconsideration", column="upheld") > report.sum("reconsideration", column="corrected")
            and sum(
                report.facts.get(f"{row}.corrected") or 0
                for row in ("litigation_direct", "litigation_after_reconsideration")
            )
            > 0
        )
    )
    assert {item.head.report_id for item in given.evidence} == {row.head.report_id for row in given.rows}


def test_a_report_of_one_year_and_none_of_the_next(samples: Library) -> None:
    given = ask(samples, "2024年还交了报告、2025年却没有的，是哪个单位？")
    assert given.absences and {absence.year for absence in given.absences} == {2025}
    assert all(2024 in absence.present for absence in given.absences)


@pytest.mark.parametrize("question", ["请问陕州区有哪些年份查不到年度报告", "陕州区的报告，库里少了哪几年"])
def test_a_report_that_is_not_found_is_missing(samples: Library, question: str) -> None:
    given = ask(samples, question)
    assert isinstance(given.inquiry, Inquiry) and given.inquiry.operation == "missing"


@pytest.mark.parametrize(
    ("question", "themes", "either"),
    [
        ("哪些报告提到错别字或断链", ("typos", "links"), True),
        ("反映答复不规范、说理不充分的报告", ("reply_papers", "reasoning"), True),
        ("把网站搜索不好用列为问题的报告", ("site_search",), False),
        ("提到政府公报的单位", ("gazette",), False),
        ("提到人员不足的单位", ("staff",), False),
        ("公众号或政务新媒体更新不及时的问题，哪些单位提到了", ("new_media", "timeliness"), False),
    ],
)
def test_a_theme_is_as_narrow_as_what_was_said(
    samples: Library, question: str, themes: tuple[str, ...], either: bool
) -> None:
    given = ask(samples, question)
    assert given.inquiry is not None
    [mention] = given.inquiry.mentions
    assert (set(mention.themes), mention.either) == (set(themes), either)


def test_a_theme_is_told_in_problems_and_measures_alone(samples: Library) -> None:
    given = ask(samples, "哪些报告提到政府公报")
    words = load_themes()["gazette"].words
    told = those(lambda report: any(word in text for word in words for text in (*report.problems, *report.measures)))
    assert listed(given) == told
    # The text speaks of it in other places.
    assert ask(samples, "哪些报告写到“公报”").rows


@pytest.mark.parametrize(
    ("question", "check"),
    [
        ("行政复议和行政诉讼那张表合计不平的，是哪家哪年？", "review_sum"),
        ("谁家的复议结果几项加起来不等于总数", "review_sum"),
        ("去年的报告当中自相矛盾的有几份", "row_sum"),
    ],
)
def test_a_check_is_the_one_that_is_named(samples: Library, question: str, check: str) -> None:
    given = ask(samples, question)
    assert given.inquiry is not None
    assert given.inquiry.filters.items and check in {item.value for item in given.inquiry.filters.named("finding")}


def test_the_whole_may_stand_before_its_part(samples: Library) -> None:
    given = ask(samples, "青岚市各单位2025年收到的申请，市政府办公室占多少")
    assert given.value == ask(samples, "青岚市政府办公室2025年收到的申请占青岚市各单位的几成").value


def test_a_place_of_ones_own_that_was_not_named_is_asked_for(samples: Library) -> None:
    given = ask(samples, "我们区去年收了多少件申请啊")
    assert given.kind == "clarify" and any("红旗区" in reading for reading in given.readings)


def test_what_was_left_out_twice_is_carried_on(samples: Library) -> None:
    given = ask(samples, "跟松亭区比哪个多", "望江县去年收到多少件申请", "办结了多少")
    assert isinstance(given.plan, Plan) and given.plan.metric.key == "applications.concluded.total"
    assert len(given.rows) == 2


def test_a_name_of_two_places_counted_as_two_is_both(samples: Library) -> None:
    given = ask(samples, "两个红旗区2025年的公开率，哪个高")
    assert given.kind == "comparison"
    assert listed(given) == {("白鹭市红旗区人民政府办公室", 2025), ("青岚市红旗区人民政府办公室", 2025)}


@pytest.mark.parametrize(
    ("question", "verdict"), [("白鹭市公安局2024年有年报吗", True), ("示例省生态环境厅有没有2023年的报告？", False)]
)
def test_whether_there_is_a_report_is_answered_by_yes_or_no(samples: Library, question: str, verdict: bool) -> None:
    given = ask(samples, question)
    assert (given.kind, given.verdict) == ("yes_no", verdict)


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("依申请公开和主动公开有什么区别", "依申请公开、主动公开"),
        ("What is the difference between partial disclosure and refused?", "部分公开、不予公开"),
        ("年报里老看到“三安全一稳定”，它是指哪几样啊", "三安全一稳定"),
        ("无法提供里的“没有现成信息”是什么意思", "没有现成信息需要另行制作"),
        ("什么叫部分公开、区分处理？", "部分公开"),
    ],
)
def test_a_term_is_told_from_what_stands_around_it(samples: Library, question: str, terms: str) -> None:
    given = ask(samples, question)
    assert given.inquiry is not None and (given.kind, given.inquiry.about) == ("term", terms)


def test_no_passage_with_all_themes_is_asked_back(samples: Library) -> None:
    given = ask(samples, "政策推送不精准，惠企政策企业找不到，哪几家说过这个")
    assert given.kind == "clarify" and len(given.readings) > 1
    assert all(ask(samples, reading).rows for reading in given.readings)


@pytest.mark.parametrize("question", ["2025年没发现问题的报告有哪些", "2025年哪些报告没有查出错误"])
def test_a_report_without_findings_is_no_missing_report(samples: Library, question: str) -> None:
    given = ask(samples, question)
    assert given.inquiry is not None and given.inquiry.operation == "findings"
    assert ("西工区人民政府办公室", 2025) not in listed(given) and len(given.rows) == 15


@pytest.mark.parametrize(
    "question",
    [
        "2025年复议和诉讼加在一起不少于10件的区县有哪些",
        "去年哪些区县复议和诉讼合计在10件以上",
        "county governments where reconsiderations and litigation together come to at least 10 in 2025",
    ],
)
def test_a_sum_of_two_figures_bounded_in_each_office_lists_offices(samples: Library, question: str) -> None:
    given = ask(samples, question)
    assert (given.kind, listed(given)) == ("list", {("西工区人民政府办公室", 2025)})


@pytest.mark.parametrize("question", ["白鹭市2025年新收申请合计超过300件了吗", "近三年复议合计超过10件的单位"])
def test_a_sum_over_offices_or_years_held_against_a_number_is_refused_by_name(samples: Library, question: str) -> None:
    given = ask(samples, question)
    assert given.kind == "no_answer" and "合计" in given.text
