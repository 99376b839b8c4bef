"""The ground of our own markup: the one function through which foreign text enters it, marks, links and numbers."""

import html
import re
from collections.abc import Iterable, Sequence
from typing import NewType

Html = NewType("Html", str)
Range = tuple[int, int]
_MOST_WORDS = 8
_BEFORE_DOT = re.compile("[\u4e00-\u9fff]·")

_MARKDOWN = str.maketrans({character: f"\\{character}" for character in "\\`*_{}[]<>()#+-.!|~$"} | {":": "："})


def escape(text: str) -> Html:
    """Any text as text: nothing in it can become markup or leave an attribute."""
    return Html(html.escape(text, quote=True))


def join(parts: Iterable[Html], between: str = "") -> Html:
    """Pieces of markup one after another; `between` is markup too."""
    return Html(between.join(parts))


def plain_label(text: str) -> str:
    """Text for the label of a native widget, where Streamlit would read Markdown."""
    return text.translate(_MARKDOWN)


def link(href: str, content: Html, name: str = "", *, here: bool = False) -> Html:
    """A link of class `name`; `here` marks one that changes this page's address without loading it anew."""
    attributes = f' class="{name}"' if name else ""
    return Html(f'<a href="{escape(href)}"{attributes}{" data-go" if here else ""}>{content}</a>')


def facts(said: Iterable[str]) -> Html:
    """Short facts side by side, each by itself where lines break; empty ones left out."""
    return join(Html(f'<span class="mc-fact">{escape(part)}</span>') for part in said if part)


def column(title: str, name: str = "") -> Html:
    """The head of a table's column of class `name`; 复议·结果纠正 breaks behind its dot, which never stands alone."""
    attributes = f' class="{name}"' if name else ""
    said = _BEFORE_DOT.sub(r'<span class="mc-nowrap">\g<0></span>', escape(title))
    return Html(f'<th scope="col"{attributes}>{said}</th>')


def mark(text: str, ranges: Sequence[Range], name: str = "") -> Html:
    """`text` with its ranges (code points) in <mark>, the first of which gets the id `name`."""
    parts: list[Html] = []
    done = 0
    for start, end in merged(ranges, len(text)):
        identity = f' id="{escape(name)}" tabindex="-1"' if name and not parts else ""
        parts += [escape(text[done:start]), Html(f"<mark{identity}>{escape(text[start:end])}</mark>")]
        done = end
    return join([*parts, escape(text[done:])])


def words_of(text: str, ranges: Sequence[Range]) -> tuple[str, ...]:
    """The words that ranges of a text mark, each once, as many as an address has room for."""
    return tuple(dict.fromkeys(text[start:end] for start, end in ranges))[:_MOST_WORDS]


def merged(ranges: Sequence[Range], length: int) -> list[Range]:
    """Ranges in order, cut to the text, touching and overlapping ones joined, empty ones gone."""
    result: list[Range] = []
    for start, end in sorted((max(start, 0), min(end, length)) for start, end in ranges):
        if start >= end:
            continue
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result
