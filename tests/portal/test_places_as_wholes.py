"""A place as all of its offices, places not named or left out, lines that were crossed."""

from decimal import Decimal

import pytest

from index.library import Library
from tests.portal.asked import ask, listed
from tests.portal.gold import truth


@pytest.mark.parametrize(
    "question",
    [
        "望江县连同下面的乡镇2024年一共收到多少件申请？",
        "望江县政府连同下面的乡镇2024年一共收到多少件申请？",
        "望江县和它下面的乡镇2024年一共收到多少件申请？",
        "How many applications did 望江县 and its townships receive in 2024?",
        "How many applications did 望江县, including its townships, receive in 2024?",
    ],
)
def test_a_place_with_what_lies_under_it_is_all_its_offices(samples: Library, question: str) -> None:
    there = [r for r in truth() if r.year == 2024 and r.office.startswith(("青岚市望江县", "望江县"))]
    assert len(there) > 1
    assert ask(samples, question).value == Decimal(sum(report.new for report in there))


@pytest.mark.parametrize("question", ["白鹭市（含区县）2025年一共收到多少申请", "白鹭市2025年一共收到多少申请，含区县"])
def test_what_is_included_narrows_nothing(samples: Library, question: str) -> None:
    there = [report for report in truth() if report.year == 2025 and report.city == "白鹭市"]
    assert ask(samples, question).value == Decimal(sum(report.new for report in there))


@pytest.mark.parametrize(
    "question", ["全省2025年败诉多少件", "How many lawsuits were lost across the province in 2025?"]
)
def test_a_province_that_is_not_named_is_asked_for_with_those_that_there_are(samples: Library, question: str) -> None:
    given = ask(samples, question)
    assert given.kind == "clarify"
    assert len(given.readings) == 2
    there = [r for r in truth() if r.year == 2025]
    sums = [ask(samples, reading).value for reading in given.readings]
    assert sum(value for value in sums if value is not None) == Decimal(sum(r.sued("corrected") for r in there))


def test_which_citys_offices_ranks_cities(samples: Library) -> None:
    given = ask(samples, "Which city's offices received the most applications in 2025?")
    assert [group.by for group in given.groups] == ["city"]


@pytest.mark.parametrize(
    "question", ["除白鹭市各单位以外，还有哪些单位复议被纠正？", "除白鹭市外，哪些单位复议被纠正？"]
)
def test_all_offices_of_a_place_are_left_out(samples: Library, question: str) -> None:
    others = {r.key for r in truth() if r.city != "白鹭市" and r.reconsidered("corrected")}
    assert listed(ask(samples, question)) == others


@pytest.mark.parametrize(
    "question",
    [
        "2025年公开率降到40%以下的单位",
        "Which offices' disclosure rate fell below 40% in 2025?",
        "Which offices saw the disclosure rate drop under 40% in 2025?",
    ],
)
def test_a_line_that_was_crossed_was_not_crossed_the_year_before(samples: Library, question: str) -> None:
    now = {r.office for r in truth() if r.year == 2025 and 0 <= r.disclosed < 0.4}
    then = {r.office for r in truth() if r.year == 2024 and r.disclosed >= 0.4}
    assert {office for office, _ in listed(ask(samples, question))} == now & then


def test_a_line_that_was_crossed_needs_its_year(samples: Library) -> None:
    assert ask(samples, "申请降到50件以下的单位").kind == "no_answer"


def test_rates_move_by_points(samples: Library) -> None:
    assert "10 个百分点" in ask(samples, "2025年公开率比2024年下降超过10个百分点的单位").text
    assert (
        "more than 10 percentage points"
        in ask(samples, "Which offices' disclosure rate fell by more than 10 percentage points in 2025?").text
    )


@pytest.mark.parametrize(
    "question",
    [
        "2025年白鹭市哪些单位的申请高于全市平均",
        "Which offices in 白鹭市 were above the city average for applications in 2025?",
    ],
)
def test_the_mean_of_a_place_is_that_of_all_its_offices(samples: Library, question: str) -> None:
    there = [report for report in truth() if report.year == 2025 and report.city == "白鹭市"]
    mean = sum(report.new for report in there) / len(there)
    assert listed(ask(samples, question)) == {report.key for report in there if report.new > mean}


@pytest.mark.parametrize(
    "question",
    [
        "2025年不予公开率高于全省平均的单位",
        "Which offices were above the provincial average in 2025 for applications?",
    ],
)
def test_the_mean_of_a_place_that_is_not_named_is_no_mean_of_a_level(samples: Library, question: str) -> None:
    assert ask(samples, question).kind == "no_answer"


def test_levels_added_up_respectively_are_groups(samples: Library) -> None:
    groups = {group.name: group.value for group in ask(samples, "省级和市级2025年申请合计各是多少").groups}
    there = [report for report in truth() if report.year == 2025]
    assert groups == {
        level: Decimal(sum(r.new for r in there if r.level == level)) for level in ("province", "prefecture")
    }


def test_nothing_found_says_where_it_was_looked_for(samples: Library) -> None:
    assert "（乡级）" in ask(samples, "2025年败诉的乡镇").text


def test_all_years_are_summed_by_office_where_it_ranks_over_them(samples: Library) -> None:
    given = ask(samples, "Which office lost the most lawsuits over all years?")
    sums = [sum(r.sued("corrected") for r in truth() if r.office == office) for office in {r.office for r in truth()}]
    assert given.groups[0].value == Decimal(max(sums))


def test_all_cities_are_ranked_with_all_of_their_offices(samples: Library) -> None:
    groups = ask(samples, "Rank all cities by number of reconsiderations in 2025").groups
    there = [report for report in truth() if report.year == 2025 and report.city == "白鹭市"]
    assert groups[0].value == Decimal(sum(report.reconsidered() for report in there))


def test_what_all_offices_did_is_one_share(samples: Library) -> None:
    given = ask(samples, "What share of lawsuits did the authorities lose in 2025?")
    there = [report for report in truth() if report.year == 2025]
    assert given.value is not None
    lost, sued = sum(r.sued("corrected") for r in there), sum(r.sued() for r in there)
    assert round(float(given.value), 6) == round(lost / sued, 6)
