"""The derived layer: who is meant by which word, written beside the facts so that a person's own Cypher need not work it out.

It is made whole from what a history found (`snapshot.resolution`), is visibly not a fact (labels ``Known``, ``Alias``, ``Derived``, ``Life``, ``Resolution``; links between
things, where facts are nodes), says of which data it was made, and is never read back. Loading leaves it as it is, and so out of date; asking makes it anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from .lease import Lease
from .server import ManagedTransaction, Server, run

Part = tuple[str, list[dict[str, Any]]]
"""Rows of one statement: ``known``, ``means``, ``lives`` or ``links``."""
_AT_ONCE = 2_000


def made_of(server: Server) -> str | None:
    """The data version of which the layer in the graph was made; None where there is none, or half of one."""
    found = server.read("read/resolution")
    return str(found[0]["version"]) if found else None


def make(server: Server, lease: Lease, version: str, parts: Iterable[Part]) -> None:
    """Take the old layer off and write the new one, in batches; it counts once all of it is there."""
    server.write(_fenced(lease, "write/resolving"))
    while server.write(_fenced(lease, "write/unresolve", many=_AT_ONCE))[0]["done"]:
        pass
    for name, rows in parts:
        server.write(_fenced(lease, f"write/{name}", rows=rows))
    server.write(_fenced(lease, "write/resolved", version=version))


def _fenced(lease: Lease, name: str, **parameters: Any) -> Callable[[ManagedTransaction], list[dict[str, Any]]]:
    return partial(_run, lease, name, parameters)


def _run(lease: Lease, name: str, parameters: dict[str, Any], tx: ManagedTransaction) -> list[dict[str, Any]]:
    lease.fence(tx)
    return run(tx, name, **parameters)
