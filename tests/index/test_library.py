import json
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from index.errors import LibraryLocked, NoLibrary, WrongFormat
from index.layout import Layout
from index.library import Library
from index.model import Filters, SearchRequest, SearchResult
from index.segmenter import Segmenter
from ingest.model import Region
from tests.conftest import BAILU, QINGSHAN, make_reading, make_report


def fill(library: Library, *years: int, text: str = "政务新媒体更新不及时。") -> None:
    library.catalog.commit([make_reading(make_report(year=year, sections={1: text})) for year in years])
    library.replay()


def find(library: Library, text: str = "政务新媒体") -> SearchResult:
    return library.search(SearchRequest(text, limit=1000))


def years(library: Library, text: str = "政务新媒体") -> list[int]:
    return sorted({hit.head.year for hit in find(library, text).hits})


def manifest(layout: Layout) -> dict[str, object]:
    found: dict[str, object] = json.loads((layout.text_index / "manifest.json").read_text("utf-8"))
    return found


def test_what_was_committed_is_found(library: Library) -> None:
    assert find(library).total == 0
    fill(library, 2021, 2022)
    assert years(library) == [2021, 2022]
    fill(library, 2023)
    assert years(library) == [2021, 2022, 2023]


def test_headings_are_found_after_the_sentences_of_their_words(library: Library) -> None:
    heading, said = "（一）依申请公开", "本年度依申请公开工作平稳，没有一件答复超过期限，也没有一件引起复议。"
    for year in (2021, 2022):
        report = make_report(year=year, sections={1: said, 2: heading})
        library.catalog.commit([make_reading(report)])
    library.replay()
    assert [hit.text for hit in find(library, "依申请公开").hits] == [said, said, heading, heading]
    assert [hit.text for hit in find(library, '"（一）依申请"').hits] == [heading, heading]


def test_removed_report_leaves_no_hit(library: Library) -> None:
    fill(library, 2021, 2022)
    removed = next(head for head in library.heads(Filters()) if head.year == 2021)
    library.catalog.remove([removed.report_id])
    library.replay()
    assert years(library) == [2022]
    assert {facet.name: facet.values for facet in find(library, "").facets}["year"][0].value == "2022"
    assert [head.year for head in library.heads(library.parse_filters(["year=2000.."]))] == [2022]


def test_a_new_version_takes_the_place_of_the_old(library: Library) -> None:
    fill(library, 2021, text="旧的说法。")
    fill(library, 2021, text="新的说法。")
    assert find(library, "旧的说法").total == 0
    assert find(library, "新的说法").total == 1
    [head] = library.heads(Filters())
    stored = library.report(head.report_id, 1)
    assert stored is not None
    assert "旧的说法" in stored.report.sections[0].text
    assert [item.version for item in library.reports(library.parse_filters(["year=2021"]), all_versions=True)] == [1, 2]


def test_replaying_again_changes_nothing(library: Library) -> None:
    fill(library, 2021, 2022)
    before = find(library)
    library.replay()
    library.replay()
    assert (find(library).hits, find(library).facets) == (before.hits, before.facets)


def test_a_commit_that_was_not_recorded_is_replayed_without_doubling(library: Library, layout: Layout) -> None:
    fill(library, 2021, 2022)
    path = layout.text_index / "manifest.json"
    path.write_text(json.dumps(manifest(layout) | {"revision": 0}), encoding="utf-8")
    library.replay()
    assert find(library).total == 2
    assert manifest(layout)["revision"] == library.revision


def test_a_removed_index_is_made_again_at_the_next_open(layout: Layout) -> None:
    with Library.open(layout.root, write=True, create=True) as library:
        fill(library, 2021, 2022)
        before = find(library)
    for what in (layout.text_index, layout.text_index / "manifest.json", layout.text_index / "1"):
        shutil.rmtree(what) if what.is_dir() else what.unlink(missing_ok=True)
        with Library.open(layout.root, write=True) as library:
            assert (find(library).hits, find(library).facets) == (before.hits, before.facets)


def test_a_reader_makes_a_missing_index_too(layout: Layout) -> None:
    with Library.open(layout.root, write=True, create=True) as library:
        fill(library, 2021)
    shutil.rmtree(layout.text_index)
    with Library.open(layout.root) as reader:
        assert years(reader) == [2021]


def test_a_reader_brings_the_index_up_where_no_one_writes(layout: Layout) -> None:
    with Library.open(layout.root, write=True, create=True) as library:
        fill(library, 2021)
        library.catalog.commit([make_reading(make_report(year=2022, sections={1: "政务新媒体。"}))])
    with Library.open(layout.root) as reader:
        assert years(reader) == [2021, 2022]
        assert manifest(layout)["revision"] == reader.revision


def test_a_reader_searches_the_last_state_while_another_writes(layout: Layout) -> None:
    with Library.open(layout.root, write=True, create=True) as library:
        fill(library, 2021)
        library.catalog.commit([make_reading(make_report(year=2022, sections={1: "政务新媒体。"}))])
        with Library.open(layout.root) as reader:
            assert years(reader) == [2021]
            library.replay()
            assert years(reader) == [2021, 2022]


def test_a_reader_of_a_library_without_any_index_finds_nothing_yet(layout: Layout) -> None:
    with Library.open(layout.root, write=True, create=True) as library:
        library.catalog.commit([make_reading(make_report())])
        shutil.rmtree(layout.text_index)
        with Library.open(layout.root) as reader:
            assert find(reader, "").total == 0
            library.replay()
            assert find(reader, "").total > 0


def test_readers_see_whole_commits_while_a_writer_goes_on(layout: Layout) -> None:
    """Each commit writes all reports anew with one number: a reader never sees two numbers together."""
    rounds = 12
    with Library.open(layout.root, write=True, create=True) as library:
        fill(library, *range(2010, 2016), text="共0轮。")
        seen: set[int] = set()
        mixed: list[set[str]] = []
        done = threading.Event()

        def read() -> None:
            with Library.open(layout.root) as reader:
                while not done.is_set():
                    texts = {hit.text for hit in find(reader, "轮").hits}
                    seen.add(len(texts))
                    if len(texts) != 1:
                        mixed.append(texts)

        threads = [threading.Thread(target=read) for _ in range(2)]
        for thread in threads:
            thread.start()
        for number in range(1, rounds):
            fill(library, *range(2010, 2016), text=f"共{number}轮。")
            if number % 5 == 0:
                library.rebuild()
        done.set()
        for thread in threads:
            thread.join()
        assert (seen, mixed) == ({1}, [])


def test_rebuilding_changes_no_result_and_leaves_one_generation(library: Library, layout: Layout) -> None:
    fill(library, 2021)
    fill(library, 2022, 2023)
    before = find(library)
    library.rebuild()
    assert (find(library).hits, find(library).facets) == (before.hits, before.facets)
    assert [path.name for path in layout.text_index.iterdir() if path.is_dir()] == [manifest(layout)["generation"]]


def test_a_rebuild_that_was_killed_leaves_the_old_index(layout: Layout) -> None:
    with Library.open(layout.root, write=True, create=True) as library:
        fill(library, 2021)
    (layout.text_index / "2").mkdir()
    (layout.text_index / "2" / "meta.json").write_text("halb", encoding="utf-8")
    with Library.open(layout.root, write=True) as library:
        assert years(library) == [2021]
        library.rebuild()
        assert years(library) == [2021]


def test_the_manifest_records_segmenter_and_dictionary(library: Library, layout: Layout) -> None:
    fill(library, 2021)
    recorded = manifest(layout)
    segmenter = Segmenter(BAILU.parts)
    assert (recorded["segmenter"], recorded["dictionary"]) == (segmenter.name, segmenter.dictionary)
    assert recorded["places"] == sorted(BAILU.parts)


def test_an_index_of_another_format_is_refused_with_the_command_that_mends_it(layout: Layout) -> None:
    with Library.open(layout.root, write=True, create=True) as library:
        fill(library, 2021)
    path = layout.text_index / "manifest.json"
    for text in (json.dumps(manifest(layout) | {"format": 99}), "{"):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(WrongFormat) as refused:
            Library.open(layout.root)
        assert "mingcha rebuild" in str(refused.value)
        with Library.open(layout.root, write=True) as library:
            assert years(library) == [2021]


def test_a_damaged_index_is_refused_to_readers_and_mended_by_a_writer(layout: Layout) -> None:
    with Library.open(layout.root, write=True, create=True) as library:
        fill(library, 2021)
    (layout.text_index / "1" / "meta.json").write_text("{", encoding="utf-8")
    with Library.open(layout.root) as reader, pytest.raises(WrongFormat):
        find(reader)
    with Library.open(layout.root, write=True) as library:
        assert years(library) == [2021]


def test_a_missing_library_is_named(tmp_path: Path) -> None:
    for write in (False, True):
        with pytest.raises(NoLibrary):
            Library.open(tmp_path / "nothing", write=write)
    assert not (tmp_path / "nothing").exists()


def test_a_second_writer_is_refused(library: Library, layout: Layout) -> None:
    with pytest.raises(LibraryLocked):
        Library.open(layout.root, write=True)


def test_a_failed_open_lets_the_next_writer_in(layout: Layout) -> None:
    with Library.open(layout.root, write=True, create=True) as library:
        fill(library, 2021)
    path = layout.text_index / "manifest.json"
    good = path.read_text(encoding="utf-8")
    path.write_text("{", encoding="utf-8")
    with pytest.raises(WrongFormat):
        Library.open(layout.root)
    path.write_text(good, encoding="utf-8")
    with Library.open(layout.root, write=True) as library:
        assert years(library) == [2021]


def test_a_joined_region_is_found_under_its_place(library: Library) -> None:
    library.catalog.commit([make_reading(make_report(year=2021, region=Region(county="白鹭区")))])
    library.replay()
    assert library.vocabulary.regions == ("白鹭区",)
    library.catalog.commit([make_reading(make_report(year=2022, region=BAILU))])
    library.replay()
    found = library.heads(library.parse_filters(["region=示例省/青山市/白鹭区"]))
    assert [head.year for head in found] == [2022, 2021]
    assert sorted({hit.head.region.path for hit in find(library, "").hits}) == ["示例省/青山市/白鹭区"]


def test_the_vocabulary_follows_the_library(library: Library) -> None:
    fill(library, 2021)
    assert library.vocabulary.years == (2021,)
    library.catalog.commit([make_reading(make_report("青山市人民政府", 2019, region=QINGSHAN, level="prefecture"))])
    library.replay()
    words = library.vocabulary
    assert words.years == (2021, 2019)
    assert words.regions == ("示例省", "示例省/青山市", "示例省/青山市/白鹭区")
    assert {"白鹭区人民政府办公室", "青山市人民政府", "示例省青山市人民政府"} <= set(words.values("office"))


def test_a_report_is_found_by_its_id(library: Library) -> None:
    fill(library, 2021)
    [head] = library.heads(Filters())
    stored = library.report(head.report_id)
    assert stored is not None
    assert stored.head == head
    assert library.report("000000000000") is None
    assert library.report(head.report_id, 9) is None


def test_searching_imports_nothing_heavy(layout: Layout) -> None:
    with Library.open(layout.root, write=True, create=True) as library:
        fill(library, 2021)
    script = (
        "import sys; from pathlib import Path;"
        "from index.library import Library; from index.model import SearchRequest;"
        f"print(Library.open(Path({str(layout.root)!r})).search(SearchRequest('政务新媒体')).total);"
        "print([name for name in ('torch', 'pandas', 'streamlit', 'jieba', 'numpy') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.split("\n")[:2] == ["1", "[]"]


def test_all_passages_found_are_those_that_a_search_lists(built: Library) -> None:
    for text in ("", "政府 信息", "公开"):
        for any_term in (False, True):
            request = SearchRequest(text, limit=1000, any_term=any_term, filters=built.parse_filters(["year=2022.."]))
            hits = {hit.passage_id: (hit.text, hit.location) for hit in built.search(request).hits}
            found = built.passages(request)
            read = [found.read(place) for places in found.by_report().values() for place in places]
            assert {passage_id: (words, location) for passage_id, words, location in read} == hits
            assert [item[0] for item in read] == sorted(hits, key=lambda name: (name[:12], int(name[13:])))
    assert hits
