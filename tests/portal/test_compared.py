from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.library import Library
from index.model import Filter, Filters
from index.peers import Standing
from index.schema import known_keys
from index.subjects import subjects_of
from portal.messages import Texts
from portal.sheets.compared import (
    MOST_YEARS,
    examples,
    labels,
    metric_keys,
    metric_option,
    notes,
    option_labels,
    short_labels,
    standing_text,
    state_text,
    years_shown,
)
from portal.widgets.address import split_query
from portal.widgets.links import CompareLink
from tests.portal.comparing import BAILU_OFFICE, GROUPS, OFFICES, build, shown

ZH, EN = Texts("zh"), Texts("en")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with build(tmp_path_factory.mktemp("compared") / "library") as opened:
        yield opened


@pytest.mark.parametrize("texts", [ZH, EN], ids=["zh", "en"])
def test_every_figure_can_be_picked_and_has_a_name_of_its_own(texts: Texts) -> None:
    keys = metric_keys()
    assert sorted(keys) == sorted(known_keys())
    assert len({metric_option(key, texts) for key in keys}) == len(keys)


def test_the_total_column_comes_before_the_kinds_of_applicants() -> None:
    keys = metric_keys()
    single = [key for key in keys if key.startswith("applications.") and not key.endswith(".total")]
    totals = [key for key in keys if key.endswith(".total")]
    assert max(map(keys.index, totals)) < min(map(keys.index, single))


@pytest.mark.parametrize(
    ("asked", "years"),
    [
        (("2020..2022",), (2020, 2021, 2022)),
        (("2021..",), (2021, 2022, 2023)),
        (("..2020",), (2019, 2020)),
        (("2019", "2022..2023"), (2019, 2022, 2023)),
        ((), (2019, 2020, 2021, 2022, 2023)),
    ],
)
def test_the_years_are_those_of_the_address(asked: tuple[str, ...], years: tuple[int, ...]) -> None:
    assert years_shown(Filters(tuple(Filter("year", value) for value in asked)), (2023, 2019)) == years


def test_however_many_years_are_asked_for_a_page_holds_them() -> None:
    assert years_shown(Filters((Filter("year", "1000..9999"),)), (2023,))[-1] == 9999
    assert len(years_shown(Filters((Filter("year", "1000..9999"),)), (2023,))) == MOST_YEARS


def test_offices_of_one_name_are_told_apart_by_their_place(library: Library) -> None:
    subjects = subjects_of(library.vocabulary).chosen(OFFICES.filters)
    assert list(short_labels(subjects, ZH).values()) == ["青山市白鹭区政府", "石桥市白鹭区政府"]
    assert list(labels(subjects, ZH).values()) == [
        "示例省青山市白鹭区人民政府办公室",
        "示例省石桥市白鹭区人民政府办公室",
    ]
    assert list(short_labels(subjects[:1], ZH).values()) == ["白鹭区政府"]
    assert list(labels(subjects[:1], ZH).values()) == ["白鹭区人民政府办公室"]


def test_everything_that_can_be_added_is_a_subject_of_its_own_name(library: Library) -> None:
    subjects = subjects_of(library.vocabulary)
    offered = option_labels(subjects, ZH)
    assert len(set(offered.values())) == len(offered)
    for pair in offered:
        assert [subject.filter.pair for subject in subjects.chosen(Filters((Filter(*pair),)))] == [pair]


def test_what_is_not_there_is_said_in_words(library: Library) -> None:
    one, other = shown(library, OFFICES).found.lines
    assert state_text(one.figure(2022), ZH) == "无报告"
    assert [state_text(other.figure(year), ZH) for year in (2022, 2023)] == ["空白", "未读出"]
    [bureau] = shown(library, CompareLink.among([Filter("office", "白鹭区教育局")])).found.lines
    assert state_text(bureau.figure(2023), ZH) == "空白"
    [bureau] = shown(
        library, CompareLink.among([Filter("office", "白鹭区教育局")]), "applications.concluded.total"
    ).found.lines
    assert state_text(bureau.figure(2023), ZH) == "—"


def test_a_figure_says_what_it_rests_on(library: Library) -> None:
    one, other = shown(library, OFFICES).found.lines
    assert notes(other.subject, other.figure(2021), ZH) == ("样本小",)
    assert notes(one.subject, one.figure(2023), ZH) == ("推定", "改由人民政府办公室公布")
    place, _ = shown(library, GROUPS).found.lines
    assert notes(place.subject, place.figure(2023), ZH)[-1] == "3 份报告，2 份有数"


def test_a_standing_names_level_peers_and_percentile_or_that_there_are_too_few(library: Library) -> None:
    figure = shown(library, OFFICES).found.lines[0].figure(2021)
    assert standing_text(replace(figure, standing=Standing(41, 87.8)), ZH) == "县级 41 份中第 88 百分位"
    assert standing_text(figure, ZH) == "县级有数的只有 2 份"
    small = shown(library, OFFICES).found.lines[1].figure(2021)
    assert standing_text(small, ZH) == ""


def test_every_example_compares_something(library: Library) -> None:
    offered = examples(subjects_of(library.vocabulary), ZH)
    assert offered
    for _, href in offered:
        link = CompareLink.read(split_query(href.partition("?")[2]))
        assert len(subjects_of(library.vocabulary).chosen(link.filters)) >= 2


def test_an_empty_library_has_no_examples(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library", write=True, create=True) as empty:
        assert examples(subjects_of(empty.vocabulary), ZH) == ()


def test_the_office_of_the_address_is_the_seat(library: Library) -> None:
    [subject] = subjects_of(library.vocabulary).chosen(Filters((Filter("office", "青山市白鹭区人民政府"),)))
    assert subject.value == BAILU_OFFICE
