"""Acted in time: whether the bearer of a duty, its stations, its delegates or the bodies that it replaced did for an object what is due."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ..law import Frequency
from ..vocabulary import ACTS, BODY_TYPES, MODES
from .bearers import Bearers
from .days import MIN, Bools, Ints, number
from .grid import Index, Plan, Points, Rectangles
from .reach import day_points, duty_plan, has_hazard
from .ruling import OWN_HAZARD, ruling
from .spread import rectangles, spread

if TYPE_CHECKING:
    from .day import Snapshot

_DELEGATED = next(place for place, term in enumerate(MODES) if term.name == "delegated")
_STATION = next(place for place, term in enumerate(BODY_TYPES) if term.name == "station")


def done_for(snapshot: Snapshot, chosen: Bools, full: Bools, objects: Ints, due: list[tuple[Frequency, Bools]]) -> Bools:
    """Which of the objects have one duty, of the full ones among those chosen, whose bearer did for them all that is due."""
    credit, spot = _credit(snapshot), np.full(len(snapshot.history.columns.o_type), -1, dtype=np.int64)
    spot[objects] = np.arange(len(objects))
    bodies = len(snapshot.history.columns.b_type)
    owes = np.zeros(len(objects), dtype=np.int64)
    counted: list[npt.NDArray[np.int64]] = []
    for frequency, owed in due:
        owes += owed[objects]
        body, of = _acts(snapshot, frequency, credit)
        here = (spot[of] >= 0) & owed[of]
        pair, times = np.unique(spot[of[here]] * bodies + body[here], return_counts=True)
        counted.append(pair[times >= frequency.minimum])
    pair, met = np.unique(np.concatenate(counted), return_counts=True)
    pair = pair[met == owes[pair // bodies]]
    at, body = pair // bodies, (pair % bodies).astype(np.int32)
    found = np.zeros(len(objects), dtype=bool)
    found[at[_bears(snapshot, chosen, full, objects[at], body)]] = True
    return found


def _acts(snapshot: Snapshot, frequency: Frequency, credit: tuple[Ints, Ints, Ints]) -> tuple[Ints, Ints]:
    """The acts of the right kind within the window, as pairs of body credited and object."""
    columns = snapshot.history.columns
    low, high = np.searchsorted(columns.a_day, [number(months_before(snapshot.as_of, frequency.months)), snapshot.day], side="right")
    kinds = [place for place, term in enumerate(ACTS) if term.name in frequency.acts]
    window = np.arange(low, high)
    fits = np.isin(columns.a_type[window], kinds) & (columns.a_object[window] >= 0) & (columns.a_body[window] >= 0) & (columns.a_day[window] != MIN)
    window = window[fits]
    first, count, bodies = credit
    actor = columns.a_body[window]
    one = np.repeat(np.arange(len(window)), count[actor])
    at = np.repeat(first[actor] - (np.cumsum(count[actor]) - count[actor]), count[actor]) + np.arange(len(one))
    return bodies[at], columns.a_object[window[one]]


def _credit(snapshot: Snapshot) -> tuple[Ints, Ints, Ints]:
    """To whose credit the acts of each body go: itself or its living successors, the bureau of a station, those on whose behalf it acts; as (first, count, bodies)."""
    if "credit" not in snapshot.memo:
        snapshot.memo["credit"] = _compile_credit(snapshot)
    found: tuple[Ints, Ints, Ints] = snapshot.memo["credit"]
    return found


def _compile_credit(snapshot: Snapshot) -> tuple[Ints, Ints, Ints]:
    columns, carried, memo = snapshot.history.columns, snapshot.carried, snapshot.history.memo
    if "bearers" not in memo:
        memo["bearers"] = Bearers(columns)
    bearers: Bearers = memo["bearers"]
    behalf: dict[int, set[int]] = {}
    delegated = (columns.d_mode[carried.i] == _DELEGATED) & (carried.body >= 0) & (carried.counts_as >= 0)
    for body, bureau in zip(carried.body[delegated].tolist(), carried.counts_as[delegated].tolist(), strict=True):
        behalf.setdefault(body, set()).add(bureau)
    credited = []
    for actor in range(len(columns.b_type)):
        living = bearers.living(actor, snapshot.day)
        stations = [body for body in living if columns.b_type[body] == _STATION]
        bureaus = {alive for body in stations for parent in bearers.parents_on(body, snapshot.day) for alive in bearers.living(parent, snapshot.day)}
        credited.append(sorted({*living, *bureaus, *(bureau for body in living for bureau in behalf.get(body, ()))}))
    count = np.array([len(each) for each in credited], dtype=np.int32)
    return (np.cumsum(count) - count).astype(np.int32), count, np.array([body for each in credited for body in each], dtype=np.int32)


def _bears(snapshot: Snapshot, chosen: Bools, full: Bools, objects: Ints, body: Ints) -> Bools:
    """For each pair, whether a full entry among those chosen, which counts as the body's, reaches the object."""
    carried, rows, rule = snapshot.carried, spread(snapshot), ruling(snapshot.history)
    hazard = np.where(rule.principal[carried.i] == OWN_HAZARD, rule.hazard[carried.i], -1)
    named, size = rows.named[(chosen & full)[rows.named]], len(snapshot.history.columns.b_type)
    found = np.zeros(len(objects), dtype=bool)
    for each in np.unique(hazard[chosen]).tolist():
        fits = has_hazard(snapshot, each)[objects] if each >= 0 else np.ones(len(objects), dtype=bool)
        by_name = named[hazard[named] == each]
        found |= fits & np.isin(objects.astype(np.int64) * size + body, carried.object[by_name].astype(np.int64) * size + carried.counts_as[by_name])
        found[_on_cells(snapshot, chosen & (hazard == each), full, objects, body, np.flatnonzero(fits & ~found))] = True
    return found


def _on_cells(snapshot: Snapshot, chosen: Bools, full: Bools, objects: Ints, body: Ints, which: Index) -> Index:
    """Those of the pairs whose object stands in a rectangle of a full entry that counts as the body's."""
    rows, value = spread(snapshot), full.astype(np.uint8)
    keep = chosen[rows.entry]
    plan = duty_plan(snapshot)
    found, row = rectangles(snapshot, plan, keep, value[rows.entry], value[rows.entry])
    pair, cell = _cells(day_points(snapshot, "duties", plan), plan.cell, objects, which)
    return np.unique(pair[_covered(plan, found, snapshot.carried.counts_as[rows.entry[row]], body[pair], cell)])


def _cells(several: Points, cell: Ints, objects: Ints, which: Index) -> tuple[Index, Ints]:
    """The pairs with each cell on which their object stands."""
    spot = np.full(len(cell), -1, dtype=np.int64)
    spot[several.objects] = np.arange(len(several.objects))
    at = spot[objects[which]]
    simple, several_at = which[at < 0], at[at >= 0]
    count = several.first[several_at + 1] - several.first[several_at]
    pair = np.repeat(which[at >= 0], count)
    within = np.repeat(several.first[several_at] - (np.cumsum(count) - count), count) + np.arange(len(pair))
    return np.concatenate([simple, pair]), np.concatenate([cell[objects[simple]], several.cell[within]])


def _covered(plan: Plan, marks: Rectangles, bearer: Ints, body: Ints, cell: Ints) -> Bools:
    """For each pair of body and cell, whether a rectangle of the body covers the cell."""
    order = np.argsort(bearer, kind="stable")
    first = np.searchsorted(bearer[order], body, side="left")
    count = np.searchsorted(bearer[order], body, side="right") - first
    one = np.repeat(np.arange(len(body)), count)
    mark = order[np.repeat(first - (np.cumsum(count) - count), count) + np.arange(len(one))]
    column = cell[one] % plan.tree.width
    inside = (marks.low[mark] <= column) & (column < marks.high[mark]) & (plan.members[cell[one] // plan.tree.width] == marks.layer[mark][:, None]).any(axis=1)
    found = np.zeros(len(body), dtype=bool)
    found[one[inside]] = True
    return found


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
