import pytest

from index.errors import FilterError
from index.model import Filter
from portal.widgets.address import split_query
from portal.widgets.links import ChecksLink, LibraryLink, rule_href


@pytest.mark.parametrize(
    "query",
    [
        "",
        "finding=row_sum&severity=%21note&page=3",
        "q=%E7%BA%A2%E6%97%97&year=2023&lang=en",
        "view=draft",
        "view=rules&rule=stock",
    ],
)
def test_a_view_of_the_checks_is_restored_by_its_address(query: str) -> None:
    link = ChecksLink.read(split_query(query))
    assert ChecksLink.read(link.pairs) == link
    assert link.href.partition("?")[2] == query


@pytest.mark.parametrize(
    "query", ["", "view=missing&year=2022", "q=a&chosen=aa&chosen=bb&level=county&page=2", "told=20260102"]
)
def test_a_view_of_the_library_is_restored_by_its_address(query: str) -> None:
    link = LibraryLink.read(split_query(query))
    assert LibraryLink.read(link.pairs) == link
    assert link.href.partition("?")[2] == query


def test_a_report_is_chosen_by_one_click_and_left_out_by_the_next() -> None:
    link = LibraryLink().turned("aa").turned("bb")
    assert link.chosen == ("aa", "bb")
    assert link.turned("aa").chosen == ("bb",)
    assert link.viewed("status").chosen == ()
    assert link.with_(Filter("year", "2022")).chosen == ("aa", "bb")


def test_an_unknown_view_is_refused_with_the_first_that_there_is() -> None:
    for link, nearest in ((ChecksLink, "findings"), (LibraryLink, "reports")):
        with pytest.raises(FilterError, match=nearest):
            link.read((("view", "nonsense"),))


def test_a_rule_has_an_address_of_its_own() -> None:
    assert rule_href("stock", "en") == "/checks?view=rules&rule=stock&lang=en"
