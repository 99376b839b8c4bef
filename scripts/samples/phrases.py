"""The words of the samples: sentences by what they are for, problems with the measures that answer them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Generic, TypeVar

from scripts.samples.offices import SEED

_HERE = Path(__file__).parent
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Topic:
    """A problem that offices report, under a short name, with the measures that answer it."""

    problem_name: str
    measure_name: str
    problems: tuple[str, ...]
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One wording of a topic, as a report prints it."""

    problem_name: str
    measure_name: str
    problem: str
    measure: str


class Deck(Generic[T]):
    """Draws every item once before any comes again, in a shuffled order that is always the same."""

    def __init__(self, name: str, items: Sequence[T]) -> None:
        self._rng = Random(f"{SEED}/{name}")
        self._items = tuple(items)
        self._left: list[T] = []

    def draw(self) -> T:
        """The next item."""
        if not self._left:
            self._left = list(self._items)
            self._rng.shuffle(self._left)
        return self._left.pop()


class Topics:
    """Hands out topics, none twice before all were used, each time in another of their wordings."""

    def __init__(self) -> None:
        self._deck = Deck("topics", load_topics())
        self._used: Counter[str] = Counter()

    def draw(self) -> Item:
        """The next topic in its next wording; its problem and measure go through their wordings apart."""
        topic = self._deck.draw()
        turn = self._used[topic.problem_name]
        self._used[topic.problem_name] += 1
        problem = topic.problems[turn % len(topic.problems)]
        return Item(topic.problem_name, topic.measure_name, problem, topic.measures[turn % len(topic.measures)])


class Sentences:
    """Hands out sentences by slot, none of a slot twice before all of it were used."""

    def __init__(self) -> None:
        self._decks = {slot: Deck(slot, lines) for slot, lines in load_sentences().items()}

    def draw(self, slot: str, without: Sequence[str] = ()) -> str:
        """The next sentence of the slot that mentions none of the figures in `without`."""
        while True:
            line = self._decks[slot].draw()
            if not any(f"{{{name}}}" in line for name in without):
                return line


def load_topics() -> tuple[Topic, ...]:
    """All topics of topics.txt: `# problem | measure`, wordings of the problem after -, of the measure after +."""
    topics = []
    for block in (_HERE / "topics.txt").read_text(encoding="utf-8").split("# ")[1:]:
        head, *lines = block.splitlines()
        problem, measure = head.split(" | ")
        wordings = {mark: tuple(line[2:] for line in lines if line.startswith(mark)) for mark in "-+"}
        topics.append(Topic(problem, measure, wordings["-"], wordings["+"]))
    return tuple(topics)


def load_sentences() -> dict[str, tuple[str, ...]]:
    """Sentences of sentences.txt by slot."""
    slots: dict[str, tuple[str, ...]] = {}
    for block in (_HERE / "sentences.txt").read_text(encoding="utf-8").split("[")[1:]:
        slot, *lines = block.splitlines()
        slots[slot.removesuffix("]")] = tuple(lines)
    return slots
