"""One spelling for question and lexicon: width, case, quotes and spaces that carry no meaning."""

import re
import unicodedata

from ingest.traditional import simplified
from portal.questions.saying.notes import Language

# Both, all three: a numeral and its measure word in one.
_MERGED = str.maketrans({"俩": "两个", "仨": "三个"})
_YEARS_OWN = re.compile(r"(?<=\d)[’']s(?![a-z])")
_SHORT_YEAR = re.compile(r"(?<!\w)['’‘](\d\d)(?!\w)")
_THAT_IS = re.compile(r"\bi\. ?e\.(?=[ ,])")
_QUOTES = re.compile(r"[“”\"'‘’《》「」『』`]")
# What a cell prints in place of a number, shown rather than named.
_SIGN = re.compile(r"[“”\"'‘’「『`](?:[—–-]+|[/无])[“”\"'‘’」』`]")
_SIGN_NAMES = {True: "横线", False: " dash "}
_SPACES = re.compile(r"\s+")
_CHINESE = "\u3007\u4e00-\u9fff"
_BESIDE_CHINESE = re.compile(rf"(?<=[{_CHINESE}]) | (?=[{_CHINESE}])")
_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ENGLISH = re.compile(r"[a-z]")
_SENTENCE = 4
_HAN = re.compile(rf"[{_CHINESE}]")


def fold(text: str) -> str:
    """Half width, simplified, lower case, no quotes or control characters, no spaces beside Chinese characters."""
    plain = simplified(unicodedata.normalize("NFKC", text).casefold()).translate(_MERGED)
    if not plain.isprintable():
        plain = "".join(" " if unicodedata.category(char)[0] == "C" else char for char in plain)
    plain = _THAT_IS.sub("that is", plain)
    plain = _SHORT_YEAR.sub(r"20\1", plain)
    plain = _SIGN.sub(_SIGN_NAMES[is_chinese(plain)], plain)
    plain = _QUOTES.sub("", _YEARS_OWN.sub(" s", plain))
    return _BESIDE_CHINESE.sub("", _SPACES.sub(" ", plain)).strip()


def stem(word: str) -> str:
    """An English word without its plural s, so that lexicon and question need not agree in number."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def is_chinese(text: str) -> bool:
    """Whether a folded text has Chinese characters."""
    return _HAN.search(text) is not None


def words(text: str) -> list[re.Match[str]]:
    """The runs of Latin letters and digits in a folded text, in order."""
    return list(_WORD.finditer(text))


def language_of(question: str) -> Language:
    """The language of a question: English where it has a sentence of Latin words, whatever names stand in it."""
    text = fold(question)
    latin = [match for match in words(text) if _ENGLISH.search(match[0])]
    return "en" if len(_ENGLISH.findall(text)) > len(_HAN.findall(text)) or len(latin) >= _SENTENCE else "zh"
