"""Small batches for tests of stores: by hand, and as hypothesis strategies."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from dutygraph.facts import Batch, Delivery, Facts

from .oracle import Told

RECORDS = {"a": "行1", "b": "行1", "c": "行2", "x": "行1", "y": "行2"}
"""The row that makes each of a history's facts: a row makes several, of several kinds; “d” belongs to no row."""
LEDGER = "台账"
ROSTER = "名册"


def at(day: int, hour: int = 9) -> datetime:
    """An hour of a day of 2026, counted from 1 January as day 1."""
    return datetime(2026, 1, 1, hour, tzinfo=UTC) + timedelta(days=day - 1)


def on(day: int) -> date:
    """A day of 2026, counted from 1 January as day 1."""
    return at(day).date()


def status(key: str, value: str = "operating", scope: str = LEDGER, **more: Any) -> dict[str, Any]:
    """A row that says whether an object works (生产状态)."""
    return {"scope": scope, "key": key, "object": f"object:{key}", "value": value, "end": "open", **more}


def act(key: str, day: date, scope: str = LEDGER, **more: Any) -> dict[str, Any]:
    """A row that says that an inspection took place."""
    return {"scope": scope, "key": key, "type": "inspection", "object": f"object:{key}", "since": day, **more}


def batch(*rows: dict[str, Any], deliveries: tuple[Delivery, ...] | None = None, kind: str = "status", **delivery: Any) -> Batch:
    """A batch of one kind with one delivery for each scope, or for the ledger alone where there are no rows."""
    scopes = dict.fromkeys([row["scope"] for row in rows] or [LEDGER])
    return Batch(Facts.of({kind: list(rows)}), deliveries or tuple(Delivery(scope, **delivery) for scope in scopes))


def keys(facts: Facts, kind: str = "status") -> list[str]:
    """Which facts there are, by key, in the order given."""
    return [str(fact["key"]) for fact in facts.rows(kind)]


_DAYS = st.integers(1, 12)


@st.composite
def batches(draw: st.DrawFn, received: st.SearchStrategy[date | None] = st.none() | _DAYS.map(on)) -> Batch:  # noqa: B008 - a strategy is a value
    """A batch over one or two scopes, each complete or not, that names some of a few keys in two kinds."""
    deliveries, statuses, acts = [], [], []
    for scope in draw(st.sampled_from([(LEDGER,), (ROSTER,), (LEDGER, ROSTER)])):
        deliveries.append(Delivery(scope, received=draw(received), complete=draw(st.booleans())))
        for key in draw(st.sets(st.sampled_from("abcd"))):
            since, until = draw(st.none() | _DAYS), draw(st.none() | _DAYS)
            period = {"since": on(since) if since else None, "until": on(until) if until else None, "end": "known" if until else draw(st.sampled_from(["open", "unknown"]))}
            statuses.append(status(key, scope=scope, document=draw(st.sampled_from(["甲", "乙"])), record=RECORDS.get(key), **period))
        acts += [act(key, on(draw(_DAYS)), scope, record=RECORDS[key]) for key in draw(st.sets(st.sampled_from("xy")))]
    return Batch(Facts.of({"status": statuses, "act": acts}), tuple(deliveries))


@st.composite
def histories(draw: st.DrawFn) -> list[Told]:
    """Up to five loads, each on a later day, some taken back later."""
    told, day = [], 0
    for each in draw(st.lists(batches(), min_size=1, max_size=5)):
        day += draw(st.integers(1, 3))
        gone = draw(st.none() | st.integers(0, 6))
        told.append(Told(each, at(day), at(day + gone, 18) if gone is not None else None))
    return told
