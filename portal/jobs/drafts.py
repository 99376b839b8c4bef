"""Drafts: files of one reader, checked beside the library and kept nowhere."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from index.catalog import Catalog
from index.checking import Checked, check_files
from index.layout import Layout
from portal.jobs.uploads import Upload, kept
from portal.jobs.work import Work


def check_drafts(uploads: Sequence[Upload], library: Path) -> Work[tuple[Checked, ...]]:
    """Begin to check files beside the library at this place, if there is one; what was checked at the end of it."""

    def do(work: Work[tuple[Checked, ...]]) -> tuple[Checked, ...]:
        def begin(number: int, total: int) -> bool:
            work.tell(number - 1, total)
            return not work.stopped

        layout = Layout(library)
        with ExitStack() as held:
            paths = held.enter_context(kept(uploads))
            catalog = held.enter_context(Catalog.open(layout)) if layout.catalog.exists() else None
            return tuple(check_files(paths, catalog, begin))

    return Work(do)
