"""Deadlines of the accident decree against time stamps: one hour for the unit, two for each tier, and the days of the inquiry (Art 9-11, 29, 32)."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from .accident_table import AccidentTable

State = Literal["in_time", "if_extended", "late", "overdue", "open", "unknown", "contradictory"]
"""``overdue``: nothing is recorded and the time is over. ``open``: nothing is recorded and the time still runs. ``unknown``: a time stamp is missing, also
where a later step is on record (a report that was approved was handed in, nobody knows when).

``if_extended``: the first time is over and only an extension (Art 29, 32), of which no data tell, would make it in time. ``contradictory``: a stamp is
earlier than what it must follow, so one of the two is wrong.
"""
_STEPS = ("report", "approval", "review")


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
    note_zh: str = ""
    note_en: str = ""


def timings(rules: AccidentTable, level: str, day: date | None, moment: datetime | None, stamps: Mapping[str, datetime]) -> tuple[Timing, ...]:
    """Every step of the report that the level asks for, checked against the stamps; exactly on time is in time.

    From an assumed start only being in time follows: who learned of it later than the accident happened may still have been in time.
    """
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
        wrong = any(early and each and each < early for each, early in ((at, began), (at, moment), (began, moment)))
        if wrong or (assumed and late):
            late = None
        state: State = "contradictory" if wrong else "unknown" if late is None else "late" if late else "in_time"
        found.append(Timing(row.from_, row.to, row.minutes, began, due, at, state, late, assumed, row.zh, row.en, row.basis))
    return tuple(found)


def deadlines(rules: AccidentTable, level: str, classes: tuple[str, ...], days: Mapping[str, date | None], now: date | None) -> tuple[Deadline, ...]:
    """Every deadline of the inquiry for the level and classes; a deadline of a later law holds for what begins under it."""
    found = []
    for row in rules.deadlines:
        began = days.get(row.from_)
        if not row.fits(level, classes) or not row.in_force(began or days.get("accident")):
            continue
        due = _after(began, row.days, row.months)
        at_most = due + timedelta(days=row.extension) if due else None
        at = days.get(row.to)
        later = any(days.get(step) for step in _STEPS[_STEPS.index(row.to) + 1:]) if row.to in _STEPS else False
        state: State = "unknown" if at is None and later else _state(began, due, at_most, at, now)
        note = (row.note_zh, row.note_en) if state in ("late", "overdue", "if_extended") else ("", "")
        found.append(Deadline(row.id, began, due, at_most, at, state, row.zh, row.en, row.basis, *note))
    return tuple(found)


def contradictions(steps: tuple[Timing, ...], inquiry: tuple[Deadline, ...]) -> list[tuple[str, str]]:
    """A warning for each stamp that is earlier than what it must follow, in both languages."""
    found = [(f"报告时间矛盾：{each.zh}的时间（{each.at or '不详'}）早于其起点或事故时刻，须核对",
              f"times contradict each other: {each.en} ({each.at or 'no time'}) before its start or the accident; check them")
             for each in steps if each.state == "contradictory"]
    return found + [(f"日期矛盾：{each.zh}（{each.at}）早于起算日（{each.began}），须核对",
                     f"days contradict each other: {each.en} ({each.at}) before the day that it counts from ({each.began}); check them")
                    for each in inquiry if each.state == "contradictory"]


def _state(began: date | None, due: date | None, at_most: date | None, at: date | None, now: date | None) -> State:
    """In time up to the first last day; up to the last day of an extension only where one was granted, of which the data do not tell."""
    if began is None or due is None or at_most is None:
        return "unknown"
    if at is not None and at < began:
        return "contradictory"
    if (at or now or due) <= due:
        return "in_time" if at else "open"
    if (at or now or due) <= at_most:
        return "if_extended"
    return "late" if at else "overdue"


def _after(began: date | None, days: int, months: int) -> date | None:
    if began is None:
        return None
    month = began.month - 1 + months
    year, month = began.year + month // 12, month % 12 + 1
    moved = began.replace(year=year, month=month, day=min(began.day, calendar.monthrange(year, month)[1]))
    return moved + timedelta(days=days)
