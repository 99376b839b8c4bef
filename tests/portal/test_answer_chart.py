from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from index.library import Library
from index.model import Filters
from portal.messages import Texts
from portal.questions.answer import answer
from portal.sheets.answer_chart import Charted, Look, chart_of, picture_of
from portal.sheets.exports import Origin
from tests.portal.asking import TODAY, make_library

ZH = Texts("zh")
LOOK = Look("light", ZH)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with make_library(tmp_path_factory.mktemp("charted") / "library") as made:
        yield made


def drawn(question: str, library: Library) -> Charted | None:
    return chart_of(answer(question, library, TODAY), LOOK)


def values(chart: Charted | None) -> list[dict[str, Any]]:
    """All marks of all layers."""
    assert chart is not None
    spec = chart.chart.to_dict()
    held = [part["data"] for part in (spec, *spec["layer"]) if "data" in part]
    return [value for data in held for value in data.get("values", spec.get("datasets", {}).get(data.get("name"), []))]


def test_a_series_is_cut_where_years_are_missing_and_the_form_changes(library: Library) -> None:
    chart = drawn("白鹭区人民政府办公室历年新收申请", library)
    runs = {(mark["year"], mark["run"]) for mark in values(chart) if "run" in mark}
    assert {year for year, _ in runs} == {"2020", "2023", "2024"}
    assert len({run for _, run in runs}) == 2
    assert chart is not None
    assert chart.chart.to_dict()["layer"][2]["encoding"]["x"]["scale"]["domain"] == [
        *("2020", "2021", "2022", "2023", "2024")
    ]


def test_a_ranking_has_a_bar_for_each_report_in_its_order(library: Library) -> None:
    marks = values(drawn("2024年新收申请最多的三个单位", library))
    bars = list(dict.fromkeys((mark["who"], mark["value"]) for mark in marks if "value" in mark))
    assert bars[:2] == [("青山市政府", 320.0), ("临江市人民政府", 40.0)]


def test_a_rate_of_few_cases_is_marked_as_a_small_sample(library: Library) -> None:
    marks = values(drawn("2024年不予公开率最高的三个单位", library))
    notes = {mark["who"]: (mark["small"], mark["note"]) for mark in marks}
    assert notes["河湾县政府"] == (True, "2/12，样本小")
    assert notes["青山市政府"] == (False, "7/310")


def test_a_picture_holds_the_sentence_the_fractions_and_the_question(library: Library) -> None:
    asked = "2024年不予公开率最高的三个单位"
    origin = Origin(asked, Filters(), date(2025, 6, 1), "http://127.0.0.1:8501")
    drawing = picture_of(answer(asked, library, TODAY), origin, ZH, "svg").decode()
    assert "2/12，样本小" in drawing and asked in drawing and "2025-06-01" in drawing
    assert picture_of(answer(asked, library, TODAY), origin, ZH, "png").startswith(b"\x89PNG")


def test_groups_have_a_bar_each_and_no_mark_for_what_is_not_small(library: Library) -> None:
    marks = values(drawn("2024年各层级不予公开率", library))
    assert {mark["who"]: mark["small"] for mark in marks} == {"市级": False, "县级": False}


@pytest.mark.parametrize(
    "question",
    [
        "青山市人民政府2024年新收申请是多少",
        "2024年哪些单位的行政复议被纠正",
        "哪些报告自相矛盾",
        "什么是依申请公开",
        "2024年比2023年复议纠正增加最多的单位",
    ],
)
def test_no_chart_where_a_table_says_it_as_well(question: str, library: Library) -> None:
    assert drawn(question, library) is None
