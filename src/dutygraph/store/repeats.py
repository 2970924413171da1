"""Whether a batch says anything new: loading the same sheets twice must not make a second load."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pyarrow as pa

from ..facts import Delivery, Facts, Load
from .resolve import Rows, resolve, same_said
from .versions import Spoken, spoken


def already_said(loads: Sequence[Load], rows: Rows, candidate: Load, facts: Facts) -> Load | None:
    """The load that already says what ``candidate`` with its canonical ``facts`` says; None where it is new.

    It is new where a scope speaks for the first time, where a delivery states otherwise than the one before it (received, complete, independent,
    synthetic), or where any fact would change. Where the fact was read does not count. Loads that were taken back count as never loaded.
    """
    standing = [load for load in loads if load.retracted is None]
    spoke: dict[str, list[Spoken]] = {}
    for one in spoken(standing):
        spoke.setdefault(one.delivery.scope, []).append(one)
    before: list[Spoken] = []
    for each in spoken([candidate]):
        last = next((one for one in reversed(spoke.get(each.delivery.scope, ())) if one.order < each.order), None)
        if last is None or _stated(last.delivery) != _stated(each.delivery):
            return None
        before.append(last)
    latest = max(before, key=lambda each: each.order).load
    if all(each.load.content == candidate.content for each in before):
        return latest

    def with_candidate(load_id: str, kind: str, columns: Sequence[str] | None) -> pa.Table:
        table = facts.tables.get(kind, rows(load_id, kind, columns).slice(0, 0)) if load_id == candidate.id else rows(load_id, kind, columns)
        return table if columns is None else table.select(list(columns))

    for known in sorted({each.known for each in spoken([candidate])}):
        scopes = _scopes_of(candidate, known)
        if not same_said(resolve(standing, rows, known, scopes), resolve([*standing, candidate], with_candidate, known, scopes)):
            return None
    return latest


def _stated(delivery: Delivery) -> tuple[object, ...]:
    """What a delivery states about itself."""
    return delivery.received, delivery.complete, delivery.independent, delivery.synthetic


def _scopes_of(load: Load, known: datetime) -> frozenset[str]:
    return frozenset(each.delivery.scope for each in spoken([load]) if each.known == known)
