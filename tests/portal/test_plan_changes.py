from dataclasses import replace
from decimal import Decimal

import pytest

from index.errors import FilterError
from index.model import Condition, Filter, Filters
from portal.questions.plan import Change, Inquiry, Mention, Peers, Plan, Ranking, Where
from portal.questions.words.metrics import metric_of
from portal.widgets.inquiry_changes import changed_inquiry, told_theme
from portal.widgets.plan_changes import (
    changed_plan,
    condition_code,
    groups_of,
    operations_of,
)

OFFICE = Filter("office", "白鹭区人民政府办公室")
PLAN = Plan(
    operation="list",
    metric=metric_of("reconsideration.corrected"),
    filters=Filters((Filter("year", "2025"), OFFICE)),
    condition=Condition(">", Decimal(0)),
    assumptions=("没有说多少，按大于 0 计。",),
    also=(Where(metric_of("applications.new.total"), Condition(">=", Decimal(100))),),
    mentions=(Mention(("staff",)), Mention(text="培训")),
)
SUM = replace(PLAN, operation="sum", condition=None, also=(), mentions=(), by="level", ranking=Ranking("most", 3))
GROWN = replace(SUM, operation="list", by=None, ranking=None, change=Change("difference", 2024, 2025, "up"))


def changed(plan: Plan, *changes: tuple[str, str]) -> Plan:
    return changed_plan(plan, changes, "改过")


def test_each_part_of_a_plan_can_be_replaced_and_the_rest_stays() -> None:
    after = changed(PLAN, ("metric", "reconsideration.upheld"), ("year", "2024"), ("when", ">=10"), ("level", "county"))
    assert after.metric.key == "reconsideration.upheld"
    assert after.filters.items == (Filter("year", "2024"), Filter("level", "county"))
    assert after.condition == Condition(">=", Decimal(10))
    assert (after.also, after.mentions) == (PLAN.also, PLAN.mentions)


def test_what_was_assumed_for_the_words_does_not_outlive_a_change() -> None:
    assert changed(PLAN, ("year", "all")).assumptions == ("改过",)
    assert changed(PLAN) == PLAN


def test_all_takes_the_filter_away() -> None:
    assert changed(PLAN, ("year", "all"), ("scope", "all")).filters == Filters()


def test_years_may_be_several_or_a_span() -> None:
    assert changed(PLAN, ("year", "2021"), ("year", "2023..2025")).filters.named("year") == (
        Filter("year", "2021"),
        Filter("year", "2023..2025"),
    )


def test_place_level_and_kind_stand_beside_each_other_and_not_beside_an_office() -> None:
    placed = changed(PLAN, ("region", "示例省"), ("level", "county"), ("office_kind", "government"))
    assert [item.name for item in placed.filters.items] == ["year", "region", "level", "office_kind"]
    assert changed(placed, ("office", "某局")).filters.items == (Filter("year", "2025"), Filter("office", "某局"))


def test_further_conditions_are_dropped_by_their_places() -> None:
    assert changed(PLAN, ("drop", "also.0"), ("drop", "mention.0")) == replace(
        PLAN, also=(), mentions=(PLAN.mentions[1],), assumptions=("改过",)
    )
    noted = replace(PLAN, filters=PLAN.filters.with_(Filter("finding", "row_sum")))
    assert not changed(noted, ("drop", "finding")).filters.named("finding")


def test_a_condition_that_means_nothing_for_another_unit_starts_anew() -> None:
    many = replace(PLAN, condition=Condition(">", Decimal(100)))
    assert changed(many, ("metric", "refusal_rate")).condition == Condition(">", Decimal(0))
    assert changed(many, ("metric", "applications.new.total")).condition == many.condition


def test_a_condition_and_the_average_of_its_peers_take_each_others_place() -> None:
    listed = replace(PLAN, also=(), mentions=())
    assert (beyond := changed(listed, ("peers", "<median"))).peers == Peers("<", "median")
    assert beyond.condition is None
    assert changed(beyond, ("when", ">2")).peers is None
    assert changed(beyond, ("when", "all")) == replace(listed, condition=None, peers=None, assumptions=("改过",))


def test_groups_order_and_number_can_be_changed() -> None:
    after = changed(SUM, ("how", "average"), ("by", "city"), ("order", "least"), ("top", "7"))
    assert (after.operation, after.by, after.ranking) == ("average", "city", Ranking("least", 7))
    assert changed(SUM, ("by", "all")) == replace(SUM, by=None, ranking=None, assumptions=("改过",))


def test_the_years_of_a_change_are_also_those_that_are_looked_at() -> None:
    after = changed(GROWN, ("span", "2021..2025"), ("change", "growth"), ("way", "all"))
    assert after.change == Change("growth", 2021, 2025, None)
    assert [item.value for item in after.filters.named("year")] == ["2021", "2025"]


def test_both_sides_of_a_comparison_of_figures_can_be_changed_in_one_unit() -> None:
    both = replace(PLAN, also=(), mentions=(), against=metric_of("litigation.corrected"))
    assert changed(both, ("against", "reconsideration.total")).against == metric_of("reconsideration.total")
    assert changed(both, ("metric", "reconsideration.total")).against == both.against
    for name in ("metric", "against"):
        with pytest.raises(FilterError):
            changed(both, (name, "refusal_rate"))


@pytest.mark.parametrize(
    ("plan", "change"),
    [
        (PLAN, ("metric", "no.such")),
        (PLAN, ("metric", "applications.new.corrected")),
        (PLAN, ("when", "about 3")),
        (PLAN, ("when", ">1e9")),
        (PLAN, ("colour", "red")),
        (PLAN, ("order", "most")),
        (PLAN, ("by", "level")),
        (PLAN, ("how", "sum")),
        (PLAN, ("span", "2024..2025")),
        (PLAN, ("way", "up")),
        (PLAN, ("drop", "also.1")),
        (PLAN, ("drop", "mention.x")),
        (PLAN, ("peers", ">mode")),
        (SUM, ("top", "0")),
        (SUM, ("top", "²")),
        (SUM, ("peers", ">average")),
        (GROWN, ("span", "2025..2024")),
        (GROWN, ("year", "2024")),
    ],
)
def test_a_change_that_means_nothing_is_refused_by_name(plan: Plan, change: tuple[str, str]) -> None:
    with pytest.raises(FilterError) as refused:
        changed(plan, change)
    assert refused.value.name == change[0]


def test_nothing_is_offered_that_would_be_refused() -> None:
    listed = replace(PLAN, also=(), mentions=())
    for plan in (PLAN, listed, SUM, GROWN, replace(SUM, change=GROWN.change)):
        for operation in operations_of(plan):
            assert changed(plan, ("how", operation)).operation == operation
        for by in groups_of(plan):
            assert changed(plan, ("by", by)).by == by


def test_an_inquiry_can_be_asked_of_other_years_and_places_alone() -> None:
    inquiry = Inquiry("findings", Filters((Filter("severity", "error"), Filter("year", "2024"))), "错误")
    after = changed_inquiry(inquiry, (("year", "2025"), ("region", "示例省")), "改过", "zh")
    assert set(after.filters.items) == {Filter("severity", "error"), Filter("year", "2025"), Filter("region", "示例省")}
    with pytest.raises(FilterError):
        changed_inquiry(inquiry, (("metric", "refusal_rate"),), "改过", "zh")


def test_passages_of_one_theme_can_be_asked_of_another_theme_and_part() -> None:
    told = Inquiry("passages", Filters(), "问题里提到“人员力量”", mentions=(Mention(("staff",), kind="problem"),))
    after = changed_inquiry(told, (("theme", "website"), ("told", "measure")), "改过", "zh")
    assert after.mentions == (Mention(("website",), kind="measure"),)
    assert after.about == "措施里提到“网站与平台”"
    anywhere = changed_inquiry(told, (("told", "all"),), "改过", "en")
    assert anywhere.mentions == (Mention(("staff",)),)
    assert "among their problems or measures" in anywhere.about


@pytest.mark.parametrize("change", [("theme", "staf"), ("theme", "all"), ("told", "everywhere")])
def test_a_theme_or_part_that_is_none_is_refused_by_name(change: tuple[str, str]) -> None:
    told = Inquiry("passages", Filters(), "问题里提到“人员力量”", mentions=(Mention(("staff",), kind="problem"),))
    with pytest.raises(FilterError) as refused:
        changed_inquiry(told, (change,), "改过", "zh")
    assert refused.value.name == change[0]


def test_only_passages_of_one_theme_alone_have_a_theme_to_change() -> None:
    staff = Mention(("staff",))
    several = (
        Inquiry("passages", Filters(), "", mentions=(staff, Mention(("website",)))),
        Inquiry("passages", Filters(), "", mentions=(Mention(("staff", "website")),)),
        Inquiry("passages", Filters(), "", mentions=(staff,), also=(Filters((Filter("finding", "row_sum"),)),)),
        Inquiry("passages", Filters(), "", mentions=(Mention(text="人手"),)),
    )
    for inquiry in several:
        assert told_theme(inquiry) is None
        with pytest.raises(FilterError):
            changed_inquiry(inquiry, (("theme", "website"),), "改过", "zh")
    answered = Inquiry("passages", Filters((Filter("kind", "measure"),)), "", mentions=(staff,))
    with pytest.raises(FilterError):
        changed_inquiry(answered, (("told", "measure"),), "改过", "zh")


def test_a_condition_reads_back_from_the_address() -> None:
    assert PLAN.condition is not None
    assert changed(PLAN, ("when", condition_code(PLAN.condition))).condition == PLAN.condition


def test_first_so_many_are_more_than_the_one_place_asked_for() -> None:
    second = replace(SUM, ranking=Ranking("most", 2, only_last=True))
    assert changed(second, ("top", "5")).ranking == Ranking("most", 5)
