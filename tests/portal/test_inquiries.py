import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from index.library import Library
from portal.questions.answer import answer
from portal.questions.json_forms.forms import answer_form
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
    assert given["text"].startswith(f"2024 年看了 {looked} 份报告，有 1 份勾稽不平：")


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
        ("江州市的报告有矛盾吗", "江州市"),
        ("哪些单位缺2019年的报告", "2019"),
        ("外星人的报告自相矛盾吗", "外星人"),
    ],
)
def test_what_cannot_be_looked_up_is_refused_by_name(library: Library, question: str, word: str) -> None:
    given = ask(library, question)
    assert given.kind == "no_answer"
    assert word in given.text


def test_reports_without_such_findings_are_listed(library: Library) -> None:
    given = ask(library, "哪些报告没有矛盾")
    assert given.kind == "list"
    assert len(given.rows) == len(reports()) - 1
    assert "青山市人民政府" not in {row.head.office for row in given.rows if row.head.year == 2024}
    assert ask(library, "2024年没有矛盾的报告").value == sum(report.year == 2024 for report in reports()) - 1


def test_reports_are_ranked_by_errors_and_warnings(library: Library) -> None:
    given = ask(library, "2024年矛盾最多的单位")
    every = library.catalog.findings([head.report_id for head in library.vocabulary.heads if head.year == 2024])
    most = max(sum(finding.severity != "note" for finding in findings) for findings in every.values())
    assert (given.kind, given.value) == ("ranking", Decimal(most))
    assert [row.head.office for row in given.rows] == ["青山市人民政府"]
    assert any("错误与警告" in text for text in given.assumptions)
    least = ask(library, "which reports contradict themselves least in 2024")
    assert least.value == Decimal(0)
    assert all(row.value == 0 for row in least.rows)


def test_two_kinds_of_findings_must_both_be_there(library: Library) -> None:
    assert ask(library, "哪些报告既勾稽不平又文表不符").rows == ()
    assert len(ask(library, "哪些报告勾稽不平但没有文表不符").rows) == 1


def test_what_is_wrong_with_the_report_of_one_office(library: Library) -> None:
    given = ask(library, "青山市2024年的报告有什么错误")
    assert [finding.check for _, finding in given.findings] == ["review_sum"]
    assert ask(library, "青山市生态环境局2024年的报告有什么错误").findings == ()
