import json
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.encoder import Matrix
from index.errors import WrongFormat
from index.model import ModelIdentity
from index.vector_index import Places, VectorIndex, open_vectors, write_vectors
from index.vector_manifest import read_manifest

MODEL = ModelIdentity("模型", "abc")
TOP = 10
QUESTIONS = 50


def unit(vectors: NDArray[np.float64]) -> Matrix:
    rows: Matrix = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return rows


def drawn(count: int, dimension: int = 64, seed: int = 1) -> tuple[Places, Matrix]:
    """Vectors in clusters, as texts lie, at places as large as places get and in no order."""
    rng = np.random.default_rng(seed)
    centres = rng.standard_normal((200, dimension))
    vectors = unit(centres[rng.integers(200, size=count)] + rng.standard_normal((count, dimension)))
    reports = rng.permutation(count).astype(np.uint64) << np.uint64(40)
    return reports + np.uint64(1 << 63), vectors


def scanned(places: Places, vectors: Matrix, asked: Matrix, allowed: Places) -> set[int]:
    """The nearest by scoring every allowed vector as it was given."""
    chosen = np.isin(places, allowed)
    order = np.argsort(-(vectors[chosen] @ asked))[:TOP]
    return set(places[chosen][order].tolist())


@pytest.mark.parametrize("share", [1.0, 0.5, 0.02, 0.005, 0.0005])
def test_filtered_search_finds_what_scoring_everything_under_the_filter_finds(share: float) -> None:
    places, vectors = drawn(50_000, 256)
    index = VectorIndex.of(places, vectors)
    rng = np.random.default_rng(2)
    recalls = []
    for asked in unit(vectors[rng.integers(len(vectors), size=QUESTIONS)] + rng.standard_normal((QUESTIONS, 256)) / 30):
        allowed = rng.permutation(places[rng.random(len(places)) < share])
        nearest, _ = index.nearest(asked, TOP, None if share == 1 else allowed)
        right = scanned(places, vectors, asked, allowed)
        assert set(nearest.tolist()) <= set(allowed.tolist())
        assert len(nearest) == len(right)
        recalls.append(len(right & set(nearest.tolist())) / len(right))
    assert np.mean(recalls) >= 0.97


def test_cosines_are_those_of_the_vectors() -> None:
    places, vectors = drawn(500)
    nearest, cosines = VectorIndex.of(places, vectors).nearest(vectors[7], 5)
    rows = dict(zip(places.tolist(), vectors, strict=True))
    assert nearest[0] == places[7]
    assert cosines == pytest.approx([rows[place] @ vectors[7] for place in nearest.tolist()], abs=0.01)
    assert list(cosines) == sorted(cosines, reverse=True)


def test_equal_vectors_come_in_the_order_of_their_places() -> None:
    places = np.array([9, 3, 1 << 63, 5], dtype=np.uint64)
    vectors = unit(np.ones((4, 8)))
    for allowed in (None, places):
        nearest, _ = VectorIndex.of(places, vectors).nearest(vectors[0], 4, allowed)
        assert nearest.tolist() == [3, 5, 9, 1 << 63]


def test_what_is_allowed_and_has_no_vector_is_left_out() -> None:
    places, vectors = drawn(300)
    index = VectorIndex.of(places, vectors)
    strangers = np.array([1, 2, 3], dtype=np.uint64)
    assert len(index.nearest(vectors[0], TOP, strangers)[0]) == 0
    assert index.nearest(vectors[0], TOP, np.concatenate([strangers, places[:1]]))[0].tolist() == [places[0]]
    assert index.scores(vectors[0], strangers)[0].tolist() == []


def test_an_index_of_nothing_finds_nothing_and_takes_vectors_later() -> None:
    empty = VectorIndex.of(np.zeros(0, dtype=np.uint64), np.zeros((0, 64), dtype=np.float32))
    places, vectors = drawn(300)
    assert len(empty.nearest(vectors[0], TOP)[0]) == 0
    filled = empty.changed(np.zeros(0, dtype=np.uint64), places, vectors)
    assert filled.nearest(vectors[5], 1)[0].tolist() == [places[5]]


def test_vectors_of_changed_reports_are_replaced() -> None:
    reports = np.arange(100, dtype=np.uint64)
    places, vectors = reports << np.uint64(16), drawn(100)[1]
    index = VectorIndex.of(places, vectors)
    changed = index.changed(np.array([3, 4], dtype=np.uint64), places[3:4], vectors[50:51])
    assert len(changed) == 99
    assert changed.nearest(vectors[50], 2)[0].tolist() == [places[3], places[50]]
    assert places[4] not in changed.nearest(vectors[4], 99)[0]
    assert index.nearest(vectors[4], 1)[0].tolist() == [places[4]]


def test_an_index_can_lose_everything() -> None:
    places, vectors = drawn(300)
    nothing = np.zeros(0, dtype=np.uint64), np.zeros((0, 64), dtype=np.float32)
    emptied = VectorIndex.of(places, vectors).changed(places >> np.uint64(16), *nothing)
    assert len(emptied) == 0
    assert len(emptied.nearest(vectors[0], TOP)[0]) == 0
    assert len(emptied.changed(places[:0], *nothing)) == 0


def test_vectors_that_stay_are_not_rounded_again() -> None:
    places, vectors = drawn(300)
    once = VectorIndex.of(places, vectors)
    often = once
    for _ in range(20):
        often = often.changed(places[:1] >> np.uint64(16), places[:1], vectors[:1])
    assert often.nearest(vectors[7], 300)[1].tolist() == once.nearest(vectors[7], 300)[1].tolist()


def test_an_index_that_grew_serves_as_well_as_one_made_at_once() -> None:
    places, vectors = drawn(4000)
    grown = VectorIndex.of(places[:10], vectors[:10])
    for start in range(10, len(places), 665):
        part = slice(start, start + 665)
        grown = grown.changed(np.zeros(0, dtype=np.uint64), places[part], vectors[part])
    assert len(grown) == len(places)
    at_once = VectorIndex.of(places, vectors)
    pairs = [(grown.nearest(row, TOP)[0], at_once.nearest(row, TOP)[0]) for row in vectors[:50]]
    assert np.mean([len(np.intersect1d(*pair)) / TOP for pair in pairs]) >= 0.95


def test_what_was_written_is_read_with_its_manifest(tmp_path: Path) -> None:
    places, vectors = drawn(300)
    assert open_vectors(tmp_path) is None
    for revision in (4, 7):
        write_vectors(tmp_path, VectorIndex.of(places, vectors), revision, MODEL)
    opened = open_vectors(tmp_path)
    assert opened is not None
    manifest, index = opened
    assert (manifest.revision, manifest.identity, manifest.dimension) == (7, MODEL, 64)
    assert index.nearest(vectors[9], 1)[0].tolist() == [places[9]]
    assert len(list(tmp_path.glob("*.faiss"))) == 1


@pytest.mark.parametrize("damage", ["truncated", "gone", "not json", "format"])
def test_damage_is_named_with_the_command_that_mends_it(tmp_path: Path, damage: str) -> None:
    write_vectors(tmp_path, VectorIndex.of(*drawn(300)), 1, MODEL)
    [file], manifest = tmp_path.glob("*.faiss"), tmp_path / "manifest.json"
    if damage == "truncated":
        file.write_bytes(file.read_bytes()[:1000])
    elif damage == "gone":
        file.unlink()
    elif damage == "not json":
        manifest.write_text("{", encoding="utf-8")
    else:
        manifest.write_text(json.dumps(json.loads(manifest.read_text("utf-8")) | {"format": 99}), encoding="utf-8")
    with pytest.raises(WrongFormat) as refused:
        open_vectors(tmp_path)
    assert str(tmp_path) in str(refused.value)
    assert "mingcha rebuild" in str(refused.value)


def test_a_folder_without_vectors_has_no_manifest(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) is None
