"""The JSON form of a ranking."""

from typing import get_args

from index.forms import Form
from portal.questions.json_forms.form_values import found, members, one_of, whole
from portal.questions.plan import Order, Ranking
from portal.questions.plan_error import PlanError

MOST_RANKED = 1000


def ranking_form(ranking: Ranking | None) -> Form | None:
    """`{order, top}`, with `only_last` where the last of them alone is given; or null."""
    if ranking is None:
        return None
    last = {"only_last": True} if ranking.only_last else {}
    return {"order": ranking.order, "top": ranking.top, **last}


def ranking_from(
    form: object, *, needed: bool, allowed: bool, orders: tuple[Order, ...] = get_args(Order)
) -> Ranking | None:
    """The ranking that a form states, where there must or may be one."""
    if form is None and needed:
        raise PlanError("ranking", "排名要有 order 与 top")
    if form is None:
        return None
    if not allowed:
        raise PlanError("ranking", "排名和分组才有这一项")
    given = members("ranking", form, ("order", "top"), ("only_last",))
    order: Order = one_of("ranking.order", given["order"], orders)
    only_last = given.get("only_last", False)
    if not isinstance(only_last, bool):
        raise PlanError("ranking.only_last", f"读到 {found(only_last)}，应为 true 或 false")
    if only_last and order not in ("most", "least"):
        raise PlanError("ranking.only_last", "order 是 most 或 least 才有这一项")
    return Ranking(order, whole("ranking.top", given["top"], 1, MOST_RANKED), only_last)
