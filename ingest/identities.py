"""The sums that the statutory tables state, as data: which cells must add up to which.

Source: the notes printed on tables 三 and 四 of 国办公开办函〔2019〕60号 and 〔2021〕30号
(第一项加第二项之和，等于第三项加第四项之和), and their 总计 rows and columns.
"""

from collections.abc import Collection
from dataclasses import dataclass

from ingest.template import APPLICANTS, OUTCOMES

_INTAKE = ("applications.new", "applications.carried_in")
_OUTPUT = ("applications.concluded", "applications.carried_out")
_REVIEWS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")


@dataclass(frozen=True, slots=True)
class Identity:
    """`left` cells add up to the same as `right` cells; `right[0]` is the one that a failed check is shown at."""

    check: str
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """All cells, the one shown first."""
        return (*self.right, *self.left)


def identities(keys: Collection[str]) -> tuple[Identity, ...]:
    """The identities among the cells of a report; those with a side that the report does not have are left out."""
    present = set(keys)
    rows = list(dict.fromkeys(key.rsplit(".", 1)[0] for key in keys if key.startswith("applications.")))
    results = [row for row in rows if row not in (*_INTAKE, *_OUTPUT)]
    applicants = [name for name in APPLICANTS if name != "total"]
    outcomes = [name for name in OUTCOMES if name != "total"]
    found = [Identity("row_sum", tuple(f"{row}.{name}" for name in applicants), (f"{row}.total",)) for row in rows]
    for name in APPLICANTS:
        intake = tuple(f"{row}.{name}" for row in _INTAKE)
        found.append(Identity("balance", intake, tuple(f"{row}.{name}" for row in _OUTPUT)))
        parts = tuple(f"{row}.{name}" for row in results)
        found.append(Identity("concluded_sum", parts, (f"applications.concluded.{name}",)))
    for group in _REVIEWS:
        found.append(Identity("review_sum", tuple(f"{group}.{name}" for name in outcomes), (f"{group}.total",)))
    return tuple(item for item in found if item.left and present.issuperset(item.keys))
