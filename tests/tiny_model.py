"""Small embedding models, made where a test needs one: each word a direction, words of one meaning the same."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from tokenizers import Regex, Tokenizer, pre_tokenizers
from tokenizers.models import WordLevel

from scripts.train_model.export import save_model

MEANINGS = {
    "公众号": 0,
    "新媒体": 0,
    "停更": 1,
    "更新": 1,
    "复议": 2,
    "申请": 3,
    "答复": 4,
    "网站": 5,
}


def make_tiny_model(folder: Path, meanings: Mapping[str, int] = MEANINGS, dimension: int = 8) -> Path:
    """A model that knows these words and no others, saved as ours is saved."""
    words = {"[UNK]": 0} | {word: number for number, word in enumerate(meanings, 1)}
    tokenizer = Tokenizer(WordLevel(words, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex("|".join(meanings)), behavior="isolated")
    rows = np.zeros((len(words), dimension), dtype=np.float32)
    for word, meaning in meanings.items():
        rows[words[word], meaning] = 1.0
    save_model(folder, tokenizer, rows)
    return folder
