"""Other ways to put a question that must not change what is computed: who asks, thanks, marks, digits, other words."""

import re
from collections.abc import Callable, Iterator

Wording = Callable[[str], str]

_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_YEAR = re.compile(r"20[12]\d(?=年(?!度))")
_END = "？?。."


def _asked(text: str) -> str:
    return text.rstrip(_END)


CHINESE: dict[str, Wording] = {
    "asker": lambda text: f"我是一名记者，{text}",
    "opening": lambda text: f"想请教一下，{text}",
    "purpose": lambda text: f"写材料用：{text}",
    "please": lambda text: f"请问：{text}",
    "thanks": lambda text: f"{_asked(text)}？急用，谢谢！",
    "tell me": lambda text: f"{_asked(text)}，能告诉我吗？",
    "look": lambda text: f"{_asked(text)}，麻烦查一下",
    "no mark": _asked,
    "narrow marks": lambda text: text.replace("，", ",").replace("？", "?"),
    "wide digits": lambda text: text.translate(_WIDE),
    "year in words": lambda text: _YEAR.sub(lambda match: match[0].translate(_DIGITS), text),
    "which offices": lambda text: text.replace("哪些单位", "哪几家单位"),
    "cases": lambda text: text.replace("多少件", "几件"),
    "above": lambda text: text.replace("超过", "多于"),
    "at least": lambda text: text.replace("不少于", "至少"),
}
ENGLISH: dict[str, Wording] = {
    "asker": lambda text: f"I'm writing a story. {text}",
    "please": lambda text: f"Please tell me: {text}",
    "could you": lambda text: f"Could you tell me, {text[:1].lower()}{text[1:]}",
    "thanks": lambda text: f"{text} Thanks!",
    "no mark": _asked,
    "capitals": str.upper,
    "small letters": str.lower,
    "agencies": lambda text: re.sub(r"\boffices\b(?! of)", "agencies", text),
    "above": lambda text: text.replace("more than", "over"),
    "at least": lambda text: text.replace("at least", "no fewer than"),
}


def varied(question: str, language: str) -> Iterator[tuple[str, str]]:
    """The question put in each of these ways that change its words, with the name of the way."""
    for name, wording in (ENGLISH if language == "en" else CHINESE).items():
        if (other := wording(question)) != question:
            yield name, other
