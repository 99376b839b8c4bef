import json
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from index.encoder import EMBEDDED, MODEL_VARIABLE, PROMPT_VARIABLE, Encoder, Vector, chosen_model
from index.errors import ModelError
from tests.tiny_model import MEANINGS, make_tiny_model


@pytest.fixture(scope="module")
def embedded() -> Encoder:
    return Encoder(EMBEDDED)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tiny_model(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A tiny model that the test may spoil."""
    return make_tiny_model(tmp_path / "own")


def vector(encoder: Encoder, text: str) -> Vector:
    found = encoder.query(text)
    assert found is not None
    return found


def refusal(folder: Path | str) -> str:
    with pytest.raises(ModelError) as refused:
        Encoder(str(folder)).load()
    assert str(folder) in str(refused.value)
    return str(refused.value)


def test_embedded_model_puts_lay_words_nearer_to_what_they_mean(embedded: Encoder) -> None:
    asked = vector(embedded, "公众号好久没动静了")
    right, wrong = embedded.passages(["政务新媒体更新不及时", "行政复议机关维持了原决定"]).vectors
    assert asked @ right > asked @ wrong + 0.2


def test_embedded_model_is_within_its_size_and_pickles_nothing(embedded: Encoder) -> None:
    from ingest.datafiles import data_path

    files = [path for path in data_path("model").rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 15_000_000
    assert {path.suffix for path in files} <= {".json", ".safetensors", ".md"}
    assert embedded.dimension == 256


@pytest.mark.parametrize("text", ["", " \n\t", "😀🎉", "！？……", "\ud800", "\x00"])
def test_text_that_the_model_knows_nothing_of_has_no_vector(embedded: Encoder, text: str) -> None:
    assert embedded.query(text) is None
    assert len(embedded.passages([text, text]).numbers) == 0


def test_unknown_passages_are_left_out_and_the_others_keep_their_numbers(tiny: Path) -> None:
    encoded = Encoder(str(tiny)).passages(["", "政务公开", "复议", "😀", "网站停更", "答复"])
    assert encoded.numbers.tolist() == [2, 4, 5]
    assert np.linalg.norm(encoded.vectors, axis=1) == pytest.approx([1, 1, 1])


def test_a_very_long_text_has_a_vector_of_length_one(embedded: Encoder) -> None:
    assert np.linalg.norm(vector(embedded, "政务公开办" * 20_000)) == pytest.approx(1)


def test_the_environment_names_the_model(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert chosen_model().name == EMBEDDED
    monkeypatch.setenv(MODEL_VARIABLE, str(tiny))
    chosen = chosen_model()
    assert (chosen.name, chosen.dimension) == (str(tiny), 8)
    assert vector(chosen, "公众号") @ vector(chosen, "新媒体") == pytest.approx(1)
    assert chosen_model() is chosen


def test_the_prompt_for_questions_is_the_models_own_or_the_one_that_was_set(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = own / "config_sentence_transformers.json"
    told = json.loads(settings.read_text("utf-8"))
    told["prompts"] = {"query": "网站", "document": ""}
    settings.write_text(json.dumps(told), encoding="utf-8")
    encoder = Encoder(str(own))
    [passage] = encoder.passages(["复议"]).vectors
    assert vector(encoder, "复议") @ passage == pytest.approx(0.5**0.5, abs=1e-3)
    monkeypatch.setenv(MODEL_VARIABLE, str(own))
    monkeypatch.setenv(PROMPT_VARIABLE, "网站网站")
    assert vector(chosen_model(), "复议") @ passage == pytest.approx(0.2**0.5, abs=1e-3)


def test_identity_follows_the_files_not_the_place(tiny: Path, own: Path, tmp_path: Path) -> None:
    assert Encoder(str(tiny)).identity.digest == Encoder(str(own)).identity.digest
    other = make_tiny_model(tmp_path / "other", {**MEANINGS, "网站": 6})
    assert Encoder(str(other)).identity.digest != Encoder(str(tiny)).identity.digest


def test_half_precision_comes_out_as_single(own: Path) -> None:
    weights = torch.eye(len(MEANINGS) + 1, dtype=torch.float16)
    save_file({"embedding.weight": weights}, str(own / "model.safetensors"))
    encoder = Encoder(str(own))
    assert encoder.passages(["复议"]).vectors.dtype == np.float32
    assert vector(encoder, "复议").dtype == np.float32


def test_missing_folder_is_named(tmp_path: Path) -> None:
    assert "没有这个文件夹" in refusal(tmp_path / "nowhere")


def test_hub_name_without_network_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    assert "从模型库也取不到" in refusal("nobody/nothing")


def test_folder_that_is_no_model_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    assert "没有 modules.json" in refusal(tmp_path)


def test_file_in_place_of_a_folder_is_named(own: Path) -> None:
    assert "没有 modules.json" in refusal(own / "modules.json")


def test_model_of_a_later_version_is_refused(own: Path) -> None:
    settings = own / "config_sentence_transformers.json"
    told = json.loads(settings.read_text("utf-8"))
    told["__version__"]["sentence_transformers"] = "99.1.0"
    settings.write_text(json.dumps(told), encoding="utf-8")
    assert "由 sentence-transformers 99.1.0 保存" in refusal(own)


def test_model_of_unknown_parts_is_refused(own: Path) -> None:
    parts = own / "modules.json"
    parts.write_text(parts.read_text("utf-8").replace("StaticEmbedding", "Unheard"), encoding="utf-8")
    assert "无法载入" in refusal(own)


def test_pickled_weights_are_refused_before_they_are_read(own: Path) -> None:
    (own / "model.safetensors").unlink()
    (own / "pytorch_model.bin").write_bytes(b"never read")
    assert "pytorch_model.bin 不是 safetensors" in refusal(own)


@pytest.mark.parametrize("damage", [b"", b"not weights at all"])
def test_damaged_weights_are_named(own: Path, damage: bytes) -> None:
    (own / "model.safetensors").write_bytes(damage)
    assert "无法载入" in refusal(own)


def test_missing_weights_are_named(own: Path) -> None:
    (own / "model.safetensors").unlink()
    assert "无法载入" in refusal(own)
