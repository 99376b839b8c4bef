"""Applications that were still open at the end of a year, and cases of review that were still pending."""

from decimal import Decimal

import pytest

from index.library import Library
from tests.portal.asked import ask, listed
from tests.portal.gold import truth


@pytest.mark.parametrize(
    "question",
    [
        "How many applications were still pending at the end of 2025?",
        "How many applications were not finished by the end of 2025?",
        "2025年底还有多少申请没办完",
        "2025年底在办的申请有几件",
    ],
)
def test_applications_still_open_are_those_carried_over(samples: Library, question: str) -> None:
    there = [report for report in truth() if report.year == 2025]
    assert ask(samples, question).value == Decimal(sum(r.sum("applications.carried_out") for r in there))


@pytest.mark.parametrize(
    "question", ["How many reconsiderations were still pending in 2025?", "2025年还有几件复议没审结"]
)
def test_cases_of_review_still_pending_are_those_of_its_table(samples: Library, question: str) -> None:
    there = [report for report in truth() if report.year == 2025]
    assert ask(samples, question).value == Decimal(sum(r.reconsidered("pending") for r in there))


@pytest.mark.parametrize(
    "question",
    [
        "Which offices granted more than half of their applications in 2025?",
        "In 2025, which offices granted over 50% of their applications?",
    ],
)
def test_a_part_of_their_applications_is_one_of_those_concluded(samples: Library, question: str) -> None:
    high = {
        r.key for r in truth() if r.year == 2025 and r.concluded and r.sum("applications.granted") / r.concluded > 0.5
    }
    assert listed(ask(samples, question)) == high


@pytest.mark.parametrize(
    "question",
    ["How does 墨溪市 rank for applications in 2025?", "What place does 墨溪市 take for applications in 2025?"],
)
def test_how_an_office_ranks_asks_for_its_place(samples: Library, question: str) -> None:
    given = ask(samples, question)
    own = next(r for r in truth() if r.key == ("墨溪市人民政府", 2025))
    above = [r for r in truth() if r.year == 2025 and r.level == own.level and r.new > own.new]
    assert f"no. {len(above) + 1} of " in given.text


@pytest.mark.parametrize(
    ("question", "level"),
    [("青岚市松亭区2025年公开率在县级里排名", "county"), ("青岚市松亭区2025年公开率在全部单位里排第几", None)],
)
def test_an_office_is_ranked_among_those_that_are_named(samples: Library, question: str, level: str | None) -> None:
    there = [r for r in truth() if r.year == 2025 and r.disclosed >= 0 and level in (None, r.level)]
    own = next(r for r in there if r.office == "青岚市松亭区人民政府办公室")
    place = sum(r.disclosed > own.disclosed for r in there) + 1
    assert f"排第 {place}，共 {len(there)} 份" in ask(samples, question).text
