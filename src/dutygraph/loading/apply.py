"""Applies a mapping to the body of a sheet, column by column: facts with their keys, or reasons why a row makes none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import PurePath
from typing import Any

from ..facts import LEVELS_OF_CLAIM
from ..text import normal
from ..vocabulary import KINDS
from ..vocabulary.kind import Term
from ..vocabulary.kind import text as text_field
from .cells import look_up
from .expressions import Column, Expression, parse, text_of
from .faults import Fault, fault
from .fields import each_once, identifier, key_text, moments, periods, typed
from .mapping import ROW_KEY, FactSpec, TemplateText, expressions
from .mapping import Mapping as SheetMapping
from .rows import Body, View, holds

_LEVEL = text_field("level", "依据层级", "claim level", *(Term(each, each, each) for each in LEVELS_OF_CLAIM))
_END = text_field("end", "止期状态", "state of the end", Term("open", "至今", "open"), Term("unknown", "不详", "unknown"))


@dataclass(frozen=True, slots=True)
class Draft:
    """Facts of one kind from one declaration: columns, and the body row of each (-1 where the mapping itself states it)."""

    kind: str
    columns: dict[str, Column]
    rows: Sequence[int]


def apply(body: Body) -> list[Draft]:
    """Every fact that the rows say; rows that cannot are refused in ``body``."""
    mapping = body.found.mapping
    keys = _keys(body)
    body.columns[ROW_KEY] = list(keys)
    good = [at for at in range(body.count) if at not in body.ignored and at not in body.fatal]
    drafts = [draft for spec in mapping.facts if (draft := _Maker(body, spec, keys).make(good))]
    if good and mapping.always:
        drafts[:0] = [draft for spec in mapping.always if (draft := _Maker(body, spec, keys).make([good[0]], fixed=True))]
    said = {row for draft in drafts for row in draft.rows}
    body.notes.extend((at, fault("no-fact")) for at in good if at not in said and at not in body.fatal)
    for at in good:
        if at not in said and at not in body.fatal:
            body.ignored[at] = "无可录入内容 says nothing"
    return drafts


def scope_of(body: Body) -> str:
    """The source's name as the mapping gives it; mapping and file where a part of it is empty."""
    mapping = body.found.mapping
    named = text_of(parse(mapping.scope).over(body.constants(), 1, _Lookup(mapping))[0])
    return named or f"{mapping.name}:{PurePath(body.sheet.file).stem}"


class _Lookup:
    """Looks values up in the tables of a mapping; a refused one gives None here and is found by `_Maker.refused`."""

    def __init__(self, mapping: SheetMapping) -> None:
        self.tables = mapping.tables

    def __call__(self, table: str, value: Any) -> Any:
        found = look_up(self.tables[table], value)
        return None if found is KeyError else found


def _keys(body: Body) -> list[str | None]:
    """The key of each row; without one a row is refused."""
    mapping = body.found.mapping
    template = parse(mapping.key)
    found = each_once(template.over(body.columns, body.count, _Lookup(mapping)), key_text)
    names = ", ".join(dict.fromkeys(body.found.headings.get(name, mapping.columns[name].headings[0]) for name in template.columns if name in mapping.columns))
    seen: Counter[str] = Counter()
    for at, key in enumerate(found):
        if at in body.ignored or at in body.fatal:
            continue
        if key is None:
            body.refuse(at, fault("no-key", column=names))
        elif mapping.repeats == "number":
            seen[key] += 1
            if seen[key] > 1:
                found[at] = f"{key}~{seen[key]}"
    return found


class _Maker:
    """Makes the facts of one declaration."""

    def __init__(self, body: Body, spec: FactSpec, keys: list[str | None]) -> None:
        self.body = body
        self.spec = spec
        self.kind = KINDS[spec.kind]
        self.keys = keys
        self.mapping = body.found.mapping
        self.lookup = _Lookup(self.mapping)
        self.rows: Sequence[int] = ()
        self.view: Mapping[str, Column] = {}

    def make(self, good: list[int], fixed: bool = False) -> Draft | None:
        """The facts of the good rows; with ``fixed`` the one fact that the mapping states itself."""
        self.rows, self.view = self._narrow(good)
        if not self.rows:
            return None
        columns = {"key": self._key(fixed), "record": self._record(fixed), **self._fields(), **self._time(), **self._grounds()}
        return Draft(self.spec.kind, columns, [-1] if fixed else self.rows)

    def _narrow(self, good: list[int]) -> tuple[list[int], Mapping[str, Column]]:
        """The rows, and items of list columns, for which the conditions hold."""
        lists = self.spec.lists
        columns = self.body.columns
        if not lists:
            fits = holds(self.spec.when, View(columns, good), len(good))
            rows = [at for at, right in zip(good, fits, strict=True) if right]
            return rows, View(columns, rows)
        rows = []
        items: list[tuple[str, ...]] = []
        for at in good:
            for combination in product(*(columns[name][at] or () for name in lists)):
                rows.append(at)
                items.append(combination)
        own: dict[str, Column] = {name: [each[place] for each in items] for place, name in enumerate(lists)}
        fits = holds(self.spec.when, View(columns, rows, dict(own)), len(rows))
        chosen = [at for at, right in zip(rows, fits, strict=True) if right]
        narrowed = {name: [value for value, right in zip(values, fits, strict=True) if right] for name, values in own.items()}
        return chosen, View(columns, chosen, narrowed)

    def refuse(self, at: int, what: Fault) -> None:
        self.body.refuse(self.rows[at], what)

    def note(self, at: int, what: Fault) -> None:
        self.body.notes.append((self.rows[at], what))

    def over(self, template: TemplateText) -> Column:
        """A field's templates over the rows; several are joined by “;”."""
        found = []
        for each in expressions(template):
            self._refused(each)
            found.append(each.over(self.view, len(self.rows), self.lookup))
        if not isinstance(template, list):
            return found[0]
        return [";".join(dict.fromkeys(word for value in row if (word := text_of(value)))) or None for row in zip(*found, strict=True)]

    def _refused(self, template: Expression) -> None:
        """Reject rows with a value that a table of the template refuses."""
        for part in template.parts:
            values = self.view[part.name] if part.tables else []
            if part.cut is not None:
                values = part.sliced(values)
            for name in part.tables:
                table = self.mapping.tables[name]
                found = each_once(values, partial(look_up, table))
                for at, value in enumerate(found):
                    if value is KeyError:
                        self.refuse(at, fault("not-in-table", column=name, value=text_of(values[at])))
                values = [None if value is KeyError else value for value in found]

    def _key(self, fixed: bool) -> Column:
        own = self.spec.key
        if own is None:
            return [self.keys[at] for at in self.rows]
        keys = each_once(self.over(own.removeprefix("=")), key_text)
        if not fixed and not own.startswith("="):
            keys = [None if part is None else f"{self.keys[at]}/{part}" for at, part in zip(self.rows, keys, strict=True)]
        for at, key in enumerate(keys):
            if key is None:
                self.refuse(at, fault("missing-field", column=f"{self.kind.zh} key"))
        return keys

    def _record(self, fixed: bool) -> Column:
        """The row that says the fact; facts that many rows share belong to none of them."""
        if fixed or (self.spec.key or "").startswith("="):
            return [None] * len(self.rows)
        return [f"{self.mapping.name}|{self.keys[at]}" for at in self.rows]

    def _fields(self) -> dict[str, Column]:
        columns: dict[str, Column] = {}
        for name, template in self.spec.set.items():
            values = self.over(template)
            where = f"{self.kind.zh}.{name}"
            if name == "id" and self.kind.shape == "node":
                columns[name] = each_once(values, lambda value: identifier(self.kind.name, value))
            elif name == "name" and self.kind.shape == "node":
                columns[name] = each_once(values, text_of)
                continue
            else:
                field = self.kind.field(name)
                columns[name] = typed(field, values, self.refuse, where)
                if not field.required:
                    continue
            for at, value in enumerate(columns[name]):
                if value is None:
                    self.refuse(at, fault("missing-field", column=where))
        return columns

    def _default(self, name: str) -> Any:
        return getattr(self.spec if name in self.spec.model_fields_set else self.mapping.defaults, name)

    def _time(self) -> dict[str, Column]:
        count = len(self.rows)
        if self.spec.on is not None:
            days = moments(self.over(self.spec.on), self.refuse, f"{self.kind.zh}.on")
            return {"since": [found.day for found in days], "until": [None] * count, "end": ["known"] * count, "precision": [found.precision for found in days]}
        since = moments(self.over(self._default("since")), self.refuse, f"{self.kind.zh}.since")
        until = moments(self.over(self._default("until")), self.refuse, f"{self.kind.zh}.until")
        end = typed(_END, self.over(self._default("end")), self.refuse, f"{self.kind.zh}.end")
        return periods(since, until, self._default("until_is") == "last", end, self.refuse, self.note)

    def _grounds(self) -> dict[str, Column]:
        level = [value or self.mapping.level for value in self.over(self._default("level"))]
        document = each_once(self.over(self._default("document")), lambda value: normal(text_of(value) or "") or None)
        return {"level": typed(_LEVEL, level, self.refuse, f"{self.kind.zh}.level"), "document": document,
                "clause": each_once(self.over(self._default("clause")), text_of)}
