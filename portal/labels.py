"""What the code words of filters, states, checks and cells are called on a page."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from itertools import islice

from index.filters import fact_comparison
from index.measures import DERIVED
from index.model import Filter
from index.themes import Theme
from ingest.model import Fact, TemplateName
from ingest.template import APPLICANTS, Cell, load_template
from portal.messages import LANGUAGES, Texts
from portal.questions.saying.phrasing import figure
from portal.questions.words.fold import is_chinese
from portal.questions.words.metrics import english_label, metric_of
from portal.questions.words.vocabulary import load_vocabulary

Names = dict[str, tuple[str, str]]

FILTERS: Names = {
    "year": ("年份", "Year"),
    "region": ("地区", "Place"),
    "level": ("层级", "Level"),
    "office_kind": ("单位类别", "Kind of office"),
    "office": ("单位", "Office"),
    "template": ("表式", "Form"),
    "section": ("部分", "Section"),
    "kind": ("段落", "Passage"),
    "fact": ("结果", "Outcome"),
    "finding": ("检查", "Check"),
    "severity": ("程度", "Severity"),
    "blame": ("依据", "Blame"),
    "report": ("报告", "Report"),
}
LEVELS: Names = {
    "national": ("国家级", "national"),
    "province": ("省级", "province"),
    "prefecture": ("市级", "prefecture"),
    "county": ("县级", "county"),
    "township": ("乡级", "township"),
}
OFFICE_KINDS: Names = {
    "government": ("政府及办公厅（室）", "government"),
    "department": ("部门", "department"),
    "township": ("乡镇街道", "township"),
}
KINDS: Names = {
    "overview": ("总体情况", "overview"),
    "problem": ("存在问题", "problem"),
    "measure": ("改进措施", "measure"),
    "other": ("其他", "other"),
}
SECTIONS: Names = {
    "1": ("一、总体情况", "1 Overview"),
    "2": ("二、主动公开", "2 Disclosure"),
    "3": ("三、申请办理", "3 Applications"),
    "4": ("四、复议诉讼", "4 Reviews"),
    "5": ("五、问题与改进", "5 Problems"),
    "6": ("六、其他事项", "6 Other"),
}
SEVERITIES: Names = {"error": ("错误", "error"), "warning": ("警告", "warning"), "note": ("说明", "note")}
SIGNS = {"error": "■", "warning": "△", "note": "○"}
BLAMES: Names = {"report": ("报告如此", "as printed"), "reading": ("可能读错", "perhaps misread")}
STATES: Names = {
    "value": ("印有数", "number printed"),
    "zero": ("印作 0", "0 printed"),
    "blank": ("空白", "blank"),
    "dash": ("—", "—"),
    "unread": ("未读出", "unread"),
    "restored": ("推定", "restored"),
    "off": ("不平", "off"),
}
TABLES = {
    "二": "主动公开政府信息情况",
    "三": "收到和处理政府信息公开申请情况（件）",
    "四": "政府信息公开行政复议、行政诉讼情况（件）",
}
TEMPLATES: Names = {
    "2021": ("2021 年表式", "2021 form"),
    "2019": ("2019 年表式", "2019 form"),
    "none": ("无统计表", "no form"),
}
CHECKS: Names = {
    "row_sum": ("行合计不平", "row does not add up"),
    "balance": ("收办不平", "received against handled"),
    "concluded_sum": ("办结总计不平", "results do not add up"),
    "review_sum": ("复议诉讼合计不平", "reviews do not add up"),
    "carry_over": ("结转与上年不符", "carried over differently"),
    "stock": ("存量与上年不符", "stock differs from last year"),
    "text_vs_table": ("文表不符", "text against table"),
    "split_number": ("数字被拆开", "number split"),
    "year_mismatch": ("年份不一致", "years differ"),
    "identity_conflict": ("单位或年份不一致", "office or year differ"),
    "region_ambiguous": ("地区有歧义", "place ambiguous"),
    "section_missing": ("缺部分", "section missing"),
    "table_missing": ("缺统计表", "table missing"),
    "no_template": ("表式不明", "unknown form"),
    "unmatched_row": ("有行未对上", "row not matched"),
    "unread_cell": ("有格未读出", "cell unread"),
    "read_by_ocr": ("由识别读出", "read by OCR"),
    "not_a_count": ("不是件数", "not a count"),
    "restored_cells": ("有推定格", "restored cells"),
    "repeated_text": ("与上年重复", "repeats last year"),
}
# Why something was not judged, as reading and checking say it.
REASONS: Names = {
    "缺上一年的报告": ("缺上一年的报告", "last year's report is not there"),
    "没有读到统计表": ("没有读到统计表", "no statistical table was read"),
    "有未读出的格": ("有未读出的格", "a cell was not read"),
    "总计一格空白": ("总计一格空白", "the total is blank"),
    "各格都空白": ("各格都空白", "all cells are blank"),
}
VALUES: dict[str, Names] = {
    "level": LEVELS,
    "office_kind": OFFICE_KINDS,
    "kind": KINDS,
    "section": SECTIONS,
    "severity": SEVERITIES,
    "blame": BLAMES,
    "template": TEMPLATES,
    "finding": CHECKS,
}
# Sums of these checks bind cells to each other: a cell named by one of their findings is marked as off.
SUM_CHECKS = ("row_sum", "balance", "concluded_sum", "review_sum", "split_number", "not_a_count")
_TEMPLATES: tuple[TemplateName, ...] = ("2021", "2019")
_SHORT = {
    "applications.new.total": ("新收", "new"),
    "applications.concluded.total": ("办结", "concluded"),
    "applications.carried_out.total": ("结转下年", "carried over"),
    "reconsideration.total": ("复议总计", "reconsiderations"),
    "reconsideration.corrected": ("复议纠正", "corrected on reconsideration"),
    "reconsideration.upheld": ("复议维持", "upheld on reconsideration"),
    "litigation.corrected": ("诉讼纠正", "corrected in court"),
    "litigation.upheld": ("诉讼维持", "upheld in court"),
    "litigation_direct.corrected": ("直接起诉纠正", "corrected in court (direct)"),
    "litigation_after_reconsideration.corrected": ("复议后起诉纠正", "corrected in court (after reconsideration)"),
    "narrative.disclosed_items": ("主动公开信息条数", "items disclosed"),
    "narrative.information_fee": ("信息处理费", "information fee"),
}
# From counties down one name fits many places, so the city stands before it.
_AMBIGUOUS = 2
_AT_LEAST_ONE = ">=1"
# Usual words beside a name: those that come first in the lexicon.
_MOST_WORDS = 3
OPERATORS = {">=": "≥", "<=": "≤", "!=": "≠", ">": ">", "<": "<", "=": "="}


def word(names: Names, code: str, texts: Texts) -> str:
    """What a code word is called; one without a name stands for itself."""
    return names[code][LANGUAGES.index(texts.lang)] if code in names else code


@cache
def statutory_cells() -> dict[str, Cell]:
    """Every cell of every template by key, the newest template's wording first."""
    cells: dict[str, Cell] = {}
    for name in _TEMPLATES:
        for key, cell in load_template(name).cells.items():
            cells.setdefault(key, cell)
    return cells


def fact_label(key: str, texts: Texts) -> str:
    """What a figure or a rate is called, in a word or two where there is one."""
    return word(_SHORT, key, texts) if key in _SHORT else metric_label(key, texts)


def metric_label(key: str, texts: Texts) -> str:
    """What a figure, a sum or a rate is called."""
    return metric_of(key).label if texts.lang == "zh" else english_label(key)


def fact_option(key: str, texts: Texts) -> str:
    """A figure's name in a list, and behind it what else it is found by: the words of its table, and usual ones."""
    said = [fact_label(key, texts)]
    if texts.lang == "zh" and key in statutory_cells():
        said.append(full_fact(key))
    for words in _usual_words(key):
        own = (word for word in words if is_chinese(word) == (texts.lang == "zh"))
        said += islice((word for word in own if not any(word in other or other in word for other in said)), _MOST_WORDS)
    more = "；".join(said[1:]) if texts.lang == "zh" else "; ".join(said[1:])
    return texts("threshold.option", figure=said[0], more=more) if more else said[0]


def _usual_words(key: str) -> tuple[Sequence[str], ...]:
    """How questions name a figure: its row, and its column where that tells what became of it; or its rate."""
    vocabulary = load_vocabulary()
    if key in vocabulary.rates:
        return (vocabulary.rates[key].say,)
    row, _, column = key.rpartition(".")
    if column == "total":
        return (vocabulary.row(row).say,)
    return () if column in APPLICANTS else (vocabulary.row(row).say, vocabulary.columns[column].say)


def full_fact(key: str) -> str:
    """A cell's name as its table prints it: row × column; a key that no table has stands for itself."""
    cell = statutory_cells().get(key)
    return f"{cell.row} × {cell.column}" if cell else key


def place_of(fact: Fact, texts: Texts) -> str:
    """Where a figure is printed, in short: `表四 行政复议 × 结果纠正`."""
    location = fact.location
    if location.table is None:
        return texts("report.narrative")
    return " ".join(part for part in (location.table, full_fact(fact.key)) if part)


def places_text(cells: Sequence[Fact], texts: Texts) -> str:
    """Where the cells of a sum are printed: the place of the first and how many there are."""
    place = place_of(cells[0], texts)
    return texts("compare.and_more", place=place, count=len(cells)) if cells[1:] else place


def filter_value(item: Filter, texts: Texts) -> str:
    """The value of a filter as a reader says it."""
    if item.name == "fact":
        return _fact_value(item.value, texts)
    if item.name == "region":
        return " / ".join(item.value.split("/")[-1 if item.value.count("/") < _AMBIGUOUS else -2 :])
    return word(VALUES.get(item.name, {}), item.value, texts)


def facet_value(item: Filter, texts: Texts) -> str:
    """The value of a facet as an entry of its list: `有复议纠正` where the filter is at least 1."""
    key = item.value.removesuffix(_AT_LEAST_ONE)
    if item.name == "fact" and key != item.value:
        return texts("search.has", what=fact_label(key, texts))
    return filter_value(item, texts)


def filter_text(item: Filter, texts: Texts) -> str:
    """A filter in words: `年份 2025`, `复议纠正 ≥ 1`, `不含 层级 省级`."""
    name = word(FILTERS, item.name, texts)
    shown = filter_value(item, texts)
    text = shown if item.name == "fact" else f"{name} {shown}"
    return texts("search.without", filter=text) if item.excluded else text


def _fact_value(value: str, texts: Texts) -> str:
    if comparison := fact_comparison(value):
        key, condition = comparison
        number = f"{figure(condition.number * 100)}%" if key in DERIVED else figure(condition.number)
        return f"{fact_label(key, texts)} {OPERATORS[condition.operator]} {number}"
    key, colon, state = value.partition(":")
    return f"{fact_label(key, texts)} {word(STATES, state, texts)}" if colon else value


def theme_name(theme: Theme, texts: Texts) -> str:
    """What a theme is called."""
    return (theme.name, theme.english)[LANGUAGES.index(texts.lang)]


def status_value(name: str, value: object, texts: Texts) -> str:
    """A value of the status for people: sizes in units that they use, what is not there as such."""
    if value is None:
        return texts("status.none")
    if not isinstance(value, int):
        return str(value)
    return size_text(value) if name.endswith("_bytes") else figure(Decimal(value))


def size_text(size: int) -> str:
    """A number of bytes in B, KB, MB or GB."""
    amount, units = float(size), list(_UNITS)
    while amount >= _STEP and units[1:]:
        amount /= _STEP
        units.pop(0)
    return f"{amount:.1f} {units[0]}" if units[0] != "B" else f"{size} B"


_UNITS = ("B", "KB", "MB", "GB")
_STEP = 1024
