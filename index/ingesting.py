"""Files into a library: read, committed in batches as they come, searchable at the end."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from index.library import Library
from ingest.errors import IngestError
from ingest.pipeline import Reading, find_sources, read_all

# A kill loses at most this many readings; larger batches save little.
BATCH = 50


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest is: files done and refused so far, of all."""

    done: int
    total: int
    refused: int


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """What became of the files: new reports, new versions, files that changed nothing, files that gave no report."""

    new: int
    updated: int
    unchanged: int
    refused: tuple[IngestError, ...]


def ingest(library: Library, paths: Sequence[Path], jobs: int, progress: Callable[[Progress], None]) -> IngestSummary:
    """Read all files under `paths` into a library opened to write, with `jobs` processes.

    Every batch is committed as it comes, so that the same command run again goes on after a kill.
    """
    sources = tuple(find_sources(paths))
    refused: list[IngestError] = []
    readings = _watched(read_all(sources, jobs, library.catalog.knows), len(sources), refused, progress)
    new = updated = unchanged = 0
    while batch := tuple(islice(readings, BATCH)):
        result = library.catalog.commit(batch)
        new, updated, unchanged = new + len(result.new), updated + len(result.updated), unchanged + result.unchanged
    library.replay()
    return IngestSummary(new, updated, unchanged, tuple(refused))


def _watched(
    readings: Iterable[Reading], total: int, refused: list[IngestError], progress: Callable[[Progress], None]
) -> Iterator[Reading]:
    """The readings, each told to `progress`, the reasons of those refused gathered."""
    for done, reading in enumerate(readings, 1):
        if reading.error is not None:
            refused.append(reading.error)
        progress(Progress(done, total, len(refused)))
        yield reading
