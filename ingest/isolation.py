"""Reading in worker processes: a file that crashes its reader, hangs it or eats the memory never ends the run."""

import logging
import pickle
import resource
import signal
import traceback
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from queue import SimpleQueue
from types import TracebackType
from typing import Self

from ingest.errors import IngestError, ReaderFailed
from ingest.model import Location, Report

_LOG = logging.getLogger(__name__)
# Imports on a loaded machine; a worker that needs longer will not come at all.
_START_SECONDS = 120.0
# A worker whose parent was killed ends itself this much after the time that its file had.
_ORPHAN_SECONDS = 5.0

# In a worker the pipe to its parent, elsewhere nothing.
_parent: list[Connection] = []

Read = Callable[[bytes, str], Report]
Outcome = Report | IngestError


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take: seconds, and bytes of memory of the process that reads it."""

    seconds: float = 10.0
    memory: int = 512 * 2**20

    def __post_init__(self) -> None:
        if self.seconds <= 0 or self.memory <= 0:
            raise ValueError(f"limits must be positive: {self.seconds} s, {self.memory} bytes")


class Workers:
    """A fixed number of processes that run `read`, a function at the top of a module, each minded by a thread."""

    def __init__(self, count: int, read: Read, limits: Limits) -> None:
        self._workers = [_Worker(read, limits.memory) for _ in range(count)]
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(count)

    def submit(self, data: bytes, source: str, seconds: float) -> Future[Outcome]:
        """What becomes of a file: its report, the reader's refusal, or ReaderFailed after `seconds` or a crash."""
        return self._threads.submit(self._run, data, source, seconds)

    def _run(self, data: bytes, source: str, seconds: float) -> Outcome:
        worker = self._idle.get()
        try:
            return worker.run(data, source, seconds)
        finally:
            self._idle.put(worker)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.close()
        self._threads.shutdown()


class _Worker:
    """One process and the pipe to it: started for its first file, and anew after it had to be ended."""

    def __init__(self, read: Read, memory: int) -> None:
        self._read = read
        self._memory = memory
        self._process: ForkServerProcess | None = None
        self._closed = False

    def run(self, data: bytes, source: str, seconds: float) -> Outcome:
        """The outcome of one file."""
        outcome, trace = self._ask(data, source, seconds)
        if trace is not None:
            _LOG.error("reading %s failed\n%s", source, trace)
        if isinstance(outcome, ReaderFailed):
            self._end()  # what failed once may have left anything behind
        return outcome

    def close(self) -> None:
        """End the process for good, whatever it is doing."""
        self._closed = True
        self._end()

    def _ask(self, data: bytes, source: str, seconds: float) -> tuple[Outcome, str | None]:
        try:
            if self._process is None:
                self._start()
            self._pipe.send((data, source, seconds))
            return self._wait(source, seconds)
        except (EOFError, ConnectionError):
            problem = f"读取它的进程中途退出（{self._last_words()}），未收；文件多半已损坏，请另存为别的格式再试"
            return ReaderFailed(Location(source), problem), None

    def _wait(self, source: str, seconds: float) -> tuple[Outcome, str | None]:
        """The answer, waited for anew where the reader asks for time."""
        while self._pipe.poll(seconds):
            answer: tuple[Outcome, str | None] | float = pickle.loads(self._pipe.recv_bytes())
            if not isinstance(answer, float):
                return answer
            seconds = answer
        problem = f"读了 {seconds:g} 秒还没有读完，已停止，未收；请检查文件，或另存为别的格式再试"
        return ReaderFailed(Location(source), problem), None

    def _start(self) -> None:
        # Forked from a server that has done the imports: quick to replace, and none of the parent's memory in it.
        context = get_context("forkserver")
        context.set_forkserver_preload([__name__, self._read.__module__])
        self._pipe, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._read, self._memory), daemon=True)
        process.start()
        theirs.close()
        self._process = process
        if self._closed or not self._pipe.poll(_START_SECONDS):
            process.kill()
        self._pipe.recv_bytes()

    def _last_words(self) -> str:
        if self._process is None:
            return "无法启动"
        self._process.join(1)
        code = self._process.exitcode
        return f"信号 {-code}" if code is not None and code < 0 else f"退出码 {code}"

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.join()
            self._pipe.close()


def ask_for_time(seconds: float) -> None:
    """Called by a reader that goes on to slow work: from now on its file may take `seconds`, no more.

    Does nothing outside a worker, where nobody counts.
    """
    if _parent:
        _parent[0].send_bytes(pickle.dumps(float(seconds)))
        signal.setitimer(signal.ITIMER_REAL, seconds + _ORPHAN_SECONDS)


def _serve(pipe: Connection, read: Read, memory: int) -> None:
    """The life of a worker: reads what comes until the parent closes the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to handle
    logging.getLogger().addHandler(logging.NullHandler())
    resource.setrlimit(resource.RLIMIT_DATA, (memory, resource.getrlimit(resource.RLIMIT_DATA)[1]))
    _parent.append(pipe)
    pipe.send_bytes(b"ready")
    while True:
        try:
            data, source, seconds = pipe.recv()
        except EOFError:
            return
        signal.setitimer(signal.ITIMER_REAL, seconds + _ORPHAN_SECONDS)
        answer = _answer(read, data, source, memory)
        signal.setitimer(signal.ITIMER_REAL, 0)
        pipe.send_bytes(answer)


def _answer(read: Read, data: bytes, source: str, memory: int) -> bytes:
    """The pickled outcome and, for the log, the traceback where the reader threw or what made it refuse."""
    try:
        return pickle.dumps((read(data, source), None))
    except IngestError as refusal:
        return pickle.dumps((refusal, refusal.cause))
    except MemoryError:
        trace = None
        problem = f"读它要用的内存超过 {memory // 2**20} MB，未收；请检查文件，或拆开再试"
    except Exception:  # noqa: BLE001 - the edge where foreign parsers hand over (STYLE rule 14)
        trace = traceback.format_exc()
        problem = "读取时出错，这份文件未收，请把它连同日志交给维护者"
    return pickle.dumps((ReaderFailed(Location(source), problem), trace))
