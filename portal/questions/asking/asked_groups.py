"""Questions for a figure of each group: by level, kind, place, seat or year; and two groups held side by side."""

import re
from dataclasses import replace
from itertools import pairwise

from index.library import Library
from index.model import Filter, Filters, ReportHead
from portal.questions.asking.asked_metric import asked_list, asked_metric, says_total
from portal.questions.asking.conditions import condition_of
from portal.questions.asking.grouping import group_filters, group_notes, ranking_aim, ranking_of, refuse_unplaced
from portal.questions.asking.naming import Scene, candidates
from portal.questions.asking.whereabouts import list_filters, no_reports
from portal.questions.cutting.parts import Named, Parsed, pick
from portal.questions.plan import By, Metric, Operation, Plan, Ranking
from portal.questions.refusal import no_answer, quoted
from portal.questions.saying.notes import Note, texts
from portal.questions.words.meanings import Aim, Place, Role, Scope

_TOGETHER: tuple[Operation, ...] = ("median", "average", "count", "share", "sum")
_DIMENSIONS: tuple[By, ...] = ("level", "office_kind")
_PLACES: tuple[By, ...] = ("province", "city", "county")
_TOWNSHIP = Filter("level", "township")
_NUMBER: Role = "number"
_PAIR = 2
_GOVERNMENT = Filter("office_kind", "government")
_OVER_ALL = ("over all years", "across all years", "over all the years", "across all the years")


def groups_plan(parsed: Parsed, scene: Scene, library: Library) -> Plan | None:
    """The plan of a question over groups; None of one over single reports."""
    parsed = _joined_scopes(parsed, scene.text)
    by = by_of(parsed, scene)
    if by is None or parsed.sides:
        return None
    refuse_unplaced(parsed, scene)
    parsed = _evened(parsed, by)
    sides = sides_of(parsed, by, scene)
    by = "side" if sides else by
    _refuse_beside(parsed, by, scene)
    notes: list[Note] = []
    operation, stated = _operation(parsed)
    metric = asked_metric(parsed, scene, notes, operation)
    ranking = _ranking(parsed, scene, notes)
    counted = operation in ("count", "share")
    whole = replace(parsed, roles=parsed.roles - {"every", "apart"}) if counted else parsed
    condition = condition_of(whole, scene, metric, notes) if counted or parsed.thresholds else None
    looked = replace(parsed, scopes=[]) if sides else parsed
    filters, heads = _filters(looked, by, (scene, notes, metric), library)
    if not heads:
        raise no_reports(parsed, scene)
    notes += [Note("scope", scope.stated, word) for word, scope in parsed.scopes if sides and scope.stated]
    if by in _PLACES:
        notes += [Note(f"group_{by}", word=word) for word, item in parsed.groups if item.by in ("city", "province")]
    if not stated and not metric.parts[0].denominator:
        notes.append(Note("group_sum"))
    if by == "year" and operation == "sum" and any(head.year != heads[0].year for head in heads):
        notes.append(Note("group_reports_differ"))
    doubled = {"may_double"} if by == "level" else set()
    notes += [note for note in group_notes(Aim(operation), filters, heads) if note.code not in doubled]
    return Plan(operation, metric, filters, condition, texts(notes, scene.language), ranking, by=by, sides=sides)


def by_of(parsed: Parsed, scene: Scene) -> By | None:
    """What figures are taken together by; None where nothing asks for groups."""
    named: dict[By, None] = dict.fromkeys(item.by for _, item in parsed.groups)
    operations = {aim.operation for _, aim in parsed.aims}
    if len(named) > 1:
        said = quoted([word for word, _ in parsed.groups], scene.language)
        raise no_answer("several_groups", scene.language, words=said)
    if named:
        return next(iter(named))
    over_years = "trend" in operations or ("which_year" in parsed.roles and "ranking" in operations)
    counted = parsed.roles & {"number", "which_year"} or "count" in operations
    offices = "subject" in parsed.roles and not counted
    if over_years and not offices and (not parsed.named or "sum" in operations or _seatless(parsed, scene)):
        return "year"
    if operations == {"count"} and len(parsed.aims) > 1 and (of := _named_apart(parsed)):
        # 政府类几家、部门类几家
        return of
    if "comparison" in operations:
        return _compared(parsed, operations, scene)
    if operations & set(_TOGETHER) and parsed.roles & {"apart", "every"} and _only_places(parsed):
        # 白鹭、青岚，全市分别合计: one sum for each.
        return _PLACES[min(_depth(mention) for mention in parsed.named)]
    respectively = "apart" in parsed.roles or ({"every", _NUMBER} <= parsed.roles and not offices)
    if operations & set(_TOGETHER) and respectively and (of := _named_apart(parsed)):
        # Altogether at the county and township levels respectively, 省级和市级合计各是多少.
        return of
    if operations and operations <= {"average", "median"} and (of := _named_apart(parsed)):
        # 政府和部门的平均申请量: the mean of each.
        return of
    if not operations and not parsed.roles & {"list", "subject"} and not parsed.thresholds and not parsed.negations:
        # 政府和部门的公开率: each of those named.
        return _named_apart(parsed)
    if parsed.roles & {"apart", "every"} and _NUMBER in parsed.roles and not offices and not operations:
        # 政府和部门的复议各有多少件
        return _named_apart(parsed)
    total = "total" in parsed.roles or "sum" in operations or says_total(parsed) or _ranks_over_years(parsed)
    if "ranking" in operations and total and not parsed.named and _several_years(parsed):
        return "office"
    return None


def _named_apart(parsed: Parsed) -> By | None:
    """What the levels or kinds of office differ in that are named beside each other."""
    return next((kind for kind in _DIMENSIONS if len(_values(parsed, kind)) > 1), None)


def _ranks_over_years(parsed: Parsed) -> bool:
    """近三年纠正最多的单位 ranks what the years come to, not single reports; 哪家哪年最多 ranks reports."""
    ranges = [years for word, years in parsed.years if years.first != years.last or word in _OVER_ALL]
    single = (
        parsed.shifts
        or parsed.roles & {"which_year", "report"}
        or parsed.thresholds
        or parsed.negations
        or parsed.further
    )
    rate = any(sense.measures for _, concept in parsed.concepts for sense in concept.senses)
    return bool(ranges) and not single and not rate


def _compared(parsed: Parsed, operations: set[Operation], scene: Scene) -> By | None:
    """What two or more groups that are held side by side differ in."""
    dimension = next((by for by in _DIMENSIONS if len(_values(parsed, by)) > 1), None)
    if dimension is not None:
        return dimension
    if parsed.scopes and not parsed.named and len(parsed.years) > 1:
        # Compare what counties concluded in 2023 with 2025.
        return "year"
    if not operations & set(_TOGETHER) and not (_only_places(parsed) and _seatless(parsed, scene)):
        return None
    if _only_places(parsed):
        return _PLACES[min(_depth(mention) for mention in parsed.named)]
    return "year" if len(parsed.years) > 1 else None


def _seatless(parsed: Parsed, scene: Scene) -> bool:
    """Whether a place is named whose government reports nothing here, so that all of its offices are meant."""
    places = not any(mention.office for mention in parsed.named)
    return places and any(not candidates(mention, scene) for mention in parsed.named)


def _evened(parsed: Parsed, by: By) -> Parsed:
    """区县和市级单位: what a word for a group only takes for granted (governments) gives way to the group beside it."""
    kept = {tuple(item for item in scope.filters if item.name != by) for _, scope in parsed.scopes if not scope.stated}
    if by != "level" or kept != {()}:
        return parsed
    even = [
        (word, Scope(tuple(item for item in scope.filters if item.name == by)) if scope.stated else scope)
        for word, scope in parsed.scopes
    ]
    return replace(parsed, scopes=even) if all(scope.filters for _, scope in even) else parsed


def _only_places(parsed: Parsed) -> bool:
    """Whether several places are named and no office."""
    return len(parsed.named) > 1 and not any(mention.office for mention in parsed.named)


def _joined_scopes(parsed: Parsed, text: str) -> Parsed:
    """City-level departments: a level and a kind side by side are one group."""
    found: list[tuple[str, Scope]] = []
    for word, scope in parsed.scopes:
        last, before = found[-1] if found else ("", scope)
        names = [{item.name for item in each.filters} for each in (before, scope)]
        if last and f"{last} {word}" in text and not names[0] & names[1]:
            found[-1] = (f"{last} {word}", Scope((*before.filters, *scope.filters)))
        else:
            found.append((word, scope))
    return replace(parsed, scopes=found)


def sides_of(parsed: Parsed, by: By, scene: Scene) -> tuple[Filters, ...]:
    """区县与部门 differ in level and in kind, so that no one grouping has both: each by its own filters.

    Empty where one grouping tells them apart; refused where the words do not say which go together.
    """
    narrowing = [word for word, scope in parsed.scopes if _is_level(word, scope)]
    kinds = [scope for word, scope in parsed.scopes if word not in narrowing]
    if by == "office_kind" and len(narrowing) == 1 and all(_only(scope, by) for scope in kinds):
        # 同在市一级，部门和政府: both of that level.
        return ()
    scopes = [scope for _, scope in parsed.scopes if _TOWNSHIP not in scope.filters]
    rest = {tuple(item for item in scope.filters if item.name != by) for scope in scopes}
    if by not in _DIMENSIONS or len(_values(parsed, by)) < _PAIR or len(rest) < _PAIR:
        return ()
    whole = all(
        re.search(rf"{re.escape(one)}(?: |的)?{re.escape(other)}", scene.text) is None
        for (one, _), (other, _) in pairwise(parsed.scopes)
    )
    apart = {aim.operation for _, aim in parsed.aims} & {"comparison", "average", "median"} or "apart" in parsed.roles
    found = dict.fromkeys(Filters(scope.filters) for _, scope in parsed.scopes)
    names = [[item.name for item in side.items] for side in found]
    # A level alone is no side beside kinds.
    sided = all(side.items == (_TOWNSHIP,) or by in own for side, own in zip(found, names, strict=True))
    known = all(len({*own}) == len(own) and {*own} <= {*_DIMENSIONS} for own in names)
    if not (whole and apart and sided and known):
        raise no_answer(
            "compare_two", scene.language, words=quoted([word for word, _ in parsed.scopes], scene.language)
        )
    return tuple(found)


def _is_level(word: str, scope: Scope) -> bool:
    """Whether a word says of which level others are (市级, 市一级), and names no offices itself (市级单位)."""
    return _only(scope, "level") and word.endswith("级")


def _only(scope: Scope, by: By) -> bool:
    return all(item.name == by for item in scope.filters)


def _depth(mention: Named) -> int:
    """How deep the place of a mention lies: 0 for a province, 1 for a city, 2 for what lies in one."""
    place = pick(mention.places[-1], Place)
    assert place is not None
    return min(min(path.count("/") for path in place.paths), len(_PLACES) - 1)


def _values(parsed: Parsed, by: By) -> set[str]:
    """The groups of one kind that are named; townships are a level and a kind of office."""
    found = {item.value for _, scope in parsed.scopes for item in scope.filters if item.name == by}
    towns = by == "office_kind" and found and any(scope.filters == (_TOWNSHIP,) for _, scope in parsed.scopes)
    return found | {_TOWNSHIP.value} if towns else found


def _several_years(parsed: Parsed) -> bool:
    return len(parsed.years) > 1 or any(years.first != years.last or years.first is None for _, years in parsed.years)


def _operation(parsed: Parsed) -> tuple[Operation, bool]:
    """How the figures of a group come together, and whether that was said."""
    said = {aim.operation for _, aim in parsed.aims}
    found = next((operation for operation in _TOGETHER if operation in said), None)
    return found or "sum", found is not None or "total" in parsed.roles


def _ranking(parsed: Parsed, scene: Scene, notes: list[Note]) -> Ranking | None:
    aim = ranking_aim(parsed, scene)
    return ranking_of(aim, parsed, scene, notes) if aim is not None else None


def _filters(
    parsed: Parsed, by: By, asked: tuple[Scene, list[Note], Metric], library: Library
) -> tuple[Filters, tuple[ReportHead, ...]]:
    """The filters of the question; by year all years count where none is named."""
    scene, notes, metric = asked
    found = _kinds_named(parsed, by)

    def ask(place: str) -> str:
        return asked_list(parsed, metric, None, scene, place)

    if by != "year":
        return group_filters(found, scene, notes, (library, ask))
    filters = Filters(tuple(list_filters(found, scene, notes, ask)))
    return filters, library.heads(filters)


def _kinds_named(parsed: Parsed, by: By) -> Parsed:
    """By kind of office, 乡镇 is the kind that townships are."""
    if by != "office_kind":
        return parsed
    kind = Scope((Filter("office_kind", "township"),))
    scopes = [(word, kind if scope.filters == (_TOWNSHIP,) else scope) for word, scope in parsed.scopes]
    return replace(parsed, scopes=scopes)


def _refuse_beside(parsed: Parsed, by: By, scene: Scene) -> None:
    """Name the words that cannot go with groups."""
    beside = [word for word, _ in parsed.peers] + [mention.text for mention in parsed.named if mention.office]
    compared = any(aim.operation == "comparison" for _, aim in parsed.aims)
    # 区县比市级多吗 is answered by both figures.
    beside += [word for word, aim in parsed.aims if aim.operation == "yes_no" and not compared]
    if beside or (parsed.negations and _operation(parsed)[0] not in ("count", "share")):
        said = quoted([*beside, *parsed.negations], scene.language)
        raise no_answer("group_alone", scene.language, words=said)
