"""Facts as stored to facts that can be compiled: what is taken back is left out, sentinel days become unknown, reversed periods are named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..facts import Facts, Problem
from ..vocabulary import KINDS
from .days import FIRST, LAST, MAX, MIN, Ints, moment, numbers
from .identity import place_of

Periods = Mapping[str, tuple[Ints, Ints]]


def prepare(facts: Facts, known_at: str | None) -> tuple[Facts, list[Problem]]:
    """The facts that hold at ``known_at``, with sentinel days taken out, and what was wrong with them."""
    tables: dict[str, pa.Table] = {}
    problems: list[Problem] = []
    for kind, given in facts.tables.items():
        table = _held(given, known_at).combine_chunks()
        for column, sentinel in (("since", pc.less_equal), ("until", pc.greater_equal)):
            table, found = _cleaned(kind, table, column, sentinel)
            problems += found
        problems += _reversed(kind, table)
        tables[kind] = table
    return Facts(tables), problems


def periods(facts: Facts) -> Periods:
    """The period of every row, as numbers. An event has a day, kept as its start."""
    return {kind: (numbers(facts.table(kind)["since"], MIN), numbers(facts.table(kind)["until"], MAX)) for kind in KINDS}


def _held(table: pa.Table, known_at: str | None) -> pa.Table:
    if "retracted" not in table.column_names or table["retracted"].null_count == table.num_rows:
        return table
    at = moment(known_at)
    gone = pc.is_valid(table["retracted"]) if at is None else pc.fill_null(pc.less_equal(table["retracted"], pa.scalar(at, pa.timestamp("us", tz="UTC"))), False)
    return table.filter(pc.invert(gone))


def _cleaned(kind: str, table: pa.Table, column: str, sentinel: Any) -> tuple[pa.Table, list[Problem]]:
    days = table[column].combine_chunks()
    bad = pc.fill_null(sentinel(days.cast(pa.int32()), FIRST if column == "since" else LAST), False)
    rows = np.flatnonzero(bad.to_numpy(zero_copy_only=False))
    if not len(rows):
        return table, []
    first, zh = int(rows[0]), "起始" if column == "since" else "终止"
    value = str(days[first].as_py())
    problem = Problem("sentinel-date", f"{KINDS[kind].zh}：{len(rows)} 行的{zh}日期 {value} 是占位日期，按不详处理",
                      f"{KINDS[kind].en}: in {len(rows)} rows the date {value} is a placeholder; taken as unknown",
                      place_of(table, first), column, value, "留空，或填真实日期", "leave it empty, or state the real day")
    cleaned = pc.if_else(bad, pa.scalar(None, pa.date32()), days)
    return table.set_column(table.column_names.index(column), column, cleaned), [problem]


def _reversed(kind: str, table: pa.Table) -> list[Problem]:
    wrong = pc.fill_null(pc.less(table["until"].combine_chunks(), table["since"].combine_chunks()), False)
    return [
        Problem("reversed-period", f"{KINDS[kind].zh}：终止日期早于起始日期，任何一天都不在有效期内", f"{KINDS[kind].en}: the period ends before it starts, so it holds on no day",
                place_of(table, row), "until", str(table["until"][row].as_py()), "更正日期", "correct the dates")
        for row in np.flatnonzero(wrong.to_numpy(zero_copy_only=False)).tolist()]
