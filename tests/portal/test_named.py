"""What the search box takes for a place or an office, and what it leaves to look for."""

import pytest

from index.library import Library
from index.model import Filters
from ingest.model import Region
from portal.named import NamedIn, named_in
from tests.conftest import make_reading, make_report


@pytest.fixture
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A county, its bureau, its city, two districts of one name, and a bureau in each of six counties."""
    luo, jiao = Region("河南省", "洛阳市", "西工区"), Region("河南省", "焦作市")
    reports = [
        make_report("西工区人民政府办公室", 2022, region=luo),
        make_report("洛阳市西工区人民政府办公室", 2023, region=luo),
        make_report("西工区财政局", 2023, region=luo, office_kind="department"),
        make_report("焦作市人民政府", 2022, region=jiao, level="prefecture"),
        make_report("焦作市人民政府办公室", 2023, region=jiao, level="prefecture"),
        make_report("新华区人民政府", 2023, region=Region("河南省", "平顶山市", "新华区")),
        make_report("新华区人民政府", 2023, region=Region("河北省", "石家庄市", "新华区")),
    ]
    for name in "东西南北中上":
        region = Region("河南省", "洛阳市", f"{name}山县")
        reports.append(make_report(f"{name}山县水利局", 2023, region=region, office_kind="department"))
    opened = Library.open(tmp_path_factory.mktemp("named"), write=True, create=True)
    opened.catalog.commit([make_reading(report) for report in reports])
    opened.replay()
    return opened


def named(library: Library, text: str) -> NamedIn:
    return named_in(library.vocabulary, text)


def values(found: NamedIn) -> list[str]:
    return [offer.filter.value for offer in found.offers]


@pytest.mark.parametrize(
    ("text", "offered", "rest"),
    [
        ("西工区", ["河南省/洛阳市/西工区", "洛阳市西工区人民政府办公室"], ""),
        ("洛阳西工 无法提供", ["河南省/洛阳市/西工区", "洛阳市西工区人民政府办公室"], "无法提供"),
        ("西工区人民政府办公室", ["洛阳市西工区人民政府办公室"], ""),
        ("西工区政府", ["洛阳市西工区人民政府办公室"], ""),
        ("西工区 财政局", ["西工区财政局"], ""),
        ("培训 财政局", ["西工区财政局"], "培训"),
        ("焦作市人民政府", ["焦作市人民政府", "焦作市人民政府办公室"], ""),
        ("焦作市依申请公开", ["河南省/焦作市", "焦作市人民政府", "焦作市人民政府办公室"], "依申请公开"),
        ("焦作市财政局", ["河南省/焦作市", "焦作市人民政府", "焦作市人民政府办公室"], "财政局"),
    ],
)
def test_places_and_offices_are_found_by_the_names_that_people_use(
    library: Library, text: str, offered: list[str], rest: str
) -> None:
    found = named(library, text)
    assert (values(found), found.rest) == (offered, rest)


@pytest.mark.parametrize("text", ["公开", "人民政府", "水利局", "新华社报道", "焦作市民", '"焦作市"', "-焦作", ""])
def test_words_that_name_no_place_offer_none(library: Library, text: str) -> None:
    assert named(library, text) == NamedIn(rest="" if '"' in text else text)


def test_places_of_one_name_are_all_offered(library: Library) -> None:
    assert values(named(library, "新华区"))[:2] == ["河北省/石家庄市/新华区", "河南省/平顶山市/新华区"]
    assert values(named(library, "平顶山新华")) == ["河南省/平顶山市/新华区", "河南省平顶山市新华区人民政府"]


def test_each_offer_finds_as_many_reports_as_it_says(library: Library) -> None:
    for text in ("西工区", "焦作市", "新华区", "洛阳市", "西工区财政局"):
        for offer in named(library, text).offers:
            assert len(library.heads(Filters((offer.filter,)))) == offer.count, offer
