"""Disposable Neo4j servers for one test run: started from the jars of Maven Central by ``java``, or named by ``DUTYGRAPH_TEST_NEO4J``."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_cache_path

import neo4j

HERE = Path(__file__).parent / "server"
VERSION = os.environ.get("DUTYGRAPH_TEST_NEO4J_VERSION", "5.26.30")
"""A version, or a range as Maven writes it: ``[2026.01,2027)`` is the newest of that year that can be had."""
HOW = ("install a JDK (17 or newer) and Maven, for example `apt-get install openjdk-17-jdk-headless maven`, "
       "or set DUTYGRAPH_TEST_NEO4J=bolt://HOST:7687 to an empty database")
_WORD = re.sub(r"[^\w.]+", "-", VERSION).strip("-")
_OPENED = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.util.concurrent")


class Unavailable(Exception):
    """No server can be had here; the text says what to do."""


def java() -> str:
    """The ``java`` of JAVA_HOME, else of the path."""
    home = os.environ.get("JAVA_HOME")
    found = shutil.which("java", path=f"{home}/bin") if home else shutil.which("java")
    if not found:
        raise Unavailable(f"no java here: {HOW}")
    return found


def jars() -> Path:
    """The folder of the server's jars, fetched once into the user's cache."""
    target = user_cache_path("dutygraph-tests", appauthor=False) / f"neo4j-{_WORD}"
    if not target.is_dir():
        if not shutil.which("mvn"):
            raise Unavailable(f"no Maven here: {HOW}")
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = tempfile.mkdtemp(prefix=".fetch-", dir=target.parent)
        try:
            fetch = ["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), f"-Dneo4j.version={VERSION}", "dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={draft}"]
            done = subprocess.run(fetch, capture_output=True, text=True)
            if done.returncode:
                raise Unavailable(f"Maven could not fetch Neo4j {VERSION} ({(done.stdout or done.stderr).strip().splitlines()[:1]}): {HOW}")
            Path(draft).rename(target)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return target


def compiled() -> Path:
    """The folder of the compiled launcher, kept beside the jars under the hash of its text."""
    source = HERE / "Servers.java"
    target = jars().parent / f"launcher-{_WORD}-{hashlib.sha256(source.read_bytes() + java().encode()).hexdigest()[:12]}"
    if not target.is_dir():
        draft = tempfile.mkdtemp(prefix=".compile-", dir=target.parent)
        try:
            done = subprocess.run([str(Path(java()).with_name("javac")), "-cp", f"{jars()}/*", "-d", draft, str(source)], capture_output=True, text=True)
            if done.returncode:
                raise Unavailable(f"javac could not compile the launcher ({done.stderr.strip().splitlines()[:1]}): {HOW}")
            Path(draft).rename(target)
        except FileNotFoundError as missing:
            raise Unavailable(f"no javac beside {java()}, only a runtime: {HOW}") from missing
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return target


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as each:
        each.bind(("127.0.0.1", 0))
        return int(each.getsockname()[1])


@dataclass
class Servers:
    """One process with a Bolt server for each port; it ends with the run, however the run ends, because its standard input does."""

    folder: Path
    count: int = 1
    auth: bool = False
    heap: str = "1g"
    brief: bool = True
    ports: list[int] = field(default_factory=list)
    process: subprocess.Popen[bytes] | None = None

    @property
    def urls(self) -> list[str]:
        return [f"bolt://127.0.0.1:{port}" for port in self.ports]

    def start(self) -> Servers:
        """Start, or start again on the same folder and ports, and wait until all accept connections."""
        self.ports = self.ports or [free_port() for _ in range(self.count)]
        opened = [f"--add-opens={each}=ALL-UNNAMED" for each in _OPENED]
        hurry = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"] if self.brief else []  # a server for minutes spends most of them compiling itself
        command = [java(), f"-Xmx{self.heap}", *hurry, *opened, "-cp", f"{jars()}/*{os.pathsep}{compiled()}", "Servers", str(self.folder), "auth" if self.auth else "open", *map(str, self.ports)]
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log)
        assert self.process.stdout
        while line := self.process.stdout.readline():
            if line.strip() == b"ready":
                return self
        lines = (self.folder / "server.log").read_text("utf-8", "replace").strip().splitlines()
        raise Unavailable(f"Neo4j {VERSION} did not start ({lines[-1:] or 'no word'}): {HOW}")

    def stop(self) -> None:
        """End it; what it held is gone."""
        if self.process and self.process.stdin:
            self.process.stdin.close()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self.process
        self.process.kill()
        self.process.wait()


@dataclass
class Containers:
    """One container for each server, where docker runs but no JDK is; each ends with the run."""

    count: int = 1
    names: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)

    def start(self) -> Containers:
        """Start them and wait until all accept connections."""
        for _ in range(self.count):
            port = free_port()
            done = _docker("run", "--rm", "--detach", "--publish", f"127.0.0.1:{port}:7687", "--env", "NEO4J_AUTH=none", f"neo4j:{VERSION}-community")
            if done.returncode:
                self.stop()
                raise Unavailable(f"docker could not start Neo4j {VERSION} ({done.stderr.strip().splitlines()[-1:]}): {HOW}")
            self.names.append(done.stdout.strip())
            self.urls.append(f"bolt://127.0.0.1:{port}")
        if not wait_for(lambda: all(map(_answers, self.urls)), 90):
            self.stop()
            raise Unavailable(f"the containers of Neo4j {VERSION} did not answer within 90 s: {HOW}")
        return self

    def stop(self) -> None:
        """End them; what they held is gone."""
        for name in self.names:
            _docker("rm", "--force", "--volumes", name)


def _docker(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["docker", *words], capture_output=True, text=True)


def _answers(url: str) -> bool:
    try:
        return bool(ask(url, "RETURN 1 AS one"))
    except (neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError):
        return False


def at_hand(folder: Path, count: int) -> Servers | Containers:
    """Servers from the jars, else containers where docker runs; `Unavailable` where neither can be had."""
    try:
        return Servers(folder, count).start()
    except Unavailable:
        if not shutil.which("docker") or _docker("info").returncode:
            raise
        return Containers(count).start()


def credentials() -> tuple[str, str] | None:
    """Of a server that was named: as the store takes them."""
    password = os.environ.get("NEO4J_PASSWORD")
    return (os.environ.get("NEO4J_USERNAME", "neo4j"), password) if password else None


def ask(url: str, text: str, auth: tuple[str, str] | None = None, **parameters: object) -> list[dict[str, object]]:
    """A person's own Cypher."""
    with neo4j.GraphDatabase.driver(url, auth=auth or credentials(), notifications_min_severity="OFF") as driver:
        return [record.data() for record in driver.execute_query(text, parameters, database_=os.environ.get("NEO4J_DATABASE")).records]


def refuse_what_matters(url: str) -> None:
    """A database that is named for tests must be empty, or have `disposable` in its name: tests delete everything in it."""
    [found] = ask(url, "MATCH (n) RETURN count(n) AS nodes")
    name = os.environ.get("NEO4J_DATABASE", "")
    if found["nodes"] and "disposable" not in name:
        raise Unavailable(f"the database at {url} holds {found['nodes']} nodes and has not `disposable` in its name, so no test will touch it: name an empty one")


def wipe(url: str, marks: bool = True) -> None:
    """Leave no load and no fact; without ``marks`` nothing at all, constraints and indexes included."""
    ask(url, "MATCH (n) WHERE NOT (n:Dutygraph OR n:Migration OR n:Lock) DETACH DELETE n" if marks else "MATCH (n) DETACH DELETE n")
    ask(url, "MATCH (n:Lock) REMOVE n.holder, n.until")
    if not marks:
        for kind, column in (("CONSTRAINT", "SHOW CONSTRAINTS YIELD name"), ("INDEX", "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'")):
            for row in ask(url, column):
                ask(url, f"DROP {kind} {row['name']} IF EXISTS")


def wait_for(found: object, seconds: float = 20.0) -> bool:
    """Whether the function came true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found():  # type: ignore[operator]
            return True
        time.sleep(0.01)
    return False
