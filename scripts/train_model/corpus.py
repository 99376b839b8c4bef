"""Sentences to learn word vectors from: statutes and regulations, without what is not known to be free."""

import lzma
import re
from pathlib import Path

# The corpus ends with work reports taken from Wikisource, whose licence nobody has verified.
WIKISOURCE_SENTENCES = 35_122
# The corpus has no file names; these wordings stand in court cases, not in statutes.
_CASE = re.compile(r"基本案情|裁判要[点旨]|裁判理由|裁判结果|指导(?:性)?案例|某某|[\u4e00-\u9fff]某[甲乙丙丁、，某]")


def read_sentences(path: Path) -> list[str]:
    """The sentences of an xz-compressed corpus, one a line, in their order."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        lines = file.read().splitlines()
    return [line for line in lines[:-WIKISOURCE_SENTENCES] if line and not _CASE.search(line)]


def read_synonyms(path: Path) -> list[tuple[str, ...]]:
    """Lemmas that share a synset of the Chinese Open WordNet, sets of two to eight words."""
    synsets: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = line.split("\t")
        if len(parts) == 3 and parts[1] == "cmn:lemma":
            synsets.setdefault(parts[0], []).append(parts[2].replace("+", ""))
    groups = (tuple(dict.fromkeys(words)) for words in synsets.values())
    return [words for words in groups if 2 <= len(words) <= 8]
