"""From what sheets say to nodes: every reference becomes an ordinal, whatever the order in which the sheets were loaded.

An exact id wins, then a name, then an alias, a credit code or a division code, all compared in one normal form (`names.normal`). One match is that node;
several are a problem and stay unresolved; none is a problem and stays as stated. An unresolved reference never becomes a supervisor.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ..facts import Facts, Problem
from ..vocabulary import KINDS, NODE_KINDS, Field, Kind
from .columns import UNRESOLVED
from .days import Ints
from .identity import SEPARATORS, composite, implied_persons, place_of, rename, same_objects
from .names import NameIndex, bare, normal

_QUIET = {"document"}
"""Kinds that may be named without being listed: a document is cited by its number whether or not a sheet describes it."""


@dataclass(frozen=True, slots=True)
class Nodes:
    """The nodes of one kind, sorted by id: the position is the node's ordinal. ``of_row`` gives the ordinal of each row of the kind's table."""

    kind: str
    ids: npt.NDArray[np.object_]
    of_row: Ints
    name_column: Any = None

    @property
    def names(self) -> npt.NDArray[np.object_]:
        """The name of each node; where none is stated, what its id says."""
        if self.name_column is None:
            return np.array([bare(each) for each in self.ids], dtype=object)
        stated: npt.NDArray[np.object_] = self.name_column.to_numpy(zero_copy_only=False)
        missing = np.flatnonzero(pc.is_null(self.name_column).to_numpy(zero_copy_only=False))
        if len(missing):
            stated = stated.copy()
            stated[missing] = [bare(each) for each in self.ids[missing]]
        return stated

    def __len__(self) -> int:
        return len(self.ids)

    def ordinal(self, node: str) -> int:
        """The ordinal of an id; -1 where it is not known."""
        at = bisect_left(self.ids, node)
        return at if at < len(self.ids) and self.ids[at] == node else -1


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference column: the ordinal of each row, and the kind of node it points to (position in the field's ``to``)."""

    ordinals: Ints
    kinds: npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Resolved:
    """Facts with every row tied to its nodes."""

    tables: Mapping[str, pa.Table]
    nodes: Mapping[str, Nodes]
    refs: Mapping[tuple[str, str], Ref]
    problems: tuple[Problem, ...]

    def table(self, kind: str) -> pa.Table:
        return Facts(self.tables).table(kind)

    def ref(self, kind: str, field: str) -> Ref:
        """The reference column; an empty one where the kind has no rows."""
        found = self.refs.get((kind, field))
        return found if found is not None else Ref(np.zeros(0, np.int32), np.zeros(0, np.uint8))


class Resolver:
    """Names to nodes for one set of facts."""

    def __init__(self, facts: Facts) -> None:
        self.tables: dict[str, pa.Table] = dict(facts.tables)
        self.problems: list[Problem] = []
        self.ids: dict[str, pa.Array] = {}
        self.sorted: dict[str, pa.Array] = {}
        self.exact: dict[str, npt.NDArray[np.object_]] = {}
        self.renamed: dict[str, dict[str, str]] = {}
        self._index: dict[str, NameIndex] = {}
        self._places: dict[str, set[str]] | None = None

    def table(self, kind: str) -> pa.Table:
        return Facts(self.tables).table(kind)

    def run(self) -> Resolved:
        """Canonical ids first (bodies and territories before what is named by them), then every reference."""
        for kind in ("document", "territory", "sector", "body", "object", "post", "person", "unit"):
            self._canonical(kind)
        implied = implied_persons(Facts(self.tables), self.find)
        if implied is not None:
            self.tables["person"] = pa.concat_tables([self.table("person"), implied]) if "person" in self.tables else implied
            self._canonical("person")
        nodes = {kind: Nodes(kind, self.exact[kind], self._of_row(kind)) for kind in NODE_KINDS}
        refs: dict[tuple[str, str], Ref] = {}
        written: dict[str, pa.Table] = {}
        for kind, table in self.tables.items():
            result = table
            for field in KINDS[kind].refs:
                refs[kind, field.name], ids = self._column(KINDS[kind], table, field)
                result = result.set_column(result.column_names.index(field.name), field.name, ids)
            if KINDS[kind].shape == "node":
                result = result.set_column(result.column_names.index("id"), "id", self.ids[kind])
            written[kind] = result
        return Resolved(written, nodes, refs, tuple(self.problems))

    def _canonical(self, kind: str) -> None:
        table = self.table(kind)
        ids = table["id"].combine_chunks()
        renamed: dict[str, str] = {}
        if kind in SEPARATORS:
            for word in pc.unique(ids).to_pylist():
                own = composite(kind, word, self.find)
                if own != word:
                    renamed[word] = own
        elif kind == "object" and table.num_rows:
            self._set(kind, ids)
            renamed, problems = same_objects(ids, table, self._narrow)
            self.problems += problems
        self.renamed[kind] = renamed
        self._set(kind, rename(ids, renamed))

    def _set(self, kind: str, ids: pa.Array) -> None:
        unique = pc.unique(ids).drop_null()
        self.ids[kind] = ids
        self.sorted[kind] = unique.take(pc.array_sort_indices(unique))
        self.exact[kind] = self.sorted[kind].to_numpy(zero_copy_only=False)
        self._index.pop(kind, None)

    def _of_row(self, kind: str) -> Ints:
        found = pc.index_in(self.ids[kind], value_set=self.sorted[kind])
        return np.asarray(pc.fill_null(found, -1).to_numpy(), dtype=np.int32)

    # names

    def _known(self, kind: str, node: str) -> bool:
        ids = self.exact[kind]
        at = bisect_left(ids, node)
        return bool(at < len(ids) and ids[at] == node)

    def find(self, kind: str, name: str) -> tuple[str, ...]:
        """The ids of a kind that a word (without prefix) may mean."""
        node = f"{kind}:{name}"
        node = self.renamed.get(kind, {}).get(node, node)
        if self._known(kind, node):
            return (node,)
        if kind in SEPARATORS:
            whole = composite(kind, node, self.find)
            if whole != node and self._known(kind, whole):
                return (whole,)
        found = self._names(kind).find(name)
        if not found and kind == "object" and "@" in name:
            own, _, town = name.rpartition("@")
            return tuple(self._narrow(list(self._names(kind).find(own)), town))
        return found

    def _names(self, kind: str) -> NameIndex:
        if kind not in self._index:
            table = self.table(kind)
            self._index[kind] = NameIndex.of(self.ids[kind], table)
        return self._index[kind]

    def _narrow(self, candidates: list[str], town: str) -> list[str]:
        """Of these objects, those in the township; where none is known to be there, those of which no place is known."""
        towns = set(self.find("territory", town))
        mark = "@" + normal(town)
        placed = self._placed()
        kept = [each for each in candidates if normal(each).endswith(mark) or placed.get(each, set()) & towns]
        if kept:
            return kept
        unplaced = [each for each in candidates if each not in placed and "@" not in each]
        return unplaced or (candidates if not towns and len(candidates) == 1 else [])

    def _placed(self) -> dict[str, set[str]]:
        if self._places is None:
            above: dict[str, set[str]] = {}
            within = self.table("within")
            for low, high in zip(within["territory"].to_pylist(), within["parent"].to_pylist(), strict=True):
                for one in self.find("territory", bare(low or "")):
                    above.setdefault(one, set()).update(self.find("territory", bare(high or "")))
            at = self.table("at")
            cached: dict[str, set[str]] = {}
            places: dict[str, set[str]] = {}
            for node, word in zip(at["object"].to_pylist(), at["territory"].to_pylist(), strict=True):
                if node and word:
                    if word not in cached:
                        cached[word] = _closure(self.find("territory", bare(word)), above)
                    places.setdefault(node, set()).update(cached[word])
            self._places = places
        return self._places

    # references

    def _column(self, kind: Kind, table: pa.Table, field: Field) -> tuple[Ref, pa.Array]:
        encoded = table[field.name].combine_chunks().dictionary_encode()
        words = encoded.dictionary
        rows = np.asarray(pc.fill_null(encoded.indices, -1).to_numpy(), dtype=np.int32)
        ordinals = np.full(len(words) + 1, UNRESOLVED, dtype=np.int32)
        kinds = np.zeros(len(words) + 1, dtype=np.uint8)
        ordinals[-1] = -1
        for position, target in enumerate(field.to):
            found = np.asarray(pc.fill_null(pc.index_in(words, value_set=self.sorted[target]), -1).to_numpy(), dtype=np.int32)
            hit = found >= 0
            ordinals[:-1][hit] = found[hit]
            kinds[:-1][hit] = position
        missed = np.flatnonzero(ordinals[:-1] == UNRESOLVED)
        if len(missed):
            words = self._by_name(kind, table, field, words, rows, missed, ordinals, kinds)
        return Ref(ordinals[rows], kinds[rows]), words.take(pa.array(rows, mask=rows < 0))

    def _by_name(self, kind: Kind, table: pa.Table, field: Field, words: pa.Array, rows: Ints, missed: Any, ordinals: Ints, kinds: Any) -> pa.Array:
        values = words.to_pylist()
        lost: dict[int, tuple[str, ...]] = {}
        for at in missed.tolist():
            found = self._meant(field, values[at])
            if len(found) == 1:
                values[at] = found[0]
                target = found[0].partition(":")[0]
                ordinals[at] = bisect_left(self.exact[target], found[0])
                kinds[at] = field.to.index(target)
            else:
                prefix = values[at].partition(":")[0]
                kinds[at] = field.to.index(prefix) if prefix in field.to else 0
                lost[at] = found
        if lost and not _QUIET & set(field.to):
            present, first, counts = np.unique(rows, return_index=True, return_counts=True)
            where = {int(code): (int(row), int(n)) for code, row, n in zip(present, first, counts, strict=True)}
            self.problems += [_lost(kind, field, values[at], found, table, *where[at]) for at, found in lost.items() if at in where]
        return pa.array(values, pa.string())

    def _meant(self, field: Field, word: str) -> tuple[str, ...]:
        prefix, _, name = word.partition(":")
        if prefix not in KINDS or not name:
            prefix, name = field.to[0], word
        first = self.find(prefix, name) if prefix in field.to else ()
        if first:
            return first
        return tuple(dict.fromkeys(node for other in field.to if other != prefix for node in self.find(other, name)))


def _closure(start: tuple[str, ...], above: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    todo = list(start)
    while todo:
        one = todo.pop()
        if one not in seen:
            seen.add(one)
            todo += above.get(one, ())
    return seen


def _lost(kind: Kind, field: Field, word: str, found: tuple[str, ...], table: pa.Table, row: int, count: int) -> Problem:
    name = bare(word) or word
    if found:
        several = "、".join(bare(each) for each in found[:4])
        return Problem("ambiguous-ref", f"{kind.zh}的{field.zh}“{name}”可能指 {len(found)} 个：{several}（{count} 行）",
                       f"{kind.en}: {field.en} {name!r} may mean {len(found)} nodes: {several} ({count} rows)",
                       place_of(table, row), field.name, word, "写全称、代码或“名称@镇乡”", "write the full name, the code, or NAME@TOWN")
    return Problem("dangling-ref", f"{kind.zh}的{field.zh}“{name}”在已加载的名册中找不到（{count} 行）",
                   f"{kind.en}: {field.en} {name!r} is on no list that was loaded ({count} rows)",
                   place_of(table, row), field.name, word, "加载相应名册，或加入别名", "load the list that names it, or add an alias")
