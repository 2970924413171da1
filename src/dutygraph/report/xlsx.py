"""Lists and the matrix as workbooks: strings stay strings, heads stay in sight, and a sheet says what the figures rest on."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from ..text import visible
from .layout import width
from .lists import Column, Link, Table, about, columns_of, plain_value, value_of

if TYPE_CHECKING:
    import xlsxwriter.format
    import xlsxwriter.workbook
    import xlsxwriter.worksheet

LONGEST, MOST_ROWS = 32_000, 1_000_000
"""Characters of a cell and rows of a sheet; what is longer is cut with a note, what is more goes on in a next sheet."""
MANY = 5_000
"""Rows above which a workbook is written row by row, so that memory does not grow with it."""
HEAT = ("#FFFFFF", "#FDEBE2", "#F9C9B2", "#EF9A7A", "#D9633F", "#A8381B")
"""Share of the measure in a cell in five steps, as on the page."""
_DARK = 4
Formats = dict[str, "xlsxwriter.format.Format"]


def workbook(
    title: str, meta: Mapping[str, Any], columns: Iterable[Column | Mapping[str, Any] | Sequence[str]], rows: Iterable[Mapping[str, Any] | Sequence[Any]], lang: str = "zh", *,
    out_of: int | None = None, total: int | None = None, filters: Mapping[str, Any] | None = None, notes: Sequence[str] = (), link: Link | None = None,
) -> bytes:
    """Any list as a workbook; ``link`` gives the address of the page of a node that stands in a cell."""
    heads = columns_of(columns)
    given = tuple(row if isinstance(row, Mapping) else {column.key: row[place] for place, column in enumerate(heads)} for row in rows)
    return table_workbook(Table(title, meta, heads, given, out_of, "", total, filters or {}, tuple(notes)), lang, link=link)


def table_workbook(table: Table, lang: str = "zh", *, link: Link | None = None) -> bytes:
    """A table as a workbook: its rows, then what they rest on."""
    out = io.BytesIO()
    book, formats = _book(out, table.meta, rows=len(table.rows))
    mark = "synthetic" if table.meta.get("completeness", {}).get("synthetic") else ""
    for part in range(max(1, -(-len(table.rows) // MOST_ROWS))):
        sheet = book.add_worksheet(_sheet_name(table.title, part, lang))
        _list(sheet, formats, table, table.rows[part * MOST_ROWS: (part + 1) * MOST_ROWS], lang, mark, link)
    _about(book, formats, table, lang)
    book.close()
    return out.getvalue()


def matrix_workbook(matrix: Mapping[str, Any], lang: str = "zh", *, link: Callable[[Mapping[str, Any]], str | None] | None = None) -> bytes:
    """The matrix township x sector (``MatrixView.as_dict()``): value/objects in each cell with the colours of the page; ``link`` turns a cell's filter into an address."""
    out = io.BytesIO()
    chinese = lang.startswith("zh")
    book, formats = _book(out, matrix["meta"], 270 if chinese else 90)
    tongue = "zh" if chinese else "en"
    words = {"zh": ("镇乡 \\ 领域", "合计", "指标", "对象数"), "en": ("township \\ sector", "total", "measure", "objects")}[tongue]
    title = f"覆盖矩阵：{matrix['measure'][tongue]}" if chinese else f"Coverage matrix: {matrix['measure'][tongue]}"
    sheet = book.add_worksheet(_sheet_name("覆盖矩阵" if chinese else "matrix", 0, lang))
    columns, rows = matrix["columns"], matrix["rows"]
    last = len(columns) + 1
    _text(sheet, 0, 0, words[0], formats["head"])
    for at, column in enumerate(columns, 1):
        _linked(sheet, 0, at, _named(column, tongue), formats["upright"], link, column)
    _text(sheet, 0, last, words[1], formats["head"])
    for place, row in enumerate(rows, 1):
        _linked(sheet, place, 0, _named(row, tongue), formats["name"], link, row)
        for at, cell in enumerate(row["cells"], 1):
            _cell(sheet, place, at, cell, formats, link)
        _cell(sheet, place, last, row, formats, link, plain=True)
    _text(sheet, len(rows) + 1, 0, words[1], formats["name"])
    for at, column in enumerate(columns, 1):
        _cell(sheet, len(rows) + 1, at, column, formats, link, plain=True)
    _cell(sheet, len(rows) + 1, last, matrix["total"], formats, link, plain=True)
    sheet.set_row(0, 110)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, last - 1, 8)
    sheet.set_column(last, last, 11)
    _page(sheet, title, matrix["meta"], lang, 8)
    sheet.freeze_panes(1, 1)
    _numbers(book, formats, matrix, words, tongue)
    notes = (matrix[f"definition_{tongue}"], *(each[tongue] for each in matrix["notes"]))
    _about(book, formats, Table(title, matrix["meta"], (), tuple({} for _ in rows), matrix["out_of"], "", None, {}, notes), lang)
    book.close()
    return out.getvalue()


def _numbers(book: xlsxwriter.workbook.Workbook, formats: Formats, matrix: Mapping[str, Any], words: Sequence[str], tongue: str) -> None:
    """The values of the matrix as bare numbers, to be worked with: one row for each cell."""
    sheet = book.add_worksheet("数值" if tongue == "zh" else "values")
    heads = ("镇乡", "领域", "区划编号", "领域编号", matrix["measure"]["zh"], "对象数") if tongue == "zh" else ("township", "sector", "territory id", "sector id", matrix["measure"]["en"], "objects")
    for at, head in enumerate(heads):
        _text(sheet, 0, at, head, formats["head"])
    place = 0
    for row in matrix["rows"]:
        for column, cell in zip(matrix["columns"], row["cells"], strict=True):
            if cell is None:
                continue
            place += 1
            for at, text in enumerate((_named(row, tongue), _named(column, tongue), row["id"], column["id"])):
                _text(sheet, place, at, text, formats["text"])
            sheet.write_number(place, 4, cell["value"])
            sheet.write_number(place, 5, cell["objects"])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(place, 1), 5)
    for at, wide in enumerate((18, 22, 22, 22, 12, 10)):
        sheet.set_column(at, at, wide)


def _named(each: Mapping[str, Any], tongue: str) -> str:
    return str((each.get("name_en") if tongue == "en" else None) or each["name"])


def _cell(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: Mapping[str, Any] | None, formats: Formats, link: Callable[[Mapping[str, Any]], str | None] | None, *, plain: bool = False,
) -> None:
    """One count of so many with its heat; a cell without objects is hatched, one without gaps is grey."""
    if cell is None or (not cell["objects"] and not plain):
        sheet.write_blank(row, column, None, formats["none"])
        return
    value, objects = cell["value"], cell["objects"]
    step = 0 if plain or not value else 1 + min(4, int(5 * value / objects)) if objects else 0
    form = formats["total"] if plain else formats[f"h{step}"] if value else formats["calm"]
    address = link(cell["filter"]) if link and cell.get("filter") is not None else None
    said = f"{value}/{objects}" if value or plain else f"{objects}"
    if address:
        sheet.write_url(row, column, visible(address), form, said)
    else:
        sheet.write_string(row, column, said, form)


def _linked(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, text: str, form: Any, link: Callable[[Mapping[str, Any]], str | None] | None, each: Mapping[str, Any]) -> None:
    address = link(each["filter"]) if link and each.get("filter") is not None else None
    if address and len(address) < 2000:
        sheet.write_url(row, column, visible(address), form, visible(text)[:LONGEST])
    else:
        _text(sheet, row, column, text, form)


def _book(out: io.BytesIO, meta: Mapping[str, Any], rotation: int = 90, *, rows: int = 0) -> tuple[xlsxwriter.workbook.Workbook, Formats]:
    """A workbook in which no string is a formula or a link, and whose bytes depend on nothing but what it says."""
    import xlsxwriter

    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": rows <= MANY, "constant_memory": rows > MANY})
    day = date.fromisoformat(meta["as_of"])
    book.set_properties({"created": datetime(max(day.year, 1980), day.month, day.day), "comments": "dutygraph"})
    base = {"font_name": "等线", "font_size": 10, "valign": "top"}
    formats = {
        "text": book.add_format({**base, "text_wrap": True}), "number": book.add_format({**base, "num_format": "#,##0.######"}), "day": book.add_format({**base, "num_format": "yyyy-mm-dd"}),
        "head": book.add_format({**base, "bold": True, "bottom": 1, "bg_color": "#F6F7F9", "text_wrap": True, "valign": "vcenter"}),
        "link": book.add_format({**base, "font_color": "#0B5C8A", "text_wrap": True}),
        "upright": book.add_format({**base, "bold": True, "bottom": 1, "rotation": rotation, "align": "center", "valign": "bottom", "text_wrap": True}),
        "name": book.add_format({**base, "bold": True}),
        "none": book.add_format({**base, "pattern": 14, "fg_color": "#D9DEE4", "bg_color": "#FFFFFF"}), "calm": book.add_format({**base, "align": "center", "font_color": "#66727F"}),
        "total": book.add_format({**base, "align": "center", "bold": True, "top": 4}), "mark": book.add_format({**base, "bold": True, "font_color": "#8A5A00", "text_wrap": True}),
    }
    for step, colour in enumerate(HEAT):
        formats[f"h{step}"] = book.add_format({**base, "align": "center", "bold": True, "bg_color": colour, "font_color": "#FFFFFF" if step >= _DARK else "#16202B"})
    return book, formats


def _list(sheet: xlsxwriter.worksheet.Worksheet, formats: Formats, table: Table, rows: Sequence[Mapping[str, Any]], lang: str, mark: str, link: Link | None) -> None:
    widths = [max(8.0, width(column.head(lang)) + 4) for column in table.columns]
    for at, column in enumerate(table.columns):
        _text(sheet, 0, at, column.head(lang), formats["head"])
    if mark:
        _text(sheet, 0, len(table.columns), mark, formats["head"])
    for place, row in enumerate(rows, 1):
        for at, column in enumerate(table.columns):
            value = value_of(row, column, at)
            _value(sheet, place, at, value, column, formats, lang, link)
            if place < 400:
                widths[at] = max(widths[at], min(60.0, width(str(plain_value(value, lang) or "")[:80]) + 2))
        if mark:
            _text(sheet, place, len(table.columns), "yes", formats["text"])
    for at, wide in enumerate(widths):
        sheet.set_column(at, at, wide)
    sheet.freeze_panes(1, 0)
    if table.columns:
        sheet.autofilter(0, 0, max(1, len(rows)), len(table.columns) - 1 + bool(mark))
    _page(sheet, table.title, table.meta, lang, 9)


def _value(sheet: xlsxwriter.worksheet.Worksheet, row: int, at: int, value: Any, column: Column, formats: Formats, lang: str, link: Link | None) -> None:
    """Numbers as numbers, whole days as days, everything else as a string; one node with a page of its own as a link."""
    said = plain_value(value, lang)
    if said is None or said == "":
        return
    if isinstance(said, int | float):
        sheet.write_number(row, at, said, formats["number"]) if abs(said) < 1e15 else _text(sheet, row, at, str(said), formats["text"])
        return
    if column.type == "date" and len(said) == 10 and said > "1900-03-01":
        try:
            sheet.write_datetime(row, at, datetime.fromisoformat(said), formats["day"])
            return
        except ValueError:  # not a whole day: written as it stands
            pass
    address = link(str(value["id"])) if link and isinstance(value, dict) and value.get("id") else None
    if address and len(address) < 2000:
        sheet.write_url(row, at, visible(address), formats["link"], said[:LONGEST])
    else:
        sheet.write_string(row, at, _cut(said), formats["text"])


def _cut(said: str) -> str:
    """A text as long as a cell takes; what is longer is cut and says how long it was."""
    return said if len(said) <= LONGEST else f"{said[:LONGEST]}… ({len(said)})"


def _text(sheet: xlsxwriter.worksheet.Worksheet, row: int, at: int, text: str, form: Any) -> None:
    """A string that stays one."""
    sheet.write_string(row, at, _cut(visible(str(text))), form)


def _sheet_name(title: str, part: int, lang: str) -> str:
    """A name that a workbook takes: without its forbidden characters, at most 31 long."""
    kept = "".join(" " if each in "[]:*?/\\" else each for each in visible(title)).strip("' ")
    return (kept[:26] or ("清单" if lang.startswith("zh") else "list")) + (f" {part + 1}" if part else "")


def _about(book: xlsxwriter.workbook.Workbook, formats: Formats, table: Table, lang: str) -> None:
    sheet = book.add_worksheet("说明" if lang.startswith("zh") else "about")
    for row, (name, value) in enumerate(about(table, lang)):
        marked = name in ("模拟数据", "SYNTHETIC DATA")
        _text(sheet, row, 0, name, formats["mark"] if marked else formats["name"])
        if isinstance(value, int | float):
            sheet.write_number(row, 1, value, formats["number"])
        else:
            _text(sheet, row, 1, str(value if value is not None else ""), formats["mark"] if marked else formats["text"])
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 90)


def _page(sheet: xlsxwriter.worksheet.Worksheet, title: str, meta: Mapping[str, Any], lang: str, paper: int) -> None:
    """Printed on A4 or A3, across, with title, day and data on each page."""
    chinese = lang.startswith("zh")
    mark = ("【模拟数据】" if chinese else "SYNTHETIC DATA ") if meta.get("completeness", {}).get("synthetic") else ""
    head = f"{mark}{visible(title)[:120]} · {meta['as_of']} · {meta['data_version']}".replace("&", "&&")
    sheet.set_header(f"&L{head}")
    sheet.set_footer(f"&L{'以上是线索，不是结论。' if chinese else 'Leads, not verdicts.'}&R&P/&N")
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
