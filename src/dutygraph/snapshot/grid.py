"""The grid: duties are rectangles, objects are points.

Sectors are columns in depth-first order, so that a sector with all below it is one range; the last column is for objects without a sector.
Rows are only those territories that differ in the duties that hold there; a town without duties of its own stands on its county's row,
a town with two parents on a row that unites both. Row 0 is nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from .columns import SEVERAL, Bytes, Columns, Dated, Links
from .days import Bools, Ints

if TYPE_CHECKING:
    from .history import History

Index = npt.NDArray[np.intp]
_CHUNK = 1 << 17
"""Objects gathered at a time: their indexes stay in the cache."""
_DENSE, _SMALL = 3, 1 << 16
"""Running sums cost as much as filling a third of all cells one by one; below the small number nothing is gained."""
_PLANS = 3
"""How many plans one history keeps: each costs four bytes for each object."""


@dataclass(frozen=True, slots=True)
class SectorTree:
    """The sectors of a day in depth-first order: ``start[s] : end[s]`` are the columns of a sector and all below it; ``start[-1]`` is the column without sector."""

    start: Ints
    end: Ints

    @property
    def width(self) -> int:
        return len(self.start)


@dataclass(frozen=True, slots=True)
class Plan:
    """Where each object stands, for days with the same trees and the same territories that duties name.

    ``own[t]`` is the layer of a territory that duties name, 0 for any other; ``members[row]`` are the layers that a row unites (0 pads);
    ``cell`` is row times width plus column, 0 (always empty) for the objects in ``several``, which have several or dated places or sectors.
    """

    tree: SectorTree
    own: Ints
    layers: int
    members: Ints
    row_of: Ints
    cell: Ints
    several: Ints

    @property
    def rows(self) -> int:
        return len(self.members)


@dataclass(frozen=True, slots=True)
class Points:
    """The places on the grid of the objects in `Plan.several`: ``first[k] : first[k + 1]`` are the cells of the k-th of them."""

    cell: Ints
    first: Ints
    objects: Ints

    def each(self, values: Bytes) -> Bytes:
        """The greatest value of each object among the values of its cells."""
        return np.maximum.reduceat(values, self.first[:-1]) if len(self.objects) else values[:0]


def interval(history: History, name: str, links: Iterable[Links], day: int) -> int:
    """A number that is the same on two days between which none of the links begins or ends."""
    key = ("breaks", name)
    if key not in history.memo:
        history.memo[key] = np.unique(np.concatenate([days for each in links for days in (each.since, each.until)]))
    return int(np.searchsorted(history.memo[key], day, side="right"))


def sector_tree(history: History, day: int) -> SectorTree:
    """The sector tree on a day; a sector stands under the first parent stated for it, and a loop is cut."""
    links = history.columns.s_parent
    key = ("tree", interval(history, "s_parent", [links], day))
    if key not in history.memo:
        history.memo[key] = _depth_first(len(history.columns.s_hazards), links.on(day))
    found: SectorTree = history.memo[key]
    return found


def _depth_first(size: int, links: Links) -> SectorTree:
    above = [-1] * size
    below: list[list[int]] = [[] for _ in range(size)]
    for at in np.argsort(links.i, kind="stable").tolist():
        child, parent = int(links.a[at]), int(links.b[at])
        if above[child] < 0:
            above[child] = parent
            below[parent].append(child)
    start, end = np.full(size + 1, size, dtype=np.int32), np.full(size + 1, size + 1, dtype=np.int32)
    seen, column = [False] * size, 0
    for each in sorted(range(size), key=lambda sector: above[sector] >= 0):
        stack = [] if seen[each] else [_top(each, above)]
        while stack:
            sector = stack.pop()
            if sector < 0:
                end[~sector] = column
            elif not seen[sector]:
                seen[sector], start[sector], column = True, column, column + 1
                stack += [~sector, *reversed(below[sector])]
    return SectorTree(start, end)


def _top(sector: int, above: list[int]) -> int:
    """The sector on top of this one; of a loop, the one that is met first."""
    passed: set[int] = set()
    while above[sector] >= 0 and sector not in passed:
        passed.add(sector)
        sector = above[sector]
    return sector


def plan_for(history: History, day: int, family: str, named: Ints) -> Plan:
    """A plan in which every territory in ``named`` has a layer of its own; kept for the family of questions while the trees do not change."""
    columns = history.columns
    epochs = (interval(history, "within", [columns.within], day), interval(history, "s_parent", [columns.s_parent], day))
    kept: dict[str, tuple[tuple[int, int], Plan]] = history.memo.setdefault("plans", {})
    known = kept.pop(family, None)
    if known is not None and known[0] == epochs and bool((known[1].own[named] > 0).all()):
        kept[family] = known
        return known[1]
    if known is not None and known[0] == epochs:
        named = np.union1d(named, np.flatnonzero(known[1].own[:-1]))
    made = _plan(history, day, named)
    while len(kept) >= _PLANS:
        kept.pop(next(iter(kept)))
    kept[family] = (epochs, made)
    return made


def _plan(history: History, day: int, named: npt.NDArray[Any]) -> Plan:
    columns, tree = history.columns, sector_tree(history, day)
    own = np.zeros(len(history.nodes("territory").ids) + 1, dtype=np.int32)
    own[named] = np.arange(1, len(named) + 1)
    used = np.unique(np.concatenate([columns.place.one, columns.place.many.b]))
    row_of, members = _rows(used[used >= 0].tolist(), columns.within.on(day), own)
    place, sector = np.maximum(columns.place.one, -1), np.maximum(columns.sector.one, -1)
    cell = row_of[place] * np.int32(tree.width) + tree.start[sector]
    several = np.flatnonzero((columns.place.one == SEVERAL) | (columns.sector.one == SEVERAL)).astype(np.int32)
    cell[several] = 0
    return Plan(tree, own, len(named) + 1, members, row_of, cell, several)


def _rows(used: list[int], within: Links, own: Ints) -> tuple[Ints, Ints]:
    """A row for each distinct set of named territories around a place; places that share the set share the row."""
    parents: dict[int, list[int]] = {}
    for child, parent in zip(within.a.tolist(), within.b.tolist(), strict=True):
        parents.setdefault(child, []).append(parent)
    layer = own.tolist()
    rows: dict[tuple[int, ...], int] = {(): 0}
    row_of = np.zeros(len(own), dtype=np.int32)
    for territory in used:
        seen, todo = set(), [territory]
        while todo:
            each = todo.pop()
            if each not in seen:
                seen.add(each)
                todo += parents.get(each, ())
        key = tuple(sorted(layer[each] for each in seen if layer[each]))
        row_of[territory] = rows.setdefault(key, len(rows))
    members = np.zeros((len(rows), max(map(len, rows))), dtype=np.int32)
    for key, row in rows.items():
        members[row, :len(key)] = key
    return row_of, members


def points(history: History, plan: Plan, day: int) -> Points:
    """The cells of the objects that stand on several, on that day."""
    if not len(plan.several):
        return Points(plan.several, np.zeros(1, dtype=np.int32), plan.several)
    of, place, sector = standings(history.columns, plan.several, day)
    cell = plan.row_of[place] * np.int32(plan.tree.width) + plan.tree.start[sector]
    first = np.concatenate([[0], np.cumsum(np.bincount(of, minlength=len(plan.several)))]).astype(np.int32)
    return Points(cell.astype(np.int32), first, plan.several)


def standings(columns: Columns, objects: Ints, day: int) -> tuple[Index, Ints, Ints]:
    """Where the objects stand on the day: each of its places with each of its sectors, -1 for none; first the position in ``objects``, in order."""
    of_place, place = _values(columns.place, objects, day, len(columns.o_type))
    of_sector, sector = _values(columns.sector, objects, day, len(columns.o_type))
    count = np.bincount(of_sector, minlength=len(objects))
    times = count[of_place]
    left = np.repeat(np.arange(len(of_place)), times)
    within = np.arange(len(left)) - np.repeat(np.cumsum(times) - times, times)
    right = (np.cumsum(count) - count)[of_place[left]] + within
    return of_place[left], place[left], sector[right]


def _values(dated: Dated, objects: Ints, day: int, size: int) -> tuple[Index, Ints]:
    """For each of the objects its values on the day, sorted by object; -1 where it has none."""
    spot = np.full(size, -1, dtype=np.int32)
    spot[objects] = np.arange(len(objects), dtype=np.int32)
    many = dated.many.on(day)
    many = many.where(spot[many.a] >= 0)
    fixed = dated.one[objects]
    has = np.zeros(len(objects), dtype=bool)
    has[spot[many.a]] = True
    rest = np.flatnonzero((fixed != SEVERAL) | ~has)
    of = np.concatenate([spot[many.a], rest])
    value = np.concatenate([many.b, np.maximum(fixed[rest], -1)])
    order = np.argsort(of, kind="stable")
    return of[order], value[order]


@dataclass(frozen=True, slots=True)
class Rectangles:
    """Layer, columns ``low : high`` and value."""

    layer: Ints
    low: Ints
    high: Ints
    value: Bytes

    def where(self, keep: npt.NDArray[Any]) -> Rectangles:
        """These only, by mask or by position."""
        return Rectangles(self.layer[keep], self.low[keep], self.high[keep], self.value[keep])

    def within(self, columns: Bools) -> Rectangles:
        """Only what lies in the marked columns: each rectangle cut along their runs."""
        edges = np.flatnonzero(np.diff(np.concatenate([[False], columns, [False]]).astype(np.int8)))
        start, end = edges[::2], edges[1::2]
        first = np.searchsorted(end, self.low, side="right")
        count = np.maximum(np.searchsorted(start, self.high, side="left") - first, 0)
        one = np.repeat(np.arange(len(count)), count)
        run = np.repeat(first - (np.cumsum(count) - count), count) + np.arange(len(one))
        cut = self.where(one)
        return Rectangles(cut.layer, np.maximum(cut.low, start[run]).astype(np.int32), np.minimum(cut.high, end[run]).astype(np.int32), cut.value)

    @classmethod
    def concat(cls, parts: list[Rectangles]) -> Rectangles:
        """All of them."""
        return parts[0] if len(parts) == 1 else cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in ("layer", "low", "high", "value")))


def paint(plan: Plan, marks: Rectangles) -> Bytes:
    """All rectangles painted, the greatest value on top: layer by column. Few cells are filled one by one, many by running sums."""
    size = marks.high - marks.low
    if int(size.sum()) * _DENSE > plan.layers * plan.tree.width + _SMALL:
        return _sum(plan, marks)
    layers = np.zeros(plan.layers * plan.tree.width, dtype=np.uint8)
    corner = marks.layer.astype(np.intp) * plan.tree.width + marks.low
    for value in np.flatnonzero(np.bincount(marks.value)).tolist():
        of = np.flatnonzero(marks.value == value)
        cells = size[of]
        layers[np.repeat(corner[of] - (np.cumsum(cells) - cells), cells) + np.arange(int(cells.sum()))] = value
    return layers.reshape(plan.layers, plan.tree.width)


def _sum(plan: Plan, marks: Rectangles) -> Bytes:
    """As `paint`. One running sum serves all values: each counts its rectangles in bits of its own, so the highest bit that is set tells the greatest value."""
    wide = plan.tree.width + 1
    values = np.flatnonzero(np.bincount(marks.value)).astype(np.uint8)
    bits = int(np.bincount(marks.layer).max()).bit_length()
    if bits * len(values) > 63:
        return np.asarray(np.maximum.reduce([_sum(plan, marks.where(marks.value == value)) for value in values.tolist()]), dtype=np.uint8)
    shift = np.zeros(256, dtype=np.int64)
    shift[values] = np.arange(len(values)) * bits
    form: type[np.int32] | type[np.int64] = np.int32 if bits * len(values) < 32 else np.int64
    steps: npt.NDArray[Any] = np.zeros(plan.layers * wide, dtype=form)
    step = (1 << shift[marks.value]).astype(form)
    corner = marks.layer.astype(np.intp) * wide
    np.add.at(steps, corner + marks.low, step)
    np.subtract.at(steps, corner + marks.high, step)
    counts: npt.NDArray[Any] = np.cumsum(steps, out=steps).reshape(-1, wide)[:, :-1]
    layers = np.zeros(counts.shape, dtype=np.uint8)
    for value in values.tolist():
        np.copyto(layers, value, where=counts >= 1 << int(shift[value]))
    return layers


def unite(plan: Plan, layers: Bytes) -> Bytes:
    """The plane: for each row the greatest value of the layers that it unites."""
    plane = layers[plan.members[:, 0]] if plan.members.shape[1] else np.zeros((plan.rows, plan.tree.width), dtype=np.uint8)
    more = np.empty_like(plane)
    for at in range(1, plan.members.shape[1]):
        np.maximum(plane, layers.take(plan.members[:, at], axis=0, out=more, mode="clip"), out=plane)
    return plane


def gather(plane: Bytes, cell: Ints) -> Bytes:
    """The value of the plane at each object's cell."""
    flat, found = plane.reshape(-1), np.empty(len(cell), dtype=np.uint8)
    for low in range(0, len(cell), _CHUNK):
        flat.take(cell[low:low + _CHUNK], out=found[low:low + _CHUNK], mode="clip")
    return found
