from decimal import Decimal

import pytest
from lxml import html

from index.errors import FilterError
from index.measures import DERIVED, SUMS, group_rows, measure_of
from index.model import StoredReport
from portal.messages import Texts
from portal.widgets.address import split_query
from portal.widgets.links import ReportLink, figure_href
from portal.widgets.markup_measured import figure_note, marked_cells, part_doors
from portal.widgets.markup_report import report_tables
from portal.widgets.markup_tables import Sheet
from tests.conftest import make_report
from tests.portal.samples import REPORT_ID, make_stored

ZH = Texts("zh")
REFUSED = tuple(f"{row}.total" for row in group_rows("refused"))
CONCLUDED = "applications.concluded.total"
RATE = DERIVED["refusal_rate"]


def stored() -> StoredReport:
    cells = {REFUSED[0]: 1, REFUSED[2]: 5, CONCLUDED: 60}
    return make_stored(make_report(cells=cells))


def state(href: str) -> ReportLink:
    return ReportLink.read(split_query(href.removeprefix("/report")))


def test_a_rate_marks_all_its_cells_and_says_which_is_which() -> None:
    to = state(figure_href(REPORT_ID, RATE))
    marked = marked_cells(stored().report, to, ZH)
    assert marked == dict.fromkeys(REFUSED, "分子") | {CONCLUDED: "分母"}
    page = report_tables(Sheet.of(stored().report, marked, ZH), figure_note(stored(), to, ZH))
    cells = html.fromstring(page).find_class("mc-target")
    assert len(cells) == len(REFUSED) + 1
    assert [cell.text_content().strip() for cell in (cells[0], cells[-1])] == ["分子 1", "分母 60"]


def test_a_rate_is_said_with_both_parts_each_the_way_to_its_cells() -> None:
    note = html.fromstring(figure_note(stored(), state(figure_href(REPORT_ID, RATE)), ZH))
    assert note.text_content().startswith("不予公开率 10.0% = 分子 6（8 格） ÷ 分母 60（1 格）不予公开率 = 不予公开 ÷")
    whole, above, below = (state(str(door.get("href"))) for door in note.iter("a"))
    assert marked_cells(stored().report, above, ZH) == dict.fromkeys(REFUSED, "分子")
    assert marked_cells(stored().report, below, ZH) == {CONCLUDED: ""}
    assert whole.metric == "refusal_rate"


def test_a_sum_marks_its_addends() -> None:
    refused = SUMS["applications.refused.total"]
    to = state(figure_href(REPORT_ID, refused))
    assert marked_cells(stored().report, to, ZH) == dict.fromkeys(REFUSED, "加数")
    assert "6</a> = 8 格相加" in figure_note(stored(), to, ZH)


def test_what_is_taken_off_a_denominator_is_marked_as_such() -> None:
    to = state(figure_href(REPORT_ID, DERIVED["correction_rate_decided"], "denominator"))
    assert marked_cells(stored().report, to, ZH) == {
        "reconsideration.total": "分母",
        "reconsideration.pending": "从分母减去",
    }


def test_a_rate_without_a_value_says_why() -> None:
    blank = make_stored(make_report(cells={CONCLUDED: 0}))
    note = html.fromstring(figure_note(blank, state(figure_href(REPORT_ID, RATE)), ZH)).text_content()
    assert note.startswith(f"不予公开率 {ZH('compare.zero_denominator')} = 分子 0（8 格） ÷ 分母 0（1 格）")


def test_a_figure_of_one_cell_leads_to_that_cell() -> None:
    assert figure_href(REPORT_ID, measure_of(CONCLUDED)) == f"/report?id={REPORT_ID}&view=tables&cell={CONCLUDED}"
    above, below = part_doors(REPORT_ID, DERIVED["correction_rate"], (Decimal(3), Decimal(12)))
    assert "cell=reconsideration.corrected" in above and ">12</a>" in below


def test_a_metric_that_nothing_is_called_is_refused_with_the_nearest() -> None:
    with pytest.raises(FilterError) as refused:
        state(f"/report?id={REPORT_ID}&metric=refusal_rates")
    assert (refused.value.name, refused.value.nearest) == ("metric", "refusal_rate")
