"""The pages and the API under load: ``python tests/benchmarks/serving.py [--objects 0] [--seconds 60] [--store URL] [--out docs/benchmarks.md]``.

Without ``--objects`` the seed county is served, with it a world of so many objects, with ``--store`` whatever is there. The service runs in a process of its own. 300 distinct addresses over all routes are
found by following links of the pages and by filling the API's own description; nothing is asked twice, so no cached page helps. First one connection asks all of them in turn;
then 16 connections ask them again and again, while one more asks ``/healthz`` ten times a second.
"""

from __future__ import annotations

import argparse
import html
import http.client
import json
import random
import re
import subprocess
import sys
import threading
import time
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote, urlsplit

import ours
from world import world

import report

COUNT = 300
CONNECTIONS = 16
GOALS = {"seed": (50, 250), "objects": (150, 800)}
PULSE = 250
GROWTH = 0.1
"""By how much the memory of the last third of the load may exceed that of the first."""
NOT_ASKED = re.compile(r"^/(?:static/|sign-|healthz|readyz|version|.*\.(?:xlsx|svg|pdf|docx|zip|html)(?:\?|$))|[?&]format=xlsx|/dossier/|/file")
"""Not among the timed: what costs nothing, and files made to be saved."""
TEXT = """`python tests/benchmarks/serving.py` serves {what} and asks {count} distinct addresses ({routes} kinds of them), each once, over one connection; then {connections} connections ask for {seconds} s while
`/healthz` is asked ten times a second. Goals: over one connection median under {median} ms and p99 under {p99} ms; `/healthz` p99 under {pulse} ms beside the load; no failed request;
no more than {growth:.0%} more memory in the last third of the load than in the first."""


@contextmanager
def served(store: str, folder: Path) -> Iterator[tuple[int, int]]:
    """The port and the process of a service on a store."""
    command = [sys.executable, "-m", "dutygraph", "serve", "--port", "0", "--store", store, "--keys", str(folder / "keys.json"), "--audit", str(folder / "audit.jsonl"), "--lang", "zh"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        url = next(line for line in process.stdout if line.startswith("http://"))
        port = urlsplit(url.strip()).port or 0
        while ask(http.client.HTTPConnection("127.0.0.1", port), "/readyz")[0] != 200:
            time.sleep(0.1)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(20)


def ask(connection: http.client.HTTPConnection, path: str) -> tuple[int, bytes, float]:
    """Status, body and milliseconds of one request."""
    start = time.perf_counter()
    connection.request("GET", path, headers={"Accept-Language": "zh", "Accept": "text/html,application/json"})
    answer = connection.getresponse()
    body = answer.read()
    return answer.status, body, (time.perf_counter() - start) * 1000


def kind_of(path: str) -> str:
    """The route of an address, so that each has its share."""
    parts = urlsplit(path).path.split("/")
    head = "/".join(parts[:4 if parts[1:2] == ["api"] else 2])
    node = re.search(r"/(object|body|post|person|territory|sector|document|unit)(?::|%3A)", path)
    return f"{head}{':' + node[1] if node else ''}"


def addresses(port: int) -> list[str]:
    """Distinct addresses, drawn in turn from each route: found by walking the pages, and for each page the API's twin where there is one."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    found: dict[str, dict[str, None]] = defaultdict(dict)
    queue, seen = deque(["/", "/api/v1/coverage", "/api/v1/matrix", "/api/v1/objects", "/api/v1/asks", "/api/v1/loads", "/api/v1/problems", "/api/v1/vocabulary"]), set()
    rng = random.Random(7)
    while queue and len(seen) < 400:
        path = queue.popleft()
        if path in seen:
            continue
        seen.add(path)
        status, body, _ = ask(connection, path)
        if status != 200:
            print(f"a link leads nowhere: {path} answered {status}", flush=True)
            continue
        links = [html.unescape(each) for each in re.findall(r'href="(/[^"#]*)', body.decode("utf-8", "replace"))] if body[:1] == b"<" else []
        for link in dict.fromkeys(links):
            if NOT_ASKED.search(link):
                continue
            found[kind_of(link)][link] = None
            for page, twin in (("/nodes/", "/api/v1/nodes/"), ("/chain/", "/api/v1/chain/"), ("/neighbourhood/", "/api/v1/neighbourhood/"), ("/objects", "/api/v1/objects"), ("/asks/", "/api/v1/asks/")):
                if link.startswith(page) and "format=" not in link and "/graph" not in link:
                    other = twin + link.removeprefix(page)
                    found[kind_of(other)][other] = None
        fresh = [each for each in links if not NOT_ASKED.search(each) and len(found[kind_of(each)]) < 60]
        rng.shuffle(fresh)
        queue.extend(fresh[:12])
    for word in ("化工", "加油", "局", "镇", "县长", "张", "hg", "2号"):
        for path, name in (("/search", "q"), ("/api/v1/search", "text")):
            found[path][f"{path}?{name}={quote(word)}"] = None
    picked: list[str] = []
    kinds = [deque(rng.sample(list(each), len(each))) for each in found.values() if each]
    while len(picked) < COUNT and any(kinds):
        picked += [each.popleft() for each in kinds if each]
    return picked[:COUNT]


def share(times: list[float], part: float) -> float:
    """A quantile."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def memory(pid: int) -> int:
    """Resident megabytes."""
    said = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text("utf-8"))
    return int(said[1]) // 1024 if said else 0


def one_by_one(port: int, paths: list[str]) -> tuple[list[float], list[tuple[str, int]], list[tuple[float, str]]]:
    """Times, failures, and the slowest."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    times, bad, slow = [], [], []
    for path in paths:
        status, _, spent = ask(connection, path)
        times.append(spent)
        slow.append((spent, path))
        if status != 200:
            bad.append((path, status))
    return times, bad, sorted(slow, reverse=True)[:8]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the service did under load: milliseconds of its answers and of the pulse, failures, and the most megabytes in the first and in the last third."""

    times: list[float]
    bad: list[tuple[str, int]]
    pulse: list[float]
    memory: tuple[int, int]

    @property
    def growth(self) -> float:
        """By which part the memory grew."""
        return self.memory[1] / max(1, self.memory[0]) - 1


def many(port: int, pid: int, paths: list[str], seconds: float) -> Loaded:
    """All connections at once, with the pulse beside them."""
    end, lock = time.monotonic() + seconds, threading.Lock()
    times: list[float] = []
    bad: list[tuple[str, int]] = []
    pulse: list[float] = []
    sizes = [memory(pid)]

    def work(number: int) -> None:
        rng, connection = random.Random(number), http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while time.monotonic() < end:
            path = rng.choice(paths)
            status, _, spent = ask(connection, path)
            with lock:
                times.append(spent)
                if status != 200:
                    bad.append((path, status))

    def beat() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while time.monotonic() < end:
            pulse.append(ask(connection, "/healthz")[2])
            sizes.append(memory(pid))
            time.sleep(0.1)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(CONNECTIONS)] + [threading.Thread(target=beat)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    third = len(sizes) // 3
    return Loaded(times, bad, pulse, (max(sizes[:third] or sizes), max(sizes[-third:] or sizes)))


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--objects", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--store", default="")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        store, what = args.store or str(folder / "store"), args.store
        if args.objects:
            ours.stored(world(args.objects), Path(store)).close()
            what = f"a world of {args.objects:,} objects"
        elif not args.store:
            subprocess.run([sys.executable, "-c", "import sys, dutygraph; from dutygraph.seed import sheets; dutygraph.open(sys.argv[1]).load(sheets())", store], check=True)
            what = "the seed county"
        with served(store, folder) as (port, pid):
            paths = addresses(port)
        with served(store, folder) as (port, pid):  # anew, so that nothing has been asked before
            times, bad, slow = one_by_one(port, paths)
            loaded = many(port, pid, paths, args.seconds)
    return said(args, what, paths, times, bad, slow, loaded)


def said(args: argparse.Namespace, what: str, paths: list[str], times: list[float], bad: list[tuple[str, int]], slow: list[tuple[float, str]], loaded: Loaded) -> int:
    """Print the figures and write the section; 1 where a goal is missed."""
    median, p99 = GOALS["objects" if args.objects else "seed"]
    routes = len({kind_of(each) for each in paths})
    text = TEXT.format(what=what, count=len(paths), routes=routes, connections=CONNECTIONS, seconds=round(args.seconds), median=median, p99=p99, pulse=PULSE, growth=GROWTH)
    rows = [[name, str(len(found)), str(len(failed)), f"{share(found, 0.5):.0f} ms", f"{share(found, 0.99):.0f} ms"] for name, found, failed in (
        ("one connection", times, bad), (f"{CONNECTIONS} connections", loaded.times, loaded.bad), ("`/healthz` beside them", loaded.pulse, []))]
    grown = f"Memory: {loaded.memory[0]} MB at most in the first third of the load, {loaded.memory[1]} MB in the last."
    section = "\n\n".join([text, report.table(["", "requests", "failed", "median", "p99"], rows), grown, report.setting("fastapi", "uvicorn")])
    print(section)
    print(f"failed: {bad} {loaded.bad}\nslowest: " + json.dumps([[round(spent), path] for spent, path in slow], ensure_ascii=False))
    if args.out:
        report.write(args.out, f"Serving {args.objects:,} objects" if args.objects else "Serving", section)
    return int(bool(share(times, 0.5) > median or share(times, 0.99) > p99 or bad or loaded.bad or share(loaded.pulse, 0.99) > PULSE or loaded.growth > GROWTH))


if __name__ == "__main__":
    sys.exit(main())
