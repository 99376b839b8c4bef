"""One writer at a time: the lock of a library, which dies with the process that holds it."""

import fcntl
import os
from datetime import datetime
from typing import Self

from index.errors import LibraryLocked
from index.layout import Layout


class WriterLock:
    """Held from construction to `release`; raises LibraryLocked naming the process that holds it, and since when."""

    def __init__(self, layout: Layout) -> None:
        self._file = layout.lock.open("a+", encoding="utf-8")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            with self._file:
                raise _locked(layout, self._read()) from None
        self._file.truncate(0)
        self._file.write(f"{os.getpid()} {datetime.now().astimezone().isoformat(' ', 'seconds')}")
        self._file.flush()

    def _read(self) -> str:
        self._file.seek(0)
        return self._file.read()

    def release(self) -> None:
        """Let the next writer in."""
        self._file.truncate(0)
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def _locked(layout: Layout, holder: str) -> LibraryLocked:
    pid, _, since = holder.partition(" ")
    # A holder that has the lock but has not yet written its name leaves the file empty.
    who = f"进程 {pid} 自 {since} 起" if since else "另一个进程"
    began = datetime.fromisoformat(since) if since else None
    return LibraryLocked(f"资料库 {layout.root}", f"{who}正在写入这个资料库", "请等它结束后再运行", began)
