"""Reports as web pages: plain or Word-like markup, tables with spans, text that a browser does not show."""

from collections.abc import Callable, Sequence
from html import escape
from random import Random

from tests.mess.article import Article, Block, Text
from tests.mess.chrome import byline, framed, site_name
from tests.mess.forms import Box, Form
from tests.mess.options import Mess
from tests.mess.pieces import falsified, other, pieces
from tests.mess.runs import broken, runs

CODECS = {"gbk_tagged": "gb18030", "gbk_untagged": "gb18030", "utf_16": "utf-16", "bom": "utf-8-sig"}
STYLES = ("text-indent:2em;line-height:2em", "margin:0cm 0cm 0pt", "TEXT-INDENT: 32pt", "")
FONTS = ("仿宋_GB2312", "宋体", "FangSong", "Times New Roman")
HIDING = ('style="display:none"', 'style="color:red; DISPLAY: none"', "hidden", 'hidden="hidden"')
SHORTEST_WRAP = 12
UNSEEN: tuple[Callable[[str, str], str], ...] = (
    lambda markup, hiding: f"<div {hiding}>{markup}</div>",
    lambda markup, hiding: f"<!-- {markup} -->",
    lambda markup, hiding: f"<script>document.write('{markup.replace(chr(10), '')}');</script>",
    lambda markup, hiding: f"<template>{markup}</template>",
    lambda markup, hiding: f'<textarea id="print" {hiding}>{escape(markup)}</textarea>',
    lambda markup, hiding: f"<table {hiding}><tr><td>{markup}</td></tr></table>",
)


class Web:
    """One page's way of writing markup."""

    def __init__(self, rng: Random, mess: Mess) -> None:
        self._rng, self._mess, self._hides = rng, mess, mess.layout == "hidden"
        self._font, self._style = rng.choice(FONTS), rng.choice(STYLES)
        self._headed, self._empty = rng.random() < 0.3, rng.choice(("", "&nbsp;", "<p>&nbsp;</p>", "　"))
        self._section = rng.choice(("h2", "h3", "p", "p"))

    def body(self, blocks: Sequence[Block]) -> str:
        """The report's blocks as markup, its tables cut where the mess says so."""
        parts = []
        for block in blocks:
            if isinstance(block, Form):
                between = self._rng.choice(("", "<p>&nbsp;</p>", "<p>（续表）</p>"))
                parts.append(between.join(self.table(piece) for piece in pieces(self._rng, self._mess, block)))
            elif isinstance(block, Text):
                parts.append(self._heading(block.text) if block.heading else self._paragraph(block.text))
            if self._hides and self._rng.random() < 0.3:
                parts.append(self._unseen(blocks))
        return "\n".join(parts)

    def title(self, lines: Sequence[str]) -> str:
        """The report's title over the article."""
        if len(lines) > 1 and self._rng.random() < 0.5:
            return "".join(f'<p align="center"><b>{self._span(line)}</b></p>' for line in lines)
        return f"<h1>{'<br/>'.join(escape(line.strip()) for line in lines)}</h1>"

    def table(self, form: Form) -> str:
        """The form as a table."""
        rows = [self._row(row) for row in form.rows]
        if self._hides:
            for n in range(form.heads, len(rows)):
                if self._rng.random() < 0.15:
                    row = self._row([other(self._rng, box) for box in form.rows[n]])
                    rows[n] += row.replace("<tr", f"<tr {self._rng.choice(HIDING)}", 1)
        inside = "\n".join(rows)
        if self._headed and form.heads:
            head, rest = "\n".join(rows[: form.heads]), "\n".join(rows[form.heads :])
            inside = f"<thead>{head}</thead><tbody>{rest}</tbody>"
        return f'<div align="center"><table border="1" cellspacing="0" cellpadding="0">{inside}</table></div>'

    def _row(self, boxes: Sequence[Box]) -> str:
        return f"<tr>{''.join(self._cell(box) for box in boxes)}{'' if 'loose_tags' in self._mess else '</tr>'}"

    def _paragraph(self, text: str) -> str:
        return f'<p style="{self._style}">{self._span(text)}</p>'

    def _heading(self, text: str) -> str:
        if self._section == "p":
            return f'<p style="{self._style}"><strong>{self._span(text)}</strong></p>'
        return f"<{self._section}>{self._span(text)}</{self._section}>"

    def _cell(self, box: Box) -> str:
        counts = (("rowspan", box.rows), ("colspan", box.columns))
        spans = "".join(f' {name}="{count}"' for name, count in counts if count > 1)
        style = ' style="border:1px solid windowtext;padding:0 7px"' if "word_markup" in self._mess else ""
        tag = "th" if self._headed and box.kind == "head" else "td"
        closing = "" if "loose_tags" in self._mess else f"</{tag}>"
        return f"<{tag}{spans}{style}>{self._inner(box) if box.text else self._empty}{closing}"

    def _inner(self, box: Box) -> str:
        lines = [box.text] if box.kind == "cell" else broken(self._rng, self._mess, box.text)
        if "word_markup" in self._mess:
            markup = "".join(f'<p class="MsoNormal" align="center">{self._span(line)}<o:p></o:p></p>' for line in lines)
        else:
            markup = self._rng.choice(("<br/>", "<br>\n")).join(self._span(line) for line in lines)
        if self._hides and self._rng.random() < 0.1:
            markup += self._decoy()
        return f"\n   {markup}\n  " if self._rng.random() < 0.1 else markup

    def _span(self, text: str) -> str:
        parts = [self._wrap(escape(part)) for part in runs(self._rng, self._mess, text)]
        if "word_markup" not in self._mess and len(parts) == 1:
            return parts[0]
        styles = ("", f' lang="EN-US" style="font-family:{self._font}"')
        return "".join(f"<span{styles[n % 2]}>{part}</span>" for n, part in enumerate(parts))

    def _wrap(self, text: str) -> str:
        """The text over two lines of the source, as Word saves pages; never within a number or a tag."""
        if "source_wraps" not in self._mess or len(text) < SHORTEST_WRAP or "&" in text:
            return text
        place = self._rng.randrange(4, len(text) - 4)
        if any(sign.isascii() or sign.isdigit() for sign in text[place - 1 : place + 1]):
            return text
        return f"{text[:place]}\n{text[place:]}"

    def _decoy(self) -> str:
        number, hiding = self._rng.randint(0, 9999), self._rng.choice(HIDING)
        hidden = (f"<span {hiding}>{number}</span>", f"<!-- {number} -->", f'<input type="hidden" value="{number}">')
        return self._rng.choice(hidden)

    def _unseen(self, blocks: Sequence[Block]) -> str:
        form = self._rng.choice([block for block in blocks if isinstance(block, Form)])
        table = Web(self._rng, Mess("page", frozenset())).table(falsified(self._rng, form))
        new, concluded = self._rng.randint(900, 9999), self._rng.randint(900, 9999)
        prose = f"<p>全年共收到政府信息公开申请{new}件，办结{concluded}件。</p>"
        return self._rng.choice(UNSEEN)(table + prose, self._rng.choice(HIDING))


def render(rng: Random, mess: Mess, article: Article) -> bytes:
    """The page as bytes in the encoding that the mess names."""
    web = Web(rng, mess)
    inside = f"{web.title(article.title)}\n{byline(rng, article)}\n{web.body(article.blocks)}"
    site = site_name(rng, article)
    encoding = next((name for name in CODECS if name in mess), "utf-8")
    tags = {"gbk_tagged": ("gb2312", "GBK", "gb18030"), "utf_16": ("",), "gbk_untagged": ("",), "bom": ("", "utf-8")}
    charset = rng.choice(tags.get(encoding, ("utf-8", "UTF-8")))
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    suffix = rng.choice((f"_{site}", f" - {site}", f"-政府信息公开年报-{site}", ""))
    title = "".join(line.strip() for line in article.title) + suffix
    head = f"<head>{meta}<title>{escape(title)}</title><style>.nav li{{float:left}} td{{width:12px}}</style></head>"
    page = f"<!DOCTYPE html>\n<html>{head}\n<body>{framed(rng, mess, article, inside)}</body></html>"
    return page.encode(CODECS.get(encoding, "utf-8"))
