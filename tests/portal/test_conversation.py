from collections.abc import Iterator
from pathlib import Path

import pytest

from index.library import Library
from portal.conversation import starters, turn
from portal.messages import Texts
from portal.questions.answer import answer
from portal.questions.plan import Plan
from portal.widgets.library_page import absences_of
from portal.widgets.links import AskLink, LibraryLink
from tests.conftest import make_reading, make_report
from tests.portal.asking import TODAY, make_library

ZH, EN = Texts("zh"), Texts("en")
ONE = "青山市人民政府2024年新收申请是多少"
LISTED = "2024年哪些单位的行政复议被纠正"
TOLD = "哪些单位说到人手不足"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with make_library(tmp_path_factory.mktemp("talked") / "library") as made:
        yield made


def test_each_question_is_answered_with_those_before_it(library: Library) -> None:
    given = turn(library, AskLink((ONE, "换成临江市人民政府", "那2023年呢")), TODAY, ZH)
    assert [sentence[:7] for sentence in given.earlier] == ["青山市人民政府", "临江市人民政府"]
    assert given.answer == answer("那2023年呢", library, TODAY, (ONE, "换成临江市人民政府"))


def test_changes_hold_for_the_last_question_alone(library: Library) -> None:
    given = turn(library, AskLink((ONE, LISTED), (("when", ">3"),)), TODAY, ZH)
    assert [row.head.office for row in given.answer.rows] == ["青山市人民政府"]
    assert given.earlier == turn(library, AskLink((ONE, LISTED)), TODAY, ZH).earlier
    assert given.answer.assumptions[0] == "按手工改动后的理解计算。"


def test_the_next_question_goes_on_from_the_plan_as_it_was_changed(library: Library) -> None:
    state = AskLink((ONE,), (("year", "2023"),))
    asked = state.asked("那诉讼呢")
    given = turn(library, asked, TODAY, ZH)
    assert given.answer == answer("那诉讼呢", library, TODAY, ("青山市人民政府2023年新收申请是多少",))
    assert given.earlier == (turn(library, state, TODAY, ZH).answer.text,)
    assert turn(library, asked.back_to(0), TODAY, ZH) == turn(library, state, TODAY, ZH)


def test_it_is_the_office_that_the_changed_plan_gives_first(library: Library) -> None:
    ranked = AskLink(("2024年新收申请最多的单位",))
    within = ranked.changed("region", "示例省/临江市/河湾县")
    first, other = (turn(library, one.asked("它的诉讼呢"), TODAY, ZH).answer for one in (ranked, within))
    assert [answered.rows[0].head.office for answered in (first, other)] == ["青山市人民政府", "河湾县人民政府办公室"]


@pytest.mark.parametrize(
    ("question", "changes", "again"),
    [
        (LISTED, (("metric", "litigation.total"), ("when", ">3")), "2024年哪些单位的行政诉讼超过 3 件"),
        (LISTED, (("year", "all"), ("level", "county")), "县级所有年份哪些单位的行政复议·结果纠正大于 0 件"),
        ("2024年新收申请最多的单位", (("top", "3"), ("order", "least")), "2024年新收申请最少的3个单位"),
        ("2024年新收申请最多的单位", (("year", "2023"), ("year", "2024")), "2023年、2024年新收申请最多的1个单位"),
        ("2024年各级平均新收申请", (("by", "office_kind"),), "2024年各类单位新收申请平均"),
        ("哪些报告自相矛盾", (("year", "2024"),), "2024年哪些报告自相矛盾"),
        ("2024年哪些单位没有报告", (("year", "2023"),), "2023年哪些单位没有报告"),
        (TOLD, (("theme", "website"),), "所有年份哪些单位的问题里提到网站与平台"),
        (TOLD, (("told", "measure"), ("year", "2024")), "2024年哪些单位的措施里提到人员力量"),
        ("top three offices by new applications in 2024", (("top", "2"),), "2 offices with the highest"),
        (LISTED, (("when", "all"),), None),
    ],
)
def test_a_changed_plan_is_asked_for_again_in_words_that_come_to_the_same(
    question: str, changes: tuple[tuple[str, str], ...], again: str | None, library: Library
) -> None:
    given = turn(library, AskLink((question,), changes), TODAY, ZH)
    assert not given.fault
    if again is None:
        assert given.again is None
        return
    assert given.again is not None and given.again.startswith(again)
    assert answer(given.again, library, TODAY).rows == given.answer.rows


def test_a_sum_changed_by_hand_still_says_that_it_may_count_twice(library: Library) -> None:
    said = "上级政府的报告可能已包含下属单位，合计可能重复。"
    first = turn(library, AskLink(("2024年各单位新收申请合计",)), TODAY, ZH).answer
    after = turn(library, AskLink(("2024年各单位新收申请合计",), (("by", "city"),)), TODAY, ZH).answer
    assert said in first.assumptions and said in after.assumptions


@pytest.mark.parametrize(
    ("question", "change", "named"),
    [
        (LISTED, ("metric", "no.such"), "metric=no.such"),
        (LISTED, ("yaer", "2024"), "yaer"),
        (LISTED, ("level", "moon"), "level=moon"),
        (LISTED, ("by", "level"), "by=level"),
        ("什么是依申请公开", ("year", "2024"), "没有可以改的部分"),
        ("今天天气怎么样", ("year", "2024"), "没有可以改的部分"),
    ],
)
def test_what_cannot_be_changed_is_named_and_the_question_answered_as_understood(
    question: str, change: tuple[str, str], named: str, library: Library
) -> None:
    given = turn(library, AskLink((question,), (change,)), TODAY, ZH)
    assert named in given.fault
    assert given.answer == answer(question, library, TODAY)


def test_what_has_no_plan_offers_no_parts_to_change(library: Library) -> None:
    assert isinstance(turn(library, AskLink((LISTED,)), TODAY, ZH).plan, Plan)
    for questions in (("什么是依申请公开",), ("今天天气怎么样",), (ONE, "为什么")):
        assert turn(library, AskLink(questions), TODAY, ZH).plan is None


@pytest.mark.parametrize("texts", [ZH, EN])
def test_every_starting_question_is_understood_over_the_library_that_is_there(texts: Texts, library: Library) -> None:
    questions = starters(library, texts)
    assert len(questions) >= 6
    for question in questions:
        assert answer(question, library, TODAY).kind not in ("clarify", "no_answer"), question


def test_an_empty_library_has_no_starting_questions(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library", write=True, create=True) as empty:
        assert starters(empty, ZH) == ()


def test_one_report_of_a_new_year_changes_neither_the_examples_nor_what_is_missing(tmp_path: Path) -> None:
    reports = [make_report(f"示例省白鹭市第{number}局", 2024, office_kind="department") for number in range(1, 12)]
    reports += [make_report(f"示例省白鹭市第{number}局", 2023, office_kind="department") for number in range(1, 12)]
    newer = make_report("示例省白鹭市第1局", 2025, office_kind="department")
    with Library.open(tmp_path / "library", write=True, create=True) as grown:
        grown.catalog.commit([make_reading(report) for report in (*reports, newer)])
        grown.replay()
        assert all("2025" not in question for question in starters(grown, ZH))
        assert not answer("哪些单位缺报告", grown, TODAY).absences
        assert len(answer("哪些单位缺2025年的报告", grown, TODAY).absences) == 10
        assert absences_of(grown, LibraryLink(view="missing")) == ()
