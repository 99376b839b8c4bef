"""One figure as a share of another in each report, legal persons together, in how many years something held."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from index.library import Library
from portal.questions.json_forms.plan_forms import plan_form, plan_from_form
from portal.questions.plan import Plan
from portal.questions.words.metrics import english_label, metric_of
from tests.portal.asked import ask, listed
from tests.portal.gold import Truth, truth

PART, WHOLE = "applications.new.business", "applications.new.total"
LEGAL = ("business", "research", "social_welfare", "legal_service", "other_org")


def of_businesses(report: Truth) -> float:
    return report.sum("applications.new", column="business") / report.new if report.new else -1


def of_year(year: int, fits: Callable[[Truth], bool]) -> set[tuple[str, int]]:
    return {report.key for report in truth() if report.year == year and fits(report)}


@pytest.mark.parametrize(
    "question",
    [
        "2025年企业申请占新收申请超过一成的单位",
        "2025年哪些单位的企业申请占比超过10%",
        "2025年企业申请占全部申请的比例超过一成的有哪些单位？",
        "In which offices did companies make up more than a tenth of applications in 2025?",
    ],
)
def test_a_share_bounds_a_list(samples: Library, question: str) -> None:
    given = ask(samples, question)
    assert listed(given) == of_year(2025, lambda report: of_businesses(report) > 0.1), given.text


@pytest.mark.parametrize(
    "question",
    [
        "2025年企业申请占全部申请比例最高的单位",
        "2025年哪家的企业申请占比最高",
        "Which office had the highest share of applications from companies in 2025?",
    ],
)
def test_a_share_ranks(samples: Library, question: str) -> None:
    given = ask(samples, question)
    most = max(of_businesses(report) for report in truth() if report.year == 2025)
    assert given.kind == "ranking"
    assert listed(given) == of_year(2025, lambda report: of_businesses(report) == most)


def test_a_reason_is_ranked_by_its_share_in_all_refusals(samples: Library) -> None:
    given = ask(samples, "2025年国家秘密占不予公开比例最高的单位")
    shares = {
        report.key: report.sum("applications.refused.state_secret") / report.refused
        for report in truth()
        if report.year == 2025 and report.refused
    }
    assert listed(given) == {key for key, share in shares.items() if share == max(shares.values())}


def test_a_share_of_each_city_is_its_sums_divided(samples: Library) -> None:
    given = ask(samples, "各市2025年企业申请占全部申请的比例")
    city = next(group for group in given.groups if group.name.endswith("白鹭市"))
    there = [report for report in truth() if report.year == 2025 and report.city == "白鹭市"]
    assert city.numerator == Decimal(sum(report.sum("applications.new", column="business") for report in there))
    assert city.denominator == Decimal(sum(report.new for report in there))


def test_a_share_runs_over_the_years(samples: Library) -> None:
    given = ask(samples, "白鹭市政府办历年企业申请占全部申请的比例")
    assert given.kind == "trend"
    assert len(given.rows) == 7


def test_the_share_of_one_city_in_all_is_no_share_of_each_office(samples: Library) -> None:
    given = ask(samples, "2025年企业申请占全省企业申请比例最高的市")
    assert given.kind in ("no_answer", "clarify")


def test_a_share_without_its_whole_says_what_it_is_taken_of(samples: Library) -> None:
    given = ask(samples, "白鹭市政府办2025年企业申请占比")
    assert given.kind == "number"
    assert any("新收申请" in note for note in given.assumptions)
    assert ask(samples, "白鹭市政府办2025年国家秘密占比").kind in ("no_answer", "clarify")


def test_a_share_is_written_and_read_back(samples: Library) -> None:
    plan = ask(samples, "2025年企业申请占新收申请超过一成的单位").plan
    assert isinstance(plan, Plan)
    assert plan.metric.key == f"{PART}/{WHOLE}"
    assert plan_from_form(plan_form(plan), samples) == plan


@pytest.mark.parametrize("key", [f"{WHOLE}/{WHOLE}", "refusal_rate/applications.new.total", f"{PART}/disclosure.fees"])
def test_nothing_else_is_a_share(key: str) -> None:
    with pytest.raises(KeyError):
        metric_of(key)


def test_the_share_of_two_figures_has_a_name_in_both_languages() -> None:
    assert metric_of(f"{PART}/{WHOLE}").label == "新收申请·商业企业占新收申请的比例"
    assert english_label(f"{PART}/{WHOLE}") == "new applications (businesses) as a share of new applications"


@pytest.mark.parametrize(
    "question",
    ["白鹭市政府办2025年法人申请了多少件", "How many applications did legal persons file at 白鹭市政府办 in 2025?"],
)
def test_legal_persons_are_the_five_kinds_together(samples: Library, question: str) -> None:
    own = next(report for report in truth() if report.key == ("白鹭市人民政府办公室", 2025))
    expected = sum(own.sum("applications.new", column=column) for column in LEGAL)
    given = ask(samples, question)
    assert given.value == Decimal(expected)
    assert {place.key.rpartition(".")[2] for place in given.evidence} == set(LEGAL)


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("省府办公厅有几年的申请超过300件？", {2020, 2021, 2022, 2023, 2024}),
        (
            "In how many years did 示例省人民政府办公厅 receive more than 300 applications?",
            {2020, 2021, 2022, 2023, 2024},
        ),
        ("青岚市政府办有几个年份复议被纠正", {2020, 2024}),
    ],
)
def test_years_are_counted(samples: Library, question: str, years: set[int]) -> None:
    given = ask(samples, question)
    assert given.kind == "number", given.text
    assert given.value == len(years)
    assert {row.head.year for row in given.rows} == years


@pytest.mark.parametrize("question", ["哪些单位有几年复议被纠正", "省府办公厅有几年缺报告"])
def test_years_of_many_offices_or_of_reports_not_there_are_not_counted(samples: Library, question: str) -> None:
    assert ask(samples, question).kind == "no_answer"


@pytest.mark.parametrize("said", ["换成2024年", "那2024年呢"])
def test_a_share_goes_on_in_a_conversation(samples: Library, said: str) -> None:
    before = "2025年企业申请占比最高的单位"
    given = ask(samples, said, before)
    shares = {report.key: of_businesses(report) for report in truth() if report.year == 2024}
    assert listed(given) == {key for key, share in shares.items() if share == max(shares.values())}


def test_all_of_them_goes_on_in_a_conversation(samples: Library) -> None:
    given = ask(samples, "2024年呢", "2025年复议全部维持的单位")
    there = [report for report in truth() if report.year == 2024 and report.reconsidered()]
    assert listed(given) == {r.key for r in there if r.reconsidered("upheld") == r.reconsidered()}


def test_the_share_of_one_office_in_its_city_goes_on_from_its_figure(samples: Library) -> None:
    given = ask(samples, "占全市多少", "白鹭市2025年收到多少申请")
    there = [report for report in truth() if report.year == 2025 and report.city == "白鹭市"]
    own = next(report for report in there if report.office == "白鹭市人民政府办公室")
    assert given.value is not None
    assert round(float(given.value), 6) == round(own.new / sum(report.new for report in there), 6)


def test_each_of_those_listed_is_not_all_of_them_together(samples: Library) -> None:
    assert ask(samples, "公开率分别是多少", "2025年申请超过100件的单位").kind != "number"
