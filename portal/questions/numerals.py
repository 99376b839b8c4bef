"""Numbers, thresholds and years as questions write them: 三成, 一百二十件, 3.5万元, 二〇二五年, 2021到2023年."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from portal.questions.meanings import Meaning, Number, NumberRange, RelativeYears, Unit, Years
from portal.questions.vocabulary import read_lexicon

_CHARS = ("〇零", "一", "二两", "三", "四", "五", "六", "七", "八", "九")
DIGITS = {char: value for value, chars in enumerate(_CHARS) for char in chars}
MAGNITUDES = {"十": 10, "百": 100, "千": 1000}
ENGLISH: dict[str, int] = read_lexicon("words.json")["english_numbers"]

_ARABIC = r"\d+(?:,\d{3})*(?:\.\d+)?"
_CHINESE = r"[〇零一二两三四五六七八九十百千万亿]+"
_NUMBER = rf"(?:{_ARABIC}|{_CHINESE})"
_YEAR = r"(?:(?:19|20)\d\d|[一二]\s?[〇零九][〇零一二三四五六七八九]{2})"
_COUNTED = r"件|起|次|份|条|项|宗|例|个(?!单位|机关|部门|地方|地区|县|区|市)"
_ENGLISH_NUMBER = "|".join(sorted(ENGLISH, key=len, reverse=True))


def number(text: str) -> Decimal:
    """The value of a numeral in Arabic, Chinese or English figures: 1,200, 一百二十, 三千五, 2.5万, twenty."""
    if text in ENGLISH:
        return Decimal(ENGLISH[text])
    head, unit = (text[:-1], text[-1]) if len(text) > 1 and text[-1] in "万亿" and text[0].isdecimal() else (text, "")
    scale = {"万": 10_000, "亿": 100_000_000, "": 1}[unit]
    return (Decimal(head.replace(",", "")) if head[0].isdecimal() else Decimal(_chinese(head))) * scale


def _chinese(text: str) -> int:
    for char, scale in (("亿", 100_000_000), ("万", 10_000)):
        if char in text:
            above, below = text.split(char, 1)
            return (_chinese(above) if above else 1) * scale + (_chinese(below) if below else 0)
    if not set(text) & set(MAGNITUDES):
        return int("".join(str(DIGITS[char]) for char in text))
    total, digit, magnitude = 0, None, 1
    for char in text:
        if char in MAGNITUDES:
            magnitude = MAGNITUDES[char]
            total += (1 if digit is None else digit) * magnitude
            digit = None
        else:
            digit = DIGITS[char]
            magnitude = 10 if digit == 0 else magnitude
    # 三千五 is 3500, 三千零五 is 3005.
    return total + (digit or 0) * (magnitude // 10 or 1)


def _year(text: str) -> int:
    return int("".join(char if char.isdecimal() else str(DIGITS[char]) for char in text.replace(" ", "")))


def _percent(match: re.Match[str]) -> Number:
    return Number(number(match["n"]) / 100, "fraction")


def _part(match: re.Match[str]) -> Meaning:
    whole = number(match["whole"])
    return Number(number(match["n"]) / whole, "fraction") if whole else NumberRange()


def _tenths(match: re.Match[str]) -> Number:
    return Number((number(match["n"]) + (Decimal("0.5") if match["half"] else 0)) / 10, "fraction")


def _half(match: re.Match[str]) -> Number:
    return Number(Decimal("0.5"), "fraction")


def _counted(match: re.Match[str]) -> Meaning:
    return _exact(match["n"], "count")


def _plain(match: re.Match[str]) -> Meaning:
    return _exact(match[0], "")


def _exact(text: str, unit: Unit) -> Meaning:
    # 两三件 is a guess, no number.
    vague = len(text) > 1 and set(text) <= set(DIGITS) - set("〇零")
    return NumberRange() if vague else Number(number(text), unit)


def _range(match: re.Match[str]) -> NumberRange:
    return NumberRange()


def _money(match: re.Match[str]) -> Number:
    return Number(number(match["n"]) * (10_000 if match["wan"] == "万" else 100_000_000 if match["wan"] else 1), "yuan")


def _span(match: re.Match[str]) -> Years:
    return Years(_year(match["a"]), _year(match["b"]))


def _one(match: re.Match[str]) -> Years:
    return Years(_year(match["a"]), _year(match["a"]))


def _recent(match: re.Match[str]) -> RelativeYears:
    return RelativeYears(-int(number(match["n"])), -1)


def _since(match: re.Match[str]) -> Years:
    return Years(_year(match["a"]), None)


def _after(match: re.Match[str]) -> Years:
    return Years(_year(match["a"]) + 1, None)


def _before(match: re.Match[str]) -> Years:
    return Years(None, _year(match["a"]) - 1)


def _until(match: re.Match[str]) -> Years:
    return Years(None, _year(match["a"]))


def _short(match: re.Match[str]) -> Years:
    return Years(2000 + int(match["a"]), 2000 + int(match["a"]))


_A_YEAR = rf"(?P<a>{_YEAR})"
_TO = r"\s?(?:-|~|—+|–|至|到|to|and|through|until)\s?"
_SPANS: tuple[tuple[str, Callable[[re.Match[str]], Meaning]], ...] = (
    (rf"(?:从|自|from |between )?{_A_YEAR}(?:年度?)?{_TO}(?P<b>{_YEAR})(?!\d)(?:年度?)?(?:之间|期间)?", _span),
    (rf"{_A_YEAR}年度?(?:以来|起|及以后|开始)", _since),
    (rf"(?:自|从){_A_YEAR}年?(?:以来|起|开始|以后)?", _since),
    (rf"{_A_YEAR}年度?(?:以后|之后)", _after),
    (rf"{_A_YEAR}年度?(?:以前|之前)", _before),
    (rf"(?:since|from) {_A_YEAR}(?: on| onward| onwards)?(?![\d-])", _since),
    (rf"after {_A_YEAR}(?![\d-])", _after),
    (rf"before {_A_YEAR}(?![\d-])", _before),
    (rf"(?:until|up to|through) {_A_YEAR}(?![\d-])", _until),
    (rf"(?<!\d){_A_YEAR}(?!\d)(?:年度?)?", _one),
    (r"(?<!\d)(?P<a>\d\d)年(?!前|内|来)", _short),
    (rf"(?:近|最近|过去|前)(?P<n>{_NUMBER})年(?:来|间|里|内)?", _recent),
    (rf"(?:in )?(?:the )?(?:last|past|previous) (?P<n>\d+|{_ENGLISH_NUMBER}) years", _recent),
)
_AMOUNTS: tuple[tuple[str, Callable[[re.Match[str]], Meaning]], ...] = (
    (rf"(?P<n>{_ARABIC}) ?(?:%|percent|per cent)", _percent),
    (rf"百分之(?P<n>{_NUMBER})", _percent),
    (r"(?P<n>[一二两三四五六七八九]|\d)成(?P<half>半)?", _tenths),
    (rf"(?P<whole>{_NUMBER})分之(?P<n>{_NUMBER})", _part),
    (r"一半|半数|half(?![a-z])", _half),
    (rf"(?P<n>{_ARABIC}|{_CHINESE}?)(?P<wan>[万亿])?元", _money),
    (rf"{_NUMBER}(?:{_COUNTED})?(?:到|至|-|~){_NUMBER}(?:{_COUNTED}|[万亿]?元|%)", _range),
    (rf"between (?:\d+|{_ENGLISH_NUMBER}) and (?:\d+|{_ENGLISH_NUMBER})", _range),
    (rf"(?:[几数][十百千万亿]+|[十百千万]+几[万亿]?|{_NUMBER}[几多余来][万亿]?)(?:{_COUNTED}|元)?", _range),
    (rf"(?P<n>{_ARABIC}[万亿]?|{_CHINESE})(?:{_COUNTED})", _counted),
    (rf"{_ARABIC}[万亿]?|{_CHINESE}", _plain),
    (rf"(?:{_ENGLISH_NUMBER})(?![a-z])", _plain),
)
_PATTERNS = tuple((re.compile(pattern), make) for pattern, make in (*_SPANS, *_AMOUNTS))


def candidates(text: str) -> Iterator[tuple[int, int, Meaning]]:
    """Every number and year in a folded text as start, end and meaning; overlapping ones all."""
    for pattern, make in _PATTERNS:
        for match in pattern.finditer(text):
            if match[0] and not _inside_word(text, match.start(), match.end()):
                yield match.start(), match.end(), make(match)


def _inside_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return (_latin(before) and _latin(text[start])) or (_latin(text[end - 1]) and _latin(after))


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
