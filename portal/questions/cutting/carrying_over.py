"""What a question that leaves something out takes over from the one before it, part by part."""

from dataclasses import replace
from typing import Any

from portal.questions.cutting.carried_figures import concepts_kept, only_as_rate
from portal.questions.cutting.parts import OF_THE_FIRST, Named, Parsed, Threshold, Told, pick, year_step
from portal.questions.plan import Operation, Order
from portal.questions.words.meanings import ALL_YEARS, Aim, Place, RelativeYears, Role, Years
from portal.questions.words.names import Names
from portal.questions.words.vocabulary import read_lexicon

_EVERY: frozenset[Role] = frozenset(("every",))
_ALL = 1000
OFFICES: frozenset[Role] = frozenset(("list", "subject"))
_TOGETHER: frozenset[Operation] = frozenset(("average", "median", "sum"))
OF_A_LIST: frozenset[Operation] = frozenset(("ranking", "average", "median", "sum"))


def lists_offices(before: Parsed) -> bool:
    """Whether a question asks for offices and nothing more of them."""
    alone = not (before.aims or before.groups or before.shifts or before.peers) and "every" not in before.roles
    return bool(before.roles & OFFICES) and alone


def as_condition(before: Parsed) -> Parsed:
    """What a list asks for, as a condition beside another figure."""
    return Parsed(
        concepts=before.concepts,
        over=before.over,
        thresholds=before.thresholds,
        negations=before.negations,
        sought=before.sought,
    )


def only_kind(parsed: Parsed) -> bool:
    """采取了什么措施 behind what was told asks for the measures against it."""
    plain = all(not told.mention.themes and told.mention.text is None for told in parsed.told)
    return (
        bool(parsed.told) and plain and not (parsed.concepts or parsed.sought or parsed.unknown or parsed.unsupported)
    )


def _told(before: Parsed, now: Parsed) -> list[Told]:
    """What is told: as said now, or what was before in the passages that are asked for now."""
    if not (only_kind(now) and before.told):
        return now.told
    kind = now.told[0].mention.kind
    return [
        replace(
            told,
            mention=replace(told.mention, kind="problem" if kind == "measure" else kind),
            answering=kind == "measure",
        )
        for told in before.told
    ]


def joined(before: Parsed, now: Parsed, names: Names) -> Parsed:
    """What is said now in place of its like, the rest from before."""
    if lists_offices(before) and _asks_how_many_each(now):
        # 各几件 behind a list: the list says it.
        return before
    if lists_offices(before) or len(before.named) != 1:
        now = _short_forms(now)
    if reverses(now) and now.negations:
        # 反过来，没有的呢 turns round what must hold.
        now = replace(now, aims=[])
    if only_as_rate(now) and lists_offices(before) and not now.aims:
        # 占多少 behind a list: of what cannot be told.
        return replace(now, unknown=[word for word, _ in now.concepts])
    if only_as_rate(now) and [aim.operation for _, aim in before.aims] == ["count"] and not now.aims:
        # 有几个单位败诉，占多少: their share of all.
        return replace(before, aims=[("", Aim("share"))])
    if now.aims and {aim.operation for _, aim in now.aims} <= _TOGETHER and _only_first(before):
        # 最高的五个, 平均是多少: of these five, which no plan can say.
        return replace(now, unsupported=[(word, OF_THE_FIRST) for word, _ in now.aims])
    roles = _roles(before, now)
    figure = bool(now.concepts or now.sought or now.told)
    joined = Parsed(
        concepts=concepts_kept(before, now),
        sought=now.sought if figure else before.sought,
        told=_told(before, now) if figure else before.told,
        further=now.further if figure else before.further,
        thresholds=_bounds(before, now),
        years=_years(before, now, names),
        named=_offices_named(before, now),
        scopes=now.scopes or before.scopes,
        excepted=[*before.excepted, *now.excepted],
        negations=now.negations or before.negations,
        aims=_aims(before, now),
        groups=now.groups or before.groups,
        shifts=now.shifts or ([] if _one_figure(now) else before.shifts),
        peers=now.peers or before.peers,
        top=now.top if now.top is not None else before.top if _keeps_top(before, now) else None,
        roles=roles | now.roles,
    )
    return _as_condition(before, replace(joined, over=now.over if now.concepts else before.over), now)


def as_growth(before: Parsed, now: Parsed) -> Parsed | None:
    """折合百分之几 behind by how much one office's figure rose; None of other questions."""
    if not (only_as_rate(now) and before.shifts and len(before.named) == 1) or now.aims:
        return None
    return replace(before, shifts=[(word, replace(shift, kind="growth")) for word, shift in before.shifts])


def _one_figure(now: Parsed) -> bool:
    """Whether the figure of a year is asked for behind a change (它2025年的结转率是多少)."""
    return bool(now.concepts and now.years) and "number" in now.roles and not now.aims


def _roles(before: Parsed, now: Parsed) -> set[Role]:
    """What the question before asks for, without what this one asks for otherwise."""
    roles = before.roles - {"newest"} if now.years else before.roles
    roles = roles - {"apart", "every"} if "total" in now.roles else roles
    if any(aim.operation == "yes_no" for _, aim in now.aims):
        roles = roles - {"number", "cases"}
    if _sums_series(before, now):
        total: Role = "total"
        roles = roles | {total}
    if now.aims:
        roles = roles - _EVERY
        if all(aim.operation == "count" for _, aim in now.aims) and before.told:
            roles = roles - {"list"}
    return roles


def _sums_series(before: Parsed, now: Parsed) -> bool:
    """历年申请, 合计呢: what the years of the series come to, and not the offices of the place."""
    plain = bool(now.aims) and all(aim.operation == "sum" and not (aim.offices or aim.place) for _, aim in now.aims)
    return plain and len(before.named) == 1 and any(aim.operation == "trend" for _, aim in before.aims)


def _only_first(before: Parsed) -> bool:
    """Whether some that rank first were asked for, and not all in order."""
    tops = [before.top, *(aim.top for _, aim in before.aims)]
    ranks = any(aim.operation == "ranking" for _, aim in before.aims)
    return ranks and any(top is not None and 1 < top < _ALL for top in tops)


def _offices_named(before: Parsed, now: Parsed) -> list[Named]:
    """The offices named now; compare that with another keeps the one of before."""
    compared = any(aim.operation == "comparison" and aim.way is None for _, aim in now.aims)
    both = compared and len(now.named) == len(before.named) == 1 and not (now.concepts or now.years)
    if any(aim.operation == "sum" and aim.offices for _, aim in now.aims) and not now.named:
        # 全部单位呢 behind one office leaves it: the place stood for its office alone.
        alone = len(before.named) == 1 and not any(aim.offices or aim.place for _, aim in before.aims)
        of_place = alone and before.named[0].office is None and any(w in _words()["offices_of_it"] for w, _ in now.aims)
        return [] if alone and not of_place and not before.roles & OFFICES else before.named
    return [*before.named, *now.named] if both else _named(before, now)


def _asks_how_many_each(now: Parsed) -> bool:
    """Whether nothing but how many each has is asked for."""
    said = now.concepts or now.years or now.named or now.scopes or now.aims or now.groups or now.shifts
    return not (said or now.told or now.sought or now.thresholds) and bool(now.roles & {"apart", "every"})


def _short_forms(now: Parsed) -> Parsed:
    """有多少个 asks for the number of those listed."""
    alone = not (now.concepts or now.years or now.named or now.scopes or now.aims or now.groups or now.shifts)
    if alone and "number" in now.roles and not now.roles & OFFICES and not now.thresholds:
        # 一共多少件 asks for their cases, 有几个 for how many they are.
        aim = Aim("sum" if now.roles & {"cases", "total", "money"} else "count")
        return replace(now, aims=[("", aim)], roles=now.roles - {"number"})
    return now


def _named(before: Parsed, now: Parsed) -> list[Named]:
    """Whom: as said now; a place that tells which of several was meant (红旗区, 白鹭市的) stands before the name."""
    if len(before.named) == len(now.named) == 1 and "whose" in now.roles and now.named[0].office is None:
        # 青岚市公安局…, 白鹭的呢: the same office there.
        earlier = before.named[0]
        below = earlier.places[1:] if len(earlier.places) > 1 else ()
        return [Named((*now.named[0].places, *below), earlier.office)] if below or earlier.office else now.named
    if len(before.named) == len(now.named) == 1 and now.named[0].office is None:
        earlier, (within, *_) = before.named[0], now.named[0].places
        place, outer = pick(earlier.places[0], Place) if earlier.places else None, pick(within, Place)
        assert outer is not None
        meant = (
            [path for path in place.paths if any(path.startswith(f"{one}/") for one in outer.paths)] if place else []
        )
        if place is not None and len(place.paths) > 1 and len(meant) == 1:
            return [Named((within, *earlier.places), earlier.office)]
    return now.named or before.named


def _aims(before: Parsed, now: Parsed) -> list[tuple[str, Aim]]:
    """What is done with the figures: as said now; 前三名 keeps the end that was asked for; 哪些单位 lists them."""
    if not now.aims:
        # The same for county-level offices: those that are looked at, no list of them.
        others = now.scopes and "list" not in now.roles
        lists = now.roles & OFFICES and not now.concepts and not others
        kept = {"ranking", "comparison", "trend", "sum"} if lists else None
        return [item for item in before.aims if kept is None or item[1].operation in kept]
    if _sums_series(before, now):
        return [("", Aim("trend"))]
    if any(aim.operation == "ranking" and not aim.plain for _, aim in now.aims):
        # 反过来，最少的是谁: the end is named as well.
        now = replace(now, aims=[item for item in now.aims if item[0] not in read_lexicon("words.json")["reversed"]])
    ends = [aim.order for _, aim in before.aims if aim.operation == "ranking"]
    if ends and _only_orders(now, before):
        return before.aims
    if ends and reverses(now):
        flipped: Order = "least" if ends[0] == "most" else "most"
        return [(word, replace(aim, order=flipped)) for word, aim in before.aims]
    if not ends:
        return now.aims
    return [
        (word, replace(aim, order=ends[0]) if aim.top is not None and _cuts(aim) else aim) for word, aim in now.aims
    ]


def _keeps_top(before: Parsed, now: Parsed) -> bool:
    return not now.aims or reverses(now) or _only_orders(now, before) or _other_end(before, now)


def _other_end(before: Parsed, now: Parsed) -> bool:
    """最少的呢 behind 最多的三家: three again, from the other end."""
    ends = [[aim for _, aim in part.aims if aim.operation == "ranking"] for part in (before, now)]
    alone = all(len(aims) == 1 for aims in ends) and len(now.aims) == 1
    said = now.concepts or now.years or now.named or now.scopes or now.groups or now.thresholds or now.told
    return alone and not said and ends[1][0].top is None and {aims[0].order for aims in ends} == {"most", "least"}


def _only_orders(now: Parsed, before: Parsed) -> bool:
    """按比例排 behind the first three is about the first three by rate."""
    cut = before.top is not None or any(aim.top and aim.top < _ALL for _, aim in before.aims)
    return cut and bool(now.aims) and all(aim.plain and not aim.only_last for _, aim in now.aims) and not reverses(now)


def reverses(now: Parsed) -> bool:
    """倒过来排 asks for the other end of the ranking before."""
    return bool(now.aims) and all(word in read_lexicon("words.json")["reversed"] for word, _ in now.aims)


def _cuts(aim: Aim) -> bool:
    return aim.operation == "ranking" and aim.order == "most" and aim.top is not None and aim.top < _ALL


def _words() -> dict[str, Any]:
    return read_lexicon("words.json")


def _bounds(before: Parsed, now: Parsed) -> list[Threshold]:
    """The bounds said now; a number without a comparison takes that of before (门槛降到100件)."""
    if len(now.thresholds) == len(before.thresholds) == 1 and not now.thresholds[0].stated:
        return [replace(now.thresholds[0], operator=before.thresholds[0].operator, stated=before.thresholds[0].stated)]
    return now.thresholds or before.thresholds


def _years(before: Parsed, now: Parsed, names: Names) -> list[tuple[str, Years | RelativeYears]]:
    """The years said now; 上一年 counts from the year that was asked about before."""
    if not now.years:
        trends = any(aim.operation == "trend" for _, aim in before.aims)
        if trends and now.aims and {aim.operation for _, aim in now.aims} <= _TOGETHER:
            # 历年申请量, 平均呢: over the years of the series.
            return before.years or [("", ALL_YEARS)]
        if lists_offices(before) and not before.years and now.aims:
            # What is made of a list over all years is over all years as well.
            return [("", ALL_YEARS)]
        one_year = all(years.first == years.last for _, years in before.years)
        # 历年呢 behind one year asks for the series, 哪一年最高 for one of all years.
        over_years = "which_year" in now.roles or any(aim.operation == "trend" for _, aim in now.aims)
        return [] if one_year and over_years else before.years
    word, year = now.years[0]
    if (
        len(now.years) == len(before.years) == 1
        and any(aim.operation == "comparison" for _, aim in now.aims)
        and not now.groups
    ):
        # Was it more than in 2024: than the year that was asked about.
        return [*before.years, *now.years]
    step = year_step(word, year)
    if len(now.years) > 1 or not step:
        return now.years
    relative = [years for _, years in before.years if isinstance(years, RelativeYears) and years.first == years.last]
    if len(relative) == len(before.years) == 1 and relative[0].first is not None:
        return [(word, RelativeYears(relative[0].first + step, relative[0].first + step))]
    fixed = [years for _, years in before.years if isinstance(years, Years) and years.first == years.last]
    last = names.years[-1] if not before.years else fixed[0].first if len(fixed) == len(before.years) == 1 else None
    return now.years if last is None else [(word, Years(last + step, last + step))]


def _as_condition(before: Parsed, joined: Parsed, now: Parsed) -> Parsed:
    """The list before as a condition of what is now ranked or measured otherwise (不予公开超过10件的, 按比例排)."""
    made_of = any(aim.operation in OF_A_LIST for _, aim in now.aims)
    if not (made_of and lists_offices(before)) or now.thresholds or not before.concepts:
        return joined
    further = [*joined.further, as_condition(before)]
    return replace(joined, told=before.told, further=further, sought=[], thresholds=[], negations=[])
