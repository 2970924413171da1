"""Templates of a mapping (``{code|name@town}``): parsed once, evaluated over whole columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..text import FIELD_SEPARATOR, DateRead

_PART = re.compile(r"""
    (?:'(?P<constant>[^']*)'
    |(?P<name>\#?[^\W\d]\w*)
     (?:\[(?:(?P<start>-?\d*):(?P<stop>-?\d*)|(?P<item>\d+))\])?
     (?P<tables>(?:>\w+)*)
     (?P<optional>\?)?)
    (?P<joint>[@/\#\-~.]?)""", re.VERBOSE)
_BRACE = re.compile(r"\{([^{}]*)\}")
Column = list[Any]
Lookup = Callable[[str, Any], Any]
"""Looks a value up in a table of the mapping."""


def text_of(value: Any) -> str | None:
    """A value as text: dates at the precision they were given in, numbers without a needless decimal, lists joined."""
    if value is None or value.__class__ is str:
        return value
    if isinstance(value, DateRead):
        return value.day.isoformat()[: {"day": 10, "month": 7, "year": 4}[value.precision or "day"]] if value.day else None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, tuple):
        return FIELD_SEPARATOR.join(value) or None
    return str(value)


@dataclass(frozen=True, slots=True)
class Part:
    """A column (sliced, looked up, optional) or a quoted constant, and what joins it to the next."""

    name: str
    constant: str | None
    cut: slice | int | None
    tables: tuple[str, ...]
    optional: bool
    joint: str

    def values(self, columns: Mapping[str, Column], count: int, lookup: Lookup) -> Column:
        """The part over all rows, typed."""
        if self.constant is not None:
            return [self.constant] * count
        found = columns[self.name]
        if self.cut is not None:
            found = self.sliced(found)
        for table in self.tables:
            found = _through(found, table, lookup)
        return ["" if value is None else value for value in found] if self.optional else found

    def sliced(self, values: Column) -> Column:
        """The characters that the slice takes from each value, or one item of each list."""
        cut = slice(None) if self.cut is None else self.cut
        if isinstance(cut, int):
            lists = [value if isinstance(value, tuple) else () if value is None else (value,) for value in values]
            return [each[cut] if cut < len(each) else None for each in lists]
        return [None if text is None else text[cut] or None for text in map(text_of, values)]


def _through(values: Column, table: str, lookup: Lookup) -> Column:
    known: dict[Any, Any] = {None: None}
    for value in values:
        if value not in known:
            known[value] = lookup(table, value)
    return [known[value] for value in values]


@dataclass(frozen=True, slots=True)
class Expression:
    """One template: constants and braces, each brace with its alternatives."""

    text: str
    pieces: tuple[str | tuple[tuple[Part, ...], ...], ...]
    constant: Any = None

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every part that reads a column."""
        return tuple(part for piece in self.pieces if not isinstance(piece, str) for choice in piece for part in choice if part.constant is None)

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that the template reads."""
        return tuple(part.name for part in self.parts)

    @property
    def tables(self) -> tuple[str, ...]:
        """Every table that it looks into."""
        return tuple(table for part in self.parts for table in part.tables)

    @property
    def bare(self) -> str | None:
        """The one column of a template that is nothing else, not changed on the way."""
        if len(self.pieces) == 1 and not isinstance(self.pieces[0], str) and len(self.pieces[0]) == 1 and len(self.pieces[0][0]) == 1:
            part = self.pieces[0][0][0]
            if part.constant is None and not part.tables and part.cut is None:
                return part.name
        return None

    def over(self, columns: Mapping[str, Column], count: int, lookup: Lookup) -> Column:
        """The template over all rows; None where a part that is not optional is empty."""
        if not self.pieces:
            return [self.constant] * count
        found = [piece if isinstance(piece, str) else _choose(piece, columns, count, lookup) for piece in self.pieces]
        if len(found) == 1 and not isinstance(found[0], str):
            return found[0]
        texts = [[piece] * count if isinstance(piece, str) else [text_of(value) for value in piece] for piece in found]
        return [None if None in row else "".join(row) or None for row in zip(*texts, strict=True)]


def _choose(choices: tuple[tuple[Part, ...], ...], columns: Mapping[str, Column], count: int, lookup: Lookup) -> Column:
    chosen: Column | None = None
    for choice in choices:
        found = _joined(choice, columns, count, lookup)
        chosen = found if chosen is None else [new if old is None else old for old, new in zip(chosen, found, strict=True)]
        if None not in chosen:
            break
    return chosen or []


def _joined(parts: Sequence[Part], columns: Mapping[str, Column], count: int, lookup: Lookup) -> Column:
    if len(parts) == 1:
        return parts[0].values(columns, count, lookup)
    texts: list[Column] = []
    for part in parts:
        texts.append([text_of(value) for value in part.values(columns, count, lookup)])
        if part.joint:
            texts.append([part.joint] * count)
    return [None if None in row else "".join(row) for row in zip(*texts, strict=True)]


def parse(template: Any) -> Expression:
    """The template; ValueError says what in it is not understood."""
    if not isinstance(template, str):
        return Expression(str(template), (), template)
    if "{" not in template and "}" not in template:
        return Expression(template, (), template or None)
    pieces: list[str | tuple[tuple[Part, ...], ...]] = []
    last = 0
    for brace in _BRACE.finditer(template):
        if brace.start() > last:
            pieces.append(template[last:brace.start()])
        pieces.append(tuple(_choice(choice, template) for choice in brace[1].split("|")))
        last = brace.end()
    if last < len(template):
        pieces.append(template[last:])
    if any(isinstance(piece, str) and ("{" in piece or "}" in piece) for piece in pieces):
        raise ValueError(f"the braces of {template!r} do not match")
    return Expression(template, tuple(pieces))


def _choice(choice: str, template: str) -> tuple[Part, ...]:
    parts: list[Part] = []
    place, word = 0, choice.strip()
    while place < len(word):
        found = _PART.match(word, place)
        if not found or (place and not parts[-1].joint):
            raise ValueError(f"{{{choice}}} in {template!r} is not understood")
        cut: slice | int | None = None if found["item"] is None else int(found["item"])
        if found["start"] is not None:
            cut = slice(int(found["start"]) if found["start"] else None, int(found["stop"]) if found["stop"] else None)
        parts.append(Part(found["name"] or "", found["constant"], cut, tuple(filter(None, (found["tables"] or "").split(">"))), bool(found["optional"]), found["joint"]))
        place = found.end()
    if not parts or parts[-1].joint:
        raise ValueError(f"{{{choice}}} in {template!r} is not understood")
    return tuple(parts)
