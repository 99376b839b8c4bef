"""What the samples say, read from their truth alone: reports by figures, by what they tell, by their flaws."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

Key = tuple[str, int]


@dataclass(frozen=True)
class Truth:
    """One report as it was written."""

    office: str
    year: int
    level: str
    office_kind: str
    city: str | None
    facts: dict[str, float | None]
    problems: tuple[str, ...]
    measures: tuple[str, ...]
    failed: tuple[str, ...]
    conflicts: int

    @property
    def key(self) -> Key:
        return self.office, self.year

    def sum(self, *starts: str, column: str = "total") -> float:
        """The printed cells of rows that begin so, summed."""
        return sum(
            value or 0 for key, value in self.facts.items() if key.startswith(starts) and key.endswith(f".{column}")
        )

    @property
    def new(self) -> float:
        return self.sum("applications.new")

    @property
    def refused(self) -> float:
        return self.sum("applications.refused")

    @property
    def unavailable(self) -> float:
        return self.sum("applications.unavailable")

    @property
    def concluded(self) -> float:
        return self.sum("applications.concluded")

    @property
    def granted(self) -> float:
        return self.sum("applications.granted", "applications.partial")

    @property
    def disclosed(self) -> float:
        """The share of concluded applications that were granted in full or in part; -1 where none was concluded."""
        return self.granted / self.concluded if self.concluded else -1

    def reconsidered(self, column: str = "total") -> float:
        return self.sum("reconsideration", column=column)

    def sued(self, column: str = "total") -> float:
        return self.sum("litigation_direct", "litigation_after", column=column)

    def says(self, words: Iterable[str], where: str = "problems") -> bool:
        texts = {"problems": self.problems, "measures": self.measures}[where]
        return any(word in text for word in words for text in texts)


@cache
def truth() -> tuple[Truth, ...]:
    """All samples."""
    rows = json.loads((Path(__file__).parents[1] / "samples_truth.json").read_text(encoding="utf-8"))
    return tuple(
        Truth(
            row["office"],
            row["year"],
            row["level"],
            row["office_kind"],
            row["region"]["city"],
            row["facts"],
            tuple(row["problems"]),
            tuple(row["measures"]),
            tuple(check["check"] if isinstance(check, dict) else check for check in row["failed_checks"]),
            len(row["narrative_conflicts"]),
        )
        for row in rows
    )


def those(fits: Callable[[Truth], bool]) -> set[Key]:
    """The reports that fit, by office and year."""
    return {report.key for report in truth() if fits(report)}
