"""Writers in processes of their own, to be killed: their loads need several transactions, and their lock expires soon."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any

from dutygraph.errors import StoreError
from dutygraph.store import open_store
from dutygraph.store.neo4j import lease
from dutygraph.store.neo4j import store as module
from store.children import context, numbered


def hasten() -> None:
    """Of 120 facts make a load of several transactions; and let a killed writer's lock expire after a second."""
    module.WHOLE, module.BATCH = 100, 30
    lease.SECONDS, lease._BEAT = 1.0, 0.3


def write_on(url: str, first: int, diary: Path) -> None:
    """Put loads, small ones and large ones, and take every third back, until the server goes away; each is noted once the store has said that it is done."""
    hasten()
    with diary.open("a", buffering=1) as notes:
        try:
            store = open_store(url)
            for number in count(first):
                module.WHOLE = 100 if number % 2 else 1000
                load = store.put(numbered(number)).load
                notes.write(f"put {load.id}\n")
                if number % 3 == 2:
                    notes.write(f"retract {store.retract(load.id).id}\n")
        except StoreError:
            return


def start(url: str, first: int, diary: Path) -> Any:
    """A writer in a process of its own."""
    process = context.Process(target=write_on, args=(url, first, diary))
    process.start()
    return process
