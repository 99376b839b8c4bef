"""What does not fit between two years of one seat: carried applications, documents in force, repeated text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz.distance import LCSseq

from index.identity import bare_office
from index.model import ReportHead
from ingest.model import Fact, Finding, Report, Section
from ingest.template import APPLICANTS

CHECKS = ("carry_over", "stock", "repeated_text")
CARRIED_OUT, CARRIED_IN = "applications.carried_out", "applications.carried_in"
STOCKS = {"disclosure.regulations": "规章", "disclosure.normative_documents": "行政规范性文件"}
MOVES = ("issued", "repealed", "in_force")
KEYS = (
    *(f"{row}.{applicant}" for row in (CARRIED_OUT, CARRIED_IN) for applicant in APPLICANTS),
    *(f"{row}.{move}" for row in STOCKS for move in MOVES),
)
REPEATED_LENGTH = 100
REPEATED_SHARE = 0.9


@dataclass(frozen=True, slots=True)
class Year:
    """What the checks need of one year: the figures of KEYS and the sections."""

    number: int
    facts: Mapping[str, Fact]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Before:
    """The report of the year before that a finding was made beside, and its cell; a repeated text has none."""

    head: ReportHead
    cell: str


def year_of(report: Report) -> Year:
    """What the checks need of a report."""
    return Year(report.year, {fact.key: fact for fact in report.facts}, report.sections)


def compare(last: Year, this: Year) -> tuple[Finding, ...]:
    """The findings of `this` year that only show beside the year before."""
    return (*_carry_over(last, this), *_stock(last, this), *_repeated(last, this))


def pairs(heads: tuple[ReportHead, ...]) -> Iterator[tuple[ReportHead, ReportHead]]:
    """Reports of one seat that follow each other: last year's and this year's.

    Where 人民政府 and its 办公室 both publish in either year, each is compared with its own.
    """
    for this in heads:
        before = [head for head in heads if head.year == this.year - 1]
        beside = [head for head in heads if head.year == this.year]
        if len(before) != 1 or len(beside) != 1:
            before, beside = _same_office(this, before), _same_office(this, beside)
        if len(before) == 1 and len(beside) == 1:
            yield before[0], this


def before(finding: Finding, this: ReportHead, seat: tuple[ReportHead, ...]) -> Before | None:
    """What a finding was made beside; None where it shows in its report alone. `seat` are all reports of its seat."""
    return beside(finding, next((last for last, other in pairs(seat) if other.report_id == this.report_id), None))


def beside(finding: Finding, last: ReportHead | None) -> Before | None:
    """What a finding was made beside, if it was, where `last` is the report of the year before.

    Of what was carried over the cell there is printed as the expected number; of documents in force it is where the
    expected number begins.
    """
    if finding.check not in CHECKS or last is None:
        return None
    return Before(last, "".join(finding.facts[-1:]).replace(CARRIED_IN, CARRIED_OUT))


def _same_office(this: ReportHead, heads: list[ReportHead]) -> list[ReportHead]:
    name = bare_office(this.office, this.region)
    return [head for head in heads if bare_office(head.office, head.region) == name]


def _carry_over(last: Year, this: Year) -> Iterator[Finding]:
    for applicant, label in APPLICANTS.items():
        out = _number(last, f"{CARRIED_OUT}.{applicant}", CARRIED_OUT)
        taken = _number(this, f"{CARRIED_IN}.{applicant}", CARRIED_IN)
        if out is None or taken is None or out == taken:
            continue
        fact = this.facts[f"{CARRIED_IN}.{applicant}"]
        yield Finding(
            check="carry_over",
            severity="warning",
            blame="report",
            location=fact.location,
            message=f"{last.number}年结转下年度（{label}）为 {out}，{this.number}年上年结转为 {taken}，两年不一致",
            expected=str(out),
            published=fact.published,
            facts=(fact.key,),
        )


def _stock(last: Year, this: Year) -> Iterator[Finding]:
    for row, label in STOCKS.items():
        before = _number(last, f"{row}.in_force", row)
        issued, repealed, in_force = (_number(this, f"{row}.{move}", row) for move in MOVES)
        if before is None or issued is None or repealed is None or in_force is None:
            continue
        if (expected := before + issued - repealed) == in_force:
            continue
        fact = this.facts[f"{row}.in_force"]
        yield Finding(
            check="stock",
            severity="warning",
            blame="report",
            location=fact.location,
            message=f"{label}：{last.number}年现行有效 {before} 件，{this.number}年制发 {issued} 件、"
            f"废止 {repealed} 件，应为 {expected} 件，实为 {in_force} 件",
            expected=str(expected),
            published=fact.published,
            facts=tuple(f"{row}.{move}" for move in MOVES),
        )


def _repeated(last: Year, this: Year) -> Iterator[Finding]:
    before = {section.number: _letters(section) for section in last.sections}
    for section in this.sections:
        text = _letters(section)
        if len(text) < REPEATED_LENGTH or section.number not in before:
            continue
        share = LCSseq.similarity(before[section.number], text) / len(text)
        if share >= REPEATED_SHARE:
            yield Finding(
                check="repeated_text",
                severity="note",
                blame="report",
                location=section.location,
                message=f"{section.heading}：有 {share:.0%} 的文字与{last.number}年的报告相同",
                expected=None,
                published=f"{share:.2f}",
            )


def _letters(section: Section) -> str:
    return "".join(section.text.split())


def _number(year: Year, key: str, row: str) -> Decimal | None:
    """The figure of a check; a blank or dash is 0 where its row prints something, None where it cannot be told."""
    fact = year.facts.get(key)
    if fact is None or fact.state == "unread":
        return None
    if fact.value is not None:
        return fact.value
    printed = any(other.value is not None for name, other in year.facts.items() if name.startswith(f"{row}."))
    return Decimal(0) if printed and not key.endswith(".total") else None
