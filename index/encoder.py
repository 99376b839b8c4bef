"""The embedding model: texts to vectors. It is loaded when the first vector is asked for, not before."""

import json
import os
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError
from index.model import ModelIdentity
from ingest.datafiles import data_path

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

MODEL_VARIABLE = "MINGCHA_MODEL"
PROMPT_VARIABLE = "MINGCHA_MODEL_QUERY_PROMPT"
EMBEDDED = "mingcha"
BATCH = 256
# Shorter than any text with a known piece, longer than rounding leaves of one without.
_NOTHING = 1e-6
_PARTS = ("*.json", "*.safetensors", "*.txt", "*.model")
_PICKLED = ("*.bin", "*.pt", "*.pth", "*.pkl", "*.ckpt")
_HUB_NAME = re.compile(r"[\w-][\w.-]*(?:/[\w.-]+)?")
# What sentence-transformers raises on a folder that it cannot make a model of.
_LOAD_ERRORS = (OSError, ValueError, TypeError, KeyError, AttributeError, ImportError, RuntimeError)
_SETTINGS_REMEDY = f"请检查环境变量 {MODEL_VARIABLE}；不设它就用自带的模型"

Vector = NDArray[np.float32]
Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Encoded:
    """Vectors of length one for the texts numbered `numbers`; texts that the model knows nothing of have none."""

    numbers: NDArray[np.int64]
    vectors: Matrix


class Encoder:
    """One model; threads may share it. `query_prompt` None leaves it to the model's own prompt for queries."""

    def __init__(self, name: str, query_prompt: str | None = None) -> None:
        self.name = name
        self._query_prompt = query_prompt
        self._turn = threading.RLock()
        self._loaded: SentenceTransformer | None = None

    @cached_property
    def identity(self) -> ModelIdentity:
        """Name and digest, without loading the model. Raises ModelError where there is none."""
        digest = sha256()
        for path in sorted(path for pattern in _PARTS for path in self._folder.rglob(pattern)):
            digest.update(f"{path.relative_to(self._folder)}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
        return ModelIdentity(self.name, digest.hexdigest()[:16])

    @property
    def dimension(self) -> int:
        """How many numbers a vector has. Loads the model."""
        return int(self._model.get_embedding_dimension() or 0)

    def load(self) -> None:
        """Load the model now, so that the first question need not wait. Raises ModelError."""
        assert self._model is not None

    def query(self, text: str) -> Vector | None:
        """The vector of a question, None where the model knows nothing of it. Raises ModelError."""
        encoded = self.queries([text])
        return encoded.vectors[0] if len(encoded.numbers) else None

    def queries(self, texts: Sequence[str]) -> Encoded:
        """The vectors of questions. Raises ModelError."""
        return self._encoded(texts, query=True)

    def passages(self, texts: Sequence[str]) -> Encoded:
        """The vectors of passages. Raises ModelError."""
        return self._encoded(texts, query=False)

    def _encoded(self, texts: Sequence[str], *, query: bool) -> Encoded:
        numbers = np.array([number for number, text in enumerate(texts) if text.strip()], dtype=np.int64)
        if not len(numbers):
            return Encoded(numbers, np.zeros((0, self.dimension), dtype=np.float32))
        # Half surrogates, which a damaged file can hold, are no text to a tokenizer.
        written = [texts[number].encode("utf-8", "replace").decode() for number in numbers]
        with self._turn:
            if query:
                found = self._model.encode_query(written, prompt=self._query_prompt, show_progress_bar=False)
            else:
                found = self._model.encode_document(written, batch_size=BATCH, show_progress_bar=False)
        # Models of half precision give half precision, which the index does not take.
        vectors = np.asarray(found, dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1)
        known = np.isfinite(lengths) & (lengths > _NOTHING)
        return Encoded(numbers[known], vectors[known] / lengths[known, None])

    @cached_property
    def _folder(self) -> Path:
        if self.name == EMBEDDED:
            return _embedded()
        path = Path(self.name).expanduser()
        folder = path if path.exists() else _from_hub(self.name)
        _check(folder, self.name)
        return folder

    @property
    def _model(self) -> "SentenceTransformer":
        with self._turn:
            if self._loaded is None:
                self._loaded = _load(self._folder, self.name)
            return self._loaded


def chosen_model() -> Encoder:
    """The model that the environment names, else the embedded one; loaded once a process, whoever asks."""
    return _model_named(os.environ.get(MODEL_VARIABLE) or EMBEDDED, os.environ.get(PROMPT_VARIABLE))


@cache
def _model_named(name: str, query_prompt: str | None) -> Encoder:
    return Encoder(name, query_prompt)


def _embedded() -> Path:
    try:
        return data_path("model", "modules.json").parent
    except FileNotFoundError as error:
        raise ModelError("自带的语义模型", str(error), "也可以用环境变量 MINGCHA_MODEL 指明另一个模型") from error


def _from_hub(name: str) -> Path:
    """The local copy of a model of the hub, fetched where it is not there yet; nothing pickled is fetched."""
    if not _HUB_NAME.fullmatch(name):
        raise ModelError(f"语义模型 {name}", "没有这个文件夹", _SETTINGS_REMEDY)
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(name, allow_patterns=list(_PARTS)))
    except (OSError, ValueError) as error:
        reason = str(error).strip().partition("\n")[0]
        problem = f"没有这个文件夹，从模型库也取不到（{reason}）"
        raise ModelError(f"语义模型 {name}", problem, _SETTINGS_REMEDY) from error


def _check(folder: Path, name: str) -> None:
    where = f"语义模型 {name}"
    if not (folder / "modules.json").is_file():
        raise ModelError(where, "不是 sentence-transformers 的模型：没有 modules.json", _SETTINGS_REMEDY)
    for path in sorted(path for pattern in _PICKLED for path in folder.rglob(pattern)):
        if not any(path.parent.glob("*.safetensors")):
            problem = f"权重 {path.relative_to(folder)} 不是 safetensors，载入时可能执行其中的代码"
            raise ModelError(where, problem, "请换一个有 model.safetensors 的模型")
    saved, installed = _saved_by(folder), version("sentence-transformers")
    if saved is not None and int(saved.partition(".")[0]) > int(installed.partition(".")[0]):
        problem = f"由 sentence-transformers {saved} 保存，这里安装的是 {installed}"
        raise ModelError(where, problem, "请升级 sentence-transformers，或换一个模型")


def _saved_by(folder: Path) -> str | None:
    """The version that a model says it was saved by; None where it does not say."""
    try:
        settings = json.loads((folder / "config_sentence_transformers.json").read_bytes())
        return str(settings["__version__"]["sentence_transformers"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def _load(folder: Path, name: str) -> "SentenceTransformer":
    from safetensors import SafetensorError
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(str(folder), local_files_only=True, model_kwargs={"use_safetensors": True})
    except (*_LOAD_ERRORS, SafetensorError) as error:
        problem = f"无法载入（{type(error).__name__}：{str(error).strip().partition(chr(10))[0]}）"
        raise ModelError(f"语义模型 {name}", problem, _SETTINGS_REMEDY) from error
