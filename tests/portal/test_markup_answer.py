from collections.abc import Callable
from decimal import Decimal

import pytest

from index.model import MeasuredReport
from ingest.model import Finding, Location, Region
from portal.messages import Texts
from portal.questions.plan import Answer, Evidence
from portal.sheets.answer_about import Doubts
from portal.sheets.answer_lists import finding_sheet
from portal.sheets.answer_rows import count_sheet
from portal.sheets.sheets import Entry, Field, Sheet, field, sheet_of
from portal.widgets.links import AskLink
from portal.widgets.markup import Html, escape
from portal.widgets.markup_answer import (
    answer_grounds,
    answer_head,
    chart_head,
    fault_note,
    further_list,
    main_sheet,
    other_sheet,
    plan_head,
    readings_list,
    similar_list,
)
from portal.widgets.markup_conversation import earlier_list, later_list, question_head
from tests.conftest import make_report
from tests.portal.samples import HOSTILE, make_head, make_hit
from tests.portal.test_markup import Elements

ZH = Texts("zh")
STATE = AskLink((HOSTILE, HOSTILE), (("metric", HOSTILE),))


def long_sheet(count: int) -> Sheet:
    return sheet_of(
        ("rows", "明细"), [field("第几", lambda item: Entry(f"第{item}条"))], range(count), lambda item: "", iter
    )


def hostile_parts() -> dict[str, Callable[[], Html]]:
    report = make_report(office=HOSTILE, region=Region(HOSTILE), source=HOSTILE)
    finding = Finding(HOSTILE, "warning", "report", Location(HOSTILE), HOSTILE, facts=("applications.new.total",))
    head = make_head(report)
    hostile: Field[str] = field("", lambda _: Entry(HOSTILE))
    quotes = sheet_of(("passages", HOSTILE), [hostile] * 7, ["aa"], lambda _: f"/report?id={HOSTILE}", iter)
    row = MeasuredReport(head, Decimal(3), 0, ())
    given = Answer(
        *(HOSTILE, "clarify", HOSTILE, None),
        evidence=(Evidence(head, Location(HOSTILE), HOSTILE, HOSTILE),),
        formula=HOSTILE,
        readings=(HOSTILE,),
        assumptions=(HOSTILE,),
    )
    return {
        "earlier": lambda: earlier_list(STATE, [HOSTILE], ZH),
        "question": lambda: question_head(HOSTILE),
        "answer": lambda: answer_head(given, HOSTILE),
        "fault": lambda: fault_note(HOSTILE, STATE, ZH),
        "plan": lambda: plan_head(STATE, ZH, goes_on=False),
        "further": lambda: further_list([(HOSTILE, HOSTILE)], STATE, ZH, "ask.also"),
        "readings": lambda: readings_list(given, STATE, ZH),
        "counts": lambda: main_sheet(count_sheet(HOSTILE, HOSTILE, [row], ZH), STATE, ZH),
        "passages": lambda: other_sheet(quotes, ZH),
        "findings": lambda: main_sheet(finding_sheet([(head, finding)], HOSTILE, ZH), STATE, ZH),
        "similar": lambda: similar_list([make_hit(HOSTILE, head=head)], ZH),
        "grounds": lambda: answer_grounds(given, Doubts([(head, finding)], 2), ZH),
        "chart": lambda: chart_head(HOSTILE),
    }


@pytest.mark.parametrize("name", hostile_parts())
def test_foreign_text_in_an_answer_never_becomes_markup(name: str) -> None:
    seen = Elements(hostile_parts()[name]())
    assert not {"img", "script"} & set(seen.tags)
    assert not [attribute for attribute, _ in seen.attributes if attribute.startswith("on")]
    assert seen.open == []


def test_a_verdict_stands_first_and_apart() -> None:
    yes = Answer("有没有", "yes_no", "是。2024 年有 1 个单位。", None, verdict=True)
    assert "<b>是。</b>2024" in answer_head(yes, "")
    no = Answer("did any office", "yes_no", "No. None did.", None, verdict=False)
    assert "<b>No.</b> None did." in answer_head(no, "")
    assert 'lang="en"' in answer_head(no, "")


def test_a_long_list_is_shown_a_page_at_a_time_with_the_way_to_the_next() -> None:
    sheet = long_sheet(120)
    first = main_sheet(sheet, AskLink(("问",)), ZH)
    assert "第0条" in first and "第49条" in first and "第50条" not in first
    assert "page=2" in first and "明细 120 条" in first
    last = main_sheet(sheet, AskLink(("问",), page=3), ZH)
    assert "第119条" in last and "page=4" not in last
    assert main_sheet(sheet, AskLink(("问",), page=99), ZH) == last


def test_a_folded_list_says_that_the_export_has_the_rest() -> None:
    shown = Elements(other_sheet(long_sheet(60), ZH)).text
    assert "第49条" in shown and "第50条" not in shown
    assert "这里列前 50 条，导出里有全部 60 条。" in shown
    assert "导出里有" not in other_sheet(long_sheet(50), ZH)


def test_findings_beyond_the_figures_are_said_only_where_there_are_any() -> None:
    given = Answer("问", "list", "答", None)
    finding = Finding("row_sum", "error", "report", Location("甲.txt"), "不平")
    on = ((make_head(), finding),)
    assert "另有" not in answer_grounds(given, Doubts(on), ZH)
    assert "这些数有 1 处核查提示" in answer_grounds(given, Doubts(on), ZH)
    assert "另有 2 处核查提示" in answer_grounds(given, Doubts(on, 2), ZH)
    assert '<a href="/checks?report=aa">这些报告另有 2 处核查提示' in answer_grounds(given, Doubts(on, 2, ("aa",)), ZH)
    assert answer_grounds(given, Doubts(()), ZH) == ""


def test_earlier_questions_lead_back_to_where_they_were_asked() -> None:
    shown = earlier_list(AskLink(("甲", "乙", "丙"), lang="en"), ["答甲", "答乙"], Texts("en"))
    assert 'href="/ask?q=%E7%94%B2&amp;then=%E4%B9%99&amp;then=%E4%B8%99&amp;lang=en"' in shown
    assert 'href="/ask?q=%E7%94%B2&amp;q=%E4%B9%99&amp;then=%E4%B8%99&amp;lang=en"' in shown
    assert 'href="/ask?lang=en"' in shown
    assert "答乙" in shown and "Changed by hand" not in shown


def test_an_earlier_question_that_was_changed_says_so_and_leads_back_to_its_change() -> None:
    state = AskLink(("甲", "乙"), (("year", "2023"),)).asked("丙")
    shown = earlier_list(state, ["答甲", "答乙"], ZH)
    assert (
        'href="/ask?q=%E7%94%B2&amp;q=%E4%B9%99&amp;then=%E4%B8%99&amp;year=2023"' in shown
        and shown.count("已手工修改") == 1
    )


def test_a_reading_takes_the_place_of_the_question_that_it_reads() -> None:
    clarify = Answer("乙", "clarify", "哪一个？", None, readings=("乙一",))
    assert 'href="/ask?q=%E7%94%B2&amp;q=%E4%B9%99%E4%B8%80"' in readings_list(clarify, AskLink(("甲", "乙")), ZH)


def test_questions_asked_after_the_one_gone_back_to_are_listed() -> None:
    shown = later_list(AskLink(("甲", "乙", "丙")).at(0), ZH)
    assert "后面还问过" in shown
    assert f'<a href="{escape(AskLink(("甲", "乙"), later=("丙",)).href)}" data-go>乙</a>' in shown
    assert later_list(AskLink(("甲",)), ZH) == ""
