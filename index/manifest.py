"""The small file beside each derived index that says what it holds; replaced in one step."""

import json
import os
from pathlib import Path
from typing import Any

from index.errors import WrongFormat

_NAME = "manifest.json"


def mark(folder: Path) -> tuple[int, int]:
    """Something that is another after each commit, and cheap to ask for."""
    try:
        status = (folder / _NAME).stat()
    except FileNotFoundError:
        return 0, 0
    return status.st_ino, status.st_mtime_ns


def read(folder: Path, name: str, known: int) -> dict[str, Any] | None:
    """The fields of a manifest, None where there is none; `name` is what the errors call the index.

    Raises WrongFormat where it is not of the `known` format or cannot be read.
    """
    try:
        data: dict[str, Any] = json.loads((folder / _NAME).read_bytes())
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise unusable(folder, f"{_NAME} 无法读取（{error}）") from error
    if data.get("format") != known:
        raise unusable(folder, f"{name}的格式为 {data.get('format')}，当前需要 {known}")
    return data


def write(folder: Path, fields: dict[str, Any]) -> None:
    """Put a manifest in place of the present one in one step."""
    new = folder / f"{_NAME}.new"
    with new.open("w", encoding="utf-8") as file:
        json.dump(fields, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    new.replace(folder / _NAME)


def unusable(folder: Path, problem: str) -> WrongFormat:
    """The error of a derived index that cannot be used."""
    return WrongFormat(str(folder), problem, "请运行 mingcha rebuild 重建索引")
