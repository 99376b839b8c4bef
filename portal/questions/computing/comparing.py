"""Figures held side by side: of several offices in one year, of one office in several years, of two metrics."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from index.library import Library
from index.model import Condition, Filter, Filters, Operator
from portal.questions.asking.asked_metric import asked_figure, asked_list, asked_metric
from portal.questions.asking.grouping import group_filters
from portal.questions.asking.held_against import names_base_first
from portal.questions.asking.naming import Scene, office_filters, offices_filters
from portal.questions.asking.whereabouts import Ask, no_reports, one_office
from portal.questions.computing.series import series_filters
from portal.questions.cutting.parts import Parsed
from portal.questions.plan import Plan, Way
from portal.questions.refusal import no_answer, quoted
from portal.questions.saying.notes import Note, joined, texts
from portal.questions.saying.phrasing import label
from portal.questions.words.meanings import RelativeYears, Sense, Years, only_columns, only_rows
from portal.questions.words.metrics import Reading, fitting, metric_of
from portal.questions.words.vocabulary import load_vocabulary

_BESIDE = {"comparison", "yes_no"}
_PAIR = 2
_APART = 10
_PARTING = ("比", "than")
Words = Sequence[tuple[str, tuple[Sense, ...]]]
Dated = Sequence[tuple[str, Years | RelativeYears]]


def comparison_plan(parsed: Parsed, scene: Scene, library: Library) -> Plan | None:
    """The plan of a comparison; None of any other question."""
    asked = {aim.operation for _, aim in parsed.aims}
    apart = len(parsed.years) > 1 or parsed.shifts or parsed.groups or asked - _BESIDE
    if parsed.sides and apart:
        raise no_answer("compare_two", scene.language, words=quoted([word for word, _ in parsed.aims], scene.language))
    if "comparison" not in asked or parsed.thresholds or parsed.peers or asked - _BESIDE or parsed.negations:
        return None
    if "which_year" in parsed.roles and len(parsed.named) != 1:
        return None
    notes: list[Note] = []
    if len(parsed.named) == _PAIR and names_base_first(parsed.named[0].text, scene.text):
        # 与青岚市相比，白鹭市更多: what is compared stands behind what it is compared with.
        parsed = replace(parsed, named=[*reversed(parsed.named)])
    if len(parsed.named) == 1 and len(parsed.years) == _PAIR and names_base_first(parsed.years[0][0], scene.text):
        parsed = replace(parsed, years=[*reversed(parsed.years)])
    pair = _both_asked(parsed) or _two_metrics(parsed) or _each_side(parsed, scene.text)
    if "which_year" in parsed.roles and (pair is None or parsed.scopes or parsed.roles & {"subject", "list"}):
        return None
    if pair is not None:
        return _metrics_plan(parsed, scene, (pair, notes), library)
    if parsed.sides:
        words = quoted([word for word, _ in parsed.sides], scene.language)
        raise no_answer("contradiction", scene.language, words=words)
    metric = asked_metric(parsed, scene, notes, "comparison")
    filters = compared_filters(parsed, scene, notes, lambda o, year: asked_figure(o, year, metric, scene))
    condition = _verdict(parsed) if "yes_no" in asked else None
    return Plan("comparison", metric, filters, condition, texts(notes, scene.language))


def _verdict(parsed: Parsed) -> Condition:
    """What 比…多吗 asks: whether the first figure is above the second; 比…少吗 below, 一样多 equal, 不一样吗 not."""
    if equal := parsed.roles & {"equal", "unequal"}:
        return Condition("=" if "equal" in equal else "!=", Decimal(0))
    way = next((aim.way for _, aim in parsed.aims if aim.way), None)
    operators: dict[Way | None, Operator] = {"up": ">", "down": "<", None: "!="}
    return Condition(operators[way], Decimal(0))


def compared_filters(parsed: Parsed, scene: Scene, notes: list[Note], ask: Ask) -> Filters:
    """The offices and their year, or the one office and its years, in the order that they were named."""
    parsed = replace(parsed, years=_both_ends(parsed.years))
    offices, years = len(parsed.named), len(parsed.years)
    if offices == years == _PAIR and not parsed.scopes and _in_turn(parsed, scene.text):
        return _each_in_its_year(parsed, scene, notes, ask)
    single = offices == 1 and years > 1
    if parsed.scopes or not (single or (offices > 1 and years <= 1)):
        words = quoted([word for word, _ in parsed.aims], scene.language)
        raise no_answer("compare_two", scene.language, words=words)
    if single:
        heads = [one_office(replace(parsed, years=[year]), scene, notes, ask) for year in parsed.years]
    else:
        heads = [one_office(replace(parsed, named=[mention]), scene, notes, ask) for mention in parsed.named]
    if not single and len({head.year for head in heads}) > 1:
        raise no_answer(
            "compare_years", scene.language, years=joined([str(head.year) for head in heads], scene.language)
        )
    named = [Filter("year", str(head.year)) for head in heads]
    return Filters(tuple(dict.fromkeys([*named, *offices_filters(heads, scene)])))


def _both_ends(years: Dated) -> list[tuple[str, Years | RelativeYears]]:
    """从2023到2024年 as the two years that it is; any other as it stands."""
    word, span = years[0] if len(years) == 1 else ("", None)
    if span is None or span.first is None or span.last is None or span.last - span.first != 1:
        return list(years)
    return [(word, replace(span, first=end, last=end)) for end in (span.first, span.last)]


def _in_turn(parsed: Parsed, text: str) -> bool:
    """Whether each office stands with its own year, before the next is named."""
    (one, other), (year, later) = ([mention.text for mention in parsed.named], [word for word, _ in parsed.years])
    first = max(text.find(one) + len(one), text.find(year) + len(year))
    return text.find(other, first) >= 0 and text.find(later, first) >= 0


def _each_in_its_year(parsed: Parsed, scene: Scene, notes: list[Note], ask: Ask) -> Filters:
    """The one report of each office (甲2021年和乙2025年), in the order named."""
    pairs = zip(parsed.named, parsed.years, strict=True)
    heads = [one_office(replace(parsed, named=[one], years=[year]), scene, notes, ask) for one, year in pairs]
    return Filters(tuple(dict.fromkeys(Filter("report", head.report_id) for head in heads)))


def _metrics_plan(
    parsed: Parsed, scene: Scene, asked: tuple[tuple[Reading, Reading], list[Note]], library: Library
) -> Plan:
    """Two figures of one report, or the reports whose one figure is above the other."""
    (first, second), notes = asked
    notes += [*first.notes, *second.notes]
    metric, against = metric_of(first.key), metric_of(second.key)
    if metric.unit != against.unit and not parsed.second:
        words = quoted([metric.label, against.label], scene.language)
        raise no_answer("compare_units", scene.language, words=words)
    if "which_year" in parsed.roles:
        series = series_filters(parsed, scene, notes, label(metric, scene.language))
        return Plan("list", metric, series, _verdict(parsed), texts(notes, scene.language), against=against)
    if (len(parsed.named) == 1 and not parsed.roles & {"subject", "list"}) or (parsed.named and not _asks(parsed)):
        head = one_office(parsed, scene, notes, lambda office, year: asked_figure(office, year, metric, scene))
        filters = Filters((Filter("year", str(head.year)), *office_filters(head, scene)))
        condition = _verdict(parsed) if any(aim.operation == "yes_no" for _, aim in parsed.aims) else None
        return Plan("comparison", metric, filters, condition, texts(notes, scene.language), against=against)
    if not _asks(parsed):
        raise no_answer("compare_two", scene.language, words=quoted([word for word, _ in parsed.aims], scene.language))
    about = (library, lambda place: asked_list(parsed, metric, None, scene, place))
    filters, heads = group_filters(parsed, scene, notes, about)
    if not heads:
        raise no_reports(parsed, scene)
    return Plan("list", metric, filters, _verdict(parsed), texts(notes, scene.language), against=against)


def _asks(parsed: Parsed) -> bool:
    """Whether offices are asked for (哪些单位), not which of two figures."""
    lists = "list" in parsed.roles
    return (
        "subject" in parsed.roles
        or (lists and not parsed.named)
        or (bool(parsed.scopes) and (lists or not parsed.named))
    )


def _each_side(parsed: Parsed, text: str) -> tuple[Reading, Reading] | None:
    """The two metrics on both sides of what compares (申请多于办结), where each is one; they may be one together."""
    said = [word for word, aim in parsed.aims if aim.operation == "comparison"]
    marks = [word for word in said if word in _PARTING or (len(said) == 1 and not word.isascii())]
    if len(marks) != 1 or parsed.sides:
        return None
    before, _, after = text.partition(marks[0])
    sides: tuple[list[tuple[str, tuple[Sense, ...]]], list[tuple[str, tuple[Sense, ...]]]] = [], []
    for word, concept in parsed.concepts:
        if (word in before) == (word in after):
            return None
        sides[word in after].append((word, concept.senses))
    first, second = (fitting(side) if side else () for side in sides)
    return (first[0], second[0]) if len(first) == len(second) == 1 and first[0].key != second[0].key else None


def _both_asked(parsed: Parsed) -> tuple[Reading, Reading] | None:
    """The two metrics of 收到多少，其中多少不予公开, each with words of its own."""
    if not parsed.second:
        return None
    first, second = ([(word, item.senses) for word, item in part] for part in (parsed.concepts, parsed.second))
    return fitting(first)[0], fitting(second)[0]


def _two_metrics(parsed: Parsed) -> tuple[Reading, Reading] | None:
    """The two metrics that the words of a comparison name, none where they name one."""
    words: Words = [(word, concept.senses) for word, concept in parsed.sides or parsed.concepts]
    whole = fitting(words)
    if len(whole) == 1 and not parsed.sides:
        return _halves(whole[0])
    found: dict[tuple[str, str], tuple[int, tuple[Reading, Reading]]] = {}
    for one, other in [(words[:1], words[1:])] if _own_column(words) else _splits(words):
        first, second = fitting(one), fitting(other)
        if len(first) == len(second) == 1 and first[0].key != second[0].key:
            cost = first[0].cost + second[0].cost + _apart(first[0].key, second[0].key)
            found.setdefault((first[0].key, second[0].key), (cost, (first[0], second[0])))
    ranked = sorted(found.values(), key=lambda pair: pair[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1]


def _own_column(words: Words) -> bool:
    """Whether the second of two rows has a column before it (诉讼与被纠正的复议), which is not that of the first."""
    columns = [only_columns(senses) for _, senses in words]
    rows = [only_rows(senses) for _, senses in words]
    return columns == [False, True, False] and rows == [True, False, True]


def _splits(words: Words) -> list[tuple[Words, Words]]:
    """Ways to share words between two metrics: cut in two, or all but one word each."""
    cuts = [(words[:at], words[at:]) for at in range(1, len(words))]
    without = [
        ([*words[:later], *words[later + 1 :]], [*words[:earlier], *words[earlier + 1 :]])
        for earlier, later in combinations(range(len(words)), _PAIR)
    ]
    return [*cuts, *without]


def _apart(one: str, other: str) -> int:
    """How far two keys are apart: as little as possible where only the row or only the column differs."""
    shared = [one.rpartition(".")[place] == other.rpartition(".")[place] for place in (0, 2)]
    return 0 if any(shared) else _APART


def _halves(whole: Reading) -> tuple[Reading, Reading] | None:
    """复议和诉讼 is one word for two things, which a comparison parts again."""
    head, _, column = whole.key.rpartition(".")
    entry = load_vocabulary().groups.get(head)
    if entry is None or not entry.pair:
        return None
    first, second = (Reading(f"{row}.{column}", whole.notes) for row in entry.pair)
    return first, second
