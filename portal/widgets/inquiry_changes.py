"""Changes that a reader made by hand to how a question about the reports themselves was understood."""

from collections.abc import Mapping
from dataclasses import replace
from typing import get_args

from index.errors import FilterError
from index.themes import load_themes
from portal.questions.computing.told import mention_text
from portal.questions.plan import Inquiry, Mention, ToldKind
from portal.questions.saying.notes import Language
from portal.widgets.address import Pairs
from portal.widgets.links import ALL
from portal.widgets.plan_changes import Values, grouped, named_anew, one_of, rescoped


def changed_inquiry(inquiry: Inquiry, changes: Pairs, assumption: str, language: Language) -> Inquiry:
    """The inquiry with other years, another scope, another theme; FilterError for anything else.

    `language` is that of the question, in which an inquiry says what it is about.
    """
    if not changes:
        return inquiry
    given = grouped(changes, ("year", "theme", "told"))
    filters = rescoped(inquiry.filters, given)
    if "year" in given:
        filters = named_anew(filters, "year", given["year"])
    return replace(_retold(inquiry, given, language), filters=filters, assumptions=(assumption,))


def told_theme(inquiry: Inquiry) -> Mention | None:
    """The one theme that an inquiry looks for passages of; None where it looks for something else as well."""
    mentions = inquiry.mentions
    alone = len(mentions) == 1 and len(mentions[0].themes) == 1 and not inquiry.also
    return mentions[0] if alone else None


def _retold(inquiry: Inquiry, given: Mapping[str, Values], language: Language) -> Inquiry:
    changes = [(name, given[name][-1]) for name in ("theme", "told") if name in given]
    mention = told_theme(inquiry)
    for name, value in changes:
        if mention is None or (name == "told" and inquiry.filters.named("kind")):
            raise FilterError(name, value, None)
        if name == "theme":
            mention = replace(mention, themes=(one_of(name, [value], tuple(load_themes())),))
        else:
            mention = replace(mention, kind=None if value == ALL else one_of(name, [value], get_args(ToldKind)))
    if mention is None or not changes:
        return inquiry
    return replace(inquiry, mentions=(mention,), about=mention_text(mention, language))
