import re
from collections.abc import Iterator
from datetime import date
from html import unescape

import pytest

from index.library import Library
from index.model import ByFigure, Filter, Filters, SearchRequest
from portal.messages import Texts
from portal.sheets.exports import Origin, Table, passages_table, reports_table
from portal.widgets.cards import hit_cards, report_cards
from portal.widgets.markup_listing import report_list
from portal.widgets.markup_search import hit_list
from tests.portal.comparing import CONCLUDED, RATE, build

ZH, EN = Texts("zh"), Texts("en")
ORIGIN = Origin("公开", Filters(), date(2026, 1, 2), "http://127.0.0.1:8501")
# The refusal rates of the library, highest first, and why the other reports have none.
RATES = (1.0, 9 / 33, 0.225, 0.1, 0.05)
SHOWN = (
    *("100.0% 2/2 样本小", "27.3% 9/33", "22.5% 9/40 推定", "10.0% 6/60", "5.0% 3/60"),
    *("未读出", "—", "空白"),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with build(tmp_path_factory.mktemp("ordering") / "library") as opened:
        yield opened


def shown_figures(markup: str) -> list[str]:
    said = [re.sub("<[^>]*>", "", part) for part in re.findall(r'mc-ordering">(.*?)</span>', markup)]
    return [unescape(text).removeprefix("不予公开率 ") for text in said]


def column(table: Table, name: str) -> list[object]:
    return [row[table.columns.index(name)] for row in table.rows]


def test_each_report_of_a_list_shows_the_figure_that_orders_it_or_why_it_has_none(library: Library) -> None:
    by = ByFigure(RATE)
    heads = library.heads(Filters(), by)
    markup = report_list(report_cards(library, heads, Filters(), by), ZH)
    assert shown_figures(markup) == list(SHOWN)
    first = heads[0].report_id
    assert f'href="/report?id={first}&amp;view=tables&amp;metric=refusal_rate"' in markup


def test_the_lowest_stand_first_and_those_without_a_figure_last_all_the_same(library: Library) -> None:
    by = ByFigure(RATE, least=True)
    markup = report_list(report_cards(library, library.heads(Filters(), by), Filters(), by), ZH)
    assert shown_figures(markup) == [*reversed(SHOWN[:5]), *SHOWN[5:]]


def test_each_hit_shows_the_figure_that_orders_the_list_and_shows_it_once(library: Library) -> None:
    by = ByFigure(CONCLUDED)
    found = library.search(SearchRequest("公开", filters=Filters((Filter("year", "2023"),)), sort=by, limit=100))
    figures = shown_figures(hit_list(hit_cards(library, found), ZH))
    assert list(dict.fromkeys(figures)) == ["办结 40", "办结 33", "办结 未读出", "办结 —"]
    new = library.search(SearchRequest("公开", sort=ByFigure("applications.new.total")))
    assert all(not card.figures for card in hit_cards(library, new))


def test_what_is_taken_away_has_the_figure_that_orders_it(library: Library) -> None:
    by = ByFigure(RATE)
    table = reports_table(library, library.heads(Filters(), by), ORIGIN, ZH, by)
    assert table.columns[4] == "不予公开率"
    assert column(table, "不予公开率")[:5] == pytest.approx(RATES)
    assert column(table, "不予公开率")[5:] == ["未读出", "—", "空白"]
    passages = passages_table(library, SearchRequest("公开", sort=by), ORIGIN, EN)
    assert column(passages, "value")[0] == 1
    assert "figure" in passages.columns
    assert "指标" not in passages_table(library, SearchRequest("公开"), ORIGIN, ZH).columns
