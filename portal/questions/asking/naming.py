"""Which places and offices of the library a name in a question means."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from index.model import Filter, ReportHead
from portal.questions.cutting.parts import Named, pick
from portal.questions.refusal import clarify, no_answer
from portal.questions.saying.notes import Language
from portal.questions.words.fold import fold
from portal.questions.words.meanings import OfficeName, Place
from portal.questions.words.names import Names, Office

# How a loose name of one kind of body ends (市政府), not of a level (区县).
BODIES = ("政府", "government", "governments")
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Scene:
    """What a question is resolved against: the library's names, today, the language to answer in; and the question."""

    names: Names
    today: date
    language: Language
    text: str = ""

    def said_with(self, mention: Named, name: str) -> str:
        """The question with this name in the place of the mention; "" where it does not stand there once."""
        return self.text.replace(mention.text, name) if self.text.count(mention.text) == 1 else ""


def listed(values: Sequence[object], language: Language) -> str:
    """Values one after the other, the rest of a long list left out."""
    shown = [str(value) for value in values[:_SHOWN]]
    return ("、" if language == "zh" else ", ").join([*shown, *(["…"] if len(values) > _SHOWN else [])])


def office_filters(head: ReportHead, scene: Scene) -> list[Filter]:
    """The filters that find one office: its name, and its place where another place has an office of that name.

    Where such another lies inside its own place (an open 红旗区 of the province beside one of a city), its reports.
    """
    path = head.region.path
    # A filter by name also finds an office that is called so once its places are left off.
    others = [other for other in scene.names.offices if other.name.endswith(head.office) and other.path != path]
    if any(other.path.startswith(f"{path}/") for other in others):
        own = next(office for office in scene.names.offices if head in office.heads)
        return [Filter("report", one.report_id) for one in own.heads]
    return [Filter("office", head.office), *([Filter("region", path)] if others and path else [])]


def offices_filters(heads: Sequence[ReportHead], scene: Scene) -> list[Filter]:
    """The filters that find several offices and no others: by their reports where a place tells only some apart.

    Names and places are looked for apart, so that a place would also narrow, or widen, the offices without one.
    """
    each = [office_filters(head, scene) for head in heads]
    placed = any(item.name == "region" for one in each for item in one)
    if placed and len({head.office for head in heads}) > 1:
        return [Filter("report", head.report_id) for head in heads]
    return list(dict.fromkeys(item for one in each for item in one))


def near_offices(mention: Named, scene: Scene) -> list[Office]:
    """The offices of a place and of all places in it."""
    return [office for path in paths_of(mention) for office in scene.names.under(path)]


def reporting_in(offices: Iterable[Office], year: int | None) -> list[Office]:
    """The offices that have a report of the year; all where no year is asked for."""
    return [office for office in offices if year is None or any(head.year == year for head in office.heads)]


def candidates(mention: Named, scene: Scene) -> tuple[Office, ...]:
    """The offices that a mention may be: those of its name, or the government of a bare place."""
    if mention.office is not None:
        return offices_of(mention, scene)
    paths = paths_of(mention)
    return tuple(office for office in scene.names.offices if office.path in paths and office.governs)


def offices_of(mention: Named, scene: Scene) -> tuple[Office, ...]:
    """The offices that a name with its places may be; a 政府 also its 办公室 where only that one reports."""
    assert mention.office is not None
    name = pick(mention.office, OfficeName)
    assert name is not None
    paths = paths_of(mention) if mention.places else None
    exact = scene.names.in_full(mention.text)
    if len(exact) == 1:
        return exact
    named = [office for office in scene.names.offices if office.bare in name.bare and _level_fits(office, name)]
    seats = [office for office in scene.names.offices if name.seat and office.governs and _level_fits(office, name)]
    for fits in (_lies_in, _lies_under):
        found = tuple(office for office in (*named, *seats) if paths is None or fits(office, paths))
        if found:
            # 松溪县人民政府 is cut as 松溪 and 县人民政府, which would do for 松溪区 as well.
            spelled = tuple(o for o in found if fold(o.path.rpartition("/")[2]) in mention.text and o.path)
            return tuple(dict.fromkeys(spelled or found))
    near = scene.names.offices if paths is None else [o for path in paths for o in scene.names.under(path)]
    raise no_answer(
        "no_such_office",
        scene.language,
        word=mention.text,
        offices=listed([office.name for office in near], scene.language),
    )


def _level_fits(office: Office, name: OfficeName) -> bool:
    return name.level is None or office.heads[0].level == name.level


def _lies_in(office: Office, paths: Sequence[str]) -> bool:
    return office.path in paths


def _lies_under(office: Office, paths: Sequence[str]) -> bool:
    return any(office.path.startswith(f"{path}/") for path in paths)


def paths_of(mention: Named) -> tuple[str, ...]:
    """The places that a row of place names leads to: 洛阳西工区 → 河南省/洛阳市/西工区."""
    paths: tuple[str, ...] | None = None
    for token in mention.places:
        place = pick(token, Place)
        assert place is not None
        if paths is None:
            paths = place.paths
        else:
            paths = tuple(path for path in place.paths if any(path.startswith(f"{above}/") for above in paths))
    return paths or ()


def one_path(mention: Named, scene: Scene, ask: Callable[[str], str]) -> str:
    """The one place that a mention means; raises Refusal where there is none or several, in the words of `ask`."""
    paths = paths_of(mention)
    if not paths:
        raise no_answer("no_such_office", scene.language, word=mention.text, offices=_places(scene))
    if len(paths) > 1:
        readings = [scene.said_with(mention, path.replace("/", "")) or ask(path.replace("/", "")) for path in paths]
        raise clarify("which_place", scene.language, readings, word=mention.text, count=len(paths))
    return paths[0]


def _places(scene: Scene) -> str:
    return listed(sorted({office.path for office in scene.names.offices if office.path}), scene.language)
