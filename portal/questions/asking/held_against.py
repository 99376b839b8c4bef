"""Figures that others are held against: which is named as such, one office's or the mean of many as notes."""

import re
from decimal import Decimal

from index.model import MeasuredReport
from portal.questions.cutting.parts import Parsed
from portal.questions.plan import Metric, Peers
from portal.questions.saying.notes import Language, Note, say
from portal.questions.saying.phrasing import amount, label
from portal.questions.words.metrics import RATE_UNIT
from portal.questions.words.names import full_name
from portal.questions.words.vocabulary import read_lexicon

_LANGUAGES: tuple[Language, Language] = ("zh", "en")


def says_peers(parsed: Parsed) -> bool:
    """Whether the words say whose mean is meant: 高于同级平均, above the average of its peers."""
    known = read_lexicon("words.json")["peer"]
    return any(word in said for said, _ in parsed.peers for word in known)


def names_base_first(name: str, text: str) -> bool:
    """Whether an office or year that opens a question only says what is held against (跟2024年比，2025年多了的)."""
    before, found, behind = text.partition(name)
    opened, closed = read_lexicon("words.json")["held_against_first"]
    told = before.rstrip(" ").endswith(tuple(opened)) and re.match(rf"(?:{'|'.join(closed)})\s*[,，]", behind)
    return bool(found) and bool(told)


def figure_note(row: MeasuredReport, metric: Metric) -> Note:
    """That the figure of one office is the bound."""
    assert row.value is not None
    said = []
    for lang in _LANGUAGES:
        about = {"office": full_name(row.head), "year": row.head.year, "about": label(metric, lang)}
        said.append(say("bound_of", lang, **about, value=amount(row.value, metric.unit, lang)))
    return Note("held_against", (said[0], said[1]))


def mean_note(line: Decimal, peers: Peers, metric: Metric, year: int, *, level: bool = False) -> Note:
    """That the mean or median of a year is the bound, of one level or of all reports looked at."""
    said = []
    shown = round(line, 4 if metric.unit == RATE_UNIT else 2)
    for lang in _LANGUAGES:
        how, value = say(f"peer_{peers.statistic}", lang), amount(shown, metric.unit, lang)
        said.append(say("peer_bound" if level else "mean_bound", lang, year=year, how=how, value=value))
    return Note("held_against", (said[0], said[1]))
