"""A plan computed over a library: every matching report, each figure with the place where it is printed."""

from collections.abc import Callable

from index.library import Library
from index.model import Measured
from portal.questions.figures import answer_comparison, answer_number
from portal.questions.fold import language_of
from portal.questions.listing import answer_count, answer_list, answer_whether
from portal.questions.metrics import total_of
from portal.questions.notes import say
from portal.questions.over_many import answer_ranking, answer_together, answer_trend
from portal.questions.phrasing import label
from portal.questions.plan import Answer, NotUnderstood, Operation, Plan
from portal.questions.refusal import refused

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
    found = library.measured(total_of(plan.metric), plan.filters)
    language = language_of(question)
    coverage = found.coverage
    if not found.rows:
        return refused(question, NotUnderstood("no_answer", say("plan_no_reports", language)), plan)
    if coverage.no_such_cell == coverage.reports and plan.operation != "number":
        about = label(plan.metric, language)
        text = say("nobody_has_cell", language, count=coverage.reports, about=about)
        return refused(question, NotUnderstood("no_answer", text), plan)
    return _EXECUTORS[plan.operation](plan, library, question, found)
