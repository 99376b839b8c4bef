"""Scores of the product on the question set: a library of the samples, every question asked, each answer judged."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.questions.gold import gold
from tests.questions.judging import Bench, Verdict, judge
from tests.questions.library import Json, load
from tests.questions.places import SAMPLES, unplaced

QUESTIONS = Path(__file__).parent
PARTS = ("open", "contrast", "aside")
VERDICTS: tuple[Verdict, ...] = ("exact", "refused", "wrong")


@dataclass(frozen=True, slots=True)
class Score:
    """What became of one question."""

    question: Json
    answer: Json
    verdict: Verdict
    reason: str
    unplaced: tuple[str, ...]

    @property
    def part(self) -> str:
        """The part the question belongs to."""
        return part_of(self.question["id"])


def part_of(identity: str) -> str:
    """What is held aside has its own files, written by people who had not seen the product and read by nobody since.

    In those of contrast each group of questions differs in one small word, which changes the answer.
    """
    return next((part for part in PARTS if identity.startswith(f"{part}_")), "open")


def questions() -> list[Json]:
    """The question set, the first batch first."""
    files = sorted(QUESTIONS.glob("*.jsonl"), key=lambda file: (file.name != "questions.jsonl", file.name))
    return [question for file in files for question in _rows(file)]


def bench(reports: Iterable[Json]) -> Bench:
    """The bench over a library's reports, as it exports them."""
    truths = load()
    by_file = {truth.file: truth for truth in truths}
    return Bench(truths, {report["report_id"]: by_file[Path(report["source"]).name] for report in reports})


def score(judges: Bench, asked: Sequence[Json], answers: Sequence[Json]) -> list[Score]:
    """Every answer judged by the gold of its question."""
    scores = []
    for question, answer in zip(asked, answers, strict=True):
        verdict, reason = judge(judges, answer, gold(judges.reports, question["gold"]))
        scores.append(Score(question, answer, verdict, reason, tuple(unplaced(judges, answer))))
    return scores


def run(folder: Path) -> list[Score]:
    """A library in a folder, all questions through the command line, all answers scored."""
    library, batch, out = folder / "library", folder / "questions.in.jsonl", folder / "answers.jsonl"
    asked = questions()
    batch.write_text("".join(_line(question) for question in asked), encoding="utf-8")
    reports = ingested(library, folder / "reports.jsonl")
    _mingcha(library, "ask", "--batch", str(batch), "--out", str(out))
    return score(bench(reports), asked, _rows(out))


def ingested(library: Path, out: Path) -> list[Json]:
    """A library of the samples, and its reports."""
    _mingcha(library, "ingest", str(SAMPLES))
    _mingcha(library, "export", "reports", "--format", "jsonl", "--out", str(out))
    return _rows(out)


def _line(question: Json) -> str:
    return json.dumps({name: question[name] for name in ("id", "question", "context")}, ensure_ascii=False) + "\n"


def _rows(file: Path) -> list[Json]:
    # Not splitlines(): it also parts at the rarer separators that a question may hold.
    return [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line]


def _mingcha(library: Path, *words: str) -> None:
    command = [sys.executable, "-c", "from portal.cli import main; main()", "--library", str(library), *words]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def summary(scores: Sequence[Score], part: str) -> str:
    """The counts of a part, in all and by kind."""
    chosen = [one for one in scores if one.part == part]
    counts = Counter((one.question["kind"], one.verdict) for one in chosen)
    lines = [f"{part}: {len(chosen)} questions", f"{'':16}" + "".join(f"{verdict:>9}" for verdict in VERDICTS)]
    for kind in sorted({one.question["kind"] for one in chosen}):
        lines.append(f"{kind:16}" + "".join(f"{counts[kind, verdict]:9}" for verdict in VERDICTS))
    totals = Counter(one.verdict for one in chosen)
    lines.append(f"{'all':16}" + "".join(f"{totals[verdict]:9}" for verdict in VERDICTS))
    share = totals["exact"] / len(chosen) if chosen else 0.0
    unplaced_in = sum(bool(one.unplaced) for one in chosen)
    return "\n".join([*lines, f"{share:.1%} exact; answers with a number that has no place: {unplaced_in}"])


def listing(scores: Sequence[Score], part: str) -> str:
    """What is not exact, and what has no place, in a part."""
    lines = []
    for one in scores:
        if one.part == part and (one.verdict != "exact" or one.unplaced):
            lines.append(f"{one.question['id']} {one.verdict}: {_asked(one.question)}")
            lines.append(f"    {one.answer['kind']}: {one.answer['text'][:160]}")
            lines += [f"    {reason[:300]}" for reason in (one.reason, *one.unplaced[:3]) if reason]
    return "\n".join(lines)


def _asked(question: Json) -> str:
    return " → ".join([*question["context"], question["question"]])[:120]
