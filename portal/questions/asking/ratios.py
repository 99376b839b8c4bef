"""One figure as a share of another in the same report, where no derived measure is it: 企业申请占全部申请的比例."""

from collections.abc import Sequence

from portal.questions.cutting.parts import Parsed
from portal.questions.plan import Metric
from portal.questions.saying.notes import Note
from portal.questions.saying.phrasing import label
from portal.questions.words.meanings import Concept
from portal.questions.words.metrics import OVER, RATE_UNIT, english_label, fitting, metric_of

Said = Sequence[tuple[str, Concept]]


def ratio_of(part: Said, whole: Said) -> Metric | None:
    """The share of one figure in another, where the words of both name one each."""
    keys = [only_figure(said) for said in (part, whole)]
    try:
        return None if None in keys else metric_of(OVER.join(key for key in keys if key))
    except KeyError:
        return None


def note_of_whole(parsed: Parsed) -> list[Note]:
    """What a share is taken of, where the question does not say it."""
    said = [word for word, _ in parsed.over if word]
    key = only_figure(parsed.over) if not said else None
    return [Note("ratio_of", (label(metric_of(key), "zh"), english_label(key)))] if key else []


def only_figure(said: Said) -> str | None:
    """The key of the one count that all of these words fit; None where there is none, several, or a rate."""
    found = fitting([(word, concept.senses) for word, concept in said])
    return found[0].key if len(found) == 1 and metric_of(found[0].key).unit != RATE_UNIT else None
