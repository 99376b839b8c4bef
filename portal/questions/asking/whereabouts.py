"""Which reports a question is about: its years, its places and offices, what it leaves out."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from index.model import Filter, ReportHead
from portal.questions.asking.left_out import left_out_filters
from portal.questions.asking.naming import (
    Scene,
    candidates,
    listed,
    near_offices,
    offices_filters,
    offices_of,
    one_path,
    reporting_in,
)
from portal.questions.asking.years import asked_year, spans, within, year_value
from portal.questions.cutting.parts import Named, Parsed, pick
from portal.questions.refusal import Refusal, clarify, no_answer, quoted
from portal.questions.saying.notes import Note, joined
from portal.questions.words.meanings import OfficeName, Scope, Token
from portal.questions.words.names import Office, full_name

Ask = Callable[[Office, int | None], str]

_SHOWN = 12
_TOWNSHIP = Filter("level", "township")
_GOVERNMENT = Filter("office_kind", "government")


def list_filters(parsed: Parsed, scene: Scene, notes: list[Note], ask: Callable[[str], str]) -> list[Filter]:
    """The filters of a list: years, places, offices, levels. `ask` words the question for a place."""
    filters = [Filter("year", year_value(first, last)) for first, last in spans(parsed, scene, notes)]
    filters = [item for item in filters if item.value != ".."]
    if not parsed.years and "newest" not in parsed.roles:
        notes.append(Note("all_years"))
    named: list[Filter] = []
    offices: list[Office] = []
    for mention in parsed.named:
        if mention.office is None:
            path = one_path(mention, scene, ask)
            named.append(Filter("region", path))
        else:
            offices += offices_of(mention, scene)
    if len({mention.office is None for mention in parsed.named}) > 1:
        raise no_answer("mixed_names", scene.language, words=quoted([m.text for m in parsed.named], scene.language))
    filters += [*named, *_of_offices(offices, scene)]
    filters += left_out_filters(parsed, scene, notes)
    _refuse_apart(parsed, scene)
    for word, scope in with_townships(parsed).scopes:
        filters += [item for item in scope.filters if item not in filters]
        if scope.stated is not None:
            notes.append(Note("scope", scope.stated, word))
    return list(dict.fromkeys(filters))


def _of_offices(offices: Sequence[Office], scene: Scene) -> list[Filter]:
    """The filters that find all reports of these offices."""
    found = offices_filters([office.heads[0] for office in offices], scene)
    if not any(item.name == "report" for item in found):
        return found
    return [Filter("report", head.report_id) for office in offices for head in office.heads]


def with_townships(parsed: Parsed) -> Parsed:
    """区县和乡镇: governments and, where townships are named beside them, what they have in a government's stead."""
    filters = [item for _, scope in parsed.scopes for item in scope.filters]
    if _TOWNSHIP not in filters or _GOVERNMENT not in filters:
        return parsed
    return replace(parsed, scopes=[*parsed.scopes, ("", Scope((Filter("office_kind", "township"),)))])


def _refuse_apart(parsed: Parsed, scene: Scene) -> None:
    """Stop at 部门和区县: kinds of one level beside kinds of all are no one set of filters."""
    for (one, scope), (other, beside) in pairwise(parsed.scopes):
        joined_up = re.search(rf"{re.escape(one)}(?:和|与|及|、|跟|以及| and ){re.escape(other)}", scene.text)
        levels = [{item.name for item in each.filters} >= {"level"} for each in (scope, beside)]
        if joined_up and levels[0] != levels[1]:
            raise no_answer("scopes_apart", scene.language, words=quoted([one, other], scene.language))


def no_reports(parsed: Parsed, scene: Scene) -> Refusal:
    """The refusal of a question whose filters find no report."""
    said = [word for word, _ in parsed.scopes] + [mention.text for mention in parsed.named]
    said += [word for word, _ in parsed.years]
    offices = listed([office.name for office in scene.names.offices], scene.language)
    return no_answer("no_reports", scene.language, words=joined(said, scene.language), offices=offices)


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


def _only_one(mention: Named, year: int | None, about: tuple[Scene, Ask]) -> tuple[Office, ...]:
    """The one office that reports for a place whose government does not; several are asked back."""
    scene, ask = about
    near = near_offices(mention, scene)
    reporting = reporting_in(near, year)
    readings = [ask(office, year) for office in (reporting or near)[:_SHOWN]]
    raise clarify("no_seat", scene.language, readings, word=mention.text)


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
        meant = offices[:_SHOWN]
        readings = [scene.said_with(mention, full_name(office.heads[0])) or ask(office, year) for office in meant]
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
