"""Words that ask about the reports themselves, by what stands beside them: 交没交报告, copied from the year before."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from portal.questions.cutting.parts import has_role, marked, pick, without, year_step
from portal.questions.words.lexicon import load_lexicon
from portal.questions.words.meanings import Aim, Concept, RelativeYears, Token, Years
from portal.questions.words.told_meanings import Side, Sought, Telling, Topic
from portal.questions.words.vocabulary import read_lexicon

_SUMS = {"row_sum", "balance", "concluded_sum", "review_sum"}
_CLASHES = {"text": [{"text_vs_table"}, {"repeated_text"}], "table": [{"text_vs_table"}, _SUMS]}


def _what_reports(tokens: Sequence[Token], index: int) -> Token:
    """What 2024 reports: which of them."""
    behind = tokens[index + 1 : index + 3]
    dated = bool(behind) and pick(behind[0], Years) and any(has_role(token, "report") for token in behind[1:])
    return marked(tokens[index], "list") if tokens[index].text == "what" and dated else tokens[index]


def _named_as_problem(tokens: Sequence[Token], index: int) -> Token:
    """哪些单位把个人隐私列为问题: a theme of the narrative, where it is a ground for refusal as well."""
    both = pick(tokens[index], Topic) and pick(tokens[index], Concept)
    problem = any((cue := pick(token, Telling)) and (cue.form, cue.kind) == ("noun", "problem") for token in tokens)
    alone = not any(pick(token, Concept) for at, token in enumerate(tokens) if at != index)
    return without(tokens[index], Concept) if both and problem and alone else tokens[index]


def _copied_from(tokens: Sequence[Token], index: int) -> Token:
    """Copied a section from the year before: which year is part of what is found."""
    relative = pick(tokens[index], RelativeYears)
    before = tokens[index].text.startswith("from") and relative and year_step(tokens[index].text, relative) < 0
    sought = [said for token in tokens[:index] if (said := pick(token, Sought))]
    copied = any(item.value == "repeated_text" for said in sought for item in said.filters)
    return marked(tokens[index], "function") if before and copied else tokens[index]


def _where_it_clashes(tokens: Sequence[Token], index: int) -> Token:
    """文字和表格数字对不上, tables with sums that do not add up: where stands what is then said not to fit."""
    side = pick(tokens[index], Side)
    if side is None or sum(pick(token, Side) is not None for token in tokens) != 1:
        return tokens[index]
    around = (tokens[index + 1 :], tokens[:index][::-1])
    beside = [next((token for token in stretch if not has_role(token, "function")), None) for stretch in around]
    sought = [{item.value for item in said.filters} for token in beside if token and (said := pick(token, Sought))]
    known = any(found in _CLASHES.get(side.kind, ()) for found in sought)
    return marked(tokens[index], "function") if known else tokens[index]


def _this_problem(tokens: Sequence[Token], index: int) -> Token:
    """培训这一问题: what stands before it is told as a problem."""
    said = tokens[index].text in read_lexicon("words.json")["this_problem"]
    themed = said and index and pick(tokens[index - 1], Topic)
    return replace(tokens[index], meanings=load_lexicon().chinese["问题"]) if themed else tokens[index]


def _on_the_matter(tokens: Sequence[Token], index: int) -> Token:
    """在培训问题上采取措施: on a matter, which is no problem that is told."""
    after = tokens[index + 1 : index + 2]
    on = bool(after) and after[0].text == "上" and tokens[index].text == "问题"
    named = on and any(token.text == "在" for token in tokens[:index])
    return marked(tokens[index], "function") if named else tokens[index]


def _cited_ground(tokens: Sequence[Token], index: int) -> Token:
    """Who cited state secrets: a ground for refusal, which a cell counts, and nothing that is told."""
    verb = tokens[index].text in read_lexicon("words.json")["cites"] and pick(tokens[index], Telling)
    ground = next((token for token in tokens[index + 1 :] if not has_role(token, "function")), None)
    concept = pick(ground, Concept) if ground is not None else None
    of_refusals = concept is not None and all(
        any(row.startswith("applications.refused.") for row in sense.rows or ()) for sense in concept.senses
    )
    themed = any(pick(token, Topic) for token in tokens[index + 1 :])
    return marked(tokens[index], "function") if verb and of_refusals and not themed else tokens[index]


def _filed_or_not(tokens: Sequence[Token], index: int) -> Token:
    """交没交报告: whether there is one."""
    sought = pick(tokens[index], Sought)
    before = tokens[index - 1] if index else None
    asks = sought is not None and sought.operation == "missing" and before is not None
    if not asks or before is None or tokens[index].text != f"没{before.text}" or before.end < tokens[index].start:
        return tokens[index]
    return replace(tokens[index], meanings=(Aim("yes_no"),))


def _years_without(tokens: Sequence[Token], index: int) -> Token:
    """Years without a report from an office: which years."""
    sought = pick(tokens[index + 1], Sought) if index + 1 < len(tokens) else None
    asks = tokens[index].text == "years" and sought is not None and sought.operation == "missing"
    return marked(tokens[index], "which_year") if asks else tokens[index]


ABOUT_REPORTS: tuple[Callable[[Sequence[Token], int], Token], ...] = (
    _copied_from,
    _this_problem,
    _named_as_problem,
    _on_the_matter,
    _cited_ground,
    _filed_or_not,
    _years_without,
    _what_reports,
    _where_it_clashes,
)
