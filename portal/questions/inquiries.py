"""Questions that no figure answers: which reports do not fit together, which ones are not there."""

from collections.abc import Callable

from index.library import Library
from index.model import Filters
from portal.questions.meanings import Sought
from portal.questions.notes import Note, joined
from portal.questions.parse import Parsed
from portal.questions.plan import Inquiry
from portal.questions.refusal import no_answer, quoted
from portal.questions.whereabouts import Scene, list_filters, listed

# What may stand beside such a question without changing its answer: whether there are any, and how many.
_BESIDE = ("yes_no", "count")


def inquiry_of(parsed: Parsed, scene: Scene, library: Library) -> Inquiry | None:
    """What is asked of the reports themselves; None where a figure is asked for."""
    sought = [item for _, item in parsed.sought] or _no_report(parsed)
    if not sought:
        return None
    kinds = {item.operation for item in sought}
    used = _negations_used(parsed, sought[0])
    beside = [word for word, _ in parsed.concepts] + [item.word for item in parsed.thresholds]
    beside += [word for word, aim in parsed.aims if aim.operation not in _BESIDE]
    beside += [word for word, _ in parsed.peers] + parsed.negations[used:]
    if beside or len(kinds) > 1:
        words = quoted([*beside, *(word for word, _ in parsed.sought)], scene.language)
        raise no_answer("inquiry_alone", scene.language, words=words)
    notes: list[Note] = []
    filters = list_filters(parsed, scene, notes, _place_question(sought[0], scene))
    if sought[0].operation == "missing":
        notes = [note for note in notes if note.code not in ("all_years", "years_missing")]
        notes.append(Note("missing_years" if parsed.years else "missing_since"))
    if not library.heads(Filters(tuple(item for item in filters if item.name != "year"))):
        raise no_answer(
            "no_reports",
            scene.language,
            words=joined(
                [mention.text for mention in parsed.named] + [word for word, _ in parsed.scopes], scene.language
            ),
            offices=listed([office.name for office in scene.names.offices], scene.language),
        )
    filters += [item for found in sought for item in found.filters]
    about = joined([item.about[0 if scene.language == "zh" else 1] for item in sought], scene.language)
    texts = dict.fromkeys(note.text(scene.language) for note in notes)
    return Inquiry(sought[0].operation, Filters(tuple(dict.fromkeys(filters))), about, tuple(texts))


def _no_report(parsed: Parsed) -> list[Sought]:
    """没有…的报告: what is missing is the report itself, as nothing in it is named."""
    said = "report" in parsed.roles and parsed.negations and not parsed.concepts and not parsed.thresholds
    return [Sought("missing", (), ("缺报告", "have no report"))] if said else []


def _negations_used(parsed: Parsed, sought: Sought) -> int:
    """How many negations the question itself is made of."""
    return 1 if sought.operation == "missing" and not parsed.sought else 0


def _place_question(sought: Sought, scene: Scene) -> Callable[[str], str]:
    """Words the question again for one of several places."""
    chinese = scene.language == "zh"
    return lambda place: (
        f"{place}哪些报告{sought.about[0]}" if chinese else f"which reports of {place} {sought.about[1]}"
    )
