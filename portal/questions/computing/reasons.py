"""Why a figure is what it is: how it came, from which cells, and what the reports themselves say about it."""

from dataclasses import replace

from index.library import Library
from index.model import Filter, Filters, SearchRequest
from portal.questions.computing.execute import execute
from portal.questions.plan import Answer, Evidence, NotUnderstood
from portal.questions.refusal import refused
from portal.questions.saying.notes import joined, say
from portal.questions.words.fold import fold, language_of
from portal.questions.words.metrics import OVER, SUM
from portal.questions.words.vocabulary import load_vocabulary, read_lexicon

_ENDS = " ?!.,。，…呢啊呀的"
_MOST_PASSAGES = 5


def asks_why(question: str) -> bool:
    """Whether a question asks nothing but why, or where the figure before comes from."""
    return fold(question).strip(_ENDS) in read_lexicon("words.json")["why"]


def because(before: Answer, question: str, library: Library) -> Answer:
    """How the figures of the answer before came; the reports' own words beside them, never a reason made up."""
    language = language_of(question)
    if before.plan is None or not before.evidence:
        return refused(question, NotUnderstood("no_answer", say("why_nothing", language, text=before.text)))
    before = replace(execute(before.plan, library, question), question=before.question)
    passages = _passages(before, library)
    came = say("why_formula", language, formula=before.formula) if before.formula else say("why_printed", language)
    said = [say("why_passages", language, count=len(passages))] if passages else []
    given = replace(
        before,
        question=question,
        text=joined([before.text, came, *said], language, ("", " ")),
        brief=None,
        evidence=(*before.evidence, *passages),
        assumptions=(say("follows", language, before=before.question), *before.assumptions),
    )
    if before.formula:
        return given
    return replace(given, kind="no_answer", value=None, verdict=None, rows=(), groups=(), pairs=(), apart=())


def _passages(before: Answer, library: Library) -> tuple[Evidence, ...]:
    """Sentences of the same reports that name the metric."""
    assert before.plan is not None
    reports = Filters(tuple(Filter("report", row.head.report_id) for row in before.rows[:_MOST_PASSAGES]))
    words = _named(before.plan.metric.key)
    if not reports.items or not words:
        return ()
    found = library.search(SearchRequest(words, exact=True, filters=reports, limit=_MOST_PASSAGES))
    return tuple(Evidence(hit.head, hit.location, "", hit.text, hit.passage_id) for hit in found.hits)


def _named(key: str) -> str:
    """What reports call the row of a metric."""
    vocabulary = load_vocabulary()
    key = key.partition(OVER)[0].partition(SUM)[0]
    rate = vocabulary.rates.get(key.partition(".")[0])
    row = rate.row if rate is not None else key.rpartition(".")[0]
    return vocabulary.row(row).zh.rpartition("·")[2] if row in vocabulary.rows or row in vocabulary.groups else ""
