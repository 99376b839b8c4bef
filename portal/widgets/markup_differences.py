"""Two reports side by side as markup: every cell of both with its difference, the texts sentence by sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from index.differences import CellPair, Comparison, Kind, Piece, SectionDifference, SentenceDifference
from index.model import StoredReport
from ingest.model import Fact
from ingest.template import Row, Template, load_template
from portal.labels import TABLES, fact_label, full_fact
from portal.messages import Texts
from portal.questions.saying.phrasing import figure
from portal.widgets.links import ReportLink
from portal.widgets.markup import Html, escape, join, link
from portal.widgets.markup_message import message_block
from portal.widgets.markup_tables import cell_id, rows_of, said, statutory_table

_LEAST_SHARE = 0.001
_KINDS: tuple[Kind, ...] = ("same", "changed", "new", "dropped")
_FOLDED_FROM = 3
_TAGS = {"same": "span", "new": "ins", "dropped": "del"}


@dataclass(frozen=True, slots=True)
class Sides:
    """What the two reports of a comparison are called."""

    compared: Comparison
    texts: Texts

    @property
    def names(self) -> dict[str, str]:
        """The names by side, to be filled into a text."""
        return {"before": self._name(self.compared.before), "after": self._name(self.compared.after)}

    def _name(self, stored: StoredReport) -> str:
        """Its version, or its year, with the office where the years are the same."""
        if self.compared.of_versions:
            return self.texts("versions.version", version=stored.version)
        one_year = self.compared.before.head.year == self.compared.after.head.year
        name = "years.year_office" if one_year else "years.year"
        return self.texts(name, year=stored.head.year, office=stored.head.office)


@dataclass(frozen=True, slots=True)
class PairSheet:
    """What the tables of a comparison are drawn from: the later report's form, the cells that both have."""

    template: Template
    pairs: Mapping[str, CellPair]
    sides: Sides
    texts: Texts

    def rows(self, table: str) -> list[Row]:
        """The rows of a table of which both reports have a cell."""
        return rows_of(self.template, table, self.pairs)

    def cell(self, key: str, span: int) -> Html:
        """Both figures and their difference; one where they are the same; nothing where one form has no such cell."""
        pair = self.pairs.get(key)
        spanned = f' colspan="{span}"' if span > 1 else ""
        if pair is None:
            return Html(f"<td{spanned}></td>")
        name = "mc-changed" if pair.changed else f"mc-{pair.after.state}"
        content = _pair(pair, self.sides) if pair.changed else said(pair.after, self.texts)
        return Html(f'<td id="{escape(cell_id(key))}" class="{name}"{spanned}>{content}</td>')

    def legend(self, rows: Sequence[Row]) -> Html:
        """Nothing: how to read a cell of two figures is said once, before the tables."""
        return Html("")


def comparison(compared: Comparison, texts: Texts) -> Html:
    """All of it: the tables, then the texts; or that there is no difference."""
    sides = Sides(compared, texts)
    if compared.same:
        return message_block(texts("diff.none", **sides.names))
    title = escape(texts("diff.title", **sides.names))
    return Html(
        f'<article class="mc-report mc-compared" aria-label="{title}">{_cells(compared, sides)}'
        f"{_texts(compared, sides)}</article>"
    )


def _cells(compared: Comparison, sides: Sides) -> Html:
    texts, cells = sides.texts, compared.cells
    if not cells.pairs:
        return Html(f'<p class="mc-message">{escape(texts("diff.no_cells"))}</p>')
    sheet = PairSheet(load_template(compared.after.head.template), cells.pairs, sides, texts)
    tables = join(statutory_table(sheet, table) for table in TABLES)
    title = escape(texts("diff.cells", total=len(cells.pairs), changed=cells.changed))
    old, new = compared.before.head.template, compared.after.head.template
    broken = texts("diff.form", **sides.names, old=old, new=new) if compared.form_changed else ""
    note = f'<p class="mc-break">{escape(broken)}</p>' if broken else ""
    how = f'<p class="mc-meta">{escape(texts("diff.legend_pair", **sides.names))}</p>'
    alone = join(
        _alone(facts, name, sides)
        for facts, name in ((cells.only_before, "before"), (cells.only_after, "after"))
        if facts
    )
    return Html(f"<section><h2>{title}</h2>{how}{note}{tables}{_narrative(cells.pairs, sides)}{alone}</section>")


def _narrative(pairs: Mapping[str, CellPair], sides: Sides) -> Html:
    """The figures that only the texts state."""
    stated = {key: pair for key, pair in pairs.items() if pair.after.location.table is None}
    rows = join(
        Html(f"<li>{escape(fact_label(key, sides.texts))} {_stated(pair, sides)}</li>") for key, pair in stated.items()
    )
    title = escape(sides.texts("diff.narrative"))
    return Html(f'<section class="mc-list"><h3>{title}</h3><ul>{rows}</ul></section>' if rows else "")


def _stated(pair: CellPair, sides: Sides) -> Html:
    return _pair(pair, sides) if pair.changed else said(pair.after, sides.texts)


def _pair(pair: CellPair, sides: Sides) -> Html:
    """Both figures, each the door to its cell and with its side for those who hear the page, and the difference."""
    before = _door(pair.before, sides.compared.before, sides.names["before"], sides.texts)
    after = _door(pair.after, sides.compared.after, sides.names["after"], sides.texts)
    difference = sides.texts("diff.unequal") if pair.difference is None else signed(pair)
    return Html(
        f'<span class="mc-was">{before}</span> <span aria-hidden="true">→</span> <b>{after}</b> '
        f'<span class="mc-difference">{escape(difference)}</span>'
    )


def signed(pair: CellPair) -> str:
    """The difference of two numbers with its sign, nothing where there is none."""
    if not pair.difference:
        return ""
    return f"{'+' if pair.difference > 0 else '−'}{figure(abs(pair.difference))}"


def _door(fact: Fact, stored: StoredReport, side: str, texts: Texts) -> Html:
    version = 0 if stored.current else stored.version
    href = ReportLink(stored.head.report_id, version=version).at_cell(fact.key).href
    return Html(f'<span class="mc-hidden">{escape(side)}：</span>{link(href, said(fact, texts))}')


def _alone(facts: Sequence[Fact], name: str, sides: Sides) -> Html:
    """Cells of one side only, folded: they stand apart and are compared with nothing."""
    title = escape(sides.texts("diff.only", side=sides.names[name], count=len(facts)))
    groups = join(
        Html(f"<h3>{escape(row)}</h3><ul>{join(_lonely(fact, sides.texts) for fact in group)}</ul>")
        for row, group in groupby(facts, key=_row)
    )
    return Html(f'<details class="mc-alone"><summary>{title}</summary><div lang="zh-CN">{groups}</div></details>')


def _row(fact: Fact) -> str:
    return full_fact(fact.key).rpartition(" × ")[0]


def _lonely(fact: Fact, texts: Texts) -> Html:
    label = full_fact(fact.key).rpartition(" × ")[2] if _row(fact) else fact_label(fact.key, texts)
    return Html(f"<li>{escape(label)} <b>{said(fact, texts)}</b></li>")


def _texts(compared: Comparison, sides: Sides) -> Html:
    shown = join(_section(section, sides) for section in compared.sections if section.sentences)
    nothing = f"<p>{escape(sides.texts('diff.no_text'))}</p>"
    return Html(f"<section><h2>{escape(sides.texts('diff.text'))}</h2>{shown or nothing}</section>")


def _section(section: SectionDifference, sides: Sides) -> Html:
    counted = [sides.texts(f"diff.count.{kind}", count=section.counts[kind]) for kind in _KINDS if section.counts[kind]]
    line = escape(" · ".join([_share(section, sides), *counted]))
    rows = join(
        _run(kind, list(run), sides.texts) for kind, run in groupby(section.sentences, key=lambda one: one.kind)
    )
    return Html(
        f'<section class="mc-sentences"><h3 lang="zh-CN">{escape(section.heading)}</h3><p class="mc-meta">{line}</p>'
        f"<ul>{rows}</ul></section>"
    )


def _share(section: SectionDifference, sides: Sides) -> str:
    """How much of it was there before, or that one of the two has no such section."""
    names = sides.names
    if not section.in_before:
        return sides.texts("diff.part_new", before=names["before"])
    if not section.in_after:
        return sides.texts("diff.part_dropped", after=names["after"])
    return sides.texts("diff.share", share=share_text(section.repeated), **names)


def share_text(share: float) -> str:
    """A share in per cent; what is not all or not nothing is never rounded to it."""
    rounded = f"{share:.0%}"
    if rounded not in ("0%", "100%") or share in (0, 1):
        return rounded
    return f"{min(max(share, _LEAST_SHARE), 1 - _LEAST_SHARE):.1%}"


def _run(kind: Kind, run: Sequence[SentenceDifference], texts: Texts) -> Html:
    """Sentences of one kind that follow each other; many that stayed the same are folded."""
    rows = join(_sentence(sentence, texts) for sentence in run)
    if kind != "same" or len(run) < _FOLDED_FROM:
        return rows
    summary = escape(texts("diff.folded", count=len(run)))
    return Html(f'<li class="mc-same"><details><summary>{summary}</summary><ul>{rows}</ul></details></li>')


def _sentence(sentence: SentenceDifference, texts: Texts) -> Html:
    said_kind = escape(texts(f"diff.word.{sentence.kind}"))
    spoken = sentence.kind == "changed"
    pieces = join(_piece(piece, texts, spoken=spoken) for piece in sentence.pieces)
    return Html(
        f'<li class="mc-{sentence.kind}"><span class="mc-kind">{said_kind}</span> <p lang="zh-CN">{pieces}</p></li>'
    )


def _piece(piece: Piece, texts: Texts, *, spoken: bool) -> Html:
    """A run of a sentence; within a changed one the word for what became of it is there for those who hear it."""
    tag = _TAGS[piece.kind]
    if piece.kind == "same" or not spoken:
        return Html(f"<{tag}>{escape(piece.text)}</{tag}>")
    word = escape(texts(f"diff.word.{piece.kind}"))
    return Html(
        f'<{tag}><span class="mc-hidden">［{word}：</span>{escape(piece.text)}<span class="mc-hidden">］</span></{tag}>'
    )
