import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from index.ingesting import Progress, ingest
from index.library import Library
from index.model import Filters, SearchRequest
from tests.conftest import make_report, report_text

OFFICE = "示例省青山市白鹭区人民政府办公室"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three reports, one empty file, one that is no report."""
    made = tmp_path / "报告"
    made.mkdir()
    for year in (2021, 2022, 2023):
        (made / f"{year}.txt").write_text(report_text(make_report(OFFICE, year)), encoding="utf-8")
    (made / "空.txt").write_bytes(b"")
    (made / "别的.txt").write_text("这是一份会议通知。", encoding="utf-8")
    return made


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_can_be_read_is_stored_and_searchable_and_the_rest_is_named(
    library: Library, folder: Path, jobs: int
) -> None:
    summary = ingest(library, [folder], jobs, lambda _: None)
    assert (len(summary.new), summary.updated, summary.unchanged) == (3, (), ())
    assert sorted(error.location.file for error in summary.refused) == ["报告/别的.txt", "报告/空.txt"]
    assert {error.kind for error in summary.refused} == {"unreadable", "not_a_report"}
    assert [head.year for head in library.catalog.heads()] == [2021, 2022, 2023]
    assert library.search(SearchRequest("政策解读")).total == 3


def test_the_same_folder_again_changes_nothing(library: Library, folder: Path) -> None:
    first = ingest(library, [folder], 1, lambda _: None)
    revision = library.revision
    again = ingest(library, [folder], 1, lambda _: None)
    assert (again.new, again.updated, again.unchanged) == ((), (), first.new)
    assert library.revision == revision


def test_a_changed_file_is_a_new_version_that_is_searched_in_place_of_the_old(library: Library, folder: Path) -> None:
    first = ingest(library, [folder], 1, lambda _: None)
    changed = make_report(OFFICE, 2023, sections={6: "本年度新设政务公开专区。"})
    (folder / "2023.txt").write_text(report_text(changed), encoding="utf-8")
    summary = ingest(library, [folder], 1, lambda _: None)
    assert (summary.new, summary.updated, summary.unchanged) == ((), first.new[2:], first.new[:2])
    assert library.search(SearchRequest("政务公开专区")).total == 1
    assert library.search(SearchRequest("无其他需要报告")).total == 2
    assert [stored.version for stored in library.reports(Filters(), all_versions=True)] == [1, 1, 1, 2]


def test_the_newest_version_is_the_last_in_the_order_of_arguments(library: Library, folder: Path) -> None:
    later = folder.parent / "0.txt"
    later.write_text(report_text(make_report(OFFICE, 2023, cells={"reconsideration.total": 1})), encoding="utf-8")
    ingest(library, [folder / "2023.txt", later], 2, lambda _: None)
    (current,) = library.catalog.reports()
    assert (current.report.source, current.version) == ("0.txt", 2)


def test_progress_counts_every_file(library: Library, folder: Path) -> None:
    seen: list[Progress] = []
    ingest(library, [folder], 1, seen.append)
    assert [(step.done, step.total) for step in seen] == [(done, 5) for done in range(1, 6)]
    assert seen[-1].refused == 2


def test_a_missing_path_is_named_before_anything_is_read(library: Library, folder: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"没有\.txt"):
        ingest(library, [folder, folder / "没有.txt"], 1, lambda _: None)
    assert library.catalog.heads() == ()


def test_a_killed_ingest_keeps_its_commits_and_goes_on_when_run_again(tmp_path: Path, folder: Path) -> None:
    script = f"""
import os, signal
from pathlib import Path
from index import ingesting
from index.library import Library
ingesting.BATCH = 1
def die(progress):
    if progress.done == 3:
        os.kill(os.getpid(), signal.SIGKILL)
with Library.open(Path({str(tmp_path / "library")!r}), write=True, create=True) as library:
    ingesting.ingest(library, [Path({str(folder)!r})], 1, die)
"""
    killed = subprocess.run([sys.executable, "-c", script], check=False, env=os.environ)
    assert killed.returncode == -signal.SIGKILL
    with Library.open(tmp_path / "library") as library:
        assert len(library.catalog.heads()) == library.search(SearchRequest("政策解读")).total == 2
    with Library.open(tmp_path / "library", write=True) as library:
        assert len(ingest(library, [folder], 1, lambda _: None).new) == 1
        assert library.search(SearchRequest("政策解读")).total == 3


def test_what_was_read_before_a_stop_is_stored_and_searchable(library: Library, folder: Path) -> None:
    done = 0

    def watch(progress: Progress) -> None:
        nonlocal done
        done = progress.done

    summary = ingest(library, [folder], 1, watch, lambda: done == 2)
    assert (len(summary.new), done) == (2, 2)
    assert [head.year for head in library.catalog.heads()] == [2021, 2022]
    assert library.search(SearchRequest("政策解读")).total == 2
    assert len(ingest(library, [folder], 1, lambda _: None).new) == 1
