"""The plan language: what a question asks for, before anything is computed; and the answer, before it is text."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from index.model import Condition, Coverage, Filters, Measure, MeasuredReport, ReportHead
from ingest.model import Finding, Level, Location

Operation = Literal[
    "list", "number", "ranking", "sum", "average", "median", "count", "share", "trend", "yes_no", "comparison"
]
Order = Literal["most", "least"]
InquiryKind = Literal["findings", "missing", "term"]
By = Literal["level", "office_kind", "province", "city", "county", "office", "year"]
AnswerKind = Literal[
    "list",
    "number",
    "ranking",
    "comparison",
    "trend",
    "yes_no",
    "passages",
    "findings",
    "term",
    "clarify",
    "no_answer",
]


@dataclass(frozen=True, slots=True)
class Metric:
    """A measure by the name that people know it by; several where a word means several, shown apart and summed."""

    key: str
    label: str
    unit: str
    parts: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """From which end reports are ranked, and how many are given; ties with the last are given as well."""

    order: Order
    top: int


@dataclass(frozen=True, slots=True)
class Peers:
    """A condition against the mean or median of the reports of the same level and year."""

    operator: Literal[">", "<"]
    statistic: Literal["average", "median"]


@dataclass(frozen=True, slots=True)
class Group:
    """The part of a sum that the offices of one level make up."""

    level: Level
    value: Decimal
    reports: int


@dataclass(frozen=True, slots=True)
class Where:
    """A further condition on the figures of a report, beside that on the plan's own metric."""

    metric: Metric
    condition: Condition


@dataclass(frozen=True, slots=True)
class Mention:
    """A condition on the narrative: a passage of this kind holds a word of the theme, or the text as it stands.

    Just one of `theme` (its id in the lexicon) and `text` is given; `kind` None is any passage.
    """

    theme: str | None
    text: str | None
    kind: Literal["problem", "measure"] | None


@dataclass(frozen=True, slots=True)
class Change:
    """The metric as its difference or its growth (a fraction of the earlier figure) from one year to a later one."""

    kind: Literal["difference", "growth"]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A question understood: which reports, what is measured in them, what is done with it, on what assumptions.

    Only an operation `ranking` has a `ranking`, and it always has one. Only a list has `peers`,
    in place of a condition. `also` and `mentions` must hold as well, in the same report. With `change` the figure of
    an office is its change between two years; with `by` the figures are those of groups, not of reports.
    """

    operation: Operation
    metric: Metric
    filters: Filters
    condition: Condition | None
    assumptions: tuple[str, ...] = ()
    ranking: Ranking | None = None
    peers: Peers | None = None
    also: tuple[Where, ...] = ()
    mentions: tuple[Mention, ...] = ()
    change: Change | None = None
    by: By | None = None


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question about the reports themselves: those with findings, those that are not there, what a term means.

    `about` is what is looked for, in the words of the answer; of a term, its key in the glossary.
    """

    operation: InquiryKind
    filters: Filters
    about: str
    assumptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Absence:
    """A year without a report of an office: its newest head, and the years that it has reports of."""

    head: ReportHead
    year: int
    present: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """No plan: `kind` clarify has `readings` to choose from; no_answer says in `text` what was missing."""

    kind: Literal["clarify", "no_answer"]
    text: str
    readings: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The place of a figure and what is printed there."""

    head: ReportHead
    location: Location
    key: str
    quote: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as data; its sentence derives from it. `rows` are all matching reports, never a top k.

    `apart` are the reports whose cell is blank or dashed where zero would have matched. A rate's unit is "%", its
    value a fraction. `brief` is the sentence with fewer items, where each has a line of its own below.
    `verdict` answers a yes-or-no question. Where an `inquiry` was answered there is no plan, and a row's value is the
    number of its findings; `absences` are the reports that are not there.
    """

    question: str
    kind: AnswerKind
    text: str
    plan: Plan | None
    value: Decimal | None = None
    unit: str | None = None
    rows: tuple[MeasuredReport, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    findings: tuple[tuple[ReportHead, Finding], ...] = ()
    coverage: Coverage | None = None
    formula: str | None = None
    readings: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    apart: tuple[MeasuredReport, ...] = ()
    brief: str | None = None
    groups: tuple[Group, ...] = ()
    verdict: bool | None = None
    definition: str | None = None
    inquiry: Inquiry | None = None
    absences: tuple[Absence, ...] = ()
