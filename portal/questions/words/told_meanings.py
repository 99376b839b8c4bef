"""What a stretch of a question can mean about the reports themselves: findings, how cells are printed, what is told."""

from dataclasses import dataclass
from typing import Literal

from index.model import Filter
from ingest.model import State
from portal.questions.plan import InquiryKind, ToldKind


@dataclass(frozen=True, slots=True)
class Sought:
    """A word for what is looked for in the reports themselves: findings under these filters, or missing reports."""

    operation: InquiryKind
    filters: tuple[Filter, ...]
    about: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Side:
    """A word for a place of a report that another may not fit: text, table, sum; with `clash`, for how it does not."""

    kind: str
    clash: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """A word for a theme of the narrative; `lack` where the word itself says what is wrong (人手不足).

    `literal` where it is such a word that the theme is found by (停更): alone it is looked for as it stands.
    """

    theme: str
    lack: bool = False
    literal: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """A word that may stand beside a theme (类申请); `lack` where it says what is wrong with it (不够)."""

    lack: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """A word for what the narrative does: a verb before what it tells (提到), a noun for such passages (措施).

    `against` of a verb: what follows is a problem, asked for are the measures (针对).
    """

    form: Literal["verb", "noun"]
    kind: ToldKind | None
    against: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """A word for how cells are printed or read: blank, dashed, restored, unread; `about` is what an answer says."""

    states: tuple[State, ...]
    about: tuple[str, str]
