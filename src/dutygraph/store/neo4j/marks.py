"""Marks on facts that hold no longer, so that a person's own Cypher need not work out which load came after which.

They repeat what `versions` says of today: ``retracted`` is when a later load superseded the fact or its own was taken back, ``closed`` the day as of which a complete list
left it out. The store itself never reads them. A source that spoke once has none.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from ...facts import Load
from ...vocabulary import EVENTS
from ..versions import spoken


def mark_parameters(loads: Iterable[Load], scope: str) -> dict[str, Any]:
    """What the statement ``write/marks`` takes for one source."""
    speaking = [each for each in spoken(loads) if each.delivery.scope == scope]
    standing = [each for each in speaking if each.load.retracted is None]
    closing: list[date | None] = []
    ends: date | None = None
    for each in reversed(standing):
        closing.append(ends)
        if each.delivery.complete:
            ends = each.day
    return {
        "scope": scope,
        "place": {each.load.id: place for place, each in enumerate(standing)},
        "known": [each.known for each in standing],
        "closing": closing[::-1],
        "taken": {each.load.id: each.load.retracted for each in speaking if each.load.retracted},
        "events": [kind.name for kind in EVENTS],
    }


def contested(loads: Iterable[Load], changed: Load) -> tuple[str, ...]:
    """The sources of a load that was put or taken back whose facts need marks: all that spoke more than once, or whose load is gone."""
    spoke: dict[str, int] = {}
    for load in loads:
        for delivery in load.deliveries:
            spoke[delivery.scope] = spoke.get(delivery.scope, 0) + 1
    return tuple(each.scope for each in changed.deliveries if changed.retracted or spoke[each.scope] > 1)
