"""What a figure is held against, named apart from it: the mean of all offices, a line (以50%为界，谁比它高)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from portal.questions.cutting.parts import MEAN_ELSEWHERE, aims_at, lists_any, marked, pick
from portal.questions.plan import Peers
from portal.questions.words.meanings import Aim, Compare, Marker, Number, OfficeName, Place, Token, Years
from portal.questions.words.vocabulary import read_lexicon

_NEAR = 4
_FEW = 5


def with_bounds(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens of a question with what is held against a mean or a line as one condition."""
    return _with_line(_with_mean(_with_mean_of_place(tokens)))


def _with_line(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """以50%为界，哪些单位比它高: the number stands where the line is spoken of."""
    line = next((span for at in range(len(tokens)) if (span := _line(tokens, at))), None)
    if line is None:
        return tuple(tokens)
    first, number, last = line
    rest = range(last + 1, len(tokens))
    operators = {at: operator for at in rest if (operator := _operator(tokens[at])) and not _bounds(tokens, at)}
    if len(operators) != 1:
        return tuple(tokens)
    (place, operator), bound = next(iter(operators.items())), tokens[number]
    found: list[Token] = []
    for at, token in enumerate(tokens):
        spoken = at > last and (_only_compares(token) or token.text in read_lexicon("words.json")["this_line"])
        if at == place:
            end = token.end
            found += [replace(token, meanings=(Compare(operator, None),)), replace(bound, start=end, end=end)]
        else:
            found.append(marked(token, "function") if first <= at <= last or spoken else token)
    return tuple(found)


def _line(tokens: Sequence[Token], at: int) -> tuple[int, int, int] | None:
    """Where a number is called a line, the first and last of its words and the number: with 20% as the limit."""
    words = read_lexicon("words.json")["line"]
    number = at + 1
    if tokens[at].text not in words["opens"] or number >= len(tokens) or not pick(tokens[number], Number):
        return None
    ends = range(number + 1, min(number + _FEW, len(tokens)))
    last = next((end for end in ends if tokens[end].text in words["named"]), 0)
    return (at, number, last) if last else None


def _bounds(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number stands right behind a word that compares."""
    return at + 1 < len(tokens) and pick(tokens[at + 1], Number) is not None and not pick(tokens[at + 1], Years)


def _with_mean_of_place(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """示例省高于全省平均的单位, above the provincial average, the overall average: the mean of all offices there."""
    known = read_lexicon("words.json")["mean_of_place"]
    mean = next((at for at, token in enumerate(tokens) if at and aims_at([token], "average", "median")), None)
    depth = known.get(tokens[mean - 1].text) if mean is not None else None
    operators = [at for at, token in enumerate(tokens) if _operator(token)]
    if mean is None or depth is None or not lists_any(tokens) or len(operators) != 1:
        return tuple(tokens)
    operator = _operator(tokens[operators[0]])
    deep = [place.paths for token in tokens if (place := pick(token, Place))]
    if operator is None or any(abs(mean - at) > _NEAR for at in operators):
        return tuple(tokens)
    if depth and not any(path.count("/") + 1 == depth for paths in deep for path in paths):
        return (*tokens[: mean - 1], replace(tokens[mean - 1], meanings=(MEAN_ELSEWHERE,)), *tokens[mean:])
    held = Peers(operator, "median" if aims_at([tokens[mean]], "median") else "average")
    found = [marked(token, "function") if at in (*operators, mean - 1) else token for at, token in enumerate(tokens)]
    found[mean] = replace(tokens[mean], meanings=(held,))
    return tuple(found)


def _with_mean(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens of a list of offices, the mean of all of them and what holds against it as one condition."""
    offices = [at for at, token in enumerate(tokens) if _all_offices(token)]
    named = any(pick(token, OfficeName) for token in tokens)
    bounded = any(pick(token, Number) and not pick(token, Years) for token in tokens)
    if len(offices) != 1 or named or bounded or not lists_any(tokens):
        return tuple(tokens)
    if any(pick(token, Peers) for token in tokens):
        # Above the average rate of all offices.
        return tuple(marked(token, "function") if at in offices else token for at, token in enumerate(tokens))
    means = [at for at, token in enumerate(tokens) if aims_at([token], "average", "median")]
    operators = {at: operator for at, token in enumerate(tokens) if (operator := _operator(token))}
    if not (means and any(0 < abs(at - offices[0]) < _NEAR for at in means) and len(set(operators.values())) == 1):
        return tuple(tokens)
    middle = aims_at([tokens[means[-1]]], "median")
    held = Peers(next(iter(operators.values())), "median" if middle else "average")
    silent = {*offices, *means, *operators, *(at for at, token in enumerate(tokens) if _only_compares(token))}
    found = [marked(token, "function") if at in silent else token for at, token in enumerate(tokens)]
    found[means[-1]] = replace(tokens[means[-1]], meanings=(held,))
    return tuple(found)


def _all_offices(token: Token) -> bool:
    aim = pick(token, Aim)
    whole = aim is not None and aim.operation == "sum" and (aim.offices or token.text.endswith("offices"))
    return whole or token.text in read_lexicon("words.json")["all_of"]


def _operator(token: Token) -> Literal[">", "<"] | None:
    """The way a word holds two figures against each other; none where it also says something else."""
    compare, aim = pick(token, Compare), pick(token, Aim)
    if compare is not None and compare.before in (">", "<"):
        return ">" if compare.before == ">" else "<"
    if aim is not None and aim.operation == "comparison" and aim.way:
        return ">" if aim.way == "up" else "<"
    return None


def _only_compares(token: Token) -> bool:
    aim, marker = pick(token, Aim), pick(token, Marker)
    compares = aim is not None and aim.operation == "comparison" and not aim.way
    return compares or (marker is not None and marker.roles == {"function", "refers"})
