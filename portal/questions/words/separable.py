"""English verbs that stand apart from their particle (carried ten over, break the total down), brought together."""

import re
from functools import cache

from portal.questions.words.vocabulary import read_lexicon

# How many words may stand between the two.
_MOST_BETWEEN = 6
_A_YEAR = re.compile(r"\bin (?:a|some) year (?=(?:before|after|since|prior to)\b)")
# 拿2024年来说 is of that year, where 2024年来 is since.
_OF_YEAR = re.compile(r"(\d{4}年)来(?=[说看讲论])")
# A phrase is cut by its words, and would be one with by 100.
_WHOLLY = re.compile(r"(?<=by )100 ?%")
_PER_CENT = re.compile(r"\bper cent\b")
# Carried over to it from the year before.
_TO_IT = re.compile(r"(?<=over) to it(?= from\b)")
_TWICE = re.compile(r"([\d一二两三四五六七八九十百千]+)([件起宗次条份个家])?[及或和]\1\2以上")
# 2025年年申请量, 2025年年均: what came in a year, no series from year to year.
_YEAR_TWICE = re.compile(r"(\d{4}年)年(?=[^年报度底末初终])")
_YEARLY = re.compile(r"(\d{4}年)年均")
# What is not done by the end of 2025 is so at its end, and not up to it.
_BY_THE_END = re.compile(r"(?<=\b)by (?=the end of \d{4})")
_OPEN = re.compile(r"\b(?:not|still|pending|open|unfinished|unresolved|undecided|left|remained|remaining)\b")
# 维持率 is no derived measure, but what share was upheld.
_RATE_OF = re.compile("(维持|部分公开)率")
# All of something with its outcome behind it is told apart from it: all reconsiderations upheld, 全部予以公开的单位.
_ALL_OF = re.compile(
    r"\b(?:all|every) (?=(?:reconsiderations?|lawsuits?|suits?|applications?|requests?) "
    r"(?:were |was |being )?(?:upheld|corrected|refused|granted|lost|won)\b)"
)
_ALL_DISCLOSED = re.compile("全部(?=予以公开的?(?:单位|机关|部门|是|有))")
# 0复议0诉讼: none of either, where one zero would bound the other figure.
_NONE_OF_BOTH = re.compile(
    "(?<![0-9.])[0零](复议|诉讼|申请|败诉|纠正|不予公开)、?[0零](复议|诉讼|申请|败诉|纠正|不予公开)"
)
# How does 墨溪市 rank asks for its place, and for no reason.
_RANKS = re.compile(r"\b(?:how|where) (?:does|did|do) ?(.{2,40}?) ?(?<![a-z])rank(?![a-z])")

# How did its reconsiderations end asks for their outcomes.
_ENDED = re.compile(
    r"\bhow (?:did|have) (?!(?:they|those|these|it|that|this|all)\b)(.{3,60}?) (?:end|ended|end up|turn out|turned out)"
    r"(?=[ ?.,]|$)|\bhow (?:were|was) (?!(?:they|those|these|it|that|this)\b)(.{3,60}?) "
    r"(?:handled|decided|resolved|dealt with|disposed of|answered)(?=[ ?.,]|$)"
)


def together(text: str) -> str:
    """A folded text with the particle of each such verb next to it, and a number written twice for one bound once."""
    text = _TO_IT.sub("", _PER_CENT.sub("percent", text))
    if _OPEN.search(text):
        text = _BY_THE_END.sub("at ", text)
    for pattern in _patterns():
        text = pattern.sub(r"\1 \3 \2", text)
    # Three and three or more is one bound; a year before 2022 is any of those, the year before it just one.
    text = _OF_YEAR.sub(r"\1", _WHOLLY.sub("100 percent", text))
    text = _NONE_OF_BOTH.sub(r"没有\1且没有\2", text)
    text = _ALL_DISCLOSED.sub("全部 ", _ALL_OF.sub("all of their ", text))
    text = _ENDED.sub(r"by outcome \1\2", text)
    text = _RANKS.sub(r"what place does \1 take ", text)
    text = _RATE_OF.sub(r"\1占比", _YEAR_TWICE.sub(r"\1", _YEARLY.sub(r"\1平均", text)))
    return _A_YEAR.sub("in any year ", _TWICE.sub(r"\1\2以上", text))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    verbs: dict[str, list[str]] = read_lexicon("words.json")["separable"]
    between = rf"(?:[^\s,;:.?!]+ ){{0,{_MOST_BETWEEN - 1}}}?[^\s,;:.?!]+"
    return tuple(
        re.compile(rf"(?<![a-z])({verb}) ({between}) ({'|'.join(particles)})\b(?! by \d)")
        for verb, particles in verbs.items()
    )
