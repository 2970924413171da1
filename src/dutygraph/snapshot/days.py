"""Days as whole numbers, so that periods can be compared in numpy: days since 1970-01-01, with one number for each open side."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Ints = npt.NDArray[np.int32]
Bools = npt.NDArray[np.bool_]

MIN = -(2**31)
"""An unknown start: in force since ever, and flagged."""
MAX = 2**31 - 1
"""No stated end."""
_EPOCH = date(1970, 1, 1)
FIRST = (date(1900, 1, 1) - _EPOCH).days
LAST = (date(9999, 12, 31) - _EPOCH).days
"""Sentinel days that old systems write for *unknown*: no period starts at or before FIRST or ends at LAST (D01-D16)."""


def number(day: date) -> int:
    """The number of a day."""
    return (day - _EPOCH).days


def as_date(value: int) -> date | None:
    """The day of a number; None for an open side."""
    return None if value in (MIN, MAX) else _EPOCH + timedelta(days=int(value))


def numbers(column: pa.ChunkedArray | pa.Array, missing: int) -> Ints:
    """A date column as numbers, with ``missing`` where it is null."""
    return np.asarray(pc.fill_null(column.cast(pa.int32()), missing).to_numpy(), dtype=np.int32)


def in_force(since: Ints, until: Ints, day: int) -> Bools:
    """Which half-open periods hold on the day."""
    return (since <= day) & (day < until)


def moment(known_at: str | None) -> datetime | None:
    """The instant that ``known_at`` means; a day means to its end."""
    if known_at is None:
        return None
    if len(known_at) == 10:
        return datetime.combine(date.fromisoformat(known_at), time.max, UTC)
    found = datetime.fromisoformat(known_at)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def known(table: pa.Table) -> npt.NDArray[np.int64]:
    """When each row was known, in microseconds: the day it was received where stated, else when it was recorded; 0 where neither is there."""
    empty = np.zeros(table.num_rows, dtype=np.int64)
    if "recorded" not in table.column_names:
        return empty
    recorded = np.asarray(pc.fill_null(table["recorded"].cast(pa.int64()), 0).to_numpy(), dtype=np.int64)
    received = numbers(table["received"], MIN).astype(np.int64)
    return np.where(received == MIN, recorded, received * 86_400_000_000)


