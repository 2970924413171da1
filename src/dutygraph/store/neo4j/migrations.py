"""Whether a database is ours and of which schema, and the versioned steps that bring it to today's; what was applied stands in the graph."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import partial

from ...errors import StoreError
from ..queries import names, statement
from .server import ManagedTransaction, Server, run

_NAME = re.compile(r"^migrations/V(\d{3,})__(\w+)$")


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: its number, its file's name and the hash of its text."""

    version: int
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class State:
    """What a database is: the store's id (None: not a store yet), the numbers of the migrations applied, whether it has no node at all, and how many loads it has."""

    id: str | None
    applied: tuple[int, ...]
    empty: bool
    loads: int

    @property
    def missing(self) -> tuple[Migration, ...]:
        """The migrations still to apply."""
        return tuple(each for each in shipped_migrations() if each.version not in self.applied)


def shipped_migrations() -> tuple[Migration, ...]:
    """Every migration in order."""
    found = []
    for name in names("migrations"):
        if parts := _NAME.match(name):
            found.append(Migration(int(parts[1]), name, hashlib.sha256(statement(name).text.encode()).hexdigest()))
    return tuple(found)


def state(server: Server) -> State:
    """What the database is; `StoreError` where it is somebody else's, newer than this version, or was migrated by other statements than ours."""
    [row] = server.read("read/state")
    ids, applied = row["ids"], dict(row["migrations"])
    where = server.address.url
    if row["nodes"] and len(ids) != 1:
        raise StoreError(f"this database is not a dutygraph store: it holds {row['nodes']:,} nodes of something else.", where=where,
                         advice="Nothing was changed. Name an empty database with NEO4J_DATABASE, or another server.")
    known = {each.version: each for each in shipped_migrations()}
    if newer := sorted(set(applied) - set(known)):
        raise StoreError(f"this store has schema version {newer[-1]}, and this version of dutygraph knows up to {max(known)}.", where=where, advice="Install a newer dutygraph.")
    if changed := [known[version].name for version, sha256 in applied.items() if known[version].sha256 != sha256]:
        raise StoreError(f"this store was migrated by another text of {changed[0]}.", where=where, advice="Install the dutygraph that made it, or copy it with `dutygraph copy`.")
    return State(ids[0] if ids else None, tuple(sorted(applied)), not row["nodes"], row["loads"])


def migrate(server: Server, before: State) -> tuple[Migration, ...]:
    """Bring a database in that state to today's schema; gives what was applied. Twice is as good as once, also by two at a time."""
    missing = before.missing
    for number, each in enumerate(missing):
        server.define(each.name)
        if not number and before.id is None:  # the first migration makes the mark unique, so that two who begin at once make one
            server.write(_claim)
        server.write(partial(_note, each))
    return missing


def _claim(tx: ManagedTransaction) -> None:
    run(tx, "write/claim")


def _note(migration: Migration, tx: ManagedTransaction) -> None:
    run(tx, "write/migrated", version=migration.version, name=migration.name, sha256=migration.sha256)
