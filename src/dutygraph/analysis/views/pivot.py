"""Objects counted by township and sector: where each stands, one count for each cell and total, and the filter that lists it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ...errors import UsageError
from ...snapshot.coverage import Coverage
from ...snapshot.days import Ints
from ...snapshot.grid import standings
from ...vocabulary import Term
from .said import NONE, STATES, Word
from .selection import catch_all, ordinal, states_of
from .standing import below, children, town_of, tree_of, within

if TYPE_CHECKING:
    from ...snapshot import Snapshot

MEASURES: tuple[Term, ...] = (
    Term("objects", "对象数", "objects", "E01-E13"),
    Term("unsupervised", "失控漏管", "unsupervised", "P01"),
    Term("vacant", "职务空缺", "vacant", "B02"),
    Term("inherited", "间接覆盖", "inherited", "B13"),
    Term("direct", "直接覆盖", "direct", "B12, B13"),
    Term("exempt", "依法豁免", "exempt", "N25"),
    Term("catch_all", "仅有兜底监管", "catch-all only", "P06"),
)
"""What a matrix can show in its cells."""
COLUMNS = ("own", "top")
WIDEST = 400
"""More columns than this are refused: nobody reads them."""
WIDE = 40
"""With more sectors in use than this, sectors are rolled up to their roots unless the reader asks otherwise."""
_NO_PLACE, _NO_SECTOR = ("未标明场所", "no place stated"), ("未标明领域", "no sector stated")
MEASURE_WORDS = tuple(Word(term.name, term.zh, term.en) for term in MEASURES)
_SIZE = len(STATES) + 1


@dataclass(frozen=True, slots=True)
class Cell:
    """Counts of one cell, row, column or total, and the filter that lists what ``value`` counts."""

    objects: int
    states: Mapping[str, int]
    catch_all: int
    value: int
    share: float
    filter: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column(Cell):
    """A sector with its total; ``id`` is *none* for objects without a sector."""

    id: str
    kind: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class MatrixRow(Cell):
    """A township with its total and its cells, one for each column; None where it has no object."""

    id: str
    kind: str
    name: str
    name_en: str
    cells: tuple[Cell | None, ...]


class Pivot:
    """Objects counted by row and column: first each object's rows and columns, then one count for each cell and total."""

    def __init__(self, coverage: Coverage, objects: Ints, words: dict[str, Any], measure: str) -> None:
        self.coverage = coverage
        self.snapshot = coverage.snapshot
        self.objects = objects
        self.words = words
        self.measure = measure
        states = states_of(coverage, words.get("mode"))
        self.state = states[objects].astype(np.int64)
        self.net = catch_all(coverage)[objects]
        self.by = ""
        self.row_ids: list[int] = []
        self.column_ids: list[int] = []
        self.of = self.often = self.row = self.column = np.zeros(0, dtype=np.int64)

    def stand(self, columns: str | None, territory: str | None, sector: str | None) -> None:
        """Where each object stands: (object, row, column), each once; rows and columns as positions of what is shown."""
        which, place, own = _standings(self.coverage)
        at = np.searchsorted(self.objects, which)
        inside = np.append(self.objects, -1)[at] == which
        at, place, own = at[inside], place[inside], own[inside]
        row = np.append(town_of(self.snapshot), -1)[place]
        if territory and territory != NONE:
            inside = np.append(within(self.snapshot, ordinal(self.snapshot, "territory", territory)), False)[place]
            at, row, own = at[inside], row[inside], own[inside]
        column = self._columns(own, columns, sector)
        keep = column > -2
        at, row, column = at[keep], row[keep], column[keep]
        # No place and no sector come last.
        rows = np.unique(row).tolist()
        self.row_ids = [*(each for each in rows if each >= 0), *([-1] if -1 in rows else [])]
        start = tree_of(self.snapshot).start
        self.column_ids = sorted(np.unique(column).tolist(), key=lambda each: int(start[each]))
        rows_at = {each: place for place, each in enumerate(self.row_ids)}
        columns_at = {each: place for place, each in enumerate(self.column_ids)}
        self.of = at.astype(np.int64)
        self.often = np.bincount(self.of, minlength=len(self.objects))
        self.row = _mapped(row, rows_at)
        self.column = _mapped(column, columns_at)

    def _columns(self, own: Ints, columns: str | None, sector: str | None) -> Ints:
        """The column of each standing: the sector itself, or the one of the level shown that it lies in; -1 without sector, -2 for what is not shown."""
        size = len(self.snapshot.history.nodes("sector"))
        if sector and sector != NONE:
            self.by = "children"
            at = ordinal(self.snapshot, "sector", sector)
            return _rolled(self.snapshot, np.append(children(self.snapshot, at), at), at, size)[own]
        used = len(np.unique(own))
        if columns == "own" and used > WIDEST:
            raise UsageError(f"{used} sectors are too many columns.", where="columns", advice="Open one sector with sector=, or take columns=top.")
        self.by = columns or ("top" if used > WIDE else "own")
        return own if self.by == "own" else _rolled(self.snapshot, children(self.snapshot, -1), -1, size)[own]

    def _counts(self, group: npt.NDArray[np.int64], groups: int) -> npt.NDArray[np.int64]:
        """For each group its objects by state, each object once, and those with catch-all supervision only."""
        several = self.often[self.of] > 1
        wide = max(len(self.objects), 1)
        once = np.unique(group[several] * wide + self.of[several])
        of, at = np.concatenate([group[~several], once // wide]), np.concatenate([self.of[~several], once % wide])
        counts = np.bincount(of * _SIZE + self.state[at], minlength=groups * _SIZE).reshape(-1, _SIZE)
        counts[:, -1] = np.bincount(of[self.net[at]], minlength=groups)
        return counts

    def _cell(self, counts: list[int], **where: Any) -> dict[str, Any]:
        states = {each.name: count for each, count in zip(STATES, counts, strict=False)}
        objects = sum(counts[:-1])
        value = {"objects": objects, "catch_all": counts[-1], "unsupervised": counts[0]}.get(self.measure, states.get(self.measure, 0))
        return {"objects": objects, "states": states, "catch_all": counts[-1], "value": value, "share": round(value / objects, 6) if objects else 0.0, "filter": self._filter(where)}

    def _filter(self, where: Mapping[str, Any]) -> dict[str, Any]:
        words = {**self.words, **where}
        if self.measure not in ("objects", "catch_all"):
            return {**words, "state": "absent" if self.measure == "unsupervised" else self.measure}
        if not self.words.get("needed"):
            words.pop("mode", None)
        return {**words, "catch_all": True} if self.measure == "catch_all" else words

    def _of_row(self, at: int) -> dict[str, Any]:
        return {"town": str(self.snapshot.history.nodes("territory").ids[at]) if at >= 0 else NONE}

    def _of_column(self, at: int) -> dict[str, Any]:
        if at < 0:
            return {"sector": NONE}
        id_ = str(self.snapshot.history.nodes("sector").ids[at])
        stated = self.by == "own" or (self.by == "children" and id_ == self.words.get("sector"))
        return {"own_sector": id_} if stated else {"sector": id_}

    def _head(self, kind: str, at: int) -> dict[str, Any]:
        if at < 0:
            zh, en = _NO_PLACE if kind == "territory" else _NO_SECTOR
            return {"id": NONE, "kind": kind, "name": zh, "name_en": en}
        id_ = str(self.snapshot.history.nodes(kind).ids[at])
        name = self.snapshot.history.name(id_)
        return {"id": id_, "kind": kind, "name": name, "name_en": name}

    def columns(self) -> tuple[Column, ...]:
        """Every column with its total."""
        counts = self._counts(self.column, len(self.column_ids)).tolist()
        return tuple(Column(**self._cell(own, **self._of_column(at)), **self._head("sector", at)) for at, own in zip(self.column_ids, counts, strict=True))

    def rows(self) -> tuple[MatrixRow, ...]:
        """Every row with its total and its cells."""
        wide = len(self.column_ids)
        totals = self._counts(self.row, len(self.row_ids)).tolist()
        cells = self._counts(self.row * wide + self.column, len(self.row_ids) * wide).tolist()
        columns = [self._of_column(at) for at in self.column_ids]
        found = []
        for number, (at, own) in enumerate(zip(self.row_ids, totals, strict=True)):
            town = self._of_row(at)
            here = cells[number * wide:(number + 1) * wide]
            made = tuple(Cell(**self._cell(counts, **town, **column)) if any(counts) else None for counts, column in zip(here, columns, strict=True))
            found.append(MatrixRow(**self._cell(own, **town), **self._head("territory", at), cells=made))
        return tuple(found)

    def total(self) -> Cell:
        """All objects, each once."""
        return Cell(**self._cell(self._counts(np.zeros(len(self.of), dtype=np.int64), 1)[0].tolist()))


def _standings(coverage: Coverage) -> tuple[Ints, Ints, Ints]:
    """Every place and sector of every counted object, kept with the day."""
    key = ("standings", coverage.kinds)
    memo = coverage.snapshot.memo
    if key not in memo:
        objects = np.flatnonzero(coverage.population).astype(np.int32)
        at, place, sector = standings(coverage.snapshot.history.columns, objects, coverage.snapshot.day)
        memo[key] = objects[at], place, sector
    found: tuple[Ints, Ints, Ints] = memo[key]
    return found


def _mapped(values: npt.NDArray[Any], places: Mapping[int, int]) -> npt.NDArray[np.int64]:
    known, inverse = np.unique(values, return_inverse=True)
    mapped = np.array([places[each] for each in known.tolist()], dtype=np.int64)
    return mapped[inverse.reshape(-1)] if len(known) else np.zeros(0, dtype=np.int64)


def _rolled(snapshot: Snapshot, shown: Ints, top: int, size: int) -> Ints:
    """For each sector (and, last, for none) the shown one that it lies in; -1 for none of a whole county, -2 for what is not shown."""
    found = np.full(size + 1, -2, dtype=np.int32)
    if top < 0:
        found[-1] = -1
    for each in shown.tolist():
        if each == top:
            found[each] = each
        else:
            found[:-1][below(snapshot, each)] = each
    return found
