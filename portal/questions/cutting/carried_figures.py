"""The words for a figure that a question takes over: those of the one before that go with its own (那纠正呢)."""

from itertools import combinations

from portal.questions.asking.asked_metric import said_of
from portal.questions.cutting.parts import Parsed
from portal.questions.words.meanings import Concept, Sense, only_columns
from portal.questions.words.metrics import fitting
from portal.questions.words.vocabulary import load_vocabulary

_MOST_CONCEPTS = 6


def only_as_rate(parsed: Parsed) -> bool:
    """Whether nothing but a word for any rate is said (按比例, as a share)."""
    return bool(parsed.concepts) and all(concept.is_any_rate for _, concept in parsed.concepts)


def concepts_kept(before: Parsed, now: Parsed) -> list[tuple[str, Concept]]:
    """The words for the figure: those of now, and of those before all that go with them (复议维持, 那纠正呢)."""
    if "as_count" in now.roles and not now.concepts and (counted := _counted(before)):
        return counted
    if not now.concepts or now.told or now.sought:
        return [] if now.told or now.sought else before.concepts
    earlier = before.concepts[:_MOST_CONCEPTS]
    unchanged = {reading.key for reading in fitting(said_of(Parsed(concepts=earlier)))}
    best: tuple[int, int, list[tuple[str, Concept]]] | None = None
    for size in range(len(earlier), -1, -1):
        for kept in combinations(earlier, size):
            words = [*kept, *now.concepts]
            readings = fitting(said_of(Parsed(concepts=words)))
            if kept and not only_outcome(now) and {reading.key for reading in readings} == unchanged:
                # 换成申请 behind 不予公开率 asks for another figure.
                continue
            if len(readings) == 1 and (best is None or readings[0].cost < best[0]):
                best = readings[0].cost, size, words
    if best is None or (best[1] == 0 and only_outcome(now)):
        # 败诉几件, 维持几件: of the lawsuits again.
        rows = [(word, Concept((Sense(rows=s.rows),))) for word, c in earlier for s in c.senses if s.rows and s.columns]
        words = [*rows, *now.concepts]
        if rows and len(fitting(said_of(Parsed(concepts=words)))) == 1:
            return words
    return best[2] if best is not None else [*(earlier if only_as_rate(now) else []), *now.concepts]


def only_outcome(now: Parsed) -> bool:
    """Whether only a column is named: 维持, 纠正."""
    senses = [sense for _, concept in now.concepts for sense in concept.senses]
    return bool(senses) and only_columns(senses)


def _counted(before: Parsed) -> list[tuple[str, Concept]]:
    """改看件数 behind a rate asks for the cases in its numerator."""
    readings = fitting(said_of(Parsed(concepts=before.concepts)))
    rate = load_vocabulary().rates.get(readings[0].key) if len(readings) == 1 else None
    if rate is None:
        return []
    rows = frozenset(load_vocabulary().rows_of(rate.row))
    return [(before.concepts[0][0], Concept((Sense(rows=rows, columns=frozenset([rate.column])),)))]
