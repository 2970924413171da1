"""A small mapping and ways to write sheets for it; tests change one thing and look at what happens."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from dutygraph.loading import Loaded, Mapping, load_paths, read_mapping

LEDGER = """
name: ledger
title: {zh: 台账, en: ledger}
recognise: [name, town]
key: "{code|name@town}"
columns:
  name: {headings: [单位名称, name], required: true}
  code: {headings: [统一社会信用代码, credit code], type: code}
  town: {headings: [所属镇, township], required: true}
  sectors: {headings: [行业领域, sector], type: list}
  risk: {headings: [风险等级, risk], type: choice, values: {red: [红], blue: [蓝]}}
  staff: {headings: [从业人员, staff], type: int, unit: [人], approx: true}
  from: {headings: [登记日期, since], type: date}
  to: {headings: [注销日期, until], type: date}
  expiry: {headings: [许可证/有效期, licence until], type: date}
  standard: {headings: [标准化/有效期, standard until], type: date}
ignored: {序号: a running number}
defaults: {since: "{from}", until: "{to}", until_is: last}
facts:
  - kind: object
    set: {id: "{code|name@town}", name: "{name}", type: enterprise, code: "{code}", risk: "{risk}", size: "{staff}"}
  - kind: at
    set: {object: "{code|name@town}", territory: "{town}", as_what: site}
  - kind: in_sector
    each: sectors
    key: "{sectors}"
    set: {object: "{code|name@town}", sector: "{sectors}"}
  - kind: licence
    when: {expiry: present}
    until: "{expiry}"
    set: {object: "{code|name@town}"}
example:
  rows: |
    单位名称,所属镇
    红星采石场,城关镇
  counts: {rows: 1, loaded: 1}
  facts: [{kind: object, id: object:红星采石场@城关镇}, {kind: at, territory: territory:城关镇}]
"""


def ledger(folder: Path, *changes: tuple[str, str], name: str = "ledger.yaml") -> Mapping:
    """The mapping above, with words replaced."""
    text = LEDGER
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path = folder / name
    path.write_text(text, "utf-8")
    return read_mapping(path)


def csv_sheet(folder: Path, text: str, name: str = "台账.csv", encoding: str = "utf-8") -> Path:
    """A CSV file."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def workbook(folder: Path, rows: Sequence[Sequence[Any]], name: str = "台账.xlsx", merge: Sequence[str] = ()) -> Path:
    """A workbook of one sheet."""
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    for area in merge:
        book.active.merge_cells(area)
    path = folder / name
    book.save(path)
    return path


def load_text(folder: Path, text: str, *changes: tuple[str, str], **options: Any) -> Loaded:
    """One CSV loaded with the mapping."""
    return load_paths([csv_sheet(folder, text)], [ledger(folder, *changes)], **options)


def codes(loaded: Loaded) -> list[str]:
    """The codes of all problems."""
    return [each.code for each in loaded.problems]
