"""The JSON form of a ranking."""

from typing import get_args

from index.forms import Form
from portal.questions.json_forms.form_values import members, one_of, whole
from portal.questions.plan import Order, Ranking
from portal.questions.plan_error import PlanError

MOST_RANKED = 1000


def ranking_form(ranking: Ranking | None) -> Form | None:
    """`{order, top}`, or null."""
    return None if ranking is None else {"order": ranking.order, "top": ranking.top}


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
    given = members("ranking", form, ("order", "top"))
    order: Order = one_of("ranking.order", given["order"], orders)
    return Ranking(order, whole("ranking.top", given["top"], 1, MOST_RANKED))
