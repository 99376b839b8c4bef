import re
from collections.abc import Iterator
from datetime import date

import pytest

from index.library import Library
from index.model import Filters
from portal.messages import Texts
from portal.questions.answer import answer
from portal.sheets.answer_about import coverage, doubts
from portal.sheets.answer_sheets import answer_table, sheets_of
from portal.sheets.exports import Origin
from portal.sheets.sheets import Sheet
from tests.portal.asking import TODAY, make_library

ZH, EN = Texts("zh"), Texts("en")
ORIGIN = Origin("问", Filters(), date(2025, 6, 1), "http://127.0.0.1:8501")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with make_library(tmp_path_factory.mktemp("asked") / "library") as made:
        yield made


def sheets(question: str, library: Library, texts: Texts = ZH) -> dict[str, Sheet]:
    return {sheet.name: sheet for sheet in sheets_of(answer(question, library, TODAY), library, texts)}


def shown(sheet: Sheet) -> list[dict[str, str]]:
    lines = sheet.lines(0, sheet.count)
    said = [[entry.text or "；".join(text for text, _ in entry.doors) for entry in line.entries] for line in lines]
    return [dict(zip([column.title for column in sheet.columns], texts, strict=True)) for texts in said]


def test_a_list_shows_each_report_with_its_figure_and_the_way_to_its_cell(library: Library) -> None:
    sheet = sheets("2024年哪些单位的行政复议被纠正", library)["rows"]
    rows = shown(sheet)
    assert {(row["单位"], row["行政复议·结果纠正（件）"]) for row in rows} == {
        ("青山市人民政府", "4"),
        ("白鹭区人民政府办公室", "2"),
    }
    assert rows[0]["出处"] == "表四 行政复议 × 结果纠正"
    assert all("cell=reconsideration.corrected" in line.href for line in sheet.lines(0, sheet.count))


def test_a_rate_stands_beside_its_numerator_and_denominator_and_a_small_one_says_so(library: Library) -> None:
    rows = shown(sheets("2024年不予公开率最高的三个单位", library)["rows"])
    first = next(row for row in rows if row["单位"] == "河湾县人民政府办公室")
    assert (first["分子"], first["分母"], first["不予公开率"]) == ("2", "12", "16.7%")
    assert first["说明"].startswith("样本小")


def test_a_figure_in_parts_shows_each_part(library: Library) -> None:
    rows = shown(sheets("2024年哪些单位有诉讼", library)["rows"])
    qingshan = next(row for row in rows if row["单位"] == "青山市人民政府")
    assert [value for name, value in qingshan.items() if "诉讼" in name] == ["5", "2", "3"]


def test_a_cell_without_a_number_is_listed_apart_with_its_state(library: Library) -> None:
    found = sheets("2024年哪些单位的行政复议没有被纠正", library)
    apart = shown(found["apart"])
    assert [(row["单位"], row["行政复议·结果纠正（件）"]) for row in apart] == [("河湾县人民政府办公室", "空白")]
    assert "河湾县人民政府办公室" not in {row["单位"] for row in shown(found["rows"])}


def test_a_grouped_answer_shows_its_groups_first_then_the_reports_behind_them(library: Library) -> None:
    found = sheets("2024年各层级新收申请合计", library)
    assert list(found)[:2] == ["groups", "rows"]
    groups = {row["层级"]: (row["新收申请（件）"], row["报告份数"]) for row in shown(found["groups"])}
    rows = shown(found["rows"])
    for name, (total, reports) in groups.items():
        own = [int(row["新收申请（件）"]) for row in rows if row["层级"] == name]
        assert (sum(own), len(own)) == (int(total), int(reports))


def test_a_change_shows_both_years_and_what_lies_between(library: Library) -> None:
    rows = shown(sheets("2024年比2023年复议纠正增加最多的单位", library)["rows"])
    assert [(row["单位"], row["2023 年（件）"], row["2024 年（件）"], row["差（件）"]) for row in rows] == [
        ("青山市人民政府", "1", "4", "+3")
    ]
    assert rows[0]["出处"] == "2023 年 表四 行政复议 × 结果纠正；2024 年 表四 行政复议 × 结果纠正"


def test_missing_reports_stand_in_a_table_of_years(library: Library) -> None:
    rows = shown(sheets("2023年哪些单位没有报告", library)["missing"])
    hewan = next(row for row in rows if row["单位"] == "河湾县人民政府办公室")
    assert (hewan["2023"], hewan["2024"]) == ("缺", "有")


def test_findings_asked_for_are_a_table_and_those_on_figures_stand_in_the_export_alone(library: Library) -> None:
    assert [row["印作"] for row in shown(sheets("哪些报告自相矛盾", library)["findings"])] == ["10"]
    given = answer("青山市人民政府2024年行政复议总计是多少", library, TODAY)
    assert [sheet.name for sheet in sheets_of(given, library, ZH)] == ["rows"]
    table = answer_table(given, library, ORIGIN, ZH)
    at = {name: place for place, name in enumerate(table.columns)}
    assert [row[at["印作"]] for row in table.rows if row[at["表或部分"]] == "这些数的核查提示"] == ["10"]


def test_an_export_holds_every_line_of_every_sheet(library: Library) -> None:
    given = answer("2024年各层级新收申请合计", library, TODAY)
    table = answer_table(given, library, ORIGIN, ZH)
    at = {name: place for place, name in enumerate(table.columns)}
    parts = [row[at["表或部分"]] for row in table.rows]
    for sheet in sheets_of(given, library, ZH):
        assert parts.count(sheet.title) == sheet.count
    totals = [row[at["新收申请（件）"]] for row in table.rows if row[at["表或部分"]] == "分组"]
    assert totals == [group.value for group in given.groups]
    assert {row[at["导出日期"]] for row in table.rows} == {"2025-06-01"}
    assert all(str(row[at["链接"]]).startswith("http://127.0.0.1:8501/") for row in table.rows)


def test_titles_are_in_the_language_of_the_page(library: Library) -> None:
    for sheet in sheets("2024年各层级新收申请合计", library, EN).values():
        assert not [column.title for column in sheet.columns if re.search(r"[一-鿿]", column.title)]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("2024年哪些单位的行政复议被纠正", "查了 8 份报告：7 份有数，1 份空白"),
        ("2024年哪些报告自相矛盾", "查了 8 份报告。"),
        ("2023年哪些单位没有报告", "个单位的 11 份报告。"),
        ("which reports contradict themselves", "Reports looked at: 11."),
        ("什么是依申请公开", ""),
    ],
)
def test_every_kind_of_answer_says_how_much_was_looked_at(question: str, said: str, library: Library) -> None:
    assert said in coverage(answer(question, library, TODAY), library)


def test_findings_beyond_the_figures_are_counted_apart(library: Library) -> None:
    every = library.catalog.findings([head.report_id for head in library.heads(library.parse_filters(["year=2024"]))])
    head = next(head for head in library.heads(Filters()) if (head.office, head.year) == ("青山市人民政府", 2024))
    count = len(every[head.report_id])
    on = doubts(answer("青山市人民政府2024年行政复议总计是多少", library, TODAY), library)
    assert (len(on.on_figures), on.beyond) == (1, count - 1)
    assert [finding.check for _, finding in on.on_figures] == ["review_sum"]
    off = doubts(answer("青山市人民政府2024年新收申请是多少", library, TODAY), library)
    assert (len(off.on_figures), off.beyond) == (0, count)
