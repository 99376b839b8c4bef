"""Questions for what the reports tell, answered: every report with such a passage, each passage with its place."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from index.library import Library
from index.model import Coverage, Filter, Filters, MeasuredReport, ReportHead, SearchRequest
from index.themes import load_themes
from portal.questions.computing.gathered import Gathered
from portal.questions.computing.together import ranked
from portal.questions.computing.told import Passages, answering, of_reports, telling
from portal.questions.plan import Answer, AnswerKind, Evidence, Inquiry, Mention, NotUnderstood
from portal.questions.refusal import refused
from portal.questions.saying.notes import Language, joined, say, unnamed
from portal.questions.saying.phrasing import amount
from portal.questions.saying.sentences import ITEMS_IN_BRIEF, ITEMS_SHOWN, count_offices, years_text
from portal.questions.words.fold import language_of
from portal.questions.words.metrics import RATE_UNIT
from portal.questions.words.names import full_name

# A mark at the end of a sentence would stand before that of ours.
_STOPS = "。；;，,、"
_QUOTED = 40


@dataclass(frozen=True, slots=True)
class _Found:
    """The reports looked at, those that tell all that is asked, their passages, and why others have none to show."""

    looked: Sequence[ReportHead]
    rows: tuple[MeasuredReport, ...]
    passages: Passages
    unanswered: int = 0

    @property
    def evidence(self) -> Sequence[Evidence]:
        """The passages, report by report."""
        return Gathered(lambda: (item for row in self.rows for item in self.passages.get(row.head.report_id, ())))


@dataclass(frozen=True, slots=True)
class _Made:
    """What is made of the reports found: their number, their share, their order, or yes and no."""

    kind: AnswerKind
    rows: tuple[MeasuredReport, ...]
    unit: str
    value: Decimal | None = None
    verdict: bool | None = None
    lead: str = ""


def told_in_reports(inquiry: Inquiry, library: Library, question: str) -> Answer:
    """The answer to a question for what the reports tell."""
    language = language_of(question)
    found = _found(inquiry, library)
    if not found.looked:
        return refused(question, NotUnderstood("no_answer", say("plan_no_reports", language)))
    made = _made(inquiry, found, language)
    shown = replace(found, rows=made.rows)
    return Answer(
        question=question,
        kind=made.kind,
        text=f"{made.lead}{_text(inquiry, shown, language, ITEMS_SHOWN)}",
        brief=f"{made.lead}{_text(inquiry, shown, language, ITEMS_IN_BRIEF)}",
        plan=None,
        inquiry=inquiry,
        value=made.value,
        unit=made.unit,
        verdict=made.verdict,
        rows=made.rows,
        evidence=shown.evidence,
        coverage=_coverage(inquiry, library, found),
        assumptions=(*inquiry.assumptions, *_remarks(inquiry, found, language)),
        similar=_similar(inquiry),
    )


def _made(inquiry: Inquiry, found: _Found, language: Language) -> _Made:
    rows, passages = found.rows, say("unit_passages", language)
    if inquiry.figure == "count":
        return _Made("number", rows, say("unit_offices", language), Decimal(count_offices(rows)))
    if inquiry.figure == "count_reports":
        return _Made("number", rows, say("unit_reports", language), Decimal(len(rows)))
    if inquiry.figure == "share":
        offices, among = count_offices(rows), len({(head.region.path, head.office) for head in found.looked})
        value = Decimal(offices) / among
        lead = say("share", language, value=amount(value, RATE_UNIT, language), count=offices, among=among)
        return _Made("number", rows, RATE_UNIT, value, lead=lead)
    if inquiry.figure == "yes_no":
        lead = say("yes" if rows else "no", language)
        return _Made("yes_no", rows, passages, verdict=bool(rows), lead=lead)
    if inquiry.ranking is not None:
        best = ranked(_everyone(found), inquiry.ranking)
        return _Made("ranking", best, passages, best[0].value)
    absent = all(mention.absent for mention in inquiry.mentions)
    return _Made("list" if absent else "passages", rows, passages)


def _found(inquiry: Inquiry, library: Library) -> _Found:
    """The reports that tell everything that is asked for."""
    filters = of_reports(inquiry.filters)
    looked = library.heads(filters)
    ids = {head.report_id for head in looked}
    for further in inquiry.also:
        ids &= {head.report_id for head in library.heads(Filters((*filters.items, *further.items)))}
    wants_measures = any(item.value == "measure" for item in inquiry.filters.named("kind"))
    shown: dict[str, Sequence[Evidence]] = {}
    unanswered = 0
    for mention in inquiry.mentions:
        told = telling(library, mention, filters)
        if wants_measures and mention.kind == "problem":
            measures = answering(library, told)
            unanswered += len(told.keys() - measures.keys())
            told = measures
        ids &= ids - told.keys() if mention.absent else set(told)
        if not mention.absent:
            shown = {name: _merged(shown.get(name, ()), told.get(name, ())) for name in {*shown, *told}}
    rows = tuple(
        MeasuredReport(head, Decimal(len(shown.get(head.report_id, ()))), 0, ())
        for head in looked
        if head.report_id in ids
    )
    return _Found(looked, rows, shown, unanswered)


def _merged(one: Sequence[Evidence], other: Sequence[Evidence]) -> Sequence[Evidence]:
    """Passages of one report, each once, in the order of the report."""
    if not one or not other:
        return one or other
    items = {item.passage_id: item for item in (*one, *other)}
    return tuple(items[name] for name in sorted(items, key=lambda name: int(name.rpartition("-")[2])))


def _everyone(found: _Found) -> tuple[MeasuredReport, ...]:
    """All reports looked at with the number of their passages, 0 where there is none."""
    have = {row.head.report_id: row for row in found.rows}
    return tuple(have.get(head.report_id) or MeasuredReport(head, Decimal(0), 0, ()) for head in found.looked)


def _coverage(inquiry: Inquiry, library: Library, found: _Found) -> Coverage:
    """How many reports were looked at, and how many of them have passages of the kind asked for at all."""
    kinds = {mention.kind for mention in inquiry.mentions if mention.kind}
    readable = len(found.looked)
    if len(kinds) == 1:
        readable = len(library.heads(of_reports(inquiry.filters).with_(Filter("kind", next(iter(kinds))))))
    return Coverage(len(found.looked), readable, len(found.looked) - readable, 0, 0)


def _remarks(inquiry: Inquiry, found: _Found, language: Language) -> tuple[str, ...]:
    remarks = [say("none_tell", language)] if not found.rows and inquiry.figure != "yes_no" else []
    remarks += [say("told_unanswered", language, count=found.unanswered)] if found.unanswered else []
    if any(mention.themes for mention in inquiry.mentions):
        remarks.append(say("told_by_words", language))
    return tuple(remarks)


def _similar(inquiry: Inquiry) -> SearchRequest | None:
    """The search by meaning for what else comes near, outside the figures of the answer."""
    words = " ".join(word for mention in inquiry.mentions if not mention.absent for word in _words(mention))
    if not words:
        return None
    kinds = [mention.kind for mention in inquiry.mentions if mention.kind]
    filters = of_reports(inquiry.filters)
    return SearchRequest(words, "semantic", filters=filters.with_(Filter("kind", kinds[0])) if kinds else filters)


def _words(mention: Mention) -> tuple[str, ...]:
    return (mention.text,) if mention.text is not None else tuple(load_themes()[theme].name for theme in mention.themes)


def _text(inquiry: Inquiry, found: _Found, language: Language, most: int) -> str:
    when = years_text(inquiry.filters, [head.year for head in found.looked], language)
    counts = {"when": when, "reports": len(found.looked), "about": inquiry.about}
    if not found.rows:
        return say("told_none", language, **counts)
    if len(found.looked) == 1 and found.evidence:
        office = full_name(found.looked[0])
        quotes = [say("told_quote", language, quote=_short(item.quote)) for item in found.evidence[:most]]
        return say("told_one", language, office=office, **counts, items=joined(quotes, language, ("；", "; ")))
    items = [_item(row, found.passages.get(row.head.report_id, ()), language) for row in found.rows[:most]]
    code = "told_ranking" if inquiry.figure == "ranking" else "told_some"
    return say(
        code,
        language,
        **counts,
        count=count_offices(found.rows),
        found=len(found.rows),
        items=joined(items, language, ("；", "; ")),
        more=unnamed("more_reports", len(found.rows), most, language),
    )


def _item(row: MeasuredReport, passages: Sequence[Evidence], language: Language) -> str:
    office, year = full_name(row.head), row.head.year
    if not passages:
        return say("told_item_none", language, office=office, year=year)
    more = say("told_more", language, count=len(passages)) if len(passages) > 1 else ""
    return say("told_item", language, office=office, year=year, quote=_short(passages[0].quote), more=more)


def _short(quote: str) -> str:
    """The beginning of a passage."""
    text = quote.strip().rstrip(_STOPS)
    return f"{text[:_QUOTED]}…" if len(text) > _QUOTED else text
