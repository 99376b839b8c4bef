"""What a plan asks of offices in words: its condition, and those that must hold beside it."""

from functools import cache

from index.model import Condition, Filters
from index.schema import FINDING_NAMES
from portal.labels import CHECKS, SEVERITIES
from portal.questions.computing.told import mention_text
from portal.questions.plan import Metric, Plan, Where
from portal.questions.saying.notes import Language, joined, say
from portal.questions.saying.phrasing import condition_text, label
from portal.questions.words.metrics import OVER, SUM
from portal.questions.words.vocabulary import load_vocabulary, read_lexicon


def what_text(plan: Plan, language: Language) -> str:
    """What the offices have: 的行政复议结果被纠正, 的新收申请超过 100 件，且行政复议结果被纠正."""
    further = further_text(plan, language)
    own = _own_text(plan, language)
    joins = "or_also" if plan.either else "and_also"
    return joined([own, *further], language, (say(joins, "zh"), say(joins, "en")))


def _own_text(plan: Plan, language: Language) -> str:
    """The condition on the plan's own metric."""
    metric, condition = plan.metric, plan.condition
    if plan.peers is not None:
        beyond = "peers_above" if plan.peers.operator == ">" else "peers_below"
        said = say(beyond, language, how=say(f"peer_{plan.peers.statistic}", language))
        return say("what_plain", language, about=label(metric, language), condition=said)
    if condition is None:
        return say("what_plain", language, about=label(metric, language), condition="").rstrip()
    if row := _clause(metric, condition):
        return say("what_clause", language, row=row[0], clause=row[1], about=label(metric, language))
    said = condition_text(condition, metric, language)
    return say("what_plain", language, about=label(metric, language), condition=said).rstrip()


def among_text(plan: Plan, language: Language) -> str:
    """All conditions beside the plan's own, as what picks the offices that something is asked of."""
    return joined(further_text(plan, language), language, (say("and_also", "zh"), say("and_also", "en")))


def further_text(plan: Plan, language: Language) -> list[str]:
    """The conditions beside the plan's own, one by one."""
    figures = [_where_text(where, language) for where in plan.also]
    findings = findings_about(plan.filters, language)
    always = [say("so_each_year", language)] if plan.each_year else []
    return [*figures, *findings, *(mention_text(mention, language) for mention in plan.mentions), *always]


def _where_text(where: Where, language: Language) -> str:
    text = _figure_text(where.metric, where.condition, language)
    return text if where.year is None else say("in_that_year", language, year=where.year, text=text)


def _figure_text(metric: Metric, condition: Condition, language: Language) -> str:
    if row := _clause(metric, condition):
        return say("also_clause", language, row=row[0], clause=row[1], about=label(metric, language))
    said = condition_text(condition, metric, language)
    return say("also_plain", language, about=label(metric, language), condition=said).rstrip()


def _clause(metric: Metric, condition: Condition) -> tuple[str, str] | None:
    """The row and what happened in it, where more than 0 of it says just that (行政复议, 结果被纠正)."""
    row, _, column = metric.key.rpartition(".")
    vocabulary = load_vocabulary()
    clause = vocabulary.columns[column].clause if column in vocabulary.columns else None
    if condition.operator != ">" or condition.number or not clause or {SUM, OVER} & {*metric.key}:
        return None
    return vocabulary.row(row).zh, clause


def findings_about(filters: Filters, language: Language) -> list[str]:
    """What filters ask of the findings, in the words of the lexicon where it has some for just these."""
    about = []
    for excluded in (False, True):
        items = [item for name in FINDING_NAMES for item in filters.named(name) if item.excluded == excluded]
        pairs = frozenset((item.name, item.value) for item in items)
        if not pairs:
            continue
        place = 0 if language == "zh" else 1
        words = {name: names[place] for name, names in (*CHECKS.items(), *SEVERITIES.items())}
        said = _sought().get(pairs)
        text = said[place] if said else joined([words.get(item.value, item.value) for item in items], language)
        code = "without_findings" if excluded else "with_findings"
        about.append(say(code, language, about=text.removeprefix("有") if excluded else text))
    return about


@cache
def _sought() -> dict[frozenset[tuple[str, str]], tuple[str, str]]:
    """What the lexicon calls the findings under these filters."""
    entries = read_lexicon("words.json")["sought"]
    return {
        frozenset((pair.split("=", 1)[0], pair.split("=", 1)[1]) for pair in entry["filters"]): (
            entry["zh"],
            entry["en"],
        )
        for entry in entries
        if entry["filters"]
    }
