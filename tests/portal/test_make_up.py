"""What a figure is made of (reasons, outcomes, applicants), and two figures asked for in one question."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from index.library import Library
from portal.questions.json_forms.plan_forms import plan_form, plan_from_form
from portal.questions.plan import Plan
from portal.questions.plan_error import PlanError
from tests.portal.asked import ask
from tests.portal.gold import truth

BAILU = "白鹭市人民政府办公室"


def parts(where: str, column: str = "total", *, office: str = "", year: int = 2025) -> Mapping[str, Decimal]:
    """The sums of all cells whose key begins like this, over the reports of a year or of one office."""
    found: dict[str, Decimal] = {}
    for report in (one for one in truth() if one.year == year and office in ("", one.office)):
        for key, value in report.facts.items():
            if key.startswith(where) and key.endswith(f".{column}") and value is not None:
                found[key] = found.get(key, Decimal(0)) + Decimal(str(value))
    return found


@pytest.mark.parametrize(
    "question",
    [
        "白鹭市2025年不予公开都是什么理由",
        "2025年白鹭市不予公开的理由构成",
        "On what grounds did Bailu refuse applications in 2025?",
    ],
)
def test_refusals_are_parted_by_reason(samples: Library, question: str) -> None:
    given = ask(samples, question)
    expected = parts("applications.refused.", office=BAILU)
    assert {group.name: group.value for group in given.groups} == expected, given.text


@pytest.mark.parametrize(
    "question",
    [
        "2025年哪种不予公开理由用得最多",
        "2025年不予公开最主要的理由是什么",
        "2025年最常见的不予公开理由",
        "What was the most common reason for refusal in 2025?",
    ],
)
def test_the_most_common_reason_is_the_first_of_all_offices(samples: Library, question: str) -> None:
    given = ask(samples, question)
    found = parts("applications.refused.")
    most = max(found.values())
    assert given.kind == "ranking" and given.value == most, given.text
    assert {group.name for group in given.groups} == {key for key, value in found.items() if value == most}


def test_the_first_three_reasons_are_ranked_not_offices(samples: Library) -> None:
    given = ask(samples, "2025年不予公开理由前三名")
    values = sorted(parts("applications.refused.").values(), reverse=True)
    assert [group.value for group in given.groups] == values[:3], given.text


def test_reconsiderations_are_parted_by_outcome(samples: Library) -> None:
    given = ask(samples, "How did the reconsiderations of Qinglan end in 2025?")
    report = next(one for one in truth() if one.key == ("青岚市人民政府办公室", 2025))
    expected = {f"reconsideration.{one}": report.facts[f"reconsideration.{one}"] for one in _OUTCOMES}
    assert {group.name: group.value for group in given.groups} == expected, given.text


def test_applications_are_parted_by_applicant(samples: Library) -> None:
    given = ask(samples, "白鹭市2025年的申请主要是哪些人提的")
    report = next(one for one in truth() if one.key == (BAILU, 2025))
    assert {group.name: group.value for group in given.groups} == {
        f"applications.new.{one}": report.facts[f"applications.new.{one}"] for one in _APPLICANTS
    }, given.text


def test_what_became_of_applications_is_told_of_those_concluded(samples: Library) -> None:
    given = ask(samples, "2025年青岚市的申请都是怎么处理的")
    assert given.plan is not None and given.plan.metric.key == "applications.concluded.total"
    assert any("办结" in said for said in given.assumptions), given.assumptions


def test_every_part_has_its_place(samples: Library) -> None:
    given = ask(samples, "白鹭市2025年不予公开都是什么理由")
    assert {group.name for group in given.groups} <= {item.key for item in given.evidence}


@pytest.mark.parametrize(
    "question",
    ["白鹭市2025年复议被纠正的原因是什么", "2025年国家秘密的理由构成"],
)
def test_what_the_tables_do_not_part_is_refused(samples: Library, question: str) -> None:
    given = ask(samples, question)
    assert given.kind in ("no_answer", "clarify"), given.text


def test_a_plan_by_reason_is_read_back_and_one_without_parts_refused(samples: Library) -> None:
    plan = ask(samples, "2025年不予公开的理由构成").plan
    assert isinstance(plan, Plan) and plan_from_form(plan_form(plan), samples) == plan
    with pytest.raises(PlanError, match="by"):
        plan_from_form({**plan_form(plan), "metric": "reconsideration.total"}, samples)


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        ("白鹭市2025年收到多少申请，其中多少不予公开", ("applications.new.total", "applications.refused.total")),
        ("白鹭市2025年复议多少件，其中纠正多少件", ("reconsideration.total", "reconsideration.corrected")),
        ("白鹭市2025年复议和其中被纠正的各多少件", ("reconsideration.total", "reconsideration.corrected")),
        (
            "白鹭市2025年办结多少件，其中自然人多少件",
            ("applications.concluded.total", "applications.concluded.natural_person"),
        ),
        ("白鹭市2025年收到多少申请，公开率多少", ("applications.new.total", "disclosure_rate")),
        ("白鹭市2025年被起诉几次输了几次", ("litigation.total", "litigation.corrected")),
        (
            "How many applications did Bailu receive in 2025 and how many were refused?",
            ("applications.new.total", "applications.refused.total"),
        ),
    ],
)
def test_two_figures_of_one_office_stand_side_by_side(samples: Library, question: str, keys: tuple[str, str]) -> None:
    given = ask(samples, question)
    assert given.kind == "comparison" and given.plan is not None and given.plan.against is not None, given.text
    assert (given.plan.metric.key, given.plan.against.key) == keys
    assert len(given.rows) == len(keys)


def test_figures_in_different_units_are_not_subtracted(samples: Library) -> None:
    given = ask(samples, "白鹭市2025年收到多少申请，公开率多少")
    assert given.value is None and "前者" not in given.text, given.text


_OUTCOMES = ("upheld", "corrected", "other", "pending")
_APPLICANTS = ("natural_person", "business", "research", "social_welfare", "legal_service", "other_org")
