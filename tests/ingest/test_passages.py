import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.passages import LONGEST, cut_passages
from tests.ingest.builder import prose_lines, read, report_text


def kinds(*texts: str) -> list[tuple[str, str]]:
    return [(passage.kind, passage.text) for passage in cut_passages(5, prose_lines(*texts))]


def items(kind: str, *texts: str) -> list[str]:
    return [text for found, text in kinds(*texts) if found == kind]


def test_section_one_is_overview_and_six_is_other() -> None:
    assert [passage.kind for passage in cut_passages(1, prose_lines("公开及时。"))] == ["overview"]
    assert [passage.kind for passage in cut_passages(6, prose_lines("没有其他事项。"))] == ["other"]


PROBLEMS = ("解读的形式不够丰富。", "培训的场次偏少。")
MEASURES = ("多用图解来解读。", "加强培训，每季度办一场。")


@pytest.mark.parametrize(
    ("texts", "problems", "measures"),
    [
        (
            (
                "（一）存在的主要问题",
                "1." + PROBLEMS[0],
                "2." + PROBLEMS[1],
                "（二）改进措施",
                "1." + MEASURES[0],
                "2." + MEASURES[1],
            ),
            2,
            2,
        ),
        (("存在的问题：一是解读不够丰富；二是培训的场次偏少。", "改进措施：一是多用图解来解读；二是加强培训。"), 2, 2),
        (("一是" + PROBLEMS[0] + "二是" + PROBLEMS[1], "下一步，一是加强解读；二是加强培训。"), 2, 2),
        (("存在问题：（1）解读不够丰富。（2）培训偏少。", "改进措施：（1）加强解读。（2）加强培训。"), 2, 2),
        (("存在问题：①解读不够丰富；②培训偏少。", "改进措施：①加强解读；②加强培训。"), 2, 2),
        (("首先，解读不够丰富。其次，培训偏少。", "今后，将加强解读。"), 2, 1),
        ((PROBLEMS[0] + "针对上述问题，我局将加强解读力度。",), 1, 1),
        (("主要问题：解读不够丰富。", "整改情况：已加强解读工作。"), 1, 1),
        (("一、存在的主要问题", PROBLEMS[0], "二、下一步工作打算", MEASURES[0]), 1, 1),
    ],
    ids=[
        "headings",
        "introductions",
        "spoken ordinals",
        "brackets",
        "circles",
        "first second",
        "turn",
        "lead-ins",
        "plain",
    ],
)
def test_problems_and_measures_are_told_apart_item_by_item(
    texts: tuple[str, ...], problems: int, measures: int
) -> None:
    assert (len(items("problem", *texts)), len(items("measure", *texts))) == (problems, measures)


def test_item_that_names_a_problem_and_its_measure_gives_both() -> None:
    texts = ("一是解读不够丰富。下一步将多用图解来解读，并配上问答。", "二是培训偏少。下一步将加强培训，每季度办一场。")
    assert [kind for kind, _ in kinds(*texts)] == ["problem", "measure", "problem", "measure"]


def test_short_sentence_of_a_measure_is_no_heading() -> None:
    assert [kind for kind, _ in kinds("解读材料的形式不够丰富。下一步将多用图解和短片来解读。")] == [
        "problem",
        "measure",
    ]


def test_ordinal_with_a_decimal_number_does_not_cut() -> None:
    assert len(kinds("办结的比例为99.5个百分点，仍有不足。")) == 1


def test_long_sentence_is_cut_at_its_clauses_within_the_bound() -> None:
    passages = cut_passages(1, prose_lines("公开工作做得细致，" * 100))
    assert len(passages) > 1
    assert all(len(passage.text) <= LONGEST for passage in passages)
    assert all(passage.text.endswith("，") for passage in passages)


def test_location_of_a_passage_is_that_of_its_paragraph() -> None:
    passages = cut_passages(1, prose_lines("第一段。", "第二段。"))
    assert [passage.location.line for passage in passages] == [1, 2]


TEXT = st.text(alphabet="公开申请。；：，、（一）二1.2是下步将问题不足加强措施\u3000 ①将", min_size=1, max_size=700)


@settings(max_examples=150, deadline=None)
@given(st.integers(min_value=1, max_value=6), st.lists(TEXT.map(str.strip).filter(bool), min_size=1, max_size=4))
def test_passages_are_exact_slices_that_together_cover_the_section(number: int, texts: list[str]) -> None:
    whole = "\n".join(texts)
    end = 0
    for passage in cut_passages(number, prose_lines(*texts)):
        assert whole[passage.start : passage.end] == passage.text
        assert not whole[end : passage.start].strip()
        assert len(passage.text) <= LONGEST
        end = passage.end
    assert not whole[end:].strip()


def test_offsets_hold_in_the_text_of_the_section_of_a_whole_report() -> None:
    text = "（一）存在的主要问题\n1.解读的形式不够丰富，群众看不懂文件里说的事情究竟是什么\n，要有改变。\n2.培训偏少。"
    report = read(report_text(texts={5: text}))
    sections = {section.number: section.text for section in report.sections}
    for passage in report.passages:
        assert sections[passage.section][passage.start : passage.end] == passage.text
    for number, whole in sections.items():
        together = "".join(passage.text for passage in report.passages if passage.section == number)
        assert re.sub(r"\s", "", together) == re.sub(r"\s", "", whole)


@pytest.mark.parametrize("bait", ["一、", "（", "第", "下一步", "。", "；", "存在", "将"])
def test_long_paragraph_of_repeats_is_cut_in_time(bait: str) -> None:
    texts = prose_lines(bait * 20_000)
    assert "".join(passage.text for passage in cut_passages(5, texts)) == texts[0].text
