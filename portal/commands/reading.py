"""Commands that read files: ingest stores what they state, check only shows it."""

import os
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING, Annotated

import typer

from portal.commands.options import (
    FAILED,
    OK,
    JsonOption,
    LibraryOption,
    WrongUse,
    complain,
    console,
    library_path,
    log_to,
    print_json,
)

if TYPE_CHECKING:
    from index.catalog import Catalog
    from index.checking import Checked
    from index.ingesting import IngestSummary, Progress
    from ingest.errors import IngestError
    from ingest.model import Finding, Report, State

Paths = Annotated[list[Path], typer.Argument(metavar="PATH…", help="文件或文件夹", show_default=False)]
Jobs = Annotated[int, typer.Option("--jobs", min=1, metavar="N", help="同时读取的进程数")]
JOBS = min(os.cpu_count() or 1, 4)
NUMBER = re.compile(r"-?[\d,]+(\.\d+)?")
STATES: "dict[State, str]" = {
    "value": "有数",
    "zero": "零",
    "restored": "推定",
    "blank": "空白",
    "dash": "横线",
    "unread": "未读出",
}


def ingest(
    ctx: typer.Context,
    paths: Paths,
    jobs: Jobs = JOBS,
    library: LibraryOption = None,
    json_: JsonOption = False,
) -> int:
    """Read files into the library."""
    from index.ingesting import ingest as ingest_files
    from index.layout import Layout
    from index.library import Library

    require(paths)
    path = library_path(ctx, library)
    log = Layout(path).log
    log_to(log)
    with Library.open(path, write=True, create=True) as opened, _progress(quiet=json_) as progress:
        summary = ingest_files(opened, paths, jobs, progress)
        revision = opened.revision
    if json_:
        print_json({"library": str(path), "revision": revision} | _summary_form(summary))
    else:
        told = {"新增": summary.new, "更新": summary.updated, "未变": summary.unchanged, "拒绝": summary.refused}
        counts = " · ".join(f"{word} {len(files)}" for word, files in told.items())
        console().print(f"{counts}（资料库 {path}，版次 {revision}）")
    for error in summary.refused:
        _complain_of(error, log)
    return FAILED if summary.refused else OK


def require(paths: Sequence[Path]) -> None:
    """Raise WrongUse naming the first path that is not there."""
    for path in paths:
        if not path.exists():
            raise WrongUse(f"{path}：没有这个文件或文件夹；请检查路径")


def _summary_form(summary: "IngestSummary") -> dict[str, object]:
    return {
        "new": len(summary.new),
        "updated": len(summary.updated),
        "unchanged": len(summary.unchanged),
        "refused": [_refusal_form(error) for error in summary.refused],
    }


def _refusal_form(error: "IngestError") -> dict[str, object]:
    from index.forms import location_form

    return {"kind": error.kind, "location": location_form(error.location), "problem": error.problem}


@contextmanager
def _progress(*, quiet: bool) -> "Iterator[Callable[[Progress], None]]":
    """A bar with rate and time left on a terminal's standard error; nothing where nobody watches."""
    out = console(stderr=True)
    if quiet or not out.is_terminal:
        yield lambda _: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    rate = TextColumn("{task.fields[rate]} 份/秒")
    refused = TextColumn("拒绝 {task.fields[refused]}")
    columns = (TextColumn("读取"), BarColumn(), MofNCompleteColumn(), rate, TextColumn("剩"), TimeRemainingColumn())
    with Bar(*columns, refused, console=out, transient=True) as bar:
        task = bar.add_task("", total=None, rate="", refused=0)
        started = time.monotonic()

        def show(progress: "Progress") -> None:
            rate = f"{progress.done / max(time.monotonic() - started, 0.001):.1f}"
            bar.update(task, total=progress.total, completed=progress.done, rate=rate, refused=progress.refused)

        yield show


def check(
    ctx: typer.Context,
    files: Paths,
    library: LibraryOption = None,
    json_: JsonOption = False,
) -> int:
    """Show what files state and where they do not fit, without storing them."""
    from index.checking import check_files

    require(files)
    log = Path(gettempdir()) / "mingcha.log"
    log_to(log)
    failed = False
    with _catalog(library_path(ctx, library), required=library is not None) as catalog:
        for checked in check_files(files, catalog, lambda number, total: True):
            if checked.error is not None:
                failed = True
                _complain_of(checked.error, log)
                if json_:
                    print_json({"source": checked.source, "refused": _refusal_form(checked.error)})
            elif checked.report is not None:
                _show_reading(checked.report, checked, json_=json_)
                failed |= any(finding.severity != "note" for finding in checked.findings)
    return FAILED if failed else OK


@contextmanager
def _catalog(path: Path, *, required: bool) -> "Iterator[Catalog | None]":
    """The library to check beside; one that was not asked for may be missing."""
    from index.catalog import Catalog
    from index.layout import Layout

    layout = Layout(path)
    if not required and not layout.catalog.exists():
        yield None
        return
    with Catalog.open(layout) as catalog:
        yield catalog


def _complain_of(error: "IngestError", log: Path) -> None:
    complain(f"未收 {error}" + (f"（日志 {log}）" if error.kind == "reader_failed" else ""))


def _show_reading(report: "Report", checked: "Checked", *, json_: bool) -> None:
    from index.forms import finding_form, not_judged_form, reading_form
    from portal.labels import BLAMES, LEVELS, OFFICE_KINDS, SEVERITIES, TEMPLATES, word
    from portal.messages import Texts
    from portal.rules import made_text

    findings = checked.findings
    if json_:
        unmade = [not_judged_form(item) for item in checked.unmade]
        own = {"findings": [finding_form(finding) for finding in findings], "unmade": unmade}
        print_json(reading_form(report) | own)
        return
    out, texts = console(), Texts("zh")
    out.print(f"{report.office} {report.year}年", style="bold")
    kind = f"{word(LEVELS, report.level, texts)} {word(OFFICE_KINDS, report.office_kind, texts)}"
    form = word(TEMPLATES, report.template, texts)
    out.print(f"  文件 {report.source} · 地区 {report.region.path or '未写明'} · {kind} · {form}")
    out.print(f"  标题 {report.title}")
    out.print(f"  核查提示 {len(findings)} 条" if findings else "  没有核查提示")
    for finding in findings:
        severity = word(SEVERITIES, finding.severity, texts)
        out.print(f"    {severity} [{finding.check}] {finding.location}：{finding.message}")
        out.print(f"      {word(BLAMES, finding.blame, texts)}{_against(finding)}", style="dim")
    out.print(_cells_table(report))
    out.print(f"  {len(report.sections)} 个部分，{len(report.passages)} 段文字，{len(report.not_judged)} 处没有判断")
    out.print(f"  {made_text(checked, texts)}")


def _against(finding: "Finding") -> str:
    """What stands against what: a number against the one that is due, or the report's words against a number."""
    printed, expected = finding.published, finding.expected
    if printed is None or NUMBER.fullmatch(printed):
        parts = [f"，印作 {printed}" if printed else "", f"，应为 {expected}" if expected else ""]
        return "".join(parts)
    return f"，引文“{printed}”" + (f"，对数字 {expected}" if expected else "")


def _cells_table(report: "Report") -> object:
    """How many cells of each table were read in which state."""
    from rich.table import Table

    from ingest.template import load_template

    cells = load_template(report.template).cells
    tables = sorted({cell.table for cell in cells.values()}, key="一二三四五六".index)
    counts = Counter((cells[fact.key].table, fact.state) for fact in report.facts if fact.key in cells)
    shown = Table("表", "格", *STATES.values(), box=None, pad_edge=True)
    for table in tables:
        numbers = [counts[table, state] for state in STATES]
        shown.add_row(f"表{table}", str(sum(numbers)), *map(str, numbers))
    return shown
