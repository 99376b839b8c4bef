"""Whether a question goes on with the one before it: what it leaves out, what it says anew."""

from portal.questions.cutting.carried_figures import only_as_rate
from portal.questions.cutting.carrying_over import OF_A_LIST, OFFICES
from portal.questions.cutting.parts import Parsed, year_step
from portal.questions.words.meanings import Role, Shift

ASKS: frozenset[Role] = frozenset(("list", "subject", "number"))


def asks_of_the_same(parsed: Parsed) -> bool:
    """办结了几件 behind a question about one office asks for another figure of it."""
    placed = bool(parsed.named or parsed.years or parsed.scopes or parsed.groups or parsed.thresholds)
    whether = bool(parsed.aims) and all(aim.operation == "yes_no" for _, aim in parsed.aims)
    placed = bool(placed or (parsed.aims and not whether))
    beside = parsed.unknown or parsed.unsupported or parsed.negations or parsed.told or parsed.sought
    # 公开了几成 asks for a rate, no change.
    rate = bool(parsed.shifts) and all(shift == Shift(kind="growth") for _, shift in parsed.shifts)
    number = rate or ((whether or parsed.roles & ASKS == {"number"}) and not parsed.shifts)
    return bool(parsed.concepts) and number and not placed and not beside and not parsed.roles & OFFICES


def leaves_out(parsed: Parsed) -> bool:
    """Whether a question names no figure, or only what changes in the question before (那诉讼呢, 按公开率排)."""
    if parsed.unknown or parsed.unsupported or (parsed.negations and "report" in parsed.roles):
        return False
    asks = parsed.roles & ASKS
    if "refers" in parsed.roles and parsed.concepts and not (parsed.named or asks & OFFICES):
        return True
    if parsed.sought or parsed.told:
        return "follow" in parsed.roles and not asks and not parsed.named
    if parsed.concepts and not only_as_rate(parsed):
        if "follow" in parsed.roles:
            return not asks & OFFICES and not (asks and parsed.named)
        placed = parsed.named or parsed.years or parsed.scopes or parsed.groups or parsed.thresholds
        sorted_only = all(aim.operation == "ranking" and aim.top for _, aim in parsed.aims)
        return not placed and not asks and sorted_only and not parsed.shifts and not parsed.negations
    said = parsed.years or parsed.named or parsed.scopes or parsed.aims or parsed.thresholds or parsed.peers
    return bool(
        said
        or parsed.excepted
        or parsed.groups
        or parsed.shifts
        or asks
        or only_as_rate(parsed)
        or parsed.roles & {"as_count", "apart"}
    )


def of_year_before(now: Parsed) -> bool:
    """上年新收的有多少 behind a question about one office: the year before the one that was asked about."""
    named = now.named or now.scopes or now.groups or now.thresholds or now.aims or now.shifts or now.negations
    relative = len(now.years) == 1 and year_step(*now.years[0]) == -1
    return relative and bool(now.concepts) and now.roles & ASKS == {"number"} and not (named or now.told or now.sought)


def only_moves(now: Parsed) -> bool:
    """Whether nothing but another year, office or place is named."""
    says = now.concepts or now.aims or now.shifts or now.thresholds or now.told or now.sought or now.groups
    return bool(now.years or now.named) and not says and not now.roles & ASKS


def asks_others(parsed: Parsed) -> bool:
    """那哪些单位没有诉讼 asks for a list of its own, in the years of the question before."""
    says = parsed.concepts and not (parsed.unknown or parsed.unsupported or parsed.told or parsed.sought)
    placed = parsed.years or parsed.named or parsed.scopes or "newest" in parsed.roles
    # 诉讼呢，也请逐年列出: the series of whom the question before was about.
    placed = placed or any(aim.operation == "trend" for _, aim in parsed.aims)
    return bool(says and "follow" in parsed.roles and parsed.roles & OFFICES and not placed)


def of_those(now: Parsed) -> bool:
    """哪个公开率最低, 平均公开率 behind a list is about the offices listed."""
    placed = now.named or now.years or now.scopes or now.groups or now.thresholds or "newest" in now.roles
    beside = now.unknown or now.unsupported or now.negations or now.shifts or now.told or now.sought or now.further
    asked = {aim.operation for _, aim in now.aims}
    return bool(now.concepts and asked) and asked <= OF_A_LIST and not (placed or beside)
