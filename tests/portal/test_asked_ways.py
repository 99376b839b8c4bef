"""Ways of asking, each class in several phrasings: every answer is what the samples' truth says."""

import json
from datetime import date
from pathlib import Path

import pytest

from index.library import Library
from portal.questions.answer import answer
from portal.questions.json_forms.forms import answer_form
from tests.questions.gold import gold
from tests.questions.judging import Bench, judge
from tests.questions.library import Json
from tests.questions.scoring import bench

TODAY = date(2026, 11, 21)
DATA = (Path(__file__).with_name("asked_ways.jsonl"), Path(__file__).with_name("asked_in_english.jsonl"))
ASKED: list[Json] = [json.loads(line) for file in DATA for line in file.read_text(encoding="utf-8").split("\n") if line]


@pytest.fixture(scope="module")
def judges(samples: Library) -> Bench:
    stored = samples.catalog.reports()
    return bench({"report_id": one.head.report_id, "source": one.report.source} for one in stored)


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: " → ".join([*asked["context"], asked["question"]]))
def test_an_answer_is_what_the_reports_say(samples: Library, judges: Bench, asked: Json) -> None:
    given = answer_form(answer(asked["question"], samples, TODAY, asked["context"]))
    verdict, reason = judge(judges, json.loads(json.dumps(given)), gold(judges.reports, asked["gold"]))
    assert verdict == "exact", reason
