"""The documents say what the commands do: each command is described, each example runs, each link leads somewhere."""

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import pytest

from ingest.datafiles import data_path
from portal.cli import COMMANDS, run
from portal.questions.plan import InquiryKind, Operation

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted(path for folder in (".", "docs", "data") for path in (ROOT / folder).glob("*.md"))
WITH_EXAMPLES = ("README.md", "README.en.md", "docs/contracts.md")
# The documents ask about reports of 2025, and about one of another year that has a restored row.
SHOWN = ("*2025*", "2024年报-青岚市望江县人民政府.txt")
DRAFT = "西工区人民政府办公室2025（摘录）.txt"
QUESTIONS = '{"id": 1, "question": "哪些单位的行政复议被纠正了？"}\n'
# It serves until it is stopped, and has tests of its own.
NOT_RUN = ("portal",)

_FENCED = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"#\s*(?:退出码|exit code)\s*(\d)")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_OUTSIDE = re.compile(r"(?<![\w.])(?:\.\./\.\./|/(?:work|tmp|root|home|Users|opt)/|[A-Za-z]:\\|~/)")


@dataclass(frozen=True)
class Example:
    """A command as a document shows it, its exit code, and the lines of output that are shown below it."""

    arguments: tuple[str, ...]
    code: int
    output: tuple[str, ...]


def examples(text: str) -> Iterator[Example]:
    for block in _FENCED.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *output = part.splitlines()
            name, *arguments = shlex.split(command, comments=True)
            assert name == "mingcha", command
            code = _CODE.search(command)
            shown = tuple(line for line in output if line.strip() not in ("", "…"))
            yield Example(tuple(arguments), int(code[1]) if code else 0, shown)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder as the documents suppose it: samples, a library made of them, a draft, a file of questions."""
    samples = tmp_path / "data" / "samples"
    samples.mkdir(parents=True)
    for pattern in SHOWN:
        for path in data_path("samples").glob(pattern):
            shutil.copy(path, samples)
    for folder, draft in (("报告", "草稿.txt"), ("reports", "draft.txt")):
        (tmp_path / folder).mkdir()
        shutil.copy(samples / DRAFT, tmp_path / folder / draft)
    (tmp_path / "问题.jsonl").write_text(QUESTIONS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MINGCHA_LIBRARY", raising=False)
    assert run(["ingest", "--jobs", "1", "data/samples"]) == 0
    (tmp_path / "通知.txt").write_text("今天天气很好。", encoding="utf-8")
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("document", WITH_EXAMPLES)
def test_examples_run_and_print_what_is_shown(document: str, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = list(examples((ROOT / document).read_text(encoding="utf-8")))
    assert found
    for example in found:
        if example.arguments[0] in NOT_RUN:
            continue
        capsys.readouterr()
        assert run(example.arguments) == example.code, example.arguments
        printed = "".join(capsys.readouterr())
        for line in example.output:
            assert line in printed, example.arguments


@pytest.mark.slow
def test_every_plan_shown_can_be_computed(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = re.findall(r'^{"operation".*', (ROOT / "docs" / "contracts.md").read_text(encoding="utf-8"), re.MULTILINE)
    shown = {json.loads(line)["operation"] for line in lines}
    assert shown == {*get_args(Operation), *get_args(InquiryKind)}
    for line in lines:
        (desk / "plan.json").write_text(line, encoding="utf-8")
        assert run(["ask", "--json", "--plan", "plan.json"]) == 0, (line, capsys.readouterr().err)
        again = json.loads(capsys.readouterr().out)["plan"]
        assert again.items() >= {name: value for name, value in json.loads(line).items() if name != "mentions"}.items()


def test_every_command_is_documented_with_all_its_options(capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "docs" / "contracts.md").read_text(encoding="utf-8")
    for command, purpose in COMMANDS.items():
        name = command.__name__
        assert run([name, "--help"]) == 0
        printed = capsys.readouterr().out
        assert purpose in printed
        section = re.search(rf"^### {name}\n(.*?)^##", text, re.DOTALL | re.MULTILINE)
        assert section, name
        common = {"--help", "--library"}
        for option in set(re.findall(r"--[a-z]+", printed)) - common:
            assert option in section[1], (name, option)


def test_every_example_of_a_document_is_of_a_known_command() -> None:
    names = {command.__name__ for command in COMMANDS}
    for path in DOCUMENTS:
        for line in re.findall(r"`mingcha ([a-z]+)", path.read_text(encoding="utf-8")):
            assert line in names, path


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_to_files_of_the_project(path: Path) -> None:
    for target in _LINK.findall(path.read_text(encoding="utf-8")):
        if target.startswith(("https://", "http://", "#")):
            continue
        file = (path.parent / target.partition("#")[0]).resolve()
        assert file.is_relative_to(ROOT), target
        assert file.exists(), target


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_document_names_a_path_outside_the_project(path: Path) -> None:
    assert not _OUTSIDE.findall(path.read_text(encoding="utf-8"))


def test_both_readmes_link_to_the_same_documents() -> None:
    chinese, english = (
        {
            link
            for link in _LINK.findall((ROOT / name).read_text(encoding="utf-8"))
            if not link.startswith(("README", "docs/screenshots/"))
        }
        for name in ("README.md", "README.en.md")
    )
    assert chinese == english
