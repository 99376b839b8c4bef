from collections.abc import Iterator
from pathlib import Path

import pytest

from index.library import Library
from index.model import Filter, Filters, SearchRequest
from index.suggestions import Suggestion, any_of_them, suggestion, taken_apart, unknown_words
from tests.conftest import make_reading, make_report

TEXT = "政务新媒体更新及时，因信息公开引发行政复议一件，结果纠正。公开申请办理规范。"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", write=True, create=True) as opened:
        opened.catalog.commit([make_reading(make_report(sections={1: TEXT}, year=year)) for year in (2022, 2023)])
        opened.replay()
        yield opened


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("政务新煤体", "政务新媒体"),
        ("行政复义", "行政复议"),
        ("复义 纠正", "复议 纠正"),
        ("公开申清", "公开申请"),
        ("政务新煤体更新", "政务新媒体更新"),
        ("行政复义 政务新煤体", "行政复议 政务新媒体"),
    ],
)
def test_a_slip_of_the_pen_is_put_right_by_a_word_that_the_library_has(
    library: Library, typed: str, meant: str
) -> None:
    found = suggestion(library, SearchRequest(typed))
    assert found is not None and found.text == meant
    assert found.total == library.search(SearchRequest(meant)).total > 0


def test_what_is_suggested_is_counted_under_the_filters_of_the_search(library: Library) -> None:
    filters = Filters((Filter("year", "2023"),))
    everywhere, within = (suggestion(library, SearchRequest("行政复义", filters=one)) for one in (Filters(), filters))
    assert everywhere is not None and within is not None
    assert (everywhere.total, within.total) == (2, 1)
    assert suggestion(library, SearchRequest("行政复义", filters=Filters((Filter("year", "2019"),)))) is None


@pytest.mark.parametrize("typed", ["外星人", "申请 外星人", "werewolf", "复", "", "-行政复义", "行政复议 政务新媒体"])
def test_words_without_a_near_one_and_words_that_stand_there_are_not_put_right(library: Library, typed: str) -> None:
    assert suggestion(library, SearchRequest(typed)) is None


def test_the_words_that_no_passage_has_are_named(library: Library) -> None:
    assert unknown_words(library, SearchRequest("行政 热线 -丙", mode="semantic")) == ("热线",)
    assert unknown_words(library, SearchRequest("行政 -丙", mode="semantic")) is None


def test_a_run_that_stands_nowhere_is_offered_by_its_words(library: Library) -> None:
    sections = {1: "工作人员不足。", 2: "业务培训不足，人员紧张。"}
    library.catalog.commit([make_reading(make_report(sections=sections, year=2021))])
    library.replay()
    request = SearchRequest("人员培训")
    assert library.search(request).total == 0
    assert taken_apart(library, request) == Suggestion("人员 培训", 1)
    assert any_of_them(library, request) == Suggestion("人员 培训", 2)
    assert taken_apart(library, SearchRequest("媒体培训班")) is None


def test_terms_as_typed_go_before_their_words(library: Library) -> None:
    assert any_of_them(library, SearchRequest("纠正 没有这个")) == Suggestion("纠正 没有这个", 2)


@pytest.mark.parametrize("request_", [SearchRequest('"公开办理"'), SearchRequest("公开办理", exact=True)])
def test_what_is_to_stand_exactly_is_not_taken_apart(library: Library, request_: SearchRequest) -> None:
    assert (taken_apart(library, request_), any_of_them(library, request_)) == (None, None)
