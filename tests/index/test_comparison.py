from collections.abc import Iterable
from decimal import Decimal

import pytest

from index.comparison import Comparison, Figure, compare
from index.library import Library
from index.measures import measure_of
from index.model import Filter, Filters
from index.subjects import subjects_of
from ingest.model import Report
from tests.conftest import make_reading, make_report

Cells = dict[str, int | str | None]
YEARS = (2020, 2021, 2022, 2023)
NEW, REFUSED, CONCLUDED = (
    "applications.new.total",
    "applications.refused.third_party.total",
    "applications.concluded.total",
)
OFFICE = ("office", "白鹭区人民政府办公室")


def store(library: Library, reports: Iterable[Report]) -> Library:
    library.catalog.commit([make_reading(report) for report in reports])
    library.replay()
    return library


def compared(library: Library, key: str, *pairs: tuple[str, str], scope: Filters | None = None) -> Comparison:
    subjects = subjects_of(library.vocabulary).chosen(Filters(tuple(Filter(*pair) for pair in pairs)))
    return compare(library, subjects, measure_of(key), YEARS, scope or Filters())


def only(library: Library, key: str, cells: Cells) -> Figure:
    """What a measure comes to in the only report, of 2023."""
    store(library, [make_report(cells=cells)])
    [line] = compared(library, key, OFFICE).lines
    return line.figure(2023)


def test_a_rate_comes_with_its_numerator_and_denominator(library: Library) -> None:
    figure = only(library, "refusal_rate", {REFUSED: 3, CONCLUDED: 40})
    assert (figure.number, figure.numerator, figure.denominator) == (Decimal("0.075"), Decimal(3), Decimal(40))
    assert not figure.small


@pytest.mark.parametrize(("concluded", "small"), [(29, True), (30, False)])
def test_a_denominator_under_thirty_is_a_small_sample(library: Library, concluded: int, small: bool) -> None:
    assert only(library, "refusal_rate", {REFUSED: 3, CONCLUDED: concluded}).small is small


@pytest.mark.parametrize(
    ("cells", "missing"),
    [({CONCLUDED: None}, "blank"), ({CONCLUDED: "?"}, "unread"), ({CONCLUDED: 0}, "zero_denominator")],
)
def test_a_figure_without_a_value_says_why(library: Library, cells: Cells, missing: str) -> None:
    figure = only(library, "refusal_rate", cells)
    assert (figure.number, figure.missing, figure.counted) == (None, missing, 0)


def test_a_year_without_a_report_is_there_without_a_reason(library: Library) -> None:
    store(library, [make_report(year=2023)])
    [line] = compared(library, NEW, OFFICE).lines
    assert [figure.year for figure in line.figures] == list(YEARS)
    assert (line.figure(2022).heads, line.figure(2022).missing) == ((), None)


def test_a_group_is_the_sum_of_numerators_over_the_sum_of_denominators(library: Library) -> None:
    cells: tuple[Cells, ...] = ({REFUSED: 1, CONCLUDED: 10}, {REFUSED: 30, CONCLUDED: 40}, {REFUSED: 9, CONCLUDED: "?"})
    store(library, [make_report(f"白鹭区{name}", cells=own) for name, own in zip("甲乙丙", cells, strict=True)])
    [line] = compared(library, "refusal_rate", ("region", "示例省/青山市")).lines
    figure = line.figure(2023)
    assert (figure.numerator, figure.denominator, figure.number) == (Decimal(31), Decimal(50), Decimal("0.62"))
    assert (len(figure.heads), figure.counted) == (3, 2)


def test_a_group_of_counts_has_no_denominator(library: Library) -> None:
    store(library, [make_report("白鹭区甲局", cells={NEW: 5}), make_report("白鹭区乙局", cells={NEW: 7})])
    [line] = compared(library, NEW, ("level", "county")).lines
    assert (line.figure(2023).number, line.figure(2023).denominator) == (Decimal(12), None)


def test_other_filters_narrow_what_counts_and_who_is_a_peer(library: Library) -> None:
    store(
        library,
        [
            make_report(cells={NEW: 5}),
            make_report("白鹭区教育局", cells={NEW: 7}, office_kind="department"),
        ],
    )
    scope = Filters((Filter("office_kind", "government"),))
    place, office = compared(library, NEW, ("region", "示例省"), OFFICE, scope=scope).lines[::-1]
    assert place.figure(2023).number == 5
    standing_there = office.figure(2023).standing
    assert standing_there is not None
    assert standing_there.peers == 1


def test_the_office_that_reports_in_place_of_the_government_is_marked_once(library: Library) -> None:
    names = ("白鹭区人民政府", "青山市白鹭区人民政府", "白鹭区人民政府办公室", "白鹭区人民政府办公室")
    store(library, [make_report(name, year) for name, year in zip(names, YEARS, strict=True)])
    [line] = compared(library, NEW, OFFICE).lines
    assert [figure.renamed for figure in line.figures] == [False, False, True, False]


def test_values_are_joined_only_between_neighbouring_years_of_one_form(library: Library) -> None:
    forms = {2019: "2019", 2020: "2019", 2021: "2021", 2023: "2021"}
    store(
        library, [make_report(year=year, template="2019" if form == "2019" else "2021") for year, form in forms.items()]
    )
    subjects = subjects_of(library.vocabulary).chosen(Filters((Filter(*OFFICE),)))
    [line] = compare(library, subjects, measure_of(NEW), range(2019, 2024), Filters()).lines
    assert [[figure.year for figure in run] for run in line.runs] == [[2019, 2020], [2021], [2023]]


def test_the_order_is_that_of_the_address_until_it_is_asked_for_by_value(library: Library) -> None:
    cells: dict[str, Cells] = {
        "丁": {REFUSED: 2, CONCLUDED: 40},
        "丙": {REFUSED: 9, CONCLUDED: 40},
        "乙": {REFUSED: 9, CONCLUDED: 10},
        "甲": {CONCLUDED: None},
    }
    store(library, [make_report(f"白鹭区{name}局", cells=own) for name, own in cells.items()])
    found = compared(library, "refusal_rate", *(("office", f"白鹭区{name}局") for name in "甲乙丙丁"))

    def names(comparison: Comparison) -> str:
        return "".join(line.subject.newest.office[-2] for line in comparison.lines)

    assert names(found) == "甲乙丙丁"
    assert names(found.by_value()) == "丙丁乙甲"


def test_a_standing_counts_peers_of_the_same_level_and_year_only(library: Library) -> None:
    own = [
        make_report(f"白鹭区{name}局", cells={NEW: value}) for name, value in zip("甲乙丙丁戊", range(5), strict=True)
    ]
    others = [
        make_report("青山市局", level="prefecture", cells={NEW: 9}),
        make_report("白鹭区甲局", 2022, cells={NEW: 9}),
    ]
    store(library, [*own, *others])
    [line] = compared(library, NEW, ("office", "白鹭区丁局")).lines
    found = line.figure(2023).standing
    assert found is not None
    assert (found.peers, found.percentile) == (5, 70.0)


def test_a_later_report_is_compared_at_once(library: Library) -> None:
    store(library, [make_report(year=2022)])
    assert compared(library, NEW, OFFICE).lines[0].figure(2023).heads == ()
    store(library, [make_report(year=2023)])
    assert compared(library, NEW, OFFICE).lines[0].figure(2023).number == 12
