"""Questions for a change from one year to another: whose, between which years, by how much."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from index.library import Library
from index.model import Condition, Filter, Filters, Operator
from portal.questions.asking.asked_groups import by_of
from portal.questions.asking.asked_metric import asked_list, asked_metric
from portal.questions.asking.conditions import condition_of
from portal.questions.asking.grouping import COUNTED, group_notes, ranking_aim, ranking_of, refuse_unplaced
from portal.questions.asking.held_against import names_base_first
from portal.questions.asking.naming import Scene
from portal.questions.asking.whereabouts import list_filters, no_reports
from portal.questions.asking.years import asked_year, spans
from portal.questions.computing.series import series_filters
from portal.questions.cutting.parts import Parsed
from portal.questions.plan import By, Change, ChangeKind, Metric, Operation, Plan, Ranking, Way
from portal.questions.refusal import no_answer, quoted
from portal.questions.saying.notes import Note, texts
from portal.questions.saying.phrasing import label
from portal.questions.words.meanings import Aim, Shift
from portal.questions.words.metrics import RATE_UNIT

_MIRRORED: dict[Operator, Operator] = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "=": "=", "!=": "!="}
_ASKED: tuple[Operation, ...] = ("ranking", "count", "share", "yes_no", "median", "average", "sum")
_TWO = 2


def change_plan(parsed: Parsed, scene: Scene, library: Library) -> Plan | None:
    """The plan of a question about a change between two years; None of any other."""
    parsed = _turned(parsed, scene)
    operation = _operation(parsed)
    if operation is None or parsed.sides:
        return None
    _refuse_beside(parsed, scene)
    if operation == "trend":
        words = quoted([word for word, _ in (*parsed.aims, *parsed.shifts)], scene.language)
        raise no_answer("change_two_years", scene.language, words=words)
    notes: list[Note] = []
    metric = asked_metric(replace(parsed, thresholds=[], negations=[]), scene, notes, "list")
    change = _change(parsed, (scene, notes), metric)
    verdict = operation == "yes_no" and _of_totals(parsed)
    operation = "sum" if verdict else operation
    by = _by(parsed, operation, scene)
    ranking = _ranking(parsed, change, scene, notes) if operation == "ranking" else None
    if by is not None and operation not in ("average", "median"):
        operation = "sum"
    condition = _condition(parsed, change, metric, (scene, notes))
    if ranking is not None and _among_named(parsed):
        # All that are named are shown, whichever way they went.
        change = replace(change, way=None)
    asks = operation in ("list", "count", "share", "yes_no") or verdict
    if ranking is None and by is None and asks:
        condition, change = _complete(condition, change, parsed, scene)
    elif condition is None and ranking is None:
        # Asked for is the change itself, whichever way it went.
        change = replace(change, way=None)
    filters = _filters(parsed, change, (scene, notes, metric), operation)
    heads = library.heads(filters)
    if not heads:
        raise no_reports(parsed, scene)
    if operation in ("sum", "ranking") and "office" not in {item.name for item in filters.items}:
        notes += group_notes(Aim("sum" if by else operation), filters, heads)
    return Plan(operation, metric, filters, condition, texts(notes, scene.language), ranking, change=change, by=by)


def _turned(parsed: Parsed, scene: Scene) -> Parsed:
    """2024年比2025年多: more in the earlier year is less in the later one, from which the change is told."""
    if parsed.shifts or len(parsed.years) != _TWO:
        return parsed
    one, other = (word for word, _ in parsed.years)
    between = scene.text[scene.text.find(one) + len(one) : scene.text.find(other)]
    held = any(word in between for word in ("比", "than"))
    former, latter = (asked_year(replace(parsed, years=[item]), scene) for item in parsed.years)
    if not held or names_base_first(one, scene.text) or former is None or latter is None or former >= latter:
        return parsed
    other_way: dict[Way, Way] = {"up": "down", "down": "up"}
    aims = [(word, replace(aim, way=other_way[aim.way]) if aim.way else aim) for word, aim in parsed.aims]
    return replace(parsed, aims=aims)


def _operation(parsed: Parsed) -> Operation | None:
    """What is asked of a change; None where no change is asked for."""
    said = {aim.operation for _, aim in parsed.aims}
    if "list" in parsed.roles and [word for word, aim in parsed.aims if aim.operation == "yes_no"] == ["有没有"]:
        # 有没有涨了五成的，哪家: which one says more than whether.
        said -= {"yes_no"}
    offices = bool(parsed.roles & {"subject", "list"} or "every" in parsed.roles or said & {"count", "share"})
    ways = [aim.way for _, aim in parsed.aims if aim.operation == "comparison"]
    # 甲2021年和乙2025年谁多 is no change: each office has a year of its own.
    moves = bool(parsed.shifts) or (any(ways) and len(parsed.years) == _TWO and len(parsed.named) < _TWO)
    counts = any(aim.operation == "count" and aim.plain for _, aim in parsed.aims)
    if counts and any(ways) and not (parsed.shifts or parsed.named):
        # More offices in 2025 than in 2024: two counts, and no office's own change.
        return None
    if parsed.shifts and "trend" in said and offices:
        # 哪些单位逐年增长: each year held against the one before, which no plan can say.
        return "trend"
    if not moves or ("trend" in said and len(parsed.years) < _TWO and not _two_ends(parsed)):
        return None
    only_prior = all(shift.prior and not shift.way for _, shift in parsed.shifts)
    if len(parsed.named) == 1 and not offices and "yes_no" not in said and only_prior and ways:
        # 2025年比上年多多少, 2025年比2024年多多少: the two figures side by side.
        return None
    if any(shift.ranked for _, shift in parsed.shifts) or _among_named(parsed):
        return "ranking"
    asked = next((operation for operation in _ASKED if operation in said), None)
    if asked is not None and not (asked == "sum" and "every" in parsed.roles):
        return asked
    if not parsed.named and not offices and not parsed.scopes and ("number" in parsed.roles or any(ways)):
        return "sum"
    one = len(parsed.named) == 1 and not offices and not parsed.scopes
    bounded = bool(parsed.thresholds) or any(shift.bound for _, shift in parsed.shifts)
    return "number" if one and not bounded else "list"


def _of_totals(parsed: Parsed) -> bool:
    """Whether the total of one year is held against that of another, yes or no (总数比上年多吗)."""
    said = {aim.operation for _, aim in parsed.aims}
    return {"yes_no", "sum"} <= said and not parsed.roles & {"subject", "list"}


def _among_named(parsed: Parsed) -> bool:
    """Whether the offices that are named are held against each other (甲和乙谁增长多)."""
    return len(parsed.named) > 1 and any(aim.operation == "comparison" for _, aim in parsed.aims)


def _two_ends(parsed: Parsed) -> bool:
    return any(years.first != years.last for _, years in parsed.years)


def _by(parsed: Parsed, operation: Operation, scene: Scene) -> By | None:
    """The groups that a change is asked of; no years, as a change is between two, nor offices that are ranked."""
    by = by_of(replace(parsed, aims=[item for item in parsed.aims if item[1].operation != "trend"]), scene)
    return None if (by, operation) == ("office", "ranking") or by == "year" or operation in COUNTED else by


def _shift(parsed: Parsed) -> Shift:
    """All words for the change as one; 多 and 少 beside 比上年 say which way."""
    ways: list[Way | None] = [shift.way for _, shift in parsed.shifts]
    ways += [aim.way for _, aim in parsed.aims if aim.operation == "comparison"]
    shifts = [shift for _, shift in parsed.shifts]
    return Shift(
        way=next((way for way in ways if way), None),
        kind=next((shift.kind for shift in shifts if shift.kind), None),
        bound=next((shift.bound for shift in shifts if shift.bound), None),
        prior=any(shift.prior for shift in shifts),
        same=any(shift.same for shift in shifts),
    )


def _change(parsed: Parsed, about: tuple[Scene, list[Note]], metric: Metric) -> Change:
    scene, notes = about
    shift = _shift(parsed)
    first, last = _two_years(parsed, shift, scene, notes)
    kind: ChangeKind = "growth" if shift.kind == "growth" or _unit(parsed) == "fraction" else "difference"
    if metric.unit == RATE_UNIT:
        kind = "difference"
        notes.append(Note("change_points"))
    return Change(kind, first, last, shift.way)


def _unit(parsed: Parsed) -> str:
    return parsed.thresholds[0].number.unit if parsed.thresholds else ""


def _two_years(parsed: Parsed, shift: Shift, scene: Scene, notes: list[Note]) -> tuple[int, int]:
    """The years that a change is between: those named, else the one named and the one before, else the newest two."""
    known = scene.names.years
    ends = [
        (first if first is not None else known[0], last if last is not None else known[-1])
        for first, last in spans(parsed, scene, notes)
    ]
    years = sorted({year for span in ends for year in span})
    words = quoted([word for word, _ in (*parsed.shifts, *parsed.aims)], scene.language)
    if len(years) > _TWO:
        raise no_answer("change_two_years", scene.language, words=words)
    if len(years) == _TWO:
        return years[0], years[1]
    last = years[0] if years else known[-1]
    said = f"{last - 1}–{last}"
    notes.append(Note("change_prior" if years else "change_years", (said, said)))
    return last - 1, last


def _ranking(parsed: Parsed, change: Change, scene: Scene, notes: list[Note]) -> Ranking:
    """The ends of a ranking of changes: 减少最多 is the lowest change."""
    aim = ranking_aim(parsed, scene) or Aim("ranking")
    order = aim.order
    found = ranking_of(aim, parsed, scene, notes)
    assert found is not None
    if change.way == "down":
        order = "least" if order == "most" else "most"
    return Ranking(order, max(found.top, len(parsed.named)))


def _condition(parsed: Parsed, change: Change, metric: Metric, about: tuple[Scene, list[Note]]) -> Condition | None:
    """The bound of a change, signed: 下降超过三成 is below −0.3."""
    scene, notes = about
    shift = _shift(parsed)
    if shift.same:
        return Condition("=", Decimal(0))
    if shift.bound is not None:
        return Condition(*shift.bound)
    if not parsed.thresholds:
        return None
    found = condition_of(replace(parsed, negations=[]), scene, _counted_in(change, metric), notes)
    assert found is not None
    return Condition(_MIRRORED[found.operator], -found.number) if change.way == "down" else found


def _counted_in(change: Change, metric: Metric) -> Metric:
    """The metric in the unit of its change."""
    return replace(metric, unit=RATE_UNIT) if change.kind == "growth" else metric


def _complete(condition: Condition | None, change: Change, parsed: Parsed, scene: Scene) -> tuple[Condition, Change]:
    """The condition of a list, where the words say only which way; turned round where they deny it."""
    if parsed.negations:
        if condition is not None and condition.number:
            words = quoted([*parsed.negations, *(word for word, _ in parsed.shifts)], scene.language)
            raise no_answer("change_alone", scene.language, words=words)
        operator: Operator = "!=" if condition is not None else "<=" if change.way == "up" else ">="
        return Condition(operator, Decimal(0)), replace(change, way=None)
    if condition is not None:
        return condition, change
    operators: dict[Way | None, Operator] = {"up": ">", "down": "<", None: "!="}
    return Condition(operators[change.way], Decimal(0)), change


def _filters(parsed: Parsed, change: Change, asked: tuple[Scene, list[Note], Metric], operation: Operation) -> Filters:
    """Both years, and the seat of the office named or the offices asked about."""
    scene, notes, metric = asked
    years = tuple(Filter("year", str(year)) for year in (change.first, change.last))
    timeless = replace(parsed, years=[], roles=parsed.roles - {"newest"})
    offices = bool(parsed.roles & {"subject", "list"} or parsed.scopes)
    said: list[Note] = []
    found: Sequence[Filter]
    if (len(parsed.named) == 1 and operation in ("number", "yes_no") and not offices) or _among_named(parsed):
        about = label(metric, scene.language)
        seats = [series_filters(replace(timeless, named=[one]), scene, said, about) for one in parsed.named]
        found = [item for seat in seats for item in seat.items]
    else:
        found = list_filters(timeless, scene, said, lambda place: asked_list(parsed, metric, None, scene, place))
    notes += [note for note in said if note.code != "all_years"]
    return Filters((*years, *found))


def _refuse_beside(parsed: Parsed, scene: Scene) -> None:
    """Name the words that cannot go with a change."""
    refuse_unplaced(parsed, scene)
    beside = [word for word, _ in parsed.peers]
    if beside:
        words = quoted([*beside, *(word for word, _ in parsed.aims)], scene.language)
        raise no_answer("change_alone", scene.language, words=words)
    ways = {shift.way for _, shift in parsed.shifts if shift.way}
    if len(ways) > 1 or len(parsed.thresholds) > 1:
        words = quoted(
            [*(word for word, _ in parsed.shifts), *(item.word for item in parsed.thresholds)], scene.language
        )
        raise no_answer("change_two_years", scene.language, words=words)
