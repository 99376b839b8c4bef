"""What a question leaves out as filters: 除了白鹭市公安局, 部门不算在内, excluding 2020."""

from collections.abc import Iterator

from index.model import Filter, Filters
from index.schema import office_names
from portal.questions.asking.naming import BODIES, Scene, offices_of, one_path
from portal.questions.asking.years import spans, year_value
from portal.questions.cutting.parts import EXCEPTIONS, Named, Parsed
from portal.questions.refusal import Refusal, no_answer, quoted
from portal.questions.saying.notes import Note
from portal.questions.words.meanings import Scope
from portal.questions.words.names import Office, full_name

_MOST_OFFICES = 50


def left_out_filters(parsed: Parsed, scene: Scene, notes: list[Note]) -> Iterator[Filter]:
    """The filters of all that a question leaves out; raises Refusal where one cannot be told from others."""
    for part in parsed.excepted:
        notes.append(Note("left_out_of", word=part.said))
        yield from (Filter("year", year_value(*span), excluded=True) for span in spans(part, scene, []))
        for mention in part.named:
            yield from _named(mention, part, scene)
        for word, scope in part.scopes:
            yield from _scope(word, scope, part, scene)


def refuse_kept(parsed: Parsed, filters: Filters, scene: Scene) -> None:
    """Stop at an exception that found no place among the filters of a plan."""
    if parsed.excepted and not any(item.excluded for item in filters.items):
        raise _refusal(parsed.excepted[0], scene)


def _named(mention: Named, part: Parsed, scene: Scene) -> Iterator[Filter]:
    if mention.office is None:
        yield Filter("region", one_path(mention, scene, lambda place: place), excluded=True)
        return
    yield from (
        Filter("office", _own_name(office, part, scene), excluded=True) for office in offices_of(mention, scene)
    )


def _own_name(office: Office, part: Parsed, scene: Scene) -> str:
    """A name that finds this office and no other."""
    head = office.heads[0]
    others = {name for other in scene.names.offices if other is not office for name in office_names(other.heads[0])}
    found = next((name for name in (*office_names(head), full_name(head)) if name not in others), None)
    if found is None or any(found not in office_names(one) for one in office.heads):
        raise _refusal(part, scene)
    return found


def _scope(word: str, scope: Scope, part: Parsed, scene: Scene) -> Iterator[Filter]:
    """One filter turned round; of a level and a kind together the offices one by one (市政府), or the level (区县)."""
    if len(scope.filters) == 1:
        yield Filter(scope.filters[0].name, scope.filters[0].value, excluded=True)
        return
    if not word.endswith(BODIES):
        level = next(item for item in scope.filters if item.name == "level")
        yield Filter("level", level.value, excluded=True)
        return
    wanted = {item.pair for item in scope.filters}
    offices = [
        office
        for office in scene.names.offices
        if wanted <= {("level", office.heads[0].level), ("office_kind", office.heads[0].office_kind)}
    ]
    if not 0 < len(offices) <= _MOST_OFFICES:
        raise _refusal(part, scene)
    yield from (Filter("office", _own_name(office, part, scene), excluded=True) for office in offices)


def _refusal(part: Parsed, scene: Scene) -> Refusal:
    kind = EXCEPTIONS.zh if scene.language == "zh" else EXCEPTIONS.en
    return no_answer("unsupported", scene.language, words=quoted([part.said], scene.language), kinds=kind)
