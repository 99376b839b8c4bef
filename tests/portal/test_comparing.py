import json
from collections.abc import Iterator
from decimal import Decimal

import pytest

from index.library import Library
from portal.questions.answer import answer
from portal.questions.json_forms.forms import answer_form
from portal.questions.json_forms.plan_forms import plan_form, plan_from_form
from portal.questions.plan import Answer, Plan
from tests.conftest import QINGSHAN, make_reading, make_report
from tests.portal.asking import LINJIANG, SONGLIN_IN_LINJIANG, TODAY

_FIRST = {
    "applications.new.total": 100,
    "applications.new.natural_person": 80,
    "applications.new.business": 20,
    "applications.concluded.total": 110,
    "applications.refused.third_party.natural_person": 7,
    "applications.refused.third_party.business": 3,
    "reconsideration.upheld": 4,
    "reconsideration.corrected": 1,
    "reconsideration.total": 5,
    "litigation_direct.total": 2,
    "litigation_after_reconsideration.total": 1,
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    path = tmp_path_factory.mktemp("compared") / "library"
    with Library.open(path, write=True, create=True) as opened:
        reports = [
            make_report("青山市人民政府", 2024, region=QINGSHAN, level="prefecture", cells=_FIRST),
            make_report(
                "临江市人民政府",
                2024,
                region=LINJIANG,
                level="prefecture",
                cells={"applications.new.total": 60, "applications.concluded.total": 50},
            ),
            make_report(
                "松林区人民政府办公室", 2024, region=SONGLIN_IN_LINJIANG, cells={"applications.new.total": None}
            ),
        ]
        opened.catalog.commit([make_reading(report) for report in reports])
        opened.replay()
        yield opened


def ask(library: Library, question: str) -> Answer:
    return answer(question, library, TODAY)


@pytest.mark.parametrize(
    ("question", "values", "metrics"),
    [
        ("青山市2024年新收和办结哪个多", (100, 110), ("applications.new.total", "applications.concluded.total")),
        ("青山市2024年新收比办结少多少", (100, 110), ("applications.new.total", "applications.concluded.total")),
        (
            "which was higher at 青山市 in 2024, applications received or concluded",
            (100, 110),
            ("applications.new.total", "applications.concluded.total"),
        ),
        (
            "青山市2024年自然人和企业的申请相差多少",
            (80, 20),
            ("applications.new.natural_person", "applications.new.business"),
        ),
        (
            "青山市2024年自然人和企业的不予公开相差多少",
            (7, 3),
            ("applications.refused.natural_person", "applications.refused.business"),
        ),
        ("青山市2024年复议维持和纠正哪个多", (4, 1), ("reconsideration.upheld", "reconsideration.corrected")),
        ("青山市2024年复议和诉讼哪个多", (5, 3), ("reconsideration.total", "litigation.total")),
    ],
)
def test_two_figures_of_one_report_are_held_against_each_other(
    library: Library, question: str, values: tuple[int, int], metrics: tuple[str, str]
) -> None:
    given = ask(library, question)
    assert (given.kind, given.value) == ("comparison", Decimal(values[0] - values[1]))
    items = answer_form(given)["items"]
    assert isinstance(items, list)
    assert [(item["value"], item["metric"]) for item in items] == list(zip(values, metrics, strict=True))
    assert isinstance(given.plan, Plan)
    assert plan_from_form(json.loads(json.dumps(plan_form(given.plan))), library) == given.plan


@pytest.mark.parametrize(
    "question",
    [
        "2024年办结比新收多的单位",
        "2024年办结超过新收的单位",
        "which offices concluded more applications than they received in 2024",
    ],
)
def test_reports_whose_one_figure_is_above_the_other_are_listed(library: Library, question: str) -> None:
    given = ask(library, question)
    rows = [(row.head.office, row.value) for row in given.rows]
    assert (given.kind, rows) == ("list", [("青山市人民政府", Decimal(10))])
    assert any("1 份报告" in said or "1 of the reports" in said for said in given.assumptions)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("青山市2024年的申请比临江市多吗", True),
        ("青山市2024年的申请比临江市少吗", False),
        ("did 青山市 receive more applications than 临江市 in 2024", True),
        ("青山市2024年的复议比诉讼多吗", True),
    ],
)
def test_whether_one_figure_is_above_another_is_yes_or_no(library: Library, question: str, verdict: bool) -> None:
    given = ask(library, question)
    assert (given.kind, given.verdict) == ("yes_no", verdict)


def test_more_than_two_offices_are_shown_with_the_highest(library: Library) -> None:
    given = ask(library, "青山市、临江市2024年办结比较")
    assert (given.kind, given.value) == ("comparison", Decimal(60))
    blank = ask(library, "青山市、临江市和松林区2024年申请比较")
    assert (blank.kind, blank.rows) == ("no_answer", ())
    three = ask(library, "青山市、临江市、松林区2024年办结比较")
    assert [row.head.office[:3] for row in three.rows] == ["青山市", "临江市", "松林区"]
    assert "青山市人民政府 2024 年最高" in three.text
    assert three.value is None


@pytest.mark.parametrize(
    "question",
    [
        "青山市2024年新收和公开率哪个高",
        "2024年新收和办结哪个多",
        "2024年申请比2023年多、复议也比2023年多的单位",
        "青山市2024年新收、办结和复议哪个多",
    ],
)
def test_figures_that_cannot_be_held_against_each_other_are_refused(library: Library, question: str) -> None:
    given = ask(library, question)
    assert given.kind in ("no_answer", "clarify")
    assert given.rows == ()
