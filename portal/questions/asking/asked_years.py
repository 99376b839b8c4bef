"""Questions about the years of one office: in which of them something holds, since when, what they come to together."""

from dataclasses import replace

from index.library import Library
from index.model import Filters
from portal.questions.asking.asked_metric import asked_list, asked_metric, says_total
from portal.questions.asking.conditions import condition_of
from portal.questions.asking.naming import Scene
from portal.questions.asking.whereabouts import list_filters, no_reports
from portal.questions.asking.years import spans, within
from portal.questions.computing.series import series_filters
from portal.questions.cutting.parts import Parsed
from portal.questions.plan import Metric, Operation, Plan, Ranking
from portal.questions.refusal import no_answer, quoted
from portal.questions.saying.notes import Note, joined, texts
from portal.questions.saying.phrasing import label
from portal.questions.words.vocabulary import read_lexicon

_MEANS: tuple[Operation, ...] = ("median", "average")


def years_plan(parsed: Parsed, scene: Scene, library: Library) -> Plan | None:
    """The plan of a question about the years of one office, or the series of several; None of any other."""
    asked = {aim.operation for _, aim in parsed.aims}
    if parsed.peers or parsed.sides or parsed.groups or parsed.shifts or parsed.scopes or not parsed.named:
        return None
    if asked == {"trend"} and len(parsed.named) > 1 and "subject" not in parsed.roles:
        return _series_plan(parsed, scene)
    if len(parsed.named) != 1:
        return None
    if parsed.roles & {"which_year", "since", "latest"} and not asked & {"ranking", "comparison", "count", "share"}:
        return _years_with(parsed, scene)
    over = _over_years(parsed, asked)
    return _together_plan(parsed, scene, over) if over is not None else None


def each_year_plan(parsed: Parsed, scene: Scene, library: Library) -> Plan | None:
    """The plan of a list whose condition must hold in every year; None of any other question."""
    if "each_year" not in parsed.roles:
        return None
    asked = {aim.operation for _, aim in parsed.aims}
    if asked - {"count", "yes_no"} or parsed.groups or parsed.shifts or parsed.peers or parsed.sides:
        words = quoted([word for word, _ in (*parsed.aims, *parsed.groups, *parsed.shifts)], scene.language)
        raise no_answer("several_thresholds", scene.language, words=words)
    notes: list[Note] = []
    metric = asked_metric(parsed, scene, notes, "list")
    condition = condition_of(replace(parsed, roles=parsed.roles - {"every"}), scene, metric, notes)
    if len(parsed.named) == 1 and not parsed.roles & {"list", "subject"} and not parsed.scopes:
        filters = list(series_filters(parsed, scene, notes, label(metric, scene.language)).items)
    else:
        filters = list_filters(parsed, scene, notes, lambda place: asked_list(parsed, metric, condition, scene, place))
    years = [year for span in spans(parsed, scene, []) for year in within(scene.names.years, *span)]
    said = joined([str(year) for year in sorted(set(years))], scene.language)
    notes.append(Note("each_year", (said, said)) if years else Note("each_year_all"))
    operation: Operation = "count" if "count" in asked else "list"
    if not library.heads(Filters(tuple(filters))):
        raise no_reports(parsed, scene)
    told = texts([note for note in notes if note.code != "all_years"], scene.language)
    return Plan(operation, metric, Filters(tuple(filters)), condition, told, each_year=True)


def _over_years(parsed: Parsed, asked: set[Operation]) -> Operation | None:
    """What the years of an office come to: 近三年一共, 历年平均; None where that is not asked for."""
    several = "trend" in asked or len(parsed.years) > 1 or any(first != last for first, last in _spans(parsed))
    if not several or parsed.thresholds or parsed.roles & {"subject", "list"}:
        return None
    if "sum" in asked:
        # 望江县三年加起来 adds up the years; 合计 and 各单位 are of the offices there.
        adds = all(word in read_lexicon("words.json")["sums_up"] for word, aim in parsed.aims if aim.operation == "sum")
        return "sum" if adds and asked <= {"sum", "trend"} and not parsed.roles & {"every", "apart"} else None
    mean = next((operation for operation in _MEANS if operation in asked), None)
    if mean is not None and asked <= {mean, "trend"}:
        return mean
    # 近三年败诉几次 names no series: the years only say when.
    series = any(word for word, aim in parsed.aims if aim.operation == "trend")
    total = "total" in parsed.roles or (not series and (says_total(parsed) or "times" in parsed.roles))
    return "sum" if total and asked <= {"trend"} else None


def _spans(parsed: Parsed) -> list[tuple[int | None, int | None]]:
    return [(years.first, years.last) for _, years in parsed.years]


def _series(parsed: Parsed, scene: Scene) -> tuple[Metric, list[Note]]:
    notes: list[Note] = []
    return asked_metric(replace(parsed, thresholds=[]), scene, notes, "trend"), notes


def _together_plan(parsed: Parsed, scene: Scene, operation: Operation) -> Plan:
    metric, notes = _series(parsed, scene)
    filters = series_filters(parsed, scene, notes, label(metric, scene.language))
    notes.append(Note("over_years"))
    return Plan(operation, metric, filters, None, texts(notes, scene.language))


def _series_plan(parsed: Parsed, scene: Scene) -> Plan:
    """The series of several offices, one after the other."""
    metric, notes = _series(parsed, scene)
    about = label(metric, scene.language)
    seats = [series_filters(replace(parsed, named=[one]), scene, notes, about) for one in parsed.named]
    filters = replace(seats[0], items=tuple(dict.fromkeys(item for seat in seats for item in seat.items)))
    return Plan("trend", metric, filters, None, texts(notes, scene.language))


def _years_with(parsed: Parsed, scene: Scene) -> Plan:
    """The years in which one office meets a condition, or the first of them."""
    notes: list[Note] = []
    metric = asked_metric(parsed, scene, notes, "list")
    condition = condition_of(replace(parsed, roles=parsed.roles - {"every"}), scene, metric, notes)
    whether = any(aim.operation == "yes_no" for _, aim in parsed.aims)
    # 从没败诉过吗 is yes where no year has one, 年年都有吗 where each has some.
    every = whether and bool(parsed.negations or "every" in parsed.roles)
    if condition is None or any(aim.operation not in ("trend", "yes_no") for _, aim in parsed.aims):
        raise no_answer("which_year_best", scene.language, words=quoted(parsed.negations, scene.language))
    filters = series_filters(parsed, scene, notes, label(metric, scene.language))
    if "years_counted" in parsed.roles:
        return Plan("count", metric, filters, condition, texts(notes, scene.language), reports=True)
    if "latest" in parsed.roles:
        return Plan("ranking", metric, filters, condition, texts(notes, scene.language), Ranking("last", 1))
    if "since" not in parsed.roles:
        operation: Operation = "yes_no" if whether else "list"
        return Plan(operation, metric, filters, condition, texts(notes, scene.language), every=every)
    return Plan("ranking", metric, filters, condition, texts(notes, scene.language), Ranking("first", 1))
