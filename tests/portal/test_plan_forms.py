import json
import random
from collections.abc import Iterator
from typing import Any, get_args

import pytest

from index.forms import Form
from index.library import Library
from index.model import Filters
from index.themes import load_themes
from portal.messages import Texts
from portal.questions.answer import answer, computed
from portal.questions.json_forms.forms import answer_form
from portal.questions.json_forms.plan_forms import plan_form, plan_from_form
from portal.questions.plan import AnswerKind, By, InquiryFigure, InquiryKind, Operation
from portal.questions.plan_error import PlanError
from portal.sheets.answer_chart import Look, chart_of
from portal.sheets.answer_sheets import answer_table, sheets_of
from portal.sheets.exports import Origin
from tests.portal.asking import TODAY, make_library

CORRECTED, RECEIVED = "reconsideration.corrected", "applications.new.total"
THEME = next(iter(load_themes()))
ABOVE: Form = {"operator": ">", "number": 0}
FIRST: Form = {"order": "most", "top": 3}
CHANGE: Form = {"kind": "growth", "first": 2023, "last": 2024, "way": "up"}
TELLS: Form = {"themes": [THEME], "text": None, "kind": "problem", "absent": False}

SIDES = [["level=county", "office_kind=government"], ["office_kind=department"]]

PLANS: tuple[Form, ...] = (
    {"operation": "list", "metric": CORRECTED, "condition": ABOVE, "filters": ["year=2024", "level=!county"]},
    {"operation": "list", "metric": "correction_rate", "peers": {"operator": ">", "statistic": "median"}},
    {"operation": "list", "metric": CORRECTED, "also": [{"metric": "refusal_rate", "condition": ABOVE}]},
    {"operation": "list", "metric": CORRECTED, "mentions": [TELLS, {"text": "培训", "absent": True}]},
    {"operation": "list", "metric": "reconsideration.total", "against": "litigation.total", "condition": ABOVE},
    {"operation": "number", "metric": "review.corrected", "filters": ["year=2024", "office=青山市人民政府"]},
    {"operation": "ranking", "metric": RECEIVED, "ranking": FIRST, "filters": ["year=2024"]},
    {"operation": "ranking", "metric": RECEIVED, "ranking": {"order": "first", "top": 1}, "condition": ABOVE},
    {"operation": "sum", "metric": RECEIVED, "filters": ["region=示例省/青山市"]},
    {"operation": "sum", "metric": "disclosure_rate", "by": "city", "ranking": FIRST},
    {"operation": "sum", "metric": RECEIVED, "change": CHANGE, "by": "city"},
    {"operation": "sum", "metric": RECEIVED, "filters": ["year=2024"], "by": "side", "sides": SIDES},
    {"operation": "average", "metric": "refusal_rate.business", "by": "level"},
    {"operation": "median", "metric": RECEIVED},
    {"operation": "count", "metric": CORRECTED, "condition": ABOVE, "by": "year"},
    {"operation": "share", "metric": CORRECTED, "condition": ABOVE},
    {"operation": "trend", "metric": RECEIVED, "filters": ["office=青山市人民政府"]},
    {"operation": "yes_no", "metric": CORRECTED, "condition": ABOVE, "filters": ["year=2024"]},
    {"operation": "comparison", "metric": RECEIVED, "filters": ["year=2023", "year=2024", "office=青山市人民政府"]},
    {"operation": "list", "metric": RECEIVED, "change": CHANGE},
    {"operation": "findings", "about": "勾稽不平", "filters": ["finding=review_sum"], "also": [["severity=error"]]},
    {"operation": "findings", "about": "核查提示", "filters": [], "figure": "ranking", "ranking": FIRST},
    {"operation": "missing", "about": "缺的报告", "filters": ["year=2024"]},
    {"operation": "reports", "about": "报告", "filters": ["year=2024"], "figure": "count"},
    {"operation": "reports", "about": "各市报告", "filters": [], "figure": "count", "by": "city"},
    {"operation": "reports", "about": "各年报告", "filters": [], "figure": "count_reports", "by": "year"},
    {"operation": "reports", "about": "哪些报告", "filters": ["level=county"]},
    {"operation": "share", "metric": RECEIVED, "filters": ["year=2024"], "part": ["office=青山市人民政府"]},
    {"operation": "share", "metric": CORRECTED, "filters": ["year=2024"], "against": "reconsideration.total"},
    {"operation": "term", "about": "过程性信息"},
    {"operation": "passages", "about": "问题", "mentions": [TELLS], "figure": "share"},
    {"operation": "cells", "about": "空白的格", "keys": [CORRECTED], "states": ["blank", "dash"], "figure": "count"},
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with make_library(tmp_path_factory.mktemp("plans") / "library") as opened:
        yield opened


def test_every_operation_has_a_plan_here() -> None:
    assert {form["operation"] for form in PLANS} == {*get_args(Operation), *get_args(InquiryKind)}
    assert {form.get("figure", "list") for form in PLANS} <= set(get_args(InquiryFigure))


@pytest.mark.parametrize("form", PLANS, ids=lambda form: f"{form['operation']}-{form.get('metric', form.get('about'))}")
def test_a_plan_is_read_back_from_its_own_form_and_computed(library: Library, form: Form) -> None:
    plan = plan_from_form(form, library)
    written = json.loads(json.dumps(plan_form(plan)))
    assert {name: written[name] for name in form if name not in ("mentions", "peers", "change")}.items() <= form.items()
    assert plan_from_form(written, library) == plan
    given = answer_form(computed(plan, library))
    assert given["kind"] in get_args(AnswerKind)
    assert given["plan"] == written
    again = answer_form(computed(plan_from_form(given["plan"], library), library))
    assert again == given


@pytest.mark.parametrize("form", PLANS, ids=lambda form: f"{form['operation']}-{form.get('metric', form.get('about'))}")
def test_what_a_plan_comes_to_is_drawn_and_taken_away(library: Library, form: Form) -> None:
    given = computed(plan_from_form(form, library), library)
    for texts in (Texts("zh"), Texts("en")):
        sheets = sheets_of(given, library, texts)
        assert sheets or not (given.rows or given.groups or given.absences)
        lines = answer_table(given, library, Origin("", Filters(), TODAY, ""), texts).rows
        assert len(lines) >= sum(sheet.count for sheet in sheets)
        chart_of(given, Look("light", texts))


QUESTIONS = (
    "哪些单位的行政复议被纠正了",
    "2024年收到申请最多的三个单位",
    "青山市2024年收到申请比2023年增加多少",
    "各市2024年收到申请合计",
    "2024年复议被纠正且收到申请超过10件的单位",
    "哪些报告自相矛盾",
    "哪些单位缺2023年的报告",
    "什么是过程性信息",
    "which offices had corrected reconsiderations in 2024",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_plan_of_an_answer_gives_the_same_figures_again(library: Library, question: str) -> None:
    given = answer_form(answer(question, library, TODAY))
    assert given["plan"] is not None
    again = answer_form(computed(plan_from_form(given["plan"], library), library, question))
    assert again == given


WRONG: tuple[tuple[object, str], ...] = (
    ([], "plan"),
    ("list", "plan"),
    ({"metric": CORRECTED}, "operation"),
    ({"operation": "list"}, "metric"),
    ({"operation": "delete", "metric": CORRECTED}, "operation"),
    ({"operation": ["list"], "metric": CORRECTED}, "operation"),
    ({"operation": "list", "metric": 5}, "metric"),
    ({"operation": "list", "metric": "x" * 5000}, "metric"),
    ({"operation": "list", "metric": CORRECTED, "filters": "year=2024"}, "filters"),
    ({"operation": "reports", "about": "报告", "by": "year"}, "by"),
    ({"operation": "reports", "about": "报告", "figure": "count", "by": "month"}, "by"),
    ({"operation": "missing", "about": "缺的报告", "by": "year"}, "by"),
    ({"operation": "list", "metric": CORRECTED, "filters": ["year=2024", "year=2024..2019"]}, "filters[1]"),
    ({"operation": "list", "metric": CORRECTED, "filters": ["year=2024"] * 201}, "filters"),
    ({"operation": "list", "metric": CORRECTED, "filters": ["'; DROP TABLE reports; --"]}, "filters[0]"),
    ({"operation": "list", "metric": CORRECTED, "also": {}}, "also"),
    ({"operation": "list", "metric": CORRECTED, "also": [{"metric": CORRECTED}]}, "also[0].condition"),
    ({"operation": "list", "metric": CORRECTED, "also": [{"metric": "x", "condition": ABOVE}]}, "also[0].metric"),
    (
        {"operation": "list", "metric": CORRECTED, "also": [{"metric": CORRECTED, "condition": {"operator": ">"}}]},
        "also[0].condition.number",
    ),
    ({"operation": "list", "metric": CORRECTED, "mentions": [{"themes": ["外星"]}]}, "mentions[0].themes[0]"),
    ({"operation": "list", "metric": CORRECTED, "mentions": [{"text": " "}]}, "mentions[0].text"),
    ({"operation": "list", "metric": CORRECTED, "mentions": [TELLS | {"text": "a"}]}, "mentions[0].text"),
    ({"operation": "list", "metric": CORRECTED, "mentions": [{"absent": "yes"}]}, "mentions[0].absent"),
    ({"operation": "list", "metric": CORRECTED, "mentions": [{"kind": "other"}]}, "mentions[0].kind"),
    ({"operation": "list", "metric": CORRECTED, "mentions": [{"words": "a"}]}, "mentions[0].words"),
    ({"operation": "list", "metric": CORRECTED, "change": {"kind": "growth", "first": 2023}}, "change.last"),
    ({"operation": "list", "metric": CORRECTED, "change": CHANGE | {"first": 2024}}, "change.first"),
    ({"operation": "list", "metric": CORRECTED, "change": CHANGE | {"first": 1}}, "change.first"),
    ({"operation": "list", "metric": CORRECTED, "change": CHANGE | {"first": "2023"}}, "change.first"),
    ({"operation": "list", "metric": CORRECTED, "change": CHANGE | {"way": "sideways"}}, "change.way"),
    ({"operation": "list", "metric": CORRECTED, "change": CHANGE, "against": RECEIVED}, "change"),
    ({"operation": "sum", "metric": CORRECTED, "against": RECEIVED}, "against"),
    ({"operation": "sum", "metric": CORRECTED, "condition": ABOVE}, "condition"),
    ({"operation": "trend", "metric": CORRECTED, "by": "city"}, "by"),
    ({"operation": "sum", "metric": CORRECTED, "by": "planet"}, "by"),
    ({"operation": "sum", "metric": CORRECTED, "by": "side"}, "sides"),
    ({"operation": "sum", "metric": CORRECTED, "sides": SIDES}, "sides"),
    ({"operation": "sum", "metric": CORRECTED, "by": "side", "sides": SIDES[:1]}, "sides"),
    ({"operation": "sum", "metric": CORRECTED, "by": "side", "sides": [*SIDES, ["year=2024"]]}, "sides[2]"),
    ({"operation": "sum", "metric": CORRECTED, "by": "side", "sides": [*SIDES, []]}, "sides[2]"),
    ({"operation": "sum", "metric": CORRECTED, "by": "side", "sides": [*SIDES, ["level=!county"]]}, "sides[2]"),
    ({"operation": "reports", "about": "报告", "figure": "count", "by": "side"}, "by"),
    ({"operation": "list", "metric": CORRECTED, "peers": {"operator": "=", "statistic": "median"}}, "peers.operator"),
    ({"operation": "count", "metric": CORRECTED, "peers": {"operator": ">", "statistic": "median"}}, "peers"),
    ({"operation": "findings"}, "about"),
    ({"operation": "findings", "about": "a", "metric": CORRECTED}, "metric"),
    ({"operation": "findings", "about": "a", "keys": [CORRECTED]}, "keys"),
    ({"operation": "missing", "about": "a", "figure": "count"}, "figure"),
    ({"operation": "findings", "about": "a", "figure": "ranking"}, "ranking"),
    ({"operation": "findings", "about": "a", "ranking": FIRST}, "ranking"),
    ({"operation": "findings", "about": "a", "also": [["finding=x"]]}, "also[0][0]"),
    ({"operation": "term", "about": "外星人"}, "about"),
    ({"operation": "cells", "about": "a"}, "states"),
    ({"operation": "cells", "about": "a", "states": ["green"]}, "states[0]"),
    ({"operation": "cells", "about": "a", "states": ["blank"], "keys": ["x"]}, "keys[0]"),
)


@pytest.mark.parametrize(("form", "where"), WRONG, ids=[f"{place}-{where}" for place, (_, where) in enumerate(WRONG)])
def test_a_plan_that_cannot_be_is_refused_with_the_place_of_the_fault(
    library: Library, form: object, where: str
) -> None:
    with pytest.raises(PlanError) as refused:
        plan_from_form(form, library)
    assert refused.value.where == where
    assert refused.value.problem


PARTS: dict[str, tuple[object, ...]] = {
    "metric": (CORRECTED, RECEIVED, "refusal_rate", "review.corrected", "narrative.disclosed_items", "x", None),
    "filters": (
        [],
        ["year=2024"],
        ["year=2023..2024", "region=示例省"],
        ["office=青山市人民政府"],
        ["finding=review_sum"],
    ),
    "condition": (None, ABOVE, {"operator": "!=", "number": 0.5}, {"operator": "<=", "number": 0}),
    "ranking": (None, None, FIRST, {"order": "least", "top": 1}, {"order": "last", "top": 2}),
    "peers": (None, None, None, {"operator": "<", "statistic": "average"}),
    "change": (None, None, CHANGE, {"kind": "difference", "first": 2020, "last": 2024, "way": None}),
    "by": (None, None, *get_args(By)),
    "against": (None, None, None, "litigation.total", "refusal_rate"),
    "also": ([], [{"metric": "litigation.total", "condition": ABOVE}]),
    "mentions": ([], [TELLS], [{"kind": "measure"}], [{"text": "图解", "absent": True}]),
    "figure": get_args(InquiryFigure),
    "states": ([], ["blank"], ["unread", "restored"]),
    "keys": ([], [CORRECTED]),
    "about": ("过程性信息", "问题"),
}
OF_PLANS = ("metric", "filters", "condition", "ranking", "peers", "change", "by", "against", "also", "mentions")
OF_INQUIRIES = ("about", "filters", "figure", "ranking", "mentions", "states", "keys")


def any_form(rng: random.Random) -> dict[str, Any]:
    """A form of known names and values, whether or not they go together."""
    operation = rng.choice((*get_args(Operation), *get_args(InquiryKind)))
    names = OF_PLANS if operation in get_args(Operation) else OF_INQUIRIES
    few = rng.sample(names[1:], rng.randint(0, 4))
    return {"operation": operation} | {name: rng.choice(PARTS[name]) for name in (names[0], *few)}


def test_any_plan_is_refused_or_answered(library: Library) -> None:
    rng, outcomes = random.Random(5), set()
    for _ in range(1500):
        form = any_form(rng)
        try:
            plan = plan_from_form(form, library)
        except PlanError as refused:
            outcomes.add(refused.where)
            continue
        given = answer_form(computed(plan, library))
        assert plan_from_form(given["plan"], library) == plan, form
        outcomes.add(str(given["kind"]))
    assert outcomes >= {
        "list",
        "number",
        "ranking",
        "trend",
        "yes_no",
        "no_answer",
        "metric",
        "by",
        "change",
        "condition",
    }
