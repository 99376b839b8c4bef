"""The questions that search by meaning is measured with, none of them trained on."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.train_model.material import Phrasing, is_held_out, split

BLIND, CHOOSING = "盲写问题", "选参数用的问题"
TESTS = Path(__file__).parent.parent / "tests"
_BLIND_FILE = "semantic_blind.jsonl"


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the themes whose official wordings answer it, the one that it was written for first."""

    text: str
    themes: tuple[str, ...]


def question_sets(phrasings: Sequence[Phrasing]) -> dict[str, list[Question]]:
    """Every set of questions by its name, none trained on: the blind one to judge by, the others to choose by."""
    parts = split(phrasings)
    sets = {}
    for name, file in ((BLIND, _BLIND_FILE), (CHOOSING, "semantic_questions.jsonl")):
        asked = _questions(TESTS / file, {item.text for item in parts.training})
        sets[f"{name}，训练过的主题"] = [item for item in asked if not is_held_out(item.themes[0])]
        sets[f"{name}，留出的主题"] = [item for item in asked if is_held_out(item.themes[0])]
    sets["留出的口语表述，训练过的主题"] = [Question(item.text, (item.theme,)) for item in parts.lay]
    unseen = [Question(item.text, (item.theme,)) for item in parts.unseen if item.style == "user"]
    return {**sets, "口语表述，留出的主题": unseen}


def judged_themes() -> set[str]:
    """The themes that there were when the blind questions were written: whoever labelled them looked at no other."""
    lines = (TESTS / _BLIND_FILE).read_text(encoding="utf-8").splitlines()
    return {theme for line in lines for theme in json.loads(line)["themes"]}


def _questions(path: Path, trained: Collection[str]) -> list[Question]:
    """The questions of a file, but for those that somebody happened to write for the training as well."""
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [Question(line["question"], tuple(line["themes"])) for line in lines if line["question"] not in trained]
