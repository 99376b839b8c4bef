import pytest

from index.errors import FilterError
from index.library import Library
from index.model import Filter, Filters
from portal.sheets.answer_about import compare_href
from portal.widgets.address import split_query
from portal.widgets.links import CompareLink
from tests.portal.asked import ask

OFFICE, PLACE = Filter("office", "示例省青山市人民政府"), Filter("region", "示例省/青山市")
YEARS = Filter("year", "2020..2025")
KIND = Filter("office_kind", "government")


def test_a_comparison_comes_back_from_its_own_address() -> None:
    state = CompareLink(
        filters=Filters((OFFICE, PLACE, YEARS, KIND)),
        metrics=("refusal_rate", "applications.new.total"),
        view="matrix",
        order="value",
        lang="en",
    )
    assert CompareLink.read(split_query(state.href.partition("?")[2])) == state


@pytest.mark.parametrize(
    ("question", "compared"),
    [
        ("示例省人民政府办公厅历年新收申请", True),
        ("从2021年到2025年，省政府办公厅收到的申请是一年比一年少吗？", True),
        ("白鹭市生态环境局2025年的复议纠正是白鹭市公安局的几倍", False),
        ("2025年新收申请最多的五个单位", False),
    ],
)
def test_a_series_or_comparison_with_figures_leads_to_the_page(samples: Library, question: str, compared: bool) -> None:
    assert bool(compare_href(ask(samples, question), "zh")) is compared


def test_the_address_is_in_the_words_of_filters_and_leaves_defaults_out() -> None:
    state = CompareLink.among([OFFICE, Filter("office", "乙局")], ["refusal_rate"]).over(2025, 2020)
    assert state.pairs == (
        ("metric", "refusal_rate"),
        ("office", "示例省青山市人民政府"),
        ("office", "乙局"),
        ("year", "2020..2025"),
    )
    assert CompareLink().href == "/compare"


@pytest.mark.parametrize(
    ("name", "value", "nearest"),
    [("metric", "refusal_rat", "refusal_rate"), ("view", "pie", "trend"), ("sort", "up", "given")],
)
def test_an_unknown_value_is_refused_with_the_nearest_valid_one(name: str, value: str, nearest: str) -> None:
    with pytest.raises(FilterError) as refused:
        CompareLink.read(((name, value),))
    assert (refused.value.name, refused.value.nearest) == (name, nearest)


def test_what_names_no_subject_and_no_year_narrows_what_counts() -> None:
    left_out = Filter("region", "示例省/石桥市", excluded=True)
    state = CompareLink(filters=Filters((OFFICE, YEARS, KIND, left_out)))
    assert state.scope.items == (KIND, left_out)
    assert state.of([PLACE]).filters.items == (PLACE, YEARS, KIND, left_out)


def test_years_and_kind_of_office_take_the_place_of_those_before() -> None:
    state = CompareLink(filters=Filters((OFFICE, YEARS))).over(2021, 2023).counting("department")
    assert state.filters.items == (OFFICE, Filter("year", "2021..2023"), Filter("office_kind", "department"))
    assert state.counting("").filters.items == (OFFICE, Filter("year", "2021..2023"))


def test_one_figure_twice_is_one() -> None:
    assert CompareLink().measuring(["refusal_rate", "refusal_rate"]).metrics == ("refusal_rate",)
