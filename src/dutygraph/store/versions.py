"""Which deliveries speak at a moment, and in which order: with `resolve`, a pure function of the loads, so every store means the same by the same loads.

- A delivery is known from the day on which the county received it (its start, UTC) where that is stated, else from when its load was recorded.
- Of the statements about one fact (kind, scope, key) the latest holds, by (known, recorded, load); it supersedes the earlier ones.
  It also supersedes what an earlier delivery of the scope said in the same row (``record``) and it leaves out.
- A *complete* delivery ends what its scope named before and it does not name: ``until`` becomes its day at the latest, with a known ``end``. Ending is
  never deleting, and an event (an act, an accident) has happened, so no later list ends it.
- A load that was taken back counts as if it had never been, from that moment on; earlier moments still show it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from ..facts import Delivery, Load


def moment(known_at: datetime | date | None) -> datetime | None:
    """The instant that ``known_at`` means: a date means to its end (UTC), a time without zone is UTC, nothing means all that is known."""
    if isinstance(known_at, datetime):
        return utc(known_at)
    return None if known_at is None else datetime.combine(known_at, time.max, UTC)


def utc(at: datetime) -> datetime:
    """The instant in UTC; a time without a zone is taken as UTC."""
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Spoken:
    """One delivery of one load: the unit that is known, supersedes and closes."""

    load: Load
    delivery: Delivery

    @property
    def known(self) -> datetime:
        """From when it is known."""
        received = self.delivery.received
        return datetime.combine(received, time.min, UTC) if received else self.load.recorded

    @property
    def day(self) -> date:
        """The day as of which a complete list ends what it does not name."""
        return self.known.date()

    @property
    def order(self) -> tuple[datetime, datetime, int, str]:
        """Later statements win; loads of one instant follow their numbers."""
        return self.known, self.load.recorded, len(self.load.id), self.load.id

    def active(self, at: datetime | None) -> bool:
        """Whether it is known at that instant and not taken back by then; without an instant, whether it has not been taken back."""
        taken_back = self.load.retracted
        if at is None:
            return taken_back is None
        return self.known <= at and (taken_back is None or taken_back > at)

    def coming(self, at: datetime | None) -> bool:
        """Whether it becomes known only after that instant."""
        return at is not None and self.known > at and (self.load.retracted is None or self.load.retracted > self.known)


def spoken(loads: Iterable[Load]) -> list[Spoken]:
    """Every delivery of the loads, earliest first."""
    return sorted((Spoken(load, delivery) for load in loads for delivery in load.deliveries), key=lambda each: each.order)


def version(loads: Iterable[Load], known_at: datetime | None = None) -> str:
    """The data version: a hash over the deliveries in their order, each with its load's content and whether it had been taken back.

    Without ``known_at`` it changes with every load and retraction, so it may key a cache; at a moment it names what was known then, and stays.
    """
    digest = hashlib.sha256()
    for each in spoken(loads):
        if known_at is None or each.known <= known_at:
            taken_back = each.load.retracted is not None and not each.active(known_at)
            digest.update(json.dumps([each.load.content, each.delivery.scope, taken_back]).encode())
    return digest.hexdigest()[:16]
