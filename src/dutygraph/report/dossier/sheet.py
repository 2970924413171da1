"""The docx template of a dossier as it ships, in the layout of GB/T 9704: A4, margins 37/35/28/26 mm, 22 lines a page; a county may put its own in its place.

The template holds Jinja marks that `docx` fills: ``{{ title }}``, ``{{ subject }}``, ``{{ head }}``, ``{{ s.KEY.title }}``, paragraphs and table rows of each section.
Fonts are named, never brought along; each has a substitute in the font table for machines without it.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from .view import Column
from .words import COLUMNS, TITLES, columns

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

TITLE, BODY, HEAD, KAI, LATIN = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "Times New Roman"
SUBSTITUTES = {TITLE: "宋体,SimSun,Noto Serif CJK SC", BODY: "仿宋,FangSong,Noto Serif CJK SC", HEAD: "SimHei,Noto Sans CJK SC", KAI: "楷体,KaiTi,Noto Serif CJK SC"}
LINE = 28.95
"""Points of a line, so that 22 lines fill the page (GB/T 9704)."""
FIXED = datetime(2000, 1, 1)
"""The time that documents carry instead of that of the making: the same question gives the same bytes."""


@cache
def template(lang: str, *, figure: bool = True) -> bytes:
    """The shipped template with a place for every section; without ``figure`` there is no page for it."""
    from docx import Document as new

    document = new()
    _styles(document)
    _page(document.sections[0], landscape=False)
    _foot(document.sections[0])
    _centred(document, "{{ title }}", TITLE, 22)
    _centred(document, "{{ subject }}", KAI, 16)
    _plain(document, "{%p if mark %}")
    _centred(document, "{{ mark }}", HEAD, 14)
    _plain(document, "{%p endif %}")
    _plain(document, "{%p for line in head %}")
    _line(document, "{{ line.0 }}：{{ line.1 }}" if lang == "zh" else "{{ line.0 }}: {{ line.1 }}", 12)
    _plain(document, "{%p endfor %}")
    for key in TITLES:
        if key != "figure":
            _section(document, key, columns(key, lang) if key in COLUMNS else ())
        elif figure:
            _figure(document)
    properties = document.core_properties
    properties.author, properties.title, properties.created, properties.modified, properties.last_modified_by, properties.comments = "dutygraph", "", FIXED, FIXED, "dutygraph", ""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _section(document: Document, key: str, heads: Sequence[Column]) -> None:
    """A section: what is not in a dossier leaves neither a heading nor a table behind."""
    _plain(document, f"{{%p if s.{key}.title %}}")
    _heading(document, f"{{{{ s.{key}.title }}}}")
    _plain(document, f"{{%p for line in s.{key}.paragraphs %}}")
    _text(document, "{{ line }}")
    _plain(document, "{%p endfor %}")
    if heads:
        _plain(document, f"{{%p if s.{key}.rows %}}")
        _table(document, key, heads)
        _plain(document, "{%p endif %}")
        _plain(document, f"{{%p for line in s.{key}.under %}}")
        _line(document, "{{ line }}", 10.5)
        _plain(document, "{%p endfor %}")
    _plain(document, "{%p endif %}")


def _table(document: Document, key: str, heads: Sequence[Column]) -> None:
    """A table whose first row repeats on every page, with one row for each of the section's rows."""
    table = document.add_table(rows=4, cols=len(heads))
    table.style = "Table Grid"
    table.autofit = False
    _margins(table)
    _widths(table, heads)
    for cell, column in zip(table.rows[0].cells, heads, strict=True):
        _cell(cell, column.title, HEAD)
    _mark(table.rows[0], "w:tblHeader")
    _cell(table.rows[1].cells[0], f"{{%tr for r in s.{key}.rows %}}", BODY)
    for cell, column in zip(table.rows[2].cells, heads, strict=True):
        _cell(cell, f"{{{{ r['{column.key}'] }}}}", BODY)
    _mark(table.rows[2], "w:cantSplit")
    _cell(table.rows[3].cells[0], "{%tr endfor %}", BODY)


def _widths(table: Table, heads: Sequence[Column]) -> None:
    from docx.shared import Mm

    total = sum(column.wide for column in heads)
    for at, column in enumerate(heads):
        wide = Mm(156 * column.wide / total)
        table.columns[at].width = wide
        for cell in table.columns[at].cells:
            cell.width = wide


def _margins(table: Table) -> None:
    """Narrow cells: nine columns have to stand on 156 mm."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        each = OxmlElement(f"w:{side}")
        each.set(qn("w:w"), "45")
        each.set(qn("w:type"), "dxa")
        margins.append(each)
    table._tbl.tblPr.append(margins)


def _figure(document: Document) -> None:
    """The figure has landscape pages of its own."""
    from docx.enum.section import WD_SECTION

    _page(document.add_section(WD_SECTION.NEW_PAGE), landscape=True)
    _heading(document, "{{ s.figure.title }}")
    _plain(document, "{%p for line in s.figure.paragraphs %}")
    _line(document, "{{ line }}", 10.5)
    _plain(document, "{%p endfor %}")
    _plain(document, "{%p for sheet in sheets %}")
    _centred(document, "{{ sheet }}", BODY, 10.5, exact=False)
    _plain(document, "{%p endfor %}")
    _plain(document, "{%p for line in s.figure.under %}")
    _line(document, "{{ line }}", 10.5)
    _plain(document, "{%p endfor %}")
    _page(document.add_section(WD_SECTION.NEW_PAGE), landscape=False)


def _page(section: Any, *, landscape: bool) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    top, bottom, left, right = (20, 18, 20, 20) if landscape else (37, 35, 28, 26)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(top), Mm(bottom), Mm(left), Mm(right)
    section.footer_distance = Mm(10 if landscape else 28)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "default")
    grid.set(qn("w:linePitch"), str(round(LINE * 20)))


def _foot(section: Any) -> None:
    """At the foot of every page: a lead, not a finding, in both languages, and the number of the page between dashes (— 1 —)."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = _centre()
    run = paragraph.add_run("{{ foot }}  — ")
    _font(run, BODY, 10.5)
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        piece = paragraph.add_run()
        _font(piece, BODY, 10.5)
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.text = text
        piece._r.append(element)
    _font(paragraph.add_run(" —"), BODY, 10.5)
    paragraph.paragraph_format.space_after = Pt(0)


def _styles(document: Document) -> None:
    """The body style, and a substitute for each font in the font table."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = LATIN, Pt(16)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)
    normal.paragraph_format.space_after = Pt(0)
    fonts = next((part for part in document.part.package.iter_parts() if str(part.partname) == "/word/fontTable.xml"), None)
    if fonts is not None:
        from docx.opc.oxml import parse_xml, serialize_part_xml

        root = parse_xml(fonts.blob)
        for name, others in SUBSTITUTES.items():
            font, other = OxmlElement("w:font"), OxmlElement("w:altName")
            font.set(qn("w:name"), name)
            other.set(qn("w:val"), others)
            charset, family = OxmlElement("w:charset"), OxmlElement("w:family")
            charset.set(qn("w:val"), "86")
            family.set(qn("w:val"), "swiss" if name == HEAD else "roman")
            for each in (other, charset, family):
                font.append(each)
            root.append(font)
        fonts._blob = serialize_part_xml(root)


def _font(run: Any, name: str, size: float) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run.font.name, run.font.size = LATIN, Pt(size)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _plain(document: Document, mark: str) -> None:
    """A paragraph that holds a mark only and leaves nothing behind."""
    document.add_paragraph(mark)


def _line(document: Document, text: str, size: float) -> None:
    _font(document.add_paragraph().add_run(text), BODY, size)


def _text(document: Document, text: str) -> None:
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.first_line_indent, paragraph.paragraph_format.line_spacing = Pt(32), Pt(LINE)
    _font(paragraph.add_run(text), BODY, 16)


def _heading(document: Document, text: str) -> None:
    from docx.shared import Pt

    paragraph = document.add_paragraph(style="Heading 1")
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after, paragraph.paragraph_format.line_spacing = Pt(12), Pt(4), Pt(LINE)
    run = paragraph.add_run(text)
    _font(run, HEAD, 16)
    run.font.bold = False
    _black(run)


def _centred(document: Document, text: str, font: str, size: float, *, exact: bool = True) -> None:
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.alignment = _centre()
    if exact:
        paragraph.paragraph_format.line_spacing = Pt(max(LINE, size * 1.6))
    _font(paragraph.add_run(text), font, size)


def _centre() -> Any:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    return WD_ALIGN_PARAGRAPH.CENTER


def _cell(cell: Any, text: str, font: str) -> None:
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.line_spacing = Pt(13)
    _font(paragraph.add_run(text), font, 9)


def _black(run: Any) -> None:
    from docx.shared import RGBColor

    run.font.color.rgb = RGBColor(0, 0, 0)


def _mark(row: Any, name: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))
