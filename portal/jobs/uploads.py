"""Files that a browser sent, put into a folder of their own for as long as they are read."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

# What file systems allow, in bytes.
_LONGEST_NAME = 255
_LONGEST_SUFFIX = 10


@dataclass(frozen=True, slots=True)
class Upload:
    """One file as the browser named it."""

    name: str
    data: bytes


@contextmanager
def kept(uploads: Iterable[Upload]) -> Iterator[tuple[Path, ...]]:
    """The paths of uploads on disk, each in a folder of its own, since names may be alike; gone after the block."""
    with TemporaryDirectory(prefix="mingcha-") as folder:
        yield tuple(_keep(Path(folder, str(number)), upload) for number, upload in enumerate(uploads))


def _keep(place: Path, upload: Upload) -> Path:
    place.mkdir()
    path = place / safe_name(upload.name)
    path.write_bytes(upload.data)
    return path


def safe_name(name: str) -> str:
    """A file's name without folders and control characters, short enough for any disk, its suffix kept."""
    bare = PurePosixPath(name.replace("\\", "/")).name
    bare = "".join(character for character in bare if character.isprintable()).strip(" .") or "_"
    suffix = PurePosixPath(bare).suffix[:_LONGEST_SUFFIX]
    room = _LONGEST_NAME - len(suffix.encode())
    stem = bare.removesuffix(suffix).encode("utf-8", "ignore")[:room].decode("utf-8", "ignore")
    return f"{stem}{suffix}"
