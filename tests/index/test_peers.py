from index.library import Library
from index.measures import measure_of
from index.model import Filters
from index.peers import FEWEST_PEERS, Peers, Standing
from tests.conftest import make_reading, make_report

NEW = "applications.new.total"


def standings(library: Library, *values: int | None) -> list[Standing | None]:
    """Where each of as many offices of one level and year stands, in the order of their values."""
    names = [f"白鹭区{number}局" for number in range(len(values))]
    reports = [make_report(name, cells={NEW: value}) for name, value in zip(names, values, strict=True)]
    library.catalog.commit([make_reading(report) for report in reports])
    library.replay()
    rows = {row.head.office: row for row in library.measured(measure_of(NEW), Filters()).rows}
    peers = Peers(rows.values())
    return [peers.standing(rows[name]) for name in names]


def test_a_percentile_is_the_share_below_with_half_of_what_is_equal(library: Library) -> None:
    assert standings(library, 0, 0, 3, 7, 9) == [Standing(5, share) for share in (20.0, 20.0, 50.0, 70.0, 90.0)]


def test_fewer_peers_than_make_sense_have_no_percentile(library: Library) -> None:
    assert standings(library, *range(FEWEST_PEERS - 1)) == [Standing(FEWEST_PEERS - 1, None)] * (FEWEST_PEERS - 1)


def test_a_report_without_a_value_stands_nowhere_and_is_no_peer(library: Library) -> None:
    *others, none = standings(library, 1, 2, 3, 4, 5, None)
    assert none is None
    assert {standing.peers for standing in others if standing} == {5}


def test_only_reports_of_the_same_level_and_year_are_peers(built: Library) -> None:
    rows = built.measured(measure_of("refusal_rate"), Filters()).rows
    peers = Peers(rows)
    for row in rows:
        standing = peers.standing(row)
        kin = [other for other in rows if (other.head.year, other.head.level) == (row.head.year, row.head.level)]
        assert (standing is None) == (row.value is None)
        assert standing is None or standing.peers == sum(other.value is not None for other in kin)
