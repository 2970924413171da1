"""What a store must answer, worked out one row at a time with plain Python: slow, and simple enough to be believed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from dutygraph.facts import Batch
from dutygraph.vocabulary import KINDS


@dataclass(frozen=True)
class Told:
    """A load as the test put it: the batch, when, and when it was taken back."""

    batch: Batch
    recorded: datetime
    retracted: datetime | None = None


def facts(told: list[Told], as_of: date | None = None, known_at: datetime | date | None = None) -> set[tuple[Any, ...]]:
    """What holds, as a set of rows (see `rows`)."""
    at = known_at if known_at is None or isinstance(known_at, datetime) else datetime.combine(known_at, time.max, UTC)
    events = sorted(_events(told), key=lambda event: event[0])
    held: dict[tuple[str, str, str], dict[str, Any]] = {}
    for (known, _, _), scope, complete, named, load in events:
        gone = load.retracted
        if (gone is not None) if at is None else (known > at or (gone is not None and gone <= at)):
            continue
        if complete:
            for (kind, its_scope, key), row in held.items():
                if its_scope == scope and (kind, its_scope, key) not in named and KINDS[kind].shape != "event":
                    row["until"] = min(row["until"] or known.date(), known.date())
                    row["end"] = "known"
        again = _records(named)
        held = {identity: row for identity, row in held.items() if identity[1] != scope or row["record"] not in again}
        for identity, row in named.items():
            held[identity] = {**row, "_known": known, "_gone": gone}
    found = set()
    for (kind, scope, key), row in held.items():
        ends = [row["_gone"]] if row["_gone"] else []
        if at is not None:
            ends += [known for (known, _, _), its_scope, _, named, load in events
                     if ((kind, scope, key) in named or (its_scope == scope and row["record"] in _records(named))) and known > at and (load.retracted is None or load.retracted > known)]
        if as_of is None or ((row["since"] is None or row["since"] <= as_of) and (row["until"] is None or as_of < row["until"])):
            found.add(_row(kind, row, min(ends, default=None)))
    return found


def rows(answer: Any) -> set[tuple[Any, ...]]:
    """A store's answer as a set of rows: kind, identity, period, what it says, and when it stops being known."""
    return {_row(fact.kind, fact.values, fact["retracted"]) for fact in answer.rows()}


def _records(named: dict[Any, dict[str, Any]]) -> set[str]:
    """The rows (records) that a delivery stated."""
    return {row["record"] for row in named.values()} - {None}


def _row(kind: str, row: Any, retracted: datetime | None) -> tuple[Any, ...]:
    return kind, row["scope"], row["key"], row.get("since"), row.get("until"), row.get("end"), row.get("document"), retracted


def _events(told: list[Told]) -> list[Any]:
    """Every delivery with the rows that it named, by identity."""
    found = []
    for number, load in enumerate(told):
        for delivery in load.batch.deliveries:
            known = datetime.combine(delivery.received, time.min, UTC) if delivery.received else load.recorded
            named = {fact.identity: dict(fact.values) for fact in load.batch.facts.rows() if fact["scope"] == delivery.scope}
            found.append(((known, load.recorded, number), delivery.scope, delivery.complete, named, load))
    return found
