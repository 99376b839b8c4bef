"""Which reports a question is about: years, places and offices resolved against the library."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.model import Filter, ReportHead
from portal.questions.cutting.parts import Named, Parsed, pick
from portal.questions.refusal import Refusal, clarify, no_answer, quoted
from portal.questions.saying.notes import Language, Note, joined
from portal.questions.words.fold import fold
from portal.questions.words.meanings import OfficeName, Place, RelativeYears, Token
from portal.questions.words.names import Names, Office, full_name

Ask = Callable[[Office, int | None], str]

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Scene:
    """What a question is resolved against: the library's names, today, the language to answer in."""

    names: Names
    today: date
    language: Language


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


def listed(values: Sequence[object], language: Language) -> str:
    """Values one after the other, the rest of a long list left out."""
    shown = [str(value) for value in values[:_SHOWN]]
    return ("、" if language == "zh" else ", ").join([*shown, *(["…"] if len(values) > _SHOWN else [])])


def list_filters(parsed: Parsed, scene: Scene, notes: list[Note], ask: Callable[[str], str]) -> list[Filter]:
    """The filters of a list: years, places, offices, levels. `ask` words the question for a place."""
    filters = [Filter("year", year_value(first, last)) for first, last in spans(parsed, scene, notes)]
    filters = [item for item in filters if item.value != ".."]
    if not parsed.years and "newest" not in parsed.roles:
        notes.append(Note("all_years"))
    named: list[Filter] = []
    for mention in parsed.named:
        if mention.office is None:
            path = _one_path(mention, scene, ask)
            named.append(Filter("region", path))
        else:
            named += [item for office in _offices_of(mention, scene) for item in office_filters(office.heads[0], scene)]
    if len({mention.office is None for mention in parsed.named}) > 1:
        raise no_answer("mixed_names", scene.language, words=quoted([m.text for m in parsed.named], scene.language))
    filters += named
    for word, scope in parsed.scopes:
        filters += [item for item in scope.filters if item not in filters]
        if scope.stated is not None:
            notes.append(Note("scope", scope.stated, word))
    return list(dict.fromkeys(filters))


def no_reports(parsed: Parsed, scene: Scene) -> Refusal:
    """The refusal of a question whose filters find no report."""
    said = [word for word, _ in parsed.scopes] + [mention.text for mention in parsed.named]
    said += [word for word, _ in parsed.years]
    offices = listed([office.name for office in scene.names.offices], scene.language)
    return no_answer("no_reports", scene.language, words=joined(said, scene.language), offices=offices)


def office_filters(head: ReportHead, scene: Scene) -> list[Filter]:
    """The filters that find one office: its name, and its place where another place has an office of that name."""
    path = head.region.path
    shared = any(other.name == head.office and other.path != path for other in scene.names.offices)
    return [Filter("office", head.office), *([Filter("region", path)] if shared and path else [])]


def year_value(first: int | None, last: int | None) -> str:
    """Years as a filter writes them."""
    return str(first) if first == last and first is not None else f"{first or ''}..{last or ''}"


def one_office(parsed: Parsed, scene: Scene, notes: list[Note], ask: Ask) -> ReportHead:
    """The one report that a figure is asked of."""
    if not parsed.years:
        # The newest report of an office need not be of the library's newest year.
        parsed = replace(parsed, roles=parsed.roles - {"newest"})
    asked = asked_year(parsed, scene)
    if len(parsed.named) > 1:
        readings = [
            ask(office, asked)
            for mention in parsed.named
            for office in reporting_in(candidates(mention, scene), asked)[:3]
        ]
        words = quoted([mention.text for mention in parsed.named], scene.language)
        raise clarify("several_offices", scene.language, readings, words=words)
    mention = parsed.named[0]
    offices = candidates(mention, scene) or _only_one(mention, asked, (scene, ask))
    year = _one_year(parsed, scene, notes, (offices, ask))
    return _report(mention, year, (scene, notes), (offices, ask))


def asked_year(parsed: Parsed, scene: Scene) -> int | None:
    """The one year that a question names, if it names just one."""
    years = {year for span in spans(parsed, scene, []) for year in span}
    return next(iter(years)) if len(years) == 1 else None


def _only_one(mention: Named, year: int | None, about: tuple[Scene, Ask]) -> tuple[Office, ...]:
    """The one office that reports for a place whose government does not; several are asked back."""
    scene, ask = about
    near = near_offices(mention, scene)
    reporting = reporting_in(near, year)
    if len(near) == 1 or len(reporting) == 1:
        return tuple(reporting or near)
    readings = [ask(office, year) for office in (reporting or near)[:_SHOWN]]
    raise clarify("no_seat", scene.language, readings, word=mention.text)


def near_offices(mention: Named, scene: Scene) -> list[Office]:
    """The offices of a place and of all places in it."""
    return [office for path in _paths(mention) for office in scene.names.under(path)]


def reporting_in(offices: Iterable[Office], year: int | None) -> list[Office]:
    """The offices that have a report of the year; all where no year is asked for."""
    return [office for office in offices if year is None or any(head.year == year for head in office.heads)]


def candidates(mention: Named, scene: Scene) -> tuple[Office, ...]:
    """The offices that a mention may be: those of its name, or the government of a bare place."""
    if mention.office is not None:
        return _offices_of(mention, scene)
    paths = _paths(mention)
    return tuple(office for office in scene.names.offices if office.path in paths and office.governs)


def _offices_of(mention: Named, scene: Scene) -> tuple[Office, ...]:
    """The offices that a name with its places may be; a 政府 also its 办公室 where only that one reports."""
    assert mention.office is not None
    name = pick(mention.office, OfficeName)
    assert name is not None
    paths = _paths(mention) if mention.places else None
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


def _paths(mention: Named) -> tuple[str, ...]:
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


def _one_path(mention: Named, scene: Scene, ask: Callable[[str], str]) -> str:
    paths = _paths(mention)
    if not paths:
        raise no_answer("no_such_office", scene.language, word=mention.text, offices=_places(scene))
    if len(paths) > 1:
        readings = [ask(path.replace("/", "")) for path in paths]
        raise clarify("which_place", scene.language, readings, word=mention.text, count=len(paths))
    return paths[0]


def _places(scene: Scene) -> str:
    return listed(sorted({office.path for office in scene.names.offices if office.path}), scene.language)


def _one_year(parsed: Parsed, scene: Scene, notes: list[Note], choices: tuple[Sequence[Office], Ask]) -> int | None:
    found = spans(parsed, scene, notes)
    if not found:
        return None
    first, last = found[0]
    if len(found) == 1 and first == last and first is not None:
        return first
    offices, ask = choices
    years = {year for span in found for year in within(scene.names.years, *span)}
    readings = [
        ask(office, year) for office in offices for year in sorted({h.year for h in office.heads} & years, reverse=True)
    ]
    raise clarify("which_year", scene.language, readings[:_SHOWN])


def _report(
    mention: Named, year: int | None, about: tuple[Scene, list[Note]], choices: tuple[Sequence[Office], Ask]
) -> ReportHead:
    (scene, notes), (every, ask) = about, choices
    offices = reporting_in(every, year) or every
    newest = year if year is not None else max(office.heads[0].year for office in offices)
    fits = [(office, head) for office in offices for head in office.heads if head.year == newest]
    if len({office.seat for office in offices}) > 1:
        readings = [ask(office, year) for office in offices[:_SHOWN]]
        raise clarify("which_office", scene.language, readings, word=mention.text, count=len(offices))
    if not fits:
        years = listed(sorted({head.year for office in offices for head in office.heads}), scene.language)
        raise no_answer("no_office_year", scene.language, office=mention.text, year=newest, years=years)
    if year is None:
        notes.append(Note("newest_year", (str(newest), str(newest))))
    chosen = [fit for fit in fits if mention.office is not None and _is_called(fit[0], mention.office)] or fits
    if len(chosen) > 1:
        readings = [ask(office, newest) for office, _ in chosen]
        raise clarify("which_office", scene.language, readings, word=mention.text, count=len(chosen))
    if mention.office is None or not _is_called(chosen[0][0], mention.office):
        notes.append(Note("bare_place", (chosen[0][0].name, chosen[0][0].name), mention.text))
    elif len(every) > len(offices):
        name = full_name(chosen[0][1])
        notes.append(Note("bare_place", (name, name), mention.text))
    return chosen[0][1]


def _is_called(office: Office, token: Token) -> bool:
    """Whether a name is this office's own; a bare 政府 may be its 办公室 as well."""
    name = pick(token, OfficeName)
    return name is not None and office.bare in name.bare and not (name.seat and "人民政府" not in token.text)
