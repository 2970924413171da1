"""Where objects stand on a day: the township of each place, the column of each sector, and the objects that have one of a set of values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...snapshot.columns import SEVERAL, Dated, Links
from ...snapshot.days import Bools, Ints
from ...snapshot.grid import SectorTree, sector_tree
from ...snapshot.totals import row_of_territory
from ..pairs import closure

if TYPE_CHECKING:
    from ...snapshot import Snapshot


def town_of(snapshot: Snapshot) -> Ints:
    """For each territory the township, street or zone that it is counted with: itself, else the nearest that contains it; itself where none does."""
    if "town of" not in snapshot.memo:
        place = snapshot.history.columns.place
        size = len(snapshot.history.nodes("territory"))
        used = np.unique(np.concatenate([place.one, place.many.b]))
        found = np.arange(size, dtype=np.int32)
        used = used[used >= 0]
        found[used] = row_of_territory(snapshot, used)
        snapshot.memo["town of"] = found
    towns: Ints = snapshot.memo["town of"]
    return towns


def tree_of(snapshot: Snapshot) -> SectorTree:
    """The sectors of the day in depth-first order."""
    return sector_tree(snapshot.history, snapshot.day)


def having(snapshot: Snapshot, values: Dated, wanted: Bools, *, none: bool = False) -> Bools:
    """The objects with one of the wanted values on the day; with ``none`` also those without any."""
    found = np.append(wanted, none)[np.maximum(values.one, -1)]
    several = values.one == SEVERAL
    found[several] = False
    many = values.many.on(snapshot.day)
    if none:
        rest = several
        rest[many.a] = False
        found |= rest
    found[many.a[np.append(wanted, False)[many.b]]] = True
    marked: Bools = found
    return marked


def within(snapshot: Snapshot, territory: int) -> Bools:
    """The territory and all that lie in it on the day."""
    links = snapshot.history.columns.within.on(snapshot.day)
    _, below = closure(np.array([territory], dtype=np.int32), Links(links.b, links.a, links.since, links.until, links.i))
    return marked(len(snapshot.history.nodes("territory")), below)


def below(snapshot: Snapshot, sector: int) -> Bools:
    """The sector and all below it on the day."""
    tree = tree_of(snapshot)
    found: Bools = (tree.start[:-1] >= tree.start[sector]) & (tree.start[:-1] < tree.end[sector])
    return found


def marked(size: int, which: Ints | int) -> Bools:
    """A mask of that size with these positions set."""
    found = np.zeros(size, dtype=bool)
    found[which] = True
    return found


def children(snapshot: Snapshot, sector: int) -> Ints:
    """The sectors next below one (of the roots' level where it is -1), in the order of the tree."""
    tree = tree_of(snapshot)
    start, end = tree.start[:-1], tree.end[:-1]
    order = np.argsort(start, kind="stable")
    found, column = [], int(start[sector]) + 1 if sector >= 0 else 0
    last = int(end[sector]) if sector >= 0 else len(order)
    while column < last:
        found.append(int(order[column]))
        column = int(end[order[column]])
    return np.array(found, dtype=np.int32)
