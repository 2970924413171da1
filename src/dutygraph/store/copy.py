"""Moves everything from one store to another, of whichever kind: loads with their ids, what was taken back, and so every past moment; proven by the data versions."""

from __future__ import annotations

from collections.abc import Callable

from ..errors import StoreError
from .base import Store


def copy(source: Store, target: Store, *, progress: Callable[[str], None] | None = None) -> int:
    """Copy what the target does not have yet; gives how many loads that were. A target with other loads is refused, one that has the first ones is completed."""
    loads = source.loads()
    there = target.loads()
    if [each.content for each in there] != [each.content for each in loads[: len(there)]] or [each.id for each in there] != [each.id for each in loads[: len(there)]]:
        raise StoreError("this store has loads that the other has not.", where=target.url, advice="Copy into an empty store.")
    for load in loads[len(there):]:
        if progress:
            progress(f"{load.id}  {load.facts:,}")
        target.keep(load, source.said(load.id))
    for load, other in zip(loads, target.loads(), strict=True):
        if load.retracted and not other.retracted:
            target.retract(load.id, at=load.retracted)
    moments = [None, *(load.recorded for load in loads), *(load.retracted for load in loads if load.retracted)]
    if target.loads() != loads or any(source.version(at) != target.version(at) for at in moments):
        raise StoreError("the copy does not say the same as its source.", where=target.url, advice="One of them was written meanwhile: copy again into an empty store.")
    return len(loads) - len(there)
