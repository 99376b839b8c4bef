"""Work that takes longer than a page may: done once in a thread of its own, with what it says of itself meanwhile."""

import threading
import time
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillRunning
from datetime import datetime
from typing import Generic, TypeVar

Outcome = TypeVar("Outcome")

# An answer that comes within this time needs no word about the waiting.
PATIENCE_SECONDS = 0.5
_RUNNING: "weakref.WeakSet[Work[object]]" = weakref.WeakSet()


class Work(Generic[Outcome]):
    """Runs `do` once, from now on, and hands it itself: to tell how far it is, and to ask whether to go on.

    Pages of all sessions may look at it at any time. `done` of `total` are what it told last.
    """

    def __init__(self, do: "Callable[[Work[Outcome]], Outcome]") -> None:
        self.began = datetime.now().astimezone()
        self.done = 0
        self.total = 0
        self._first: tuple[float, int] | None = None
        self._stop = threading.Event()
        pool = ThreadPoolExecutor(1)
        self._future = pool.submit(do, self)
        pool.shutdown(wait=False)
        _RUNNING.add(self)  # type: ignore[arg-type]  # the outcome is not asked for there

    def tell(self, done: int, total: int) -> None:
        """Called by the work itself: so much is done of so much."""
        self._first = self._first or (time.monotonic(), done)
        self.done, self.total = done, total

    def stop(self) -> None:
        """Have it end where it next can."""
        self._stop.set()

    @property
    def stopped(self) -> bool:
        """Whether it was told to end."""
        return self._stop.is_set()

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        return not self._future.done()

    @property
    def name(self) -> str:
        """What an address calls it."""
        return self.began.strftime("%Y%m%d%H%M%S%f")

    @property
    def seconds(self) -> float:
        """How long ago it began."""
        return (datetime.now().astimezone() - self.began).total_seconds()

    @property
    def rate(self) -> float | None:
        """How much is done in a second; None before that can be told."""
        if self._first is None or self.done <= self._first[1]:
            return None
        elapsed = time.monotonic() - self._first[0]
        return (self.done - self._first[1]) / elapsed if elapsed >= PATIENCE_SECONDS else None

    @property
    def left(self) -> float | None:
        """The seconds that the rest will take at this rate; None before that can be told."""
        return (self.total - self.done) / self.rate if self.rate else None

    def wait(self) -> bool:
        """Whether it has ended; one that has only just begun is waited for a little."""
        try:
            self._future.exception(max(0.0, PATIENCE_SECONDS - self.seconds))
        except StillRunning:
            return False
        return True

    @property
    def outcome(self) -> Outcome | None:
        """What came of it once it ended; None as long as it runs, and where it failed."""
        return self._future.result() if not self.running and self._future.exception() is None else None

    @property
    def failure(self) -> BaseException | None:
        """Why it failed, where it did."""
        return None if self.running else self._future.exception()


def stop_all() -> None:
    """Have all work end where it next can: the portal is being closed."""
    for work in tuple(_RUNNING):
        work.stop()
