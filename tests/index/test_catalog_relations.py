import pytest

from index.catalog import Catalog
from index.identity import report_id
from ingest.model import Region
from tests.conftest import BAILU, make_reading, make_report

OPEN = Region(county="白鹭区")
HONGSHAN = Region("示例省", "红山市", "白鹭区")


def checks(catalog: Catalog, year: int) -> list[str]:
    ids = [head.report_id for head in catalog.heads() if head.year == year]
    return [finding.check for found in catalog.findings(ids).values() for finding in found]


@pytest.mark.parametrize("open_first", [True, False])
def test_an_open_region_is_joined_in_whatever_order(catalog: Catalog, open_first: bool) -> None:
    readings = [make_reading(make_report(year=2022, region=OPEN)), make_reading(make_report(year=2023))]
    for reading in readings if open_first else reversed(readings):
        catalog.commit([reading])
    joined = next(head for head in catalog.heads() if head.year == 2022)
    assert (joined.region, joined.joined) == (BAILU, True)
    assert joined.report_id == report_id("//白鹭区/|人民政府办公室|2022")
    assert len({head.seat for head in catalog.heads()}) == 1
    stored = catalog.current(joined.report_id)
    assert stored is not None
    assert stored.report.region == OPEN


def test_a_join_ends_when_its_place_is_removed(catalog: Catalog) -> None:
    catalog.commit([make_reading(make_report(year=2022, region=OPEN)), make_reading(make_report(year=2023))])
    catalog.remove([head.report_id for head in catalog.heads() if head.year == 2023])
    (head,) = catalog.heads()
    assert (head.region, head.joined) == (OPEN, False)


@pytest.mark.parametrize("open_first", [True, False])
def test_a_name_that_fits_two_places_is_joined_to_none_and_found(catalog: Catalog, open_first: bool) -> None:
    named = [make_reading(make_report(region=region)) for region in (BAILU, HONGSHAN)]
    unnamed = [make_reading(make_report(year=2022, region=OPEN))]
    for readings in (unnamed, named) if open_first else (named, unnamed):
        catalog.commit(readings)
    head = next(head for head in catalog.heads() if head.year == 2022)
    (finding,) = catalog.findings([head.report_id])[head.report_id]
    assert (head.region, head.joined) == (OPEN, False)
    assert (finding.check, finding.severity) == ("region_ambiguous", "warning")
    assert "示例省/青山市/白鹭区" in finding.message
    assert "示例省/红山市/白鹭区" in finding.message


def test_files_of_an_ambiguous_name_are_never_versions(catalog: Catalog) -> None:
    catalog.commit([make_reading(make_report(region=region)) for region in (BAILU, HONGSHAN)])
    one = make_report(year=2022, region=OPEN)
    other = make_report(year=2022, region=OPEN, cells={"reconsideration.total": 1})
    result = catalog.commit([make_reading(one, b"1"), make_reading(other, b"2"), make_reading(one, b"3")])
    assert len(result.new) == 2
    assert (result.updated, result.unchanged) == ((), result.new[:1])


def test_carried_applications_are_compared_when_the_neighbour_arrives(catalog: Catalog) -> None:
    catalog.commit([make_reading(make_report(year=2023, cells={"applications.carried_in.total": 2}))])
    assert checks(catalog, 2023) == []
    catalog.commit([make_reading(make_report("白鹭区人民政府", 2022, cells={"applications.carried_out.total": 1}))])
    assert checks(catalog, 2023) == ["carry_over"]
    assert checks(catalog, 2022) == []
    fitting = make_report("白鹭区人民政府", 2022, cells={"applications.carried_out.total": 2})
    catalog.commit([make_reading(fitting)])
    assert checks(catalog, 2023) == []


def test_a_finding_of_the_library_stands_in_the_current_version_alone(catalog: Catalog) -> None:
    catalog.commit(
        [make_reading(make_report(year=2022)), make_reading(make_report(cells={"reconsideration.total": 1}))]
    )
    catalog.commit([make_reading(make_report(cells={"applications.carried_in.total": 2}))])
    stored = [item for item in catalog.reports(all_versions=True) if item.head.year == 2023]
    assert [[finding.check for finding in item.report.findings] for item in stored] == [[], ["carry_over"]]


def test_documents_in_force_follow_from_last_year(catalog: Catalog) -> None:
    row = "disclosure.normative_documents"
    last = make_report(year=2022, cells={f"{row}.in_force": 10})
    this = make_report(year=2023, cells={f"{row}.in_force": 12, f"{row}.issued": 3, f"{row}.repealed": 1})
    catalog.commit([make_reading(last), make_reading(this)])
    assert checks(catalog, 2023) == []
    catalog.commit([make_reading(make_report(year=2024, cells={f"{row}.in_force": 9}))])
    assert checks(catalog, 2024) == ["stock"]


def test_an_unread_cell_is_not_compared_between_years(catalog: Catalog) -> None:
    last = make_report(year=2022, cells={"applications.carried_out.total": "?"})
    this = make_report(year=2023, cells={"applications.carried_in.total": 2})
    catalog.commit([make_reading(last), make_reading(this)])
    assert checks(catalog, 2023) == []


def test_a_long_section_repeated_from_last_year_is_noted(catalog: Catalog) -> None:
    text = "本年度持续推进政务公开标准化规范化建设，完善信息发布审核制度，逐条核对目录并按季度组织业务培训。" * 3
    catalog.commit([make_reading(make_report(year=year, sections={1: text})) for year in (2022, 2023)])
    assert checks(catalog, 2023) == ["repeated_text"]


def test_years_of_a_government_and_its_office_that_both_publish_are_compared_apart(catalog: Catalog) -> None:
    offices = ("白鹭区人民政府", "白鹭区人民政府办公室")
    for office, carried in zip(offices, (1, 2), strict=True):
        last = make_report(office, 2022, cells={"applications.carried_out.total": carried})
        this = make_report(office, 2023, cells={"applications.carried_in.total": carried})
        catalog.commit([make_reading(last), make_reading(this)])
    assert checks(catalog, 2023) == []
