"""A question that the rules cannot read as a plan that a language model writes; it computes nothing, states no figure.

The model sees the plan language, the labels of the figures and the question. What it writes is checked like any plan.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from string import Template

from index.library import Library
from index.themes import load_themes
from ingest.datafiles import data_path
from portal.questions.json_forms.plan_forms import plan_form, plan_from_form
from portal.questions.language_model import NoReply, Reply, Server, ask
from portal.questions.plan import Inquiry, NotUnderstood, Plan
from portal.questions.plan_error import PlanError
from portal.questions.saying.notes import say
from portal.questions.words.fold import fold, language_of
from portal.questions.words.meanings import Place
from portal.questions.words.names import Names, names_of
from portal.questions.words.vocabulary import load_vocabulary

# What is shown beside a plan or only assumed of it is ours to say.
_OURS = ("assumptions", "label", "unit")


def plan_by_model(
    refusal: NotUnderstood, question: str, library: Library, today: date, context: Sequence[str] = ()
) -> Plan | Inquiry | NotUnderstood:
    """The plan that the model makes of a question; the rules' own refusal with a note where it makes none."""
    language = language_of(question)
    try:
        reply = ask(Server.named(), _instructions(library, today), "\n".join((*context, question)))
        plan = _plan(reply, question, library)
    except NoReply as error:
        note = say("model_no_plan", language, problem=say(error.code, language, **error.values))
        return replace(refusal, assumptions=(*refusal.assumptions, note))
    written = {name: value for name, value in plan_form(plan).items() if value and name not in _OURS}
    shown = json.dumps(written, ensure_ascii=False)
    return replace(plan, assumptions=(say("model_plan", language, model=reply.model, plan=shown),))


def _instructions(library: Library, today: date) -> str:
    vocabulary = load_vocabulary()
    entries = (*vocabulary.rows.values(), *vocabulary.groups.values())
    return Template(data_path("lexicon/language_model.txt").read_text(encoding="utf-8")).substitute(
        rows="\n".join(f"{entry.key} {entry.zh}：{' '.join(entry.columns)}" for entry in entries),
        columns="、".join(f"{column.key} {column.zh}" for column in vocabulary.columns.values()),
        rates="、".join(f"{rate.key} {rate.zh}" for rate in vocabulary.rates.values()),
        themes="、".join(f"{name} {theme.name}" for name, theme in load_themes().items()),
        today=today.isoformat(),
        years="、".join(map(str, library.vocabulary.years)),
    )


def _plan(reply: Reply, question: str, library: Library) -> Plan | Inquiry:
    """The plan that a reply states; raises NoReply."""
    text = reply.text
    try:
        form = json.loads(text[text.index("{") : text.rindex("}") + 1])
    except (ValueError, RecursionError) as error:
        raise NoReply("model_no_form") from error
    if form.get("operation") is None:
        raise NoReply("model_declined")
    about = form.get("about")
    if isinstance(about, str) and fold(about) not in fold(question):
        raise NoReply("model_wrong", where="about")
    names = names_of(library.vocabulary)
    kept = {name: value for name, value in form.items() if name not in _OURS}
    if isinstance(filters := kept.get("filters"), list):
        kept["filters"] = [_in_full(item, names) for item in filters]
    try:
        return plan_from_form(kept, library)
    except PlanError as error:
        raise NoReply("model_wrong", where=error.where) from error


def _in_full(pair: object, names: Names) -> object:
    """A filter by the name of a place as one by its path, where just one place of the library is called so."""
    name, _, value = pair.partition("=") if isinstance(pair, str) else ("", "", "")
    places = [meaning for meaning in names.meanings(fold(value)) if isinstance(meaning, Place)]
    if name == "region" and len(places) == 1 and len(places[0].paths) == 1:
        return f"region={places[0].paths[0]}"
    return pair
