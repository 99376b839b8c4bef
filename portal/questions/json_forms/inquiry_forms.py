"""The JSON form of an inquiry into the reports themselves, and the inquiry that a form states."""

from collections.abc import Mapping
from typing import get_args

from index.forms import Form
from index.library import Library
from index.measures import cell_keys
from ingest.model import State
from portal.questions.glossary import BETWEEN, terms
from portal.questions.json_forms.condition_forms import mention_form, mentions_from
from portal.questions.json_forms.form_values import filter_texts, filters, found, items, members, one_of, text, texts
from portal.questions.json_forms.ranking_forms import ranking_form, ranking_from
from portal.questions.plan import OWN_GROUPS, By, Inquiry, InquiryFigure, InquiryKind
from portal.questions.plan_error import PlanError

INQUIRIES: tuple[InquiryKind, ...] = get_args(InquiryKind)
_FIELDS = ("filters", "assumptions", "figure", "ranking", "mentions", "also", "keys", "states", "by")
# What can be made of the reports found, and what each kind of inquiry has that the others have not.
_FIGURES: dict[InquiryKind, tuple[InquiryFigure, ...]] = {
    "findings": get_args(InquiryFigure),
    "missing": ("list",),
    "term": ("list",),
    "passages": get_args(InquiryFigure),
    "cells": ("list", "count", "count_reports", "yes_no", "ranking"),
    "reports": ("list", "count", "count_reports", "yes_no"),
}
_COUNTED: tuple[InquiryFigure, ...] = ("count", "count_reports")
_OWN: dict[str, tuple[InquiryKind, ...]] = {
    "mentions": ("passages",),
    "also": ("findings", "passages", "missing"),
    "keys": ("cells",),
    "states": ("cells",),
    "by": ("reports",),
}


def inquiry_form(inquiry: Inquiry) -> Form:
    """An inquiry as JSON; `inquiry_from` reads it back."""
    return {
        "operation": inquiry.operation,
        "about": inquiry.about,
        "filters": filter_texts(inquiry.filters),
        "assumptions": list(inquiry.assumptions),
        "figure": inquiry.figure,
        "ranking": ranking_form(inquiry.ranking),
        "mentions": [mention_form(mention) for mention in inquiry.mentions],
        "also": [filter_texts(further) for further in inquiry.also],
        "keys": list(inquiry.keys),
        "states": list(inquiry.states),
        "by": inquiry.by,
    }


def inquiry_from(form: object, library: Library) -> Inquiry:
    """The inquiry that a form states, checked against the library; raises PlanError naming the field."""
    given = members("", form, ("operation", "about"), _FIELDS)
    operation: InquiryKind = one_of("operation", given["operation"], INQUIRIES)
    about = text("about", given["about"])
    if operation == "term":
        for name in about.split(BETWEEN):
            one_of("about", name, tuple(terms()))
    for name, kinds in _OWN.items():
        if given.get(name) and operation not in kinds:
            raise PlanError(name, f"operation 为 {'、'.join(kinds)} 时才有这一项")
    figure: InquiryFigure = one_of("figure", given.get("figure", "list"), _FIGURES[operation])
    ranked = figure == "ranking"
    return Inquiry(
        operation,
        filters("filters", given.get("filters"), library),
        about,
        assumptions=texts("assumptions", given.get("assumptions")),
        figure=figure,
        ranking=ranking_from(given.get("ranking"), needed=ranked, allowed=ranked, orders=("most", "least")),
        mentions=mentions_from(given.get("mentions")),
        also=tuple(filters(where, item, library) for where, item in items("also", given.get("also"))),
        keys=_keys(given),
        states=_states(given, operation),
        by=_by(given, figure),
    )


def _by(given: Mapping[str, object], figure: InquiryFigure) -> By | None:
    if given.get("by") is None:
        return None
    if figure not in _COUNTED:
        raise PlanError("by", f"figure 为 {'、'.join(_COUNTED)} 时才有这一项")
    by: By = one_of("by", given["by"], OWN_GROUPS)
    return by


def _keys(given: Mapping[str, object]) -> tuple[str, ...]:
    keys = texts("keys", given.get("keys"))
    for place, key in enumerate(keys):
        if key not in cell_keys():
            raise PlanError(f"keys[{place}]", f"没有 {found(key)} 这一格，应为事实键")
    return keys


def _states(given: Mapping[str, object], operation: InquiryKind) -> tuple[State, ...]:
    known: tuple[State, ...] = get_args(State)
    states = tuple(one_of(where, item, known) for where, item in items("states", given.get("states")))
    if operation == "cells" and not states:
        raise PlanError("states", f"operation 为 cells 时至少要有一项，可以是 {'、'.join(known)}")
    return states
