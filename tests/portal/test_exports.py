from collections.abc import Iterator
from datetime import date

import pytest

from index.library import Library
from index.lookup import Wanted, look_up
from index.model import Filter, Filters
from portal.messages import Texts
from portal.questions.words.metrics import metric_of
from portal.sheets.compared import titled
from portal.sheets.exports import Origin, Table, measures_table, reports_table
from tests.portal.comparing import build

ZH = Texts("zh")
CORRECTED = "reconsideration.corrected"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with build(tmp_path_factory.mktemp("exports") / "library") as opened:
        yield opened


def origin(*filters: Filter) -> Origin:
    return Origin("", Filters(filters), date(2026, 1, 2), "http://127.0.0.1")


def column(table: Table, name: str) -> list[object]:
    place = table.columns.index(name)
    return [row[place] for row in table.rows]


def test_each_figure_of_a_list_of_reports_has_a_column_the_one_filtered_by_first(library: Library) -> None:
    asked = Filter("fact", "disclosure_rate>=0")
    table = reports_table(library, library.heads(Filters((asked,))), origin(asked), ZH)
    names = [titled(metric_of(key), ZH) for key in ("disclosure_rate", "applications.new.total", CORRECTED)]
    assert list(table.columns[4:7]) == names
    new = column(table, names[1])
    assert new and all(isinstance(value, int | float) or value in ("空白", "—", "未读出") for value in new)


def test_a_list_of_reports_says_where_each_figure_is_printed(library: Library) -> None:
    asked = Filter("fact", "applications.refused.total>=1")
    heads = library.heads(Filters((asked,)))
    table = reports_table(library, heads, origin(asked), ZH)
    stored = library.report(heads[0].report_id)
    assert stored is not None
    place = str(column(table, "出处")[0])
    for key in ("applications.refused.state_secret.total", "applications.new.total", CORRECTED):
        assert stored.report.fact(key).location.text in place


def test_problems_and_measures_say_where_they_are_printed(samples: Library) -> None:
    found = look_up(samples, Wanted("人员培训", "measure"))
    table = measures_table(samples, found, origin(), ZH)
    assert table.rows
    assert all("第" in str(place) for place in column(table, "出处"))
