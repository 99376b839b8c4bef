"""Questions for a share: of one office in its place, of some offices among all, of one figure in another."""

from collections.abc import Sequence
from dataclasses import replace

from index.library import Library
from index.model import Filter, Filters, ReportHead
from portal.questions.asking.asked_metric import asked_figure, asked_list, asked_metric, said_of
from portal.questions.asking.grouping import group_filters, group_notes
from portal.questions.asking.naming import Scene, office_filters
from portal.questions.asking.whereabouts import list_filters, no_reports, one_office
from portal.questions.cutting.parts import Parsed
from portal.questions.cutting.shares_told import as_ratio
from portal.questions.plan import Metric, Plan
from portal.questions.refusal import Refusal, no_answer, quoted
from portal.questions.saying.notes import Note, texts
from portal.questions.words.meanings import Aim, Concept, Role, Sense, only_columns
from portal.questions.words.metrics import RATE_UNIT, fitting, metric_of, total_of
from portal.questions.words.names import Office
from portal.questions.words.vocabulary import load_vocabulary, read_lexicon

_SEVERAL = 6


def with_share(parsed: Parsed, scene: Scene) -> Parsed:
    """A share that is a rate of its own, or one of offices, as the question that asks for just that."""
    whole = parsed.whole
    if whole is None:
        return parsed
    if _names_rate(whole):
        # 已审结的复议里纠正的占比 is a rate of its own.
        both = _together(parsed, replace(whole, concepts=[]), scene)
        named = parsed.named or whole.named
        return replace(both, concepts=[*whole.concepts, *parsed.concepts], named=named, whole=None)
    parsed = _column_lent(_rows_lent(_without_applications(parsed), whole), whole)
    if _rate(parsed, replace(whole, thresholds=[])) is None and (ratio := as_ratio(parsed, whole)) is not None:
        return ratio
    if (bounded := _bounded(parsed, whole)) is not None:
        return bounded
    both = _together(parsed, whole, scene)
    offices = "subject" in parsed.roles or "subject" in whole.roles or _of_same_offices(parsed, whole)
    if not whole.concepts and offices and (parsed.concepts or parsed.sought or parsed.told):
        return replace(both, aims=[("", Aim("share"))], scopes=[*parsed.scopes, *whole.scopes], whole=None)
    if (rate := _rate(parsed, whole)) is None:
        return both
    aims = [*parsed.aims, *whole.aims]
    summed = [("", Aim("sum"))] if not aims and (parsed.scopes or whole.scopes) and not parsed.named else aims
    named = parsed.named or whole.named
    asks: Role = "number" if named else "total"
    both = replace(both, named=named, scopes=[*parsed.scopes, *whole.scopes])
    return replace(both, concepts=[*parsed.concepts, ("", rate)], aims=summed, roles=parsed.roles | {asks}, whole=None)


def _of_same_offices(parsed: Parsed, whole: Parsed) -> bool:
    """打输过官司的部门占部门总数的多少: a share of offices, as the cases of the same offices would be all."""
    if not whole.scopes or whole.concepts or parsed.named or whole.named:
        return False
    says_so = any("过" in word for word, _ in parsed.concepts) or parsed.negations or parsed.thresholds
    same = [scope for _, scope in parsed.scopes] == [scope for _, scope in whole.scopes]
    return same or (bool(says_so) and not parsed.scopes)


def _bounded(parsed: Parsed, whole: Parsed) -> Parsed | None:
    """Where did natural persons make up less than 80% of applications: those whose rate is such."""
    bounds = whole.thresholds
    if not bounds or parsed.thresholds or any(item.number.unit != "fraction" for item in bounds):
        return None
    rate = _rate(parsed, replace(whole, thresholds=[]))
    if rate is None:
        return None
    roles: set[Role] = {"list", "subject"}
    return replace(
        parsed,
        concepts=[*parsed.concepts, ("", rate)],
        thresholds=bounds,
        years=parsed.years or whole.years,
        named=parsed.named or whole.named,
        scopes=[*parsed.scopes, *whole.scopes],
        roles=parsed.roles | roles,
        whole=None,
    )


def _names_rate(whole: Parsed) -> bool:
    return any(sense.measures and "*" not in sense.measures for _, said in whole.concepts for sense in said.senses)


def _rows_lent(parsed: Parsed, whole: Parsed) -> Parsed:
    """A part that names only a column (复议里被纠正的) with the words of the whole for its rows."""
    senses = [sense for _, concept in parsed.concepts for sense in concept.senses]
    both = replace(parsed, concepts=[*whole.concepts, *parsed.concepts])
    only_columns = bool(senses) and all(sense.rows is None and sense.measures is None for sense in senses)
    return both if only_columns and fitting(said_of(both)) else parsed


def _without_applications(parsed: Parsed) -> Parsed:
    """A part that names an applicant (自然人申请) without the word for applications, which the whole says of what."""
    said = [item for item in parsed.concepts if not any(_is_any_application(sense) for sense in item[1].senses)]
    columns = bool(said) and all(only_columns(concept.senses) for _, concept in said)
    return replace(parsed, concepts=said) if columns and len(said) < len(parsed.concepts) else parsed


def _is_any_application(sense: Sense) -> bool:
    return not sense.weak and sense.columns is None and sense.rows is not None and len(sense.rows) > _SEVERAL


def _column_lent(parsed: Parsed, whole: Parsed) -> Parsed:
    """A part that names no applicant (企业申请中不予公开的) with the applicant of the whole."""
    columns = [
        (word, Concept((Sense(columns=sense.columns),)))
        for word, concept in whole.concepts
        for sense in concept.senses
        if sense.columns and sense.rows is None and not sense.measures
    ]
    own = any(sense.columns or sense.measures for _, concept in parsed.concepts for sense in concept.senses)
    if own or not parsed.concepts or len(columns) != 1:
        return parsed
    both = replace(parsed, concepts=[*parsed.concepts, *columns])
    return both if len(fitting(said_of(both))) == 1 else parsed


def _together(parsed: Parsed, whole: Parsed, scene: Scene) -> Parsed:
    """The part with the years that either side names; refused where a side says what no share can take."""
    years = list(dict.fromkeys((*parsed.years, *whole.years)))
    beside = [word for word, _ in (*whole.shifts, *whole.groups, *whole.peers, *whole.sought)]
    beside += [item.word for item in whole.thresholds] + [told.word for told in whole.told] + whole.negations
    beside += [part.said for part in whole.further]
    if beside or len({str(item) for _, item in years}) > 1:
        raise no_answer(
            "share_parts", scene.language, words=quoted([*beside, *(word for word, _ in years)], scene.language)
        )
    unsupported, unknown = [*parsed.unsupported, *whole.unsupported], [*parsed.unknown, *whole.unknown]
    roles = parsed.roles | (whole.roles & {"newest"})
    return replace(parsed, years=years, unknown=unknown, unsupported=unsupported, roles=roles)


def _rate(parsed: Parsed, whole: Parsed) -> Concept | None:
    """What makes a rate of the part's words, where some derived measure has the whole as its denominator."""
    below = fitting(said_of(whole)) if whole.concepts else ()
    cells = {total_of(metric_of(reading.key)).numerator for reading in below}
    above = fitting(said_of(parsed)) if parsed.concepts else ()
    counted = {total_of(metric_of(reading.key)).numerator for reading in above}
    for key, rate in load_vocabulary().rates.items():
        sense = Sense(measures=frozenset([key]))
        found = fitting([*said_of(parsed), ("", (sense,))]) if counted and not rate.explicit else ()
        measure = total_of(metric_of(found[0].key)) if len(found) == 1 else None
        if measure is not None and measure.denominator in cells and measure.numerator in counted:
            return Concept((sense,))
    return None


def share_plan(parsed: Parsed, scene: Scene, library: Library) -> Plan | None:
    """The plan of a share of a part in a whole; None of any other question."""
    whole = parsed.whole
    if whole is None:
        return None
    ranks = any(aim.operation == "ranking" for _, aim in (*parsed.aims, *whole.aims))
    if ranks or parsed.thresholds or parsed.negations or parsed.further or parsed.told or parsed.sought:
        raise _refused([*parsed.concepts, *whole.concepts], scene)
    notes: list[Note] = []
    metric, against = _metrics(parsed, whole, scene, notes)
    if metric.unit == RATE_UNIT:
        raise no_answer("share_parts", scene.language, words=quoted([metric.label], scene.language))
    if against is not None and not (whole.named or whole.aims or whole.scopes):
        return _of_figure(parsed, (metric, against), (scene, notes), library)
    if against is not None and not (parsed.named or parsed.scopes or any(aim.place for _, aim in whole.aims)):
        # 公安局的申请里企业的占几成: both figures are of the reports that the whole names.
        roles: set[Role] = parsed.roles | ({"subject"} if whole.aims or whole.scopes else set())
        both = replace(parsed, named=whole.named, scopes=whole.scopes, roles=roles)
        return _of_figure(both, (metric, against), (scene, notes), library)
    part, head = _part(parsed, metric, scene, notes)
    placed = replace(whole, years=parsed.years, roles=parsed.roles & {"newest"}, concepts=parsed.concepts)
    filters, heads = _filters(placed, metric, (scene, notes), library)
    if own := _own_place(whole, head, scene):
        filters = filters.with_(own)
        heads = library.heads(filters)
    if not heads:
        raise no_reports(parsed, scene)
    if set(part.items) <= set(filters.items) or filters.named("office"):
        # The whole is of the same offices: it would be all of it.
        raise _refused([*parsed.scopes, *whole.scopes], scene)
    notes += group_notes(Aim("sum"), filters, heads)
    return Plan("share", metric, filters, None, texts(notes, scene.language), part=part)


def _metrics(parsed: Parsed, whole: Parsed, scene: Scene, notes: list[Note]) -> tuple[Metric, Metric | None]:
    """What is measured in the part, and in the whole where that is another figure."""
    if not parsed.concepts:
        return asked_metric(replace(whole, years=parsed.years), scene, notes, "sum"), None
    metric = asked_metric(parsed, scene, notes, "sum")
    if not whole.concepts:
        return metric, None
    other = asked_metric(replace(whole, years=parsed.years), scene, [], "sum")
    return metric, None if other.key == metric.key else other


def _of_figure(
    parsed: Parsed, metrics: tuple[Metric, Metric], about: tuple[Scene, list[Note]], library: Library
) -> Plan:
    """One figure as a share of another, of one office or over many."""
    (metric, against), (scene, notes) = metrics, about
    if len(parsed.named) == 1 and "subject" not in parsed.roles:
        head = one_office(parsed, scene, notes, lambda office, year: asked_figure(office, year, metric, scene))
        filters = Filters((Filter("year", str(head.year)), *office_filters(head, scene)))
        return Plan("share", metric, filters, None, texts(notes, scene.language), against=against)
    filters, heads = _filters(parsed, metric, about, library)
    if not heads:
        raise no_reports(parsed, scene)
    return Plan("share", metric, filters, None, texts(notes, scene.language), against=against)


def _filters(
    parsed: Parsed, metric: Metric, about: tuple[Scene, list[Note]], library: Library
) -> tuple[Filters, tuple[ReportHead, ...]]:
    scene, notes = about
    return group_filters(parsed, scene, notes, (library, lambda place: asked_list(parsed, metric, None, scene, place)))


def _part(parsed: Parsed, metric: Metric, scene: Scene, notes: list[Note]) -> tuple[Filters, ReportHead | None]:
    """The reports whose share is asked for: one office's, with its newest report, or those of a place or kind."""

    def ask(office: Office, year: int | None) -> str:
        return asked_figure(office, year, metric, scene)

    said = {aim.operation for _, aim in parsed.aims}
    if len(parsed.named) == 1 and not parsed.scopes and "sum" not in said and "subject" not in parsed.roles:
        head = one_office(parsed, scene, notes, ask)
        return Filters(tuple(office_filters(head, scene))), head
    timeless = replace(parsed, years=[], roles=parsed.roles - {"newest"})
    found = list_filters(timeless, scene, [], lambda place: asked_list(parsed, metric, None, scene, place))
    if not found:
        raise _refused(parsed.concepts, scene)
    return Filters(tuple(found)), None


def _own_place(whole: Parsed, head: ReportHead | None, scene: Scene) -> Filter | None:
    """全市 of one office is its own city."""
    words = [word for word, aim in whole.aims if aim.place]
    if not words or whole.named:
        return None
    depth = read_lexicon("words.json")["place_depths"].get(words[0])
    if head is None or depth is None:
        raise _refused(whole.aims, scene)
    return Filter("region", "/".join(head.region.path.split("/")[:depth]))


def _refused(said: Sequence[tuple[str, object]], scene: Scene) -> Refusal:
    return no_answer("share_parts", scene.language, words=quoted([word for word, _ in said if word], scene.language))
