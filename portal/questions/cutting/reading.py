"""A question as its parts: folded, cut into known phrases, what the narrative tells and each condition apart."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from portal.questions.asking.ranked_first import figure_of_the_first
from portal.questions.cutting.clashing import with_clashes
from portal.questions.cutting.clauses import parsed_clauses
from portal.questions.cutting.exceptions import without_exceptions
from portal.questions.cutting.named_apart import with_bounds
from portal.questions.cutting.of_those import held_in
from portal.questions.cutting.parts import ALTERNATIVES, OF_THE_FIRST, Parsed, pick
from portal.questions.cutting.places_named import with_places
from portal.questions.cutting.prefaces import without_preface
from portal.questions.cutting.rewording import reworded
from portal.questions.cutting.shares_told import with_ratio
from portal.questions.cutting.telling import is_loose_english, told_in
from portal.questions.words import numerals
from portal.questions.words.fold import fold
from portal.questions.words.lexicon import load_lexicon
from portal.questions.words.light_words import without_light_words
from portal.questions.words.meanings import (
    Concept,
    Content,
    Join,
    Marker,
    Meaning,
    Negation,
    OfficeName,
    Place,
    RelativeYears,
    Token,
    Unsupported,
    Years,
)
from portal.questions.words.names import Names
from portal.questions.words.separable import together
from portal.questions.words.share_words import of_all_alone, of_its_total, share_cut
from portal.questions.words.telling_tokens import is_filler, is_function
from portal.questions.words.tokens import tokenize
from portal.questions.words.told_meanings import Telling, Topic
from portal.questions.words.vocabulary import REASON_ROWS, read_lexicon

_PRIOR = RelativeYears(-1, -1)
_BRACKETS = re.compile(r"\([^()]+\)")
# What is quoted from the text of a report.
_WRITTEN = re.compile("写|提|原文|原话|字样|正文|文字|段落|出现")
_EDGES = "的了过着吗呢啊有被"
_QUOTED = re.compile(r"“([^“”]+)”|「([^「」]+)」|『([^『』]+)』|《([^《》]+)》|\"([^\"]+)\"")


def parsed_text(question: str, names: Names) -> Parsed:
    """The parts of a question as it was written."""
    # What stands beside a question is looked for by reading the same text several times.
    return _parsed(question, names).fresh()


@lru_cache(maxsize=64)
def _parsed(question: str, names: Names) -> Parsed:
    text = together(fold(question))
    known = tokenize(text, load_lexicon(), names, list(numerals.candidates(text)))
    known = with_bounds(with_places(text, without_light_words(text, known)))
    tokens = without_preface(text, reworded(known))
    tokens = with_clashes(text, tokens)
    tokens, excepted = without_exceptions(text, tokens)
    told, rest = told_in(text, _without_examples(text, tokens), tuple(_quoted(question, text, tokens)))
    rest = tuple(of_its_total(rest))
    cut = share_cut(rest)
    if cut and (of_those := held_in(*cut)):
        cut, rest = None, of_those
    rest = rest if cut else tuple(of_all_alone(rest))
    parsed = parsed_clauses(text, cut[0] if cut else rest)
    if cut is not None:
        parsed.whole = parsed_clauses(text, cut[1])
    if first := figure_of_the_first(rest):
        parsed.unsupported.append((first, OF_THE_FIRST))
    parsed.excepted = excepted
    parsed.unread = _unread(text, rest) if parsed.unknown else ""
    parsed.unknown += _stray_numbers(parsed)
    if parsed.concepts and told and any((join := pick(token, Join)) and join.kind == "or" for token in tokens):
        # 被纠正，或者败诉，写成问题的: which of them is a figure and which is told is not clear.
        parsed.unsupported.append((next(word for word, _ in parsed.concepts), ALTERNATIVES))
    parsed.unknown += [*_years_lost(rest, parsed), *_years_touching(rest), *_offices_lost(rest, parsed)]
    parsed.told = [item for item in told if not is_loose_english(item)]
    parsed.unknown += [item.word for item in told if is_loose_english(item)]
    return with_ratio(parsed, text)


def _unread(text: str, tokens: Sequence[Token]) -> str:
    """The one stretch with all words that nobody knows and the function words about it; "" where others part it."""
    strange = [at for at, token in enumerate(tokens) if not token.meanings or pick(token, Content)]
    if not strange:
        return ""
    first, last = strange[0], strange[-1]
    while first > 0 and is_function(tokens[first - 1]) and tokens[first - 1].end == tokens[first].start:
        first -= 1
    while last + 1 < len(tokens) and is_function(tokens[last + 1]) and tokens[last].end == tokens[last + 1].start:
        last += 1
    inside = all(at in strange or is_function(tokens[at]) for at in range(first, last + 1))
    return text[tokens[first].start : tokens[last].end].strip(_EDGES) if inside else ""


def _years_lost(tokens: Sequence[Token], parsed: Parsed) -> list[str]:
    """The years of a question that became part of nothing: none may be dropped."""
    parts = [parsed, *parsed.further, *([parsed.whole] if parsed.whole else [])]
    said = [word for part in parts for word, _ in (*part.years, *part.shifts, *part.unsupported)]
    said += [item.word for part in parts for item in part.thresholds] + parsed.unknown
    dated = [token.text for token in tokens if pick(token, Years) and not pick(token, Marker)]
    return [year for year in dated if not any(year in word for word in said)]


def _stray_numbers(parsed: Parsed) -> list[str]:
    """Numbers that nothing bounds beside one that is bounded (三件及三件以上), or where figures are held together."""
    bounds = [item for part in (parsed, *parsed.further) for item in part.thresholds]
    compared = any(aim.operation == "comparison" for _, aim in parsed.aims) and len(bounds) == 1
    stray = [item for item in bounds if not item.stated and item.number.value != 0]
    return [item.word for item in stray] if len(stray) < len(bounds) or compared else []


def _offices_lost(tokens: Sequence[Token], parsed: Parsed) -> list[str]:
    """The places and offices of a question that became part of nothing: an answer would be of others."""
    parts = [parsed, *parsed.further, *([parsed.whole] if parsed.whole else [])]
    named = [token for part in parts for item in part.named for token in (*item.places, item.office) if token]
    said = {token.start for token in named} | {token.start for token in tokens if pick(token, Concept)}
    whose = {word for part in parts for word, _ in (*part.scopes, *part.groups, *part.aims)}
    strange = [token for token in tokens if pick(token, Place) or pick(token, OfficeName)]
    return [token.text for token in strange if token.start not in said and token.text not in whose]


def _years_touching(tokens: Sequence[Token]) -> list[str]:
    """A year with the year before right behind it (2024年上年有结转的): which of the two is meant is not told."""
    pairs = [(one, other) for one, other in pairwise(tokens) if one.end == other.start and pick(one, Years)]
    return [f"{one.text}{other.text}" for one, other in pairs if pick(other, RelativeYears) == _PRIOR]


def _without_examples(text: str, tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens without examples of a theme named before: 适老化（大字版、字幕）, for example subtitles."""
    inside: set[int] = set()
    examples, that_is = _patterns()
    if example := examples.search(text):
        end = f"{text},".index(",", example.end())
        own = [token for token in tokens if example.end() < token.end <= end]
        themed = any(pick(token, Topic) for token in tokens if token.end <= example.start())
        if themed and (all(map(_may_be_example, own)) or _tells_of_persons(own)):
            inside |= {token.start for token in tokens if example.start() <= token.start < end}
    for match in that_is.finditer(text):
        own = [token for token in tokens if match.start() < token.start and token.end < match.end()]
        said = [token for token in own if token.start >= match.start(1)]
        if _is_formula(said, [token for token in tokens if token.end <= match.start()]):
            inside |= {token.start for token in own}
    for match in _BRACKETS.finditer(text):
        own = [token for token in tokens if match.start() < token.start and token.end < match.end()]
        before = {topic.theme for token in tokens if token.end <= match.start() and (topic := pick(token, Topic))}
        themes = {topic.theme for token in own if (topic := pick(token, Topic))}
        if before and match[0].removesuffix(")").endswith(tuple(read_lexicon("words.json")["and_such"])):
            inside |= {token.start for token in own if all(map(_may_be_example, own))}
        if own and _is_formula(own, [token for token in tokens if token.end <= match.start()]):
            inside |= {token.start for token in own}
        if themes and themes <= before and all(pick(token, Topic) or is_filler(token) for token in own):
            inside |= {token.start for token in own}
    return tuple(token for token in tokens if token.start not in inside)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What opens examples, and a clause that says what was meant before it."""
    examples, that_is = ("|".join(map(re.escape, read_lexicon("words.json")[key])) for key in ("examples", "that_is"))
    return re.compile(rf", ?(?:{examples})(?![a-z])"), re.compile(rf", ?(?:{that_is})([^,;:]+)[,;:]")


def _may_be_example(token: Token) -> bool:
    """Whether a token only describes: it asks for nothing, bounds nothing and names no office or year."""
    told = any(pick(token, kind) is not None for kind in (Topic, Telling, Negation))
    phone = (barred := pick(token, Unsupported)) is not None and barred.operation == "persons"
    return told or phone or is_filler(token) or not token.meanings


def _tells_of_persons(tokens: Sequence[Token]) -> bool:
    """请市民列席会议 is an example: its natural persons are those who attend, not applicants."""
    told = any(pick(token, Topic) for token in tokens)
    return told and all(_may_be_example(token) or _only_applicant(token) for token in tokens)


def _only_applicant(token: Token) -> bool:
    concept = pick(token, Concept)
    return concept is not None and all(sense.rows is None and sense.columns for sense in concept.senses)


def _is_formula(own: Sequence[Token], before: Sequence[Token]) -> bool:
    """Whether words in brackets say how the rate before them is computed: 争议率（复议加诉讼比新收申请）."""
    named = [concept for token in before if (concept := pick(token, Concept))]
    concept = named[-1] if named else None
    rate = concept is not None and all(sense.measures for sense in concept.senses)
    signs = read_lexicon("words.json")["formula_words"]
    counts = [token for token in own if pick(token, Concept)]
    return rate and len(counts) > 1 and all(token in counts or token.text in signs for token in own)


def _quoted(question: str, text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Where the quoted words of a question stand once it is folded."""
    end = 0
    written = _WRITTEN.search(question)
    for match in _QUOTED.finditer(unicodedata.normalize("NFKC", question)):
        inside = fold(next(group for group in match.groups() if group is not None))
        meanings = load_lexicon().chinese.get(inside, ())
        if any(isinstance(meaning, Telling) or (not written and _is_reply(meaning)) for meaning in meanings):
            # “存在的问题” is the part of a report, “本机关不掌握” what applicants were told, no text to be looked for.
            continue
        start = text.find(inside, end) if inside else -1
        if start >= 0:
            end = start + len(inside)
            own = [token for token in tokens if start <= token.start and token.end <= end]
            # “问题部分提及政务新媒体” says what shall be told; it is not told in these words.
            if not (any(map(_tells, own)) and any(pick(token, Topic) for token in own)):
                yield start, end


def _tells(token: Token) -> bool:
    telling = pick(token, Telling)
    return telling is not None and telling.form == "verb" and telling.kind is None


def _is_reply(meaning: Meaning) -> bool:
    """Whether a meaning is one reason for which an application was not answered as asked for."""
    senses = meaning.senses if isinstance(meaning, Concept) else ()
    return bool(senses) and all(
        len(sense.rows or ()) == 1 and min(sense.rows or ()).startswith(REASON_ROWS) for sense in senses
    )
