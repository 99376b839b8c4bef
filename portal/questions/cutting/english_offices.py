"""English words that count offices rather than cases: how many of the counties, what share of departments."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from portal.questions.cutting.parts import (
    PLAIN_OFFICES,
    RELATIVE,
    aims_at,
    are_offices,
    has_role,
    marked,
    pick,
    says_offices,
)
from portal.questions.words.meanings import (
    Aim,
    Compare,
    Concept,
    Grouping,
    Marker,
    Negation,
    OfficeName,
    Place,
    Scope,
    Token,
    Years,
)
from portal.questions.words.share_tokens import all_of_it, is_share
from portal.questions.words.vocabulary import read_lexicon

_GOVERNMENT = frozenset(["", "人民政府"])


def _any_other(tokens: Sequence[Token], index: int) -> Token:
    """More than any other office: the most."""
    said = read_lexicon("words.json")["than_any_other"]
    at = next((at for at, token in enumerate(tokens) if token.text in said), None)
    aim = pick(tokens[index], Aim)
    if at is None or (index != at and not (aim and aim.operation == "comparison" and aim.way)):
        return tokens[index]
    if index != at:
        return marked(tokens[index], "function")
    down = any(token.text in read_lexicon("words.json")["fewer"] for token in tokens)
    return replace(tokens[index], meanings=(Aim("ranking", "least" if down else "most", top=1),))


def _theirs(tokens: Sequence[Token], index: int) -> Token:
    """What share of offices' refusals is no share of offices."""
    aim, after = pick(tokens[index], Aim), tokens[index + 1] if index + 1 < len(tokens) else None
    share = aim is not None and aim.operation == "share" and tokens[index].text.isascii()
    theirs = share and after is not None and pick(after, Concept) is not None and after.text.endswith("s")
    return replace(tokens[index], meanings=()) if theirs else tokens[index]


def _asked_twice(tokens: Sequence[Token], index: int) -> Token:
    """Which department and which county, which were sued and which were not: two lists, asked for at once."""
    if tokens[index].text not in ("and which", "and who"):
        return tokens[index]
    after = [token for token in tokens[index + 1 :] if not says_nothing(token)]
    two = any(pick(token, Scope) for token in tokens[:index]) and bool(after) and pick(after[0], Scope) is not None
    denied = len(after) == 1 and pick(after[0], Negation) is not None
    return replace(tokens[index], meanings=()) if two or denied else tokens[index]


def _all_summed(tokens: Sequence[Token], index: int) -> Token:
    """Add up all reconsiderations: all of them are what is summed."""
    summed = aims_at(tokens[:index], "sum")
    return all_of_it(tokens[index]) if summed and tokens[index].text.startswith("all ") else tokens[index]


def _its_government(tokens: Sequence[Token], index: int) -> Token:
    """The 白鹭市 government is its government's office, not every government there."""
    named = bool(index) and pick(tokens[index - 1], Place) is not None
    said = tokens[index].text in read_lexicon("words.json")["its_government"] or (named and _whose(tokens, index))
    of_place = [token.text for token in tokens[index + 1 : index + 2]] == ["of"] and index + 2 < len(tokens)
    if said and of_place and pick(tokens[index + 2], Place):
        return marked(tokens[index], "function")
    return (
        replace(tokens[index], meanings=(OfficeName(_GOVERNMENT, None, seat=True),))
        if named and said
        else tokens[index]
    )


def _whose(tokens: Sequence[Token], index: int) -> bool:
    """Whether a possessive stands here that folding has made a plural: Moxi City government's new applications."""
    one = tokens[index].text.removesuffix("s")
    figure = index + 1 < len(tokens) and pick(tokens[index + 1], Concept) is not None
    asked = any(has_role(token, "list") or has_role(token, "subject") for token in tokens[:index])
    return one != tokens[index].text and one in read_lexicon("words.json")["its_government"] and figure and not asked


def _that_office(tokens: Sequence[Token], index: int) -> Token:
    """The office behind a name is the one that was named."""
    definite = bool(index) and tokens[index - 1].text == "the" and any(map(names_office, tokens[:index]))
    said = tokens[index].text in ("office", "agency", "authority", "body")
    return marked(tokens[index], "function") if definite and said else tokens[index]


def _the_one(tokens: Sequence[Token], index: int) -> Token:
    """The district government office is one that is not named, not all offices of the kind."""
    before = tokens[index - 1] if index else None
    one = before is not None and pick(before, Scope) and before.text.startswith("the ") and has_role(before, "number")
    return marked(tokens[index], "function") if one and tokens[index].text == "office" else tokens[index]


def _that_reported(tokens: Sequence[Token], index: int) -> Token:
    """Of all the offices that reported for 2025, of all offices, what share had any: all that there are."""
    after = [token.text for token in tokens[index + 1 : index + 2]]
    reported = tokens[index].text.endswith("offices that") and after == ["reported"]
    aim = pick(tokens[index], Aim)
    whole = aim is not None and aim.offices and index > 0 and tokens[index - 1].text in ("of", "out of", "among")
    share = next((at for at in range(index, len(tokens)) if is_share(tokens[at])), None)
    had = share is not None and [token.text for token in tokens[share + 1 : share + 2]] == ["had"]
    return marked(tokens[index], "subject") if had and (reported or whole) else tokens[index]


def _counted(tokens: Sequence[Token], index: int) -> Token:
    """How many of the county governments lost: offices are counted, unless it is something of theirs."""
    if not asks_number(tokens[index]) or not tokens[index].text.isascii():
        return tokens[index]
    last = index == len(tokens) - 1 and tokens[index].text == "how many"
    # Offices with more than that one - how many.
    closes = last and has_role(tokens[0], "subject") and not any(has_role(token, "list") for token in tokens)
    counted = closes or _offices_behind(tokens, index) is not None
    return replace(tokens[index], meanings=(Aim("count"),)) if counted else tokens[index]


def _what_offices(tokens: Sequence[Token], index: int) -> Token:
    """What county governments had above 30 asks which they are."""
    offices = index + 1 < len(tokens) and says_offices(tokens[index + 1])
    opens = all(pick(token, Years) or has_role(token, "function") for token in tokens[:index])
    asks = opens and tokens[index].text == "what" and offices
    return replace(tokens[index], meanings=(Marker(frozenset(["list", "subject"])),)) if asks else tokens[index]


def _all_that(tokens: Sequence[Token], index: int) -> Token:
    """Give me all county offices where one holds lists them; nothing is to be summed."""
    aim = pick(tokens[index], Aim)
    if aim is None or aim.operation != "sum" or aim.scope is None or not tokens[index].text.startswith("all "):
        return tokens[index]
    narrowed = any(token.text in RELATIVE for token in tokens[index + 1 :])
    figure = any(has_role(token, "number") or has_role(token, "total") for token in tokens)
    other = any(pick(token, Aim) not in (None, aim) for token in tokens)
    if not narrowed or figure or other:
        return tokens[index]
    return replace(tokens[index], meanings=(aim.scope, Marker(frozenset(["list", "subject"]))))


def _how_many_of_those(tokens: Sequence[Token], index: int) -> Token:
    """Among county governments, how many refused: the offices named before are counted."""
    if not asks_number(tokens[index]) or tokens[index].text != "how many" or any(map(names_office, tokens)):
        return tokens[index]
    grouped = any(pick(token, Grouping) for token in tokens[:index])
    before = grouped or any(pick(token, Scope) or has_role(token, "subject") for token in tokens[:index])
    one, other = (tokens[at] if at < len(tokens) else None for at in (index + 1, index + 2))
    if grouped and one is not None and has_role(one, "among"):
        one, other = other, tokens[index + 3] if index + 3 < len(tokens) else None
    if not before or one is None:
        return tokens[index]
    named = any(word.endswith("s") for word in one.text.split())
    verb = pick(one, Concept) and not named and not (other and pick(other, Concept))
    return (
        replace(tokens[index], meanings=(Aim("count"),))
        if verb or one.text in ("had", "have", "also")
        else tokens[index]
    )


def _share_of_offices(tokens: Sequence[Token], index: int) -> Token:
    """What share of departments refused any: a share of offices, unless it is of something of theirs."""
    if tokens[index].text == "number of offices":
        share = next((at for at in range(index, -1, -1) if is_share(tokens[at])), None)
        whole = share is not None and _offices_behind(tokens, share) == index
        return marked(tokens[index], "function") if whole else tokens[index]
    if not is_share(tokens[index]) or asks_number(tokens[index]) or _said_first(tokens, index):
        return tokens[index]
    if aims_at(tokens, "share"):
        # Out of all offices, what percentage had none: said once already.
        return marked(tokens[index], "function")
    inside = next((at for at in range(index, len(tokens)) if tokens[at].text == "in"), len(tokens))
    if any(has_role(token, "total") for token in tokens[inside : inside + 2]):
        # The share of counties in the total number of requests.
        return tokens[index]
    had = index + 1 < len(tokens) and tokens[index + 1].text in ("had", "have", "recorded", "reported")
    before = had and any(map(are_offices, tokens[:index]))
    share = before or _offices_behind(tokens, index) is not None
    return replace(tokens[index], meanings=(Aim("share"),)) if share else tokens[index]


def _said_first(tokens: Sequence[Token], index: int) -> bool:
    """Whether a Chinese word for a share stands by itself, before a mark (百分比：县级单位的申请占全部的)."""
    after = tokens[index + 1 : index + 2]
    return not tokens[index].text.isascii() and bool(after) and tokens[index].end < after[0].start


def _offices_behind(tokens: Sequence[Token], index: int) -> int | None:
    """Where offices stand right behind a word that counts, nothing of theirs behind them (departments requests)."""
    skipped = ("of", "the total")
    behind = (at for at in range(index + 1, len(tokens)) if not says_nothing(tokens[at]))
    behind = (at for at in behind if tokens[at].text not in skipped)
    at = next((at for at in behind if not pick(tokens[at], Years)), None)
    if any(has_role(token, "to_part") for token in tokens[index:at]):
        # What percentage concerned departments: a share of the cases.
        return None
    offices = at is not None and (pick(tokens[at], Scope) or has_role(tokens[at], "report"))
    offices = offices or (
        at is not None
        and tokens[at].text.endswith(("all offices", "number of offices"))
        and _told_before(tokens, index)
    )
    if at is None or not offices or any(names_office(token) for token in _elsewhere(tokens, at)):
        return None
    beside = tokens[at + 1] if at + 1 < len(tokens) else None
    return None if beside and pick(beside, Concept) and beside.text.endswith("s") else at


def _elsewhere(tokens: Sequence[Token], at: int) -> Sequence[Token]:
    """The tokens without the place that offices stand in (departments in 白鹭市)."""
    offices = at + 1 < len(tokens) and tokens[at + 1].text in PLAIN_OFFICES
    behind = at + 2 if offices else at + 1
    inside = behind + 1 < len(tokens) and tokens[behind].text in ("in", "of", "within")
    placed = inside and pick(tokens[behind + 1], Place) is not None
    # Departments of 白鹭市公安局 name an office behind the place, which stays.
    return [*tokens[:behind], *tokens[behind + 2 :]] if placed else tokens


def _told_before(tokens: Sequence[Token], index: int) -> bool:
    """Whether a condition stands before (more than 100 applications in 2023: what percent of all offices)."""
    before = tokens[:index]
    return any(pick(token, Concept) for token in before) and any(pick(token, Compare) for token in before)


def names_office(token: Token) -> bool:
    """Whether a token names an office or a place."""
    return pick(token, OfficeName) is not None or pick(token, Place) is not None


def asks_number(token: Token) -> bool:
    """Whether a token asks how many, and names nothing."""
    return not pick(token, Concept) and has_role(token, "number")


def says_nothing(token: Token) -> bool:
    """Whether a token says nothing, or only points back at what was listed."""
    return (has_role(token, "function") or has_role(token, "among")) and not pick(token, Scope)


OFFICES: tuple[Callable[[Sequence[Token], int], Token], ...] = (
    _any_other,
    _theirs,
    _asked_twice,
    _all_summed,
    _its_government,
    _that_office,
    _the_one,
    _what_offices,
    _that_reported,
    _counted,
    _all_that,
    _how_many_of_those,
    _share_of_offices,
)
