import json
from collections.abc import Iterator
from decimal import Decimal

import pytest

from index.forms import Form
from index.library import Library
from index.measures import value_of
from index.model import Condition, Filter, Filters
from portal.questions.answer import answer
from portal.questions.computing.execute import execute
from portal.questions.json_forms.forms import answer_form
from portal.questions.json_forms.plan_forms import plan_form, plan_from_form
from portal.questions.plan import Answer, Plan
from portal.questions.plan_error import PlanError
from portal.questions.saying.sentences import coverage_text
from portal.questions.understand import understand
from portal.questions.words.metrics import metric_of, total_of
from tests.portal.asking import TODAY, make_library
from tests.portal.test_understand import CHINESE_FIGURES, CHINESE_LISTS, ENGLISH, Asked


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with make_library(tmp_path_factory.mktemp("answered") / "library") as opened:
        yield opened


def ask(library: Library, question: str) -> Answer:
    return answer(question, library, TODAY)


def offices(given: Answer) -> list[tuple[str, int, int]]:
    return [(row.head.office, row.head.year, int(row.value or 0)) for row in given.rows]


def test_a_list_names_every_office_that_meets_the_condition(library: Library) -> None:
    given = ask(library, "哪些单位的行政复议被纠正了？")
    assert offices(given) == [
        ("青山市人民政府", 2024, 4),
        ("白鹭区人民政府办公室", 2024, 2),
        ("青山市人民政府", 2023, 1),
    ]
    assert given.text == (
        "2020–2024 年里有 2 个单位的行政复议结果被纠正（3 份报告）："
        "青山市人民政府 2024 年，4 件；白鹭区人民政府办公室 2024 年，2 件；青山市人民政府 2023 年，1 件（见表四）。"
    )


def test_a_list_of_one_year_says_the_year_once(library: Library) -> None:
    given = ask(library, "2024年白鹭区哪些单位的行政复议被纠正")
    assert given.text == "2024 年有 1 个单位的行政复议结果被纠正：白鹭区人民政府办公室，2 件（见表四）。"


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        (
            "白鹭区哪些单位的行政复议被纠正",
            "2020–2024 年里有 1 个单位的行政复议结果被纠正：白鹭区人民政府办公室 2024 年",
        ),
        ("2023年以来哪些单位的规章被废止", "2023 年以来没有哪个单位的"),
        ("哪些单位的规章被废止", "2020–2024 年里没有哪个单位的"),
        ("近三年哪些单位的行政复议被纠正", "2022–2024 年里有 2 个单位"),
    ],
)
def test_a_list_says_the_years_that_were_looked_at(library: Library, question: str, begins: str) -> None:
    assert ask(library, question).text.startswith(begins)


def test_a_list_in_brief_names_three_and_counts_all(library: Library) -> None:
    given = ask(library, "每个单位的行政复议结果纠正是多少")
    assert given.brief is not None
    assert given.brief.count("；") == 3
    assert f"；另有 {len(given.rows) - 3} 份报告（见表四）" in given.brief
    assert given.text.count("；") == len(given.rows) - 1 if len(given.rows) <= 10 else 9


def test_what_was_looked_at_adds_up(library: Library) -> None:
    for question in ("哪些单位的复议纠正率超过10%", "哪些单位收到申请", "2024年哪些单位的行政复议尚未审结"):
        coverage = as_form(answer_form(ask(library, question))["coverage"])
        counts = [coverage[name] for name in ("with_value", "blank", "unread", "no_such_cell", "zero_denominator")]
        assert sum(map(int, map(str, counts))) == coverage["reports"]


def as_form(value: object) -> Form:
    assert isinstance(value, dict)
    return value


def test_a_slip_of_the_pen_is_named_with_the_word_it_may_be(library: Library) -> None:
    given = ask(library, "哪些单位的复义被纠正了")
    assert (given.kind, given.text) == ("clarify", "没有看懂“复义”，是不是“复议”？")
    assert given.readings == ("哪些单位的复议被纠正了",)
    assert "“不于公开”，是不是“不予公开”" in ask(library, "青山市2024年不于公开几件").text
    assert "Did you mean “reconsideration”?" in ask(library, "which offices had corrected reconsidration").text
    assert "是不是" not in ask(library, "哪个单位收到过外星人的申请").text


def test_one_reading_is_the_answer_and_readings_without_a_report_are_not_offered(library: Library) -> None:
    both = ask(library, "松林区2024年收到多少申请")
    assert (both.kind, len(both.readings)) == ("clarify", 2)
    assert ask(library, "松林区2021年收到多少申请").kind == "no_answer"


def test_coverage_tells_blank_from_unread(library: Library) -> None:
    given = ask(library, "2024年哪些单位的行政复议被纠正")
    assert given.coverage is not None
    assert coverage_text(given.coverage, "zh") == "查了 8 份报告：7 份有数，1 份空白，0 份未能读出。"
    pending = ask(library, "2024年哪些单位的行政复议尚未审结").coverage
    assert pending is not None
    assert (pending.with_value, pending.blank, pending.unread) == (7, 0, 1)


def test_a_figure_stands_with_its_cell(library: Library) -> None:
    given = ask(library, "青山市2024年收到多少申请")
    assert (given.kind, given.value, given.unit) == ("number", Decimal(320), "件")
    assert given.text == "青山市人民政府 2024 年新收申请为 320 件（见表三）。"
    (evidence,) = given.evidence
    assert evidence.quote == "一、本年新收政府信息公开申请数量 × 总计：320"
    assert evidence.location.text == "示例/青山市人民政府2024.txt 表三 一、本年新收政府信息公开申请数量 × 总计"


def test_an_english_question_gets_an_english_sentence(library: Library) -> None:
    given = ask(library, "How many applications did 青山市 receive in 2024?")
    assert given.text == "青山市人民政府, 2024: new applications 320 (table 3)."
    listed = ask(library, "which offices had corrected reconsiderations in 2023")
    assert (
        listed.text == "In 2023, 1 office had administrative reconsiderations (corrected): 青山市人民政府, 1 (table 4)."
    )


def test_zero_matches_printed_and_restored_zeros_and_lists_blanks_apart(library: Library) -> None:
    corrected = ask(library, "2024年哪些单位的行政复议没有被纠正")
    assert "河湾县人民政府办公室" not in {office for office, _, _ in offices(corrected)}
    assert [row.head.office for row in corrected.apart] == ["河湾县人民政府办公室"]
    assert "另有 1 份报告该格空白或划线" in corrected.text
    restored = ask(library, "2024年哪些单位没有未经复议直接起诉被纠正的")
    assert "河湾县人民政府办公室" in {office for office, _, _ in offices(restored)}
    assert "推定" in restored.text


def test_a_dash_is_listed_apart_and_an_unread_cell_is_not(library: Library) -> None:
    assert [row.head.office for row in ask(library, "哪些单位没有行政复议结果维持").apart] == ["河湾县人民政府办公室"]
    assert ask(library, "哪些单位没有尚未审结的行政复议").apart == ()


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("河湾县复议纠正几件", "空白"),
        ("河湾县复议未审结几件", "未能读出"),
        ("白鹭区2023年复议纠正率", "分母是 0"),
        ("白鹭区2020年规章制发几件", "没有“规章·本年制发”这一格"),
        ("青山市2024年主动公开信息条数", "没有读到主动公开信息条数"),
    ],
)
def test_a_figure_that_is_not_there_is_not_guessed(library: Library, question: str, says: str) -> None:
    given = ask(library, question)
    assert given.kind == "no_answer"
    assert given.value is None
    assert says in given.text


def test_a_sum_over_blanks_says_how_many(library: Library) -> None:
    given = ask(library, "河湾县2024年不予公开几件")
    assert given.value == 2
    assert "1 格空白" in given.text


def test_a_sum_shows_its_addends(library: Library) -> None:
    given = ask(library, "青山市2024年不予公开几件")
    assert given.value == 7
    assert given.formula is not None
    assert given.formula.endswith("= 2 + 0 + 0 + 5 + 0 + 0 + 0 + 0")


def test_a_rate_is_a_fraction_with_numerator_and_denominator(library: Library) -> None:
    given = ask(library, "青山市2024年复议纠正率是多少")
    assert (given.value, given.unit) == (Decimal("0.4"), "%")
    assert given.text == "青山市人民政府 2024 年纠正率为 40.0%（4/10，样本小）（见表四）。"
    assert given.formula == "纠正率 = 行政复议·结果纠正 ÷ 行政复议 = 4 ÷ 10"
    large = ask(library, "青山市2024年公开率")
    assert "样本小" not in large.text
    assert large.formula == "公开率 = 予以公开与部分公开 ÷ 办结申请总计 = 170 ÷ 310"


def test_kinds_of_litigation_are_shown_apart_and_summed(library: Library) -> None:
    given = ask(library, "青山市2024年败诉几件")
    assert given.value == 3
    assert "未经复议直接起诉的诉讼·结果纠正 1，复议后起诉的诉讼·结果纠正 2" in given.text


def test_the_finding_on_a_figure_comes_along(library: Library) -> None:
    given = ask(library, "青山市2024年行政复议总计几件")
    assert [finding.check for _, finding in given.findings] == ["review_sum"]
    assert ask(library, "青山市2024年收到多少申请").findings == ()


def test_a_figure_of_every_office_lists_zeros_too(library: Library) -> None:
    given = ask(library, "2024年每个单位的行政复议结果纠正是多少")
    assert len(given.rows) == 7
    assert ("青山市生态环境局", 2024, 0) in offices(given)


def test_a_false_premise_is_answered_by_the_true_value(library: Library) -> None:
    given = ask(library, "2024年哪些单位的规章被废止")
    assert (given.kind, given.rows) == ("list", ())
    assert given.text == "2024 年没有哪个单位的规章·本年废止大于 0 件。"
    assert any("没有这样的报告" in stated for stated in given.assumptions)


def test_two_offices_of_one_name_are_told_apart(library: Library) -> None:
    text = ask(library, "2024年哪些区县收到申请少于20件").text
    assert "示例省临江市松林区人民政府办公室" in text
    assert "示例省青山市松林区人民政府办公室" in text


def test_a_cell_that_no_form_has_is_no_answer(library: Library) -> None:
    given = ask(library, "2024年哪些单位新制作了规章")
    assert given.kind == "no_answer"
    assert "8 份报告" in given.text


@pytest.mark.parametrize("asked", [*CHINESE_LISTS, *CHINESE_FIGURES, *ENGLISH], ids=lambda asked: asked.question)
def test_every_number_is_found_at_the_location_that_it_names(library: Library, asked: Asked) -> None:
    given = ask(library, asked.question)
    assert given.kind in ("list", "number", "no_answer")
    named = {(item.head.report_id, item.key): item for item in given.evidence}
    for row in given.rows:
        stored = library.report(row.head.report_id)
        assert stored is not None and given.plan is not None
        cells = {}
        for cell in row.cells:
            evidence = named[row.head.report_id, cell.key]
            (printed,) = [fact for fact in stored.report.facts if fact.location == evidence.location]
            assert printed.published is None or printed.published in evidence.quote
            cells[printed.key] = printed
        assert row.value == value_of(total_of(given.plan.metric), cells).number


def test_the_ask_form_has_every_field(library: Library) -> None:
    form = answer_form(ask(library, "2023年哪些单位的行政复议被纠正"))
    json.dumps(form)
    (item,) = as_list(form["items"])
    assert (item["office"], item["year"], item["group"], item["value"]) == ("青山市人民政府", 2023, None, 1)
    location = item["location"]
    assert isinstance(location, dict)
    assert location["text"] == "示例/青山市人民政府2023.txt 表四 行政复议 × 结果纠正"
    understood = form["understood"]
    assert isinstance(understood, dict)
    assert understood["metric"] == "reconsideration.corrected"
    assert understood["filters"] == ["year=2023"]
    assert understood["operation"] == "list"
    assert understood["assumptions"]
    counts = {"blank": 0, "unread": 0, "no_such_cell": 0, "zero_denominator": 0}
    assert form["coverage"] == {"reports": 2, "with_value": 2} | counts
    (evidence,) = as_list(form["evidence"])
    assert {"report_id", "office", "year", "location", "quote"} <= set(evidence)
    assert {"question", "kind", "text", "value", "unit", "findings", "formula"} <= set(form)


def as_list(value: object) -> list[Form]:
    assert isinstance(value, list)
    return value


def test_the_form_of_a_sum_names_no_single_cell(library: Library) -> None:
    (item,) = as_list(answer_form(ask(library, "青山市2024年不予公开几件"))["items"])
    assert (item["value"], item["location"]) == (7, None)


def test_the_form_of_a_refusal_has_every_field(library: Library) -> None:
    refused = answer_form(ask(library, "青山市收到的申请环比"))
    assert set(refused) == set(answer_form(ask(library, "哪些单位收到申请")))
    assert (refused["kind"], refused["value"], refused["items"], refused["coverage"]) == ("no_answer", None, [], None)


def test_the_form_of_a_question_back_gives_its_readings(library: Library) -> None:
    form = answer_form(ask(library, "松林区收到多少申请"))
    assert form["kind"] == "clarify"
    assert form["readings"] == [
        "示例省临江市松林区人民政府办公室收到多少申请",
        "示例省青山市松林区人民政府办公室收到多少申请",
    ]
    items = as_list(form["items"])
    assert [item["value"] for item in items] == form["readings"]
    assert {item["office"] for item in items} == {None}


@pytest.mark.parametrize("asked", [*CHINESE_LISTS[::5], *CHINESE_FIGURES[::3]], ids=lambda asked: asked.question)
def test_a_plan_comes_back_from_its_form(library: Library, asked: Asked) -> None:
    plan = understand(asked.question, library, TODAY)
    assert isinstance(plan, Plan)
    assert plan_from_form(json.loads(json.dumps(plan_form(plan))), library) == plan


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"operation": "guess"}, "operation"),
        ({"metric": "reconsideration.lost"}, "metric"),
        ({"metric": "refusal_rate.upheld"}, "metric"),
        ({"metric": 7}, "metric"),
        ({"filters": ["colour=red"]}, "filters[0]"),
        ({"filters": "year=2024"}, "filters"),
        ({"filters": [2024]}, "filters[0]"),
        ({"condition": {"operator": "~", "number": 1}}, "condition.operator"),
        ({"condition": {"operator": ">", "number": "1"}}, "condition.number"),
        ({"condition": {"operator": ">", "number": 1e300}}, "condition.number"),
        ({"condition": {"operator": ">", "number": float("nan")}}, "condition.number"),
        ({"condition": 5}, "condition"),
        ({"surprise": 1}, "surprise"),
        ({"operation": "ranking"}, "ranking"),
        ({"ranking": {"order": "most", "top": 1}}, "ranking"),
        ({"operation": "ranking", "ranking": {"order": "up", "top": 1}}, "ranking.order"),
        ({"operation": "ranking", "ranking": {"order": "most", "top": 0}}, "ranking.top"),
        ({"operation": "ranking", "ranking": {"order": "most", "top": True}}, "ranking.top"),
        ({"operation": "ranking", "ranking": ["most", 1]}, "ranking"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_with_its_place(library: Library, change: Form, where: str) -> None:
    form: Form = {"operation": "list", "metric": "reconsideration.corrected", "filters": [], "condition": None}
    with pytest.raises(PlanError) as refused:
        plan_from_form(form | change, library)
    assert refused.value.where == where


def test_an_edited_plan_is_computed_as_edited(library: Library) -> None:
    plan = Plan(
        "list",
        metric_of("reconsideration.total"),
        Filters((Filter("year", "2024"),)),
        Condition(">=", Decimal(6)),
    )
    given = execute(plan, library, "哪些单位的行政复议被纠正了？")
    assert offices(given) == [("青山市人民政府", 2024, 10), ("白鹭区人民政府办公室", 2024, 6)]
    nowhere = Plan("number", plan.metric, Filters((Filter("year", "2021"),)), None)
    assert execute(nowhere, library, "").kind == "no_answer"
    everywhere = Plan("number", plan.metric, Filters(), None)
    assert execute(everywhere, library, "").kind == "clarify"


def test_an_empty_library_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    with Library.open(tmp_path_factory.mktemp("empty") / "library", write=True, create=True) as empty:
        given = ask(empty, "哪些单位的行政复议被纠正了？")
    assert given.kind == "no_answer"
    assert "空的" in given.text
