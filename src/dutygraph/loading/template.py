"""Writes the blank sheet of a mapping: headings with notes, drop-downs for closed values, and a page that explains each column."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from .mapping import Column, Mapping
from .rejected import safe, save_workbook, sheet_title

_TYPES = {
    "text": ("文本", "text"),
    "int": ("整数", "whole number"),
    "number": ("数字", "number"),
    "flag": ("是/否", "yes/no"),
    "date": ("日期，如 2014-04-25、2014-04、2014", "date: 2014-04-25, 2014-04 or 2014"),
    "code": ("18位统一社会信用代码，文本格式", "unified social credit code, as text"),
    "choice": ("下拉选择", "choose from the list"),
    "list": ("可填多项，用“、”分隔", "several, separated by commas"),
}
_ROWS = 2000


def write_template(mapping: Mapping, path: Path, *, lang: str = "zh") -> None:
    """A blank workbook that `dutygraph load` recognises once it is filled."""
    book = Workbook()
    page = book.active
    page.title = sheet_title(Workbook(), mapping.title.zh if lang == "zh" else mapping.title.en)
    for place, column in enumerate(mapping.columns.values(), 1):
        cell = page.cell(1, place, column.heading(lang) + ("*" if column.required else ""))
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="FFE9B3" if column.required else "DDDDDD")
        cell.comment = Comment(_note(column, lang), "dutygraph", width=320, height=120)
        letter = get_column_letter(place)
        page.column_dimensions[letter].width = max(12, 2 * len(column.heading(lang)) + 4)
        if column.type in ("code", "text", "date", "list"):
            for row in range(2, 302):
                page.cell(row, place).number_format = "@"
        if words := _choices(column, lang):
            rule = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
            rule.add(f"{letter}2:{letter}{_ROWS}")
            page.add_data_validation(rule)
    page.freeze_panes = "A2"
    _explain(book, mapping, lang)
    save_workbook(book, path)


def _choices(column: Column, lang: str) -> list[str]:
    """Words of the drop-down; none where Excel's limit of 255 characters would be passed."""
    if column.type == "flag":
        words = [column.values.get(each, default)[0] for each, default in (("yes", ["是"]), ("no", ["否"]))] if lang == "zh" else ["yes", "no"]
    elif column.type == "choice":
        words = [next((word for word in names if word.isascii() == (lang != "zh")), value) for value, names in column.values.items()]
    else:
        return []
    return words if len(",".join(words)) < 255 and not any("," in word or '"' in word for word in words) else []


def _note(column: Column, lang: str) -> str:
    zh, en = _TYPES[column.type]
    lines = [f"{column.heading('en')} · {en}" if lang == "zh" else f"{column.heading('zh')} · {zh}", zh if lang == "zh" else en]
    if column.required:
        lines.append("必填" if lang == "zh" else "must be filled in")
    if column.note:
        lines.append(column.note.zh if lang == "zh" else column.note.en)
    return "\n".join(dict.fromkeys(lines))


def _explain(book: Workbook, mapping: Mapping, lang: str) -> None:
    page = book.create_sheet("填表说明" if lang == "zh" else "how to fill in")
    page.append([safe(f"说明：{mapping.title.zh} · {mapping.title.en}")])
    if mapping.about:
        page.append([safe(mapping.about.zh)])
        page.append([safe(mapping.about.en)])
    for column in mapping.columns.values():
        values = "、".join(f"{'/'.join(words) or value}" for value, words in column.values.items())
        page.append([safe(column.heading("zh")), safe(_note(column, lang)), safe(values), safe("同义表头 other headings: " + " | ".join(column.headings))])
    for row in page.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in zip("ABCD", (24, 40, 50, 60), strict=True):
        page.column_dimensions[letter].width = width
