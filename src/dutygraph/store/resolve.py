"""The facts that hold, in columns: the rules of `versions` applied to whole tables.

Where one delivery alone speaks for a scope, which is nearly always, its rows are passed on as they stand: a slice, no copying and no comparing.
All other scopes of a kind are worked out together: rows numbered by identity, one stable sort, and of each run of equal identities the last active row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ..facts import KNOWN, PLACE_COLUMNS, Facts, Load, stored_schema
from ..vocabulary import KINDS
from .records import Restated
from .versions import Spoken, spoken

Rows = Callable[[str, str, Sequence[str] | None], pa.Table]
"""Gives the rows of a load (by id) and a kind in canonical form (`content`), all columns or those named; an empty table where it has none."""
_Ints = npt.NDArray[np.int64]
_KNOWN = dict(KNOWN)


@dataclass(frozen=True, slots=True)
class _Piece:
    """The rows of one kind that one delivery brought, and the day on which a later complete delivery ends what that one no longer names."""

    by: Spoken
    active: bool
    rows: pa.Table
    closing: date | None = None
    again: pa.ChunkedArray | None = None
    """When the record of each row is stated again, where that may be."""


def resolve(loads: Iterable[Load], rows: Rows, known_at: datetime | None = None, scopes: frozenset[str] | None = None) -> Facts:
    """The facts that hold at the instant (of some scopes, or of all), with the store's columns, rows by scope and key.

    ``retracted`` of a row is the moment after the instant at which a later statement supersedes it or its load is taken back, whichever is first.
    """
    stacks: dict[str, list[Spoken]] = {}
    for each in spoken(loads):
        if (each.active(known_at) or each.coming(known_at)) and (scopes is None or each.delivery.scope in scopes):
            stacks.setdefault(each.delivery.scope, []).append(each)
    stacks = {scope: stacks[scope] for scope in sorted(stacks) if any(each.active(known_at) for each in stacks[scope])}
    slices = {kind: _Slices(kind, rows) for kind in KINDS}

    def records(each: Spoken) -> list[pa.ChunkedArray]:
        return [one.cut(each, each.active(known_at))["record"] for one in slices.values()]

    restated = {scope: Restated.of(stack, records, known_at) for scope, stack in stacks.items() if len(stack) > 1}
    tables = {kind: _resolve_kind(kind, stacks, slices[kind], restated, known_at) for kind in KINDS}
    return Facts({kind: table for kind, table in tables.items() if table.num_rows})


def in_force(facts: Facts, day: date) -> Facts:
    """Of the facts, those in force on the day; an unknown start or end does not end them (`facts.Period`)."""
    kept = {}
    for kind, table in facts.tables.items():
        begun = pc.fill_null(pc.less_equal(table["since"], pa.scalar(day)), True)
        going = pc.fill_null(pc.greater(table["until"], pa.scalar(day)), True)
        kept[kind] = table.filter(pc.and_(begun, going))
    return Facts({kind: table for kind, table in kept.items() if table.num_rows})


def same_said(one: Facts, other: Facts) -> bool:
    """Whether both say the same: equal but for where it was read and which load brought it."""
    beside = [*PLACE_COLUMNS, *(name for name, _ in KNOWN)]
    return one.tables.keys() == other.tables.keys() and all(table.drop_columns(beside).equals(other.tables[kind].drop_columns(beside)) for kind, table in one.tables.items())


class _Slices:
    """The rows of one kind, cut by load and scope; each load is read once."""

    def __init__(self, kind: str, rows: Rows) -> None:
        self._kind, self._rows = kind, rows
        self._read: dict[tuple[str, bool], tuple[pa.Table, dict[str, tuple[int, int]]]] = {}

    def cut(self, each: Spoken, whole: bool) -> pa.Table:
        """What the delivery brought, with all columns or with the key alone."""
        place = (each.load.id, whole)
        if place not in self._read:
            table = self._rows(each.load.id, self._kind, None if whole else ("scope", "key", "record"))
            counted = pc.value_counts(table["scope"])
            lengths = counted.field("counts").to_numpy()
            spans = zip((np.cumsum(lengths) - lengths).tolist(), lengths.tolist(), strict=True)
            self._read[place] = table, dict(zip(counted.field("values").to_pylist(), spans, strict=True))
        table, found = self._read[place]
        return table.slice(*found.get(each.delivery.scope, (0, 0)))


def _resolve_kind(kind: str, stacks: dict[str, list[Spoken]], slices: _Slices, restated: dict[str, Restated], at: datetime | None) -> pa.Table:
    """The rows of one kind that hold; ``stacks`` has the deliveries of each scope, earliest first."""
    done: dict[str, pa.Table] = {}
    contested: list[list[_Piece]] = []
    for scope, stack in stacks.items():
        pieces = _pieces(stack, slices, at, restated.get(scope), ends=KINDS[kind].shape != "event")
        if len(pieces) == 1 and pieces[0].active and pieces[0].closing is None and pieces[0].again is None:
            done[scope] = _stamped(pieces[0])
        elif any(piece.active for piece in pieces):
            contested.append(pieces)
    if contested:
        done |= _latest(contested)
    found = [done[scope].select(stored_schema(kind).names) for scope in stacks if scope in done]
    return pa.concat_tables(found) if found else stored_schema(kind).empty_table()


def _pieces(stack: list[Spoken], slices: _Slices, at: datetime | None, restated: Restated | None, ends: bool) -> list[_Piece]:
    """The rows that a scope's deliveries brought and no later statement of their record replaces, earliest first; deliveries without any are left out."""
    found: list[_Piece] = []
    closing: date | None = None
    for position, each in reversed(list(enumerate(stack))):
        active = each.active(at)
        rows = slices.cut(each, active)
        if active and restated:
            rows = rows.filter(pa.array(restated.standing(rows, position)))
        if rows.num_rows:
            again = restated.restated_at(rows) if active and restated else None
            found.append(_Piece(each, active, rows, closing if active else None, again))
        if active and ends and each.delivery.complete:
            closing = each.day
    return found[::-1]


def _stamped(piece: _Piece) -> pa.Table:
    """The rows of a delivery that nothing contests, with the store's columns."""
    load = piece.by.load
    stamps = {"load": load.id, "recorded": load.recorded, "received": piece.by.delivery.received, "retracted": load.retracted}
    table = piece.rows
    for name, type_ in KNOWN:
        table = table.append_column(pa.field(name, type_), pa.repeat(pa.scalar(stamps[name], type_), table.num_rows))
    return table


def _latest(contested: list[list[_Piece]]) -> dict[str, pa.Table]:
    """By scope: of each identity the last active statement, ended where a later complete delivery no longer names it."""
    pieces = [piece for active in (True, False) for stack in contested for piece in stack if piece.active == active]
    number = {stack[0].by.delivery.scope: i for i, stack in enumerate(contested)}
    lengths = [piece.rows.num_rows for piece in pieces]
    piece_of = np.repeat(np.arange(len(pieces)), lengths)
    scope_of = np.repeat([number[piece.by.delivery.scope] for piece in pieces], lengths)
    key_of, keys = _ranked(pa.chunked_array([chunk for piece in pieces for chunk in piece.rows["key"].chunks], pa.string()))

    identity = scope_of * keys + key_of
    order = np.argsort(identity, kind="stable")  # pieces stand earliest first, so a run of one identity is in order of statement
    active = order < sum(piece.rows.num_rows for piece in pieces if piece.active)
    followed = np.append(identity[order[1:]] == identity[order[:-1]], False)
    last = np.flatnonzero(active & ~(followed & np.append(active[1:], False)))
    successor = np.where(followed[last], piece_of[order[np.minimum(last + 1, len(order) - 1)]], -1)

    kept = order[last]
    statements = pa.concat_tables([piece.rows for piece in pieces if piece.active]).take(pa.array(kept))
    again = pa.chunked_array([chunk for piece in pieces if piece.active for chunk in _again(piece).chunks], _KNOWN["retracted"]).take(pa.array(kept))
    table = _ended(_signed(statements, pieces, piece_of[kept], successor, again), pieces, piece_of[kept])
    bounds = np.searchsorted(scope_of[kept], np.arange(len(number) + 1))
    return {scope: table.slice(bounds[i], bounds[i + 1] - bounds[i]) for scope, i in number.items()}


def _ranked(keys: pa.ChunkedArray) -> tuple[_Ints, int]:
    """Each key's place among the distinct keys in order of their characters, and how many there are."""
    coded = pc.dictionary_encode(keys).combine_chunks()
    order = pc.sort_indices(coded.dictionary).to_numpy()
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return rank[coded.indices.to_numpy()], len(order)


def _again(piece: _Piece) -> pa.ChunkedArray:
    return piece.again if piece.again is not None else pa.chunked_array([pa.nulls(piece.rows.num_rows, _KNOWN["retracted"])])


def _signed(table: pa.Table, pieces: list[_Piece], piece_of: _Ints, successor: _Ints, again: pa.ChunkedArray) -> pa.Table:
    """The rows with the store's columns: which load, when, and when the row stops holding as far as known today."""
    loads = [piece.by.load for piece in pieces]
    stamps = {
        "load": [load.id for load in loads], "recorded": [load.recorded for load in loads],
        "received": [piece.by.delivery.received for piece in pieces], "retracted": [load.retracted for load in loads],
    }
    columns = {name: pa.array(stamps[name], type_).take(pa.array(piece_of)) for name, type_ in KNOWN}
    superseded = pa.array([piece.by.known for piece in pieces], _KNOWN["retracted"]).take(pa.array(successor, mask=successor < 0))
    columns["retracted"] = _earlier(_earlier(columns["retracted"], superseded), again)
    for name, type_ in KNOWN:
        table = table.append_column(pa.field(name, type_), columns[name])
    return table


def _ended(table: pa.Table, pieces: list[_Piece], piece_of: _Ints) -> pa.Table:
    """The rows, ended where a complete delivery that came after them no longer named them."""
    closing = pa.array([piece.closing for piece in pieces], pa.date32()).take(pa.array(piece_of))
    if closing.null_count == len(closing):
        return table
    until = _earlier(table["until"], pa.chunked_array([closing]))
    end = pc.if_else(pc.is_valid(closing), "known", table["end"])
    names = table.column_names
    return table.set_column(names.index("until"), "until", until).set_column(names.index("end"), "end", end)


def _earlier(one: pa.Array, other: pa.Array) -> pa.Array:
    """The earlier of two days or instants, row by row; a null is none."""
    return pc.if_else(pc.fill_null(pc.less(other, one), pc.is_valid(other)), other, one)
