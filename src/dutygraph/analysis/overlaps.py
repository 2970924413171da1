"""Overlaps without a lead (多头监管): two or more bodies hold the same duty over the same objects, and no document says who leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..findings import Finding
from ..snapshot.days import Bools, Ints
from ..vocabulary import LEADS, MODES
from .entry import Answer
from .pairs import Longs, Pairs, closure, reached, split
from .population import Objects, population
from .principal import supervising
from .words import MOST, cites, count_en, en, ordered, some, worst, zh

if TYPE_CHECKING:
    from ..snapshot import Snapshot

_MODE = [term.name for term in MODES]
_LEAD = [term.name for term in LEADS].index("lead")
_NOT_SUPERVISION = ("guidance", "registration", "national")
_TIERED = ("comprehensive", "territorial")
"""Modes in which a body and the body above it both answer by design (分级监管, B12): the two do not compete."""


def overlaps(snapshot: Snapshot, asked: dict[str, Any]) -> Answer:
    """For each mode and matter (sector, hazard, permit): sets of two or more distinct bodies that reach the same objects with no lead among them.

    A station is its bureau and a delegate the delegating body. ``out_of`` counts the sets of bodies, of one or more, by mode and matter.
    """
    pairs = reached(snapshot, population(snapshot, asked["kinds"]), _considered(snapshot, asked["mode"]))
    matter = _matters(snapshot)[pairs.duty]
    bearer = snapshot.carried.counts_as[pairs.duty]
    order = np.lexsort((bearer, matter, pairs.object))
    pairs, matter, bearer = pairs.where(order), matter[order], bearer[order]
    start = np.flatnonzero(np.diff(pairs.object, prepend=-1) != 0) if len(order) else np.zeros(0, dtype=np.int64)
    start = np.union1d(start, np.flatnonzero(np.diff(matter, prepend=-1) != 0))
    cell = np.zeros(len(order), dtype=np.int64)
    cell[start] = 1
    cell = np.cumsum(cell) - 1
    sets = _sets(cell, bearer, len(start))
    whole = np.unique(np.column_stack([matter[start].astype(np.uint64), sets]), axis=0)
    several = _several(cell, bearer, len(start)) & ~_led(snapshot, pairs, cell, len(start))
    chosen = np.flatnonzero(several[cell])
    _, group = np.unique(np.column_stack([matter[chosen].astype(np.uint64), sets[cell[chosen]]]), axis=0, return_inverse=True)
    return Answer(_findings(snapshot, pairs.where(chosen), group.reshape(-1)), len(whole), "matter and bodies")


def _considered(snapshot: Snapshot, mode: str | None) -> Bools:
    carried = snapshot.carried
    out = [_MODE.index(each) for each in _NOT_SUPERVISION]
    chosen = ~np.isin(carried.mode, out) if mode is None else carried.mode == _MODE.index(mode)
    kept: Bools = chosen & supervising(snapshot) & (carried.counts_as >= 0)
    return kept


def _matters(snapshot: Snapshot) -> Longs:
    """For each duty in force the number of its mode and matter."""
    columns, carried = snapshot.history.columns, snapshot.carried
    rows = carried.i
    keys = np.column_stack([carried.mode, carried.sector, columns.d_hazard[rows], columns.d_permit[rows]])
    return np.unique(keys, axis=0, return_inverse=True)[1].reshape(-1).astype(np.int64)


def _sets(cell: Longs, bearer: Ints, count: int) -> np.ndarray[Any, np.dtype[np.uint64]]:
    """For each cell (object and matter) a number that stands for its set of bearers: the sum of one random number for each."""
    first = np.flatnonzero((np.diff(cell, prepend=-1) != 0) | (np.diff(bearer, prepend=-1) != 0))
    numbers = np.random.default_rng(20141103).integers(1, 2**63, int(bearer.max()) + 1 if len(bearer) else 0, dtype=np.uint64)
    found = np.zeros(count, dtype=np.uint64)
    np.add.at(found, cell[first], numbers[bearer[first]])
    return found


def _several(cell: Longs, bearer: Ints, count: int) -> Bools:
    first = np.flatnonzero((np.diff(cell, prepend=-1) != 0) | (np.diff(bearer, prepend=-1) != 0))
    found: Bools = np.bincount(cell[first], minlength=count) > 1
    return found


def _led(snapshot: Snapshot, pairs: Pairs, cell: Longs, count: int) -> Bools:
    led = np.zeros(count, dtype=bool)
    led[cell[snapshot.history.columns.d_lead[snapshot.carried.i[pairs.duty]] == _LEAD]] = True
    return led


def _findings(snapshot: Snapshot, pairs: Pairs, group: Longs) -> list[Finding]:
    objects = Objects(snapshot, pairs.object)
    superiors = _superiors(snapshot)
    findings = []
    for each in split(group):
        chosen = pairs.where(each)
        bodies = np.unique(snapshot.carried.counts_as[chosen.duty])
        mode = _MODE[int(snapshot.carried.mode[chosen.duty[0]])]
        if mode not in _TIERED or _rivals(bodies, superiors):
            findings.append(_finding(snapshot, objects, chosen, mode))
    return ordered(findings)


def _superiors(snapshot: Snapshot) -> set[tuple[int, int]]:
    columns = snapshot.history.columns
    below, above = closure(np.arange(len(columns.b_type)), columns.part_of.on(snapshot.day))
    return {(low, high) for low, high in zip(below.tolist(), above.tolist(), strict=True) if low != high}


def _rivals(bodies: Ints, superiors: set[tuple[int, int]]) -> bool:
    """Whether two of the bodies stand beside each other, neither under the other."""
    return any((a, b) not in superiors and (b, a) not in superiors for a in bodies.tolist() for b in bodies.tolist() if a < b)


def _finding(snapshot: Snapshot, objects: Objects, pairs: Pairs, mode: str) -> Finding:
    history, carried, columns = snapshot.history, snapshot.carried, snapshot.history.columns
    rows = np.unique(carried.i[pairs.duty])
    cited = cites(snapshot, "duty", rows.tolist())
    bodies = [str(each) for each in history.nodes("body").ids[np.unique(carried.counts_as[pairs.duty])]]
    duty, row = int(pairs.duty[0]), int(carried.i[pairs.duty[0]])
    sector = str(history.nodes("sector").ids[carried.sector[duty]]) if carried.sector[duty] >= 0 else None
    words = [columns.words[code] if code >= 0 else None for code in (int(columns.d_hazard[row]), int(columns.d_permit[row]))]
    reach = np.unique(pairs.object).tolist()
    names = [objects.name(each) for each in reach]
    what_zh = "、".join(each for each in (history.name(sector) if sector else "全部领域", *words) if each)
    what_en = ", ".join(each for each in (history.name(sector) if sector else "every sector", *words) if each)
    first = {"mode": mode, "sector": sector, "hazard": words[0], "permit": words[1], "bodies": bodies, "duties": len(rows)}
    return Finding(
        subject=sector or bodies[0], name=what_zh, severity=worst(objects.risk(each) for each in reach), key="|".join([mode, *(each or "" for each in words), *bodies]),
        zh=f"{'、'.join(map(history.name, bodies))}对{what_zh}都负有{zh(MODES, mode)}职责，没有明确牵头单位，涉及{len(reach)}个对象：{some(names, lang='zh')}。",
        en=f"{', '.join(map(history.name, bodies))} {'both' if len(bodies) == 2 else 'all'} hold {en(MODES, mode)} duties for {what_en} and no lead is named; "
           f"{count_en(len(reach), 'object')}: {some(names, lang='en')}.",
        facts={**first, "objects": len(reach), "sample": [objects.id(each) for each in reach[:MOST]]}, evidence=tuple(cited.values())[:MOST])
