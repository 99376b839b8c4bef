"""What the cases of offices come to: theirs that meet a condition, those of a level in a place, of a city in all."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from index.library import Library
from portal.questions.plan import Answer
from tests.portal.asked import ask
from tests.portal.gold import Truth, truth

Fits = Callable[[Truth], bool]
Figure = Callable[[Truth], float]


def of(year: int, fits: Fits) -> list[Truth]:
    return [report for report in truth() if report.year == year and fits(report)]


def lost(report: Truth) -> bool:
    return report.sued("corrected") > 0


def new(report: Truth) -> float:
    return report.new


def refused(report: Truth) -> float:
    return report.refused


def reconsidered(report: Truth) -> float:
    return report.reconsidered()


def _is_sum(given: Answer, fits: Fits, figure: Figure) -> None:
    assert given.kind == "number", given.text
    assert given.value == Decimal(sum(map(figure, of(2025, fits)))), given.text


@pytest.mark.parametrize(
    ("question", "fits", "figure"),
    [
        ("2025年败诉的单位收到了多少件申请？", lost, new),
        ("2025年败诉过的单位收到了多少件申请？", lost, new),
        ("2025年的申请有多少件落在打输过官司的单位头上？", lost, new),
        ("2025年不予公开超过10件的单位，加起来收到了多少件申请？", lambda r: r.refused > 10, new),
        ("2025年有复议的部门收到多少件申请？", lambda r: r.office_kind == "department" and reconsidered(r) > 0, new),
        ("没有复议的单位2025年不予公开多少件？", lambda r: not reconsidered(r), refused),
        ("2025年申请超过100件的单位有多少件复议？", lambda r: r.new > 100, reconsidered),
        ("2025年的行政复议当中，2025年打输过行政诉讼的单位合计有多少件？", lost, reconsidered),
        ("2025年办结申请总数，只算官司打输过的单位", lost, lambda r: r.concluded),
        ("请统计不予公开超过10件的单位2025年收到申请的总数。", lambda r: r.refused > 10, new),
        ("offices with over 100 applications in 2025: total reconsiderations", lambda r: r.new > 100, reconsidered),
        ("How many applications did the offices that lost a lawsuit in 2025 receive?", lost, new),
        (
            "How many applications did offices with more than 10 refusals receive in 2025?",
            lambda r: r.refused > 10,
            new,
        ),
        ("How many applications were refused in 2025 by offices without a lawsuit?", lambda r: not r.sued(), refused),
        ("For the offices that lost a lawsuit in 2025, what was the total of new applications?", lost, new),
        ("What was the total number of applications received by offices that lost a lawsuit in 2025?", lost, new),
    ],
)  # fmt: skip
def test_cases_of_offices_that_meet_a_condition_are_summed_over_them_alone(
    samples: Library, question: str, fits: Fits, figure: Figure
) -> None:
    _is_sum(ask(samples, question), fits, figure)


@pytest.mark.parametrize(
    "question",
    [
        "2025年败诉的单位各收到多少件申请？",
        "In 2025, how many applications did the offices that lost a lawsuit each receive?",
    ],
)
def test_cases_of_each_of_them_are_listed(samples: Library, question: str) -> None:
    given = ask(samples, question)
    assert given.kind == "list"
    assert {(row.head.office, row.value) for row in given.rows} == {(r.office, Decimal(r.new)) for r in of(2025, lost)}


@pytest.mark.parametrize(
    "question",
    [
        "2025年收到最多申请的单位有多少件复议？",
        "2025年申请比上年增加的单位收到多少件申请？",
        "How many applications did the offices that received the most lawsuits receive in 2025?",
        "How many lawsuits did the offices whose applications rose in 2025 lose?",
        "2025年办结比青岚市政府办公室多的单位，不予公开一共多少件？",
    ],
)  # fmt: skip
def test_offices_that_rank_first_or_changed_are_no_condition(samples: Library, question: str) -> None:
    assert ask(samples, question).kind == "no_answer"


@pytest.mark.parametrize(
    "question",
    [
        "2025年申请最多的单位收到多少件申请？",
        "How many applications did the office with the most applications receive in 2025?",
    ],
)
def test_what_the_first_of_a_ranking_had_is_the_ranking(samples: Library, question: str) -> None:
    given = ask(samples, question)
    assert given.kind == "ranking", given.text
    assert [row.value for row in given.rows] == [max(r.new for r in of(2025, lambda r: True))]


@pytest.mark.parametrize(
    ("question", "fits", "figure"),
    [
        ("How many lawsuits did offices lose in 2025?", lambda r: True, lambda r: r.sued("corrected")),
        ("How many applications did county-level offices receive in 2025?", lambda r: r.level == "county", new),
        (
            "How many applications were refused in 2025 by county-level offices in 白鹭市?",
            lambda r: r.level == "county" and r.city == "白鹭市",
            refused,
        ),
        ("reconsiderations across all 青岚市 offices, 2025, total", lambda r: r.city == "青岚市", reconsidered),
        ("示例省省级单位2025年收到多少件申请？", lambda r: r.level == "province", new),
        ("白鹭市部门2025年收到多少件申请？", lambda r: r.office_kind == "department" and r.city == "白鹭市", new),
        ("白鹭市各区县2025年合计收到多少申请？", lambda r: r.level == "county" and r.city == "白鹭市", new),
        ("2025年各单位有多少件行政复议被纠正？", lambda r: True, lambda r: r.reconsidered("corrected")),
    ],
)  # fmt: skip
def test_how_many_cases_offices_had_is_one_sum(samples: Library, question: str, fits: Fits, figure: Figure) -> None:
    _is_sum(ask(samples, question), fits, figure)


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("How many of the departments in 白鹭市 had reconsiderations in 2025?", 2),
        ("白鹭市有几个部门2025年有复议？", 2),
    ],
)
def test_offices_of_a_place_are_counted_where_they_are_asked_for(samples: Library, question: str, count: int) -> None:
    assert ask(samples, question).value == count


@pytest.mark.parametrize(
    ("question", "fits", "figure"),
    [
        ("2024年全部行政诉讼中，白鹭市的单位占多大比例？", lambda r: r.city == "白鹭市", lambda r: r.sued()),
        ("What share of all applications refused in 2024 were refused by county-level offices?",
         lambda r: r.level == "county", refused),
        ("What percentage of corrected reconsiderations was county-level in 2024?",
         lambda r: r.level == "county", lambda r: r.reconsidered("corrected")),
        ("How large a part of the total number of applications did the offices of 白鹭市 account for in 2024?",
         lambda r: r.city == "白鹭市", new),
    ],
)  # fmt: skip
def test_the_part_of_a_share_is_all_offices_told_of(
    samples: Library, question: str, fits: Fits, figure: Figure
) -> None:
    part, whole = (sum(map(figure, of(2024, one))) for one in (fits, lambda r: True))
    assert ask(samples, question).value == Decimal(part) / Decimal(whole)


@pytest.mark.parametrize(
    "question",
    [
        "Of the applications that county-level offices concluded in 2025, what share was refused?",
        "Of the applications offices concluded in 2025, what share was refused?",
    ],
)
def test_a_share_of_their_cases_is_no_share_of_offices(samples: Library, question: str) -> None:
    chosen = of(2025, lambda r: r.level == "county" or "county" not in question)
    given = ask(samples, question)
    assert given.kind == "number", given.text
    assert given.value == Decimal(sum(map(refused, chosen))) / Decimal(sum(r.concluded for r in chosen))


@pytest.mark.parametrize("question", ["2025年被纠正的单位占有复议单位的几成？"])
def test_offices_as_a_share_of_other_offices(samples: Library, question: str) -> None:
    whole = of(2025, lambda r: reconsidered(r) > 0)
    given = ask(samples, question)
    assert given.value == Decimal(sum(r.reconsidered("corrected") > 0 for r in whole)) / len(whole)
