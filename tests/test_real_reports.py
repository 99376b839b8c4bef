"""Real reports against figures read by hand, where the environment names a folder that holds them."""

import json
import os
import re
import unicodedata
from decimal import Decimal
from pathlib import Path
from typing import TypedDict

import pytest

from ingest.model import Finding, PassageKind, Report
from ingest.pipeline import read_report
from ingest.readers import READERS

VARIABLE = "MINGCHA_REPORTS"
IDENTITIES = frozenset({"row_sum", "balance", "concluded_sum", "review_sum"})


class Edges(TypedDict):
    first_20_chars: str | None
    last_20_chars: str | None


class Conflict(TypedDict):
    value: float
    key: str
    table_value: float


class FailedCheck(TypedDict):
    check: str
    row: str


class _Gold(TypedDict):
    file: str
    office: str
    region: dict[str, str | None]
    level: str
    office_kind: str
    year: int
    template: str
    facts: dict[str, float | None]
    failed_checks: list[FailedCheck]
    narrative_conflicts: list[Conflict]
    sections: dict[str, Edges]
    problems: list[str]
    measures: list[str]


class Gold(_Gold, total=False):
    accept: dict[str, list[float]]
    office_accept: list[str]


def gold_files() -> list[Path]:
    """The gold of the text reports in the folder that the environment names; empty where it names none."""
    folder = os.environ.get(VARIABLE)
    return sorted(path for path in Path(folder, "gold").glob("*.json") if is_readable(path)) if folder else []


def is_readable(gold: Path) -> bool:
    return Path(gold.stem).suffix in READERS


def load(path: Path) -> tuple[Gold, Report]:
    gold: Gold = json.loads(path.read_text(encoding="utf-8"))
    file = path.parent.parent / gold["file"]
    return gold, read_report(file.read_bytes(), file.name)


FILES = gold_files()
needs_reports = pytest.mark.skipif(
    not FILES, reason=f"{VARIABLE} names no folder with reports/ and gold/: real reports are not scored"
)
each_report = pytest.mark.parametrize("path", FILES or [Path()], ids=lambda path: path.name or "none")


def plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def wrong_cells(gold: Gold, report: Report) -> list[str]:
    facts = {fact.key: fact for fact in report.facts if not fact.key.startswith("narrative.")}
    wrong = [f"{key}: no such cell in the gold" for key in facts.keys() - gold["facts"].keys()]
    for key, number in gold["facts"].items():
        fact = facts.get(key)
        value = fact.value if fact else None
        accepted = [Decimal(str(other)) for other in gold.get("accept", {}).get(key, [])]
        right = value is None if number is None else value == Decimal(str(number))
        if not right and value not in accepted and not (number is None and fact and fact.state == "restored"):
            wrong.append(f"{key}: {value}, should be {number}")
    return wrong


@needs_reports
@each_report
def test_every_cell_is_the_printed_number(path: Path) -> None:
    assert wrong_cells(*load(path)) == []


@needs_reports
@each_report
def test_office_place_year_and_form_are_those_of_the_report(path: Path) -> None:
    gold, report = load(path)
    offices = {plain(name) for name in (gold["office"], *gold.get("office_accept", ()))}
    assert plain(report.office) in offices
    assert (report.year, report.template) == (gold["year"], gold["template"])
    assert (report.level, report.office_kind) == (gold["level"], gold["office_kind"])
    region = {"province": report.region.province, "city": report.region.city, "county": report.region.county}
    assert region == gold["region"]


@needs_reports
@each_report
def test_failed_sums_are_those_that_the_report_prints(path: Path) -> None:
    gold, report = load(path)
    found = {(item.check, item.facts[0].rpartition(".")[0]) for item in report.findings if item.check in IDENTITIES}
    assert found == {(item["check"], item["row"]) for item in gold["failed_checks"]}


@needs_reports
@each_report
def test_text_against_table_finds_each_conflict_and_no_other(path: Path) -> None:
    gold, report = load(path)
    found = [item for item in report.findings if item.check == "text_vs_table"]
    assert {item.facts[0] for item in found} == {item["key"] for item in gold["narrative_conflicts"]}
    for conflict in gold["narrative_conflicts"]:
        assert any(_quotes(item, conflict) for item in found), conflict


def _quotes(finding: Finding, conflict: Conflict) -> bool:
    return str(conflict["value"]) in (finding.published or "") and finding.expected == str(conflict["table_value"])


@needs_reports
@each_report
def test_sections_begin_and_end_where_they_are_printed(path: Path) -> None:
    gold, report = load(path)
    texts = {str(section.number): plain(section.text) for section in report.sections}
    edges = {number: edge for number, edge in gold["sections"].items() if edge["first_20_chars"]}
    wrong = {
        number: (texts[number][:20], texts[number][-20:])
        for number, edge in edges.items()
        if not texts[number].startswith(plain(edge["first_20_chars"] or ""))
        or not texts[number].endswith(plain(edge["last_20_chars"] or ""))
    }
    assert wrong == {}
    assert gold["sections"].keys() <= texts.keys()


@needs_reports
@each_report
@pytest.mark.parametrize("kind", ["problem", "measure"])
def test_every_problem_and_measure_stands_in_a_passage_of_its_kind(path: Path, kind: PassageKind) -> None:
    gold, report = load(path)
    stated = gold["problems"] if kind == "problem" else gold["measures"]
    found = [plain(passage.text) for passage in report.passages if passage.section == 5 and passage.kind == kind]
    missing = [item for item in stated if not any(plain(item) in text for text in found)]
    assert missing == []
    if not stated:
        assert found == []
