import threading
import time

import pytest

from portal.jobs.work import Work, stop_all


def test_the_outcome_is_there_once_it_ended() -> None:
    work = Work(lambda _: 7)
    assert work.wait()
    assert (work.running, work.outcome, work.failure) == (False, 7, None)


def test_a_failure_is_kept_for_the_page_to_show() -> None:
    def fail(_: Work[int]) -> int:
        raise OSError("磁盘已满")

    work: Work[int] = Work(fail)
    assert work.wait()
    assert isinstance(work.failure, OSError) and work.outcome is None


def test_work_that_takes_longer_than_patience_says_so_and_stops_when_told() -> None:
    def wait_for_stop(work: Work[str]) -> str:
        work.tell(1, 4)
        while not work.stopped:
            time.sleep(0.01)
        return "停了"

    work = Work(wait_for_stop)
    assert not work.wait()
    assert (work.running, work.outcome, work.done, work.total) == (True, None, 1, 4)
    stop_all()
    while work.running:
        time.sleep(0.01)
    assert work.outcome == "停了"


def test_the_time_left_follows_from_the_rate() -> None:
    go = threading.Event()

    def half(work: Work[None]) -> None:
        work.tell(0, 8)
        time.sleep(0.6)
        work.tell(4, 8)
        go.wait(5)

    work = Work(half)
    assert work.left is None
    while work.done < 4:
        time.sleep(0.01)
    assert work.rate == pytest.approx(4 / 0.6, rel=0.5)
    assert work.left == pytest.approx(0.6, rel=0.5)
    go.set()
