"""Passages by meaning: the vectors of one library, brought to the catalog's revision when a question needs them."""

import os
import threading
from collections.abc import Iterator, Sequence

import numpy as np

from index.catalog import Catalog
from index.encoder import Encoder, Matrix
from index.errors import LibraryLocked, WrongModel
from index.hubness import held_back, question, typical_questions
from index.lock import WriterLock
from index.model import ModelIdentity
from index.schema import passage_place, report_number
from index.vector_index import Places, Scores, VectorIndex, open_vectors, write_vectors
from index.vector_manifest import VectorManifest

_REPORTS_AT_ONCE = 500


class Meanings:
    """The vectors of a library's passages by one model. Threads may share it."""

    def __init__(self, catalog: Catalog, encoder: Encoder, *, write: bool) -> None:
        self._catalog = catalog
        self._folder = catalog.layout.vectors
        self._encoder = encoder
        self._write = write
        self._turn = threading.RLock()
        self._held: tuple[int, VectorIndex] | None = None

    def nearest(self, text: str, limit: int, allowed: Places | None = None) -> tuple[Places, Scores]:
        """The passages most like a text, of the `allowed` only, with their likeness; none where the model knows
        nothing of the text. Raises ModelError, WrongModel, WrongFormat.
        """
        index, vector = self.bring_up(), self._encoder.query(text)
        if vector is None:
            return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.float32)
        return index.nearest(question(vector), limit, allowed)

    def likeness(self, text: str, places: Places) -> tuple[Places, Scores]:
        """How like a text these passages are; those without a vector are left out."""
        index, vector = self.bring_up(), self._encoder.query(text)
        if vector is None:
            return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.float32)
        return index.scores(question(vector), places)

    def bring_up(self) -> VectorIndex:
        """The vectors at the catalog's revision; written too, where this process may write.

        Raises ModelError, WrongModel, WrongFormat.
        """
        with self._turn:
            revision = self._catalog.revision
            if self._held is None or self._held[0] != revision:
                self._held = revision, self._at(revision)
            return self._held[1]

    def rebuild(self) -> None:
        """Make all vectors anew, whatever was there; the caller holds the writer's lock. Raises ModelError."""
        with self._turn:
            revision = self._catalog.revision
            index = self._made_anew()
            write_vectors(self._folder, index, revision, self._encoder.identity)
            self._held = revision, index

    def _at(self, revision: int) -> VectorIndex:
        found = open_vectors(self._folder)
        if found is None:
            index = self._made_anew()
        else:
            self._check(found[0])
            if found[0].revision == revision:
                return found[1]
            index = self._replayed(*found)
        self._keep(index, revision)
        return index

    def _made_anew(self) -> VectorIndex:
        return VectorIndex.of(*self._encoded([head.report_id for head in self._catalog.heads()]))

    def _replayed(self, manifest: VectorManifest, index: VectorIndex) -> VectorIndex:
        if manifest.revision > self._catalog.revision:
            # The catalog was put back to an older one: what was changed since cannot be told.
            return self._made_anew()
        changed = self._catalog.changed_since(manifest.revision)
        gone = np.array([report_number(report_id) for report_id in changed], dtype=np.uint64)
        return index.changed(gone, *self._encoded(changed))

    def _keep(self, index: VectorIndex, revision: int) -> None:
        """Write what was made, for the next process; one that may not write, or meets a writer, searches it all
        the same.
        """
        if self._write:
            write_vectors(self._folder, index, revision, self._encoder.identity)
        elif os.access(self._catalog.layout.root, os.W_OK):
            try:
                with WriterLock(self._catalog.layout):
                    write_vectors(self._folder, index, revision, self._encoder.identity)
            except LibraryLocked:
                return

    def _check(self, manifest: VectorManifest) -> None:
        """Vectors of two models are never compared. Raises WrongModel."""
        present = self._encoder.identity
        if manifest.digest != present.digest:
            raise WrongModel(
                f"资料库 {self._catalog.layout.root}",
                f"向量由模型 {_named(manifest.identity)}生成，现在的模型是 {_named(present)}",
                f"请运行 mingcha --library {self._catalog.layout.root} rebuild 重新生成，或换回原来的模型",
            )

    def _encoded(self, report_ids: Sequence[str]) -> tuple[Places, Matrix]:
        """Places and vectors of the passages of reports; passages that the model knows nothing of have none."""
        places: list[Places] = [np.zeros(0, dtype=np.uint64)]
        vectors: list[Matrix] = [np.zeros((0, self._encoder.dimension + 1), dtype=np.float32)]
        typical = self._encoder.queries(typical_questions()).vectors
        for chunk in _chunks(report_ids):
            passages = self._catalog.passages(chunk)
            rows = [
                (passage_place(report_id, ordinal), passage.text)
                for report_id, found in passages.items()
                for ordinal, passage in enumerate(found)
            ]
            encoded = self._encoder.passages([text for _, text in rows])
            places.append(np.array([place for place, _ in rows], dtype=np.uint64)[encoded.numbers])
            vectors.append(held_back(encoded.vectors, typical))
        return np.concatenate(places), np.concatenate(vectors)


def _named(model: ModelIdentity) -> str:
    return f"{model.name}（{model.digest}）"


def _chunks(report_ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(report_ids), _REPORTS_AT_ONCE):
        yield report_ids[start : start + _REPORTS_AT_ONCE]
