"""The derived index on disk: generations of a Tantivy index, and a manifest that says which one holds what."""

import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import tantivy

from index.errors import WrongFormat
from index.model import StoredReport
from index.schema import INDEX_FORMAT, build_schema, documents
from index.segmenter import Segmenter

_MANIFEST = "manifest.json"
_WRITER_HEAP = 50_000_000


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index holds: the reports up to a revision of the catalog, cut with one segmenter and dictionary."""

    generation: str
    revision: int
    segmenter: str = ""
    dictionary: str = ""
    places: tuple[str, ...] = ()
    format: int = INDEX_FORMAT


NO_INDEX = Manifest("", 0)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One complete state of the index, whatever a writer commits meanwhile."""

    manifest: Manifest
    index: tantivy.Index
    searcher: tantivy.Searcher


def read_manifest(folder: Path) -> Manifest:
    """The manifest of an index folder, NO_INDEX where there is none.

    Raises WrongFormat where it was written in another format or cannot be read.
    """
    try:
        data = json.loads((folder / _MANIFEST).read_bytes())
    except FileNotFoundError:
        return NO_INDEX
    except ValueError as error:
        raise _unusable(folder, f"{_MANIFEST} 无法读取（{error}）") from error
    if data.get("format") != INDEX_FORMAT:
        raise _unusable(folder, f"全文索引的格式为 {data.get('format')}，当前需要 {INDEX_FORMAT}")
    return Manifest(**{**data, "places": tuple(data["places"])})


def manifest_mark(folder: Path) -> tuple[int, int]:
    """Something that is another after each commit, and cheap to ask for."""
    try:
        status = (folder / _MANIFEST).stat()
    except FileNotFoundError:
        return 0, 0
    return status.st_ino, status.st_mtime_ns


def open_snapshot(folder: Path) -> Snapshot:
    """The index as it stands now; an empty one where none was written yet. Raises WrongFormat."""
    manifest = read_manifest(folder)
    if manifest == NO_INDEX:
        index = tantivy.Index(build_schema())
        return Snapshot(manifest, index, index.searcher())
    try:
        index = tantivy.Index.open(str(folder / manifest.generation))
        index.config_reader("manual")
    except (ValueError, OSError) as error:
        if read_manifest(folder).generation != manifest.generation:
            return open_snapshot(folder)
        raise _unusable(folder, f"全文索引无法读取（{error}）") from error
    return Snapshot(manifest, index, index.searcher())


def _unusable(folder: Path, problem: str) -> WrongFormat:
    return WrongFormat(str(folder), problem, "请运行 mingcha rebuild 重建索引")


class IndexWriter:
    """Writes one generation; nothing of it is seen before `commit`.

    A new generation is written beside the present one, and takes its place with the manifest.
    """

    def __init__(self, folder: Path, present: Manifest, *, afresh: bool) -> None:
        self._folder = folder
        self._generation = str(int(present.generation or 0) + 1) if afresh else present.generation
        path = folder / self._generation
        if afresh:
            shutil.rmtree(path, ignore_errors=True)
            path.mkdir(parents=True)
        index = tantivy.Index(build_schema(), str(path)) if afresh else tantivy.Index.open(str(path))
        self._writer = index.writer(_WRITER_HEAP, num_threads=1)

    def delete(self, report_ids: Iterable[str]) -> None:
        """Take out all documents of these reports."""
        for report_id in report_ids:
            self._writer.delete_documents_by_term("report_id", report_id)

    def add(self, reports: Iterable[StoredReport], segmenter: Segmenter) -> None:
        """Put in reports that are not there (any more)."""
        for stored in reports:
            for document in documents(stored, segmenter):
                self._writer.add_document(document)

    def commit(self, revision: int, segmenter: Segmenter) -> None:
        """Show what was written, record it as this revision, and drop older generations."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        manifest = Manifest(self._generation, revision, segmenter.name, segmenter.dictionary, segmenter.places)
        _write_manifest(self._folder, manifest)
        for path in self._folder.iterdir():
            if path.is_dir() and path.name != self._generation:
                shutil.rmtree(path)


def _write_manifest(folder: Path, manifest: Manifest) -> None:
    path = folder / f"{_MANIFEST}.new"
    with path.open("w", encoding="utf-8") as file:
        json.dump(asdict(manifest), file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    path.replace(folder / _MANIFEST)
