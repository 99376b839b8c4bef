from collections.abc import Iterator
from dataclasses import replace

import pytest

from index.library import Library
from index.lookup import (
    Line,
    LookedUp,
    Use,
    Wanted,
    by_office,
    by_wording,
    look_up,
    mentions,
    of_passage,
    without_ordinal,
)
from index.model import Filter, Filters
from index.themes import load_themes, themes_of
from tests.conftest import make_reading, make_report

MEDIA = load_themes()["new_media"]
TRAINING = load_themes()["training"]
SECTIONS = {
    "甲局": "公众号更新不及时。培训次数少。下一步按周排定公众号选题。下一步每季度办一期培训。",
    "乙局": "公众号更新不及时。下一步按周排定公众号的选题。",
    "丙局": "村务公开栏内容少。目录不全。下一步开展培训。",
    "丁局": "公众号停更。",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    reports = [
        make_report(f"白鹭区{office}", 2020 + at, office_kind="department", sections={5: text})
        for at, (office, text) in enumerate(SECTIONS.items())
    ]
    with Library.open(tmp_path_factory.mktemp("lookup") / "library", write=True, create=True) as opened:
        opened.catalog.commit([make_reading(report) for report in reports])
        opened.replay()
        yield opened


def offices(found: LookedUp) -> list[list[str]]:
    return [[use.head.office.removeprefix("白鹭区") for use in entry.uses] for entry in found.entries]


def test_a_measure_stands_with_the_problem_that_it_answers(library: Library) -> None:
    found = look_up(library, Wanted("", "measure", TRAINING))
    [entry] = found.entries
    assert [line.text for line in entry.uses[0].problems] == ["培训次数少。"]
    assert [line.text for line in entry.uses[0].measures] == ["下一步每季度办一期培训。"]


def test_a_measure_that_names_the_theme_and_answers_another_problem_is_not_listed(library: Library) -> None:
    assert ["丙局"] not in offices(look_up(library, Wanted("", "measure", TRAINING)))


def test_nearly_identical_measures_are_one_entry_with_all_its_offices(library: Library) -> None:
    found = look_up(library, Wanted("", "measure", MEDIA))
    assert [sorted(group) for group in offices(found)] == [["乙局", "甲局"]]
    assert found.reports == 2 and found.unanswered == 1


def test_who_else_has_the_problem_are_all_that_name_it(library: Library) -> None:
    found = look_up(library, Wanted("", "problem", MEDIA))
    assert sorted(office for group in offices(found) for office in group) == ["丁局", "乙局", "甲局"]
    assert mentions(library, MEDIA, Filters()).reports == found.reports == 3


def test_who_else_has_the_problem_is_listed_by_office_its_newest_report_first(library: Library) -> None:
    found = look_up(library, Wanted("", "problem", MEDIA))
    assert found.of_offices and [len(entry.uses) for entry in found.entries] == [1, 1, 1]
    first, second = (entry.uses[0] for entry in found.entries[:2])
    later = replace(first, head=replace(first.head, year=first.head.year + 1))
    assert [entry.uses for entry in by_office([first, second, later])] == [(later, first), (second,)]


def test_filters_hold_for_lists_and_counts(library: Library) -> None:
    only = Filters((Filter("year", "2021"),))
    assert offices(look_up(library, Wanted("", "measure", MEDIA, only))) == [["乙局"]]
    assert mentions(library, MEDIA, only).reports == 1


def test_a_theme_that_nobody_names_under_the_filters_lists_nothing(library: Library) -> None:
    found = look_up(library, Wanted("", "measure", TRAINING, Filters((Filter("year", "2021"),))))
    assert found.entries == () and found.result.total == 0


def test_words_that_stand_in_a_passage_are_looked_for_first(library: Library) -> None:
    found = look_up(library, Wanted("目录不全", "problem"))
    assert (found.way, offices(found)) == ("words", [["丙局"]])


def test_other_words_for_a_theme_find_what_mentions_it(library: Library) -> None:
    found = look_up(library, Wanted("公众号老是没人管", "measure"))
    assert (found.way, found.themes) == ("theme", (MEDIA,))
    assert sorted(office for group in offices(found) for office in group) == ["乙局", "甲局"]


def test_where_nothing_names_a_theme_any_word_will_do(library: Library) -> None:
    found = look_up(library, Wanted("公开栏 外星人", "problem"))
    assert found.way == "any" and offices(found) == [["丙局"]]


def test_words_that_nobody_wrote_find_nothing(library: Library) -> None:
    found = look_up(library, Wanted("外星人", "measure"))
    assert found.entries == () and found.reports == 0


def test_from_a_problem_to_the_measures_of_others(library: Library) -> None:
    [head] = [head for head in library.vocabulary.heads if head.year == 2021]
    at = next(
        at
        for at, passage in enumerate(library.catalog.passages([head.report_id])[head.report_id])
        if passage.kind == "problem"
    )
    wanted = of_passage(library, Wanted("", "measure"), f"{head.report_id}-{at}")
    assert wanted is not None and wanted.text == "公众号更新不及时。"
    assert offices(look_up(library, wanted)) == [["甲局"]]


@pytest.mark.parametrize("passage_id", ["", "x", "ffffffffffff-0", "-1"])
def test_a_passage_that_is_not_there_asks_for_nothing(library: Library, passage_id: str) -> None:
    assert of_passage(library, Wanted("", "measure"), passage_id) is None


def test_what_was_found_is_marked_in_the_line_as_shown(library: Library) -> None:
    for entry in look_up(library, Wanted("", "measure", MEDIA)).entries:
        for line in entry.uses[0].problems + entry.uses[0].measures:
            assert "公众号" in [line.text[start:end] for start, end in line.highlights]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("一是公众号停更。", "公众号停更。"),
        ("（二）培训少。", "培训少。"),
        ("3.目录不全。", "目录不全。"),
        ("第一，指南难找；", "指南难找；"),
        ("一些单位培训少。", "一些单位培训少。"),
    ],
)
def test_items_are_shown_without_their_number(text: str, shown: str) -> None:
    assert without_ordinal(text) == shown


@pytest.mark.parametrize(
    ("texts", "entries"),
    [
        (["按周排定选题计划，落实到编辑。", "为此，按周排定选题计划，落实到编辑；"], [2]),
        (["下一步拟采取如下措施：设立账号巡查台账，超期提醒。", "设立账号巡查台账，超期提醒。"], [2]),
        (["按周排定选题计划。", "每季度办一期培训。"], [1, 1]),
    ],
)
def test_wordings_are_one_entry_up_to_a_tenth_of_their_characters(
    library: Library, texts: list[str], entries: list[int]
) -> None:
    head = look_up(library, Wanted("", "measure", MEDIA)).entries[0].uses[0].head
    uses = [Use(head, (), (Line(text, text),), one_to_one=True) for text in texts]
    assert [len(entry.uses) for entry in by_wording(uses, "measure")] == entries


def test_no_word_of_a_theme_repeats_another_of_it() -> None:
    for theme in load_themes().values():
        assert theme.words and theme.name and theme.english
        assert [w for w in theme.words if any(o != w and o in w for o in theme.words)] == [], theme.id


def test_a_text_has_the_themes_whose_words_it_holds() -> None:
    assert themes_of(["公众号内容单薄", "集中培训次数少"]) == (MEDIA, TRAINING)
    assert themes_of(["外星人"]) == ()
