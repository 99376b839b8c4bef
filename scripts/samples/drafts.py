"""The fictional reports, one draft a year of an office, in the order of the offices."""

from random import Random

from scripts.samples.figures import Facts, series
from scripts.samples.flaws import print_cells
from scripts.samples.model import Draft, Dress, Office, Special, Wording
from scripts.samples.narrative import Year, section_one, section_six, speech
from scripts.samples.offices import OFFICES, SEED, SPECIALS
from scripts.samples.phrases import Sentences, Topics
from scripts.samples.problems import section_five

_DRESS_ORDER: tuple[Dress, ...] = ("hash", "plain", "bare", "pdf", "plain", "hash", "pdf", "bare", "plain")
_FILE_NAMES = ("{title}{year}.txt", "{title}{year}年政府信息公开工作年度报告.txt", "{year}年报-{title}.txt")
_WITHOUT_PROBLEMS = {("bailu-zhaoyang", 2023), ("qinglan-hongqi", 2022)}


def fictional_drafts() -> tuple[Draft, ...]:
    """All reports of 示例省."""
    topics, sentences = Topics(), Sentences()
    drafts: list[Draft] = []
    for office in OFFICES:
        figures = series(office)
        before: Wording | None = None
        for year in office.years:
            draft = _draft(_year(office, year, figures), len(drafts), (topics, sentences), before)
            before = draft.wording
            drafts.append(draft)
    return tuple(drafts)


def _year(office: Office, year: int, figures: dict[int, Facts]) -> Year:
    special = SPECIALS.get((office.slug, year), Special())
    last = figures.get(year - 1)
    last_new = int(last["applications.new.total"]) if last else None
    return Year(office, year, special.name or office.name, special, figures[year], last_new)


def _draft(year: Year, turn: int, words: tuple[Topics, Sentences], before: Wording | None) -> Draft:
    office, special = year.office, year.special
    title = special.title or year.name
    return Draft(
        file=_FILE_NAMES[turn % len(_FILE_NAMES)].format(title=title, year=year.year),
        office=year.name,
        title=title,
        region=special.region or office.region,
        level=office.level,
        kind=office.kind,
        year=year.year,
        template="2019" if year.year < 2021 else "2021",
        cells=print_cells(year.facts, special.flaws),
        wording=_wording(year, turn, words, before),
        dress=special.dress or _DRESS_ORDER[turn % len(_DRESS_ORDER)],
        flaws=special.flaws,
    )


def _wording(year: Year, turn: int, words: tuple[Topics, Sentences], before: Wording | None) -> Wording:
    topics, sentences = words
    talk = speech(year, sentences)
    one = section_one(year, talk)
    rng = Random(f"{SEED}/{year.office.slug}/{year.year}/five")
    items = [topics.draw() for _ in range(rng.choice((2, 2, 3, 3, 3, 4)))]
    stated = (year.office.slug, year.year) not in _WITHOUT_PROBLEMS
    five, problems, measures = section_five(items, talk, turn, problems_stated=stated)
    if before and "repeated_text" in year.special.flaws:
        five, problems, measures = before.sections[5], before.problems, before.measures
        five = tuple(line.replace(str(year.year), str(year.year + 1)) for line in five)
    six = section_six(year, talk)
    sections = {1: one, 5: five, 6: six}
    return Wording(sections, problems, measures, tuple(talk.quoted), talk.narrative)
