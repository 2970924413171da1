"""How deep the supervision of each object goes: clause, body, post, filled, portfolio, acted in time, on its best principal duty."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..law import Frequency
from ..vocabulary import MODES, OBJECT_TYPES, RISKS
from .acting import done_for
from .columns import NOT_STATED, SEVERAL, Bytes
from .days import Bools
from .posts import NOT_LOADED
from .posts import VACANT as POST_VACANT
from .reach import Marks, by_owner, reached
from .ruling import NEVER, ruling
from .spread import spread

if TYPE_CHECKING:
    from .day import Snapshot

PORTFOLIO, ACTED = 5, 6
"""The last rung before acts are looked at, and the top."""
NO_CAP = 255


def entry_rungs(snapshot: Snapshot) -> Bytes:
    """For each entry of `Carried`, how many rungs hold before acts are looked at: 0 to 5."""
    carried = snapshot.carried
    rung = np.full(len(carried), PORTFOLIO, dtype=np.uint8)
    rung[~carried.by_portfolio] = 4
    rung[carried.state == POST_VACANT] = 3
    rung[(carried.post < 0) | (carried.state == NOT_LOADED)] = 2
    rung[carried.body < 0] = 1
    rung[~snapshot.history.columns.d_clause[carried.i]] = 0
    return rung


def rungs(snapshot: Snapshot) -> Bytes:
    """For each object, how many rungs hold on its best principal duty; 0 also where it has none."""
    carried = snapshot.carried
    principal, rung = ruling(snapshot.history).principal[carried.i] != NEVER, entry_rungs(snapshot)
    found = reached(snapshot, marks(snapshot, principal, rung, NO_CAP))
    full = principal & (rung == PORTFOLIO)
    for mode in np.unique(carried.mode[full]).tolist():
        found[_in_time(snapshot, mode, principal & (carried.mode == mode), full)] = ACTED
    by_owner(snapshot, NO_CAP, found)
    return found


def marks(snapshot: Snapshot, chosen: Bools, value: Bytes, cap: int) -> Marks:
    """Principal duties that are chosen, each with its value wherever it reaches."""
    rows = spread(snapshot)
    named, on_rows = rows.named[chosen[rows.named]], value[rows.entry]
    return Marks(chosen[rows.entry], on_rows, on_rows, named, value[named], cap, True)


def _in_time(snapshot: Snapshot, mode: int, chosen: Bools, full: Bools) -> Bools:
    """Which objects a chosen duty (all of one mode) reaches with all other rungs, so that nothing is due to them or all that is due was done."""
    done = reached(snapshot, marks(snapshot, chosen, full.astype(np.uint8), 0)).astype(bool)
    due = due_to(snapshot, MODES[mode].name)
    owed = np.flatnonzero(done & np.logical_or.reduce([of for _, of in due])).astype(np.int32) if due else np.zeros(0, dtype=np.int32)
    if len(owed):
        done[owed] = done_for(snapshot, chosen, full, owed, due)
    return done


def due_to(snapshot: Snapshot, mode: str) -> list[tuple[Frequency, Bools]]:
    """What a duty of the mode owes to which objects, by kind and risk class."""
    columns, found = snapshot.history.columns, []
    for frequency in snapshot.rules.frequencies_per_object:
        if frequency.modes and mode not in frequency.modes:
            continue
        kinds = [not frequency.kinds or term.name in frequency.kinds for term in OBJECT_TYPES]
        owed = np.array([*kinds, *[not frequency.kinds] * (256 - len(kinds))])[columns.o_type]
        if frequency.risks:
            owed &= np.array([*(term.name in frequency.risks for term in RISKS), *[False] * (256 - len(RISKS))])[risk_on(snapshot)]
        found.append((frequency, owed))
    return found


def risk_on(snapshot: Snapshot) -> Bytes:
    """The risk class of each object that day, as its place in RISKS; 255 where none is stated."""
    risk = snapshot.history.columns.risk
    found = np.where(risk.one >= 0, risk.one, NOT_STATED).astype(np.uint8)
    if (risk.one == SEVERAL).any():
        many = risk.many.on(snapshot.day)
        found[many.a] = many.b
    return found
