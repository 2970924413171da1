"""Reads the cells of a column by its type: each distinct cell once, each fault named, nothing repaired."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from ..text import check_credit, clean, credit_text, has_hidden, match_key, read_date
from .expressions import text_of
from .faults import Fault, fault
from .mapping import Column, Mapping, Table

_SCIENTIFIC = re.compile(r"[+-]?\d(?:\.\d+)?E\+?\d{2,}", re.IGNORECASE)
_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})
_PLACEHOLDER = re.compile(r"(?:DJB\w*|0+|(.)\1{7,}|办理中|待办理?|正在办理|未办理?|没有|无证?|不详|未知|NONE|N/?A)")
_OLD_CODE = re.compile(r"\d{15}|[0-9A-Z]{8}-?[0-9X]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_APPROXIMATE = ("约", "近", "大约", "余", "多", "左右", "以上", "+")
_YES = ("是", "有", "√", "✓", "对", "y", "yes", "true", "1")
_NO = ("否", "无", "×", "✗", "x", "不是", "没有", "n", "no", "false", "0")
LONGEST_BLANK = 12
"""Words that mean an empty cell are not longer."""
LONGEST_NUMBER = 10**15
"""A numeric cell from here on has more digits than Excel keeps."""


@dataclass(slots=True)
class ReadColumn:
    """A column read: a value for each row, and the faults of rows. ``fatal`` faults reject the row; ``notes`` stand beside it."""

    values: list[Any]
    fatal: dict[int, Fault] = field(default_factory=dict)
    notes: dict[int, Fault] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Cell:
    value: Any = None
    fatal: Fault | None = None
    note: Fault | None = None


class Reader:
    """Reads cells for one mapping."""

    def __init__(self, mapping: Mapping) -> None:
        self.mapping = mapping
        self.checked: dict[str, tuple[bool, bool, bool]] = {}
        self._variants = re.compile("|".join(map(re.escape, sorted(mapping.variants, key=len, reverse=True)))) if mapping.variants else None

    def column(self, name: str, raw: list[Any], heading: str) -> ReadColumn:
        """All cells of one logical column."""
        spec = self.mapping.columns[name]
        blanks = frozenset(match_key(word) for word in (self.mapping.blanks if spec.blanks is None else spec.blanks)) | {""}
        if spec.type == "code":
            self.checked.update(_check_all(raw))
        read = _READERS[spec.type](self, spec, heading)
        known: dict[Any, _Cell] = {}
        out = ReadColumn([None] * len(raw))
        before: Any = None
        for place, cell in enumerate(raw):
            if cell is None:
                found = _EMPTY
            else:
                key = cell if cell.__class__ is str else (cell.__class__, cell)
                if key not in known:
                    known[key] = self._cell(spec, cell, heading, blanks, read)
                found = known[key]
            if spec.fill_down:
                found = before = before if found is _EMPTY and before is not None else found
            out.values[place] = found.value
            if found.fatal:
                out.fatal[place] = found.fatal
            if found.note:
                out.notes[place] = found.note
        return out

    def word(self, cell: Any) -> str:
        """A cell as clean text, with the mapping's variants unified."""
        word = clean(cell) if isinstance(cell, str) else _plain(cell)
        return self._variants.sub(lambda found: self.mapping.variants[found[0]], word) if self._variants else word

    def _cell(self, spec: Column, cell: Any, heading: str, blanks: frozenset[str], read: Callable[[Any, str], _Cell]) -> _Cell:
        if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= LONGEST_NUMBER:
            return _Cell(fatal=fault("number-too-long", column=heading, value=_plain(cell)))
        word = self.word(cell) if spec.type != "list" or not isinstance(cell, str) else "\n".join(self.word(line) for line in cell.splitlines())
        for cut in spec.remove:
            word = word.replace(cut, "").strip()
        if word in _ERRORS:
            return _Cell(fatal=fault("excel-error", column=heading, value=word))
        if len(word) <= LONGEST_BLANK and match_key(word) in blanks:
            return _NOTHING
        if spec.through:
            cell = look_up(self.mapping.tables[spec.through], word)
            if cell is KeyError:
                return _Cell(fatal=fault("not-in-table", column=spec.through, value=word))
            if cell is None:
                return _NOTHING
            word = str(cell)
        found = read(cell, word)
        if isinstance(cell, str) and not found.note and has_hidden(cell):
            return _Cell(found.value, found.fatal, fault("hidden-characters", column=heading, value=word))
        return found


_EMPTY = _Cell()
_NOTHING = _Cell()
"""A word that means nothing: unlike an empty cell it does not take the value above."""


def _plain(cell: Any) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat() if not (cell.hour or cell.minute or cell.second) else cell.isoformat(" ")
    if isinstance(cell, float) and abs(cell) >= LONGEST_NUMBER:
        return repr(cell)
    return text_of(cell) or ""


def look_up(table: Table, value: Any) -> Any:
    """What the table says of a value; KeyError (the class) where it refuses it."""
    word = text_of(value) or ""
    if table.match == "exact":
        fitting = word if word in table.rows else None
    else:
        fits = word.startswith if table.match == "prefix" else word.__contains__
        fitting = max((entry for entry in table.rows if fits(entry)), key=len, default=None)
    if fitting is not None:
        return table.rows[fitting]
    return {"blank": None, "same": value, "reject": KeyError}[table.otherwise]


def _refuse(spec: Column, found: Fault) -> _Cell:
    return _Cell(note=found) if spec.otherwise == "blank" else _Cell(fatal=found)


def _text(reader: Reader, spec: Column, heading: str) -> Callable[[Any, str], _Cell]:
    def read(cell: Any, word: str) -> _Cell:
        return _Cell(fatal=fault("scientific", column=heading, value=word)) if isinstance(cell, str) and _SCIENTIFIC.fullmatch(word) else _Cell(word)
    return read


def _number(reader: Reader, spec: Column, heading: str) -> Callable[[Any, str], _Cell]:
    def read(cell: Any, word: str) -> _Cell:
        text = unicodedata.normalize("NFKC", word).replace(",", "").replace(" ", "")
        bare, note = text, None
        for _ in range(3):
            for unit in spec.unit:
                bare = bare.removesuffix(unicodedata.normalize("NFKC", unit))
            for mark in _APPROXIMATE if spec.approx else ():
                if bare.startswith(mark) or bare.endswith(mark):
                    bare, note = bare.removeprefix(mark).removesuffix(mark), fault("approximate", column=heading, value=word)
        if not _NUMBER.fullmatch(bare) or len(bare) > 15:
            return _refuse(spec, fault("not-a-number", column=heading, value=word))
        value = float(bare)
        if spec.type == "number":
            return _Cell(value, note=note)
        return _Cell(int(value), note=note) if value.is_integer() else _refuse(spec, fault("not-whole", column=heading, value=word))
    return read


def _date(reader: Reader, spec: Column, heading: str) -> Callable[[Any, str], _Cell]:
    roc = reader.mapping.roc

    def read(cell: Any, word: str) -> _Cell:
        found = read_date(cell if isinstance(cell, date | int | float) else word, roc=roc)
        if found.trouble in ("sentinel", "ambiguous-month"):
            return _Cell(found if found.day else None, note=fault(found.trouble, column=heading, value=word))
        return _refuse(spec, fault(found.trouble, column=heading, value=word)) if found.trouble else _Cell(found)
    return read


def _check_all(raw: list[Any]) -> dict[str, tuple[bool, bool, bool]]:
    """The checks of every code of a column at once: form, check digit, inner check character."""
    codes = list(dict.fromkeys(credit_text(cell) for cell in dict.fromkeys(raw) if cell.__class__ is str))
    found = check_credit(codes)
    return dict(zip(codes, zip(found.form.tolist(), found.outer.tolist(), found.inner.tolist(), strict=True), strict=True))


def _code(reader: Reader, spec: Column, heading: str) -> Callable[[Any, str], _Cell]:
    def read(cell: Any, word: str) -> _Cell:
        code = credit_text(word)
        if _SCIENTIFIC.fullmatch(code):
            return _Cell(fatal=fault("scientific", column=heading, value=word))
        if _PLACEHOLDER.fullmatch(code):
            return _Cell(note=fault("placeholder-code", column=heading, value=word))
        if _OLD_CODE.fullmatch(code):
            return _Cell(note=fault("old-code", column=heading, value=word))
        if code not in reader.checked:  # a variant or a word to remove stood in the cell
            reader.checked.update(_check_all([code]))
        form, outer, inner = reader.checked[code]
        if not form or not outer:
            return _refuse(spec, fault("credit-check" if form else "credit-form", column=heading, value=word))
        return _Cell(code, note=None if inner else fault("credit-inner", column=heading, value=word))
    return read


def _words(values: Iterable[tuple[Any, Iterable[str]]]) -> dict[str, Any]:
    return {match_key(str(word)): value for value, words in values for word in words}


def _flag(reader: Reader, spec: Column, heading: str) -> Callable[[Any, str], _Cell]:
    yes, no = spec.values.get("yes", _YES), spec.values.get("no", _NO)
    known = _words([(True, yes), (False, no)])

    def read(cell: Any, word: str) -> _Cell:
        value = known.get(match_key(word), spec.otherwise)
        return _Cell(value) if isinstance(value, bool) else _refuse(spec, fault("not-a-flag", column=heading, value=word, choices=f"{yes[0]} {no[0]}"))
    return read


def _choices(spec: Column) -> str:
    return " ".join(words[0] if words else value for value, words in spec.values.items())


def _choice(reader: Reader, spec: Column, heading: str) -> Callable[[Any, str], _Cell]:
    known = _words((value, (value, value.replace("_", " "), *words)) for value, words in spec.values.items())
    english = ", ".join(value.replace("_", " ") for value in spec.values)

    def read(cell: Any, word: str) -> _Cell:
        value = known.get(match_key(word))
        if value is not None or spec.otherwise == "same":
            return _Cell(value or word)
        return _refuse(spec, fault("unknown-word" if spec.otherwise == "blank" else "not-a-choice", column=heading, value=word, choices=_choices(spec), choices_en=english))
    return read


def _list(reader: Reader, spec: Column, heading: str) -> Callable[[Any, str], _Cell]:
    cut = re.compile(f"[{re.escape(spec.separators)}]")
    one = _choice(reader, spec, heading) if spec.values else None
    blanks = frozenset(match_key(word) for word in (reader.mapping.blanks if spec.blanks is None else spec.blanks)) | {""}

    def read(cell: Any, word: str) -> _Cell:
        items: list[str] = []
        note = None
        for item in (each.strip() for each in cut.split(word)):
            if match_key(item) in blanks:
                continue
            found = one(item, item) if one else _Cell(item)
            if found.fatal:
                return found
            note = note or found.note
            if found.value is not None:
                items.append(found.value)
        return _Cell(tuple(dict.fromkeys(items)) or None, note=note)
    return read


_READERS: dict[str, Callable[[Reader, Column, str], Callable[[Any, str], _Cell]]] = {
    "text": _text, "int": _number, "number": _number, "date": _date, "code": _code, "flag": _flag, "choice": _choice, "list": _list,
}
