"""Why a library or a filter is refused; each error says where, what was found and what to do."""

from datetime import datetime


class LibraryError(Exception):
    """A library that cannot be used as asked: `where` is its folder, `remedy` what mends it."""

    def __init__(self, where: str, problem: str, remedy: str) -> None:
        super().__init__(f"{where}：{problem}；{remedy}")
        self.where = where
        self.problem = problem
        self.remedy = remedy


class NoLibrary(LibraryError):
    """The folder holds no library."""


class WrongFormat(LibraryError):
    """The library, or something derived in it, was written in another format."""


class LibraryLocked(LibraryError):
    """Another process is writing, since the time of its `since`, where it said so."""

    def __init__(self, where: str, problem: str, remedy: str, since: datetime | None = None) -> None:
        super().__init__(where, problem, remedy)
        self.since = since


class ModelError(LibraryError):
    """The embedding model cannot be used; `where` names it."""


class WrongModel(LibraryError):
    """The vectors were made by another model."""


class FilterError(ValueError):
    """A filter that is not known; `value` is None where the name itself is unknown, `nearest` the closest valid one."""

    def __init__(self, name: str, value: str | None, nearest: str | None) -> None:
        super().__init__(f"筛选条件 {_problem(name, value, nearest)}")
        self.name = name
        self.value = value
        self.nearest = nearest


def _problem(name: str, value: str | None, nearest: str | None) -> str:
    if value is None and nearest == name:
        return f"{name}：没有写值；请写成 {name}=值"
    found = f"{name}：没有这个名称" if value is None else f"{name}={value}：没有这个值"
    if nearest is None:
        return f"{found}；请查看 mingcha search --help"
    return f"{found}；最接近的是 {nearest if value is None else f'{name}={nearest}'}"


class ExportError(Exception):
    """An export that its format cannot hold; the message says what to do instead."""
