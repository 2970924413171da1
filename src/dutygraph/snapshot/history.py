"""A county's history: everything that is known, with references resolved and compiled to columns, for every day at once.

`History.on` gives one day of it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..facts import Delivery, Fact, Facts, Problem
from ..vocabulary import KINDS, NODE_KINDS
from .columns import Columns
from .compile import Source, compile_columns
from .cycles import cycle_problems, same_names
from .days import MAX, MIN, Ints, as_date, number
from .merge import Merged, merge
from .names import NameIndex, bare
from .prepare import periods, prepare
from .resolve import Nodes, Resolved, Resolver
from .seats import Seats, compile_seats

if TYPE_CHECKING:
    from ..law import Rules
    from .day import Snapshot

_KEPT = 16
"""How many days one history keeps at hand."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """What is compiled from facts alone: kept on disk between runs (`cache`), whatever the rules."""

    resolved: Resolved
    merged: Mapping[str, Merged]
    periods: Mapping[str, tuple[Ints, Ints]]
    columns: Columns
    seats: Seats
    problems: tuple[Problem, ...]
    known_day: date | None
    """The last day on which anything was received or recorded; None where the facts come from no store."""
    received: tuple[str, ...]
    """The sources whose known time is the day on which the county received them."""

    @classmethod
    def of(cls, facts: Facts, known_at: str | None) -> Compiled:
        """Resolve, merge and compile."""
        held, problems = prepare(facts, known_at)
        resolved = Resolver(held).run()
        spans = periods(Facts(resolved.tables))
        merged: dict[str, Merged] = {}
        problems += resolved.problems
        for kind in NODE_KINDS:
            merged[kind], disputes = merge(resolved.nodes[kind], resolved.tables, *spans[kind])
            problems += disputes
        named = {kind: replace(resolved.nodes[kind], name_column=merged[kind].values("name")) for kind in NODE_KINDS}
        resolved = replace(resolved, nodes=named)
        columns = compile_columns(Source(resolved, merged, spans))
        problems += [*cycle_problems(columns, resolved), *same_names(merged["person"])]
        return cls(resolved, merged, spans, columns, compile_seats(columns), tuple(problems), known_day(resolved.tables), received(resolved.tables))


def known_day(tables: Mapping[str, pa.Table]) -> date | None:
    """The last day on which any of these facts was received or recorded."""
    latest: date | None = None
    for table in tables.values():
        if "recorded" in table.column_names and table.num_rows:
            day = pc.max(pc.coalesce(table["received"], table["recorded"].cast(pa.timestamp("us")).cast(pa.date32()))).as_py()
            latest = day if latest is None or (day and day > latest) else latest
    return latest


def received(tables: Mapping[str, pa.Table]) -> tuple[str, ...]:
    """The sources that state when the county received them."""
    found: set[str] = set()
    for table in tables.values():
        if "received" in table.column_names and table["received"].null_count < table.num_rows:
            found |= set(pc.unique(table["scope"].combine_chunks().filter(pc.is_valid(table["received"].combine_chunks()))).to_pylist())
    return tuple(sorted(found))


class History:
    """Everything known at one time, on every day."""

    def __init__(self, compiled: Compiled, *, data_version: str, known_at: str | None, rules: Rules, deliveries: Sequence[Delivery] = ()) -> None:
        self.compiled = compiled
        self.data_version = data_version
        self.known_at = known_at
        self.rules = rules
        self.deliveries = tuple(deliveries)
        self.memo: dict[Any, Any] = {}
        self._days: OrderedDict[date, Snapshot] = OrderedDict()
        self._indexes: dict[str, NameIndex] = {}

    @classmethod
    def of(cls, facts: Facts, *, data_version: str, known_at: str | None, rules: Rules, deliveries: Sequence[Delivery] = ()) -> History:
        """The history that these facts tell."""
        return cls(Compiled.of(facts, known_at), data_version=data_version, known_at=known_at, rules=rules, deliveries=deliveries)

    @property
    def facts(self) -> Facts:
        """All facts, with references written as the ids they resolved to."""
        return Facts(self.compiled.resolved.tables)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the data as a whole: unresolved names, contradictions, cycles, placeholder days."""
        return self.compiled.problems

    @property
    def columns(self) -> Columns:
        return self.compiled.columns

    @property
    def seats(self) -> Seats:
        return self.compiled.seats

    def table(self, kind: str) -> pa.Table:
        """All facts of a kind; row ``i`` is what `fact` gives."""
        return self.compiled.resolved.table(kind)

    def nodes(self, kind: str) -> Nodes:
        """The nodes of a kind; positions are the ordinals of `columns`."""
        return self.compiled.resolved.nodes[kind]

    def fact(self, kind: str, i: int) -> Fact:
        """One fact, by its row."""
        return Fact(kind, self.table(kind).slice(int(i), 1).to_pylist()[0])

    def on(self, day: date) -> Snapshot:
        """The county on that day."""
        from .day import Snapshot

        if day in self._days:
            self._days.move_to_end(day)
            return self._days[day]
        found = self._days[day] = Snapshot(self, day)
        if len(self._days) > _KEPT:
            self._days.popitem(last=False)
        return found

    # nodes

    def name(self, node: str) -> str:
        """The name of a node, by its id; for an id that is not known, what it says itself."""
        kind = node.partition(":")[0]
        if kind in NODE_KINDS:
            at = self.nodes(kind).ordinal(node)
            if at >= 0:
                value: str | None = self.nodes(kind).name_column[at].as_py()
                if value:
                    return value
        return bare(node) or node

    def statements(self, node: str) -> tuple[tuple[str, int], ...]:
        """The rows that state a node, strongest first."""
        kind = node.partition(":")[0]
        at = self.nodes(kind).ordinal(node) if kind in NODE_KINDS else -1
        if at < 0:
            return ()
        merged = self.compiled.merged[kind]
        low, high = np.searchsorted(merged.of, [at, at + 1])
        return tuple((kind, int(row)) for row in merged.order[low:high])

    def node(self, node: str) -> Mapping[str, Any] | None:
        """A node over all time: its kind, id, name and fields, merged from all that state it."""
        rows = self.statements(node)
        if not rows:
            return None
        kind = rows[0][0]
        facts = [self.fact(kind, row) for _, row in rows]
        found: dict[str, Any] = {"kind": kind, "id": node, "name": self.name(node), "i": rows[0][1]}
        for field in KINDS[kind].fields:
            found[field.name] = next((fact[field.name] for fact in facts if fact[field.name] is not None), None)
        return found

    def resolve(self, kind: str, word: str) -> tuple[str, ...]:
        """The ids of a kind that a person's word may mean: an exact id, a name, an alias, a code; empty where it means none."""
        name = bare(word) if word.startswith(f"{kind}:") else word
        if self.nodes(kind).ordinal(f"{kind}:{name}") >= 0:
            return (f"{kind}:{name}",)
        return self.index(kind).find(name)

    def index(self, kind: str) -> NameIndex:
        """Names, aliases and codes of a kind."""
        if kind not in self._indexes:
            table = self.table(kind)
            self._indexes[kind] = NameIndex.of(table["id"].combine_chunks(), table)
        return self._indexes[kind]

    # time

    @cached_property
    def last_day(self) -> date:
        """The last day that the data reach: the latest start or known end of any fact, not later than the day it was known."""
        latest = MIN
        for kind in self.compiled.resolved.tables:
            for days in self.compiled.periods[kind]:
                known = days[(days != MIN) & (days != MAX)]
                if len(known):
                    latest = max(latest, int(known.max()))
        cap = self.compiled.known_day
        if latest == MIN:
            return cap or datetime.now(UTC).date()
        if cap is not None:
            latest = min(latest, number(cap))
        found = as_date(latest)
        assert found is not None
        return found

    def change_days(self) -> list[date]:
        """The days on which anything but an event starts or ends, in order."""
        found = [days for kind, pair in self.compiled.periods.items() if KINDS[kind].shape != "event" for days in pair if len(days)]
        unique = np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int32)
        return [day for day in map(as_date, unique.tolist()) if day is not None]
