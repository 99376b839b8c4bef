import threading

import pytest

from index.errors import LibraryError
from portal.jobs.preparation import Preparation


def test_a_preparation_is_ready_once_it_was_made() -> None:
    go = threading.Event()
    preparation = Preparation(lambda: go.wait(10), after=0)
    preparation.start()
    assert preparation.wait(0.05) == "waiting"
    go.set()
    assert preparation.wait(10) == "ready"


def test_a_preparation_is_made_once_however_often_it_is_started() -> None:
    made: list[int] = []
    preparation = Preparation(lambda: made.append(1), after=0)
    for _ in range(3):
        preparation.start()
    assert preparation.wait(10) == "ready" and made == [1]


def test_what_cannot_be_prepared_keeps_its_reason() -> None:
    def fail() -> None:
        raise LibraryError("模型", "没有", "装一个")

    preparation = Preparation(fail, after=0)
    preparation.start()
    assert preparation.wait(10) == "failed"
    assert preparation.problem is not None and preparation.problem.problem == "没有"


def test_what_was_not_foreseen_fails_too_and_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    reported: list[type[BaseException]] = []
    monkeypatch.setattr(threading, "excepthook", lambda failure: reported.append(failure.exc_type))
    preparation = Preparation(lambda: 1 // 0, after=0)
    preparation.start()
    assert preparation.wait(10) == "failed" and preparation.problem is None
    preparation.join()
    assert reported == [ZeroDivisionError]
