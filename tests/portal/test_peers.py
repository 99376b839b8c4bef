import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from index.library import Library
from portal.cli import run
from portal.questions.answer import answer
from portal.questions.json_forms.forms import answer_form
from portal.questions.json_forms.plan_forms import plan_form, plan_from_form
from portal.questions.plan import Answer, Plan
from tests.portal.asking import TODAY, make_library


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("peers") / "library"


@pytest.fixture(scope="module")
def library(root: Path) -> Iterator[Library]:
    with make_library(root) as opened:
        yield opened


def ask(library: Library, question: str) -> Answer:
    return answer(question, library, TODAY)


@pytest.mark.parametrize(
    ("question", "office", "year", "value"),
    [
        ("青山市哪一年复议纠正最多", "青山市人民政府", 2024, 4),
        ("青山市哪一年复议纠正最少", "青山市人民政府", 2023, 1),
        ("白鹭区哪年的复议最多", "白鹭区人民政府办公室", 2024, 6),
        ("in which year did 青山市 have the most corrected reconsiderations", "青山市人民政府", 2024, 4),
    ],
)
def test_the_highest_year_of_a_series_is_named(
    library: Library, question: str, office: str, year: int, value: int
) -> None:
    given = ask(library, question)
    assert given.kind == "ranking"
    assert [(row.head.office, row.head.year, row.value) for row in given.rows] == [(office, year, Decimal(value))]
    assert str(year) in given.text


@pytest.mark.parametrize(
    ("question", "offices"),
    [
        ("2024年收到申请高于同级平均的单位", {"青山市人民政府"}),
        ("哪些单位收到申请低于同级平均", {"临江市人民政府", "青山市生态环境局", "临江市人民政府办公室"}),
        ("2024年哪些区县的复议纠正高于同级中位数", {"白鹭区人民政府办公室"}),
        ("which offices received applications above the average of their peers in 2024", {"青山市人民政府"}),
    ],
)
def test_offices_are_held_against_those_of_their_level_and_year(
    library: Library, question: str, offices: set[str]
) -> None:
    given = ask(library, question)
    assert given.kind == "list"
    assert {row.head.office for row in given.rows} == offices
    assert {row.head.year for row in given.rows} == {2024}
    assert any("同一级" in said or "same year and level" in said for said in given.assumptions)
    assert isinstance(given.plan, Plan)
    assert plan_from_form(json.loads(json.dumps(plan_form(given.plan))), library) == given.plan


def test_the_line_that_offices_are_held_against_is_stated(library: Library) -> None:
    said = ask(library, "2024年收到申请高于同级平均的单位").assumptions
    prefecture = Decimal(320 + 40 + 12 + 12) / 4
    assert any(f"2024 年市级 {prefecture:f} 件" in text for text in said)


@pytest.mark.parametrize("question", ["青山市的申请高于平均", "申请超过10件、高于平均的单位"])
def test_one_office_or_two_conditions_against_the_average_are_refused(library: Library, question: str) -> None:
    assert ask(library, question).kind == "no_answer"


@pytest.mark.parametrize(
    "question",
    ["青山市和白鹭区2024年谁的复议纠正多", "青山市和白鹭区2024年哪个复议纠正高", "白鹭区2024年的复议纠正比青山市少"],
)
def test_who_has_more_is_a_comparison(library: Library, question: str) -> None:
    given = ask(library, question)
    assert given.kind == "comparison"
    assert abs(given.value or 0) == 2


def test_a_plan_pasted_back_gives_the_same_answer(
    library: Library, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for question in ("2024年收到申请高于同级平均的单位", "青山市哪一年复议纠正最多", "2024年各单位收到申请合计"):
        form = answer_form(ask(library, question))
        path = tmp_path / "plan.json"
        path.write_text(json.dumps(form["understood"], ensure_ascii=False), encoding="utf-8")
        assert run(["--library", str(root), "ask", "--plan", str(path), "--json"]) == 0
        pasted = json.loads(capsys.readouterr().out)
        assert (pasted["value"], pasted["items"]) == (form["value"], form["items"])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"operation": "list",\n x}', "第2行"),
        ("[]", "没有计划"),
        ('{"operation": "drop", "metric": "reconsideration.total"}', "operation"),
        ('{"operation": "list", "metric": "aliens"}', "metric"),
        ('{"operation": "list", "metric": 5}', "metric"),
        ('{"operation": "list", "metric": "reconsideration.total", "sql": 1}', "sql"),
        ('{"operation": "list", "metric": "reconsideration.total", "filters": ["yaer=2024"]}', "filters"),
        (
            '{"operation": "list", "metric": "reconsideration.total", "condition": {"operator": ">", "number": 1e40}}',
            "condition.number",
        ),
        (
            '{"operation": "ranking", "metric": "reconsideration.total", "ranking": {"order": "most", "top": 0}}',
            "ranking.top",
        ),
        (
            '{"operation": "list", "metric": "reconsideration.total", "peers": {"operator": "=", "statistic": "mode"}}',
            "peers",
        ),
    ],
)
def test_a_faulty_plan_is_refused_with_the_place(
    root: Path, library: Library, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, place: str
) -> None:
    path = tmp_path / "plan.json"
    path.write_text(text, encoding="utf-8")
    assert run(["--library", str(root), "ask", "--plan", str(path)]) == 2
    assert place in capsys.readouterr().err


def test_the_plain_mean_is_that_of_all_that_are_looked_at(library: Library) -> None:
    given = ask(library, "2024年收到申请高于平均的单位")
    assert given.plan is not None and given.plan.condition is not None and given.plan.peers is None
    values = [row.value for row in ask(library, "2024年各单位分别收到多少申请").rows if row.value is not None]
    assert given.plan.condition.number == sum(values, Decimal(0)) / len(values)
    assert {row.value for row in given.rows} == {value for value in values if value > given.plan.condition.number}
