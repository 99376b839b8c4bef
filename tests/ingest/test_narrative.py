from decimal import Decimal

import pytest

from ingest.model import Finding, Report
from ingest.narrative import narrative_facts
from tests.ingest.builder import prose_lines, read, report_text

CELLS = {
    "applications.new.total": "31",
    "applications.carried_in.total": "2",
    "applications.concluded.total": "30",
    "applications.carried_out.total": "3",
    "applications.granted.total": "14",
    "applications.partial.total": "5",
    "reconsideration.total": "4",
    "reconsideration.corrected": "1",
    "litigation_direct.total": "2",
    "litigation_after_reconsideration.total": "1",
    "disclosure.normative_documents.issued": "8",
    "disclosure.normative_documents.repealed": "26",
    "disclosure.normative_documents.in_force": "95",
}


def report_saying(text: str, cells: dict[str, str] = CELLS) -> Report:
    return read(report_text(texts={1: text}, cells=cells))


def conflicts(text: str, cells: dict[str, str] = CELLS) -> list[Finding]:
    return [finding for finding in report_saying(text, cells).findings if finding.check == "text_vs_table"]


@pytest.mark.parametrize(
    ("text", "key", "stated"),
    [
        ("全年收到政府信息公开申请40件。", "applications.new.total", "31"),
        ("全年受理依申请公开40件。", "applications.new.total", "31"),
        ("共收到信息公开申请４０件。", "applications.new.total", "31"),
        ("收到政府信息公开申请31件，办结40件。", "applications.concluded.total", "30"),
        ("收到政府信息公开申请1,031件。", "applications.new.total", "31"),
        ("政府信息公开申请上年结转40件。", "applications.carried_in.total", "2"),
        ("收到政府信息公开申请31件，40件结转下年度。", "applications.carried_out.total", "3"),
        ("政府信息公开行政复议40件。", "reconsideration.total", "4"),
        ("行政复议4件，其中被纠正40件。", "reconsideration.corrected", "1"),
        ("被提起行政诉讼40件。", "litigation_direct.total", "3"),
        ("制发行政规范性文件40件。", "disclosure.normative_documents.issued", "8"),
        ("制发规范性文件8件，废止40件。", "disclosure.normative_documents.repealed", "26"),
    ],
)
def test_count_that_differs_from_its_cell_is_a_finding_that_quotes_both(text: str, key: str, stated: str) -> None:
    (finding,) = conflicts(text)
    assert finding.facts[0] == key
    assert (finding.severity, finding.blame, finding.expected) == ("warning", "report", stated)
    assert stated in finding.message and (finding.published or "") in finding.message
    assert finding.location.line == 3


@pytest.mark.parametrize(
    "text",
    [
        "全年收到政府信息公开申请31件，办结30件，上年结转2件，结转下年度3件。",
        "新收和结转的政府信息公开申请共处理33件。",
        "收到政府信息公开申请33件（含上年结转2件）。",
        "共处理依申请公开30件。",
        "收到群众来信99件，接听热线88次，办理信箱留言77件。",
        "2022年收到政府信息公开申请99件。",
        "收到政府信息公开申请31件，较上年增加99件。",
        "收到政府信息公开申请31件，同比减少99件。",
        "收到政府信息公开申请近99件。",
        "收到政府信息公开申请99余件。",
        "全市收到政府信息公开申请99件。",
        "各部门共收到政府信息公开申请99件。",
        "收到政府信息公开申请31件，其中线上申请20件，信函申请11件。",
        "收到政府信息公开申请31件，其中自然人申请29件，法人申请2件。",
        "被提起行政诉讼3件。",
        "被申请行政复议4件，被提起行政诉讼3件。",
        "行政复议和行政诉讼共7件。",
        "发布政策解读99件，公开栏目99个。",
        "主动公开政府信息99条。",
        "制发规范性文件8件，废止26件，现行有效95件。",
        "召开政府信息公开会议99次。",
        "按月收到政府信息公开申请9件。",
    ],
)
def test_count_that_fits_or_speaks_of_something_else_is_no_finding(text: str) -> None:
    assert conflicts(text) == []


def test_count_is_not_compared_with_an_unread_or_blank_cell() -> None:
    assert conflicts("收到政府信息公开申请40件。", {**CELLS, "applications.new.total": "—"}) == []


def test_section_five_is_not_compared() -> None:
    report = read(report_text(texts={5: "收到政府信息公开申请40件，应答不够快。"}, cells=CELLS))
    assert not any(finding.check == "text_vs_table" for finding in report.findings)


@pytest.mark.parametrize("said", ["无行政事业性收费", "没有行政事业性收费"])
def test_no_fees_in_the_text_against_a_printed_sum_is_a_finding(said: str) -> None:
    (finding,) = conflicts(f"本年度{said}。", {"disclosure.fees.amount": "12.5"})
    assert finding.facts == ("disclosure.fees.amount",)
    assert conflicts(f"本年度{said}。", {"disclosure.fees.amount": "0"}) == []


def test_information_fee_is_not_compared_with_the_administrative_fees() -> None:
    assert conflicts("没有收取信息处理费。收取信息处理费500元。", {"disclosure.fees.amount": "12.5"}) == []


@pytest.mark.parametrize(
    ("text", "key", "value", "published"),
    [
        ("全年主动公开政府信息2217条。", "narrative.disclosed_items", "2217", "主动公开政府信息2217条"),
        ("全年主动公开政府信息 1.2万余条。", "narrative.disclosed_items", "12000", "主动公开政府信息1.2万余条"),
        (
            "通过网站主动公开各类政府信息２,２１７条。",
            "narrative.disclosed_items",
            "2217",
            "主动公开各类政府信息2,217条",
        ),
        ("收取信息处理费500元。", "narrative.information_fee", "500", "信息处理费500元"),
        ("收取信息处理费0元。", "narrative.information_fee", "0", "信息处理费0元"),
    ],
)
def test_figure_that_only_the_text_states_is_a_fact_with_its_sentence(
    text: str, key: str, value: str, published: str
) -> None:
    (fact,) = narrative_facts(prose_lines("公开及时。", text))
    assert (fact.key, fact.value, fact.published) == (key, Decimal(value), published)
    assert fact.location.line == 2
    assert fact.state == ("zero" if value == "0" else "value")


def test_text_without_such_a_figure_gives_none() -> None:
    assert narrative_facts(prose_lines("主动公开政府信息较多，没有收取信息处理费。余件均已办结。")) == []


@pytest.mark.parametrize(
    "bait",
    [
        "9" * 200_000 + "件",
        "9," * 100_000 + "件",
        "信函5件，" * 20_000,
        "2022年5件" * 20_000,
        "主动公开政府信息" + "9" * 200_000 + "条",
    ],
    ids=["digits", "groups", "counts", "years", "items"],
)
def test_paragraph_of_endless_numbers_is_read_without_a_finding_from_nothing(bait: str) -> None:
    assert conflicts("收到政府信息公开申请" + bait) == []
