"""What stands around the figures of an answer: how much was looked at, findings on it and beyond, what comes near."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.library import Library
from index.missing import seats_of
from index.model import Filters, Hit, ReportHead
from index.schema import known_keys
from index.subjects import office_filter
from ingest.model import Finding
from portal.messages import Texts
from portal.questions.computing.narrowing import looked_at
from portal.questions.computing.told import of_reports
from portal.questions.plan import Answer, Inquiry
from portal.questions.saying.sentences import covered_text
from portal.questions.words.fold import language_of
from portal.widgets.links import CompareLink

_MOST_NEAR = 5
_MOST_LISTED = 1000
# An address of more reports would be too long to be passed on.
_MOST_NAMED = 60


@dataclass(frozen=True, slots=True)
class Doubts:
    """The findings on the figures of an answer, and how many more its reports have; not `looked` for in a long list.

    `reports` are those that have more, where an address has room for all of them.
    """

    on_figures: Sequence[tuple[ReportHead, Finding]]
    beyond: int = 0
    reports: tuple[str, ...] = ()
    looked: bool = True


def coverage(answer: Answer, library: Library) -> str:
    """How many reports were looked at, in the language of the question; nothing where none were."""
    language = language_of(answer.question)
    if said := covered_text(answer, language):
        return said
    inquiry = answer.inquiry
    if inquiry is None or inquiry.operation == "term":
        return ""
    return _looked(inquiry, library, Texts(language))


def _looked(inquiry: Inquiry, library: Library, texts: Texts) -> str:
    filters = of_reports(looked_at(inquiry.filters))
    if inquiry.operation != "missing":
        return texts("ask.looked", reports=len(library.heads(filters)))
    heads = library.heads(Filters(tuple(item for item in filters.items if item.name != "year")))
    return texts("ask.looked_offices", offices=len(seats_of(heads)), reports=len(heads))


def doubts(answer: Answer, library: Library) -> Doubts:
    """The findings on the figures and beyond them; of a very long list only an export has them."""
    if answer.plan is None or len(answer.rows) > _MOST_LISTED:
        return Doubts((), looked=answer.plan is None)
    heads = {row.head.report_id for row in (*answer.rows, *(row for pair in answer.pairs for row in pair))}
    every = library.catalog.findings(heads)
    listed = {(head.report_id, finding) for head, finding in answer.findings}
    beyond = [own for own, found in every.items() for finding in found if (own, finding) not in listed]
    reports = tuple(sorted(set(beyond)))
    return Doubts(answer.findings, len(beyond), reports if len(reports) <= _MOST_NAMED else ())


def compare_href(answer: Answer, lang: str) -> str:
    """The address of the page 对比 with the offices and the figure of a series or comparison; empty of all else."""
    plan = answer.plan
    if plan is None or plan.operation not in ("trend", "comparison") or plan.metric.key not in known_keys():
        return ""
    if not answer.rows or answer.groups or plan.against or plan.change:
        return ""
    subjects = dict.fromkeys(office_filter(row.head) for row in answer.rows)
    return CompareLink.among(subjects, [plan.metric.key], lang).href


def near(answer: Answer, library: Library) -> tuple[Hit, ...]:
    """The passages that come nearest in meaning to what was asked for, and are not among those found."""
    assert answer.similar is not None
    found = {item.passage_id for item in answer.evidence}
    hits = library.search(replace(answer.similar, limit=len(found) + _MOST_NEAR)).hits
    return tuple(hit for hit in hits if hit.passage_id not in found)[:_MOST_NEAR]
