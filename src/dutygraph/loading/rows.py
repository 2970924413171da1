"""The body of a sheet as columns: which rows count, what their cells say, and which are refused or left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from .cells import Reader
from .expressions import Column, text_of
from .faults import Fault, fault
from .mapping import PSEUDO, Condition, Test
from .recognise import Recognised
from .tables import Sheet

_TOTALS = frozenset({"合计", "小计", "总计", "累计", "本页小计", "本页合计", "合计数", "total", "subtotal", "grandtotal", "合計", "小計", "總計"})
_NOTE = re.compile(r"(?:注|备注|备註|說明|说明|填表说明|填报说明|填表人|填报人|制表人?|审核人?|填表日期|填报日期|notes?)\s*\d*\s*[:：]", re.IGNORECASE)
BUILT_IN = {"blank": "空行 blank row", "total": "合计行 subtotal", "note": "附注 note", "header": "重复表头 repeated header"}
"""Why a row is left out of any sheet."""


class View(Mapping[str, Column]):
    """Columns narrowed to some rows, each narrowed when it is first asked for."""

    def __init__(self, columns: Mapping[str, Column], index: Sequence[int] | None, own: dict[str, Column] | None = None) -> None:
        self._columns = columns
        self._index = index
        self._own = own or {}

    def __getitem__(self, name: str) -> Column:
        if name not in self._own:
            values = self._columns[name]
            self._own[name] = values if self._index is None else [values[place] for place in self._index]
        return self._own[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)


@dataclass(slots=True)
class Body:
    """The rows of a sheet that say something: columns over the kept rows, and what became of the others.

    ``numbers`` are row numbers as a clerk sees them. Rows are counted from 0 in ``kept``, ``fatal`` and ``notes``.
    """

    sheet: Sheet
    found: Recognised
    numbers: list[int]
    raw: list[list[Any]]
    columns: dict[str, Column]
    ignored: dict[int, str]
    parameters: dict[str, str] = field(default_factory=dict)
    fatal: dict[int, list[Fault]] = field(default_factory=dict)
    notes: list[tuple[int, Fault]] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.numbers)

    def constants(self) -> dict[str, Column]:
        """What holds for the whole sheet, as columns of one row."""
        return {name: [value or None] for name, value in self.parameters.items()}

    def refuse(self, row: int, what: Fault) -> None:
        """Reject a row; every reason once."""
        reasons = self.fatal.setdefault(row, [])
        if what not in reasons:
            reasons.append(what)


def read_body(sheet: Sheet, found: Recognised, parameters: Mapping[str, str]) -> Body:
    """Read the rows below the header."""
    raw = list(sheet.rows[found.body:])
    while raw and _blank(raw[-1]):
        raw.pop()
    first = sheet.first + found.body
    ignored = {place: why for place, row in enumerate(raw) if (why := _left_out(row, found))}
    body = Body(sheet, found, list(range(first, first + len(raw))), raw, {}, ignored)
    _read_columns(body, parameters)
    _ignore_by_rule(body)
    _require(body)
    return body


def _read_columns(body: Body, parameters: Mapping[str, str]) -> None:
    mapping, found, count = body.found.mapping, body.found, body.count
    reader = Reader(mapping)
    silent = set(body.ignored)
    for name in mapping.columns:
        if name not in found.columns:
            body.columns[name] = [None] * count
            continue
        place = found.columns[name]
        read = reader.column(name, [row[place] if at not in silent and place < len(row) else None for at, row in enumerate(body.raw)], found.headings[name])
        body.columns[name] = read.values
        for at, what in read.fatal.items():
            if at not in silent:
                body.refuse(at, what)
        body.notes.extend((at, what) for at, what in read.notes.items() if at not in silent)
    body.parameters = {**mapping.parameters, **parameters, "#file": PurePath(body.sheet.file).stem, "#sheet": body.sheet.sheet, "#mapping": mapping.name}
    body.columns.update({name: [value or None] * count for name, value in body.parameters.items()})
    body.columns[PSEUDO[0]] = list(body.numbers)


def _ignore_by_rule(body: Body) -> None:
    for rule in body.found.mapping.ignore_rows:
        for at, fits in enumerate(holds(rule.when, body.columns, body.count)):
            if fits and at not in body.ignored:
                body.ignored[at] = rule.reason
                body.fatal.pop(at, None)
    body.notes = [each for each in body.notes if each[0] not in body.ignored]


def _require(body: Body) -> None:
    for name, spec in body.found.mapping.columns.items():
        if spec.required:
            what = fault("required", column=body.found.headings.get(name, spec.headings[0]))
            for at, value in enumerate(body.columns[name]):
                if value is None and at not in body.ignored and not any(each.column == what.column for each in body.fatal.get(at, ())):
                    body.refuse(at, what)


def holds(when: Mapping[str, Condition], columns: Mapping[str, Column], count: int) -> list[bool]:
    """For each row, whether all conditions hold."""
    fits = [True] * count
    for name, condition in when.items():
        test = _test(condition)
        known: dict[Any, bool] = {}
        for at, value in enumerate(columns[name]):
            if fits[at]:
                if value not in known:
                    known[value] = test(value)
                fits[at] = known[value]
    return fits


def _test(condition: Condition) -> Any:
    if condition == "present":
        return lambda value: value is not None
    if condition == "absent":
        return lambda value: value is None
    if isinstance(condition, list):
        return _test(Test.model_validate({"in": condition}))
    assert isinstance(condition, Test)
    within, without = (None if words is None else {text_of(word) for word in words} for words in (condition.in_, condition.not_in))

    def test(value: Any) -> bool:
        words = {text_of(value), *(value if isinstance(value, tuple) else ()), *(("yes" if value else "no",) if isinstance(value, bool) else ())}
        text = text_of(value) or ""
        return ((within is None or bool(words & within)) and (without is None or not words & without)
                and (condition.starts is None or text.startswith(tuple(condition.starts)))
                and (condition.contains is None or any(part in text for part in condition.contains)))
    return test


def _blank(row: list[Any]) -> bool:
    return all(cell is None or (cell.__class__ is str and not cell.strip()) for cell in row)


def _left_out(row: list[Any], found: Recognised) -> str | None:
    """Why a row of any sheet is left out; None for a row that counts."""
    words: list[str] = []
    for cell in row:
        if cell is not None and (word := str(cell).strip()):
            words.append(word)
            if len(words) == 2:
                break
    if not words:
        return BUILT_IN["blank"]
    if any(len(word) < 12 and "".join(word.split()).rstrip(":：").casefold() in _TOTALS for word in words):
        return BUILT_IN["total"]
    if _NOTE.match(words[0]):
        return BUILT_IN["note"]
    if words[0] in found.header:
        cells = tuple(" ".join(str(cell).split()) if cell is not None else "" for cell in row)
        if sum(1 for cell, heading in zip(cells, found.header, strict=False) if cell and cell == heading) >= max(2, len([each for each in cells if each]) // 2 + 1):
            return BUILT_IN["header"]
    return None
