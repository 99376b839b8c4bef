"""Questions over many reports at once: which operation the words ask for, over which reports, how many are given."""

import re
from collections.abc import Callable, Sequence

from index.library import Library
from index.model import Filter, Filters, ReportHead
from portal.questions.asking.naming import Scene, listed
from portal.questions.asking.whereabouts import list_filters
from portal.questions.cutting.parts import Named, Parsed, pick
from portal.questions.plan import Operation, Ranking
from portal.questions.refusal import clarify, no_answer, quoted
from portal.questions.saying.notes import Note, say
from portal.questions.words.meanings import Aim, Place
from portal.questions.words.vocabulary import read_lexicon

# Of several words the first of these is asked for: 各单位 beside 平均 or 最多 only names the offices.
_PRECEDENCE: tuple[Operation, ...] = (
    "ranking",
    "comparison",
    "trend",
    "yes_no",
    "median",
    "average",
    "count",
    "share",
    "sum",
)
# What asks about a condition.
COUNTED: tuple[Operation, ...] = ("count", "share", "yes_no")
_LARGEST = 1000
_MOST_READINGS = 12


def aim_of(parsed: Parsed, scene: Scene) -> Aim | None:
    """What the words ask to be done with many figures; None where 分别 asks for each, refused where they clash."""
    asked = {aim.operation for _, aim in parsed.aims}
    words = quoted([word for word, _ in parsed.aims], scene.language)
    if not asked or (asked == {"sum"} and "every" in parsed.roles) or _only_polite(parsed):
        return None
    if len(asked - {"sum"}) > 1:
        raise no_answer("several_thresholds", scene.language, words=words)
    if (parsed.thresholds or parsed.negations) and not asked & set(COUNTED):
        said = [*parsed.negations, *(item.word for item in parsed.thresholds)]
        raise no_answer("number_negation", scene.language, word="、".join(said))
    operation = next(operation for operation in _PRECEDENCE if operation in asked)
    refuse_unplaced(parsed, scene)
    if operation == "ranking":
        return ranking_aim(parsed, scene)
    return next(aim for _, aim in parsed.aims if aim.operation == operation)


def ranking_aim(parsed: Parsed, scene: Scene) -> Aim | None:
    """From which end is ranked; refused where the words name both, None where none ranks."""
    aims = [aim for _, aim in parsed.aims if aim.operation == "ranking"]
    ends = [aim for aim in aims if not aim.plain] or aims
    if len({aim.order for aim in ends}) > 1:
        words = quoted([word for word, _ in parsed.aims], scene.language)
        raise no_answer("several_thresholds", scene.language, words=words)
    return ends[0] if ends else None


def refuse_unplaced(parsed: Parsed, scene: Scene) -> None:
    """Stop at words that mean all of a place where none is named (全市)."""
    word = next((word for word, aim in parsed.aims if aim.place), None)
    depth = read_lexicon("words.json")["place_depths"].get(word)
    if word is not None and not parsed.named:
        paths = [office.path.split("/") for office in scene.names.offices if office.path]
        places = sorted({"/".join(path[:depth]) for path in paths if len(path) >= (depth or 1)})
        said = rf"(?:the (?:whole |entire )?)?{re.escape(word)}"
        named = [say("all_of_place", scene.language, place=path.replace("/", "")) for path in places]
        readings = [re.sub(said, place, scene.text, count=1) for place in named]
        told = listed(places, scene.language)
        raise clarify("which_place_all", scene.language, readings[:_MOST_READINGS], word=word, places=told)
    if depth is not None and any(depth not in _depths(mention) for mention in parsed.named):
        # 全市 of a county is its city, which is not named.
        where = "、".join(mention.text for mention in parsed.named)
        raise no_answer("which_place_all", scene.language, word=word, places=where)


def _depths(mention: Named) -> set[int]:
    """How deep the places of a mention may lie: 1 for a province, 2 for a city."""
    place = pick(mention.places[-1], Place) if mention.places else None
    return {path.count("/") + 1 for path in place.paths} if place else set()


def _only_polite(parsed: Parsed) -> bool:
    """Whether 吗 only ends a request for a figure or a list (能告诉我收到多少申请吗)."""
    return {aim.operation for _, aim in parsed.aims} == {"yes_no"} and bool({"number", "list"} & parsed.roles)


def ranking_of(aim: Aim, parsed: Parsed, scene: Scene, notes: list[Note]) -> Ranking | None:
    """How a ranking is to be cut; None of another operation."""
    if aim.operation != "ranking":
        return None
    words = quoted([word for word, _ in parsed.aims], scene.language)
    offices = [mention for mention in parsed.named if mention.office is not None]
    stated = parsed.top or min((other.top for _, other in parsed.aims if other.top), default=None)
    if len(offices) == 1 or (stated is None and any(other.top == 0 for _, other in parsed.aims)):
        raise no_answer("unknown", scene.language, words=words)
    if stated is None:
        notes.append(Note("top_one"))
    only_last = any(other.only_last for _, other in parsed.aims)
    if only_last and any(
        other.operation == "ranking" and not (other.only_last or other.plain) for _, other in parsed.aims
    ):
        # The highest and the second highest are two of the order.
        raise no_answer("several_thresholds", scene.language, words=words)
    return Ranking(aim.order, min(stated or 1, _LARGEST), only_last)


def group_filters(
    parsed: Parsed, scene: Scene, notes: list[Note], about: tuple[Library, Callable[[str], str]]
) -> tuple[Filters, tuple[ReportHead, ...]]:
    """The filters of a question over many reports and what they find; without a year the newest year there is."""
    library, ask = about
    said: list[Note] = []
    filters = Filters(tuple(list_filters(parsed, scene, said, ask)))
    heads = library.heads(filters)
    if heads and not filters.wanted("year") and not parsed.years:
        newest = str(heads[0].year)
        filters = filters.with_(Filter("year", newest))
        heads = library.heads(filters)
        said = [note for note in said if note.code != "all_years"] + [Note("newest_year", (newest, newest))]
    notes += said
    return filters, heads


def group_notes(aim: Aim, filters: Filters, heads: Sequence[ReportHead]) -> list[Note]:
    """What must be said of figures of many offices taken together."""
    levels = any(head.level != heads[0].level for head in heads)
    if aim.operation == "ranking":
        return [Note("several_levels")] if levels else []
    if aim.operation in COUNTED:
        return []
    places = [item.value.replace("/", "") for item in filters.wanted("region")]
    notes = [Note("over_place", ("、".join(places), ", ".join(places)))] if places else []
    if not places and not filters.wanted("office") and not filters.wanted("level"):
        notes = [Note("over_library")]
    return [*notes, Note("may_double")] if aim.operation == "sum" and levels else notes
