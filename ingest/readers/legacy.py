"""Files of Word before 2007 and of WPS: turned into .docx by LibreOffice and read as such."""

import os
import resource
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path, PurePosixPath

from ingest.errors import UnreadableFile
from ingest.model import Document, Location
from ingest.readers.docx import read_docx
from ingest.readers.html import read_html

# LibreOffice's first start, which makes a profile, takes most of it.
CONVERSION_SECONDS = 60
_CONVERTER_MEMORY = 2 * 2**30
_REMEDY = "请另存为 .docx 再试"


def read_legacy(data: bytes, source: str) -> Document:
    """Blocks of a .doc or .wps file. Raises UnreadableFile, also where LibreOffice is not installed."""
    if data.startswith(b"PK\x03\x04"):  # a later Word, or a page, saved under the old suffix
        return read_docx(data, source)
    if data.lstrip()[:512].lower().startswith((b"<html", b"<!doctype html", b"\xef\xbb\xbf<html")):
        return read_html(data, source)
    program = shutil.which("soffice")
    if program is None:
        suffix = PurePosixPath(source).suffix.lower()
        problem = f"读 {suffix} 要用 LibreOffice，这台机器的 PATH 上没有 soffice；请安装 LibreOffice，或{_REMEDY[1:]}"
        raise UnreadableFile(Location(source), problem)
    return read_docx(_converted(program, data, source), source)


def _converted(program: str, data: bytes, source: str) -> bytes:
    """The file as .docx, made in a temporary folder with a profile of its own."""
    with tempfile.TemporaryDirectory(prefix="mingcha-") as folder:
        original = Path(folder, f"report{PurePosixPath(source).suffix.lower()}")
        original.write_bytes(data)
        made = Path(folder, "made", "report.docx")
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        options = ("--headless", "--norestore", "--convert-to", "docx", "--outdir", str(made.parent))
        _run([program, profile, *options, str(original)], source)
        if not made.exists():
            raise UnreadableFile(Location(source), f"LibreOffice 打不开它，文件多半已损坏或加密，{_REMEDY}")
        return made.read_bytes()


def _run(command: list[str], source: str) -> None:
    """Runs LibreOffice in a group of its own, for its launcher starts the program that does the work."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True, preexec_fn=_allow_memory
    ) as process:
        try:
            process.wait(CONVERSION_SECONDS)
        except subprocess.TimeoutExpired as error:
            os.killpg(process.pid, signal.SIGKILL)
            raise UnreadableFile(
                Location(source), f"LibreOffice 转换了 {CONVERSION_SECONDS} 秒还没有完，{_REMEDY}"
            ) from error


def _allow_memory() -> None:
    """LibreOffice needs more than a worker process may take."""
    resource.setrlimit(resource.RLIMIT_DATA, (_CONVERTER_MEMORY, resource.getrlimit(resource.RLIMIT_DATA)[1]))
