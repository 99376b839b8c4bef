import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from index.library import Library
from portal.questions.answer import answer
from portal.questions.forms import answer_form
from portal.questions.plan import Answer
from tests.portal.asking import TODAY, make_library, reports


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with make_library(tmp_path_factory.mktemp("inquired") / "library") as opened:
        yield opened


def ask(library: Library, question: str) -> Answer:
    return answer(question, library, TODAY)


def form(given: Answer) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(json.dumps(answer_form(given)))
    return read


def lacking(given: Answer) -> set[tuple[str, int]]:
    return {(absence.head.office, absence.year) for absence in given.absences}


@pytest.mark.parametrize(
    "question",
    [
        "哪些报告自相矛盾？",
        "2024年哪些单位的报告自相矛盾",
        "哪些报告勾稽不平",
        "哪些单位的数字对不上",
        "青山市的报告有没有矛盾",
        "2024年有几份报告有错误",
        "which reports contradict themselves",
        "which offices have reports that do not add up in 2024",
        "which reports have errors",
    ],
)
def test_every_report_with_such_a_finding_is_listed_with_its_place(library: Library, question: str) -> None:
    given = ask(library, question)
    assert (given.kind, given.value) == ("findings", Decimal(1))
    assert [(row.head.office, row.head.year, row.value) for row in given.rows] == [("青山市人民政府", 2024, Decimal(1))]
    ((head, finding),) = given.findings
    assert (head.office, finding.check, finding.location.row) == ("青山市人民政府", "review_sum", "行政复议")


def test_findings_as_json_name_report_count_and_places(library: Library) -> None:
    given = form(ask(library, "2024年哪些报告勾稽不平"))
    (item,) = given["items"]
    place = "示例/青山市人民政府2024.txt 表四 行政复议 × 总计"
    assert (item["office"], item["value"], item["location"]["text"]) == ("青山市人民政府", 1, place)
    assert given["understood"]["operation"] == "findings"
    assert given["understood"]["filters"][0] == "year=2024"
    assert "finding=review_sum" in given["understood"]["filters"]
    looked = sum(report.year == 2024 for report in reports())
    assert given["text"].startswith(f"2024 年看了 {looked} 份报告，有 1 份勾稽不平，共 1 处：")


@pytest.mark.parametrize(
    "question", ["哪些报告文表不符", "2023年哪些报告自相矛盾", "which reports repeat last year's text"]
)
def test_no_such_finding_is_an_empty_list_that_says_what_was_looked_at(library: Library, question: str) -> None:
    given = ask(library, question)
    assert (given.kind, given.value, given.rows, given.findings) == ("findings", Decimal(0), (), ())
    assert any(part in given.text for part in ("没有", "none of"))


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        (
            "哪些单位缺2023年的报告",
            {"青山市生态环境局", "临江市人民政府", "河湾县人民政府办公室", "松林区人民政府办公室"},
        ),
        ("2023年哪些部门没有报告", {"青山市生态环境局"}),
        ("去年白鹭区有没有缺报告", set()),
        ("2020年临江市哪些单位没有年报", {"临江市人民政府", "河湾县人民政府办公室", "松林区人民政府办公室"}),
        ("which departments have no report for 2023", {"青山市生态环境局"}),
        ("which departments did not publish a report in 2020", {"青山市生态环境局"}),
    ],
)
def test_offices_that_reported_in_other_years_lack_this_one(library: Library, question: str, missing: set[str]) -> None:
    given = ask(library, question)
    assert given.kind == "list"
    assert {office for office, _ in lacking(given)} == missing
    assert all(name in given.text for name in missing)


def test_without_a_year_the_years_after_the_first_report_are_looked_at(library: Library) -> None:
    assert lacking(ask(library, "哪些单位缺报告")) == set()
    assert lacking(ask(library, "哪些单位缺2023年和2024年的报告")) == {
        (name, 2023) for name in ("青山市生态环境局", "临江市人民政府", "河湾县人民政府办公室", "松林区人民政府办公室")
    }


def test_two_offices_of_one_seat_lack_one_report_and_two_places_of_one_name_lack_two(library: Library) -> None:
    heads = [absence.head for absence in ask(library, "哪些单位缺2023年的报告").absences]
    assert sum(head.region.city == "临江市" and head.region.county is None for head in heads) == 1
    assert sum(head.region.county == "松林区" for head in heads) == 2


def test_a_missing_report_as_json_has_no_id_and_no_value(library: Library) -> None:
    given = form(ask(library, "2023年哪些部门没有报告"))
    (item,) = given["items"]
    assert (item["office"], item["year"], item["present"]) == ("青山市生态环境局", 2023, [2024])
    assert (item["report_id"], item["value"], item["location"]) == (None, None, None)
    assert given["understood"]["operation"] == "missing"


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("申请超过10件的矛盾报告", "矛盾"),
        ("哪些报告没有矛盾", "没有"),
        ("矛盾最多的单位", "最多"),
        ("江州市的报告有矛盾吗", "江州市"),
        ("哪些单位缺2019年的报告", "2019"),
        ("外星人的报告自相矛盾吗", "外星人"),
    ],
)
def test_what_cannot_be_looked_up_is_refused_by_name(library: Library, question: str, word: str) -> None:
    given = ask(library, question)
    assert given.kind == "no_answer"
    assert word in given.text
