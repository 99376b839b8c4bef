"""What the tables of an answer say with figures: amounts, changes with their sign, titles with their unit."""

from dataclasses import dataclass
from decimal import Decimal

from index.forms import number_form
from index.library import Library
from portal.messages import Texts
from portal.questions.plan import Answer, Metric, Plan
from portal.questions.saying.notes import Language
from portal.questions.saying.phrasing import amount, figure
from portal.questions.words.metrics import RATE_UNIT
from portal.sheets.compared import unit_name
from portal.sheets.sheets import Entry

_POINTS = 100


@dataclass(frozen=True, slots=True)
class Figures:
    """What the tables of one answer share: its plan, the library for further cells, the texts of the page."""

    answer: Answer
    plan: Plan
    library: Library
    texts: Texts

    @property
    def language(self) -> Language:
        """The language of the page, for words of the lexicon."""
        return "zh" if self.texts.lang == "zh" else "en"


def titled_in(name: str, metric: Metric, texts: Texts) -> str:
    """What a column holds, with its unit; a rate has none."""
    return name if metric.unit == RATE_UNIT else texts("compare.with_unit", what=name, unit=unit_name(metric, texts))


def plain_entry(value: Decimal | None, unit: str, texts: Texts) -> Entry:
    """A figure; bold where it has a unit, a rate in per cent."""
    if value is None:
        return Entry(texts("ask.no_figure"))
    shown = amount(value, unit, "zh") if unit == RATE_UNIT else figure(round(value, 2))
    return Entry(shown, number_form(value), bold=bool(unit))


def between_title(plan: Plan, texts: Texts) -> str:
    """What lies between two figures: growth, points, or a number with its unit."""
    if plan.change is not None and plan.change.kind == "growth":
        return texts("ask.growth")
    return (
        texts("ask.points") if plan.metric.unit == RATE_UNIT else titled_in(texts("ask.difference"), plan.metric, texts)
    )


def change_entry(value: Decimal | None, plan: Plan) -> Entry:
    """A change with its sign: growth in per cent, a difference of rates in points."""
    if value is None:
        return Entry("")
    sign = "+" if value > 0 else "−" if value < 0 else ""
    if plan.change is not None and plan.change.kind == "growth":
        shown = amount(abs(value), RATE_UNIT, "zh")
    elif plan.metric.unit == RATE_UNIT:
        shown = f"{abs(value) * _POINTS:.1f}"
    else:
        shown = figure(round(abs(value), 2))
    return Entry(f"{sign}{shown}", number_form(value), bold=True)
