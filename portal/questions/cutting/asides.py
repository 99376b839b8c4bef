"""What stands within a question and sets no condition: brackets that only explain, clauses of who asks and why."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.questions.cutting.parts import Parsed
from portal.questions.cutting.premises import asks_for_any, says_what
from portal.questions.cutting.reading import parsed_text
from portal.questions.cutting.remarks import narrows_or_computes, tells_who
from portal.questions.words.names import Names
from portal.questions.words.vocabulary import read_lexicon

_PIECE = re.compile(r"[（(][^（()）]*[）)][，,；;]?|——[^—]+(?:——)?|(?:[^，,；;（()）—]|—(?!—))+[，,；;]?")
_DIGIT = re.compile(r"[\d〇零两二三四五六七八九十百千万]")
_ONE = 1


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    parsed: Parsed

    @property
    def bare(self) -> str:
        """Its words without the marks about them."""
        return self.text.strip(" ，,；;—（）()").casefold()

    @property
    def inserted(self) -> bool:
        """Whether it stands in brackets or between dashes."""
        return self.text.startswith(("（", "(", "——"))


def without_asides(question: str, names: Names) -> tuple[str, str]:
    """A question without what stands within it and sets no condition, and that; only where it cannot be read with it.

    Behind a theme of the narrative a clause of unknown words only says it again at length.
    """
    texts = _PIECE.findall(question)
    whole = parsed_text(question, names) if len(texts) > 1 else None
    if whole is None or whole.read:
        return question, ""
    pieces = [_Piece(text, parsed_text(text, names)) for text in texts]
    for asides in _asides(pieces):
        rest = "".join(piece.text for piece in pieces if piece not in asides).strip()
        parsed = parsed_text(rest, names)
        read = says_what(parsed) and parsed.read and not asks_for_any(parsed)
        if read and (all(map(_tells_why, asides)) or any(item.mention.themes for item in parsed.told)):
            return rest, "，".join(piece.bare for piece in asides)
    return question, ""


def _asides(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """What may be set aside, the clearest first: what tells why, then also what nobody knows."""
    plain = [piece for piece in pieces if not piece.parsed.read and _sets_nothing(piece)]
    first = [piece for piece in plain if _tells_why(piece)]
    yield from (found for found in (first, plain) if found)


def _sets_nothing(piece: _Piece) -> bool:
    """Whether a piece names no figure, office, year or number and neither denies, asks nor narrows."""
    parsed, text = piece.parsed, piece.text.casefold()
    words = read_lexicon("words.json")["aside"]
    asks = any(word in text for word in words["asks"])
    where = parsed.years or parsed.named or parsed.scopes or parsed.groups
    # 我递的申请石沉大海 tells of oneself, and asks of no figure.
    oneself = piece.bare.startswith(tuple(words["oneself"]))
    figure = parsed.concepts and not oneself
    what = figure or parsed.told or parsed.sought or parsed.printed
    counts = any(item.stated or item.number.value != _ONE for item in parsed.thresholds)
    denies = bool(parsed.negations) and not piece.inserted
    says = where or what or counts or denies or parsed.unsupported or _DIGIT.search(text)
    return not (asks or says or narrows_or_computes(text, parsed) or _narrows(piece))


def _narrows(piece: _Piece) -> bool:
    """Whether a piece may be a condition by its first word (在…, with …) or its last (…的)."""
    words = read_lexicon("words.json")["aside"]
    return piece.bare.endswith("的") or piece.bare.startswith(tuple(words["narrows"]))


def _tells_why(piece: _Piece) -> bool:
    """Whether it stands in brackets, which only explain, or tells who asks and what for."""
    return piece.inserted or tells_who(piece.bare)
