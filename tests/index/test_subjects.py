from collections.abc import Iterable

import pytest

from index.library import Library
from index.model import Filter, Filters
from index.subjects import Subject, Subjects, office_filter, subjects_of
from ingest.model import Region, Report
from tests.conftest import BAILU, make_reading, make_report

OTHER = Region("示例省", "石桥市", "白鹭区")
OFFICE, GOVERNMENT = "白鹭区人民政府办公室", "白鹭区人民政府"


def stored(library: Library, reports: Iterable[Report]) -> Subjects:
    library.catalog.commit([make_reading(report) for report in reports])
    library.replay()
    return subjects_of(library.vocabulary)


def named(subjects: Subjects, *pairs: tuple[str, str]) -> tuple[Subject, ...]:
    return subjects.chosen(Filters(tuple(Filter(*pair) for pair in pairs)))


def offices(subject: Subject) -> dict[int, str]:
    return {year: heads[0].office for year, heads in subject.reports.items()}


def test_a_government_and_its_office_are_one_series_where_never_both_report(library: Library) -> None:
    subjects = stored(library, [make_report(GOVERNMENT, 2021), make_report(OFFICE, 2022), make_report(OFFICE, 2023)])
    series = {2021: GOVERNMENT, 2022: OFFICE, 2023: OFFICE}
    for name in (GOVERNMENT, OFFICE, "示例省青山市白鹭区人民政府"):
        [subject] = named(subjects, ("office", name))
        assert offices(subject) == series
    assert len(named(subjects, ("office", GOVERNMENT), ("office", OFFICE))) == 1
    assert len(subjects.offices) == 1


def test_a_government_and_its_office_stay_two_where_both_report_in_a_year(library: Library) -> None:
    reports = [make_report(GOVERNMENT, 2021), make_report(GOVERNMENT, 2022), make_report(OFFICE, 2022)]
    subjects = stored(library, [*reports, make_report(OFFICE, 2023)])
    [government] = named(subjects, ("office", GOVERNMENT))
    [office] = named(subjects, ("office", OFFICE))
    assert offices(government) == {2021: GOVERNMENT, 2022: GOVERNMENT, 2023: OFFICE}
    assert offices(office) == {2021: GOVERNMENT, 2022: OFFICE, 2023: OFFICE}
    assert len(subjects.offices) == 2


def test_a_name_that_two_places_have_stands_for_both_of_them(library: Library) -> None:
    subjects = stored(library, [make_report(OFFICE, 2023, region=BAILU), make_report(OFFICE, 2023, region=OTHER)])
    found = named(subjects, ("office", OFFICE))
    assert {subject.newest.region for subject in found} == {BAILU, OTHER}
    for subject in found:
        assert subjects.chosen(Filters((subject.filter,))) == (subject,)


def test_a_place_has_the_reports_of_all_places_in_it_and_no_others(library: Library) -> None:
    town = Region("示例省", "青山市", "白鹭区", "东岭镇")
    beside = Region("示例省", "青山市", "白鹭区新城")
    subjects = stored(
        library,
        [
            make_report(year=2023),
            make_report("东岭镇人民政府", 2023, region=town),
            make_report("新城局", region=beside),
        ],
    )
    [place] = named(subjects, ("region", "示例省/青山市/白鹭区"))
    assert {head.office for head in place.reports[2023]} == {OFFICE, "东岭镇人民政府"}


def test_a_level_has_all_reports_of_its_bodies(built: Library) -> None:
    [level] = subjects_of(built.vocabulary).chosen(Filters((Filter("level", "prefecture"),)))
    found = {head.report_id for heads in level.reports.values() for head in heads}
    assert found == {head.report_id for head in built.heads(built.parse_filters(["level=prefecture"]))}


def test_what_is_excluded_is_no_subject(built: Library) -> None:
    assert subjects_of(built.vocabulary).chosen(Filters((Filter("level", "county", excluded=True),))) == ()


@pytest.mark.parametrize("region", [BAILU, Region(), Region("示例省", None, "白鹭区")])
def test_every_office_is_found_by_the_filter_that_names_it(library: Library, region: Region) -> None:
    subjects = stored(library, [make_report("白鹭區人民政府辦公室", 2023, region=region)])
    [subject] = subjects.chosen(Filters((office_filter(library.vocabulary.heads[0]),)))
    assert subject.newest == library.vocabulary.heads[0]


def test_of_two_reports_of_one_office_and_year_the_one_that_names_its_region_counts(library: Library) -> None:
    whole, part = make_report(year=2023), make_report(year=2023, region=Region(county="白鹭区"), source="另一份.txt")
    subjects = stored(library, [part, whole])
    assert {head.joined for head in library.vocabulary.heads} == {True, False}
    [subject] = named(subjects, ("office", OFFICE))
    assert [head.joined for head in subject.reports[2023]] == [False]
