import io
import shutil
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import UnreadableFile
from ingest.identities import identities
from ingest.model import Report
from ingest.pipeline import Reading, find_sources, read_all, read_report
from ingest.readers.ocr import missing_program
from tests.mess import Variant, make_layout
from tests.mess.verdict import unnamed, wrong_cells

DPI = 200
NOISE = 24
needs_tesseract = pytest.mark.skipif(missing_program() is not None, reason=f"{missing_program()} is not installed")


def scanned(data: bytes) -> list[Image.Image]:
    """The pages of a PDF as a scanner gives them: grey, specked, a little askew."""
    with pypdfium2.PdfDocument(data) as pdf:
        pages = [pdf[number].render(scale=DPI / 72).to_pil().convert("L") for number in range(len(pdf))]
    upright = [Image.blend(page, Image.effect_noise(page.size, NOISE), 0.15) for page in pages]
    return [page.rotate(0.4, resample=Image.Resampling.BICUBIC, fillcolor=240) for page in upright]


def picture_pdf(pages: list[Image.Image], text_layer: str = "") -> bytes:
    """A PDF of pictures, with lines of invisible text where a text layer is given."""
    file = io.BytesIO()
    canvas = Canvas(file)
    for page in pages:
        size = page.width * 72 / DPI, page.height * 72 / DPI
        canvas.setPageSize(size)
        picture = io.BytesIO()
        page.save(picture, "JPEG", quality=85)
        canvas.drawImage(ImageReader(picture), 0, 0, *size)
        for line in range(10 if text_layer else 0):
            written = canvas.beginText(50, 50 + 20 * line)
            written.setTextRenderMode(3)
            written.textLine(text_layer)
            canvas.drawText(written)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


@cache
def read_scan(seed: int) -> tuple[Variant, Report]:
    """A generated report and what the reading of its scan gives."""
    variant = make_layout("ruled", seed)
    return variant, read_report(picture_pdf(scanned(variant.data)), "扫描.pdf")


@needs_tesseract
@pytest.mark.slow
@pytest.mark.parametrize("seed", [3, 4, 20])
class TestScan:
    def test_no_cell_is_wrong_without_a_finding_and_nearly_all_are_right(self, seed: int) -> None:
        variant, report = read_scan(seed)
        assert list(unnamed(variant, report)) == []
        wrong = [line for line in wrong_cells(variant, report) if ": unread " not in line]
        assert wrong == []
        unread = [fact.key for fact in report.facts if fact.state == "unread"]
        assert len(unread) < 0.1 * len(variant.cells)

    def test_cells_in_no_identity_that_holds_are_named_and_nothing_is_laid_on_the_report(self, seed: int) -> None:
        _, report = read_scan(seed)
        named = {key for found in report.findings if found.check == "read_by_ocr" for key in found.facts}
        summed = {key for item in identities([fact.key for fact in report.facts]) for key in item.keys}
        assert {fact.key for fact in report.facts if fact.state != "unread"} - summed <= named
        assert not named >= {fact.key for fact in report.facts}
        assert {found.blame for found in report.findings} == {"reading"}

    def test_year_form_and_sections_are_those_of_the_pages(self, seed: int) -> None:
        variant, report = read_scan(seed)
        assert (report.year, report.template) == (variant.year, variant.template)
        assert {5, 6} <= {section.number for section in report.sections}


@needs_tesseract
@pytest.mark.slow
def test_garbled_text_layer_is_passed_over_for_the_picture(tmp_path: Path) -> None:
    variant = make_layout("ruled", 20)
    path = tmp_path / "乱码.pdf"
    path.write_bytes(picture_pdf(scanned(variant.data), "¤¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿"))
    (reading,) = list(read_all(find_sources([path]), 1, lambda sha256: False))
    assert isinstance(reading, Reading)
    assert reading.error is None
    assert reading.report
    assert list(unnamed(variant, reading.report)) == []


@needs_tesseract
@pytest.mark.slow
def test_picture_without_words_is_refused() -> None:
    page = Image.new("L", (1654, 2339), 255)
    page.paste(60, (300, 300, 1200, 900))
    with pytest.raises(UnreadableFile, match=r"没有文字层.*文字识别也没有读出"):
        read_report(picture_pdf([page]), "照片.pdf")


def test_without_tesseract_the_refusal_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableFile, match=r"没有 tesseract；请安装 mingcha\[ocr\] 和 tesseract-ocr、"):
        read_report(picture_pdf([Image.new("L", (800, 1100), 255)]), "扫描.pdf")


def test_without_the_chinese_words_the_refusal_names_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\necho 'List of available languages (1):'\necho eng\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert shutil.which("tesseract") == str(program)
    with pytest.raises(UnreadableFile, match="没有 tesseract 的 chi_sim 语言包"):
        read_report(picture_pdf([Image.new("L", (800, 1100), 255)]), "扫描.pdf")
