"""The server store keeps the contract of every store, unchanged; and its marks for people say what it says itself."""

from __future__ import annotations

from typing import Any

import pytest
from disposable import ask as asked
from hypothesis import given

from dutygraph.store.neo4j import store as module
from store.contract import StoreContract, Stores, few, tell
from store.oracle import Told
from store.worlds import ROSTER, at, batch, histories, status

HOLDING = """
    MATCH (f:Fact) WHERE f.retracted IS NULL
    RETURN f.load AS load, f.kind AS kind, f.key AS key, f.scope AS scope, CASE WHEN f.closed IS NULL OR f.until < f.closed THEN f.until ELSE f.closed END AS until"""
MARKED = "MATCH (f:Fact) RETURN f.retracted AS retracted ORDER BY f.load, f.key"


def ask(url: str, text: str) -> list[dict[str, Any]]:
    """A person's own Cypher, with days and instants as Python has them."""
    return [{name: value.to_native() if hasattr(value, "to_native") else value for name, value in row.items()} for row in asked(url, text)]


class TestServerKeepsTheContract(StoreContract):
    pass


@few
@given(told=histories())
def test_the_marks_in_the_graph_say_what_the_store_says_of_today(store: Stores, told: list[Told]) -> None:
    kept = store()
    tell(kept, told)
    holding = {(row["load"], row["kind"], row["key"], row["scope"], row["until"]) for row in ask(kept.url, HOLDING)}
    facts = kept.facts()
    assert holding == {(fact["load"], kind, fact["key"], fact["scope"], fact["until"]) for kind in facts.tables for fact in facts.rows(kind)}


def test_a_mark_says_when_the_fact_stopped_holding(store: Stores) -> None:
    kept = store()
    kept.put(batch(status("a"), status("b")), recorded=at(1))
    wrong = kept.put(batch(status("a", "stopped")), recorded=at(4)).load
    assert [row["retracted"] for row in ask(kept.url, MARKED)] == [at(4), None, None]
    kept.retract(wrong.id, at=at(7))
    assert [row["retracted"] for row in ask(kept.url, MARKED)] == [None, None, at(7)]


def test_marks_that_are_too_many_for_the_load_itself_follow_it_and_those_a_killed_writer_left_out_are_made_by_the_next(store: Stores, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MARKED", 1)
    kept = store()
    kept.put(batch(status("a")), recorded=at(1))
    kept.put(batch(status("a", "stopped")), recorded=at(4))
    assert [row["retracted"] for row in ask(kept.url, MARKED)] == [at(4), None]
    ask(kept.url, "MATCH (f:Fact) REMOVE f.retracted WITH count(f) AS all MATCH (s:Source) SET s.stale = true")
    kept.put(batch(status("r", scope=ROSTER)), recorded=at(5))
    assert [row["retracted"] for row in ask(kept.url, MARKED)] == [at(4), None, None]
