"""The question set over the samples: how many answers are exact, that none is wrong, that numbers have a place."""

import datetime
import json
from collections import defaultdict
from collections.abc import Iterator

import pytest

from index.library import Library
from portal.questions.answer import answer
from portal.questions.json_forms.forms import answer_form
from tests.questions.framed import framed
from tests.questions.gold import gold
from tests.questions.judging import Bench, Verdict, judge
from tests.questions.library import Json
from tests.questions.scoring import PARTS, Score, bench, ingested, part_of, questions, score
from tests.questions.varying import varied

# What was reached, to be raised with every step towards 95 % exact and nothing wrong in both parts. In the open part
# 95 % was reached before the 600 questions of long sentences (more_zv, more_zw, more_zx) came to it.
ENOUGH = {"open": 0.95, "contrast": 0.88, "aside": 0.97}
MOST_WRONG = {"open": 0, "contrast": 7, "aside": 3}
MOST_UNPLACED = 0
# Each hundredth question that is answered exactly is put in other ways as well.
VARIED, ENOUGH_VARIED = 100, 0.98
# Sentences with slots, filled once each.
FRAMED_ON, ENOUGH_FRAMED, MOST_WRONG_FRAMED = datetime.date(2026, 11, 21), 0.74, 5
LEAST = {"questions": 16600, "kinds": 25, "english": 5600, "aside": 600, "framed": 2820}


@pytest.fixture(scope="session")
def asked_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, Bench]]:
    folder = tmp_path_factory.mktemp("questions")
    reports = ingested(folder / "library", folder / "reports.jsonl")
    with Library.open(folder / "library") as library:
        yield library, bench(reports)


@pytest.fixture(scope="session")
def scores(asked_of: tuple[Library, Bench]) -> list[Score]:
    library, judges = asked_of
    asked = questions()
    return score(judges, asked, [_asked(library, question, question["question"]) for question in asked])


def _asked(library: Library, question: Json, text: str) -> Json:
    today = datetime.date.fromisoformat(question["today"])
    form: Json = json.loads(json.dumps(answer_form(answer(text, library, today, question["context"]))))
    return form


def _require(right: bool, told: str) -> None:
    """A plain failure: a traceback would print the questions held aside."""
    if not right:
        pytest.fail(told, pytrace=False)


def _named(scores: list[Score]) -> str:
    """Those that may be read by name; of what is held aside only how many."""
    told = [f"{one.question['id']}: {one.reason or one.unplaced}" for one in scores if one.part != "aside"]
    return "\n".join([*told, f"aside: {len(scores) - len(told)}"])


@pytest.mark.parametrize("part", PARTS)
def test_no_fewer_answers_are_exact_than_before(scores: list[Score], part: str) -> None:
    chosen = [one for one in scores if one.part == part]
    exact = [one for one in chosen if one.verdict == "exact"]
    _require(len(exact) >= ENOUGH[part] * len(chosen), f"{len(exact)} of {len(chosen)} exact")


@pytest.mark.parametrize("part", PARTS)
def test_no_answer_of_the_open_part_is_wrong(scores: list[Score], part: str) -> None:
    wrong = [one for one in scores if one.part == part and one.verdict == "wrong"]
    _require(len(wrong) <= MOST_WRONG[part], _named(wrong))


def test_a_question_put_another_way_is_answered_the_same_or_refused(
    scores: list[Score], asked_of: tuple[Library, Bench]
) -> None:
    library, judges = asked_of
    exact = [one.question for one in scores if one.part == "open" and one.verdict == "exact"][::VARIED]
    found: dict[Verdict, list[str]] = defaultdict(list)
    for question in exact:
        expected = gold(judges.reports, question["gold"])
        for way, text in varied(question["question"], question["language"]):
            verdict, reason = judge(judges, _asked(library, question, text), expected)
            found[verdict].append(f"{question['id']}, {way}: {reason}")
    assert found["wrong"] == []
    assert len(found["exact"]) >= ENOUGH_VARIED * sum(map(len, found.values()))


def test_every_number_has_its_place(scores: list[Score]) -> None:
    unplaced = [one for one in scores if one.unplaced]
    _require(len(unplaced) <= MOST_UNPLACED, _named(unplaced))


def test_the_set_is_as_large_and_as_mixed_as_it_says(scores: list[Score]) -> None:
    asked = [one.question for one in scores]
    english = [question for question in asked if question["language"] == "en"]
    kinds = {question["kind"] for question in asked}
    assert len(asked) >= LEAST["questions"] and len(kinds) >= LEAST["kinds"] and len(english) >= LEAST["english"]
    assert kinds == {question["kind"] for question in english}
    assert len({question["id"] for question in asked}) == len(asked)


def test_a_good_part_is_held_aside() -> None:
    aside = [question for question in questions() if part_of(question["id"]) == "aside"]
    assert len(aside) >= LEAST["aside"]


def test_every_question_has_gold() -> None:
    reports = bench([]).reports
    assert all(gold(reports, question["gold"]) for question in questions())


def test_frames_filled_from_the_samples_are_answered_or_refused(asked_of: tuple[Library, Bench]) -> None:
    library, judges = asked_of
    found: dict[Verdict, list[str]] = defaultdict(list)
    for frame, text, expected in framed(judges.reports):
        form = json.loads(json.dumps(answer_form(answer(text, library, FRAMED_ON))))
        verdict, reason = judge(judges, form, expected)
        found[verdict].append(f"{frame['type']}: {text}: {reason}")
    every = sum(map(len, found.values()))
    assert len(found["wrong"]) <= MOST_WRONG_FRAMED, found["wrong"]
    assert every >= LEAST["framed"] and len(found["exact"]) >= ENOUGH_FRAMED * every
