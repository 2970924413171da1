"""Accountability without an accident (M04 事前问责): operators known to be illegal, unlicensed or unregistered, and no measure taken in time; with who knew.

An allegation alone (a tip about an operator that the register knows and that no record calls illegal) is listed apart: it makes nobody illegal.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from ..findings import Cite, Meta
from ..law import Rules
from ..snapshot import Snapshot
from .records import Record, Records
from .site import MEASURES
from .wording import finds

KNOWING = ("tip", "inspection", "transfer", "visit")
"""Acts by which somebody comes to know of an operator."""
CODED = ("enterprise", "sole_trader")
"""Kinds of object that have a code when they are registered."""


@dataclass(frozen=True, slots=True)
class Knew:
    """Who knew of an operator: the body or post that got the tip or saw it, since which day, by which record."""

    who: str
    name: str
    person: str
    since: str | None
    how: str
    summary: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """One operator that somebody knew of and against whom no measure is on record in time.

    ``signs`` say why it is taken to be illegal or unregistered: illegal_words, no_code, no_licence, besides a tip; tip_only is an allegation and no sign of
    anything. ``state`` is none (no measure on record) or late (the first one, of the day ``measured``, came after the time for it).
    """

    object: str
    name: str
    signs: tuple[str, ...]
    state: str
    measured: str | None
    first: str | None
    days: int | None
    knew: tuple[Knew, ...]


@dataclass(frozen=True, slots=True)
class NoAccident:
    """The operators that call for accountability before any accident, longest known first; ``alleged`` are those of whom there is a tip and nothing else."""

    meta: Meta
    operators: tuple[Unmeasured, ...]
    alleged: tuple[Unmeasured, ...]
    tips: int

    def as_dict(self) -> dict[str, Any]:
        """The JSON shape."""
        return {"meta": asdict(self.meta), "operators": [asdict(each) for each in self.operators],
                "alleged": [asdict(each) for each in self.alleged], "tips": self.tips}


def unmeasured(snapshot: Snapshot, rules: Rules, object_id: str | None = None) -> NoAccident:
    """Operators known by tips, orders from above or checks with no measure within the days that the rules give; one object or the whole county."""
    source = Records(snapshot)
    ids = [object_id] if object_id else _known(source)
    by_object: dict[str, list[Record]] = {}
    for each in source.on(ids):
        if each.object:
            by_object.setdefault(each.object, []).append(each)
    licensed = {fact["object"] for fact in snapshot.facts("licence")}
    found = [one for id_ in ids if (one := _of(snapshot, id_, by_object.get(id_, []), rules, licensed)) is not None]
    found.sort(key=lambda each: (-(each.days or 0), each.object))
    tips = sum(each.type == "tip" for records in by_object.values() for each in records)
    alleged = tuple(each for each in found if each.signs == ("tip_only",))
    return NoAccident(snapshot.meta({"object": object_id or "all", "no_accident": True}), tuple(each for each in found if each not in alleged), alleged, tips)


def _of(snapshot: Snapshot, object_id: str, records: list[Record], rules: Rules, licensed: set[str]) -> Unmeasured | None:
    """One operator, where a record lets somebody know of it and no measure followed within the time; what an operator without a code is known by, is any record."""
    days = rules.obligations.counting.tip_days
    outside = _outside(snapshot, object_id, rules, licensed)
    said = [each for each in records if each.type == "tip" or (each.type in KNOWING and ("no_code" in outside or _illegal(each, rules)))]
    open_ = [each for each in said if not any(_after(one, each) and _in_time(one, each, days) for one in records) and _over(each, snapshot.as_of, days)]
    if not open_:
        return None
    words = ("illegal_words",) if any(_illegal(each, rules) for each in said) else ()
    tip = ("tip",) if any(each.type == "tip" for each in said) else ()
    signs = (*words, *tip, *outside) if words or outside else ("tip_only",)
    unanswered = [each for each in open_ if not any(_after(one, each) for one in records)]
    later = [one.day for one in records if one.day and any(_after(one, each) for each in open_)]
    return _unmeasured(snapshot, object_id, signs, unanswered or open_, None if unanswered else min(later))


def _known(source: Records) -> list[str]:
    """Objects with any record by which somebody could have come to know."""
    rows = source.table.select(["object", "type"]).to_pylist()
    return sorted({row["object"] for row in rows if row["object"] and row["type"] in KNOWING})


def _illegal(record: Record, rules: Rules) -> bool:
    return finds(record.summary, rules.obligations.counting.illegal_words, rules.obligations.counting)


def _outside(snapshot: Snapshot, object_id: str, rules: Rules, licensed: set[str]) -> tuple[str, ...]:
    """What the register lacks of it: a code (one that holds a licence is registered somewhere), or a licence that its own hazard needs.

    A county that loaded no licences at all says nothing by their absence.
    """
    node = snapshot.history.node(object_id) or {}
    kind, found = node.get("type"), []
    if kind in CODED and not node.get("code") and object_id not in licensed:
        found.append("no_code")
    own = {rules.hazard(word) for word in re.split(r"[;；,，、\s]+", str(node.get("hazards") or "")) if word}
    bare = "licence" in rules.needed(kind, None, own) and "licence" not in rules.needed(kind, None, ())
    if licensed and bare and object_id not in licensed:
        found.append("no_licence")
    return tuple(found)


def _after(after: Record, record: Record) -> bool:
    """A measure on or after the day of a record."""
    return after.type in MEASURES and not after.rescinded and after.day is not None and record.day is not None and record.day <= after.day


def _in_time(after: Record, record: Record, days: int) -> bool:
    return after.day is not None and record.day is not None and after.day <= record.day + timedelta(days=days)


def _over(record: Record, day: date, days: int) -> bool:
    return record.day is None or record.day + timedelta(days=days) < day


def _unmeasured(snapshot: Snapshot, object_id: str, signs: tuple[str, ...], records: list[Record], measured: date | None) -> Unmeasured:
    name = snapshot.history.name
    knew = []
    for each in records:
        for who in dict.fromkeys((each.body, each.actor)):
            if who and not who.startswith("object:"):
                knew.append(Knew(who, name(who), name(each.person) if each.person else "", each.day.isoformat() if each.day else None, each.type, each.summary, each.cite))
    days = [each.day for each in records if each.day]
    first = min(days) if days else None
    state, on = ("late", measured.isoformat()) if measured else ("none", None)
    return Unmeasured(object_id, name(object_id), signs, state, on, first.isoformat() if first else None, (snapshot.as_of - first).days if first else None, tuple(knew))
