import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from statistics import mean, median

import pytest

from index.library import Library
from ingest.model import Level, OfficeKind, Region, Report
from portal.questions.answer import answer
from portal.questions.json_forms.forms import answer_form
from portal.questions.json_forms.plan_forms import plan_form, plan_from_form
from portal.questions.plan import Answer, Plan
from portal.questions.plan_error import PlanError
from tests.conftest import QINGSHAN, make_reading, make_report
from tests.portal.asking import LINJIANG, TODAY

NEW = "applications.new.total"
CORRECTED = "reconsideration.corrected"
WESTERN = Region(province="西部省", city="西山市")
PROVINCE = Region(province="示例省")


def reports() -> list[Report]:
    """Two provinces, three cities, departments below them, two years, one blank, one office of no city."""
    counts: dict[tuple[str, int], tuple[Region, Level, OfficeKind, int | None, int]] = {
        ("青山市人民政府", 2024): (QINGSHAN, "prefecture", "government", 100, 3),
        ("青山市生态环境局", 2024): (QINGSHAN, "prefecture", "department", 30, 0),
        ("青山市人民政府", 2023): (QINGSHAN, "prefecture", "government", 80, 0),
        ("临江市人民政府", 2024): (LINJIANG, "prefecture", "government", 90, 0),
        ("临江市人民政府", 2023): (LINJIANG, "prefecture", "government", 110, 1),
        ("西山市人民政府", 2024): (WESTERN, "prefecture", "government", None, 2),
        ("示例省人民政府办公厅", 2024): (PROVINCE, "province", "government", 400, 5),
        ("示例省人民政府办公厅", 2023): (PROVINCE, "province", "government", 300, 0),
    }
    return [
        make_report(
            office,
            year,
            region=region,
            level=level,
            office_kind=kind,
            cells={NEW: new, CORRECTED: corrected, "reconsideration.total": 10},
        )
        for (office, year), (region, level, kind, new, corrected) in counts.items()
    ]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    path = tmp_path_factory.mktemp("grouped") / "library"
    with Library.open(path, write=True, create=True) as opened:
        opened.catalog.commit([make_reading(report) for report in reports()])
        opened.replay()
        yield opened


def ask(library: Library, question: str) -> Answer:
    return answer(question, library, TODAY)


def printed(key: str, of: Callable[[Report], str | None], year: int | None = 2024) -> dict[str, list[Decimal]]:
    """The figures of a cell by group, as the reports state them."""
    found: dict[str, list[Decimal]] = defaultdict(list)
    for report in reports():
        group = of(report)
        if group is not None and year in (None, report.year):
            found[group] += [fact.value for fact in report.facts if fact.key == key and fact.value is not None]
    return found


def figures(given: Answer) -> dict[str, Decimal | None]:
    return {group.name.rpartition("/")[2]: group.value for group in given.groups}


@pytest.mark.parametrize(
    ("question", "of"),
    [
        ("2024年各市分别收到多少申请", lambda report: report.region.city),
        ("按市统计2024年收到的申请", lambda report: report.region.city),
        ("applications received in each city in 2024", lambda report: report.region.city),
        ("2024年各层级收到的申请合计", lambda report: report.level),
        ("applications by level in 2024", lambda report: report.level),
        ("2024年按单位类型统计收到的申请", lambda report: report.office_kind),
        ("2024年各省收到的申请合计", lambda report: report.region.province),
    ],
)
def test_each_group_comes_to_the_sum_of_its_reports(
    library: Library, question: str, of: Callable[[Report], str | None]
) -> None:
    given = ask(library, question)
    expected = {name: sum(values) if values else None for name, values in printed(NEW, of).items()}
    assert (given.kind, figures(given)) == ("list", expected)
    assert {row.head.report_id for row in given.rows} == {item.head.report_id for item in given.evidence}


def test_a_group_says_how_many_reports_it_rests_on(library: Library) -> None:
    given = ask(library, "2024年各市分别收到多少申请")
    assert {group.name: (group.reports, group.without) for group in given.groups} == {
        "示例省/青山市": (2, 0),
        "示例省/临江市": (1, 0),
        "西部省/西山市": (0, 1),
    }
    assert "西山市 没有数（1 份报告）" in given.text
    assert {"有 1 份报告这一项没有数，没有计入。", "有 1 份报告不属于任何一个市，没有计入。"} <= set(given.assumptions)
    assert any("包括部门和下级" in said for said in given.assumptions)


def test_the_years_of_the_whole_library_are_a_series_of_sums(library: Library) -> None:
    expected = {year: sum(values) for year, values in printed(NEW, lambda r: str(r.year), None).items()}
    for question in ("每年新收合计", "全部单位历年收到的申请", "how many applications were received each year"):
        given = ask(library, question)
        assert (given.kind, figures(given)) == ("trend", expected)
        assert any("报告份数不同" in said or "number of reports differs" in said for said in given.assumptions)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("2024年哪个市收到的申请最多", "青山市"),
        ("which city received the fewest applications in 2024", "临江市"),
        ("2024年哪个层级收到的申请最少", "prefecture"),
        ("哪一年收到申请最多", "2024"),
        ("which year had the fewest applications", "2023"),
    ],
)
def test_a_ranking_of_groups_names_the_first(library: Library, question: str, first: str) -> None:
    given = ask(library, question)
    assert given.kind == "ranking"
    assert list(figures(given)) == [first]
    assert given.value == given.groups[0].value


def test_a_rate_of_a_group_divides_its_sums_unless_the_mean_is_asked_for(library: Library) -> None:
    rates = {name: [value / 10 for value in values] for name, values in printed(CORRECTED, lambda r: r.level).items()}
    assert figures(ask(library, "2024年各层级的复议纠正率")) == {k: mean(v) for k, v in rates.items()}
    assert figures(ask(library, "2024年各层级的平均复议纠正率")) == {k: mean(v) for k, v in rates.items()}
    summed = ask(library, "2024年各层级的复议纠正率").groups[-1]
    assert (summed.numerator, summed.denominator) == (Decimal(5), Decimal(40))
    assert "5/40" in ask(library, "2024年各层级的复议纠正率").text


def test_means_and_medians_are_of_the_reports_of_a_group(library: Library) -> None:
    values = printed(NEW, lambda report: report.level)
    assert figures(ask(library, "2024年各层级平均收到多少申请")) == {k: mean(v) for k, v in values.items()}
    assert figures(ask(library, "2024年各层级收到申请的中位数")) == {k: median(v) for k, v in values.items()}


def test_offices_that_meet_a_condition_are_counted_by_group(library: Library) -> None:
    given = ask(library, "2024年各市有多少个单位的复议被纠正")
    assert figures(given) == {"青山市": 1, "临江市": 0, "西山市": 1}
    share = ask(library, "2024年各层级多少比例的单位复议被纠正")
    assert figures(share) == {"province": 1, "prefecture": Decimal(2) / 4}
    both = ask(library, "2024年各市有多少个单位复议被纠正而且收到申请超过90件")
    assert figures(both) == {"青山市": 1}


@pytest.mark.parametrize(
    ("question", "figures_of", "apart"),
    [
        ("2024年部门和政府谁收到的申请多", ["department", "government"], -560),
        ("2024年省级和市级谁收到的申请多", ["province", "prefecture"], 180),
        ("青山市各单位和临江市各单位2024年收到的申请哪个多", ["青山市", "临江市"], 40),
        ("2023年和2024年各单位申请合计对比", ["2023", "2024"], -130),
        ("which received more applications in 2024, departments or governments", ["department", "government"], -560),
        (
            "2024年市级政府和部门谁收到的申请多",
            ["level=prefecture office_kind=government", "office_kind=department"],
            160,
        ),
        (
            "2024年部门和市级政府的平均申请量",
            ["office_kind=department", "level=prefecture office_kind=government"],
            -65,
        ),
    ],
)
def test_two_groups_are_held_against_each_other_in_the_order_named(
    library: Library, question: str, figures_of: list[str], apart: int
) -> None:
    given = ask(library, question)
    assert (given.kind, list(figures(given)), given.value) == ("comparison", figures_of, Decimal(apart))


def test_sides_that_differ_in_level_and_kind_count_their_own_reports_alone(library: Library) -> None:
    given = ask(library, "2024年市级政府和部门谁收到的申请多")
    assert given.text.startswith(
        "2024 年按问到的几类单位分，新收申请合计：市级政府 190 件（2 份报告，1 份没有数）；部门 30 件"
    )
    assert given.coverage is not None and given.coverage.reports == 4
    assert any("市级政府，不含部门" in said for said in given.assumptions)


@pytest.mark.parametrize("question", ["同在市一级，2024年部门和政府谁收到的申请多", "2024年市级和部门一共收到多少申请"])
def test_a_level_beside_kinds_is_no_side(library: Library, question: str) -> None:
    plan = ask(library, question).plan
    assert plan is None or not plan.sides


def test_which_cities_with_a_bound_are_their_governments(library: Library) -> None:
    given = ask(library, "2024年哪些市收到超过95件申请")
    assert [row.head.office for row in given.rows] == ["青山市人民政府"]
    assert any("市级政府，不含部门" in said for said in given.assumptions)


def test_the_form_of_a_group_carries_its_name_in_place_of_an_office(library: Library) -> None:
    items = answer_form(ask(library, "2024年各市分别收到多少申请"))["items"]
    assert isinstance(items, list)
    assert [(item["group"], item["office"], item["value"], item["reports"]) for item in items] == [
        ("临江市", None, 90, 1),
        ("青山市", None, 130, 2),
        ("西山市", None, None, 0),
    ]
    by_year = answer_form(ask(library, "每年新收合计"))["items"]
    assert isinstance(by_year, list)
    assert [(item["group"], item["year"]) for item in by_year] == [("2023", 2023), ("2024", 2024)]


@pytest.mark.parametrize(
    "question",
    ["2024年各市分别收到多少申请", "哪一年收到申请最多", "2024年各层级平均公开率", "2024年市级政府和部门的公开率对比"],
)
def test_a_plan_by_group_comes_back_from_its_form(library: Library, question: str) -> None:
    plan = ask(library, question).plan
    assert isinstance(plan, Plan)
    assert plan_from_form(json.loads(json.dumps(plan_form(plan))), library) == plan


def test_a_plan_by_group_that_cannot_be_is_refused_by_its_field(library: Library) -> None:
    for form in ({"by": "street"}, {"by": "city", "operation": "list"}):
        with pytest.raises(PlanError) as refused:
            plan_from_form({"operation": "sum", "metric": NEW} | form, library)
        assert refused.value.where == "by"


@pytest.mark.parametrize(
    ("question", "word"), [("2024年各市各层级的申请", "各层级"), ("2024年各市高于平均的申请", "高于平均")]
)
def test_what_cannot_be_grouped_is_refused_by_name(library: Library, question: str, word: str) -> None:
    given = ask(library, question)
    assert given.kind == "no_answer"
    assert word in given.text


def test_everything_taken_together_needs_no_office(library: Library) -> None:
    whole = sum(value for values in printed(NEW, lambda report: report.office).values() for value in values)
    for question in ("2024年一共收到多少申请", "2024年的申请总量是多少", "how many applications in total in 2024"):
        assert ask(library, question).value == whole


def test_the_years_of_one_office_are_taken_together_where_that_is_said(library: Library) -> None:
    assert ask(library, "青山市2023到2024年一共收到多少申请").value == 180
    assert ask(library, "青山市历年平均收到多少申请").value == 90
    assert ask(library, "how many applications did 青山市 receive in total from 2023 to 2024").value == 180
