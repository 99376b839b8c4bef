import pytest

from index.pairing import Pairing, pairings
from ingest.model import Location, Passage, PassageKind

KINDS: dict[str, PassageKind] = {"P": "problem", "M": "measure", "o": "other", "v": "overview"}


def passages(kinds: str, section: int = 5) -> list[Passage]:
    place = Location("白鹭区2023.txt", line=1)
    return [Passage(section, KINDS[kind], f"第{at}句。", at * 4, at * 4 + 4, place) for at, kind in enumerate(kinds)]


def pairs(kinds: str) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(pairing.problems, pairing.measures) for pairing in pairings(passages(kinds))]


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ("oPPoMM", [((1,), (4,)), ((2,), (5,))]),
        ("PMPMPM", [((0,), (1,)), ((2,), (3,)), ((4,), (5,))]),
        ("PMMPM", [((0,), (1, 2)), ((3,), (4,))]),
        ("oPoMMM", [((1,), (3, 4, 5))]),
        ("oPPoMMM", [((1, 2), (4, 5, 6))]),
        ("oPPPoMM", [((1, 2, 3), (5, 6))]),
        ("oMM", [((), (1, 2))]),
        ("PP", [((0, 1), ())]),
        ("PPMPMM", [((0,), (2,)), ((1,), (4,)), ((3,), (5,))]),
        ("ooo", []),
        ("", []),
    ],
)
def test_measures_stand_with_the_problems_that_they_answer(
    kinds: str, expected: list[tuple[tuple[int, ...], tuple[int, ...]]]
) -> None:
    assert pairs(kinds) == expected


def test_every_problem_and_measure_stands_in_one_pairing() -> None:
    for kinds in ("oPPoMM", "PMPMPM", "oPPoMMM", "MPPM", "PPMPM"):
        places = sorted(place for pairing in pairings(passages(kinds)) for place in pairing.ordinals)
        assert places == [at for at, kind in enumerate(kinds) if kind in "PM"]


def test_other_sections_take_no_part() -> None:
    mixed = [*passages("PM", section=1), *passages("PPMM")]
    assert [pairing.ordinals for pairing in pairings(mixed)] == [(2, 4), (3, 5)]


def test_a_problem_among_several_is_not_said_to_have_its_own_measure() -> None:
    assert Pairing((1,), (2, 3)).one_to_one and not Pairing((1, 2), (3, 4, 5)).one_to_one
