import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from index.library import Library
from index.model import Filter, Filters
from index.subjects import subjects_of
from portal.messages import Texts
from portal.widgets.links import CompareLink
from portal.widgets.markup_compare import block_head, chosen, legend
from portal.widgets.markup_matrix import Sheet, details, matrix
from tests.conftest import make_reading, make_report
from tests.portal.comparing import BAILU_OFFICE, GROUPS, NEW, OFFICES, build, shown
from tests.portal.samples import HOSTILE

ZH = Texts("zh")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with build(tmp_path_factory.mktemp("matrix") / "library") as opened:
        yield opened


def cells(markup: str) -> list[list[html.HtmlElement]]:
    return [list(row.iter("td")) for row in html.fromstring(markup).iter("tr")][1:]


def tint(cell: html.HtmlElement) -> str:
    [step] = re.findall(r"mc-step-(\d)", cell.get("class", ""))
    return str(step)


def test_the_highest_value_is_darkest_and_small_samples_have_no_tint(library: Library) -> None:
    one, other = cells(matrix(Sheet(shown(library, OFFICES), Filters(), ZH)))
    assert [tint(cell) for cell in one[:4]] == ["2", "3", "0", "5"]
    assert [tint(cell) for cell in other[:4]] == ["0", "0", "0", "0"]
    assert other[1].text_content() == "100.0%2/2样本小"


def test_a_highest_value_that_is_no_round_number_is_darkest_too(library: Library) -> None:
    bureau = CompareLink.among([Filter("office", "青山市生态环境局")])
    [row] = cells(matrix(Sheet(shown(library, bureau), Filters(), ZH)))
    assert tint(row[3]) == "5"


def test_nought_has_the_lightest_tint(library: Library) -> None:
    [row, *_] = cells(matrix(Sheet(shown(library, OFFICES, "litigation.corrected"), Filters(), ZH)))
    assert tint(row[0]) == "1"


def test_every_value_is_a_link_and_a_year_without_a_report_is_words(library: Library) -> None:
    one, _ = cells(matrix(Sheet(shown(library, OFFICES), Filters(), ZH)))
    assert one[2].text_content() == "无报告"
    for cell in (one[0], one[1], one[3]):
        assert str(next(cell.iter("a")).get("href")).startswith("/report?id=")


def test_the_dashed_rule_stands_before_the_first_year_of_the_new_form(library: Library) -> None:
    markup = matrix(Sheet(shown(library, OFFICES), Filters(), ZH))
    head = [cell.get("class") for cell in next(html.fromstring(markup).iter("tr")).iter("th")]
    assert head == [None, "mc-figure", "mc-figure mc-edge", "mc-figure", "mc-figure", None]


def test_sums_say_over_how_many_reports_and_that_they_may_count_twice(library: Library) -> None:
    found = shown(library, GROUPS)
    assert "3 份报告，2 份有数" in matrix(Sheet(found, Filters(), ZH))
    assert "合计可能重复" in legend(found, ordered=False, texts=ZH)
    assert "合计可能重复" not in legend(shown(library, OFFICES), ordered=False, texts=ZH)


def test_details_have_numerator_denominator_and_both_places(library: Library) -> None:
    rows = cells(details(Sheet(shown(library, OFFICES), Filters(), ZH)))
    assert [cell.text_content() for cell in rows[1]][:5] == ["2021", "10.0%", "6", "60", "1"]
    doors = [str(door.get("href")).partition("view=")[2] for cell in rows[1] for door in cell.iter("a")]
    numerator = "tables&metric=refusal_rate&part=numerator"
    denominator = "tables&cell=applications.concluded.total"
    assert doors == ["tables&metric=refusal_rate", numerator, denominator, numerator, denominator]
    assert [door.text_content() for door in rows[1][-1].iter("a")] == [
        "表三 （三）不予公开 1.属于国家秘密 × 总计 等 8 格",
        "表三 （七）总计 × 总计",
    ]


def test_the_tints_are_explained_in_whole_numbers_where_whole_numbers_are_counted(library: Library) -> None:
    scale = html.fromstring(matrix(Sheet(shown(library, OFFICES, NEW), Filters(), ZH))).find_class("mc-scale")[0]
    assert [item.text_content() for item in scale] == ["0", "至 3", "至 6", "至 9", "至 12"]
    few = shown(library, OFFICES, "applications.refused.third_party.total")
    scale = html.fromstring(matrix(Sheet(few, Filters(), ZH))).find_class("mc-scale")[0]
    assert [item.text_content() for item in scale] == ["0", "至 2", "至 4", "至 6", "至 9"]


def test_the_heading_gives_years_and_formula(library: Library) -> None:
    head = block_head(shown(library, OFFICES), latest=False, texts=ZH)
    assert "不予公开率，2020–2023" in head
    assert "不予公开率 = 不予公开 ÷ 办结申请总计" in head
    assert "不予公开率，2023" in block_head(shown(library, OFFICES), latest=True, texts=ZH)


def test_each_chip_leads_to_the_comparison_without_its_subject(library: Library) -> None:
    subjects = subjects_of(library.vocabulary).chosen(OFFICES.filters)
    links = [link.get("href") for link in html.fromstring(chosen(OFFICES, subjects, ZH)).iter("a")]
    assert links[0] == CompareLink.among([subjects[1].filter]).href
    assert links[-1] == "/compare"


def test_one_subject_asks_for_another(library: Library) -> None:
    link = CompareLink.among([Filter("office", BAILU_OFFICE)])
    subjects = subjects_of(library.vocabulary).chosen(link.filters)
    assert "再选一个" in chosen(link, subjects, ZH)


def test_hostile_names_stay_text(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library", write=True, create=True) as hostile:
        hostile.catalog.commit([make_reading(make_report(office=f"白鹭区{HOSTILE}"))])
        hostile.replay()
        subject = subjects_of(hostile.vocabulary).offices[0]
        link = CompareLink.among([subject.filter])
        found = shown(hostile, link)
        sheet = Sheet(found, Filters(), ZH)
        for markup in (matrix(sheet), details(sheet), chosen(link, [subject], ZH)):
            tree = html.fromstring(f"<div>{markup}</div>")
            assert not list(tree.iter("img", "script"))
            assert "<script>alert(2)</script>" in tree.text_content()


def test_the_name_of_an_office_leads_to_its_newest_report_and_that_of_a_place_to_its_reports(library: Library) -> None:
    found = shown(library, OFFICES)
    newest = found.found.lines[0].subject.newest.report_id
    for draw in (matrix, details):
        first = next(html.fromstring(draw(Sheet(found, Filters(), ZH))).iter("tbody")).xpath(".//th/a")[0]
        assert first.get("href") == f"/report?id={newest}"
    place = html.fromstring(matrix(Sheet(shown(library, GROUPS), Filters(), ZH))).xpath(".//tbody//th/a")[0]
    assert str(place.get("href")).startswith("/?region=")
