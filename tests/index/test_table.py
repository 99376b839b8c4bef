from decimal import Decimal

import pytest

from index.cells import with_cells
from index.library import Library
from index.measures import DERIVED, SUMS, cell_keys, cells_of, derived, measure_of
from index.model import Coverage, Filters, Measured, MeasuredReport
from index.table import Table
from ingest.model import TemplateName
from tests.conftest import make_reading, make_report

Cells = dict[str, int | str | None]

REFUSED = "applications.refused.third_party.total"
SECRET = "applications.refused.state_secret.total"
CONCLUDED = "applications.concluded.total"


def measure(library: Library, key: str, *pairs: str) -> Measured:
    return library.measured(measure_of(key), library.parse_filters(pairs))


def row(library: Library, cells: Cells, key: str, template: TemplateName = "2021") -> MeasuredReport:
    """What a measure comes to in the only report of a library."""
    library.catalog.commit([make_reading(make_report(cells=cells, template=template))])
    library.replay()
    [found] = measure(library, key).rows
    return found


def test_a_cell_is_measured_with_its_fact(library: Library) -> None:
    found = row(library, {"reconsideration.corrected": 3}, "reconsideration.corrected")
    assert (found.value, found.blanks) == (Decimal(3), 0)
    [fact] = found.cells
    assert (fact.key, fact.published, fact.location.table) == ("reconsideration.corrected", "3", "表四")


@pytest.mark.parametrize(
    ("cells", "value", "blanks"),
    [
        ({REFUSED: 2, SECRET: 3}, 5, 0),
        ({REFUSED: 2, SECRET: None}, 2, 1),
        ({REFUSED: "—", SECRET: None}, 0, 2),
        ({REFUSED: "?", SECRET: 3}, None, 0),
        ({REFUSED: "=4"}, 4, 0),
    ],
)
def test_a_sum_counts_what_is_printed(library: Library, cells: Cells, value: int | None, blanks: int) -> None:
    found = row(library, cells, "applications.refused.total")
    assert found.value == value
    assert found.blanks == blanks
    assert len(found.cells) == 8


def test_a_sum_of_blanks_has_no_value(library: Library) -> None:
    cells: Cells = dict.fromkeys(cells_of(SUMS["applications.unavailable.total"]))
    found = row(library, cells, "applications.unavailable.total")
    assert (found.value, found.blanks) == (None, 3)
    assert measure(library, "applications.unavailable.total").coverage == Coverage(1, 0, 1, 0, 0)
    assert measure(library, "unavailable_rate").coverage == Coverage(1, 0, 1, 0, 0)


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        ({REFUSED: 1, CONCLUDED: 3}, Decimal(1) / Decimal(3)),
        ({REFUSED: 3, CONCLUDED: 10}, Decimal("0.3")),
        ({REFUSED: 0, CONCLUDED: 10}, Decimal(0)),
        ({REFUSED: 3, CONCLUDED: 0}, None),
        ({REFUSED: 3, CONCLUDED: None}, None),
        ({REFUSED: "?", CONCLUDED: 10}, None),
    ],
)
def test_a_rate_is_exact_or_has_no_value(library: Library, cells: Cells, value: Decimal | None) -> None:
    assert row(library, cells, "refusal_rate").value == value


RATES: tuple[tuple[str, Cells, str], ...] = (
    ("disclosure_rate", {"applications.granted.total": 3, "applications.partial.total": 2, CONCLUDED: 10}, "0.5"),
    (
        "carried_out_rate",
        {"applications.carried_out.total": 1, "applications.new.total": 3, "applications.carried_in.total": 1},
        "0.25",
    ),
    ("natural_person_share", {"applications.new.natural_person": 6, "applications.new.total": 8}, "0.75"),
    ("correction_rate", {"reconsideration.corrected": 1, "reconsideration.total": 5}, "0.2"),
    (
        "correction_rate_decided",
        {"reconsideration.corrected": 1, "reconsideration.total": 5, "reconsideration.pending": 1},
        "0.25",
    ),
    (
        "dispute_rate",
        {
            "reconsideration.total": 1,
            "litigation_direct.total": 2,
            "litigation_after_reconsideration.total": 3,
            "applications.new.total": 12,
        },
        "0.5",
    ),
    ("not_processed_rate", {"applications.not_processed.repeated.total": 3, CONCLUDED: 12}, "0.25"),
    ("other_rate", {"applications.other.fee_unpaid.total": 3, CONCLUDED: 12}, "0.25"),
)


@pytest.mark.parametrize(("name", "cells", "value"), RATES, ids=[name for name, _, _ in RATES])
def test_each_rate_follows_its_formula(library: Library, name: str, cells: Cells, value: str) -> None:
    found = row(library, cells, name)
    assert found.value == Decimal(value)
    assert [fact.key for fact in found.cells] == [
        key for key in cells_of(DERIVED[name]) if key != "applications.other_handling.total"
    ]


def test_other_handling_is_counted_in_the_form_that_the_report_has(library: Library) -> None:
    cells: Cells = {"applications.other_handling.total": 4, CONCLUDED: 16}
    found = row(library, cells, "other_rate", template="2019")
    assert found.value == Decimal("0.25")
    assert [fact.key for fact in found.cells] == ["applications.other_handling.total", CONCLUDED]


def test_a_rate_can_be_asked_of_one_kind_of_applicant(library: Library) -> None:
    cells: Cells = {
        "applications.refused.third_party.business": 2,
        "applications.concluded.business": 8,
        "applications.concluded.total": 100,
    }
    library.catalog.commit([make_reading(make_report(cells=cells))])
    library.replay()
    found = library.measured(derived("refusal_rate", "business"), Filters())
    assert found.rows[0].value == Decimal("0.25")


def test_a_cell_of_the_other_form_is_no_such_cell(library: Library) -> None:
    key = "disclosure.regulations.issued"
    found = row(library, {}, key, template="2019")
    assert (found.value, found.cells) == (None, ())
    assert measure(library, key).coverage == Coverage(1, 0, 0, 0, 1)


def test_every_report_under_the_filters_has_its_row(built: Library) -> None:
    for pairs in ((), ("year=2022",), ("kind=measure", "level=county"), ("fact=reconsideration.corrected:unread",)):
        found = measure(built, "reconsideration.corrected", *pairs)
        heads = built.heads(built.parse_filters(pairs))
        assert tuple(item.head for item in found.rows) == heads
        coverage = found.coverage
        assert coverage.reports == len(heads)
        assert coverage.with_value == sum(item.value is not None for item in found.rows)
        assert coverage.with_value + coverage.blank + coverage.unread + coverage.no_such_cell == coverage.reports
    assert heads


def test_rows_stand_newest_first_then_by_place(built: Library) -> None:
    keys = [(-item.head.year, item.head.region.path, item.head.office) for item in measure(built, "refusal_rate").rows]
    assert keys == sorted(keys)


def test_the_index_and_the_catalog_measure_the_same(built: Library) -> None:
    for key in ("reconsideration.corrected", "applications.refused.total", "refusal_rate", "litigation.corrected"):
        rows = measure(built, key).rows
        positive = {item.head.report_id for item in rows if item.value is not None and item.value > 0}
        assert {head.report_id for head in built.heads(built.parse_filters([f"fact={key}>0"]))} == positive
        assert positive


def statements(library: Library) -> list[str]:
    """What is asked of the catalog from now on."""
    asked: list[str] = []
    library.catalog._db.set_trace_callback(asked.append)
    return asked


def test_a_question_asked_again_reads_nothing_of_the_figures(built: Library) -> None:
    first = measure(built, "refusal_rate", "year=2022")
    asked = statements(built)
    again = measure(built, "refusal_rate", "year=2022")
    assert again == first
    assert [text for text in asked if "cells" in text] == []


def test_cells_are_read_when_someone_looks_at_them(built: Library) -> None:
    rows = measure(built, "refusal_rate").rows
    asked = statements(built)
    values = [row.value for row in rows]
    assert [text for text in asked if "cells" in text] == []
    printed = [[fact.location.row for fact in row.cells] for row in with_cells(rows)]
    assert len([text for text in asked if "cells" in text]) == 1
    assert len(printed) == len(values) > 1
    assert all(printed)


def test_a_commit_shows_in_the_next_question(library: Library) -> None:
    cells: Cells = {"reconsideration.corrected": 3}
    row(library, cells, "reconsideration.corrected")
    library.catalog.commit([make_reading(make_report(year=2024, cells={"reconsideration.corrected": 5}))])
    library.replay()
    found = measure(library, "reconsideration.corrected")
    assert [(item.head.year, item.value) for item in found.rows] == [(2024, Decimal(5)), (2023, Decimal(3))]
    later = make_report(year=2024, cells={"reconsideration.corrected": 6}, sections={6: "更正。"})
    library.catalog.commit([make_reading(later)])
    library.replay()
    corrected = measure(library, "reconsideration.corrected").rows[0]
    assert corrected.value == 6
    assert [fact.published for fact in corrected.cells] == ["6"]


def test_the_cells_of_a_row_stay_those_of_its_version(library: Library) -> None:
    found = row(library, {"reconsideration.corrected": 3}, "reconsideration.corrected")
    library.catalog.commit([make_reading(make_report(cells={"reconsideration.corrected": 4}))])
    library.replay()
    assert [fact.published for fact in found.cells] == ["3"]
    library.catalog.remove([found.head.report_id])
    library.replay()
    assert measure(library, "reconsideration.corrected").rows == ()


def test_many_measures_are_not_kept_for_ever(built: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.table._CELLS_KEPT", 2 * len(built.heads(Filters())))
    monkeypatch.setattr("index.table._ROWS_KEPT", 2 * len(built.heads(Filters())))
    table = Table(built.catalog)
    wanted = [measure_of(key) for key in sorted(cell_keys())[:9]]
    for item in wanted:
        assert table.measured(item, None) == built.measured(item, Filters())
    assert len(table._columns._kept) == len(table._measured._kept) == 2
