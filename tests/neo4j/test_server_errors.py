"""A server that is missing, refuses us or is somebody else's: one line with the next step, within three seconds, and no secret in it."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
import time
from collections.abc import Iterator

import pytest
from disposable import Servers, Unavailable, ask, free_port, wipe

from dutygraph.cli import main
from dutygraph.errors import StoreError
from dutygraph.settings import Settings
from dutygraph.store import open_store
from store.worlds import batch, status

SECRET = "correct-horse-battery"


def refusal(url: str) -> str:
    started = time.monotonic()
    with pytest.raises(StoreError) as refused:
        open_store(url)
    assert time.monotonic() - started < 3
    text = str(refused.value)
    assert "\n" not in text and SECRET not in text
    return text


@pytest.fixture(autouse=True)
def no_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_missing_server_is_told_with_what_to_do(scheme: str) -> None:
    assert re.search(r"no Neo4j server answers here\. Start it, or correct --store, DUTYGRAPH_STORE or NEO4J_URI", refusal(f"{scheme}://127.0.0.1:{free_port()}"))


def test_a_server_that_accepts_and_says_nothing_is_a_missing_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert "no Neo4j server answers here" in refusal(f"bolt://127.0.0.1:{silent.getsockname()[1]}")


def test_a_server_that_speaks_something_else_is_a_missing_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as web:
        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    caller, _ = web.accept()
                    caller.recv(64)
                    caller.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                    caller.close()
        threading.Thread(target=serve, daemon=True).start()
        assert "no Neo4j server answers here" in refusal(f"bolt://127.0.0.1:{web.getsockname()[1]}")


def test_an_address_with_a_password_is_refused_without_showing_it() -> None:
    assert re.search(r"carries a user or password.*NEO4J_PASSWORD", refusal(f"bolt://neo4j:{SECRET}@127.0.0.1:7687"))


@pytest.mark.parametrize("url", ["bolt://", "bolt://host/database", "bolt://host:seven", "neo4j://host?x=1"])
def test_an_address_that_names_no_server_is_refused(url: str) -> None:
    assert "not the address of a server. Write it as bolt://HOST:7687" in refusal(url)


def test_the_command_line_gives_one_line_and_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["loads", "--store", f"bolt://127.0.0.1:{free_port()}"]) == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_the_flag_wins_over_our_setting_which_wins_over_neo4js() -> None:
    env = {"DUTYGRAPH_STORE": "b", "NEO4J_URI": "bolt://c"}
    assert Settings.from_env(env, store="a").store == "a"
    assert Settings.from_env(env).store == "b"
    assert (Settings.from_env({"NEO4J_URI": "bolt://c"}).store, Settings.from_env({"NEO4J_URI": "bolt://c"}).store_from) == ("bolt://c", "NEO4J_URI")


# -- with a server


def test_a_database_of_somebody_else_is_refused_and_left_as_it_is(server: str) -> None:
    wipe(server, marks=False)
    ask(server, "CREATE (:Film {title: 'The Matrix'})")
    assert re.search(r"not a dutygraph store: it holds 1 nodes of something else\. Nothing was changed\. Name an empty database", refusal(server))
    assert ask(server, "MATCH (n) RETURN count(n) AS n") == [{"n": 1}] and ask(server, "SHOW CONSTRAINTS YIELD name RETURN count(*) AS n") == [{"n": 0}]
    wipe(server, marks=False)


def test_an_unknown_database_is_told(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_DATABASE", "nowhere")
    assert re.search(r"has no database 'nowhere'\. Correct NEO4J_DATABASE", refusal(server))


def test_a_newer_schema_is_refused(server: str) -> None:
    open_store(server).put(batch(status("a")))
    ask(server, "CREATE (:Migration {version: 999, name: 'V999__later', sha256: ''})")
    try:
        assert re.search(r"schema version 999.*Install a newer dutygraph", refusal(server))
    finally:
        ask(server, "MATCH (m:Migration {version: 999}) DELETE m")


def test_a_store_that_lacks_a_migration_says_so_and_migrate_brings_it(server: str, capsys: pytest.CaptureFixture[str]) -> None:
    kept = open_store(server)
    kept.put(batch(status("a")))
    ask(server, "MATCH (m:Migration {version: 24}) DELETE m")
    with pytest.raises(StoreError, match=r"lacks 1 migrations\. Run `dutygraph migrate`"):
        kept.put(batch(status("b")))
    assert len(kept.facts()) == 1
    assert [each.version for each in kept.migrate()] == [24] and kept.migrate() == ()  # type: ignore[attr-defined]
    assert kept.put(batch(status("b"))).new
    kept.close()


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory, servers: list[str]) -> Iterator[str]:
    """A server that asks for a password."""
    running = Servers(tmp_path_factory.mktemp("locked"), auth=True, heap="512m")
    try:
        running.start()
    except Unavailable as reason:
        pytest.skip(str(reason))
    yield running.urls[0]
    running.stop()


@pytest.mark.slow
def test_credentials_come_from_the_environment_and_a_wrong_one_is_never_shown(locked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert re.search(r"asks for a user name and password\. Set NEO4J_USERNAME and NEO4J_PASSWORD", refusal(locked))
    monkeypatch.setenv("NEO4J_PASSWORD", SECRET)
    assert re.search(r"refuses this user name and password\. Set NEO4J_USERNAME and NEO4J_PASSWORD", refusal(locked))
    with monkeypatch.context() as system:
        system.setenv("NEO4J_DATABASE", "system")
        ask(locked, "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new", ("neo4j", "neo4j"), new=SECRET)
    kept = open_store(locked)
    assert kept.put(batch(status("a"))).new
    assert SECRET not in kept.url + repr(kept) + repr(vars(kept))
    kept.close()
