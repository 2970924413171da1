"""Facts: what a source says, for which period, and from which row; moved in columns, one table for each kind.

Rules of time: periods are half-open ``[since, until)``. ``since`` is null where the start is unknown; such a fact counts as in force before its end, and
answers flag it. ``until`` is null where no end is stated; ``end`` then says whether the period is ``open`` (the source says it still holds) or its end is
``unknown`` (the source does not say). A day is never invented: ``precision`` keeps what the sheet gave.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Literal

import pyarrow as pa

from .vocabulary import KINDS, Field

End = Literal["known", "open", "unknown"]
Level = Literal["statute", "document", "register", "inferred"]
Precision = Literal["day", "month", "year"]
LEVELS_OF_CLAIM: tuple[Level, ...] = ("statute", "document", "register", "inferred")
"""Claim levels, strongest first (N22)."""

_TYPES: Mapping[str, pa.DataType] = {
    "text": pa.string(), "ref": pa.string(), "int": pa.int64(), "number": pa.float64(), "flag": pa.bool_(), "date": pa.date32(),
}
COMMON: tuple[tuple[str, pa.DataType], ...] = (
    ("scope", pa.string()), ("key", pa.string()), ("record", pa.string()),
    ("since", pa.date32()), ("until", pa.date32()), ("end", pa.string()), ("precision", pa.string()),
    ("level", pa.string()), ("document", pa.string()), ("clause", pa.string()),
    ("file", pa.string()), ("sheet", pa.string()), ("row", pa.int32()),
)
"""Columns of every kind. ``scope`` names the source, ``key`` the fact inside it; together they are the fact's identity. ``record`` names the row that
made the fact, whatever the row says: when the source states the row again, all that it said before is superseded."""
PLACE_COLUMNS = ("file", "sheet", "row")
"""Where a fact was read: not part of what it says, so a shifted row is not a changed fact."""
KNOWN: tuple[tuple[str, pa.DataType], ...] = (
    ("load", pa.string()), ("recorded", pa.timestamp("us", tz="UTC")), ("received", pa.date32()), ("retracted", pa.timestamp("us", tz="UTC")),
)
"""Columns that a store adds: which load, when it was recorded, when the county received it where that is stated, and when it was superseded or taken back."""


@cache
def schema(kind: str) -> pa.Schema:
    """Columns of a batch of this kind: common ones, ``id`` and ``name`` for nodes, then the kind's own fields."""
    node = [("id", pa.string()), ("name", pa.string())] if KINDS[kind].shape == "node" else []
    own = [(each.name, _TYPES[each.type]) for each in KINDS[kind].fields]
    return pa.schema([*COMMON, *node, *own])


@cache
def stored_schema(kind: str) -> pa.Schema:
    """As `schema`, with the columns that a store adds."""
    return pa.schema([*schema(kind), *(pa.field(name, type_) for name, type_ in KNOWN)])


@dataclass(frozen=True, slots=True)
class Period:
    """A half-open period ``[since, until)`` with the state of its end."""

    since: date | None = None
    until: date | None = None
    end: End = "unknown"

    def covers(self, day: date) -> bool:
        """Whether the period is in force on the day; an unknown start or end does not end it."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement stands: file, sheet and row as a clerk would look them up (row 1 is the sheet's first)."""

    file: str
    sheet: str = ""
    row: int | None = None

    def __str__(self) -> str:
        sheet = f" [{self.sheet}]" if self.sheet else ""
        return f"{self.file}{sheet}" + (f" row {self.row}" if self.row is not None else "")


@dataclass(frozen=True, slots=True)
class Fact:
    """A view of one row of a `Facts` table."""

    kind: str
    values: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values.get(name)

    @property
    def period(self) -> Period:
        return Period(self["since"], self["until"], self["end"] or "unknown")

    @property
    def place(self) -> Place:
        return Place(self["file"] or "", self["sheet"] or "", self["row"])

    @property
    def identity(self) -> tuple[str, str, str]:
        """Kind, source scope and key: what makes a later statement a new version of this one."""
        return self.kind, self["scope"], self["key"]


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts in columns: one Arrow table for each kind that has any."""

    tables: Mapping[str, pa.Table]

    def __len__(self) -> int:
        return sum(table.num_rows for table in self.tables.values())

    def table(self, kind: str) -> pa.Table:
        """The table of a kind; an empty one of the right columns where there is none."""
        return self.tables[kind] if kind in self.tables else stored_schema(kind).empty_table()

    def rows(self, kind: str | None = None) -> Iterator[Fact]:
        """Facts one by one, in table order; for people and tests, not for bulk work."""
        for name in [kind] if kind else list(self.tables):
            for batch in self.table(name).to_batches(max_chunksize=4096):
                yield from (Fact(name, values) for values in batch.to_pylist())

    @classmethod
    def of(cls, rows: Mapping[str, list[dict[str, Any]]]) -> Facts:
        """Facts from plain rows by kind; missing columns are null. An unknown column is an error."""
        tables = {}
        for kind, records in rows.items():
            names = set(schema(kind).names)
            for record in records:
                if unknown := set(record) - names:
                    raise KeyError(f"{kind} has no column {sorted(unknown)}")
            if records:
                tables[kind] = pa.Table.from_pylist(records, schema=schema(kind))
        return cls(tables)

    @classmethod
    def concat(cls, parts: list[Facts]) -> Facts:
        """All facts of the parts, in order. Parts must agree on having or not having the store's columns."""
        kinds = dict.fromkeys(kind for part in parts for kind in part.tables)
        return cls({kind: pa.concat_tables([p.tables[kind] for p in parts if kind in p.tables]) for kind in kinds})


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of a sheet's rows: ``rows = loaded + merged + rejected + ignored``."""

    rows: int = 0
    loaded: int = 0
    merged: int = 0
    rejected: int = 0
    ignored: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.rows + other.rows, self.loaded + other.loaded, self.merged + other.merged, self.rejected + other.rejected, self.ignored + other.ignored)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one source gave in one load.

    ``complete`` says that the source lists everything of its scope, so what it no longer names has ended; ``independent`` marks a list
    against which the register's completeness can be judged; ``received`` is the day on which the county had it, where that is stated.
    """

    scope: str
    received: date | None = None
    complete: bool = False
    independent: bool = False
    synthetic: bool = False
    files: tuple[str, ...] = ()
    counts: Counts = Counts()


@dataclass(frozen=True, slots=True)
class Batch:
    """What one call of ``load`` brings: facts without the store's columns, and one delivery for each scope."""

    facts: Facts
    deliveries: tuple[Delivery, ...]


@dataclass(frozen=True, slots=True)
class Load:
    """One load as a store keeps it. ``content`` is the hash of what it says; ``retracted`` is when it was taken back, if it was."""

    id: str
    recorded: datetime
    content: str
    facts: int
    deliveries: tuple[Delivery, ...]
    retracted: datetime | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault of the data, never of the county: what is wrong, where, and what to do (数据问题)."""

    code: str
    zh: str
    en: str
    place: Place | None = None
    column: str = ""
    value: str = ""
    advice_zh: str = ""
    advice_en: str = ""


def stated(field: Field, value: Any) -> str | None:
    """The readable id that a cell names: ``body:应急管理局`` where the field may point to one kind, the value itself where it already carries a prefix."""
    if value is None or value == "":
        return None
    word = str(value)
    prefix = word.partition(":")[0]
    return word if prefix in field.to else f"{field.to[0]}:{word}"
