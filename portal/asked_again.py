"""A plan as a question: what is asked behind a plan that was changed by hand goes on from what asks for the same."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from index.library import Library
from index.model import Filter, Filters
from portal.messages import MESSAGES, Texts
from portal.plan_parts import theme_text
from portal.questions.answer import planned
from portal.questions.plan import Inquiry, NotUnderstood, Plan
from portal.questions.saying.notes import Language
from portal.questions.saying.phrasing import condition_text, label
from portal.questions.words.fold import language_of
from portal.widgets.inquiry_changes import told_theme

_PLACES = ("region", "office")
_SCOPES = (*_PLACES, "level", "office_kind")
_YEAR = re.compile(r"(?:19|20)\d\d")


def asked_again(plan: Plan | Inquiry, question: str, library: Library, today: date) -> str | None:
    """A question that is understood as this plan with nothing before it; None where none of the wordings at hand is.

    `question` is the one whose plan was changed.
    """
    wordings = (" ".join(wording.split()) for wording in _wordings(plan, question))
    return next((wording for wording in wordings if _same(plan, planned(wording, library, today), library)), None)


def _same(plan: Plan | Inquiry, other: Plan | Inquiry | NotUnderstood, library: Library) -> bool:
    """Whether two plans come to the same: of the same reports, however these are named."""
    if isinstance(other, NotUnderstood):
        return False
    one, two = (replace(each, filters=Filters(), assumptions=()) for each in (plan, other))
    return one == two and library.heads(plan.filters) == library.heads(other.filters)


def _wordings(plan: Plan | Inquiry, question: str) -> Iterator[str]:
    """The wording for plans of its kind, which has no place for all that a plan may hold; the question narrowed."""
    texts = Texts(language_of(question))
    years = [item.value for item in plan.filters.named("year")]
    scope = "".join(_named(item, texts) for item in plan.filters.items if item.name in _SCOPES)
    when = texts("again.in", years="、".join(_year(value, texts) for value in years))
    narrowed = {"scope": scope, "years": when if years else texts("again.all_years")}
    if isinstance(plan, Plan) and f"again.{plan.operation}" in MESSAGES:
        yield texts(f"again.{plan.operation}", **narrowed, **_parts(plan, texts))
    if isinstance(plan, Inquiry) and (mention := told_theme(plan)) is not None and mention.kind is not None:
        yield texts(f"again.{mention.kind}", theme=theme_text(mention.themes[0], texts), **narrowed)
    yield texts("again.narrowed", **narrowed, question=question)
    if len(years) == 1:
        yield _YEAR.sub(years[0], question)


def _parts(plan: Plan, texts: Texts) -> dict[str, object]:
    language: Language = "zh" if texts.lang == "zh" else "en"
    return {
        "group": texts(f"again.by.{plan.by}") if plan.by else "",
        "all": "" if plan.by else texts("again.all_offices"),
        "about": label(plan.metric, language),
        "condition": condition_text(plan.condition, plan.metric, language) if plan.condition else "",
        "order": texts(f"again.{plan.ranking.order}") if plan.ranking else "",
        "top": plan.ranking.top if plan.ranking else "",
    }


def _year(value: str, texts: Texts) -> str:
    return texts("again.year", year=value.replace("..", texts("again.to")))


def _named(item: Filter, texts: Texts) -> str:
    return item.value.replace("/", "") if item.name in _PLACES else texts(f"again.{item.name}.{item.value}")
