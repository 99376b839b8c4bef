"""How many reports a second one core reads, by format, as ratios to the limits; and what a second process brings.

Run: python scripts/bench_reading.py [REPORTS]
"""

import io
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from time import perf_counter, process_time

import pdfplumber

from ingest.datafiles import data_path
from ingest.pipeline import find_sources, read_all, read_report
from tests.mess import make_layout
from tests.mess.options import DOCX, HTML, Columned

ROUNDS = 3
PAGES = 6


@dataclass(frozen=True, slots=True)
class File:
    """A report as bytes; `share` is how much of a file that the limit means it is, less than 1 for a short PDF."""

    source: str
    data: bytes
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Format:
    """Files of one format and how many of them a core must read in a second."""

    name: str
    limit: float
    files: tuple[File, ...]


def samples(count: int) -> Iterator[File]:
    """The text reports that come with the project, over and over."""
    paths = sorted(data_path("samples").glob("*.txt"))
    return (File(path.name, path.read_bytes()) for path in (paths * (count // len(paths) + 1))[:count])


def generated(layouts: Sequence[Columned], count: int) -> Iterator[File]:
    """Invented reports in these layouts by turns."""
    for seed in range(count):
        variant = make_layout(layouts[seed % len(layouts)], seed)
        yield File(variant.source, variant.data)


def pdfs(count: int) -> Iterator[File]:
    """Invented reports as PDF with ruled tables, each counted as its part of six pages."""
    for file in generated(["ruled"], count):
        with pdfplumber.open(io.BytesIO(file.data)) as pdf:
            yield File(file.source, file.data, len(pdf.pages) / PAGES)


def rate(files: Iterable[File]) -> float:
    """Whole files a second of processor time, the best of some rounds: others use the machine too."""
    best = 0.0
    for _ in range(ROUNDS):
        started = process_time()
        for file in files:
            read_report(file.data, file.source)
        best = max(best, sum(file.share for file in files) / (process_time() - started))
    return best


def wall(folder: Path, jobs: int) -> float:
    """Seconds to read a folder with so many processes, their start included, the best of some rounds."""
    seconds = []
    for _ in range(ROUNDS):
        started = perf_counter()
        refused = [
            reading.source for reading in read_all(find_sources([folder]), jobs, lambda _: False) if reading.error
        ]
        seconds.append(perf_counter() - started)
        if refused:
            raise SystemExit(f"未读出：{refused}")
    return min(seconds)


def main(count: int) -> None:
    """Measures and prints."""
    formats = (
        Format("文本", 60, tuple(samples(count))),
        Format("网页", 60, tuple(generated(HTML, count))),
        Format("DOCX", 15, tuple(generated(DOCX, count))),
        Format("PDF（六页）", 2, tuple(pdfs(max(1, count // 10)))),
    )
    for form in formats:
        read_report(form.files[0].data, form.files[0].source)
        found = rate(form.files)
        size = mean(len(file.data) for file in form.files) / 1024
        print(
            f"{form.name}（平均 {size:.0f} KB）\t每核每秒 {found:.1f} 份",
            f"是要求 {form.limit:g} 份的 {found / form.limit:.2f} 倍",
            sep="，",
        )
    with tempfile.TemporaryDirectory() as folder:
        for form in formats[:3]:
            for number, file in enumerate(form.files):
                Path(folder, f"{form.name}{number:04d}{Path(file.source).suffix}").write_bytes(file.data)
        one, two = wall(Path(folder), 1), wall(Path(folder), 2)
    print(f"一个进程 {one:.2f} 秒，两个进程 {two:.2f} 秒：{one / two:.2f} 倍")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 70)
