"""Reconciles a load: every row is loaded, merged, rejected or ignored, and one key says one thing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from ..facts import PLACE_COLUMNS, Counts, Facts, Place, schema
from .apply import Draft
from .faults import Fault, fault
from .rows import Body

RowOf = tuple[int, int]
"""A body row: number of its sheet in this load, number in the body."""
Chosen = tuple[int, Draft, int]
"""A fact that is kept: number of its sheet, its draft, its position in it."""


@dataclass(slots=True)
class Part:
    """One sheet of the load on its way: its source, its rows and the facts that they say."""

    scope: str
    body: Body
    drafts: list[Draft]
    merged: set[int] = field(default_factory=set)

    def place(self, row: int) -> Place:
        """Where a body row stands; the mapping file for what the mapping itself states."""
        if row < 0:
            return Place(self.body.found.mapping.file)
        return Place(self.body.sheet.file, self.body.sheet.sheet, self.body.numbers[row])

    @property
    def counts(self) -> Counts:
        body = self.body
        refused, left = len(body.fatal), len(body.ignored)
        return Counts(body.count, body.count - refused - left - len(self.merged), len(self.merged), refused, left)


def reconcile(parts: list[Part]) -> Facts:
    """The facts of the load: the first statement of each identity; rows that contradict one are refused in their body, rows that only repeat are merged."""
    kinds = list(dict.fromkeys(draft.kind for part in parts for draft in part.drafts))
    while True:
        sifting = _Sifting(parts)
        for kind in kinds:
            for number, part in enumerate(parts):
                for draft in part.drafts:
                    if draft.kind == kind:
                        sifting.take(number, draft)
        if not sifting.faults:
            break
        for (number, row), what in sifting.faults:
            parts[number].body.refuse(row, what)
    _mark_merged(parts, sifting.fresh)
    return Facts({kind: _table(parts, kind, chosen) for kind, chosen in sifting.fresh.items()})


class _Sifting:
    """One pass over all facts: the first of each identity is fresh, an equal one is a repeat, any other a fault of its row."""

    def __init__(self, parts: list[Part]) -> None:
        self.parts = parts
        self.owner: dict[tuple[str, str, str], tuple[tuple[Any, ...], RowOf]] = {}
        self.fresh: dict[str, list[Chosen]] = {}
        self.faults: list[tuple[RowOf, Fault]] = []

    def take(self, number: int, draft: Draft) -> None:
        """One draft of one part against what has been said before it."""
        part, kind = self.parts[number], draft.kind
        scope, refused, owner = part.scope, part.body.fatal, self.owner
        given = [name for name in draft.columns if name != "key"]
        order = tuple(sorted(given))
        contents = zip(*(draft.columns[name] for name in order), strict=True)
        for at, (key, content, row) in enumerate(zip(draft.columns["key"], contents, draft.rows, strict=True)):
            if row in refused:
                continue
            said = (order, content)
            first = owner.setdefault((kind, scope, key), (said, (number, row)))
            if first[0] is said:
                self.fresh.setdefault(kind, []).append((number, draft, at))
            elif first[0] != said and _plain(first[0]) != _plain(said):
                self.faults.append(((number, row), self._fault(first[1], (number, row), key)))

    def _fault(self, first: RowOf, second: RowOf, key: str) -> Fault:
        if first == second:
            return fault("contradicts-itself", value=key)
        return fault("contradiction", column=str(self.parts[first[0]].place(first[1])), value=key)


def _plain(said: tuple[Any, ...]) -> dict[str, Any]:
    """What is said without what is left empty: two declarations may name different columns and say the same."""
    names, content = said
    return {name: value for name, value in zip(names, content, strict=True) if value is not None}


def _mark_merged(parts: list[Part], fresh: dict[str, list[Chosen]]) -> None:
    new = {(number, draft.rows[at]) for chosen in fresh.values() for number, draft, at in chosen}
    for number, part in enumerate(parts):
        said = {row for draft in part.drafts for row in draft.rows if row >= 0}
        part.merged = {row for row in said if row not in part.body.fatal and (number, row) not in new}


def _table(parts: list[Part], kind: str, chosen: list[Chosen]) -> pa.Table:
    """The chosen facts of one kind as an Arrow table."""
    columns: dict[str, list[Any]] = {}
    for name in schema(kind).names:
        if name == "scope":
            columns[name] = [parts[number].scope for number, _, _ in chosen]
        elif name not in PLACE_COLUMNS:
            columns[name] = [draft.columns[name][at] if name in draft.columns else None for _, draft, at in chosen]
    sheets = [(part.body.sheet.file, part.body.sheet.sheet) for part in parts]
    rows = [draft.rows[at] for _, draft, at in chosen]
    columns["file"] = [sheets[number][0] if row >= 0 else parts[number].body.found.mapping.file for (number, _, _), row in zip(chosen, rows, strict=True)]
    columns["sheet"] = [sheets[number][1] if row >= 0 else "" for (number, _, _), row in zip(chosen, rows, strict=True)]
    columns["row"] = [parts[number].body.numbers[row] if row >= 0 else None for (number, _, _), row in zip(chosen, rows, strict=True)]
    wanted = schema(kind)
    return pa.table([pa.array(columns[field.name], type=field.type) for field in wanted], schema=wanted)
