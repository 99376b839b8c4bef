"""Counts that the text states: compared with the cell that they speak of, and the two that no table has.

A count is compared only where its clause says what is counted; letters, hotlines, channels, other years, shares of a
whole district and round numbers are not.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.model import Fact, Finding, Location
from ingest.prose import Line
from ingest.titles import folded
from ingest.traditional import simplified
from ingest.years import find_years

_COUNT = re.compile(
    r"(?P<about>近|约|超过?|逾)?(?<!\d)(?P<number>\d[\d,]{0,15})(?P<more>余|多)?(?P<unit>件|份|宗|起|个|项)(?!次)(?:申请)?"
)
_NO_FEES = re.compile(r"(?:无|没有|未发生|未产生|未收取)行政事业性收费")
_CLAUSES = re.compile(r"[,;:()、]")
_FOREIGN = re.compile(
    r"信箱|来信|咨询|投诉|建议|网民|留言|信访|来电|热线|电话|提案|议案|线上|线下|网络|网上|信函|邮寄|邮政|当面|现场|窗口|互联网"
    r"|传真|邮件|系统|渠道|平台|自然人|法人|企业|机构|组织|栏目|解读|政策性|政策文件|涉及|关于|逾期|超期|延期|补正|撤回|公示|新闻"
    r"|动态|事项目录|指南"
)
_ELSEWHEN = re.compile(r"去年|上年(?!度?结转)|往年|同比|环比|增加|减少|增长|下降|上升|较|相比|每|月|季度|平均")
_WHOLE_PLACE = re.compile(r"全[省市区县镇乡州盟旗]|各[县区市镇乡部单直]|下辖|系统|累计共|所属")
_TOTAL = "applications.{}.total"
_REVIEWS = {
    "reconsideration": ("reconsideration",),
    "litigation": ("litigation_direct", "litigation_after_reconsideration"),
    "reviews": ("reconsideration", "litigation_direct", "litigation_after_reconsideration"),
}
_OUTCOMES = (
    (re.compile(r"纠正|败诉|撤销"), "corrected"),
    (re.compile(r"维持|驳回"), "upheld"),
    (re.compile(r"其他结果|其它结果"), "other"),
    (re.compile(r"尚未审结|未审结|未办结|正在审理|在审"), "pending"),
)
_APPLICATIONS = (
    (re.compile(r"上年度?结转|往年结转|上一年度?结转"), ("carried_in",)),
    (re.compile(r"结转.{0,4}(?:下|次|明|20)|结转.{0,6}继续办理|顺延"), ("carried_out",)),
    (re.compile(r"收到|受理|接收|接到|新收|新增|收件"), ("new",)),
    (re.compile(r"部分公开"), ("partial",)),
    (re.compile(r"(?<!不)予以公开|同意公开"), ("granted",)),
    (re.compile(r"办结|答复|办理完"), ("concluded",)),
    (re.compile(r"处理|办理"), ("new", "concluded")),
)
_DISCLOSED = re.compile(
    r"主动公开[^,。;\d]{0,16}信息[^,。;\d]{0,8}?(?P<number>\d[\d,]{0,15}(?:\.\d{1,9})?)(?P<unit>万)?(?:余|多)?条"
)
_FEE = re.compile(
    r"(?:信息处理费|信息公开处理费)[^,。;\d]{0,10}?(?P<number>\d[\d,]{0,15}(?:\.\d{1,9})?)(?P<unit>万)?元"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A count in the text: acceptable sums of cells in order of likelihood, and the words that state it."""

    number: Decimal
    alternatives: tuple[tuple[str, ...], ...]
    quote: str
    location: Location
    whole_place: bool


def check_narrative(lines: Sequence[Line], facts: Sequence[Fact], year: int) -> list[Finding]:
    """Counts of the text that no acceptable sum of cells equals, both quoted."""
    by_key = {fact.key: fact for fact in facts}
    findings = []
    for claim in claims(lines, year):
        sums = [_sum(keys, by_key) for keys in claim.alternatives]
        if claim.whole_place or None in sums or claim.number in sums:
            continue
        keys = claim.alternatives[0]
        cells = "、".join(f"{by_key[key].location.table} {by_key[key].location.row}" for key in keys)
        message = f"正文“{claim.quote}”，{cells}为 {sums[0]}"
        expected = str(sums[0])
        findings.append(
            Finding("text_vs_table", "warning", "report", claim.location, message, expected, claim.quote, keys)
        )
    return findings


def narrative_facts(lines: Sequence[Line]) -> list[Fact]:
    """`narrative.disclosed_items` (条) and `narrative.information_fee` (元), from the first sentence that states it."""
    found: list[Fact] = []
    for key, pattern in (("narrative.disclosed_items", _DISCLOSED), ("narrative.information_fee", _FEE)):
        for line in lines:
            printed = folded(line.text)
            if match := pattern.search(simplified(printed)):
                number = Decimal(match["number"].replace(",", "")) * (10_000 if match["unit"] else 1)
                quote = printed[match.start() : match.end()]
                found.append(Fact(key, number, quote, "value" if number else "zero", line.location))
                break
    return found


def claims(lines: Sequence[Line], year: int) -> Iterator[Claim]:
    """Counts whose clause says which cell they speak of."""
    for line in lines:
        for sentence in re.split(r"[。!?]", folded(line.text)):
            yield from _sentence_claims(sentence, line.location, year)


def _sentence_claims(printed: str, location: Location, year: int) -> Iterator[Claim]:
    sentence = simplified(printed)
    if match := _NO_FEES.search(sentence):
        quote = printed[match.start() : match.end()]
        yield Claim(Decimal(0), (("disclosure.fees.amount",),), quote, location, False)
    others = [stop for named, _, stop in find_years(sentence) if named != year]
    whole = _WHOLE_PLACE.search(sentence)
    subject: str | None = None
    end = 0
    for match in _COUNT.finditer(sentence):
        start = max([end, *(cut.end() for cut in _CLAUSES.finditer(sentence, end, match.start()))])
        clause = sentence[start : match.start()]
        own = _subject(clause if len(clause) > 2 else sentence[end : match.start()])
        subject = own or (None if _FOREIGN.search(clause) else subject)
        end = match.end()
        other_year = bool(others) and others[0] < end
        vague = match["about"] or match["more"]
        foreign = subject not in _REVIEWS and _FOREIGN.search(clause)
        if subject is None or vague or other_year or foreign or _ELSEWHEN.search(clause):
            continue
        after = sentence[end : end + 8]
        alternatives = _alternatives(subject, clause, after, own is not None)
        if alternatives:
            number = Decimal(match["number"].replace(",", ""))
            whole_place = whole is not None and whole.end() <= match.start()
            yield Claim(number, alternatives, printed[start : match.end()], location, whole_place)


def _subject(clause: str) -> str | None:
    """What a clause counts: applications, reviews, documents; None where it does not say."""
    reconsideration, litigation = "复议" in clause, "诉讼" in clause
    if reconsideration and litigation:
        return "reviews"
    if reconsideration or litigation:
        return "reconsideration" if reconsideration else "litigation"
    if re.search(r"(?<!性)(?:依申请|公开)\S{0,6}申请|依申请公开|信息公开申请|公开申请", clause):
        return "applications"
    if "规范性文件" in clause:
        return "normative_documents"
    return "regulations" if "规章" in clause and "制度" not in clause else None


def _alternatives(subject: str, clause: str, after: str, own: bool) -> tuple[tuple[str, ...], ...]:
    if subject == "applications":
        return _application_sums(clause, after, own)
    if subject in _REVIEWS:
        outcome = next((name for pattern, name in _OUTCOMES if pattern.search(clause)), "total" if own else None)
        return (tuple(f"{group}.{outcome}" for group in _REVIEWS[subject]),) if outcome else ()
    if re.search(r"废止|失效", clause):
        return ((f"disclosure.{subject}.repealed",),)
    if re.search(r"有效|保留", clause):
        return ((f"disclosure.{subject}.in_force",),)
    return ((f"disclosure.{subject}.issued",),) if own else ()


def _application_sums(clause: str, after: str, own: bool) -> tuple[tuple[str, ...], ...]:
    if re.match(r"(?:已|将|依法)?(?:顺延|结转)", after):
        return ((_TOTAL.format("carried_out"),),)
    names = next((names for pattern, names in _APPLICATIONS if pattern.search(clause)), ())
    if not names:
        return ()
    sums: list[tuple[str, ...]] = [(_TOTAL.format(name),) for name in names]
    if "new" in names:
        sums.append((_TOTAL.format("new"), _TOTAL.format("carried_in")))
    return tuple(sums) if own or len(clause) <= 10 else ()


def _sum(keys: Sequence[str], facts: Mapping[str, Fact]) -> Decimal | None:
    """The sum of cells; None where the template lacks one or it carries no number."""
    values = [facts[key].value if key in facts else None for key in keys]
    return None if None in values else sum((value for value in values if value is not None), Decimal(0))
