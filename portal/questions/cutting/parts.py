"""The parts that a question is cut into, before they become a plan."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from typing import TypeVar

from index.model import Operator
from portal.questions.plan import Mention, Operation, Peers
from portal.questions.words.meanings import (
    Aim,
    Concept,
    Grouping,
    Marker,
    Meaning,
    Number,
    RelativeYears,
    Role,
    Scope,
    Shift,
    Token,
    Unsupported,
    Years,
)
from portal.questions.words.told_meanings import Printed, Sought
from portal.questions.words.vocabulary import read_lexicon

PLACE_ENDINGS = ("省", "市", "县", "区", "镇", "乡", "街道", "局", "委", "厅", "政府", "办公室")

# What tells more of the offices right before it.
RELATIVE = ("that", "which", "who", "whose", "where", "with", "having", "without")
# Offices, whatever of them is told beside.
PLAIN_OFFICES = ("offices", "agencies", "bodies")
WITHIN = ("里", "里面", "里头", "中", "当中", "之中")

M = TypeVar("M", bound=Meaning)

VAGUE = Unsupported("conditions", "大概的数", "a rough number")
YEARLY_MEAN = Unsupported("conditions", "多个单位平均每年", "yearly means of several offices")
EXCEPTIONS = Unsupported("conditions", "除外的条件", "exceptions")
OF_THE_FIRST = Unsupported("conditions", "在排名靠前的里面再找", "conditions on those that rank first")
OF_EACH_GROUP = Unsupported("ranking", "每一组里各自的第一", "the first within each group")
SEVERAL_FIGURES = Unsupported("conditions", "一次问几项数", "several figures at once")
ALL_OF_THEM = Unsupported("conditions", "多数还是少数", "most or few of something")
NOTHING_ELSE = Unsupported("conditions", "只有这一种", "nothing but one kind")
PER_CASE = Unsupported("average", "件均", "figures per case")
YEARS_APART = Unsupported("conditions", "每个条件各有年份", "conditions with years of their own")
EVERY_YEAR_THERE = Unsupported("conditions", "哪些单位各年的报告齐全", "reports for every year")
OFFICES_HELD = Unsupported("conditions", "单位个数与一个数相比", "a number of offices held against a number")
NOT_WRITTEN = Unsupported("conditions", "正文里没有写某个数的报告", "reports whose text has no such figure")
DEGREE = Unsupported("ranking", "程度", "degrees without a number")
CHANGES_RANKED = Unsupported("ranking", "各年增减之间的比较", "changes of several years against each other")
CHANGE_BESIDE = Unsupported("conditions", "增减与另一项数合在一起", "a change together with another figure")
SUM_HELD = Unsupported("conditions", "合计与一个数相比", "a sum held against a number")
OUTCOME_OF_WHICH = Unsupported(
    "conditions", "可能说一项、也可能说两项的结果", "an outcome that may be of one or of both figures; say it of each"
)
AS_OTHERS = Unsupported("conditions", "与某一家相比", "a figure held against another office")
WIDENED = Unsupported("conditions", "把范围放宽", "widening the question")
OF_A_KIND = Unsupported("share", "这些单位里某一类占多少", "how many of such offices are of one kind")
YEARS_COUNTED = Unsupported("conditions", "几年", "numbers of years")
MEAN_ELSEWHERE = Unsupported("average", "没有点名的地方的平均数", "the mean of a place that is not named")
LEVEL_CROSSED = Unsupported(
    "conditions", "越过一条线，没说清是哪一年", "a line that was crossed, in which year is not clear"
)
TIMES_FIRST = Unsupported("conditions", "先说的一个数的几倍", "how many times the figure named first")
ALTERNATIVES = Unsupported("conditions", "几个条件合一即可", "alternative conditions")
FLIPPED: dict[Operator, Operator] = {">": "<=", ">=": "<", "<": ">=", "<=": ">", "=": "!=", "!=": "="}


@dataclass(frozen=True, slots=True)
class Threshold:
    """A comparison as said, before it is known what it is compared with."""

    operator: Operator
    number: Number
    word: str
    stated: bool

    @property
    def flipped(self) -> "Threshold":
        """The opposite comparison."""
        return Threshold(FLIPPED[self.operator], self.number, self.word, self.stated)


@dataclass(frozen=True, slots=True)
class Named:
    """Places in a row and the office named after them, as one mention."""

    places: tuple[Token, ...]
    office: Token | None

    @property
    def text(self) -> str:
        """The mention as written, Latin words apart."""
        said = [token.text for token in (*self.places, *([self.office] if self.office else []))]
        return (" " if all(map(str.isascii, said)) else "").join(said)


@dataclass(frozen=True, slots=True)
class Told:
    """What a question says that the narrative tells, in its words. `answering` asks for the measures against it.

    `loose` is what was neither quoted nor a theme, and is looked for as it stands; `left` are words beside a theme
    that the theme does not cover.
    """

    word: str
    mention: Mention
    answering: bool = False
    loose: bool = False
    left: tuple[str, ...] = ()


@dataclass(slots=True)
class Parsed:
    """The parts of a question. `unknown` words nobody knows; `unsupported` ones ask what cannot be answered yet.
    `unread` is the one stretch of the question that holds all unknown words, with the function words about them.

    `told` is what the narrative shall tell, `further` are the conditions beside the first, with their own words only;
    `said` is such a condition as written, empty where the whole question is one. `sides` are the words of both figures
    where two are held against each other; `whole` is what a share is asked of. `excepted` are the places, offices,
    levels, kinds and years left out. `summed` are the figures beside the first that are added up with it, `over` the
    words of the one that it is a share of, report by report; `second` are the words of another figure that is asked
    for beside it.
    """

    unknown: list[str] = field(default_factory=list)
    unsupported: list[tuple[str, Unsupported]] = field(default_factory=list)
    concepts: list[tuple[str, Concept]] = field(default_factory=list)
    thresholds: list[Threshold] = field(default_factory=list)
    years: list[tuple[str, Years | RelativeYears]] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)
    scopes: list[tuple[str, Scope]] = field(default_factory=list)
    negations: list[str] = field(default_factory=list)
    aims: list[tuple[str, Aim]] = field(default_factory=list)
    groups: list[tuple[str, Grouping]] = field(default_factory=list)
    shifts: list[tuple[str, Shift]] = field(default_factory=list)
    sought: list[tuple[str, Sought]] = field(default_factory=list)
    printed: list[tuple[str, Printed]] = field(default_factory=list)
    peers: list[tuple[str, Peers]] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    further: list["Parsed"] = field(default_factory=list)
    excepted: list["Parsed"] = field(default_factory=list)
    summed: list["Parsed"] = field(default_factory=list)
    sides: list[tuple[str, Concept]] = field(default_factory=list)
    over: list[tuple[str, Concept]] = field(default_factory=list)
    second: list[tuple[str, Concept]] = field(default_factory=list)
    whole: "Parsed | None" = None
    said: str = ""
    unread: str = ""
    top: int | None = None
    roles: set[Role] = field(default_factory=set)

    @property
    def read(self) -> bool:
        """Whether every word is known and can be answered."""
        return not (self.unknown or self.unsupported)

    def fresh(self) -> "Parsed":
        """The same parts in lists of their own."""
        return replace(self, **{item.name: copy(getattr(self, item.name)) for item in fields(self)})


def pick(token: Token, kind: type[M]) -> M | None:
    """The token's meaning of this kind, if it has one."""
    found: M | None = token.kinds.get(kind)
    return found


def is_one(token: Token) -> bool:
    """Whether a token is one of something (一件)."""
    number = pick(token, Number)
    return number is not None and number == Number(Decimal(1), "count")


def year_step(word: str, years: Years | RelativeYears) -> int:
    """1 for the year after, -1 for the year before one that is named; 0 for others, and for 去年, which is today's."""
    if isinstance(years, RelativeYears) and years.first == years.last == 1:
        return 1
    return -1 if word in read_lexicon("words.json")["year_before"] else 0


def points_back(text: str) -> bool:
    """Whether a folded text says 它 or 这条 of something that was named before it."""
    return any(word in text for word in read_lexicon("words.json")["points_back"])


def marked(token: Token, role: Role) -> Token:
    """A token that only has this role."""
    return replace(token, meanings=(Marker(frozenset([role])),))


def without(token: Token, *kinds: type[Meaning]) -> Token:
    """A token without its meanings of these kinds."""
    kept = tuple(meaning for meaning in token.meanings if not isinstance(meaning, kinds))
    return replace(token, meanings=kept) if len(kept) < len(token.meanings) else token


def has_role(token: Token, role: Role) -> bool:
    """Whether a token is a marker of this role."""
    marker = pick(token, Marker)
    return marker is not None and role in marker.roles


def following(tokens: Sequence[Token], index: int) -> Token | None:
    """The next token that says something; None at the end."""
    return next((token for token in tokens[index + 1 :] if not has_role(token, "function")), None)


def before_offices(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word for offices follows, whatever says nothing between them."""
    after = following(tokens, index)
    return after is not None and says_offices(after)


def says_offices(token: Token) -> bool:
    """Whether a token is a word for offices, or for those of a level or kind."""
    return pick(token, Scope) is not None or has_role(token, "subject")


def are_offices(token: Token) -> bool:
    """Whether a token stands for offices: of a group, all of them, or any."""
    aim = pick(token, Aim)
    every = aim is not None and (aim.offices or aim.scope is not None)
    return every or says_offices(token)


def years_of(token: Token) -> Years | RelativeYears | None:
    """The years that a token names, if any: 2025年, 去年."""
    return pick(token, Years) or pick(token, RelativeYears)


def aims_at(tokens: Sequence[Token], *operations: Operation) -> bool:
    """Whether a token asks for one of these operations."""
    aims = (pick(token, Aim) for token in tokens)
    return any(aim is not None and aim.operation in operations for aim in aims)


def lists_any(tokens: Sequence[Token]) -> bool:
    """Whether a token asks for a list or stands for the offices of one."""
    return any(has_role(token, "list") or has_role(token, "subject") for token in tokens)


def asks_plain_number(tokens: Sequence[Token], at: int) -> bool:
    """Whether 多少, 几件, 几次 stands here and asks for a figure."""
    # 那几场官司, 好几件 name some.
    some = at > 0 and tokens[at - 1].text in ("那", "这", "好")
    asks = not tokens[at].text.isascii() or tokens[at].text.startswith(("how many", "how often"))
    offices = aims_at([tokens[at]], "count") and any(word in tokens[at].text for word in ("几", "多少", "how many"))
    plain = offices or (has_role(tokens[at], "number") and asks and pick(tokens[at], Aim) is None)
    return plain and not some
