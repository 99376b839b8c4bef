"""Whether something holds of all offices or of any: 各单位都…吗, 各单位有没有…, did all departments refuse any."""

import re
from dataclasses import replace

from portal.questions.cutting.parts import ALL_OF_THEM, Parsed
from portal.questions.words.meanings import Role
from portal.questions.words.vocabulary import read_lexicon

# Did it, also behind a date: in 2024, did it.
_OPENING = re.compile(r"(?:(?:in|between|from|for|during|over|since|last|compared)[^,?]*, ?)?([a-z]+)")
_ANY = re.compile(
    "有没有|有无|是否有|是不是有|可有|可曾|有这种|有这样|有[^,，]{0,6}(?:单位|机关|区县|部门)[^,，]{0,3}吗"
)
_OFFICES = re.compile("单位|机关|哪家|部门")
_ALL = re.compile("都|均|全|每|所有|各|^(?:did|do|does|have|has|had|are|is|were|was) (?:all|every|each)(?![a-z])")


def opens_whether(text: str) -> str:
    """The word with which a question opens that yes or no answers (did, is, have), also behind a date; "" of others."""
    opening = match[1] if (match := _OPENING.match(text)) else ""
    return opening if opening in read_lexicon("words.json")["opens_yes_no"] else ""


def with_offices_asked(parsed: Parsed, text: str) -> Parsed:
    """A question of yes or no about many offices: of each of them, of any, or named where no plan can tell."""
    asked = {aim.operation for _, aim in parsed.aims}
    collective = [item for item in parsed.aims if item[1].operation == "sum" and (item[1].offices or item[1].scope)]
    spoken = any(_OFFICES.search(word) for word, aim in parsed.aims if aim.operation == "yes_no")
    many = bool(collective or parsed.scopes or parsed.roles & {"every", "subject"} or spoken)
    if "yes_no" not in asked or asked - {"yes_no", "sum"} or not many or any(m.office for m in parsed.named):
        return parsed
    if not collective and asked != {"yes_no"}:
        return parsed
    aims = [item for item in parsed.aims if item not in collective]
    if _ANY.search(text):
        subject: Role = "subject"
        return replace(parsed, aims=aims, roles=(parsed.roles - {"every"}) | {subject})
    if not _ALL.search(text) or parsed.groups or parsed.peers:
        return parsed
    if parsed.told or parsed.shifts or parsed.sought or parsed.further or not parsed.concepts:
        return replace(parsed, unsupported=[*parsed.unsupported, (text, ALL_OF_THEM)])
    each: Role = "every"
    return replace(parsed, aims=aims, roles=(parsed.roles - {"list", "subject"}) | {each})
