"""Questions for what a figure is made of: 不予公开最主要的理由, who the applicants were, how the cases ended."""

from dataclasses import replace

from portal.questions.asking.grouping import ranking_aim, ranking_of
from portal.questions.asking.naming import Scene
from portal.questions.cutting.parts import Parsed
from portal.questions.plan import MAKE_UP, Metric, Operation, Plan
from portal.questions.refusal import no_answer, quoted
from portal.questions.saying.notes import Note, say, texts
from portal.questions.saying.phrasing import label
from portal.questions.words.make_up import parts_of, way_of
from portal.questions.words.meanings import Concept, Grouping, Role, Sense
from portal.questions.words.metrics import english_label, metric_of
from portal.questions.words.vocabulary import load_vocabulary, read_lexicon

# What need not be assumed of a whole that is shown in all its parts.
_SETTLED = (Note("applicant_total", ("", "")), Note("outcome_total", ("", "")))
# What is asked of all of it together; of what each office has, its parts are not asked for.
_WHOLE: tuple[Operation, ...] = ("sum", "number")
_ASKING: frozenset[Role] = frozenset(("list", "subject", "apart", "every", "number", "cases", "which_year", "report"))


def parted(parsed: Parsed, scene: Scene) -> tuple[Grouping, Parsed] | None:
    """By what a figure shall be parted, and the question for the figure itself; None where nothing asks for parts."""
    found = [(word, item) for word, item in parsed.groups if item.by in MAKE_UP]
    if not found:
        return None
    clear = [item for _, item in found if not item.any_part]
    said = quoted([word for word, _ in parsed.groups], scene.language)
    if len(found) < len(parsed.groups) or len({item.by for item in clear}) > 1:
        raise no_answer("several_groups", scene.language, words=said)
    beside = (parsed.further, parsed.told, parsed.thresholds, parsed.negations, parsed.shifts, parsed.peers)
    aims = [(word, aim) for word, aim in parsed.aims if aim.operation != "ranking"]
    if any((*beside, parsed.sides, parsed.over, parsed.whole)) or any(aim.operation != "sum" for _, aim in aims):
        raise no_answer("make_up_alone", scene.language, words=said)
    grouping = next(iter(clear), found[0][1])
    concepts = parsed.concepts or _default(grouping)
    roles: set[Role] = {"number", *(parsed.roles - _ASKING)}
    if parsed.named and _several(parsed):
        roles.add("total")
    return grouping, replace(parsed, groups=[], aims=aims, concepts=concepts, roles=roles)


def _several(parsed: Parsed) -> bool:
    return len(parsed.years) > 1 or any(years.first is None or years.first != years.last for _, years in parsed.years)


def _default(grouping: Grouping) -> list[tuple[str, Concept]]:
    """What is parted where only the parts are named: 最常见的理由 are those of what was refused."""
    row = None if grouping.any_part else read_lexicon("make_up.json")["by"][grouping.by]["default"]
    return [("", Concept((Sense(rows=frozenset(load_vocabulary().rows_of(row))),)))] if row else []


def in_parts(plan: Plan, grouping: Grouping, parsed: Parsed, scene: Scene) -> Plan:
    """The plan of a figure, parted; refused where it is no figure of one office or many, or has no such parts."""
    metric, notes = _whole(plan.metric, grouping)
    by = way_of(metric) if grouping.any_part else grouping.by
    about = label(metric, scene.language)
    if by is None or not parts_of(metric, by):
        raise no_answer("no_make_up", scene.language, about=about, by=say(f"by_{grouping.by}", scene.language))
    if plan.operation not in _WHOLE:
        raise no_answer("make_up_alone", scene.language, words=quoted([w for w, _ in parsed.groups], scene.language))
    aim = ranking_aim(parsed, scene)
    ranking = ranking_of(aim, replace(parsed, named=[]), scene, []) if aim is not None else None
    kept = [text for text in plan.assumptions if text not in texts(_SETTLED, scene.language)]
    told = (*kept, *texts(notes, scene.language))
    return replace(plan, operation="sum", metric=metric, by=by, ranking=ranking, assumptions=told)


def _whole(metric: Metric, grouping: Grouping) -> tuple[Metric, list[Note]]:
    """What is parted: of applications received, what became of them is printed for those concluded."""
    head, _, column = metric.key.rpartition(".")
    if grouping.by != "result" or grouping.any_part or head != "applications.new":
        return metric, []
    concluded = metric_of(f"applications.concluded.{column}")
    return concluded, [Note("make_up_concluded", (concluded.label, english_label(concluded.key)))]
