"""Search results as markup: the hits, how the query was read, the chips of chosen filters, the pages."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from index.model import Filter, Hit, SearchResult
from index.suggestions import Suggestion
from ingest.model import Fact
from portal.instead import Instead
from portal.labels import LEVELS, SECTIONS, STATES, fact_label, filter_text, theme_name, word
from portal.messages import Texts
from portal.questions.saying import phrasing
from portal.questions.words.metrics import metric_of, total_of
from portal.sheets.answer_entries import plain_entry
from portal.sheets.compared import missing_text, note_text
from portal.widgets.address import FilteredLink, pages_of
from portal.widgets.cards import HitCard, Ordering, ReportCard
from portal.widgets.links import PAGE_SIZE, AskLink, MeasuresLink, ReportLink, SearchLink, figure_href, report_href
from portal.widgets.markup import Html, Range, escape, facts, join, link, mark, words_of
from portal.widgets.markup_measured import part_doors
from portal.widgets.markup_message import finding_badges, state_note

SNIPPET_LENGTH = 150
_LONGEST_SAID = 80
MOST_BY_MEANING = 200
_LEAD = 40


def hit_list(cards: Sequence[HitCard], texts: Texts) -> Html:
    """All hits of a page as one list, those of one report under the first of them."""
    reports: defaultdict[str, list[HitCard]] = defaultdict(list)
    for card in cards:
        reports[card.hit.head.report_id].append(card)
    items = join(Html(f'<li class="mc-hit">{_hits(own, texts)}</li>') for own in reports.values())
    return Html(f'<ol class="mc-hits" id="results">{items}</ol>')


def snippet(text: str, highlights: Sequence[Range], length: int = SNIPPET_LENGTH) -> Html:
    """About `length` characters around the first highlight, marked; … where text was left out."""
    first = min((start for start, _ in highlights), default=0)
    start = 0 if len(text) <= length else max(0, min(first - _LEAD, len(text) - length))
    end = min(len(text), start + length)
    shown = mark(text[start:end], [(left - start, right - start) for left, right in highlights])
    return Html(f"{'…' if start else ''}{shown}{'…' if end < len(text) else ''}")


def count_line(state: SearchLink, result: SearchResult, texts: Texts) -> Html:
    """How much was found, how the query was cut, and the one click to the exact or the freer search."""
    count = escape(texts("search.count", reports=result.reports, total=result.total))
    return Html(f'<div class="mc-count"><div role="status"><h2>{count}</h2></div>{_cut(state, result, texts)}</div>')


def chips(state: FilteredLink, texts: Texts) -> Html:
    """The chosen filters, each with its way out, and one for all."""
    items = join(Html(f"<li>{_chip(state, item, texts)}</li>") for item in state.filters.items)
    clear = link(state.cleared().href, escape(texts("search.clear")), here=True)
    last = f'<li class="mc-clear">{clear}</li>' if items else ""
    return Html(f'<ul class="mc-chips">{items}{last}</ul>')


def nothing_found(
    state: SearchLink, without: Sequence[tuple[Filter, int]], texts: Texts, instead: Instead | None = None
) -> Html:
    """What was not found and what to do instead: other words, one filter less, shorter words, another way to look.

    `without` has for each filter how much there would be without it.
    """
    instead = instead or Instead()
    ways = [*_instead_ways(state, instead, texts), *drop_ways(state, without, texts)]
    offered = join(Html(f"<li>{way}</li>") for way in ways)
    elsewhere = _elsewhere(state, instead, texts) if state.text and state.mode == "keyword" else ""
    return Html(
        f'<div class="mc-message" id="results"><p>{escape(texts(_nothing(state), text=_shortened(state.text)))}</p>'
        f"<ul>{offered}</ul>{elsewhere}</div>"
    )


def _instead_ways(state: SearchLink, instead: Instead, texts: Texts) -> Iterator[Html]:
    """The answer to a question, other words for the search, the themes that it names, any of its words."""
    if instead.answered:
        yield link(AskLink((state.text,), lang=state.lang).href, escape(texts("search.answered")))
    if instead.meant:
        yield _other_words(state.corrected(instead.meant.text), "search.meant", instead.meant, texts)
    if instead.apart:
        yield _other_words(state.reworded(instead.apart.text), "search.apart", instead.apart, texts)
    for theme, reports in instead.themes:
        said = escape(texts("search.theme", theme=theme_name(theme, texts), reports=reports))
        yield link(MeasuresLink(theme=theme.id, filters=state.filters, lang=state.lang).href, said)
    if instead.loose:
        yield _other_words(state.reworded(instead.loose.text).loosened(), "search.try_any", instead.loose, texts)


def _other_words(to: SearchLink, name: str, words: Suggestion, texts: Texts) -> Html:
    return link(to.href, escape(texts(name, text=words.text, total=words.total)), here=True)


def _elsewhere(state: SearchLink, instead: Instead, texts: Texts) -> Html:
    """Shorter words, or the same ones where whole sentences are understood."""
    ask = link(AskLink((state.text,), lang=state.lang).href, escape(texts("search.try_ask")))
    ways = (
        link(state.in_mode("semantic").href, escape(texts("search.try_meaning")), here=True),
        *(() if instead.answered else (ask,)),
        link(MeasuresLink(state.text, lang=state.lang).href, escape(texts("search.try_measures"))),
    )
    listed = join(Html(f"<li>{way}</li>") for way in ways)
    return Html(f"<p>{escape(texts('search.shorter'))}</p><ul>{listed}</ul>")


def _nothing(state: SearchLink) -> str:
    if not state.text:
        return "search.none_reports" if state.lists_reports else "search.none_filters"
    if state.mode != "keyword":
        return "search.none_meaning"
    if state.exact:
        return "search.none_exact"
    return "search.none" if len(state.text.split()) > 1 else "search.none_one"


def near_note(words: Sequence[str], texts: Texts) -> Html:
    """That the words of a search by meaning stand nowhere, or nowhere together."""
    said = texts("search.unknown_words", words="、".join(words)) if words else texts("search.not_together")
    return state_note(said)


def drop_ways(state: FilteredLink, without: Sequence[tuple[Filter, int]], texts: Texts) -> list[Html]:
    """Each filter that alone hides what there is, as the link that drops it."""
    return [_drop(state, *drop, texts) for drop in without if drop[1]]


def pager(state: FilteredLink | AskLink, total: int, texts: Texts, size: int = PAGE_SIZE) -> Html:
    """Previous page, which page, next page, of a list of `total` entries."""
    pages = pages_of(total, size)
    if pages == 1:
        return Html("")
    position = escape(texts("search.page", page=state.page, pages=pages))
    back = link(state.on_page(state.page - 1).href, escape(texts("search.previous")), here=True)
    forward = link(state.on_page(state.page + 1).href, escape(texts("search.next")), here=True)
    return Html(
        f'<nav class="mc-pager" aria-label="{position}">{back if state.page > 1 else ""}'
        f"<span>{position}</span>{forward if state.page < pages else ''}</nav>"
    )


def figure(fact: Fact, place: ReportLink, texts: Texts, *, here: bool = False) -> Html:
    """A figure's short name and its value as the link to its cell; a state without a number is said in words.

    `place` is the report that it stands in; `here` says that the page already shows this report.
    """
    value = phrasing.figure(fact.value) if fact.value is not None else word(STATES, fact.state, texts)
    restored = f" {word(STATES, 'restored', texts)}" if fact.state == "restored" else ""
    door = link(place.at_cell(fact.key).href, escape(value), "mc-number", here=here)
    return Html(f'<span class="mc-fact">{escape(fact_label(fact.key, texts))} {door}{escape(restored)}</span>')


def card_figures(card: HitCard | ReportCard, report_id: str, texts: Texts) -> Html:
    """The figure that orders the list, and the other figures of a report."""
    ordering = [_ordering(card.ordering, texts)] if card.ordering else []
    return join([*ordering, *(figure(fact, ReportLink(report_id), texts) for fact in card.figures)])


def _ordering(ordering: Ordering, texts: Texts) -> Html:
    """A sum or rate as the link to the first of its cells, with what it rests on; or why there is none."""
    row, metric = ordering.row, metric_of(ordering.key)
    value = missing_text(row, texts) if row.value is None else plain_entry(row.value, metric.unit, texts).text
    measure, own = total_of(metric), row.head.report_id
    href = figure_href(own, measure) if row.cells else ""
    door = link(href, escape(value), "mc-number") if href else escape(value)
    rests = (join(part_doors(own, measure, row.parts), "/") if row.parts else "", escape(note_text(row, texts)))
    beside = join(Html(f" {text}") for text in rests if text)
    return Html(f'<span class="mc-fact mc-ordering">{escape(fact_label(ordering.key, texts))} {door}{beside}</span>')


def _hits(cards: Sequence[HitCard], texts: Texts) -> Html:
    card, hit, head = cards[0], cards[0].hit, cards[0].hit.head
    title = link(_place(hit), escape(head.office), "mc-office")
    said = (" / ".join(head.region.parts), word(LEVELS, head.level, texts), word(SECTIONS, str(hit.section), texts))
    where = facts(said)
    figures = card_figures(card, head.report_id, texts)
    others = join(_other_hit(other.hit, texts) for other in cards[1:])
    return Html(
        f'<span class="mc-year">{head.year}</span><div><h3 lang="zh-CN">{title}</h3>{_said(hit)}'
        f'<p class="mc-meta">{where}{figures}{finding_badges(head.report_id, card.findings, texts)}</p>'
        f"{others}</div>"
    )


def _other_hit(hit: Hit, texts: Texts) -> Html:
    """A further hit of the same report, its section as the link to it."""
    door = link(_place(hit), escape(word(SECTIONS, str(hit.section), texts)))
    return Html(f'{_said(hit)}<p class="mc-meta">{door}</p>')


def _said(hit: Hit) -> Html:
    return Html(f'<p class="mc-snippet" lang="zh-CN">{snippet(hit.text, hit.highlights)}</p>')


def _place(hit: Hit) -> str:
    words = words_of(hit.text, hit.highlights)
    return report_href(hit.head.report_id, hit=hit.passage_id, words=words)


def _cut(state: SearchLink, result: SearchResult, texts: Texts) -> Html:
    if not state.text:
        return Html("")
    if result.request.mode != "keyword":
        said = escape(texts("search.by_meaning", most=MOST_BY_MEANING))
        return Html(f'<p class="mc-cut"><span>{said}</span></p>')
    if state.exact:
        shown = escape(texts("search.cut_exact", text=state.text))
        other = link(state.reworded(state.text).href, escape(texts("search.by_words")), here=True)
    else:
        shown = escape(texts("search.cut", terms=" / ".join(result.terms)))
        other = _exactly(state, texts) if result.total else Html("")
    any_term = f"<span>{escape(texts('search.any'))}</span>" if state.any_term else ""
    return Html(f'<p class="mc-cut">{any_term}<span>{shown}</span>{other}</p>')


def _shortened(text: str) -> str:
    """Words as a message repeats them: of very long ones the beginning."""
    return text if len(text) <= _LONGEST_SAID else f"{text[:_LONGEST_SAID]}…"


def _exactly(state: SearchLink, texts: Texts) -> Html:
    """The way to the same words each as it stands; none where some are quoted already."""
    parts = state.text.split()
    if any(mark in state.text for mark in '"“”'):
        return Html("")
    quoted = " ".join(part if part.startswith("-") else f'"{part}"' for part in parts)
    to = state.exactly(state.text) if len(parts) == 1 else state.reworded(quoted)
    return link(to.href, escape(texts("search.exactly", text="”“".join(parts))), here=True)


def _chip(state: FilteredLink, item: Filter, texts: Texts) -> Html:
    removal = f'<span class="mc-hidden"> {escape(texts("search.remove"))}</span>'
    content = Html(f'{escape(filter_text(item, texts))} <span aria-hidden="true">✕</span>{removal}')
    return link(state.without(item).href, content, "mc-chip", here=True)


def _drop(state: FilteredLink, item: Filter, total: int, texts: Texts) -> Html:
    text = escape(texts("search.drop", filter=filter_text(item, texts), total=total))
    return link(state.without(item).href, text, here=True)
