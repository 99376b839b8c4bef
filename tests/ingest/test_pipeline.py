from pathlib import Path
from time import process_time

import pytest

from ingest.errors import IngestError, NotAnAnnualReport, UnreadableFile
from ingest.pipeline import Reading, find_sources, read_all, read_report
from tests.ingest.builder import HEADINGS, TITLE, read, report_text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Reports of several years, and three files that are none."""
    root = tmp_path / "收件"
    (root / "乙").mkdir(parents=True)
    for year in (2021, 2022, 2023, 2024):
        (root / "乙" / f"{year}.txt").write_text(report_text(title=TITLE.replace("2023", str(year))), encoding="utf-8")
    (root / "甲.txt").write_bytes(b"")
    (root / "通知.txt").write_text("关于年度报告的通知\n" * 50, encoding="utf-8")
    (root / "图片.bin").write_bytes(bytes(range(256)))
    (root / ".隐藏.txt").write_text("隐藏", encoding="utf-8")
    return root


def readings(folder: Path, jobs: int = 1) -> list[Reading]:
    return list(read_all(find_sources([folder]), jobs, lambda sha256: False))


def test_folder_gives_its_files_by_path_without_the_hidden_ones(folder: Path) -> None:
    names = [source.source for source in find_sources([folder])]
    assert names == sorted(names)
    assert len(names) == 7
    assert names[0].startswith("收件/")


def test_file_given_by_itself_is_named_without_its_folder(folder: Path) -> None:
    assert [source.source for source in find_sources([folder / "甲.txt", folder / "乙" / "2021.txt"])] == [
        "甲.txt",
        "2021.txt",
    ]


def test_path_that_does_not_exist_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"没有/这里.*请"):
        list(find_sources([Path("没有/这里")]))


def test_two_jobs_give_the_same_readings_in_the_same_order_as_one(folder: Path) -> None:
    one, two = readings(folder), readings(folder, jobs=2)
    assert [(item.source, item.sha256, item.report, str(item.error)) for item in one] == [
        (item.source, item.sha256, item.report, str(item.error)) for item in two
    ]
    assert [item.report.year for item in one if item.report] == [2021, 2022, 2023, 2024]


def test_files_that_are_no_reports_are_refused_by_name_and_the_rest_is_read(folder: Path) -> None:
    refused = {item.source: item.error for item in readings(folder) if item.error}
    assert {name: type(error) for name, error in refused.items()} == {
        "收件/甲.txt": UnreadableFile,
        "收件/图片.bin": UnreadableFile,
        "收件/通知.txt": NotAnAnnualReport,
    }
    for name, error in refused.items():
        assert error is not None and error.location.file == name
        assert "请" in error.problem or "能读的有" in error.problem


def test_known_file_is_not_read_again(folder: Path) -> None:
    known = {item.sha256 for item in readings(folder) if item.report}
    again = list(read_all(find_sources([folder]), 1, known.__contains__))
    assert [(item.report, item.error) for item in again if item.sha256 in known] == [(None, None)] * 4


def test_reading_is_a_pure_function_of_bytes_and_name() -> None:
    data = report_text().encode()
    assert read_report(data, "示例.txt") == read_report(data, "示例.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_report_is_the_same_in_any_encoding(encoding: str) -> None:
    assert read_report(report_text().encode(encoding), "示例.txt") == read(report_text())


@pytest.mark.parametrize("marks", ["{}", "## {}", "### {}", "#### {}", "**{}**", "## **{}**", "　　{}"])
def test_markup_of_headings_makes_no_difference_to_cells_and_texts(marks: str) -> None:
    text = report_text(cells={"applications.new.total": "0"})
    for heading in (TITLE, *HEADINGS.values()):
        text = text.replace(heading + "\n", marks.format(heading) + "\n")
    report, plain = read(text), read(report_text())
    assert [(fact.key, fact.value) for fact in report.facts] == [(fact.key, fact.value) for fact in plain.facts]
    assert [section.text for section in report.sections] == [section.text for section in plain.sections]


BAIT = [
    "市",
    "省",
    "（",
    "第",
    "一、",
    "1.",
    "2023年",
    "公开",
    "结转",
    "复议",
    "**",
    "# ",
    "\t",
    "9",
    "9,",
    "件",
    "其他",
    "总计",
    "①",
    "ﷺ",
    "1 ",
]


@pytest.mark.parametrize("bait", BAIT)
@pytest.mark.parametrize("place", [1, 3, 5])
def test_endless_repeats_are_read_or_refused_in_time(bait: str, place: int) -> None:
    """A tenth of what was tried by hand, with a tenth of its time."""
    text = report_text(texts={place: bait * 10_000})
    started = process_time()
    try:
        report = read(text)
    except IngestError as refusal:
        assert refusal.problem
    else:
        assert report.year == 2023
    assert process_time() - started < 2
