"""Names of places in pinyin, as people write them who ask in English."""

from collections.abc import Iterator
from itertools import islice, product

from pypinyin import Style, pinyin

from portal.questions.words.vocabulary import read_lexicon

_MOST_READINGS = 8


def sounds(char: str) -> frozenset[str]:
    """The readings of a character in pinyin without tones."""
    return frozenset(pinyin(char, style=Style.NORMAL, heteronym=True)[0])


def spellings(place: str) -> Iterator[str]:
    """A place in pinyin without tones, its syllables in one word, alone and with what it is: jiaozuo, jiaozuo city.

    A character with several readings gives a spelling for each: 长治 is changzhi as well as zhangzhi.
    """
    kinds = read_lexicon("words.json")["place_kinds"]
    ending = next((ending for ending in kinds if place.endswith(ending) and len(place) > len(ending) + 1), "")
    readings = pinyin(place.removesuffix(ending), style=Style.NORMAL, heteronym=True)
    for syllables in islice(product(*readings), _MOST_READINGS):
        name = "".join(syllables)
        yield name
        yield from (f"{name} {kind}" for kind in kinds.get(ending, ()))
