"""A file checked and not stored: what it states, what does not fit, in itself and beside the library."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from index.catalog import Catalog
from index.cross_year import CHECKS as ACROSS_YEARS
from index.cross_year import compare, year_of
from index.filters import CHECKS
from index.model import ReportHead
from index.neighbours import last_year_of
from ingest.errors import IngestError
from ingest.identities import identities
from ingest.model import Finding, NotJudged, Report
from ingest.pipeline import find_sources, read_all

NO_LAST_YEAR = "缺上一年的报告"
NO_TABLES = "没有读到统计表"
# What can only be said of a report whose form is known.
_OF_TABLES = (
    *("row_sum", "balance", "concluded_sum", "review_sum", "text_vs_table", "split_number", "table_missing"),
    *("unmatched_row", "unread_cell", "not_a_count", "restored_cells"),
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of one file: its report with all findings, or the reason why it gave none.

    `unmade` are the checks that could not be made anywhere in the report; `report.not_judged` has the single places.
    `last` is the library's report of the year before, if there is one.
    """

    source: str
    report: Report | None
    error: IngestError | None
    findings: tuple[Finding, ...] = ()
    unmade: tuple[NotJudged, ...] = ()
    last: ReportHead | None = None

    @property
    def made(self) -> int:
        """How many checks were made."""
        return len(CHECKS) - len(self.unmade)


def check_files(paths: Sequence[Path], catalog: Catalog | None, begin: Callable[[int, int], bool]) -> Iterator[Checked]:
    """Read and check all files under `paths` in worker processes, one after another; nothing is stored.

    Before each file `begin` is told which it is and of how many; where it says False, checking ends there.
    """
    sources = tuple(find_sources(paths))
    with closing(read_all(sources, 1, lambda _: False)) as readings:
        for number in range(1, len(sources) + 1):
            if not begin(number, len(sources)):
                return
            reading = next(readings)
            if reading.report is None:
                yield Checked(reading.source, None, reading.error)
            else:
                yield checked(reading.report, catalog)


def checked(report: Report, catalog: Catalog | None) -> Checked:
    """A report that was read, beside last year's of the library where there is one."""
    last = last_year_of(catalog, report) if catalog is not None else None
    across = compare(year_of(last.report), year_of(report)) if last is not None else ()
    findings, unmade = (*report.findings, *across), tuple(_unmade(report, alone=last is None))
    return Checked(report.source, report, None, findings, unmade, last.head if last else None)


def _unmade(report: Report, *, alone: bool) -> Iterator[NotJudged]:
    """The checks that were made nowhere in a report, in the order of all checks."""
    keys = [fact.key for fact in report.facts]
    possible = {item.check for item in identities(keys)}
    reasons = {item.check: item.reason for item in report.not_judged}
    judged = _judged(report, keys)
    for check in CHECKS:
        if check in ACROSS_YEARS and alone:
            yield NotJudged(check, NO_LAST_YEAR)
        elif check in _OF_TABLES and report.template == "none":
            yield NotJudged(check, NO_TABLES)
        elif check in possible and check not in judged:
            yield NotJudged(check, reasons[check])


def _judged(report: Report, keys: Sequence[str]) -> set[str]:
    """The sums that were judged in at least one place."""
    left_out = {(item.check, item.facts) for item in report.not_judged}
    return {item.check for item in identities(keys) if (item.check, item.keys) not in left_out}
