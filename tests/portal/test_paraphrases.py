"""What people ask in many words, each with the plan that it must become; nothing that narrows is swallowed."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from index.library import Library
from index.model import Condition
from portal.questions.plan import NotUnderstood, Plan
from portal.questions.understand import understand

TODAY = date(2026, 11, 21)
DATA = Path(__file__).with_name("paraphrases.jsonl")


@dataclass(frozen=True)
class Paraphrase:
    """A question and what it means; `word` is what a refusal must name or what a slip was meant for."""

    question: str
    operation: str
    metric: str = ""
    filters: list[str] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)
    ranking: str = ""
    word: str = ""


PARAPHRASES = [Paraphrase(**json.loads(line)) for line in DATA.read_text(encoding="utf-8").splitlines()]
REFUSED = ("refused", "slip", "clarify")


@pytest.fixture(scope="module")
def library(sample_library: Path) -> Iterator[Library]:
    with Library.open(sample_library) as opened:
        yield opened


def _written(key: str, condition: Condition) -> str:
    return f"{key} {condition.operator} {condition.number.normalize():f}"


def _meant(plan: Plan) -> tuple[object, ...]:
    """A plan in the form of the file; parts that no question of the file asks for must not be there."""
    conditions = [_written(plan.metric.key, plan.condition)] if plan.condition else []
    conditions += [_written(where.metric.key, where.condition) for where in plan.also]
    ranking = f"{plan.ranking.order} {plan.ranking.top}" if plan.ranking else ""
    filters = sorted("=".join(item.pair) for item in plan.filters.items)
    rest = (plan.peers, plan.mentions, plan.change, plan.by, plan.against)
    return plan.operation, plan.metric.key, filters, conditions, ranking, any(rest)


@pytest.mark.parametrize(
    "asked", [item for item in PARAPHRASES if item.operation not in REFUSED], ids=lambda asked: asked.question
)
def test_a_paraphrase_becomes_the_plan_that_it_means(library: Library, asked: Paraphrase) -> None:
    plan = understand(asked.question, library, TODAY)
    assert isinstance(plan, Plan), plan
    expected = (asked.operation, asked.metric, asked.filters, asked.conditions, asked.ranking, False)
    assert _meant(plan) == expected


@pytest.mark.parametrize(
    "asked", [item for item in PARAPHRASES if item.operation in REFUSED], ids=lambda asked: asked.question
)
def test_what_cannot_be_told_is_asked_back_or_refused_by_name(library: Library, asked: Paraphrase) -> None:
    outcome = understand(asked.question, library, TODAY)
    assert isinstance(outcome, NotUnderstood), outcome
    if asked.operation == "clarify":
        assert outcome.kind == "clarify"
    elif asked.operation == "slip":
        assert any(asked.word in reading for reading in outcome.readings)
    else:
        assert asked.word in outcome.text


NARROWING: dict[str, list[str]] = json.loads(DATA.with_name("narrowing.json").read_text(encoding="utf-8"))
IN_PLACE = {
    "zh": ("青岚市2024年{}收到多少申请", "2024年哪些单位{}败诉"),
    "en": ("how many {} applications did 青岚市 receive in 2024",),
}


@pytest.mark.parametrize(("language", "word"), [(key, word) for key, words in NARROWING.items() for word in words])
def test_a_word_that_narrows_is_never_swallowed(library: Library, language: str, word: str) -> None:
    for question in IN_PLACE[language]:
        plain = understand(question.replace("{}", ""), library, TODAY)
        outcome = understand(question.format(word), library, TODAY)
        assert isinstance(plain, Plan)
        assert not isinstance(outcome, Plan) or _meant(outcome) != _meant(plain)
