"""What a second opening of a server store costs: the compiled history is kept in the user's cache, per data version."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from dutygraph.facts import Batch, Delivery, Facts
from dutygraph.law import Rules
from dutygraph.snapshot import cache, open_history
from dutygraph.store.neo4j import Neo4jStore


def named(*names: str) -> Batch:
    return Batch(Facts.of({"object": [{"scope": "ledger", "key": each, "id": f"object:{each}", "name": each, "type": "enterprise"} for each in names]}), (Delivery("ledger"),))


class Counting(Neo4jStore):
    """A server store that counts how often its facts are read."""

    reads = 0

    def facts(self, as_of: date | None = None, known_at: datetime | date | None = None) -> Facts:
        Counting.reads += 1
        return super().facts(as_of, known_at)


def test_the_second_opening_reads_no_facts_and_a_new_load_is_seen(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "SMALL", 0)
    monkeypatch.setattr(Counting, "reads", 0)
    rules = Rules.read()

    def opened() -> list[str]:
        store = Counting(server, cache=tmp_path)
        try:
            history = open_history(store, rules=rules)
            assert history.data_version == store.version()
            return [str(each) for each in history.nodes("object").names]
        finally:
            store.close()

    store = Counting(server, cache=tmp_path)
    store.put(named("红星采石场"))
    assert opened() == ["红星采石场"] == opened() and Counting.reads == 1
    load = store.put(named("东山油站", "红星采石场")).load
    assert opened() == ["东山油站", "红星采石场"] == opened() and Counting.reads == 2
    store.retract(load.id)
    assert opened() == ["红星采石场"] and Counting.reads == 3
    store.close()


def test_stores_do_not_read_each_others_histories(servers: list[str], server: str, tmp_path: Path) -> None:
    stores = [Neo4jStore(url, cache=tmp_path) for url in (server, servers[1])]
    for each in stores:
        each.migrate()
    assert len({each.cache for each in stores}) == 2
    for each in stores:
        each.close()
