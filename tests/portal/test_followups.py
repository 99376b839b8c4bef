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
    ],
)
def test_what_a_question_leaves_out_comes_from_the_one_before(
    library: Library, context: list[str], question: str, whole: str
) -> None:
    given, expected = answer(question, library, TODAY, context), answer(whole, library, TODAY)
    assert (given.kind, given.value, given.rows) == (expected.kind, expected.value, expected.rows)
    assert given.kind in ("number", "list", "findings")
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
