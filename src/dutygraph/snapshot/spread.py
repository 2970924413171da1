"""The duties of a day spread over the grid: each a rectangle of territories and a range of sectors, with the parts where another post answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from .columns import Bytes
from .days import Bools, Ints
from .duties import Carried
from .grid import Plan, Rectangles, sector_tree
from .ruling import ruling

if TYPE_CHECKING:
    from .day import Snapshot

_DEAD = (1, 2)
"""Of `bearers.WHY`: a bearer that is not known or has ended. Such a duty reaches nothing, but its clause stands."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The duties that name no object, each followed by its parts; ``around`` is the row itself for a duty, the row that holds around it for a part.

    ``entry`` is the row in `Carried`, ``every`` says that the duty is over every sector, ``living`` that a body carries it. ``named`` are the entries that name an object.
    """

    entry: Ints
    around: Ints
    low: Ints
    high: Ints
    every: Bools
    living: Bools
    named: Ints

    def __len__(self) -> int:
        return len(self.entry)

    @property
    def whole(self) -> Bools:
        """Which rows are duties and not parts of one."""
        return np.asarray(self.around == np.arange(len(self.around)))


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
    around = np.arange(len(entry), dtype=np.int32)
    parts = np.flatnonzero(part >= 0)
    if len(parts):
        duty = np.maximum.accumulate(np.where(part >= 0, 0, around))
        order = parts[np.lexsort((tree.start[part[parts]], duty[parts]))]
        outer = _enclosing(duty[order].astype(np.int64), tree.start[part[order]], tree.end[part[order]])
        around[order] = np.where(outer >= 0, order[outer], duty[order])
    low, high = np.where(column < 0, 0, tree.start[column]), np.where(column < 0, tree.width, tree.end[column])
    return Spread(entry, around, low.astype(np.int32), high.astype(np.int32), sector == -1, living[entry], np.flatnonzero(counts & (carried.object >= 0)).astype(np.int32))


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
    """The kept rows as rectangles, and the row of each: ``exact`` on the duty's own sector, ``below`` on those under it, ``exact`` everywhere for a duty over every sector.

    A duty has to be kept with all its parts; a value of 0 paints nothing.
    """
    rows, whole = spread(snapshot), spread(snapshot).whole
    value = np.where(rows.every, exact, below)
    outside = value[rows.around]
    duty, part = np.flatnonzero(keep & whole), np.flatnonzero(keep & ~whole & (value != outside))
    named = duty[~rows.every[duty]]
    row = np.concatenate([duty, named, part, part])
    marks = Rectangles(
        row.astype(np.int32), rows.low[row], np.concatenate([rows.high[duty], rows.low[named] + 1, rows.high[part], rows.high[part]]),
        np.concatenate([value[duty], exact[named], value[part], outside[part]]),
        np.concatenate([np.ones(len(duty) + len(named) + len(part), dtype=np.int8), np.full(len(part), -1, dtype=np.int8)]))
    return _on_territories(snapshot.carried, plan, rows.entry, marks.where(marks.value > 0))


def _on_territories(carried: Carried, plan: Plan, entry: Ints, marks: Rectangles) -> tuple[Rectangles, Ints]:
    """One rectangle for each territory of the duty; until here ``layer`` was the row of the spread."""
    tset = carried.tset[entry[marks.layer]]
    count = carried.tset_start[tset + 1] - carried.tset_start[tset]
    one = np.repeat(np.arange(len(tset)), count)
    at = np.repeat(carried.tset_start[tset] - (np.cumsum(count) - count), count) + np.arange(len(one))
    return Rectangles(plan.own[carried.tset_ids[at]], marks.low[one], marks.high[one], marks.value[one], marks.weight[one]), marks.layer[one]


def territories(carried: Carried, entry: Ints) -> Ints:
    """All territories that these entries name, once each."""
    sets = np.unique(carried.tset[entry])
    if not len(sets):
        return sets
    marked = np.zeros(len(carried.tset_ids) + 1, dtype=np.int8)
    np.add.at(marked, carried.tset_start[sets], 1)
    np.subtract.at(marked, carried.tset_start[sets + 1], 1)
    return np.unique(carried.tset_ids[np.cumsum(marked)[:-1] > 0])
