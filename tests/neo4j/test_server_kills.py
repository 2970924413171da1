"""`kill -9` of client or server at random moments: committed loads are whole, partial ones are seen by nobody, the next load succeeds and clears the rest."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from disposable import Servers, Unavailable, ask, credentials, wait_for, wipe
from writers import hasten, start

import neo4j
from dutygraph.errors import StoreBusy, StoreError
from dutygraph.store import Store, open_store
from dutygraph.store.neo4j import lease
from dutygraph.store.neo4j import store as module
from store.children import ROWS, numbered
from store.oracle import rows
from store.worlds import batch, status

KILLS = 20


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """What `hasten` changes is put back afterwards."""
    for place, names in ((module, ("WHOLE", "BATCH")), (lease, ("SECONDS", "_BEAT"))):
        for name in names:
            monkeypatch.setattr(place, name, getattr(place, name))
    hasten()


def noted_loads(diary: Path) -> set[str]:
    """The loads of which the store has said that they are kept."""
    return {line.split()[1] for line in diary.read_text().splitlines() if line.startswith("put ")}


def assert_whole(store: Store, diary: Path) -> None:
    """What was noted is there, and what the store says is exactly what its loads say."""
    loads = {load.id: load for load in store.loads()}
    for act, load_id in (line.split() for line in diary.read_text().splitlines() if line.count(" ") == 1):
        assert load_id in loads, f"lost {load_id}"
        assert act == "put" or loads[load_id].retracted, f"lost a retraction of {load_id}"
    expected = set()
    for load in loads.values():
        store.said(load.id)  # its hash is checked
        if load.retracted is None:
            expected |= rows(numbered(int(load.deliveries[0].scope.removeprefix("源"))).facts)
    assert rows(store.facts()) == expected


def put_next(url: str, store: Store) -> None:
    """A put after a crash works, and leaves nothing that belongs to no load."""
    assert store.put(numbered(50_000 + len(store.loads()))).new
    assert ask(url, "MATCH (f:Pending) RETURN count(f) AS n") == [{"n": 0}]
    assert ask(url, "MATCH (f:Fact) WHERE NOT EXISTS { MATCH (:Load {id: f.load}) } RETURN count(f) AS n") == [{"n": 0}]


@pytest.mark.slow
def test_a_client_killed_at_any_moment_leaves_no_half_load(server: str, tmp_path: Path) -> None:
    diary, chance, pending = tmp_path / "diary", random.Random(20261124), 0
    diary.touch()
    store = open_store(server)
    for kill in range(KILLS):
        noted = diary.stat().st_size
        writer = start(server, 100 * kill, diary)
        assert wait_for(lambda noted=noted: diary.stat().st_size > noted, 60)
        time.sleep(chance.uniform(0, 0.4))
        writer.kill()
        writer.join()
        pending += int(str(ask(server, "MATCH (f:Pending) RETURN count(f) AS n")[0]["n"])) > 0
        if kill % 5 == 0:
            assert_whole(store, diary)
        put_next(server, store)
    assert_whole(store, diary)
    assert pending, "no kill met a load between its transactions"
    store.close()


@pytest.fixture
def mortal(tmp_path_factory: pytest.TempPathFactory, servers: list[str]) -> Iterator[Servers]:
    """A server of one's own, to be killed."""
    running = Servers(tmp_path_factory.mktemp("mortal"), heap="512m")
    try:
        running.start()
    except Unavailable as reason:
        pytest.skip(str(reason))
    yield running
    running.stop()


@pytest.mark.slow
def test_a_server_killed_at_any_moment_loses_no_committed_load(mortal: Servers, tmp_path: Path) -> None:
    diary, chance, url = tmp_path / "diary", random.Random(20261125), mortal.urls[0]
    diary.touch()
    for kill in range(KILLS):
        noted = diary.stat().st_size
        writer = start(url, 100 * kill, diary)
        assert wait_for(lambda noted=noted: diary.stat().st_size > noted, 60), "the first load after a crash must succeed"
        time.sleep(chance.uniform(0, 0.8))
        mortal.kill()
        writer.kill()
        writer.join()
        mortal.start()
        store = open_store(url)
        assert noted_loads(diary) <= {load.id for load in store.loads()}
        if kill in (KILLS // 2, KILLS - 1):
            assert_whole(store, diary)
        store.close()
    store = open_store(url)
    put_next(url, store)
    assert_whole(store, diary)
    store.close()


def _leave_half(url: str) -> None:
    """What a writer leaves that was killed between two transactions of its load."""
    ask(url, "CREATE (:Fact:Status:Pending {load: 'L0002-dead0000', kind: 'status', scope: 's', key: 'k'})-[:HAS]->(:Named:Object {id: 'object:ghost'})")


def test_a_half_load_is_seen_by_nobody_and_cleared_by_the_next_load(server: str) -> None:
    store = open_store(server)
    store.put(batch(status("a")))
    _leave_half(server)
    assert len(store.facts()) == 1
    store.put(batch(status("b")))
    assert ask(server, "MATCH (n) WHERE n:Pending OR n.id = 'object:ghost' RETURN count(n) AS n") == [{"n": 0}]
    store.close()


def test_a_half_load_is_cleared_by_migrate(server: str) -> None:
    store = open_store(server)
    store.put(batch(status("a")))
    _leave_half(server)
    store.migrate()  # type: ignore[attr-defined]
    assert ask(server, "MATCH (n) WHERE n:Pending OR n.id = 'object:ghost' RETURN count(n) AS n") == [{"n": 0}]
    store.close()


def test_a_load_that_became_visible_keeps_its_facts_when_its_writer_was_killed_before_the_label_went(server: str) -> None:
    store = open_store(server)
    load = store.put(batch(status("a"), status("b"))).load
    ask(server, "MATCH (f:Fact {load: $load}) SET f:Pending", load=load.id)
    assert len(store.facts()) == 2
    store.put(batch(status("c")))
    assert len(store.facts()) == 3 and ask(server, "MATCH (f:Pending) RETURN count(f) AS n") == [{"n": 0}]
    store.close()


def test_the_lock_of_a_silent_writer_expires_and_that_of_a_living_one_does_not(server: str) -> None:
    store = open_store(server, wait=0.5)
    store.put(batch(status("a")))
    ask(server, "MATCH (l:Lock) SET l.holder = 'somebody', l.until = datetime() + duration({seconds: 30})")
    with pytest.raises(StoreBusy, match=r"another process is writing to this store, and was not done after 0\.5 s"):
        store.put(batch(status("b")))
    ask(server, "MATCH (l:Lock) SET l.until = datetime() - duration({seconds: 1})")
    assert store.put(batch(status("b"))).new
    store.close()


def test_a_writer_that_lost_its_lock_keeps_nothing(server: str) -> None:
    store = open_store(server)
    store.put(batch(status("a")))
    with pytest.raises(StoreBusy, match="another took its place; nothing of its load was kept"), store._writing() as (held, manifest):  # type: ignore[attr-defined]
        ask(server, "MATCH (l:Lock) SET l.holder = 'somebody'")
        store._write(held, manifest, manifest.loads[0], store.facts())  # type: ignore[attr-defined]
    assert len(store.loads()) == 1 and ask(server, "MATCH (f:Fact) RETURN count(f) AS n") == [{"n": 1}]
    wipe(server)
    store.close()


def test_a_server_that_goes_away_under_a_reader_is_told(mortal: Servers) -> None:
    store = open_store(mortal.urls[0])
    store.put(batch(status("a")))
    mortal.kill()
    with pytest.raises(StoreError, match=r"no Neo4j server answers here"):
        store.facts()
    store.close()


def test_a_persons_own_cypher_meets_a_load_whole_or_not_at_all(server: str) -> None:
    store, done, met = open_store(server), threading.Event(), list[int]()
    store.put(batch(status("a")))
    module.WHOLE = 1_000

    def look() -> None:
        with neo4j.GraphDatabase.driver(server, auth=credentials(), notifications_min_severity="OFF") as driver:
            while not done.is_set():
                found = driver.execute_query("MATCH (f:Fact) WHERE f.scope STARTS WITH '源' RETURN f.load AS load, count(*) AS n").records
                met.extend(row["n"] for row in found)

    person = threading.Thread(target=look)
    person.start()
    for number in range(15):
        store.put(numbered(number))
    done.set()
    person.join()
    assert set(met) == {2 * ROWS}
    store.close()


def test_two_loads_at_once_are_both_kept(server: str, tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    (tmp_path / "b").touch()
    open_store(server).put(batch(status("a")))
    writers = [start(server, 100 * number, tmp_path / name) for number, name in enumerate("ab", 1)]
    assert wait_for(lambda: all((tmp_path / name).read_text().count("\n") >= 3 for name in "ab"), 60)
    for each in writers:
        each.kill()
        each.join()
    store = open_store(server)
    assert [load.id[:5] for load in store.loads()] == [f"L{number:04d}" for number in range(1, len(store.loads()) + 1)]
    assert all(len(store.said(load.id)) == load.facts for load in store.loads())
    store.close()
