"""The county as its user has it: the world in an embedded store, opened through the public interface."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow.compute as pc
from tables import MODES, OUT
from world import World

import dutygraph
from dutygraph.facts import Batch, Delivery
from dutygraph.law import Rules
from dutygraph.snapshot import History
from dutygraph.snapshot.coverage import Coverage
from dutygraph.workbench import Day

EPOCH = date(1970, 1, 1)


def stored(world: World, folder: Path) -> dutygraph.County:
    """The world put into a store in the folder, as one load, and opened."""
    county = dutygraph.open(str(folder))
    scopes = sorted({scope for table in world.facts.tables.values() for scope in pc.unique(table["scope"]).to_pylist()})
    county.store.put(Batch(world.facts, tuple(Delivery(scope) for scope in scopes)))
    return county


def compiled(world: World) -> History:
    """The world without a store, for sizes at which the store would be most of the time."""
    return History.of(world.facts, data_version=f"world-{world.objects}", known_at=None, rules=Rules.read())


def day_of(history: History, day: int) -> Day:
    """A day that has not been looked at."""
    return Day(history.on(EPOCH + timedelta(days=day)))


def covered(day: Day, *, modes: bool = False) -> tuple[Coverage, list[np.ndarray]]:
    """What is timed: coverage of the day, and the states in each mode where they are asked for."""
    coverage = day.coverage()
    return coverage, [coverage.overall, *(coverage.state(mode) for mode in MODES if modes)]


def answer(coverage: Coverage, states: list[np.ndarray]) -> np.ndarray:
    """The same in the form in which the engines are compared."""
    return np.where(coverage.population, np.stack(states), np.uint8(OUT))
