"""How a library stands: how much it holds, how large it is, and whether what derives from it is up to date."""

from dataclasses import dataclass
from pathlib import Path

from index.identity import office_key
from index.layout import FORMAT_VERSION, Layout
from index.library import Library
from index.text_index import read_manifest
from index.vector_manifest import read_manifest as read_vectors


@dataclass(frozen=True, slots=True)
class Status:
    """The state of one library; vectors that were not made yet are None."""

    library: str
    format: int
    revision: int
    reports: int
    versions: int
    files: int
    offices: int
    years: str | None
    cells: int
    passages: int
    findings: int
    catalog_bytes: int
    originals_bytes: int
    text_index_bytes: int
    text_index_revision: int
    vectors_bytes: int | None
    vectors_revision: int | None
    model: str | None


def status_of(library: Library, path: Path) -> Status:
    """The state of an open library that lies at `path`. Raises WrongFormat."""
    layout, counts, heads = Layout(path), library.catalog.counts(), library.vocabulary.heads
    vectors = read_vectors(layout.vectors)
    years = sorted({head.year for head in heads})
    return Status(
        library=str(path),
        format=FORMAT_VERSION,
        revision=library.catalog.revision,
        reports=counts.reports,
        versions=counts.versions,
        files=counts.files,
        offices=len({office_key(head.office, head.region) for head in heads}),
        years="–".join(map(str, dict.fromkeys((years[0], years[-1])))) if years else None,
        cells=counts.cells,
        passages=counts.passages,
        findings=counts.findings,
        catalog_bytes=sum(map(_size, layout.root.glob(f"{layout.catalog.name}*"))),
        originals_bytes=_size(layout.originals),
        text_index_bytes=_size(layout.text_index),
        text_index_revision=read_manifest(layout.text_index).revision,
        vectors_bytes=_size(layout.vectors) if vectors else None,
        vectors_revision=vectors.revision if vectors else None,
        model=vectors.model if vectors else None,
    )


def _size(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())
