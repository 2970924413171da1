"""States of all objects in a mode, quickly: of the strokes compiled for all days a day takes those in force, writes them into a plane, and gathers.

`reach.reached` spreads any other value of a duty, from the duties of one day; on states both agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ..vocabulary import MODES
from .columns import Bytes
from .days import Bools, Ints
from .grid import interval, sector_tree
from .ruling import NEVER, OWN_HAZARD, hazard_columns, ruling
from .strokes import Compiled, Dated, compile_strokes

if TYPE_CHECKING:
    from .history import History

MODE = {term.name: place for place, term in enumerate(MODES)}
_EPOCHS = 2
"""For how many states of the sector tree one history keeps its strokes."""


@dataclass(frozen=True, slots=True)
class Strokes:
    """Strokes of one question, ready to paint: one of any width is two overlapping windows whose width is a power of two.

    Sorted by state, then width: ``groups`` are (state, width), ``first`` is where each starts, and where the last ends. ``start`` is the place in the plane.
    """

    since: Ints
    until: Ints
    start: npt.NDArray[np.signedinteger[Any]]
    groups: tuple[tuple[int, int], ...]
    first: npt.NDArray[np.intp]

    def paint(self, day: int, layers: int, width: int) -> Bytes:
        """The greatest state of the strokes in force on the day: layer by column."""
        plane: Bytes = np.zeros(layers * width, dtype=np.uint8)
        on = self.since <= day
        on &= self.until > day
        which = np.flatnonzero(on)
        start, cuts = self.start[which], np.searchsorted(which, self.first).tolist()
        for (state, wide), low, high in zip(self.groups, cuts[:-1], cuts[1:], strict=True):
            if wide == 1:
                plane[start[low:high]] = state
            elif low < high:
                windows: Bytes = np.ndarray((len(plane) - wide + 1, wide), dtype=np.uint8, buffer=plane.data, strides=(1, 1))
                windows[start[low:high]] = state
        return plane.reshape(layers, width)


@dataclass(frozen=True, slots=True)
class ByName:
    """Duties of one question that name an object, sorted by state; ``hazard`` is the one that the object must have (-1 none), ``any_hazard`` says that there is such a duty."""

    since: Ints
    until: Ints
    object: Ints
    state: Bytes
    hazard: Ints
    any_hazard: bool


@dataclass(frozen=True, slots=True)
class Family:
    """All that answers one question: strokes, duties by name, and once more, not cut to its columns, those of each hazard."""

    strokes: Strokes
    by_name: ByName
    apart: dict[int, Strokes]


def named(history: History) -> Ints:
    """All territories that any duty names, ever."""
    if "named" not in history.memo:
        history.memo["named"] = np.unique(history.seats.tset_ids)
    found: Ints = history.memo["named"]
    return found


def family(history: History, day: int, mode: str | None) -> Family:
    """What answers for a mode (for all principal duties where it is None) on every day on which the sectors stand as on this one.

    The strokes of all duties are not kept, they take more room than the answers: they are compiled once for the principal duties, and once more where modes are asked for.
    """
    epoch = interval(history, "s_parent", [history.columns.s_parent], day)
    kept: dict[int, dict[str | None, Family]] = history.memo.setdefault("families", {})
    if epoch not in kept and len(kept) >= _EPOCHS:
        kept.pop(next(iter(kept)))
    families = kept.setdefault(epoch, {})
    if mode not in families:
        compiled = compile_strokes(history, sector_tree(history, day))
        for each in [None] if mode is None else MODE:
            families[each] = _family(history, day, each, compiled)
    return families[mode]


def _family(history: History, day: int, mode: str | None, compiled: Compiled) -> Family:
    rule = ruling(history)
    chosen = rule.principal != NEVER if mode is None else history.seats.mode == MODE[mode]
    strokes, by_name = (rows.take(chosen[rows.duty]) for rows in (compiled.strokes, compiled.by_name))
    own = np.where((rule.principal == OWN_HAZARD) & (mode is None), rule.hazard, -1).astype(np.int32)
    by_name = by_name.take(np.argsort(by_name.state, kind="stable"))
    strokes, width = _on_layers(history, strokes), sector_tree(history, day).width
    of, apart = own[strokes.duty], {}
    parts = [strokes.take(of == -1)]
    for hazard in np.unique(of[of >= 0]).tolist():
        these = strokes.take(of == hazard)
        apart[hazard] = _grouped(these, width)
        parts.append(_cut(these, hazard_columns(history, day)[hazard]))
    hazards = own[by_name.duty]
    return Family(_grouped(Dated.concat(parts), width), ByName(by_name.since, by_name.until, by_name.spot, by_name.state, hazards, bool((hazards >= 0).any())), apart)


def _on_layers(history: History, strokes: Dated) -> Dated:
    """One stroke for each territory; from here on ``spot`` is its layer, as in a plan in which all `named` territories have one."""
    seats, places = history.seats, named(history)
    count = seats.tset_start[strokes.spot + 1] - seats.tset_start[strokes.spot]
    one = np.repeat(np.arange(len(strokes)), count)
    at = np.repeat(seats.tset_start[strokes.spot] - (np.cumsum(count) - count), count) + np.arange(len(one))
    strokes = strokes.take(one)
    layer = (np.searchsorted(places, seats.tset_ids[at]) + 1).astype(np.int32)
    return Dated(strokes.duty, layer, strokes.since, strokes.until, strokes.low, strokes.high, strokes.state)


def _cut(strokes: Dated, marked: Bools) -> Dated:
    """Only what lies in the marked columns: each stroke cut along their runs."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], marked, [False]]).astype(np.int8)))
    start, end = edges[::2], edges[1::2]
    first = np.searchsorted(end, strokes.low, side="right")
    count = np.maximum(np.searchsorted(start, strokes.high, side="left") - first, 0)
    one = np.repeat(np.arange(len(count)), count)
    run = np.repeat(first - (np.cumsum(count) - count), count) + np.arange(len(one))
    cut = strokes.take(one)
    return Dated(cut.duty, cut.spot, cut.since, cut.until, np.maximum(cut.low, start[run]).astype(np.int32), np.minimum(cut.high, end[run]).astype(np.int32), cut.state)


def _grouped(strokes: Dated, width: int) -> Strokes:
    """Windows of the strokes, by state and width."""
    wide = np.int64(1) << (np.frexp(strokes.high - strokes.low)[1].astype(np.int64) - 1)
    place = strokes.spot.astype(np.int64) * width
    second = np.flatnonzero(strokes.high - strokes.low > wide)
    rows = np.concatenate([np.arange(len(strokes)), second])
    start = np.concatenate([place + strokes.low, (place + strokes.high - wide)[second]])
    key = strokes.state[rows].astype(np.int64) << 32 | wide[rows]
    order = np.lexsort((start, key))
    keys, first = np.unique(key[order], return_index=True)
    fits = np.int32 if not len(start) or start.max() < np.iinfo(np.int32).max else np.int64
    return Strokes(strokes.since[rows[order]], strokes.until[rows[order]], start[order].astype(fits), tuple((int(each) >> 32, int(each) & 0xFFFFFFFF) for each in keys),
                   np.append(first, len(order)))
