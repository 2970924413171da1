"""Deadlines of the accident decree against time stamps: one hour for the unit, two for each tier, and the days of the inquiry (Art 9-11, 29, 32)."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from .accident_table import AccidentTable, DeadlineRow

State = Literal["in_time", "late", "overdue", "open", "unknown"]
"""``overdue``: nothing is recorded and the time is over. ``open``: nothing is recorded and the time still runs. ``unknown``: a time stamp is missing."""


@dataclass(frozen=True, slots=True)
class Timing:
    """One step of the report upward: from whom to whom, until when, and when it came.

    ``assumed`` is true where nobody stated when the sender learned of it and the hour of the accident, the earliest possible one, stands in its place.
    """

    sender: str
    to: str
    minutes: int
    began: datetime | None
    due: datetime | None
    at: datetime | None
    state: State
    late_minutes: int | None
    assumed: bool
    zh: str
    en: str
    basis: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline of the inquiry: its first and its last day, and when it was met."""

    id: str
    began: date | None
    due: date | None
    at_most: date | None
    at: date | None
    state: State
    zh: str
    en: str
    basis: str


def timings(rules: AccidentTable, level: str, day: date | None, moment: datetime | None, stamps: Mapping[str, datetime]) -> tuple[Timing, ...]:
    """Every step of the report that the level asks for, checked against the stamps; exactly on time is in time."""
    found = []
    for row in rules.reporting:
        if level not in row.levels or not row.in_force(day):
            continue
        assumed = row.from_ == "unit" and "unit" not in stamps and moment is not None
        began = stamps.get(row.from_) or (moment if assumed else None)
        at = stamps.get(row.to)
        due = began + timedelta(minutes=row.minutes) if began else None
        over = (at - due) if at and due else None
        late = max(0, -(-int(over.total_seconds()) // 60)) if over is not None else None
        state: State = "unknown" if late is None else "late" if late else "in_time"
        found.append(Timing(row.from_, row.to, row.minutes, began, due, at, state, late, assumed, row.zh, row.en, row.basis))
    return tuple(found)


def deadlines(rules: AccidentTable, level: str, days: Mapping[str, date | None], now: date | None) -> tuple[Deadline, ...]:
    """Every deadline of the inquiry for the level; a deadline of a later law holds for what begins under it."""
    found = []
    for row in rules.deadlines:
        began = days.get(row.from_)
        if (row.levels and level not in row.levels) or not row.in_force(began or days.get("accident")):
            continue
        due = _after(began, row.days, row.months)
        at_most = due + timedelta(days=row.extension) if due else None
        at = days.get(row.to)
        found.append(Deadline(row.id, began, due, at_most, at, _state(row, due, at_most, at, now), row.zh, row.en, row.basis))
    return tuple(found)


def _state(row: DeadlineRow, due: date | None, at_most: date | None, at: date | None, now: date | None) -> State:
    """In time up to the last day of the extension that the law allows: whether it was granted is not in the data."""
    if due is None or at_most is None:
        return "unknown"
    if at is not None:
        return "in_time" if at <= at_most else "late"
    return "open" if now is None or now <= at_most else "overdue"


def _after(began: date | None, days: int, months: int) -> date | None:
    if began is None:
        return None
    month = began.month - 1 + months
    year, month = began.year + month // 12, month % 12 + 1
    moved = began.replace(year=year, month=month, day=min(began.day, calendar.monthrange(year, month)[1]))
    return moved + timedelta(days=days)
