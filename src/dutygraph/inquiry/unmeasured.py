"""Accountability without an accident (M04 事前问责): operators known to be illegal, unlicensed or unregistered, and no measure taken; with who knew."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from ..findings import Cite, Meta
from ..law import Rules
from ..snapshot import Snapshot
from .records import Record, Records
from .site import MEASURES

KNOWING = ("tip", "inspection", "transfer", "visit")
"""Acts by which somebody comes to know of an operator."""


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
    """One operator that somebody knew of and against whom no measure is on record. ``signs`` say why it is taken to be illegal or unregistered."""

    object: str
    name: str
    signs: tuple[str, ...]
    first: str | None
    days: int | None
    knew: tuple[Knew, ...]


@dataclass(frozen=True, slots=True)
class NoAccident:
    """The operators that call for accountability before any accident, longest known first."""

    meta: Meta
    operators: tuple[Unmeasured, ...]
    tips: int

    def as_dict(self) -> dict[str, Any]:
        """The JSON shape."""
        return {"meta": asdict(self.meta), "operators": [asdict(each) for each in self.operators], "tips": self.tips}


def unmeasured(snapshot: Snapshot, rules: Rules, object_id: str | None = None) -> NoAccident:
    """Operators known by tips, orders from above or checks with no measure within the days that the rules give; one object or the whole county."""
    source, limits = Records(snapshot), rules.obligations.counting
    ids = [object_id] if object_id else _known(source)
    by_object: dict[str, list[Record]] = {}
    for each in source.on(ids):
        if each.object:
            by_object.setdefault(each.object, []).append(each)
    found, tips = [], 0
    for id_ in ids:
        records = by_object.get(id_, [])
        tips += sum(each.type == "tip" for each in records)
        said = [each for each in records if each.type == "tip" or (each.type in KNOWING and _illegal(each, rules))]
        signs = _signs(snapshot, id_, said, rules)
        open_ = [each for each in said if not any(_measure(after, each, limits.tip_days) for after in records) and _over(each, snapshot.as_of, limits.tip_days)]
        if signs and open_:
            found.append(_unmeasured(snapshot, id_, signs, open_))
    found.sort(key=lambda each: (-(each.days or 0), each.object))
    return NoAccident(snapshot.meta({"object": object_id or "all", "no_accident": True}), tuple(found), tips)


def _known(source: Records) -> list[str]:
    """Objects with any record by which somebody could have come to know."""
    rows = source.table.select(["object", "type"]).to_pylist()
    return sorted({row["object"] for row in rows if row["object"] and row["type"] in KNOWING})


def _illegal(record: Record, rules: Rules) -> bool:
    return any(word in record.summary for word in rules.obligations.counting.illegal_words)


def _signs(snapshot: Snapshot, object_id: str, said: list[Record], rules: Rules) -> tuple[str, ...]:
    """What shows that it works outside the law or outside every register: the words of a record, a tip, no code, no licence that its hazard needs."""
    node = snapshot.history.node(object_id) or {}
    found = ["illegal_words"] if any(_illegal(each, rules) for each in said) else []
    found += ["tip"] if any(each.type == "tip" for each in said) else []
    found += ["no_code"] if not node.get("code") and said else []
    return tuple(found)


def _measure(after: Record, record: Record, days: int) -> bool:
    return after.type in MEASURES and not after.rescinded and after.day is not None and record.day is not None and record.day <= after.day <= record.day + timedelta(days=days)


def _over(record: Record, day: date, days: int) -> bool:
    return record.day is None or record.day + timedelta(days=days) < day


def _unmeasured(snapshot: Snapshot, object_id: str, signs: tuple[str, ...], records: list[Record]) -> Unmeasured:
    name = snapshot.history.name
    knew = []
    for each in records:
        for who in dict.fromkeys((each.body, each.actor)):
            if who and not who.startswith("object:"):
                knew.append(Knew(who, name(who), name(each.person) if each.person else "", each.day.isoformat() if each.day else None, each.type, each.summary, each.cite))
    days = [each.day for each in records if each.day]
    first = min(days) if days else None
    return Unmeasured(object_id, name(object_id), signs, first.isoformat() if first else None, (snapshot.as_of - first).days if first else None, tuple(knew))
