"""How fast passages are indexed and found, against a plain substring scan of the same texts in the same run.

Run: python scripts/bench_search.py [PASSAGES]
"""

import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from hashlib import sha256
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import NoReturn

from index.model import Filter, Filters, ReportHead, SearchRequest, StoredReport
from index.searching import Beside, search
from index.segmenter import Segmenter, fold, load_terms
from index.text_index import NO_INDEX, IndexWriter, Snapshot, open_snapshot
from ingest.model import Fact, Location, Passage, PassageKind, Region, Report
from ingest.template import load_template

PASSAGES_PER_REPORT = 20
WORDS_PER_PASSAGE = 35
KINDS: tuple[PassageKind, ...] = ("overview", "problem", "measure", "other")
FILLERS = (
    "的",
    "，",
    "和",
    "2023年",
    "12件",
    "进一步",
    "本单位",
    "工作",
    "群众",
    "全年",
    "。",
    "通过",
    "及时",
    "1,286条",
)


def texts(rng: random.Random, count: int) -> Iterator[str]:
    """Passages of dictionary words among fillers, about 120 characters each."""
    words = load_terms()
    for _ in range(count):
        parts = (rng.choice(words) if rng.random() < 0.5 else rng.choice(FILLERS) for _ in range(WORDS_PER_PASSAGE))
        yield "".join(parts) + "。"


def reports(rng: random.Random, passages: list[str]) -> Iterator[StoredReport]:
    """Reports of fictional offices with all cells of the form of 2021."""
    cells = load_template("2021").cells.values()
    for number, start in enumerate(range(0, len(passages), PASSAGES_PER_REPORT)):
        city, year = f"示例{number // 7 % 40}市", 2019 + number % 7
        region = Region("示例省", city, f"{city}第{number // 280}区")
        office = f"{region.county}人民政府办公室"
        report_id = sha256(f"{office}{year}".encode()).hexdigest()[:12]
        place = Location(f"示例/{number}.txt", line=1)
        parts = tuple(
            Passage(ordinal % 6 + 1, KINDS[ordinal % 4], text, 0, len(text), place)
            for ordinal, text in enumerate(passages[start : start + PASSAGES_PER_REPORT])
        )
        facts = tuple(_fact(cell.key, rng.choice((0, 0, 0, 1, 2, 5, 40)), place) for cell in cells)
        head = ReportHead(
            report_id,
            office,
            office,
            office,
            region,
            False,
            "county",
            "government",
            year,
            "2021",
            f"{office}{year}年报",
        )
        report = Report(
            *(place.file, office, office, region, "county", "government", year, "2021", head.title),
            *(facts, (), (), (), parts),
        )
        yield StoredReport(head, 1, True, "", (place.file,), report)


def _fact(key: str, number: int, place: Location) -> Fact:
    return Fact(key, Decimal(number), str(number), "value" if number else "zero", place)


def timed(run: Callable[[], object], times: int = 15) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds."""
    taken = []
    for _ in range(times):
        start = perf_counter()
        run()
        taken.append((perf_counter() - start) * 1000)
    return median(taken), quantiles(taken, n=20)[-1]


def scan(texts: list[str], part: str) -> list[str]:
    """What a reader with Ctrl+F would find."""
    return [text for text in texts if part in text]


def bench_queries(snapshot: Snapshot, segmenter: Segmenter, passages: list[str]) -> None:
    """Each query by the index and by a scan over the folded texts held in memory."""
    folded = [fold(text) for text in passages]
    beside = Beside(unasked, unasked, {})
    requests = (
        *(
            SearchRequest(text)
            for text in ("行政复议", "依申请公开 信息处理费", "政务新媒体更新不及时", "公开 -培训", "")
        ),
        *(SearchRequest(text, exact=True) for text in ("三安全一稳定", "2023年", "的")),
        SearchRequest("行政复议", filters=Filters((Filter("fact", "refusal_rate>=0.3"), Filter("year", "2021..2023")))),
    )
    print(f"{'query':<44}{'hits':>7}{'p50 ms':>9}{'p95 ms':>9}{'scan ms':>9}{'scan / index':>14}")
    for request in requests:
        first = fold(request.text.split()[0]) if request.text else ""
        found, slow = timed(partial(search, snapshot, segmenter, request, beside))
        scanned, _ = timed(partial(scan, folded, first))
        total = search(snapshot, segmenter, request, beside).total
        shown = " ".join((repr(request.text), *(item.value for item in request.filters.items)))
        print(f"{shown:<44}{total:>7}{found:>9.1f}{slow:>9.1f}{scanned:>9.1f}{scanned / found:>14.2f}")


def unasked(*_: object) -> NoReturn:
    """Keyword search by relevance asks for no vectors and no figures."""
    raise AssertionError("keyword search asked for vectors or figures")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    rng = random.Random(1)
    passages = list(texts(rng, count))
    stored = list(reports(rng, passages))
    segmenter = Segmenter()
    with tempfile.TemporaryDirectory() as folder:
        start = perf_counter()
        writer = IndexWriter(Path(folder), NO_INDEX, afresh=True)
        writer.add(stored, segmenter)
        writer.commit(1, segmenter)
        taken = perf_counter() - start
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
        print(f"{count} passages, {len(stored)} reports, {sum(map(len, passages)) / count:.0f} characters each")
        print(f"indexed in {taken:.1f} s: {count / taken:.0f} passages/s, {size / count:.0f} bytes a passage")
        bench_queries(open_snapshot(Path(folder)), segmenter, passages)


if __name__ == "__main__":
    main()
