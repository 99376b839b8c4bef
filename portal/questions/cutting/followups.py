"""A question that leaves out what the one before it said: 那2023年呢, 换成焦作, 只看区县, 按比例排."""

import re
from collections.abc import Sequence
from dataclasses import replace

from portal.questions.asking.asked_metric import said_of
from portal.questions.cutting.carried_figures import concepts_kept, only_outcome
from portal.questions.cutting.carrying_over import (
    OF_A_LIST,
    OFFICES,
    as_condition,
    as_growth,
    joined,
    lists_offices,
    only_kind,
)
from portal.questions.cutting.following_sums import behind_it
from portal.questions.cutting.going_on import (
    asks_of_the_same,
    asks_others,
    leaves_out,
    of_those,
    of_year_before,
    only_moves,
)
from portal.questions.cutting.parts import ALTERNATIVES, Parsed
from portal.questions.cutting.reading import parsed_text
from portal.questions.cutting.settling_whether import opens_whether
from portal.questions.words.fold import fold
from portal.questions.words.meanings import Aim
from portal.questions.words.metrics import fitting
from portal.questions.words.names import Names
from portal.questions.words.vocabulary import read_lexicon

_TO_WHAT = re.compile(
    r"(?:and )?(?:up |down )?to (?:what|how many)|(?:那)?(?:增加|升|增|涨|降|减少?|变)?(?:到|至|成)了?(?:几|多少)"
)


def in_context(parsed: Parsed, context: Sequence[str], names: Names, text: str) -> tuple[Parsed, str | None]:
    """The question with what it leaves out taken from the last one that says it, and that one's words."""
    if not context:
        return parsed, None
    before, asked = _said_before(context, names)
    if asked is not None and (share := _share_of_it(before, parsed)) is not None:
        return share, asked
    both, asked = _joined(parsed, (before, asked), context, names, text)
    if "either" not in both.roles or any(_same_choice(both, said) for said in (parsed, before)):
        return both, asked
    # 其中申请超过100件的 behind 被纠正或败诉的: one condition and one of two.
    return replace(both, unsupported=[*both.unsupported, (both.said or text, ALTERNATIVES)]), asked


def _same_choice(both: Parsed, said: Parsed) -> bool:
    """Whether the conditions of which one will do are those of this question and no others."""
    own = [
        (part.concepts, part.further, part.told, part.sought, part.thresholds, part.negations) for part in (both, said)
    ]
    return "either" in said.roles and own[0] == own[1]


def _joined(
    parsed: Parsed, said: tuple[Parsed, str | None], context: Sequence[str], names: Names, text: str
) -> tuple[Parsed, str | None]:
    before, asked = said
    of_the_same, against_it = asks_of_the_same(parsed), only_kind(parsed)
    among = "among" in parsed.roles or of_those(parsed)
    only_years, of_report, narrows = asks_others(parsed) and not among, _asks_of_report(parsed), _narrows(parsed, text)
    goes_on = of_the_same or of_year_before(parsed) or against_it or only_years or among or of_report or narrows
    parsed = _of_its_cases(before, _of_those_each(before, parsed))
    if not (goes_on or leaves_out(parsed)):
        return _continued(parsed, before, asked, text)
    if asked is not None and of_report and _says_which(before) and not (against_it and before.told):
        return _of_report(before, parsed), asked
    stands_alone = asked is None or (of_the_same and not (before.named or among)) or (against_it and not before.told)
    stands_alone = stands_alone or (of_those(parsed) and not lists_offices(before) and not leaves_out(parsed))
    if stands_alone or (parsed.whole and not parsed.named):
        return _continued(parsed, before, asked, text)
    if (behind := behind_it(before, lambda: _said_before(context[:-1], names)[0], parsed)) is not None:
        return behind, asked
    if only_years:
        return replace(parsed, years=before.years, scopes=parsed.scopes or before.scopes), asked
    narrows = narrows or ("whose" in parsed.roles and bool(before.told and parsed.concepts and not before.concepts))
    if narrows and "among" not in parsed.roles and (not leaves_out(parsed) or _of_another_figure(before, parsed)):
        return (_narrowed(before, parsed), asked) if _may_narrow(before) else (parsed, None)
    if of_report and not leaves_out(parsed) and not against_it:
        return parsed, None
    those = lists_offices(before) and bool(parsed.aims) and {aim.operation for _, aim in parsed.aims} <= OF_A_LIST
    if "refers" in parsed.roles and not (before.named or parsed.named or against_it or those):
        # 它 is whoever came out first, which the question before does not name.
        return replace(parsed, unknown=[*parsed.unknown, *_pointing(parsed, text)]), None
    if (which := [word for word, item in parsed.groups if item.which]) and not parsed.concepts:
        # 哪个市的 behind a list asks of each where it lies, which no plan says.
        return replace(parsed, unknown=which), None
    if "among" in parsed.roles:
        return _among(before, parsed, names), asked
    both = as_growth(before, parsed) or joined(_as_figure(before, text), parsed, names)
    both.aims = [*both.aims, *_whether_again(asked, parsed)]
    if text.startswith(tuple(read_lexicon("words.json")["adds_office"])) and parsed.named and before.named:
        both = replace(both, named=[*before.named, *parsed.named])
    return both, asked


def _whether_again(asked: str | None, now: Parsed) -> list[tuple[str, Aim]]:
    """Did it in 2023, and in 2024: yes or no again."""
    opening = opens_whether(fold(asked)) if asked and only_moves(now) else None
    return [(opening, Aim("yes_no"))] if opening else []


def _as_figure(before: Parsed, text: str) -> Parsed:
    """By how much did it rise, and to what number: the figure itself, and no change of it."""
    to_what = before.shifts and len(before.named) == 1 and _TO_WHAT.match(text)
    return replace(before, shifts=[], aims=[]) if to_what else before


def _share_of_it(before: Parsed, now: Parsed) -> Parsed | None:
    """占全市多少 behind one office's figure: the share of that figure in the whole of the city."""
    bare = not (now.concepts or now.named or now.whole or now.years or now.unknown or now.unsupported)
    place = bool(now.aims) and all(aim.place for _, aim in now.aims)
    one = len(before.named) == 1 and bool(before.concepts) and not (before.aims or before.shifts or before.further)
    asks = "of_whole" in now.roles and bare and place and one
    return replace(before, whole=Parsed(aims=now.aims)) if asks else None


def _of_those_each(before: Parsed, now: Parsed) -> Parsed:
    """公开率分别是多少 behind a list is of those listed, as 他们的公开率 is."""
    placed = now.named or now.years or now.scopes or now.groups or now.aims or now.shifts or now.roles & OFFICES
    each = lists_offices(before) and bool(now.concepts) and now.roles >= {"number", "apart"} and not placed
    return replace(now, roles=now.roles | {"refers"}) if each else now


def _of_its_cases(before: Parsed, now: Parsed) -> Parsed:
    """被纠正不止一件的呢: an outcome alone is of the cases that were asked about."""
    outcome = before.concepts and only_outcome(now) and not (now.told or now.sought)
    return replace(now, concepts=concepts_kept(before, now)) if outcome else now


def _continued(parsed: Parsed, before: Parsed, asked: str | None, text: str) -> tuple[Parsed, str | None]:
    """同一年里谁的公开率最高, 换成诉讼谁最多: a whole question that goes on is of the years and offices of before."""
    # 哪一年最多 behind one office asks of it.
    of_it = "which_year" in parsed.roles and not parsed.named
    continues = parsed.whole or of_it or any(word in text for word in read_lexicon("words.json")["continues"])
    if asked is None or not continues or not parsed.read:
        return parsed, None
    placed = (
        parsed.named or parsed.scopes or parsed.groups or (parsed.whole and (parsed.whole.named or parsed.whole.scopes))
    )
    years = parsed.years or ([] if "newest" in parsed.roles else before.years)
    named, scopes = (parsed.named, parsed.scopes) if placed else (before.named, before.scopes)
    if (years, named, scopes) == (parsed.years, parsed.named, parsed.scopes):
        return parsed, None
    return replace(parsed, years=years, named=named, scopes=scopes), asked


def _said_before(context: Sequence[str], names: Names) -> tuple[Parsed, str | None]:
    """What the questions before come to, and the last one that asks for something."""
    before, asked = Parsed(), None
    for earlier in context:
        said = parsed_text(earlier, names)
        if not said.read:
            continue
        of_same = bool(before.named) and asks_of_the_same(said)
        if asked is not None and (of_same or leaves_out(said) or (only_kind(said) and before.told)):
            before = joined(before, said, names)
        elif said.concepts or said.sought or said.told:
            before, asked = said, earlier.strip()
    return before, asked


def _among(before: Parsed, now: Parsed, names: Names) -> Parsed:
    """其中败诉的 behind a list asks for those of the list; of anything else than a list it cannot be told."""
    if not lists_offices(before):
        if _of_fewer(before, now):
            return joined(before, replace(now, roles=now.roles - {"among"}), names)
        return replace(now, unknown=[*now.unknown, read_lexicon("words.json")["among"][0]])
    if "number" in now.roles and "cases" not in now.roles and not now.aims:
        # How many of them lost: how many offices did.
        now = replace(now, aims=[("", Aim("count"))], roles=now.roles - {"number"})
    both = joined(before, now, names)
    if not now.concepts:
        # 其中说人手不足的: the list stays, with one condition more.
        return replace(
            both,
            concepts=before.concepts,
            thresholds=now.thresholds or before.thresholds,
            told=[*before.told, *now.told],
            sought=[*before.sought, *now.sought],
            # Of those, more than two: both bounds hold.
            further=[*before.further, *([as_condition(before)] if now.thresholds else [])],
        )
    kept = [as_condition(before)] if before.concepts or before.sought else []
    if now.years and before.years:
        # Those of 2025, did any also lose in 2024: the first condition stays in its year.
        kept = [replace(part, years=before.years) for part in kept]
    return replace(
        both,
        thresholds=now.thresholds,
        negations=now.negations,
        told=before.told,
        further=[*before.further, *now.further, *kept],
        roles=both.roles | OFFICES,
    )


def _of_fewer(before: Parsed, now: Parsed) -> bool:
    """Whether the same figure is asked for of fewer: 复议多少件，其中被纠正的几件; 一共收到多少，其中部门多少."""
    narrowed = any(item in before.concepts for item in concepts_kept(before, now))
    figure = "number" in now.roles or not now.roles & OFFICES
    one_figure = "number" in now.roles & before.roles
    if len(before.named) == 1 and figure and now.concepts and (narrowed or one_figure):
        return True
    summed = bool(before.aims) and all(aim.operation in ("sum", "average", "median") for _, aim in before.aims)
    return bool(summed and now.scopes) and not (now.concepts or now.named or now.told)


def _asks_of_report(now: Parsed) -> bool:
    """报告里说了什么问题, 有没有算错 behind a question about one office are about its report."""
    placed = now.named or now.years or now.scopes or now.groups or "newest" in now.roles
    beside = now.unknown or now.unsupported or now.concepts or now.thresholds or now.further or now.shifts
    lists = "subject" in now.roles or now.roles >= {"report", "list"}
    return bool(now.sought or (now.told and only_kind(now))) and not (placed or beside or lists)


def _says_which(before: Parsed) -> bool:
    """Whether a question says which reports it is about: those of one office, or with findings or passages."""
    return len(before.named) == 1 or bool((before.sought or before.told) and (before.years or before.scopes))


def _of_report(before: Parsed, now: Parsed) -> Parsed:
    return replace(now, named=before.named, years=before.years, scopes=before.scopes)


def _of_another_figure(before: Parsed, now: Parsed) -> bool:
    """只看申请超过100件的 behind a list by another figure is one condition more, not another bound."""
    if before.told and not before.concepts:
        return bool(now.concepts)
    one, other = ({reading.key for reading in fitting(said_of(part))} for part in (before, now))
    return bool(one) and not one & other and not any(aim.operation != "ranking" for _, aim in before.aims)


def _narrows(now: Parsed, text: str) -> bool:
    """申请超过100件的, 哪些提到了培训 behind a list are conditions on it: they name no offices of their own."""
    placed = now.named or now.years or now.scopes or now.groups or "newest" in now.roles
    beside = bool(now.unknown or now.unsupported or now.aims or now.shifts or now.peers or now.sought)
    asks = now.roles & {"subject", "number", "every", "which_year", "since", "report", "total"}
    told = bool(now.told) and not only_kind(now) and "list" in now.roles
    adds = text.startswith(tuple(read_lexicon("words.json")["adds"]))
    bounded = bool(now.concepts) and bool(now.thresholds or now.negations or "list" in now.roles or adds)
    return (told or bounded) and not (placed or beside or asks)


def _may_narrow(before: Parsed) -> bool:
    """Whether a condition more can be added: to a list, or to what ranks or has passages."""
    ranks = any(aim.operation == "ranking" for _, aim in before.aims) and len(before.aims) == 1
    reports = before.roles & {*OFFICES, "report"}
    return lists_offices(before) or ranks or bool((before.told or before.sought) and reports)


def _narrowed(before: Parsed, now: Parsed) -> Parsed:
    """The question before with these conditions beside its own."""
    if now.told:
        return replace(before, told=[*before.told, *now.told])
    if before.sought and not before.concepts:
        condition = replace(now, sought=[*now.sought, *before.sought], years=before.years, named=before.named)
        return replace(condition, scopes=before.scopes, roles=now.roles | before.roles)
    if before.told and not before.concepts:
        condition = replace(now, told=before.told, years=before.years, named=before.named, scopes=before.scopes)
        return replace(condition, roles=now.roles | before.roles)
    if before.aims:
        return replace(before, further=[*before.further, as_condition(now)])
    # The figure asked for last is the one shown.
    kept = [*before.further, as_condition(before)] if before.concepts or before.sought else before.further
    return replace(
        before,
        concepts=now.concepts,
        thresholds=now.thresholds,
        negations=now.negations,
        sought=[],
        further=[*kept, *now.further],
        roles=before.roles | OFFICES,
    )


def _pointing(parsed: Parsed, text: str) -> list[str]:
    """The word that points at offices, as it was written."""
    said = sorted((word for word in read_lexicon("words.json")["refers"] if word in text), key=len, reverse=True)
    return [] if parsed.named else said[:1]
