"""What a finding says in the reader's language."""

from collections.abc import Iterable
from decimal import Decimal

from ingest.model import Finding
from portal.labels import CHECKS, TABLES, metric_label, word
from portal.messages import Texts
from portal.messages.findings import FINDINGS

# The balance of table 三 has two cells on each side.
_SIDE = 2
_MOST_ROWS = 3


def finding_text(finding: Finding, texts: Texts) -> str:
    """Chinese as its check wrote it, English made of its values; a check without English words in its own."""
    held = (".facts" if finding.facts else "") + (".printed" if finding.published else "")
    sentence = FINDINGS.get(f"{finding.check}{held}") or FINDINGS.get(finding.check)
    if texts.lang == "zh" or sentence is None:
        return finding.message
    said = sentence.format_map(_values(finding, texts))
    return said[:1].upper() + said[1:]


def checked_text(finding: Finding, texts: Texts) -> str:
    """The same behind the name of its check."""
    return f"{word(CHECKS, finding.check, texts)}{texts('list.says')}{finding_text(finding, texts)}"


def _values(finding: Finding, texts: Texts) -> dict[str, object]:
    names = [metric_label(key, texts) for key in finding.facts]
    shared = Decimal(finding.published or 0) if finding.check == "repeated_text" else Decimal(0)
    return {
        "printed": finding.published,
        "expected": finding.expected,
        "message": finding.message,
        "first": "".join(names[:1]),
        "last": "".join(names[-1:]),
        "right": " + ".join(names[:_SIDE]),
        "left": " + ".join(names[_SIDE:]),
        "all": " + ".join(names),
        "rows": _rows(finding.facts, texts),
        "count": len(names),
        "table": _table(finding, texts),
        "share": f"{shared:.0%}",
    }


def _rows(keys: Iterable[str], texts: Texts) -> str:
    """The rows that cells stand in, the first few of them."""
    rows = dict.fromkeys(key.rpartition(".")[0] for key in keys)
    return ", ".join(metric_label(f"{row}.total", texts) for row in list(rows)[:_MOST_ROWS])


def _table(finding: Finding, texts: Texts) -> str:
    number = (finding.location.table or "").removeprefix("表")
    return texts(f"compare.group.{number}") if number in TABLES else texts("report.narrative")
