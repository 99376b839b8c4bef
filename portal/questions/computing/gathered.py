"""What stands behind an answer over thousands of reports: gathered when someone looks at it, not before."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TypeVar, overload

Item = TypeVar("Item")


class Gathered(Sequence[Item]):
    """A sequence whose items are made when it is first looked at; their number may be known before."""

    def __init__(self, gather: Callable[[], Iterable[Item]], length: int | None = None) -> None:
        self._gather = gather
        self._length = length

    @cached_property
    def _items(self) -> tuple[Item, ...]:
        return tuple(self._gather())

    def __len__(self) -> int:
        return len(self._items) if self._length is None else self._length

    @overload
    def __getitem__(self, place: int) -> Item: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Item, ...]: ...
    def __getitem__(self, place: int | slice) -> Item | tuple[Item, ...]:
        return self._items[place]

    def __iter__(self) -> Iterator[Item]:
        return iter(self._items)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._items == tuple(other)

    def __hash__(self) -> int:
        return hash(self._items)
