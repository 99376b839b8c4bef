import re
from dataclasses import replace
from datetime import datetime

import pytest

from index.checking import Checked, checked
from index.cross_year import before
from index.errors import LibraryLocked
from index.findings import Noted, finding_facets
from index.ingesting import IngestSummary
from index.missing import Absence
from index.model import Filter, Filters, StoredFile
from ingest.errors import NotAnAnnualReport
from ingest.model import Finding, Location
from portal.jobs.work import Work
from portal.jobs.writing import Done, Ingested, Removed
from portal.messages import Texts
from portal.sheets.exports import Origin
from portal.sheets.keeping_tables import drafts_table, findings_table, missing_table
from portal.widgets.links import ChecksLink, LibraryLink
from portal.widgets.markup_draft import draft_choice, draft_report, drafts_ended
from portal.widgets.markup_findings import finding_count, finding_table, no_findings
from portal.widgets.markup_library import failure_note, held_table, missing_list, outcome_note, removal
from portal.widgets.markup_message import finding_badges
from portal.widgets.markup_rules import rule_id, rule_list
from portal.widgets.writing_box import progress_text
from tests.conftest import make_report
from tests.portal.samples import HOSTILE, REPORT_ID, make_head

ZH, EN = Texts("zh"), Texts("en")
NOON = datetime(2025, 3, 1, 12, 5).astimezone()
UNEVEN = Finding(
    *("row_sum", "error", "report", Location("a.txt", table="表三", row="行", column="总计"), "不平", "11", "10"),
    ("applications.granted.total",),
)
QUOTED = Finding("text_vs_table", "warning", "reading", Location("a.txt", line=3), HOSTILE, "117", HOSTILE)
ORIGIN = Origin("", Filters(), NOON.date(), "http://127.0.0.1")


def hostile_is_text(markup: str) -> bool:
    return "<img" not in markup and "<script" not in markup and "onerror=alert(1)&gt;" in markup


def test_each_figure_of_a_finding_is_the_way_to_its_cell_and_a_quote_to_its_sentence() -> None:
    rows = [Noted(make_head(), UNEVEN), Noted(make_head(), QUOTED)]
    markup = finding_table(rows, ("", f"{REPORT_ID}-4"), (None, None), ZH)
    cell = f"/report?id={REPORT_ID}&amp;view=tables&amp;cell=applications.granted.total"
    assert f'<a href="{cell}">11</a>' in markup and f'<a href="{cell}">10</a>' in markup
    assert f'<a href="/report?id={REPORT_ID}&amp;hit={REPORT_ID}-4&amp;mark=' in markup
    assert "报告如此" in markup and "可能读错" in markup
    assert hostile_is_text(markup)


def test_what_last_year_carried_out_is_the_way_to_last_years_cell() -> None:
    carried = Finding(
        *("carry_over", "warning", "report", Location("a.txt"), "两年不一致", "13", "16"),
        ("applications.carried_in.total",),
    )
    last = make_head(report_id="b", year=2022)
    then = before(carried, make_head(), (last, make_head()))
    markup = finding_table([Noted(make_head(), carried)], [""], [then], ZH)
    cell = "/report?id=b&amp;view=tables&amp;cell=applications.carried_out.total"
    assert f'<a href="{cell}">13</a>' in markup
    assert f'<a href="{cell}" class="mc-before">2022 年的报告 ›</a>' in markup
    assert f'<a href="/report?id={REPORT_ID}&amp;view=tables&amp;cell=applications.carried_in.total">16</a>' in markup


def test_findings_are_counted_with_their_reports_and_severities() -> None:
    rows = [Noted(make_head(), UNEVEN), Noted(make_head(), QUOTED), Noted(make_head(report_id="b"), QUOTED)]
    markup = finding_count(rows, finding_facets(rows), ChecksLink(), ZH)
    assert "3 条提示，涉及 2 份报告" in markup
    assert '<a href="/checks?severity=error" class="mc-error" data-go>■ 错误 1</a>' in markup
    assert "△ 警告 2</a>" in markup and '<span class="mc-note">○ 说明 0</span>' in markup


def test_the_severity_that_is_chosen_is_the_way_back_and_the_others_stay_in_sight() -> None:
    rows = [Noted(make_head(), UNEVEN), Noted(make_head(), QUOTED)]
    state = ChecksLink().with_(Filter("severity", "error"))
    markup = finding_count(rows[:1], finding_facets(rows), state, ZH)
    assert '<a href="/checks" class="mc-error mc-chosen" data-go>✓ ■ 错误 1</a>' in markup
    assert '<a href="/checks?severity=warning" class="mc-warning" data-go>△ 警告 1</a>' in markup


def test_a_share_of_repeated_text_is_no_printed_figure() -> None:
    repeated = Finding("repeated_text", "note", "report", Location("a.txt"), "有 98% 相同", None, "0.98")
    assert "0.98" not in finding_table([Noted(make_head(), repeated)], [""], [None], ZH)


def test_no_finding_says_whether_a_filter_is_why() -> None:
    assert "没有核查提示" in no_findings(ChecksLink(), (), ZH)
    assert "没有符合这些条件的提示" in no_findings(ChecksLink(text="甲"), (), ZH)


def test_a_draft_shows_its_findings_its_cells_and_what_was_not_checked() -> None:
    report = make_report(office=f"白鹭区{HOSTILE}", findings=(UNEVEN, QUOTED))
    markup = draft_report(checked(report, None), ZH)
    assert "2 条提示" in markup and "缺上一年的报告" in markup
    assert '<a href="#cell-applications.granted.total">11</a>' in markup
    assert 'id="cell-applications.granted.total"' in markup and 'id="finding-1"' in markup
    assert hostile_is_text(markup)


def test_a_clean_draft_says_so() -> None:
    result = checked(make_report(), None)
    assert "没有发现问题。" in draft_report(result, ZH)
    assert draft_choice(result, ZH).endswith("没有发现问题。")


def test_a_draft_that_could_not_be_read_says_why_and_what_to_do() -> None:
    refused = Checked(HOSTILE, None, NotAnAnnualReport(Location(HOSTILE), "没有标题"))
    markup = draft_report(refused, ZH)
    assert "未能检查：没有标题" in markup and "再放进来" in markup
    assert hostile_is_text(markup)
    assert "只检查了前 2 份" in drafts_ended(2, stopped=True, texts=ZH)
    assert "没有文件" in drafts_ended(0, stopped=False, texts=ZH)


def test_what_came_of_an_upload_names_each_file_that_was_not_taken() -> None:
    refused = tuple(NotAnAnnualReport(Location(HOSTILE), f"原因{number}") for number in range(3))
    markup = outcome_note(Ingested(IngestSummary((), (), (), refused), {}, stopped=True), NOON, ZH)
    assert "12:05 放入：新增 0 · 更新 0 · 未变 0 · 未收 3" in markup
    assert all(f"原因{number}" in markup for number in range(3)) and "已停止" in markup
    assert hostile_is_text(markup)
    assert "里面没有文件" in outcome_note(Ingested(IngestSummary((), (), (), ()), {}, stopped=False), NOON, ZH)
    assert "已移除 3 份报告" in outcome_note(Removed(3), NOON, ZH)


def test_what_came_of_an_upload_names_each_report_and_leads_to_it() -> None:
    heads = {name: make_head(make_report(f"{name}局{HOSTILE}", 2023), report_id=name) for name in ("a", "b", "c")}
    many = {f"n{number}": make_head(report_id=f"n{number}") for number in range(201)}
    done = Ingested(IngestSummary(("a", *many), ("b",), ("c", "c"), ()), heads | many, stopped=False)
    markup = outcome_note(done, NOON, ZH)
    assert "新增 202 · 更新 1 · 未变 2 · 未收 0" in markup
    assert "<details><summary>新增的报告 202</summary>" in markup and "另有 2 项没有列出。" in markup
    assert "<details open><summary>有了新版本的报告 1</summary>" in markup
    assert "没有变化的报告 1</summary>" in markup and "未收的文件" not in markup
    assert '<a href="/report?id=a">a局' in markup and '<a href="/report?id=b&amp;view=versions">b局' in markup
    assert "New reports 202" in outcome_note(done, NOON, EN)
    assert hostile_is_text(markup)


def test_another_writer_is_named_with_the_time_since_when() -> None:
    assert "（自 12:05）" in failure_note(LibraryLocked("库", "在写", "等", NOON), ZH)
    assert "另一个程序正在写入。" in failure_note(LibraryLocked("库", "在写", "等"), ZH)
    assert "No space left" in failure_note(OSError(28, "No space left"), EN)


def test_reports_are_listed_with_their_files_and_chosen_by_a_link() -> None:
    head = make_head(make_report(office=f"甲{HOSTILE}"))
    files = [
        StoredFile(2, True, "b" * 64, (f"x.zip/{HOSTILE}",), NOON),
        StoredFile(1, False, "a" * 64, ("旧.txt",), None),
    ]
    markup = held_table(LibraryLink(chosen=("zz",)), [head], {head.report_id: files}, ZH)
    assert "view=versions" in markup and "2 版" in markup and "旧.txt" in markup and "2025-03-01 12:05" in markup
    assert f"chosen=zz&amp;chosen={head.report_id}" in markup
    assert hostile_is_text(markup)
    assert "✓ 已选" in held_table(LibraryLink(chosen=(head.report_id,)), [head], {head.report_id: files}, ZH)


def test_a_removal_says_how_much_goes() -> None:
    heads = [make_head(report_id=name) for name in "abc"]
    assert "将移除 3 份报告及其 12 个文件，不能撤销。" in removal(heads, 12, ZH)
    assert "已经不在" in removal([], 0, ZH)


def test_every_report_that_a_removal_takes_is_named() -> None:
    heads = [make_head(make_report(f"{number}局"), report_id=str(number)) for number in range(50)]
    markup = removal(heads, 50, ZH)
    assert all(f"{number}局 2023" in markup for number in range(50))
    assert "<summary>另外 30 份</summary>" in markup and "<details" not in removal(heads[:20], 20, ZH)


def test_missing_years_of_an_office_stand_in_one_row() -> None:
    head = make_head(make_report(office=f"甲{HOSTILE}"))
    markup = missing_list([[Absence(head, 2021, (2020, 2023)), Absence(head, 2022, (2020, 2023))]], ZH)
    assert markup.count("<tr>") == 2 and "2021 2022" in markup and "2020 2023" in markup
    assert hostile_is_text(markup)


def test_every_rule_has_an_anchor_and_leads_to_its_findings() -> None:
    markup = rule_list({"stock": 3}, "stock", ZH)
    assert 'id="rule-stock" class="mc-rule mc-named"' in markup
    assert '<a href="/checks?finding=stock" data-go>资料库里有 3 条</a>' in markup
    assert markup.count("<article") == 20 and "《政府信息公开条例》第 50 条" in markup
    assert (rule_id("stock"), rule_id('x"><b>')) == ("rule-stock", "")


@pytest.mark.parametrize("texts", [ZH, EN])
def test_tables_to_take_away_have_a_row_for_each_finding_draft_and_missing_year(texts: Texts) -> None:
    refused = Checked("坏.txt", None, NotAnAnnualReport(Location("坏.txt"), "没有标题"))
    drafts = [checked(make_report(findings=(UNEVEN, QUOTED)), None), checked(make_report(), None), refused]
    absence = Absence(make_head(), 2021, (2020, 2023))
    tables = [
        findings_table([Noted(make_head(), UNEVEN), Noted(make_head(), QUOTED)], ORIGIN, texts),
        drafts_table(drafts, ORIGIN, texts),
        missing_table([absence], ORIGIN, texts),
    ]
    assert [len(table.rows) for table in tables] == [2, 4, 1]
    assert all(len(row) == len(table.columns) for table in tables for row in table.rows)
    assert tables[0].rows[0][6:8] == ("11", "10")
    assert tables[2].rows[0][3] == 2021


def test_progress_tells_how_far_how_fast_and_how_long() -> None:
    def work_at(done: int, total: int) -> Work[Done]:
        def tell(work: Work[Done]) -> Done:
            work.tell(done, total)
            return Removed(0)

        work = Work(tell)
        assert work.wait()
        return work

    assert progress_text(work_at(37, 120), "ingest", ZH) == "正在读取 37 / 120 份"
    assert progress_text(work_at(120, 120), "ingest", ZH) == "正在更新索引"
    assert progress_text(work_at(0, 0), "ingest", ZH) == "正在准备读取"
    assert re.fullmatch("正在重建索引，已 0 秒", progress_text(work_at(0, 0), "rebuilding", ZH))


def test_a_draft_leads_to_the_words_that_a_finding_quotes_and_says_the_rule_beside_it() -> None:
    said = make_report(sections={1: "收到申请 134 件。"})
    place = said.passages[0].location
    found = Finding("text_vs_table", "warning", "report", place, "不符", "117", "收到申请134件")
    markup = draft_report(checked(replace(said, findings=(found, found)), None), ZH)
    assert '<a href="#said-1">“收到申请134件”</a>' in markup and f'<a href="#said-1">第{place.line}行</a>' in markup
    assert '<span class="mc-words" id="said-1" tabindex="-1">' in markup
    assert markup.count("<details open><summary>这项检查看什么</summary>") == 1
    assert markup.count("<summary>这项检查看什么</summary>") == 2
    assert '<a href="/checks?view=rules&amp;rule=text_vs_table" data-go>文表不符</a>' in markup


def test_what_a_draft_has_beside_last_year_opens_last_years_report_apart_from_it() -> None:
    carried = Finding(
        *("carry_over", "warning", "report", Location("a.txt"), "两年不一致", "13", "16"),
        ("applications.carried_in.total",),
    )
    last = make_head(report_id="b", year=2022)
    draft = replace(checked(make_report(findings=(carried,)), None), last=last)
    cell = "/report?id=b&amp;view=tables&amp;cell=applications.carried_out.total"
    assert f'<a href="{cell}" target="_blank" class="mc-before">2022 年的报告 ›</a>' in draft_report(draft, ZH)


def test_a_badge_is_the_way_to_the_findings_that_it_counts() -> None:
    markup = finding_badges(REPORT_ID, [UNEVEN, UNEVEN, QUOTED], ZH)
    href = f"/checks?report={REPORT_ID}&amp;finding=row_sum"
    assert f'<a href="{href}" class="mc-fact mc-error">■ 行合计不平 2</a>' in markup
    assert "△ 文表不符 1" in markup
