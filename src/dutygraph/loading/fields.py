"""Turns what templates give into the typed columns of a fact: references, closed words, numbers, days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from ..facts import stated
from ..text import DateRead, normal, read_date
from ..vocabulary import Field
from .expressions import Column, text_of
from .faults import Fault, fault

_TRUTH = {"true": True, "yes": True, "false": False, "no": False}
_COARSE = {"day": 0, "month": 1, "year": 2}
Refuse = Callable[[int, Fault], None]
"""Rejects the row from which the fact at this position is made."""


def each_once(values: Column, change: Callable[[Any], Any]) -> Column:
    """The function over a column, called once for each distinct value; None stays None."""
    known: dict[Any, Any] = {None: None}
    out: Column = []
    for value in values:
        if value not in known:
            known[value] = change(value)
        out.append(known[value])
    return out


def identifier(kind: str, value: Any) -> str | None:
    """A node's id: normalised, with its kind in front."""
    word = normal(text_of(value) or "")
    return None if not word else word if word.startswith(f"{kind}:") else f"{kind}:{word}"


def key_text(value: Any) -> str | None:
    """A key in its normal form."""
    return normal(text_of(value) or "") or None


def typed(field: Field, values: Column, refuse: Refuse, where: str) -> Column:
    """A column of the field's type; a value that does not fit rejects its row."""
    if field.type == "ref":
        return each_once(values, lambda value: stated(field, normal(text_of(value) or "")))
    out = each_once(values, _CONVERT[field.type])
    if field.type == "text" and field.values:
        words = {term.name for term in field.values}
        choices = " ".join(term.name for term in field.values)
        for at, value in enumerate(out):
            if value is not None and value not in words:
                refuse(at, fault("not-allowed", column=where, value=value, choices=choices))
    for at, value in enumerate(out):
        if value.__class__ is _Wrong:
            refuse(at, fault(value.code, column=where, value=value.value))
            out[at] = None
    return out


class _Wrong:
    """A value that its field cannot take."""

    __slots__ = ("code", "value")

    def __init__(self, code: str, value: Any) -> None:
        self.code = code
        self.value = value


def _flag(value: Any) -> Any:
    return value if isinstance(value, bool) else _TRUTH.get(str(value).casefold(), _Wrong("not-a-flag", value))


def _number(value: Any, whole: bool) -> Any:
    try:
        found = float(text_of(value) or "")
    except ValueError:
        return _Wrong("not-a-number", value)
    if not whole:
        return found
    return int(found) if found.is_integer() else _Wrong("not-whole", value)


def _whole(value: Any) -> Any:
    return _number(value, whole=True)


def _decimal(value: Any) -> Any:
    return _number(value, whole=False)


def _day(value: Any) -> Any:
    found = moment(value)
    return found.day if not found.trouble else _Wrong(found.trouble, text_of(value))


_CONVERT: dict[str, Callable[[Any], Any]] = {"text": text_of, "date": _day, "flag": _flag, "int": _whole, "number": _decimal}


def moment(value: Any) -> DateRead:
    """What a template gives, as a date."""
    if isinstance(value, DateRead):
        return value
    return DateRead(value, "day") if isinstance(value, date) else read_date(value)


def moments(values: Column, refuse: Refuse, where: str) -> list[DateRead]:
    """A column of dates; a text that is none rejects its row."""
    out = [found or DateRead() for found in each_once(values, moment)]
    for at, found in enumerate(out):
        if found.trouble and found.day is None:
            refuse(at, fault(found.trouble, column=where, value=text_of(values[at])))
    return out


def after_last(found: DateRead) -> date | None:
    """The first day on which it no longer holds, where the sheet gives the last day (month, year) on which it does."""
    day = found.day
    if day is None or found.precision == "day":
        return day and day + timedelta(days=1)
    if found.precision == "year" or day.month == 12:
        return date(day.year + 1, 1, 1)
    return date(day.year, day.month + 1, 1)


def periods(since: list[DateRead], until: list[DateRead], last: bool, end: Column, refuse: Refuse, note: Refuse) -> dict[str, Column]:
    """The four columns of time. An open word in the end makes it ``open``; a stated end is ``known``."""
    starts: Column = [found.day for found in since]
    ends: Column = [after_last(found) if last else found.day for found in until]
    states: Column = []
    precisions: Column = []
    for at, (start, stop) in enumerate(zip(since, until, strict=True)):
        states.append("known" if ends[at] else "open" if stop.open else end[at] or "unknown")
        given = [found.precision for found in (start, stop) if found.precision]
        precisions.append(max(given, key=_COARSE.__getitem__) if given else None)
        if starts[at] and ends[at] and ends[at] <= starts[at]:
            what = f"{text_of(start)} - {text_of(stop)}"
            if ends[at] < starts[at]:
                refuse(at, fault("reversed", value=what))
            else:
                note(at, fault("empty-period", value=what))
    return {"since": starts, "until": ends, "end": states, "precision": precisions}
