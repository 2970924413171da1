"""Sheets out: what a bureau would keep, as CSV or XLSX, the same bytes every time."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

MARK = "（模拟数据）"
_STAMP = (2016, 11, 1, 0, 0, 0)


@dataclass(slots=True)
class Sheet:
    """One sheet: title row, headings (``columns``: name to heading), rows, and what clerks leave below them (合计, 注)."""

    stem: str
    title: str
    columns: Mapping[str, str]
    rows: list[dict[str, str]] = field(default_factory=list)
    foot: list[tuple[str, ...]] = field(default_factory=list)
    encoding: str = "utf-8-sig"
    xlsx: bool = False

    def add(self, **cells: object) -> dict[str, str]:
        """Append a row, cells by column name; a cell for a column that the sheet does not have is an error."""
        if unknown := set(cells) - set(self.columns):
            raise KeyError(f"{self.stem} has no column {sorted(unknown)}")
        row = {name: _text(value) for name, value in cells.items()}
        self.rows.append(row)
        return row

    def grid(self) -> list[list[str]]:
        """All rows as they stand on the sheet, title first."""
        table = [[self.title + MARK], list(self.columns.values())]
        table += [[row.get(name, "") for name in self.columns] for row in self.rows]
        return table + [list(line) for line in self.foot]

    def write(self, folder: Path) -> Path:
        """Write the sheet into a folder and return the file."""
        if self.xlsx:
            path = folder / f"{self.stem}.xlsx"
            path.write_bytes(_xlsx(self.title, self.grid()))
            return path
        path = folder / f"{self.stem}.csv"
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(self.grid())
        path.write_bytes(out.getvalue().encode(self.encoding))
        return path


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return "；".join(_text(each) for each in value)
    return str(value)


def _xlsx(title: str, grid: Sequence[Sequence[str]]) -> bytes:
    """A workbook of one sheet; the title row is merged; the archive carries one fixed time stamp."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = title[:28]
    for row in grid:
        sheet.append([cell or None for cell in row])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=max(len(row) for row in grid))
    raw, out = io.BytesIO(), io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        for name in sorted(source.namelist()):
            data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2016-11-01T00:00:00Z", source.read(name)) if name == "docProps/core.xml" else source.read(name)
            target.writestr(zipfile.ZipInfo(name, _STAMP), data)
    return out.getvalue()
