"""The duties of a day spread over the grid: each a rectangle of territories and a range of sectors, with the parts where another post answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from .columns import Bytes
from .days import Bools, Ints
from .grid import Plan, Rectangles, sector_tree
from .ruling import ruling

if TYPE_CHECKING:
    from .day import Snapshot

_DEAD = (1, 2)
"""Of `bearers.WHY`: a bearer that is not known or has ended. Such a duty reaches nothing, but its clause stands."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The duties that name no object, each followed by its parts.

    ``entry`` is the row in `Carried`, ``whole`` says that it is a duty and no part, ``every`` that the duty is over every sector, ``living`` that a body carries it;
    ``column`` is the first column. The strips ``low : high`` are the columns of each row without those of the parts inside it. ``named`` are the entries that name an object.
    """

    entry: Ints
    whole: Bools
    every: Bools
    living: Bools
    column: Ints
    strip_of: Ints
    low: Ints
    high: Ints
    named: Ints

    def __len__(self) -> int:
        return len(self.entry)


def spread(snapshot: Snapshot) -> Spread:
    """The duties of the day on the grid, those of coordinating bodies left out (议事协调不是监管)."""
    if "spread" not in snapshot.memo:
        snapshot.memo["spread"] = _spread(snapshot)
    found: Spread = snapshot.memo["spread"]
    return found


def _spread(snapshot: Snapshot) -> Spread:
    carried, tree, rule = snapshot.carried, sector_tree(snapshot.history, snapshot.day), ruling(snapshot.history)
    living = carried.body >= 0
    counts = ((carried.why == 0) | np.isin(carried.why, _DEAD)) & ~rule.coordinates[np.where(living, carried.body, rule.body[carried.i])]
    entry = np.flatnonzero(counts & (carried.object == -1) & (carried.tset >= 0) & (carried.sector != -2)).astype(np.int32)
    sector, part = carried.sector[entry], carried.part[entry]
    column = np.where(part >= 0, part, sector)
    low, high = np.where(column < 0, 0, tree.start[column]).astype(np.int32), np.where(column < 0, tree.width, tree.end[column]).astype(np.int32)
    named = np.flatnonzero(counts & (carried.object >= 0)).astype(np.int32)
    return Spread(entry, part < 0, sector == -1, living[entry], low, *_strips(part < 0, low, high), named)


def _strips(whole: Bools, low: Ints, high: Ints) -> tuple[Ints, Ints, Ints]:
    """Each row without the parts inside it: from its start to its first part, and from the end of each part to the next of the same row."""
    row = np.arange(len(whole), dtype=np.int32)
    parts = np.flatnonzero(~whole)
    if not len(parts):
        return row, low, high
    duty = np.maximum.accumulate(np.where(whole, row, 0))
    parts = parts[np.lexsort((low[parts], duty[parts]))]
    outer = _enclosing(duty[parts].astype(np.int64), low[parts], high[parts])
    around = np.where(outer >= 0, parts[outer], duty[parts])
    parts, around = parts[order := np.lexsort((low[parts], around))], around[order]
    first = np.flatnonzero(np.r_[True, around[1:] != around[:-1]])
    until = high.copy()
    until[around[first]] = low[parts[first]]
    follows = np.r_[around[1:] == around[:-1], False]
    after = np.where(follows, np.roll(low[parts], -1), high[around])
    strip_of, start, end = np.concatenate([row, around]).astype(np.int32), np.concatenate([low, high[parts]]), np.concatenate([until, after])
    keep = start < end
    return strip_of[keep], start[keep], end[keep]


def _join(left: npt.NDArray[np.int64], right: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """All pairs of positions with equal keys; ``right`` is sorted."""
    first = np.searchsorted(right, left, side="left")
    count = np.searchsorted(right, left, side="right") - first
    one = np.repeat(np.arange(len(left)), count)
    return one, np.repeat(first - (np.cumsum(count) - count), count) + np.arange(len(one))


def _enclosing(key: npt.NDArray[np.int64], start: Ints, end: Ints) -> npt.NDArray[np.intp]:
    """For each part the nearest of the same duty that contains it; -1 where none does. Sorted by duty and start."""
    one, other = _join(key, key)
    holds = (start[other] <= start[one]) & (start[one] < end[other]) & (other != one)
    found = np.full(len(key), -1, dtype=np.intp)
    np.maximum.at(found, one[holds], other[holds])
    return found


def rectangles(snapshot: Snapshot, plan: Plan, keep: npt.NDArray[Any], exact: Bytes, below: Bytes) -> tuple[Rectangles, Ints]:
    """The kept rows as rectangles, and the row of each: ``exact`` on the duty's own sector, ``below`` on those under it, ``exact`` everywhere for a duty over every sector."""
    rows, carried = spread(snapshot), snapshot.carried
    strips, own = np.flatnonzero(keep[rows.strip_of]), np.flatnonzero(keep & rows.whole & ~rows.every)
    row = np.concatenate([rows.strip_of[strips], own])
    low, high = np.concatenate([rows.low[strips], rows.column[own]]), np.concatenate([rows.high[strips], rows.column[own] + 1])
    value = np.concatenate([np.where(rows.every, exact, below)[rows.strip_of[strips]], exact[own]])
    tset = carried.tset[rows.entry[row]]
    count = (carried.tset_start[tset + 1] - carried.tset_start[tset]) * (value > 0)
    one = np.repeat(np.arange(len(tset)), count)
    at = np.repeat(carried.tset_start[tset] - (np.cumsum(count) - count), count) + np.arange(len(one))
    return Rectangles(plan.own[carried.tset_ids[at]], low[one], high[one], value[one]), row[one].astype(np.int32)
