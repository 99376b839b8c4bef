"""The JSON forms of a plan's conditions: on its own metric, on others, on what the narrative tells."""

from decimal import Decimal
from typing import get_args

from index.forms import Form, number_form
from index.model import Condition, Operator
from index.themes import load_themes
from portal.questions.json_forms.form_values import (
    flag,
    found,
    items,
    members,
    metric,
    one_of,
    one_or_none,
    text,
    whole,
)
from portal.questions.plan import Mention, ToldKind, Where
from portal.questions.plan_error import PlanError

YEARS = (1990, 2100)
_PAIR = 2
_LARGEST = 10**15


def condition_form(condition: Condition | None) -> Form | None:
    """`{operator, number}`, or null."""
    return None if condition is None else {"operator": condition.operator, "number": number_form(condition.number)}


def where_form(where: Where) -> Form:
    """`{metric, condition}`, with `year` where it is of another year."""
    year = {} if where.year is None else {"year": where.year}
    return {"metric": where.metric.key, "condition": condition_form(where.condition), **year}


def mention_form(mention: Mention) -> Form:
    """`{themes, text, kind, absent, either}`."""
    themes: Form = {"themes": list(mention.themes), "text": mention.text}
    return themes | {"kind": mention.kind, "absent": mention.absent, "either": mention.either}


def condition_from(where: str, form: object) -> Condition | None:
    """The condition that a form states; `where` is its place in the plan."""
    return None if form is None else _condition(where, form)


def _condition(where: str, form: object) -> Condition:
    given = members(where, form, ("operator", "number"))
    operator: Operator = one_of(f"{where}.operator", given["operator"], get_args(Operator))
    number = given["number"]
    if isinstance(number, bool) or not isinstance(number, int | float):
        raise PlanError(f"{where}.number", f"读到 {found(number)}，应为数")
    value = Decimal(str(number)) if abs(number) <= _LARGEST else Decimal("NaN")
    if not value.is_finite():
        raise PlanError(f"{where}.number", f"读到 {found(number)}，超出了范围")
    return Condition(operator, value)


def wheres_from(form: object) -> tuple[Where, ...]:
    """The further conditions on figures that a form states."""
    return tuple(_where(where, item) for where, item in items("also", form))


def mentions_from(form: object) -> tuple[Mention, ...]:
    """The conditions on the narrative that a form states."""
    return tuple(_mention(where, item) for where, item in items("mentions", form))


def _where(where: str, form: object) -> Where:
    given = members(where, form, ("metric", "condition"), ("year",))
    year = None if given.get("year") is None else whole(f"{where}.year", given["year"], *YEARS)
    return Where(metric(f"{where}.metric", given["metric"]), _condition(f"{where}.condition", given["condition"]), year)


def _mention(where: str, form: object) -> Mention:
    given = members(where, form, (), ("themes", "text", "kind", "absent", "either"))
    known = tuple(load_themes())
    themes = tuple(one_of(place, item, known) for place, item in items(f"{where}.themes", given.get("themes")))
    told = None if given.get("text") is None else text(f"{where}.text", given["text"])
    if told is not None and not told.strip():
        raise PlanError(f"{where}.text", "没有文字；不按文字找就写 null")
    if told is not None and themes:
        raise PlanError(f"{where}.text", "themes 与 text 只能有一项")
    kind: ToldKind | None = one_or_none(f"{where}.kind", given.get("kind"), get_args(ToldKind))
    absent, either = (flag(f"{where}.{name}", given.get(name, False)) for name in ("absent", "either"))
    if either and len(themes) < _PAIR:
        raise PlanError(f"{where}.either", "themes 有两项以上时才可以为 true")
    return Mention(themes, told, kind, absent, either)
