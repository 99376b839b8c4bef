"""ZIP archives: each member a file of its own, read in memory; nothing is ever unpacked to disk."""

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from ingest.errors import UnreadableFile
from ingest.model import Location

# Of one file, in an archive or beside one; the largest scanned report seen has 40 MB.
LARGEST_FILE = 64 * 2**20
LARGEST_TOTAL = 4 * 2**30
MOST_MEMBERS = 10_000
# Text that repeats itself shrinks to a fiftieth; deflate's bound, which bombs reach, is a thousandth.
HIGHEST_RATIO = 200
_SMALL = 2**20
_DIRECTORY_ENTRY = 512  # bytes in the archive's list for one member: 46 and its name
_END_RECORD = struct.Struct("<4s4xHHII2x")
_UTF8_NAME, _ENCRYPTED = 0x800, 0x1
_CJK = re.compile(r"[\u4e00-\u9fff]")
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, ValueError, EOFError, OSError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive, or in an archive `inside` it; one with a `refusal` has no bytes to give."""

    source: str
    path: Path
    inside: zipfile.ZipInfo | None
    info: zipfile.ZipInfo | None
    refusal: str | None = None

    def read_bytes(self) -> bytes:
        """The member's bytes. Raises UnreadableFile."""
        if self.info is None or self.refusal is not None:
            raise UnreadableFile(Location(self.source), self.refusal or "压缩包无法读取")
        return _content(_archive(self.path, self.inside), self.info, self.source)


@dataclass(slots=True)
class _Budget:
    """What an archive and those in it may still hold."""

    members: int = MOST_MEMBERS
    size: int = LARGEST_TOTAL


def members(path: Path, source: str) -> Iterator[Member]:
    """Every file of the archive `source` sorted by name, `source/member`; one that cannot be read says why."""
    _archive.cache_clear()  # the file may be another one than when this path was last read
    yield from _members(path, None, source, _Budget())


def decode_name(raw: bytes) -> str:
    """A file name whose encoding nobody states: UTF-8 where that gives Chinese, else GB18030."""
    try:
        name = raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", errors="replace")
    return name if _CJK.search(name) or raw.isascii() else raw.decode("gb18030", errors="replace")


def _members(path: Path, inside: zipfile.ZipInfo | None, source: str, budget: _Budget) -> Iterator[Member]:
    try:
        listed = _listed(_archive(path, inside), Location(source), budget)
    except _BROKEN:
        yield Member(source, path, inside, None, "不是 ZIP 或已损坏，请重新下载或打包")
        return
    except UnreadableFile as error:
        yield Member(source, path, inside, None, error.problem)
        return
    for name, info in listed:
        place, refusal = f"{source}/{name}", _refusal(name, info)
        if refusal is None and name.lower().endswith(".zip"):
            if inside is None:
                yield from _members(path, info, place, budget)
                continue
            refusal = "压缩包套了三层，只读到第二层；请先解开再试"
        yield Member(place, path, inside, info, refusal)


@lru_cache(maxsize=2)
def _archive(path: Path, inside: zipfile.ZipInfo | None) -> zipfile.ZipFile:
    """The archive, or the one in it; the last two stay open, for members are read in order."""
    if inside is not None:
        data = _content(_archive(path, None), inside, path.name)
        _check_directory(io.BytesIO(data), path.name)
        return zipfile.ZipFile(io.BytesIO(data))
    with path.open("rb") as file:
        _check_directory(file, path.name)
    return zipfile.ZipFile(path)


def _check_directory(file: BinaryIO, source: str) -> None:
    """Refuses an archive whose list alone is beyond bounds, before it is read."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - 2**16 - _END_RECORD.size - 20))
    tail = file.read()
    end = tail.rfind(b"PK\x05\x06")
    if end < 0:
        raise zipfile.BadZipFile("没有目录")
    _, _, count, length, _ = _END_RECORD.unpack_from(tail, end)
    if (
        count > MOST_MEMBERS
        or length > MOST_MEMBERS * _DIRECTORY_ENTRY
        or tail[max(0, end - 20) :][:4] == b"PK\x06\x07"
    ):
        raise UnreadableFile(
            Location(source), f"压缩包里的文件超过 {MOST_MEMBERS} 个，或是 ZIP64，未收；请分成几个普通 ZIP"
        )


def _listed(archive: zipfile.ZipFile, where: Location, budget: _Budget) -> list[tuple[str, zipfile.ZipInfo]]:
    """Names and entries of the files. Raises UnreadableFile where there are none or too many."""
    named = [(_name(info), info) for info in archive.infolist()]
    listed = [(name, info) for name, info in named if not name.endswith("/") and not _is_hidden(name)]
    if not listed:
        raise UnreadableFile(where, "压缩包里没有文件，请检查是否打包成功")
    budget.members -= len(listed)
    budget.size -= sum(info.file_size for _, info in listed)
    if budget.members < 0:
        raise UnreadableFile(where, f"连同里面的压缩包，文件超过 {MOST_MEMBERS} 个，未收；请分成几包")
    if budget.size < 0:
        raise UnreadableFile(where, f"连同里面的压缩包，解开后超过 {LARGEST_TOTAL // 2**30} GB，未收；请分成几包")
    return sorted(listed, key=lambda item: item[0])


def _name(info: zipfile.ZipInfo) -> str:
    """The name with `/` between its parts; without the flag for UTF-8 it is in whatever the packer's system used."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME:
        name = decode_name(name.encode("cp437"))
    return name.replace("\\", "/")


def _is_hidden(name: str) -> bool:
    """Whether a name is one that its system hides, or what macOS lays beside each file."""
    return any(part == "__MACOSX" or (part.startswith(".") and part.strip(".")) for part in name.split("/"))


def _refusal(name: str, info: zipfile.ZipInfo) -> str | None:
    """Why a member is not read, by what the archive's list says of it."""
    if name.startswith("/") or re.match(r"[A-Za-z]:", name) or ".." in name.split("/"):
        return "文件名指向压缩包之外，未读；请重新打包"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "是链接，不是文件，未读；请放入文件本身"
    if info.flag_bits & _ENCRYPTED:
        return "压缩包加了密码，未读；请去掉密码再打包"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return f"压缩方式 {info.compress_type} 不支持；请用普通 ZIP 打包"
    if info.file_size > LARGEST_FILE:
        return f"解开后有 {info.file_size // 2**20} MB，超过上限 {LARGEST_FILE // 2**20} MB，未读"
    if info.file_size > _SMALL and info.file_size > HIGHEST_RATIO * info.compress_size:
        ratio = info.file_size // max(1, info.compress_size)
        return f"解开后大 {ratio} 倍，超过上限 {HIGHEST_RATIO} 倍，多半是压缩炸弹，未读"
    return None


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: str) -> bytes:
    """A member's bytes, never more than the list says. Raises UnreadableFile."""
    try:
        with archive.open(info) as member:
            return member.read(min(info.file_size, LARGEST_FILE) + 1)
    except _BROKEN as error:
        raise UnreadableFile(Location(source), "压缩包里的这个文件已损坏，请重新打包") from error
