"""The store's contract: it keeps loads of facts and gives the facts that were known at a moment; nothing else.

Every store means the same by the same loads, because what holds is worked out in `versions` and what a load says is hashed in `content`,
both pure. A store only has to keep loads whole (all rows or none), in the order in which they were put, and to let one writer in at a time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from ..errors import NotFound, StoreError
from ..facts import Batch, Facts, Load

_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]+)://")
WAIT = 30.0
"""Seconds that a second writer waits for the first before `StoreBusy`."""


@dataclass(frozen=True, slots=True)
class Put:
    """What came of a `put`: the load that says it, and whether it is ``new`` or an earlier one that already said the same."""

    load: Load
    new: bool


class UnknownLoad(NotFound, StoreError):
    """The store has no load of that id; near ones are suggested."""

    def __init__(self, name: str, known: tuple[Load, ...]) -> None:
        advice = "`dutygraph loads` lists them." if known else "The store is empty."
        super().__init__("load", name, [each.id for each in known], advice=advice)


class Store(Protocol):
    """Keeps loads of facts; append-only, so what was known on any past day can be asked again."""

    @property
    def url(self) -> str:
        """The address that opens this store again."""

    @property
    def cache(self) -> Path | None:
        """Where on this machine what is worked out of the store may be kept; None where nothing is stored yet."""

    def put(self, batch: Batch, *, recorded: datetime | None = None) -> Put:
        """Keep the batch as one load, all of it or nothing.

        A batch that would change no fact, and whose deliveries state the same as before, makes no new load: the one that already says it is returned.
        Every fact needs a scope that has a delivery in the batch, and a key that is its own within kind and scope.
        """

    def facts(self, as_of: date | None = None, known_at: datetime | date | None = None) -> Facts:
        """What was known at ``known_at`` (a date means to its end; without it, all that is known), with the store's columns; of it, what was in force on ``as_of``.

        Rows stand by scope and key. ``retracted`` is when a later load superseded the row or it was taken back, as far as known today.
        """

    def loads(self) -> tuple[Load, ...]:
        """Every load in the order in which they were put, taken back or not."""

    def retract(self, load_id: str, *, at: datetime | None = None) -> Load:
        """Take a load back: from ``at`` on it is as if it had never been, and earlier moments still show it. An already retracted load stays as it is."""

    def version(self, known_at: datetime | date | None = None) -> str:
        """The data version: a hash of what the loads say, the same in every store that holds the same loads."""

    def said(self, load_id: str) -> Facts:
        """All rows that a load brought, as it brought them."""

    def keep(self, load: Load, facts: Facts) -> None:
        """Keep a load of another store as it is, with its id and not taken back, as the next one here: for copies."""

    def close(self) -> None:
        """Let go of files and connections; what was put stays."""


def open_store(url: str, *, wait: float = WAIT) -> Store:
    """The store at ``url``: a folder's path or ``file://`` address, or a Neo4j server's ``bolt://`` or ``neo4j://``. Nothing is created before the first `put`."""
    from .folder import FolderStore  # late: each kind of store brings its own libraries

    scheme = _SCHEME.match(url)
    if scheme is not None and scheme[1].lower().partition("+")[0] in ("bolt", "neo4j"):
        from .neo4j import Neo4jStore

        return Neo4jStore(url, wait=wait)
    if scheme is None:
        return FolderStore(Path(url).expanduser(), wait=wait)
    if scheme[1].lower() == "file":
        parts = urlsplit(url)
        return FolderStore(Path(url2pathname(unquote(parts.netloc) + parts.path)), wait=wait)
    raise StoreError(f"no kind of store is addressed by {scheme[1]}://.", where=url, advice="Give the path of a folder, file:///path/to/folder, or bolt://HOST:7687.")


def find(loads: tuple[Load, ...], name: str) -> Load:
    """The load of that id, or of that number alone (``L0003``); `UnknownLoad` where there is none."""
    for load in loads:
        if name in (load.id, load.id.partition("-")[0]):
            return load
    raise UnknownLoad(name, loads)
