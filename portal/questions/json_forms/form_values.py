"""Values of a plan's JSON form, each checked where it stands."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from index.errors import FilterError
from index.filters import nearest
from index.library import Library
from index.model import Filters
from portal.questions.plan import Metric
from portal.questions.plan_error import PlanError
from portal.questions.words.metrics import metric_of

_MOST_ITEMS = 200
_LONGEST = 2000
_SHOWN = 60
_LISTED = 12
Word = TypeVar("Word", bound=str)


def members(where: str, form: object, needed: Sequence[str], optional: Sequence[str] = ()) -> Mapping[str, object]:
    """An object with all of the needed names and no other than the optional ones; `where` is "" for the plan itself."""
    known = "、".join((*needed, *optional))
    if not isinstance(form, Mapping):
        raise PlanError(where or "plan", f"读到 {found(form)}，应为有 {known} 各项的对象")
    for name in form:
        if name not in needed and name not in optional:
            raise PlanError(inside(where, str(name)), f"没有这一项，有的是 {known}")
    for name in needed:
        if name not in form:
            raise PlanError(inside(where, name), "缺这一项")
    return form


def inside(where: str, name: str) -> str:
    """The place of a member."""
    return f"{where}.{name}" if where else name


def found(value: object) -> str:
    """What was read, as much of it as helps to find it."""
    written = repr(value)
    return written if len(written) <= _SHOWN else f"{written[:_SHOWN]}…"


def one_of(where: str, value: object, known: Sequence[Word]) -> Word:
    """One of these words."""
    word = next((word for word in known if word == value), None)
    if word is None and len(known) > _LISTED:
        raise PlanError(where, f"读到 {found(value)}，没有这个词，最接近的是 {nearest(str(value)[:_SHOWN], known)}")
    if word is None:
        raise PlanError(where, f"读到 {found(value)}，应为 {'、'.join(known)} 之一")
    return word


def one_or_none(where: str, value: object, known: Sequence[Word]) -> Word | None:
    """One of these words, or None."""
    return None if value is None else one_of(where, value, known)


def whole(where: str, value: object, least: int, most: int) -> int:
    """A whole number of a range."""
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise PlanError(where, f"读到 {found(value)}，应为 {least} 到 {most} 的整数")
    return value


def flag(where: str, value: object) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise PlanError(where, f"读到 {found(value)}，应为 true 或 false")
    return value


def text(where: str, value: object) -> str:
    """A text of bounded length."""
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise PlanError(where, f"读到 {found(value)}，应为不超过 {_LONGEST} 字的文字")
    return value


def items(where: str, value: object) -> list[tuple[str, object]]:
    """The items of a list, each with its place; none for null."""
    if value is None:
        return []
    if not isinstance(value, list) or len(value) > _MOST_ITEMS:
        raise PlanError(where, f"读到 {found(value)}，应为不超过 {_MOST_ITEMS} 项的列表")
    return [(f"{where}[{index}]", item) for index, item in enumerate(value)]


def texts(where: str, value: object) -> tuple[str, ...]:
    """A list of texts."""
    return tuple(text(place, item) for place, item in items(where, value))


def metric(where: str, value: object) -> Metric:
    """The metric of a key."""
    try:
        return metric_of(text(where, value))
    except KeyError:
        raise PlanError(where, f"没有 {found(value)} 这一项，应为事实键或比率名") from None


def filters(where: str, value: object, library: Library) -> Filters:
    """Filters as `NAME=VALUE`, each checked against the library."""
    for place, item in items(where, value):
        try:
            library.parse_filters([text(place, item)])
        except FilterError as error:
            raise PlanError(place, str(error)) from None
    return library.parse_filters(texts(where, value))


def filter_texts(given: Filters) -> list[str]:
    """The form of filters."""
    return ["=".join(item.pair) for item in given.items]
