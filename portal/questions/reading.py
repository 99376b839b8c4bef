"""A question as its parts: folded, cut into known phrases, what the narrative tells and each condition apart."""

import re
import unicodedata
from collections.abc import Iterator

from portal.questions import numerals
from portal.questions.clashing import with_clashes
from portal.questions.clauses import parsed_clauses
from portal.questions.fold import fold
from portal.questions.lexicon import load_lexicon
from portal.questions.names import Names
from portal.questions.parts import Parsed
from portal.questions.telling import is_loose_english, told_in
from portal.questions.tokens import tokenize

_QUOTED = re.compile(r"“([^“”]+)”|「([^「」]+)」|『([^『』]+)』|《([^《》]+)》|\"([^\"]+)\"")


def parsed_text(question: str, names: Names) -> Parsed:
    """The parts of a question as it was written."""
    text = fold(question)
    tokens = with_clashes(text, tokenize(text, load_lexicon(), names, list(numerals.candidates(text))))
    told, rest = told_in(text, tokens, tuple(_quoted(question, text)))
    parsed = parsed_clauses(text, rest)
    parsed.told = [item for item in told if not is_loose_english(item)]
    parsed.unknown += [item.word for item in told if is_loose_english(item)]
    return parsed


def _quoted(question: str, text: str) -> Iterator[tuple[int, int]]:
    """Where the quoted words of a question stand once it is folded."""
    end = 0
    for match in _QUOTED.finditer(unicodedata.normalize("NFKC", question)):
        inside = fold(next(group for group in match.groups() if group is not None))
        start = text.find(inside, end) if inside else -1
        if start >= 0:
            end = start + len(inside)
            yield start, end
