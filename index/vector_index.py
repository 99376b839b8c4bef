"""The derived vectors on disk: one byte a number, searched from end to end, under any filter."""

from pathlib import Path
from typing import Self, cast

import faiss
import numpy as np
from numpy.typing import NDArray

from index import manifest as manifests
from index.encoder import Matrix, Vector
from index.model import ModelIdentity
from index.vector_manifest import VectorManifest, read_manifest, write_manifest

# Fewer allowed passages than this share are scored one by one: a scan would pass over nearly all for nothing.
GATHERED_SHARE = 0.01

# A passage's place has 64 bits without a sign, faiss counts with one; the pattern of bits is the same.
Places = NDArray[np.uint64]
Scores = NDArray[np.float32]
Positions = NDArray[np.int64]


class VectorIndex:
    """Vectors in the order of their passages' places; one object is one state and is never changed."""

    def __init__(self, index: faiss.IndexIDMap2, fitted: int) -> None:
        self._index = index
        self._codes = cast(faiss.IndexScalarQuantizer, faiss.downcast_index(index.index))
        self._places: Places = faiss.vector_to_array(index.id_map).view(np.uint64)
        self.fitted = fitted

    @classmethod
    def of(cls, places: Places, vectors: Matrix) -> Self:
        """An index of vectors, its ranges taken from them."""
        dimension = vectors.shape[1]
        codes = faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT)
        codes.train(vectors if len(vectors) else np.eye(dimension, dtype=np.float32))
        index = faiss.IndexIDMap2(codes)
        if len(vectors):
            order = np.argsort(places)
            index.add_with_ids(vectors[order], places[order].view(np.int64))
        return cls(index, len(vectors))

    def __len__(self) -> int:
        return len(self._places)

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return int(self._codes.d)

    def changed(self, gone: NDArray[np.uint64], places: Places, vectors: Matrix) -> "VectorIndex":
        """An index without the passages of the reports numbered `gone` and with these vectors.

        The ranges are taken anew once there are twice as many vectors as they were taken from.
        """
        kept = np.flatnonzero(~np.isin(self._places >> np.uint64(16), gone))
        places = np.concatenate([self._places[kept], places])
        if len(places) > 2 * self.fitted:
            return VectorIndex.of(places, np.concatenate([self._vectors(kept), vectors]))
        stored = faiss.vector_to_array(self._codes.codes).reshape(len(self), self._codes.code_size)
        codes = np.concatenate([stored[kept], self._codes.sa_encode(vectors)])
        order = np.argsort(places)
        index = faiss.clone_index(self._index)
        index.reset()
        index.add_sa_codes(codes[order], places[order].view(np.int64))
        return VectorIndex(cast(faiss.IndexIDMap2, index), self.fitted)

    def nearest(self, vector: Vector, limit: int, allowed: Places | None = None) -> tuple[Places, Scores]:
        """The places with the highest products with a vector and those products, best first, ties in order of place.

        Of the `allowed` only, None meaning all: the same as scoring each of them.
        """
        positions = None if allowed is None else self._positions(allowed)
        limit = min(limit, len(self) if positions is None else len(positions))
        if not limit:
            return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.float32)
        if positions is not None and len(positions) < GATHERED_SHARE * len(self):
            found, scores = positions, self._vectors(positions) @ vector
        else:
            found, scores = self._scan(vector, limit, positions)
        order = np.lexsort((found, -scores))[:limit]
        return self._places[found[order]], scores[order]

    def scores(self, vector: Vector, places: Places) -> tuple[Places, Scores]:
        """The products with these passages, of those that have a vector."""
        positions = self._positions(places)
        return self._places[positions], self._vectors(positions) @ vector

    def write(self, path: Path) -> None:
        """Write to a file, which is not there before it is whole."""
        new = path.with_suffix(".new")
        faiss.write_index(self._index, str(new))
        new.replace(path)

    def _positions(self, places: Places) -> Positions:
        """Where these places stand, in order; those without a vector are left out."""
        if not len(self):
            return np.zeros(0, dtype=np.int64)
        # In order, each is looked up near the one before it: several times faster.
        wanted = np.sort(places)
        found = np.searchsorted(self._places, wanted).clip(max=len(self) - 1)
        present = np.zeros(len(self), dtype=np.bool_)
        present[found[self._places[found] == wanted]] = True
        return np.flatnonzero(present)

    def _scan(self, vector: Vector, limit: int, positions: Positions | None) -> tuple[Positions, Scores]:
        parameters = None
        if positions is not None:
            allowed = np.zeros(len(self), dtype=np.bool_)
            allowed[positions] = True
            # faiss keeps only pointers: bits and selector must live as long as the search.
            bits = np.packbits(allowed, bitorder="little")
            selector = faiss.IDSelectorBitmap(len(bits), faiss.swig_ptr(bits))
            parameters = faiss.SearchParameters()
            parameters.sel = selector
        scores, found = self._codes.search(vector[None, :], limit, params=parameters)
        return found[0], scores[0]

    def _vectors(self, positions: Positions) -> Matrix:
        if not len(positions):
            return np.zeros((0, self.dimension), dtype=np.float32)
        vectors: Matrix = self._codes.reconstruct_batch(positions)
        return vectors


def open_vectors(folder: Path) -> tuple[VectorManifest, VectorIndex] | None:
    """The vectors as they stand now with their manifest, None where there are none. Raises WrongFormat."""
    manifest = read_manifest(folder)
    if manifest is None:
        return None
    path = _path(folder, manifest.generation)
    try:
        return manifest, VectorIndex(cast(faiss.IndexIDMap2, faiss.read_index(str(path))), manifest.fitted)
    except RuntimeError as error:
        if read_manifest(folder) != manifest:
            # Another process put the next generation in place in between.
            return open_vectors(folder)
        problem = "无法读取" if path.exists() else "不见了"
        raise manifests.unusable(folder, f"{path.name} {problem}") from error


def write_vectors(folder: Path, index: VectorIndex, revision: int, identity: ModelIdentity) -> None:
    """Put a state of the vectors in place of the present one; whoever reads sees one or the other."""
    folder.mkdir(parents=True, exist_ok=True)
    generation = max((int(path.stem) for path in folder.glob("*.faiss")), default=0) + 1
    index.write(_path(folder, generation))
    manifest = VectorManifest(generation, revision, identity.name, identity.digest, index.dimension, index.fitted)
    write_manifest(folder, manifest)
    for path in folder.glob("*.faiss"):
        if path != _path(folder, generation):
            path.unlink()


def _path(folder: Path, generation: int) -> Path:
    return folder / f"{generation}.faiss"
