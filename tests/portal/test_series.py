import json
from collections.abc import Iterator
from decimal import Decimal

import pytest

from index.library import Library
from portal.questions.answer import answer
from portal.questions.json_forms.plan_forms import plan_form, plan_from_form
from portal.questions.plan import Answer, Plan
from portal.questions.understand import understand
from tests.conftest import QINGSHAN, make_reading, make_report
from tests.portal.asking import TODAY

NEW = "applications.new.total"
MADE = "disclosure.regulations.made"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """One seat under two names, over both forms, with a year missing and one blank."""
    path = tmp_path_factory.mktemp("series") / "library"
    with Library.open(path, write=True, create=True) as library:
        reports = [
            make_report(
                "青山市人民政府", 2019, region=QINGSHAN, level="prefecture", template="2019", cells={NEW: 80, MADE: 2}
            ),
            make_report("青山市人民政府", 2021, region=QINGSHAN, level="prefecture", cells={NEW: 100}),
            make_report("青山市人民政府", 2022, region=QINGSHAN, level="prefecture", cells={NEW: None}),
            make_report("青山市人民政府办公室", 2023, region=QINGSHAN, level="prefecture", cells={NEW: 150}),
            make_report("青山市人民政府办公室", 2024, region=QINGSHAN, level="prefecture", cells={NEW: 60}),
            make_report("白鹭区人民政府办公室", 2024),
        ]
        library.catalog.commit([make_reading(report) for report in reports])
        library.replay()
        yield library


def ask(library: Library, question: str) -> Answer:
    return answer(question, library, TODAY)


@pytest.mark.parametrize(
    "question",
    [
        "青山市历年收到多少申请",
        "青山市人民政府收到申请的逐年变化",
        "青山市人民政府办公室收到申请的趋势",
        "how did applications of 青山市 change over the years",
    ],
)
def test_a_series_runs_over_the_seat_oldest_first(library: Library, question: str) -> None:
    given = ask(library, question)
    assert given.kind == "trend"
    assert [row.head.year for row in given.rows] == [2019, 2021, 2023, 2024]
    assert [int(row.value or 0) for row in given.rows] == [80, 100, 150, 60]
    assert [row.head.year for row in given.apart] == [2022]
    assert given.value == Decimal(-20)


def test_a_series_says_where_it_breaks(library: Library) -> None:
    given = ask(library, "青山市历年收到多少申请")
    assert {
        "缺 2020 年的报告。",
        "2021 年换了表式，前后口径可能不同。",
        "2022 年的报告里这一项没有数。",
        "2023 年起由青山市人民政府办公室发布，是同一机关。",
    } <= set(given.assumptions)
    assert given.text.endswith("2019 到 2024 年减少 20 件（25.0%），其间 2021 年换了表式。")


def test_a_cell_of_one_form_has_no_figure_in_the_years_of_the_other(library: Library) -> None:
    given = ask(library, "青山市历年规章新制作数量")
    assert given.kind == "trend"
    assert [(row.head.year, int(row.value or 0)) for row in given.rows] == [(2019, 2)]
    assert given.value is None
    assert "2021 年的报告里这一项没有数。" in given.assumptions


def test_a_series_of_some_years_is_of_those(library: Library) -> None:
    given = ask(library, "青山市2021到2023年收到申请的变化")
    assert [row.head.year for row in given.rows] == [2021, 2023]
    assert given.value == Decimal(50)
    assert "2021 到 2023 年增加 50 件（50.0%）。" in given.text


def test_the_change_of_a_rate_is_in_percentage_points(library: Library) -> None:
    given = ask(library, "青山市2021到2023年公开率的变化")
    assert given.unit == "%"
    assert "百分点" in given.text or "相同" in given.text


def test_a_plan_of_a_series_comes_back_from_its_form(library: Library) -> None:
    plan = understand("青山市历年收到多少申请", library, TODAY)
    assert isinstance(plan, Plan)
    assert plan_from_form(json.loads(json.dumps(plan_form(plan))), library) == plan
