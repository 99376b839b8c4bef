"""The arithmetic that a report's own tables must meet: which sums fail, and which could not be judged."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.identities import Identity, identities
from ingest.model import Blame, Fact, Finding, Location, NotJudged

_WORDS = {
    "row_sum": "各类申请人之和",
    "balance": "新收加结转",
    "concluded_sum": "各项办理结果之和",
    "review_sum": "各项结果之和",
}


def check_identities(facts: Sequence[Fact]) -> tuple[list[Finding], list[NotJudged]]:
    """Failing identities as findings; those with an unread operand or a blank total as not judged."""
    by_key = {fact.key: fact for fact in facts}
    failed: list[tuple[Identity, Decimal, Decimal]] = []
    not_judged: list[NotJudged] = []
    judged = 0
    for item in identities(by_key):
        reason = _why_not(item, by_key)
        if reason:
            not_judged.append(NotJudged(item.check, reason, item.keys))
            continue
        judged += 1
        left, right = _total(item.left, by_key), _total(item.right, by_key)
        if left != right:
            failed.append((item, left, right))
    # One row that does not add up among many that do is printed so; many that fail say that the reading slipped.
    blame: Blame = "report" if 4 * len(failed) <= judged else "reading"
    return [_failure(item, left, right, by_key, blame) for item, left, right in failed], not_judged


def check_counts(facts: Sequence[Fact]) -> list[Finding]:
    """Cells that hold a negative or fractional number where a count stands."""
    findings = []
    for fact in facts:
        amount = fact.key.endswith((".amount", ".change"))
        if fact.value is None or amount or fact.key.startswith("narrative."):
            continue
        if fact.value < 0 or fact.value != int(fact.value):
            message = f"{fact.location.row} {fact.location.column or ''}印作 {fact.published}，不是件数"
            findings.append(
                Finding("not_a_count", "error", "report", fact.location, message, None, fact.published, (fact.key,))
            )
    return findings


def doubt_ocr(findings: Iterable[Finding], facts: Sequence[Fact], source: str) -> tuple[Finding, ...]:
    """The findings on a report read by OCR, none of them laid on the report, and `read_by_ocr`.

    The first of these is on the text as a whole, the others name the cells that no identity confirms, one a table.
    """
    place = Location(source)
    message = "全文由文字识别读出，单位、年份和正文可能有错字，请对照原件"
    found = [replace(finding, blame="reading") for finding in findings]
    found.append(Finding("read_by_ocr", "warning", "reading", place, message))
    confirmed = set(_confirmed({fact.key: fact for fact in facts}))
    by_table: dict[str | None, list[str]] = {}
    for fact in facts:
        if fact.state != "unread" and fact.key not in confirmed:
            by_table.setdefault(fact.location.table, []).append(fact.key)
    for table, keys in by_table.items():
        message = f"{table or '正文'}有 {len(keys)} 个数由文字识别读出，没有加总关系可以印证，请对照原件"
        found.append(
            Finding("read_by_ocr", "warning", "reading", replace(place, table=table), message, facts=tuple(keys))
        )
    return tuple(found)


def _confirmed(facts: Mapping[str, Fact]) -> Iterator[str]:
    """The cells of identities that hold; one that a cell was restored by holds whatever the others are."""
    for item in identities(facts):
        judged = _why_not(item, facts) is None and all(facts[key].state != "restored" for key in item.keys)
        if judged and _total(item.left, facts) == _total(item.right, facts):
            yield from item.keys


def _why_not(item: Identity, facts: Mapping[str, Fact]) -> str | None:
    operands = [facts[key] for key in item.keys]
    if any(fact.state == "unread" for fact in operands):
        return "有未读出的格"
    if item.check != "balance" and facts[item.right[0]].value is None:
        return "总计一格空白"
    if all(fact.value is None for fact in operands):
        return "各格都空白"
    return None


def _total(keys: Sequence[str], facts: Mapping[str, Fact]) -> Decimal:
    return sum((facts[key].value or Decimal(0) for key in keys), Decimal(0))


def _failure(item: Identity, left: Decimal, right: Decimal, facts: Mapping[str, Fact], blame: Blame) -> Finding:
    place = facts[item.right[0]].location
    right_words = "办结加结转下年" if item.check == "balance" else f"{place.row} {place.column}"
    message = f"{right_words}为 {right}，{_WORDS[item.check]}为 {left}（{place.column}）"
    return Finding(item.check, "error", blame, place, message, str(left), str(right), item.keys)
