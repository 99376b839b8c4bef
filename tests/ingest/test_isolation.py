import logging
import os
import time
from pathlib import Path

import pytest

from ingest.errors import NotAnAnnualReport, ReaderFailed, UnreadableFile
from ingest.isolation import Limits, Outcome, Read, Workers, ask_for_time
from ingest.model import Location, Report
from ingest.pipeline import find_sources, read_all
from tests.conftest import make_report, report_text

MEMORY = 256 * 2**20


def obey(data: bytes, source: str) -> Report:
    """A reader that does what the file says."""
    command = data.decode()
    if command == "crash":
        os.abort()
    if command == "leave":
        os._exit(3)
    if command == "hang":
        while True:
            pass
    if command == "eat":
        return make_report(source=str(len(bytearray(2 * MEMORY))))
    if command == "throw":
        raise ZeroDivisionError(source)
    if command.startswith("meet"):
        _, mine, other = command.split()
        Path(mine).touch()
        while not Path(other).exists():
            time.sleep(0.01)
    if command.startswith("ask"):
        ask_for_time(4.0)
        time.sleep(float(command.split()[1]))
    if command == "refuse":
        raise NotAnAnnualReport(Location(source), "不是年度报告")
    if command == "refuse with a cause":
        raise UnreadableFile(Location(source), "已损坏") from ValueError("no root object")
    return make_report(source=f"{source} {os.getpid()}")


def outcomes(commands: list[str], count: int = 1, read: Read = obey) -> list[Outcome]:
    with Workers(count, read, Limits(memory=MEMORY)) as workers:
        futures = [workers.submit(command.encode(), f"{n}.txt", 2.0) for n, command in enumerate(commands)]
        return [future.result() for future in futures]


def pid_of(outcome: Outcome) -> int:
    assert isinstance(outcome, Report)
    return int(outcome.source.split()[1])


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("crash", "中途退出（信号 6）"),
        ("leave", "中途退出（退出码 3）"),
        ("hang", "读了 2 秒还没有读完"),
        ("eat", "内存超过 256 MB"),
        ("throw", "读取时出错，这份文件未收"),
    ],
)
def test_reader_that_fails_costs_its_file_and_not_the_next(command: str, reason: str) -> None:
    failed, after = outcomes([command, "read"])
    assert isinstance(failed, ReaderFailed)
    assert reason in failed.problem
    assert failed.location.file == "0.txt"
    assert isinstance(after, Report)


def test_refusal_comes_back_as_it_was_thrown() -> None:
    (refused,) = outcomes(["refuse"])
    assert isinstance(refused, NotAnAnnualReport)
    assert str(refused) == "0.txt：不是年度报告"


def test_worker_is_used_again_after_a_report_and_replaced_after_a_failure() -> None:
    first, second, _, third = outcomes(["read", "read", "throw", "read"])
    assert pid_of(first) == pid_of(second) != pid_of(third)


def test_what_a_reader_threw_is_in_the_log_with_its_traceback(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        outcomes(["throw"])
    assert "0.txt" in caplog.text
    assert "Traceback" in caplog.text


def test_what_made_a_reader_refuse_is_in_the_log_and_not_in_the_reason(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        (refused,) = outcomes(["refuse with a cause"])
    assert str(refused) == "0.txt：已损坏"
    assert "reading 0.txt failed\nValueError: no root object" in caplog.text


def test_two_files_are_read_at_the_same_time(tmp_path: Path) -> None:
    a, b = tmp_path / "a", tmp_path / "b"
    first, second = outcomes([f"meet {a} {b}", f"meet {b} {a}"], count=2)
    assert pid_of(first) != pid_of(second)


def test_leaving_early_ends_a_worker_that_hangs() -> None:
    started = time.monotonic()
    with Workers(1, obey, Limits()) as workers:
        future = workers.submit(b"hang", "a.txt", 60.0)
        time.sleep(0.3)
    assert future.done()
    assert time.monotonic() - started < 10


def test_limits_refuse_what_is_none() -> None:
    with pytest.raises(ValueError, match="positive"):
        Limits(seconds=0)


class TestReadAll:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        """Seven reports with files between them that are refused at once."""
        made = tmp_path / "来件"
        made.mkdir()
        for year in range(2019, 2026):
            (made / f"{year}.txt").write_text(report_text(make_report(year=year)), encoding="utf-8")
        (made / "2020.xyz").write_bytes(b"1")
        (made / "2022.html").write_bytes(b"")
        return made

    @pytest.mark.parametrize("jobs", [1, 2, 3])
    def test_order_is_that_of_the_sources_whatever_the_jobs(self, folder: Path, jobs: int) -> None:
        sources = list(find_sources([folder]))
        readings = list(read_all(sources, jobs, lambda _: False))
        assert [reading.source for reading in readings] == [source.source for source in sources]
        assert [reading.report.year for reading in readings if reading.report] == list(range(2019, 2026))
        assert [reading.source for reading in readings if reading.error] == ["来件/2020.xyz", "来件/2022.html"]

    def test_known_bytes_are_not_read(self, folder: Path) -> None:
        first = list(read_all(find_sources([folder]), 1, lambda _: False))
        known = {reading.sha256 for reading in first}
        again = list(read_all(find_sources([folder]), 1, known.__contains__))
        assert {(reading.report, reading.error) for reading in again} == {(None, None)}
        assert [reading.data for reading in again if reading.sha256 == first[0].sha256] == [first[0].data]

    def test_limits_hold_for_each_file(self, folder: Path) -> None:
        readings = read_all(find_sources([folder / "2019.txt"]), 1, lambda _: False, Limits(seconds=0.0001))
        assert ["还没有读完" in str(reading.error) for reading in readings] == [True]

    def test_reading_can_stop_after_the_first(self, folder: Path) -> None:
        readings = read_all(find_sources([folder]), 2, lambda _: False)
        assert next(iter(readings)).report is not None

    def test_file_that_cannot_be_opened_is_refused_by_name(self, folder: Path) -> None:
        sources = list(find_sources([folder]))
        (folder / "2019.txt").unlink()
        readings = list(read_all(sources, 1, lambda _: False))
        assert readings[0].source == "来件/2019.txt"
        assert "打不开" in str(readings[0].error)
        assert readings[1:] and all(reading.data for reading in readings if reading.report)


def test_reader_that_asks_for_time_has_it_and_no_more() -> None:
    finished, late, after = outcomes(["ask 2.5", "ask 30", "fine"])
    assert isinstance(finished, Report)
    assert "读了 4 秒还没有读完" in str(late)
    assert isinstance(after, Report)
