"""The address of the page 报告."""

from dataclasses import dataclass, replace
from typing import Literal, get_args

from index.errors import FilterError
from index.filters import nearest
from index.measures import cells_of
from index.model import Measure
from index.schema import known_keys
from portal.questions.words.metrics import metric_of
from portal.widgets.address import PageLink, Pairs, choice, page_number

View = Literal["text", "tables", "years", "versions"]
Part = Literal["", "numerator", "denominator"]

VIEWS: tuple[View, ...] = get_args(View)
PARTS: tuple[Part, ...] = get_args(Part)


@dataclass(frozen=True, slots=True)
class ReportLink(PageLink):
    """What the page 报告 shows: a report, how, and the passage or cells that are marked in it.

    `words` are marked in the passage. `metric` is a sum or rate whose cells are marked together, all of them or those
    of one `part`. `version` is 0 for the current one. `other` is what it is set beside: the id of another year's
    report, or the number of another version.
    """

    PATH = "/report"

    report_id: str = ""
    view: View = "text"
    hit: str = ""
    words: tuple[str, ...] = ()
    cell: str = ""
    metric: str = ""
    part: Part = ""
    region: str = ""
    version: int = 0
    other: str = ""

    @classmethod
    def read(cls, pairs: Pairs) -> "ReportLink":
        """From the parameters of an address."""
        own = dict(pairs)
        return cls(
            report_id=own.get("id", ""),
            view=choice("view", own.get("view", "text"), VIEWS),
            hit=own.get("hit", ""),
            words=tuple(value for name, value in pairs if name == "mark"),
            cell=own.get("cell", ""),
            metric=_known(own["metric"]) if "metric" in own else "",
            part=choice("part", own.get("part", ""), PARTS),
            region=own.get("region", ""),
            version=page_number(own["version"], "version") if "version" in own else 0,
            other=own.get("with", ""),
            lang=own.get("lang", ""),
        )

    @property
    def own(self) -> Pairs:
        """The parameters that only this page has, defaults left out."""
        view = self.view if self.view != "text" else ""
        version = ("version", str(self.version or ""))
        hit = ("hit", self.hit), *(("mark", words) for words in self.words)
        place = *hit, ("cell", self.cell), ("metric", self.metric), ("part", self.part)
        return ("id", self.report_id), ("region", self.region), version, ("view", view), *place, ("with", self.other)

    @property
    def names_place(self) -> bool:
        """Whether it leads to a passage or a figure of the report."""
        return bool(self.hit or self.cell or self.metric)

    def at_passage(self, passage_id: str, words: tuple[str, ...] = ()) -> "ReportLink":
        """The same report with a passage marked in its text, and these words in it."""
        return replace(self.viewed("text"), hit=passage_id, words=words)

    def at_cell(self, key: str) -> "ReportLink":
        """The same report with this cell marked among its tables."""
        return replace(self.viewed("text" if key.startswith("narrative.") else "tables"), cell=key)

    def at_figure(self, measure: Measure, part: Part = "") -> "ReportLink":
        """The same report with all cells of a figure marked, or those of its numerator or denominator."""
        cells = part_cells(measure, part)
        if len(cells) == 1:
            return self.at_cell(cells[0])
        return replace(self.viewed("tables"), metric=measure.name, part=part)

    def viewed(self, view: View) -> "ReportLink":
        """The same report shown another way, nothing marked."""
        return replace(self, view=view, hit="", words=(), cell="", metric="", part="", other="")

    def beside(self, view: View, other: str) -> "ReportLink":
        """The same report beside another year's, or beside another version."""
        return replace(self.viewed(view), other=other)


def report_href(report_id: str, lang: str = "", *, hit: str = "", words: tuple[str, ...] = (), cell: str = "") -> str:
    """The address of a report, of a passage and words in it, or of a cell."""
    link = ReportLink(report_id, hit=hit, words=words, lang=lang)
    return (link.at_cell(cell) if cell else link).href


def figure_href(report_id: str, measure: Measure, part: Part = "") -> str:
    """The address of all cells that a figure of a report is made of, or of those of one part."""
    return ReportLink(report_id).at_figure(measure, part).href


def part_cells(measure: Measure, part: Part) -> tuple[str, ...]:
    """The cells of a part of a measure: of all of it, of the numerator, or of the denominator and what it loses."""
    if part == "numerator":
        return measure.numerator
    return (*measure.denominator, *measure.subtracted) if part else cells_of(measure)


def measure_parts(measure: Measure) -> tuple[Part, ...]:
    """The parts that a measure has cells for: numerator and denominator of a rate, of a sum the whole."""
    return ("numerator", "denominator") if measure.denominator else ("",)


def _known(key: str) -> str:
    try:
        return metric_of(key).key
    except KeyError as error:
        raise FilterError("metric", key, nearest(key, known_keys())) from error
