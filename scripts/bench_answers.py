"""How fast questions are answered on very many reports and on the samples, against plain SQL over the same catalog.

Run: python scripts/bench_answers.py FOLDER [REPORTS]

The library of fictional reports is made in FOLDER the first time. `first` is a question's first answer in this process,
`again` the median of later ones; `out` writes the whole answer with all its sources as JSON. `limit` is the share of
the time allowed that `again` takes. SQL counts or adds up the same cells, finds no source and makes no sentence.
"""

import json
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from index.ingesting import ingest
from index.library import Library
from ingest.datafiles import data_path
from portal.questions.answer import answer
from portal.questions.json_forms.forms import answer_form
from portal.questions.plan import Answer
from portal.questions.understand import understand
from portal.questions.words.lexicon import load_lexicon
from portal.questions.words.names import names_of
from scripts.many_reports import build

TODAY = date(2026, 11, 21)
LIMIT_MANY, LIMIT_SAMPLES = 100, 30
TIMES = 7
VIEW = """CREATE TEMP VIEW facts AS SELECT r.report_id, r.city, r.seat, v.level, v.office, v.year, k.key,
    CAST(c.value AS REAL) AS value FROM keys k CROSS JOIN cells c ON c.key = k.id JOIN versions v ON v.id = c.version
    JOIN reports r ON r.version = v.id"""
NEW, CORRECTED = "key = 'applications.new.total'", "key = 'reconsideration.corrected'"
_RATE = """SELECT count(*) FROM (SELECT report_id, sum(value) FILTER (WHERE key != 'applications.concluded.total') AS a,
    sum(value) FILTER (WHERE key = 'applications.concluded.total') AS b FROM facts WHERE year = 2025 AND key IN
    ('applications.granted.total', 'applications.partial.total', 'applications.concluded.total') GROUP BY 1)
    WHERE a / b > 0.9"""
_PAIR = f"""SELECT count(*) FROM (SELECT seat, value FROM facts WHERE {NEW} AND year = 2025) a
    JOIN (SELECT seat, value FROM facts WHERE {NEW} AND year = 2024) b USING (seat) WHERE {{}}"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of one kind; of the fictional library also as SQL."""

    kind: str
    text: str
    sql: str = ""


MANY = (
    Asked(
        "list",
        "2025年收到申请超过100件的单位",
        f"SELECT count(*) FROM facts WHERE {NEW} AND year = 2025 AND value > 100",
    ),
    Asked(
        "list, all years", "哪些单位的行政复议被纠正了", f"SELECT count(*) FROM facts WHERE {CORRECTED} AND value > 0"
    ),
    Asked("list, rate", "2025年公开率超过九成的单位", _RATE),
    Asked(
        "list, two facts",
        "2025年复议被纠正且收到申请超过100件的单位",
        f"""SELECT count(*) FROM (SELECT report_id FROM facts WHERE {NEW} AND year = 2025 AND value > 100
        INTERSECT SELECT report_id FROM facts WHERE {CORRECTED} AND year = 2025 AND value > 0)""",
    ),
    Asked(
        "number",
        "松溪县人民政府办公室2025年收到多少申请",
        f"SELECT value FROM facts WHERE {NEW} AND year = 2025 AND office = '松溪县人民政府办公室'",
    ),
    Asked(
        "ranking",
        "2025年收到申请最多的三个单位",
        f"SELECT office FROM facts WHERE {NEW} AND year = 2025 ORDER BY value DESC LIMIT 3",
    ),
    Asked(
        "sum",
        "青霞市各单位2025年收到申请合计",
        f"SELECT sum(value) FROM facts WHERE {NEW} AND year = 2025 AND city = '青霞市'",
    ),
    Asked("sum, all", "2025年各单位收到申请合计", f"SELECT sum(value) FROM facts WHERE {NEW} AND year = 2025"),
    Asked(
        "average",
        "2025年区县平均收到多少申请",
        f"SELECT avg(value) FROM facts WHERE {NEW} AND year = 2025 AND level = 'county'",
    ),
    Asked(
        "count",
        "2025年有多少个单位的行政复议被纠正",
        f"SELECT count(*) FROM facts WHERE {CORRECTED} AND year = 2025 AND value > 0",
    ),
    Asked(
        "by city",
        "各市2025年收到申请合计",
        f"SELECT city, sum(value) FROM facts WHERE {NEW} AND year = 2025 GROUP BY 1",
    ),
    Asked("by year", "历年全部单位收到申请合计", f"SELECT year, sum(value) FROM facts WHERE {NEW} GROUP BY 1"),
    Asked("growth", "2025年收到申请比2024年翻了一番的单位", _PAIR.format("a.value >= 2 * b.value AND b.value > 0")),
    Asked(
        "trend",
        "松溪县人民政府办公室历年收到申请",
        f"SELECT year, value FROM facts WHERE {NEW} AND office = '松溪县人民政府办公室'",
    ),
    Asked(
        "comparison",
        "松溪县和松溪区2025年收到申请哪个多",
        f"SELECT value FROM facts WHERE {NEW} AND year = 2025 AND office LIKE '松溪_人民政府办公室'",
    ),
    Asked("yes or no", "松溪县人民政府办公室2025年的行政复议被纠正了吗"),
    Asked("peers", "2025年新收申请高于平均的区县"),
    Asked(
        "findings",
        "2025年勾稽不平的报告",
        "SELECT count(DISTINCT version) FROM findings JOIN versions v ON v.id = version WHERE year = 2025",
    ),
    Asked("missing", "哪些单位缺2025年的报告"),
    Asked("narrative", "青霞市2025年提到人员力量不足的单位"),
    Asked("term", "什么是过程性信息"),
)
SAMPLES = tuple(
    Asked(kind, text)
    for kind, text in (
        ("list", "2025年收到申请超过100件的单位"),
        ("list, all years", "哪些单位的行政复议被纠正了"),
        ("list, rate", "公开率超过五成的单位"),
        ("list, two facts", "复议被纠正且收到申请超过100件的单位"),
        ("number", "焦作市2025年收到多少申请"),
        ("ranking", "2025年收到申请最多的三个单位"),
        ("sum", "白鹭市各单位2025年收到申请合计"),
        ("average", "2025年区县平均收到多少申请"),
        ("count", "有多少个单位的行政复议被纠正"),
        ("by level", "各级2025年收到申请合计"),
        ("growth", "2025年收到申请比2024年增加的单位"),
        ("trend", "白鹭市历年收到申请"),
        ("yes or no", "西工区2025年的行政复议被纠正了吗"),
        ("peers", "2025年新收申请高于平均的区县"),
        ("findings", "哪些报告自相矛盾"),
        ("missing", "哪些单位缺2025年的报告"),
        ("narrative", "哪些单位提到人员力量不足"),
        ("term", "什么是过程性信息"),
    )
)


def timed(run: Callable[[], object], times: int = 1) -> float:
    """The median of so many runs in milliseconds."""
    taken = []
    for _ in range(times):
        start = perf_counter()
        run()
        taken.append((perf_counter() - start) * 1000)
    return median(taken)


def bench(library: Library, questions: tuple[Asked, ...], limit: int, db: sqlite3.Connection) -> None:
    """Every question with its times."""
    heading = ("kind", "rows", "first", "again", "limit", "understood", "out", "SQL", "SQL / again")
    print("".join(f"{name:>12}" if place else f"{name:<17}" for place, name in enumerate(heading)))
    for asked in questions:
        first = timed(partial(answer, asked.text, library, TODAY))
        again = timed(partial(answer, asked.text, library, TODAY), TIMES)
        understood = timed(partial(understand, asked.text, library, TODAY), TIMES)
        given = answer(asked.text, library, TODAY)
        out = timed(partial(_written, given))
        rows = "—" if given.kind in ("no_answer", "clarify") else str(len(given.rows))
        line = f"{asked.kind:<17}{rows:>12}{first:>12.1f}{again:>12.1f}{again / limit:>12.0%}"
        line += f"{understood:>12.1f}{out:>12.1f}"
        if asked.sql:
            plain = timed(partial(_rows, db, asked.sql), TIMES)
            line += f"{plain:>12.1f}{plain / again:>12.1f}"
        print(line)


def _written(given: Answer) -> str:
    return json.dumps(answer_form(given))


def _rows(db: sqlite3.Connection, sql: str) -> list[tuple[object, ...]]:
    return db.execute(sql).fetchall()


def bench_library(path: Path, questions: tuple[Asked, ...], limit: int) -> None:
    """One library: what its first question waits for, then every question."""
    with Library.open(path) as library, sqlite3.connect(library.catalog.layout.catalog) as db:
        db.execute(VIEW)
        heads = timed(lambda: library.vocabulary.heads)
        names, lexicon = timed(lambda: names_of(library.vocabulary)), timed(load_lexicon)
        print(f"\n{len(library.vocabulary.heads)} reports, limit {limit} ms; once a process:", end=" ")
        print(f"reports {heads:.0f} ms, names {names:.0f} ms, lexicon {lexicon:.0f} ms")
        bench(library, questions, limit, db)


def main() -> None:
    folder, reports = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 50_000
    start = perf_counter()
    build(folder / str(reports), reports)
    print(f"library of {reports} reports at hand after {perf_counter() - start:.0f} s")
    bench_library(folder / str(reports), MANY, LIMIT_MANY)
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "library"
        with Library.open(path, write=True, create=True) as library:
            ingest(library, [data_path("samples")], 1, lambda _: None)
        bench_library(path, SAMPLES, LIMIT_SAMPLES)


if __name__ == "__main__":
    main()
