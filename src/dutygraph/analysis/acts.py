"""Acts beside duties: which acts an ask is about, for which bodies an act counts, and whether an act falls under a duty.

Whose act it is: the body for which somebody acted; a station's act is also its bureau's (E17), a former body's also its successor's
(2018 reform (I1)), and what is done under a delegated power also the delegating body's (M17). Under which duty it falls: the duty must reach the
object, and the sectors of act and duty must be the same or lie on one branch.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..snapshot.columns import Links
from ..snapshot.days import MIN, Bools, Ints, number
from ..vocabulary import ACTS, BODY_TYPES
from .pairs import Longs, Pairs, closure, join, subtree
from .parameters import Within

if TYPE_CHECKING:
    from ..snapshot import Snapshot

ACT_NAMES = tuple(term.name for term in ACTS)
_STATION = next(position for position, term in enumerate(BODY_TYPES) if term.name == "station")
_POWER_ACTS = {"inspect": ("inspection",), "order": ("order",), "penalise": ("penalty",)}


def chosen(snapshot: Snapshot, *, act: str | None = None, sector: str | None = None) -> Ints:
    """Positions in the columns of the acts up to the day (of unknown day included), of one kind and in one sector where these are given."""
    columns = snapshot.history.columns
    keep = np.ones(columns.acts_until(snapshot.day), dtype=bool)
    if act is not None:
        keep &= columns.a_type[: len(keep)] == ACT_NAMES.index(act)
    if sector is not None:
        keep &= np.isin(columns.a_sector[: len(keep)], subtree(snapshot, snapshot.history.nodes("sector").ordinal(sector)))
    found: Ints = np.flatnonzero(keep).astype(np.int32)
    return found


def since(snapshot: Snapshot, acts: Ints, within: Within) -> Ints:
    """Those of the acts that fall in the period; an act of unknown day is not held against anybody."""
    if within.before is None:
        return acts
    days = snapshot.history.columns.a_day[acts]
    found: Ints = acts[(days > number(within.before)) | (days == MIN)]
    return found


@dataclass(frozen=True, slots=True)
class ByBody:
    """Acts beside the bodies whose acts they are; an act may be several bodies'."""

    act: Ints
    body: Ints


def by_body(snapshot: Snapshot, acts: Ints) -> ByBody:
    """For each act of a body: the body, its bureau where it is a station, its successors, and who delegated the power to it."""
    columns = snapshot.history.columns
    acts = acts[columns.a_body[acts] >= 0]
    actor = columns.a_body[acts]
    up = _kin(snapshot)
    start, kin = closure(actor, up)
    left, right = join(actor, start)
    rows = [np.column_stack([acts[left], kin[right]])]
    for act, below, above in _delegated_powers(snapshot):
        at, edge = join(actor, below)
        keep = columns.a_type[acts[at]] == act
        rows.append(np.column_stack([acts[at[keep]], above[edge[keep]]]))
    table = np.unique(np.concatenate(rows), axis=0)
    return ByBody(table[:, 0].astype(np.int32), table[:, 1].astype(np.int32))


def _kin(snapshot: Snapshot) -> Links:
    """Links from a body to the body whose act its act also is: station to bureau, former to successor; all that began by the day."""
    columns = snapshot.history.columns
    station = columns.part_of.where((columns.part_of.since <= snapshot.day) & (columns.part_of.a >= 0))
    station = station.where(columns.b_type[station.a] == _STATION)
    after = columns.succeeds.where(columns.succeeds.since <= snapshot.day)
    return Links(*(np.concatenate(parts) for parts in (
        (station.a, after.b), (station.b, after.a), (station.since, after.since), (station.until, after.until), (station.i, after.i))))


def _delegated_powers(snapshot: Snapshot) -> list[tuple[int, Ints, Ints]]:
    """For each kind of act: links from a body to the body that delegated to it the power for such acts."""
    powers = snapshot.frame("power")
    powers = powers[(powers["origin"] == "delegated") & powers["delegator"].notna()]
    ordinal = snapshot.history.nodes("body").ordinal
    found = []
    for power, rows in powers.groupby("power", sort=True):
        below = np.array([ordinal(each) for each in rows["body"]], dtype=np.int32)
        above = np.array([ordinal(each) for each in rows["delegator"]], dtype=np.int32)
        known = (below >= 0) & (above >= 0)
        found += [(ACT_NAMES.index(act), below[known], above[known]) for act in _POWER_ACTS[str(power)]]
    return found


def related(snapshot: Snapshot, act_sector: Ints, duty_sector: Ints) -> Bools:
    """Whether an act's stated sector and a duty's lie on one branch; a duty without a sector covers every one."""
    start, above = closure(np.unique(np.concatenate([act_sector, duty_sector])), snapshot.history.columns.s_parent.on(snapshot.day))
    base = len(snapshot.history.nodes("sector").ids) + 1
    branch = start.astype(np.int64) * base + above
    one, other = act_sector.astype(np.int64), duty_sector.astype(np.int64)
    fits = np.isin(one * base + other, branch) | np.isin(other * base + one, branch)
    found: Bools = (duty_sector == -1) | ((act_sector >= 0) & (duty_sector >= 0) & fits)
    return found


@dataclass(frozen=True, slots=True)
class Matches:
    """Positions in ``Pairs`` beside acts that fall under them."""

    pair: Longs
    act: Ints


def matches(snapshot: Snapshot, pairs: Pairs, acts: Ints, by: str) -> Matches:
    """Every act that falls under a pair of duty and object, done by its bearer or, with ``by`` anyone, by whoever.

    An act that states no sector falls under a duty over a sector; under a duty that names the object for one matter it falls only where
    the bearer itself acted, for then its record is about that duty.
    """
    own = _of_bearer(snapshot, pairs, acts)
    if by == "bearer":
        return own
    columns = snapshot.history.columns
    pair, at = join(pairs.object, columns.a_object[acts])
    act = acts[at]
    sector = snapshot.carried.sector[pairs.duty[pair]]
    named = snapshot.carried.object[pairs.duty[pair]] >= 0
    fits = related(snapshot, columns.a_sector[act], sector) | ((columns.a_sector[act] < 0) & ~named)
    return _together(Matches(pair[fits], act[fits]), own)


def _of_bearer(snapshot: Snapshot, pairs: Pairs, acts: Ints) -> Matches:
    columns, carried = snapshot.history.columns, snapshot.carried
    whose = by_body(snapshot, acts[columns.a_object[acts] >= 0])
    base = len(snapshot.history.nodes("body").ids) + 1
    acted = columns.a_object[whose.act].astype(np.int64) * base + whose.body
    found = []
    for bearer in (carried.counts_as[pairs.duty], carried.body[pairs.duty]):
        pair, at = join(np.where(bearer >= 0, pairs.object.astype(np.int64) * base + bearer, -1), acted)
        found.append(Matches(pair, whose.act[at]))
    both = _together(*found)
    sector = columns.a_sector[both.act]
    fits = (sector < 0) | related(snapshot, sector, carried.sector[pairs.duty[both.pair]])
    return Matches(both.pair[fits], both.act[fits])


def _together(*parts: Matches) -> Matches:
    code = np.unique(np.concatenate([part.pair.astype(np.int64) << 32 | part.act.astype(np.int64) for part in parts]))
    return Matches(code >> 32, (code & 0xFFFFFFFF).astype(np.int32))
