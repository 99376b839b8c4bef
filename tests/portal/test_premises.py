"""What a question takes for granted is set aside and said so; the answer is what is printed."""

from decimal import Decimal

import pytest

from index.library import Library
from portal.questions.answer import answer
from portal.questions.plan import Answer
from tests.portal.asking import TODAY


def ask(library: Library, question: str) -> Answer:
    return answer(question, library, TODAY)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("白鹭市公安局2024年复议被纠正了几件？听说不少", 0),
        ("听说白鹭市公安局2024年复议被纠正了不少，到底是几件？", 0),
        ("西工区2025年既然没有复议纠正，那复议总数是多少？", 6),
        ("听说墨溪市2025年不予公开了上百件，实际多少", 24),
        ("How many lawsuits did 焦作市人民政府办公室 lose in 2025, given that it lost several?", 0),
        ("I heard 墨溪市教育局 lost a lot of lawsuits in 2025, how many?", 1),
    ],
)
def test_a_premise_is_set_aside_and_named(samples: Library, question: str, value: int) -> None:
    given = ask(samples, question)
    assert (given.kind, given.value) == ("number", Decimal(value))
    assert any("没有据此作答" in said or "takes for granted" in said for said in given.assumptions)


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("为什么2024年没有被纠正的复议？", 2),
        ("为什么2023年没有单位败诉", 3),
        ("Why were there no corrected reconsiderations in 2024?", 2),
        ("Why did no office lose a lawsuit in 2023?", 3),
    ],
)
def test_why_there_is_none_lists_what_there_is(samples: Library, question: str, count: int) -> None:
    given = ask(samples, question)
    assert (given.kind, len(given.rows)) == ("list", count)
    assert any("原因" in said or "says why" in said for said in given.assumptions)


def test_why_one_is_more_sets_both_side_by_side(samples: Library) -> None:
    given = ask(samples, "示例省政府办公厅2025年申请为什么比2024年多这么多？")
    assert [row.value for row in given.rows] == [Decimal(299), Decimal(308)]


@pytest.mark.parametrize(
    "question", ["为什么会这样", "既然白鹭市没人败诉，白鹭市公安局的市长是谁", "为什么有的单位不予公开多"]
)
def test_a_reason_without_figures_stays_refused(samples: Library, question: str) -> None:
    assert ask(samples, question).kind == "no_answer"
