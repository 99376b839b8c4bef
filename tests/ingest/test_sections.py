import pytest

from ingest.model import Block, Document, Paragraph
from ingest.sections import Span, cut_sections, heading_number
from tests.ingest.builder import HEADINGS, paragraphs


def cut(*texts: str) -> tuple[tuple[Block, ...], tuple[Span, ...]]:
    return cut_sections(Document("示例.txt", paragraphs(*texts)))


def body(span: Span) -> list[str]:
    return [block.text for block in span.blocks if isinstance(block, Paragraph)]


def bodies(*texts: str) -> dict[int, list[str]]:
    return {span.number: body(span) for span in cut(*texts)[1]}


def whole(headings: dict[int, str] = HEADINGS) -> list[str]:
    return [text for number in headings for text in (headings[number], f"正文{number}。")]


WHOLE = {number: [f"正文{number}。"] for number in HEADINGS}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一、总体情况", 1),
        ("一.总体情况", 1),
        ("一 、 总体情况", 1),
        ("１、总体情况", 1),
        ("第一部分 总体情况", 1),
        ("总体情况", 1),
        ("一、基本情况概述", 1),
        ("一、政府信息公开工作总体情况", 1),
        ("二、主动公开政府信息情况", 2),
        ("二、政府信息主动公开情况", 2),
        ("三、收到和处理政府信息公开申请情况", 3),
        ("三、收到及处理政府信息公开申请的情况", 3),
        ("四、政府信息公开行政复议、行政诉讼情况", 4),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", 4),
        ("五、存在的主要问题及改进情况", 5),
        ("五、政府信息公开工作存在的主要问题和改进措施", 5),
        ("六、其他需要报告的事项", 6),
        ("六、其他需要报告的事项：", 6),
        ("五、存在的主要间题及改进情况", 5),
        ("三、收到和处理政府信息公开中请情况", 3),
    ],
)
def test_wording_of_a_heading_is_known(text: str, number: int) -> None:
    found = heading_number(text)
    assert found is not None and found[0] == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "总体情况良好，群众满意。",
        "一、本年新收政府信息公开申请数量",
        "三、本年度办理结果",
        "四、结转下年度继续办理",
        "二、上年结转政府信息公开申请数量",
        "（一）主动公开情况良好",
        "一是主动公开政府信息情况较好",
        "总体情况\t5",
        "一、" + "总体情况" * 12,
    ],
)
def test_line_of_text_or_table_is_no_heading(text: str) -> None:
    assert heading_number(text) is None


def test_each_section_holds_what_stands_below_its_heading() -> None:
    before, spans = cut("标题", *whole())
    assert [block.text for block in before if isinstance(block, Paragraph)] == ["标题"]
    assert {span.number: body(span) for span in spans} == WHOLE


def test_headings_without_numbers_cut_as_well() -> None:
    assert bodies(*whole({number: text[2:] for number, text in HEADINGS.items()})) == WHOLE


def test_heading_printed_twice_cuts_once_and_is_not_text() -> None:
    texts = whole()
    texts.insert(1, "总体情况")
    texts.insert(1, "一、总体情况")
    assert bodies(*texts) == WHOLE


def test_heading_printed_again_further_down_is_not_text() -> None:
    texts = whole()
    texts.insert(texts.index("正文5。") + 1, HEADINGS[5])
    assert bodies(*texts) == WHOLE


def test_heading_wrapped_over_two_lines_is_one() -> None:
    texts = whole()
    index = texts.index(HEADINGS[4])
    texts[index : index + 1] = ["四、政府信息公开行政复议、行", "政诉讼情况"]
    spans = cut(*texts)[1]
    assert {span.number: body(span) for span in spans} == WHOLE
    assert spans[3].heading.text == HEADINGS[4]


def test_wrapped_heading_leaves_nothing_of_itself_in_the_text() -> None:
    texts = whole()
    texts[texts.index(HEADINGS[5]) : texts.index(HEADINGS[5]) + 1] = ["五、存在的主要问题及改", "进情况"]
    assert bodies(*texts) == WHOLE


@pytest.mark.parametrize("misprint", ["六、其它需要报告的事项", "六、其他需要报吿的事项", "六、其他需报告的事项"])
def test_misprinted_heading_cuts(misprint: str) -> None:
    assert bodies(*whole({**HEADINGS, 6: misprint})) == WHOLE


def test_table_of_contents_does_not_cut() -> None:
    before, spans = cut("目录", *HEADINGS.values(), *whole())
    assert {span.number: body(span) for span in spans} == WHOLE
    assert len(before) == 1 + len(HEADINGS)


def test_table_of_contents_with_page_numbers_does_not_cut() -> None:
    contents = [f"{heading}……{page}" for page, heading in enumerate(HEADINGS.values(), start=1)]
    assert bodies("目录", *contents, "标题", *whole()) == WHOLE


def test_heading_over_an_empty_section_next_to_another_is_no_table_of_contents() -> None:
    assert bodies(HEADINGS[1], "正文1。", HEADINGS[2], HEADINGS[3], HEADINGS[4], "正文4。") == {
        1: ["正文1。"],
        2: [],
        3: [],
        4: ["正文4。"],
    }


def test_numbered_sections_out_of_order_keep_their_text() -> None:
    order = (1, 2, 4, 3, 5, 6)
    assert bodies(*whole({number: HEADINGS[number] for number in order})) == WHOLE


def test_missing_section_is_absent() -> None:
    assert sorted(bodies(*whole({number: HEADINGS[number] for number in (1, 3, 5)}))) == [1, 3, 5]


def test_document_without_headings_has_no_sections() -> None:
    before, spans = cut("标题", "正文。")
    assert (len(before), spans) == (2, ())


def test_word_of_a_heading_inside_the_prose_of_a_later_section_does_not_cut() -> None:
    texts = whole()
    texts.insert(texts.index("正文5。"), "总体情况")
    found = bodies(*texts)
    assert found[1] == ["正文1。"]
    assert "正文5。" in found[5]


@pytest.mark.parametrize(
    "repeated", [[HEADINGS[1]], list(HEADINGS.values())[:3], [HEADINGS[2], "正文。", HEADINGS[1], "正文。"]]
)
def test_thousands_of_headings_are_cut_in_time_that_grows_with_their_number(repeated: list[str]) -> None:
    spans = cut(*repeated * 6_000)[1]
    assert 1 <= len(spans) <= 3
