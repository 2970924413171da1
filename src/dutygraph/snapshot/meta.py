"""What every answer says of its own ground: the day, the versions, and how much is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow.compute as pc

from ..findings import Meta

if TYPE_CHECKING:
    from .day import Snapshot

UNKNOWN = "unknown"
"""No independent list was loaded, so nobody can say what the register lacks."""


def meta(snapshot: Snapshot) -> Meta:
    """The ground of every answer of this day, without parameters."""
    history = snapshot.history
    completeness: dict[str, Any] = {
        "register": _register(snapshot),
        "since_unknown": snapshot.since_unknown(),
        "rows_rejected": sum(each.counts.rejected for each in history.deliveries),
        "problems": len(history.problems),
        "received_used": sorted({*history.compiled.received, *(each.scope for each in history.deliveries if each.received)}),
    }
    if synthetic := sorted(each.scope for each in history.deliveries if each.synthetic):
        completeness["synthetic"] = synthetic
    if not len(history.facts):
        completeness["nothing_known"] = True
    return Meta(snapshot.as_of.isoformat(), history.known_at, history.data_version, history.rules.version, completeness)


def _register(snapshot: Snapshot) -> str:
    """How much of an independent list stands on some other list too."""
    independent = sorted({each.scope for each in snapshot.history.deliveries if each.independent})
    if not independent:
        return UNKNOWN
    nodes = snapshot.history.nodes("object")
    scopes = snapshot.history.table("object")["scope"].combine_chunks().dictionary_encode()
    words = scopes.dictionary.to_pylist()
    codes = np.asarray(pc.fill_null(scopes.indices, -1).to_numpy())
    outside = np.isin(codes, [words.index(scope) for scope in independent if scope in words])
    listed, supervised = np.zeros(len(nodes), dtype=bool), np.zeros(len(nodes), dtype=bool)
    listed[nodes.of_row[outside]] = True
    supervised[nodes.of_row[~outside]] = True
    listed &= snapshot.alive
    return f"compared with {', '.join(independent)}: {int((listed & supervised).sum())} of {int(listed.sum())}"
