"""Calendar periods and how much of one a holder owes: never a rolling window, partial tenure pro-rated (履职要求的计数口径)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ..law.obligation_table import Counting, PeriodName

_MONTHS = {"year": 12, "quarter": 3, "month": 1}


@dataclass(frozen=True, slots=True)
class Bucket:
    """One calendar period ``[since, until)``; ``running`` where it is not over on the day asked about."""

    name: str
    since: date
    until: date
    running: bool

    @property
    def days(self) -> int:
        return (self.until - self.since).days


def buckets(period: PeriodName, window: date, day: date) -> list[Bucket]:
    """The calendar periods that the time from ``window`` to ``day`` touches, whole, oldest first."""
    months, found = _MONTHS[period], []
    at = date(window.year, (window.month - 1) // months * months + 1, 1)
    while at <= day:
        after = _later(at, months)
        name = str(at.year) if months == 12 else f"{at.year}Q{(at.month + 2) // 3}" if months == 3 else f"{at.year}-{at.month:02d}"
        found.append(Bucket(name, at, after, after > day))
        at = after
    return found


def owed(bucket: Bucket, minimum: int, since: date | None, until: date | None, counting: Counting) -> int:
    """How many acts a holder from ``since`` to ``until`` owes for a period that is over: nothing for one still running; for partial tenure its share of
    several, rounded down, and one of one only from a share of time that the county sets.
    """
    if bucket.running or minimum == 0:
        return 0
    first, last = max(bucket.since, since or bucket.since), min(bucket.until, until or bucket.until)
    share = max(0, (last - first).days) / bucket.days
    if minimum == 1:
        return int(share >= counting.tenure_share)
    return int(minimum * share + 1e-9)


def months_back(day: date, months: int) -> date:
    """The first day of the look-back window."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    first = date(year, month + 1, 1)
    return min(first + timedelta(days=day.day - 1), _later(first, 1) - timedelta(days=1))


def _later(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1)
