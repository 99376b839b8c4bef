"""Files into a library: read, committed in batches as they come, searchable at the end."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, islice, takewhile
from pathlib import Path

from index.catalog_write import CommitResult
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
    """What became of the files: the report that each made, renewed or left as it was, and why others gave none."""

    new: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: tuple[str, ...]
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
    results: list[CommitResult] = []
    with closing(read_all(sources, jobs, library.catalog.knows)) as read:
        readings = _watched(takewhile(lambda _: not stopped(), read), len(sources), refused, progress)
        while batch := tuple(islice(readings, BATCH)):
            results.append(library.catalog.commit(batch))
    library.replay()
    return IngestSummary(
        tuple(chain.from_iterable(result.new for result in results)),
        tuple(chain.from_iterable(result.updated for result in results)),
        tuple(chain.from_iterable(result.unchanged for result in results)),
        tuple(refused),
    )


def _watched(
    readings: Iterable[Reading], total: int, refused: list[IngestError], progress: Callable[[Progress], None]
) -> Iterator[Reading]:
    """The readings, each told to `progress`, the reasons of those refused gathered."""
    for done, reading in enumerate(readings, 1):
        if reading.error is not None:
            refused.append(reading.error)
        progress(Progress(done, total, len(refused)))
        yield reading
