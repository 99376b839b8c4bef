"""What a question asks of the narrative: themes, words as they stand, problems and measures."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from portal.questions.cutting.parts import Told, marked, pick
from portal.questions.cutting.telling_alternatives import with_alternatives
from portal.questions.cutting.telling_clauses import clause_told, take_fronted, take_named_as
from portal.questions.cutting.telling_reach import joins, reach
from portal.questions.cutting.telling_search import (
    Search,
    cue_at,
    is_text,
    known,
    names_lack,
    quote_in,
    themes_in,
    told_by,
    trimmed,
    without_telling,
)
from portal.questions.plan import Mention, ToldKind
from portal.questions.words.fold import is_chinese, words
from portal.questions.words.meanings import (
    Compare,
    Concept,
    Join,
    Marker,
    Negation,
    Number,
    Token,
)
from portal.questions.words.telling_tokens import is_filler, is_function, is_lack, roles_of, stays, telling_words
from portal.questions.words.told_meanings import Sought, Telling, Topic


def told_in(
    text: str, tokens: Sequence[Token], quoted: Sequence[tuple[int, int]]
) -> tuple[list[Told], tuple[Token, ...]]:
    """What the narrative shall tell, and the tokens that say something else; `quoted` are stretches in quotes."""
    search = Search(text, tokens, quoted)
    take_named_as(search)
    bare_verbs = [index for index in range(len(tokens)) if not _verb(search, index)]
    bare_nouns = [index for index in range(len(tokens)) if not _noun(search, index)]
    take_fronted(search, bare_verbs)
    _loose_quotes(search)
    _lacking(search, bool(bare_verbs or bare_nouns))
    _bare(search, bare_nouns)
    if search.told:
        if any((cue := cue_at(search, index)) and cue.against for index in bare_verbs):
            # 网站更新慢的单位怎么整改 asks for the measures.
            search.told = [_of_kind(told, "measure") for told in search.told]
        search.used |= set(bare_verbs)
    rest = (_left(token) for index, token in enumerate(tokens) if index not in search.used)
    rest = (replace(token, meanings=()) if _is_told(tokens, token) else token for token in rest)
    return search.told, tuple(map(_asking, rest) if search.told else rest)


def _is_told(tokens: Sequence[Token], token: Token) -> bool:
    """Whether a figure is only said to be so (say it is unclear who …), which no cell tells."""
    before = [item.text for item in tokens if item.end <= token.start][-3:]
    said = len(before) > 2 and before[0] in telling_words()["plain"] and before[1:] in (["it", "is"], ["it", "was"])
    return said and pick(token, Concept) is not None


def _left(token: Token) -> Token:
    """A token that tells nothing; a plain verb for telling (说, say) then says nothing at all."""
    kept = without_telling(token)
    plain = not kept.meanings and token.meanings and token.text in telling_words()["plain"]
    return marked(token, "function") if plain else kept


def _asking(token: Token) -> Token:
    """What were … asks which passages there are, not for a number."""
    which = token.text in telling_words()["which"]
    return replace(token, meanings=(Marker(frozenset(["list"])),)) if which else token


def _verb(search: Search, index: int) -> bool:
    """Take up a verb with what it tells; False where it is one and tells nothing."""
    telling = cue_at(search, index)
    if telling is None or telling.form != "verb" or index in search.used:
        return True
    end = reach(search.text, search.tokens, index + 1)
    inside = [cue_at(search, at) for at in range(index, end)]
    kinds = [cue.kind for cue in inside if cue and cue.kind]
    kind = next((cue.kind for cue in inside if cue and cue.form == "noun"), kinds[0] if kinds else None)
    against = any(cue.against for cue in inside if cue)
    may_be_loose = telling.kind != "measure" and search.tokens[index].text not in telling_words()["plain"]
    found = clause_told(search, index + 1, end) or list(_objects(search, range(index + 1, end), may_be_loose))
    figures = [run for run in found if _asks_cases(search, run)]
    found = [run for run in found if run not in figures]
    absent = _negation_before(search, index)
    if figures and not found and not absent:
        # Mention fewer than 400 items: the figure is the condition, whatever verb it follows.
        search.used.add(index)
        return True
    if not found:
        return _told_nothing(search, index, absent, inside)
    search.used |= {index, *absent}
    told = [told_by(search, run, kind, against) for run in found]
    for first, last in found:
        search.used |= set(range(first, last + 1))
    for item in with_alternatives(search, found, told):
        search.told.append(replace(item, mention=replace(item.mention, absent=bool(absent))))
    search.used |= {at for at in range(index, end) if cue_at(search, at)}
    return True


def _asks_cases(search: Search, run: tuple[int, int]) -> bool:
    """Whether what is said is a figure: asked for (说是“内部事务信息”没给的有几件) or bounded (below 400 items)."""
    tokens = search.tokens[run[0] : run[1] + 1]
    if any(pick(token, Compare) for token in tokens) and any(pick(token, Number) for token in tokens):
        return any(pick(token, Concept) for token in tokens) and all(_bounds(token) for token in tokens)
    figure = all(pick(token, Concept) or pick(token, Negation) or is_filler(token) for token in tokens)
    return figure and any({"cases", "number"} <= roles_of(token) for token in search.tokens)


def _bounds(token: Token) -> bool:
    return is_filler(token) or any(pick(token, kind) is not None for kind in (Concept, Compare, Number))


def _told_nothing(search: Search, index: int, absent: set[int], inside: Sequence[Telling | None]) -> bool:
    """Take up a verb that only names a kind of passages (写了问题, 没有写措施); False where it names none."""
    noun = next((cue for cue in inside if cue and cue.form == "noun"), None)
    if noun is None:
        return False
    search.used |= {index, *absent}
    if absent:
        search.used |= {at for at in range(index, len(search.tokens)) if cue_at(search, at) is noun}
        search.told.append(Told(search.tokens[index].text, Mention(kind=noun.kind, absent=True)))
    return True


def _negation_before(search: Search, index: int) -> set[int]:
    """The negation of a verb, function words between them."""
    for at in range(index - 1, -1, -1):
        if pick(search.tokens[at], Negation):
            return {at}
        if not is_function(search.tokens[at]):
            break
    return set()


def _objects(search: Search, places: range, may_be_loose: bool) -> Iterator[tuple[int, int]]:
    """The runs of tokens that say what is told, function words at their edges left out."""
    run: list[int] = []
    for at in (*places, None):
        parts = (
            at is None
            or stays(search.tokens[at])
            or pick(search.tokens[at], Telling)
            or (joins(search.text, search.tokens, at) and not _goes_on_about(search, at, places.stop))
        )
        if not parts and at is not None:
            run.append(at)
            continue
        said = trimmed(search, run)
        # Plain verbs tell a clause only where a theme stands in it: say replies came close to the deadline.
        clear = may_be_loose or any(pick(search.tokens[place], Topic) for place in run)
        if said and (themes_in(search, said) or quote_in(search, said) or (clear and is_text(search, said))):
            yield said
        may_be_loose = may_be_loose and not (at is not None and stays(search.tokens[at]) and said)
        run = [at] if at is not None and _starts_run(search.tokens[at]) else []


def _goes_on_about(search: Search, at: int, end: int) -> bool:
    """Whether what is joined here only says more of what is wrong (incomplete or not updated)."""
    rest = search.tokens[at + 1 : end]
    wrong = any(map(is_lack, rest)) and all(is_lack(token) or is_filler(token) for token in rest)
    return pick(search.tokens[at], Join) is not None and wrong


def _starts_run(token: Token) -> bool:
    """Whether a token behind a comma is itself something told."""
    return not (stays(token) or pick(token, Telling) or pick(token, Join))


def _noun(search: Search, index: int) -> bool:
    """Take up 问题 or 措施 with the theme beside it; False where it is one and has none."""
    telling = cue_at(search, index)
    if telling is None or telling.form != "noun" or index in search.used:
        return True
    run = _beside(search, range(index - 1, -1, -1)) or _beside(search, range(index + 1, len(search.tokens)))
    if run is None:
        return False
    search.used |= set(range(min(index, run[0]), max(index, run[1]) + 1))
    search.told.append(told_by(search, run, telling.kind, against=False))
    return True


def _beside(search: Search, places: range) -> tuple[int, int] | None:
    """The run of themes that touches a noun on one side, fillers between them."""
    run: list[int] = []
    for at in places:
        token = search.tokens[at]
        either = (join := pick(token, Join)) is not None and join.kind == "or"
        if at in search.used or not (pick(token, Topic) or is_filler(token) or either) or pick(token, Sought):
            break
        run.append(at)
    return trimmed(search, sorted(run))


def _loose_quotes(search: Search) -> None:
    """Quoted words that nothing else knows are looked for as they stand."""
    for start, end in search.quoted:
        inside = [at for at, token in enumerate(search.tokens) if token.start < end and start < token.end]
        free = [at for at in inside if at not in search.used]
        if free and any(not known(search.tokens[at]) for at in free):
            search.used |= set(inside)
            search.told.append(Told(search.text[start:end], Mention(text=search.text[start:end])))


def _lacking(search: Search, asked: bool) -> None:
    """Themes named without a verb: what is wrong says enough (人手不足的单位), others where some word asks for text."""
    runs: list[tuple[int, int]] = []
    found: list[Told] = []
    for at, token in enumerate(search.tokens):
        topic = pick(token, Topic)
        if at in search.used or topic is None or without_telling(token).meanings:
            continue
        run = _run_from(search, at)
        lack = any(is_lack(item) or names_lack(item) for item in search.tokens[at : run[1] + 1])
        loose = any(not beside.meanings and _touch(token, beside) for beside in search.tokens)
        if loose or not (lack or asked):
            continue
        search.used |= set(range(run[0], run[1] + 1))
        told = told_by(search, run, None, against=False)
        runs.append(run)
        found.append(replace(told, word=token.text) if run[0] == run[1] else told)
    search.told += with_alternatives(search, runs, found)


def _run_from(search: Search, start: int) -> tuple[int, int]:
    """The themes that stand here in a row, with what says what is wrong with them."""
    run = [start]
    for at in range(start + 1, len(search.tokens)):
        token = search.tokens[at]
        theme = pick(token, Topic) is not None and not without_telling(token).meanings
        if at in search.used or not (theme or is_filler(token)) or joins(search.text, search.tokens, at):
            break
        run.append(at)
    return trimmed(search, run) or (start, start)


def _touch(token: Token, beside: Token) -> bool:
    return token.end == beside.start or beside.end == token.start


def _bare(search: Search, nouns: Sequence[int]) -> None:
    """问题 or 措施 alone: which passages the rest is looked for in, else all such passages."""
    sought = any(pick(token, Sought) for at, token in enumerate(search.tokens) if at not in search.used)
    spoken_for = {*search.used, *nouns}
    figures = any(pick(token, Concept) for at, token in enumerate(search.tokens) if at not in spoken_for)
    asks = any(roles_of(token) & {"subject", "list"} for token in search.tokens)
    for at in nouns:
        telling = pick(search.tokens[at], Telling)
        assert telling is not None
        if figures and pick(search.tokens[at], Concept):
            # To issue regulations is no issue.
            continue
        kinds = {told.mention.kind for told in search.told if told.mention == Mention(kind=told.mention.kind)}
        if kinds and telling.kind not in kinds:
            # 问题和措施 asks for two things.
            continue
        if sought or not figures or asks or search.told:
            search.used.add(at)
        if search.told:
            search.told = [_of_kind(told, telling.kind) for told in search.told]
        elif not sought and (asks or not figures):
            search.told.append(Told(search.tokens[at].text, Mention(kind=telling.kind)))


def _of_kind(told: Told, kind: ToldKind | None) -> Told:
    """What is told, looked for in passages of a kind; measures against what is itself a problem answer it."""
    if kind == "measure" and told.mention.kind == "problem":
        return replace(told, answering=True)
    return told if told.mention.kind else replace(told, mention=replace(told.mention, kind=kind))


def is_loose_english(told: Told) -> bool:
    """Whether what is looked for as it stands is English and was not quoted: the reports are Chinese."""
    return told.loose and bool(words(told.word)) and not is_chinese(told.word)
