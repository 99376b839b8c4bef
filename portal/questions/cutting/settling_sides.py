"""Two figures side by side: those added up, those compared or each asked for, and a figure against its peers."""

import re
from dataclasses import replace

from portal.questions.asking.asked_metric import said_of, says_total
from portal.questions.cutting.parts import ALTERNATIVES, SEVERAL_FIGURES, SUM_HELD, Parsed
from portal.questions.plan import Peers
from portal.questions.words.meanings import Aim, Role
from portal.questions.words.metrics import fitting
from portal.questions.words.vocabulary import read_lexicon

_NUMBER: Role = "number"
_TOGETHER = re.compile("(?:合计|之和|加起来|加在一起)(?:的?占比?)?(?:超过|不到|不足|高于|低于|占|达到?|过)")


def with_figures_added(parsed: Parsed, text: str) -> Parsed:
    """不予公开和无法提供一共多少件 adds two figures up: neither is a condition on the other."""
    adds = "total" in parsed.roles or any(aim.operation == "sum" for _, aim in parsed.aims) or says_total(parsed)
    shared = any(item.number.unit == "fraction" for part in (parsed, *parsed.further) for item in part.thresholds)
    if parsed.further and shared and _TOGETHER.search(text):
        # 不予公开和无法提供合计超过一半: a share of both together, which no measure is.
        return replace(parsed, unsupported=[*parsed.unsupported, (parsed.said or text, SUM_HELD)])
    conditions = parsed.thresholds or parsed.negations or parsed.told or parsed.sought or parsed.roles & {"subject"}
    if not adds or not parsed.further or conditions or any(aim.operation == "comparison" for _, aim in parsed.aims):
        return parsed
    plain = [part for part in parsed.further if not (part.thresholds or part.negations or part.sought)]
    has = read_lexicon("telling.json")["has"]
    if len(plain) < len(parsed.further) or any(word in part.said for part in (parsed, *plain) for word in has):
        return parsed
    first, *others = sorted((parsed, *plain), key=lambda part: text.find(part.said))
    return replace(parsed, concepts=first.concepts, said=first.said, further=[], summed=others)


def with_peers(parsed: Parsed) -> Parsed:
    """比同级平均多 holds offices against their peers, as 高于同级平均 does in one word."""
    asked = {aim.operation for _, aim in parsed.aims}
    ways = {aim.way for _, aim in parsed.aims if aim.operation == "comparison" and aim.way}
    statistic = asked - {"comparison"}
    held = len(ways) == 1 and asked & {"average", "median"} and len(statistic) == 1 and "comparison" in asked
    if held and parsed.roles & {"list", "subject"} and not parsed.groups and not parsed.shifts and not parsed.sides:
        word = "".join(word for word, _ in parsed.aims)
        peers = Peers(">" if ways == {"up"} else "<", "average" if statistic == {"average"} else "median")
        return replace(parsed, aims=[], peers=[*parsed.peers, (word, peers)])
    if "peer" in parsed.roles and not parsed.peers:
        return replace(parsed, unknown=[*parsed.unknown, *read_lexicon("words.json")["peer"][:1]])
    return parsed


def with_both_sides(parsed: Parsed, text: str) -> Parsed:
    """新收和办结哪个多, 各多少 has no two conditions: what is compared stands on both sides of 和, 或 or 还是."""
    parsed = _each_of_two(parsed)
    if not any(aim.operation == "comparison" for _, aim in parsed.aims):
        return parsed
    plain = [part for part in parsed.further if not part.thresholds and not part.negations and not part.sought]
    held = len(parsed.concepts) > 1 and not fitting(said_of(parsed))
    if len(plain) != len(parsed.further) or parsed.told or (held and parsed.further):
        # Where the clause has both already, what comes behind it is a condition of its own.
        return parsed
    concepts = [item for part in (parsed, *plain) for item in part.concepts]
    concepts.sort(key=lambda item: text.find(item[0]))
    named = [item for part in (parsed, *plain) for item in part.named]
    unsupported = [item for item in parsed.unsupported if item[1] != ALTERNATIVES]
    sides = concepts if plain else []
    return replace(
        parsed, sides=sides, named=named, unsupported=unsupported, further=[], roles=parsed.roles - {"either"}
    )


def _each_of_two(parsed: Parsed) -> Parsed:
    """焦作予以公开和部分公开各多少 asks for two figures, side by side; of many offices no plan has two."""
    each = "apart" in parsed.roles or {"every", _NUMBER} <= parsed.roles
    listed = parsed.roles & {"list", "subject"} or parsed.thresholds or parsed.negations or parsed.scopes or parsed.told
    plain = all(part.concepts and not (part.thresholds or part.negations or part.sought) for part in parsed.further)
    if not (each and parsed.further and plain) or listed or parsed.aims or parsed.shifts or parsed.groups:
        return parsed
    if len(parsed.named) == 1 and len(parsed.further) == 1 and len(parsed.years) <= 1:
        return replace(parsed, aims=[("", Aim("comparison"))])
    said = [(part.said or parsed.said, SEVERAL_FIGURES) for part in parsed.further[:1]]
    return replace(parsed, unsupported=[*parsed.unsupported, *said])
