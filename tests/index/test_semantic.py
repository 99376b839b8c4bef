import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.encoder import MODEL_VARIABLE
from index.errors import LibraryLocked, ModelError, WrongModel
from index.layout import Layout
from index.library import Library
from index.lock import WriterLock
from index.model import Mode, SearchRequest, SearchResult
from index.vector_manifest import read_manifest
from tests.conftest import make_reading, make_report
from tests.tiny_model import MEANINGS, make_tiny_model

SENTENCES = {
    2019: "新媒体更新较慢。",
    2020: "公众号存在停更现象。",
    2021: "网站栏目空白。",
    2022: "行政复议案件增多。",
    2023: "申请的答复不规范。",
}
MODES: tuple[Mode, ...] = ("semantic", "hybrid")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tiny_model(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture(autouse=True)
def chosen(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MODEL_VARIABLE, str(tiny))


@pytest.fixture
def filled(library: Library) -> Iterator[Library]:
    """A library of one sentence a year."""
    fill(library, SENTENCES)
    yield library


def fill(library: Library, sentences: dict[int, str]) -> None:
    reports = [make_report(year=year, sections={1: text, 5: "", 6: ""}) for year, text in sentences.items()]
    library.catalog.commit([make_reading(report) for report in reports])
    library.replay()


def find(library: Library, text: str, mode: Mode = "semantic", *filters: str) -> SearchResult:
    return library.search(SearchRequest(text, mode, filters=library.parse_filters(filters), limit=1000))


def years(result: SearchResult) -> list[int]:
    return [hit.head.year for hit in result.hits]


def close(result: SearchResult) -> set[int]:
    return {hit.head.year for hit in result.hits if hit.score > 0.6}


@pytest.mark.parametrize("mode", MODES)
def test_a_passage_is_found_by_other_words_of_its_meaning(filled: Library, mode: Mode) -> None:
    result = find(filled, "公众号停更", mode)
    assert set(years(result)[:2]) == {2019, 2020}
    assert close(result) == {2019, 2020}
    assert find(filled, "公众号更新", "keyword").total == 0


@pytest.mark.parametrize("mode", MODES)
def test_filters_apply_before_ranking(filled: Library, mode: Mode) -> None:
    assert years(find(filled, "公众号停更", mode, "year=2020")) == [2020]
    assert 2020 not in years(find(filled, "公众号停更", mode, "year=!2020"))
    assert find(filled, "公众号停更", mode, "kind=measure").total == 0


@pytest.mark.parametrize("mode", MODES)
def test_excluded_and_quoted_terms_are_conditions(filled: Library, mode: Mode) -> None:
    assert 2020 not in years(find(filled, "公众号停更 -现象", mode))
    assert years(find(filled, '新媒体 "停更"', mode)) == [2020]


def test_total_and_facets_count_what_is_listed(filled: Library) -> None:
    result = find(filled, "公众号停更", "semantic", "year=2019..2020")
    facets = {facet.name: {value.value: value.count for value in facet.values} for facet in result.facets}
    assert (result.total, result.reports) == (2, 2)
    assert facets["year"] == {"2020": 1, "2019": 1}
    assert facets["kind"] == {"overview": 2}


def test_at_most_two_hundred_are_listed(library: Library) -> None:
    fill(library, {2020: "".join(f"公众号停更第{number}次。" for number in range(230)), 2021: "网站。"})
    result = find(library, "新媒体更新")
    assert (result.total, len(result.hits), result.reports) == (200, 200, 1)
    pages = [library.search(SearchRequest("新媒体更新", "semantic", limit=150, offset=offset)) for offset in (0, 150)]
    assert [hit.passage_id for page in pages for hit in page.hits] == [hit.passage_id for hit in result.hits]


def test_words_that_matched_are_marked(filled: Library) -> None:
    [hit] = find(filled, "公众号的更新", "semantic", "year=2020").hits
    assert [hit.text[start:end] for start, end in hit.highlights] == ["公众号"]


def test_hybrid_puts_the_literal_passage_first(filled: Library) -> None:
    fill(filled, {2018: "公众号停更，见公开办函〔2021〕30号。", 2017: "依照公开办函〔2021〕30号办理网站。"})
    assert years(find(filled, "公开办函〔2021〕30号 网站", "hybrid"))[0] == 2017
    assert set(years(find(filled, "公开办函〔2021〕30号", "hybrid"))[:2]) == {2017, 2018}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("text", ["", " ", "😀", "\ud800", "-网站"])
def test_what_the_model_knows_nothing_of_finds_nothing_by_meaning(filled: Library, mode: Mode, text: str) -> None:
    assert find(filled, text, mode).total == 0


def test_hybrid_finds_by_words_what_the_model_does_not_know(filled: Library) -> None:
    assert find(filled, "栏目空白", "semantic").total == 0
    assert years(find(filled, "栏目空白", "hybrid")) == [2021]


@pytest.mark.parametrize("mode", MODES)
def test_a_very_long_question_is_answered(filled: Library, mode: Mode) -> None:
    assert close(find(filled, "公众号停更" * 20_000, mode)) >= {2019, 2020}


def test_passages_without_a_known_word_are_never_found(library: Library) -> None:
    fill(library, {2020: "😀", 2021: "一二三四。", 2022: "公众号。"})
    assert years(find(library, "新媒体")) == [2022]


def test_vectors_follow_what_is_committed_and_removed(filled: Library, layout: Layout) -> None:
    assert 2024 not in years(find(filled, "公众号停更"))
    fill(filled, {2024: "公众号停更。", 2020: "申请。"})
    assert close(find(filled, "公众号停更")) == {2019, 2024}
    gone = next(head.report_id for head in filled.catalog.heads() if head.year == 2024)
    filled.catalog.remove([gone])
    filled.replay()
    assert close(find(filled, "公众号停更")) == {2019}
    manifest = read_manifest(layout.vectors)
    assert manifest is not None
    assert manifest.revision == filled.revision


def test_removed_vectors_are_made_again(layout: Layout) -> None:
    with Library.open(layout.root, write=True, create=True) as library:
        fill(library, SENTENCES)
        before = find(library, "公众号停更").hits
    shutil.rmtree(layout.vectors)
    with Library.open(layout.root) as reader:
        assert find(reader, "公众号停更").hits == before
    assert read_manifest(layout.vectors) is not None


def test_replayed_vectors_find_what_rebuilt_ones_find(filled: Library) -> None:
    find(filled, "公众号")
    fill(filled, {2024: "公众号停更。", 2025: "网站更新。"})
    before = years(find(filled, "网站更新"))
    filled.rebuild()
    assert years(find(filled, "网站更新")) == before


def test_a_reader_finds_new_passages_while_another_writes(filled: Library, layout: Layout) -> None:
    with Library.open(layout.root) as reader:
        assert close(find(reader, "公众号停更")) == {2019, 2020}
        fill(filled, {2024: "公众号停更。"})
        assert close(find(reader, "公众号停更")) == {2019, 2020, 2024}


def test_vectors_are_not_written_while_another_process_holds_the_lock(layout: Layout) -> None:
    with Library.open(layout.root, write=True, create=True) as library:
        fill(library, SENTENCES)
    with WriterLock(layout), Library.open(layout.root) as reader:
        with pytest.raises(LibraryLocked):
            WriterLock(layout)
        assert close(find(reader, "公众号停更")) == {2019, 2020}
        assert not layout.vectors.exists()


def test_vectors_of_another_model_are_refused_until_rebuilt(
    filled: Library, layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    find(filled, "公众号")
    filled.close()
    other = make_tiny_model(tmp_path / "other", {**MEANINGS, "停更": 2}, dimension=16)
    monkeypatch.setenv(MODEL_VARIABLE, str(other))
    with Library.open(layout.root) as reader:
        for mode in MODES:
            with pytest.raises(WrongModel) as refused:
                find(reader, "停更", mode)
            assert f"mingcha --library {layout.root} rebuild" in str(refused.value)
            assert str(other) in str(refused.value)
        assert find(reader, "公众号", "keyword").total == 1
        reader.rebuild()
        assert close(find(reader, "停更")) == {2020, 2022}


def test_a_model_that_is_missing_is_named(filled: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MODEL_VARIABLE, "./no/such/model")
    with pytest.raises(ModelError, match="no/such/model"):
        find(filled, "公众号")


def test_words_are_searched_without_loading_the_model(layout: Layout) -> None:
    with Library.open(layout.root, write=True, create=True) as library:
        fill(library, SENTENCES)
    script = f"""
import sys
from pathlib import Path
from index.library import Library
from index.model import SearchRequest
library = Library.open(Path({str(layout.root)!r}))
assert library.search(SearchRequest("公众号")).total == 1
print(sorted({{"torch", "sentence_transformers", "faiss", "numpy"}} & sys.modules.keys()))
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
