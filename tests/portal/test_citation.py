from datetime import date

from portal.sheets.citation import Citation
from tests.conftest import make_report
from tests.portal.samples import REPORT_ID, make_stored

CITED = Citation(make_stored(make_report(year=2023)), "http://127.0.0.1:8501", date(2026, 11, 5))
LINK = f"http://127.0.0.1:8501/report?id={REPORT_ID}&version=1"


def test_each_style_names_office_title_day_and_address() -> None:
    title = "白鹭区人民政府办公室2023年政府信息公开工作年度报告"
    assert CITED.gb7714 == f"白鹭区人民政府办公室. {title}[R/OL]. [2026-11-05]. {LINK}."
    assert CITED.plain == f"白鹭区人民政府办公室《{title}》，{LINK}，2026 年 11 月 5 日访问。"
    assert CITED.link == LINK


def test_an_entry_for_bibtex_is_whole_and_escapes_what_tex_would_read() -> None:
    hostile = Citation(make_stored(make_report("甲&乙}_局")), "", date(2026, 11, 5)).bibtex
    assert CITED.bibtex.startswith(f"@techreport{{mingcha-{REPORT_ID},\n  author = ")
    assert "甲\\&乙\\}\\_局" in hostile
    assert CITED.bibtex.count("{") == CITED.bibtex.count("}")
