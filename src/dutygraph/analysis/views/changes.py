"""What changed between two days (变更): facts that began or ended, and objects whose supervision is another; and the days on which anything changed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ...errors import UsageError
from ...findings import Cite, Meta
from ...snapshot.days import MAX, Ints, as_date
from ...vocabulary import KINDS, OBJECT_TYPES
from ..words import names
from .card import OUT
from .objects import bounded, values_by_object
from .past import Change, Event, changed, happening
from .related import take
from .said import FACT_WORDS, STATES, Node, Role, Word, coded, nodes_at, plain, roles
from .standing import town_of

if TYPE_CHECKING:
    from ...snapshot import History, Snapshot

_STATES = (*STATES, OUT)
"""States of an object from day to day: those of coverage, and not on the register."""
MOVED = tuple(each.name for each in _STATES)
"""The same by name."""
CHANGES: tuple[Change, ...] = ("began", "ended", "changed")
"""What may happen to a fact: it begins, it ends, or a field of a node becomes another."""
AROUND = 50
"""Days of change given on each side of the day."""
_QUIET = "act"
"""Acts are what is done every day: they are counted, and listed only where they are asked for."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many facts of a kind began and ended (of events, how many happened), and how many fields of nodes of the kind changed."""

    kind: Word
    began: int
    ended: int
    changed: int


@dataclass(frozen=True, slots=True)
class Moment:
    """One fact that began or ended on a day, or one field of a node that changed from one value to another."""

    day: str
    change: Change
    kind: Word
    zh: str
    en: str
    nodes: tuple[Role, ...]
    cites: tuple[Cite, ...]
    field: Word | None = None
    was: Any = None
    now: Any = None


@dataclass(frozen=True, slots=True)
class Move:
    """How many objects went from one state to another."""

    before: Word
    after: Word
    count: int


@dataclass(frozen=True, slots=True)
class Moved(Node):
    """An object whose overall state is another on the later day."""

    type: Word | None
    towns: tuple[Node, ...]
    before: Word
    after: Word


@dataclass(frozen=True, slots=True)
class Changes:
    """What is not the same on the later day as on the earlier. ``total`` counts the facts that are listed without a limit."""

    meta: Meta
    earlier: str
    later: str
    kinds: tuple[Counted, ...]
    total: int
    limit: int
    offset: int
    facts: tuple[Moment, ...]
    moves: tuple[Move, ...]
    objects_total: int
    objects: tuple[Moved, ...]

    def as_dict(self) -> dict[str, Any]:
        """The JSON shape."""
        said: dict[str, Any] = plain(self)
        said["from"], said["to"] = said.pop("earlier"), said.pop("later")
        for each in (*said["moves"], *said["objects"]):
            each["from"], each["to"] = each.pop("before"), each.pop("after")
        for each in said["facts"]:
            each["is"] = each.pop("now")
        return said


@dataclass(frozen=True, slots=True)
class ChangeDays:
    """The days on which any fact but an event begins or ends, around a day: what the steps of the day bar lead to."""

    meta: Meta
    as_of: str
    total: int
    first: str | None
    last: str | None
    previous: str | None
    next: str | None
    days: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """The JSON shape."""
        said: dict[str, Any] = plain(self)
        return said


def changes(
    before: Snapshot, after: Snapshot, kind: str | None = None, limit: int = 200, offset: int = 0, *, change: str | None = None, was: str | None = None, now: str | None = None,
) -> Changes:
    """What changed after one day up to and on another; ``kind`` and ``change`` (began, ended, changed) list facts of one sort only, ``was`` and ``now`` objects that
    went from, or to, one state only. Counts by kind and by move are always those of everything.

    Raises
    ------
    UsageError : for a kind of fact, a sort of change or a state that there is not, or where the days are the wrong way round.
    """
    limit, offset = bounded(limit, offset)
    for name, value, known in (("kind", kind, tuple(KINDS)), ("change", change, CHANGES), ("was", was, MOVED), ("now", now, MOVED)):
        if value and value not in known:
            raise UsageError(f"there is no {name} {value!r}.", where=name, advice=f"It is one of {', '.join(known)}.")
    if before.day > after.day:
        raise UsageError(f"{before.as_of} is after {after.as_of}.", where="from", advice="Give the earlier day first.")
    counts: list[Counted] = []
    listed: list[_Listed] = []
    told: list[tuple[int, str, Event]] = []
    for name in KINDS:
        began, ended = _rows(after.history, name, before.day, after.day)
        other = changed(after, name, before.day, after.day) if KINDS[name].shape == "node" else []
        if len(began[0]) or len(ended[0]) or other:
            counts.append(Counted(FACT_WORDS[name], len(began[0]), len(ended[0]), len(other)))
            if (not kind and name != _QUIET) or name == kind:
                days = np.array([each[0] for each in other], dtype=np.int32)
                every: list[_Listed] = [(name, "ended", *ended), (name, "changed", np.arange(len(told), len(told) + len(other), dtype=np.int32), days), (name, "began", *began)]
                listed += [each for each in every if change in (None, "", each[1])]
                told += other
    total, page = _page(listed, limit, offset)
    moves, moved = _moved(before, after, was, now)
    meta = after.meta({"from": before.as_of.isoformat(), "to": after.as_of.isoformat(), "kind": kind, "change": change, "was": was, "now": now, "limit": limit, "offset": offset})
    return Changes(meta, before.as_of.isoformat(), after.as_of.isoformat(), tuple(counts), total, limit, offset, _moments(after, page, told), moves, len(moved[0]),
                   _objects(after, moved, limit))


_Rows = tuple[Ints, Ints]
"""Rows and the day of each."""
_Listed = tuple[str, Change, Ints, Ints]
"""Of a kind and a sort of change the rows (of changed fields their places) and days."""


def _rows(history: History, kind: str, low: int, high: int) -> tuple[_Rows, _Rows]:
    """The facts of a kind that began, and that ended, after the one day and not after the other; of a kind of node the node's own beginning and end."""
    if KINDS[kind].shape == "node":
        merged = history.compiled.merged[kind]
        since, until, rows = merged.lives.since, merged.lives.until, merged.lead
    else:
        since, until = history.compiled.periods[kind]
        rows = np.arange(len(since), dtype=np.int32)
    began = np.flatnonzero((since > low) & (since <= high) & (since < until))
    ended = np.flatnonzero((until > low) & (until <= high) & (until != MAX) & (since < until))
    if KINDS[kind].shape == "event":
        began, ended = np.flatnonzero((since > low) & (since <= high)), ended[:0]
    return (rows[began], since[began]), (rows[ended], until[ended])


def _page(listed: list[_Listed], limit: int, offset: int) -> tuple[int, list[tuple[str, Change, int, int]]]:
    """One page of the facts by day, kind, ended before begun, and row."""
    sizes = [len(each[2]) for each in listed]
    if not sum(sizes):
        return 0, []
    of = np.repeat(np.arange(len(listed)), sizes)
    rows, days = np.concatenate([each[2] for each in listed]), np.concatenate([each[3] for each in listed])
    order = np.lexsort((rows, of, days))[offset:offset + limit]
    return len(rows), [(listed[of[at]][0], listed[of[at]][1], int(rows[at]), int(days[at])) for at in order.tolist()]


def _moments(snapshot: Snapshot, page: list[tuple[str, Change, int, int]], told: list[tuple[int, str, Event]]) -> tuple[Moment, ...]:
    facts = {}
    for kind in {each[0] for each in page}:
        rows = np.array(sorted({each[2] for each in page if each[0] == kind and each[1] != "changed"}), dtype=np.int32)
        facts.update({(kind, row): fact for row, fact in zip(rows.tolist(), take(snapshot, kind, rows), strict=True)})
    found = []
    for kind, change, row, day in page:
        if change == "changed":
            _, id_, event = told[row]
            one = Role(id_, kind, names(snapshot)[id_], "self", FACT_WORDS[kind].zh, FACT_WORDS[kind].en)
            found.append(Moment(event.day, change, FACT_WORDS[kind], event.zh, event.en, (one,), event.cites, event.field, event.was, event.now))
            continue
        fact = facts[kind, row]
        found.append(Moment(str(as_date(day)), change, FACT_WORDS[kind], *happening(kind, change), roles(snapshot, fact), (Cite.of(fact),)))
    return tuple(found)


def _moved(before: Snapshot, after: Snapshot, was: str | None, now: str | None) -> tuple[tuple[Move, ...], tuple[Ints, npt.NDArray[Any], npt.NDArray[Any]]]:
    """Objects with another state on the later day: counts by move, and the objects of the moves asked for, those in the worst state now first."""
    out = len(STATES)
    one, other = (np.where(each.coverage().population, each.coverage().overall, out) for each in (before, after))
    at = np.flatnonzero(one != other).astype(np.int32)
    counts = np.bincount(one[at].astype(np.int64) * (out + 1) + other[at], minlength=(out + 1) ** 2).tolist()
    moves = tuple(Move(_STATES[code // (out + 1)], _STATES[code % (out + 1)], count) for code, count in enumerate(counts) if count)
    for state, side in ((was, one), (now, other)):
        at = at[side[at] == MOVED.index(state)] if state else at
    worst: Ints = at[np.lexsort((at, one[at], other[at]))]
    return moves, (worst, one[worst], other[worst])


def _objects(snapshot: Snapshot, moved: tuple[Ints, npt.NDArray[Any], npt.NDArray[Any]], limit: int) -> tuple[Moved, ...]:
    at, one, other = (each[:limit] for each in moved)
    places, town = values_by_object(snapshot, "territory", np.sort(at)), town_of(snapshot)
    types = snapshot.history.columns.o_type
    found = []
    for place, was, now, object_ in zip(at.tolist(), one.tolist(), other.tolist(), nodes_at(snapshot, "object", at.tolist()), strict=True):
        towns = nodes_at(snapshot, "territory", dict.fromkeys(int(town[each]) for each in places.get(place, ())))
        found.append(Moved(object_.id, object_.kind, object_.name, coded(OBJECT_TYPES, int(types[place])), towns, _STATES[was], _STATES[now]))
    return tuple(found)


def change_days(snapshot: Snapshot) -> ChangeDays:
    """The days of change around the day of the snapshot."""
    memo = snapshot.history.memo
    if "change days" not in memo:
        memo["change days"] = snapshot.history.change_days()
    days: list[date] = memo["change days"]
    low, high = bisect_left(days, snapshot.as_of), bisect_right(days, snapshot.as_of)
    said: Mapping[str, str | None] = {
        "first": _iso(days, 0), "last": _iso(days, len(days) - 1), "previous": _iso(days, low - 1), "next": _iso(days, high)}
    return ChangeDays(snapshot.meta(), snapshot.as_of.isoformat(), len(days), **said, days=tuple(each.isoformat() for each in days[max(0, low - AROUND):high + AROUND]))


def _iso(days: list[date], at: int) -> str | None:
    return days[at].isoformat() if 0 <= at < len(days) else None
