"""A plan computed over a library: every matching report, each figure with the place where it is printed."""

from collections.abc import Callable
from dataclasses import replace

from index.library import Library
from index.model import Measured
from portal.questions.computing.change_answers import answer_change
from portal.questions.computing.compared import answer_against, answer_comparison
from portal.questions.computing.figures import answer_number
from portal.questions.computing.gathered import Gathered
from portal.questions.computing.group_answers import answer_groups
from portal.questions.computing.listing import answer_count, answer_list, answer_whether
from portal.questions.computing.make_up import answer_make_up
from portal.questions.computing.narrowing import covered, has_conditions, looked_at, met
from portal.questions.computing.over_many import answer_ranking, answer_together, answer_trend
from portal.questions.computing.share_answers import answer_share
from portal.questions.plan import LISTED, MAKE_UP, Answer, NotUnderstood, Operation, Plan
from portal.questions.refusal import refused
from portal.questions.saying.notes import say
from portal.questions.saying.phrasing import label
from portal.questions.saying.wording import among_text
from portal.questions.words.fold import language_of
from portal.questions.words.metrics import NARRATIVE, total_of

_EXECUTORS: dict[Operation, Callable[[Plan, Library, str, Measured], Answer]] = {
    "list": answer_list,
    "number": answer_number,
    "ranking": answer_ranking,
    "sum": answer_together,
    "average": answer_together,
    "median": answer_together,
    "count": answer_count,
    "share": answer_count,
    "trend": answer_trend,
    "yes_no": answer_whether,
    "comparison": answer_comparison,
}


def execute(plan: Plan, library: Library, question: str) -> Answer:
    """The answer to a plan, in the language of `question`."""
    found = library.measured(total_of(plan.metric), looked_at(plan.filters))
    language = language_of(question)
    coverage = found.coverage
    if not found.rows:
        return refused(question, NotUnderstood("no_answer", say("plan_no_reports", language)), plan)
    if coverage.no_such_cell == coverage.reports and plan.operation != "number":
        about = label(plan.metric, language)
        code = "nobody_writes" if plan.metric.key.startswith(NARRATIVE) else "nobody_has_cell"
        text = say(code, language, count=coverage.reports, about=about)
        return refused(question, NotUnderstood("no_answer", text), plan)
    computed = plan.by is not None or plan.against is not None or plan.operation not in LISTED
    if has_conditions(plan) and computed:
        return _among(plan, library, question, found)
    return _executor(plan)(plan, library, question, found)


def _executor(plan: Plan) -> Callable[[Plan, Library, str, Measured], Answer]:
    """What computes a plan: changes, differences of two metrics and groups first, else by its operation."""
    if plan.change is not None:
        return answer_change
    if plan.operation == "share" and (plan.part is not None or plan.against is not None):
        return answer_share
    if plan.against is not None and plan.operation != "comparison":
        return answer_against
    if plan.by in MAKE_UP:
        return answer_make_up
    return answer_groups if plan.by is not None else _EXECUTORS[plan.operation]


def _among(plan: Plan, library: Library, question: str, found: Measured) -> Answer:
    """What is asked of the reports that meet the further conditions alone."""
    language = language_of(question)
    others = met(plan, library, language)
    rows = others.rows(found.rows)
    among = among_text(plan, language)
    if not rows:
        return refused(question, NotUnderstood("no_answer", say("among_none", language, what=among)), plan)
    kept = Measured(rows, covered(rows, {}))
    given = _executor(plan)(plan, library, question, kept)
    said = say("among", language, what=among, count=len(rows))
    brief = f"{said}{given.brief}" if given.brief else None
    # The rows of a difference have no cells of their own: they rest on those of its two figures.
    own = given.evidence if given.pairs else ()
    evidence = Gathered(lambda: (*own, *others.evidence(given.rows, language)))
    return replace(given, text=f"{said}{given.text}", brief=brief, evidence=evidence)
