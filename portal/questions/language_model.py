"""A language model that the user runs, asked over an OpenAI-compatible address. Imported only where one is named."""

import http.client
import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

ADDRESS_VARIABLE = "MINGCHA_LLM"
MODEL_VARIABLE = "MINGCHA_LLM_MODEL"
KEY_VARIABLE = "MINGCHA_LLM_KEY"
SECONDS_VARIABLE = "MINGCHA_LLM_SECONDS"
_SECONDS = 20.0
_LONGEST_REPLY = 1_000_000
_BLOCK = 65_536
_SHOWN = 80


class NoReply(Exception):
    """The model gave nothing that can be used; `code` is that of the sentence that says why, with its values."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(frozen=True, slots=True)
class Server:
    """Where a language model is asked, under which name, with which key, and how long it may take."""

    address: str
    model: str
    key: str
    seconds: float

    @classmethod
    def named(cls, environment: Mapping[str, str] = os.environ) -> "Server":
        """The one that the environment names; raises NoReply where its settings cannot be."""
        address = environment[ADDRESS_VARIABLE].strip()
        if not address.startswith(("http://", "https://")):
            raise NoReply("model_address", address=f"{ADDRESS_VARIABLE}={address[:_SHOWN]}")
        written = environment.get(SECONDS_VARIABLE, "")
        try:
            seconds = float(written) if written else _SECONDS
        except ValueError:
            seconds = 0.0
        if not 0 < seconds <= 3600:
            raise NoReply("model_seconds", seconds=f"{SECONDS_VARIABLE}={written[:_SHOWN]}")
        model, key = environment.get(MODEL_VARIABLE, ""), environment.get(KEY_VARIABLE, "")
        return cls(address.rstrip("/"), model, key, seconds)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model wrote, and the name that it goes by."""

    text: str
    model: str


@lru_cache(maxsize=64)
def ask(server: Server, instructions: str, question: str) -> Reply:
    """The model's reply to a question; raises NoReply."""
    try:
        read = json.loads(_post(server, instructions, question))
        text = read["choices"][0]["message"]["content"]
        name = server.model or read.get("model") or server.address
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError) as error:
        raise NoReply("model_garbled") from error
    if not isinstance(text, str) or not isinstance(name, str):
        raise NoReply("model_garbled")
    return Reply(text, name[:_SHOWN])


def _post(server: Server, instructions: str, question: str) -> bytes:
    messages = [{"role": "system", "content": instructions}, {"role": "user", "content": question}]
    asked: dict[str, object] = {"messages": messages, "temperature": 0, "stream": False}
    headers = {"Content-Type": "application/json"}
    if server.model:
        asked["model"] = server.model
    if server.key:
        headers["Authorization"] = f"Bearer {server.key}"
    data = json.dumps(asked, ensure_ascii=False).encode()
    until = time.monotonic() + server.seconds
    try:
        request = urllib.request.Request(f"{server.address}/chat/completions", data, headers)
        with urllib.request.urlopen(request, timeout=server.seconds) as response:
            return _read(response, until)
    except TimeoutError as error:
        raise NoReply("model_late", seconds=f"{server.seconds:g}") from error
    except urllib.error.HTTPError as error:
        error.close()
        raise NoReply("model_status", status=error.code) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        late = isinstance(error, urllib.error.URLError) and isinstance(error.reason, TimeoutError)
        raise NoReply("model_late" if late else "model_unreached", seconds=f"{server.seconds:g}") from error


def _read(response: http.client.HTTPResponse, until: float) -> bytes:
    """The whole reply, not longer and not later than it may be."""
    parts: list[bytes] = []
    while block := response.read1(_BLOCK):
        parts.append(block)
        if time.monotonic() > until:
            raise TimeoutError
        if sum(map(len, parts)) > _LONGEST_REPLY:
            raise NoReply("model_garbled")
    return b"".join(parts)
