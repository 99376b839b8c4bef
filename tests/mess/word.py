"""Reports as Word files: tables with gridSpan and vMerge, in pieces, text boxes and content controls."""

import io
import zipfile
from collections.abc import Sequence
from html import escape
from random import Random

from tests.mess.article import Article, Text
from tests.mess.forms import Box, Form, placed
from tests.mess.options import Mess
from tests.mess.pieces import pieces
from tests.mess.runs import broken, runs

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PARTS = ("document", "header1", "footer1")


class Word:
    """One file's way of writing WordprocessingML."""

    def __init__(self, rng: Random, mess: Mess) -> None:
        self._rng, self._mess = rng, mess

    def body(self, article: Article) -> str:
        """The title and the blocks of the report."""
        parts = [self._paragraph(line.strip(), "center") for line in article.title]
        for block in article.blocks:
            if isinstance(block, Text):
                parts.append(self._paragraph(block.text, "both"))
            elif isinstance(block, Form):
                between = self._rng.choice((self._paragraph("", "both"), self._paragraph("续表", "right")))
                tables = [self._table(piece) for piece in pieces(self._rng, self._mess, block)]
                parts.append(between.join(self._housed(table) for table in tables))
                parts.append(self._paragraph("", "both"))
        return "".join(parts)

    def _housed(self, table: str) -> str:
        """The table in the body, a text box or a content control."""
        if "text_box" in self._mess and self._rng.random() < 0.6:
            inside = f"<w:txbxContent>{table}<w:p/></w:txbxContent>"
            old = f'<w:pict><v:shape style="width:415pt"><v:textbox>{inside}</v:textbox></v:shape></w:pict>'
            if self._rng.random() < 0.5:
                return f"<w:p><w:r>{old}</w:r></w:p>"
            new = (
                '<w:drawing><wp:inline><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/'
                f'wordprocessingShape"><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></a:graphicData></a:graphic>'
                "</wp:inline></w:drawing>"
            )
            both = f'<mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
            return f"<w:p><w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r></w:p>"
        if "content_control" in self._mess and self._rng.random() < 0.5:
            return _controlled(table)
        return table

    def _table(self, form: Form) -> str:
        rows: list[dict[int, str]] = [{} for _ in form.rows]
        for place in placed(form.rows):
            merge = '<w:vMerge w:val="restart"/>' if place.box.rows > 1 else ""
            rows[place.row][place.column] = self._cell(place.box, merge)
            for below in range(1, place.box.rows):
                bare = Box("", place.box.kind, columns=place.box.columns)
                rows[place.row + below][place.column] = self._cell(bare, "<w:vMerge/>")
        grid = '<w:gridCol w:w="900"/>' * form.width
        properties = '<w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
        written = [self._row([row[column] for column in sorted(row)], n < form.heads) for n, row in enumerate(rows)]
        return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(written)}</w:tbl>"

    def _row(self, cells: Sequence[str], head: bool) -> str:
        properties = "<w:trPr><w:tblHeader/></w:trPr>" if head else ""
        row = f"<w:tr>{properties}{''.join(cells)}</w:tr>"
        return _controlled(row) if self._some("content_control", 0.1) else row

    def _cell(self, box: Box, merge: str) -> str:
        span = f'<w:gridSpan w:val="{box.columns}"/>' if box.columns > 1 else ""
        lines = [box.text] if box.kind == "cell" else broken(self._rng, self._mess, box.text)
        if len(lines) > 1 and self._rng.random() < 0.4:
            inside = "".join(self._paragraph(line, "center") for line in lines)
        else:
            breaks = self._rng.choice(("<w:r><w:br/></w:r>", "<w:r><w:tab/></w:r>"))
            inside = f"<w:p>{breaks.join(self._runs(line) for line in lines)}</w:p>"
        cell = f'<w:tc><w:tcPr><w:tcW w:w="900" w:type="dxa"/>{span}{merge}</w:tcPr>{inside}</w:tc>'
        return _controlled(cell) if self._some("content_control", 0.05) else cell

    def _paragraph(self, text: str, align: str) -> str:
        return f'<w:p><w:pPr><w:jc w:val="{align}"/></w:pPr>{self._runs(text)}</w:p>'

    def _runs(self, text: str) -> str:
        written = [
            f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>' for part in runs(self._rng, self._mess, text)
        ]
        if text and self._some("deleted_text", 0.1):
            struck = (
                f'<w:del w:id="1" w:author="x"><w:r><w:delText>{self._rng.randint(1, 999)}</w:delText></w:r></w:del>'
            )
            return f'{struck}<w:ins w:id="2" w:author="x">{"".join(written)}</w:ins>'
        inside = "".join(written) if text else ""
        return _controlled(inside) if text and self._some("content_control", 0.05) else inside

    def _some(self, option: str, often: float) -> bool:
        return option in self._mess and self._rng.random() < often


def _controlled(inside: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def render(rng: Random, mess: Mess, article: Article) -> bytes:
    """The file as bytes, the same for the same article."""
    word = Word(rng, mess)
    page = '<w:r><w:t>- </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>3</w:t></w:r></w:fldSimple>'
    head = f"<w:r><w:t>{escape(''.join(line.strip() for line in article.title))}</w:t></w:r>"
    used = [name for name, option in (("header", "running_head"), ("footer", "folios")) if option in mess]
    section = "".join(f'<w:{name}Reference w:type="default" r:id="{name}1"/>' for name in used)
    document = f"<w:document {SPACES}><w:body>{word.body(article)}<w:sectPr>{section}</w:sectPr></w:body></w:document>"
    header, footer = f"<w:hdr {SPACES}><w:p>{head}</w:p></w:hdr>", f"<w:ftr {SPACES}><w:p>{page}</w:p></w:ftr>"
    return _packed(dict(zip(PARTS, (document, header, footer), strict=True)))


def _packed(parts: dict[str, str]) -> bytes:
    kinds = {"document": "document.main", "header1": "header", "footer1": "footer"}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{OFFICE_TYPE}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    types = (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>'
    )
    links = "".join(
        f'<Relationship Id="{name}" Type="{R}/{name[:-1]}" Target="{name}.xml"/>' for name in ("header1", "footer1")
    )
    root = f'<Relationship Id="r1" Type="{R}/officeDocument" Target="word/document.xml"/>'
    files = {
        "[Content_Types].xml": types,
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{root}</Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
        **{f"word/{name}.xml": text for name, text in parts.items()},
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), DECLARATION + text, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
