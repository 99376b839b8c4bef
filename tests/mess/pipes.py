"""Reports in Markdown: headings with marks, tables with pipes."""

from random import Random

from tests.mess.article import Article, Text
from tests.mess.forms import Form, placed
from tests.mess.options import Mess

RULES = ("---", ":---:", " --- ", "-")


def render(rng: Random, mess: Mess, article: Article) -> bytes:
    """The report as Markdown."""
    mark = rng.choice(("##", "###"))
    lines = [f"# {article.title[0].strip()}", *(f"{line.strip()}" for line in article.title[1:])]
    for block in article.blocks:
        if isinstance(block, Form):
            lines += ["", *_table(rng, mess, block)]
        elif isinstance(block, Text):
            lines += ["", f"{mark} {block.text}" if block.heading else block.text]
    return ("\n".join(lines) + "\n").encode()


def _table(rng: Random, mess: Mess, form: Form) -> list[str]:
    """Rows between pipes; what a span covers is blank, repeated, or in ragged tables left out."""
    rows: list[dict[int, str]] = [{} for _ in form.rows]
    for place in placed(form.rows):
        for down in range(place.box.rows):
            for right in range(place.box.columns):
                first = not down and not right
                if first or "ragged" not in mess:
                    text = place.box.text if first or "repeated_spans" in mess else ""
                    rows[place.row + down][place.column + right] = text
    lines = [_line(rng, [row[column] for column in sorted(row)]) for row in rows]
    width = max(len(row) for row in rows)
    rule = "|" + "|".join([rng.choice(RULES)] * width) + "|"
    return [lines[0], rule, *lines[1:]]


def _line(rng: Random, texts: list[str]) -> str:
    return f"| {' | '.join(texts)} |" if rng.random() < 0.9 else f"|{'|'.join(texts)}|"
