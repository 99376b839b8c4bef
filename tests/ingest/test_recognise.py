import pytest

from ingest.errors import NotAnAnnualReport
from ingest.model import Region, Report
from tests.ingest.builder import TEXTS, TITLE, read, report_text


def titled(*lines: str, source: str = "示例.txt", first: str = TEXTS[1]) -> Report:
    return read(report_text(title="\n".join(lines), texts={1: first}), source)


def checks(report: Report) -> set[str]:
    return {finding.check for finding in report.findings}


@pytest.mark.parametrize(
    "lines",
    [
        ("白鹭市教育局2023年政府信息公开工作年度报告",),
        ("白鹭市教育局", "2023年政府信息公开工作年度报告"),
        ("白鹭市教育局2023年", "政府信息公开工作", "年度报告"),
        ("2023年白鹭市教育局政府信息公开工作年度报告",),
        ("２０２３年度白鹭市教育局政府信息公开工作年度报告",),
        ("白鹭市教育局二〇二三年政府信息公开工作年度报告",),
        ("白鹭市教育局二○二三年度政府信息公开工作报告",),
        ("白鹭市教育局政府信息公开工作年度报告（2023年度）",),
        ("白鹭市教育局政府信息公开2023年度报告",),
        ("白鹭市教育局2023年度政务公开", "白鹭市教育局2023年政府信息公开年报"),
        ("## **白鹭市教育局2023年政府信息公开工作年度报告**",),
        ("白 鹭 市 教 育 局 2023 年 政 府 信 息 公 开 工 作 年 度 报 告",),
        (
            "索引号：BL-2024-0012",
            "发布日期：2024-01-20",
            "来源：市教育局",
            "白鹭市教育局2023年政府信息公开工作年度报告",
        ),
    ],
    ids=lambda lines: lines[0][:16],
)
def test_title_in_any_form_gives_office_and_year(lines: tuple[str, ...]) -> None:
    report = titled(*lines)
    assert (report.printed_office, report.year) == ("白鹭市教育局", 2023)
    assert checks(report).isdisjoint({"year_mismatch", "identity_conflict"})


def test_title_below_the_first_heading_is_found() -> None:
    text = report_text(title="目录页", texts={1: f"{TITLE}\n{TEXTS[1]}"})
    assert read(text).printed_office == "示例省白鹭市人民政府办公室"


def test_title_without_office_gives_the_place() -> None:
    report = titled("白鹭市2023年政府信息公开工作年度报告")
    assert (report.printed_office, report.level, report.office_kind) == ("白鹭市", "prefecture", "government")


def test_title_without_office_and_place_takes_the_office_of_the_opening_sentence() -> None:
    report = titled("2023年政府信息公开工作年度报告", first="现公布白鹭市教育局2023年政府信息公开工作年度报告。")
    assert report.office == "白鹭市教育局"


def test_office_of_the_opening_sentence_may_follow_a_comma() -> None:
    report = titled("2023年政府信息公开工作年度报告", first="按照条例，白鹭市教育局2023年度政府信息公开工作如下。")
    assert report.office == "白鹭市教育局"


def test_office_only_in_the_file_name_is_taken_from_there() -> None:
    report = titled("2023年政府信息公开工作年度报告", source="甲/白鹭市教育局2023年政府信息公开工作年度报告.txt")
    assert report.office == "白鹭市教育局"


def test_file_without_title_takes_it_from_its_name() -> None:
    report = titled("网页正文", source="白鹭市教育局2023年政府信息公开工作年度报告.txt")
    assert (report.office, report.year) == ("白鹭市教育局", 2023)


def test_report_that_names_no_office_anywhere_is_refused() -> None:
    with pytest.raises(NotAnAnnualReport, match="没有写明单位"):
        titled("2023年政府信息公开工作年度报告", first="公开工作做得细致。")


def test_year_of_the_period_serves_where_the_title_has_none() -> None:
    report = titled("白鹭市教育局政府信息公开工作年度报告", first="统计期限为2023年1月1日至2023年12月31日。")
    assert report.year == 2023


def test_year_of_the_file_name_serves_where_nothing_else_has_one() -> None:
    assert titled("白鹭市教育局政府信息公开工作年度报告", source="报告2023.txt").year == 2023


def test_report_without_any_year_is_refused() -> None:
    with pytest.raises(NotAnAnnualReport, match="没有年份"):
        titled("白鹭市教育局政府信息公开工作年度报告")


@pytest.mark.parametrize("period", ["2022年1月1日至2022年12月31日", "2022年1月1日起至12月31日"])
def test_period_of_another_year_than_the_title_is_a_finding_and_the_title_counts(period: str) -> None:
    report = titled("白鹭市教育局2023年政府信息公开工作年度报告", first=f"本报告的统计期限为{period}。")
    (finding,) = [finding for finding in report.findings if finding.check == "year_mismatch"]
    assert report.year == 2023
    assert "2022" in finding.message and "2023" in finding.message


def test_longer_form_of_the_same_name_completes_the_office() -> None:
    report = titled("红旗区人民政府2023年政府信息公开工作年度报告", first="现公布示例省白鹭市红旗区人民政府的报告。")
    assert (report.printed_office, report.office) == ("红旗区人民政府", "示例省白鹭市红旗区人民政府")
    assert report.region == Region("示例省", "白鹭市", "红旗区")


def test_compiler_named_in_the_text_is_not_the_office() -> None:
    report = titled("红旗区人民政府2023年政府信息公开工作年度报告", first="由红旗区人民政府办公室编制。")
    assert report.office == "红旗区人民政府"


def test_real_place_gets_its_region_from_the_gazetteer_and_no_prefix_to_its_name() -> None:
    report = titled("西工区人民政府办公室2023年政府信息公开工作年度报告")
    assert report.office == "西工区人民政府办公室"
    assert report.region.path == "河南省/洛阳市/西工区"


def test_place_of_an_ambiguous_name_is_left_open_with_a_finding() -> None:
    report = titled("鼓楼区教育局2023年政府信息公开工作年度报告", first="公开工作做得细致。")
    (finding,) = [finding for finding in report.findings if finding.check == "region_ambiguous"]
    assert report.region == Region(None, None, "鼓楼区")
    assert "鼓楼区" in finding.message


def test_larger_places_in_the_text_belong_to_the_region_of_a_fictional_district() -> None:
    report = titled("红旗区教育局2023年政府信息公开工作年度报告", first="示例省白鹭市红旗区坐落于江边。")
    assert report.region == Region("示例省", "白鹭市", "红旗区")


def test_rows_of_places_that_contradict_each_other_decide_nothing() -> None:
    first = "示例省白鹭市碧溪区是一处。示例省青岚市碧溪区是另一处。"
    assert titled("碧溪区教育局2023年政府信息公开工作年度报告", first=first).region == Region(None, None, "碧溪区")


def test_zone_lies_in_the_city_of_its_text_and_counts_as_a_county() -> None:
    report = titled("白鹭经济技术开发区管理委员会2023年政府信息公开工作年度报告", first="本区在示例省白鹭市东郊。")
    assert report.region == Region("示例省", "白鹭市")
    assert (report.level, report.office_kind) == ("county", "government")


@pytest.mark.parametrize(
    "title",
    [
        "关于编制2023年政府信息公开工作年度报告的通知",
        "白鹭市2023年政府信息公开工作年度报告编制要求",
        "关于发布2023年政府信息公开工作年度报告的公告",
        "白鹭市旅游指南",
    ],
)
def test_text_about_annual_reports_is_refused(title: str) -> None:
    text = title + "\n" + "各单位要在一月底以前写好并公开，内容要准确。\n" * 30
    with pytest.raises(NotAnAnnualReport) as caught:
        read(text, "夹子/通知.txt")
    assert str(caught.value).startswith("夹子/通知.txt")
    assert "请" in caught.value.problem


def test_title_alone_is_no_report() -> None:
    with pytest.raises(NotAnAnnualReport, match="请确认"):
        read(TITLE + "\n附件见下。\n")
