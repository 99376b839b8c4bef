"""The groups of an answer as a table."""

from collections.abc import Iterator, Sequence

from index.measures import SMALL_SAMPLE
from index.model import Filter, Filters
from portal.messages import Texts
from portal.questions.computing.groups import group_label
from portal.questions.plan import Answer, By, Group, Inquiry, InquiryFigure, Plan
from portal.questions.saying.notes import Language
from portal.questions.words.fold import language_of
from portal.sheets.answer_entries import Figures, between_title, change_entry, plain_entry, titled_in
from portal.sheets.compared import titled
from portal.sheets.sheets import Entry, Field, Sheet, field, figures, sheet_of
from portal.widgets.links import SearchLink

_COUNT_TITLES: dict[InquiryFigure, str] = {"count": "ask.offices", "count_reports": "ask.group_reports"}
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
    plan, texts, groups = of.plan, of.texts, of.answer.groups
    fields: list[Field[Group]] = [
        field(texts(f"ask.by.{groups[0].by}"), lambda group: _name(group, of)),
        *(_made_of(of) if plan.change else ()),
        _value(of),
        *(_made_of(of) if not plan.change else ()),
        figures(texts("ask.group_reports"), lambda group: Entry(str(group.reports), group.reports)),
        figures(texts("ask.group_without"), lambda group: Entry(str(group.without), group.without)),
    ]
    if any(_small(group, plan, texts) for group in groups):
        fields.append(field(texts("ask.note"), lambda group: Entry(_small(group, plan, texts))))
    return sheet_of(("groups", title), fields, groups, lambda group: _href(group, plan.filters), iter)


def counted_sheet(answer: Answer, inquiry: Inquiry, texts: Texts) -> Sheet:
    """A line a group: how many reports there are in it, or of how many offices."""
    groups, language = answer.groups, language_of(answer.question)
    fields: list[Field[Group]] = [
        field(texts(f"ask.by.{inquiry.by}"), lambda group: _named(group, (language, groups), inquiry.filters)),
        figures(texts(_COUNT_TITLES[inquiry.figure]), lambda group: plain_entry(group.value, "", texts)),
    ]
    return sheet_of(("groups", texts("ask.groups")), fields, groups, lambda one: _href(one, inquiry.filters), iter)


def _name(group: Group, of: Figures) -> Entry:
    return _named(group, (of.language, of.answer.groups), of.plan.filters)


def _named(group: Group, among: tuple[Language, Sequence[Group]], filters: Filters) -> Entry:
    name, href = group_label(group, *among), _href(group, filters)
    return Entry(name, doors=((name, href),) if href else ())


def _made_of(of: Figures) -> Iterator[Field[Group]]:
    """The two sums of a rate, or the figures of both years."""
    plan, texts, unit = of.plan, of.texts, of.plan.metric.unit
    if any(group.denominator is not None for group in of.answer.groups):
        yield figures(texts("ask.numerator"), lambda group: plain_entry(group.numerator, "", texts))
        yield figures(texts("ask.denominator"), lambda group: plain_entry(group.denominator, "", texts))
    if plan.change is not None:
        names = [texts("ask.of_year", year=year) for year in (plan.change.first, plan.change.last)]
        yield figures(titled_in(names[0], plan.metric, texts), lambda group: plain_entry(group.before, unit, texts))
        yield figures(titled_in(names[1], plan.metric, texts), lambda group: plain_entry(group.after, unit, texts))


def _value(of: Figures) -> Field[Group]:
    """The figure that is asked for of each group: offices where they are counted."""
    plan, texts = of.plan, of.texts
    if plan.change is not None:
        return figures(between_title(plan, texts), lambda group: change_entry(group.value, plan))
    unit = of.answer.unit or plan.metric.unit
    if plan.operation == "count":
        return figures(texts("ask.offices"), lambda group: plain_entry(group.value, unit, texts))
    if plan.operation == "share":
        return figures(texts("ask.share"), lambda group: plain_entry(group.value, unit, texts))
    return figures(titled(plan.metric, texts), lambda group: plain_entry(group.value, unit, texts))


def _small(group: Group, plan: Plan, texts: Texts) -> str:
    small = plan.operation == "sum" and group.denominator is not None and group.denominator < SMALL_SAMPLE
    return texts("compare.small") if small else ""


def _href(group: Group, filters: Filters) -> str:
    """The list of the reports of a group; of an office there is none that its name alone leads to."""
    name = _FILTERS.get(group.by)
    if name is None:
        return ""
    kept = (item for item in filters.items if item.name != name)
    return SearchLink(filters=Filters((Filter(name, group.name), *kept))).href
