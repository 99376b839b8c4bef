"""Files that ask: a plan to compute, or many questions, one a line."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from portal.commands.options import WrongUse

if TYPE_CHECKING:
    from index.library import Library
    from portal.questions.plan import Answer

_LINE = '{"id": …, "question": "…", "context": [更早的问题]}'


@dataclass(frozen=True, slots=True)
class _Asked:
    """One line of a batch: a question with its id and the questions before it."""

    id: object
    question: str
    context: tuple[str, ...]


def printable(question: str) -> str:
    """A question without what no text can hold: halves of characters, bytes of another encoding."""
    return question.encode(errors="replace").decode()


def answer_plan(library: "Library", path: Path) -> "Answer":
    """The answer to a plan in a file, or to that of an answer; WrongUse names the place of the first fault."""
    from portal.questions.answer import computed
    from portal.questions.json_forms.plan_forms import plan_from_form
    from portal.questions.plan_error import PlanError

    form = _form(path)
    if isinstance(form, dict) and "plan" in form:
        form = form["plan"]
    if not isinstance(form, dict):
        raise WrongUse(f"{path}：没有计划；请用 mingcha ask --json 里的 plan，它为 null 的答复没有计划")
    try:
        return computed(plan_from_form(form, library), library)
    except PlanError as error:
        raise WrongUse(f"{path} {error.where}：{error.problem}；请改正这一项") from error


def _form(path: Path) -> object:
    if not path.is_file():
        raise WrongUse(f"{path}：没有这个文件；请检查路径")
    try:
        return json.loads(path.read_bytes())
    except json.JSONDecodeError as error:
        where = f"第{error.lineno}行第{error.colno}列"
        raise WrongUse(f"{path} {where}：不是 JSON；请改正") from error
    except (ValueError, RecursionError) as error:
        raise WrongUse(f"{path}：不是 UTF-8 的 JSON；请改正") from error


def answer_batch(library: "Library", batch: Path, out: Path) -> None:
    """A line of answer for a line of question, in the same order; nothing is written where a line is none."""
    from portal.questions.answer import answer
    from portal.questions.json_forms.forms import answer_form

    lines = tuple(_lines(batch))
    today = date.today()
    with out.open("w", encoding="utf-8") as file:
        for asked in lines:
            form = {"id": asked.id} | answer_form(answer(asked.question, library, today, asked.context))
            file.write(json.dumps(form, ensure_ascii=False) + "\n")


def _lines(batch: Path) -> Iterator[_Asked]:
    if not batch.is_file():
        raise WrongUse(f"{batch}：没有这个文件；请检查路径")
    for number, line in enumerate(batch.read_bytes().splitlines(), 1):
        if line.strip():
            try:
                yield _asked(json.loads(line))
            except (ValueError, RecursionError) as error:
                raise WrongUse(f"{batch} 第{number}行：不是 {_LINE}；请改正这一行") from error


def _asked(entry: object) -> _Asked:
    """The question of a line; ValueError where it is none."""
    if isinstance(entry, dict) and "id" in entry:
        question, context = entry.get("question"), entry.get("context", [])
        if isinstance(question, str) and isinstance(context, list) and all(isinstance(item, str) for item in context):
            return _Asked(entry["id"], printable(question), tuple(map(printable, context)))
    raise ValueError(_LINE)
