"""Which years a question asks for, relative ones counted from today."""

from collections.abc import Sequence

from portal.questions.asking.naming import Scene, listed
from portal.questions.cutting.parts import Parsed
from portal.questions.refusal import no_answer
from portal.questions.saying.notes import Note
from portal.questions.words.meanings import RelativeYears


def spans(parsed: Parsed, scene: Scene, notes: list[Note]) -> tuple[tuple[int | None, int | None], ...]:
    """The years asked for as first and last; relative ones counted from today. None where no year is named."""
    found: list[tuple[int | None, int | None]] = []
    for word, years in parsed.years:
        first, last = years.first, years.last
        if isinstance(years, RelativeYears) and first is not None and last is not None:
            first, last = scene.today.year + first, scene.today.year + last
            about = str(first) if first == last else f"{first}–{last}"
            notes.append(Note("year_as", (about, about), word))
        found.append((first, last))
    if "newest" in parsed.roles:
        newest = scene.names.years[-1]
        notes.append(Note("newest_year", (str(newest), str(newest))))
        found.append((newest, newest))
    for first, last in found:
        if not within(scene.names.years, first, last):
            named = str(first) if first == last else f"{first or ''}–{last or ''}"
            raise no_answer("no_year", scene.language, year=named, years=listed(scene.names.years, scene.language))
        notes += _missing(scene.names.years, first, last)
    return tuple(found)


def _missing(years: Sequence[int], first: int | None, last: int | None) -> list[Note]:
    """The years of a span that no report is of."""
    if first is None or last is None:
        return []
    missing = [str(year) for year in range(first, last + 1) if year not in years]
    return [Note("years_missing", (listed(missing, "zh"), listed(missing, "en")))] if missing else []


def within(years: Sequence[int], first: int | None, last: int | None) -> tuple[int, ...]:
    """The years from first to last, both included."""
    return tuple(year for year in years if (first is None or year >= first) and (last is None or year <= last))


def year_value(first: int | None, last: int | None) -> str:
    """Years as a filter writes them."""
    return str(first) if first == last and first is not None else f"{first or ''}..{last or ''}"


def asked_year(parsed: Parsed, scene: Scene) -> int | None:
    """The one year that a question names, if it names just one."""
    years = {year for span in spans(parsed, scene, []) for year in span}
    return next(iter(years)) if len(years) == 1 else None
