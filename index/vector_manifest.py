"""Which vectors a library has: a small file beside them, read without loading what searches them."""

from dataclasses import asdict, dataclass
from pathlib import Path

from index import manifest
from index.model import ModelIdentity

VECTOR_FORMAT = 2


@dataclass(frozen=True, slots=True)
class VectorManifest:
    """What the vectors are of: reports up to a revision of the catalog, by one model.

    `fitted` counts the vectors that the quantiser's ranges were taken from.
    """

    generation: int
    revision: int
    model: str
    digest: str
    dimension: int
    fitted: int
    format: int = VECTOR_FORMAT

    @property
    def identity(self) -> ModelIdentity:
        """The model that made the vectors."""
        return ModelIdentity(self.model, self.digest)


def read_manifest(folder: Path) -> VectorManifest | None:
    """The manifest of a folder of vectors, None where there is none. Raises WrongFormat."""
    data = manifest.read(folder, "向量索引", VECTOR_FORMAT)
    return None if data is None else VectorManifest(**data)


def write_manifest(folder: Path, written: VectorManifest) -> None:
    """Put a manifest in place of the present one in one step."""
    manifest.write(folder, asdict(written))
