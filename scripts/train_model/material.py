"""What teaches the model the field: phrasings of themes and groups of words that mean the same, and their split."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from ingest.datafiles import data_path

Style = Literal["official", "user"]
# Shares out of 100, of themes and of the lay phrasings of the other themes.
HELD_OUT_THEMES = 15
HELD_OUT_PHRASINGS = 25
# How many typical questions a theme gives.
TYPICAL = 5


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way to say something about a theme, as reports write it or as people ask."""

    theme: str
    name: str
    style: Style
    text: str


@dataclass(frozen=True, slots=True)
class Split:
    """Phrasings to train on, and those that the model never sees."""

    training: tuple[Phrasing, ...]
    lay: tuple[Phrasing, ...]
    unseen: tuple[Phrasing, ...]


def load_phrasings() -> tuple[Phrasing, ...]:
    """All phrasings of the project, each text of a theme once; ValueError names a line that is none."""
    found: dict[tuple[str, str], Phrasing] = {}
    for path in _files("domain_pairs.jsonl", "pairs_*.jsonl"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                phrasing = _phrasing(line, f"{path.name} 第{number}行")
                found.setdefault((phrasing.theme, phrasing.text), phrasing)
    return tuple(found.values())


def load_groups() -> tuple[tuple[str, ...], ...]:
    """Groups of words that mean the same, one a line, `|` between."""
    groups: dict[tuple[str, ...], None] = {}
    for path in _files("lexicon_groups.txt", "groups_*.txt"):
        for line in path.read_text(encoding="utf-8").splitlines():
            words = tuple(dict.fromkeys(word for word in map(str.strip, line.split("|")) if word))
            if len(words) > 1 and not line.startswith("#"):
                groups[words] = None
    return tuple(groups)


def split(phrasings: Iterable[Phrasing]) -> Split:
    """The same split whatever the order and whatever is added: a theme or text is held out by its own hash."""
    training, lay, unseen = [], [], []
    for phrasing in phrasings:
        if is_held_out(phrasing.theme):
            unseen.append(phrasing)
        elif phrasing.style == "user" and _percentile(phrasing.text) < HELD_OUT_PHRASINGS:
            lay.append(phrasing)
        else:
            training.append(phrasing)
    return Split(tuple(training), tuple(lay), tuple(unseen))


def typical_questions(training: Iterable[Phrasing]) -> tuple[str, ...]:
    """Some of the lay phrasings that were trained on, equally many of each theme, chosen by their hash."""
    by_theme: dict[str, list[str]] = {}
    for phrasing in training:
        if phrasing.style == "user":
            by_theme.setdefault(phrasing.theme, []).append(phrasing.text)
    chosen = (sorted(texts, key=_digest)[:TYPICAL] for _, texts in sorted(by_theme.items()))
    return tuple(text for texts in chosen for text in texts)


def is_held_out(theme: str) -> bool:
    """Whether a theme is kept out of training as a whole."""
    return _percentile(theme) < HELD_OUT_THEMES


def _percentile(text: str) -> int:
    return int(_digest(text), 16) % 100


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _files(first: str, others: str) -> list[Path]:
    folder = data_path("lexicon", "semantic")
    return [folder / first, *sorted(folder.glob(others))]


def _phrasing(line: str, where: str) -> Phrasing:
    try:
        fields = json.loads(line)
        theme, name, style, text = (str(fields[key]).strip() for key in ("theme", "name", "style", "text"))
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{where}：不是一条表述（{error}）；每行要 theme、name、style、text") from error
    if style not in ("official", "user") or not text:
        raise ValueError(f"{where}：style 是 {style}；只能是 official 或 user，text 不能空")
    return Phrasing(theme, name, "official" if style == "official" else "user", text)
