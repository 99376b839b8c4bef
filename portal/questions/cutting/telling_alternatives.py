"""Themes of which one will do (错别字或断链), told as one."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from portal.questions.cutting.parts import Told, pick
from portal.questions.cutting.telling_search import Search
from portal.questions.words.lexicon import load_lexicon
from portal.questions.words.meanings import Join
from portal.questions.words.telling_tokens import telling_words
from portal.questions.words.told_meanings import Topic

_PAIR = 2


def with_alternatives(search: Search, runs: Sequence[tuple[int, int]], told: Sequence[Told]) -> list[Told]:
    """What these runs tell, those between which an 或 stands as one; as they are where some are not just one theme."""
    between = [range(before[1] + 1, after[0]) for before, after in pairwise(runs)]
    if len(told) == _PAIR and set(told[0].mention.themes) < set(told[1].mention.themes):
        # 公众号或政务新媒体更新不及时: two words for the one that the second goes on about.
        search.used |= {at for gap in between for at in gap}
        return [told[1]]
    joins = [at for gap in between for at in gap if (join := pick(search.tokens[at], Join)) and join.kind == "or"]
    kinds = {item.mention.kind for item in told}
    if not joins and _listed(search, between) and "problem" in kinds <= {"problem", None}:
        # 答复不规范、说理不充分: either is what is complained of.
        joins = [-1]
    themed = all(len(item.mention.themes) == 1 for item in told)
    if not joins or not themed:
        return list(told)
    first = told[0]
    themes = tuple(dict.fromkeys(theme for item in told for theme in item.mention.themes))
    if len(themes) == _PAIR and _of_the_same(told[0], told[1]):
        themes = themes[:1]
    kind = kinds.pop() if len(kinds) == 1 else "problem" if "problem" in kinds else None
    word = search.text[search.tokens[runs[0][0]].start : search.tokens[runs[-1][1]].end]
    search.used |= {at for at in joins if at >= 0}
    mention = replace(first.mention, themes=themes, kind=kind, either=len(themes) > 1)
    left = tuple(word for item in told for word in item.left)
    return [replace(first, word=word, mention=mention, answering=any(item.answering for item in told), left=left)]


def _of_the_same(first: Told, second: Told) -> bool:
    """Whether 更新不及时 behind 公众号停更 is said of the accounts: what both are about is named once."""
    known = load_lexicon().chinese
    heads = (first.word[:end] for end in range(len(first.word) - 1, 1, -1))
    topics = (topic for head in heads for topic in known.get(f"{head}{second.word}", ()) if isinstance(topic, Topic))
    return any(topic.theme in first.mention.themes for topic in topics)


def _listed(search: Search, between: Sequence[range]) -> bool:
    """Whether only 、 stands between the runs, and nothing asks for all of them (都)."""
    each = any(token.text in telling_words()["each"] for token in search.tokens)
    gaps = (search.text[search.tokens[gap.start - 1].end : search.tokens[gap.stop].start] for gap in between)
    return bool(between) and not each and all(gap.strip() == "、" for gap in gaps)
