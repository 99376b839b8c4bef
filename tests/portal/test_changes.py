import json
from collections.abc import Iterator
from decimal import Decimal

import pytest

from index.library import Library
from ingest.model import Report
from portal.questions.answer import answer
from portal.questions.json_forms.forms import answer_form
from portal.questions.json_forms.plan_forms import plan_form, plan_from_form
from portal.questions.plan import Answer, Plan
from portal.questions.plan_error import PlanError
from tests.conftest import BAILU, QINGSHAN, make_reading, make_report
from tests.portal.asking import HEWAN, LINJIANG, SONGLIN_IN_LINJIANG, TODAY

NEW = "applications.new.total"
GRANTED = "applications.granted.total"
CONCLUDED = "applications.concluded.total"


def reports() -> list[Report]:
    """Offices that grew, doubled, fell, stood still, came from 0; one blank, one of a single year, one of two names."""
    return [
        _report("青山市人民政府", 2023, 100, granted=50),
        _report("青山市人民政府办公室", 2024, 150, granted=40),
        _report("临江市人民政府", 2023, 80, granted=20),
        _report("临江市人民政府", 2024, 40, granted=30),
        _report("白鹭区人民政府办公室", 2021, 10),
        _report("白鹭区人民政府办公室", 2023, 20),
        _report("白鹭区人民政府办公室", 2024, 40),
        _report("河湾县人民政府办公室", 2023, 0),
        _report("河湾县人民政府办公室", 2024, 8),
        _report("松林区人民政府办公室", 2023, 30, template="2019"),
        _report("松林区人民政府办公室", 2024, 30),
        _report("青山市公安局", 2023, None),
        _report("青山市公安局", 2024, 9),
        _report("青山市教育局", 2024, 70),
    ]


def _report(office: str, year: int, new: int | None, *, granted: int = 0, template: str = "2021") -> Report:
    city = office.startswith(("青山市", "临江市"))
    regions = {"青山市": QINGSHAN, "临江市": LINJIANG, "白鹭区": BAILU, "河湾县": HEWAN, "松林区": SONGLIN_IN_LINJIANG}
    return make_report(
        office,
        year,
        region=regions[office[:3]],
        level="prefecture" if city else "county",
        office_kind="department" if office.endswith("局") else "government",
        template="2019" if template == "2019" else "2021",
        cells={NEW: new, GRANTED: granted, CONCLUDED: 100},
    )


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    path = tmp_path_factory.mktemp("changed") / "library"
    with Library.open(path, write=True, create=True) as opened:
        opened.catalog.commit([make_reading(report) for report in reports()])
        opened.replay()
        yield opened


def ask(library: Library, question: str) -> Answer:
    return answer(question, library, TODAY)


def named(given: Answer) -> dict[str, Decimal | None]:
    return {row.head.office[:3]: row.value for row in given.rows}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("2024年申请比上年增加的单位", {"青山市": 50, "白鹭区": 20, "河湾县": 8}),
        ("哪些单位2024年收到的申请比2023年多", {"青山市": 50, "白鹭区": 20, "河湾县": 8}),
        ("which offices received more applications in 2024 than in 2023", {"青山市": 50, "白鹭区": 20, "河湾县": 8}),
        ("2024年申请减少的单位", {"临江市": -40}),
        ("which offices had a decline in applications in 2024", {"临江市": -40}),
        ("2024年申请比上年增加超过10件的单位", {"青山市": 50, "白鹭区": 20}),
        ("2024年申请与上年持平的单位", {"松林区": 0}),
        ("2024年申请没有增加的单位", {"临江市": -40, "松林区": 0}),
        ("2024年申请增长超过六成的单位", {"白鹭区": 1}),
        ("哪些单位2024年的申请翻了一番", {"白鹭区": 1}),
        ("which offices' applications doubled in 2024", {"白鹭区": 1}),
        ("2024年申请下降超过三成的单位", {"临江市": Decimal("-0.5")}),
        ("2024年申请减少一半以上的单位", {"临江市": Decimal("-0.5")}),
        ("which offices saw applications fall by more than 30% from 2023 to 2024", {"临江市": Decimal("-0.5")}),
        ("2024年公开率提高超过5个百分点的单位", {"临江市": Decimal("0.1")}),
    ],
)
def test_every_office_that_changed_so_is_listed(
    library: Library, question: str, expected: dict[str, Decimal | int]
) -> None:
    given = ask(library, question)
    assert (given.kind, named(given)) == ("list", expected)
    assert all(year in given.text for year in ("2023", "2024"))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("2024年申请增长最多的单位", [("青山市", 50)]),
        ("which office had the largest increase in applications in 2024", [("青山市", 50)]),
        ("2024年申请增幅最大的单位", [("白鹭区", 1)]),
        ("which office grew fastest in applications in 2024", [("白鹭区", 1)]),
        ("2024年申请下降最多的单位", [("临江市", -40)]),
        ("2024年申请增长最多的两个单位", [("青山市", 50), ("白鹭区", 20)]),
        ("青山市和临江市2024年谁的申请增长多", [("青山市", 50), ("临江市", -40)]),
    ],
)
def test_changes_are_ranked_from_the_end_that_is_asked_for(
    library: Library, question: str, expected: list[tuple[str, Decimal | int]]
) -> None:
    given = ask(library, question)
    assert (given.kind, list(named(given).items())) == ("ranking", expected)
    assert given.value == expected[0][1]


def test_who_cannot_be_held_against_the_other_year_is_counted_and_said(library: Library) -> None:
    said = ask(library, "2024年申请比上年增加的单位").assumptions
    assert "有 1 个单位缺 2023 年或 2024 年的报告，未计入。" in said
    assert "有 1 个单位其中一年没有这个数，未计入。" in said
    assert "有 1 个单位两年用的表式不同，前后口径可能不同。" in said
    assert any("同一机关" in text for text in said)
    assert "有 1 个单位 2023 年是 0，没有增长率，未计入。" in ask(library, "2024年申请翻番的单位").assumptions


def test_both_figures_are_shown_and_stand_in_the_evidence(library: Library) -> None:
    given = ask(library, "2024年申请增长最多的单位")
    assert "100 件 → 150 件（+50 件，+50.0%）" in given.text
    assert {(item.head.year, item.quote[-3:]) for item in given.evidence} == {(2023, "100"), (2024, "150")}
    items = answer_form(given)["items"]
    assert isinstance(items, list)
    assert [(item["value"], item["before"], item["after"], item["location"]) for item in items] == [
        (50, 100, 150, None)
    ]


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("青山市2024年的申请比2023年增加多少", 50, "件"),
        ("临江市2024年的申请比上年减少了多少件", -40, "件"),
        ("by how much did the applications of 青山市 increase from 2023 to 2024", 50, "件"),
        ("青山市2024年申请增长率是多少", Decimal("0.5"), "%"),
        ("by what percentage did applications of 青山市 grow in 2024", Decimal("0.5"), "%"),
        ("白鹭区2021到2024年申请增长了百分之几", 3, "%"),
        ("临江市2024年的公开率比上年提高多少", Decimal("0.1"), "%"),
    ],
)
def test_the_change_of_one_office_is_a_figure(library: Library, question: str, value: Decimal | int, unit: str) -> None:
    given = ask(library, question)
    assert (given.kind, given.value, given.unit) == ("number", value, unit)
    assert len({row.head.year for row in given.rows}) == 2


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("青山市2024年的申请比上年增加了吗", True),
        ("临江市2024年的申请比2023年多吗", False),
        ("did applications of 青山市 increase from 2023 to 2024", True),
        ("青山市2024年申请增长超过六成吗", False),
        ("2024年有没有单位的申请翻番", True),
    ],
)
def test_whether_something_changed_is_yes_or_no(library: Library, question: str, verdict: bool) -> None:
    given = ask(library, question)
    assert (given.kind, given.verdict) == ("yes_no", verdict)


def test_offices_that_changed_are_counted(library: Library) -> None:
    assert ask(library, "2024年有多少个单位的申请比上年增加").value == 3
    assert ask(library, "how many offices received fewer applications in 2024 than in 2023").value == 1
    assert ask(library, "2024年多大比例的单位申请增加").value == Decimal(3) / 5


def test_the_change_of_a_sum_says_that_the_offices_differ(library: Library) -> None:
    given = ask(library, "2024年各单位申请合计比2023年增加多少")
    before, after = 100 + 80 + 20 + 0 + 30, 150 + 40 + 40 + 8 + 30 + 9 + 70
    assert (given.kind, given.value) == ("number", Decimal(after - before))
    groups = [(group.name, group.value) for group in given.groups]
    assert groups == [("2023", Decimal(before)), ("2024", Decimal(after))]
    assert any("两年都有数的 5 个单位，增加 38 件" in said for said in given.assumptions)


def test_the_change_of_groups_is_that_of_their_sums(library: Library) -> None:
    given = ask(library, "2024年哪个市的申请增长最多")
    assert given.kind == "ranking"
    figures = [(g.name, g.before, g.after, g.value) for g in given.groups]
    assert figures == [("示例省/青山市", Decimal(120), Decimal(269), Decimal(149))]


def test_without_the_earlier_year_there_is_no_change(library: Library) -> None:
    for question in ("2021年申请比上年增加的单位", "2022年比2021年申请增长最多的单位", "2025年比2024年申请增长多少"):
        given = ask(library, question)
        assert (given.kind, given.rows) == ("no_answer", ())
    assert ask(library, "青山市公安局2024年的申请比2023年增加多少").kind == "no_answer"
    assert ask(library, "河湾县2024年申请增长率").kind == "no_answer"


def test_a_change_without_years_takes_the_newest_two(library: Library) -> None:
    given = ask(library, "申请增长最多的单位")
    assert given.value == 50
    assert "没有说年份，比较最近两年：2023–2024。" in given.assumptions


@pytest.mark.parametrize("question", ["哪个单位办理最快", "2021年、2023年和2024年申请增加多少"])
def test_what_is_no_change_between_two_years_is_refused(library: Library, question: str) -> None:
    assert ask(library, question).kind == "no_answer"


@pytest.mark.parametrize("question", ["2024年申请下降超过三成的单位", "申请增长最多的单位", "青山市2024年申请增长率"])
def test_a_plan_of_a_change_comes_back_from_its_form(library: Library, question: str) -> None:
    plan = ask(library, question).plan
    assert isinstance(plan, Plan)
    assert plan_from_form(json.loads(json.dumps(plan_form(plan))), library) == plan


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"kind": "ratio", "first": 2023, "last": 2024}, "change.kind"),
        ({"kind": "growth", "first": 2024, "last": 2023}, "change.first"),
        ({"kind": "growth", "first": 23, "last": 2024}, "change.first"),
        ({"kind": "growth", "first": 2023, "last": 2024, "way": "round"}, "change.way"),
        ({"kind": "growth", "first": 2023}, "change.last"),
        ("growth", "change"),
    ],
)
def test_a_faulty_change_is_refused_with_its_place(library: Library, change: object, where: str) -> None:
    with pytest.raises(PlanError) as refused:
        plan_from_form({"operation": "list", "metric": NEW, "change": change}, library)
    assert refused.value.where == where


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("白鹭区哪几年收到的申请超过15件", [2024, 2023]),
        ("in which years did 白鹭区 receive more than 15 applications", [2024, 2023]),
        ("白鹭区从哪年开始收到申请超过15件", [2023]),
        ("since when has 白鹭区 had more than 15 applications", [2023]),
        ("白鹭区申请最多的是哪一年", [2024]),
        ("when did 白鹭区 receive the fewest applications", [2021]),
    ],
)
def test_the_years_in_which_something_holds_are_named(library: Library, question: str, years: list[int]) -> None:
    given = ask(library, question)
    assert [row.head.year for row in given.rows] == years
    assert given.kind in ("list", "ranking")


def test_since_when_says_what_cannot_be_seen(library: Library) -> None:
    first = ask(library, "白鹭区从哪年开始收到申请")
    assert [row.head.year for row in first.rows] == [2021]
    assert any("更早的看不到" in said for said in first.assumptions)
    never = ask(library, "白鹭区从哪年开始有复议被纠正")
    assert (never.kind, never.rows, never.value) == ("ranking", (), None)
    assert "都没有" in never.text


def test_the_series_of_several_offices_stand_one_after_the_other(library: Library) -> None:
    given = ask(library, "青山市和临江市申请的变化")
    assert given.kind == "trend"
    assert [(row.head.office[:3], row.head.year) for row in given.rows] == [
        ("青山市", 2023),
        ("青山市", 2024),
        ("临江市", 2023),
        ("临江市", 2024),
    ]
    assert "增加 50 件" in given.text and "减少 40 件" in given.text
