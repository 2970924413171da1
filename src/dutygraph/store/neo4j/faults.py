"""What can go wrong with a server, said in one line with the next step: every error of the driver leaves the store as a `StoreError`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j import exceptions as driver

from ...errors import StoreError
from .address import Address


@contextmanager
def told(address: Address) -> Iterator[None]:
    """Turns a failure of driver or server into a `StoreError`."""
    try:
        yield
    except (driver.DriverError, driver.Neo4jError) as error:
        raise _store_error(error, address) from error


def _store_error(error: driver.DriverError | driver.Neo4jError, address: Address) -> StoreError:
    where = address.url
    if isinstance(error, driver.IncompleteCommit):
        return StoreError("the connection was lost at the moment of commit, so it is not known whether the load was kept.", where=where,
                          advice="`dutygraph loads` shows it; loading the same again is safe.")
    if isinstance(error, driver.Neo4jError):
        return _refused(error, address)
    if isinstance(error, driver.ConfigurationError):
        return StoreError("the driver does not take this address.", where=where, advice="Write it as bolt://HOST:7687.")
    return StoreError("no Neo4j server answers here.", where=where,
                      advice="Start it, or correct --store, DUTYGRAPH_STORE or NEO4J_URI (bolt://HOST:7687); a folder needs no server.")


def _refused(error: driver.Neo4jError, address: Address) -> StoreError:
    code = error.code or ""
    if code.startswith("Neo.ClientError.Security"):
        asked = "the server refuses this user name and password" if address.credentials else "the server asks for a user name and password"
        return StoreError(f"{asked}.", where=address.url, advice="Set NEO4J_USERNAME and NEO4J_PASSWORD.")
    if code == "Neo.ClientError.Database.DatabaseNotFound":
        return StoreError(f"the server has no database {address.database!r}.", where=address.url, advice="Correct NEO4J_DATABASE, or leave it unset for the server's own.")
    if "MemoryPool" in code or "OutOfMemory" in code:
        return StoreError("the server has too little memory for this transaction; nothing of it was kept.", where=address.url, advice="Raise server.memory.heap.max_size, and load again.")
    words = (error.message or code).strip().splitlines()[0]
    return StoreError(f"the server refused: {words}", where=address.url, advice=f"({code})")
