import hashlib

import pytest

from index.identity import Places, bare_office, identity, is_open, report_id, seat, short_forms
from ingest.model import Region
from tests.conftest import BAILU, QINGSHAN

HONGSHAN_BAILU = Region("示例省", "红山市", "白鹭区")
TOWN = Region("示例省", "青山市", "白鹭区", "石桥镇")


def test_report_id_is_the_head_of_the_hash_of_its_identity() -> None:
    name = identity("青山市白鹭区人民政府办公室", BAILU, 2023)
    assert name == "示例省/青山市/白鹭区/|人民政府办公室|2023"
    assert report_id(name) == hashlib.sha256(name.encode()).hexdigest()[:12]


@pytest.mark.parametrize(
    ("office", "region", "name"),
    [
        ("白鹭区人民政府办公室", BAILU, "人民政府办公室"),
        ("示例省青山市白鹭区人民政府办公室", BAILU, "人民政府办公室"),
        ("青山市市场监督管理局", QINGSHAN, "市场监督管理局"),
        ("市场监督管理局", QINGSHAN, "市场监督管理局"),
        ("青山经济开发区管理委员会", QINGSHAN, "经济开发区管理委员会"),
        ("滑县滑石管理局", Region("示例省", "青山市", "滑县"), "滑石管理局"),
        ("青山市", QINGSHAN, ""),
    ],
)
def test_leading_places_are_no_part_of_an_office(office: str, region: Region, name: str) -> None:
    assert bare_office(office, region) == name


def test_a_government_and_its_offices_have_one_seat_and_three_identities() -> None:
    names = ["白鹭区人民政府", "白鹭区人民政府办公室", "青山市白鹭区人民政府办公厅"]
    assert {seat(name, BAILU) for name in names} == {"示例省/青山市/白鹭区|人民政府"}
    assert len({identity(name, BAILU, 2023) for name in names}) == 3
    assert seat("白鹭区", BAILU) == seat("白鹭区人民政府", BAILU)
    assert seat("白鹭区财政局", BAILU) != seat("白鹭区人民政府", BAILU)


def test_short_forms_leave_places_out_from_the_top() -> None:
    assert short_forms("白鹭区人民政府办公室", BAILU) == (
        "示例省青山市白鹭区人民政府办公室",
        "青山市白鹭区人民政府办公室",
        "白鹭区人民政府办公室",
    )


@pytest.mark.parametrize(
    ("region", "open_"),
    [
        (Region(), False),
        (Region("示例省"), False),
        (BAILU, False),
        (TOWN, False),
        (Region(county="白鹭区"), True),
        (Region(city="青山市"), True),
        (Region("示例省", None, "白鹭区"), True),
        (Region("示例省", "青山市", None, "石桥镇"), True),
        (Region("北京市", None, "朝阳区"), False),
        (Region("河南省", None, "济源市", None, "419001"), False),
    ],
)
def test_a_region_is_open_where_a_place_above_is_missing(region: Region, open_: bool) -> None:
    assert is_open(region) is open_


def test_an_open_region_is_joined_to_the_one_that_fits() -> None:
    assert Places([BAILU, QINGSHAN]).join(Region(county="白鹭区")) == BAILU
    assert Places([TOWN]).join(Region(county="白鹭区")) == BAILU
    assert Places([QINGSHAN]).join(Region(county="白鹭区")) == Region(county="白鹭区")


def test_an_open_region_takes_the_most_complete_of_agreeing_ones() -> None:
    half = Region("示例省", None, "白鹭区")
    assert Places([half, BAILU]).join(Region(county="白鹭区")) == BAILU
    assert Places([half, BAILU]).join(half) == BAILU


def test_a_region_with_a_code_is_kept_of_two_that_name_the_same_places() -> None:
    coded = Region("示例省", "青山市", "白鹭区", None, "990101")
    assert Places([BAILU, coded, TOWN]).join(Region(county="白鹭区")) == coded


def test_two_places_of_one_name_join_nothing() -> None:
    places = Places([BAILU, HONGSHAN_BAILU])
    assert places.join(Region(county="白鹭区")) == Region(county="白鹭区")
    assert places.fitting(Region(county="白鹭区")) == (HONGSHAN_BAILU, BAILU)
    assert places.join(Region("示例省", "红山市", "白鹭区")) == HONGSHAN_BAILU
