"""The one place that talks to the driver: statements from files, managed transactions with retry, errors in a person's words."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from neo4j import GraphDatabase, ManagedTransaction, NotificationMinimumSeverity, Session, Transaction

from ..queries import statement
from .address import Address
from .faults import told

T = TypeVar("T")
CONNECT = 2.0
"""Seconds to wait for a connection before the server counts as missing."""
RETRY = 8.0
"""Seconds over which a transaction that met a passing fault is tried again."""


def run(tx: ManagedTransaction | Transaction, name: str, /, **parameters: Any) -> list[dict[str, Any]]:
    """The rows of a shipped statement inside a transaction."""
    return tx.run(statement(name).text, parameters).data()


class Server:
    """A connection to one database of one server; opening it proves that somebody answers and lets us in."""

    def __init__(self, address: Address) -> None:
        self.address = address
        logging.getLogger("neo4j").setLevel(logging.CRITICAL)  # what matters is raised, and a retry is nobody's news
        with told(address):
            self._driver = GraphDatabase.driver(
                address.url, auth=address.credentials, connection_timeout=CONNECT, connection_acquisition_timeout=CONNECT + 0.5, max_transaction_retry_time=RETRY,
                notifications_min_severity=NotificationMinimumSeverity.OFF, user_agent="dutygraph")
            try:
                self._driver.verify_connectivity()
            except BaseException:
                self._driver.close()
                raise

    def read(self, name: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """The rows of a shipped statement that only reads."""
        with self.session() as session:
            return session.execute_read(run, name, **parameters)

    def columns(self, name: str, /, **parameters: Any) -> list[list[Any]]:
        """The values of a shipped statement's single column, without a dict for each row: for bulk."""
        with self.session() as session:
            return session.execute_read(lambda tx: [record[0] for record in tx.run(statement(name).text, parameters)])

    def write(self, work: Callable[[ManagedTransaction], T]) -> T:
        """What ``work`` gives, in one transaction that is tried again where the server had a passing fault."""
        with self.session() as session:
            return session.execute_write(work)

    def once(self, work: Callable[[Transaction], object]) -> None:
        """Do the work in one transaction that is not tried again: for what is better late than waited for."""
        with self.session() as session, session.begin_transaction() as tx:
            work(tx)
            tx.commit()

    def define(self, name: str) -> None:
        """Run a shipped statement that changes constraints or indexes, which must have a transaction of its own."""
        with self.session() as session:
            session.execute_write(run, name)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session whose errors are told."""
        with told(self.address), self._driver.session(database=self.address.database, fetch_size=2_000) as session:
            yield session

    def close(self) -> None:
        """Close the connections."""
        self._driver.close()


__all__ = ["ManagedTransaction", "Server", "Transaction", "run"]
