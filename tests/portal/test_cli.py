import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from index.layout import FORMAT_VERSION, Layout
from index.library import Library
from portal.cli import COMMANDS, run
from tests.conftest import make_report, report_text

OFFICE = "示例省青山市白鹭区人民政府办公室"
HEAVY = ("torch", "pandas", "numpy", "pyarrow", "openpyxl", "streamlit", "sentence_transformers")
Printed = pytest.CaptureFixture[str]


@pytest.fixture
def report_file(tmp_path: Path) -> Path:
    path = tmp_path / "2023.txt"
    path.write_text(report_text(make_report(OFFICE)), encoding="utf-8")
    return path


@pytest.fixture
def filled(tmp_path: Path, report_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of one report, named by the environment."""
    path = tmp_path / "library"
    monkeypatch.setenv("MINGCHA_LIBRARY", str(path))
    assert run(["ingest", str(report_file)]) == 0
    return path


def process(library: Path, arguments: Sequence[str], code: str = "main()") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", f"import sys; from portal.cli import main, run; {code}", *arguments]
    environment = os.environ | {"MINGCHA_LIBRARY": str(library)}
    return subprocess.run(command, check=False, env=environment, capture_output=True, text=True)


def test_every_command_has_help_in_chinese(capsys: Printed) -> None:
    for command, purpose in COMMANDS.items():
        assert run([command.__name__, "--help"]) == 0
        assert purpose in capsys.readouterr().out


def test_no_command_shows_the_help(capsys: Printed) -> None:
    assert run([]) == 0
    assert "ingest" in capsys.readouterr().out


def test_ingest_names_what_it_refused_and_stores_the_rest(tmp_path: Path, report_file: Path, capsys: Printed) -> None:
    empty = tmp_path / "空.txt"
    empty.write_bytes(b"")
    assert run(["ingest", "--library", str(tmp_path / "l"), str(empty), str(report_file)]) == 1
    printed = capsys.readouterr()
    assert "新增 1 · 更新 0 · 未变 0 · 拒绝 1" in printed.out
    assert printed.err == "未收 空.txt：文件是空的，请换一份有内容的\n"


def test_ingest_of_a_missing_path_is_wrong_use_and_makes_no_library(tmp_path: Path, capsys: Printed) -> None:
    library = tmp_path / "l"
    assert run(["--library", str(library), "ingest", str(tmp_path / "没有.txt")]) == 2
    assert "没有.txt：没有这个文件或文件夹" in capsys.readouterr().err
    assert not library.exists()


def test_json_prints_one_object_and_nothing_else(filled: Path, report_file: Path, capsys: Printed) -> None:
    capsys.readouterr()
    for arguments in (["ingest", str(report_file)], ["search", "解读"], ["status"], ["rebuild"]):
        assert run([*arguments, "--json"]) == 0
        printed = capsys.readouterr()
        assert isinstance(json.loads(printed.out), dict)
        assert (printed.out.count("\n"), printed.err) == (1, "")


def test_check_shows_findings_with_their_place_and_stores_nothing(tmp_path: Path, capsys: Printed) -> None:
    wrong = tmp_path / "错.txt"
    wrong.write_text(report_text(make_report(OFFICE, cells={"reconsideration.total": 5})), encoding="utf-8")
    assert run(["--library", str(tmp_path / "l"), "check", str(wrong)]) == 1
    out = capsys.readouterr().out
    assert f"{OFFICE} 2023年" in out
    assert "错误 [review_sum] 错.txt 表四" in out
    assert not (tmp_path / "l").exists()


def test_check_of_a_report_that_fits_ends_well(report_file: Path, capsys: Printed, tmp_path: Path) -> None:
    assert run(["--library", str(tmp_path / "l"), "check", str(report_file)]) == 0
    assert "没有发现问题" in capsys.readouterr().out


def test_check_compares_a_draft_with_last_year_in_the_library(filled: Path, tmp_path: Path, capsys: Printed) -> None:
    draft = tmp_path / "2024.txt"
    cells: dict[str, int | str | None] = {
        "applications.carried_in.natural_person": 4,
        "applications.carried_in.total": 4,
        "applications.carried_out.natural_person": 4,
        "applications.carried_out.total": 4,
    }
    draft.write_text(report_text(make_report(OFFICE, 2024, cells=cells)), encoding="utf-8")
    capsys.readouterr()
    assert run(["check", "--json", str(draft)]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert {finding["check"] for finding in found} == {"carry_over"}


def test_check_prints_a_line_of_json_a_file(report_file: Path, tmp_path: Path, capsys: Printed) -> None:
    empty = tmp_path / "空.txt"
    empty.write_bytes(b"")
    assert run(["--library", str(tmp_path / "l"), "check", "--json", str(report_file), str(empty)]) == 1
    read, refused = map(json.loads, capsys.readouterr().out.splitlines())
    assert (read["office"], read["facts"]["applications.new.total"]) == (OFFICE, 12)
    assert (refused["source"], refused["refused"]["kind"]) == ("空.txt", "unreadable")


def test_search_prints_office_year_text_and_place(filled: Path, capsys: Printed) -> None:
    capsys.readouterr()
    assert run(["search", "政策解读"]) == 0
    out = capsys.readouterr().out
    assert f"{OFFICE} 2023年 第5部分 问题" in out
    assert "政策解读的形式不够丰富。" in out
    assert "2023.txt 第" in out
    assert "共 1 段，出自 1 份报告" in out


def test_search_without_a_hit_ends_well(filled: Path, capsys: Printed) -> None:
    assert run(["search", "外星人"]) == 0
    assert "共 0 段" in capsys.readouterr().out


@pytest.mark.parametrize("mode", ["semantic", "hybrid"])
def test_other_modes_are_refused(filled: Path, mode: str, capsys: Printed) -> None:
    assert run(["search", "解读", "--mode", mode]) == 2
    assert "只按关键词搜索" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("pair", "nearest"),
    [
        ("yaer=2023", "year"),
        ("level=countyy", "county"),
        ("fact=reconsideration.correctd>0", "reconsideration.corrected"),
    ],
)
@pytest.mark.parametrize("command", [["search", "解读"], ["export", "reports"], ["remove", "--yes"]])
def test_an_unknown_filter_is_wrong_use_naming_the_nearest(
    filled: Path, command: list[str], pair: str, nearest: str, capsys: Printed
) -> None:
    capsys.readouterr()
    assert run([*command, "--filter", pair]) == 2
    printed = capsys.readouterr()
    assert nearest in printed.err
    assert (printed.out, printed.err.count("\n")) == ("", 1)


@pytest.mark.parametrize(
    "arguments", [["serch"], ["search"], ["search", "x", "--foo"], ["search", "x", "--limit", "z"]]
)
def test_wrong_use_is_one_line(arguments: list[str], capsys: Printed) -> None:
    assert run(arguments) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_no_library_is_named_with_what_makes_one(tmp_path: Path, capsys: Printed) -> None:
    assert run(["--library", str(tmp_path / "没有"), "search", "x"]) == 1
    assert "没有：这里还没有资料库；请先运行 mingcha" in capsys.readouterr().err


def test_a_library_of_another_format_is_refused_with_the_command_that_mends_it(filled: Path, capsys: Printed) -> None:
    with sqlite3.connect(Layout(filled).catalog) as db:
        db.execute(f"PRAGMA user_version = {FORMAT_VERSION + 1}")
    db.close()
    capsys.readouterr()
    assert run(["search", "x"]) == 1
    assert f"格式为 {FORMAT_VERSION + 1}，当前需要 {FORMAT_VERSION}" in (message := capsys.readouterr().err)
    assert "ingest" in message


def test_a_second_writer_is_told_who_holds_the_lock(filled: Path, report_file: Path) -> None:
    with Library.open(filled, write=True):
        second = process(filled, ["ingest", str(report_file)])
    assert second.returncode == 1
    assert f"进程 {os.getpid()} 自 " in second.stderr
    assert second.stderr.count("\n") == 1


def test_an_export_goes_to_its_file_and_holds_no_absolute_path(filled: Path, tmp_path: Path) -> None:
    for form in ("jsonl", "csv", "xlsx", "parquet"):
        out = tmp_path / f"out.{form}"
        assert run(["export", "reports", "--format", form, "--out", str(out)]) == 0
        assert str(tmp_path).encode() not in out.read_bytes()
        assert out.stat().st_size > 0
    assert not list(tmp_path.glob("*.part"))
    (line,) = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["source"] == "2023.txt"


def test_an_export_to_standard_output_honours_its_filters(filled: Path) -> None:
    some = process(filled, ["export", "facts", "--filter", "year=2023"])
    none = process(filled, ["export", "facts", "--filter", "year=!2023"])
    keys = [json.loads(line)["key"] for line in some.stdout.splitlines()]
    assert (len(set(keys)), none.stdout) == (len(keys), "")
    assert len([key for key in keys if not key.startswith("narrative.")]) == 200
    assert process(filled, ["export", "facts", "--format", "xlsx"]).returncode == 2


def test_remove_says_what_goes_and_asks(filled: Path, capsys: Printed) -> None:
    with Library.open(filled) as library:
        (head,) = library.catalog.heads()
    asked = process(filled, ["remove", head.report_id])
    assert asked.returncode == 1
    assert f"{head.report_id}  {OFFICE} 2023年" in asked.stdout
    assert run(["search", "解读", "--json"]) == 0
    assert run(["remove", head.report_id, "--yes"]) == 0
    capsys.readouterr()
    assert run(["search", "解读", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"] == 0


@pytest.mark.parametrize("arguments", [[], ["000000000000"], ["000000000000", "--filter", "year=2023"]])
def test_remove_without_a_known_target_is_wrong_use(filled: Path, arguments: list[str]) -> None:
    assert run(["remove", *arguments, "--yes"]) == 2


def test_status_counts_what_there_is(filled: Path, capsys: Printed) -> None:
    capsys.readouterr()
    assert run(["status", "--json"]) == 0
    status = json.loads(capsys.readouterr().out)
    assert (status["reports"], status["files"], status["offices"], status["years"]) == (1, 1, 1, "2023–2023")
    assert status["cells"] >= 200
    assert min(status["passages"], status["catalog_bytes"], status["text_index_bytes"]) > 0


def test_rebuild_finds_the_same_again(filled: Path, capsys: Printed) -> None:
    assert run(["rebuild"]) == 0
    capsys.readouterr()
    assert run(["search", "解读", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"] == 2


ASKED = (["search", "行政复议"], ["ask", "哪些单位的行政复议被纠正了？"])


@pytest.mark.parametrize("arguments", ASKED)
def test_answers_need_nothing_heavy(sample_library: Path, arguments: list[str]) -> None:
    loaded = f"run(sys.argv[1:]); print(*sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)"
    for more in ([], ["--json"]):
        answered = process(sample_library, [*arguments, *more], loaded)
        assert answered.stderr.strip() == ""
        assert answered.stdout


def test_ask_answers_a_list_with_its_evidence(sample_library: Path, capsys: Printed) -> None:
    question = "哪些单位的行政复议被纠正了？"
    assert run(["--library", str(sample_library), "ask", question, "--json"]) == 0
    form = json.loads(capsys.readouterr().out)
    assert form["kind"] == "list"
    assert form["items"]
    assert all(item["value"] > 0 for item in form["items"])
    assert run(["--library", str(sample_library), "ask", question]) == 0
    out = capsys.readouterr().out
    assert form["items"][0]["office"] in out
    assert form["coverage_text"] in out


def test_ask_answers_a_batch_in_order(sample_library: Path, tmp_path: Path) -> None:
    asked, answered = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    questions = [
        {"id": "b", "question": "哪些单位的行政复议被纠正了？", "context": []},
        {"id": "a", "question": "哪个单位收到过外星人的申请"},
    ]
    asked.write_text("\n".join(map(json.dumps, questions)), encoding="utf-8")
    assert run(["--library", str(sample_library), "ask", "--batch", str(asked), "--out", str(answered)]) == 0
    forms = [json.loads(line) for line in answered.read_text(encoding="utf-8").splitlines()]
    assert [(form["id"], form["kind"]) for form in forms] == [("b", "list"), ("a", "no_answer")]


@pytest.mark.parametrize(
    "line", ["不是 JSON", "[]", '{"id": 1}', '{"question": "x"}', '{"id":1,"question":"x","context":3}']
)
def test_a_bad_line_of_a_batch_is_named(sample_library: Path, tmp_path: Path, line: str, capsys: Printed) -> None:
    asked, answered = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    asked.write_text('{"id": 0, "question": "x"}\n' + line, encoding="utf-8")
    assert run(["--library", str(sample_library), "ask", "--batch", str(asked), "--out", str(answered)]) == 2
    assert "q.jsonl 第2行" in capsys.readouterr().err
    assert not answered.exists()
