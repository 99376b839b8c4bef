from collections.abc import Iterator
from decimal import Decimal

import pytest

from index.library import Library
from tests.portal.asked import ask, listed
from tests.portal.asking import make_library
from tests.portal.gold import Key

ENTERPRISE_ZONE = ("白鹭经济技术开发区管理委员会", 2024)
CHAOYANG = ("白鹭市红旗区朝阳街道办事处", 2024)
WANGJIANG = ("青岚市望江县人民政府", 2024)
QINGSHI = ("望江县青石镇人民政府", 2022)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with make_library(tmp_path_factory.mktemp("cells") / "library") as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "reports"),
    [
        ("哪些单位的诉讼一栏划了横线", {ENTERPRISE_ZONE}),
        ("哪些报告的复议后起诉填了斜杠", {ENTERPRISE_ZONE}),
        ("哪些单位的规章一栏打了横线", {CHAOYANG}),
        ("哪些单位的表里有划线的格", {CHAOYANG, ENTERPRISE_ZONE}),
        ("哪些单位的行政查询事项一栏空着没填", {WANGJIANG}),
        ("哪些报告有空白格", {WANGJIANG}),
        ("哪些单位的复议一栏空着没填", set()),
        ("哪些报告有推定的数", {WANGJIANG, QINGSHI}),
        ("2024年哪些单位有推定的格", {WANGJIANG}),
        ("哪些报告有没读出来的格", set()),
        ("which reports have dashes in litigation", {ENTERPRISE_ZONE}),
        ("which reports have blank cells", {WANGJIANG}),
        ("which reports have restored cells", {WANGJIANG, QINGSHI}),
    ],
)
def test_reports_with_cells_printed_so_are_listed(samples: Library, question: str, reports: set[Key]) -> None:
    given = ask(samples, question)
    assert given.kind == "list"
    assert listed(given) == reports
    assert len(given.evidence) == sum(len(row.cells) for row in given.rows)


def test_what_is_printed_blank_is_blank_though_the_sums_tell_it(samples: Library) -> None:
    given = ask(samples, "哪些单位的行政查询事项一栏空着没填")
    assert {cell.state for row in given.rows for cell in row.cells} == {"restored"}
    assert any("推定" in text for text in given.assumptions)


def test_blank_dash_and_unread_are_told_apart(small: Library) -> None:
    found = {
        state: {cell.key for row in ask(small, f"河湾县哪些单位的复议一栏{said}").rows for cell in row.cells}
        for state, said in {"blank": "空白", "dash": "划线", "unread": "没读出来"}.items()
    }
    assert found == {
        "blank": {"reconsideration.corrected"},
        "dash": {"reconsideration.upheld"},
        "unread": {"reconsideration.pending"},
    }


def test_whether_and_how_many_have_such_cells(samples: Library) -> None:
    assert ask(samples, "白鹭经济技术开发区2024年有没有划线的格").verdict is True
    given = ask(samples, "2024年有多少单位的表里有划线的格")
    assert (given.kind, given.value) == ("number", Decimal(2))


def test_a_condition_beside_the_cells_is_refused_by_name(samples: Library) -> None:
    given = ask(samples, "诉讼划线且新收超过10件的单位")
    assert given.kind == "no_answer"
    assert "划线" in given.text
