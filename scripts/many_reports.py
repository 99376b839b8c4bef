"""A library of very many reports for measurements: offices of a fictional province, figures by random."""

import random
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from hashlib import sha256
from itertools import islice, product
from pathlib import Path

from index.library import Library
from ingest.model import Fact, Finding, Level, Location, OfficeKind, Passage, Region, Report, Section, State
from ingest.pipeline import Reading
from ingest.template import Cell, load_template

# One path for all files: their cells then share locations, and 50,000 reports are made in a quarter of the time.
SOURCE = "示例/年报.txt"
YEARS = tuple(range(2019, 2026))
COUNTIES_PER_CITY = 12
COMMITTED = 200 * len(YEARS)
CITY_NAMES = tuple(f"{a}{b}市" for a, b in product("青白赤碧", "霞雁鹿帆鹤"))
COUNTY_NAMES = tuple(f"{a}{b}{e}" for a, b, e in product("松柏枫榆桐槐桑竹兰菊", "溪岭川泉坪台湾塘垭坝洼浦", "县区"))
TOWNSHIP_NAMES = ("东风镇", "西塘镇", "南浦镇", "北坪镇", "中和镇", "长桥乡", "双井乡", "石门乡", "凤台街道")
DEPARTMENTS = tuple(
    f"{name}局"
    for name in (
        *("财政", "教育", "公安", "民政", "司法", "审计", "统计", "水利", "林业", "体育", "税务", "医疗保障"),
        *("生态环境", "自然资源", "市场监督管理", "应急管理", "城市管理", "交通运输"),
    )
)
NUMBERS = (0, 0, 0, 0, 0, 0, 1, 1, 2, 3, 5, 8, 13, 40, 120)
TEXTS = {
    "problem": ("政策解读的形式不够丰富。", "工作人员力量不足，专职人员较少。", "公开平台建设还不够完善。"),
    "measure": ("下一步将加强业务培训。", "下一步将增加图解和视频解读。", "下一步将配备专职人员。"),
}
Office = tuple[str, Region, Level, OfficeKind]


def offices() -> Iterator[Office]:
    """Every office of the province, those of a city together."""
    for number, city in enumerate(CITY_NAMES):
        yield from _governing(Region("示例省", city), "prefecture")
        counties = COUNTY_NAMES[number * COUNTIES_PER_CITY : (number + 1) * COUNTIES_PER_CITY]
        for county in counties:
            yield from _governing(Region("示例省", city, county), "county")
            for township in TOWNSHIP_NAMES:
                region = Region("示例省", city, county, township)
                yield f"{county}{township}人民政府", region, "township", "township"


def _governing(region: Region, level: Level) -> Iterator[Office]:
    """A government and its departments."""
    place = region.parts[-1]
    yield f"{place}人民政府办公室", region, level, "government"
    yield from ((f"{place}{name}", region, level, "department") for name in DEPARTMENTS)


def build(path: Path, reports: int) -> None:
    """The library in a folder, unless there is one already."""
    if (path / "catalog.sqlite").is_file():
        return
    rng = random.Random(1)
    every = islice((_reading(rng, office, year) for office in offices() for year in YEARS), reports)
    with Library.open(path, write=True, create=True) as library:
        # All years of an office in one commit: each commit compares the years of the offices that it touches.
        while part := tuple(islice(every, COMMITTED)):
            library.catalog.commit(part)
        library.replay()


def _reading(rng: random.Random, office: Office, year: int) -> Reading:
    name, region, level, kind = office
    template = load_template("2021" if year > 2020 else "2019")
    facts = tuple(_figure(rng, cell) for cell in template.cells.values())
    title = f"{name}{year}年政府信息公开工作年度报告"
    findings = (_finding(),) if rng.random() < 0.05 else ()
    sections, passages = _narrative(rng)
    report = Report(
        *(SOURCE, name, name, region, level, kind, year, template.name, title),
        *(facts, findings, (), sections, passages),
    )
    return Reading(SOURCE, sha256(f"{region.path}{title}".encode()).hexdigest(), b"", report, None)


def _figure(rng: random.Random, cell: Cell) -> Fact:
    chance = rng.random()
    state: State = "blank" if chance < 0.03 else "dash" if chance < 0.04 else "unread" if chance < 0.042 else "value"
    return _fact(cell.key, state, rng.choice(NUMBERS) if state == "value" else None)


@cache
def _fact(key: str, state: State, number: int | None) -> Fact:
    cell = next(cell for name in ("2021", "2019") for cell in load_template(name).cells.values() if cell.key == key)
    place = Location(SOURCE, None, 40, f"表{cell.table}", cell.row, cell.column)
    if number is None:
        return Fact(key, None, "—" if state == "dash" else None, state, place)
    return Fact(key, Decimal(number), str(number), "value" if number else "zero", place)


@cache
def _finding() -> Finding:
    place = Location(SOURCE, None, 40, "表四", "行政复议", "总计")
    message = "行政复议的各项结果之和与总计不等"
    return Finding("review_sum", "error", "report", place, message, "11", "10", ("reconsideration.total",))


def _narrative(rng: random.Random) -> tuple[tuple[Section, ...], tuple[Passage, ...]]:
    place = Location(SOURCE, None, 60)
    problem, measure = rng.choice(TEXTS["problem"]), rng.choice(TEXTS["measure"])
    text = problem + measure
    middle = len(problem)
    passages = (
        Passage(5, "problem", problem, 0, middle, place),
        Passage(5, "measure", measure, middle, len(text), place),
    )
    return (Section(5, "五、存在的主要问题及改进情况", text, place),), passages
