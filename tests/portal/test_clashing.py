"""Places of a report that do not fit together, in many words, against what the samples were made with."""

import pytest

from index.library import Library
from portal.questions.answer import answer
from portal.questions.plan import Answer
from tests.portal.asking import TODAY
from tests.questions.library import Truth, load

SUMS = frozenset({"row_sum", "balance", "concluded_sum", "review_sum"})
TEXT = frozenset({"text_vs_table"})


def ask(library: Library, question: str) -> Answer:
    return answer(question, library, TODAY)


def failing(checks: frozenset[str], year: int | None = None) -> set[tuple[str, int]]:
    return {truth.key for truth in load() if checks & set(truth.checks) and year in (None, truth.year)}


def listed(given: Answer) -> set[tuple[str, int]]:
    return {(row.head.office, row.head.year) for row in given.rows}


CLASHES: list[tuple[str, frozenset[str], int | None]] = [
    ("正文和表格对不上的报告有哪些", TEXT, None),
    ("表格与正文不一致的是哪几份报告", TEXT, None),
    ("哪几份年报里正文说的数和表里的数对不上", TEXT, None),
    ("2024年有没有正文与表四不一致的报告", TEXT, 2024),
    ("2023年正文跟统计表有出入的单位", TEXT, 2023),
    ("Which reports have text that does not agree with the tables?", TEXT, None),
    ("List the reports of 2023 whose narrative disagrees with the tables", TEXT, 2023),
    ("Do any reports give numbers in the text that differ from the tables?", TEXT, None),
    ("哪些报告的表格加总对不上", SUMS, None),
    ("2024年合计算错的报告有哪些", SUMS, 2024),
    ("合计数跟分项之和不符的年报有哪些", SUMS, None),
    ("哪些报告的总计与明细不符", SUMS, None),
    ("Which reports have totals that differ from the sum of their parts?", SUMS, None),
    ("行内合计不等于各列之和的报告", frozenset({"row_sum"}), None),
    ("In which reports do the rows not add up to the total?", frozenset({"row_sum"}), None),
    ("办理结果各项之和不等于总计的报告", frozenset({"concluded_sum"}), None),
    ("复议各项之和与总计不一致的单位", frozenset({"review_sum"}), None),
    ("哪些单位的上年结转和上一年报告的结转下年度不符", frozenset({"carry_over"}), None),
    ("哪些报告大段照抄上一年的内容", frozenset({"repeated_text"}), None),
    ("跟上一年报告几乎一字不差的有哪些", frozenset({"repeated_text"}), None),
    ("Which offices copied last year's text?", frozenset({"repeated_text"}), None),
]


@pytest.mark.parametrize(("question", "checks", "year"), CLASHES, ids=[question for question, *_ in CLASHES])
def test_two_places_that_do_not_fit_name_the_check(
    samples: Library, question: str, checks: frozenset[str], year: int | None
) -> None:
    given = ask(samples, question)
    assert (given.kind, listed(given)) == ("findings", failing(checks, year))
    assert given.coverage is not None
    assert given.coverage.reports == len([truth for truth in load() if year in (None, truth.year)])


@pytest.mark.parametrize(
    "question", ["申请量与去年相同的单位", "白鹭市公安局2024年申请和去年不一样吗", "2024年申请等于10件的单位"]
)
def test_figures_that_are_alike_or_not_are_no_clash(samples: Library, question: str) -> None:
    assert ask(samples, question).kind != "findings"


def lost(truth: Truth) -> bool:
    cells = [truth.facts.get(f"{row}.corrected") for row in ("litigation_direct", "litigation_after_reconsideration")]
    return any(cell is not None and cell > 0 for cell in cells)


@pytest.mark.parametrize(
    "question", ["有加总错误、同时败诉过的报告有没有，是哪些", "败诉过而且表格加总对不上的报告有哪些"]
)
def test_a_list_with_findings_and_figures_covers_all_years(samples: Library, question: str) -> None:
    wanted = {truth.key for truth in load() if SUMS & set(truth.checks) and lost(truth)}
    assert wanted
    assert listed(ask(samples, question)) == wanted
