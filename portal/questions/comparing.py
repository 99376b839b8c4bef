"""Two figures side by side: of two offices in one year, or of one office in two years."""

from collections.abc import Sequence
from dataclasses import replace

from index.model import Filter, Filters, MeasuredReport
from portal.questions.notes import Language, Note, joined, say
from portal.questions.parse import Parsed
from portal.questions.phrasing import amount, label
from portal.questions.plan import Plan
from portal.questions.refusal import no_answer, quoted
from portal.questions.sentences import tables_text, value_text
from portal.questions.whereabouts import Ask, Scene, office_filters, one_office

_PAIR = 2


def compared_filters(parsed: Parsed, scene: Scene, notes: list[Note], ask: Ask) -> Filters:
    """The two offices and their year, or the one office and its two years, in the order that they were named."""
    if parsed.scopes or (len(parsed.named), len(parsed.years)) not in ((2, 0), (2, 1), (1, 2)):
        words = quoted([word for word, _ in parsed.aims], scene.language)
        raise no_answer("compare_two", scene.language, words=words)
    if len(parsed.named) == 1:
        heads = [one_office(replace(parsed, years=[year]), scene, notes, ask) for year in parsed.years]
    else:
        heads = [one_office(replace(parsed, named=[mention]), scene, notes, ask) for mention in parsed.named]
    if len(parsed.named) == _PAIR and len({head.year for head in heads}) > 1:
        raise no_answer(
            "compare_years", scene.language, years=joined([str(head.year) for head in heads], scene.language)
        )
    years = [Filter("year", str(head.year)) for head in heads]
    return Filters(tuple(dict.fromkeys([*years, *(item for head in heads for item in office_filters(head, scene))])))


def in_order_named(rows: Sequence[MeasuredReport], filters: Filters) -> tuple[MeasuredReport, ...]:
    """The reports in the order in which the filters name their offices and years."""
    offices, years = ([item.value for item in filters.named(name)] for name in ("office", "year"))

    def place(row: MeasuredReport) -> tuple[int, int]:
        year, office = str(row.head.year), row.head.office
        return (years.index(year) if year in years else 0, offices.index(office) if office in offices else 0)

    return tuple(sorted(rows, key=place))


def comparison_text(plan: Plan, pair: Sequence[MeasuredReport], language: Language) -> str:
    """Both figures and how far they are apart."""
    first, second = pair
    assert first.value is not None and second.value is not None
    items = [
        say(
            "item_year",
            language,
            office=row.head.office,
            year=row.head.year,
            value=value_text(row, plan.metric, language),
        )
        for row in pair
    ]
    apart = first.value - second.value
    code = "compare_same" if not apart else "compare_more" if apart > 0 else "compare_less"
    return say(
        "comparison",
        language,
        about=label(plan.metric, language),
        items=joined(items, language, ("；", "; ")),
        where=tables_text(first, language),
        change=say(code, language, value=amount(abs(apart), plan.metric.unit, language)),
    )
