"""Years as reports write them: 2023年, 二〇二三年, 2023 年度."""

import re

_DIGITS = {"〇": "0", "○": "0", "零": "0", "O": "0", "0": "0"} | {
    character: str(number) for number, character in enumerate("一二三四五六七八九", start=1)
}
_YEAR = re.compile(
    r"(?<!\d)20[0-4]\d(?=\s*(?:年|—|-|度))|[二2][〇○零O0][〇○零O0一二三四][〇○零O0一二三四五六七八九](?=\s*年)"
)
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
FIRST, LAST = 2003, 2049


def find_years(text: str) -> list[tuple[int, int, int]]:
    """Years in order as (year, start, end) of their four characters; widths are folded character by character."""
    found = []
    for match in _YEAR.finditer(fold_digits(text)):
        year = int("".join(_DIGITS.get(character, character) for character in match.group()))
        if FIRST <= year <= LAST:
            found.append((year, match.start(), match.end()))
    return found


def fold_digits(text: str) -> str:
    """Full-width digits as ASCII, the length unchanged."""
    return text.translate(_FULL_WIDTH)
