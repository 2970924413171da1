"""The server store: loads, facts and versions as the embedded store has them, kept in Neo4j as a graph that people can read.

A load of up to `WHOLE` facts is one transaction, so anyone sees all of it or none. A larger one is written in batches whose facts carry the label ``Pending``, and
becomes visible by one node, ``Load``, that is made last: this store reads only facts of loads that have one. Then the label is taken off. A killed writer leaves at most
``Pending`` facts, which the next `put` or ``dutygraph migrate`` clears, and a lock that expires. Which facts hold is worked out by `resolve` from what the loads say.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa

from ...errors import StoreBusy, StoreError
from ...facts import Batch, Facts, Load, schema
from .. import versions
from ..base import WAIT, Put, find
from ..content import canonical, content
from ..manifest import Manifest
from ..queries import statement
from ..repeats import already_said
from ..resolve import in_force, resolve
from .address import Address
from .asking import plain_rows
from .lease import Lease
from .loads import load_parameters, read_loads
from .marks import contested, mark_parameters
from .migrations import Migration, migrate, state
from .resolution import Part, made_of, make
from .rows import RowReader
from .server import ManagedTransaction, Server, run
from .shape import graph_rows

WHOLE = 20_000
"""Up to so many facts a load is one transaction."""
MARKED = 100_000
"""Where so many facts may need marks at most, they are made in the load's own transaction."""
BATCH = 5_000
"""So many facts are one statement, and one transaction of a larger load."""


class Neo4jStore:
    """A store in a Neo4j database; constraints and indexes are made by the first `put` or by ``dutygraph migrate``."""

    def __init__(self, url: str, *, wait: float = WAIT, cache: Path | None = None) -> None:
        self._server = Server(Address.of(url, os.environ))
        self._wait = wait
        self._cache = cache
        try:
            self._id = state(self._server).id
        except BaseException:
            self._server.close()
            raise

    @property
    def url(self) -> str:
        """The server's address, without user or password."""
        return self._server.address.url

    @property
    def cache(self) -> Path | None:
        """A folder of this store in the user's cache; see `Store.cache`."""
        return self._reader().folder / "histories" if self._known() else None

    def put(self, batch: Batch, *, recorded: datetime | None = None) -> Put:
        """Keep the batch as one load; see `Store.put`."""
        facts = canonical(batch)
        said = content(facts, batch.deliveries)
        with self._writing() as (lease, manifest):
            at = datetime.now(UTC) if recorded is None else versions.utc(recorded)
            load = Load(f"L{len(manifest.loads) + 1:04d}-{said[:8]}", at, said, len(facts), batch.deliveries)
            earlier = already_said(manifest.loads, partial(self._rows, manifest), load, facts)
            if earlier is not None:
                return Put(earlier, new=False)
            self._write(lease, manifest, load, facts)
        return Put(load, new=True)

    def facts(self, as_of: date | None = None, known_at: datetime | date | None = None) -> Facts:
        """The facts known at ``known_at``, of them those in force on ``as_of``; see `Store.facts`."""
        manifest = read_loads(self._server)
        known = resolve(manifest.loads, partial(self._rows, manifest), versions.moment(known_at))
        return known if as_of is None else in_force(known, as_of)

    def loads(self) -> tuple[Load, ...]:
        """Every load in the order in which they were put."""
        return read_loads(self._server).loads

    def retract(self, load_id: str, *, at: datetime | None = None) -> Load:
        """Take a load back from ``at`` on; see `Store.retract`."""
        find(self.loads(), load_id)
        with self._writing() as (lease, manifest):
            load = find(manifest.loads, load_id)
            if load.retracted is None:
                load = replace(load, retracted=datetime.now(UTC) if at is None else versions.utc(at))

                def work(tx: ManagedTransaction) -> None:
                    run(tx, "write/retract", id=load.id, at=load.retracted)

                self._commit(lease, manifest.having(load), load, work)
        return load

    def version(self, known_at: datetime | date | None = None) -> str:
        """The data version; see `Store.version`."""
        return versions.version(self.loads(), versions.moment(known_at))

    def close(self) -> None:
        """Close the connections."""
        self._server.close()

    def migrate(self) -> tuple[Migration, ...]:
        """Bring the database to today's constraints and indexes, and clear what a killed writer left; gives what was applied."""
        applied = migrate(self._server, state(self._server))
        with self._writing():
            pass
        return applied

    def resolved(self) -> str | None:
        """The data version of which the derived layer was made; None where there is none."""
        return made_of(self._server)

    def resolve(self, version: str, parts: Iterable[Part]) -> None:
        """Make the derived layer anew: who is meant, as worked out of the data of that version. No fact is touched."""
        with self._writing() as (lease, manifest):
            if versions.version(manifest.loads) != version:
                raise StoreBusy("another process loaded meanwhile.", where=self.url, advice="Ask again.")
            make(self._server, lease, version, parts)

    def ask(self, name: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The rows of a statement in ``cypher/ask``, with those of the parameters that it takes; days as days."""
        return plain_rows(self._server.read(f"ask/{name}", **{each: parameters[each] for each in statement(f"ask/{name}").parameters}))

    def said(self, load_id: str) -> Facts:
        """All rows that a load brought, as it brought them."""
        manifest = read_loads(self._server)
        load = find(manifest.loads, load_id)
        return self._reader().whole(load, manifest.rows[load.id])

    def keep(self, load: Load, facts: Facts) -> None:
        """Keep a load of another store as it is, with its id, as the next one here: for copies."""
        with self._writing() as (lease, manifest):
            if not load.id.startswith(f"L{len(manifest.loads) + 1:04d}-") or content(facts, load.deliveries) != load.content:
                raise StoreError(f"load {load.id} is not the next one here, or is damaged.", where=self.url, advice="Copy into an empty store.")
            self._write(lease, manifest, replace(load, retracted=None), facts)

    def _rows(self, manifest: Manifest, load_id: str, kind: str, columns: Sequence[str] | None) -> pa.Table:
        """The rows of a load and a kind, as `resolve` reads them; of a load that is not kept, none."""
        if kind not in manifest.rows.get(load_id, {}):
            return schema(kind).empty_table().select(list(columns or schema(kind).names))
        return self._reader().rows(find(manifest.loads, load_id), manifest.rows[load_id], kind, columns)

    def _reader(self) -> RowReader:
        return RowReader(self._server, self._known() or "", self._cache)

    def _known(self) -> str | None:
        if self._id is None:  # the database was empty when it was opened
            self._id = state(self._server).id
        return self._id

    @contextmanager
    def _writing(self) -> Iterator[tuple[Lease, Manifest]]:
        """The store to oneself: makes what is missing, waits for another writer, and clears what a killed one left behind."""
        now = state(self._server)
        if now.missing and now.loads:
            raise StoreError(f"this store lacks {len(now.missing)} migrations.", where=self.url, advice="Run `dutygraph migrate`.")
        if now.missing:
            migrate(self._server, now)
        lease = Lease(self._server)
        with lease.held(self._wait):
            if self._until_none(lease, "write/sweep"):
                self._until_none(lease, "write/strays")
            manifest = read_loads(self._server)
            self._mark(lease, manifest, [row["scope"] for row in self._server.read("read/stale")])
            yield lease, manifest

    def _write(self, lease: Lease, manifest: Manifest, load: Load, facts: Facts) -> None:
        """Write a load's facts and make it visible."""
        number = len(manifest.loads) + 1
        shown = load_parameters(load, number, facts)
        batches = [(kind, table.slice(start, BATCH)) for kind, table in facts.tables.items() for start in range(0, table.num_rows, BATCH)]
        if load.facts > WHOLE:
            for kind, table in batches:
                rows = graph_rows(load.id, kind, table)
                self._server.write(partial(_put_pending, lease, rows))
            batches = []

        def work(tx: ManagedTransaction) -> None:
            for kind, table in batches:
                run(tx, "write/facts", rows=graph_rows(load.id, kind, table), pending=[])
            run(tx, "write/load", **shown)

        self._commit(lease, manifest.plus(load, facts), load, work)
        if load.facts > WHOLE:
            self._until_none(lease, "write/release", load=load.id)

    def _commit(self, lease: Lease, after: Manifest, changed: Load, work: Callable[[ManagedTransaction], None]) -> None:
        """Do the one transaction that makes a load, or its retraction, visible; marks on facts are made in it, or right after it where they may be many."""
        scopes = contested(after.loads, changed)
        at_once = sum(load.facts for load in after.loads if {each.scope for each in load.deliveries} & set(scopes)) <= MARKED

        def whole(tx: ManagedTransaction) -> None:
            lease.fence(tx)
            work(tx)
            for scope in scopes:
                if at_once:
                    run(tx, "write/marks", **mark_parameters(after.loads, scope))
                else:
                    run(tx, "write/stale", scope=scope)

        self._server.write(whole)
        if not at_once:
            self._mark(lease, after, scopes)

    def _mark(self, lease: Lease, manifest: Manifest, scopes: Iterable[str]) -> None:
        """Make the marks of some sources, a transaction for each."""

        def work(scope: str, tx: ManagedTransaction) -> None:
            lease.fence(tx)
            run(tx, "write/marks", **mark_parameters(manifest.loads, scope))

        for scope in scopes:
            self._server.write(partial(work, scope))

    def _until_none(self, lease: Lease, name: str, **parameters: Any) -> int:
        """Run a statement that does at most so many at once until there is nothing left; gives how many it were."""

        def work(tx: ManagedTransaction) -> int:
            lease.fence(tx)
            return int(run(tx, name, many=BATCH, **parameters)[0]["done"])

        total = 0
        while done := self._server.write(work):
            total += done
        return total


def _put_pending(lease: Lease, rows: list[dict[str, Any]], tx: ManagedTransaction) -> None:
    lease.fence(tx)
    run(tx, "write/facts", rows=rows, pending=[True])
