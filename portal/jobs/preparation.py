"""Search by meaning made ready beside the pages: the first page does not wait for it, nor any search by words."""

import gc
import threading
from collections.abc import Callable
from typing import Literal

from index.errors import LibraryError

Readiness = Literal["waiting", "ready", "failed"]
# The page is sent first; loading takes the processor for some seconds.
AFTER_SECONDS = 1.0


def set_apart() -> None:
    """Take what is in memory now, and stays, out of the search for garbage.

    Streamlit makes one after each run of a page; over the modules and the model it takes a quarter of a second.
    """
    gc.collect()
    gc.freeze()


class Preparation:
    """Runs `prepare` once, in a thread of its own, some time after `start` was first called.

    `vectors` marks the state of the vectors that it was made for.
    """

    def __init__(
        self, prepare: Callable[[], object], vectors: tuple[int, int] = (0, 0), after: float = AFTER_SECONDS
    ) -> None:
        self.vectors = vectors
        self._prepare = prepare
        self._timer = threading.Timer(after, self._run)
        self._timer.daemon = True
        self._turn = threading.Lock()
        self._started = False
        self._ended = threading.Event()
        self.readiness: Readiness = "waiting"
        self.problem: LibraryError | None = None

    def start(self) -> None:
        """Begin, unless it has begun."""
        with self._turn:
            if not self._started:
                self._started = True
                self._timer.start()

    def wait(self, seconds: float) -> Readiness:
        """How it stands once it ended, or after so many seconds."""
        self._ended.wait(seconds)
        return self.readiness

    def join(self) -> None:
        """Wait until the thread is gone."""
        self._timer.join()

    def _run(self) -> None:
        ended: Readiness = "failed"
        try:
            self._prepare()
            set_apart()
            ended = "ready"
        except LibraryError as error:
            self.problem = error
        finally:
            self.readiness = ended
            self._ended.set()
