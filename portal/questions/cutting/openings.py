"""How a question is opened or closed that says nothing of it: who asks, what it is wanted for, could you tell me."""

import re

from portal.questions.cutting.premises import says_what
from portal.questions.cutting.reading import parsed_text
from portal.questions.words.names import Names

# What it is wanted for, before the question or behind it: 写通报用.
_USED = "(?:写|做|编|发|备|登|存|出|填|审|核|校|查|撰写|编写)[一-鿿]{1,5}用"
_FOR_USE = re.compile(rf"^\s*{_USED}(?=[，,：:。])|(?<=[？?。！!；;，,])\s*{_USED}(?=\s*[。！!]?\s*$)")
_ONESELF = re.compile(
    r"\s*(?:i|i['’]?m|we|we['’]re|my|our|hi|hello|dear|good (?:morning|afternoon|evening)|for context)\b"
    r"[^.!?？。]*[.!:] (?=\S)",
    re.IGNORECASE,
)
# 做一张表，写明…: a table is what is made here, and nothing that a report says.
_TABLE = re.compile(
    r"^\s*(?:请|帮我|给我|麻烦)*(?:做|列|拉|出|整理|画)(?:成)?(?:一|个)?(?:张|个|份)?(?:表|表格|清单|名单)[，,：:]\s*"
    r"(?:写明|标明|列明|注明|写清|列出|写上|标出)?"
)
# Before a verb that asks for yes or no, or the whole of a share, which must come first to do so.
_TELL_ME = re.compile(
    r"^\s*(?:(?:please|kindly),? )?"
    r"(?:(?:can|could|would|will) you (?:please |kindly )?(?:tell me|let me know|say)|tell me|let me know|do you know)"
    r"[,:]? "
    r"(?:if |whether )?(?=(?:did|does|do|is|are|was|were|has|have|had|of|out of)\b)",
    re.IGNORECASE,
)


def without_opening(question: str, names: Names) -> tuple[str, str]:
    """A question without what opens or closes it and says nothing of it, and what of that is to be named."""
    said = []
    if match := _FOR_USE.search(question):
        question = question.replace(match[0], "", 1)
        said.append(match[0].strip())
    match = _ONESELF.match(question)
    while match and _says_nothing(match[0], names) and says_what(parsed_text(question[match.end() :], names)):
        question = question[match.end() :]
        said.append(match[0].strip(" .!:"))
        match = _ONESELF.match(question)
    return _TELL_ME.sub("", _TABLE.sub("", question)), "；".join(said)


def _says_nothing(sentence: str, names: Names) -> bool:
    """Whether a sentence names nothing that a question could be about or be narrowed by."""
    parsed = parsed_text(sentence, names)
    narrowed = parsed.years or parsed.named or parsed.scopes or parsed.thresholds or parsed.negations or parsed.aims
    return not (says_what(parsed) or narrowed)
