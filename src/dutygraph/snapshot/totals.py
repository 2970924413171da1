"""Counts of coverage: by kind, by mode against need, by depth, by reason, and by township and sector."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..vocabulary import MODES, OBJECT_TYPES
from .columns import Bytes, Links
from .days import Ints
from .grid import standings
from .terms import ABSENT, REASONS, RUNGS, STATES, VACANT

if TYPE_CHECKING:
    import pandas as pd

    from .coverage import Coverage
    from .day import Snapshot

KEYS = ("territory", "sector")
"""By what coverage can be broken down."""
_ROWS = {"township", "street", "zone"}
"""Kinds of territory that make a row: a village is counted with its township."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Objects of one kind (``all`` for the total), by their overall state."""

    kind: str
    out_of: int
    states: Mapping[str, int]
    unsupervised: int
    vacant: int


@dataclass(frozen=True, slots=True)
class ModeTally:
    """One mode: how many objects need it, the states of all objects, and of those that need it."""

    mode: str
    needed: int
    states: Mapping[str, int]
    needed_states: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Totals:
    """All counts of one coverage. ``depth`` counts objects by their first broken rung, the empty word where none is broken; ``reasons`` the unsupervised."""

    out_of: int
    total: Tally
    by_kind: tuple[Tally, ...]
    modes: tuple[ModeTally, ...]
    depth: Mapping[str, int]
    reasons: Mapping[str, int]
    posts_loaded: bool
    acts_loaded: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """Objects of a township, of a sector, or of both; an empty id stands for those without one."""

    territory: str
    territory_name: str
    sector: str
    sector_name: str
    out_of: int
    states: Mapping[str, int]
    unsupervised: int
    vacant: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Coverage by township, sector or both. An object with several places or sectors is counted in each of its cells, so cells do not add up to ``out_of``."""

    keys: tuple[str, ...]
    out_of: int
    cells: tuple[Cell, ...]

    def frame(self) -> pd.DataFrame:
        """One row for each cell."""
        import pandas as pd

        columns = [name for key in self.keys for name in (key, f"{key}_name")]
        rows = [{**{name: getattr(cell, name) for name in columns}, "out_of": cell.out_of, **cell.states, "unsupervised": cell.unsupervised} for cell in self.cells]
        return pd.DataFrame(rows, columns=[*columns, "out_of", *(term.name for term in STATES), "unsupervised"])


def totals(coverage: Coverage) -> Totals:
    """All counts over the population of a coverage."""
    of, types = coverage.population, coverage.snapshot.history.columns.o_type
    tallies = [_tally(term.name, coverage.overall[of & (types == place)]) for place, term in enumerate(OBJECT_TYPES) if term.name in coverage.kinds]
    modes = []
    for term in MODES:
        state, need = coverage.state(term.name), coverage.needs(term.name)
        modes.append(ModeTally(term.name, int(need.sum()), _states(state[of]), _states(state[need])))
    broken = np.bincount(coverage.rung[of], minlength=len(RUNGS) + 1).tolist()
    reasons = np.bincount(coverage.reason[coverage.unsupervised], minlength=len(REASONS)).tolist()
    history = coverage.snapshot.history
    return Totals(coverage.out_of, _tally("all", coverage.overall[of]), tuple(tallies), tuple(modes),
                  {**{term.name: count for term, count in zip(RUNGS, broken, strict=False)}, "": broken[-1]},
                  {term.name: count for term, count in zip(REASONS, reasons, strict=True) if term.name},
                  bool((history.columns.p_body >= 0).any()), len(history.columns.a_day) > 0)


def _tally(kind: str, overall: Bytes) -> Tally:
    states = _states(overall)
    return Tally(kind, len(overall), states, states[STATES[ABSENT].name], states[STATES[VACANT].name])


def _states(found: Bytes) -> dict[str, int]:
    return dict(zip((term.name for term in STATES), np.bincount(found, minlength=len(STATES)).tolist(), strict=True))


def matrix(coverage: Coverage, keys: tuple[str, ...]) -> Matrix:
    """Counts by the keys, in order of ids; cells without objects are left out."""
    snapshot = coverage.snapshot
    objects = np.flatnonzero(coverage.population).astype(np.int32)
    at, place, sector = standings(snapshot.history.columns, objects, snapshot.day)
    territory = row_of_territory(snapshot, place) if "territory" in keys else np.full(len(at), -1, np.int32)
    sector = sector if "sector" in keys else np.full(len(at), -1, np.int32)
    wide = len(snapshot.history.nodes("sector").ids) + 1
    code = (territory.astype(np.int64) + 1) * wide + sector + 1
    once = np.unique(code * max(len(objects), 1) + at)
    code, at = once // max(len(objects), 1), once % max(len(objects), 1)
    known, cell = np.unique(code, return_inverse=True)
    counts = np.bincount(cell * len(STATES) + coverage.overall[objects[at]], minlength=len(known) * len(STATES)).reshape(-1, len(STATES))
    cells = (_cell(snapshot, each // wide - 1, each % wide - 1, row) for each, row in zip(known.tolist(), counts.tolist(), strict=True))
    return Matrix(keys, coverage.out_of, tuple(cells))


def _cell(snapshot: Snapshot, territory: int, sector: int, counts: list[int]) -> Cell:
    history = snapshot.history
    places, sectors = history.nodes("territory").ids, history.nodes("sector").ids
    place, what = str(places[territory]) if territory >= 0 else "", str(sectors[sector]) if sector >= 0 else ""
    states = dict(zip((term.name for term in STATES), counts, strict=True))
    return Cell(place, history.name(place) if place else "", what, history.name(what) if what else "", sum(counts), states, counts[ABSENT], counts[VACANT])


def row_of_territory(snapshot: Snapshot, places: Ints) -> Ints:
    """The township, street or zone of each place: itself, else the nearest that contains it; the place itself where none does, -1 for none."""
    history = snapshot.history
    frame, nodes = snapshot.frame("territory"), history.nodes("territory")
    rows = {nodes.ordinal(each) for each, kind in zip(frame["id"], frame["type"], strict=True) if kind in _ROWS}
    found = np.arange(-1, len(nodes.ids), dtype=np.int32)
    for place in np.unique(places[places >= 0]).tolist():
        found[place + 1] = _nearest(place, rows, history.columns.within.on(snapshot.day))
    return found[places + 1]


def _nearest(place: int, rows: set[int], within: Links) -> int:
    seen, level = {place}, [place]
    while level:
        if hit := sorted(rows.intersection(level)):
            return hit[0]
        above = within.b[np.isin(within.a, level)].tolist()
        level = [each for each in dict.fromkeys(above) if each not in seen]
        seen.update(level)
    return place


def as_plain(value: Any) -> Any:
    """Dataclasses of this module as plain dicts, for JSON."""
    if hasattr(value, "__dataclass_fields__"):
        return {name: as_plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, tuple):
        return [as_plain(each) for each in value]
    return dict(value) if isinstance(value, Mapping) else value


