from dataclasses import replace
from decimal import Decimal

import pytest

from index.differences import SentenceDifference, compare, compare_cells, compare_texts, sentences, year_beside
from ingest.template import load_template
from tests.conftest import make_report
from tests.portal.samples import make_head, make_stored

NEW = "applications.new.total"


def text_of(sentence: SentenceDifference) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in sentence.pieces]


def differences(before: str, after: str) -> list[SentenceDifference]:
    reports = [make_report(sections={1: text, 5: "", 6: ""}) for text in (before, after)]
    [section] = compare_texts(*reports)
    return list(section.sentences)


def test_a_changed_number_has_its_difference() -> None:
    cells = compare_cells(make_report(cells={NEW: 100}), make_report(cells={NEW: 117}))
    assert cells.pairs[NEW].difference == Decimal(17)
    assert [key for key, pair in cells.pairs.items() if pair.changed] == [NEW]


@pytest.mark.parametrize(("before", "after"), [(None, 0), ("—", 0), ("?", 3), (None, "—")])
def test_a_cell_without_a_number_on_one_side_is_changed_and_has_no_difference(
    before: int | str | None, after: int | str | None
) -> None:
    pair = compare_cells(make_report(cells={NEW: before}), make_report(cells={NEW: after})).pairs[NEW]
    assert pair.changed and pair.difference is None


@pytest.mark.parametrize(("before", "after"), [(None, None), ("—", "/"), ("=5", 5)])
def test_the_same_state_and_the_same_number_are_no_change(before: int | str | None, after: int | str | None) -> None:
    assert not compare_cells(make_report(cells={NEW: before}), make_report(cells={NEW: after})).changed


def test_cells_of_one_form_alone_are_never_paired() -> None:
    forms = [make_report(year=2020, template="2019"), make_report(year=2021)]
    cells = compare_cells(*forms)
    old, new = (load_template(name).rows for name in ("2019", "2021"))
    keys = [{cell.key for row in rows for cell in row.cells} for rows in (old, new)]
    assert set(cells.pairs) == keys[0] & keys[1]
    assert {fact.key for fact in cells.only_before} == keys[0] - keys[1] != set()
    assert {fact.key for fact in cells.only_after} == keys[1] - keys[0] != set()


def test_sentences_end_at_their_marks_and_at_lines() -> None:
    text = "一、加强公开。他说：“要改。”\n（二）培训；还有讲座\n\n第三"
    assert sentences(text) == ("一、加强公开。", "他说：“要改。”", "（二）培训；", "还有讲座", "第三")


def test_a_sentence_with_another_number_is_changed_in_that_number_alone() -> None:
    [changed] = differences("全年收到申请100件。", "全年收到申请117件。")
    assert changed.kind == "changed"
    assert text_of(changed) == [("same", "全年收到申请"), ("dropped", "100"), ("new", "117"), ("same", "件。")]


def test_sentences_are_the_same_new_and_dropped_in_the_order_of_both_texts() -> None:
    found = differences("甲事已办。全市举办培训班三期。丙事已办。", "甲事已办。丙事已办。新设企业服务专栏。")
    assert [(one.kind, text_of(one)[0][1]) for one in found] == [
        ("same", "甲事已办。"),
        ("dropped", "全市举办培训班三期。"),
        ("same", "丙事已办。"),
        ("new", "新设企业服务专栏。"),
    ]


def test_each_side_can_be_put_together_again_from_its_pieces() -> None:
    before = "本年度公开信息3810条，渠道以网站为主。安排专人审核。开展检查两次，通报一次。"
    after = "本年公开政府信息1785条，渠道以网站为主、新媒体为辅。开展检查三次，通报一次。设专栏。"
    found = differences(before, after)
    for text, other in ((before, "new"), (after, "dropped")):
        assert "".join(piece.text for one in found for piece in one.pieces if piece.kind != other) == text


def test_the_share_repeated_counts_characters_of_the_later_text() -> None:
    reports = [make_report(sections={1: text, 5: "", 6: ""}) for text in ("甲乙丙丁。", "甲乙丙丁。一二三四。")]
    assert compare_texts(*reports)[0].repeated == 0.5


def test_a_section_of_one_report_alone_is_new_or_dropped_as_a_whole() -> None:
    with_, without = make_report(), make_report(sections={6: ""})
    assert compare_texts(without, with_)[-1].counts == {"new": 1} and not compare_texts(without, with_)[-1].in_before
    assert compare_texts(with_, without)[-1].counts == {"dropped": 1}


def test_two_reports_are_the_same_where_no_cell_and_no_sentence_differs() -> None:
    one = make_stored(make_report())
    others = make_report(cells={NEW: 13}), make_report(sections={6: ""}), make_report(template="2019")
    assert compare(one, replace(one, version=2)).same
    assert not any(compare(one, replace(make_stored(other), version=2)).same for other in others)


def test_the_earlier_year_comes_first_whichever_report_is_looked_at() -> None:
    one, other = make_stored(make_report(year=2023)), make_stored(make_report(year=2023))
    last = replace(other, head=make_head(year=2021, report_id="ffffffffffff"))
    assert compare(one, last).before is last and compare(last, one).before is last
    second = replace(one, version=2)
    assert compare(second, one).before is one and compare(second, one).of_versions


def test_without_a_choice_the_year_before_is_set_beside_then_the_nearest() -> None:
    heads = {year: make_head(report_id=str(year), year=year) for year in (2019, 2022, 2023, 2025)}
    everything = list(heads.values())
    assert year_beside(heads[2023], everything) == heads[2022]
    assert year_beside(heads[2022], everything) == heads[2019]
    assert year_beside(heads[2019], everything) == heads[2022]
    assert year_beside(heads[2019], [heads[2019]]) is None


def test_of_two_offices_of_one_seat_its_own_report_is_set_beside() -> None:
    head = make_head(report_id="1", year=2023)
    own = make_head(report_id="2", year=2022)
    other = replace(own, report_id="3", office="白鹭区人民政府")
    assert year_beside(head, [other, own]) == own
