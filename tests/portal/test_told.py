import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from index.library import Library
from index.themes import load_themes
from portal.questions.json_forms.forms import answer_form
from portal.questions.plan import Mention
from tests.portal.asked import ask, listed
from tests.portal.gold import Truth, those, truth

STAFF, MEDIA, TRAINING, TIME = (load_themes()[name].words for name in ("staff", "new_media", "training", "timeliness"))
Fits = Callable[[Truth], bool]


def short_of_staff(report: Truth) -> bool:
    return report.says(STAFF)


def stale_media(report: Truth) -> bool:
    return any(any(w in text for w in MEDIA) and any(w in text for w in TIME) for text in report.problems)


PROBLEMS: list[tuple[str, Fits]] = [
    ("哪些单位说人手不足", short_of_staff),
    ("人手不足的单位有哪些", short_of_staff),
    ("哪些单位有人手不够的问题", short_of_staff),
    ("哪些单位存在人员力量薄弱的问题", short_of_staff),
    ("2025年哪些单位反映缺人手", lambda r: r.year == 2025 and short_of_staff(r)),
    ("which offices say they lack staff", short_of_staff),
    ("which offices are short of staff", short_of_staff),
    ("which offices complain about staff shortages", short_of_staff),
    ("哪些单位提到新媒体更新不及时", stale_media),
    ("哪些单位说公众号不更新", stale_media),
    ("which offices say their social media accounts are not updated", stale_media),
    ("哪些单位在问题里提到新媒体", lambda r: r.says(MEDIA)),
    ("哪些单位有新媒体方面的问题", lambda r: r.says(MEDIA)),
    ("哪些单位存在培训不足的问题", lambda r: r.says(TRAINING)),
    ("which offices mention training among their problems", lambda r: r.says(TRAINING)),
    ("哪些单位既说人手不足又说培训不够", lambda r: short_of_staff(r) and r.says(TRAINING)),
    ("哪些单位在问题里提到“解读”", lambda r: r.says(["解读"])),
]


@pytest.mark.parametrize(("question", "fits"), PROBLEMS, ids=[question for question, _ in PROBLEMS])
def test_every_report_that_tells_the_problem_is_listed(samples: Library, question: str, fits: Fits) -> None:
    given = ask(samples, question)
    assert given.kind == "passages"
    assert listed(given) == those(fits)


@pytest.mark.parametrize(
    ("question", "fits"),
    [
        ("采取了哪些培训措施", lambda r: r.says(TRAINING, "measures")),
        ("哪些单位开展了培训", lambda r: r.says(TRAINING, "measures")),
        ("哪些单位在改进措施中提到培训", lambda r: r.says(TRAINING, "measures")),
        ("which offices took measures on training", lambda r: r.says(TRAINING, "measures")),
    ],
)
def test_measures_on_a_theme_are_measures_that_name_it(samples: Library, question: str, fits: Fits) -> None:
    assert listed(ask(samples, question)) == those(fits)


@pytest.mark.parametrize(
    "question",
    ["针对人手不足，各单位有什么措施", "怎么解决人手不足", "what measures did offices take against staff shortages"],
)
def test_measures_against_a_problem_are_those_that_the_report_sets_against_it(samples: Library, question: str) -> None:
    given = ask(samples, question)
    assert listed(given) <= those(short_of_staff)
    paired = {
        measure
        for report in truth()
        for problem, measure in zip(report.problems, report.measures, strict=False)
        if any(word in problem for word in STAFF)
    }
    quotes = [item.quote for item in given.evidence]
    assert sum(any(measure in quote for measure in paired) for quote in quotes) >= len(quotes) - 1


def test_each_passage_comes_with_its_place_and_its_words(samples: Library) -> None:
    given = ask(samples, "哪些单位说人手不足")
    assert {item.head.report_id for item in given.evidence} == {row.head.report_id for row in given.rows}
    for item in given.evidence:
        assert any(word in item.quote for word in STAFF)
        found = samples.catalog.passage(item.passage_id)
        assert found is not None and found[1].text == item.quote and found[1].kind == "problem"
        assert item.location.line
    form: dict[str, Any] = json.loads(json.dumps(answer_form(given)))
    assert form["evidence"][0]["passage_id"] and form["evidence"][0]["quote"]
    assert form["understood"]["operation"] == "passages"
    assert len(form["items"]) == len(given.rows)
    assert form["coverage_text"].startswith("查了 68 份报告")


def test_how_a_theme_was_looked_for_is_stated(samples: Library) -> None:
    given = ask(samples, "哪些单位说人手不足")
    assert any("人员力量" in text and "兼职" in text for text in given.assumptions)
    assert given.coverage is not None and given.coverage.reports == len(truth())
    assert given.coverage.with_value == sum(bool(report.problems) for report in truth())
    assert given.similar is not None and given.similar.mode == "semantic"


def test_quoted_words_are_looked_for_as_they_stand(samples: Library) -> None:
    given = ask(samples, "哪些报告的问题里提到“照搬上级模板”")
    assert listed(given) == those(lambda r: r.says(["照搬上级模板"]))
    assert given.inquiry is not None and given.inquiry.mentions == (Mention(text="照搬上级模板", kind="problem"),)
    assert ask(samples, "提到“一网通办”的单位").rows == ()


def test_words_that_are_no_theme_are_looked_for_as_they_stand_and_said_so(samples: Library) -> None:
    given = ask(samples, "哪些单位提到区块链")
    assert (given.kind, given.rows) == ("passages", ())
    assert any("区块链" in text and "按原文查" in text for text in given.assumptions)
    assert ask(samples, "which offices mention blockchain").kind == "no_answer"
    assert ask(samples, "哪些单位有区块链的问题").kind == "no_answer"


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("2024年有多少单位说人手不足", len(those(lambda r: r.year == 2024 and short_of_staff(r)))),
        ("how many offices lack staff in 2024", len(those(lambda r: r.year == 2024 and short_of_staff(r)))),
        ("2025年有几个单位反映人手不足", len(those(lambda r: r.year == 2025 and short_of_staff(r)))),
    ],
)
def test_offices_that_tell_are_counted(samples: Library, question: str, number: int) -> None:
    given = ask(samples, question)
    assert (given.kind, given.value) == ("number", Decimal(number))


def test_whether_one_office_tells_is_yes_or_no(samples: Library) -> None:
    assert ask(samples, "白鹭市生态环境局有没有说人手不足").verdict is True
    given = ask(samples, "西工区有没有提到人手不足")
    assert (given.kind, given.verdict) == ("yes_no", False)
    assert given.text.startswith("否。")


@pytest.mark.parametrize(
    "question",
    [
        "西工区去年有哪些问题",
        "西工区2025年存在什么问题",
        "what problems did 西工区 report in 2025",
        "西工区去年说了哪些不足之处",
    ],
)
def test_the_problems_of_one_report_are_all_its_passages(samples: Library, question: str) -> None:
    (report,) = [report for report in truth() if report.office == "西工区人民政府办公室" and report.year == 2025]
    given = ask(samples, question)
    assert listed(given) == {report.key}
    said = "".join(item.quote for item in given.evidence)
    assert all(problem in said for problem in report.problems)


def test_the_measures_of_one_report_are_all_its_passages(samples: Library) -> None:
    (report,) = [report for report in truth() if report.office == "西工区人民政府办公室" and report.year == 2025]
    given = ask(samples, "what measures did 西工区 take in 2025")
    said = "".join(item.quote for item in given.evidence)
    assert all(measure in said for measure in report.measures)


BOTH: list[tuple[str, Fits]] = [
    ("复议被纠正过、又说人手不足的单位", lambda r: r.reconsidered("corrected") > 0 and short_of_staff(r)),
    ("新收超过100件而且提到人手不足的单位", lambda r: r.new > 100 and short_of_staff(r)),
    ("说人手不足但没有诉讼的单位", lambda r: short_of_staff(r) and r.sued() == 0),
    (
        "which offices had corrected reconsiderations and mention staff shortages",
        lambda r: r.reconsidered("corrected") > 0 and short_of_staff(r),
    ),
    ("which offices lack staff and had litigation", lambda r: short_of_staff(r) and r.sued() > 0),
]


@pytest.mark.parametrize(("question", "fits"), BOTH, ids=[question for question, _ in BOTH])
def test_what_is_told_and_figures_are_asked_together(samples: Library, question: str, fits: Fits) -> None:
    given = ask(samples, question)
    assert given.kind == "list"
    assert listed(given) == those(fits)
    sentences = [item for item in given.evidence if item.passage_id]
    assert {item.head.report_id for item in sentences} == {row.head.report_id for row in given.rows}
    assert any(item.key for item in given.evidence)


def test_what_is_not_told_is_a_condition_as_well(samples: Library) -> None:
    told, silent = (listed(ask(samples, question)) for question in ("哪些单位提到培训", "哪些单位没有提到培训"))
    assert told and silent and not told & silent
    assert told | silent == those(lambda _: True)


def test_measures_of_offices_that_meet_a_condition(samples: Library) -> None:
    given = ask(samples, "2025年复议被纠正的区县有哪些改进措施")
    assert listed(given) == those(
        lambda r: (
            r.year == 2025
            and (r.level, r.office_kind) == ("county", "government")
            and r.reconsidered("corrected") > 0
            and bool(r.measures)
        )
    )
    assert any(item.passage_id for item in given.evidence)
