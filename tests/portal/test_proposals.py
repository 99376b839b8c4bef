"""Words that the lexicon does not have, taken for what is nearest in meaning, and said so."""

from datetime import date

import pytest

from index.library import Library
from portal.questions.answer import answer
from portal.questions.plan import Answer


def ask(library: Library, question: str) -> Answer:
    return answer(question, library, date(2026, 11, 21))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "key", "word", "meant"),
    [
        ("白鹭市2025年查封扣押几件", "disclosure.coercion.decisions", "查封扣押", "行政强制"),
        ("2025年哪些单位有申诉案件", "reconsideration.total", "申诉案件", "行政复议"),
    ],
)
def test_a_word_outside_the_lexicon_is_taken_for_the_nearest_figure_and_said_so(
    samples: Library, question: str, key: str, word: str, meant: str
) -> None:
    given = ask(samples, question)
    assert given.plan is not None and given.plan.metric.key == key
    assert any(word in note and meant in note for note in given.assumptions)


@pytest.mark.slow
@pytest.mark.parametrize("word", ["外星人", "厕所", "绿化面积", "微博粉丝", "房价"])
def test_a_word_near_to_nothing_is_refused_by_name(samples: Library, word: str) -> None:
    given = ask(samples, f"2025年哪个单位的{word}最多")
    assert given.kind == "no_answer"
    assert not given.rows


def test_a_reading_without_a_word_that_denies_is_never_offered(samples: Library) -> None:
    assert not ask(samples, "白鹭市2025年收到多少不奇怪的申请").readings
    assert ask(samples, "白鹭市2025年收到多少奇怪的申请").readings == ("白鹭市2025年收到多少申请",)
