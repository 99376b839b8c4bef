"""Questions that hold offices against one: who has more, whether it is above its peers, which place it takes."""

from dataclasses import replace

from index.library import Library
from index.model import Condition, Filter, Filters, MeasuredReport, Operator, ReportHead
from portal.questions.asking.asked_metric import asked_figure, asked_list, asked_metric
from portal.questions.asking.held_against import figure_note, mean_note
from portal.questions.asking.naming import Scene, office_filters
from portal.questions.asking.whereabouts import list_filters, one_office
from portal.questions.computing.peers import peer_line
from portal.questions.computing.series import series_filters
from portal.questions.cutting.parts import Parsed
from portal.questions.plan import Metric, Operation, Order, Plan, Ranking
from portal.questions.refusal import no_answer
from portal.questions.saying.notes import Note, say, texts
from portal.questions.saying.phrasing import label
from portal.questions.words.metrics import total_of
from portal.questions.words.names import full_name
from portal.questions.words.vocabulary import read_lexicon

_ALL = 1000


def beside_plan(parsed: Parsed, scene: Scene, library: Library) -> Plan | None:
    """The plan of a question that holds others against one office; None of any other."""
    asked = {aim.operation for _, aim in parsed.aims}
    plain = not (parsed.thresholds or parsed.negations or parsed.groups or parsed.shifts or parsed.sides)
    if len(parsed.named) != 1 or not plain or parsed.whole or len(parsed.years) > 1 or len(parsed.scopes) > 1:
        return None
    if "position" in parsed.roles and asked - {"sum"} == {"ranking"}:
        return _position(parsed, scene, library)
    offices = parsed.roles & {"subject", "list"} or parsed.scopes
    ways = any(aim.way for _, aim in parsed.aims)
    if asked == {"comparison"} and ways and "which_year" in parsed.roles and parsed.years and not offices:
        return _years_beyond(parsed, scene, library)
    if asked - {"count"} == {"comparison"} and ways and offices:
        return _beyond(parsed, scene, library)
    if asked == {"yes_no"} and len(parsed.peers) == 1 and not parsed.roles & {"subject", "list"}:
        return _above_peers(parsed, scene, library)
    return None


def _asked(parsed: Parsed, scene: Scene, library: Library) -> tuple[Metric, MeasuredReport, list[Note]]:
    """What is measured, and the report of the one office with its figure; refused where it has none."""
    notes: list[Note] = []
    metric = asked_metric(parsed, scene, notes, "list")
    head = one_office(parsed, scene, notes, lambda office, year: asked_figure(office, year, metric, scene))
    row = library.measured(total_of(metric), Filters(tuple(_own(head, scene)))).rows[0]
    if row.value is None:
        about = label(metric, scene.language)
        raise no_answer("held_against_none", scene.language, office=full_name(head), year=head.year, about=about)
    return metric, row, notes


def _own(head: ReportHead, scene: Scene) -> list[Filter]:
    return [Filter("year", str(head.year)), *office_filters(head, scene)]


def _beyond(parsed: Parsed, scene: Scene, library: Library) -> Plan:
    """申请量比白鹭市多的单位: a list with that office's figure as its bound."""
    metric, row, notes = _asked(parsed, scene, library)
    assert row.value is not None
    up = next(aim.way for _, aim in parsed.aims if aim.way) == "up"
    operator: Operator = ">" if up else "<"
    timeless = replace(parsed, named=[], years=[], roles=parsed.roles - {"newest"})
    about = list_filters(timeless, scene, [], lambda place: asked_list(parsed, metric, None, scene, place))
    filters = Filters((Filter("year", str(row.head.year)), *about))
    notes.append(figure_note(row, metric))
    operation: Operation = "count" if any(aim.operation == "count" for _, aim in parsed.aims) else "list"
    return Plan(operation, metric, filters, Condition(operator, row.value), texts(notes, scene.language))


def _years_beyond(parsed: Parsed, scene: Scene, library: Library) -> Plan:
    """青岚市哪些年份的申请多于2021年: the other years of the office, with the figure of that one as their bound."""
    metric, row, notes = _asked(parsed, scene, library)
    assert row.value is not None
    word, way = next((word, aim.way) for word, aim in parsed.aims if aim.way)
    behind = scene.text.partition(word)[2]
    # 2021年多于哪些年份: those that it is above are below it.
    turned = any(asks in behind for asks in read_lexicon("words.json")["which_year"])
    operator: Operator = ">" if (way == "up") != turned else "<"
    series = series_filters(replace(parsed, years=[]), scene, [], label(metric, scene.language))
    notes.append(figure_note(row, metric))
    return Plan("list", metric, series, Condition(operator, row.value), texts(notes, scene.language))


def _above_peers(parsed: Parsed, scene: Scene, library: Library) -> Plan:
    """白鹭市公开率高于平均吗: whether its figure is beyond the mean or median of its level and year."""
    metric, row, notes = _asked(parsed, scene, library)
    peers = parsed.peers[0][1]
    kin = Filters((Filter("year", str(row.head.year)), Filter("level", row.head.level)))
    line = peer_line(library.measured(total_of(metric), kin).rows, peers)
    notes.append(mean_note(line, peers, metric, row.head.year, level=True))
    filters = Filters(tuple(_own(row.head, scene)))
    return Plan("yes_no", metric, filters, Condition(peers.operator, line), texts(notes, scene.language))


def _position(parsed: Parsed, scene: Scene, library: Library) -> Plan:
    """白鹭市的公开率排第几: all of its level, or of the place named with 全, and the office among them."""
    metric, row, notes = _asked(replace(parsed, aims=[]), scene, library)
    depth = next((read_lexicon("words.json")["place_depths"].get(word) for word, aim in parsed.aims if aim.place), None)
    scopes = [item for _, scope in parsed.scopes for item in scope.filters]
    if depth is not None:
        scopes.append(Filter("region", "/".join(row.head.region.path.split("/")[:depth])))
    everybody = any(aim.operation == "sum" and aim.offices for _, aim in parsed.aims)
    if not scopes and not everybody:
        scopes = [Filter("level", row.head.level)]
        notes.append(Note("among_level", (say(f"level_{row.head.level}", "zh"), say(f"level_{row.head.level}", "en"))))
    order: Order = next((aim.order for _, aim in parsed.aims if aim.operation == "ranking" and not aim.plain), "most")
    filters = Filters((Filter("year", str(row.head.year)), *scopes))
    own = Filters(tuple(office_filters(row.head, scene)))
    return Plan("ranking", metric, filters, None, texts(notes, scene.language), Ranking(order, _ALL), part=own)
