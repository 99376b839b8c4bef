"""What every sample states, for the tests: cells, identity, quoted figures, problems and measures, deliberate flaws."""

import json
from collections.abc import Iterable
from decimal import Decimal

from ingest.identities import identities
from scripts.samples.flaws import NOTES, Cells
from scripts.samples.model import Draft, Quoted

Json = dict[str, object]


def truth_text(drafts: Iterable[Draft]) -> str:
    """The truth file: a JSON array with one report a line."""
    lines = ",\n".join(json.dumps(_report(draft), ensure_ascii=False, separators=(",", ":")) for draft in drafts)
    return f"[\n{lines}\n]\n"


def failed_checks(cells: Cells) -> list[Json]:
    """The identities that the printed numbers fail; a cell without a number counts as 0 beside one that has one."""
    failed: list[Json] = []
    for item in identities(cells):
        left, right = (_total(cells, keys) for keys in (item.left, item.right))
        if left != right:
            failed.append({"check": item.check, "facts": list(item.keys), "expected": left, "printed": right})
    return failed


def _total(cells: Cells, keys: Iterable[str]) -> int:
    return int(sum((cells[key].value or Decimal(0) for key in keys), Decimal(0)))


def _report(draft: Draft) -> Json:
    region, wording = draft.region, draft.wording
    return {
        "file": f"samples/{draft.file}",
        "fictional": draft.fictional,
        "office": draft.office,
        "printed_office": draft.title,
        "region": {
            "province": region.province,
            "city": region.city,
            "county": region.county,
            "township": region.township,
        },
        "level": draft.level,
        "office_kind": draft.kind,
        "year": draft.year,
        "template": draft.template,
        "dress": draft.dress,
        "flaws": [{"kind": flaw, "note": NOTES[flaw]} for flaw in draft.flaws],
        "failed_checks": failed_checks(draft.cells),
        "narrative": wording.narrative,
        "narrative_figures": [_quoted(quote) for quote in wording.quoted if quote.keys],
        "narrative_conflicts": [
            _quoted(quote) for quote in wording.quoted if quote.keys and quote.value != quote.table_value
        ],
        "no_counterpart_figures": [
            {"text": quote.text, "value": quote.value} for quote in wording.quoted if not quote.keys
        ],
        "problems": list(wording.problems),
        "measures": list(wording.measures),
        "states": {key: cell.state for key, cell in draft.cells.items() if cell.state not in ("value", "zero")},
        "facts": {key: _json_number(cell.value) for key, cell in draft.cells.items()},
    }


def _quoted(quote: Quoted) -> Json:
    return {
        "text": quote.text,
        "value": quote.value,
        "keys": list(quote.keys),
        "table_value": quote.table_value,
    }


def _json_number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
