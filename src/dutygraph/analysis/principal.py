"""Which pairs of a duty and an object can carry supervision (主要监管方式): what coverage says of duties (`snapshot.ruling`), pair by pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..snapshot.days import Bools
from ..snapshot.grid import sector_tree
from ..snapshot.ruling import NEVER, OWN_HAZARD, hazard_columns, ruling
from .pairs import Pairs, join, stated

if TYPE_CHECKING:
    from ..snapshot import Snapshot


def supervising(snapshot: Snapshot) -> Bools:
    """The duties in force of bodies that supervise at all: committees and mass organisations coordinate (议事协调不是监管)."""
    return ~ruling(snapshot.history).coordinates[snapshot.carried.body] & (snapshot.carried.body >= 0)


def candidates(snapshot: Snapshot) -> Bools:
    """The duties in force that can carry supervision of some object at all."""
    kept: Bools = supervising(snapshot) & (ruling(snapshot.history).principal[snapshot.carried.i] != NEVER)
    return kept


def principal(snapshot: Snapshot, pairs: Pairs) -> Bools:
    """Which of these pairs carry supervision: as `candidates`, and a special duty only for a hazard of the object itself or of its sectors."""
    kept = candidates(snapshot)[pairs.duty]
    special = np.flatnonzero(kept & (ruling(snapshot.history).principal[snapshot.carried.i[pairs.duty]] == OWN_HAZARD))
    if len(special):
        kept[special] = _own_hazard(snapshot, pairs.where(special))
    return kept


def _own_hazard(snapshot: Snapshot, pairs: Pairs) -> Bools:
    rule, columns = ruling(snapshot.history), snapshot.history.columns
    hazard = rule.hazard[snapshot.carried.i[pairs.duty]]
    own = rule.in_set[columns.o_hazards[pairs.object], hazard] | rule.by_type[columns.o_type[pairs.object], hazard]
    holder, sector = stated(columns.sector, np.unique(pairs.object), snapshot.day)
    number, position = join(pairs.object, holder)
    of_sector = hazard_columns(snapshot.history, snapshot.day)[hazard[number], sector_tree(snapshot.history, snapshot.day).start[sector[position]]]
    own[number[of_sector]] = True
    found: Bools = own & (hazard >= 0)
    return found
