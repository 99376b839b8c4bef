"""Two reports side by side as a table to take away: the cells of both and of one alone, and their sentences."""

from collections.abc import Iterable

from index.differences import CellDifferences, Comparison
from index.export_tables import Value
from index.forms import number_form
from ingest.model import Fact
from portal.labels import STATES, fact_label, full_fact, word
from portal.messages import Texts
from portal.sheets.exports import Origin, Row, Table, table_of
from portal.widgets.markup_differences import Sides

_COLUMNS = ("earlier", "later", "part", "item", "standing", "before", "after", "difference")


def differences_table(compared: Comparison, origin: Origin, texts: Texts) -> Table:
    """Everything that a comparison shows."""
    names = Sides(compared, texts).names.values()
    rows = (*_cell_rows(compared.cells, texts), *_sentence_rows(compared, texts))
    return table_of(_COLUMNS, [(*names, *row) for row in rows], origin, texts)


def _cell_rows(cells: CellDifferences, texts: Texts) -> Iterable[Row]:
    for pair in cells.pairs.values():
        standing = texts(f"diff.word.{'changed' if pair.changed else 'same'}")
        both = _printed(pair.before, texts), _printed(pair.after, texts)
        yield *_place(pair.after, texts), standing, *both, number_form(pair.difference)
    for fact in cells.only_before:
        yield *_place(fact, texts), texts("export.alone.before"), _printed(fact, texts), None, None
    for fact in cells.only_after:
        yield *_place(fact, texts), texts("export.alone.after"), None, _printed(fact, texts), None


def _place(fact: Fact, texts: Texts) -> Row:
    table = fact.location.table
    return (table, full_fact(fact.key)) if table else (texts("report.narrative"), fact_label(fact.key, texts))


def _printed(fact: Fact, texts: Texts) -> Value:
    return number_form(fact.value) if fact.value is not None else word(STATES, fact.state, texts)


def _sentence_rows(compared: Comparison, texts: Texts) -> Iterable[Row]:
    for section in compared.sections:
        for sentence in section.sentences:
            said = [
                "".join(piece.text for piece in sentence.pieces if piece.kind in ("same", kind)) or None
                for kind in ("dropped", "new")
            ]
            yield section.heading, None, texts(f"diff.word.{sentence.kind}"), *said, None
