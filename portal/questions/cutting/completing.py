"""What one clause of a question leaves to another: 复议和诉讼都被纠正, 没有复议和诉讼, 超过10件但不到50件."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from portal.questions.asking.asked_metric import said_of
from portal.questions.cutting.carried_figures import only_outcome
from portal.questions.cutting.parts import OUTCOME_OF_WHICH, Parsed, pick
from portal.questions.words.meanings import Compare, Concept, Join, Negation, Token, only_columns
from portal.questions.words.metrics import fitting, metric_of
from portal.questions.words.telling_tokens import telling_words
from portal.questions.words.vocabulary import REVIEW_ROWS, read_lexicon


@dataclass(frozen=True, slots=True)
class Clause:
    """The tokens of one clause; `listed` where it goes on with a list (和诉讼, 、诉讼), not with 而且."""

    tokens: Sequence[Token]
    listed: bool


def completed(parts: list[Parsed], clauses: Sequence[Clause]) -> list[Parsed]:
    """Clauses with what they leave to another: 复议和诉讼都被纠正, 没有复议和诉讼, 超过10件但不到50件."""
    for at in range(len(parts) - 2, -1, -1):
        part, after, behind = parts[at], parts[at + 1], clauses[at + 1]
        anew = _says_anew(behind.tokens)
        apart = _own(part, clauses[at].tokens) or _that_of(behind.tokens) or (anew and after.negations)
        if behind.listed and part.concepts and after.concepts and not apart:
            _lend(after, part, bound=not anew)
        elif behind.listed and _of_both(clauses[at].tokens, behind.tokens):
            # Had both a reconsideration and a lawsuit still pending.
            part.concepts = _fitting_words(after, part)
        elif _may_be_of_both(part, after) and _of_both(clauses[at].tokens, behind.tokens):
            part.unsupported.append((after.concepts[-1][0], OUTCOME_OF_WHICH))
        elif _bounded_alike(part, clauses[at].tokens, behind.tokens) and not part.thresholds:
            part.thresholds = list(after.thresholds)
    for at, part in enumerate(parts[1:], 1):
        before = parts[at - 1]
        if not part.concepts and not part.sought and part.thresholds:
            part.concepts = list(before.concepts)
        elif clauses[at].listed and before.negations and not _own(part, clauses[at].tokens):
            part.negations = list(before.negations)
            # Refused applications neither from companies nor from lawyers: of the refused ones both.
            part.concepts = with_its_cases(part, before)
            # 没有复议或诉讼 is neither of the two.
            part.unsupported.clear()
        else:
            part.concepts = with_its_cases(part, before)
    first = parts[0]
    if len(parts) > 1 and first.concepts and (clauses[1].listed or len(fitting(said_of(first))) != 1):
        # 有被维持或被纠正的复议, 既制发又废止规范性文件: the case is named once, behind both outcomes.
        first.concepts = with_its_cases(first, parts[1])
    if not first.concepts and first.thresholds and len(parts) > 1:
        first.concepts = list(parts[1].concepts)
    return parts


def with_denials(parts: Sequence[Parsed]) -> list[Parsed]:
    """The clauses, a negation that was cut off before one back with it (had no | reconsideration corrected)."""
    kept: list[Parsed] = []
    for part in reversed(parts):
        alone = part.negations and not (part.concepts or part.sought or part.thresholds)
        if alone and kept and kept[-1].concepts and not kept[-1].negations:
            kept[-1] = replace(kept[-1], negations=list(part.negations))
        else:
            kept.append(part)
    return kept[::-1]


def _that_of(clause: Sequence[Token]) -> bool:
    """Whether a clause says a figure of its own (that of lawsuits or that of corrected reconsiderations)."""
    return [token.text for token in clause[1:3]] == ["that", "of"]


def _rows_of(before: Parsed, part: Parsed) -> list[tuple[str, Concept]]:
    """The words of the clause before that go with this clause's outcome."""
    own = said_of(part)
    return [(word, item) for word, item in before.concepts if fitting([(word, item.senses), *own])]


def with_its_cases(part: Parsed, other: Parsed) -> list[tuple[str, Concept]]:
    """What a clause says, with the cases that the other names where it says an outcome alone (复议而且被纠正)."""
    return [*_rows_of(other, part), *part.concepts] if only_outcome(part) else part.concepts


def _own(part: Parsed, clause: Sequence[Token]) -> bool:
    """Whether a clause says for itself what must hold: a threshold, a negation, 有, a verb of its own (制发过)."""
    verbs = (*telling_words()["has"], *read_lexicon("words.json")["carried"])
    did = any(word.endswith("过") for word, _ in part.concepts)
    return bool(part.thresholds or part.negations or did) or any(token.text in verbs for token in clause)


def _says_anew(clause: Sequence[Token]) -> bool:
    """Whether a clause opens with a verb or denial of its own (lost a lawsuit | had ten reconsiderations)."""
    said = [token for token in clause if not pick(token, Join)]
    return bool(said) and (said[0].text in telling_words()["has"] or pick(said[0], Negation) is not None)


def _lend(giver: Parsed, taker: Parsed, *, bound: bool) -> None:
    """What the later clause says of both: 纠正 behind 复议和诉讼, one threshold for both where it has a `bound`."""
    taker.concepts = _fitting_words(giver, taker)
    taker.negations = list(giver.negations)
    if bound and _tables(taker) & _tables(giver):
        # Lost in court and received over 200 requests: the bound is on requests alone.
        taker.thresholds = list(giver.thresholds)


def _fitting_words(giver: Parsed, taker: Parsed) -> list[tuple[str, Concept]]:
    """What a clause says, with the words of another that can be said of it as well."""
    words = list(taker.concepts)
    for word, concept in giver.concepts:
        wider = [*words, (word, concept)]
        if (word, concept) not in words and fitting([(said, item.senses) for said, item in wider]):
            words = wider
    return words


def _bounded_alike(part: Parsed, before: Sequence[Token], clause: Sequence[Token]) -> bool:
    """Whether one bound holds for both: both reconsiderations and lawsuits above 5, 结转来的和结转走的都超过5件."""
    if any(token.text == "both" for token in before):
        return True
    each = telling_words()["each"]
    alike = any(token.text in each and pick(after, Compare) for token, after in pairwise(clause))
    return alike and bool(part.concepts) and not _own(part, before)


def _may_be_of_both(part: Parsed, after: Parsed) -> bool:
    """Whether an outcome behind a denial may be of both: had a reconsideration but no lawsuit still pending."""
    denied = bool(after.negations) and not part.negations
    return denied and len(_fitting_words(after, part)) > len(part.concepts)


def _of_both(before: Sequence[Token], clause: Sequence[Token]) -> bool:
    """Whether an English outcome stands behind both cases, which one verb has (had a reconsideration and … pending)."""
    said = [concept for token in clause if (concept := pick(token, Concept))]
    outcome = len(said) > 1 and only_columns(said[-1].senses)
    verbs = telling_words()["has"]
    once = any(token.text in verbs for token in before) and not any(token.text in verbs for token in clause)
    return clause[0].text.isascii() and outcome and once


def _tables(part: Parsed) -> set[str]:
    """The tables that a clause's figure may stand in, by their first word; reviews are one."""
    heads = {metric_of(reading.key).key.partition(".")[0] for reading in fitting(said_of(part))}
    return {"review" if head in REVIEW_ROWS or head in ("litigation", "review") else head for head in heads}
