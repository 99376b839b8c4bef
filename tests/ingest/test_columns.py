import pytest

from ingest.columns import outcome_order, review_order, row_order
from ingest.template import APPLICANTS, OUTCOMES, load_template

GRANTED = load_template("2021").row("applications.granted")
RULES = load_template("2021").row("disclosure.regulations")
NAMES = list(APPLICANTS.values())


def suffixes(keys: tuple[str, ...] | None) -> list[str] | None:
    return None if keys is None else [key.rpartition(".")[2] for key in keys]


@pytest.mark.parametrize(
    "heading",
    [
        "申请人情况 自然人 法人或其他组织 总计 商业企业 科研机构 社会公益组织 法律服务机构 其他",
        " ".join(NAMES),
        "申请人情况自然人法人或其他组织商业企业科研机构社会公益组织法律服务机构其他总计",
        "自然 人 商业 科研 社会 法律 其他 企业 机构 公益 服务 组织 机构 总计",
    ],
)
def test_usual_order_of_applicants_is_read_from_any_form_of_the_heading(heading: str) -> None:
    assert suffixes(row_order(heading, GRANTED)) == list(APPLICANTS)


def test_other_order_of_applicants_is_followed() -> None:
    heading = "商业企业 自然人 科研机构 法律服务机构 社会公益组织 其他 总计"
    assert suffixes(row_order(heading, GRANTED)) == [
        "business",
        "natural_person",
        "research",
        "legal_service",
        "social_welfare",
        "other_org",
        "total",
    ]


def test_other_standing_before_an_applicant_keeps_that_place() -> None:
    heading = "自然人 商业企业 科研机构 社会公益组织 其他 法律服务机构 总计"
    found = suffixes(row_order(heading, GRANTED))
    assert found is not None and found.index("other_org") == found.index("legal_service") - 1


@pytest.mark.parametrize("heading", ["", "自然人 总计", "商业企业 自然人 科研机构 总计"])
def test_heading_that_does_not_name_its_columns_gives_no_order(heading: str) -> None:
    assert row_order(heading, GRANTED) is None


def test_one_misprinted_name_takes_its_usual_place() -> None:
    assert suffixes(row_order("本年制发件数 本年废正件数 现行有效件数", RULES)) == ["issued", "repealed", "in_force"]


def test_misprint_in_an_unusual_order_gives_no_order() -> None:
    assert row_order("现行有效件数 本年废正件数 本年制发件数", RULES) is None


def test_columns_of_documents_are_taken_in_printed_order() -> None:
    found = row_order("现行有效件数 本年制发件数 本年废止件数", RULES)
    assert suffixes(found) == ["in_force", "issued", "repealed"]


def test_row_of_one_cell_needs_no_heading() -> None:
    fees = load_template("2021").row("disclosure.fees")
    assert row_order("", fees) == ("disclosure.fees.amount",)


OUTCOME_LINE = " ".join(OUTCOMES.values())
GROUPS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")


@pytest.mark.parametrize(
    ("heading", "groups"),
    [
        (f"行政复议 行政诉讼 未经复议直接起诉 复议后起诉 {' '.join([OUTCOME_LINE] * 3)}", GROUPS),
        (f"行政复议 {OUTCOME_LINE}", GROUPS[:1]),
        (f"行政诉讼 未经复议直接起诉 复议后起诉 {' '.join([OUTCOME_LINE] * 2)}", GROUPS[1:]),
        (
            f"行政诉讼 复议后起诉 未经复议直接起诉 行政复议 {' '.join([OUTCOME_LINE] * 3)}",
            (GROUPS[2], GROUPS[1], GROUPS[0]),
        ),
    ],
)
def test_groups_of_reviews_are_taken_in_printed_order(heading: str, groups: tuple[str, ...]) -> None:
    assert review_order(heading) == tuple(f"{group}.{outcome}" for group in groups for outcome in OUTCOMES)


def test_outcomes_in_another_order_are_followed() -> None:
    assert outcome_order("总计结果维持结果纠正其他结果尚未审结", 1) == (
        "total",
        "upheld",
        "corrected",
        "other",
        "pending",
    )


def test_outcomes_printed_by_halves_are_told_by_their_letters() -> None:
    assert outcome_order("结果结果其他尚未总计维持纠正结果审结", 1) == tuple(OUTCOMES)


@pytest.mark.parametrize(
    "heading",
    [
        "",
        "行政复议",
        "行政复议 结果维持 结果纠正 总计",
        f"行政复议 未经复议直接起诉 {OUTCOME_LINE} 总计 {OUTCOME_LINE[:-3]}",
    ],
)
def test_heading_of_reviews_that_does_not_name_its_columns_gives_no_order(heading: str) -> None:
    assert review_order(heading) is None
