"""Serve the portal from this machine alone: Streamlit's app, the original files, and nothing from the network."""

import logging
import os
import re
import socket
import sys
from collections.abc import MutableMapping
from errno import EACCES, EADDRINUSE, EADDRNOTAVAIL
from pathlib import Path
from typing import Any

import streamlit as st
import uvicorn
from altair.utils.schemapi import disable_debug_mode
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from index.errors import LibraryError
from index.layout import Layout
from portal import resources, theme
from portal.jobs import work
from portal.jobs.preparation import set_apart
from portal.messages import LANGUAGES, Texts
from portal.no_page import is_page, no_page

_SCRIPT = Path(__file__).with_name("app.py")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_OTHER_PORT = 8600
_YEAR_SECONDS = 365 * 24 * 3600
# Streamlit's bundle evaluates templates and starts workers from blobs; what matters is that nothing else is reached.
_POLICY = "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; connect-src 'self' ws: wss: data: blob:"

# The way past the head comes before all that Streamlit draws, and is not seen until it has the focus.
_SKIP_STYLE = "<style>.mc-skip:not(:focus) { position: absolute; left: -9999px }</style>"


class PortTaken(LibraryError):
    """The address to serve on is in use."""


def serve(library: Path, host: str, port: int) -> None:
    """Serve the portal until interrupted; PortTaken where the address is in use."""
    options = {**theme.OPTIONS, "server.address": host, "server.port": port, "browser.serverPort": port}
    for name, value in options.items():
        config.set_option(name, value)
    os.environ[resources.LIBRARY_VARIABLE] = str(library)
    # What a page says itself needs no traceback; what was not foreseen is logged under the id that its page shows.
    logging.getLogger("streamlit.error_util").addFilter(lambda record: record.msg != "Uncaught app execution")
    listener = _listen(host, port)
    print(f"明察：http://{host}:{listener.getsockname()[1]}（Ctrl+C 停止），资料库 {library}", flush=True)
    # What is drawn is checked by the tests; altair would check each part of each chart, 20 ms a page.
    disable_debug_mode()
    set_apart()
    server = uvicorn.Server(uvicorn.Config(build(Layout(library)), log_level="warning", access_log=False))
    try:
        server.run(sockets=[listener])
    finally:
        work.stop_all()


def build(layout: Layout) -> ASGIApp:
    """The application: pages, originals by hash, our language and title in the page as served."""

    async def original(request: Request) -> Response:
        sha256, name = request.path_params["sha256"], request.path_params["name"]
        path = layout.original(sha256) if _SHA256.fullmatch(sha256) else None
        if path is None or not path.is_file():
            return PlainTextResponse(Texts("zh")("original.missing"), status_code=404)
        return FileResponse(path, media_type="application/octet-stream", filename=name, headers=_DOWNLOAD_HEADERS)

    return st.App(
        _SCRIPT,
        routes=[Route("/original/{sha256}/{name}", original)],
        middleware=[Middleware(OwnPage)],
        on_script_error=resources.show_error,
    )


_DOWNLOAD_HEADERS = {"x-content-type-options": "nosniff"}


class OwnPage:
    """Gives the page that Streamlit serves our language, title, skip link and policy before any script runs.

    Streamlit serves that page at every address; at one that is no page, ours that says so takes its place.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; rewrite answers of type text/html."""
        if scope["type"] != "http" or b"text/html" not in _header(scope, b"accept"):
            await self._app(scope, receive, send)
            return
        dropped = (b"accept-encoding", b"if-none-match", b"if-modified-since")
        plain = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] not in dropped]}
        request = Request(scope)
        asked = request.query_params.get("lang", "")
        said = (asked, request.cookies.get("lang", ""))
        lang = next((name for name in said if name in LANGUAGES), "zh")
        rewriter = _Rewriter(send, lang, scope["path"], remember=asked in LANGUAGES)
        await self._app(plain, receive, rewriter)


class _Rewriter:
    """Holds an HTML answer back until it is complete, then sends it rewritten; other answers pass."""

    def __init__(self, send: Send, lang: str, path: str, *, remember: bool) -> None:
        self._send = send
        self._texts = Texts(lang)
        self._path = path
        self._remember = remember
        self._start: MutableMapping[str, Any] | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and b"text/html" in _header(message, b"content-type"):
            self._start = message
        elif self._start is None or message["type"] != "http.response.body":
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_page(self._start)

    async def _send_page(self, start: Message) -> None:
        known = is_page(self._path)
        page = self._own(self._body) if known else no_page(self._path, self._texts).encode()
        dropped = (b"content-length", b"etag", b"last-modified")
        headers = [pair for pair in start["headers"] if pair[0] not in dropped]
        headers += [(b"content-length", str(len(page)).encode()), (b"content-security-policy", _POLICY.encode())]
        if self._remember:
            cookie = f"lang={self._texts.lang}; Path=/; SameSite=Lax; Max-Age={_YEAR_SECONDS}"
            headers.append((b"set-cookie", cookie.encode()))
        await self._send({**start, "status": start["status"] if known else 404, "headers": headers})
        await self._send({"type": "http.response.body", "body": page})

    def _own(self, page: bytes) -> bytes:
        texts = self._texts
        page = page.replace(b'<html lang="en">', f'<html lang="{texts.tag}">'.encode(), 1)
        page = page.replace(b"<title>Streamlit</title>", f"<title>{texts('name')}</title>{_SKIP_STYLE}".encode(), 1)
        return page.replace(b"<body>", f'<body><a class="mc-skip" href="#root">{texts("skip")}</a>'.encode(), 1)


def _header(holder: MutableMapping[str, Any], name: bytes) -> bytes:
    return b",".join(value for key, value in holder.get("headers", ()) if key.lower() == name)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, reuse_port=False)
    except OSError as error:
        other = _OTHER_PORT if port != _OTHER_PORT else _OTHER_PORT + 1
        raise PortTaken(
            f"{host}:{port}", _why(error), f"换一个端口：make portal PORT={other} 或 mingcha portal --port {other}"
        ) from error


def _why(error: OSError) -> str:
    reasons = {EADDRINUSE: "端口已被占用", EACCES: "没有权限用这个端口", EADDRNOTAVAIL: "本机没有这个地址"}
    return reasons.get(error.errno or 0, "不能在这里提供服务")


if __name__ == "__main__":
    serve(Path(sys.argv[1]), "127.0.0.1", int(sys.argv[2]))
