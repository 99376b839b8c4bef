"""Files into a library: read, committed in batches as they come, searchable at the end."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice, takewhile
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


def ingest(
    library: Library,
    paths: Sequence[Path],
    jobs: int,
    progress: Callable[[Progress], None],
    stopped: Callable[[], bool] = lambda: False,
) -> IngestSummary:
    """Read all files under `paths` into a library opened to write, with `jobs` processes.

    Every batch is committed as it comes, so that the same command run again goes on after a kill. Once `stopped` says
    so, what was read is committed and the rest is left.
    """
    sources = tuple(find_sources(paths))
    refused: list[IngestError] = []
    new = updated = unchanged = 0
    with closing(read_all(sources, jobs, library.catalog.knows)) as read:
        readings = _watched(takewhile(lambda _: not stopped(), read), len(sources), refused, progress)
        while batch := tuple(islice(readings, BATCH)):
            result = library.catalog.commit(batch)
            new, updated = new + len(result.new), updated + len(result.updated)
            unchanged += result.unchanged
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
