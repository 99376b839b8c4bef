"""What stands around a question in sentences of their own and says nothing of it: 通稿里还差一个数."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.questions.cutting.parts import Parsed, points_back
from portal.questions.cutting.premises import asks_for_any, says_what
from portal.questions.cutting.reading import parsed_text
from portal.questions.words.fold import fold
from portal.questions.words.names import Names
from portal.questions.words.vocabulary import read_lexicon

_ENDS = re.compile(r"(?<=[。！？；!?;：])|(?<=[a-z’')\"”][.:]) (?=\S)", re.IGNORECASE)
_HEAD = re.compile(r"^[^,，]+[,，]")
# As much as a name has before a colon.
_NAME = re.compile(r"\s*(?:[^\s:：]+ ){0,5}[^\s:：]+[:：]\s*$|[^:：,，。]{2,14}[:：]$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, or the clause before a first comma, with what it says by itself."""

    text: str
    parsed: Parsed

    @property
    def is_question(self) -> bool:
        """Whether it ends as one."""
        return self.text.rstrip().endswith(("?", "？"))

    @property
    def asks(self) -> bool:
        """Whether it asks for something by itself."""
        of_reports = "report" in self.parsed.roles and bool(self.parsed.roles & {"list", "subject"})
        whole = not self.text.rstrip().endswith((",", "，", ":", "："))
        return whole and (says_what(self.parsed) or of_reports) and self.parsed.read


def without_remarks(question: str, names: Names) -> tuple[str, str]:
    """A question without the sentences around it that say nothing of it, and those.

    Only where it cannot be read with them, and a sentence that asks something can be read alone. What a remark says of
    where and when stays, so far as the question leaves it open.
    """
    sentences = _sentences(question)
    if len(sentences) == 1 or parsed_text(question, names).read:
        return question, ""
    pieces = [Piece(text, parsed_text(text, names)) for text in sentences]
    questions = any(piece.is_question for piece in pieces)
    asking = (at for at, piece in enumerate(pieces) if piece.asks and (piece.is_question or not questions))
    first = next(asking, None)
    if first is None:
        return question, ""
    remarks = [
        piece for at, piece in enumerate(pieces) if not piece.parsed.read and _is_remark(piece, before=at < first)
    ]
    kept = [piece for piece in pieces if piece not in remarks]
    # 我在查过程性信息：谁用这条理由拒过.
    pointed_at = any(remark.parsed.concepts or remark.parsed.told for remark in remarks)
    if pointed_at and any(points_back(fold(piece.text)) for piece in kept):
        return question, ""
    if any(asks_for_any(piece.parsed) for piece in kept) and not all(tells_who(remark.text) for remark in remarks):
        # 经办人员换得勤，别的单位怎么改的: what nobody knows is what is asked about.
        return question, ""
    if not remarks or not all(piece.parsed.read for piece in kept):
        return question, ""
    about = [word for remark in remarks for word in _about(remark.parsed, [piece.parsed for piece in kept])]
    said = "".join(remark.text for remark in remarks)
    return " ".join([*about, "".join(piece.text for piece in kept).strip()]), said.strip(" ，,。；;：:")


def _sentences(question: str) -> list[str]:
    """The sentences of a question, spaces kept; the first clause of the first too where it tells what one is about."""
    found = [text for text in _ENDS.split(question) if text.strip()]
    spaced = [f"{text} " if text.isascii() and at < len(found) - 1 else text for at, text in enumerate(found)]
    head = _HEAD.match(spaced[0]) if spaced else None
    verbs = read_lexicon("words.json")["purpose"]["verbs"]
    if head and any(verb in head[0] for verb in verbs):
        spaced[:1] = [head[0], spaced[0][head.end() :]]
    return spaced


def _is_remark(piece: Piece, *, before: bool) -> bool:
    """Whether a sentence sets no condition and asks nothing; behind the question it may deny nothing either."""
    parsed = piece.parsed
    sets = narrows_or_computes(piece.text, parsed) or any(item.stated for item in parsed.thresholds)
    asked = parsed.concepts or parsed.told or parsed.sought or parsed.printed or parsed.scopes or parsed.groups
    clause = piece.text.rstrip().endswith((",", "，")) and asked
    # Bailu Xyz: how many …: what nobody knows behind a place may be an office of it.
    office = parsed.named and parsed.unknown and not tells_who(piece.text) and _NAME.match(piece.text)
    # 只在市级单位里找 behind the question narrows it.
    narrows = not before and bool(parsed.negations or piece.is_question or parsed.scopes or parsed.groups)
    return not (sets or clause or narrows or office)


def tells_who(text: str) -> bool:
    """Whether a stretch tells who asks and what for."""
    words = read_lexicon("words.json")["aside"]
    return any(word in f" {text.casefold()} " for word in (*words["persons"], *words["purposes"]))


def narrows_or_computes(text: str, parsed: Parsed) -> bool:
    """Whether what is said beside a question leaves something out, keeps something alone or asks for a computation."""
    words = read_lexicon("words.json")
    narrows = any(word in text.casefold() for word in (*words["kept"], *words["left_out"], *words["left_aside"]))
    computes = any(aim.operation not in ("comparison", "yes_no") for _, aim in parsed.aims)
    return bool(narrows or computes or parsed.excepted or parsed.peers or parsed.shifts)


def _about(remark: Parsed, kept: Sequence[Parsed]) -> Iterator[str]:
    """The place and the year of a remark where the question names none."""
    if not any(parsed.years for parsed in kept):
        yield from (word for word, _ in remark.years)
    if not any(parsed.named for parsed in kept):
        yield from (mention.text for mention in remark.named)
