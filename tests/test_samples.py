import json
import re
from collections import Counter
from difflib import SequenceMatcher
from itertools import pairwise
from typing import cast

import pytest

from ingest.datafiles import data_path
from scripts.make_samples import TRUTH, sample_files, truth_file
from scripts.samples.drafts import fictional_drafts
from scripts.samples.flaws import NOTES
from scripts.samples.model import Draft
from scripts.samples.offices import OFFICES
from scripts.samples.phrases import load_topics

Truth = dict[str, object]
NEW, CORRECTED = "applications.new.total", "reconsideration.corrected"
LOST = ("litigation_direct.corrected", "litigation_after_reconsideration.corrected")


@pytest.fixture(scope="module")
def drafts() -> tuple[Draft, ...]:
    return fictional_drafts()


@pytest.fixture(scope="module")
def truth() -> list[Truth]:
    return cast(list[Truth], json.loads(TRUTH.read_text(encoding="utf-8")))


def _flaws(report: Truth) -> set[str]:
    return {flaw["kind"] for flaw in cast(list[dict[str, str]], report["flaws"])}


def _facts(report: Truth) -> dict[str, float | None]:
    return cast(dict[str, float | None], report["facts"])


def _series(drafts: tuple[Draft, ...]) -> list[tuple[Draft, Draft]]:
    """Neighbouring years of one office, by the order in which an office's reports are made."""
    names = {office.name: office.slug for office in OFFICES}
    names |= {
        "白鹭市人民政府办公室": "bailu",
        "松亭区人民政府办公室": "songting",
        "红旗区人民政府办公室": "qinglan-hongqi",
    }
    return [
        (last, this)
        for last, this in pairwise(drafts)
        if names[last.office] == names[this.office] and this.year == last.year + 1
    ]


def _number(draft: Draft, key: str) -> int:
    value = draft.cells[key].value
    assert value is not None
    return int(value)


def test_folder_holds_what_the_script_writes() -> None:
    folder = data_path("samples")
    assert {path.name: path.read_bytes().decode() for path in folder.iterdir()} == sample_files()


def test_truth_file_is_what_the_script_writes() -> None:
    assert TRUTH.read_bytes().decode() == truth_file()


def test_counts_of_the_samples(truth: list[Truth]) -> None:
    fictional = [report for report in truth if report["fictional"]]
    assert (len(truth), len(fictional)) == (68, 63)
    assert len({report["office"] for report in fictional}) == 19
    assert {report["level"] for report in fictional} == {"province", "prefecture", "county", "township"}
    assert {report["office_kind"] for report in fictional} == {"government", "department", "township"}
    assert {report["year"] for report in fictional} == set(range(2019, 2026))
    assert Counter(str(report["template"]) for report in fictional) == {"2019": 7, "2021": 56}
    assert {report["dress"] for report in fictional} == {"plain", "hash", "bare", "pdf"}


def test_every_flaw_stands_in_a_report(truth: list[Truth]) -> None:
    found = Counter(flaw for report in truth for flaw in _flaws(report))
    assert set(found) == set(NOTES)
    assert found["row_sum"] == found["review_sum"] == found["text_new"] == found["text_reconsideration"] == 1


def test_offices_corrected_or_defeated(truth: list[Truth]) -> None:
    fictional = [report for report in truth if report["fictional"]]
    corrected = [report for report in fictional if _facts(report)[CORRECTED]]
    lost = [report for report in fictional if any(_facts(report)[key] for key in LOST)]
    assert (len(corrected), len({report["office"] for report in corrected})) == (17, 7)
    assert (len(lost), len({report["office"] for report in lost})) == (17, 10)


def test_identities_fail_only_where_a_flaw_says_so(truth: list[Truth]) -> None:
    failed = {str(report["file"]): report["failed_checks"] for report in truth if report["failed_checks"]}
    flawed = [str(report["file"]) for report in truth if _flaws(report) & {"row_sum", "review_sum"}]
    assert sorted(failed) == sorted(flawed)
    checks = Counter(check["check"] for report in failed.values() for check in cast(list[dict[str, str]], report))
    assert checks == {"row_sum": 1, "concluded_sum": 1, "review_sum": 1}


def test_text_contradicts_the_table_only_where_a_flaw_says_so(truth: list[Truth]) -> None:
    contradicted = {str(report["file"]): report for report in truth if report["narrative_conflicts"]}
    flawed = [report for report in truth if _flaws(report) & {"text_new", "text_reconsideration"}]
    digests = [report for report in contradicted.values() if not report["fictional"]]
    assert [(report["office"], report["year"]) for report in digests] == [
        ("西工区人民政府办公室", 2025),
        ("三门峡市陕州区人民政府办公室", 2021),
    ]
    assert len(contradicted) == len(flawed) + len(digests)


def test_figures_carry_over_from_year_to_year(drafts: tuple[Draft, ...]) -> None:
    for last, this in _series(drafts):
        difference = _number(this, "applications.carried_in.total") - _number(last, "applications.carried_out.total")
        assert difference == (3 if "carry_over" in this.flaws else 0), this.file
        stem = "disclosure.normative_documents"
        if last.template == this.template == "2021":
            stock = _number(last, f"{stem}.in_force") + _number(this, f"{stem}.issued")
            assert _number(this, f"{stem}.in_force") == stock - _number(this, f"{stem}.repealed"), this.file


def test_no_section_repeats_last_year_but_the_one_meant_to(drafts: tuple[Draft, ...]) -> None:
    repeated = []
    for last, this in _series(drafts):
        for number, paragraphs in this.wording.sections.items():
            before, now = "".join(last.wording.sections[number]), "".join(paragraphs)
            alike = SequenceMatcher(None, before, now, autojunk=False).ratio()
            if len(now) >= 80 and alike > 0.8:
                repeated.append((this.flaws, number, len(now) >= 100))
    assert repeated == [(("repeated_text",), 5, True)]


def test_every_topic_is_used_and_none_has_one_wording(drafts: tuple[Draft, ...]) -> None:
    topics = load_topics()
    assert len(topics) >= 40
    assert all(len(set(topic.problems)) >= 3 and len(set(topic.measures)) >= 3 for topic in topics)
    stated = {text for draft in drafts for text in draft.wording.problems}
    assert all(stated & set(topic.problems) for topic in topics)


def test_quoted_words_stand_in_their_file(truth: list[Truth]) -> None:
    for report in truth:
        text = re.sub(r"\s+|- \d+ -", "", data_path(*str(report["file"]).split("/")).read_text(encoding="utf-8"))
        quoted = [*cast(list[str], report["problems"]), *cast(list[str], report["measures"])]
        for kind in ("narrative_figures", "narrative_conflicts", "no_counterpart_figures"):
            quoted += [figure["text"] for figure in cast(list[dict[str, str]], report[kind])]
        missing = [words for words in quoted if re.sub(r"\s+", "", words) not in text]
        assert not missing, report["file"]


def test_digest_says_that_it_is_one(truth: list[Truth]) -> None:
    digests = [str(report["file"]) for report in truth if not report["fictional"]]
    assert len(digests) == 5
    for file in digests:
        assert data_path(*file.split("/")).read_text(encoding="utf-8").startswith("数据摘录，非原文\n")
