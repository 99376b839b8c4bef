from dataclasses import replace

import pytest

from ingest.checks import check_counts, check_identities, doubt_ocr
from ingest.model import Fact, Finding, Location, State
from ingest.numbers import parse_cell
from tests.ingest.builder import read, report_text

ROW = "applications.granted"


def facts(**cells: str) -> list[Fact]:
    """The facts of a report of zeros with other prints; `?` is unread. Two underscores stand for a dot."""
    printed = {key.replace("__", "."): text for key, text in cells.items()}
    found = []
    for fact in read(report_text()).facts:
        text = printed.get(fact.key, "0")
        state: State
        state, number = ("unread", None) if text == "?" else parse_cell(text)
        found.append(Fact(fact.key, number, text, state, fact.location))
    return found


def failures(**cells: str) -> list[Finding]:
    return check_identities(facts(**cells))[0]


def not_judged(**cells: str) -> set[tuple[str, str]]:
    return {(item.check, item.facts[0]) for item in check_identities(facts(**cells))[1]}


def test_tables_that_add_up_give_no_finding() -> None:
    cells = {
        f"applications__{row}__{column}": "3"
        for row in ("new", "granted", "concluded")
        for column in ("business", "total")
    }
    assert check_identities(facts(**cells)) == ([], [])


def test_row_that_does_not_add_up_is_found_at_its_total_with_both_numbers() -> None:
    cells = {f"applications__{row}__total": "5" for row in ("new", "granted", "concluded")}
    cells |= {f"applications__{row}__natural_person": "5" for row in ("new", "concluded")}
    row_sums = [finding for finding in failures(**cells) if finding.check == "row_sum"]
    (finding,) = row_sums
    assert (finding.expected, finding.published, finding.severity, finding.blame) == ("0", "5", "error", "report")
    assert finding.facts[0] == f"{ROW}.total"
    assert "0" in finding.message and "5" in finding.message
    assert "予以公开" in finding.location.text and "总计" in finding.location.text


@pytest.mark.parametrize(
    ("key", "check"),
    [
        ("applications__new__business", "balance"),
        ("applications__carried_in__total", "balance"),
        ("applications__carried_out__research", "balance"),
        ("applications__granted__business", "concluded_sum"),
        ("applications__refused__process__total", "concluded_sum"),
        ("reconsideration__corrected", "review_sum"),
        ("litigation_direct__total", "review_sum"),
        ("litigation_after_reconsideration__pending", "review_sum"),
    ],
)
def test_one_wrong_cell_fails_the_sums_that_it_stands_in(key: str, check: str) -> None:
    found = [finding for finding in failures(**{key: "4"}) if finding.check == check]
    assert len(found) == 1
    assert key.replace("__", ".") in found[0].facts


def test_few_failures_are_the_report_s_and_many_are_blamed_on_the_reading() -> None:
    assert {finding.blame for finding in failures(reconsideration__total="4")} == {"report"}
    many = {fact.key.replace(".", "__"): "7" for fact in facts() if fact.key.endswith(".business")}
    many |= {fact.key.replace(".", "__"): "1" for fact in facts() if fact.key.endswith(".total")}
    assert {finding.blame for finding in failures(**many)} == {"reading"}


def test_sum_over_an_unread_cell_is_not_judged() -> None:
    key = f"{ROW}.business".replace(".", "__")
    assert {("row_sum", f"{ROW}.total"), ("concluded_sum", "applications.concluded.business")} <= not_judged(
        **{key: "?"}
    )
    assert failures(**{key: "?"}) == []


def test_blank_total_is_not_judged() -> None:
    cells = {"reconsideration__upheld": "3", "reconsideration__total": " "}
    assert ("review_sum", "reconsideration.total") in not_judged(**cells)
    assert failures(**cells) == []


@pytest.mark.parametrize("mark", [" ", "—", "/", "无"])
def test_blank_or_dash_counts_as_nothing_beside_printed_numbers(mark: str) -> None:
    cells = {"reconsideration__upheld": "3", "reconsideration__other": mark, "reconsideration__total": "3"}
    assert failures(**cells) == []
    assert not_judged(**cells) == set()
    assert failures(**{**cells, "reconsideration__total": "4"}) != []


@pytest.mark.parametrize("text", ["-3", "2.5"])
def test_negative_or_fractional_count_is_an_error_of_the_report(text: str) -> None:
    (finding,) = check_counts(facts(applications__granted__business=text))
    assert (finding.check, finding.severity, finding.blame) == ("not_a_count", "error", "report")
    assert (finding.facts, finding.published) == ((f"{ROW}.business",), text)


def test_fractional_sum_of_money_is_no_error() -> None:
    assert check_counts(facts(disclosure__fees__amount="7730.28")) == []


def doubted(found: list[Fact]) -> set[str]:
    return {key for finding in doubt_ocr((), found, "扫描.pdf") for key in finding.facts}


def test_cells_read_by_ocr_are_doubted_unless_an_identity_over_them_holds() -> None:
    named = doubted(facts(applications__granted__business="3"))
    assert {key for key in named if not key.startswith("disclosure.")} == {f"{ROW}.business"}
    assert "disclosure.regulations.issued" in named
    assert "disclosure.regulations.issued" in doubted(facts())


def test_unread_cells_are_not_doubted_again() -> None:
    assert "disclosure.regulations.issued" not in doubted(facts(disclosure__regulations__issued="?"))


def test_sum_that_a_cell_was_restored_by_confirms_nothing() -> None:
    found = [
        replace(fact, state="restored", published=None) if fact.key == "reconsideration.other" else fact
        for fact in facts()
    ]
    outcomes = ("upheld", "corrected", "other", "pending", "total")
    assert {f"reconsideration.{outcome}" for outcome in outcomes} <= doubted(found)
    assert "litigation_direct.total" not in doubted(found)


def test_nothing_is_laid_on_a_report_that_was_read_by_ocr() -> None:
    failed = failures(reconsideration__upheld="3")
    assert {finding.blame for finding in failed} == {"report"}
    found = doubt_ocr(failed, facts(reconsideration__upheld="3"), "扫描.pdf")
    assert {finding.blame for finding in found} == {"reading"}
    assert [finding.check for finding in found[: len(failed)]] == ["review_sum"]
    assert found[len(failed)].location == Location("扫描.pdf")
    assert "请对照原件" in found[len(failed)].message
