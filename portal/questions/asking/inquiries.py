"""Questions that no figure answers: which reports do not fit together, what they tell, which ones are not there."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from index.library import Library
from index.measures import cell_keys
from index.model import Filter, Filters
from ingest.model import State
from portal.questions.asking.asked_groups import by_of
from portal.questions.asking.asked_metric import said_of
from portal.questions.asking.asked_passages import figure_of, inquiry_filters, passages_inquiry
from portal.questions.asking.further import finding_filters
from portal.questions.asking.naming import Scene
from portal.questions.asking.whereabouts import list_filters, no_reports
from portal.questions.asking.years import asked_year
from portal.questions.cutting.parts import YEARS_APART, Parsed
from portal.questions.plan import Inquiry, InquiryFigure
from portal.questions.refusal import no_answer, quoted
from portal.questions.saying.notes import Note, joined, texts
from portal.questions.saying.wording import findings_about
from portal.questions.words.meanings import Sense
from portal.questions.words.metrics import fitting, metric_of, total_of
from portal.questions.words.told_meanings import Sought
from portal.questions.words.vocabulary import read_lexicon

# What may stand beside such a question without changing its answer: whether there are any, and how many.
_BESIDE = ("yes_no", "count")
_PAIR = 2
# Years that are asked for as not there.
_LACKING = re.compile("没|缺|无|空|without|lack|gap|miss")
# What may stand between two years whose reports are both asked for.
_BOTH_YEARS = re.compile(r"[\s,、和与及跟同或到至-]*(?:and|or|to|then)?\s*(?:in|for)?\s*")
_WORST = (Filter("severity", "error"), Filter("severity", "warning"))


def inquiry_of(parsed: Parsed, scene: Scene, library: Library) -> Inquiry | None:
    """What is asked of the reports themselves; None where a figure is asked for."""
    if parsed.printed and not _asks_one_cell(parsed):
        return _cells_inquiry(parsed, scene, library)
    if parsed.concepts:
        return None
    if parsed.told:
        return passages_inquiry(parsed, scene, library)
    sought = [item for _, item in parsed.sought] or _no_report(parsed)
    if not sought and _asks_for_offices(parsed):
        counts = any(aim.operation == "count" for _, aim in parsed.aims)
        return _reports_inquiry(parsed, scene, "count" if counts else "list")
    if not sought:
        if _counts_reports(parsed):
            counted = _reports_inquiry(parsed, scene, "count" if _counts_offices(parsed) else "count_reports")
            return replace(counted, by=by_of(parsed, scene))
        if _asks_for_report(parsed):
            return _reports_inquiry(parsed, scene, "yes_no")
        return _reports_inquiry(parsed, scene, "list") if _lists_reports(parsed, scene.text) else None
    if len({item.operation for item in sought}) > 1:
        raise no_answer("inquiry_alone", scene.language, words=quoted(_said(parsed), scene.language))
    if sought[0].operation == "missing":
        return _missing_inquiry(parsed, scene, library)
    return _findings_inquiry(parsed, scene, library)


def _missing_inquiry(parsed: Parsed, scene: Scene, library: Library) -> Inquiry:
    """The reports that are not there."""
    parsed, reported = _reported_before(parsed, scene)
    beside = [item.word for item in parsed.thresholds]
    beside += [word for word, aim in parsed.aims if aim.operation not in (*_BESIDE, "sum")]
    beside += [word for word, _ in (*parsed.groups, *parsed.shifts)]
    beside += [word for word, _ in parsed.peers] + parsed.negations[0 if parsed.sought else 1 :]
    if beside:
        raise no_answer("inquiry_alone", scene.language, words=quoted([*beside, *_said(parsed)], scene.language))
    sought = [item for _, item in parsed.sought] or _no_report(parsed)
    notes: list[Note] = []
    filters = list_filters(parsed, scene, notes, _place_question(sought[0], scene))
    notes = [note for note in notes if note.code not in ("all_years", "years_missing")]
    of_one = "which_year" in parsed.roles and not parsed.years and bool(parsed.named)
    notes.append(Note("missing_years" if parsed.years or of_one else "missing_since"))
    _refuse_nothing(filters, parsed, scene, library)
    if of_one:
        # Asked for are the years of one office: all that the library has, also those before its first report.
        filters.append(Filter("year", f"{scene.names.years[0]}..{scene.names.years[-1]}"))
    notes += [Note("missing_reported", word=item.value) for further in reported for item in further.items]
    about = _about(sought, scene)
    return Inquiry("missing", Filters(tuple(filters)), about, texts(notes, scene.language), also=reported)


def _reported_before(parsed: Parsed, scene: Scene) -> tuple[Parsed, tuple[Filters, ...]]:
    """前年还交了报告、去年却没有: the year that is asked for, and the one whose reports are there."""
    years = sorted(parsed.years, key=lambda item: scene.text.find(item[0]))
    if len(years) != _PAIR or any(span.first != span.last for _, span in years):
        return parsed, ()
    (before, _), (word, _) = years
    start, end = scene.text.find(before) + len(before), scene.text.find(word)
    words = read_lexicon("words.json")
    known = (*words["report"], *words["handed_in"])
    there = any(word in scene.text[start:end] for word in known)
    # Published one for 2023 but not for 2024.
    denied = any(word in scene.text[start:end] for word in words["not_handed_in"])
    there = there or (denied and any(word in scene.text[:start] for word in known))
    year = asked_year(replace(parsed, years=years[:1]), scene)
    if not there or year is None or not (denied or any(item in scene.text[end:] for item in _said(parsed))):
        if not _BOTH_YEARS.fullmatch(scene.text[start:end]):
            # Although they have one for 2022, have none for 2023: one of the years is a condition.
            kinds = YEARS_APART.zh if scene.language == "zh" else YEARS_APART.en
            said = quoted([before, word], scene.language)
            raise no_answer("unsupported", scene.language, words=said, kinds=kinds)
        return parsed, ()
    return replace(parsed, years=years[1:]), (Filters((Filter("year", str(year)),)),)


def _counts_reports(parsed: Parsed) -> bool:
    """Whether 有几份报告 asks how many there are: nothing in them is named."""
    counts = "number" in parsed.roles or any(aim.operation == "count" for _, aim in parsed.aims)
    asked = {aim.operation for _, aim in parsed.aims}
    beside = parsed.thresholds or parsed.negations or parsed.shifts or parsed.peers or parsed.further
    return "report" in parsed.roles and counts and asked <= {"count", "yes_no", "sum", "trend"} and not beside


def _counts_offices(parsed: Parsed) -> bool:
    return any(aim.operation == "count" and not aim.reports for _, aim in parsed.aims)


def _asks_for_report(parsed: Parsed) -> bool:
    """Whether 有没有松亭区2023年的报告 asks if there is one: whose it is, is named, and nothing in it."""
    asked = {aim.operation for _, aim in parsed.aims} == {"yes_no"} and "report" in parsed.roles
    beside = parsed.thresholds or parsed.negations or parsed.groups or parsed.shifts or parsed.peers or parsed.further
    return asked and len(parsed.named) == 1 and not beside and not parsed.roles & {"number", "list", "which_year"}


def _asks_for_offices(parsed: Parsed) -> bool:
    """Whether 资料库有哪些单位, 2025年有多少个区县 ask for the offices that the library has reports of."""
    asked = {aim.operation for _, aim in parsed.aims}
    beside = parsed.thresholds or parsed.negations or parsed.groups or parsed.shifts or parsed.peers or parsed.further
    unread = parsed.unknown or parsed.unsupported or parsed.printed or parsed.whole
    counts = asked == {"count"} and not parsed.roles & {"list", "cases"}
    lists = not asked and "list" in parsed.roles and bool(parsed.scopes or "subject" in parsed.roles)
    plain = parsed.roles <= {"list", "subject", "function", "report", "newest", "total"}
    return (counts or lists) and plain and not (beside or unread)


def _lists_reports(parsed: Parsed, text: str) -> bool:
    """Whether 青岚市有哪些单位的报告, 公安局哪几年有报告 ask which reports there are: nothing in them is named."""
    years = "which_year" in parsed.roles and len(parsed.named) == 1 and not _LACKING.search(text)
    asked = "report" in parsed.roles and ("list" in parsed.roles or years)
    beside = parsed.thresholds or parsed.negations or parsed.groups or parsed.shifts or parsed.peers or parsed.further
    return asked and not (beside or parsed.aims or parsed.printed)


def _reports_inquiry(parsed: Parsed, scene: Scene, figure: InquiryFigure) -> Inquiry:
    """Which reports there are, or how many."""
    notes: list[Note] = []
    about = "报告" if scene.language == "zh" else "reports"
    filters = list_filters(parsed, scene, notes, lambda place: f"{place}{about}")
    return Inquiry("reports", Filters(tuple(filters)), about, texts(notes, scene.language), figure)


def _findings_inquiry(parsed: Parsed, scene: Scene, library: Library) -> Inquiry:
    """The reports with such findings, or without them; or how many each has."""
    sought = [item for _, item in parsed.sought]
    notes: list[Note] = []
    figure, ranking = figure_of(parsed, scene, notes)
    if len(parsed.negations) > 1 or (parsed.negations and ranking):
        raise no_answer("inquiry_alone", scene.language, words=quoted(_said(parsed), scene.language))
    filters = inquiry_filters(parsed, scene, notes, figure)
    _refuse_nothing(filters.items, parsed, scene, library)
    asked = [item for found in sought for item in found.filters]
    about = _about(sought, scene)
    if ranking is not None and len(asked) > 1:
        notes.append(Note("findings_counted", word=joined([word for word, _ in parsed.sought], scene.language)))
        asked = list(_WORST)
    notes += [Note("findings_meant", word=word) for word, _ in parsed.sought if "问题" in word or "wrong" in word]
    if parsed.negations:
        asked = [replace(item, excluded=True) for item in asked]
    also = tuple(Filters(tuple(finding_filters(part, scene))) for part in parsed.further)
    if also and (ranking or any(part.concepts for part in parsed.further)):
        raise no_answer("inquiry_alone", scene.language, words=quoted(_said(parsed), scene.language))
    about = joined([about, *(text for item in also for text in findings_about(item, scene.language))], scene.language)
    filters = Filters(tuple(dict.fromkeys((*filters.items, *asked))))
    return Inquiry("findings", filters, about, texts(notes, scene.language), figure, ranking, also=also)


def _cells_inquiry(parsed: Parsed, scene: Scene, library: Library) -> Inquiry:
    """The cells that are printed in some way: of the rows named, else of the whole report."""
    beside = [*parsed.negations, *(item.word for item in parsed.thresholds), *(part.said for part in parsed.further)]
    beside += [told.word for told in parsed.told] + [word for word, _ in parsed.sought]
    states = _states(parsed)
    if beside or not states:
        said = [*beside, *(word for word, _ in parsed.printed)]
        raise no_answer("inquiry_alone", scene.language, words=quoted(said, scene.language))
    notes: list[Note] = []
    figure, ranking = figure_of(parsed, scene, notes)
    filters = inquiry_filters(parsed, scene, notes, figure)
    _refuse_nothing(filters.items, parsed, scene, library)
    keys, rows = _cells_named(parsed, scene)
    printed = min((printed for _, printed in parsed.printed), key=lambda item: len(item.states))
    place = 0 if scene.language == "zh" else 1
    about = joined([*rows, printed.about[place]], scene.language, ("", " "))
    assumptions = texts(notes, scene.language)
    return Inquiry("cells", filters, about, assumptions, figure, ranking, keys=keys, states=states)


def _states(parsed: Parsed) -> tuple[State, ...]:
    """The states that all words for how a cell is printed allow (没填数字、只画了横线), else any that they name."""
    first, *others = (printed.states for _, printed in parsed.printed)
    shared = tuple(state for state in first if all(state in other for other in others))
    # 空着或者画横线 names two ways, either of which will do.
    return shared or tuple(dict.fromkeys((*first, *(state for other in others for state in other))))


def _asks_one_cell(parsed: Parsed) -> bool:
    """Whether the number in one cell of one office is asked for, whatever is said of how it is printed."""
    if len(parsed.named) != 1 or "number" not in parsed.roles or parsed.roles & {"list", "subject"}:
        return False
    readings = fitting(said_of(parsed)) if parsed.concepts else ()
    named = {cell for reading in readings for cell in total_of(metric_of(reading.key)).numerator}
    if "cases" in parsed.roles and len(readings) == 1:
        # 那一行空着，实际是几件 asks for the number, 几格 for the cells.
        return True
    columns = any(sense.columns is not None for _, senses in said_of(parsed) for sense in senses)
    return len(named) == 1 and columns


def _cells_named(parsed: Parsed, scene: Scene) -> tuple[tuple[str, ...], list[str]]:
    """The cells of the rows that the words may mean, all columns where none is said; and what the rows are called."""
    if not parsed.concepts:
        return (), []
    words = said_of(parsed)
    whole = [senses[0].rows for _, senses in words if len(senses) == 1 and _only_rows(senses[0])]
    if len(whole) == len(words):
        # A table, a group: all of its rows, whichever of them stands for it as a figure.
        rows = set(frozenset.intersection(*(rows or frozenset() for rows in whole)))
        return _cells_of(rows), [word for word, _ in words]
    readings = fitting(words)
    if not readings:
        raise no_answer("contradiction", scene.language, words=quoted([word for word, _ in words], scene.language))
    named = [cell for reading in readings for cell in total_of(metric_of(reading.key)).numerator]
    if any(sense.columns is not None for _, senses in words for sense in senses):
        return tuple(dict.fromkeys(named)), [word for word, _ in words]
    rows = {cell.rpartition(".")[0] for cell in named}
    return _cells_of(rows), [word for word, _ in words]


def _only_rows(sense: Sense) -> bool:
    return sense.rows is not None and sense.columns is None and sense.measures is None


def _cells_of(rows: Collection[str]) -> tuple[str, ...]:
    """The cells of these rows, all columns."""
    return tuple(sorted(key for key in cell_keys() if key.rpartition(".")[0] in rows))


def _refuse_nothing(filters: Sequence[Filter], parsed: Parsed, scene: Scene, library: Library) -> None:
    if not library.heads(Filters(tuple(item for item in filters if item.name != "year"))):
        raise no_reports(parsed, scene)


def _about(sought: Sequence[Sought], scene: Scene) -> str:
    return joined([item.about[0 if scene.language == "zh" else 1] for item in sought], scene.language)


def _said(parsed: Parsed) -> list[str]:
    return [*parsed.negations, *(word for word, _ in parsed.sought)]


def _no_report(parsed: Parsed) -> list[Sought]:
    """没有…的报告: what is missing is the report itself, as nothing in it is named."""
    said = "report" in parsed.roles and parsed.negations and not parsed.concepts and not parsed.thresholds
    return [Sought("missing", (), ("缺报告", "have no report"))] if said else []


def _place_question(sought: Sought, scene: Scene) -> Callable[[str], str]:
    """Words the question again for one of several places."""
    chinese = scene.language == "zh"
    return lambda place: (
        f"{place}哪些报告{sought.about[0]}" if chinese else f"which reports of {place} {sought.about[1]}"
    )
