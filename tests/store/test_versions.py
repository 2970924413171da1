"""Which statements hold, without any store: the pure function against a naive reading row by row, and its speed on a million facts."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date, datetime

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dutygraph.facts import Batch, Delivery, Facts, Load, schema
from dutygraph.store.content import canonical, content
from dutygraph.store.resolve import Rows, in_force, resolve
from dutygraph.store.versions import moment

from . import oracle
from .oracle import Told
from .worlds import at, batch, histories, on, status


def held(told: list[Told]) -> tuple[list[Load], Rows]:
    """Loads in memory, and what reads them."""
    said = [canonical(each.batch) for each in told]
    loads = [Load(f"L{n:04d}-00000000", each.recorded, "", len(facts), each.batch.deliveries, each.retracted) for n, (each, facts) in enumerate(zip(told, said, strict=True), 1)]
    facts_of = {load.id: facts for load, facts in zip(loads, said, strict=True)}

    def rows(load_id: str, kind: str, columns: Sequence[str] | None) -> pa.Table:
        return facts_of[load_id].tables.get(kind, schema(kind).empty_table()).select(list(columns or schema(kind).names))

    return loads, rows


@settings(max_examples=150, deadline=None)
@given(told=histories(), as_of=st.none() | st.integers(1, 14).map(on), known_at=st.none() | st.integers(1, 14).map(on) | st.integers(1, 14).map(at))
def test_what_holds_is_what_a_naive_reader_of_all_rows_finds(told: list[Told], as_of: date | None, known_at: date | datetime | None) -> None:
    facts = resolve(*held(told), moment(known_at))
    assert oracle.rows(in_force(facts, as_of) if as_of else facts) == oracle.facts(told, as_of, known_at)


def test_loads_of_one_instant_follow_their_numbers_beyond_four_digits() -> None:
    loads, rows = held([Told(batch(status("a", value)), at(1)) for value in ("operating", "stopped")])
    renamed = {"L9999-00000000": loads[0].id, "L10000-00000000": loads[1].id}
    again = [Load(name, load.recorded, "", 1, load.deliveries) for name, load in zip(renamed, loads, strict=True)]
    facts = resolve(reversed(again), lambda load_id, kind, columns: rows(renamed[load_id], kind, columns))
    assert [fact["value"] for fact in facts.rows()] == ["stopped"]


def test_the_hash_of_a_load_does_not_depend_on_order_or_chunks_and_does_on_everything_that_is_said() -> None:
    said = batch(status("a", since=on(3), row=4), status("乙", document="甲〔2026〕3号"), status("c", "stopped"))
    table = said.facts.table("status")
    first = content(canonical(said), said.deliveries)
    assert first == "0bc7b180cbb3cf03a1e6c746c7be2fc80c420df07f9de06aaf2900aa11919326", "stores of the same loads would no longer agree"
    mixed = pa.concat_tables([table.slice(2), table.slice(0, 1), table.slice(1, 1)])
    assert content(canonical(Batch(Facts({"status": mixed}), said.deliveries)), said.deliveries) == first
    for other in (batch(status("a", since=on(4), row=4), *map(dict, table.slice(1).to_pylist())), batch(status("a", since=on(3), row=5), *map(dict, table.slice(1).to_pylist()))):
        assert content(canonical(other), said.deliveries) != first
    assert content(canonical(said), (Delivery(said.deliveries[0].scope, complete=True),)) != first


def register(facts: int, stopped: int, scope: str = "台账") -> Batch:
    """A register with four facts about each object, one in ``stopped`` of them not working."""
    size = facts // 4
    numbers = np.arange(size)
    objects = pa.array([f"object:企业{number}@城关镇" for number in numbers])
    common = {"scope": pa.repeat(scope, size), "key": pa.array([f"9151{number * 7919 % 10_000_000:014d}" for number in numbers]), "end": pa.repeat("open", size),
              "file": pa.repeat("台账.xlsx", size), "row": pa.array(numbers, pa.int32()), "object": objects}
    own = {"licence": {"number": objects}, "at": {"territory": pa.array([f"territory:{number % 40}" for number in numbers])},
           "in_sector": {"sector": pa.array([f"sector:{number % 60}" for number in numbers])},
           "status": {"value": pa.array(np.where(numbers % stopped == 0, "stopped", "operating"))}}
    tables = {}
    for kind, columns in own.items():
        given_columns = common | columns
        tables[kind] = pa.table([given_columns.get(field.name, pa.nulls(size, field.type)) for field in schema(kind)], schema=schema(kind))
    return Batch(Facts(tables), (Delivery(scope, complete=True),))


@pytest.mark.slow
@pytest.mark.parametrize("deliveries", [1, 2])
def test_a_million_facts_are_resolved_in_seconds(deliveries: int) -> None:
    loads, rows = held([Told(register(1_000_000, 100 + n), at(1 + n)) for n in range(deliveries)])
    started = time.process_time()
    facts = resolve(loads, rows)
    assert len(facts) == 1_000_000
    assert time.process_time() - started < (0.5, 6)[deliveries - 1]
