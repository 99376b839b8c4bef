"""The plan language: what a question asks for, before anything is computed; and the answer, before it is text."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args

from index.missing import Absence
from index.model import Condition, Coverage, Filters, Measure, MeasuredReport, ReportHead, SearchRequest
from ingest.model import Finding, Location, State

Operation = Literal[
    "list", "number", "ranking", "sum", "average", "median", "count", "share", "trend", "yes_no", "comparison"
]
# What is made of the reports that meet a condition.
LISTED: tuple[Operation, ...] = ("list", "count", "share", "yes_no")
Order = Literal["most", "least", "first", "last"]
InquiryKind = Literal["findings", "missing", "term", "passages", "cells", "reports"]
InquiryFigure = Literal["list", "count", "count_reports", "share", "yes_no", "ranking"]
By = Literal[
    "level", "office_kind", "province", "city", "county", "office", "year", "side", "reason", "result", "applicant"
]
# What one figure is made of: its rows, what became of the cases, who applied.
MAKE_UP: tuple[By, ...] = ("reason", "result", "applicant")
# What reports differ in by themselves, so that any figures can be grouped by it.
OWN_GROUPS: tuple[By, ...] = tuple(by for by in get_args(By) if by not in ("side", *MAKE_UP))
ChangeKind = Literal["difference", "growth"]
Way = Literal["up", "down"]
ToldKind = Literal["problem", "measure"]
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
    """From which end reports are ranked, and how many are given; ties with the last are given as well.

    `first` and `last` go by the year of a report, `most` and `least` by its figure. `only_last` gives the last of them
    alone: the second of two.
    """

    order: Order
    top: int
    only_last: bool = False


@dataclass(frozen=True, slots=True)
class Peers:
    """A condition against the mean or median of the reports of the same level and year."""

    operator: Literal[">", "<"]
    statistic: Literal["average", "median"]


@dataclass(frozen=True, slots=True)
class Group:
    """What the reports of one level, kind, place, seat or year come to together.

    `name` is the code of a level or kind, the path of a place, the full name of an office, or the year; of a side, its
    filters as `NAME=VALUE`, a space between them; of a part of a figure, the key of that part. `value` is
    None where none of its `reports` + `without` reports has a figure. A rate has its two sums; a change between two
    years the figures of both.
    """

    by: By
    name: str
    value: Decimal | None
    reports: int
    without: int = 0
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    before: Decimal | None = None
    after: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """A further condition on the figures of a report, beside that on the plan's own metric.

    With a `year` it is the report of the same seat for that year that must meet it.
    """

    metric: Metric
    condition: Condition
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A condition on the narrative: a passage of this kind holds a word of each theme, or the text as it stands.

    `themes` are ids of the lexicon; with `either` a word of one of them will do. With neither themes nor text any
    passage of the kind will do; `kind` None is any passage. `absent` where no passage of the report may be such.
    """

    themes: tuple[str, ...] = ()
    text: str | None = None
    kind: ToldKind | None = None
    absent: bool = False
    either: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """The metric as its difference or its growth (a fraction of the earlier figure) from one year to a later one.

    With a `way` only what went up, or only what went down, is asked for.
    """

    kind: ChangeKind
    first: int
    last: int
    way: Way | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A question understood: which reports, what is measured in them, what is done with it, on what assumptions.

    An operation `ranking` has a `ranking`; beside it only one with `by` may have one, for its groups. Only a list
    has `peers`, in place of a condition. `also` and `mentions` must hold as well, in the same report; with `either`
    one of `condition` and `also` will do, and nothing else is asked of the reports. With `change` the figure of an
    office is its change between two years; with `by` the figures are those of groups, not of reports; those of
    `sides` by `side`, each the reports under its filters as well; by `reason`, `result` or `applicant` the parts
    that the metric is made of; with `against` the figure of a report is the metric less that other one, and a
    comparison sets both side by side. A share with a `part` is what these of the reports come to in the sum over
    all, a ranking with one says which place they take; a share with `against` is what the metric comes to in that
    other one. A yes_no with `every` asks whether all of the reports meet the condition; a list with `each_year`
    holds only seats that meet it in each of the years. A comparison with `times` says how many times the second
    figure the first is. A trend with a condition asks whether each year less the one before meets it. A share
    `among` is one of the offices that meet all conditions but that on the metric. A count with `reports` counts the
    reports, else their offices.
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
    against: Metric | None = None
    part: Filters | None = None
    every: bool = False
    each_year: bool = False
    reports: bool = False
    either: bool = False
    among: bool = False
    times: bool = False
    sides: tuple[Filters, ...] = ()


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question about the reports themselves: with findings, not there, how many there are, what a term means.

    `about` is what is looked for, in the words of the answer; of a term, its key in the glossary. `figure` says what
    is made of the reports found; they must lie under each of `also` as well. Passages have `mentions`; with a filter
    `kind` measure, what is shown are the measures against the problems mentioned. Cells are those of `keys` that are
    in one of `states`. Reports that are counted have `by` where they are for each group.
    """

    operation: InquiryKind
    filters: Filters
    about: str
    assumptions: tuple[str, ...] = ()
    figure: InquiryFigure = "list"
    ranking: Ranking | None = None
    mentions: tuple[Mention, ...] = ()
    also: tuple[Filters, ...] = ()
    keys: tuple[str, ...] = ()
    states: tuple[State, ...] = ()
    by: By | None = None


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """No plan: `kind` clarify has `readings` to choose from; no_answer says in `text` what was missing.

    `code` is that of the sentence.
    """

    kind: Literal["clarify", "no_answer"]
    text: str
    readings: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The place of a figure and what is printed there; of a sentence, the passage's id in place of a cell's key."""

    head: ReportHead
    location: Location
    key: str
    quote: str
    passage_id: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as data; its sentence derives from it. `rows` are all matching reports, never a top k.

    `apart` are the reports whose cell is blank or dashed where zero would have matched. A rate's unit is "%", its
    value a fraction. `brief` is the sentence with fewer items, where each has a line of its own below.
    `verdict` answers a yes-or-no question. Where an `inquiry` was answered there is no plan, and a row's value is the
    number of its findings, passages or cells; `similar` finds by meaning what comes near to passages, outside the
    figures of the answer. `absences` are the reports that are not there. `pairs` are the reports of both years, or the
    figures of both metrics, that each row's value comes from.
    """

    question: str
    kind: AnswerKind
    text: str
    plan: Plan | None
    value: Decimal | None = None
    unit: str | None = None
    rows: tuple[MeasuredReport, ...] = ()
    evidence: Sequence[Evidence] = ()
    findings: Sequence[tuple[ReportHead, Finding]] = ()
    coverage: Coverage | None = None
    formula: str | None = None
    readings: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    apart: tuple[MeasuredReport, ...] = ()
    brief: str | None = None
    groups: tuple[Group, ...] = ()
    pairs: tuple[tuple[MeasuredReport, MeasuredReport], ...] = ()
    verdict: bool | None = None
    definition: str | None = None
    inquiry: Inquiry | None = None
    similar: SearchRequest | None = None
    absences: tuple[Absence, ...] = ()
