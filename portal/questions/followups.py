"""A question that leaves out what the one before it said: 那2023年呢, 换成焦作, 只看区县."""

from collections.abc import Sequence

from portal.questions import numerals
from portal.questions.fold import fold
from portal.questions.lexicon import load_lexicon
from portal.questions.names import Names
from portal.questions.parse import Parsed, parse
from portal.questions.tokens import tokenize

_OWN_QUESTION = {"list", "subject", "number"}


def parsed_text(text: str, names: Names) -> Parsed:
    """The parts of a folded question."""
    return parse(tokenize(text, load_lexicon(), names, list(numerals.candidates(text))))


def in_context(parsed: Parsed, context: Sequence[str], names: Names, longest: int) -> tuple[Parsed, str | None]:
    """The question with what it leaves out taken from the last one that says it, and that one's words."""
    if not _leaves_out(parsed):
        return parsed, None
    before, asked = Parsed(), None
    for earlier in context:
        text = fold(earlier)
        if not text or len(text) > longest:
            continue
        said = parsed_text(text, names)
        if said.unknown or said.unsupported:
            continue
        if _leaves_out(said):
            before = _joined(before, said) if asked is not None else before
        elif said.concepts or said.sought:
            before, asked = said, earlier.strip()
    return (parsed, None) if asked is None else (_joined(before, parsed), asked)


def _leaves_out(parsed: Parsed) -> bool:
    """Whether a question names no figure, or another one for the question before (那诉讼呢)."""
    if parsed.unknown or parsed.unsupported or (parsed.negations and "report" in parsed.roles):
        return False
    if parsed.concepts or parsed.sought:
        return "follow" in parsed.roles and not parsed.roles & _OWN_QUESTION and not parsed.named
    return bool(parsed.years or parsed.named or parsed.scopes or parsed.aims or parsed.thresholds or parsed.peers)


def _joined(before: Parsed, now: Parsed) -> Parsed:
    """What is said now in place of its like, the rest from before."""
    roles = before.roles - {"newest"} if now.years else before.roles
    figure = bool(now.concepts or now.sought)
    return Parsed(
        concepts=now.concepts if figure else before.concepts,
        sought=now.sought if figure else before.sought,
        thresholds=now.thresholds or before.thresholds,
        years=now.years or before.years,
        named=now.named or before.named,
        scopes=now.scopes or before.scopes,
        negations=now.negations or before.negations,
        aims=now.aims or before.aims,
        peers=now.peers or before.peers,
        top=now.top if now.top is not None else before.top,
        roles=roles | now.roles,
    )
