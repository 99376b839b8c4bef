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
from index.vector_manifest import VectorManifest, write_manifest
from ingest.model import Finding, Location
from portal.cli import COMMANDS, run
from portal.labels import size_text
from tests.conftest import make_reading, make_report, report_text

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
    assert "县级 政府及办公厅（室） · 2021 年表式" in out
    assert "核查提示 1 条" in out
    assert "报告如此，印作 5，应为 0" in out
    assert not (tmp_path / "l").exists()


def test_check_of_a_report_that_fits_ends_well(report_file: Path, capsys: Printed, tmp_path: Path) -> None:
    assert run(["--library", str(tmp_path / "l"), "check", str(report_file)]) == 0
    assert "没有核查提示" in capsys.readouterr().out


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


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["semantic", "hybrid"])
def test_search_by_meaning_finds_words_that_no_passage_has(sample_library: Path, mode: str, capsys: Printed) -> None:
    arguments = ["--library", str(sample_library), "search", "公众号老是没人打理", "--json"]
    assert run([*arguments, "--mode", mode]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["mode"] == mode
    assert found["total"] <= 200
    assert any("新媒体" in hit["text"] or "公众号" in hit["text"] for hit in found["hits"][:5])


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


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["serch"], "没有 serch 这个命令；最接近的是 search；用法见 mingcha --help"),
        (["search"], "mingcha search：没有写 TEXT…；用法见 mingcha search --help"),
        (["search", "x", "--foo"], "没有 --foo 这个选项"),
        (["status", "--jsn"], "没有 --jsn 这个选项；最接近的是 --json"),
        (["search", "x", "--limit", "z"], "--limit 的“z”不是整数"),
        (["search", "x", "--limit=-1"], "--limit 不能小于 0"),
        (["search", "x", "--limit"], "--limit 后面没有写值"),
        (["search", "x", "--exact=3"], "--exact 后面不能写值"),
        (["search", "x", "--sort", "q"], "--sort 没有“q”这个值；可以写 relevance、year"),
        (["portal", "--port", "99999"], "--port 不能大于 65535"),
        (["export"], "没有写 WHAT；可以写 reports、facts、findings、passages"),
        (["export", "cells"], "WHAT 没有“cells”这个值；可以写 reports、facts"),
        (["status", "x"], "多出了“x”；含空格的要加引号"),
        (["--foo"], "没有 --foo 这个选项"),
    ],
)
def test_wrong_use_says_in_chinese_where_what_and_what_to_do(arguments: list[str], says: str, capsys: Printed) -> None:
    assert run(arguments) == 2
    printed = capsys.readouterr()
    assert says in printed.err
    assert printed.err.startswith("mingcha")
    assert printed.err.endswith("--help\n")
    assert printed.out == ""


def test_words_of_a_search_need_no_quotes(filled: Path, capsys: Printed) -> None:
    def found(*words: str) -> int:
        capsys.readouterr()
        assert run(["search", *words, "--json"]) == 0
        total = json.loads(capsys.readouterr().out)["total"]
        assert isinstance(total, int)
        return total

    assert found("政策", "解读") == found("政策 解读") == 1
    assert found("解读", "-丰富") == found("解读 -丰富") == found("-丰富", "解读") == 1
    assert found("-丰富") == found("") - 1


def test_a_year_without_reports_is_named_and_ends_well(filled: Path, capsys: Printed) -> None:
    capsys.readouterr()
    assert run(["search", "解读", "--filter", "year=1999"]) == 0
    printed = capsys.readouterr()
    assert "资料库里没有 1999 年的报告；有的年份是 2023–2023" in printed.out
    assert printed.err == ""
    assert run(["search", "解读", "--filter", "year=..2001", "--filter", "year=2023"]) == 0
    assert "没有 –2001 年的报告" in capsys.readouterr().out
    assert run(["search", "解读", "--filter", "year=1999", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"] == 0


def test_a_library_where_every_file_was_refused_says_that_it_is_empty(tmp_path: Path, capsys: Printed) -> None:
    empty = tmp_path / "空.txt"
    empty.write_bytes(b"")
    library = ["--library", str(tmp_path / "l")]
    assert run([*library, "ingest", str(empty)]) == 1
    capsys.readouterr()
    assert run([*library, "search", "解读"]) == 0
    assert "资料库还是空的；请先运行 mingcha ingest" in capsys.readouterr().out


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


def test_an_export_takes_its_format_from_the_suffix_and_refuses_one_that_contradicts(
    filled: Path, tmp_path: Path, capsys: Printed
) -> None:
    table = tmp_path / "格.CSV"
    assert run(["export", "facts", "--out", str(table)]) == 0
    assert table.read_bytes().startswith(b"\xef\xbb\xbfreport_id,")
    plain = tmp_path / "格"
    assert run(["export", "facts", "--out", str(plain)]) == 0
    assert plain.read_bytes().startswith(b'{"report_id"')
    capsys.readouterr()
    for arguments, says in (
        (["--format", "xlsx", "--out", str(tmp_path / "a.csv")], "后缀是 csv，--format 写的是 xlsx"),
        (["--out", str(tmp_path / "a.doc")], "后缀不是 jsonl、csv、xlsx、parquet"),
    ):
        assert run(["export", "facts", *arguments]) == 2
        assert says in capsys.readouterr().err
    assert not (tmp_path / "a.csv").exists()


def test_an_export_of_findings_holds_those_that_the_filters_ask_for(capsys: Printed, tmp_path: Path) -> None:
    place = Location("a.txt", line=3)
    error = Finding("row_sum", "error", "report", place, "不平")
    findings = (error, Finding("restored_cells", "note", "report", place, "推定"))
    with Library.open(tmp_path / "library", write=True, create=True) as library:
        library.catalog.commit([make_reading(make_report(findings=findings))])
        library.replay()

    def checks(*filters: str) -> list[str]:
        chosen = [part for pair in filters for part in ("--filter", pair)]
        assert run(["--library", str(tmp_path / "library"), "export", "findings", *chosen]) == 0
        return [json.loads(line)["check"] for line in capsys.readouterr().out.splitlines()]

    assert checks() == ["row_sum", "restored_cells"]
    assert checks("severity=error") == ["row_sum"]
    # What is left out leaves the other findings of the same report in.
    assert checks("finding=!row_sum") == ["restored_cells"]
    assert checks("year=!2023") == []


def test_an_export_of_passages_holds_those_of_the_kind_and_section_asked_for(filled: Path) -> None:
    def kinds(*filters: str) -> set[tuple[str, int]]:
        chosen = [part for pair in filters for part in ("--filter", pair)]
        lines = process(filled, ["export", "passages", *chosen]).stdout.splitlines()
        return {(row["kind"], row["section"]) for row in map(json.loads, lines)}

    everything = kinds()
    assert kinds("kind=problem") == {pair for pair in everything if pair[0] == "problem"} != set()
    assert (
        kinds("section=5", "kind=!problem")
        == {pair for pair in everything if pair[1] == 5 and pair[0] != "problem"}
        != set()
    )


def test_a_file_is_named_as_typed_and_an_absolute_path_by_its_name(
    tmp_path: Path, report_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path.parent)
    for library, given, source in (
        ("a", report_file, "2023.txt"),
        ("b", report_file.relative_to(tmp_path.parent), f"{tmp_path.name}/2023.txt"),
    ):
        assert run(["--library", str(tmp_path / library), "ingest", str(given)]) == 0
        with Library.open(tmp_path / library) as opened:
            assert [stored.report.source for stored in opened.catalog.reports()] == [source]


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
    assert (status["reports"], status["files"], status["offices"], status["years"]) == (1, 1, 1, "2023")
    assert status["cells"] >= 200
    assert status["text_index_revision"] == status["revision"] == 1
    assert (status["vectors_revision"], status["model"]) == (None, None)
    assert min(status["passages"], status["catalog_bytes"], status["text_index_bytes"]) > 0


def test_status_shows_the_revision_and_model_of_the_vectors(filled: Path, capsys: Printed) -> None:
    folder = Layout(filled).vectors
    folder.mkdir()
    write_manifest(folder, VectorManifest(1, 7, "某模型", "0" * 64, 256, 0))
    capsys.readouterr()
    assert run(["status"]) == 0
    out = capsys.readouterr().out
    assert "向量的版次：7\n" in out
    assert "语义模型：某模型\n" in out


def test_status_shows_sizes_as_people_write_them(filled: Path, capsys: Printed) -> None:
    capsys.readouterr()
    assert run(["status"]) == 0
    out = capsys.readouterr().out
    assert "年份：2023\n" in out
    assert "文字索引的版次：1\n" in out
    assert "目录库大小：" in out
    assert [size_text(size) for size in (0, 1023, 1536, 5 << 20, 3 << 40)] == [
        "0 B",
        "1023 B",
        "1.5 KB",
        "5.0 MB",
        "3072.0 GB",
    ]


def test_status_counts_an_office_once_whichever_places_stand_before_its_name(tmp_path: Path, capsys: Printed) -> None:
    names = ("白鹭区人民政府办公室", "示例省青山市白鹭区人民政府办公室", "示例省青山市白鹭区人民政府")
    with Library.open(tmp_path / "l", write=True, create=True) as library:
        readings = [make_reading(make_report(name, 2021 + year)) for year, name in enumerate(names)]
        library.catalog.commit(readings)
    assert run(["--library", str(tmp_path / "l"), "status", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["offices"] == 2


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
    assert form["coverage_text"] in out
    for item in form["items"]:
        lines = [line for line in out.splitlines()[1:] if item["location"]["text"] in line]
        assert [item["office"] in line for line in lines] == [True]
    sentence = out.splitlines()[0]
    assert (sentence.count("；"), f"；另有 {len(form['items']) - 3} 份报告" in sentence) == (3, True)


def test_an_english_question_is_answered_in_english_throughout(sample_library: Path, capsys: Printed) -> None:
    for question, label in (
        ("which offices had corrected reconsiderations in 2025", "Taken: "),
        ("How many applications did 焦作市 receive in 2025?", "Source "),
        ("What was the disclosure rate of 焦作市 in 2025?", "Formula: "),
    ):
        assert run(["--library", str(sample_library), "ask", question]) == 0
        out = capsys.readouterr().out
        assert label in out
        assert not [
            word
            for word in ("依据", "按：", "算式", "件", "年度", "核查提示", " 年")
            if word in out.split("samples/")[0]
        ]


def test_a_finding_on_a_figure_is_called_as_in_the_portal(sample_library: Path, capsys: Printed) -> None:
    assert run(["--library", str(sample_library), "ask", "望江县2024年不予公开的有多少件"]) == 0
    assert "核查提示 青岚市望江县人民政府 2024 年" in capsys.readouterr().out


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
