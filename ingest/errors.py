"""Why a file is refused; each error says where, what was found and what to do."""

from ingest.model import Location


class IngestError(Exception):
    """A file that gives no report. `kind` is a stable code word, `problem` the reason in plain words."""

    kind = "refused"

    def __init__(self, location: Location, problem: str) -> None:
        super().__init__(location, problem)  # the arguments, so that a worker process can hand it back
        self.location = location
        self.problem = problem

    @property
    def cause(self) -> str | None:
        """What the library that opened the file said, for the log; gone once a worker process has handed it back."""
        return f"{type(self.__cause__).__name__}: {self.__cause__}" if self.__cause__ else None

    def __str__(self) -> str:
        return f"{self.location}：{self.problem}"


class UnreadableFile(IngestError):
    """Empty, binary, damaged, or of a format that no reader knows."""

    kind = "unreadable"


class NotAnAnnualReport(IngestError):
    """Text that is no 政府信息公开工作年度报告 of one office and one year."""

    kind = "not_a_report"


class ReaderFailed(IngestError):
    """The reader itself threw or ran out of time; the traceback is in the log."""

    kind = "reader_failed"
