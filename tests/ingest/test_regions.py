import pytest

from ingest.gazetteer import load_gazetteer
from ingest.model import Level, OfficeKind, Region
from ingest.regions import complete_region, kind_of, level_of, split_office

GAZETTEER = load_gazetteer()


@pytest.mark.parametrize(
    ("name", "region", "rest"),
    [
        ("河南省洛阳市西工区人民政府办公室", Region("河南省", "洛阳市", "西工区"), "人民政府办公室"),
        ("洛阳市西工区人民政府", Region(None, "洛阳市", "西工区"), "人民政府"),
        ("西工区人民政府办公室", Region(None, None, "西工区"), "人民政府办公室"),
        ("示例省白鹭市红旗区人民政府", Region("示例省", "白鹭市", "红旗区"), "人民政府"),
        ("白鹭市青石镇人民政府", Region(None, "白鹭市", None, "青石镇"), "人民政府"),
        ("白鹭市红旗区朝阳街道办事处", Region(None, "白鹭市", "红旗区", "朝阳街道"), "办事处"),
        ("白鹭市生态环境局", Region(None, "白鹭市"), "生态环境局"),
        ("白鹭经济技术开发区管理委员会", Region(), "白鹭经济技术开发区管理委员会"),
        ("白鹭市高新区管委会", Region(None, "白鹭市"), "高新区管委会"),
        ("某某自治县人民政府", Region(None, None, "某某自治县"), "人民政府"),
        ("生态环境部", Region(), "生态环境部"),
        ("", Region(), ""),
    ],
)
def test_name_is_parted_into_places_and_office(name: str, region: Region, rest: str) -> None:
    found = split_office(name, GAZETTEER)
    assert (found.region, found.rest) == (region, rest)


@pytest.mark.parametrize(
    ("name", "level", "kind"),
    [
        ("示例省人民政府办公厅", "province", "government"),
        ("白鹭市人民政府", "prefecture", "government"),
        ("白鹭市人民政府办公室", "prefecture", "government"),
        ("白鹭市生态环境局", "prefecture", "department"),
        ("示例省生态环境厅", "province", "department"),
        ("白鹭市红旗区人民政府", "county", "government"),
        ("白鹭市红旗区教育局", "county", "department"),
        ("望江县青石镇人民政府", "township", "township"),
        ("红旗区朝阳街道办事处", "township", "township"),
        ("白鹭经济技术开发区管理委员会", "county", "government"),
        ("白鹭市城乡一体化示范区（高新区）党政办公室", "county", "government"),
        ("白鹭高新区管委会办公室", "county", "government"),
        ("白鹭市", "prefecture", "government"),
        ("生态环境部", "national", "department"),
        ("北京市东城区人民政府", "county", "government"),
    ],
)
def test_level_and_kind_follow_from_the_name(name: str, level: Level, kind: OfficeKind) -> None:
    found = split_office(name, GAZETTEER)
    assert (level_of(found), kind_of(found)) == (level, kind)


def test_place_that_the_gazetteer_knows_once_gets_its_larger_places_and_code() -> None:
    region, choices = complete_region(Region(None, None, "西工区"), "", GAZETTEER)
    assert (region.province, region.city, region.county) == ("河南省", "洛阳市", "西工区")
    assert region.adcode and region.adcode.startswith("4103")
    assert choices == ()


def test_district_of_a_municipality_has_no_city() -> None:
    region, _ = complete_region(split_office("北京市东城区人民政府", GAZETTEER).region, "", GAZETTEER)
    assert (region.province, region.city, region.county) == ("北京市", None, "东城区")


def test_name_that_fits_several_places_stays_open_and_lists_them() -> None:
    region, choices = complete_region(Region(None, None, "鼓楼区"), "", GAZETTEER)
    assert region == Region(None, None, "鼓楼区")
    assert {place.region.city for place in choices} >= {"南京市", "徐州市", "福州市", "开封市"}


@pytest.mark.parametrize("text", ["江苏省南京市鼓楼区位于城西", "南京市的报告"])
def test_city_named_in_the_text_decides_between_places_of_one_name(text: str) -> None:
    region, choices = complete_region(Region(None, None, "鼓楼区"), text, GAZETTEER)
    assert (region.province, region.city, choices) == ("江苏省", "南京市", ())


def test_text_that_names_two_of_the_cities_decides_nothing() -> None:
    region, choices = complete_region(Region(None, None, "鼓楼区"), "南京市与徐州市结对", GAZETTEER)
    assert region.city is None
    assert len(choices) > 1


def test_place_that_contradicts_the_gazetteer_is_left_as_printed() -> None:
    region, choices = complete_region(Region("示例省", "白鹭市", "西工区"), "", GAZETTEER)
    assert (region, choices) == (Region("示例省", "白鹭市", "西工区"), ())


def test_fictional_place_is_left_as_printed() -> None:
    assert complete_region(Region(None, "白鹭市"), "", GAZETTEER) == (Region(None, "白鹭市"), ())
