"""Hostile and broken files, read as the library reads them: in a worker, within ten seconds and 512 MB."""

import io
import os
import random
import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from index.ingesting import ingest
from index.library import Library
from ingest.errors import NotAnAnnualReport, UnreadableFile
from ingest.pipeline import DEFAULT_LIMITS, Reading, find_sources, read_all
from ingest.readers import READERS
from tests.conftest import make_report, report_text

OFFICE = "示例省青山市白鹭区人民政府办公室"
TEXT = report_text(make_report(OFFICE, 2023))
SENTENCE = "本机关主动公开政府信息，"
BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
LAUGHS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
ENTITIES = f'<!DOCTYPE d [<!ENTITY e0 "{"哈" * 1000}">{LAUGHS}]>'
FAR_DOWN = f"<!--{'x' * 5000}-->"  # beyond what is looked through for declarations


def read(folder: Path, name: str, data: bytes) -> Reading:
    """What `mingcha ingest` makes of the file, within the limits that it has."""
    (folder / name).write_bytes(data)
    started = time.monotonic()
    (reading,) = read_all(find_sources([folder / name]), 1, lambda _: False)
    assert time.monotonic() - started < DEFAULT_LIMITS.seconds + 5
    return reading


def page(*paragraphs: str) -> bytes:
    return ("<html><body>" + "".join(f"<p>{text}</p>" for text in paragraphs) + "</body></html>").encode()


def word_file(xml: str, encoding: str = "utf-8") -> bytes:
    """A Word file with this as its document."""
    plain, file = io.BytesIO(), io.BytesIO()
    Document().save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for info in source.infolist():
            document = info.filename == "word/document.xml"
            made.writestr(info.filename, xml.encode(encoding) if document else source.read(info))
    return file.getvalue()


def pdf(content: bytes, *, encrypt: str = "", pages: int = 1) -> bytes:
    """A PDF written by hand: `encrypt` is put into its trailer."""
    kids = b" ".join(b"%d 0 R" % number for number in range(4, 4 + pages))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 800]/Contents 3 0 R/Resources<<>>>>"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        *[page] * pages,
    )
    body, places = b"%PDF-1.4\n", b""
    for number, text in enumerate(objects, 1):
        places += b"%010d 00000 n \n" % len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    size = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n" % size + places
    trailer = b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, encrypt.encode(), len(body))
    return body + table + trailer


PASSWORD = (
    "/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]"
    f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'ab' * 32}>/U<{'cd' * 32}>>>"
)
LONG_LINE = SENTENCE * (50 * 2**20 // len(SENTENCE.encode()))
ROW = "<tr><td>新收</td><td>1</td>"
REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "truncated PDF": ("a.pdf", lambda: pdf(b"BT ET")[:-90], "PDF 已损坏|没有文字层"),
    "PDF cut in its middle": ("a.pdf", lambda: pdf(b"BT ET")[:60], "PDF 已损坏|没有文字层"),
    "encrypted PDF": ("a.pdf", lambda: pdf(b"BT ET", encrypt=PASSWORD), "加了打开密码"),
    "PDF without text": ("a.pdf", lambda: pdf(b"0 0 m 1 1 l S"), "没有文字层"),
    "PDF of a thousand pages": ("a.pdf", lambda: pdf(b"", pages=1000), "1000 页，超过上限"),
    "Word file cut off": ("a.docx", lambda: word_file(BODY)[:-100], "不是 Word 文件或已损坏"),
    "Word file without text": ("a.docx", lambda: word_file(BODY.format("")), "没有文字"),
    "entities": ("a.docx", lambda: word_file(ENTITIES + BODY.format(PARAGRAPH.format("&e9;"))), "实体声明"),
    "entities in UTF-16": (
        "a.docx",
        lambda: word_file(ENTITIES + BODY.format(PARAGRAPH.format("&e9;")), "utf-16"),
        "不是能读的 Word 文件",
    ),
    "entities far down": (
        "a.docx",
        lambda: word_file(FAR_DOWN + ENTITIES + BODY.format(PARAGRAPH.format("&e9;"))),
        "不是能读的 Word 文件",
    ),
    "Word file that unpacks to 120 MB": ("a.docx", lambda: word_file(" " * (120 * 2**20)), "解开后有 120 MB"),
    "50 MB on a line of text": ("a.txt", LONG_LINE.encode, "个字，超过"),
    "50 MB on a line of a page": ("a.html", lambda: page(LONG_LINE), "个字，超过"),
    "50 MB on a line of a Word file": ("a.docx", lambda: word_file(BODY.format(PARAGRAPH.format(LONG_LINE))), "Word"),
    "100,000 nested tags": ("a.html", lambda: ("<div>" * 100_000 + "年报").encode(), "嵌套超过 200 层"),
    "100,000 nested cells": ("a.html", lambda: ("<table><tr><td>" * 100_000 + "年报").encode(), "嵌套超过 200 层"),
    "100,000 nested runs": ("a.docx", lambda: word_file(BODY.format("<w:ins>" * 100_000)), "不是能读的 Word 文件"),
    "spans beyond bounds": (
        "a.html",
        lambda: ("<table>" + "<tr><td rowspan=999 colspan=999>1<td>2" * 999).encode(),
        "超过 20000 格",
    ),
    "table of one column and 100,000 rows": (
        "a.html",
        lambda: page(f"<table>{'<tr><td>新收</td></tr>' * 100_000}</table>"),
        "100000 格，超过上限",
    ),
    "table of 100,000 rows": ("a.html", lambda: page(f"<table>{ROW * 100_000}</table>"), "200000 格，超过上限"),
    "empty": ("a.html", lambda: b"", "空的"),
    "unknown suffix": ("a.exe", lambda: b"MZ", "不认识的格式“.exe”"),
}


class TestRefused:
    @pytest.mark.parametrize("case", REFUSED)
    def test_file_is_refused_with_its_name_and_a_plain_reason(self, tmp_path: Path, case: str) -> None:
        name, data, reason = REFUSED[case]
        error = read(tmp_path, name, data()).error
        assert isinstance(error, UnreadableFile), error
        assert error.location.file == name
        assert any(part in error.problem for part in reason.split("|")), error.problem
        assert not re.search("[A-Za-z]+ [A-Za-z]+", error.problem), "what a library says in English goes to the log"

    @pytest.mark.parametrize("suffix", [*READERS, ".zip"])
    @pytest.mark.parametrize("start", [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", bytes.fromhex("d0cf11e0a1b11ae1")])
    def test_binary_junk_is_refused_under_every_suffix(self, tmp_path: Path, suffix: str, start: bytes) -> None:
        error = read(tmp_path, f"a{suffix}", start + random.Random(1).randbytes(50_000)).error
        assert isinstance(error, UnreadableFile), error

    @pytest.mark.parametrize("seed", range(5))
    def test_damaged_word_file_is_refused_or_read_but_fails_no_reader(self, tmp_path: Path, seed: int) -> None:
        rng = random.Random(seed)
        data = bytearray(word_file(BODY.format(PARAGRAPH.format(TEXT))))
        for _ in range(30):
            data[rng.randrange(len(data))] = rng.randrange(256)
        error = read(tmp_path, "a.docx", bytes(data)).error
        assert error is None or isinstance(error, UnreadableFile | NotAnAnnualReport), error

    def test_entity_that_names_a_file_is_not_followed(self, tmp_path: Path) -> None:
        secret = tmp_path / "secret"
        secret.write_text("机密", encoding="utf-8")
        declared = f'{FAR_DOWN}<!DOCTYPE d [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
        body = BODY.format("".join(PARAGRAPH.format(line) for line in [*TEXT.splitlines(), "&e;"]))
        reading = read(tmp_path, "a.docx", word_file(declared + body))
        assert reading.report is not None
        assert not any("机密" in section.text for section in reading.report.sections)

    def test_notice_about_annual_reports_is_none(self, tmp_path: Path) -> None:
        notice = page(
            "关于做好2023年度政府信息公开工作年度报告编制和发布工作的通知",
            "各区人民政府：",
            "请于2024年1月31日前在政府网站发布2023年政府信息公开工作年度报告。报告包括总体情况、主动公开政府信息情况等六部分。",
            "示例市人民政府办公室",
        )
        error = read(tmp_path, "关于编制2023年政府信息公开工作年度报告的通知.html", notice).error
        assert isinstance(error, NotAnAnnualReport), error

    @pytest.mark.slow
    def test_page_description_that_unpacks_without_end_is_stopped(self, tmp_path: Path) -> None:
        error = read(tmp_path, "a.pdf", pdf(b"0 0 m " * (10 * 2**20))).error
        assert error is not None
        assert "秒还没有读完" in error.problem or "没有文字层" in error.problem or "内存超过" in error.problem


class TestRead:
    @pytest.mark.parametrize("name", ["a\nb.txt", "a'b\"c.txt", "年报😀.txt", " .txt", "-rf.txt", "$(id).txt"])
    def test_file_name_is_only_a_name(self, tmp_path: Path, name: str) -> None:
        report = read(tmp_path, name, TEXT.encode()).report
        assert report is not None
        assert report.source == name
        assert {fact.location.file for fact in report.facts} == {name}

    def test_name_whose_bytes_are_no_utf8_is_read_as_names_in_an_archive_are(self, tmp_path: Path) -> None:
        (tmp_path / os.fsdecode("年报.txt".encode("gbk"))).write_bytes(TEXT.encode())
        (reading,) = read_all(find_sources([tmp_path]), 1, lambda _: False)
        assert reading.source == f"{tmp_path.name}/年报.txt"
        assert reading.report is not None

    @pytest.mark.parametrize("script", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!--><b>"])
    def test_markup_in_the_name_of_the_office_is_not_part_of_it(self, tmp_path: Path, script: str) -> None:
        lines = TEXT.splitlines()
        title = lines[0].replace("白鹭区", f"白鹭区{script}")
        report = read(tmp_path, "a.html", page(title, *lines[1:])).report
        assert report is not None
        assert report.office == OFFICE

    def test_declaration_of_xml_before_a_page_is_passed_over(self, tmp_path: Path) -> None:
        declared = b'<?xml version="1.0" encoding="utf-8"?>\n' + page(*TEXT.splitlines())
        report = read(tmp_path, "a.html", declared).report
        assert report is not None
        assert report.office == OFFICE

    def test_markup_that_the_page_prints_as_text_stays_text(self, tmp_path: Path) -> None:
        lines = TEXT.splitlines()
        title = lines[0].replace("白鹭区", "白鹭区&lt;script&gt;alert(1)&lt;/script&gt;")
        report = read(tmp_path, "a.html", page(title, *lines[1:])).report
        assert report is not None
        assert report.office == OFFICE.replace("白鹭区", "白鹭区<script>alert(1)</script>")


class TestNothingOutside:
    def test_hostile_folder_leaves_nothing_but_the_library(self, tmp_path: Path) -> None:
        (tmp_path / "secret.txt").write_text(report_text(make_report(OFFICE, 2019)), encoding="utf-8")
        folder = tmp_path / "来件"
        folder.mkdir()
        (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
        (folder / "good.txt").write_bytes(TEXT.encode())
        with zipfile.ZipFile(folder / "x.zip", "w") as archive:
            archive.writestr("../../secret2.txt", TEXT)
            archive.writestr("/tmp/secret3.txt", TEXT)
        before = set(tmp_path.rglob("*"))
        with Library.open(tmp_path / "library", write=True, create=True) as library:
            summary = ingest(library, [folder], 1, lambda _: None)
            years = [head.year for head in library.catalog.heads()]
        assert len(summary.new) == 1
        assert sorted(error.location.file for error in summary.refused) == [
            "来件/link.txt",
            "来件/x.zip/../../secret2.txt",
            "来件/x.zip//tmp/secret3.txt",
        ]
        made = set(tmp_path.rglob("*")) - before
        assert all(path.is_relative_to(tmp_path / "library") for path in made)
        assert years == [2023]
