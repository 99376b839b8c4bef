"""What the catalog committed, into the derived index: after a revision, or all of it anew."""

from index.catalog import Catalog
from index.errors import WrongFormat
from index.segmenter import Segmenter
from index.text_index import NO_INDEX, IndexWriter, Manifest, open_snapshot, read_manifest


def replay(catalog: Catalog) -> None:
    """Bring the index to the revision of the catalog; the caller holds the writer's lock.

    Doing it twice changes nothing, so a process that is killed in between leaves no harm. Raises WrongFormat.
    """
    folder = catalog.layout.text_index
    manifest = open_snapshot(folder).manifest
    revision = catalog.revision
    if manifest == NO_INDEX or manifest.revision > revision:
        rebuild(catalog)
    elif manifest.revision < revision:
        _replay_changes(catalog, manifest, revision)


def _replay_changes(catalog: Catalog, manifest: Manifest, revision: int) -> None:
    changed = catalog.changed_since(manifest.revision)
    segmenter = Segmenter({*manifest.places, *_places(catalog, changed)})
    writer = IndexWriter(catalog.layout.text_index, manifest, afresh=False)
    writer.delete(changed)
    writer.add(catalog.reports(changed), segmenter)
    writer.commit(revision, segmenter)


def rebuild(catalog: Catalog) -> None:
    """Write the whole index anew from the catalog; the old one serves until then."""
    folder = catalog.layout.text_index
    try:
        manifest = read_manifest(folder)
    except WrongFormat:
        manifest = NO_INDEX
    revision = catalog.revision
    segmenter = Segmenter(_places(catalog))
    writer = IndexWriter(folder, manifest, afresh=True)
    writer.add(catalog.reports(), segmenter)
    writer.commit(revision, segmenter)


def _places(catalog: Catalog, report_ids: tuple[str, ...] | None = None) -> set[str]:
    return {name for head in catalog.heads(report_ids) for name in head.region.parts}
