"""Conditions of which one will do."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from index.library import Library
from index.model import Condition, Filter, Filters
from portal.questions.computing.execute import execute
from portal.questions.json_forms.plan_forms import plan_form, plan_from_form
from portal.questions.plan import Mention, Plan, Where
from portal.questions.plan_error import PlanError
from portal.questions.words.metrics import metric_of
from portal.widgets.plan_changes import changed_plan
from tests.portal.asked import ask
from tests.portal.asking import make_library
from tests.portal.gold import Truth, truth

ANY_LOST = Plan(
    "list",
    metric_of("reconsideration.corrected"),
    Filters((Filter("year", "2024"),)),
    Condition(">", Decimal(0)),
    also=(Where(metric_of("litigation.corrected"), Condition(">", Decimal(0))),),
    either=True,
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with make_library(tmp_path_factory.mktemp("either") / "library") as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "fits"),
    [
        ("2024年复议被纠正或败诉的单位", lambda r: r.reconsidered("corrected") > 0 or r.sued("corrected") > 0),
        ("2024年收到申请少于10件或超过200件的单位", lambda r: r.new < 10 or r.new > 200),
        ("2024年有被维持或被纠正的复议的单位", lambda r: r.reconsidered("upheld") + r.reconsidered("corrected") > 0),
        ("2024年没有复议或没有诉讼的单位", lambda r: r.reconsidered() == 0 or r.sued() == 0),
        ("2024年没有复议或诉讼的单位", lambda r: r.reconsidered() == 0 and r.sued() == 0),
        ("2024年收到申请超过100件或者复议被纠正的区县", lambda r: r.level == "county" and r.new > 100),
        (
            "Which offices lost a lawsuit or had a reconsideration corrected in 2024?",
            lambda r: r.reconsidered("corrected") > 0 or r.sued("corrected") > 0,
        ),
        (
            "Which offices had fewer than 10 or more than 200 new applications in 2024?",
            lambda r: not 10 <= r.new <= 200,
        ),
    ],
)
def test_a_report_that_meets_one_of_the_conditions_is_listed(
    samples: Library, question: str, fits: Callable[[Truth], bool]
) -> None:
    given = ask(samples, question)
    assert given.kind == "list", given.text
    assert {(row.head.office, row.head.year) for row in given.rows} == {
        (r.office, r.year) for r in truth() if r.year == 2024 and fits(r)
    }


def test_each_listed_office_has_the_figures_of_all_conditions(samples: Library) -> None:
    given = ask(samples, "2024年复议被纠正或败诉的单位")
    assert "的行政复议结果被纠正，或行政诉讼结果被纠正" in given.text
    assert given.text.count("行政复议·结果纠正") == given.text.count("行政诉讼·结果纠正") == len(given.rows)
    keys = {item.key for item in given.evidence}
    assert {"reconsideration.corrected", "litigation_direct.corrected"} <= keys


def test_one_and_one_of_two_is_refused_by_name(samples: Library) -> None:
    for asked in (
        ("2024年收到申请超过100件并且复议被纠正或者败诉的单位",),
        ("2024年复议被纠正或败诉的单位", "其中收到申请超过100件的有哪些"),
        ("2024年复议被纠正或败诉最多的单位",),
        ("2024年复议被纠正或者说人手不足的单位",),
    ):
        *context, question = asked
        given = ask(samples, question, *context)
        assert given.kind == "no_answer", given.text
        assert "几个条件合一即可" in given.text


def test_a_follow_up_keeps_the_choice(samples: Library) -> None:
    given = ask(samples, "2023年呢", "2024年复议被纠正或败诉的单位")
    assert isinstance(given.plan, Plan)
    assert given.plan.either
    assert given.rows
    assert {row.head.year for row in given.rows} == {2023}


def test_what_one_figure_settles_is_not_told_of_as_blank(small: Library) -> None:
    """A report that meets one condition is listed, whatever stands in the cell of the other."""
    none = Condition("=", Decimal(0))
    plan = replace(
        ANY_LOST, condition=none, also=(Where(metric_of("applications.new.total"), Condition(">", Decimal(0))),)
    )
    given = execute(replace(plan, filters=Filters(())), small, "?")
    assert given.coverage is not None
    assert given.coverage.reports == given.coverage.with_value + given.coverage.blank + given.coverage.unread
    listed = {row.head.report_id for row in given.rows}
    assert listed
    assert not listed & {row.head.report_id for row in given.apart}


def test_a_plan_with_a_choice_is_read_back_and_refused_where_it_means_nothing(samples: Library) -> None:
    form = plan_form(ANY_LOST)
    assert plan_from_form(form, samples) == ANY_LOST
    wrong: tuple[dict[str, object], ...] = (
        {"also": []},
        {"condition": None},
        {"mentions": [{"themes": ["staff"], "kind": "problem"}]},
        {"each_year": True},
        {"filters": ["finding=row_sum"]},
        {"operation": "ranking", "ranking": {"order": "most", "top": 3}, "condition": None},
    )
    for fault in wrong:
        with pytest.raises(PlanError, match="either"):
            plan_from_form({**form, **fault}, samples)


def test_a_choice_ends_with_its_last_other_condition() -> None:
    assert changed_plan(ANY_LOST, (("year", "2023"),), "改过").either
    assert not changed_plan(ANY_LOST, (("drop", "also.0"),), "改过").either
    assert not changed_plan(replace(ANY_LOST, mentions=(Mention(("staff",)),)), (("year", "2023"),), "改过").either
