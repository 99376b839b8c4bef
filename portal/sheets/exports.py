"""What a list of the portal shows as a table to take away, its search, filters and date in every row."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from index.export import WRITERS
from index.export_tables import Column, Value
from index.forms import number_form
from index.library import Library
from index.lookup import LookedUp
from index.model import ByFigure, Filters, ReportHead, SearchRequest
from portal.finding_words import checked_text
from portal.labels import CHECKS, KINDS, LEVELS, SECTIONS, fact_label, filter_text, word
from portal.messages import Texts
from portal.sheets.compared import missing_text
from portal.widgets.cards import Ordering, hit_cards, report_cards
from portal.widgets.links import report_href

Form = Literal["csv", "xlsx"]
Picture = Literal["png", "svg"]
Row = tuple[Value, ...]

FORMS: tuple[Form, ...] = ("csv", "xlsx")
PICTURES: tuple[Picture, ...] = ("png", "svg")
MOST_ROWS = 100_000
HEAD = ("year", "office", "region", "level")
_ORDERING = ("metric", "value")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a table comes from: what was searched or asked, under which filters, on which day, at which address."""

    asked: str
    filters: Filters
    day: date
    base: str

    def row(self, texts: Texts) -> Row:
        """What stands at the end of every row."""
        said = "；".join(filter_text(item, texts) for item in self.filters.items)
        return self.asked, said, self.day.isoformat()


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns and their rows."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def written(self, form: Form) -> bytes:
        """The table as a file."""
        out = io.BytesIO()
        WRITERS[form]([Column(name) for name in self.columns], iter(self.rows), out)
        return out.getvalue()


def passages_table(library: Library, request: SearchRequest, origin: Origin, texts: Texts) -> Table:
    """All passages of a search, not of one page alone."""
    result = library.search(replace(request, limit=MOST_ROWS, offset=0))
    rows = [
        (
            *head_row(card.hit.head, texts),
            *_ordered_by(card.ordering, texts),
            word(SECTIONS, str(card.hit.section), texts),
            word(KINDS, card.hit.kind, texts),
            card.hit.text,
            "；".join(word(CHECKS, finding.check, texts) for finding in card.findings),
            card.hit.location.text,
            origin.base + report_href(card.hit.head.report_id, hit=card.hit.passage_id),
        )
        for card in hit_cards(library, result)
    ]
    ordering = _ORDERING if isinstance(request.sort, ByFigure) else ()
    return table_of((*HEAD, *ordering, "section", "kind", "text", "findings", "place", "link"), rows, origin, texts)


def reports_table(
    library: Library, heads: Sequence[ReportHead], origin: Origin, texts: Texts, by: ByFigure | None = None
) -> Table:
    """Reports with their key figures and the findings that were asked for."""
    rows = [
        (
            *head_row(card.head, texts),
            *_ordered_by(card.ordering, texts),
            "；".join(f"{fact_label(fact.key, texts)} {number_form(fact.value)}" for fact in card.figures),
            "；".join(checked_text(finding, texts) for finding in card.findings),
            origin.base + report_href(card.head.report_id),
        )
        for card in report_cards(library, heads, origin.filters, by)
    ]
    return table_of((*HEAD, *(_ORDERING if by else ()), "figures", "findings", "link"), rows, origin, texts)


def _ordered_by(ordering: Ordering | None, texts: Texts) -> Row:
    """The figure that orders a list and its value, or why there is none; nothing where no figure does."""
    if ordering is None:
        return ()
    row = ordering.row
    value = missing_text(row, texts) if row.value is None else number_form(row.value)
    return fact_label(ordering.key, texts), value


def measures_table(found: LookedUp, origin: Origin, texts: Texts) -> Table:
    """Problems with the measures that answer them; entries in nearly the same words have one number."""
    rows = [
        (
            number,
            *head_row(use.head, texts),
            "\n".join(line.text for line in use.problems),
            "\n".join(line.text for line in use.measures),
            texts("export.yes" if use.one_to_one else "export.no"),
            origin.base + report_href(use.head.report_id, hit=(use.measures or use.problems)[0].passage_id),
        )
        for number, entry in enumerate(found.entries, 1)
        for use in entry.uses
    ]
    return table_of(("number", *HEAD, "problem", "measure", "one_to_one", "link"), rows, origin, texts)


def head_row(head: ReportHead, texts: Texts) -> Row:
    """Who and when a report is, in the order of HEAD."""
    return head.year, head.office, " / ".join(head.region.parts), word(LEVELS, head.level, texts)


def table_of(names: Iterable[str], rows: Iterable[Row], origin: Origin, texts: Texts) -> Table:
    """A table of these columns, where it comes from at the end of each row."""
    columns = tuple(texts(f"export.{name}") for name in (*names, "asked", "filters", "day"))
    return Table(columns, tuple((*row, *origin.row(texts)) for row in rows))
