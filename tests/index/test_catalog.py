import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from index.catalog import Catalog
from index.errors import LibraryLocked, NoLibrary, WrongFormat
from index.identity import identity, report_id
from index.layout import FORMAT_VERSION, Layout
from ingest.errors import UnreadableFile
from ingest.model import Fact, Finding, Location, NotJudged, Report
from ingest.pipeline import Reading
from tests.conftest import make_reading, make_report


def only_id(catalog: Catalog) -> str:
    (head,) = catalog.heads()
    return head.report_id


def rich_report() -> Report:
    place = Location("别处.txt", page=3, line=7, table="表三", row="（一）予以公开", column="自然人")
    amount = Fact("narrative.information_fee", Decimal("251000.50"), "251000.50元", "value", place)
    finding = Finding("row_sum", "error", "report", place, "合计不符", "12", "13", ("applications.new.total",))
    report = make_report(
        cells={"applications.new.business": "=5", "disclosure.fees.amount": None, "litigation_direct.total": "—"}
    )
    return replace(
        report, facts=(*report.facts, amount), findings=(finding,), not_judged=(NotJudged("balance", "有一格未读出"),)
    )


def test_a_report_comes_back_as_it_went_in(catalog: Catalog) -> None:
    report = rich_report()
    result = catalog.commit([make_reading(report)])
    stored = catalog.current(only_id(catalog))
    assert stored is not None
    assert stored.report == report
    assert (stored.version, stored.current, stored.sources) == (1, True, (report.source,))
    assert result.new == (stored.head.report_id,)
    assert stored.head.report_id == report_id(identity(report.office, report.region, report.year))


def test_decimals_keep_every_digit(catalog: Catalog) -> None:
    catalog.commit([make_reading(rich_report())])
    fact = catalog.facts(["narrative.information_fee"])[only_id(catalog)]["narrative.information_fee"]
    assert str(fact.value) == "251000.50"


def test_a_known_file_changes_nothing(catalog: Catalog) -> None:
    first = catalog.commit([make_reading(make_report(), b"a")])
    again = catalog.commit([make_reading(make_report(), b"a")])
    known = catalog.commit([Reading(make_report().source, make_reading(make_report(), b"a").sha256, b"a", None, None)])
    assert (again.new, again.updated, again.unchanged) == ((), (), first.new)
    assert known.unchanged == first.new
    assert catalog.revision == 1


def test_the_same_bytes_under_another_name_are_one_file_with_two_sources(catalog: Catalog) -> None:
    catalog.commit([make_reading(make_report(), b"a"), make_reading(make_report(), b"a", source="复制/报告.txt")])
    stored = catalog.current(only_id(catalog))
    assert stored is not None
    assert stored.sources == (make_report().source, "复制/报告.txt")
    assert catalog.counts().files == 1


def test_a_page_and_its_pdf_are_one_version_with_two_files(catalog: Catalog) -> None:
    page, pdf = make_report(source="a.html"), make_report(source="a.pdf")
    pdf = replace(pdf, sections=tuple(replace(part, text=part.text.replace("。", "。\n")) for part in pdf.sections))
    catalog.commit([make_reading(page, b"page"), make_reading(pdf, b"pdf")])
    stored = catalog.current(only_id(catalog))
    assert stored is not None
    assert (stored.version, stored.sources) == (1, ("a.html", "a.pdf"))
    assert (catalog.counts().versions, catalog.counts().files) == (1, 2)


def test_another_cell_makes_a_new_version_and_the_last_is_current(catalog: Catalog) -> None:
    first, second = make_report(), make_report(cells={"reconsideration.corrected": 3})
    result = catalog.commit([make_reading(first), make_reading(second)])
    versions = list(catalog.reports(all_versions=True))
    assert [(stored.version, stored.current) for stored in versions] == [(1, False), (2, True)]
    assert (len(result.new), len(result.updated)) == (1, 1)
    current = catalog.current(only_id(catalog))
    assert current is not None
    assert current.report.fact("reconsideration.corrected").value == 3
    assert [stored.version for stored in catalog.reports()] == [2]
    old = catalog.version(only_id(catalog), 1)
    assert old is not None
    assert old.report == first


def test_another_text_makes_a_new_version(catalog: Catalog) -> None:
    catalog.commit([make_reading(make_report()), make_reading(make_report(sections={6: "本年度未收取信息处理费。"}))])
    assert catalog.counts().versions == 2


def test_an_older_version_ingested_again_does_not_become_current(catalog: Catalog) -> None:
    first, second = make_reading(make_report()), make_reading(make_report(cells={"reconsideration.corrected": 3}))
    catalog.commit([first, second])
    catalog.commit([first])
    current = catalog.current(only_id(catalog))
    assert current is not None
    assert current.version == 2


def test_an_office_with_and_without_its_city_is_one(catalog: Catalog) -> None:
    catalog.commit([make_reading(make_report("白鹭区人民政府办公室"))])
    catalog.commit([make_reading(make_report("青山市白鹭区人民政府办公室", cells={"reconsideration.total": 1}))])
    assert len(catalog.heads()) == 1


def test_a_refused_reading_is_passed_over(catalog: Catalog) -> None:
    error = UnreadableFile(Location("坏.txt"), "文件是空的")
    result = catalog.commit([Reading("坏.txt", "0" * 64, b"", None, error), make_reading(make_report())])
    assert (len(result.new), result.unchanged) == (1, ())
    assert catalog.counts().files == 1


def test_originals_are_kept_by_hash(catalog: Catalog, layout: Layout) -> None:
    reading = make_reading(make_report(), "原文".encode())
    catalog.commit([reading])
    assert layout.original(reading.sha256).read_bytes() == "原文".encode()


def test_a_removed_report_is_gone_and_told_of(catalog: Catalog, layout: Layout) -> None:
    reading = make_reading(make_report())
    catalog.commit([reading])
    removed = only_id(catalog)
    before = catalog.revision
    catalog.remove([removed])
    assert catalog.current(removed) is None
    assert catalog.changed_since(before) == (removed,)
    assert not catalog.knows(reading.sha256)
    assert not layout.original(reading.sha256).exists()
    assert catalog.counts().cells == catalog.counts().passages == catalog.counts().files == 0
    assert catalog.commit([reading]).new == (removed,)


def test_changes_name_what_later_commits_touched(catalog: Catalog) -> None:
    catalog.commit([make_reading(make_report(year=2021))])
    first = only_id(catalog)
    catalog.commit([make_reading(make_report("白鹭区财政局", 2023))])
    assert set(catalog.changed_since(0)) == {head.report_id for head in catalog.heads()}
    assert first not in catalog.changed_since(1)
    assert catalog.changed_since(catalog.revision) == ()


def test_passages_are_named_by_their_place_in_the_current_version(catalog: Catalog) -> None:
    report = make_report()
    catalog.commit([make_reading(report)])
    named = catalog.passage(f"{only_id(catalog)}-1")
    assert named is not None
    assert named[1] == report.passages[1]
    assert catalog.passage(f"{only_id(catalog)}-99") is None
    assert catalog.passage("没有的") is None


def test_facts_of_some_reports_leave_the_others_out(catalog: Catalog) -> None:
    catalog.commit([make_reading(make_report(year=year)) for year in (2021, 2022, 2023)])
    wanted = [head.report_id for head in catalog.heads() if head.year > 2021]
    keys = ["applications.new.total", "reconsideration.total"]
    assert set(catalog.facts(keys, wanted)) == set(wanted)
    assert all(set(found) == set(keys) for found in catalog.facts(keys).values())
    assert catalog.facts(["disclosure.regulations.made"]) == {}


def test_resolve_knows_only_what_there_is(catalog: Catalog) -> None:
    catalog.commit([make_reading(make_report())])
    assert catalog.resolve(only_id(catalog)) == only_id(catalog)
    assert catalog.resolve("000000000000") is None


def test_a_reader_sees_a_commit_and_a_second_writer_is_told_who_holds_the_lock(
    catalog: Catalog, layout: Layout
) -> None:
    with Catalog.open(layout) as reader:
        catalog.commit([make_reading(make_report())])
        assert reader.revision == 1
    with pytest.raises(LibraryLocked, match=r"进程 \d+ 自 \d{4}-\d\d-\d\d .* 起正在写入"):
        Catalog.open(layout, write=True)
    catalog.close()
    Catalog.open(layout, write=True).close()


def test_a_reader_finds_no_library_where_there_is_none(layout: Layout) -> None:
    with pytest.raises(NoLibrary, match=r"mingcha --library .* ingest"):
        Catalog.open(layout)
    assert not layout.root.exists()


@pytest.mark.parametrize("write", [True, False])
def test_a_library_of_another_format_is_refused_with_what_mends_it(layout: Layout, write: bool) -> None:
    Catalog.open(layout, write=True).close()
    with sqlite3.connect(layout.catalog) as db:
        db.execute(f"PRAGMA user_version = {FORMAT_VERSION + 1}")
    db.close()
    with pytest.raises(WrongFormat, match=r"格式为 2，当前需要 1.*ingest"):
        Catalog.open(layout, write=write)


def test_a_file_that_is_no_database_is_refused(layout: Layout) -> None:
    layout.root.mkdir()
    layout.catalog.write_bytes("不是数据库".encode() * 500)
    with pytest.raises(WrongFormat, match="无法读取"):
        Catalog.open(layout)


def test_a_writer_killed_in_mid_commit_leaves_what_was_committed(layout: Layout) -> None:
    script = f"""
import os
from pathlib import Path
from index import catalog_write
from index.catalog import Catalog
from index.layout import Layout
from tests.conftest import make_reading, make_report
catalog = Catalog.open(Layout(Path({str(layout.root)!r})), write=True)
catalog.commit([make_reading(make_report(year=2022))])
def die(*_):
    os._exit(9)
catalog_write.relate = die
catalog.commit([make_reading(make_report(year=2023))])
"""
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 9
    with Catalog.open(layout, write=True) as catalog:
        assert [head.year for head in catalog.heads()] == [2022]
        assert catalog.counts().cells == 200
        catalog.commit([make_reading(make_report(year=2023))])
        assert [head.year for head in catalog.heads()] == [2022, 2023]


def test_the_files_of_all_versions_are_listed_with_their_paths_and_when_they_were_stored(catalog: Catalog) -> None:
    one, other = make_report(), make_report(cells={"applications.new.total": 13})
    before = datetime.now().astimezone().replace(microsecond=0)
    catalog.commit([make_reading(one, b"page", "a.html"), make_reading(one, b"page", "b/a.html")])
    catalog.commit([make_reading(one, b"print", "a.pdf"), make_reading(other, b"later", "c.html")])
    files = catalog.files(only_id(catalog))
    assert [(file.version, file.current, file.sources) for file in files] == [
        (2, True, ("c.html",)),
        (1, False, ("a.html", "b/a.html")),
        (1, False, ("a.pdf",)),
    ]
    assert all(file.stored_at is not None and file.stored_at >= before for file in files)
    catalog.layout.original(files[0].sha256).unlink()
    assert catalog.files(only_id(catalog))[0].stored_at is None
    assert catalog.files("000000000000") == ()
