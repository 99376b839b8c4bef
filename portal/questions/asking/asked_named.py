"""Questions for what several offices, each named, come to together: 焦作市和西工区一共收到多少件."""

from dataclasses import replace

from index.library import Library
from index.model import Filter, Filters
from portal.questions.asking.asked_metric import asked_figure, asked_metric
from portal.questions.asking.naming import Scene
from portal.questions.asking.whereabouts import one_office
from portal.questions.cutting.parts import Parsed
from portal.questions.plan import Plan
from portal.questions.saying.notes import Note, texts
from portal.questions.words.names import full_name

_PAIR = 2


def named_plan(parsed: Parsed, scene: Scene, library: Library) -> Plan | None:
    """The sum over the one report of each office named, in one year; None of any other question."""
    asked = {aim.operation for _, aim in parsed.aims}
    sums = "total" in parsed.roles or "sum" in asked
    beside = parsed.thresholds or parsed.negations or parsed.groups or parsed.shifts or parsed.scopes or parsed.further
    offices = any(aim.offices or aim.place for _, aim in parsed.aims) or parsed.roles & {"list", "subject", "every"}
    one_year = len(parsed.years) <= 1 and all(years.first == years.last for _, years in parsed.years)
    if len(parsed.named) < _PAIR or not sums or asked - {"sum"} or beside or offices or not one_year:
        return None
    notes: list[Note] = []
    metric = asked_metric(parsed, scene, notes, "sum")
    heads = [
        one_office(replace(parsed, named=[one]), scene, notes, lambda o, y: asked_figure(o, y, metric, scene))
        for one in parsed.named
    ]
    said = "、".join(f"{full_name(head)} {head.year}" for head in heads)
    notes.append(Note("sum_of_named", (said, said)))
    filters = Filters(tuple(dict.fromkeys(Filter("report", head.report_id) for head in heads)))
    return Plan("sum", metric, filters, None, texts(notes, scene.language))
