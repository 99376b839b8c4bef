"""The page 改进措施 as markup: themes with their counts, and problems with the measures that answer them."""

from collections.abc import Iterable, Mapping, Sequence

from index.lookup import MOST_PASSAGES, Entry, Line, LookedUp, Use
from index.model import Facet, Filter, ReportHead, SearchResult
from index.themes import Theme
from portal.labels import LEVELS, theme_name, word
from portal.messages import Texts
from portal.widgets.links import MeasuresLink, report_href
from portal.widgets.markup import Html, column, escape, facts, join, link, mark, words_of
from portal.widgets.markup_message import copy_link
from portal.widgets.markup_search import drop_ways

_MOST_YEARS = 8


def measures_head(texts: Texts) -> Html:
    """What the page is for, in two lines."""
    return Html(
        f'<header class="mc-measures-head"><h1>{escape(texts("measures.title"))}</h1>'
        f'<p class="mc-meta">{escape(texts("measures.line"))}</p></header>'
    )


def theme_table(counts: Mapping[Theme, SearchResult], state: MeasuresLink, texts: Texts) -> Html:
    """Every theme with the reports that name it as a problem, in all and year by year; each count leads to them.

    A theme within another that is shown is set in beneath it.
    """
    by_year = {theme: _values(result.facets, "year") for theme, result in counts.items()}
    years = sorted({year for found in by_year.values() for year in found}, reverse=True)[:_MOST_YEARS]
    columns = (texts("measures.reports"), *years)
    head = join(column(text, "mc-figure") for text in columns)
    rows = join(
        Html(
            f'<tr><th scope="row"{_indent(theme, counts)}>{_theme_door(theme, state, texts)}</th>'
            f"{_counts(theme, (counts[theme].reports, by_year[theme]), years, state)}</tr>"
        )
        for theme in counts
    )
    title = escape(texts("measures.themes"))
    return Html(
        f'<section class="mc-themes"><h2>{title}</h2><p class="mc-meta">{escape(texts("measures.themes_line"))}</p>'
        f'<div class="mc-scroll" role="region" tabindex="0" aria-label="{title}"><table class="mc-list-table"><thead>'
        f"<tr>{column(texts('measures.theme'))}{head}</tr></thead><tbody>{rows}</tbody></table>"
        "</div></section>"
    )


def _indent(theme: Theme, shown: Iterable[Theme]) -> str:
    return ' class="mc-within"' if theme.within in {other.id for other in shown} else ""


def _theme_door(theme: Theme, state: MeasuresLink, texts: Texts) -> Html:
    return link(state.on_theme(theme.id).href, escape(theme_name(theme, texts)), here=True)


def _counts(theme: Theme, counts: tuple[int, Mapping[str, int]], years: Sequence[str], state: MeasuresLink) -> Html:
    here, (total, by_year) = state.on_theme(theme.id), counts
    cells = join(_count(by_year.get(year, 0), here.with_(Filter("year", year))) for year in years)
    return join([_count(total, here), cells])


def _count(count: int, state: MeasuresLink) -> Html:
    shown = link(state.href, Html(str(count)), here=True) if count else Html('<span class="mc-none">0</span>')
    return Html(f'<td class="mc-figure">{shown}</td>')


def about(state: MeasuresLink, text: str, mentioned: Mapping[Theme, SearchResult], texts: Texts) -> Html:
    """Which problem the list is about, and for each theme of it, how many reports name it, year by year."""
    back = link(MeasuresLink(lang=state.lang).href, escape(texts("measures.all_themes")), here=True)
    said = join(_mentioned(state, theme, result, texts) for theme, result in mentioned.items())
    return Html(
        f'<div class="mc-about"><p class="mc-meta">{back}</p><h2>{escape(texts("measures.about", text=text))}</h2>'
        f"{said}</div>"
    )


def _mentioned(state: MeasuresLink, theme: Theme, result: SearchResult, texts: Texts) -> Html:
    years = _values(result.facets, "year").items()
    counts = [texts("measures.mentioned", reports=result.reports)]
    counts += [texts("measures.in_year", year=year, count=count) for year, count in years]
    name = escape(theme_name(theme, texts))
    door = Html("") if state.theme else Html(f"{link(state.on_theme(theme.id).href, name, here=True)}　")
    return Html(f'<p class="mc-meta">{door}{escape(" · ".join(counts))}</p>')


def found_line(found: LookedUp, state: MeasuresLink, texts: Texts) -> Html:
    """How much was found, and by which way."""
    counted = "offices" if found.of_offices else state.side
    name = f"measures.nearest.{state.side}" if found.way == "meaning" else f"measures.count.{counted}"
    count = escape(texts(name, reports=found.reports, entries=len(found.entries)))
    return Html(f'<div class="mc-count"><div role="status"><h3>{count}</h3></div>{_way(found, state, texts)}</div>')


def _way(found: LookedUp, state: MeasuresLink, texts: Texts) -> Html:
    words = "、".join(entry for theme in found.themes for entry in theme.words)
    named = texts("list.items").join(theme_name(theme, texts) for theme in found.themes)
    said = [] if state.theme else [texts(f"measures.way.{found.way}", themes=named, most=MOST_PASSAGES)]
    said += [texts("measures.words", words=words)] if found.themes else []
    said += [texts("measures.unanswered", count=found.unanswered)] if found.unanswered else []
    if found.way != "meaning" and found.result.total > MOST_PASSAGES:
        said.append(texts("measures.most", most=MOST_PASSAGES))
    return Html(f'<p class="mc-cut">{join(Html(f"<span>{escape(text)}</span>") for text in said)}</p>')


def nothing_known(state: MeasuresLink, without: Sequence[tuple[Filter, int]], texts: Texts) -> Html:
    """That no report mentions the problem, and what to do: one filter less, shorter words, a theme."""
    name = "measures.none_filters" if state.filters.items else "measures.none"
    offered = join(Html(f"<li>{way}</li>") for way in drop_ways(state, without, texts))
    themes = link(MeasuresLink(lang=state.lang).href, escape(texts("measures.all_themes")), here=True)
    return Html(
        f'<div class="mc-message" id="results" role="status"><p>{escape(texts(name))}</p><ul>{offered}</ul>'
        f"<p>{escape(texts('measures.none_remedy'))} {themes}</p></div>"
    )


def entry_list(entries: Sequence[Entry], texts: Texts, *, of_offices: bool) -> Html:
    """A page of entries: measures with those who say nearly the same, or offices with their problem year by year."""
    shown = _office if of_offices else _entry
    items = join(Html(f'<li class="mc-hit">{shown(entry, texts)}</li>') for entry in entries)
    return Html(f'<ol class="mc-hits mc-measures" id="results">{items}</ol>')


def _office(entry: Entry, texts: Texts) -> Html:
    head, first = entry.uses[0].head, entry.uses[0].problems[0]
    said = (" / ".join(head.region.parts), word(LEVELS, head.level, texts))
    where = facts(said)
    title = link(_href(head, first), escape(head.office), "mc-office")
    years = join(_in_year(use) for use in entry.uses)
    return Html(f'<span></span><div><h3 lang="zh-CN">{title}</h3><p class="mc-meta">{where}</p></div>{years}')


def _in_year(use: Use) -> Html:
    lines = join(Html(f'<p lang="zh-CN">{mark(line.text, line.highlights)}</p>') for line in use.problems)
    door = link(_href(use.head, use.problems[0]), Html(str(use.head.year)))
    return Html(f'<span class="mc-year">{door}</span><div>{lines}</div>')


def _entry(entry: Entry, texts: Texts) -> Html:
    use, others = entry.uses[0], entry.uses[1:]
    head = use.head
    first = (use.problems + use.measures)[0]
    title = link(_href(head, first), escape(head.office), "mc-office")
    same = join(Html(f"<li>{_other(other)}</li>") for other in others)
    label = escape(texts("measures.others", count=len(others)))
    folded = f"<details><summary>{label}</summary><ul>{same}</ul></details>" if others else ""
    return Html(
        f'<span class="mc-year">{head.year}</span><div><h3 lang="zh-CN">{title}</h3>{_sides(use, texts)}'
        f'<p class="mc-meta">{_where(use, texts)}</p>{folded}</div>'
    )


def _sides(use: Use, texts: Texts) -> Html:
    problem = _side("problem", use.problems, "measures.no_problem", texts)
    measure = _side("measure", use.measures, "measures.no_measure", texts)
    return Html(f'<dl class="mc-pair">{problem}{measure}</dl>')


def _side(name: str, lines: Sequence[Line], missing: str, texts: Texts) -> Html:
    shown = join(Html(f'<p lang="zh-CN">{mark(line.text, line.highlights)}</p>') for line in lines)
    nothing = Html(f'<p class="mc-none">{escape(texts(missing))}</p>')
    return Html(f"<dt>{escape(texts(f'measures.{name}'))}</dt><dd>{shown or nothing}</dd>")


def _where(use: Use, texts: Texts) -> Html:
    head = use.head
    said = [" / ".join(head.region.parts), word(LEVELS, head.level, texts)]
    said += [] if use.one_to_one else [texts("measures.loose")]
    parts = facts(said)
    copied = f"{head.office}{head.year}年政府信息公开工作年度报告"
    text = "".join(line.text for line in use.measures or use.problems)
    copy = copy_link(f"{text}（{copied}）", texts)
    last = (use.measures or use.problems)[0]
    door = link(_href(head, last), escape(texts("measures.original")))
    return Html(f'{parts}<span class="mc-fact">{copy}</span><span class="mc-fact">{door}</span>')


def _other(use: Use) -> Html:
    line = (use.measures or use.problems)[0]
    said = escape(f"{use.head.office} {use.head.year}")
    return link(_href(use.head, line), said)


def _href(head: ReportHead, line: Line) -> str:
    """Where a line stands in its report, with what was found in it."""
    return report_href(head.report_id, hit=line.passage_id, words=words_of(line.text, line.highlights))


def _values(facets: Sequence[Facet], name: str) -> dict[str, int]:
    return {value.value: value.count for facet in facets if facet.name == name for value in facet.values}
