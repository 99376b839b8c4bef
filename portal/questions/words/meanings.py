"""What a stretch of a question can mean: the leaf types between lexicon, tokenizer and understanding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from index.model import Filter, Operator
from portal.questions.plan import By, ChangeKind, Operation, Order, Peers, Way
from portal.questions.words.told_meanings import Beside, Printed, Side, Sought, Telling, Topic

Role = Literal[
    "list",
    "subject",
    "number",
    "every",
    "apart",
    "each_year",
    "either",
    "of_those",
    "refers",
    "of_whole",
    "to_part",
    "newest",
    "report",
    "which_year",
    "years_counted",
    "since",
    "follow",
    "total",
    "peer",
    "cases",
    "times",
    "whose",
    "as_count",
    "among",
    "in_text",
    "latest",
    "position",
    "money",
    "own_place",
    "degree",
    "ratio",
    "equal",
    "unequal",
    "crosses",
    "function",
]
Unit = Literal["", "count", "fraction", "yuan", "years"]


@dataclass(frozen=True, slots=True)
class Sense:
    """Rows, columns and measures that a word allows; None allows all.

    `stated` is what an answer says that the word was taken for, in Chinese and English; None where nothing is assumed.
    A `weak` sense counts only where no other fits.
    """

    rows: frozenset[str] | None = None
    columns: frozenset[str] | None = None
    measures: frozenset[str] | None = None
    stated: tuple[str, str] | None = None
    weak: bool = False

    @property
    def is_any_rate(self) -> bool:
        """Whether any rate is meant (占比, 比例), not one of them."""
        return self.measures is not None and "*" in self.measures


def only_columns(senses: Sequence[Sense]) -> bool:
    """Whether a word in these senses names columns (被纠正) and no row."""
    return all(sense.columns and not sense.rows for sense in senses)


def only_rows(senses: Sequence[Sense]) -> bool:
    """Whether a word in these senses names rows (行政复议) and no column."""
    return all(sense.rows and not sense.columns for sense in senses)


@dataclass(frozen=True, slots=True)
class Concept:
    """A word for something that the tables hold, in each of its senses."""

    senses: tuple[Sense, ...]

    @property
    def is_any_rate(self) -> bool:
        """Whether it means any rate in each of its senses."""
        return all(sense.is_any_rate for sense in self.senses)


ANY_RATE = Concept((Sense(measures=frozenset(["*"])),))


@dataclass(frozen=True, slots=True)
class Marker:
    """A word that says what is asked for (哪些, 多少, 单位), or a function word that says nothing."""

    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A word of a kind of question that cannot be answered yet, with the kind's name in both languages."""

    operation: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Scope:
    """Words that narrow the offices: 区县, 部门. `stated` is what an answer says that a loose word was taken for."""

    filters: tuple[Filter, ...]
    stated: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Aim:
    """A word for what is done with many figures. `top` is how many a ranking gives, 0 where a number must follow;
    `only_last` gives the last of them alone (第二多). `offices` of words that name offices and sum them where nothing
    else is asked (各单位); `reports` of words that count reports, not their offices (几份).

    `place` is True of words that mean all of a place that must be named (全市); `way` tells more from less;
    `plain` of words that rank from no end of their own (排序); `scope` are the offices that the word means (各部门).
    """

    operation: Operation
    order: Order = "most"
    top: int | None = None
    place: bool = False
    way: Way | None = None
    plain: bool = False
    scope: Scope | None = None
    only_last: bool = False
    offices: bool = False
    reports: bool = False


@dataclass(frozen=True, slots=True)
class Grouping:
    """A word for what figures are taken together by (各市, 按层级).

    `which` asks for one of the groups (哪个市); `scope` are the offices that it means where no group can be meant;
    `any_part` of words that leave open what a figure is parted by (构成).
    """

    by: By
    which: bool = False
    scope: Scope | None = None
    any_part: bool = False


@dataclass(frozen=True, slots=True)
class Shift:
    """A word for a change from one year to another: which way, counted how, within what bound.

    `prior` holds a year against the one before, `ranked` asks for the ends (增长最快), `same` for no change at all.
    """

    way: Way | None = None
    kind: ChangeKind | None = None
    bound: tuple[Operator, Decimal] | None = None
    prior: bool = False
    ranked: bool = False
    same: bool = False


@dataclass(frozen=True, slots=True)
class Compare:
    """A comparison that stands before its number, after it, or either."""

    before: Operator | None
    after: Operator | None


@dataclass(frozen=True, slots=True)
class Content:
    """A word that looks like function words in a row but says something that nothing here can tell (无数, 中年)."""


@dataclass(frozen=True, slots=True)
class Except:
    """A word for what is left out, which stands `before` it (除了), or `after` it (以外), or either (不算)."""

    before: bool
    after: bool


@dataclass(frozen=True, slots=True)
class Negation:
    """没有, 未, no, never."""


@dataclass(frozen=True, slots=True)
class RelativeYears:
    """Years counted from today's; None for both is all years."""

    first: int | None
    last: int | None


ALL_YEARS = RelativeYears(None, None)


@dataclass(frozen=True, slots=True)
class Years:
    """Years as printed; None is an open end."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Number:
    """A number with the unit that it was said in; fractions as such (三成 is 0.3), money in yuan."""

    value: Decimal
    unit: Unit


@dataclass(frozen=True, slots=True)
class NumberRange:
    """Two ends in one phrase (5到10件), or none where it only guesses (两三件)."""

    ends: tuple[Number, Number] | None = None


@dataclass(frozen=True, slots=True)
class Join:
    """A word that joins conditions: a strong one parts them (而且), a weak one may part or list (和, 、)."""

    kind: Literal["strong", "weak", "or"]


@dataclass(frozen=True, slots=True)
class Place:
    """A name that these region paths of the library bear."""

    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfficeName:
    """An office's name without its place: the bare names that it stands for, and its level where the word says it.

    A `loose` one names an office only behind its place (白鹭公安).
    """

    bare: frozenset[str]
    level: str | None = None
    seat: bool = False
    loose: bool = False


Meaning = (
    Concept
    | Marker
    | Unsupported
    | Aim
    | Grouping
    | Shift
    | Sought
    | Side
    | Peers
    | Compare
    | Content
    | Except
    | Negation
    | Scope
    | RelativeYears
    | Years
    | Number
    | NumberRange
    | Topic
    | Beside
    | Telling
    | Join
    | Printed
    | Place
    | OfficeName
)


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the folded question with everything that it can mean; none for what nobody knows."""

    text: str
    start: int
    end: int
    meanings: tuple[Meaning, ...]
    # What `meanings` has of each kind, the first of several: looked up some ten thousand times in one question.
    kinds: Mapping[type, Any] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kinds", {type(meaning): meaning for meaning in reversed(self.meanings)})
