"""Questions for another figure of whoever ranks first (申请最多的部门的公开率), which takes two steps."""

from collections.abc import Sequence

from portal.questions.cutting.parts import pick, says_offices
from portal.questions.words.meanings import Aim, Concept, Token
from portal.questions.words.metrics import fitting


def figure_of_the_first(tokens: Sequence[Token]) -> str | None:
    """The word that ranks, where what stands behind the ranked offices is another figure than what ranks them."""
    at = next((at for at, token in enumerate(tokens) if _ranks(token)), None)
    offices = next((place for place in range((at or 0) + 1, len(tokens)) if says_offices(tokens[place])), None)
    if at is None or offices is None:
        return None
    by, asked = _figures(tokens[:at]), _figures(tokens[offices + 1 :])
    return tokens[at].text if by and asked and not by & asked else None


def _ranks(token: Token) -> bool:
    aim = pick(token, Aim)
    return aim is not None and aim.operation == "ranking"


def _figures(tokens: Sequence[Token]) -> frozenset[str]:
    """The metrics that these words may name together."""
    words = [(token.text, concept.senses) for token in tokens if (concept := pick(token, Concept))]
    return frozenset(reading.key for reading in fitting(words))
