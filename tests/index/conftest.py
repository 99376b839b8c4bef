import random
from collections.abc import Iterator

import pytest

from index.layout import Layout
from index.library import Library
from index.segmenter import load_terms
from ingest.model import Finding, Level, Location, OfficeKind, Region, Report, Severity, TemplateName
from tests.conftest import BAILU, QINGSHAN, make_reading, make_report

OFFICES: tuple[tuple[str, Region, Level, OfficeKind], ...] = (
    ("白鹭区人民政府办公室", BAILU, "county", "government"),
    ("青山市人民政府", QINGSHAN, "prefecture", "government"),
    ("青山市生态环境局", QINGSHAN, "prefecture", "department"),
    ("云溪县人民政府", Region("示例省", "石桥市", "云溪县"), "county", "government"),
    ("云溪县东岭镇人民政府", Region("示例省", "石桥市", "云溪县", "东岭镇"), "township", "township"),
    ("北京市朝阳区人民政府", Region("北京市", None, "朝阳区"), "county", "government"),
)
YEARS = (2020, 2021, 2022, 2023)
FILLERS = (
    *(
        "本年度",
        "共收到",
        "12件",
        "１２件",
        " 3.5% ",
        "GB/T 1",
        "的",
        "，",
        "、",
        "。",
        "\n",
        "　",
        "“放管服”",
        "(一)",
        "（一）",
    ),
    *("ABC", "abc", "Ａｂ", "等工作", "有所加强", "1,286条", "与", "和", "x-y", "《条例》", "\t", "  "),
)
DRAWN_CELLS = (
    *("reconsideration.corrected", "reconsideration.total", "litigation_direct.corrected"),
    *("applications.refused.third_party.total", "applications.new.total", "applications.concluded.total"),
)
CHECKS: tuple[tuple[str, Severity], ...] = (
    ("row_sum", "error"),
    ("text_vs_table", "warning"),
    ("restored_cells", "note"),
)


def mixed_text(rng: random.Random, words: tuple[str, ...], length: int) -> str:
    """Sentences of dictionary words among what reports print around them."""
    parts = (rng.choice(words) if rng.random() < 0.6 else rng.choice(FILLERS) for _ in range(length))
    return "".join(parts).strip() + "。"


def varied_report(rng: random.Random, place: int, year: int) -> Report:
    """A report of one of OFFICES whose figures, findings and words are drawn by chance."""
    office, region, level, kind = OFFICES[place]
    template: TemplateName = "2019" if year < 2021 else "2021"
    words = (*load_terms(), *region.parts)
    sections = {number: mixed_text(rng, words, 60) for number in (1, 5, 6) if rng.random() < 0.9}
    sections[5] = sections.get(5, "") + "下一步" + mixed_text(rng, words, 20)
    values: tuple[int | str | None, ...] = (0, 0, 1, 2, 5, 40, None, "—", "?", "=3")
    source = f"示例/{office}{year}.txt"
    findings = tuple(
        Finding(check, severity, rng.choice(("report", "reading")), Location(source), f"{check} 不符")
        for check, severity in CHECKS
        if rng.random() < 0.4
    )
    return make_report(
        office,
        year,
        region=region,
        level=level,
        office_kind=kind,
        template=template,
        cells={key: rng.choice(values) for key in DRAWN_CELLS},
        sections={1: "", 5: "", 6: ""} | sections,
        findings=findings,
    )


@pytest.fixture(scope="session")
def varied() -> tuple[Report, ...]:
    rng = random.Random(20)
    return tuple(varied_report(rng, place, year) for place in range(len(OFFICES)) for year in YEARS)


@pytest.fixture(scope="session")
def built(varied: tuple[Report, ...], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of all varied reports, committed in batches as an ingest does."""
    path = tmp_path_factory.mktemp("built") / "library"
    with Library.open(path, write=True, create=True) as library:
        for start in range(0, len(varied), 5):
            library.catalog.commit([make_reading(report) for report in varied[start : start + 5]])
            library.replay()
        yield library


@pytest.fixture
def library(layout: Layout) -> Iterator[Library]:
    """An empty library opened to write."""
    with Library.open(layout.root, write=True, create=True) as opened:
        yield opened
