"""A dossier as a workbook: one sheet for each section with a table, the words of the rest on a first sheet; no string is a formula or a link."""

from __future__ import annotations

import io
from datetime import datetime

from ...text import visible
from .sheet import FIXED
from .view import View

LONGEST = 32_000
_IDS = {"posts": ("id", "id"), "links": ("source", "target")}
"""Ids that stand beside the words, so that a sheet can be joined with any other answer."""


def dossier_xlsx(view: View) -> bytes:
    """The workbook."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True})
    book.set_properties({"title": f"{view.title} {view.subject}", "created": datetime(FIXED.year, FIXED.month, FIXED.day), "comments": "dutygraph"})
    base = {"font_name": "仿宋", "font_size": 11, "valign": "top", "text_wrap": True}
    text, head, strong = book.add_format(base), book.add_format({**base, "font_name": "黑体", "bottom": 1, "bg_color": "#F2F2F2"}), book.add_format({**base, "font_name": "黑体", "font_size": 14})
    first = book.add_worksheet("卷宗" if view.lang == "zh" else "dossier")
    first.set_column(0, 0, 26)
    first.set_column(1, 1, 100)
    lines = [(view.title, view.subject), *([("", view.mark)] if view.mark else []), *view.head]
    for section in view.sections:
        lines += [(section.title, ""), *(("", line) for line in (*section.paragraphs, *section.under))]
    for at, (label, value) in enumerate([*lines, ("", view.foot)]):
        first.write_string(at, 0, cell(label), strong if not value or at == 0 else text)
        first.write_string(at, 1, cell(value), text)
    for section in view.sections:
        if not section.columns:
            continue
        sheet = book.add_worksheet(name(section.title))
        keys = [column.key for column in section.columns] + list(dict.fromkeys(_IDS.get(section.key, ())))
        titles = [column.title for column in section.columns] + list(dict.fromkeys(_IDS.get(section.key, ())))
        for at, title in enumerate(titles):
            sheet.write_string(0, at, cell(title), head)
            sheet.set_column(at, at, max(8, 12 * (section.columns[at].wide if at < len(section.columns) else 2)))
        for place, row in enumerate(section.rows, 1):
            for at, key in enumerate(keys):
                sheet.write_string(place, at, cell(row.get(key, "")), text)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(section.rows)), len(keys) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_footer(f"&C{view.foot.replace('&', '&&')}  — &P —")
    book.close()
    return out.getvalue()


def cell(value: str) -> str:
    """A text as a cell holds it."""
    said = visible(value)
    return said if len(said) <= LONGEST else f"{said[:LONGEST]}… ({len(said)})"


def name(title: str) -> str:
    """The name of a sheet: without forbidden characters, at most 31 long."""
    return "".join(" " if each in "[]:*?/\\" else each for each in visible(title)).strip("' ")[:31] or "sheet"
