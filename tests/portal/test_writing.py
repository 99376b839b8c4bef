import io
import time
import zipfile
from pathlib import Path

import pytest

from index.errors import LibraryLocked
from index.layout import Layout
from index.library import Library
from index.lock import WriterLock
from index.model import SearchRequest
from portal.jobs.uploads import Upload
from portal.jobs.writing import Done, Ingested, Rebuilt, Removed, Writing
from tests.conftest import make_report, report_text

OFFICE = "示例省青山市白鹭区人民政府办公室"


def upload(year: int) -> Upload:
    return Upload(f"{year}.txt", report_text(make_report(OFFICE, year)).encode())


def ended(writing: Writing) -> Done | None:
    assert writing.work is not None
    while writing.work.running:
        time.sleep(0.02)
    return writing.work.outcome


def test_uploads_become_reports_of_a_library_that_was_not_there(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("2022.txt", upload(2022).data)
    writing = Writing(tmp_path / "library")
    writing.ingest([upload(2023), Upload("打包.zip", packed.getvalue()), Upload("坏的.pdf", b"%PDF-1.4 x")])
    done = ended(writing)
    assert isinstance(done, Ingested) and not done.stopped
    assert [done.heads[report_id].year for report_id in done.summary.new] == [2023, 2022]
    assert [error.location.file for error in done.summary.refused] == ["坏的.pdf"]
    with Library.open(tmp_path / "library") as library:
        sources = {stored.head.year: stored.sources for stored in library.catalog.reports()}
        assert sources == {2023: ("2023.txt",), 2022: ("打包.zip/2022.txt",)}
        assert library.search(SearchRequest("政策解读")).total == 2


def test_removed_reports_are_gone_with_their_files(tmp_path: Path) -> None:
    writing = Writing(tmp_path / "library")
    writing.ingest([upload(2022), upload(2023)])
    ended(writing)
    with Library.open(tmp_path / "library") as library:
        first, second = library.catalog.heads()
        file = library.catalog.files(first.report_id)[0]
    writing.remove([first.report_id, "ffffffffffff"])
    assert ended(writing) == Removed(1)
    with Library.open(tmp_path / "library") as library:
        assert library.catalog.heads() == (second,)
        assert library.search(SearchRequest("政策解读")).total == 1
    assert not Layout(tmp_path / "library").original(file.sha256).exists()


def test_indexes_can_be_made_anew(tmp_path: Path) -> None:
    writing = Writing(tmp_path / "library")
    writing.ingest([upload(2023)])
    ended(writing)
    writing.rebuild()
    assert ended(writing) == Rebuilt(1)


def test_another_writer_is_waited_for_and_then_named_with_its_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.jobs.writing._LOCK_SECONDS", 0.3)
    layout = Layout(tmp_path / "library")
    layout.root.mkdir()
    writing = Writing(layout.root)
    with WriterLock(layout):
        writing.ingest([upload(2023)])
        assert ended(writing) is None
    assert writing.work is not None
    failure = writing.work.failure
    assert isinstance(failure, LibraryLocked) and failure.since is not None
    writing.ingest([upload(2023)])
    assert isinstance(ended(writing), Ingested)


def test_a_second_piece_of_work_waits_for_nobody_and_starts_nothing(tmp_path: Path) -> None:
    writing = Writing(tmp_path / "library")
    writing.ingest([upload(2023)])
    first = writing.work
    writing.rebuild()
    assert writing.work is first
    ended(writing)
