"""Where everything of a library lies on disk, and in which format."""

from dataclasses import dataclass
from pathlib import Path

FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of one library; nothing else builds a path inside it."""

    root: Path

    @property
    def catalog(self) -> Path:
        """The source of truth."""
        return self.root / "catalog.sqlite"

    @property
    def originals(self) -> Path:
        """The folder of the files as they came, by hash."""
        return self.root / "originals"

    @property
    def text_index(self) -> Path:
        """The folder of the derived Tantivy index."""
        return self.root / "text_index"

    @property
    def vectors(self) -> Path:
        """The folder of the derived vectors."""
        return self.root / "vectors"

    @property
    def lock(self) -> Path:
        """The file that the one writer holds."""
        return self.root / "lock"

    @property
    def log(self) -> Path:
        """What went wrong in ways that we did not foresee."""
        return self.root / "log.txt"

    def original(self, sha256: str) -> Path:
        """Where the file of this hash is kept."""
        return self.originals / sha256[:2] / sha256
