import pytest

from index.query import Term, cut_terms, highlights, parse_terms, shown_terms
from index.segmenter import Segmenter


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    return Segmenter(["白鹭区"])


def marked(text: str, query: str, segmenter: Segmenter, *, exact: bool = False) -> list[str]:
    ranges = highlights(text, cut_terms(parse_terms(query, exact), segmenter), segmenter)
    return [text[start:end] for start, end in ranges]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", ()),
        (" \t　", ()),
        ("依申请公开 受理", (Term("依申请公开"), Term("受理"))),
        ("复议 复议", (Term("复议"),)),
        ("复议　-败诉", (Term("复议"), Term("败诉", excluded=True))),
        ('"行政 复议" 纠正', (Term("行政 复议", exact=True), Term("纠正"))),
        ('-"行政 复议"', (Term("行政 复议", exact=True, excluded=True),)),
        ("＂ＡＢ＂", (Term("ab", exact=True),)),
        ('公开"制度"目录', (Term("公开"), Term("制度", exact=True), Term("目录"))),
        ("2021-2025", (Term("2021-2025"),)),
        ("-", (Term("-"),)),
        ('"未完', (Term('"'), Term("未完"))),
        ('""', (Term('"'),)),
    ],
)
def test_a_query_is_read_as_terms(text: str, terms: tuple[Term, ...]) -> None:
    assert parse_terms(text, exact=False) == terms


def test_an_exact_query_is_one_string() -> None:
    assert parse_terms('-“Ａ” "b"', exact=True) == (Term('-“a” "b"', exact=True),)
    assert parse_terms("  ", exact=True) == ()


def test_a_query_shows_how_it_was_cut(segmenter: Segmenter) -> None:
    terms = cut_terms(parse_terms('政务新媒体 "受理" -白鹭区 《》', exact=False), segmenter)
    assert shown_terms(terms) == ("政务", "媒体", "政务新媒体", '"受理"', "-白鹭区", "《》")


def test_terms_are_marked_where_they_stand(segmenter: Segmenter) -> None:
    assert marked("收到行政复议申请，行政复议被纠正。", "行政复议 纠正", segmenter) == ["行政复议", "行政复议", "纠正"]


def test_words_are_marked_where_the_run_does_not_stand(segmenter: Segmenter) -> None:
    assert marked("更新政务新媒体不及时。", "政务新媒体更新", segmenter) == ["更新政务新媒体"]
    assert marked("更新了，政务新媒体也更新，媒体另说。", "政务新媒体更新", segmenter) == ["更新", "政务新媒体", "更新"]


def test_offsets_count_characters_of_the_stored_text(segmenter: Segmenter) -> None:
    text = "𠮷野区 共１２件ＧＢ/T"
    assert marked(text, "12件gb", segmenter) == ["１２件ＧＢ"]
    assert marked(text, "共", segmenter) == ["共"]


def test_overlapping_marks_are_one(segmenter: Segmenter) -> None:
    assert marked("信息公开申请", '"信息公开" "公开申请"', segmenter) == ["信息公开申请"]
    assert marked("哈哈哈哈", "哈哈", segmenter, exact=True) == ["哈哈哈哈"]


def test_excluded_terms_are_not_marked(segmenter: Segmenter) -> None:
    assert marked("公开申请", "申请 -公开", segmenter) == ["申请"]


def test_an_exact_query_marks_no_words(segmenter: Segmenter) -> None:
    assert marked("公开，申请，公开申请", "公开申请", segmenter, exact=True) == ["公开申请"]
