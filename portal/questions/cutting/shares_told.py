"""A part and its whole told in one question: 企业申请占全部申请的比例, more than half of their applications, 全部."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from portal.questions.asking.asked_metric import said_of
from portal.questions.asking.ratios import Said, only_figure, ratio_of
from portal.questions.cutting.parts import ALL_OF_THEM, Parsed, Threshold
from portal.questions.words.meanings import Concept, Number, Sense
from portal.questions.words.metrics import fitting
from portal.questions.words.vocabulary import OUTCOMES, load_vocabulary, read_lexicon

_NEW, _CONCLUDED = "applications.new", "applications.concluded"
_ANSWERED = ("applications.granted", "applications.partial")
_REVIEWED = (*OUTCOMES, "pending")
_TOTAL = "total"
_TWO = 2
Item = TypeVar("Item")


def as_ratio(parsed: Parsed, whole: Parsed) -> Parsed | None:
    """A part and its whole as one figure of each report; None where a single share is asked for, or one of a place."""
    asks = {aim.operation for _, aim in (*parsed.aims, *whole.aims)} - {"sum"}
    offices = (parsed.roles | whole.roles) & {"list", "subject", "which_year"}
    several = bool(asks or offices or any((part.groups or part.shifts or part.thresholds) for part in (parsed, whole)))
    elsewhere = whole.named if parsed.named or offices else False
    placed = elsewhere or any(aim.place for _, aim in whole.aims) or (whole.scopes and offices)
    if not several or placed or parsed.thresholds or ratio_of(parsed.concepts, whole.concepts) is None:
        return None
    further = [part for part in whole.further if part.thresholds or part.negations or part.told or part.sought]
    return replace(
        parsed,
        aims=_both(parsed.aims, whole.aims),
        years=_both(parsed.years, whole.years),
        named=_both(parsed.named, whole.named),
        scopes=_both(parsed.scopes, whole.scopes),
        groups=_both(parsed.groups, whole.groups),
        shifts=_both(parsed.shifts, whole.shifts),
        told=_both(parsed.told, whole.told),
        thresholds=_both(parsed.thresholds, whole.thresholds),
        negations=_both(parsed.negations, whole.negations),
        sought=_both(parsed.sought, whole.sought),
        further=[*parsed.further, *further],
        unknown=[*parsed.unknown, *whole.unknown],
        unsupported=[*parsed.unsupported, *whole.unsupported],
        roles=parsed.roles | whole.roles,
        top=parsed.top or whole.top,
        over=whole.concepts,
        whole=None,
    )


def _both(one: Sequence[Item], other: Sequence[Item]) -> list[Item]:
    return [*one, *(item for item in other if item not in one)]


def with_ratio(parsed: Parsed, text: str) -> Parsed:
    """A question for a share that is no rate of its own, as its part and its whole; any other as it stands."""
    if parsed.unknown:
        return parsed
    parsed = replace(parsed, further=[_parted(part, text) for part in parsed.further])
    return _with_all_of_them(_parted(parsed, text))


def _parted(parsed: Parsed, text: str) -> Parsed:
    """One condition that bounds or ranks such a share, as the part and what it is a part of."""
    figures, rates = _told_apart(parsed)
    shares = rates or any(item.number.unit == "fraction" for item in parsed.thresholds)
    if not shares or parsed.over or parsed.whole or fitting(said_of(parsed)):
        return parsed
    if (sides := _sides_of_share(parsed, text)) is not None:
        return replace(parsed, concepts=sides[0], over=sides[1])
    key = only_figure(figures)
    said = key is not None and len(rates) < _TWO and _says_share(text, figures, rates)
    whole = _whole_of(key) if key is not None and said else ""
    return replace(parsed, concepts=figures, over=[("", _concept(whole))]) if whole else parsed


def _told_apart(parsed: Parsed) -> tuple[list[tuple[str, Concept]], list[str]]:
    """The words for figures, and those for a share of anything (占比)."""
    rates = [word for word, concept in parsed.concepts if any(sense.is_any_rate for sense in concept.senses)]
    return [item for item in parsed.concepts if item[0] not in rates], rates


def _sides_of_share(parsed: Parsed, text: str) -> tuple[list[tuple[str, Concept]], list[tuple[str, Concept]]] | None:
    if text.count("占") != 1 or "of_whole" not in parsed.roles:
        return None
    sides: tuple[list[tuple[str, Concept]], list[tuple[str, Concept]]] = [], []
    end = 0
    for word, concept in parsed.concepts:
        start = max(text.find(word, end), end)
        end = start + len(word)
        sides[start > text.index("占")].append((word, concept))
    return sides if ratio_of(*sides) else None


def _concept(key: str) -> Concept:
    head, _, column = key.rpartition(".")
    return Concept((Sense(rows=frozenset(load_vocabulary().rows_of(head)), columns=frozenset([column])),))


def _whole_of(key: str) -> str:
    """What a figure is a part of where nothing else is said: its table's total; "" where that may be several."""
    head, _, column = key.rpartition(".")
    if head == _NEW and column != _TOTAL:
        return f"{_NEW}.{_TOTAL}"
    if head in _ANSWERED:
        return f"{_CONCLUDED}.{column}"
    reviewed = column in _REVIEWED and _TOTAL in load_vocabulary().row(head).columns
    return f"{head}.{_TOTAL}" if reviewed else ""


def _with_all_of_them(parsed: Parsed) -> Parsed:
    """复议全部维持的单位, offices that upheld all their reconsiderations: those whose share is all of it."""
    words = read_lexicon("words.json")["all_alike"]
    said = [word for word, kind in parsed.unsupported if kind == ALL_OF_THEM and word in words]
    bounded = parsed.thresholds or parsed.negations or parsed.shifts or parsed.groups or parsed.peers
    beside = parsed.further or parsed.told or parsed.sought or parsed.whole or parsed.sides or parsed.unknown
    asked = {aim.operation for _, aim in parsed.aims}
    lists = not asked and parsed.roles & {"list", "subject"} and not any(mention.office for mention in parsed.named)
    whether = asked == {"yes_no"} and len(parsed.named) == 1 and not parsed.roles & {"list", "subject"}
    if len(said) != 1 or len(parsed.unsupported) != 1 or bounded or beside or not (lists or whether):
        return parsed
    key = only_figure(parsed.concepts)
    if key is None or not (whole := _whole_of(key)):
        return parsed
    every = Threshold("=", Number(Decimal(1), "fraction"), said[0], stated=True)
    return replace(parsed, unsupported=[], thresholds=[every], over=[("", _concept(whole))])


def _says_share(text: str, figures: Said, rates: Sequence[str]) -> bool:
    """Whether the share is said right behind the figure (企业申请占比), or right before it with of (share of …)."""
    words, joins = read_lexicon("words.json")["share_behind"], "|".join(re.escape(word) for word, _ in figures)
    behind = re.search(rf"(?:{joins})(?:的|所)?(?:{'|'.join(words['zh'])})", text)
    before = re.search(rf"(?:{'|'.join(words['en'])}) of (?:its |their |the )?(?:{joins})", text)
    # Granted more than half of their applications: what it is a part of is said.
    of_them = re.search(
        r"(?:%|percent|half|third|quarter|fifth|tenths?|thirds|quarters) of (?:its|their|the|all)\b", text
    )
    return (bool(rates) and (behind or before) is not None) or of_them is not None
