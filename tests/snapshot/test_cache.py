"""A compiled history comes back from disk as it went in, and a spoilt one is made anew."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dutygraph.facts import Delivery, Facts, Load
from dutygraph.snapshot import History, cache, open_history

from .hand import NOON, FixedRules, county, day, named, stored
from .test_duties import BASE, POSTS

FACTS = stored(county(**{**BASE, **POSTS}, object=[named("object", "油站", hazards="火;爆"), named("object", "油站", risk="red", scope="b")], at=[{"object": "object:油站", "territory": "territory:镇"}],
                      duty=[{"bearer": "body:安监局", "mode": "industry", "sector": "sector:危化"}, {"bearer": "body:无", "mode": "industry"}]), recorded=NOON)


@dataclass
class OneLoad:
    """A store with one load, which counts how often its facts are read."""

    folder: Path
    held: tuple[Load, ...] = (Load("L0001", NOON, "c0", 1, (Delivery("sheet"), Delivery("early", received=date(2024, 1, 1)))),)
    reads: list[object] = field(default_factory=list)

    @property
    def cache(self) -> Path:
        return self.folder / "cache"

    def facts(self, as_of: date | None = None, known_at: datetime | date | None = None) -> Facts:
        self.reads.append(known_at)
        return FACTS

    def loads(self) -> tuple[Load, ...]:
        return self.held

    def version(self, known_at: datetime | date | None = None) -> str:
        return "v1"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OneLoad:
    monkeypatch.setattr(cache, "SMALL", 0)
    return OneLoad(tmp_path)


def opened(store: OneLoad, known_at: date | None = None) -> History:
    return open_history(store, rules=FixedRules(), known_at=known_at)  # type: ignore[arg-type]


def test_the_second_opening_reads_no_facts_and_says_the_same(store: OneLoad) -> None:
    first, second = opened(store), opened(store)
    assert len(store.reads) == 1
    assert second.problems == first.problems and second.last_day == first.last_day and second.deliveries == first.deliveries
    for at in (day(2018), day(2020), day(2022)):
        one, other = first.on(at), second.on(at)
        pd.testing.assert_frame_equal(one.duties, other.duties)
        pd.testing.assert_frame_equal(one.register, other.register)
        assert dict(one.structure.nodes(data=True)) == dict(other.structure.nodes(data=True))
        assert one.meta() == other.meta() and np.array_equal(one.alive, other.alive)
    assert second.resolve("body", "应急局") == ("body:应急局",) and second.node("object:油站") == first.node("object:油站")
    assert second.fact("duty", 0).values == first.fact("duty", 0).values


def test_another_known_time_another_load_or_a_retraction_is_another_history(store: OneLoad) -> None:
    opened(store)
    opened(store, day(2025, 7))
    store.held = (*store.held, Load("L0002", NOON, "c1", 1, ()))
    opened(store)
    store.held = (*store.held[:1], Load("L0002", NOON, "c1", 1, (), retracted=NOON + timedelta(days=1)))
    opened(store)
    assert len(store.reads) == 4


def test_deliveries_are_those_that_had_come_by_then(store: OneLoad) -> None:
    assert [one.scope for one in opened(store).deliveries] == ["sheet", "early"]
    assert [one.scope for one in opened(store, day(2024, 6)).deliveries] == ["early"]
    store.held = (Load("L0001", NOON, "c0", 1, (Delivery("sheet"),), retracted=datetime(2025, 7, 1, tzinfo=UTC)),)
    assert opened(store).deliveries == () and len(opened(store, day(2025, 6, 15)).deliveries) == 1


@pytest.mark.parametrize("spoil", ["index.json", "arrays.bin", "nodes-body.arrow", "facts-duty.arrow"])
def test_a_spoilt_cache_is_compiled_anew(store: OneLoad, spoil: str) -> None:
    opened(store)
    (kept,) = (store.folder / "cache").iterdir()
    (kept / spoil).write_bytes(b"")
    assert opened(store).problems and len(store.reads) == 2
    assert opened(store).table("duty").num_rows == 2 and len(store.reads) == 2


def test_a_folder_that_cannot_be_written_only_costs_time(store: OneLoad) -> None:
    (store.folder / "cache").write_text("a file in the way")
    assert opened(store).last_day == day(2022)


def test_only_the_newest_histories_are_kept_and_no_draft_stays(store: OneLoad) -> None:
    for number in range(cache.KEPT + 2):
        opened(store, day(2025, 7) + timedelta(number))
    kept = list((store.folder / "cache").iterdir())
    assert len(kept) == cache.KEPT and not [each for each in kept if each.name.startswith(".")]


def test_small_counties_are_not_kept(tmp_path: Path) -> None:
    opened(OneLoad(tmp_path))
    assert not (tmp_path / "cache").exists()
