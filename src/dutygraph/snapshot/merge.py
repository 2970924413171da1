"""Several statements of one node become one node: the strongest claim level first, then the latest known; a disagreement is a problem, never silent.

Lives: a source that states a start or an end wins over one that states none. Holes between two stated periods are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ..facts import LEVELS_OF_CLAIM, Facts, Problem
from ..vocabulary import KINDS
from .columns import Links
from .days import MAX, MIN, Bools, Ints, as_date, known, numbers
from .identity import place_of
from .names import bare, listed, normal
from .resolve import Nodes

UNITED = ("aliases", "hazards")
"""Lists: what any source says is kept."""
_FREE = {"remark", "duties", "criteria"}
_LEVEL = {level: at for at, level in enumerate(LEVELS_OF_CLAIM)}


@dataclass(frozen=True, slots=True)
class Lives:
    """When the nodes of a kind exist: the hull of each life and the holes in it."""

    since: Ints
    until: Ints
    holes: Links


@dataclass(frozen=True, slots=True)
class Merged:
    """The rows of a node table in order of precedence within each node."""

    nodes: Nodes
    tables: Mapping[str, pa.Table]
    order: npt.NDArray[np.int64]
    """Row positions, sorted by ordinal, then strongest first."""
    of: Ints
    """Ordinal of each row in ``order``."""
    lead: Ints
    """The row that leads each node."""
    single: bool
    lives: Lives
    since: Ints
    until: Ints

    @property
    def table(self) -> pa.Table:
        """All statements of the kind."""
        return Facts(self.tables).table(self.nodes.kind)

    def first(self, column: str) -> npt.NDArray[Any]:
        """Row position of the first statement of each node that says something in the column; -1 where none does."""
        valid = pc.is_valid(self.table[column].combine_chunks()).to_numpy(zero_copy_only=False)
        return first_valid(self.of, self.order, valid, len(self.nodes))

    def values(self, column: str) -> pa.Array:
        """The column's value for each node."""
        rows = self.first(column)
        return self.table[column].combine_chunks().take(pa.array(rows, mask=rows < 0))

    def lists(self, column: str) -> list[tuple[str, ...]]:
        """The union of a ``;`` list over all statements of each node."""
        words = self.table[column].to_pylist()
        if self.single:
            return [listed(words[row]) for row in self.lead.tolist()]
        found: list[tuple[str, ...]] = [()] * len(self.nodes)
        for node, row in zip(self.of.tolist(), self.order.tolist(), strict=True):
            if words[row]:
                found[node] = tuple(dict.fromkeys((*found[node], *listed(words[row]))))
        return found


def precedence(table: pa.Table) -> tuple[npt.NDArray[Any], ...]:
    """Sort keys of rows, weakest key first (as ``numpy.lexsort`` wants them): level, then latest known, then latest start, then position."""
    level = table["level"].combine_chunks().dictionary_encode()
    codes = np.array([_LEVEL.get(word, 2) for word in level.dictionary.to_pylist()] + [2], dtype=np.int8)
    ranks = codes[np.asarray(pc.fill_null(level.indices, -1).to_numpy())]
    since = numbers(table["since"], MIN).astype(np.int64)
    return np.arange(table.num_rows), -since, -known(table), ranks


def first_valid(of: Ints, order: npt.NDArray[Any], valid: Bools, size: int) -> npt.NDArray[Any]:
    """For each node the first row in order that is valid; -1 where none is."""
    keep = valid[order]
    rows, nodes = order[keep], of[keep]
    found = np.full(size, -1, dtype=np.int64)
    found[nodes[::-1]] = rows[::-1]
    return found


def merge(nodes: Nodes, tables: Mapping[str, pa.Table], since: Ints, until: Ints) -> tuple[Merged, list[Problem]]:
    """One node from all its statements, and what they disagree on."""
    table = Facts(tables).table(nodes.kind)
    of_row = nodes.of_row
    single = len(nodes) == table.num_rows
    order = np.argsort(of_row, kind="stable") if single else np.lexsort((*precedence(table), of_row))
    of = of_row[order]
    lead = first_valid(of, order, np.ones(table.num_rows, dtype=bool), len(nodes)).astype(np.int32)
    if single:
        lives = Lives(since[order], until[order], Links.none())
        return Merged(nodes, tables, order, of, lead, True, lives, since, until), []
    lives, problems = _lives(nodes, table, order, of, since, until)
    merged = Merged(nodes, tables, order, of, lead, False, lives, since, until)
    return merged, [*problems, *_contradictions(merged)]


def groups(of: Ints, order: npt.NDArray[Any]) -> Iterator[tuple[int, list[int]]]:
    """Nodes with more than one statement, with their rows, strongest first."""
    starts = np.flatnonzero(np.r_[True, of[1:] != of[:-1]]) if len(of) else np.zeros(0, dtype=np.int64)
    sizes = np.diff(np.r_[starts, len(of)])
    for start, size in zip(starts[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        yield int(of[start]), order[start:start + size].tolist()


def _lives(nodes: Nodes, table: pa.Table, order: npt.NDArray[Any], of: Ints, since: Ints, until: Ints) -> tuple[Lives, list[Problem]]:
    hull_since = np.full(len(nodes), MAX, dtype=np.int32)
    hull_until = np.full(len(nodes), MIN, dtype=np.int32)
    np.minimum.at(hull_since, of, since[order])
    np.maximum.at(hull_until, of, until[order])
    dated = np.zeros(len(nodes), dtype=bool)
    dated[of[(since[order] != MIN) | (until[order] != MAX)]] = True
    holes: list[tuple[int, int, int, int]] = []
    problems: list[Problem] = []
    if dated.any():
        open_end = pc.fill_null(pc.equal(table["end"].combine_chunks(), "open"), False).to_numpy(zero_copy_only=False)
        scopes = table["scope"].to_pylist()
        keep = dated[of]
        for node, rows in groups(of[keep], order[keep]):
            periods, disputed = _periods([(int(since[r]), int(until[r]), bool(open_end[r]), scopes[r], r) for r in rows])
            hull_since[node], hull_until[node] = periods[0][0], max(end for _, end in periods)
            holes += [(node, end, start, rows[0]) for (_, end), (start, _) in pairwise(periods)]
            problems += [_dispute(nodes, table, node, "until", one, other, until) for one, other in disputed]
    array = np.array(holes, dtype=np.int32).reshape(-1, 4)
    return Lives(hull_since, hull_until, Links(array[:, 0], np.full(len(array), -1, np.int32), array[:, 1], array[:, 2], array[:, 3])), problems


def _periods(stated: list[tuple[int, int, bool, str, int]]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The life of a node from its dated statements (strongest first), and pairs of rows that disagree on its end."""
    telling = [each for each in stated if each[0] != MIN or each[1] != MAX or each[2]]
    pieces: list[tuple[int, int]] = []
    accepted: list[tuple[int, int, bool, str, int]] = []
    disputed: list[tuple[int, int]] = []
    for since, until, is_open, scope, row in telling:
        others = [each for each in telling if each[3] != scope]  # one list that states both an unknown and a known start means both
        start, end = since, until
        if until == MAX and not is_open:
            end = min((each[1] for each in others if each[1] != MAX and each[1] > since), default=MAX)
        if since == MIN:
            start = max(min((each[0] for each in others if each[0] != MIN and each[0] < end), default=MIN), MIN)
        for one in accepted:
            says = one[1] != MAX or one[2]
            if scope != one[3] and says and (until != MAX or is_open) and one[1] != until and since < one[1] and one[0] < until and since in (one[0], MIN):
                disputed.append((one[4], row))
                end = min(end, one[1])
        accepted.append((since, until, is_open, scope, row))
        if start < end:
            pieces.append((start, end))
    return _union(pieces) or [(telling[0][0], telling[0][0])], disputed


def _union(pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(pieces):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _contradictions(merged: Merged) -> list[Problem]:
    """Values of two statements of one node that differ at the same time."""
    kind = KINDS[merged.nodes.kind]
    problems: list[Problem] = []
    columns = ["name", *(each.name for each in kind.fields if each.name not in UNITED and each.name not in _FREE)]
    for column in columns:
        codes = merged.table[column].combine_chunks().dictionary_encode()
        rows = np.asarray(pc.fill_null(codes.indices, -1).to_numpy())
        lead = merged.first(column)
        lead_code = np.where(lead >= 0, rows[lead], -1)
        differs = (rows[merged.order] >= 0) & (rows[merged.order] != lead_code[merged.of])
        words = codes.dictionary.to_pylist()
        for at in np.flatnonzero(differs).tolist():
            node, row = int(merged.of[at]), int(merged.order[at])
            first = int(lead[node])
            together = merged.since[first] < merged.until[row] and merged.since[row] < merged.until[first]
            if together and not _alike(merged, column, words[rows[first]], words[rows[row]], first, row):
                problems.append(_dispute(merged.nodes, merged.table, node, column, first, row, None))
    return problems


def _alike(merged: Merged, column: str, one: Any, other: Any, first: int, row: int) -> bool:
    """Whether two different spellings say the same."""
    if not isinstance(one, str) or not isinstance(other, str):
        return False
    if normal(one) == normal(other):
        return True
    if column != "name" or "aliases" not in merged.table.column_names:
        return False
    known_as = {normal(alias) for at in (first, row) for alias in listed(merged.table["aliases"][at].as_py())}
    return normal(one) in known_as or normal(other) in known_as


def _dispute(nodes: Nodes, table: pa.Table, node: int, column: str, first: int, row: int, until: Ints | None) -> Problem:
    """A disagreement, naming both rows; the first is the one that is used."""
    kind, name = KINDS[nodes.kind], bare(str(nodes.ids[node]))
    if until is not None:
        one, other = (str(as_date(int(until[at])) or "open") for at in (first, row))
        zh, en = "终止日期", "end"
    else:
        one, other = (str(table[column][at].as_py()) for at in (first, row))
        zh, en = ("名称", "name") if column == "name" else (kind.field(column).zh, kind.field(column).en)
    places = [place_of(table, at) for at in (first, row)]
    return Problem("contradiction", f"{kind.zh}“{name}”的{zh}：{places[0]} 记为“{one}”，{places[1]} 记为“{other}”；采用前者",
                   f"{kind.en} {name!r}, {en}: {places[0]} says {one!r}, {places[1]} says {other!r}; the first is used",
                   places[1], column, other, "核对两份台账", "compare the two sheets and correct one")
