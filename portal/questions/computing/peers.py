"""Reports held against their peers: those of the same level and year."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from index.model import Condition, MeasuredReport
from ingest.model import Level
from portal.questions.asking.naming import Scene
from portal.questions.cutting.parts import Parsed
from portal.questions.plan import Metric, Peers
from portal.questions.refusal import no_answer, quoted
from portal.questions.saying.notes import Language, joined, say
from portal.questions.saying.phrasing import amount, label

Kin = tuple[int, Level]


def peers_of(parsed: Parsed, scene: Scene) -> Peers:
    """What the reports are held against; refused beside another condition, or for one office alone."""
    beside = [*(word for word, _ in parsed.aims), *(item.word for item in parsed.thresholds), *parsed.negations]
    alone = parsed.named and not parsed.roles & {"subject", "list"} and not parsed.scopes
    if beside or alone or len(parsed.peers) > 1 or any(mention.office for mention in parsed.named):
        words = quoted([*(word for word, _ in parsed.peers), *beside], scene.language)
        raise no_answer("peers_list", scene.language, words=words)
    return parsed.peers[0][1]


def beyond_peers(rows: Sequence[MeasuredReport], peers: Peers) -> tuple[MeasuredReport, ...]:
    """The reports whose figure is above (or below) the mean or median of those of their level and year."""
    lines = peer_lines(rows, peers)
    return tuple(
        row for row in rows if row.value is not None and Condition(peers.operator, lines[_kin(row)]).holds(row.value)
    )


def peer_lines(rows: Sequence[MeasuredReport], peers: Peers) -> dict[Kin, Decimal]:
    """The mean or median of each year and level, over the reports that have a figure."""
    kin: dict[Kin, list[MeasuredReport]] = defaultdict(list)
    for row in rows:
        if row.value is not None:
            kin[_kin(row)].append(row)
    return {key: peer_line(found, peers) for key, found in kin.items()}


def peer_line(rows: Sequence[MeasuredReport], peers: Peers) -> Decimal:
    """The mean or median of reports of one level and year, of those that have a figure."""
    values = [row.value for row in rows if row.value is not None]
    return median(values) if peers.statistic == "median" else sum(values, Decimal(0)) / len(values)


def peers_note(rows: Sequence[MeasuredReport], peers: Peers, metric: Metric, language: Language) -> str:
    """What the reports were held against, with the figure of each level and year."""
    lines = [
        say(
            "peer_line",
            language,
            year=year,
            level=say(f"level_{level}", language),
            value=amount(round(line, 4 if metric.unit == "%" else 2), metric.unit, language),
        )
        for (year, level), line in peer_lines(rows, peers).items()
    ]
    how = say(f"peer_{peers.statistic}", language)
    return say("peers", language, how=how, about=label(metric, language), lines=joined(lines, language, ("；", "; ")))


def _kin(row: MeasuredReport) -> Kin:
    return row.head.year, row.head.level
