import io
from pathlib import Path

import pytest
from docx import Document

from ingest.errors import UnreadableFile
from ingest.pipeline import read_report
from tests.conftest import make_report, report_text

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 512
OFFICE = "示例省青山市白鹭区人民政府办公室"
TEXT = report_text(make_report(OFFICE, 2023))


def word_file() -> bytes:
    document, file = Document(), io.BytesIO()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    document.save(file)
    return file.getvalue()


@pytest.fixture
def soffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for LibreOffice on the PATH, a script that a test writes: `$7` is where to write, `$8` the file."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder / "soffice"


def install(soffice: Path, body: str) -> None:
    soffice.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    soffice.chmod(0o755)


@pytest.mark.parametrize("suffix", ["doc", "wps"])
def test_legacy_file_is_converted_and_read_under_its_own_name(soffice: Path, tmp_path: Path, suffix: str) -> None:
    (tmp_path / "made.docx").write_bytes(word_file())
    install(
        soffice,
        f'test -s "$8" && mkdir "$7" && cp "{tmp_path}/made.docx" "$7/report.docx"; echo "$@" > {tmp_path}/seen',
    )
    report = read_report(OLE, f"旧/2023.{suffix}")
    assert (report.office, report.year) == (OFFICE, 2023)
    assert {fact.location.file for fact in report.facts} == {f"旧/2023.{suffix}"}
    seen = (tmp_path / "seen").read_text(encoding="utf-8")
    assert "--headless" in seen
    assert not Path(seen.split("UserInstallation=file://")[1].split()[0]).exists()


def test_without_libreoffice_the_refusal_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableFile, match=r"PATH 上没有 soffice；请安装 LibreOffice，或另存为 \.docx"):
        read_report(OLE, "2023.doc")


def test_file_that_libreoffice_cannot_open_is_refused(soffice: Path) -> None:
    install(soffice, "exit 0")
    with pytest.raises(UnreadableFile, match="LibreOffice 打不开它"):
        read_report(OLE, "2023.doc")


def test_conversion_that_hangs_is_ended_with_all_that_it_started(
    soffice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(soffice, f"sleep 600 & echo $! > {tmp_path}/pid; wait")
    monkeypatch.setattr("ingest.readers.legacy.CONVERSION_SECONDS", 0.5)
    with pytest.raises(UnreadableFile, match="还没有完"):
        read_report(OLE, "2023.wps")
    pid = (tmp_path / "pid").read_text().strip()
    status = Path(f"/proc/{pid}/status")
    assert not status.exists() or "zombie" in status.read_text()


def test_later_formats_under_the_old_suffix_need_no_libreoffice(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in TEXT.splitlines()) + "</body></html>"
    assert read_report(word_file(), "2023.doc").office == OFFICE
    assert read_report(page.encode(), "2023.doc").office == OFFICE
