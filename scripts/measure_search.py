"""How well search by meaning finds what is meant: tables for the model card.

Run: python -m scripts.measure_search [--card data/model/README.md] [--sweep]
"""

import argparse
import json
import math
import tempfile
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import product
from pathlib import Path
from time import perf_counter

from index import fusion, hubness
from index.library import Library
from index.model import Mode, SearchRequest
from index.segmenter import fold
from ingest.datafiles import data_path
from ingest.model import Location, Passage, Region, Report, Section
from ingest.pipeline import Reading, SourceFile, find_sources, read_report
from scripts.baselines import Ranker, bm25, character_tfidf, content_words, words
from scripts.question_sets import BLIND, CHOOSING, TESTS, Question, judged_themes, question_sets
from scripts.train_model.material import Phrasing, is_held_out, load_groups, load_phrasings, split

TOP = 10
WORST = 10
BEGIN, END = "<!-- 以下由 scripts/measure_search.py 写出 -->", "<!-- 到此为止 -->"
SWEPT_SHARES = (0.0, 0.2, 0.4, 0.5, 0.6)
SWEPT_WORDS, SWEPT_WHOLE = (0.0, 0.05, 0.1, 0.2), (0.0, 0.2, 0.5)

# From a question to the themes of the wordings found, best first.
Finder = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with its nDCG@10 and the themes of what was found."""

    question: Question
    quality: float
    found: tuple[str, ...]


class Wordings:
    """Official wordings of themes as passages of a library, and every way to rank them."""

    def __init__(self, phrasings: Iterable[Phrasing], folder: Path) -> None:
        official = [item for item in phrasings if item.style == "official"]
        self._texts = [item.text for item in official]
        self._themes = [item.theme for item in official]
        self._by_theme: dict[str, list[str]] = {}
        for item in official:
            self._by_theme.setdefault(item.theme, []).append(item.text)
        self._library = Library.open(folder, write=True, create=True)
        self._library.catalog.commit(_reading(theme, texts) for theme, texts in self._by_theme.items())
        self._library.replay()

    @property
    def themes(self) -> int:
        """How many themes the wordings are of."""
        return len(self._by_theme)

    def systems(self) -> dict[str, Finder]:
        """Every system by the name that the tables have for it."""
        return {
            "BM25（词）": self._by(bm25(self._texts)),
            "TF-IDF（1–3 字）": self._by(character_tfidf(self._texts)),
            "模型": self.mode("semantic"),
            "混合": self.mode("hybrid"),
        }

    def mode(self, mode: Mode) -> Finder:
        """The library's own search."""
        return lambda text: [hit.head.office for hit in self._library.search(SearchRequest(text, mode, limit=TOP)).hits]

    def judged(self, questions: Iterable[Question], finder: Finder) -> list[Judged]:
        """Each question with how well a system answers it."""
        found = ((question, tuple(finder(question.text))) for question in questions)
        return [Judged(question, self._ndcg(question, themes), themes) for question, themes in found]

    def strangers(self, questions: Iterable[Question]) -> list[Question]:
        """The questions that have no word in common with any right answer."""
        known = {theme: {word for text in texts for word in words(text)} for theme, texts in self._by_theme.items()}
        return [
            item
            for item in questions
            if not any(known.get(theme, set()) & content_words(item.text) for theme in item.themes)
        ]

    def _by(self, ranker: Ranker) -> Finder:
        return lambda text: [self._themes[number] for number in ranker(text)[:TOP]]

    def _ndcg(self, question: Question, found: Sequence[str]) -> float:
        gains = [1 / math.log2(rank + 2) for rank, theme in enumerate(found) if theme in question.themes]
        right = sum(len(self._by_theme.get(theme, ())) for theme in question.themes)
        best = [1 / math.log2(rank + 2) for rank in range(min(TOP, right))]
        return sum(gains) / sum(best)


def _reading(theme: str, texts: Sequence[str]) -> Reading:
    """A report whose office is the theme and whose passages are its wordings."""
    location = Location(f"{theme}.txt")
    whole = "".join(texts)
    starts = [sum(map(len, texts[:number])) for number in range(len(texts))]
    report = Report(
        source=location.file,
        office=theme,
        printed_office=theme,
        region=Region(),
        level="county",
        office_kind="department",
        year=2025,
        template="none",
        title=theme,
        facts=(),
        findings=(),
        not_judged=(),
        sections=(Section(5, "", whole, location),),
        passages=tuple(
            Passage(5, "problem", text, start, start + len(text), location)
            for text, start in zip(texts, starts, strict=True)
        ),
    )
    data = whole.encode()
    return Reading(location.file, sha256(data).hexdigest(), data, report, None)


def mean(judged: Sequence[Judged]) -> float:
    """The mean nDCG@10."""
    return sum(item.quality for item in judged) / len(judged)


def quality_table(wordings: Wordings, sets: dict[str, list[Question]]) -> list[str]:
    """nDCG@10 of every system on every set."""
    systems = wordings.systems()
    lines = [f"| 问题 | 题数 | 与答案无共同词 | {' | '.join(systems)} |", "| --- |" + " ---: |" * (len(systems) + 2)]
    for name, questions in sets.items():
        strangers = wordings.strangers(questions)
        share = f"{len(strangers) / len(questions):.0%}"
        for title, asked, part in ((name, questions, share), ("　其中无共同词的", strangers, "")):
            figures = [f"{mean(wordings.judged(asked, finder)):.2f}" for finder in systems.values()]
            lines.append(f"| {title} | {len(asked)} | {part} | {' | '.join(figures)} |")
    return lines


def held_out_list(phrasings: Sequence[Phrasing]) -> list[str]:
    """What the model never saw."""
    parts = split(phrasings)
    names = "、".join(
        f"{name}（{theme}）" for theme, name in sorted({(item.theme, item.name) for item in parts.unseen})
    )
    themes = len({item.theme for item in phrasings})
    return [
        f"共 {themes} 个主题、{len(phrasings)} 条表述、{len(load_groups())} 个词组；训练用 {len(parts.training)} 条。",
        "",
        f"整个留出的主题（{len(parts.unseen)} 条表述）：{names}。",
        "",
        f"其余主题中另留出 {len(parts.lay)} 条口语表述。",
    ]


def worst_table(wordings: Wordings, questions: Sequence[Question], names: dict[str, str]) -> list[str]:
    """The questions that the model answers worst, what it found instead, and which of their words it never learned."""
    learned = {word for group in load_groups() for word in group}
    learned |= {word for item in split(load_phrasings()).training for word in words(item.text)}
    judged = sorted(wordings.judged(questions, wordings.mode("semantic")), key=lambda item: item.quality)
    lines = ["| 问题 | 应找到 | 先找到的 | nDCG@10 | 训练里没有的词 |", "| --- | --- | --- | ---: | --- |"]
    for item in judged[:WORST]:
        first = "、".join(dict.fromkeys(names[theme] for theme in item.found[:5]))
        unknown = "、".join(sorted(content_words(item.question.text) - learned)) or "无：词都见过，主题相邻"
        right = "、".join(names[theme] for theme in item.question.themes)
        lines.append(f"| {item.question.text} | {right} | {first} | {item.quality:.2f} | {unknown} |")
    return lines


def _sample(source: SourceFile) -> Reading:
    data = source.read_bytes()
    return Reading(source.source, sha256(data).hexdigest(), data, read_report(data, source.source), None)


class ExactTerms:
    """Document numbers, office names and quoted words, looked up in the sample reports."""

    def __init__(self, folder: Path) -> None:
        self._library = Library.open(folder, write=True, create=True)
        self._library.catalog.commit(map(_sample, find_sources([data_path("samples")])))
        self._library.replay()
        lines = (TESTS / "semantic_exact.jsonl").read_text(encoding="utf-8").splitlines()
        self.queries = [str(json.loads(line)["query"]) for line in lines]

    def first(self, mode: Mode) -> tuple[int, int]:
        """For how many queries that stand in some report the first hit has the query word for word, of how many."""
        there = [query for query in self.queries if self._hit(query, "keyword", exact=True)]
        return sum(fold(query) in fold(self._hit(query, mode)) for query in there), len(there)

    def milliseconds(self, mode: Mode, questions: Collection[str]) -> float:
        """The median time of a search, the first one not counted."""
        times = []
        for question in questions:
            started = perf_counter()
            self._library.search(SearchRequest(question, mode))
            times.append((perf_counter() - started) * 1000)
        return sorted(times[1:])[len(times) // 2]

    def _hit(self, query: str, mode: Mode, exact: bool = False) -> str:
        hits = self._library.search(SearchRequest(query, mode, exact, limit=1)).hits
        return hits[0].text if hits else ""


def exact_table(exact: ExactTerms) -> list[str]:
    """How often each mode puts a passage with the very words first."""
    lines = ["| 方式 | 首条含原文 |", "| --- | ---: |"]
    modes: dict[str, Mode] = {"关键词": "keyword", "模型": "semantic", "混合": "hybrid"}
    for name, mode in modes.items():
        right, total = exact.first(mode)
        lines.append(f"| {name} | {right}/{total} |")
    return lines


def sweep(wordings: Wordings, questions: Sequence[Question], exact: ExactTerms) -> list[str]:
    """What the two weights of the hybrid ranking do to lay questions and to exact terms."""
    lines = ["| 词的权重 | 全部词的权重 | nDCG@10 | 首条含原文 |", "| ---: | ---: | ---: | ---: |"]
    chosen = fusion.WORDS_WEIGHT, fusion.WHOLE_WEIGHT
    for weights in product(SWEPT_WORDS, SWEPT_WHOLE):
        fusion.WORDS_WEIGHT, fusion.WHOLE_WEIGHT = weights
        lay = mean(wordings.judged(questions, wordings.mode("hybrid")))
        lines.append(f"| {weights[0]} | {weights[1]} | {lay:.3f} | {exact.first('hybrid')[0]} |")
    fusion.WORDS_WEIGHT, fusion.WHOLE_WEIGHT = chosen
    return lines


def sweep_shares(phrasings: Sequence[Phrasing], sets: Collection[Sequence[Question]], folder: Path) -> list[str]:
    """What holding hubs back does to themes that were trained on and to those that were not."""
    lines = ["| 份额 | 训练过的主题 | 留出的主题 |", "| ---: | ---: | ---: |"]
    chosen = hubness.SHARE
    for share in SWEPT_SHARES:
        hubness.SHARE = share
        wordings = Wordings(phrasings, folder / str(share))
        figures = [f"{mean(wordings.judged(questions, wordings.mode('semantic'))):.3f}" for questions in sets]
        lines.append(f"| {share} | {' | '.join(figures)} |")
    hubness.SHARE = chosen
    return lines


def main() -> None:
    """Measure, print, and put the tables into the model card."""
    parser = argparse.ArgumentParser(prog="python -m scripts.measure_search", description=__doc__)
    parser.add_argument("--card", type=Path, help="the model card whose figures are replaced")
    parser.add_argument(
        "--sweep",
        action="store_true",
        help="try what could be chosen otherwise",
    )
    arguments = parser.parse_args()
    phrasings = load_phrasings()
    judged = [item for item in phrasings if item.theme in judged_themes()]
    sets = question_sets(judged)
    unseen = {name: questions for name, questions in sets.items() if is_held_out(questions[0].themes[0])}
    with tempfile.TemporaryDirectory() as folder:
        wordings = Wordings(judged, Path(folder, "judged"))
        apart = Wordings([item for item in judged if is_held_out(item.theme)], Path(folder, "unseen"))
        everything = Wordings(phrasings, Path(folder, "all"))
        exact = ExactTerms(Path(folder, "samples"))
        blind = next(iter(sets.values()))
        sections = {
            "留出了什么": held_out_list(phrasings),
            f"在 {wordings.themes} 个主题的官方表述中找（nDCG@10）": quality_table(wordings, sets),
            f"在全部 {everything.themes} 个主题的官方表述中找（nDCG@10）": quality_table(
                everything, {name: questions for name, questions in sets.items() if name.startswith(BLIND)}
            ),
            "只在留出主题的官方表述中找（nDCG@10）": quality_table(apart, unseen),
            "原文词语（文号、机构名、引语；示例报告）": exact_table(exact),
            "答得最差的十个问题": worst_table(wordings, blind, {item.theme: item.name for item in phrasings}),
        }
        if arguments.sweep:
            choosing = [questions for name, questions in sets.items() if name.startswith(CHOOSING)]
            sections["压低多少（选参数用的问题，模型）"] = sweep_shares(judged, choosing, Path(folder, "shares"))
            sections["混合的权重（选参数用的问题）"] = sweep(wordings, choosing[0], exact)
        for mode in ("semantic", "hybrid"):
            print(f"{mode}：{exact.milliseconds(mode, [item.text for item in blind]):.1f} 毫秒（示例资料库，中位数）")
    text = "\n".join("\n".join([f"### {title}", "", *lines, ""]) for title, lines in sections.items())
    print(text)
    if arguments.card is not None:
        _replace(arguments.card, text)


def _replace(card: Path, text: str) -> None:
    before, found, rest = card.read_text(encoding="utf-8").partition(BEGIN)
    if not found or END not in rest:
        raise SystemExit(f"{card}：没有 {BEGIN} 和 {END}；请补上这两行")
    card.write_text(f"{before}{BEGIN}\n\n{text}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
