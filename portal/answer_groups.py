"""The groups of an answer as a table."""

from index.measures import SMALL_SAMPLE
from index.model import Filter, Filters
from portal.answer_entries import Figures, between_title, change_entry, plain_entry, titled_in
from portal.compared import unit_name
from portal.labels import metric_label
from portal.messages import Texts
from portal.questions.groups import group_label
from portal.questions.metrics import RATE_UNIT
from portal.questions.plan import By, Group, Plan
from portal.sheets import Column, Entry, Line, Sheet
from portal.widgets.links import SearchLink

_FILTERS: dict[By, str] = {
    "level": "level",
    "office_kind": "office_kind",
    "province": "region",
    "city": "region",
    "county": "region",
    "year": "year",
}


def group_sheet(of: Figures, title: str) -> Sheet:
    """A line a group: its figure, what it is made of, and how many reports it rests on."""
    answer, plan, texts = of.answer, of.plan, of.texts
    groups = answer.groups
    by = groups[0].by
    fractions = any(group.denominator is not None for group in groups)
    noted = any(_small(group, plan, texts) for group in groups)
    changes = plan.change is not None and any(group.before is not None for group in groups)
    unit = answer.unit or plan.metric.unit
    counted = plan.operation in ("count", "share")
    measured = texts("ask.offices") if counted else metric_label(plan.metric.key, texts)
    shown_unit = "" if unit == RATE_UNIT or counted else unit_name(plan.metric, texts)
    named = texts("compare.with_unit", what=measured, unit=shown_unit) if shown_unit else measured
    columns = (
        Column(texts(f"ask.by.{by}")),
        *((_year_columns(plan, texts)) if changes else ()),
        *(
            (Column(texts("ask.numerator"), figure=True), Column(texts("ask.denominator"), figure=True))
            if fractions
            else ()
        ),
        Column(between_title(plan, texts) if changes else named, figure=True),
        Column(texts("ask.group_reports"), figure=True),
        Column(texts("ask.group_without"), figure=True),
        *((Column(texts("ask.note")),) if noted else ()),
    )

    def line(group: Group) -> Line:
        href = _group_href(group, plan)
        name = group_label(group, of.language, groups)
        value = change_entry(group.value, plan) if changes else plain_entry(group.value, unit, texts)
        entries = (
            Entry(name, doors=((name, href),) if href else ()),
            *(
                (
                    plain_entry(group.before, plan.metric.unit, texts),
                    plain_entry(group.after, plan.metric.unit, texts),
                )
                if changes
                else ()
            ),
            *(
                (plain_entry(group.numerator, "", texts), plain_entry(group.denominator, "", texts))
                if fractions
                else ()
            ),
            value,
            Entry(str(group.reports), group.reports),
            Entry(str(group.without), group.without),
            *((Entry(_small(group, plan, texts)),) if noted else ()),
        )
        return Line(entries, href)

    return Sheet("groups", title, columns, len(groups), lambda start, end: [line(group) for group in groups[start:end]])


def _year_columns(plan: Plan, texts: Texts) -> tuple[Column, ...]:
    assert plan.change is not None
    years = (plan.change.first, plan.change.last)
    return tuple(Column(titled_in(texts("ask.of_year", year=year), plan.metric, texts), figure=True) for year in years)


def _small(group: Group, plan: Plan, texts: Texts) -> str:
    small = plan.operation == "sum" and group.denominator is not None and group.denominator < SMALL_SAMPLE
    return texts("compare.small") if small else ""


def _group_href(group: Group, plan: Plan) -> str:
    """The list of the reports of a group; of an office there is none that its name alone leads to."""
    name = _FILTERS.get(group.by)
    if name is None:
        return ""
    kept = (item for item in plan.filters.items if item.name != name)
    return SearchLink(filters=Filters((Filter(name, group.name), *kept))).href
