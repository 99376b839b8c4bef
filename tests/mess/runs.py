"""Text as editors store it: cut into runs of one style, labels broken over lines."""

from random import Random

from tests.mess.options import Mess

SHORTEST_BREAK = 4


def runs(rng: Random, mess: Mess, text: str) -> list[str]:
    """The text in one to three runs, cut anywhere, digits included."""
    if "split_runs" not in mess or len(text) < 2 or rng.random() < 0.5:
        return [text]
    places = sorted(set(rng.choices(range(1, len(text)), k=rng.randint(1, 2))))
    return [text[start:end] for start, end in zip([0, *places], [*places, len(text)], strict=True)]


def broken(rng: Random, mess: Mess, label: str) -> list[str]:
    """The label on one or two lines, cut wherever it ends."""
    if "label_breaks" not in mess or len(label) < SHORTEST_BREAK or rng.random() < 0.5:
        return [label]
    place = rng.randint(2, len(label) - 2)
    return [label[:place], label[place:]]
