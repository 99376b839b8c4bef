from collections.abc import Iterator

import pytest

from index.library import Library
from portal.questions.answer import answer
from portal.questions.glossary import terms
from portal.questions.json_forms.forms import answer_form
from portal.questions.plan import Answer
from tests.portal.asking import TODAY, make_library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with make_library(tmp_path_factory.mktemp("explained") / "library") as opened:
        yield opened


def ask(library: Library, question: str) -> Answer:
    return answer(question, library, TODAY)


@pytest.mark.parametrize(
    ("question", "begins", "article"),
    [
        ("什么是过程性信息", "过程性信息：", "（《政府信息公开条例》第16条）"),
        ("“三安全一稳定”是什么意思？", "三安全一稳定：", "（《政府信息公开条例》第14条）"),
        ("复议是什么", "行政复议：", "（《行政复议法》第2条）"),
        ("请问什么是结果纠正", "结果纠正：", "第63、64、65、66、67条"),
        ("what is reconsideration", "administrative reconsideration (行政复议): ", "Law (2023), article 2)"),
        ("What does not held mean?", "not held (本机关不掌握): ", "article 36)"),
        ("what are state secrets", "state secret (国家秘密): ", "article 14)"),
    ],
)
def test_a_term_is_explained_with_its_article(library: Library, question: str, begins: str, article: str) -> None:
    given = ask(library, question)
    assert given.kind == "term"
    assert given.text.startswith(begins)
    assert article in given.text
    form = answer_form(given)
    assert form["value"] == given.text
    assert form["items"] == []


def test_every_term_is_found_by_each_of_its_names(library: Library) -> None:
    assert len(terms()) >= 30
    for name, term in terms().items():
        for form in (*term.names, *term.say):
            given = ask(library, f"{form}是什么意思")
            assert given.inquiry is not None, form
            assert given.inquiry.about == name, form
        assert ask(library, f"what does {term.names[1]} mean").kind == "term"


@pytest.mark.parametrize("question", ["什么是麻辣烫", "麻辣烫是什么意思", "what does werewolf mean"])
def test_an_unknown_term_is_refused_by_name(library: Library, question: str) -> None:
    given = ask(library, question)
    assert given.kind == "no_answer"
    assert "麻辣烫" in given.text or "werewolf" in given.text


def test_a_figure_asked_for_with_the_same_words_stays_a_figure(library: Library) -> None:
    assert ask(library, "what is the disclosure rate of 青山市 in 2024").kind == "number"
    assert ask(library, "青山市2024年的新收申请是多少").kind == "number"
