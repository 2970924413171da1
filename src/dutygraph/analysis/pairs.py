"""Which duty reaches which object: pairs of a duty in force and an object, joined in numpy on the cell (territory x sector) or the name.

The rule is the one of coverage (`snapshot.reach` asks for the best state of each object, this for pairs): a duty reaches an object that it names;
else every object that has one of its places inside one of the duty's territories and one of its sectors in or below the duty's sector (a duty
without a sector: every object there).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ..snapshot.columns import Dated, Links
from ..snapshot.days import Bools, Ints
from ..snapshot.reach import run_by

if TYPE_CHECKING:
    from ..snapshot import Snapshot

Longs = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Duties (positions in ``snapshot.carried``) beside the objects (ordinals) that they reach; sorted by object, then duty."""

    duty: Ints
    object: Ints

    def __len__(self) -> int:
        return len(self.duty)

    def where(self, keep: npt.NDArray[np.generic]) -> Pairs:
        """These pairs only, by mask or by position."""
        return Pairs(self.duty[keep], self.object[keep])


def expand(low: npt.NDArray[np.signedinteger], high: npt.NDArray[np.signedinteger]) -> tuple[Longs, Longs]:
    """For ranges ``[low, high)``: the number of the range, and each position in it."""
    counts = (high - low).astype(np.int64)
    number = np.repeat(np.arange(len(counts), dtype=np.int64), counts)
    start = np.cumsum(counts) - counts
    return number, np.arange(len(number), dtype=np.int64) - start[number] + low.astype(np.int64)[number]


def join(left: npt.NDArray[np.signedinteger], right: npt.NDArray[np.signedinteger]) -> tuple[Longs, Longs]:
    """All positions (l, r) with ``left[l] == right[r]``, by l, then in the order of right."""
    order = np.argsort(right, kind="stable")
    ordered = right[order]
    number, position = expand(np.searchsorted(ordered, left, "left"), np.searchsorted(ordered, left, "right"))
    return number, order[position].astype(np.int64)


def split(group: npt.NDArray[np.signedinteger]) -> list[Longs]:
    """The positions of each group of equal values, by value, then in order."""
    order = np.argsort(group, kind="stable").astype(np.int64)
    ordered = group[order]
    return np.split(order, np.flatnonzero(ordered[1:] != ordered[:-1]) + 1) if len(order) else []


def closure(starts: npt.NDArray[np.signedinteger], up: Links) -> tuple[Ints, Ints]:
    """Pairs of a start and itself or one of its ancestors along ``up`` (a below b); a cycle ends where it meets itself."""
    starts = np.unique(starts[starts >= 0]).astype(np.int64)
    good = (up.a >= 0) & (up.b >= 0)
    below, above = up.a[good].astype(np.int64), up.b[good].astype(np.int64)
    order = np.argsort(below, kind="stable")
    below, above = below[order], above[order]
    base = 1 + max(int(each.max()) if len(each) else 0 for each in (starts, below, above))
    seen = front = starts * base + starts
    while len(front):
        at = front % base
        number, position = expand(np.searchsorted(below, at, "left"), np.searchsorted(below, at, "right"))
        front = np.setdiff1d((front // base)[number] * base + above[position], seen)
        seen = np.union1d(seen, front)
    return (seen // base).astype(np.int32), (seen % base).astype(np.int32)


def stated(values: Dated, objects: Ints, day: int) -> tuple[Ints, Ints]:
    """Pairs of an object (of these, sorted) and each of its values on the day."""
    one, many = values.on(day)
    own = one[objects]
    inside = np.isin(many.a, objects) & (many.b >= 0)
    return (np.concatenate([objects[own >= 0], many.a[inside]]).astype(np.int32), np.concatenate([own[own >= 0], many.b[inside]]).astype(np.int32))


def upward(values: Dated, objects: Ints, up: Links, day: int) -> tuple[Ints, Ints]:
    """Pairs of an object and each of its values or an ancestor of it, each once."""
    holder, value = stated(values, objects, day)
    start, ancestor = closure(value, up.on(day))
    number, position = join(value, start)
    return _once(holder[number], ancestor[position])


def places(snapshot: Snapshot, objects: Ints) -> tuple[Ints, Ints]:
    """Pairs of an object and every territory that one of its places lies in."""
    columns = snapshot.history.columns
    return upward(columns.place, objects, columns.within, snapshot.day)


def sectors(snapshot: Snapshot, objects: Ints) -> tuple[Ints, Ints]:
    """Pairs of an object and every sector that it is in, or that lies above one of them."""
    columns = snapshot.history.columns
    return upward(columns.sector, objects, columns.s_parent, snapshot.day)


def subtree(snapshot: Snapshot, sector: int) -> Ints:
    """The sector and every sector below it."""
    up = snapshot.history.columns.s_parent.on(snapshot.day)
    _, below = closure(np.array([sector]), Links(up.b, up.a, up.since, up.until, up.i))
    return below


def reached(snapshot: Snapshot, objects: Ints, duties: Bools | None = None, *, owners: bool = False) -> Pairs:
    """Every pair of a duty in force (of those in the mask) and one of the objects that it reaches.

    With ``owners`` also what reaches the enterprise that runs an object, as coverage inherits it.
    """
    objects = np.unique(objects).astype(np.int32)
    if owners:
        return _with_owners(snapshot, objects, duties)
    carried = snapshot.carried
    works = carried.why == 0
    if duties is not None:
        works = works & duties
    named = _named(carried.object, works, objects)
    cells = _by_cell(snapshot, np.flatnonzero(works & (carried.object == -1)), objects)
    target, duty = _once(np.concatenate([named.object, cells.object]), np.concatenate([named.duty, cells.duty]))
    return Pairs(duty, target)


def _named(target: Ints, works: Bools, objects: Ints) -> Pairs:
    duty = np.flatnonzero(works & (target >= 0))
    duty = duty[np.isin(target[duty], objects)]
    return Pairs(duty.astype(np.int32), target[duty].astype(np.int32))


def _by_cell(snapshot: Snapshot, duties: Longs, objects: Ints) -> Pairs:
    carried = snapshot.carried
    duties = duties[carried.tset[duties] >= 0]
    tset = carried.tset[duties]
    starts = carried.tset_start
    number, position = expand(starts[tset], starts[tset + 1])
    duty, territory = duties[number], carried.tset_ids[position]
    sector = carried.sector[duty]
    base = len(snapshot.history.nodes("sector").ids) + 1
    cell = territory.astype(np.int64) * base + sector + 1
    holder, where = places(snapshot, objects)
    keep = np.isin(where, territory)
    holder, where = holder[keep], where[keep]
    member, what = sectors(snapshot, objects)
    keep = np.isin(what, sector)
    everyone = objects if (sector == -1).any() else objects[:0]
    member, what = np.concatenate([member[keep], everyone]), np.concatenate([what[keep], np.full(len(everyone), -1, dtype=np.int32)])
    left, right = join(holder, member)
    stands = where[left].astype(np.int64) * base + what[right] + 1
    used = np.isin(stands, cell)
    at, entry = join(stands[used], cell)
    return Pairs(duty[entry].astype(np.int32), holder[left[used][at]])


def _with_owners(snapshot: Snapshot, objects: Ints, duties: Bools | None) -> Pairs:
    part, owner = closure(objects, _run_by(snapshot))
    pairs = reached(snapshot, owner, duties)
    left, right = join(owner, pairs.object)
    target, duty = _once(part[left], pairs.duty[right])
    return Pairs(duty, target)


def _run_by(snapshot: Snapshot) -> Links:
    thing, owner = run_by(snapshot)
    return Links(thing, owner, thing, thing, thing)


def _once(first: Ints, second: Ints) -> tuple[Ints, Ints]:
    """Pairs without repeats, sorted."""
    code = np.unique(first.astype(np.int64) << 32 | second.astype(np.int64))
    return (code >> 32).astype(np.int32), (code & 0xFFFFFFFF).astype(np.int32)
