"""A comparison in the words of the page: what its subjects are called, what a figure says, what is offered to start."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from index.comparison import Comparison, Figure
from index.filters import year_bounds
from index.identity import bare_office
from index.measures import DERIVED, NARRATIVE, SMALL_SAMPLE, SUMS
from index.model import Filter, Filters, MeasuredReport
from index.schema import known_keys
from index.subjects import Subject, Subjects
from portal.labels import LEVELS, STATES, metric_label, statutory_cells, word
from portal.messages import Texts
from portal.questions.plan import Metric
from portal.questions.saying.phrasing import amount, figure
from portal.questions.words.metrics import RATE_UNIT
from portal.widgets.links import CompareLink

# The year from which the form of 2021 is used.
NEW_FORM = 2021
FIRST_METRIC = "applications.new.total"
MOST_YEARS = 30
_DEFAULT_YEARS = 10
_COMMON = (FIRST_METRIC, "applications.concluded.total", "reconsideration.corrected", "litigation.corrected")
_BESIDE = 2
# In so many parts are the values of a matrix tinted.
_PARTS = 4
_ENGLISH_UNITS = {"件": "cases", "万元": "10,000 yuan", "元": "yuan", "条": "items", "项": "items"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure of a comparison: the metric that it is of, and what was computed; in the order of the address."""

    metric: Metric
    found: Comparison

    def plain(self, number: Decimal | None) -> str:
        """A numerator or denominator; nothing where there is none."""
        return "" if number is None else figure(number)

    def amount(self, number: Decimal) -> str:
        """Any value of this metric as a page writes it."""
        return amount(number, RATE_UNIT, "zh") if self.metric.unit == RATE_UNIT else figure(number)

    @property
    def top(self) -> Decimal:
        """The highest value that is tinted."""
        figures = (figure for line in self.found.lines for figure in line.figures)
        return max((abs(one.number) for one in figures if one.number is not None and not one.small), default=Decimal(0))

    def tint(self, figure: Figure) -> int:
        """Which tint a value has: the lightest for 0, then four equal parts up to the highest; 0 for none."""
        if figure.number is None or figure.small:
            return 0
        # The quotient of two rounded rates may be a hair above the number of parts.
        return 1 + (min(ceil(abs(figure.number) * _PARTS / self.top), _PARTS) if self.top else 0)

    def tints(self, texts: Texts) -> dict[int, str]:
        """What the tints stand for; of counts those parts that hold a whole number of their own."""
        if not self.top:
            return {}
        ends = {part + 1: self.top * part / _PARTS for part in range(1, _PARTS + 1)}
        if self.metric.unit != RATE_UNIT and self.top == self.top.to_integral_value():
            ends = {tint: Decimal(int(end)) for tint, end in ends.items() if int(end) > int(end - self.top / _PARTS)}
        said = {tint: texts("compare.scale_to", value=self.amount(end)) for tint, end in ends.items()}
        return {1: self.amount(Decimal(0))} | said


def years_shown(filters: Filters, there: Sequence[int]) -> tuple[int, ...]:
    """The years that the filters ask for, open ends closed by the years that there are; without any the last ten."""
    bounds = [year_bounds(item.value) for item in filters.named("year") if not item.excluded]
    if not there:
        return ()
    first, last = min(there), max(there)
    if not bounds:
        return tuple(range(max(first, last - _DEFAULT_YEARS + 1), last + 1))
    spans = [(low if low is not None else first, high if high is not None else last) for low, high in bounds]
    asked = sorted({year for low, high in spans for year in range(max(low, high - MOST_YEARS + 1), high + 1)})
    return tuple(asked[-MOST_YEARS:])


def spans_forms(years: Sequence[int]) -> bool:
    """Whether years on both sides of the change of form are among these."""
    return min(years) < NEW_FORM <= max(years)


def years_text(years: Sequence[int]) -> str:
    """The first and the last year."""
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def titled(metric: Metric, texts: Texts) -> str:
    """What is measured, with its unit; a rate has none."""
    name = metric_label(metric.key, texts)
    return name if metric.unit == RATE_UNIT else texts("compare.with_unit", what=name, unit=unit_name(metric, texts))


def unit_name(metric: Metric, texts: Texts) -> str:
    """The unit of a metric."""
    return metric.unit if texts.lang == "zh" else _ENGLISH_UNITS.get(metric.unit, metric.unit)


def full_label(subject: Subject, texts: Texts) -> str:
    """What a subject is called where there is room."""
    if subject.kind == "office":
        return subject.newest.office
    return texts("compare.whole", which=_group_name(subject.filter, texts))


def _group_name(item: Filter, texts: Texts) -> str:
    return word(LEVELS, item.value, texts) if item.name == "level" else item.value.rpartition("/")[2]


def option_label(subject: Subject, texts: Texts) -> str:
    """What a subject is called where its places must tell it from others."""
    return subject.value if subject.kind == "office" else _group_option(subject.filter, texts)


def _group_option(item: Filter, texts: Texts) -> str:
    above = item.value.rpartition("/")[0].replace("/", " / ")
    return texts("compare.whole", which=_group_name(item, texts)) + (f" · {above}" if above else "")


def option_labels(subjects: Subjects, texts: Texts) -> dict[tuple[str, str], str]:
    """What can be added to a comparison, as name and value of its filter: levels, places, offices; with its label."""
    offered = [
        *(Filter("level", name) for name in subjects.levels),
        *(Filter("region", path) for path in subjects.regions),
    ]
    whole = {(item.name, item.value): _group_option(item, texts) for item in offered}
    return whole | {one.filter.pair: one.value for one in subjects.offices}


def labels(subjects: Sequence[Subject], texts: Texts) -> dict[Subject, str]:
    """What each of some subjects is called in a table: its name, with its places where the name is another's too."""
    return _unique({one: (full_label(one, texts), option_label(one, texts)) for one in subjects})


def names_of(shown: Shown, texts: Texts) -> tuple[str, ...]:
    """What the subjects of a comparison are called, in its order."""
    return tuple(labels([line.subject for line in shown.found.lines], texts).values())


def short_labels(subjects: Sequence[Subject], texts: Texts) -> dict[Subject, str]:
    """What each is called beside its line: a seat as 白鹭市政府, a place or level by its name alone."""
    return _unique({one: (*_short(one, texts), full_label(one, texts), option_label(one, texts)) for one in subjects})


def _short(subject: Subject, texts: Texts) -> tuple[str, str]:
    if subject.kind == "office":
        head = subject.newest
        parts = head.region.parts if head.seat.endswith("|人民政府") else ()
        # 白鹭市 alone would be all offices of the place.
        return (f"{parts[-1]}政府", f"{''.join(parts[-2:])}政府") if parts else (head.office, head.office)
    name = _group_name(subject.filter, texts)
    return name, name


def _unique(names: dict[Subject, tuple[str, ...]]) -> dict[Subject, str]:
    """The first of the names of each subject that no other has at that place; else the last."""
    counts = [Counter(column) for column in zip(*names.values(), strict=True)]
    return {
        one: next((name for name, count in zip(own, counts, strict=True) if count[name] == 1), own[-1])
        for one, own in names.items()
    }


def state_text(number: Figure, texts: Texts) -> str:
    """Why there is no value, in a word: no report, blank, a dash, unread, not in this form, nothing to divide by."""
    if not number.heads:
        return texts("compare.no_report")
    if number.missing == "blank" and number.cells and all(cell.state == "dash" for cell in number.cells):
        return word(STATES, "dash", texts)
    if number.missing in ("blank", "unread"):
        return word(STATES, number.missing, texts)
    return texts(f"compare.{number.missing}") if number.missing else ""


def fraction_text(number: Figure) -> str:
    """Numerator and denominator of a rate: `189/239`."""
    if number.numerator is None or number.denominator is None:
        return ""
    return f"{figure(number.numerator)}/{figure(number.denominator)}"


def notes(subject: Subject, number: Figure, texts: Texts) -> tuple[str, ...]:
    """What must be known of a figure: small sample, restored, blanks left out, how many reports, another office."""
    return (*marks(subject, number, texts), *([renamed_text(number, texts)] if number.renamed else []))


def renamed_text(number: Figure, texts: Texts) -> str:
    """Which office of the seat reports from this year on."""
    head = number.heads[0]
    return texts("compare.renamed", office=bare_office(head.office, head.region) or head.office)


def marks(subject: Subject, number: Figure, texts: Texts) -> tuple[str, ...]:
    """What must stand right beside a figure."""
    said = [texts("compare.small")] if number.small else []
    said += [word(STATES, "restored", texts)] if number.restored else []
    said += [texts("compare.blanks", count=number.blanks)] if number.blanks and number.number is not None else []
    if subject.kind != "office" and number.heads:
        name = "compare.reports" if number.counted == len(number.heads) else "compare.valued"
        said.append(texts(name, count=len(number.heads), valued=number.counted))
    return tuple(said)


def missing_text(row: MeasuredReport, texts: Texts) -> str:
    """Why a report has no value, in the words for the state of its cells."""
    if row.missing in ("no_such_cell", "zero_denominator"):
        return texts(f"compare.{row.missing}")
    return "、".join(dict.fromkeys(word(STATES, cell.state, texts) for cell in row.cells if cell.value is None))


def note_text(row: MeasuredReport, texts: Texts) -> str:
    """What must be known to read a report's figure: a small sample, blanks left out, restored cells."""
    small = row.value is not None and row.parts is not None and row.parts[1] < SMALL_SAMPLE
    said = [texts("compare.small")] if small else []
    said += [texts("compare.blanks", count=row.blanks)] if row.blanks and row.value is not None else []
    said += [word(STATES, "restored", texts)] if any(cell.state == "restored" for cell in row.cells) else []
    return "、".join(said)


def standing_text(found: Figure, texts: Texts) -> str:
    """Where an office's figure stands among its peers: `市级 41 份中第 88 百分位`; a small sample stands nowhere."""
    if found.standing is None or found.small:
        return ""
    level = word(LEVELS, found.heads[0].level, texts)
    if found.standing.percentile is None:
        return texts("compare.few_peers", level=level, peers=found.standing.peers)
    percentile = f"{found.standing.percentile:.0f}"
    return texts("compare.standing", level=level, peers=found.standing.peers, percentile=percentile)


def kinds_text(shown: Shown, texts: Texts) -> str:
    """What kinds of subjects are compared."""
    kinds = dict.fromkeys(line.subject.kind for line in shown.found.lines)
    return (" / " if texts.lang == "en" else "、").join(texts(f"compare.subject.{kind}") for kind in kinds)


def metric_keys() -> tuple[str, ...]:
    """All figures in the order of the picker: common ones, rates, sums and cells in their total column, the rest."""
    cells = statutory_cells()
    groups = (
        _COMMON,
        tuple(DERIVED),
        tuple(key for key in SUMS if key.endswith(".total") or key.startswith("litigation.")),
        tuple(key for key in cells if key.endswith(".total") or not key.startswith("applications.")),
        NARRATIVE,
        known_keys(),
    )
    return tuple(dict.fromkeys(key for group in groups for key in group))


def metric_option(key: str, texts: Texts) -> str:
    """A figure in the picker, with the group that it belongs to."""
    return f"{texts(f'compare.group.{_group(key)}')} · {metric_label(key, texts)}"


def _group(key: str) -> str:
    if key in _COMMON:
        return "common"
    if key in DERIVED or key in SUMS:
        return "rate" if key in DERIVED else "sum"
    return "narrative" if key in NARRATIVE else statutory_cells()[key].table


def examples(subjects: Subjects, texts: Texts) -> tuple[tuple[str, str], ...]:
    """Comparisons that the library can show, each a text and its address."""
    seats = [one for one in subjects.offices if one.newest.seat.endswith("|人民政府") and len(one.reports) > 1]
    seats.sort(key=lambda one: -len(one.reports))
    level = seats[0].newest.level if seats else ""
    alike = tuple(one.filter for one in seats if one.newest.level == level)[:_BESIDE]
    places = sorted(subjects.regions, key=lambda path: (path.count("/") != 1, -len(subjects.under(path))))[:_BESIDE]
    levels = tuple(Filter("level", name) for name in subjects.levels)
    offered = (
        CompareLink.among(alike, [FIRST_METRIC], texts.lang),
        CompareLink.among(alike, ["refusal_rate"], texts.lang).viewed("matrix"),
        CompareLink.among((Filter("region", path) for path in places), ["unavailable_rate"], texts.lang),
        CompareLink.among(levels, ["disclosure_rate"], texts.lang).viewed("bars"),
    )
    return tuple((_example(subjects, link, texts), link.href) for link in offered if len(link.filters.items) >= _BESIDE)


def _example(subjects: Subjects, link: CompareLink, texts: Texts) -> str:
    named = short_labels(subjects.chosen(link.filters), texts)
    separator = "、" if texts.lang == "zh" else ", "
    # A place is named as its government's office is; what is compared of it are all its offices.
    code = "compare.example_places" if link.filters.named("region") else "compare.example"
    return texts(code, who=separator.join(named.values()), what=metric_label(link.metrics[0], texts))
