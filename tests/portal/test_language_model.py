import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from index.library import Library
from portal.questions.answer import answer
from portal.questions.json_forms.forms import answer_form
from portal.questions.plan import Answer
from tests.portal.asking import TODAY, make_library

UNREAD = "2024年哪些单位的复议翻车了"
PLAN = {
    "operation": "list",
    "metric": "reconsideration.corrected",
    "filters": ["year=2024"],
    "condition": {"operator": ">", "number": 0},
}


class StandIn(HTTPServer):
    """A server that gives one reply, and remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status, self.body, self.wait = 200, b"", 0.0
        self.asked: list[tuple[str, str, dict[str, object]]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def says(self, text: str) -> None:
        reply = {"model": "stand-in", "choices": [{"message": {"role": "assistant", "content": text}}]}
        self.body = json.dumps(reply).encode()


class _Handler(BaseHTTPRequestHandler):
    server: StandIn

    def do_POST(self) -> None:
        data = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, self.headers.get("Authorization", ""), data))
        time.sleep(self.server.wait)
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(self.server.body)))
        self.end_headers()
        if not self.server.wait:
            self.wfile.write(self.server.body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    with StandIn() as serving:
        thread = threading.Thread(target=serving.serve_forever, args=(0.01,))
        thread.start()
        monkeypatch.setenv("MINGCHA_LLM", serving.address)
        yield serving
        serving.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with make_library(tmp_path_factory.mktemp("model") / "library") as opened:
        yield opened


def ask(library: Library, question: str = UNREAD) -> Answer:
    return answer(question, library, TODAY)


def test_the_question_cannot_be_read_without_a_model(library: Library) -> None:
    given = ask(library)
    assert (given.kind, given.plan) == ("no_answer", None)
    assert "翻车" in given.text


def test_a_question_that_the_rules_cannot_read_is_computed_by_the_plan_of_the_model(
    library: Library, server: StandIn
) -> None:
    server.says(f"好的：\n```json\n{json.dumps(PLAN)}\n```")
    given = ask(library)
    read = ask(library, "2024年哪些单位的复议被纠正了")
    assert given.rows == read.rows
    assert [row.head.office for row in given.rows] == ["青山市人民政府", "白鹭区人民政府办公室"]
    assert given.plan is not None
    [said] = [text for text in given.assumptions if "由语言模型 stand-in 理解" in text]
    assert '"metric": "reconsideration.corrected"' in said
    assert given.plan.operation == "list"


def test_the_model_sees_the_language_the_labels_and_the_question(
    library: Library, server: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINGCHA_LLM_KEY", "secret")
    monkeypatch.setenv("MINGCHA_LLM_MODEL", "small")
    server.says(json.dumps(PLAN))
    assert "由语言模型 small 理解" in " ".join(ask(library).assumptions)
    [(path, authorization, data)] = server.asked
    assert (path, authorization, data["model"]) == ("/v1/chat/completions", "Bearer secret", "small")
    instructions, question = (message["content"] for message in data["messages"])  # type: ignore[attr-defined]
    assert question == UNREAD
    for part in ("applications.new 新收申请", "refusal_rate 不予公开率", "operation", "2024、2023", TODAY.isoformat()):
        assert part in instructions
    assert "青山市" not in instructions
    assert "$" not in instructions


def test_what_the_model_says_beside_the_plan_is_not_shown(library: Library, server: StandIn) -> None:
    server.says(json.dumps(PLAN | {"assumptions": ["共 98765 件"], "label": "98765", "unit": "98765"}))
    given = answer_form(ask(library))
    assert given["kind"] == "list"
    assert "98765" not in json.dumps(given, ensure_ascii=False)


def test_an_inquiry_of_the_model_speaks_in_words_of_the_question(library: Library, server: StandIn) -> None:
    question = "哪些报告的账目翻车了"
    form = {"operation": "findings", "filters": ["finding=review_sum"]}
    server.says(json.dumps(form | {"about": "翻车"}))
    given = ask(library, question)
    assert (given.kind, len(given.rows)) == ("findings", 1)
    server.says(json.dumps(form | {"about": "1234567 处差错"}))
    assert ask(library, f"{question}呢").kind == "no_answer"


def test_a_place_named_by_the_model_is_found_in_the_library(library: Library, server: StandIn) -> None:
    server.says(json.dumps(PLAN | {"filters": ["region=白鹭区"]}))
    given = ask(library, "白鹭区哪几年的复议翻车了")
    assert [row.head.office for row in given.rows] == ["白鹭区人民政府办公室"]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("对不起，我不知道", "没有计划"),
        ("{", "没有计划"),
        ('{"operation": null}', "没有看懂"),
        (json.dumps(PLAN | {"metric": "reconsideration.won"}), "metric"),
        (json.dumps(PLAN | {"filters": ["year=2024", "region=月亮"]}), "filters[1]"),
        (json.dumps(PLAN | {"value": 7}), "value"),
        (json.dumps(PLAN | {"condition": {"operator": ">", "number": 1e30}}), "condition.number"),
        ('{"filters": ' + "[" * 100_000 + "}", "没有计划"),
    ],
)
def test_a_reply_that_is_no_plan_leaves_the_refusal_of_the_rules(
    library: Library, server: StandIn, text: str, note: str
) -> None:
    server.says(text)
    given = ask(library)
    assert (given.kind, given.rows, given.plan) == ("no_answer", (), None)
    assert "翻车" in given.text
    assert note in given.assumptions[-1]


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"{}", b'{"choices": []}', b"\xff", b"x" * 1_100_000])
def test_garbage_leaves_the_refusal_of_the_rules(library: Library, server: StandIn, body: bytes) -> None:
    server.body = body
    given = ask(library)
    assert (given.kind, given.plan) == ("no_answer", None)
    assert "不是约定的 JSON" in given.assumptions[-1]


def test_a_failing_server_leaves_the_refusal_of_the_rules(library: Library, server: StandIn) -> None:
    server.status = 500
    assert "服务答复 500" in ask(library).assumptions[-1]


def test_a_slow_server_is_not_waited_for(library: Library, server: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGCHA_LLM_SECONDS", "0.1")
    server.wait = 0.8
    begun = time.monotonic()
    assert "0.1 秒内没有答复" in ask(library).assumptions[-1]
    assert time.monotonic() - begun < 0.7


@pytest.mark.parametrize(
    ("address", "note"),
    [("http://127.0.0.1:9", "连接不上"), ("file:///etc/passwd", "http://"), ("http://[", "连接不上")],
)
def test_an_address_where_nobody_answers_is_told(
    library: Library, monkeypatch: pytest.MonkeyPatch, address: str, note: str
) -> None:
    monkeypatch.setenv("MINGCHA_LLM", address)
    given = ask(library)
    assert given.kind == "no_answer"
    assert note in given.assumptions[-1]


@pytest.mark.parametrize(
    "question",
    ["哪些单位的复议被纠正了", "2024年哪些单位的复议没有被纠正", "什么是过程性信息", "", "松林区2024年收到多少申请"],
)
def test_the_model_is_not_asked_what_the_rules_can_read(library: Library, server: StandIn, question: str) -> None:
    ask(library, question)
    assert server.asked == []


def test_an_english_question_has_its_note_in_english(library: Library, server: StandIn) -> None:
    server.says("no")
    given = ask(library, "which offices hallucinated in 2024")
    assert "The language model was asked as well" in given.assumptions[-1]


def test_without_a_model_nothing_is_imported_that_opens_a_connection(library: Library, tmp_path: Path) -> None:
    with make_library(tmp_path / "library"):
        pass
    program = (
        "import sys; from portal.cli import run; run(sys.argv[1:]);"
        "print([name for name in ('urllib.request', 'http.client', 'portal.questions.model_plan') "
        "if name in sys.modules])"
    )
    command = [sys.executable, "-c", program, "--library", str(tmp_path / "library"), "ask", UNREAD]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, env={"PATH": ""}).stdout
    assert printed.splitlines()[-1] == "[]"
