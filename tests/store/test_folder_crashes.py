"""No crash loses a committed load or shows half of one: writers killed with SIGKILL at random moments and between write, fsync and rename."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Iterator
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from threading import Timer

import pytest

from dutygraph.errors import StoreBusy
from dutygraph.facts import Facts
from dutygraph.store import open_store
from dutygraph.store.content import canonical, content
from dutygraph.store.parquet import read_table

from .children import ROWS, context, die_at, numbered, read_on, start, wait_for, write_held, write_on
from .oracle import rows

KILLS = 24
SYNCS, RENAMES = 6, 2
"""Of one put: two kinds, the draft's folder, the folder of loads, the manifest, its folder; the draft, and the manifest (its second rename commits)."""


def assert_whole(folder: Path) -> None:
    """Every load of the manifest is there to the last byte of what it says, and the answer is exactly what the loads not taken back say."""
    store = open_store(str(folder))
    expected = set()
    for load in store.loads():
        files = {file.stem: read_table(file, file.stem, None, ROWS) for file in (folder / "loads" / load.id).iterdir()}
        assert content(Facts(files), load.deliveries) == load.content
        number = int(load.deliveries[0].scope.removeprefix("源"))
        assert canonical(numbered(number)).tables.keys() == files.keys()
        if load.retracted is None:
            expected |= rows(numbered(number).facts)
    assert rows(store.facts()) == expected


def put_next(folder: Path) -> None:
    """A put after a crash works, and leaves only committed loads in the folder."""
    store = open_store(str(folder), wait=10)
    assert store.put(numbered(10_000 + len(store.loads()))).new
    assert {entry.name for entry in (folder / "loads").iterdir()} == {load.id for load in store.loads()}
    assert not list((folder / "loads").glob(".new-*"))


def test_a_kill_at_any_moment_loses_no_committed_load_and_leaves_no_partial_one(tmp_path: Path) -> None:
    folder, diary, chance = tmp_path / "store", tmp_path / "diary", random.Random(20261103)
    diary.touch()
    for kill in range(KILLS):
        noted = diary.stat().st_size
        writer = start(write_on, str(folder), 100 * kill, diary)
        if kill:
            wait_for(lambda noted=noted: diary.stat().st_size > noted)
        time.sleep(chance.uniform(0, 0.08))
        writer.kill()
        writer.join()
        assert writer.exitcode == -signal.SIGKILL

        loads = {load.id: load for load in open_store(str(folder)).loads()}
        for act, load_id in (line.split() for line in diary.read_text().splitlines()):
            assert load_id in loads, f"kill {kill} lost {load_id}"
            assert act == "put" or loads[load_id].retracted, f"kill {kill} lost a retraction of {load_id}"
        put_next(folder)
    assert_whole(folder)
    assert len(diary.read_text().splitlines()) > KILLS


@pytest.mark.parametrize("fresh", [True, False], ids=["first load", "later load"])
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(("act_on", "call"), [*(("fsync", n) for n in range(1, SYNCS + 1)), *(("replace", n) for n in range(1, RENAMES + 1))])
def test_a_kill_between_write_fsync_and_rename_commits_all_or_nothing(tmp_path: Path, act_on: str, call: int, when: str, fresh: bool) -> None:
    folder = tmp_path / "store"
    begun = (2, 1) if fresh else (0, 0)  # a first put begins with an empty manifest: two syncs and a rename more
    if not fresh:
        open_store(str(folder)).put(numbered(1))
    before = len(open_store(str(folder)).loads())
    writer = start(die_at, str(folder), 2, act_on, call + begun[act_on == "replace"], when)
    writer.join()
    assert writer.exitcode == -signal.SIGKILL, "the fault point was not reached"

    committed = (act_on, call, when) == ("replace", RENAMES, "after") or (act_on, call) == ("fsync", SYNCS)
    assert len(open_store(str(folder)).loads()) == before + committed
    assert_whole(folder)
    put_next(folder)
    assert_whole(folder)


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(("act_on", "call"), [("fsync", 1), ("fsync", 2), ("replace", 1)])
def test_a_kill_while_a_store_is_being_made_leaves_a_place_for_one(tmp_path: Path, act_on: str, call: int, when: str) -> None:
    writer = start(die_at, str(tmp_path / "store"), 2, act_on, call, when)
    writer.join()
    assert writer.exitcode == -signal.SIGKILL
    assert open_store(str(tmp_path / "store")).loads() == ()
    put_next(tmp_path / "store")
    assert_whole(tmp_path / "store")


def test_a_reader_in_another_process_sees_only_whole_loads_while_one_writes(tmp_path: Path) -> None:
    store, done, diary = open_store(str(tmp_path / "store")), tmp_path / "done", tmp_path / "diary"
    store.put(numbered(0))
    diary.touch()
    mine, its = context.Pipe(duplex=False)
    reader = start(read_on, store.url, done, diary, its)
    number = 1
    while number < 20 or diary.stat().st_size < 8:
        assert reader.is_alive() and number < 1000, "the reader stands still"
        store.put(numbered(number))
        number += 1
    done.touch()
    most, torn = mine.recv()
    reader.join()
    assert torn == []
    assert most > 1


@pytest.fixture
def held(tmp_path: Path) -> Iterator[tuple[str, Path, ForkServerProcess]]:
    """A store with a load, a writer in the midst of the next, and the file that lets it go on."""
    url, begun, let_go = str(tmp_path / "store"), tmp_path / "begun", tmp_path / "let go"
    open_store(url).put(numbered(1))
    writer = start(write_held, url, 2, begun, let_go)
    wait_for(begun.exists)
    yield url, let_go, writer
    let_go.touch()
    writer.join()


def test_a_reader_is_not_blocked_while_another_writes(held: tuple[str, Path, ForkServerProcess]) -> None:
    url, let_go, writer = held
    store = open_store(url)
    assert len(store.facts()) == 2 * ROWS and len(store.loads()) == 1
    let_go.touch()
    writer.join()
    assert len(store.facts()) == 4 * ROWS


def test_a_second_writer_waits_and_then_has_its_turn(held: tuple[str, Path, ForkServerProcess]) -> None:
    url, let_go, _ = held
    turn = Timer(0.3, let_go.touch)
    turn.start()
    assert open_store(url, wait=60).put(numbered(3)).load.id.startswith("L0003-")
    assert let_go.exists()
    assert [load.deliveries[0].scope for load in open_store(url).loads()] == ["源00001", "源00002", "源00003"]


def test_a_second_writer_that_waited_long_enough_is_told_that_the_store_is_busy(held: tuple[str, Path, ForkServerProcess]) -> None:
    url, let_go, writer = held
    started = time.monotonic()
    with pytest.raises(StoreBusy, match=r"another process is writing to this store, and was not done after 0\.2 s\. Try again"):
        open_store(url, wait=0.2).put(numbered(3))
    assert time.monotonic() - started >= 0.2
    let_go.touch()
    writer.join()
    assert writer.exitcode == 0 and len(open_store(url).loads()) == 2
