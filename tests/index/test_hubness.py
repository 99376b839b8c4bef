"""Passages near to every question are held back, and by no more than is said."""

import numpy as np
import pytest

from index.hubness import SHARE, held_back, question, typical_questions

TYPICAL = np.eye(8, dtype=np.float32)[:6]


def test_product_is_likeness_less_a_share_of_the_mean_of_the_five_nearest_typical_questions() -> None:
    rng = np.random.default_rng(0)
    passages = rng.normal(size=(3, 8)).astype(np.float32)
    asked = rng.normal(size=8).astype(np.float32)
    means = np.sort(passages @ TYPICAL.T, axis=1)[:, -5:].mean(axis=1)
    assert held_back(passages, TYPICAL) @ question(asked) == pytest.approx(passages @ asked - SHARE * means, abs=1e-5)


def test_of_two_passages_equally_near_the_one_near_to_every_question_comes_second() -> None:
    everywhere = np.array([0.4] * 6 + [0.2, 0.0], dtype=np.float32)
    apart = np.array([0.0] * 6 + [0.2, 0.9], dtype=np.float32)
    asked = question(np.eye(8, dtype=np.float32)[6])
    first, second = held_back(np.stack([everywhere, apart]), TYPICAL) @ asked
    assert first < second


def test_without_typical_questions_nothing_is_held_back() -> None:
    passages = np.eye(8, dtype=np.float32)
    none = np.zeros((0, 8), dtype=np.float32)
    assert (held_back(passages, none) @ question(passages[2]) == passages[2]).all()


def test_typical_questions_are_there_each_once() -> None:
    assert len(typical_questions()) == len(set(typical_questions())) > 500
