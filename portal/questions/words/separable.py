"""English verbs that stand apart from their particle (carried ten over, break the total down), brought together."""

import re
from functools import cache

from portal.questions.words.vocabulary import read_lexicon

# How many words may stand between the two.
_MOST_BETWEEN = 6


def together(text: str) -> str:
    """A folded text with the particle of each such verb next to it."""
    for pattern in _patterns():
        text = pattern.sub(r"\1 \3 \2", text)
    return text


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    verbs: dict[str, list[str]] = read_lexicon("words.json")["separable"]
    between = rf"(?:[^\s,;:.?!]+ ){{0,{_MOST_BETWEEN - 1}}}?[^\s,;:.?!]+"
    return tuple(
        re.compile(rf"\b({verb}) ({between}) ({'|'.join(particles)})\b(?! by \d)") for verb, particles in verbs.items()
    )
