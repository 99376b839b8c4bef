"""The value of a numeral, in Arabic, Chinese or English figures."""

import re
from decimal import Decimal

from portal.questions.words.vocabulary import read_lexicon

_CHARS = ("〇零", "一", "二两", "三", "四", "五", "六", "七", "八", "九")
DIGITS = {char: value for value, chars in enumerate(_CHARS) for char in chars}
MAGNITUDES = {"十": 10, "百": 100, "千": 1000}
SCALES = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
ENGLISH: dict[str, int] = read_lexicon("words.json")["english_numbers"]

ENGLISH_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}


def number(text: str) -> Decimal:
    """The value of a numeral in Arabic, Chinese or English figures: 1,200, 一百二十, 三千五, 2.5万, twenty."""
    if text in ENGLISH:
        return Decimal(ENGLISH[text])
    head, unit = (text[:-1], text[-1]) if len(text) > 1 and text[-1] in SCALES and text[0].isdecimal() else (text, "")
    scale = SCALES[unit] if unit else 1
    return (Decimal(head.replace(",", "")) if head[0].isdecimal() else Decimal(chinese(head))) * scale


def chinese(text: str) -> int:
    """The value of Chinese numerals, digit by digit (二〇二五) or with magnitudes (一百二十, 三千五)."""
    for char, scale in (("亿", 100_000_000), ("万", 10_000)):
        if char in text:
            above, below = text.split(char, 1)
            return (chinese(above) if above else 1) * scale + (chinese(below) if below else 0)
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


def spoken(text: str) -> Decimal:
    """The value of an English numeral of several words: a hundred, two hundred and fifty, twenty-five."""
    total = part = Decimal(0)
    for word in re.split(r"[ -]", text):
        if word in ENGLISH_SCALES:
            part = (part or Decimal(1)) * ENGLISH_SCALES[word]
            if word != "hundred":
                total, part = total + part, Decimal(0)
        elif word not in ("a", "and"):
            part += number(word)
    return total + part
