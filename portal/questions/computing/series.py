"""One office over the years: which reports make its series, and where the series changes its name or its form."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.model import Filter, Filters, MeasuredReport
from portal.questions.asking.naming import Scene, candidates, office_filters
from portal.questions.asking.years import spans, year_value
from portal.questions.cutting.parts import Parsed
from portal.questions.refusal import clarify, no_answer, quoted
from portal.questions.saying.notes import Language, Note, say
from portal.questions.words.names import Office, full_name

_READINGS = 8


def series_filters(parsed: Parsed, scene: Scene, notes: list[Note], about: str) -> Filters:
    """The offices of one seat, the one named first, in the years asked for."""
    language = scene.language
    if len(parsed.named) != 1 or parsed.scopes:
        words = quoted([word for word, _ in (*parsed.aims, *parsed.scopes)], language)
        raise no_answer("series_one_office", language, words=words)
    found = candidates(parsed.named[0], scene)
    seats = dict.fromkeys(office.seat for office in found)
    if len(seats) != 1:
        near = [next(office for office in found if office.seat == seat) for seat in seats]
        names = [full_name(office.heads[0]) for office in near[:_READINGS]]
        readings = [
            scene.said_with(parsed.named[0], name) or say("ask_series", language, office=name, about=about)
            for name in names
        ]
        word = parsed.named[0].text
        if not near:
            raise no_answer("unknown_place", language, words=quoted([word], language), places=word)
        raise clarify("which_office", language, readings, word=word, count=len(near))
    offices = (*found, *(office for office in scene.names.offices if office.seat in seats and office not in found))
    items = [Filter("year", year_value(first, last)) for first, last in spans(parsed, scene, notes)]
    items = [item for item in items if item.value != ".."]
    return Filters((*items, *dict.fromkeys(_office_items(offices, scene))))


def _office_items(offices: Sequence[Office], scene: Scene) -> Iterator[Filter]:
    for office in offices:
        yield from office_filters(office.heads[0], scene)


def one_a_year(rows: Sequence[MeasuredReport], filters: Filters) -> tuple[MeasuredReport, ...]:
    """The reports of a series, oldest first; where two offices of the seat report, that of the first filter."""
    order = [item.value for item in filters.wanted("office")]
    rank = {name: place for place, name in enumerate(order)}
    chosen: dict[int, MeasuredReport] = {}
    for row in sorted(rows, key=lambda row: (row.head.year, rank.get(row.head.office, len(order)))):
        chosen.setdefault(row.head.year, row)
    return tuple(chosen.values())


def breaks(series: Sequence[MeasuredReport], language: Language) -> tuple[str, ...]:
    """What must be known to read a series: years without a report or a figure, another name, another form."""
    said: list[str] = []
    for before, row in pairwise(series):
        missing = range(before.head.year + 1, row.head.year)
        said += [say("series_gap", language, year=year) for year in missing]
        if row.head.office != before.head.office:
            said.append(say("series_name", language, year=row.head.year, office=row.head.office))
        if row.head.template != before.head.template:
            said.append(say("series_form", language, year=row.head.year))
    said += [say("series_none", language, year=row.head.year) for row in series if row.value is None]
    return tuple(said)
