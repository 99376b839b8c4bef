"""Known facts in every layout that offices publish come back cell by cell, and damage to them does not pass unsaid."""

from collections.abc import Mapping
from random import Random

import pytest
from _pytest.mark import ParameterSet

from ingest.pipeline import read_report
from tests.mess import (
    COLUMNED,
    LAYOUT_DAMAGES,
    PDF,
    Columned,
    Variant,
    damaged_layout,
    damaged_variant,
    make_layout,
    make_variant,
)
from tests.mess.options import COLUMN_OPTIONS, draw_column_mess
from tests.mess.verdict import faults, told, unnamed, wrong_elsewhere

Counts = Mapping[Columned | None, tuple[int, int]]
Case = tuple[Columned | None, int]  # None: lines of text, in the layout that the seed draws
# Reports a layout, quick ones among them: 1,000 in all, 150 of them quick; text starts beyond the seeds of test_mess.
REPORTS: Counts = {layout: (20, 7) if layout in PDF else (107, 15) for layout in (*COLUMNED, None)}
DAMAGED: Counts = {layout: (14, 3) if layout in PDF else (56, 7) for layout in (*COLUMNED, None)}
FIRST_TEXT = 1000


def cases(counts: Counts) -> list[ParameterSet]:
    """Every case as a parameter, slow beyond the quick ones of its layout."""
    return [
        pytest.param(
            (layout, n if layout else FIRST_TEXT + n),
            id=f"{layout or 'text'}-{n}",
            marks=[pytest.mark.slow] if n >= quick else [],
        )
        for layout, (count, quick) in counts.items()
        for n in range(count)
    ]


def made(case: Case) -> Variant:
    layout, seed = case
    return make_layout(layout, seed) if layout else make_variant(seed)


def damaged(case: Case) -> Variant:
    layout, seed = case
    return damaged_layout(layout, seed) if layout else damaged_variant(seed)


class TestGenerator:
    def test_a_thousand_reports_a_hundred_and_fifty_of_them_quick(self) -> None:
        assert sum(count for count, _ in REPORTS.values()) >= 1000
        assert sum(quick for _, quick in REPORTS.values()) >= 149
        assert sum(REPORTS[layout][1] for layout in PDF) <= 15

    @pytest.mark.parametrize("layout", COLUMNED)
    def test_every_kind_of_mess_that_a_layout_can_show_occurs(self, layout: Columned) -> None:
        drawn = {option for seed in range(60) for option in draw_column_mess(Random(seed), layout, False).options}
        assert {name for name, layouts in COLUMN_OPTIONS.items() if layout in layouts} <= drawn

    @pytest.mark.parametrize("layout", COLUMNED)
    def test_same_seed_gives_the_same_bytes(self, layout: Columned) -> None:
        assert make_layout(layout, 7) == make_layout(layout, 7)

    def test_both_templates_and_every_damage_occur_in_every_layout(self) -> None:
        for layout in COLUMNED:
            assert {make_layout(layout, seed).template for seed in range(20)} == {"2019", "2021"}
            damages = (damaged_layout(layout, seed).damage for seed in range(DAMAGED[layout][0]))
            assert {damage.kind for damage in damages if damage} == set(LAYOUT_DAMAGES)


class TestLayouts:
    @pytest.mark.parametrize("case", cases(REPORTS))
    def test_every_cell_is_right_and_nothing_is_alleged(self, case: Case) -> None:
        variant = made(case)
        complaints = list(faults(variant, read_report(variant.data, variant.source)))
        assert not complaints, told(variant, complaints)


class TestDamage:
    @pytest.mark.parametrize("case", cases(DAMAGED))
    def test_no_wrong_figure_goes_unnamed_and_other_rows_stay_as_printed(self, case: Case) -> None:
        variant = damaged(case)
        report = read_report(variant.data, variant.source)
        complaints = [*unnamed(variant, report), *wrong_elsewhere(variant, report)]
        assert not complaints, told(variant, complaints)
