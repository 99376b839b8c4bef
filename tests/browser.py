"""A browser for the portal's tests: is one there, and the portal running for as long as a test needs it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
)
INSTALL = "sudo apt-get install -y chromium fonts-noto-cjk"
_SERVE = "import sys; from portal.cli import run; sys.exit(run(sys.argv[1:]))"
_START_SECONDS = 60


def chromium() -> str | None:
    """The path of a Chromium on this machine."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


def has_chinese_font() -> bool:
    """Whether Chinese text would be drawn with a font that has it; systems without fontconfig bring their own."""
    lister = shutil.which("fc-list")
    if lister is None:
        return sys.platform != "linux"
    return bool(subprocess.run([lister, ":lang=zh"], capture_output=True, check=True).stdout.strip())


@contextmanager
def portal(library: Path) -> Iterator[str]:
    """The portal over a library, as the command starts it, at the address that is given; ended with the block."""
    port = free_port()
    arguments = ["portal", "--library", str(library), "--port", str(port)]
    root = Path(__file__).resolve().parent.parent
    server = subprocess.Popen([sys.executable, "-c", _SERVE, *arguments], cwd=root, env={**os.environ})
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until a Streamlit server answers; RuntimeError where it ended, TimeoutError where it never did."""
    for _ in range(_START_SECONDS * 10):
        if server.poll() is not None:
            raise RuntimeError(f"{address}: the portal ended with code {server.returncode} before it served")
        if _answers(f"{address}/_stcore/health"):
            return
        time.sleep(0.1)
    raise TimeoutError(f"{address}: the portal did not answer within {_START_SECONDS} s")


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5):
            return True
    except (URLError, ConnectionError):
        return False


def main() -> int:
    """Say what is missing for the browser tests; 0 when nothing is."""
    missing = [name for name, there in (("Chromium", chromium()), ("中文字体", has_chinese_font())) if not there]
    if missing:
        print(f"浏览器测试缺少：{'、'.join(missing)}。安装：{INSTALL}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
