"""The derived index on disk: generations of a Tantivy index, and a manifest that says which one holds what."""

import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import tantivy

from index import manifest
from index.model import StoredReport
from index.schema import INDEX_FORMAT, build_schema, documents
from index.segmenter import Segmenter

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
    data = manifest.read(folder, "全文索引", INDEX_FORMAT)
    if data is None:
        return NO_INDEX
    return Manifest(**{**data, "places": tuple(data["places"])})


def open_snapshot(folder: Path) -> Snapshot:
    """The index as it stands now; an empty one where none was written yet. Raises WrongFormat."""
    held = read_manifest(folder)
    if held == NO_INDEX:
        index = tantivy.Index(build_schema())
        return Snapshot(held, index, index.searcher())
    try:
        index = tantivy.Index.open(str(folder / held.generation))
        index.config_reader("manual")
    except (ValueError, OSError) as error:
        if read_manifest(folder).generation != held.generation:
            return open_snapshot(folder)
        raise manifest.unusable(folder, f"全文索引无法读取（{error}）") from error
    return Snapshot(held, index, index.searcher())


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
        written = Manifest(self._generation, revision, segmenter.name, segmenter.dictionary, segmenter.places)
        manifest.write(self._folder, asdict(written))
        for path in self._folder.iterdir():
            if path.is_dir() and path.name != self._generation:
                shutil.rmtree(path)
