"""The parts of a plan in the words of the page, and what each of them can be changed to."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from index.filters import Vocabulary
from index.model import Condition, Filter, Filters
from index.subjects import subjects_of
from index.themes import load_themes, wide_themes
from portal.labels import filter_text, filter_value, metric_label, theme_name
from portal.messages import Texts
from portal.questions.computing.told import mention_text
from portal.questions.plan import Answer, Inquiry, Mention, Plan, Where
from portal.questions.saying.phrasing import bound
from portal.questions.words.metrics import OVER, RATE_UNIT, SUM
from portal.questions.words.vocabulary import load_vocabulary
from portal.sheets.compared import metric_keys, metric_option
from portal.widgets.links import ALL
from portal.widgets.plan_changes import SCOPE_FILTERS, is_rate, peers_code

TOPS = (1, 3, 5, 10, 20, 50)
_MENUS = ("year", *SCOPE_FILTERS)


@lru_cache(maxsize=64)
def metric_choices(key: str) -> tuple[str, ...]:
    """All that can be measured: first what is near this one (its row, its column, the rates), then everything."""
    vocabulary = load_vocabulary()
    if key in vocabulary.rates or key.partition(".")[0] in vocabulary.rates:
        return tuple(dict.fromkeys([key, *vocabulary.rates, *metric_keys()]))
    for joint in (OVER, SUM):
        if joint in key:
            return tuple(dict.fromkeys([key, *key.split(joint), *metric_keys()]))
    head, _, column = key.rpartition(".")
    same_row = [f"{head}.{other}" for other in vocabulary.row(head).columns]
    entries = {**vocabulary.rows, **vocabulary.groups}
    same_column = [f"{name}.{column}" for name, entry in entries.items() if column in entry.columns]
    return tuple(dict.fromkeys([key, *same_row, *same_column, *metric_keys()]))


def metric_choice(key: str, texts: Texts) -> str:
    """What a metric is called in a list, with its table where it has one."""
    return metric_option(key, texts) if key in _known() else metric_label(key, texts)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(metric_keys())


def year_choices(years: Sequence[int]) -> tuple[str, ...]:
    """All years, each that the library has, the newest first, then from each on to the newest."""
    known = sorted(years, reverse=True)
    return (ALL, *map(str, known), *(f"{first}..{known[0]}" for first in known[1:]))


def span_choices(years: Sequence[int]) -> tuple[str, ...]:
    """Two years to hold against each other: neighbours first, then any year against the newest."""
    known = sorted(years)
    pairs = [*pairwise(known)][::-1] + [(first, known[-1]) for first in known[:-2][::-1]]
    return tuple(f"{first}..{last}" for first, last in pairs)


def scope_choices(name: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The values of a filter by offices that the library has."""
    if name == "region":
        return tuple(vocabulary.regions)
    if name == "office":
        return tuple(one.value for one in subjects_of(vocabulary).offices)
    known = {head.level if name == "level" else head.office_kind for head in vocabulary.heads}
    return tuple(sorted(known))


def years_text(filters: Filters, texts: Texts) -> str:
    """The years that are looked at."""
    years = [year_text(item.value, texts) for item in filters.named("year") if not item.excluded]
    years += [filter_text(item, texts) for item in filters.named("year") if item.excluded]
    return _listed(years, texts) or texts("ask.all_years")


def year_text(value: str, texts: Texts) -> str:
    """A year, a span of years, or all."""
    return texts("ask.all_years") if value == ALL else value.replace("..", "–")


def scope_text(filters: Filters, texts: Texts) -> str:
    """Which offices are looked at."""
    said = [filter_value(item, texts) if not item.excluded else filter_text(item, texts) for item in scope(filters)]
    return _listed(said, texts) or texts("ask.all_offices")


def scope(filters: Filters) -> tuple[Filter, ...]:
    """The filters that say which offices are looked at."""
    return tuple(item for item in filters.items if item.name in SCOPE_FILTERS)


def chosen(filters: Filters, name: str) -> str | None:
    """The one value of a filter; None where there is none or more than one."""
    values = [item.value for item in filters.named(name) if not item.excluded]
    return values[0] if len(values) == 1 else None


def condition_text(plan: Plan, texts: Texts) -> str:
    """What the figure must be: a number, or how it stands to others; any where nothing is asked of it."""
    if plan.peers is not None:
        return texts(f"ask.peers.{peers_code(plan.peers)}")
    return number_text(plan.condition, texts, rate=is_rate(plan)) if plan.condition else texts("ask.any_number")


def number_text(condition: Condition, texts: Texts, *, rate: bool) -> str:
    """A comparison with a number: `大于 0`, `至少 30%`."""
    return f"{texts(f'threshold.{condition.operator}')} {bound(condition.number, rate=rate)}"


def plan_filters(answer: Answer) -> Filters:
    """The filters that an answer was computed under."""
    plan = answer.plan or answer.inquiry
    return plan.filters if plan is not None else Filters()


def theme_choices(theme: str) -> tuple[str, ...]:
    """The themes that can be looked for: those that are browsed, and this one."""
    return tuple(dict.fromkeys([*(known.id for known in wide_themes()), theme]))


def theme_text(theme: str, texts: Texts) -> str:
    """What a theme is called."""
    return theme_name(load_themes()[theme], texts)


def further(plan: Plan | Inquiry, texts: Texts) -> tuple[tuple[str, str], ...]:
    """The further conditions of a plan in words, each with the name that an address drops it by."""
    if isinstance(plan, Inquiry):
        return ()
    also = [
        (f"{_year(where)}{metric_label(where.metric.key, texts)} {_number(where, texts)}", f"also.{place}")
        for place, where in enumerate(plan.also)
    ]
    told = [(_mention(mention, texts), f"mention.{place}") for place, mention in enumerate(plan.mentions)]
    others = {item.name: item for item in plan.filters.items if item.name not in _MENUS}
    named = [(_listed([filter_text(item, texts) for item in plan.filters.named(name)], texts), name) for name in others]
    return (*also, *told, *named)


def joins_of(plan: Plan | Inquiry) -> str:
    """The code of what stands before each further condition: and, or, or that it says what the whole is."""
    if isinstance(plan, Plan) and (plan.either or plan.among):
        return "ask.either" if plan.either else "ask.among"
    return "ask.also"


def _year(where: Where) -> str:
    return "" if where.year is None else f"{where.year} "


def _number(where: Where, texts: Texts) -> str:
    return number_text(where.condition, texts, rate=where.metric.unit == RATE_UNIT)


def _mention(mention: Mention, texts: Texts) -> str:
    return mention_text(mention, "zh" if texts.lang == "zh" else "en")


def _listed(parts: Sequence[str], texts: Texts) -> str:
    return ("、" if texts.lang == "zh" else ", ").join(parts)
