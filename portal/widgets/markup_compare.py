"""The page 对比 as markup, its tables aside: what is compared, what was measured, what the signs mean."""

from collections.abc import Sequence

from index.comparison import Line
from index.measures import SMALL_SAMPLE
from index.model import Filter
from index.peers import FEWEST_PEERS
from index.subjects import Subject
from portal.labels import filter_text
from portal.messages import Texts
from portal.questions.saying.phrasing import formula
from portal.sheets.compared import Shown, labels, spans_forms, titled, years_text
from portal.widgets.links import CompareLink
from portal.widgets.markup import Html, escape, join, link
from portal.widgets.markup_message import examples, heading, message_block


def compare_head(texts: Texts) -> Html:
    """The heading of the page."""
    return heading(texts("nav.compare"))


def nothing_chosen(offered: Sequence[tuple[str, str]], texts: Texts) -> Html:
    """What to do first, and comparisons to start with."""
    start = message_block(texts("compare.start"))
    return join([start, examples(texts("compare.examples"), offered, here=True)] if offered else [start])


def chosen(state: CompareLink, subjects: Sequence[Subject], texts: Texts) -> Html:
    """What is compared and what narrows it, each with its way out, and one for all; one alone asks for another."""
    said = [(name, one.filter) for one, name in labels(subjects, texts).items()]
    said += [(filter_text(item, texts), item) for item in state.scope.items]
    chips = join(Html(f'<li lang="zh-CN">{_chip(state, name, item, texts)}</li>') for name, item in said)
    clear = link(state.of(()).href, escape(texts("search.clear")), here=True)
    more = f'<p class="mc-meta" role="status">{escape(texts("compare.one"))}</p>' if len(subjects) == 1 else ""
    return Html(f'<ul class="mc-chips">{chips}<li class="mc-clear">{clear}</li></ul>{more}')


def _chip(state: CompareLink, name: str, item: Filter, texts: Texts) -> Html:
    removal = f'<span class="mc-hidden"> {escape(texts("search.remove"))}</span>'
    content = Html(f'{escape(name)} <span aria-hidden="true">✕</span>{removal}')
    return link(state.without(item).href, content, "mc-chip", here=True)


def block_head(shown: Shown, *, latest: bool, texts: Texts) -> Html:
    """What is compared over which years, or in the latest of them, and its formula."""
    years = (shown.found.latest,) if latest and shown.found.latest else shown.found.years
    title = texts("compare.title", what=titled(shown.metric, texts), years=years_text(years))
    worked = formula(shown.metric, shown.found.measure, "zh" if texts.lang == "zh" else "en")
    said = f'<p class="mc-meta">{escape(worked)}</p>' if worked else ""
    return Html(f'<div class="mc-compared"><h2>{escape(title)}</h2>{said}</div>')


def _changes_in_size(line: Line) -> bool:
    """Whether a group has more reports in some years than in others."""
    return line.subject.kind != "office" and len({figure.counted for figure in line.figures if figure.counted}) > 1


def legend(shown: Shown, *, ordered: bool, texts: Texts) -> Html:
    """What the signs of a comparison mean: of those only that occur in it."""
    found = shown.found
    figures = [figure for line in found.lines for figure in line.figures]
    told = (
        (ordered and found.latest is not None, texts("compare.sorted", year=found.latest)),
        (spans_forms(found.years), texts("compare.break")),
        (any(figure.small for figure in figures), texts("compare.small_note", least=SMALL_SAMPLE)),
        (any(figure.standing for figure in figures), texts("compare.peers_note", fewest=FEWEST_PEERS)),
        (any(line.subject.kind != "office" for line in found.lines), texts("compare.sum_note")),
        (any(map(_changes_in_size, found.lines)), texts("compare.differ_note")),
        (any(figure.restored for figure in figures), texts("legend.restored")),
    )
    lines = join(Html(f"<li>{escape(text)}</li>") for applies, text in told if applies)
    return Html(f'<ul class="mc-legend">{lines}</ul>' if lines else "")
