"""What a reader got wrong: its report against everything that the variant prints."""

from collections.abc import Iterator, Sequence

from ingest.model import Fact, Region, Report
from tests.mess import Printed, Shown, Variant

IDENTITIES = frozenset({"row_sum", "balance", "concluded_sum", "review_sum"})
FALSE_ALARMS = IDENTITIES | {
    "text_vs_table",
    "split_number",
    "not_a_count",
    "year_mismatch",
    "identity_conflict",
    "region_ambiguous",
    "section_missing",
    "table_missing",
    "no_template",
}
REVIEWS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
WHOLE: tuple[Shown, ...] = ("number", "mark", "blank", "changed")


def faults(variant: Variant, report: Report) -> Iterator[str]:
    """Everything in the report that differs from what the variant prints."""
    yield from _wrong_identity(variant, report)
    keys = {fact.key for fact in report.facts if not fact.key.startswith("narrative.")}
    if keys != set(variant.cells):
        yield f"cells: {sorted(keys ^ set(variant.cells))}"
        return
    yield from wrong_cells(variant, report)
    if "as_columns" not in variant.mess.options:
        yield from _misquoted(variant, report)
    whole = all(cell.shown in WHOLE for cell in variant.cells.values()) and "as_columns" not in variant.mess.options
    for found in report.findings:
        allowed = found.check == "restored_cells" if whole else found.check not in FALSE_ALARMS - {"table_missing"}
        if not allowed:
            yield f"{found.check}: {found.message}"


def wrong_cells(variant: Variant, report: Report) -> Iterator[str]:
    """Cells that are not what the file prints, unless their row is damaged and a finding names them as unread."""
    findings, facts = _named(report), {fact.key: fact for fact in report.facts}
    # Without rules the columns of a PDF are only places on the page: names wrapped within them have no sure order.
    unsure = "as_columns" in variant.mess.options
    for key, cell in variant.cells.items():
        fact = facts.get(key)
        if fact is None:
            yield f"{key}: no such cell, {cell.shown} of {cell.true}"
            continue
        excused = (unsure or cell.shown not in WHOLE) and fact.value is None and key in findings
        if not (_is_read(cell, fact) or excused):
            yield f"{key}: {fact.state} {fact.value} ({fact.published!r}), {cell.shown} of {cell.true}"


def unnamed(variant: Variant, report: Report) -> Iterator[str]:
    """Cells without their printed number that no finding names; a table that is missing need not be named by cell."""
    findings, facts = _named(report), {fact.key: fact for fact in report.facts}
    missing = any(found.check == "table_missing" for found in report.findings)
    lost = variant.damage is not None and variant.damage.kind == "lost_table" and missing
    for key, cell in variant.cells.items():
        fact = facts.get(key)
        if lost and cell.shown == "gone" and (fact is None or fact.value is None):
            continue
        if fact is None:
            yield f"{key}: no such cell, {cell.shown} of {cell.true}"
        elif not _is_read(cell, fact) and key not in findings:
            yield f"{key}: {fact.state} {fact.value}, {cell.shown} of {cell.true}"


def wrong_elsewhere(variant: Variant, report: Report) -> Iterator[str]:
    """Cells that the damage did not touch and that are not what the file prints."""
    assert variant.damage is not None
    damage = variant.damage
    # Table four prints its groups in one row, so that a cell which is lost there shifts those of all three.
    shared = damage.row in REVIEWS and damage.kind in ("lost_cell", "merged") and "review_rows" not in variant.mess
    hit = REVIEWS if shared else (damage.row,)
    touched = tuple(f"{row}." for row in hit)
    keys = {key for key, cell in variant.cells.items() if cell.shown in WHOLE and not key.startswith(touched)}
    return (line for line in wrong_cells(variant, report) if line.partition(":")[0] in keys)


def told(variant: Variant, complaints: Sequence[str]) -> str:
    """The complaints under the seed that gives this variant again."""
    mess = variant.mess
    head = f"seed {variant.seed} {mess.layout} {sorted(mess.options)} {variant.damage or ''}"
    return "\n".join([head, *complaints[:12], f"… {len(complaints)} in all"])


def _is_read(cell: Printed, fact: Fact) -> bool:
    """Whether the fact is what the file prints: its number, its mark or blank, or the zero that these stand for."""
    if cell.shown == "changed":
        return fact.value == cell.number and fact.state in ("value", "zero")
    if fact.value is None and cell.shown != "gone":
        return (cell.blank and fact.state == "blank") or (cell.marked and fact.state == "dash")
    return fact.value == cell.true


def _misquoted(variant: Variant, report: Report) -> Iterator[str]:
    """Cells of whole rows whose published text is not the printed one."""
    for key, cell in variant.cells.items():
        published = report.fact(key).published
        if cell.shown in WHOLE and _squeezed(published) != _squeezed(cell.text):
            yield f"{key}: published {published!r}, printed {cell.text!r}"


def _squeezed(text: str | None) -> str:
    return "".join((text or "").split())


def _wrong_identity(variant: Variant, report: Report) -> Iterator[str]:
    office = variant.office
    pairs = {
        "office": (report.office, office.full),
        "printed_office": (report.printed_office, office.printed),
        "year": (report.year, variant.year),
        "template": (report.template, variant.template),
        "region": (_parts(report.region), _parts(office.region)),
        "level": (report.level, office.level),
        "kind": (report.office_kind, office.kind),
    }
    if office.region.adcode and not office.region.township:
        pairs["adcode"] = (report.region.adcode, office.region.adcode)
    return (f"{name}: {found!r}, should be {true!r}" for name, (found, true) in pairs.items() if found != true)


def _parts(region: Region) -> tuple[str | None, ...]:
    return region.province, region.city, region.county, region.township


def _named(report: Report) -> set[str]:
    return {key for finding in report.findings for key in finding.facts}
