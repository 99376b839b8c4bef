import json
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest

from index.library import Library
from portal.questions.json_forms.forms import answer_form
from portal.questions.json_forms.plan_forms import plan_form, plan_from_form
from portal.questions.plan import Plan
from portal.questions.plan_error import PlanError
from portal.questions.understand import understand
from tests.portal.asked import TODAY, ask, listed
from tests.portal.asking import make_library
from tests.portal.gold import Truth, those, truth

Fits = Callable[[Truth], bool]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with make_library(tmp_path_factory.mktemp("conditions") / "library") as opened:
        yield opened


def seat(report: Truth) -> tuple[str | None, str]:
    """A government and its office are one over the years."""
    return report.city, re.sub("人民政府办公[室厅]$", "人民政府", report.office.removeprefix(report.city or ""))


def county(report: Truth) -> bool:
    return report.level == "county" and report.office_kind == "government"


LISTS: list[tuple[str, Fits]] = [
    ("新收超过100件且复议被纠正过的区县", lambda r: county(r) and r.new > 100 and r.reconsidered("corrected") > 0),
    ("哪些单位既有复议纠正又有诉讼纠正", lambda r: r.reconsidered("corrected") > 0 and r.sued("corrected") > 0),
    ("复议和诉讼都被纠正过的单位", lambda r: r.reconsidered("corrected") > 0 and r.sued("corrected") > 0),
    ("哪些单位有被纠正的复议，同时还有败诉", lambda r: r.reconsidered("corrected") > 0 and r.sued("corrected") > 0),
    ("哪些单位有不予公开但没有复议", lambda r: r.refused > 0 and r.reconsidered() == 0),
    ("收到过申请但没有公开的单位", lambda r: r.new > 0 and r.granted == 0),
    ("有复议但没有诉讼的单位", lambda r: r.reconsidered() > 0 and r.sued() == 0),
    ("复议没被纠正但诉讼被纠正的单位", lambda r: r.reconsidered("corrected") == 0 and r.sued("corrected") > 0),
    ("没有复议，诉讼被纠正的单位", lambda r: r.reconsidered() == 0 and r.sued("corrected") > 0),
    ("复议被维持也被纠正过的单位", lambda r: r.reconsidered("upheld") > 0 and r.reconsidered("corrected") > 0),
    ("哪些单位没有复议也没有诉讼", lambda r: r.reconsidered() == 0 and r.sued() == 0),
    ("没有复议和诉讼的单位", lambda r: r.reconsidered() == 0 and r.sued() == 0),
    ("没有复议或诉讼的单位", lambda r: r.reconsidered() == 0 and r.sued() == 0),
    ("既没被复议也没被告的单位", lambda r: r.reconsidered() == 0 and r.sued() == 0),
    ("复议、诉讼都有的单位", lambda r: r.reconsidered() > 0 and r.sued() > 0),
    ("复议或诉讼被纠正的单位", lambda r: r.reconsidered("corrected") + r.sued("corrected") > 0),
    ("2024年新收10到50件之间的单位", lambda r: r.year == 2024 and 10 <= r.new <= 50),
    ("新收介于10件和50件之间的单位", lambda r: 10 <= r.new <= 50),
    ("收到10件以上50件以下申请的单位", lambda r: 10 <= r.new <= 50),
    ("收到申请不少于10件但不多于50件的单位", lambda r: 10 <= r.new <= 50),
    ("公开率在三成到五成之间的单位", lambda r: 0.3 <= r.disclosed <= 0.5),
    (
        "无法提供率高于20%而且不予公开为零的单位",
        lambda r: r.concluded > 0 and r.unavailable / r.concluded > 0.2 and r.refused == 0,
    ),
    (
        "新收超过100件、公开率低于50%、复议被纠正的单位",
        lambda r: r.new > 100 and r.disclosed < 0.5 and r.reconsidered("corrected") > 0,
    ),
    ("新收、办结均超过100件的单位", lambda r: r.new > 100 and r.concluded > 100),
    ("公开率低于30%的单位中哪些有复议", lambda r: 0 <= r.disclosed < 0.3 and r.reconsidered() > 0),
    ("哪些单位不予公开超过5件、复议不少于2件", lambda r: r.refused > 5 and r.reconsidered() >= 2),
    ("复议2件以上且诉讼2件以上的单位", lambda r: r.reconsidered() >= 2 and r.sued() >= 2),
    (
        "哪些区县的公开率高于50%并且复议没有被纠正过",
        lambda r: county(r) and r.disclosed > 0.5 and r.reconsidered("corrected") == 0,
    ),
    (
        "which offices received more than 100 requests and had a corrected reconsideration",
        lambda r: r.new > 100 and r.reconsidered("corrected") > 0,
    ),
    (
        "which offices with more than 100 requests had corrected reconsiderations",
        lambda r: r.new > 100 and r.reconsidered("corrected") > 0,
    ),
    (
        "which offices refused requests but had no reconsideration",
        lambda r: r.refused > 0 and r.reconsidered() == 0,
    ),
    ("which offices had neither reconsideration nor litigation", lambda r: r.reconsidered() == 0 and r.sued() == 0),
    ("which offices had both reconsideration and litigation", lambda r: r.reconsidered() > 0 and r.sued() > 0),
    ("which offices received between 10 and 50 requests in 2024", lambda r: r.year == 2024 and 10 <= r.new <= 50),
    ("offices that received at least 10 but not more than 50 requests", lambda r: 10 <= r.new <= 50),
    (
        "list offices with over 200 requests and a disclosure rate under 40%",
        lambda r: r.new > 200 and r.disclosed < 0.4,
    ),
    (
        "which departments received over 50 requests but refused none",
        lambda r: r.office_kind == "department" and r.new > 50 and r.refused == 0,
    ),
]


@pytest.mark.parametrize(("question", "fits"), LISTS, ids=[question for question, _ in LISTS])
def test_a_list_with_several_conditions_has_all_reports_that_meet_them(
    samples: Library, question: str, fits: Fits
) -> None:
    given = ask(samples, question)
    assert given.kind == "list"
    assert listed(given) == those(fits)
    assert given.coverage is not None
    parts = given.coverage
    assert parts.reports == parts.with_value + parts.blank + parts.unread + parts.no_such_cell + parts.zero_denominator


def test_the_evidence_has_the_cells_of_every_condition(samples: Library) -> None:
    given = ask(samples, "新收超过100件且复议被纠正过的区县")
    assert [(item.key, item.quote.rpartition("：")[2]) for item in given.evidence] == [
        ("applications.new.total", "117"),
        ("reconsideration.corrected", "3"),
    ]
    (row,) = given.rows
    assert row.value == 117
    assert "新收申请超过 100 件，且行政复议结果被纠正" in given.text


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("2024年有多少单位既有复议又有诉讼", len(those(lambda r: r.year == 2024 and r.reconsidered() > 0 < r.sued()))),
        (
            "how many offices had both litigation and corrected reconsiderations in 2024",
            len(those(lambda r: r.year == 2024 and r.reconsidered("corrected") > 0 < r.sued())),
        ),
    ],
)
def test_offices_that_meet_several_conditions_are_counted(samples: Library, question: str, number: int) -> None:
    given = ask(samples, question)
    assert (given.kind, given.value) == ("number", Decimal(number))


def test_what_is_asked_of_those_that_meet_a_condition_is_of_them_alone(samples: Library) -> None:
    among = [r for r in _of(2024) if r.reconsidered("corrected") > 0]
    best = ask(samples, "复议被纠正的单位里2024年新收最多的是谁")
    assert (best.kind, best.value) == ("ranking", Decimal(str(max(r.new for r in among))))
    assert best.text.startswith(f"在行政复议结果被纠正的 {len(among)} 份报告里，")
    mean = ask(samples, "2024年没有诉讼的单位平均收到多少申请")
    without = [r.new for r in _of(2024) if r.sued() == 0]
    assert mean.value is not None
    assert abs(float(mean.value) - sum(without) / len(without)) < 1e-9


def _of(year: int) -> list[Truth]:
    return [report for report in truth() if report.year == year]


def test_one_office_is_asked_for_several_conditions(samples: Library) -> None:
    assert ask(samples, "西工区2025年有没有复议而且被纠正").verdict is True
    assert ask(samples, "焦作市2025年有没有复议而且被纠正").verdict is False


def test_findings_are_a_condition_like_any_other(samples: Library) -> None:
    given = ask(samples, "哪些报告勾稽不平又有诉讼")
    assert listed(given) == those(
        lambda r: {"row_sum", "balance", "concluded_sum", "review_sum"} & set(r.failed) != set() and r.sued() > 0
    )
    assert {finding.check for _, finding in given.findings} >= {"review_sum", "row_sum"}
    without = ask(samples, "有诉讼但报告没有勾稽不平的单位")
    assert listed(without) == those(
        lambda r: not {"row_sum", "review_sum", "concluded_sum"} & set(r.failed) and r.sued() > 0
    )
    assert given.coverage is not None and given.coverage.reports == 68


def test_a_blank_cell_where_zero_would_do_is_listed_apart(small: Library) -> None:
    given = ask(small, "没有国家秘密不予公开也没有复议纠正的单位")
    assert ("河湾县人民政府办公室", 2024) in {(row.head.office, row.head.year) for row in given.apart}
    assert ("河湾县人民政府办公室", 2024) not in listed(given)


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("2024年诉讼最多的单位里哪些复议被纠正", "最多"),
        ("哪些单位新收超过几十件", "几十件"),
        ("除了复议还有诉讼的单位", "除了"),
    ],
)
def test_conditions_that_no_plan_holds_are_refused_by_name(samples: Library, question: str, word: str) -> None:
    given = ask(samples, question)
    assert given.kind == "no_answer"
    assert word in given.text


@pytest.mark.parametrize(
    ("question", "years", "fits"),
    [
        ("2023年和2024年新收都超过100件的单位", {2023, 2024}, lambda r: r.new > 100),
        ("近两年每年申请都超过200件的单位", {2024, 2025}, lambda r: r.new > 200),
        (
            "Which offices received applications in each of the last three years?",
            {2023, 2024, 2025},
            lambda r: r.new > 0,
        ),
    ],
)
def test_a_condition_for_every_year_lists_those_that_meet_it_in_all(
    samples: Library, question: str, years: set[int], fits: Fits
) -> None:
    every = [report for report in truth() if report.year in years and fits(report)]
    kept = {one.key for one in every if {other.year for other in every if seat(other) == seat(one)} == years}
    given = ask(samples, question)
    assert given.kind == "list"
    assert listed(given) == kept


def test_never_means_in_no_year_that_there_is_a_report_of(samples: Library) -> None:
    ever = {seat(report) for report in truth() if report.sued("corrected") > 0}
    listed_seats = {seat(report) for report in truth() if report.key in listed(ask(samples, "从来没有败诉过的单位"))}
    assert listed_seats and not listed_seats & ever
    assert len(listed_seats) > len({seat(report) for report in truth()} - ever) - 3


def test_two_figures_of_one_office_stand_side_by_side(samples: Library) -> None:
    given = ask(samples, "白鹭市2024年新收和办结各多少件")
    assert given.kind == "comparison" and given.plan is not None and given.plan.against is not None
    keys = (given.plan.metric.key, given.plan.against.key)
    assert keys == ("applications.new.total", "applications.concluded.total")


def test_several_figures_of_one_office_are_asked_back_one_by_one(samples: Library) -> None:
    given = ask(samples, "白鹭市2024年新收、办结、复议多少件")
    assert given.kind == "clarify"
    assert {ask(samples, reading).kind for reading in given.readings} == {"number"}


def test_a_reading_keeps_the_other_conditions(samples: Library) -> None:
    given = ask(samples, "红旗区哪些单位的复议被纠正且有诉讼")
    assert given.kind == "clarify"
    plan = understand(given.readings[0], samples, TODAY)
    assert isinstance(plan, Plan)
    assert [where.metric.key for where in plan.also] == ["litigation.total"]


def test_a_plan_with_conditions_is_read_back(samples: Library) -> None:
    plan = understand("新收超过100件、复议被纠正过、又说人手不足的单位", samples, TODAY)
    assert isinstance(plan, Plan)
    form: dict[str, Any] = json.loads(json.dumps(plan_form(plan)))
    assert plan_from_form(form, samples) == plan
    assert form["also"][0]["metric"] == "reconsideration.corrected"
    assert form["mentions"] == [
        {"themes": ["staff"], "text": None, "kind": "problem", "absent": False, "either": False}
    ]


@pytest.mark.parametrize(
    ("name", "value", "where"),
    [
        ("also", {}, "also"),
        ("also", [{"metric": "x", "condition": {"operator": ">", "number": 0}}], "also[0].metric"),
        ("also", [{"metric": "reconsideration.total", "condition": None}], "also[0].condition"),
        ("mentions", ["staff"], "mentions[0]"),
        ("mentions", [{"themes": ["people"]}], "mentions[0].themes[0]"),
        ("mentions", [{"themes": [], "kind": "overview"}], "mentions[0].kind"),
        ("mentions", [{"themes": ["staff"], "text": "人手"}], "mentions[0].text"),
        ("mentions", [{"absent": 1}], "mentions[0].absent"),
    ],
)
def test_a_fault_in_a_condition_is_refused_with_its_place(
    samples: Library, name: str, value: object, where: str
) -> None:
    plan = understand("哪些单位有复议", samples, TODAY)
    assert isinstance(plan, Plan)
    with pytest.raises(PlanError) as fault:
        plan_from_form(plan_form(plan) | {name: value}, samples)
    assert fault.value.where == where


def test_the_form_gives_the_place_of_every_cell(samples: Library) -> None:
    form: dict[str, Any] = json.loads(json.dumps(answer_form(ask(samples, "哪些单位既有复议纠正又有诉讼纠正"))))
    keys = {item["key"] for item in form["evidence"]}
    assert keys == {
        "reconsideration.corrected",
        "litigation_direct.corrected",
        "litigation_after_reconsideration.corrected",
    }
    assert all(item["location"]["text"] for item in form["evidence"])
    assert form["understood"]["also"][0]["condition"] == {"operator": ">", "number": 0}
