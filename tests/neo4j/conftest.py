"""Servers for the tests of the server store; one process for the whole run."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import count

import pytest
from disposable import Unavailable, at_hand, credentials, refuse_what_matters, wipe

import neo4j
from dutygraph.store import Store, open_store

AT_ONCE = 3
"""So many stores one test of the contract has at once; the Community edition has one database for each server."""


def _missing(message: str) -> None:
    if "neo4j" in os.environ.get("DUTYGRAPH_REQUIRE", "").split(","):
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """The addresses of disposable servers, empty; those of ``DUTYGRAPH_TEST_NEO4J`` (comma separated) where it is set."""
    if named := os.environ.get("DUTYGRAPH_TEST_NEO4J"):
        urls = named.split(",")
        try:
            for url in urls:
                refuse_what_matters(url)
        except (Unavailable, neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError) as error:
            pytest.fail(f"DUTYGRAPH_TEST_NEO4J: {error}", pytrace=False)
        yield urls
        for url in urls:
            wipe(url, marks=False)
        return
    try:
        running = at_hand(tmp_path_factory.mktemp("neo4j"), AT_ONCE)
    except Unavailable as reason:
        _missing(str(reason))
    yield running.urls
    running.stop()


@pytest.fixture
def server(servers: list[str]) -> str:
    """The address of one server with an empty store."""
    wipe(servers[0])
    return servers[0]


@pytest.fixture
def store(servers: list[str]) -> Iterator[Callable[[], Store]]:
    """A function that makes an empty store, as `StoreContract` takes it: on each server in turn."""
    if len(servers) < AT_ONCE:
        pytest.skip(f"the contract needs {AT_ONCE} servers, and DUTYGRAPH_TEST_NEO4J names {len(servers)}")
    turns, opened = count(), list[Store]()

    def empty() -> Store:
        turn = next(turns)
        if turn >= AT_ONCE:
            opened[turn - AT_ONCE].close()
        url = servers[turn % AT_ONCE]
        wipers[turn % AT_ONCE].execute_query("MATCH (n) WHERE NOT (n:Dutygraph OR n:Migration OR n:Lock) DETACH DELETE n")
        opened.append(open_store(url))
        return opened[-1]

    wipers = [neo4j.GraphDatabase.driver(url, auth=credentials(), notifications_min_severity="OFF") for url in servers]
    yield empty
    for each in [*opened, *wipers]:
        each.close()
