"""What runs in processes of their own: writers that are killed or die at a fault point, slow writers, readers, and people without rights.

Processes come from a fork server that has the store imported, so that each starts in milliseconds and none inherits threads.
"""

from __future__ import annotations

import errno
import multiprocessing
import os
import resource
import signal
import tempfile
import time
from collections.abc import Callable
from itertools import count
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from dutygraph.errors import StoreError
from dutygraph.facts import Batch, Delivery, Facts
from dutygraph.store import open_store

from .worlds import act, on, status

context = multiprocessing.get_context("forkserver")
context.set_forkserver_preload([__name__, "dutygraph.store.folder"])
ROWS = 60


def start(task: Callable[..., None], *arguments: Any) -> ForkServerProcess:
    """The task in a process of its own."""
    process = context.Process(target=task, args=arguments)
    process.start()
    return process


def wait_for(happened: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until it has happened; an error where it does not in good time."""
    last = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < last, "it did not happen"
        time.sleep(0.001)


def numbered(number: int) -> Batch:
    """A batch of two kinds that no other number shares: each of its rows says which load it belongs to."""
    scope = f"源{number:05d}"
    acts = [act(f"检查{row}", on(1 + row % 20), scope) for row in range(ROWS)]
    return Batch(Facts.of({"status": [status(f"企业{row}", scope=scope) for row in range(ROWS)], "act": acts}), (Delivery(scope),))


def write_on(url: str, first: int, diary: Path) -> None:
    """Put loads and take every third back, for ever; each is noted once the store has said that it is done."""
    store = open_store(url)
    with diary.open("a", buffering=1) as notes:
        for number in count(first):
            load = store.put(numbered(number)).load
            notes.write(f"put {load.id}\n")
            if number % 3 == 2:
                notes.write(f"retract {store.retract(load.id).id}\n")


def die_at(url: str, number: int, act_on: str, call: int, when: str) -> None:
    """Put one load, and be killed before or after the ``call``-th ``os.fsync`` or ``os.replace`` of it."""
    store = open_store(url)
    real, calls = getattr(os, act_on), count(1)

    def dying(*arguments: Any, **named: Any) -> Any:
        mine = next(calls) == call
        if mine and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        answer = real(*arguments, **named)
        if mine:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    setattr(os, act_on, dying)
    store.put(numbered(number))


def write_held(url: str, number: int, begun: Path, let_go: Path) -> None:
    """Put one load on a disk that is not done before ``let_go`` appears, and leave ``begun`` once the writing has begun."""
    real = os.fsync

    def slow(handle: int) -> None:
        begun.touch()
        wait_for(let_go.exists)
        real(handle)

    os.fsync = slow
    open_store(url).put(numbered(number))


def read_on(url: str, until: Path, diary: Path, result: Any) -> None:
    """Read until the file appears, with one byte in the diary for each time; sends the most loads seen at once, and every answer that was not made of whole loads."""
    store, most, torn = open_store(url), 0, []
    while not until.exists():
        facts = store.facts()
        sizes = {kind: facts.table(kind).group_by("load").aggregate([([], "count_all")]).to_pydict() for kind in ("status", "act")}
        by_kind = [dict(zip(size["load"], size["count_all"], strict=True)) for size in sizes.values()]
        if by_kind[0] != by_kind[1] or set(by_kind[0].values()) - {ROWS}:
            torn.append(by_kind)
        most = max(most, len(by_kind[0]))
        with diary.open("ab") as notes:
            notes.write(b".")
    result.send((most, torn))


def put_on_full_disk(url: str, how: str, result: Any) -> None:
    """Put a load where no file may grow (a limit of the process), or where the disk says that it is full."""
    if how == "limit":
        resource.setrlimit(resource.RLIMIT_FSIZE, (1024, resource.RLIM_INFINITY))
    else:
        def full(handle: int) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync = full
    result.send(_refusal(lambda: open_store(url).put(numbered(9))))


def without_rights(url: str, action: str, result: Any) -> None:
    """Do something with a store as a user who owns nothing."""
    with tempfile.TemporaryDirectory() as warm:  # what is imported late must be here before the rights are gone: that user may not read the environment
        open_store(f"{warm}/store").put(numbered(1))
        open_store(f"{warm}/store").facts()
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
    result.send(_refusal(lambda: open_store(url).put(numbered(9)) if action == "put" else open_store(url).facts()))


def _refusal(work: Callable[[], Any]) -> str:
    """The store's words for why it could not."""
    try:
        work()
    except StoreError as error:
        return str(error)
    return "done"
