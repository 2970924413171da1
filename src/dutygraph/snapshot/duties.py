"""Duties in force on a day: who carries each, in which mode, where, and on which post it rests."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ..vocabulary import MODES
from .bearers import NO_TERRITORY, OBJECT_DANGLING, REACHES, SECTOR_DANGLING, TERRITORY_DANGLING, WHY
from .columns import Bytes, Columns
from .days import MIN, Bools, Ints, in_force
from .posts import STATES
from .seats import Seats

if TYPE_CHECKING:
    import pandas as pd

    from .day import Snapshot


_NOT_ROWS = {"tset_start", "tset_ids", "epoch", "why_words"}


@dataclass(frozen=True, slots=True)
class Carried:
    """Duties of a day in arrays: one entry for each duty and living body that carries it (two where the former body was split)."""

    i: Ints
    body: Ints
    counts_as: Ints
    mode: Bytes
    sector: Ints
    object: Ints
    tset: Ints
    part: Ints
    """-1 for the duty's whole matter; else the sector, below it, for which another post of the body answers."""
    post: Ints
    state: Bytes
    by_portfolio: Bools
    why: Bytes
    tset_start: Ints
    tset_ids: Ints
    epoch: int
    """Which stretch between two changes the day is in: all days of one epoch have the same duties."""
    why_words: tuple[str, ...] = WHY

    def __len__(self) -> int:
        return len(self.i)

    def whole(self) -> Carried:
        """Without the parts."""
        keep = self.part == -1
        kept = {each.name: getattr(self, each.name)[keep] for each in fields(self) if each.name not in _NOT_ROWS}
        return replace(self, **kept)

    def territories(self, tset: int) -> Ints:
        """The territories of a set."""
        return self.tset_ids[self.tset_start[tset]:self.tset_start[tset + 1]] if tset >= 0 else self.tset_ids[:0]


def carried(columns: Columns, seats: Seats, day: int) -> Carried:
    """The duties in force on the day, each with who carries it."""
    duty = np.flatnonzero(in_force(columns.d_since, columns.d_until, day))
    now = np.flatnonzero(in_force(seats.since, seats.until, day))
    seat = seats.seat[now]
    size = int(seats.of_duty.max()) + 1 if len(seats.of_duty) else 0
    count = np.bincount(seat, minlength=size)
    first = np.cumsum(count) - count
    which = seats.of_duty[duty]
    if len(count) and count.max() > 1:
        often = count[which]
        duty = np.repeat(duty, often)
        start = np.repeat(np.cumsum(often) - often, often)
        piece = now[np.repeat(first[which], often) + np.arange(len(duty)) - start]
    else:
        piece = now[first[which]]
    stated, sector, by_name = seats.tset[duty], columns.d_sector[duty], columns.d_object[duty]
    tset = np.where(columns.d_territory[duty] == -1, seats.governed[piece], stated)
    return Carried(
        duty.astype(np.int32), seats.body[piece], seats.counts_as[piece], seats.mode[duty].astype(np.uint8), sector, by_name, tset, seats.part[piece], seats.post[piece],
        seats.state[piece].astype(np.uint8), seats.by_portfolio[piece], _why(seats.why[piece], columns.d_territory[duty], sector, by_name, tset),
        seats.tset_start, seats.tset_ids, int(np.searchsorted(seats.cuts, day, side="right")))


def _why(bearer: Ints, territory: Ints, sector: Ints, by_name: Ints, tset: Ints) -> Bytes:
    """Why a duty reaches nothing; 0 where it reaches."""
    why = bearer.astype(np.uint8)
    fine, unnamed = why == REACHES, by_name == -1
    why[fine & unnamed & (tset == -1)] = NO_TERRITORY
    why[fine & unnamed & (territory == -2)] = TERRITORY_DANGLING
    why[fine & unnamed & (sector == -2)] = SECTOR_DANGLING
    why[fine & (by_name == -2)] = OBJECT_DANGLING
    return why


_KEPT = ("bearer", "sector", "object", "lead", "hazard", "permit", "matter", "document", "clause", "level", "since", "until")


def duties_frame(snapshot: Snapshot) -> pd.DataFrame:
    """The duties of the day as people read them; a duty that reaches nothing says why."""
    import pandas as pd

    from .frames import to_frame

    found, history = snapshot.carried.whole(), snapshot.history
    columns = history.columns
    table = history.table("duty")
    stated = to_frame(table.select([*_KEPT]), found.i)
    bodies, posts, places = history.nodes("body").ids, history.nodes("post").ids, history.nodes("territory").ids
    held = holders_of(columns, snapshot.day, history.nodes("person").ids)
    sets = [tuple(str(places[at]) for at in found.territories(tset)) for tset in range(len(found.tset_start) - 1)]
    data: dict[str, Any] = {
        "i": found.i, "bearer": stated["bearer"], "body": _ids(bodies, found.body), "counts_as": _ids(bodies, found.counts_as),
        "mode": _modes(found.mode), "stated_mode": _modes(columns.d_mode[found.i]),
        "sector": stated["sector"], "object": stated["object"], "territories": _objects([sets[at] if at >= 0 else () for at in found.tset.tolist()]),
        "territory_stated": columns.d_territory[found.i] != -1, **{name: stated[name] for name in _KEPT[3:]},
        "post": _ids(posts, found.post), "holders": _objects([held.get(at, ()) for at in found.post.tolist()]),
        "state": [STATES[at] for at in found.state.tolist()], "by_portfolio": found.by_portfolio, "why": [WHY[at] for at in found.why.tolist()],
        "since_unknown": columns.d_since[found.i] == MIN,
    }
    return pd.DataFrame({name: values if isinstance(values, pd.Series | np.ndarray) else pd.Series(values, dtype=object) for name, values in data.items()})


def holders_of(columns: Columns, day: int, people: Any) -> dict[int, tuple[str, ...]]:
    """Who holds each post on the day, by post."""
    holds = columns.holds.on(day)
    found: dict[int, tuple[str, ...]] = {}
    for post, person in zip(holds.a.tolist(), holds.b.tolist(), strict=True):
        if person >= 0 and str(people[person]) not in found.get(post, ()):
            found[post] = (*found.get(post, ()), str(people[person]))
    return found


def _modes(codes: Bytes) -> list[str | None]:
    return [MODES[at].name if at < len(MODES) else None for at in codes.tolist()]


def _ids(ids: Any, ordinals: Ints) -> pd.Series:
    import pandas as pd

    return pd.Series([ids[at] if at >= 0 else None for at in ordinals.tolist()], dtype=object)


def _objects(values: list[Any]) -> pd.Series:
    import pandas as pd

    return pd.Series(values, dtype=object)


