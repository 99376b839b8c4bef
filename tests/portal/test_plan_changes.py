from decimal import Decimal

import pytest

from index.errors import FilterError
from index.model import Condition, Filter, Filters
from portal.questions.metrics import metric_of
from portal.questions.plan import Plan
from portal.widgets.plan_changes import changed_plan, condition_code, metric_choices, scope_choices, year_choices
from tests.portal.samples import make_head

PLAN = Plan(
    operation="list",
    metric=metric_of("reconsideration.corrected"),
    filters=Filters((Filter("year", "2025"), Filter("office", "白鹭区人民政府办公室"))),
    condition=Condition(">", Decimal(0)),
    assumptions=("没有说多少，按大于 0 计。",),
)


def test_each_part_of_a_plan_can_be_replaced() -> None:
    changes = (("metric", "reconsideration.upheld"), ("year", "2024"), ("when", ">=10"), ("level", "county"))
    changed = changed_plan(PLAN, changes, "改过")
    assert changed.metric.key == "reconsideration.upheld"
    assert changed.filters.items == (Filter("year", "2024"), Filter("level", "county"))
    assert changed.condition == Condition(">=", Decimal(10))


def test_what_was_assumed_for_the_words_does_not_outlive_a_change() -> None:
    assert changed_plan(PLAN, (("year", "all"),), "改过").assumptions == ("改过",)
    assert changed_plan(PLAN, (), "改过") == PLAN


def test_all_takes_the_filter_away() -> None:
    assert changed_plan(PLAN, (("year", "all"), ("scope", "all")), "改过").filters == Filters()


@pytest.mark.parametrize(
    "change", [("metric", "no.such"), ("metric", "applications.new.corrected"), ("when", "about 3"), ("colour", "red")]
)
def test_a_change_that_means_nothing_is_refused_by_name(change: tuple[str, str]) -> None:
    with pytest.raises(FilterError) as refused:
        changed_plan(PLAN, (change,), "改过")
    assert refused.value.name == change[0]


@pytest.mark.parametrize("key", ["reconsideration.corrected", "applications.new.total", "refusal_rate"])
def test_every_metric_that_is_offered_can_be_computed(key: str) -> None:
    assert key in metric_choices(key)
    assert [metric_of(choice).key for choice in metric_choices(key)] == list(metric_choices(key))


def test_years_and_places_that_are_offered_are_those_of_the_library() -> None:
    heads = [make_head(report_id=str(year), year=year) for year in (2021, 2023)]
    assert year_choices(heads) == ("all", "2023", "2021")
    assert scope_choices(heads) == (
        ("scope", "all"),
        ("level", "county"),
        ("region", "示例省"),
        ("region", "示例省/青山市"),
    )


def test_a_condition_reads_back_from_the_address() -> None:
    code = condition_code(PLAN.condition)
    assert changed_plan(PLAN, (("when", code),), "改过").condition == PLAN.condition
