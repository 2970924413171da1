"""The server store against a bare driver loop: ``python tests/benchmarks/server_store.py [OBJECTS]`` (10 facts for each object; the claim is for 100,000).

Writing: the store's `put` (hash, lock, check for repeats, label taken off at the end) against a loop that sends the same statements with the same batches, prepared beforehand.
Reading: the store's `facts` of a fresh machine (columns, order, hash, local copy) against a loop that reads the same columns; then facts and the compiled history again, from the copies, beside the embedded store.
Each kind of store has a server of its own in one process, and all is measured in one run. Not named after the driver, which a script in this folder would then import.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import neo4j

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "neo4j"), str(HERE.parents[1] / "src")]

from disposable import Servers  # noqa: E402
from world import world  # noqa: E402

from dutygraph.facts import Batch, Delivery, Facts, schema  # noqa: E402
from dutygraph.law import Rules  # noqa: E402
from dutygraph.snapshot import open_history  # noqa: E402
from dutygraph.store import open_store  # noqa: E402
from dutygraph.store.content import canonical  # noqa: E402
from dutygraph.store.neo4j.shape import graph_rows  # noqa: E402
from dutygraph.store.neo4j.store import BATCH, WHOLE  # noqa: E402
from dutygraph.store.queries import statement  # noqa: E402

NEEDED = 0.7


def clocked(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def bare_write(session: neo4j.Session, batches: list[list[dict[str, object]]], pending: list[bool]) -> None:
    """What anyone would write: the same statement for each batch."""
    for rows in batches:
        session.execute_write(lambda tx, rows=rows: tx.run(statement("write/facts").text, rows=rows, pending=pending).consume())


def bare_read(session: neo4j.Session, load: str, kinds: list[str]) -> None:
    """The same columns, as the driver gives them."""
    for kind in kinds:
        names = schema(kind).names
        session.execute_read(lambda tx, kind=kind, names=names: [row.values() for row in tx.run(statement("read/rows").text, load=load, kind=kind, names=names)])


def main(objects: int) -> int:
    facts = world(objects).facts
    scopes = dict.fromkeys(scope for table in facts.tables.values() for scope in table["scope"].unique().to_pylist())
    batch = Batch(facts, tuple(Delivery(scope) for scope in scopes))
    tables = canonical(batch).tables
    batches = [graph_rows("bare", kind, table.slice(start, BATCH)) for kind, table in tables.items() for start in range(0, table.num_rows, BATCH)]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = str(Path(folder) / "cache")
        servers = Servers(Path(folder), 2, brief=False).start()
        try:
            return measure(servers.urls, Path(folder), batch, batches)
        finally:
            servers.stop()


def measure(urls: list[str], folder: Path, batch: Batch, batches: list[list[dict[str, object]]]) -> int:
    count = len(batch.facts)
    small = Batch(Facts({"body": batch.facts.tables["body"]}), (Delivery("world:body"),))
    for url in urls:  # both with constraints, and with the statement compiled
        open_store(url).put(small)
    store = open_store(urls[0])
    with neo4j.GraphDatabase.driver(urls[1]) as driver, driver.session(fetch_size=2_000) as session:
        pending = [True] if count > WHOLE else []
        warm = [[row | {"said": row["said"] | {"load": "warm"}} for row in rows] for rows in batches[-6:]]
        bare_write(session, warm, pending)  # the machine has compiled itself before any clock runs
        half = len(batches) // 2  # the loop runs before the store and after it, so that neither has the warmer machine
        bare = clocked(partial(bare_write, session, batches[:half], pending))
        ours = clocked(partial(store.put, batch))
        bare += clocked(partial(bare_write, session, batches[half:], pending))
        load = store.loads()[-1].id
        print(f"write {count:,} facts: bare {count / bare:,.0f}/s, store {count / ours:,.0f}/s, ratio {bare / ours:.2f}", flush=True)
        bare_r = clocked(partial(bare_read, session, "bare", list(batch.facts.tables)))
        first = clocked(lambda: store.said(load))
        print(f"read {count:,} facts: bare {count / bare_r:,.0f}/s, store {count / first:,.0f}/s, ratio {bare_r / first:.2f}", flush=True)
    embedded = open_store(str(folder / "embedded"))
    embedded.put(small)
    embedded.put(batch)
    rules = Rules.read()
    for name, open_it in (("facts", lambda one: one.facts()), ("history", lambda one: open_history(one, rules=rules))):
        opened = {kind: [clocked(partial(open_it, one)) for _ in range(4)] for kind, one in (("server", store), ("embedded", embedded))}
        best = {kind: min(times[1:]) for kind, times in opened.items()}
        print(f"{name}: server first {opened['server'][0]:.2f} s, again {best['server']:.2f} s; embedded first {opened['embedded'][0]:.2f} s, again {best['embedded']:.2f} s", flush=True)
    print(f"same data version: {store.version() == embedded.version()}", flush=True)
    return int(min(bare / ours, bare_r / first) < NEEDED)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
