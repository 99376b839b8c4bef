"""What is asked on the page 提问: the last question answered, its plan changed by hand, and the questions before it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from index.errors import FilterError
from index.library import Library
from index.missing import settled_years
from index.starts import newest_gap
from portal.asked_again import asked_again
from portal.messages import Texts
from portal.questions.answer import answer, computed, planned
from portal.questions.asking.further import told_notes
from portal.questions.asking.grouping import group_notes
from portal.questions.computing.reasons import asks_why
from portal.questions.computing.told import mention_text
from portal.questions.cutting.parts import Told
from portal.questions.json_forms.plan_forms import plan_form, plan_from_form
from portal.questions.plan import Answer, Inquiry, Plan
from portal.questions.plan_error import PlanError
from portal.questions.saying.notes import Language
from portal.questions.saying.notes import texts as sentences_of
from portal.questions.words.fold import language_of
from portal.questions.words.meanings import Aim
from portal.questions.words.names import full_name
from portal.widgets.inquiry_changes import changed_inquiry
from portal.widgets.links import ALL, SCOPES, AskLink
from portal.widgets.plan_changes import changed_plan

_FILTERS = ("year", *SCOPES[1:])
_KEPT = 64


class _NothingToChange(Exception):
    """Raised where an address changes a question that no plan answers."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The answer to the last question of a conversation, and the sentences of the answers before it.

    `fault` says what in the address cannot be; the answer is then that to the question as it was understood. `again`
    is the question that asks for the same as the plan changed by hand, from which what is asked next goes on; None
    where nothing was changed, or no question does.
    """

    answer: Answer
    earlier: tuple[str, ...] = ()
    fault: str = ""
    again: str | None = None

    @property
    def plan(self) -> Plan | Inquiry | None:
        """What can be changed by hand; nothing of a term, of what was not understood, of why another answer is so."""
        if asks_why(self.answer.question):
            return None
        inquiry = self.answer.inquiry
        return self.answer.plan or (inquiry if inquiry is not None and inquiry.operation != "term" else None)


def turn(library: Library, state: AskLink, today: date, texts: Texts) -> Turn:
    """The conversation of an address, its last question answered with the changes made by hand.

    Kept for the next rerun of the page.
    """
    alone = state.back_to(len(state.questions) - 1)
    return _turn((library, library.revision), alone, today, texts)


@lru_cache(maxsize=_KEPT)
def _turn(held: tuple[Library, int], state: AskLink, today: date, texts: Texts) -> Turn:
    library = held[0]
    before = [_turn(held, state.back_to(place), today, texts) for place in range(len(state.context))]
    earlier = tuple(one.answer.brief or one.answer.text for one in before)
    context = _context(state, before)
    fault = ""
    if state.changes:
        try:
            changed = _changed(library, state, (today, context), texts)
            plan = changed.plan or changed.inquiry
            return Turn(changed, earlier, again=asked_again(plan, state.question, library, today) if plan else None)
        except FilterError as error:
            said = f"{error.name}={error.value}" if error.value is not None else error.name
            nearest = texts("ask.nearest", nearest=error.nearest) if error.nearest else ""
            fault = texts("ask.fault", change=said) + nearest
        except PlanError as error:
            fault = texts("ask.fault_plan", problem=error)
        except _NothingToChange:
            fault = texts("ask.fault_none")
    return Turn(answer(state.question, library, today, context), earlier, fault)


def _context(state: AskLink, before: Sequence[Turn]) -> tuple[str, ...]:
    """The questions that the last one is understood with: one changed by hand as what asks for the same by itself."""
    context: tuple[str, ...] = ()
    for question, one in zip(state.context, before, strict=True):
        context = (one.again,) if one.again is not None else (*context, question)
    return context


def starters(library: Library, texts: Texts) -> tuple[str, ...]:
    """Questions to begin with, one of each kind, on what the library holds; none of an empty one."""
    vocabulary = library.vocabulary
    if not vocabulary.heads:
        return ()
    newest = settled_years(vocabulary.heads)[0]
    reports = Counter(map(full_name, vocabulary.heads))
    office = max((full_name(head) for head in vocabulary.heads if head.year == newest), key=lambda name: reports[name])
    gap = newest_gap(vocabulary)
    return tuple(texts("ask.starters", year=newest, office=office, gap=gap.year if gap else newest).split("|"))


def _changed(library: Library, state: AskLink, when: tuple[date, Sequence[str]], texts: Texts) -> Answer:
    """The answer to the question as it was changed; raises where it cannot be."""
    library.parse_filters(f"{name}={value}" for name, value in state.changes if name in _FILTERS and value != ALL)
    understood = planned(state.question, library, *when)
    language = language_of(state.question)
    assumption = texts("ask.changed")
    if isinstance(understood, Inquiry) and understood.operation != "term":
        return computed(changed_inquiry(understood, state.changes, assumption, language), library, state.question)
    if not isinstance(understood, Plan):
        raise _NothingToChange
    plan = changed_plan(understood, state.changes, assumption)
    plan_from_form(plan_form(plan), library)
    plan = replace(plan, assumptions=(*plan.assumptions, *_still_assumed(plan, library, language)))
    return computed(plan, library, state.question)


def _still_assumed(plan: Plan, library: Library, language: Language) -> tuple[str, ...]:
    """What must be said of a plan however it came about: levels mixed, sums that count twice, themes by their words."""
    several = plan.operation == "ranking" or plan.operation in ("sum", "average", "median")
    notes = [note for mention in plan.mentions for note in told_notes(Told(mention_text(mention, language), mention))]
    if several and not plan.filters.wanted("office"):
        notes += group_notes(Aim(plan.operation), plan.filters, library.heads(plan.filters))
    return sentences_of(notes, language)
