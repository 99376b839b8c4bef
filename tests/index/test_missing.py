import pytest

from index.missing import absences, asked_years, settled_years
from index.model import Filter, Filters, ReportHead
from tests.conftest import make_report
from tests.portal.samples import make_head

YEARS = (2020, 2021, 2022, 2023)


def heads(office: str, *years: int) -> list[ReportHead]:
    return [make_head(make_report(office), report_id=f"{office}{year}", year=year) for year in years]


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], YEARS),
        ([("year", "2021..2022")], (2021, 2022)),
        ([("year", "2020"), ("year", "2023..")], (2020, 2023)),
        ([("year", "!2021")], (2020, 2022, 2023)),
        ([("year", "2021.."), ("year", "!2022")], (2021, 2023)),
        ([("level", "county")], YEARS),
    ],
)
def test_years_are_those_that_the_filters_let_through(pairs: list[tuple[str, str]], expected: tuple[int, ...]) -> None:
    items = tuple(Filter(name, value.lstrip("!"), value.startswith("!")) for name, value in pairs)
    assert asked_years(Filters(items), YEARS) == expected


def test_a_year_before_the_first_report_is_missing_only_where_it_was_asked_for() -> None:
    some = heads("白鹭区人民政府办公室", 2023, 2021)
    assert [(found.year, found.present) for found in absences(some, YEARS, stated=False)] == [(2022, (2021, 2023))]
    assert [found.year for found in absences(some, YEARS, stated=True)] == [2020, 2022]


def test_a_government_and_its_office_stand_in_for_each_other() -> None:
    both = [*heads("白鹭区人民政府", 2023), *heads("白鹭区人民政府办公室", 2022)]
    assert absences(both, (2022, 2023), stated=True) == ()


@pytest.mark.parametrize(("begun", "newest"), [(1, 2022), (2, 2023)])
def test_a_year_with_a_fair_share_of_the_reports_of_the_year_before_is_settled(begun: int, newest: int) -> None:
    some = [head for number in range(20) for head in heads(f"白鹭区第{number}局", 2022)]
    later = [head for number in range(begun) for head in heads(f"白鹭区第{number}局", 2023)]
    assert settled_years([*later, *some])[0] == newest


def test_the_only_year_is_settled() -> None:
    assert settled_years(heads("白鹭区人民政府", 2023)) == (2023,)
    assert settled_years([]) == ()
