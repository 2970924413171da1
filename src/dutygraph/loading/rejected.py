"""Writes rejected rows with their reasons to a workbook, so that a clerk can correct and send them again."""

from __future__ import annotations

import errno
import gc
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from lxml.etree import LxmlError
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

from ..errors import SourceError
from ..whole_file import write_whole
from .load import Loaded, RejectedRow
from .recognise import RETURNED

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 32_000


def write_rejected(loaded: Loaded, path: Path) -> None:
    """One sheet for each source sheet: row number, reasons, advice, then the cells as they were."""
    book = Workbook()
    book.remove(book.active)
    groups: dict[tuple[str, str, tuple[str, ...]], list[RejectedRow]] = {}
    for each in loaded.rejected:
        groups.setdefault((each.place.file, each.place.sheet, each.header), []).append(each)
    for (file, sheet, header), rows in groups.items():
        page = book.create_sheet(sheet_title(book, f"{Path(file).stem} {sheet}".strip()))
        page.append([*RETURNED, *(safe(each) for each in header)])
        for cell in page[1]:
            cell.font = Font(bold=True)
            cell.fill = PatternFill("solid", fgColor="DDDDDD")
        for row in rows:
            reasons = "；".join(f"{f.column + '：' if f.column and f.column not in f.zh else ''}{f.zh}{f'（{f.value}）' if f.value else ''}" for f in row.reasons)
            english = "; ".join(f.en for f in row.reasons)
            advice = "；".join(dict.fromkeys(f.advice_zh for f in row.reasons if f.advice_zh))
            page.append([safe(f"{file}{f' [{sheet}]' if sheet else ''}"), row.place.row, safe(f"{reasons}\n{english}"), safe(advice), *(safe(cell) for cell in row.cells)])
        page.freeze_panes = "A2"
        for column, width in zip("ABCD", (24, 8, 60, 40), strict=True):
            page.column_dimensions[column].width = width
    if not groups:
        book.create_sheet("无退回 none")
    save_workbook(book, path)


def sheet_title(book: Workbook, name: str) -> str:
    """A sheet title that Excel takes: at most 31 characters, none of []:*?/\\, not taken yet."""
    base = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", name).strip(" '")[:26] or "sheet"
    title, number = base, 1
    while title.casefold() in {each.casefold() for each in book.sheetnames}:
        number += 1
        title = f"{base} {number}"
    return title


def safe(value: Any) -> Any:
    """A cell that is shown and never run: text that a spreadsheet would take for a formula gets an apostrophe, control characters are shown as “�”."""
    if value is None or isinstance(value, bool | date | datetime):
        return value
    if isinstance(value, int | float):
        return value if abs(value) < 10**15 else repr(value)
    text = _ILLEGAL.sub("�", str(value))
    if text.startswith(_FORMULA):
        text = f"'{text}"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def save_workbook(book: Workbook, path: Path) -> None:
    """Write beside the target and move into place: a full disk leaves no half file."""
    with _unheard():
        why = _saved(book, path)
        if why:
            gc.collect()
    if why:
        raise SourceError(f"cannot be written ({why}).", where=str(path), advice="Make room, or name another place for it (--rejected FILE, or -o FILE for a template).")


def _saved(book: Workbook, path: Path) -> str:
    """Saves the book; why it could not be saved, else nothing."""
    if path.is_dir() or not path.name:
        return "it is a folder"
    try:
        content = BytesIO()
        book.save(content)
        write_whole(path, content.getvalue())
    except (OSError, LxmlError) as cause:  # the writer of sheets is lxml, whose errors of the disk are not the system's own
        return _why(cause)
    return ""


def _why(cause: Exception) -> str:
    """In the system's words; lxml says ``IO_EFBIG`` for EFBIG."""
    code = cause.errno if isinstance(cause, OSError) else getattr(errno, str(cause).removeprefix("IO_"), None)
    return os.strerror(code) if code else str(cause)


@contextmanager
def _unheard() -> Iterator[None]:
    """openpyxl leaves its half-written files to the garbage collector; on a full disk closing them fails again, and Python would print a traceback of it."""
    before = sys.unraisablehook
    sys.unraisablehook = lambda _: None
    try:
        yield
    finally:
        sys.unraisablehook = before
