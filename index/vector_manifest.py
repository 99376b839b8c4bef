"""Which vectors a library has: a small file beside them, read without loading what searches them."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from index.errors import WrongFormat
from index.model import ModelIdentity

VECTOR_FORMAT = 1
_MANIFEST = "manifest.json"


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
    try:
        data = json.loads((folder / _MANIFEST).read_bytes())
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise unusable(folder, f"{_MANIFEST} 无法读取（{error}）") from error
    if data.get("format") != VECTOR_FORMAT:
        raise unusable(folder, f"向量索引的格式为 {data.get('format')}，当前需要 {VECTOR_FORMAT}")
    return VectorManifest(**data)


def write_manifest(folder: Path, manifest: VectorManifest) -> None:
    """Put a manifest in place of the present one in one step."""
    new = folder / f"{_MANIFEST}.new"
    with new.open("w", encoding="utf-8") as file:
        json.dump(asdict(manifest), file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    new.replace(folder / _MANIFEST)


def unusable(folder: Path, problem: str) -> WrongFormat:
    """The error of vectors that cannot be used."""
    return WrongFormat(str(folder), problem, "请运行 mingcha rebuild 重建索引")
