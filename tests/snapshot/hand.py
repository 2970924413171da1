"""A county by hand: rows as plain dicts, with only what a test is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

import pyarrow as pa

from dutygraph.facts import Delivery, Facts, stored_schema
from dutygraph.snapshot import History


@dataclass(frozen=True, slots=True)
class FixedRules:
    """The only thing of the rules that a snapshot itself reads."""

    version: str = "rules-1"


def day(year: int, month: int = 1, of: int = 1) -> date:
    return date(year, month, of)


def named(kind: str, name: str, /, **fields: Any) -> dict[str, Any]:
    """A node by its bare id."""
    own = name.partition("@")[0].rpartition("/")[2] if kind in ("post", "person", "object") else name
    return {"id": f"{kind}:{name}", "name": own, **fields}


def county(**kinds: Sequence[dict[str, Any]]) -> Facts:
    """Facts with scope, key, file and row filled in where a test does not care."""
    number = count(2)
    return Facts.of({kind: [{"scope": "sheet", "key": f"{kind}-{at}", "end": "unknown", "level": "register", "file": f"{kind}.csv", "sheet": "", "row": next(number), **row}
                            for at, row in enumerate(rows)] for kind, rows in kinds.items()})


def stored(facts: Facts, *, recorded: datetime, received: date | None = None) -> Facts:
    """The same facts as a store would give them."""
    tables = {}
    for kind, table in facts.tables.items():
        size = table.num_rows
        added = {"load": pa.array(["L0001"] * size), "recorded": pa.array([recorded] * size, pa.timestamp("us", tz="UTC")), "received": pa.array([received] * size, pa.date32()),
                 "retracted": pa.nulls(size, pa.timestamp("us", tz="UTC"))}
        tables[kind] = pa.Table.from_arrays([added.get(name, table[name] if name in table.column_names else None) for name in stored_schema(kind).names], schema=stored_schema(kind))
    return Facts(tables)


def history(facts: Facts, *, known_at: str | None = None, deliveries: tuple[Delivery, ...] = ()) -> History:
    return History.of(facts, data_version="data-1", known_at=known_at, rules=FixedRules(), deliveries=deliveries)  # type: ignore[arg-type]


def codes(told: History) -> list[str]:
    """The codes of the problems, in order."""
    return [problem.code for problem in told.problems]


NOON = datetime(2025, 6, 1, 12, tzinfo=UTC)
