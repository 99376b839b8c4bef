"""Filters as Tantivy queries, over passages and over reports."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import product

import tantivy
from tantivy import FieldType, Occur, Query

from index.filters import CODE_WORDS, fact_comparison, year_bounds
from index.model import Filter, Filters
from index.query import Clause, any_of
from index.schema import FINDING_NAMES, PASSAGE, REPORT

_HEAD_NAMES = ("region", "level", "office_kind", "template", "office", "report")
_PASSAGE_NAMES = ("section", "kind")
_RANGES = {">=": "[{0} TO *]", ">": "{{{0} TO *]", "<=": "[* TO {0}]", "<": "[* TO {0}}}", "=": "[{0} TO {0}]"}


class FilterQueries:
    """Builds the queries of filters over one state of the index."""

    def __init__(self, index: tantivy.Index, searcher: tantivy.Searcher) -> None:
        self._index = index
        self._schema = index.schema
        self._searcher = searcher

    def reports(self, filters: Filters) -> Query:
        """Reports under the filters; `section` and `kind` ask for one passage that meets them all."""
        clauses = [self._is(REPORT), *self._head(filters), *self._figures(filters)]
        if any(filters.named(name) for name in _PASSAGE_NAMES):
            clauses.append((Occur.Must, self._terms("passages", _passage_terms(filters))))
        return Query.boolean_query(clauses)

    def passages(self, filters: Filters) -> Query:
        """Passages under the filters; what only reports have is looked up among them first."""
        clauses = [self._is(PASSAGE), *self._head(filters)]
        for name in _PASSAGE_NAMES:
            clauses += _alternatives(filters.named(name), self._named)
        if figures := self._figures(filters):
            reports = Query.boolean_query([self._is(REPORT), *figures])
            clauses.append((Occur.Must, self.among(report_numbers(self._searcher, reports))))
        return Query.boolean_query(clauses)

    def among(self, numbers: Iterable[int]) -> Query:
        """The documents of these reports."""
        return Query.term_set_query(self._schema, "report_no", list(numbers))

    def reports_among(self, numbers: Iterable[int]) -> Query:
        """These reports themselves."""
        return Query.boolean_query([self._is(REPORT), (Occur.Must, self.among(numbers))])

    def passages_among(self, numbers: Iterable[int]) -> Query:
        """The passages of these reports."""
        return Query.boolean_query([self._is(PASSAGE), (Occur.Must, self.among(numbers))])

    def report(self, report_id: str) -> Query:
        """One report itself."""
        return Query.boolean_query([self._is(REPORT), (Occur.Must, self._terms("report_id", [report_id]))])

    def _is(self, document: str) -> Clause:
        return Occur.Must, self._terms("doc", [document])

    def _terms(self, field: str, values: Sequence[str]) -> Query:
        # A set of terms is gathered into a bitmap of all documents first; one term is read where it is needed.
        if len(values) == 1:
            return Query.term_query(self._schema, field, values[0], "basic")
        return Query.term_set_query(self._schema, field, values)

    def _head(self, filters: Filters) -> list[Clause]:
        clauses = _alternatives(filters.named("year"), lambda item: self._years(item.value))
        for name in _HEAD_NAMES:
            clauses += _alternatives(filters.named(name), self._named)
        return clauses

    def _named(self, item: Filter) -> Query:
        return self._terms("report_id" if item.name == "report" else item.name, [item.value])

    def _years(self, value: str) -> Query:
        first, last = year_bounds(value)
        return Query.range_query(self._schema, "year", FieldType.Integer, first, last)

    def _figures(self, filters: Filters) -> list[Clause]:
        """What only documents of reports have: figures, and one finding that meets all that is asked of it."""
        clauses: list[Clause] = [
            (Occur.MustNot if item.excluded else Occur.Must, self._fact(item.value)) for item in filters.named("fact")
        ]
        items = [item for name in FINDING_NAMES for item in filters.named(name)]
        wanted = [item for item in items if not item.excluded]
        if wanted:
            clauses.append((Occur.Must, self._terms("findings", _finding_terms(wanted))))
        unwanted = [item for item in items if item.excluded]
        return [*clauses, *((Occur.MustNot, self._terms("findings", _finding_terms([item]))) for item in unwanted)]

    def _fact(self, value: str) -> Query:
        comparison = fact_comparison(value)
        if comparison is None:
            return self._terms("states", [value])
        key, condition = comparison
        if condition.operator == "!=":
            return any_of([self._range(key, "<", condition.number), self._range(key, ">", condition.number)])
        return self._range(key, condition.operator, condition.number)

    def _range(self, key: str, operator: str, number: Decimal) -> Query:
        """A range over the figures. `Query.range_query` refuses a JSON path, so this one goes through the parser:
        key and number are checked, and nothing that a user typed is in the string.
        """
        bound = format(Decimal(repr(float(number))), "f")
        return self._index.parse_query(f"facts.{key}:{_RANGES[operator].format(bound)}", [])


def _alternatives(items: Iterable[Filter], query: Callable[[Filter], Query]) -> list[Clause]:
    """One name: its values joined by or, each excluded one taken off."""
    wanted = [query(item) for item in items if not item.excluded]
    excluded: list[Clause] = [(Occur.MustNot, query(item)) for item in items if item.excluded]
    return [(Occur.Must, any_of(wanted)), *excluded] if wanted else excluded


def _passage_terms(filters: Filters) -> list[str]:
    """The `section/kind` of the passages that meet all filters of both names."""
    met = [[value for value in CODE_WORDS[name] if filters.admits(name, value)] for name in _PASSAGE_NAMES]
    return ["/".join(pair) for pair in product(*met)]


def _finding_terms(items: Iterable[Filter]) -> list[str]:
    """The `check/severity/blame` of findings that meet these filters, a name that none of them has left empty."""
    asked = [[item.value for item in items if item.name == name] or [""] for name in FINDING_NAMES]
    return ["/".join(triple) for triple in product(*asked)]


def report_numbers(searcher: tantivy.Searcher, query: Query) -> list[int]:
    """The reports that the documents under a query belong to, each as often as it has one."""
    found = count(searcher, query)
    hits = searcher.search(query, limit=found, count=False).hits if found else []
    numbers = searcher.fast_field_values("report_no", [address for _, address in hits])
    return [int(number) for number in numbers if number is not None]


def count(searcher: tantivy.Searcher, query: Query) -> int:
    """How many documents a query finds."""
    found: int = searcher.search(query, limit=1).count  # type: ignore[attr-defined]  # missing in the stub of 0.27
    return found
