"""Section 5 of a fictional report: problems and measures, itemised as offices do it."""

from collections.abc import Callable, Sequence

from scripts.samples.narrative import Speech
from scripts.samples.phrases import Item

_NUMERALS = "一二三四五六"
_MARKS: tuple[Callable[[int], str], ...] = (
    lambda index: f"{_NUMERALS[index]}是",
    lambda index: f"{index + 1}.",
    lambda index: f"（{_NUMERALS[index]}）",
    lambda index: f"第{_NUMERALS[index]}，",
    lambda index: "①②③④⑤⑥"[index],
)
_SEQUENCE = ("首先，", "其次，", "再次，", "此外，", "最后，", "同时，")
Paragraphs = tuple[str, ...]


def _subsections(items: Sequence[Item], talk: Speech, turn: int) -> Paragraphs:
    mark = _MARKS[(1, 0, 4)[turn % 3]]
    heads = (("（一）存在的主要问题", "（二）改进情况"), ("（一）存在问题", "（二）改进措施"))[turn % 2]
    problems = [f"{mark(index)}{item.problem}。" for index, item in enumerate(items)]
    measures = [f"{mark(index)}{item.measure}。" for index, item in enumerate(items)]
    return (heads[0], *problems, heads[1], *measures)


def _ordinals(items: Sequence[Item], talk: Speech, turn: int) -> Paragraphs:
    mark = _MARKS[(0, 3)[turn % 2]]
    problems = "；".join(f"{mark(index)}{item.problem}" for index, item in enumerate(items))
    measures = "".join(f"{mark(index)}{item.measure}。" for index, item in enumerate(items))
    return (f"{talk.say('problem_lead')}{problems}。", f"{talk.say('measure_lead')}{measures}")


def _paired(items: Sequence[Item], talk: Speech, turn: int) -> Paragraphs:
    link = ("对此，", "改进措施：", "为此，")[turn % 3]
    return tuple(f"（{_NUMERALS[index]}）{item.problem}。{link}{item.measure}。" for index, item in enumerate(items))


def _named(items: Sequence[Item], talk: Speech, turn: int) -> Paragraphs:
    problems = [f"{index}.{item.problem_name}。{item.problem}。" for index, item in enumerate(items, 1)]
    measures = [f"{index}.{item.measure_name}。{item.measure}。" for index, item in enumerate(items, 1)]
    return ("（一）主要问题", *problems, "（二）下一步改进措施", *measures)


def _sequence(items: Sequence[Item], talk: Speech, turn: int) -> Paragraphs:
    problems = "".join(f"{_SEQUENCE[index]}{item.problem}。" for index, item in enumerate(items))
    measures = "".join(f"{_SEQUENCE[index]}{item.measure}。" for index, item in enumerate(items))
    return (talk.say("problem_lead") + problems, talk.say("measure_lead") + measures)


def _semicolons(items: Sequence[Item], talk: Speech, turn: int) -> Paragraphs:
    problems = "；".join(item.problem for item in items)
    measures = "；".join(item.measure for item in items)
    return (f"{talk.say('problem_lead')}{problems}。{talk.say('measure_lead')}{measures}。",)


def _plain(items: Sequence[Item], talk: Speech, turn: int) -> Paragraphs:
    problems = "。".join(item.problem for item in items)
    measures = "。".join(item.measure for item in items)
    return (f"{talk.say('problem_lead')}{problems}。", f"{talk.say('measure_lead')}{measures}。")


def _measures_only(items: Sequence[Item], talk: Speech, turn: int) -> Paragraphs:
    measures = [f"{_MARKS[0](index)}{item.measure_name}。{item.measure}。" for index, item in enumerate(items)]
    return (talk.fill("{next}年，{self}将从以下方面加以改进："), *measures)


_STYLES = (_subsections, _ordinals, _paired, _named, _sequence, _semicolons, _plain, _subsections, _ordinals)


def section_five(
    items: Sequence[Item], talk: Speech, turn: int, *, problems_stated: bool
) -> tuple[Paragraphs, tuple[str, ...], tuple[str, ...]]:
    """The paragraphs of section 5 with its problems and measures; `turn` chooses the style."""
    if not problems_stated:
        return _measures_only(items, talk, turn), (), tuple(item.measure for item in items)
    style = _STYLES[turn % len(_STYLES)]
    problems, measures = (item.problem for item in items), (item.measure for item in items)
    return style(items, talk, turn), tuple(problems), tuple(measures)
