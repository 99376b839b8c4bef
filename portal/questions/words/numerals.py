"""Numbers, thresholds and years as questions write them: 三成, 一百二十件, 3.5万元, 二〇二五年, 2021到2023年."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise

from portal.questions.words.fractions import PATTERNS as FRACTIONS
from portal.questions.words.meanings import (
    Compare,
    Meaning,
    Number,
    NumberRange,
    RelativeYears,
    Unit,
    Unsupported,
    Years,
)
from portal.questions.words.spoken_numbers import (
    DIGITS,
    ENGLISH,
    ENGLISH_SCALES,
    SCALES,
    chinese,
    number,
    spoken,
)

_MOST_YEARS_BACK = 100
_MONTHS = Unsupported("trend", "月份和季度", "months and quarters")

_ARABIC = r"\d+(?:,\d{3})*(?:\.\d+)?"
_CHINESE = r"[〇零一二两三四五六七八九十百千万亿]+"
_NUMBER = rf"(?:{_ARABIC}|{_CHINESE})"
_YEAR = r"(?:(?:19|20)\d\d|[一二]\s?[〇零九][〇零一二三四五六七八九]{2}|[两二]千零?[一二三四]?十[一二三四五六七八九]?)"
_COUNTED = (
    r"条(?:政府)?信息|件|起|次|回(?![复应])|份|条|项|宗|例|笔|桩|场(?!所)|个(?!单位|机关|部门|地方|地区|县|区|市)"
)
_ENGLISH_NUMBER = "|".join(sorted(ENGLISH, key=len, reverse=True))
_ENGLISH_SCALE = "|".join(ENGLISH_SCALES)
# a hundred, two hundred and fifty, twenty-five, 10 million
_SPOKEN = (
    rf"(?:(?:a|{_ARABIC}|{_ENGLISH_NUMBER}) (?:{_ENGLISH_SCALE})"
    rf"(?:(?: and | |-)(?:{_ENGLISH_NUMBER}|{_ENGLISH_SCALE}))*"
    rf"|(?:{_ENGLISH_NUMBER})-(?:{_ENGLISH_NUMBER}))(?![a-z])"
)
_ABOUT = "约|大约|大概|将近|接近|近|差不多"
_ABOUT_ENGLISH = "(?<!what )(?<!how )about|around|roughly|nearly|almost|approximately|some|circa"
# 过百 and 上百 set a bound where 百 alone is none; 收到过百件 is 收到 and 过百件.
_STOCK = re.compile("有效|结转|没办完|未办|没审|未审|尚未|积压|in force|in effect|valid|pending|carried|unfinished")
_BOUND_BEHIND = re.compile("及?以[上下内]|或以[上下]|起|开外")
_BOUND_BEFORE = re.compile(r"(?:过|破|上|超|逾|满|达|足|于|不到)$")


def _year(text: str) -> int:
    if "千" in text:
        return chinese(text)
    return int("".join(char if char.isdecimal() else str(DIGITS[char]) for char in text.replace(" ", "")))


def _percent(match: re.Match[str]) -> Number:
    return Number(number(match["n"]) / 100, "fraction")


def _spoken_percent(match: re.Match[str]) -> Number:
    return Number(spoken(match["n"]) / 100, "fraction")


def _part(match: re.Match[str]) -> Meaning:
    whole = number(match["whole"])
    return Number(number(match["n"]) / whole, "fraction") if whole else NumberRange()


def _tenths(match: re.Match[str]) -> Number:
    rest = Decimal("0.5") if match["half"] else number(match["rest"]) / 10 if match["rest"] else Decimal(0)
    return Number((number(match["n"]) + rest) / 10, "fraction")


def _half(match: re.Match[str]) -> Number:
    return Number(Decimal("0.5"), "fraction")


def _said(match: re.Match[str]) -> Number:
    return Number(spoken(match["n"]), "yuan" if match["yuan"] else "")


def _counted(match: re.Match[str]) -> Meaning:
    return _exact(match, match["n"], "count")


def _years(match: re.Match[str]) -> Number:
    return Number(number(match["n"]), "years")


def _plain(match: re.Match[str]) -> Meaning:
    return _exact(match, match[0], "")


def _exact(match: re.Match[str], text: str, unit: Unit) -> Meaning:
    # 两三件, 二三十件 are guesses, no numbers; so is 百件 without a word that sets a bound.
    digits = set(DIGITS) - set("〇零")
    paired = any(one in digits and other in digits for one, other in pairwise(text))
    bounded = _BOUND_BEFORE.search(match.string[: match.start()]) or _BOUND_BEHIND.match(match.string[match.end() :])
    bare = set(text) <= set(SCALES) and not bounded
    return NumberRange() if bare or (paired and not set(text) & set("〇零")) else Number(number(text), unit)


def _above(match: re.Match[str]) -> Compare:
    return Compare(">=" if match[0] == "上" else ">", None)


def _month(match: re.Match[str]) -> Unsupported:
    return _MONTHS


def _vague(match: re.Match[str]) -> NumberRange:
    return NumberRange()


def _range(match: re.Match[str]) -> NumberRange:
    """Both ends in the unit of the last one, where only that has one (5到10件, 10-20%, 三到五成)."""
    begin, end = match["a"], match["b"]
    last = _amount(end)
    scale = next((char for char in "万亿" if char in end and last and last.unit == "yuan"), "")
    begin = f"{begin}{scale}" if begin[-1] in "0123456789" or begin[-1] in DIGITS else begin
    first = _amount(begin, last.unit) if last else None
    return NumberRange((first, last)) if first and last and first.value <= last.value else NumberRange()


def _amount(text: str, unit: Unit = "") -> Number | None:
    """One end of a range with its unit, else with the unit of the other end."""
    spoken = text.strip()
    for pattern, make in _ENDS:
        if (match := pattern.fullmatch(spoken)) and isinstance(meaning := make(match), Number):
            break
    else:
        return None
    if meaning.unit or not unit:
        return meaning
    tenths = Decimal("0.1") if spoken[0] in DIGITS else Decimal("0.01")
    return Number(meaning.value * (tenths if unit == "fraction" else 1), unit)


def _money(match: re.Match[str]) -> Number:
    return Number(number(match["n"]) * (10_000 if match["wan"] == "万" else 100_000_000 if match["wan"] else 1), "yuan")


def _span(match: re.Match[str]) -> Years:
    return Years(_year(match["a"]), _year(match["b"]))


def _one(match: re.Match[str]) -> Years:
    return Years(_year(match["a"]), _year(match["a"]))


def _recent(match: re.Match[str]) -> Meaning:
    back = 2 if match["n"] == "couple of" else int(number(match["n"]))
    # 近2021年 is no span of years.
    return RelativeYears(-back, -1) if back <= _MOST_YEARS_BACK else NumberRange()


def _since(match: re.Match[str]) -> Years:
    return Years(_year(match["a"]), None)


def _after(match: re.Match[str]) -> Years:
    return Years(_year(match["a"]) + 1, None)


def _before(match: re.Match[str]) -> Years:
    return Years(None, _year(match["a"]) - 1)


def _prior(match: re.Match[str]) -> Years:
    return Years(_year(match["a"]) - 1, _year(match["a"]) - 1)


def _until(match: re.Match[str]) -> Years:
    # What is in force is counted at the end of a year, not over the years.
    year = _year(match["a"])
    return Years(year if _STOCK.search(match.string) else None, year)


def _short(match: re.Match[str]) -> Years:
    return Years(2000 + int(match["a"]), 2000 + int(match["b"] if "b" in match.groupdict() else match["a"]))


_END = rf"(?:百分之{_CHINESE}|{_NUMBER}(?:成半?|%|[万亿]?元|{_COUNTED})?)"
_B = rf"(?P<b>百分之{_CHINESE}|{_NUMBER}(?:成半?|%|[万亿]?元|{_COUNTED}))"
_ENGLISH_END = rf"(?:{_SPOKEN}|{_ARABIC}(?: ?(?:%|percent|per cent))?|(?:{_ENGLISH_NUMBER})(?: percent| per cent)?)"
_A_YEAR = rf"(?P<a>{_YEAR})"
_TO = rf"\s?(?:-|~|—+|–|至|到|to|through|until|[和与跟同](?={_YEAR}年?(?:之间|间)))\s?"
_DURING = "(?:之间|期间|以内|之内|间|内|里|中|当中)?"
_SPANS: tuple[tuple[str, Callable[[re.Match[str]], Meaning]], ...] = (
    (
        rf"(?:从|自|from |between )?{_A_YEAR}(?:年度?)?(?:起算|算起|开始算|起|开始)?{_TO}(?P<b>{_YEAR})(?!\d)"
        rf"(?:年度?{_DURING})?",
        _span,
    ),
    (r"(?:从|自)(?P<a>\d\d)年?(?:一路|一直|起)?(?:列|排|看|数|算)?(?:到|至)(?P<b>\d\d)年", _short),
    (rf"between {_A_YEAR} and (?P<b>{_YEAR})(?!\d)", _span),
    (rf"(?<!\d)(?P<a>\d\d)年?(?:至|到|-|~)(?P<b>\d\d)年(?![前来])度?{_DURING}", _short),
    (r"(?<!\d)(?P<a>[12]\d)(?:至|到|-|~)(?P<b>[12]\d)(?=,?(?:逐年|历年|每年|各年|一年一年|分年|按年))", _short),
    (r"(?<!\d)(?P<a>[12]\d)(?=[、和跟与,][12]\d(?:年|这两年|两年))", _short),
    (r"(?<=\d[、和跟与,])(?P<a>[12]\d)(?=(?:这)?两年)", _short),
    (
        rf"(?:自|从)?{_A_YEAR}年?度?(?:以来|及以后|及之后|及其后|起|开始)?(?:一直)?(?:至今|到现在|到今天|到目前|直到现在|迄今)",
        _since,
    ),
    (rf"{_A_YEAR}年度?(?:以来|来(?!的?(?:电|信|访|函|件))|起|往后|及以后|及之后|及其后|开始)", _since),
    (rf"(?:自|从){_A_YEAR}年?(?!度?(?:来看|看(?![起到])|的))度?(?:以来|起|开始|以后|看起|算起)?", _since),
    (rf"{_A_YEAR}年度?(?:以后|之后)[(,]?(?:含|包括|包含)(?:(?P=a)年?|当年|本年|该年)\)?", _since),
    (rf"{_A_YEAR}年度?(?:以前|之前)[(,]?(?:含|包括|包含)(?:(?P=a)年?|当年|本年|该年)\)?", _until),
    (rf"{_A_YEAR}年度?(?:以后|之后)[(,]?不(?:含|包括|包含|算)(?:(?P=a)年?|当年|本年|该年)\)?", _after),
    (rf"{_A_YEAR}年度?(?:以前|之前)[(,]?不(?:含|包括|包含|算)(?:(?P=a)年?|当年|本年|该年)\)?", _before),
    (rf"{_A_YEAR}年度?的(?:前|上)一年", _prior),
    (rf"the year before {_A_YEAR}(?![\d-])", _prior),
    (rf"up to and including {_A_YEAR}(?![\d-])", _until),
    (rf"{_A_YEAR}年度?(?:以后|之后)", _after),
    (rf"{_A_YEAR}年度?(?:以前|之前)", _before),
    (rf"(?:截至|截止|截止到|截至到){_A_YEAR}年?度?(?:年?底|末|为止)?(?:\((?:含|包括)\))?", _until),
    (rf"{_A_YEAR} (?:or|and) (?:later|after|onwards?)", _since),
    (rf"(?:截至|截止|截止到|到|至){_A_YEAR}年?度?(?:年?底|末)?为止", _until),
    (rf"{_A_YEAR}年度?(?:及以前|及之前|及其以前|及更早)", _until),
    (
        rf"(?:since|from) {_A_YEAR}(?: onwards?| on| to the present| to now| till now| until now)?(?![\d-])",
        _since,
    ),
    (rf"after {_A_YEAR}(?![\d-])", _after),
    (rf"before {_A_YEAR}(?![\d-])", _before),
    (
        rf"(?:(?:until|till|up to|up until|through|as of|as at)(?: the end of)?|by the end of) {_A_YEAR}(?![\d-])",
        _until,
    ),
    (rf"(?<!\d){_YEAR}/\d\d(?!\d)", _month),
    (rf"(?<!\d){_A_YEAR}(?!\d)(?:年度?)?", _one),
    (rf"(?<!\d){_A_YEAR}(?=年)", _one),
    (rf"(?<![近去前])(?!{_YEAR})(?P<n>{_NUMBER})年(?:以来|来)", _recent),
    (r"(?<!\d)(?P<a>\d\d)年(?!前|内|来)", _short),
    (rf"(?!最近一年)(?:近|最近|过去|过去的|前|这(?!一年))(?P<n>{_NUMBER})年(?:以来|来|间|里|内|中|当中)?", _recent),
    (
        rf"(?:(?:in|over|during|within|for|throughout) )?(?:the )?(?:last|past|previous) "
        rf"(?P<n>\d+|couple of|{_ENGLISH_NUMBER}) years",
        _recent,
    ),
    (
        r"(?<![\d一二三四五六七八九十])(?:\d\d?|十[一二]?|[一二三四五六七八九])(?:月?(?:-|至|到)(?:\d\d?|[一二三四五六七八九十]+))?月(?:份|底|初|末)?",
        _month,
    ),
)
_AMOUNTS: tuple[tuple[str, Callable[[re.Match[str]], Meaning]], ...] = (
    (rf"(?P<n>{_ARABIC}) ?(?:%|percent|per cent)", _percent),
    (rf"(?<!-)(?P<n>{_SPOKEN}|{_ENGLISH_NUMBER}) (?:percent|per cent)(?![a-z])", _spoken_percent),
    (rf"百分之(?P<n>{_NUMBER})", _percent),
    (rf"(?P<n>{_NUMBER}) ?(?:个?百分点|percentage points?)", _percent),
    (
        r"(?P<n>[一二两三四五六七八九]|\d)成(?:(?P<half>半)|(?P<rest>[一二三四五六七八九](?![件成到至十百千万])))?",
        _tenths,
    ),
    (rf"(?P<whole>{_NUMBER})分之(?P<n>{_NUMBER})", _part),
    (r"(?<![\d/])(?P<n>\d)/(?P<whole>\d\d?)(?![\d/])", _part),
    *FRACTIONS,
    (r"一半|半数|(?<=过)半(?:数|(?![年天月个]))|(?:a |one )?half(?![a-z])", _half),
    (r"(?<![超越通经不])过(?=[半百千万亿])|破(?=[百千万亿])|(?<![以网])上(?=[百千万亿])", _above),
    (rf"(?P<n>{_ARABIC}|{_CHINESE}?)(?P<wan>[万亿])?(?:元|块(?:钱)?)", _money),
    (rf"(?P<n>{_SPOKEN}|{_ARABIC}(?= ?(?:yuan|rmb)))(?P<yuan> ?(?:yuan|rmb)(?![a-z]))?", _said),
    (rf"(?:介于|在)?(?P<a>{_END})(?:到|至|-|~){_B}(?:之间|以内|之内|区间|范围内)?", _range),
    (rf"(?:介于|在)?(?P<a>{_END})(?:和|与|及|、|到|至|-|~)(?P<b>{_END})之间", _range),
    (rf"介于(?P<a>{_END})(?:和|与|及|、|到|至|-|~)(?P<b>{_END})", _range),
    (rf"(?:between|from) (?P<a>{_ENGLISH_END}) (?:and|to) (?P<b>{_ENGLISH_END})", _range),
    (rf"(?P<a>{_ENGLISH_END})(?: to |(?<=[\d%])[-–](?=\d))(?P<b>{_ENGLISH_END})", _range),
    (rf"-{_NUMBER}(?:成|%|[万亿]?元|{_COUNTED})?", _vague),
    (rf"(?:[几数][十百千万亿]+|[十百千万]+几[万亿]?|{_NUMBER}[几多余来][万亿]?)(?:{_COUNTED}|元)?", _vague),
    (rf"(?:{_ABOUT}){_NUMBER}(?:成|%|[万亿]?元|{_COUNTED})?(?!年)", _vague),
    (rf"(?:{_ABOUT_ENGLISH}) (?!{_YEAR}(?!\d)){_ENGLISH_END}", _vague),
    (rf"{_NUMBER}(?:成|%|[万亿]?元|{_COUNTED})?(?:左右|上下|来件)", _vague),
    (rf"(?P<n>{_ARABIC}[百千万亿]?|{_CHINESE})(?:{_COUNTED})", _counted),
    (r"(?<![近前后去过来这])(?P<n>[两二三四五六七八九]|(?<!\d)[2-9])个?年(?:里|间|内)?(?![度前来级])", _years),
    (rf"{_ARABIC}[百千万亿]?|{_CHINESE}", _plain),
    (rf"(?<!-)(?:{_ENGLISH_NUMBER})(?![a-z-])", _plain),
)
_ENDS = tuple((re.compile(pattern), make) for pattern, make in _AMOUNTS if make not in (_range, _vague))
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
