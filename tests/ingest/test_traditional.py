import csv

import pytest

from ingest.datafiles import data_path
from ingest.model import Report
from ingest.template import load_template
from ingest.traditional import simplified
from tests.ingest.builder import read, report_text

SIMPLE = (
    "国办开号条项规发数废现范许处决罚强业费额万请结转区计这属于秘稳经济会护权损类内务过执询无机关没制补后"
    "确访举报诉复当认获缴纳总继续议讼对减采购鹭体况动问题进来群众网读够丰将图构组织维纠审与长条县"
)
PRINTED = (
    "國辦開號條項規發數廢現範許處決罰強業費額萬請結轉區計這屬於祕穩經濟會護權損類內務過執詢無機關沒製補後"
    "確訪舉報訴復當認獲繳納總繼續議訟對減採購鷺體況動問題進來羣衆網讀夠豐將圖構組織維糾審與長條縣"
)
TRADITIONAL = str.maketrans(SIMPLE, PRINTED)
OFFICE = "示例省白鷺市人民政府辦公室"
TITLE = f"{OFFICE}2023年政府信息公開工作年度報告"
CELLS = {
    "applications.new.natural_person": "37",
    "applications.new.business": "4",
    "applications.new.total": "41",
    "applications.granted.natural_person": "35",
    "applications.granted.business": "4",
    "applications.granted.total": "39",
    "applications.concluded.natural_person": "35",
    "applications.concluded.business": "4",
    "applications.concluded.total": "39",
    "applications.carried_out.natural_person": "2",
    "applications.carried_out.total": "2",
    "reconsideration.upheld": "3",
    "reconsideration.total": "3",
    "disclosure.normative_documents.issued": "12",
    "disclosure.regulations.issued": "无",
}
TEXTS = {
    1: "全年收到政府信息公开申请41件，主动公开政府信息1234条。",
    5: "（一）存在的问题\n解读材料的形式不够丰富。\n（二）改进情况\n下一步将多用图解来解读。",
}


def traditional_text(**texts: str) -> str:
    """The report of these cells as an office that writes traditional characters prints it."""
    prose = TEXTS | {int(name.removeprefix("section_")): text for name, text in texts.items()}
    return report_text(cells=CELLS, texts=prose).translate(TRADITIONAL)


def as_page(text: str) -> str:
    """The lines as a web page, those of tabs as rows of tables."""
    rows = []
    for line in text.splitlines():
        cells = "".join(f"<td>{cell}</td>" for cell in line.split("\t"))
        rows.append(f"<table><tr>{cells}</tr></table>" if "\t" in line else f"<p>{line}</p>")
    return f"<html><body>{''.join(rows)}</body></html>".replace("</table><table>", "")


@pytest.fixture
def report() -> Report:
    return read(traditional_text())


def test_headings_and_titles_are_those_of_the_office(report: Report) -> None:
    assert report.title == TITLE
    assert report.sections[1].heading == "二、主動公開政府信息情況"


@pytest.mark.parametrize("source", ["示例.txt", "示例.html"])
def test_every_cell_is_read_as_in_simplified_characters(source: str) -> None:
    text = traditional_text()
    traditional = read(as_page(text) if source.endswith("html") else text, source)
    assert traditional.template == "2021"
    assert len(traditional.facts) == len(load_template("2021").cells) - 7 + 1  # its variant row not, 条 of the text
    read_cells = {fact.key: fact.published for fact in traditional.facts if not fact.key.startswith("narrative.")}
    printed = {key: text.translate(TRADITIONAL) for key, text in CELLS.items()}
    assert read_cells == dict.fromkeys(read_cells, "0") | printed
    assert traditional.fact("disclosure.regulations.issued").state == "dash"
    assert traditional.findings == ()


def test_office_is_kept_as_printed_and_its_region_is_simplified(report: Report) -> None:
    assert (report.office, report.printed_office) == (OFFICE, OFFICE)
    assert (report.region.path, report.level, report.office_kind) == ("示例省/白鹭市", "prefecture", "government")


def test_known_place_in_traditional_characters_is_found() -> None:
    report = read(traditional_text().replace("示例省白鷺市人民政府", "江蘇省淮安市洪澤區人民政府"))
    assert report.office == "江蘇省淮安市洪澤區人民政府辦公室"
    assert (report.region.path, report.region.adcode) == ("江苏省/淮安市/洪泽区", "320813")


def test_larger_places_that_the_text_prints_complete_the_office_as_printed() -> None:
    text = traditional_text(section_1="现公布江苏省淮安市洪泽区教育局2023年政府信息公开工作年度报告。")
    text = text.translate(str.maketrans("苏泽", "蘇澤")).replace(TITLE, TITLE.replace(OFFICE, "洪澤區教育局"))
    report = read(text)
    assert (report.printed_office, report.office) == ("洪澤區教育局", "江蘇省淮安市洪澤區教育局")


def test_text_passages_and_quotes_are_as_printed() -> None:
    report = read(traditional_text(section_1="全年收到政府信息公开申请52件，主动公开政府信息1234条。"))
    (finding,) = report.findings
    assert (finding.check, finding.published) == ("text_vs_table", "全年收到政府信息公開申請52件")
    assert report.fact("narrative.disclosed_items").published == "主動公開政府信息1234條"
    kinds = {passage.text: passage.kind for passage in report.passages if passage.section == 5}
    assert kinds["解讀材料的形式不夠豐富。"] == "problem"
    assert kinds["下一步將多用圖解來解讀。"] == "measure"
    for passage in report.passages:
        section = next(part for part in report.sections if part.number == passage.section)
        assert section.text[passage.start : passage.end] == passage.text


def test_no_character_of_places_or_forms_counts_as_traditional() -> None:
    with data_path("gazetteer.csv").open(encoding="utf-8", newline="") as file:
        places = "".join(row["name"] for row in csv.DictReader(file))
    forms = "".join(name for form in ("2021", "2019") for row in load_template(form).rows for name in row.names)
    assert simplified(places + forms) == places + forms
