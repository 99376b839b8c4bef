"""What is asked behind a sum or a list: a part of it, its share in the whole, those of whom the opposite holds."""

from collections.abc import Callable
from dataclasses import replace

from portal.questions.asking.asked_metric import says_total
from portal.questions.cutting.carried_figures import concepts_kept, only_as_rate
from portal.questions.cutting.carrying_over import lists_offices
from portal.questions.cutting.parts import Parsed
from portal.questions.words.meanings import Concept, Role

_NUMBER: Role = "number"


def behind_it(before: Parsed, earlier: Callable[[], Parsed], now: Parsed) -> Parsed | None:
    """The question that `now` is behind a sum or a list; None where it is none of these.

    `before` is what the conversation came to at the last question, `earlier` gives that of the one before.
    """
    return _part_of_sum(before, now) or _turned_round(before, now) or _share_of_sum(before, earlier, now)


def _part_of_sum(before: Parsed, now: Parsed) -> Parsed | None:
    """其中省级单位有多少 behind what all offices come to: the same sum over these."""
    if "among" in now.roles and now.concepts and _sums(before) and not (now.scopes or now.named or now.thresholds):
        return replace(before, concepts=concepts_kept(before, now), years=now.years or before.years)
    placed = now.scopes or now.named
    # 其中省级单位有多少 is of the sum, not of the offices.
    counts = "among" in now.roles and all(word.endswith("多少") for word, _ in now.aims)
    asks = _NUMBER in now.roles if not now.aims else counts
    only = placed and asks and not (now.concepts or now.thresholds or now.negations)
    if not only or not _sums(before):
        return None
    named = now.named or before.named
    return replace(before, scopes=now.scopes or before.scopes, named=named, years=now.years or before.years)


def _share_of_sum(last: Parsed, earlier: Callable[[], Parsed], now: Parsed) -> Parsed | None:
    """市公安局占几成, or 占几成 behind 其中省级单位有多少: their share in what all come to."""
    asks = only_as_rate(now) or any(aim.operation == "share" for _, aim in now.aims)
    if not asks or now.thresholds or now.negations or now.years or now.told or now.sought:
        return None
    placed = bool(now.scopes or now.named)
    whole, part = (last, now) if placed else (earlier(), last)
    narrowed = placed or (part.concepts == whole.concepts and (part.scopes, part.named) != (whole.scopes, whole.named))
    if not (narrowed and _sums(whole) and whole.concepts):
        return None
    plain = Parsed(concepts=whole.concepts, named=part.named, scopes=part.scopes, roles={_NUMBER})
    return replace(plain, whole=replace(whole, thresholds=[], roles=whole.roles - {"list", "subject"}))


def _turned_round(before: Parsed, now: Parsed) -> Parsed | None:
    """那没被纠正的呢 behind a list of those corrected lists the others, and the other way round."""
    said = [_senses(concept) for _, concept in before.concepts]
    same = bool(now.concepts) and all(_senses(concept) in said for _, concept in now.concepts)
    placed = now.named or now.years or now.scopes or now.aims or now.groups or now.shifts or now.thresholds
    plain = lists_offices(before) and not (before.thresholds or before.further or before.told or before.sought)
    if not (same and plain) or placed or now.told or bool(now.negations) == bool(before.negations):
        return None
    return replace(before, negations=now.negations)


def _sums(before: Parsed) -> bool:
    sums = "total" in before.roles or any(aim.operation == "sum" for _, aim in before.aims) or says_total(before)
    return sums and not any(mention.office for mention in before.named)


def _senses(concept: Concept) -> set[tuple[object, ...]]:
    return {(sense.rows, sense.columns, sense.measures) for sense in concept.senses}
