"""Reports as PDF: ruled tables over several pages, tables without rules, tables that are lines of text."""

import io
from random import Random

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.mess.article import Article, Lines, Text
from tests.mess.fitting import FONT, LEADING, Measured, measured, text_width, wrapped_to
from tests.mess.forms import Form, Rest, cut
from tests.mess.options import Mess

MARGIN, BODY, TITLE = 72.0, 11.0, 15.0
FOLIOS = ("- {} -", "— {} —", "{}", "第{}页")
RESTS: tuple[Rest, ...] = ("repeated", "blank", "halved")
RULES = ("boxes", "lines", "bars")


class Paper:
    """One report's pages, filled from the top."""

    def __init__(self, rng: Random, mess: Mess, head: str) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self._rng, self._mess = rng, mess
        self._stream = io.BytesIO()
        self._width, self._height = landscape(A4) if rng.random() < 0.3 else A4
        self._canvas = Canvas(self._stream, pagesize=(self._width, self._height), invariant=1)
        self._folio = rng.choice(FOLIOS) if "folios" in mess else ""
        self._head = head if "running_head" in mess else ""
        self._rules, self._rest = rng.choice(RULES), rng.choice(RESTS)
        self._page, self._y = 1, self._height - MARGIN

    def write(self, article: Article) -> bytes:
        """The whole report as bytes."""
        for line in article.title:
            self._lines(line.strip(), TITLE, centred=True)
        for block in article.blocks:
            if isinstance(block, Text):
                self._lines(("" if block.heading else "　　") + block.text, BODY)
            elif isinstance(block, Lines):
                for line in block.lines:
                    self._lines(line, min(BODY, BODY * self._room / text_width(line, BODY)))
            else:
                self._table(block)
        self._end_page()
        self._canvas.save()
        return self._stream.getvalue()

    @property
    def _room(self) -> float:
        return self._width - 2 * MARGIN

    def _lines(self, text: str, size: float, centred: bool = False) -> None:
        for line in wrapped_to(text, self._room + 1, size):
            if self._y - size * LEADING < MARGIN:
                self._turn()
            self._y -= size * LEADING
            left = MARGIN + (self._room - text_width(line, size)) / 2 if centred else MARGIN
            self._draw(left, self._y, line, size)

    def _draw(self, left: float, base: float, text: str, size: float) -> None:
        self._canvas.setFont(FONT, size)
        self._canvas.drawString(left, base, text)

    def _turn(self) -> None:
        self._end_page()
        self._page, self._y = self._page + 1, self._height - MARGIN

    def _end_page(self) -> None:
        if self._folio:
            self._draw(self._width / 2, MARGIN / 2, self._folio.format(self._page), 9)
        if self._head:
            self._draw(MARGIN, self._height - MARGIN / 2, self._head, 8)
        self._canvas.showPage()

    def _table(self, form: Form) -> None:
        """The form from here on, cut wherever a page ends."""
        while True:
            table = measured(form, self._room, "vertical" in self._mess)
            rows = table.rows_within(self._y - MARGIN)
            if rows == len(form.rows):
                break
            if rows and rows >= form.heads:
                upper, form = cut(form, rows, self._rest, "repeated_heads" in self._mess and rows > form.heads)
                self._place(measured(upper, self._room, "vertical" in self._mess))
            self._turn()
        self._place(table)
        self._y -= BODY

    def _place(self, table: Measured) -> None:
        for area in table.areas:
            top = self._y - area.top
            if self._mess.layout == "ruled":
                self._rule(MARGIN + area.left, top - area.height, area.width, area.height)
            height = len(area.lines) * area.size * LEADING
            base = top - (area.height - height) / 2
            for line in area.lines:
                base -= area.size * LEADING
                left = MARGIN + area.left + (area.width - text_width(line, area.size)) / 2
                self._draw(left, base + 2, line, area.size)
        self._y -= table.height

    def _rule(self, left: float, bottom: float, width: float, height: float) -> None:
        if self._rules == "boxes":
            self._canvas.rect(left, bottom, width, height)
            return
        right, top = left + width, bottom + height
        for ends in (
            (left, bottom, right, bottom),
            (left, top, right, top),
            (left, bottom, left, top),
            (right, bottom, right, top),
        ):
            if self._rules == "lines":
                self._canvas.line(*ends)
            else:
                self._canvas.rect(ends[0], ends[1], max(0.5, ends[2] - ends[0]), max(0.5, ends[3] - ends[1]), 0, 1)


def render(rng: Random, mess: Mess, article: Article) -> bytes:
    """The report as a PDF with a text layer."""
    return Paper(rng, mess, "".join(line.strip() for line in article.title)).write(article)
