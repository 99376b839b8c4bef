"""The list of all reports as markup: the newest year, then places and offices with their years."""

from collections.abc import Sequence
from itertools import groupby

from index.identity import office_key
from index.model import ReportHead
from portal.messages import Texts
from portal.widgets.links import ReportLink, report_href
from portal.widgets.markup import Html, column, escape, join, link
from portal.widgets.markup_message import below

_RECENT = 12
_OFFICES_AT_ONCE = 200


def report_index(heads: Sequence[ReportHead], place: str, texts: Texts) -> Html:
    """Recent reports and all offices; in a large library places first, their offices under `place`."""
    if place:
        return _offices(heads, texts)
    everything = _offices(heads, texts) if len(heads) <= _OFFICES_AT_ONCE else _places(heads, texts)
    return Html(f"{_recent(heads, texts)}{everything}")


def _recent(heads: Sequence[ReportHead], texts: Texts) -> Html:
    newest = max(head.year for head in heads)
    recent = sorted((head for head in heads if head.year == newest), key=lambda head: (head.region.path, head.office))
    rows = join(
        Html(f"<li>{link(report_href(head.report_id), escape(head.office))} {_place(head, texts)}</li>")
        for head in recent[:_RECENT]
    )
    rest = len(recent) - _RECENT
    href = f"/?year={newest}"
    more = f"<p>{link(href, escape(texts('reports.more', count=rest)))}</p>" if rest > 0 else ""
    title = escape(texts("reports.recent", year=newest))
    return Html(f'<section class="mc-list mc-columns-list"><h2>{title}</h2><ul>{rows}</ul>{more}</section>')


def _place(head: ReportHead, texts: Texts) -> Html:
    return Html(f'<span class="mc-meta">{escape(_place_name(head, texts))}</span>')


def _place_name(head: ReportHead, texts: Texts) -> str:
    return " / ".join(head.region.parts) or texts("reports.no_place")


def _offices(heads: Sequence[ReportHead], texts: Texts) -> Html:
    def key(head: ReportHead) -> tuple[str, str, str]:
        # 松亭区人民政府办公室 and 青岚市松亭区人民政府办公室 are one office.
        return head.region.path, head.seat, office_key(head.office, head.region)

    ordered = sorted(heads, key=lambda head: (*key(head), -head.year))
    rows = join(Html(f"<tr>{_office(list(group), texts)}</tr>") for _, group in groupby(ordered, key=key))
    columns = {"ask.office": "", "ask.region": "mc-aside", "ask.year_column": ""}
    head_row = join(column(texts(title), name) for title, name in columns.items())
    title = escape(texts("reports.offices"))
    return Html(
        f'<section><h2>{title}</h2><div class="mc-scroll" role="region" tabindex="0" aria-label="{title}">'
        f'<table class="mc-list-table mc-slim"><thead><tr>{head_row}</tr></thead><tbody>{rows}</tbody></table></div>'
        "</section>"
    )


def _office(heads: Sequence[ReportHead], texts: Texts) -> Html:
    years = join((link(report_href(head.report_id), escape(str(head.year))) for head in heads), " ")
    return Html(
        f'<th scope="row">{escape(heads[0].office)}{below(_place_name(heads[0], texts))}</th>'
        f'<td class="mc-aside">{_place(heads[0], texts)}</td>'
        f'<td class="mc-years-cell">{years}</td>'
    )


def _places(heads: Sequence[ReportHead], texts: Texts) -> Html:
    counts: dict[str, int] = {}
    for head in heads:
        place = "/".join(head.region.parts[:2])
        counts[place] = counts.get(place, 0) + 1
    rows = join(
        Html(f"<li>{link(ReportLink(region=place).href, escape(place), here=True)} {count}</li>")
        for place, count in sorted(counts.items())
        if place
    )
    title = escape(texts("reports.places"))
    return Html(f'<section class="mc-list mc-columns-list"><h2>{title}</h2><ul>{rows}</ul></section>')
