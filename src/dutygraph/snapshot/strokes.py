"""The duties of all days as dated strokes, compiled once.

A *stroke* is a range of sectors (columns of the grid) to which a duty gives one state, vacant, inherited or direct, in one set of territories, for a while.
Where a post with a portfolio of its own answers inside the duty's sector, the range is cut there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import chain, groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from .columns import Bytes
from .days import Bools, Ints
from .grid import SectorTree
from .posts import VACANT as POST_VACANT
from .ruling import ruling
from .terms import DIRECT, INHERITED, VACANT

if TYPE_CHECKING:
    from .history import History

Span = tuple[int, int, bool]
"""Since, until, and whether the post is missing or unfilled."""


@dataclass(frozen=True, slots=True)
class Dated:
    """The duty, where it holds, its period, its columns ``low : high`` and its state.

    ``spot`` is the set of territories of a stroke, then (`painting`) a layer; of a duty by name, the object.
    """

    duty: Ints
    spot: Ints
    since: Ints
    until: Ints
    low: Ints
    high: Ints
    state: Bytes

    def __len__(self) -> int:
        return len(self.duty)

    def take(self, rows: npt.NDArray[Any]) -> Dated:
        """These rows only, by mask or by position."""
        return Dated(*(getattr(self, each.name)[rows] for each in fields(self)))

    def in_force(self, since: Ints, until: Ints) -> Dated:
        """The rows while the duties are in force too, whose own periods these are."""
        since, until = np.maximum(self.since, since), np.minimum(self.until, until)
        return Dated(self.duty, self.spot, since, until, self.low, self.high, self.state).take(since < until)

    @classmethod
    def concat(cls, parts: list[Dated]) -> Dated:
        """All of them, at least one."""
        return cls(*(np.concatenate([getattr(part, each.name) for part in parts]) for each in fields(cls)))


@dataclass(frozen=True, slots=True)
class Compiled:
    """Strokes, and the duties that name an object."""

    strokes: Dated
    by_name: Dated


def compile_strokes(history: History, tree: SectorTree) -> Compiled:
    """All duties that a living body carries and that reach anything, in every mode; for days on which the sectors stand as in the tree."""
    columns, seats = history.columns, history.seats
    carries = (seats.why == 0) & (seats.body >= 0)
    carries &= ~ruling(history).coordinates[np.where(carries, seats.body, -1)]
    vacant, stated = seats.state >= POST_VACANT, columns.d_sector != -2

    spread = np.flatnonzero(stated & (columns.d_territory != -2) & (columns.d_object == -1))
    rows = np.flatnonzero(carries & np.isin(seats.seat, seats.of_duty[spread]))
    order = rows[np.lexsort((rows, seats.governed[rows], seats.body[rows], seats.seat[rows]))]
    table = np.fromiter(chain.from_iterable(_of_seats(history, tree, order, vacant)), dtype=np.int32).reshape(-1, 7)
    row, duty = _pairs(table[:, 0], seats.of_duty, spread)
    _, governed, since, until, low, high, state = table[row].T
    territories = np.where(columns.d_territory[duty] == -1, governed, seats.tset[duty])
    strokes = Dated(duty, territories, since, until, low, high, state.astype(np.uint8)).in_force(columns.d_since[duty], columns.d_until[duty])

    whole = np.flatnonzero(carries & (seats.part == -1))
    row, duty = _pairs(seats.seat[whole], seats.of_duty, np.flatnonzero(stated & (columns.d_object >= 0)))
    piece, nowhere = whole[row], np.zeros(len(row), dtype=np.int32)
    by_name = Dated(duty, columns.d_object[duty], seats.since[piece], seats.until[piece], nowhere, nowhere, np.where(vacant[piece], VACANT, DIRECT).astype(np.uint8))
    return Compiled(strokes.take(strokes.spot >= 0), by_name.in_force(columns.d_since[duty], columns.d_until[duty]))


def _pairs(seat: Ints, of_duty: Ints, duties: npt.NDArray[np.intp]) -> tuple[npt.NDArray[np.intp], Ints]:
    """All pairs of a row of a seat and a duty of that seat: the position of the row, and the duty."""
    order = duties[np.argsort(of_duty[duties], kind="stable")]
    keys = of_duty[order]
    first = np.searchsorted(keys, seat, side="left")
    count = np.searchsorted(keys, seat, side="right") - first
    row = np.repeat(np.arange(len(seat)), count)
    return row, order[np.repeat(first - (np.cumsum(count) - count), count) + np.arange(len(row))].astype(np.int32)


def _of_seats(history: History, tree: SectorTree, order: npt.NDArray[np.intp], vacant: Bools) -> Iterator[tuple[int, ...]]:
    """What each seat paints over time: seat, governed territories, since, until, low, high, state."""
    seats, columns = history.seats, history.columns
    sector = np.full(int(seats.of_duty.max(initial=-1)) + 1, -1, dtype=np.int32)
    sector[seats.of_duty] = columns.d_sector
    pieces = zip(*(column[order].tolist() for column in (seats.seat, seats.body, seats.governed, seats.since, seats.until, seats.part, vacant)), strict=True)
    start, end, of = tree.start.tolist(), tree.end.tolist(), sector.tolist()
    for (seat, _, governed), group in groupby(pieces, key=itemgetter(0, 1, 2)):
        own = of[seat]
        low, high = (start[own], end[own]) if own >= 0 else (0, tree.width)
        by_part: dict[int, list[Span]] = {}
        for *_, since, until, part, empty in group:
            by_part.setdefault(part, []).append((since, until, empty))
        for left, right, around in _ranges(low, high, own >= 0, by_part, start, end):
            full = DIRECT if own < 0 or left == low else INHERITED
            for since, until, empty in _answering(around):
                yield seat, governed, since, until, left, right, VACANT if empty else full


def _ranges(low: int, high: int, cut: bool, by_part: dict[int, list[Span]], start: list[int], end: list[int]) -> Iterator[tuple[int, int, list[list[Span]]]]:
    """The columns of a seat cut at its parts, and after its own sector's column; each range with the parts around it, nearest first, and the whole matter last."""
    parts = sorted((each for each in by_part if each >= 0), key=lambda each: end[each] - start[each])
    edges = {low, high, *((low + 1,) if cut else ()), *(edge for part in parts for edge in (start[part], end[part]) if low < edge < high)}
    for left, right in pairwise(sorted(edges)):
        yield left, right, [*(by_part[part] for part in parts if start[part] <= left and right <= end[part]), by_part.get(-1, [])]


def _answering(around: list[list[Span]]) -> list[Span]:
    """Over time the nearest of the parts around that holds, while the whole matter holds."""
    days = sorted({day for spans in around for since, until, _ in spans for day in (since, until)})
    found: list[Span] = []
    for since, until in pairwise(days):
        holds = [next((empty for first, last, empty in spans if first <= since < last), None) for spans in around]
        if holds[-1] is None:
            continue
        empty = next(each for each in holds if each is not None)
        if found and found[-1][1] == since and found[-1][2] == empty:
            found[-1] = (found[-1][0], until, empty)
        else:
            found.append((since, until, empty))
    return found
