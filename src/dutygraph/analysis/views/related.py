"""Facts around one node: the rows of a kind that refer to it, in force on the day or of all time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...facts import Fact
from ...snapshot.days import MIN, Ints, in_force
from ...vocabulary import KINDS

if TYPE_CHECKING:
    from ...snapshot import Snapshot


def rows_of(snapshot: Snapshot, kind: str, field: str, id_: str) -> Ints:
    """The rows of a kind, of any time, whose reference is this node."""
    target = id_.partition(":")[0]
    to = KINDS[kind].field(field).to
    ref = snapshot.history.compiled.resolved.ref(kind, field)
    at = snapshot.history.nodes(target).ordinal(id_) if target in to else -1
    if at < 0 or not len(ref.ordinals):
        return np.zeros(0, dtype=np.int32)
    rows = np.flatnonzero(ref.ordinals == at)
    found: Ints = rows[ref.kinds[rows] == to.index(target)].astype(np.int32)
    return found


def now(snapshot: Snapshot, kind: str, rows: Ints) -> Ints:
    """Those of the rows that hold on the day; events count from their day on; of a kind of node, the first row of each that is alive."""
    since, until = snapshot.history.compiled.periods[kind]
    if KINDS[kind].shape == "event":
        return rows[since[rows] <= snapshot.day]
    kept = rows[in_force(since[rows], until[rows], snapshot.day)]
    if KINDS[kind].shape != "node":
        return kept
    of = snapshot.history.nodes(kind).of_row[kept]
    _, first = np.unique(of, return_index=True)
    return kept[first][[alive(snapshot, kind, int(of[each])) for each in first]] if len(first) else kept


def alive(snapshot: Snapshot, kind: str, at: int) -> bool:
    """Whether a node exists on the day; an object that is closed does not."""
    if kind == "object":
        return bool(snapshot.alive[at])
    lives = snapshot.history.compiled.merged[kind].lives
    return bool(lives.since[at] <= snapshot.day < lives.until[at]) and at not in lives.holes.on(snapshot.day).a


def by_day(snapshot: Snapshot, kind: str, rows: Ints) -> Ints:
    """The rows newest first; those of unknown day last."""
    since = snapshot.history.compiled.periods[kind][0][rows].astype(np.int64)
    order: Ints = np.lexsort((rows, -np.where(since == MIN, -np.int64(2**40), since))).astype(np.int32)
    return rows[order]


def take(snapshot: Snapshot, kind: str, rows: Ints) -> list[Fact]:
    """The facts of these rows, in their order."""
    if not len(rows):
        return []
    return [Fact(kind, values) for values in snapshot.history.table(kind).take(rows).to_pylist()]
