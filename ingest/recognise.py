"""Is this an annual report, and which: the office, the region, the year, from title, text and file name."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from ingest.errors import NotAnAnnualReport
from ingest.gazetteer import Gazetteer
from ingest.model import Block, Finding, Level, Location, OfficeKind, Paragraph, Region
from ingest.prose import WRAPPED_LENGTH
from ingest.regions import OfficeName, complete_region, kind_of, level_of, split_office
from ingest.sections import Span
from ingest.years import find_years

_CORE = re.compile(
    r"(?:政府|政务)?信息公开(?:工作)?(?:情况)?(?:的)?(?P<inner>20\d\d年度?|[二2][〇○零O0一二三四五六七八九]{3}年度?)?"
    r"(?:年度|工作)*(?:情况)?(?:报告|年报)(?P<after>[（(]20\d\d年?度?[）)])?"
)
_NOTICE = re.compile(r"通知|的函|公告|通报|模板|格式|解读|汇编|指南|要求$|编制|发布$")
_DIGEST = re.compile(r"^(?:关于|印发|发布|公布)|的$")
_PERIOD = re.compile(r"(20\d\d)年1月1日(?:起)?(?:至|到|—|-|－|~|～)+(?:(20\d\d)年)?12月31日")
_CLAUSE_START = re.compile(
    r"[^\u4e00-\u9fff]|现将|现就|现由|根据|按照|公布|发布|编制|关于|本报告|[由经是为在向对和与及]"
)
_METADATA = re.compile(
    r"(?:索引号|发布(?:时间|日期|机构)|来源|浏览|点击|字体|字号|文号|信息分类|主题|成文日期|作者)[^\u4e00-\u9fff]"
)
_LONGEST_PLACES = 20
_TITLE_LINES = 12
_LONGEST_TITLE = 90


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


@dataclass(frozen=True, slots=True)
class _Title:
    text: str
    office: str
    years: tuple[int, ...]
    location: Location


def recognise(source: str, before: Sequence[Block], spans: Sequence[Span], gazetteer: Gazetteer) -> Identity:
    """Office, region, year of the report. `before` is what stands above the first statutory section.

    Raises NotAnAnnualReport where neither title nor sections are those of an annual report, or office or year are
    nowhere named.
    """
    title = _find_title(before) or _find_title(_first_lines(spans)) or _title_of_name(source)
    if title is None or (not spans and _NOTICE.search(title.text)):
        raise NotAnAnnualReport(Location(source), "没有找到“政府信息公开工作年度报告”的标题，请确认这是一份年度报告")
    text = compact(_all_text(before, spans))
    if len(spans) < 2 and len(text) < 300:
        raise NotAnAnnualReport(Location(source), "没有年度报告的法定章节，也没有足够的正文，请确认文件是否完整")
    year, findings = _year(title, text, source)
    printed = title.office or _office_in_text(text, year) or _office_of_name(source)
    if not printed:
        raise NotAnAnnualReport(title.location, f"标题“{title.text}”没有写明单位，正文和文件名里也没有找到")
    office = _longer_form(printed, text, gazetteer)
    name = split_office(office, gazetteer)
    region, choices = complete_region(_region_in_text(name.region, text, gazetteer), text + source, gazetteer)
    if choices:
        findings.append(_ambiguous(name, [place.region for place in choices], title.location))
    return Identity(title.text, printed, office, region, level_of(name), kind_of(name), year, tuple(findings))


def compact(text: str) -> str:
    """Text without white space, widths folded, for looking things up in it."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _find_title(blocks: Sequence[Block]) -> _Title | None:
    """The shortest run of one to three lines that reads as a title and names an office, else one that names none."""
    lines = [block for block in blocks if isinstance(block, Paragraph)][:_TITLE_LINES]
    lines = [line for line in lines if not _METADATA.search(line.text)]
    titles = [
        title
        for count in (1, 2, 3)
        for index in range(len(lines) - count + 1)
        if (title := _as_title("".join(line.text for line in lines[index : index + count]), lines[index].location))
    ]
    return next((title for title in titles if title.office), titles[0] if titles else None)


def _as_title(text: str, location: Location) -> _Title | None:
    printed = re.sub(r"\s+", "", text)
    if len(printed) > _LONGEST_TITLE or "。" in printed:
        return None
    match = _CORE.search(printed)
    if match is None or _NOTICE.search(printed[match.end() :]) or len(printed) - match.end() > 12:
        return None
    head = printed[: match.start()]
    years = tuple(year for year, _, _ in find_years(re.sub(r"(20\d\d)(?=[）)])", r"\1年", printed)))
    office = _without_years(head)
    return _Title(printed, office, years, location)


def _without_years(text: str) -> str:
    for _, start, end in reversed(find_years(text)):
        tail = re.match(r"年?度?", text[end:])
        text = text[:start] + text[end + (tail.end() if tail else 0) :]
    text = re.sub(r"^.*?数据摘录[^\u4e00-\u9fff]*非原文[)）】\]]*", "", text)
    return _DIGEST.sub("", text.strip("-—_·|：: 《》“”")).removesuffix("的").strip("《》“”")


def _first_lines(spans: Sequence[Span]) -> list[Block]:
    return list(spans[0].blocks[:2]) if spans else []


def _title_of_name(source: str) -> _Title | None:
    return _as_title(PurePosixPath(source).stem, Location(source))


def _office_of_name(source: str) -> str:
    title = _title_of_name(source)
    return title.office if title else ""


def _office_in_text(text: str, year: int) -> str:
    """The office whose report the opening sentences say this is: 现公布…人民政府2023年政府信息公开工作年度报告."""
    match = re.search(
        rf"(?:[,。、]?(?:现将|现)?(?:公布|发布|编制)|[,。、](?:现将)?)([\u4e00-\u9fff（）()]{{4,30}}?)(?:{year}年|二[〇○]\S\S年)度?政府信息公开",
        text,
    )
    return match[1] if match else ""


def _all_text(before: Sequence[Block], spans: Sequence[Span]) -> str:
    """All lines in a row; a title or a short line ends its sentence, a long line may be wrapped in mid-name."""
    blocks = [*before, *(block for span in spans for block in span.blocks)]
    lines = [block.text.strip() for block in blocks if isinstance(block, Paragraph)]
    return "".join(f"{line}。" if len(line) < WRAPPED_LENGTH or _CORE.search(line) else line for line in lines)


def _year(title: _Title, text: str, source: str) -> tuple[int, list[Finding]]:
    periods = {int(year) for match in _PERIOD.finditer(text) for year in match.groups() if year}
    in_name = [year for year, _, _ in find_years(re.sub(r"(20\d\d)", r"\1年", PurePosixPath(source).stem))]
    year = next(iter((*title.years, *sorted(periods), *in_name)), None)
    if year is None:
        raise NotAnAnnualReport(title.location, f"标题“{title.text}”、统计期限和文件名里都没有年份")
    stated = {"标题": set(title.years), "统计期限": periods}
    named = [f"{where}写 {'、'.join(map(str, sorted(years)))}" for where, years in stated.items() if years - {year}]
    if not named:
        return year, []
    message = f"年份不一致：按 {year} 年收入，{'；'.join(named)}"
    return year, [Finding("year_mismatch", "warning", "report", title.location, message, str(year))]


def _longer_form(printed: str, text: str, gazetteer: Gazetteer) -> str:
    """The printed name, completed by the places that the text prints in front of that same name."""
    head = split_office(printed, gazetteer).region
    if head.province or not head.parts:
        return printed
    best = printed
    ends = (match.start() for match in re.finditer(re.escape(compact(printed)), text))
    for before in _texts_before(text, ends):
        best = max(best, _places_at_end(before, gazetteer) + printed, key=len)
    return best


def _texts_before(text: str, ends: Iterable[int]) -> Iterable[str]:
    """What stands in front of each end, as far as names of places reach; each wording once."""
    return dict.fromkeys(text[max(0, end - _LONGEST_PLACES) : end] for end in ends)


def _places_at_end(before: str, gazetteer: Gazetteer) -> str:
    """The longest row of place names that the text ends in; empty where there is none.

    A place that the gazetteer knows begins wherever it stands, another one only where a clause begins.
    """
    clause = len(before) - len(_CLAUSE_START.split(before)[-1])
    for start in range(len(before) - 1):
        begins = start == clause or gazetteer.leading(before[start:])
        if begins and not split_office(before[start:], gazetteer).rest:
            return before[start:]
    return ""


def _region_in_text(region: Region, text: str, gazetteer: Gazetteer) -> Region:
    """The region with larger places that the text prints in a row in front of its own: 示例省白鹭市红旗区.

    Of a name without any place, as a zone's, the province and city that the text prints in a row, if they are always
    the same. Rows that contradict each other say nothing.
    """
    own = region.county or region.city
    if region.province:
        return region
    pattern = re.escape(own) if own else r"[\u4e00-\u9fff]{2,5}?(?:市|自治州|盟)"
    rows: dict[Region, None] = {}
    for before in _texts_before(text, (match.end() for match in re.finditer(pattern, text))):
        found = split_office(_places_at_end(before, gazetteer), gazetteer).region
        if found.province and own in (None, found.city, found.county) and (own or found.city):
            rows[found] = None
    fullest = max(rows, key=lambda row: len(row.parts), default=region)
    contradicted = any(not set(other.parts) <= set(fullest.parts) for other in rows)
    if contradicted or (region.city and fullest.city != region.city):
        return region
    return replace(region, province=fullest.province, city=fullest.city)


def _ambiguous(name: OfficeName, choices: Sequence[Region], location: Location) -> Finding:
    places = "、".join(region.path for region in choices[:6])
    message = f"“{name.region.path}”有 {len(choices)} 处，报告没有写明是哪一处：{places}"
    return Finding("region_ambiguous", "warning", "report", location, message)
