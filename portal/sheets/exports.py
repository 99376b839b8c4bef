"""What a list of the portal shows as a table to take away, its search, filters and date in every row."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from index.export import WRITERS
from index.export_tables import Column, Value
from index.forms import number_form
from index.library import Library
from index.lookup import Line, LookedUp
from index.measures import cells_of, measure_of, measured_in
from index.model import ByFigure, Filters, MeasuredReport, ReportHead, SearchRequest
from ingest.model import Fact, Passage
from portal.finding_words import checked_text
from portal.labels import CHECKS, KINDS, LEVELS, SECTIONS, fact_label, filter_text, word
from portal.messages import Texts
from portal.questions.words.metrics import metric_of
from portal.sheets.compared import missing_text, titled
from portal.widgets.cards import KEY_FIGURES, Ordering, asked_keys, hit_cards, report_cards
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
    """Reports, with a column for each figure that orders the list or is asked for and for the key figures."""
    ordering = (by.key,) if by else ()
    keys = dict.fromkeys((*ordering, *asked_keys(origin.filters), *KEY_FIGURES))
    measures = [measure_of(key) for key in keys]
    cells = dict.fromkeys(cell for measure in measures for cell in cells_of(measure))
    facts = library.catalog.facts(tuple(cells), [head.report_id for head in heads])
    rows = [
        (
            *head_row(card.head, texts),
            *(_figure(measured_in(one, card.head, facts.get(card.head.report_id, {})), texts) for one in measures),
            "；".join(checked_text(finding, texts) for finding in card.findings),
            _places(facts.get(card.head.report_id, {}), cells),
            origin.base + report_href(card.head.report_id),
        )
        for card in report_cards(library, heads, origin.filters, by)
    ]
    before, after = (_titles(names, texts) for names in (HEAD, ("findings", "place", "link")))
    titles = (*before, *(titled(metric_of(key), texts) for key in keys), *after)
    return _titled_table(titles, rows, origin, texts)


def _figure(row: MeasuredReport, texts: Texts) -> Value:
    """A figure, or why there is none."""
    return missing_text(row, texts) if row.value is None else number_form(row.value)


def _places(facts: Mapping[str, Fact], keys: Iterable[str]) -> str:
    """Where cells are printed, in this order."""
    return "；".join(facts[key].location.text for key in keys if key in facts)


def _ordered_by(ordering: Ordering | None, texts: Texts) -> Row:
    """The figure that orders a list and its value, or why there is none; nothing where no figure does."""
    if ordering is None:
        return ()
    return fact_label(ordering.key, texts), _figure(ordering.row, texts)


def measures_table(library: Library, found: LookedUp, origin: Origin, texts: Texts) -> Table:
    """Problems with the measures that answer them; entries in nearly the same words have one number."""
    heads = dict.fromkeys(use.head.report_id for entry in found.entries for use in entry.uses)
    passages = library.catalog.passages(heads)
    rows = [
        (
            number,
            *head_row(use.head, texts),
            "\n".join(line.text for line in use.problems),
            "\n".join(line.text for line in use.measures),
            texts("export.yes" if use.one_to_one else "export.no"),
            _said_at((*use.problems, *use.measures), passages[use.head.report_id]),
            origin.base + report_href(use.head.report_id, hit=(use.measures or use.problems)[0].passage_id),
        )
        for number, entry in enumerate(found.entries, 1)
        for use in entry.uses
    ]
    return table_of(("number", *HEAD, "problem", "measure", "one_to_one", "place", "link"), rows, origin, texts)


def _said_at(lines: Iterable[Line], passages: Sequence[Passage]) -> str:
    """Where lines of a report stand, each place once."""
    places = (passages[int(line.passage_id.rpartition("-")[2])].location.text for line in lines)
    return "；".join(dict.fromkeys(places))


def head_row(head: ReportHead, texts: Texts) -> Row:
    """Who and when a report is, in the order of HEAD."""
    return head.year, head.office, " / ".join(head.region.parts), word(LEVELS, head.level, texts)


def table_of(names: Iterable[str], rows: Iterable[Row], origin: Origin, texts: Texts) -> Table:
    """A table of these columns, where it comes from at the end of each row."""
    return _titled_table(_titles(names, texts), rows, origin, texts)


def _titled_table(titles: Iterable[str], rows: Iterable[Row], origin: Origin, texts: Texts) -> Table:
    columns = (*titles, *_titles(("asked", "filters", "day"), texts))
    return Table(columns, tuple((*row, *origin.row(texts)) for row in rows))


def _titles(names: Iterable[str], texts: Texts) -> tuple[str, ...]:
    return tuple(texts(f"export.{name}") for name in names)
