"""The whole training, from files to `data/model`; the same files give the same model."""

import argparse
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from time import process_time

import numpy as np
import torch
from scipy.sparse import csr_array
from threadpoolctl import threadpool_limits
from tokenizers import Tokenizer

from ingest.datafiles import data_path
from scripts.train_model.blending import blended
from scripts.train_model.corpus import read_sentences, read_synonyms
from scripts.train_model.export import save_model
from scripts.train_model.material import Phrasing, load_groups, load_phrasings, split, typical_questions
from scripts.train_model.tuning import Ids, Matrix, Task, tune
from scripts.train_model.vectors import first_vectors, sharing, weighted
from scripts.train_model.vocabulary import learn_tokenizer, shares

SEEDS = (0, 1, 2)
THREADS = 2
THEME_STEPS = 260
WORD_STEPS = 100
GROUP_WEIGHT = 1.2
SYNONYM_WEIGHT = 0.3
NEIGHBOUR_WEIGHT = 0.3
NEIGHBOURS = 20_000
# Shorter sentences are headings and formulas.
_LEAST_PIECES = 6


def main() -> None:
    """Train, say how long each stage took, and write the model and the typical questions."""
    arguments = _arguments()
    torch.set_num_threads(THREADS)
    torch.use_deterministic_algorithms(True)
    with threadpool_limits(THREADS):
        training = split(load_phrasings()).training
        groups = load_groups()
        sentences = read_sentences(arguments.corpus)
        words = [word for group in groups for word in group]
        tokenizer = learn_tokenizer(sentences, words, [*words, *(phrasing.text for phrasing in training)])
        _report(f"分词器：{tokenizer.get_vocab_size()} 个词")
        first = weighted(first_vectors(sentences, tokenizer, SEEDS[0]), shares(tokenizer))
        _report(f"初始向量：{first.shape[1]} 维")
        themes = _themes(training, tokenizer)
        words_alike = _words(groups, tokenizer, GROUP_WEIGHT)
        synonyms = _words(read_synonyms(arguments.wordnet), tokenizer, SYNONYM_WEIGHT)
        neighbours = _neighbours(sentences, tokenizer)
        shared = sharing(tokenizer)
        tuned = partial(_averaged, first, shared)
        of_themes = tuned([themes, words_alike, synonyms], THEME_STEPS)
        _report(f"按主题微调：{len(training)} 条表述，{len(groups)} 个词组")
        of_words = tuned([words_alike, synonyms, neighbours], WORD_STEPS)
        _report("按词微调")
        matrix = blended(of_themes, of_words, themes.texts)
        save_model(arguments.out, tokenizer, matrix)
    arguments.questions.write_text("".join(f"{text}\n" for text in typical_questions(training)), encoding="utf-8")
    size = sum(file.stat().st_size for file in arguments.out.rglob("*") if file.is_file())
    _report(f"模型：{arguments.out}，{size / 1e6:.1f} MB")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m scripts.train_model", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="statutes, one sentence a line, xz")
    parser.add_argument("--wordnet", type=Path, required=True, help="Chinese Open WordNet, tab separated")
    parser.add_argument("--out", type=Path, default=data_path("model"))
    parser.add_argument("--questions", type=Path, default=data_path("lexicon", "typical_questions.txt"))
    return parser.parse_args()


def _report(text: str) -> None:
    print(f"{process_time():6.0f} 秒 CPU  {text}", flush=True)


def _averaged(first: Matrix, shared: csr_array, tasks: Sequence[Task], steps: int) -> Matrix:
    matrices = [tune(first, shared, tasks, steps, seed) for seed in SEEDS]
    mean: Matrix = np.stack(matrices).mean(axis=0)
    return mean


def _themes(phrasings: Iterable[Phrasing], tokenizer: Tokenizer) -> Task:
    numbers: dict[str, int] = {}
    texts = [(_ids(item.text, tokenizer), numbers.setdefault(item.theme, len(numbers))) for item in phrasings]
    return _task(texts, 1.0)


def _words(groups: Iterable[Sequence[str]], tokenizer: Tokenizer, weight: float) -> Task:
    texts = [(_ids(word, tokenizer), number) for number, group in enumerate(groups) for word in group]
    return _task(texts, weight)


def _neighbours(sentences: Sequence[str], tokenizer: Tokenizer) -> Task:
    """Pairs of sentences that follow each other: what they speak of is alike."""
    rng = np.random.default_rng(SEEDS[0])
    texts: list[tuple[Ids, int]] = []
    for number in rng.choice(len(sentences) - 1, NEIGHBOURS, replace=False).tolist():
        pair = [_ids(sentence, tokenizer) for sentence in sentences[number : number + 2]]
        if min(map(len, pair)) >= _LEAST_PIECES:
            texts += [(ids, number) for ids in pair]
    return _task(texts, NEIGHBOUR_WEIGHT)


def _task(texts: Sequence[tuple[Ids, int]], weight: float) -> Task:
    known = [(ids, group) for ids, group in texts if ids]
    return Task(tuple(ids for ids, _ in known), tuple(group for _, group in known), weight)


def _ids(text: str, tokenizer: Tokenizer) -> Ids:
    return tuple(number for number in tokenizer.encode(text).ids if number)


if __name__ == "__main__":
    main()
