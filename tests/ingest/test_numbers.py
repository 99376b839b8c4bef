from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.numbers import is_cell, parse_cell


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("22", "22"),
        ("２２", "22"),
        ("1,234", "1234"),
        ("1，234", "1234"),
        ("12,345,678", "12345678"),
        ("22（其中修订16件）", "22"),
        ("22(其中修订16件)", "22"),
        (" 7 件", "7"),
        ("7\u3000", "7"),
        ("12.5", "12.5"),
        ("１２．５", "12.5"),
        ("-3", "-3"),
        ("−3", "-3"),
        ("007", "7"),
        ("5宗", "5"),
    ],
)
def test_printed_number_is_read(text: str, number: str) -> None:
    assert parse_cell(text) == ("value", Decimal(number))


@pytest.mark.parametrize("text", ["0", "０", "0件", "0.00", "零", " 0 ", "-0"])
def test_printed_zero_is_zero_and_no_other_state(text: str) -> None:
    state, number = parse_cell(text)
    assert (state, number) == ("zero", Decimal(0))


@pytest.mark.parametrize("text", ["-", "—", "——", "–", "―", "/", "／", "\\", "无", " — ", "－"])
def test_mark_for_none_is_a_dash_without_a_number(text: str) -> None:
    assert parse_cell(text) == ("dash", None)


@pytest.mark.parametrize("text", ["", " ", "\t", "\u3000\u3000", "\n", "\xa0"])
def test_white_space_is_blank_not_zero(text: str) -> None:
    assert parse_cell(text) == ("blank", None)


@pytest.mark.parametrize(
    "text",
    [
        None,
        "约5",
        "5余件",
        "五",
        "见附件",
        "1,23",
        "12 件左右",
        "3/4",
        "9e999",
        "NaN",
        "Infinity",
        "1.2.3",
        "5(",
        "(5)",
    ],
)
def test_anything_else_is_unread(text: str | None) -> None:
    assert parse_cell(text) == ("unread", None)


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("251000元", "万元", "25.1"),
        ("251,000元", "万元", "25.1"),
        ("25.1万元", "万元", "25.1"),
        ("25.1", "万元", "25.1"),
        ("0.5亿元", "万元", "5000"),
        ("3万元", "元", "30000"),
        ("7元", "件", "7"),
    ],
)
def test_sum_of_money_is_given_in_the_unit_of_the_template(text: str, unit: str, number: str) -> None:
    assert parse_cell(text, unit) == ("value", Decimal(number))


@pytest.mark.parametrize("text", ["22①", "22²", "①", "½", "3½"])
def test_note_mark_at_a_number_is_never_taken_for_a_digit(text: str) -> None:
    assert parse_cell(text) == ("unread", None)


@pytest.mark.parametrize("text", ["9" * 16, "9" * 1_000_000, "9" * 1_000_000 + "亿元", "0." + "0" * 100_000 + "1"])
def test_number_longer_than_any_count_is_unread(text: str) -> None:
    assert parse_cell(text, "万元") == ("unread", None)


@pytest.mark.parametrize("text", ["5", "０", "—", "1,234", "22（其中修订16件）", "无"])
def test_number_or_mark_is_a_cell(text: str) -> None:
    assert is_cell(text)


@pytest.mark.parametrize("text", ["", " ", "总计", "1.重复申请", "（一）予以公开", "自然人", "第5页"])
def test_label_or_blank_is_no_cell(text: str) -> None:
    assert not is_cell(text)


@given(
    st.text() | st.text(alphabet="0123456789.,，()（）元万亿件-—/零无eE+ \t０９"),
    st.sampled_from(["件", "元", "万元", ""]),
)
def test_no_text_whatever_breaks_the_parser_and_only_numbers_have_a_value(text: str, unit: str) -> None:
    state, number = parse_cell(text, unit)
    assert (number is not None) == (state in ("value", "zero"))
    assert number is None or (number.is_finite() and (number == 0) == (state == "zero"))


@given(st.integers(min_value=0, max_value=10**15 - 1))
def test_whole_number_reads_back_plain_grouped_and_full_width(number: int) -> None:
    full_width = "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    for text in (str(number), f"{number:,}", full_width, f"{number}件", f" {number} "):
        assert parse_cell(text)[1] == number
