from collections.abc import Iterator

import pytest

from index.library import Library
from portal.questions.answer import answer
from portal.questions.plan import Plan
from portal.questions.understand import understand
from tests.portal.asking import TODAY, make_library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with make_library(tmp_path_factory.mktemp("followed") / "library") as opened:
        yield opened


@pytest.mark.parametrize(
    ("context", "question", "whole"),
    [
        (["青山市2024年复议纠正几件"], "那2023年呢？", "青山市2023年复议纠正几件"),
        (["青山市2024年收到多少申请"], "换成白鹭区", "白鹭区2024年收到多少申请"),
        (["2024年哪些单位收到申请"], "只看区县", "2024年哪些区县收到申请"),
        (["青山市2024年复议几件"], "那诉讼呢", "青山市2024年诉讼几件"),
        (["青山市2024年复议纠正几件", "那2023年呢"], "换成白鹭区", "白鹭区2023年复议纠正几件"),
        (["哪些报告自相矛盾"], "那2023年呢", "2023年哪些报告自相矛盾"),
        (["how many applications did 青山市 receive in 2024"], "what about 2023", "青山市2023年收到多少申请"),
        (["which offices received applications in 2024"], "show only counties", "2024年哪些区县收到申请"),
        (["2024年哪些单位收到申请"], "从高到低排", "2024年各单位申请排名"),
        (["2024年各单位收到多少申请"], "前三名", "2024年收到申请前三名的单位"),
        (["2024年收到申请最多的单位"], "最少的呢", "2024年收到申请最少的单位"),
        (["2024年收到申请最少的单位"], "前三名", "2024年收到申请最少的三个单位"),
        (["2024年各区县收到多少申请"], "平均呢", "2024年区县平均收到多少申请"),
        (["2024年各区县收到多少申请"], "合计呢？", "2024年区县收到申请合计"),
        (["2024年哪些单位的复议被纠正"], "有多少个", "2024年有多少个单位的复议被纠正"),
        (["2024年有多少个单位的复议被纠正"], "哪些单位", "2024年哪些单位的复议被纠正"),
        (["青山市2024年复议纠正几件"], "那诉讼呢", "青山市2024年诉讼纠正几件"),
        (["青山市2024年复议维持几件"], "那纠正呢", "青山市2024年复议纠正几件"),
        (["青山市2024年复议纠正几件"], "上一年呢", "青山市2023年复议纠正几件"),
        (["青山市2024年收到多少申请"], "自然人的呢", "青山市2024年收到多少自然人的申请"),
        (["青山市2024年复议纠正几件"], "按比例呢", "青山市2024年复议纠正率是多少"),
        (["2024年各单位不予公开多少件"], "按比例排", "2024年不予公开率排名"),
        (["which offices received applications in 2024"], "only departments", "2024年哪些部门收到申请"),
        (["which office received the most applications in 2024"], "top three", "2024年收到申请前三名的单位"),
        (["which offices had corrected reconsiderations in 2024"], "how many?", "2024年有多少个单位的复议被纠正"),
        (["how many offices had corrected reconsiderations in 2024"], "which ones?", "2024年哪些单位的复议被纠正"),
        (["how many reconsiderations did 青山市 have in 2024"], "and litigation?", "青山市2024年诉讼几件"),
        (["how many applications were refused by 青山市 in 2024"], "as a share", "青山市2024年不予公开率"),
        (["青山市2024年收到多少申请", "那复议呢", "换成白鹭区"], "2023年呢", "白鹭区2023年复议几件"),
    ],
)
def test_what_a_question_leaves_out_comes_from_the_one_before(
    library: Library, context: list[str], question: str, whole: str
) -> None:
    given, expected = answer(question, library, TODAY, context), answer(whole, library, TODAY)
    assert (given.kind, given.value, given.rows) == (expected.kind, expected.value, expected.rows)
    assert given.kind in ("number", "list", "findings", "ranking")
    assert any("接着上一问" in said or "follows" in said for said in given.assumptions)


def test_a_whole_question_takes_nothing_from_the_one_before(library: Library) -> None:
    question = "2023年哪些单位的行政复议被纠正"
    alone = understand(question, library, TODAY)
    assert isinstance(alone, Plan)
    assert understand(question, library, TODAY, ["青山市2024年收到多少申请"]) == alone


def test_without_a_question_before_nothing_is_filled_in(library: Library) -> None:
    for context in ([], ["外星人2024年收到多少申请"], ["", "申" * 10_000]):
        assert answer("那2023年呢", library, TODAY, context).kind == "no_answer"


def test_words_that_nobody_knows_are_named_in_a_follow_up_too(library: Library) -> None:
    assert "外星人" in answer("换成外星人", library, TODAY, ["青山市2024年收到多少申请"]).text


def test_a_list_that_is_ranked_by_a_rate_keeps_its_condition(library: Library) -> None:
    before = "2024年哪些单位的复议纠正超过3件"
    given = answer("按比例排", library, TODAY, [before])
    assert [row.head.report_id for row in given.rows] == [
        row.head.report_id for row in answer(before, library, TODAY).rows
    ]
    assert (given.kind, given.unit) == ("ranking", "%")
    assert "超过 3 件" in given.text


def test_what_has_no_rate_is_not_ranked_by_one(library: Library) -> None:
    given = answer("按比例排", library, TODAY, ["2024年各单位规范性文件制发几件"])
    assert (given.kind, given.rows) == ("no_answer", ())


def test_why_shows_how_the_figure_came_and_makes_up_no_reason(library: Library) -> None:
    rate = answer("为什么？", library, TODAY, ["青山市2024年复议纠正率是多少"])
    assert (rate.kind, rate.value) == ("number", answer("青山市2024年复议纠正率是多少", library, TODAY).value)
    assert "4 ÷ 10" in rate.text and "没有说为什么" in rate.text
    cell = answer("为什么", library, TODAY, ["青山市2024年收到多少申请"])
    assert (cell.kind, cell.value, cell.rows) == ("no_answer", None, ())
    assert [item.quote[-3:] for item in cell.evidence][:1] == ["320"]
    assert "do not say why" in answer("why?", library, TODAY, ["青山市2024年收到多少申请"]).text
    assert answer("为什么", library, TODAY, ["外星人"]).kind == "no_answer"
    assert answer("为什么", library, TODAY).kind == "no_answer"


def test_how_many_each_has_is_what_the_list_says(library: Library) -> None:
    before = "2024年哪些单位收到申请"
    given, listed = answer("各几件", library, TODAY, [before]), answer(before, library, TODAY)
    assert given.kind == "list" and given.rows == listed.rows


def test_they_behind_a_ranking_are_those_that_it_gave(library: Library) -> None:
    before = "2024年收到申请最多的三个单位"
    given, ranked = answer("它们的公开率呢", library, TODAY, [before]), answer(before, library, TODAY)
    assert given.kind == "comparison"
    assert {row.head.report_id for row in given.rows} == {row.head.report_id for row in ranked.rows}
