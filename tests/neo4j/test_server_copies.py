"""`dutygraph copy` moves everything between the two kinds of store, both ways, and the data versions prove it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dutygraph.cli import main
from dutygraph.errors import StoreError
from dutygraph.facts import Counts, Delivery
from dutygraph.store import Store, open_store
from dutygraph.store.copy import copy
from store.oracle import rows
from store.worlds import LEDGER, at, batch, on, status

Stores = Callable[[], Store]


def fill(kept: Store) -> None:
    """A history in which the same was loaded again after it had been taken back."""
    kept.put(batch(status("a"), deliveries=(Delivery(LEDGER, on(1), True, True, True, ("一.xlsx",), Counts(3, 1, 1, 1, 0)),)), recorded=at(2))
    wrong = kept.put(batch(status("a", "stopped"), status("b")), recorded=at(3)).load
    again = kept.put(batch(status("a"), complete=True), recorded=at(4)).load
    kept.retract(again.id, at=at(6))
    kept.retract(wrong.id, at=at(5))
    kept.put(batch(status("a", "stopped"), status("b")), recorded=at(7))


def same(one: Store, other: Store) -> bool:
    moments = [None, *map(on, range(1, 10))]
    return one.loads() == other.loads() and all(rows(one.facts(known_at=each)) == rows(other.facts(known_at=each)) and one.version(each) == other.version(each) for each in moments)


@pytest.mark.parametrize("way", ["to the server", "to a folder", "from server to server"])
def test_a_copy_says_the_same_at_every_moment(store: Stores, tmp_path: Path, way: str) -> None:
    one = open_store(str(tmp_path / "one")) if way == "to the server" else store()
    other = open_store(str(tmp_path / "other")) if way == "to a folder" else store()
    fill(one)
    assert copy(one, other) == 4
    assert same(one, other)
    assert copy(one, other) == 0


def test_a_copy_that_was_cut_off_is_completed(store: Stores, tmp_path: Path) -> None:
    one, other = open_store(str(tmp_path / "one")), store()
    fill(one)
    first = one.loads()[0]
    other.keep(first, one.said(first.id))
    assert copy(one, other) == 3 and same(one, other)


def test_a_store_with_other_loads_is_not_copied_into(store: Stores, tmp_path: Path) -> None:
    one, other = open_store(str(tmp_path / "one")), store()
    fill(one)
    other.put(batch(status("z")))
    with pytest.raises(StoreError, match="loads that the other has not"):
        copy(one, other)
    assert len(other.loads()) == 1


def test_the_command_prints_the_version_of_both(server: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = open_store(str(tmp_path / "one"))
    fill(one)
    assert main(["copy", str(tmp_path / "one"), server, "--lang", "en"]) == 0
    assert f"4 loads copied; both stores have data version {one.version()}" in capsys.readouterr().out
    assert main(["copy", server, str(tmp_path / "two"), "--lang", "zh"]) == 0
    assert same(one, open_store(str(tmp_path / "two")))
