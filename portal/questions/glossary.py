"""What a term of the tables or of the law means, in our own words, with the article."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from index.model import Filters
from portal.questions.plan import Answer, Inquiry
from portal.questions.refusal import Refusal, no_answer
from portal.questions.saying.notes import Language, joined, say
from portal.questions.saying.phrasing import formula
from portal.questions.words.fold import fold, is_chinese, words
from portal.questions.words.lexicon import english_key
from portal.questions.words.metrics import metric_of, total_of
from portal.questions.words.vocabulary import Rate, load_vocabulary, read_lexicon

_ENDS = " ?!.,。，:()"
# The closing bracket may be gone with the marks at the end.
_IN_BRACKETS = re.compile(r" ?\(([^()]+)\)?")
_DEEPEST = 3
_SENTENCES = re.compile(r"[。!?;]|(?<=[a-z])\. ")
# Beside a term, these ask for more than what it means: figures, offices, reasons.
_ASKS_MORE = re.compile(
    r"\d|多少|几|哪|谁|吗|为什么|原因|怎么|[省市县区镇局厅]|政府办|单位|最多|最少|how|which|who|whether|why|report|office|said|say|average|total"
)
_WRITTEN = "[说写印讲]的"
# Between the names of several terms in one inquiry; no name has it.
BETWEEN = "、"


@dataclass(frozen=True, slots=True)
class Term:
    """A term with its law and articles, none where it is a word of ours; texts are Chinese and English.

    Every wording of its `row` of the tables names it as well.
    """

    names: tuple[str, str]
    law: tuple[str, str]
    articles: tuple[str, ...]
    texts: tuple[str, str]
    say: tuple[str, ...]
    row: str | None = None


@cache
def terms() -> dict[str, Term]:
    """The terms of tables and law, and the derived measures, by their Chinese names."""
    data = read_lexicon("glossary.json")
    measures = {rate.zh: _measure_term(rate) for rate in load_vocabulary().rates.values()}
    return {entry["zh"]: _term(entry, data["laws"]) for entry in data["terms"]} | measures


def asked_term(text: str, language: Language) -> Inquiry | None:
    """The term that a folded question asks the meaning of; None where it asks for something else."""
    subjects, unknown, said_as = [text], None, read_lexicon("glossary.json")["said_as"]
    for _ in range(_DEEPEST):
        found = [item for subject in subjects for item in _subjects(subject)]
        for subject, strong in found:
            # 申请信息公开时说的“补正” is called as it is anywhere.
            told = (subject, *(subject.rpartition(word)[2] for word in said_as if word in subject))
            if known := next(filter(None, (_book().get(_key(name)) for name in told)), None):
                return Inquiry("term", Filters(), known)
            unknown = subject if strong else unknown
        for subject, _ in found:
            named = {_book().get(_key(part.strip())) for part in re.split("[、和与,]", subject)}
            if len(named) == 1 and (one := named.pop()):
                # 部分公开、区分处理 are two names of one term.
                return Inquiry("term", Filters(), one)
        subjects = [subject for subject, _ in found]
    head, _, tail = re.sub("[?；;]", ",", text).partition(",")
    if tail.strip().startswith(tuple(read_lexicon("glossary.json")["tails"])):
        # 信息处理费是怎么回事，什么情况下要收
        return asked_term(head, language)
    if known := _two_apart(text) or _named_alone(text) or _surely_asked(text):
        return Inquiry("term", Filters(), known)
    parts = [part.strip() for part in _SENTENCES.split(text) if part.strip()]
    if len(parts) > 1 and (asked := _quietly(parts[-1], language)):
        # A county refused us on such grounds. What does that mean?
        return asked
    if unknown is None:
        return None
    examples = [term.names[0 if language == "zh" else 1] for term in [*terms().values()][::6]]
    raise no_answer("no_term", language, word=unknown, terms=joined(examples, language))


def _quietly(text: str, language: Language) -> Inquiry | None:
    try:
        return asked_term(text, language)
    except Refusal:
        return None


def with_term(text: str, context: Sequence[str], language: Language) -> str:
    """A folded question behind one about a term, with what it leaves out: 那无法提供呢, 哪些单位用过这个理由."""
    before = term_before(context, language) if context else None
    if before is None:
        return text
    data = read_lexicon("glossary.json")["behind"]
    for opening, closing in data["also"]:
        other = _between(text, opening, closing)
        if other and _book().get(_key(other)):
            return str(data["what_is"][language].format(term=other))
    named = next((word for word in sorted(data["that"], key=len, reverse=True) if word in text), None)
    return text.replace(named, before, 1) if named else text


def term_before(context: Sequence[str], language: Language) -> str | None:
    """The one term that the last question asked the meaning of."""
    asked = _quietly(fold(context[-1]), language)
    return asked.about if asked and BETWEEN not in asked.about else None


def _named_alone(text: str) -> str | None:
    """The one term that stands beside words asking what something means, and nothing else that says anything."""
    data = read_lexicon("glossary.json")
    cue = next((cue for cue in sorted(data["cues"], key=len, reverse=True) if cue in text), None)
    if cue is None:
        return None
    rest = text.replace(cue, " ", 1)
    rest = f" {rest} "
    named = next((name for name in sorted(_book(), key=len, reverse=True) if _stands_in(name, rest)), None)
    if named is None:
        return None
    if (where := re.search(f"[^,;]*{_WRITTEN}(?={re.escape(named)})", rest)) and not _ASKS_MORE.search(where[0]):
        # 申请里头说的补正是咋回事: where it was read says nothing of it.
        rest = rest.replace(where[0], " ")
    rest = rest.replace(named, " ")
    rest = _without_whereabouts(rest)
    for word in sorted((*data["edges"], *data["opens"], *data["tails"], *data["around"]), key=len, reverse=True):
        rest = rest.replace(word, " ")
    return None if re.search(r"[^\W_]", rest) else _book()[named]


def _surely_asked(text: str) -> str | None:
    """The one term of a question that says in so many words that its meaning is asked for, and asks nothing else."""
    data = read_lexicon("glossary.json")["sure"]
    rest = text
    for pattern in data["articles"]:
        rest = re.sub(pattern, " ", rest)
    if not any(re.search(cue, rest) for cue in data["cues"]):
        return None
    rest = _without_whereabouts(rest)
    spaced = f" {' '.join(english_key(word[0]) for word in words(rest))} "
    said = [name for name in _book() if (name in rest if is_chinese(name) else f" {name} " in spaced)]
    longest = [name for name in said if not any(name != other and name in other for other in said)]
    if len({_book()[name] for name in longest}) != 1:
        return None
    for name in longest:
        rest = rest.replace(name, " ")
    for cue in data["cues"]:
        rest = re.sub(cue, " ", rest)
    return None if _ASKS_MORE.search(rest) else _book()[longest[0]]


def _without_whereabouts(text: str) -> str:
    """A question without the term that only says where another stands: 复议栏里的“结果纠正”."""
    for name in (name for name in _book() if name in text):
        text = re.sub(f"{re.escape(name)}(?:那?张?表|那?一?栏|里面|里|中|项下|下)+的?", " ", text)
    return text


def _stands_in(name: str, text: str) -> bool:
    """Whether a term is named in a text; an English one as words of its own, in quotation marks."""
    return name in text if is_chinese(name) else any(f"{mark}{name}{mark}" in text for mark in ("'", '"'))


def _subjects(text: str) -> Iterator[tuple[str, bool]]:
    """What a text may ask the meaning of, and whether it can ask nothing else."""
    asked = _trimmed(text)
    patterns = read_lexicon("glossary.json")["ask"]
    for strength in ("strong", "weak"):
        for before, after in patterns[strength]:
            if subject := _between(asked, before, after):
                # A repeated application (重复申请): either name will do.
                for name in (subject, *_IN_BRACKETS.findall(subject), _IN_BRACKETS.sub("", subject).strip()):
                    yield name, strength == "strong"


def explained(inquiry: Inquiry, question: str, language: Language) -> Answer:
    """The meaning of a term with its law and articles; of several, one after the other."""
    text = joined([_meaning(terms()[name], language) for name in inquiry.about.split(BETWEEN)], language, ("", " "))
    return Answer(question=question, kind="term", text=text, plan=None, inquiry=inquiry, definition=text)


def _meaning(term: Term, language: Language) -> str:
    place = 0 if language == "zh" else 1
    if not term.articles:
        own = term.names[0] not in {rate.zh for rate in load_vocabulary().rates.values()}
        code = "term_own" if own else "term_formula"
        return say(code, language, term=term.names[place], formula=term.texts[place])
    articles = joined(list(term.articles), language)
    # The reports are Chinese: what stands in them goes beside its translation.
    name = term.names[0] if language == "zh" else f"{term.names[1]} ({_printed(term)})"
    return say("term", language, term=name, text=term.texts[place], law=term.law[place], articles=articles)


def _two_apart(text: str) -> str | None:
    """The two terms whose difference is asked for (依申请公开和主动公开有什么区别)."""
    data = read_lexicon("glossary.json")
    asked = _trimmed(text)
    for before, between, after in data["differ"]:
        match = re.fullmatch(f"{before}(.+?){between}(.+?){after}", asked)
        named = [_book().get(_key(_trimmed(part))) for part in match.groups()] if match else []
        if all(named) and len(set(named)) > 1:
            return BETWEEN.join(name for name in named if name)
    return None


def _printed(term: Term) -> str:
    """What the tables print of a term, else its Chinese name."""
    return load_vocabulary().row(term.row).zh.rpartition("·")[2] if term.row else term.names[0]


def _between(text: str, before: str, after: str) -> str | None:
    """What stands between the words that ask."""
    # Most of some hundred pairs are not there; whether Chinese stands beside them is looked at only where they are.
    if not (text.startswith(before) and text.endswith(after.strip())):
        return None
    # Folding leaves no space between Latin and Chinese: what does部分公开mean.
    spaced = f"{before} " if before and not is_chinese(text[: len(before) + 1]) and not is_chinese(before) else before
    close = after.strip() if is_chinese(text.removesuffix(after.strip())[-1:]) else after
    if len(text) <= len(spaced) + len(close) or not (text.startswith(spaced) and text.endswith(close)):
        return None
    return _trimmed(text.removeprefix(spaced).removesuffix(close)) or None


def _trimmed(text: str) -> str:
    """A text without the words of no meaning at its edges."""
    found, before = text.strip(_ENDS), ""
    openings, closings = _edges()
    while found != before:
        before = found
        for wordings in openings:
            for wording in wordings:
                found = found.removeprefix(wording)
            found = found.strip(_ENDS)
        for closing in closings:
            found = found.removesuffix(closing).strip(_ENDS)
    return found


@cache
def _edges() -> tuple[list[tuple[str, str, str]], list[str]]:
    """Words of no meaning as they open a text (before a space, comma or colon, the longest first) and close one."""
    data = read_lexicon("glossary.json")
    opens = sorted((*data["edges"], *data["opens"]), key=len, reverse=True)
    openings = [(edge if is_chinese(edge) else f"{edge} ", f"{edge},", f"{edge}:") for edge in opens]
    return openings, [edge if is_chinese(edge) else f" {edge}" for edge in data["edges"]]


@cache
def _book() -> dict[str, str]:
    """The Chinese name of each term by every way to say it; what a term says itself goes before what its row does."""
    rows = ((name, load_vocabulary().row(term.row).say) for name, term in terms().items() if term.row)
    own = ((name, (*term.names, *term.say)) for name, term in terms().items())
    return {_key(fold(form)): name for name, forms in chain(rows, own) for form in forms}


def _key(phrase: str) -> str:
    return phrase if is_chinese(phrase) else english_key(phrase)


def _measure_term(rate: Rate) -> Term:
    """A derived measure, explained by its formula."""
    metric = metric_of(rate.key)
    chinese, english = (formula(metric, total_of(metric), language) or "" for language in ("zh", "en"))
    cases = load_vocabulary().row(rate.row) if rate.variants else None
    own = [f"{word}{rate.zh}" for word in (cases.zh, *cases.say, *cases.also) if is_chinese(word)] if cases else []
    say = tuple(dict.fromkeys((*rate.say, *own)))
    return Term(names=(rate.zh, rate.en), law=("", ""), articles=(), texts=(chinese, english), say=say)


def _term(entry: dict[str, Any], laws: dict[str, dict[str, str]]) -> Term:
    law = laws.get(entry.get("law", ""), {"zh": "", "en": ""})
    return Term(
        names=(entry["zh"], entry["en"]),
        law=(law["zh"], law["en"]),
        articles=tuple(entry.get("articles", ())),
        texts=(entry["text"]["zh"], entry["text"]["en"]),
        say=tuple(entry["say"]),
        row=entry.get("row"),
    )
