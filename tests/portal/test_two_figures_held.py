"""One figure of a report held against another: 申请多于办结, more applications than they concluded, in which years."""

import pytest

from index.library import Library
from tests.portal.asked import ask, listed
from tests.portal.gold import truth


@pytest.mark.parametrize(
    "question",
    [
        "2025年哪些单位的申请多于办结？",
        "2025年申请超过办结的单位",
        "2025年收到申请比办结多的单位有哪些",
        "Which offices received more applications than they concluded in 2025?",
        "Which offices had more applications than cases concluded in 2025?",
    ],
)
def test_words_that_may_be_one_figure_are_two_where_they_are_held_together(samples: Library, question: str) -> None:
    more = {report.key for report in truth() if report.year == 2025 and report.new > report.concluded}
    assert listed(ask(samples, question)) == more


@pytest.mark.parametrize(
    "question",
    [
        "青岚市政府办哪几年诉讼比复议多",
        "Which years did 青岚市政府办 have more lawsuits than reconsiderations?",
    ],
)
def test_the_years_of_one_office_are_listed_and_called_years(samples: Library, question: str) -> None:
    own = [report for report in truth() if report.office == "青岚市人民政府办公室"]
    given = ask(samples, question)
    assert listed(given) == {report.key for report in own if report.sued() > report.reconsidered()}
    assert "单位" not in given.text
    assert "offices" not in given.text


def test_no_year_is_said_of_the_years_of_the_office(samples: Library) -> None:
    given = ask(samples, "哪几年望江县政府诉讼比复议多")
    assert not given.rows
    assert "没有哪一年" in given.text


@pytest.mark.parametrize(
    "question",
    [
        "Which offices with fewer than 100 applications in 2025 had no reconsideration?",
        "Which of the offices with fewer than 100 applications in 2025 had no reconsideration at all?",
        "Of the offices with fewer than 100 applications in 2025, which had no reconsideration at all?",
    ],
)
def test_a_bound_and_a_denial_are_two_conditions(samples: Library, question: str) -> None:
    both = {r.key for r in truth() if r.year == 2025 and r.new < 100 and not r.reconsidered()}
    assert listed(ask(samples, question)) == both


def test_who_is_asked_of_does_not_narrow_what_is_asked(samples: Library) -> None:
    given = ask(
        samples,
        "Among the offices that heard from legal service organisations in 2025, which had the highest rate of "
        "information that could not be provided?",
    )
    heard = [r for r in truth() if r.year == 2025 and r.sum("applications.new", column="legal_service")]
    most = max(r.unavailable / r.concluded for r in heard)
    assert listed(given) == {r.key for r in heard if r.unavailable / r.concluded == most}


@pytest.mark.parametrize(
    "question", ["2021到2023年哪些区县级报告没有诉讼？", "Which reports from 2021 to 2023 show no lawsuits?"]
)
def test_reports_are_listed_one_by_one_not_offices_of_all_years(samples: Library, question: str) -> None:
    years = {year for _, year in listed(ask(samples, question))}
    assert years <= {2021, 2022, 2023}
    assert len(years) > 1


@pytest.mark.parametrize(
    "question",
    [
        "2025年把培训列为改进措施、复议又被纠正过的是哪些单位？",
        "2025年复议被纠正过、把培训列为改进措施的单位",
    ],
)
def test_what_is_named_as_a_measure_may_be_followed_by_a_figure(samples: Library, question: str) -> None:
    both = {r.key for r in truth() if r.year == 2025 and r.reconsidered("corrected") and r.says(["培训"], "measures")}
    assert listed(ask(samples, question)) == both


@pytest.mark.parametrize(
    "question",
    [
        "2025年同时有复议和诉讼的单位",
        "2025年有复议和诉讼的单位",
        "2025年同时发生复议和诉讼的单位有几个",
        "Which offices had reconsiderations and lawsuits in 2025?",
    ],
)
def test_one_thing_and_another_are_both_there_not_their_sum(samples: Library, question: str) -> None:
    both = {r.key for r in truth() if r.year == 2025 and r.reconsidered() and r.sued()}
    assert listed(ask(samples, question)) == both


@pytest.mark.parametrize("question", ["2025年复议维持率超过六成的单位", "2025年复议维持占比超过60%的单位"])
def test_the_rate_of_those_upheld_is_their_share_in_all(samples: Library, question: str) -> None:
    high = {
        r.key
        for r in truth()
        if r.year == 2025 and r.reconsidered() and r.reconsidered("upheld") / r.reconsidered() > 0.6
    }
    assert listed(ask(samples, question)) == high


@pytest.mark.parametrize(
    ("question", "year"),
    [
        ("2025年复议全部维持的单位", 2025),
        ("2025年复议都被维持的单位", 2025),
        ("Which offices upheld all their reconsiderations in 2024?", 2024),
        ("Which offices had all reconsiderations upheld in 2025?", 2025),
    ],
)
def test_all_of_them_is_a_share_of_all(samples: Library, question: str, year: int) -> None:
    there = [r for r in truth() if r.year == year and r.reconsidered()]
    assert listed(ask(samples, question)) == {r.key for r in there if r.reconsidered("upheld") == r.reconsidered()}


def test_whether_all_of_them_were_so_is_asked_of_one_office(samples: Library) -> None:
    own = next(r for r in truth() if r.key == ("白鹭市公安局", 2025))
    given = ask(samples, "2025年白鹭市公安局的复议都维持了吗")
    assert given.kind == "yes_no"
    assert given.verdict == (own.reconsidered("upheld") == own.reconsidered())


def test_not_all_of_them_is_refused(samples: Library) -> None:
    assert ask(samples, "2025年复议并非全部维持的单位").kind == "no_answer"


@pytest.mark.parametrize(
    "question", ["2025年0复议0诉讼的单位", "2025年零复议零诉讼的单位", "2025年既没有复议也没有诉讼的单位"]
)
def test_none_of_one_and_none_of_the_other(samples: Library, question: str) -> None:
    none = {r.key for r in truth() if r.year == 2025 and not r.reconsidered() and not r.sued()}
    assert listed(ask(samples, question)) == none


def test_two_numbers_of_many_offices_are_not_answered_with_one(samples: Library) -> None:
    assert ask(samples, "省级单位2025年总共收到多少申请，其中多少被拒绝？").kind == "no_answer"


@pytest.mark.parametrize("question", ["2025年办结数等于收件数的单位", "2025年收到申请等于办结申请的单位"])
def test_one_figure_equal_to_another_is_no_list_of_the_first(samples: Library, question: str) -> None:
    same = {r.key for r in truth() if r.year == 2025 and r.new == r.concluded}
    assert listed(ask(samples, question)) == same


def test_a_share_of_two_figures_is_refused(samples: Library) -> None:
    assert ask(samples, "2025年不予公开和无法提供合计超过一半的单位").kind == "no_answer"


def test_a_township_that_granted_all_is_not_one_that_granted_some(samples: Library) -> None:
    given = ask(samples, "Which township granted all its requests?")
    there = [r for r in truth() if r.level == "township" and r.concluded]
    assert listed(given) == {r.key for r in there if r.sum("applications.granted") == r.concluded}
