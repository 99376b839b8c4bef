"""Is this an annual report, and which: the office, the region, the year, from title, text and file name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from ingest.errors import NotAnAnnualReport
from ingest.gazetteer import Gazetteer
from ingest.model import Block, Document, Finding, Level, Location, OfficeKind, Paragraph, Region
from ingest.places_in_text import longer_form, region_in_text
from ingest.prose import WRAPPED_LENGTH
from ingest.regions import OfficeName, complete_region, kind_of, level_of, split_office
from ingest.sections import Span
from ingest.titles import Title, compact, find_title, folded, is_title, title_of_file, title_of_page, years_of_file
from ingest.traditional import simplified
from ingest.years import find_years

_PERIOD = re.compile(r"(20\d\d)年1月1日(?:起)?(?:至|到|—|-|－|~|～)+(?:(20\d\d)年)?12月31日")
FEWEST_CHARACTERS = 300


@dataclass(frozen=True, slots=True)
class Identity:
    """Which report a file is, with findings where its parts disagree."""

    title: str
    printed_office: str
    office: str
    region: Region
    level: Level
    office_kind: OfficeKind
    year: int
    findings: tuple[Finding, ...]


def recognise(document: Document, before: Sequence[Block], spans: Sequence[Span], gazetteer: Gazetteer) -> Identity:
    """Office, region, year of the report. `before` is what stands above the first statutory section.

    Raises NotAnAnnualReport where neither title nor sections are those of an annual report, or office or year are
    nowhere named.
    """
    source = document.source
    first_lines = spans[0].blocks[:2] if spans else ()
    printed_titles = (find_title(before), find_title(first_lines))
    page, file = title_of_page(document.title, source), title_of_file(source)
    title = next((found for found in (*printed_titles, page, file) if found), None)
    if title is None or (not spans and title.announces):
        raise NotAnAnnualReport(Location(source), "没有找到“政府信息公开工作年度报告”的标题，请确认这是一份年度报告")
    printed_text = folded(_all_text(before, spans))
    text = simplified(printed_text)
    if len(spans) < 2 and len(text) < FEWEST_CHARACTERS:
        raise NotAnAnnualReport(Location(source), "没有年度报告的法定章节，也没有足够的正文，请确认文件是否完整")
    year, findings = _year(title, text, source)
    offices = (title.office, _office_in_text(printed_text, year), *(other.office for other in (page, file) if other))
    printed = next(filter(None, offices), None)
    if not printed:
        raise NotAnAnnualReport(title.location, f"标题“{title.text}”没有写明单位，正文和文件名里也没有找到")
    findings.extend(_conflicts(printed, year, title.location, {"网页标题": page, "文件名": file}, source))
    office = longer_form(printed, printed_text, gazetteer)
    name = split_office(office, gazetteer)
    region, choices = complete_region(
        region_in_text(name.region, text, gazetteer), text + PurePosixPath(source).name, gazetteer
    )
    if choices:
        findings.append(_ambiguous(name, [place.region for place in choices], title.location))
    return Identity(title.text, printed, office, region, level_of(name), kind_of(name), year, tuple(findings))


def _office_in_text(text: str, year: int) -> str:
    """The office whose report the opening sentences say this is: 现公布…人民政府2023年政府信息公开工作年度报告."""
    match = re.search(
        rf"(?:[,。、]?(?:现将|现)?(?:公布|发布|编制)|[,。、](?:现将)?)([\u4e00-\u9fff（）()]{{4,30}}?)(?:{year}年|二[〇○]\S\S年)度?政府信息公开",
        simplified(text),
    )
    return text[match.start(1) : match.end(1)] if match else ""


def _all_text(before: Sequence[Block], spans: Sequence[Span]) -> str:
    """All lines in a row; a title or a short line ends its sentence, a long line may be wrapped in mid-name."""
    blocks = [*before, *(block for span in spans for block in span.blocks)]
    lines = [block.text.strip() for block in blocks if isinstance(block, Paragraph)]
    return "".join(f"{line}。" if len(line) < WRAPPED_LENGTH or is_title(line) else line for line in lines)


def _year(title: Title, text: str, source: str) -> tuple[int, list[Finding]]:
    periods = {int(year) for match in _PERIOD.finditer(text) for year in match.groups() if year}
    year = next(iter((*title.years, *sorted(periods), *years_of_file(source))), None)
    if year is None:
        raise NotAnAnnualReport(title.location, f"标题“{title.text}”、统计期限和文件名里都没有年份")
    in_text = [named for named, _, _ in find_years(text.replace(compact(title.text), ""))]
    # A text that never names its year but the one before was taken over from last year.
    left = {year - 1} if year not in in_text and year - 1 in in_text else set()
    stated = {"标题": set(title.years), "统计期限": periods, "正文": left}
    named = [f"{where}写 {'、'.join(map(str, sorted(years)))}" for where, years in stated.items() if years - {year}]
    if not named:
        return year, []
    message = f"年份不一致：按 {year} 年收入，{'；'.join(named)}"
    return year, [Finding("year_mismatch", "warning", "report", title.location, message, str(year))]


def _conflicts(
    office: str, year: int, place: Location, others: dict[str, Title | None], source: str
) -> Iterator[Finding]:
    """Where the page's name or the file's name another office or year than the report."""
    for where, title in others.items():
        if title and title.office and not _same_office(title.office, office):
            message = f"单位不一致：报告写“{office}”，{where}写“{title.office}”"
            yield Finding("identity_conflict", "warning", "report", place, message, office, title.office)
    years = years_of_file(source)
    if years and year not in years:
        printed = "、".join(map(str, years))
        message = f"年份不一致：报告是 {year} 年，文件名写 {printed}"
        yield Finding("identity_conflict", "warning", "report", place, message, str(year), printed)


def _same_office(one: str, two: str) -> bool:
    """Whether one name may be a shorter form of the other: 西工区 and 洛阳市西工区人民政府办公室."""
    short, long = sorted((compact(one), compact(two)), key=len)
    rest = iter(long)
    return all(character in rest for character in short)


def _ambiguous(name: OfficeName, choices: Sequence[Region], location: Location) -> Finding:
    places = "、".join(region.path for region in choices[:6])
    message = f"“{name.region.path}”有 {len(choices)} 处，报告没有写明是哪一处：{places}"
    return Finding("region_ambiguous", "warning", "report", location, message)
