"""The writers' lock: a node that says who writes and until when, so that it frees itself where a writer was killed."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from uuid import uuid4

from ...errors import StoreBusy, StoreError
from .server import ManagedTransaction, Server, Transaction, run

SECONDS = 10.0
"""How long the lock holds without a sign of life."""
_BEAT = 3.0


class Lease:
    """The lock while one writer has it. Every transaction that writes proves by `fence` that it still does."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._holder = str(uuid4())

    @contextmanager
    def held(self, wait: float) -> Iterator[None]:
        """The lock to oneself, waiting for another writer at most so many seconds; kept alive by a thread meanwhile."""
        self._take(wait)
        done = threading.Event()
        beat = threading.Thread(target=self._keep, args=(done,), daemon=True)
        beat.start()
        try:
            yield
        finally:
            done.set()
            beat.join()
            with suppress(StoreError):  # a server that has gone away frees the lock by itself
                self._server.once(lambda tx: run(tx, "write/unlock", holder=self._holder))

    def fence(self, tx: ManagedTransaction | Transaction) -> None:
        """Prove that the lock is still ours; `StoreBusy` where it was lost, and then nothing of the transaction is kept."""
        if not run(tx, "write/fence", holder=self._holder, seconds=SECONDS):
            raise StoreBusy("this writer was silent for so long that another took its place; nothing of its load was kept.", where=self._server.address.url, advice="Load again.")

    def _take(self, wait: float) -> None:
        deadline = time.monotonic() + wait
        while not self._server.write(lambda tx: run(tx, "write/lock", holder=self._holder, seconds=SECONDS)):
            if time.monotonic() >= deadline:
                raise StoreBusy(f"another process is writing to this store, and was not done after {wait:g} s.", where=self._server.address.url,
                                advice="Try again when it is done; reading works meanwhile.")
            time.sleep(min(0.2, max(0.01, deadline - time.monotonic())))

    def _keep(self, done: threading.Event) -> None:
        while not done.wait(_BEAT):
            with suppress(StoreError):  # a lost lock is found out by the next fence, in the thread that can say so
                self._server.once(self.fence)
