"""The embedded store keeps the contract of every store; what is its own (files, damage, disks, rights) is here."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dutygraph.errors import StoreError
from dutygraph.store import Store, open_store

from .children import context, numbered, put_on_full_disk, start, without_rights
from .contract import StoreContract
from .worlds import batch, keys, status


@pytest.fixture
def store(tmp_path: Path) -> Callable[[], Store]:
    numbers = count()
    return lambda: open_store(str(tmp_path / f"store-{next(numbers)}"))


class TestFolderKeepsTheContract(StoreContract):
    pass


def asked(task: Callable[..., None], *arguments: Any) -> Any:
    """What a task in a process of its own sends back."""
    mine, its = context.Pipe(duplex=False)
    process = start(task, *arguments, its)
    its.close()
    answer = mine.recv()
    process.join()
    return answer


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A store with two loads."""
    folder = tmp_path / "kept"
    store = open_store(str(folder))
    store.put(batch(status("a")))
    store.put(batch(status("a", "stopped"), status("b")))
    return folder


# -- addresses

@pytest.mark.parametrize("name", ["云岭县 store", "year=2026/store", "100%/a+b"])
def test_a_store_opens_by_path_and_by_file_address(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    open_store(str(folder)).put(batch(status("a")))
    assert keys(open_store(folder.as_uri()).facts()) == ["a"]
    assert open_store(folder.as_uri()).url == str(folder)


def test_nothing_is_made_before_the_first_put(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "new"))
    store.facts(), store.loads(), store.version(), store.close()
    assert not (tmp_path / "new").exists()


def test_an_unknown_kind_of_address_is_refused_with_what_to_give_instead() -> None:
    with pytest.raises(StoreError, match=r"addressed by mongodb://.*path of a folder"):
        open_store("mongodb://localhost/county")


# -- what is in the folder

def test_each_load_is_a_folder_of_plain_parquet_files_that_never_change(kept: Path) -> None:
    first, _ = open_store(str(kept)).loads()
    file = kept / "loads" / first.id / "status.parquet"
    before = file.read_bytes()
    assert pq.read_table(file)["key"].to_pylist() == ["a"]
    open_store(str(kept)).retract(first.id)
    open_store(str(kept)).put(batch(status("c")))
    assert file.read_bytes() == before


def test_a_field_that_the_vocabulary_gains_later_is_null_in_older_loads(kept: Path) -> None:
    for file in kept.glob("loads/*/status.parquet"):
        pq.write_table(pq.ParquetFile(file).read().drop_columns(["clause"]), file)
    assert [fact["clause"] for fact in open_store(str(kept)).facts().rows()] == [None, None]


# -- damage and other folders

@pytest.mark.parametrize("text", [
    b"", b"{", b"\xff\xfe", b"[]", b"{}", b'{"store": "other", "format": 1}', b'{"store": "dutygraph", "format": 1}',
    b'{"store": "dutygraph", "format": 1, "loads": [{"id": "L0001"}], "rows": {"L0001": {}}}', b'{"store": "dutygraph", "format": 1, "loads": [], "rows": {"L0001": {}}}',
])
def test_a_damaged_manifest_is_said_and_nothing_is_written(kept: Path, text: bytes) -> None:
    (kept / "manifest.json").write_bytes(text)
    before = sorted(kept.rglob("*"))
    with pytest.raises(StoreError, match=r"manifest.json: the manifest is damaged .*backup"):
        open_store(str(kept))
    assert sorted(kept.rglob("*")) == before


def test_a_manifest_damaged_while_the_store_is_open_stops_the_next_put(kept: Path) -> None:
    store = open_store(str(kept))
    (kept / "manifest.json").write_bytes(b"{")
    with pytest.raises(StoreError, match="damaged"):
        store.put(batch(status("c")))
    assert len(list((kept / "loads").iterdir())) == 2


def test_a_store_of_a_newer_format_is_refused(kept: Path) -> None:
    manifest = json.loads((kept / "manifest.json").read_text())
    (kept / "manifest.json").write_text(json.dumps({**manifest, "format": 2}))
    with pytest.raises(StoreError, match=r"format 2, and this version reads up to 1\. Install a newer dutygraph"):
        open_store(str(kept))


def test_kinds_and_columns_of_a_newer_version_are_refused(kept: Path) -> None:
    store = open_store(str(kept))
    first = kept / "loads" / store.loads()[0].id / "status.parquet"
    pq.write_table(pq.ParquetFile(first).read().append_column("mood", pa.array(["good"])), first)
    with pytest.raises(StoreError, match=r"status.parquet: it has columns .*mood"):
        store.facts()
    (kept / "manifest.json").write_text((kept / "manifest.json").read_text().replace('"status"', '"mood"'))
    with pytest.raises(StoreError, match=r"kinds of fact .*mood"):
        store.facts()


def test_loads_without_a_manifest_are_a_loss_and_not_a_new_store(kept: Path) -> None:
    (kept / "manifest.json").unlink()
    with pytest.raises(StoreError, match="the manifest is missing, but loads are there"):
        open_store(str(kept))
    assert len(list((kept / "loads").iterdir())) == 2


def test_a_manifest_older_than_the_loads_never_removes_them(kept: Path) -> None:
    old = (kept / "manifest.json").read_bytes()
    for name in "xy":
        open_store(str(kept)).put(batch(status(name)))
    (kept / "manifest.json").write_bytes(old)
    with pytest.raises(StoreError, match="older than they are"):
        open_store(str(kept)).put(batch(status("z")))
    assert len(list((kept / "loads").iterdir())) == 4


@pytest.mark.parametrize("harm", ["missing", "cut", "garbage", "other rows"])
def test_a_damaged_file_of_a_load_is_named(kept: Path, harm: str) -> None:
    store = open_store(str(kept))
    file = kept / "loads" / store.loads()[1].id / "status.parquet"
    if harm == "missing":
        file.unlink()
    elif harm == "other rows":
        pq.write_table(pq.ParquetFile(file).read().slice(1), file)
    else:
        file.write_bytes(file.read_bytes()[:-40] if harm == "cut" else b"PAR1 garbage PAR1")
    with pytest.raises(StoreError, match=r"status\.parquet"):
        store.facts()


def test_a_folder_with_other_things_is_not_taken_for_a_store(tmp_path: Path) -> None:
    (tmp_path / "台账.xlsx").touch()
    with pytest.raises(StoreError, match=r"not a store: it holds 台账\.xlsx"):
        open_store(str(tmp_path))


def test_a_file_is_not_taken_for_a_store(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="this is a file, and a store is a folder"):
        open_store(str(tmp_path / "file"))
    with pytest.raises(StoreError, match="this is a file"):
        open_store(str(tmp_path / "file" / "store")).put(batch(status("a")))


def test_what_others_left_among_the_loads_stays(kept: Path) -> None:
    (kept / "loads" / "notes").mkdir()
    (kept / "loads" / "read.me").touch()
    open_store(str(kept)).put(batch(status("c")))
    assert {"notes", "read.me"} < {entry.name for entry in (kept / "loads").iterdir()}


# -- disks and rights

@pytest.mark.parametrize("how", ["limit", "device"])
@pytest.mark.parametrize("fresh", [True, False])
def test_a_full_disk_is_said_and_loses_nothing(kept: Path, how: str, fresh: bool) -> None:
    if fresh:
        shutil.rmtree(kept)
    before = open_store(str(kept)).loads()
    assert "the disk (or its quota) is full" in asked(put_on_full_disk, str(kept), how)
    assert not list(kept.glob("loads/.new-*")), "the room is given back at once"
    store = open_store(str(kept))
    assert store.loads() == before
    assert store.put(numbered(9)).new
    assert {entry.name for entry in (kept / "loads").iterdir()} == {load.id for load in store.loads()}


@pytest.mark.parametrize(("action", "mode", "said"), [("facts", 0o000, "it may not be read"), ("put", 0o555, "it may not be written"), ("put", 0o000, "it may not be")])
def test_a_folder_without_rights_is_said(action: str, mode: int, said: str) -> None:
    with tempfile.TemporaryDirectory() as place:  # not tmp_path, which no other user may enter
        Path(place).chmod(0o755)
        folder = Path(place) / "store"
        open_store(str(folder)).put(batch(status("a")))
        folder.chmod(mode)
        try:
            assert said in asked(without_rights, str(folder), action)
        finally:
            folder.chmod(0o755)
        assert keys(open_store(str(folder)).facts()) == ["a"]
