import codecs

import pytest

from ingest.errors import UnreadableFile
from ingest.model import Document, Paragraph
from ingest.readers import READERS, read_document
from ingest.readers.text import MOST_CHARACTERS, read_text

CHINESE = "白鹭市的报告\n第二行\t１２\n"


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    "data",
    [
        CHINESE.encode("utf-8"),
        codecs.BOM_UTF8 + CHINESE.encode("utf-8"),
        CHINESE.encode("gb18030"),
        CHINESE.encode("gbk"),
        codecs.BOM_UTF16_LE + CHINESE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + CHINESE.encode("utf-16-be"),
        CHINESE.replace("\n", "\r\n").encode("utf-8"),
        CHINESE.replace("\n", "\r").encode("utf-8"),
    ],
    ids=["utf-8", "utf-8-bom", "gb18030", "gbk", "utf-16-le", "utf-16-be", "crlf", "cr"],
)
def test_same_text_in_any_encoding_gives_the_same_paragraphs(data: bytes) -> None:
    document = read_text(data, "示例.txt")
    assert texts(document) == ["白鹭市的报告", "第二行\t１２"]
    assert [block.location.line for block in document.blocks] == [1, 2]


def test_rare_character_that_only_gb18030_has_is_kept() -> None:
    assert texts(read_text("𠮷祥镇".encode("gb18030"), "示例.txt")) == ["𠮷祥镇"]


def test_empty_lines_are_no_paragraphs_but_count_as_lines() -> None:
    document = read_text("一\n\n \t\n二\n".encode(), "示例.txt")
    assert [(block.location.line, block.location.page) for block in document.blocks] == [(1, None), (4, None)]


def test_form_feed_begins_a_page_and_lines_count_on() -> None:
    document = read_text("一\n二\f三\n四".encode(), "示例.txt")
    assert [(block.location.page, block.location.line) for block in document.blocks] == [(1, 1), (1, 2), (2, 2), (2, 3)]


def test_tabs_of_a_dump_are_kept() -> None:
    assert texts(read_text(b"a\t\t1\t\n", "x.txt")) == ["a\t\t1\t"]


@pytest.mark.parametrize(
    ("line", "text", "level"),
    [
        ("## 一、总体情况", "一、总体情况", 2),
        ("####一、总体情况", "一、总体情况", 4),
        ("# 总体 情况 ##", "总体 情况", 1),
        ("  ### **总体**情况", "总体情况", 3),
        ("**总体情况**", "总体情况", 0),
        ("编号 #5", "编号 #5", 0),
    ],
)
def test_heading_marks_become_levels(line: str, text: str, level: int) -> None:
    (block,) = read_text(line.encode(), "x.md").blocks
    assert isinstance(block, Paragraph)
    assert (block.text, block.level) == (text, level)


@pytest.mark.parametrize(
    "bait", ["# " + "#" * 60_000 + "x", "# a" + " " * 60_000 + "b", "**a__" * 20_000, "_" * 60_000]
)
def test_long_runs_of_marks_are_read_in_time_that_grows_with_their_length(bait: str) -> None:
    assert len(read_text(bait.encode(), "x.txt").blocks) == 1


def refusal(data: bytes, source: str = "夹子/示例.txt") -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_document(data, source)
    assert caught.value.location.file == source
    return str(caught.value)


@pytest.mark.parametrize("data", [b"", b"  \r\n\t\n", b"\xef\xbb\xbf", b"\x00\x00"])
def test_empty_file_is_refused(data: bytes) -> None:
    assert "夹子/示例.txt：文件是空的，请" in refusal(data)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
        b"%PDF-1.7\n" + b"\x00\x01\x02\x03" * 500,
        b"PK\x03\x04" + b"\x00" * 300 + "报告".encode(),
        b"\xff" * 100,
        codecs.BOM_UTF16_LE + b"\x00\xd8" * 200,
    ],
    ids=["png", "pdf", "zip", "no encoding", "lone surrogates"],
)
def test_binary_file_named_txt_is_refused_saying_what_to_do(data: bytes) -> None:
    message = refusal(data)
    assert "不是文字" in message
    assert "请" in message


def test_stray_control_character_is_dropped_and_the_rest_is_read() -> None:
    assert texts(read_text(("公开" * 400 + "\x00\x07").encode(), "x.txt")) == ["公开" * 400]


def test_stray_lone_surrogate_does_not_come_through() -> None:
    data = codecs.BOM_UTF16_LE + ("公开" * 400).encode("utf-16-le") + b"\x00\xd8"
    (text,) = texts(read_text(data, "x.txt"))
    text.encode("utf-8")
    assert text.startswith("公开公开")


@pytest.mark.parametrize("source", ["示例.xyz", "示例", "示例.txt.exe"])
def test_unknown_suffix_is_refused_naming_it_and_those_that_can_be_read(source: str) -> None:
    message = refusal(CHINESE.encode(), source)
    assert all(suffix in message for suffix in READERS)
    assert source.partition(".")[2].rpartition(".")[2] in message


def test_suffix_counts_in_any_case() -> None:
    assert texts(read_document(CHINESE.encode(), "示例.TXT")) == ["白鹭市的报告", "第二行\t１２"]


def test_text_longer_than_any_report_is_refused_naming_its_length() -> None:
    message = refusal(("公" * (MOST_CHARACTERS + 1)).encode())
    assert str(MOST_CHARACTERS + 1) in message
    assert "请" in message


def test_marks_stacked_on_a_letter_are_no_text() -> None:
    """Normalising a long run of them takes time that grows with the square of its length."""
    assert "不是文字" in refusal(("公" * 1000 + "\u0301\u0323" * 50_000).encode())
