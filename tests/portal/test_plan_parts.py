from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from index.model import Condition, Filter, Filters
from index.schema import known_keys
from portal.labels import metric_label
from portal.messages import Texts
from portal.plan_parts import (
    condition_text,
    further,
    metric_choice,
    metric_choices,
    scope_choices,
    scope_text,
    span_choices,
    year_choices,
    years_text,
)
from portal.questions.plan import Change, Mention, Peers, Plan, Where
from portal.questions.words.metrics import metric_of
from tests.portal.asking import make_library

ZH, EN = Texts("zh"), Texts("en")
PLAN = Plan("list", metric_of("refusal_rate"), Filters(), Condition(">", Decimal("0.3")))


@pytest.mark.parametrize("key", ["reconsideration.corrected", "applications.new.total", "refusal_rate", "review.total"])
def test_every_metric_that_is_offered_can_be_computed_and_has_a_name(key: str) -> None:
    choices = metric_choices(key)
    assert choices[0] == key and len(set(choices)) == len(choices)
    assert set(known_keys()) <= set(choices)
    assert [metric_of(choice).key for choice in choices] == list(choices)
    assert all(metric_label(choice, texts) in metric_choice(choice, texts) for choice in choices for texts in (ZH, EN))


def test_years_are_offered_one_by_one_then_as_spans_up_to_the_newest() -> None:
    assert year_choices([2021, 2023, 2022]) == ("all", "2023", "2022", "2021", "2022..2023", "2021..2023")
    assert span_choices([2021, 2022, 2023]) == ("2022..2023", "2021..2022", "2021..2023")
    assert span_choices([2021]) == ()


def test_a_condition_on_a_share_is_said_in_per_cent() -> None:
    assert condition_text(PLAN, ZH) == "大于 30%"
    assert condition_text(replace(PLAN, metric=metric_of("reconsideration.total")), EN) == "more than 0.3"
    grown = replace(PLAN, metric=metric_of("reconsideration.total"), change=Change("growth", 2024, 2025))
    assert condition_text(grown, ZH) == "大于 30%"
    # The mean of several offices has no end.
    assert condition_text(replace(PLAN, condition=Condition(">", Decimal("0.036390881693472106"))), ZH) == "大于 3.64%"
    assert condition_text(replace(PLAN, condition=None), ZH) == "不限"
    assert condition_text(replace(PLAN, condition=None, peers=Peers("<", "median")), ZH) == "低于同级中位数"


def test_years_and_scope_are_said_in_words() -> None:
    filters = Filters((Filter("year", "2023..2025"), Filter("level", "county"), Filter("region", "示例省/青山市")))
    assert (years_text(filters, ZH), scope_text(filters, ZH)) == ("2023–2025", "县级、青山市")
    assert (years_text(Filters(), EN), scope_text(Filters(), EN)) == ("all years", "all offices")


def test_further_conditions_are_named_in_the_words_and_by_the_places_that_drop_them() -> None:
    plan = replace(
        PLAN,
        also=(Where(metric_of("disclosure_rate"), Condition("<", Decimal("0.5"))),),
        mentions=(Mention(("staff",), kind="problem"),),
        filters=Filters((Filter("year", "2025"), Filter("finding", "row_sum"))),
    )
    assert further(plan, ZH) == (
        ("公开率 小于 50%", "also.0"),
        ("问题里提到“人员力量”", "mention.0"),
        ("检查 行合计不平", "finding"),
    )


def test_offices_and_places_that_are_offered_are_filters_of_the_library(tmp_path: Path) -> None:
    with make_library(tmp_path / "library") as library:
        names = ("region", "level", "office_kind", "office")
        pairs = [f"{name}={value}" for name in names for value in scope_choices(name, library.vocabulary)]
        assert len(library.parse_filters(pairs).items) == len(pairs) > 10
