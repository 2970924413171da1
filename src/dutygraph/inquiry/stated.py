"""The accident of an inquiry: as the register of accidents states it, or as an auditor gives its numbers; a stated text is never guessed at."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ..errors import NotFound, UsageError
from ..facts import Fact
from ..law.accident import Accident, Number
from ..snapshot import History, Snapshot
from ..snapshot.days import moment

_TIME = re.compile(r"(\d{1,2})[:：时点](\d{1,2})")
_DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})")
NUMBERS = ("deaths", "missing", "serious_injuries", "loss_wan")


def accident_of(snapshot: Snapshot, fact: Fact) -> Accident:
    """An accident as its row states it. The time of the report is taken as the hour at which the county's departments had it (Art 9)."""
    name = snapshot.history.name
    day = fact["since"] if (fact["precision"] or "day") == "day" else None
    stamp = read_moment(str(fact["reported"] or ""), day)
    sector = name(fact["sector"]) if fact["sector"] else ""
    return Accident(
        day, read_time(str(fact["time"] or "")), fact["deaths"], fact["missing"], fact["serious_injuries"], _whole(fact["loss_wan"]), fact["type"] or "", sector,
        name(fact["territory"]) if fact["territory"] else "", fact["stated_level"], (("county", stamp),) if stamp else (), None, fact["approved"])


def accidents_on(snapshot: Snapshot, object_id: str, day: date | None = None) -> list[Fact]:
    """Accidents of the register at an object, newest first; only those of a day where one is given."""
    found = [fact for fact in snapshot.facts("accident", object=object_id) if day is None or fact["since"] == day]
    return sorted(found, key=lambda fact: (fact["since"] or date.min, fact["key"]), reverse=True)


def accident_by_key(snapshot: Snapshot, key: str) -> Fact:
    """An accident by the key of its row (a number where the register has one); NotFound where there is none."""
    every = [Fact("accident", values) for values in snapshot.history.table("accident").to_pylist()]
    found = [fact for fact in every if key in (fact["key"], f"accident:{fact['key']}")]
    if not found:
        raise NotFound("accident", key, [str(fact["key"]) for fact in every])
    return found[0]


def judged_on(snapshot: Snapshot, accident: Accident) -> date:
    """The day on which deadlines and the level are judged: ``known_at``, else the latest day that the question or the data know of; never the clock."""
    known = moment(snapshot.known_at)
    if known is not None:
        return known.date()
    days = (snapshot.as_of, accident.day, accident.report, accident.approval, accident.review, _last_known(snapshot.history))
    return max(day for day in days if day is not None)


def _last_known(history: History) -> date | None:
    """The last day on which the county received data; for data without a stated day of receipt, when they were recorded; facts of no store have neither."""
    memo = history.memo
    if "last known" not in memo:
        tables = [history.table(kind) for kind in history.compiled.resolved.tables]
        days = [pc.max(pc.coalesce(table["received"], pc.cast(table["recorded"], pa.date32(), safe=False))).as_py() for table in tables if table.num_rows and "received" in table.column_names]
        memo["last known"] = max((day for day in days if day is not None), default=None)
    found: date | None = memo["last known"]
    return found


def with_numbers(accident: Accident, given: Mapping[str, Any]) -> Accident:
    """The accident with the numbers that an auditor gives in place of those of the register."""
    changes: dict[str, Any] = {name: read_number(name, given[name]) for name in NUMBERS if given.get(name) is not None}
    changes.setdefault("loss_wan", _whole(accident.loss_wan))
    changes |= {name: given[name] for name in ("kind", "sector", "place", "taken_over_by", "report", "approval", "review") if given.get(name)}
    if given.get("time") is not None:
        changes["time"] = _must(read_time(str(given["time"])), "time", given["time"], "10:20")
    stamps = dict(accident.stamps)
    for who, text in dict(given.get("stamps") or {}).items():
        stamps[who] = _must(read_moment(str(text), accident.day), "time stamp", text, "2019-03-01 11:05")
    return replace(accident, **changes, stamps=tuple(stamps.items()))


def read_number(name: str, text: Any) -> Number:
    """A number of the accident: digits, ``unknown``, or ``none`` where nothing is stated."""
    if isinstance(text, int | float) and not isinstance(text, bool):
        value: float = text
    elif str(text).strip().casefold() in ("unknown", "不详", "未知"):
        return "unknown"
    elif str(text).strip().casefold() in ("none", "", "未列"):
        return None
    else:
        try:
            value = float(str(text))
        except ValueError:
            raise UsageError(f"{name} {text!r} is no number.", advice="Give digits, or unknown.") from None
    if value != value or value < 0 or value > 1e9 or (name != "loss_wan" and value != int(value)):
        raise UsageError(f"{name} {text!r} is no number that people or losses can have.", advice="Give a whole number of people, or the loss in 10,000 yuan.")
    return _whole(value) if name == "loss_wan" else int(value)


def _whole(value: Any) -> Number:
    """A whole number as one, whether a sheet or a person wrote it: 80.0 is 80."""
    return int(value) if isinstance(value, float) and value == int(value) else value


def read_time(text: str) -> time | None:
    """A time of day as sheets write it; None where it is none."""
    found = _TIME.search(text)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return time(int(found[1]), int(found[2]))


def read_moment(text: str, day: date | None) -> datetime | None:
    """A day and time; the day of the accident where the text has only a time of day."""
    clock, said = read_time(text), _DAY.search(text)
    if said is not None:
        try:
            day = date(int(said[1]), int(said[2]), int(said[3]))
        except ValueError:
            return None
    return datetime.combine(day, clock) if day and clock else None


def _must(value: Any, what: str, text: Any, example: str) -> Any:
    if value is None:
        raise UsageError(f"{text!r} is no {what}.", advice=f"Write it like {example}.")
    return value
