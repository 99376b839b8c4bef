"""From the parts of a question to its plan, one planner for each thing that can be asked of figures."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from index.library import Library
from index.model import Condition, Filter, Filters
from portal.questions.asking.asked_beside import beside_plan
from portal.questions.asking.asked_change import change_plan
from portal.questions.asking.asked_groups import groups_plan
from portal.questions.asking.asked_metric import asked_figure, asked_list, asked_metric
from portal.questions.asking.asked_named import named_plan
from portal.questions.asking.asked_shares import share_plan, with_share
from portal.questions.asking.asked_years import each_year_plan, years_plan
from portal.questions.asking.conditions import YUAN, condition_of
from portal.questions.asking.grouping import COUNTED, aim_of, group_filters, group_notes, ranking_of
from portal.questions.asking.held_against import mean_note, says_peers
from portal.questions.asking.make_up import in_parts, parted
from portal.questions.asking.naming import BODIES, Scene, office_filters, reporting_in
from portal.questions.asking.whereabouts import list_filters, no_reports, one_office
from portal.questions.asking.years import asked_year
from portal.questions.computing.comparing import compared_filters, comparison_plan
from portal.questions.computing.peers import peer_line, peers_of
from portal.questions.computing.series import series_filters
from portal.questions.cutting.parts import Parsed
from portal.questions.plan import Metric, Operation, Plan, Ranking
from portal.questions.refusal import clarify, no_answer, quoted
from portal.questions.saying.notes import Note, say, texts
from portal.questions.saying.phrasing import ask_number, label
from portal.questions.words.meanings import Aim
from portal.questions.words.metrics import NARRATIVE, RATE_UNIT, total_of
from portal.questions.words.names import Office, full_name
from portal.questions.words.vocabulary import read_lexicon

_MOST_READINGS = 8
_MEAN_OF_ALL = re.compile(
    "(?:全部|所有|全体)(?:单位|机关)的?(?:平均|中位|均值)"
    "|(?:average|mean|median) (?:of|over|across) all (?:the )?offices"
)
_ALL_OF_THEM = re.compile("都|均|(?<![a-z])(?:both|neither)(?![a-z])")


def plan_of(parsed: Parsed, scene: Scene, library: Library) -> Plan:
    """The plan of a question about figures; raises Refusal where its parts do not go together."""
    if (part := parted(parsed, scene)) is not None:
        grouping, whole = part
        return in_parts(plan_of(whole, scene, library), grouping, parsed, scene)
    parsed = with_share(parsed, scene)
    planned = (planner(parsed, scene, library) for planner in _PLANNERS)
    plan = next((plan for plan in planned if plan is not None), None) or _plain_plan(parsed, scene, library)
    if "ratio" not in parsed.roles:
        return plan
    if plan.operation != "comparison":
        # 市级部门的申请是县级部门的几倍: sums of groups stand side by side without one.
        words = quoted([word for word, aim in parsed.aims if aim.operation == "comparison"], scene.language)
        raise no_answer("compare_two", scene.language, words=words)
    return replace(plan, times=plan.condition is None)


_PLANNERS: tuple[Callable[[Parsed, Scene, Library], Plan | None], ...] = (
    each_year_plan,
    share_plan,
    beside_plan,
    named_plan,
    years_plan,
    change_plan,
    groups_plan,
    comparison_plan,
)


def _plain_plan(parsed: Parsed, scene: Scene, library: Library) -> Plan:
    """The plan of a question that no other planner takes: a list, one figure, what many come to."""
    aim = aim_of(parsed, scene) if not parsed.peers else None
    operation = aim.operation if aim is not None else _operation(parsed)
    notes: list[Note] = []
    metric = asked_metric(parsed, scene, notes, operation)
    _refuse_unfit(parsed, metric, scene)
    if parsed.peers:
        return _peers_plan(parsed, scene, (metric, notes), library)
    if "which_year" in parsed.roles:
        return _best_year_plan(parsed, scene, (metric, notes), aim)
    if aim is not None and aim.operation == "trend":
        series = series_filters(parsed, scene, notes, label(metric, scene.language))
        # 一年比一年少吗: each year is held against the one before.
        moves = Condition(">" if aim.way == "up" else "<", Decimal(0)) if aim.way else None
        return Plan("trend", metric, series, moves, texts(notes, scene.language))
    if aim is not None and aim.operation == "yes_no" and parsed.named and not _of_offices(parsed):
        return _whether_plan(parsed, scene, metric, notes)
    if operation == "number" and _of_scope_there(parsed, scene.text):
        aim = Aim("sum")
    if operation == "number" and _of_everybody(parsed):
        aim, notes = Aim("sum"), [*notes, Note("nobody_named")]
    if aim is not None:
        return _group_plan(parsed, scene, (metric, aim, notes), library)
    if operation == "number":
        return _number_plan(parsed, scene, metric, notes)
    condition = condition_of(parsed, scene, metric, notes)
    filters = list_filters(parsed, scene, notes, lambda place: asked_list(parsed, metric, condition, scene, place))
    plan = Plan("list", metric, Filters(tuple(filters)), condition, texts(notes, scene.language))
    if not library.heads(plan.filters):
        raise no_reports(parsed, scene)
    return plan


def _refuse_unfit(parsed: Parsed, metric: Metric, scene: Scene) -> None:
    """Stop where money is asked of a count, or the text of a figure that only the tables give."""
    about = label(metric, scene.language)
    if "money" in parsed.roles and metric.unit not in YUAN:
        words = quoted([word for word, _ in parsed.concepts], scene.language)
        raise no_answer("no_money", scene.language, words=words, about=about, unit=metric.unit)
    if parsed.roles >= {"cases", "number"} and metric.unit == RATE_UNIT and not _says_rate(parsed):
        # 已经审结了多少件: how many they are, where the words mean a rate of them.
        words = quoted([word for word, _ in parsed.concepts], scene.language)
        raise no_answer("no_cases", scene.language, words=words, about=about)
    checked = parsed.sought or any(part.sought for part in parsed.further)
    if "in_text" in parsed.roles and not metric.key.startswith(NARRATIVE) and not checked:
        raise no_answer("text_figure", scene.language, about=about)


def _says_rate(parsed: Parsed) -> bool:
    """Whether some word is for a rate, or for any share."""
    rates = [(word, concept) for word, concept in parsed.concepts if any(sense.measures for sense in concept.senses)]
    return any(concept.is_any_rate or not word or any(mark in word for mark in "率比占") for word, concept in rates)


def _operation(parsed: Parsed) -> Operation:
    """A figure is asked of a named office, unless offices are asked for or a condition is set."""
    asks_offices = (
        "subject" in parsed.roles or _of_each(parsed) or ("list" in parsed.roles and "number" not in parsed.roles)
    ) or ("every" in parsed.roles and bool(parsed.scopes))
    asks_offices = asks_offices or bool("report" in parsed.roles and parsed.negations)
    narrowed = bool(parsed.scopes or parsed.further or parsed.told) and not _asks_figure(parsed)
    offices_of = bool(parsed.scopes) and narrowed and all(mention.office is None for mention in parsed.named)
    if parsed.named and not asks_offices and not parsed.thresholds and not offices_of:
        return "number"
    return "list" if asks_offices or parsed.thresholds or "list" in parsed.roles or narrowed else "number"


def _asks_figure(parsed: Parsed) -> bool:
    """Whether a number is asked for: 多少, or 占几成 which says of what as well."""
    asking = read_lexicon("words.json")["asking_shares"]
    return "number" in parsed.roles or any(word.startswith(tuple(asking)) for word, _ in parsed.concepts)


def _of_everybody(parsed: Parsed) -> bool:
    """Whether no office is named for a figure, nor one meant that bears no name here (市政府)."""
    one_of_several = any(scope.stated is not None and word.endswith(BODIES) for word, scope in parsed.scopes)
    return not parsed.named and not parsed.negations and not one_of_several and "refers" not in parsed.roles


def _of_scope_there(parsed: Parsed, text: str) -> bool:
    """Whether a figure is asked of the offices of a level or kind in a place (示例省省级单位2022年收到多少件)."""
    if len(parsed.named) != 1 or parsed.named[0].office or parsed.negations or "refers" in parsed.roles:
        return False
    place = re.escape(parsed.named[0].text)
    scopes = "|".join(re.escape(word) for word, _ in parsed.scopes)
    there = rf"{place} ?(?:的|下属|所属|下面的?|下辖的?|底下的?)?(?:{scopes})"
    there += rf"|(?:{scopes})(?: offices)? (?:in|of|at|within) ?{place}"
    counted = re.search(rf"(?:how many|几个|几家|多少个|多少家)(?: of)?(?: the)? ?(?:{scopes})", text)
    return bool(scopes) and re.search(there, text) is not None and not counted


def _means_all(parsed: Parsed) -> bool:
    """Whether 各单位都…吗 asks of all offices, not of any."""
    return "every" in parsed.roles or any(aim.operation == "sum" for _, aim in parsed.aims)


def _of_offices(parsed: Parsed) -> bool:
    """Whether a place and a kind of office (示例省里有部门…吗) mean offices there, not the government's report."""
    places = not any(mention.office for mention in parsed.named)
    return "subject" in parsed.roles or (places and bool(parsed.scopes or "every" in parsed.roles))


def _of_each(parsed: Parsed) -> bool:
    """Whether 各单位 asks for each office's figure, its sum not being asked for."""
    return any(aim.operation == "sum" for _, aim in parsed.aims)


def _group_plan(parsed: Parsed, scene: Scene, asked: tuple[Metric, Aim, list[Note]], library: Library) -> Plan:
    metric, aim, notes = asked
    ranking = ranking_of(aim, parsed, scene, notes)
    every = aim.operation == "yes_no" and _means_all(parsed)
    asked_of = replace(parsed, roles=parsed.roles - {"every"}) if every else parsed
    condition = condition_of(asked_of, scene, metric, notes) if aim.operation in COUNTED else None
    if every and condition is None:
        words = quoted([word for word, _ in parsed.concepts], scene.language)
        raise no_answer("several_thresholds", scene.language, words=words)
    about = (library, lambda place: asked_list(parsed, metric, condition, scene, place))
    filters, heads = group_filters(parsed, scene, notes, about)
    if not heads:
        raise no_reports(parsed, scene)
    notes += group_notes(aim, filters, heads)
    return Plan(aim.operation, metric, filters, condition, texts(notes, scene.language), ranking, every=every)


def _peers_plan(parsed: Parsed, scene: Scene, asked: tuple[Metric, list[Note]], library: Library) -> Plan:
    metric, notes = asked
    peers = peers_of(parsed, scene)
    ask = (library, lambda place: asked_list(parsed, metric, None, scene, place))
    filters, heads = group_filters(parsed, scene, notes, ask)
    if not heads:
        raise no_reports(parsed, scene)
    if not says_peers(parsed) and len({head.year for head in heads}) == 1:
        # 高于平均 of one year is above the mean of all that are looked at, whatever their level.
        everyone = parsed.scopes and _MEAN_OF_ALL.search(scene.text)
        wide = group_filters(replace(parsed, scopes=[]), scene, [], ask)[0] if everyone else filters
        line = peer_line(library.measured(total_of(metric), wide).rows, peers)
        notes.append(mean_note(line, peers, metric, heads[0].year))
        return Plan("list", metric, filters, Condition(peers.operator, line), texts(notes, scene.language))
    return Plan("list", metric, filters, None, texts(notes, scene.language), peers=peers)


def _best_year_plan(parsed: Parsed, scene: Scene, asked: tuple[Metric, list[Note]], aim: Aim | None) -> Plan:
    """The highest or lowest year of one office's series."""
    metric, notes = asked
    if aim is None or aim.operation != "ranking" or len(parsed.named) != 1:
        raise no_answer("which_year_best", scene.language)
    series = series_filters(parsed, scene, notes, label(metric, scene.language))
    ranking = ranking_of(aim, replace(parsed, named=[]), scene, []) or Ranking(aim.order, 1)
    return Plan("ranking", metric, series, None, texts(notes, scene.language), ranking)


def _whether_plan(parsed: Parsed, scene: Scene, metric: Metric, notes: list[Note]) -> Plan:
    """Whether one office meets a condition."""
    for word, _ in parsed.scopes:
        raise no_answer("number_negation", scene.language, word=word)

    def ask(office: Office, year: int | None) -> str:
        about = label(metric, scene.language)
        return say("ask_whether", scene.language, office=full_name(office.heads[0]), year=year or "", about=about)

    condition = condition_of(parsed, scene, metric, notes)
    if len(parsed.named) > 1 and _ALL_OF_THEM.search(scene.text):
        # 甲和乙都没有诉讼吗, did both have one.
        named = compared_filters(replace(parsed, aims=[]), scene, notes, ask)
        return Plan("yes_no", metric, named, condition, texts(notes, scene.language), every=True)
    head = one_office(parsed, scene, notes, ask)
    filters = (Filter("year", str(head.year)), *office_filters(head, scene))
    return Plan("yes_no", metric, Filters(filters), condition, texts(notes, scene.language))


def _number_plan(parsed: Parsed, scene: Scene, metric: Metric, notes: list[Note]) -> Plan:
    for word in parsed.negations:
        raise no_answer("number_negation", scene.language, word=word)

    def ask(office: Office, year: int | None) -> str:
        return asked_figure(office, year, metric, scene)

    if not parsed.named:
        year = asked_year(parsed, scene)
        everywhere = asked_list(parsed, metric, Condition(">", Decimal(0)), scene, "")
        offices = [office for office in reporting_in(scene.names.offices, year) if _in_scope(office, parsed)]
        scopes = "".join(word for word, _ in parsed.scopes)
        summed = ask_number(f"{scopes}{say('all_offices', scene.language)}", str(year or ""), metric, scene.language)
        readings = [summed, everywhere, *(ask(office, year) for office in offices[:_MOST_READINGS])]
        raise clarify("no_office", scene.language, readings)
    head = one_office(parsed, scene, notes, ask)
    for word, scope in parsed.scopes:
        # 乡镇街道…朝阳街道 says of the one office what it is.
        if not {item.pair for item in scope.filters} <= {("level", head.level), ("office_kind", head.office_kind)}:
            raise no_answer("number_negation", scene.language, word=word)
    filters = (Filter("year", str(head.year)), *office_filters(head, scene))
    return Plan("number", metric, Filters(filters), None, texts(notes, scene.language))


def _in_scope(office: Office, parsed: Parsed) -> bool:
    head = office.heads[0]
    narrowed = {item.pair for _, scope in parsed.scopes for item in scope.filters}
    return narrowed <= {("level", head.level), ("office_kind", head.office_kind)}
