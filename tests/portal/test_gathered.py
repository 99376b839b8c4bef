from collections.abc import Iterator

from portal.questions.computing.gathered import Gathered


def test_items_are_made_once_and_when_looked_at() -> None:
    made: list[int] = []

    def make() -> Iterator[int]:
        made.append(1)
        yield from (3, 4, 5)

    items = Gathered(make)
    assert made == []
    assert (len(items), items[0], items[1:], list(items), 4 in items) == (3, 3, (4, 5), [3, 4, 5], True)
    assert items == (3, 4, 5) != Gathered(lambda: [3, 4])
    assert made == [1]


def test_a_known_length_makes_nothing() -> None:
    items: Gathered[int] = Gathered(lambda: [1 // 0], 7)
    assert (len(items), bool(items)) == (7, True)
