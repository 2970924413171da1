"""Reads CSV and spreadsheets into plain rows with the row numbers that a clerk sees; merged cells are expanded, nothing else is changed."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import python_calamine as calamine

from ..errors import SourceError

TEXT_FILES = (".csv", ".tsv")
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LAST = "\x1elast"
"""A row put below the text: where it does not come back alone, a quotation mark is still open."""
Rows = list[list[Any]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file: ``rows[0]`` stands in row ``first`` of the sheet. Empty cells are None."""

    file: str
    sheet: str
    rows: Rows
    first: int = 1
    hidden: bool = False


def is_table(path: Path) -> bool:
    """Whether the file's name says that it holds a table."""
    return path.suffix.lower() in (*TEXT_FILES, *WORKBOOKS) and not path.name.startswith(("~$", "."))


def read_sheets(path: Path, name: str) -> list[Sheet]:
    """Every sheet of the file, under ``name``; SourceError where it cannot be read."""
    try:
        content = path.read_bytes()
    except OSError as cause:
        raise SourceError(f"cannot be read ({cause.strerror}).", where=str(path), advice="Check the path and its permissions.") from cause
    if not content.strip(b"\xef\xbb\xbf \r\n\t\x00"):
        raise SourceError("is empty.", where=str(path), advice="Ask the sender for the file again.")
    return [_read_text(content, path, name)] if path.suffix.lower() in TEXT_FILES else _read_workbook(content, path, name)


def _read_text(content: bytes, path: Path, name: str) -> Sheet:
    if content[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        raise SourceError("is a workbook under the name of a CSV.", where=str(path), advice="Rename it to .xlsx (or .xls).")
    text = _decode(content, path)
    try:
        mark = max(",\t;", key=lambda each: _evenness(text, each))
        rows = _rows(text, mark, path)
    except csv.Error as cause:
        raise SourceError(f"is no CSV that can be read ({cause}).", where=str(path),
                          advice="A quotation mark may be open without end. Open it in a spreadsheet and save it as CSV or XLSX again.") from cause
    return Sheet(name, "", rows)


def _rows(text: str, mark: str, path: Path) -> Rows:
    """The rows of the text. A quotation mark that is never closed would swallow every row below it without a word: it is refused."""
    reader = csv.reader(io.StringIO(text.rstrip("\r\n") + "\n" + _LAST, newline=""), delimiter=mark)
    rows: Rows = []
    opened = begins = 1
    for row in reader:
        if row == [_LAST]:
            return rows
        rows.append([cell or None for cell in row])
        opened, begins = begins, reader.line_num + 1
    raise SourceError(f"a quotation mark in line {opened} is never closed, so the rows below it cannot be told apart.", where=str(path),
                      advice="Close or remove it, or open the file in a spreadsheet and save it as CSV again.")


def _evenness(text: str, mark: str) -> tuple[int, int]:
    """How many of the first rows have the same number of cells, and how many cells, when the text is cut at the mark."""
    widths = Counter(len(row) for row in islice(csv.reader(io.StringIO(text, newline=""), delimiter=mark), 15) if len(row) > 1)
    return max(((rows, width) for width, rows in widths.items()), default=(0, 0))


def _decode(content: bytes, path: Path) -> str:
    for mark, encoding in (*_BOMS, (b"", "utf-8-sig"), (b"", "gb18030")):
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise SourceError("is neither UTF-8 nor GB18030 text.", where=str(path), advice="Open it in a spreadsheet and save it as “CSV UTF-8”.")


def _read_workbook(content: bytes, path: Path, name: str) -> list[Sheet]:
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [_read_sheet(book, meta, name) for meta in book.sheets_metadata if meta.typ == calamine.SheetTypeEnum.WorkSheet]
    except calamine.PasswordError as cause:
        raise SourceError("is protected by a password.", where=str(path), advice="Ask the sender for a copy without one.") from cause
    except Exception as cause:
        raise SourceError(f"is no workbook that can be read ({type(cause).__name__}: {' '.join(str(cause).split())[:120]}).", where=str(path),
                          advice="Open it in a spreadsheet and save it as XLSX again, or ask the sender for it.") from cause


def _read_sheet(book: Any, meta: Any, name: str) -> Sheet:
    sheet = book.get_sheet_by_name(meta.name)
    rows: Rows = [[None if cell == "" else cell for cell in row] for row in sheet.to_python(skip_empty_area=True)]
    top, left = sheet.start or (0, 0)
    for (row_1, column_1), (row_2, column_2) in sheet.merged_cell_ranges or ():
        _expand(rows, row_1 - top, column_1 - left, row_2 - top, column_2 - left)
    return Sheet(name, meta.name, rows, top + 1, meta.visible != calamine.SheetVisibleEnum.Visible)


def _expand(rows: Rows, row_1: int, column_1: int, row_2: int, column_2: int) -> None:
    """Write the value of a merged range into each of its cells."""
    if not (0 <= row_1 < len(rows) and 0 <= column_1 < len(rows[row_1])):
        return
    value = rows[row_1][column_1]
    for row in rows[row_1:row_2 + 1]:
        for column in range(column_1, min(column_2 + 1, len(row))):
            row[column] = value
