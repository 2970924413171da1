"""The benchmark measures answers that are the same: all engines on a small world, on three days, overall and by mode."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import ours
import rivals
import sql
import tables
from tests.conftest import required
from world import FIRST, world

DAYS = (FIRST + 400, FIRST + 1500, FIRST + 3000)


@pytest.fixture(scope="module")
def made():
    return world(600, acts_per_object=1)


@pytest.fixture(scope="module")
def data(made):
    return tables.tables(made.facts)


@pytest.fixture(scope="module")
def expected(made, tmp_path_factory):
    history = ours.stored(made, tmp_path_factory.mktemp("world")).history()
    return {day: ours.answer(*ours.covered(ours.day_of(history, day), modes=True)) for day in DAYS}


def test_the_world_has_objects_in_every_state(expected):
    seen = {int(state) for found in expected.values() for state in set(found[0].tolist())}

    assert seen == set(tables.STATES.values())


@pytest.mark.parametrize("engine", [rivals.Naive, rivals.Classes])
@pytest.mark.parametrize("day", DAYS)
def test_a_walk_in_networkx_finds_what_the_grid_finds(engine, day, data, expected):
    assert (engine(data, modes=True).answer(day) == expected[day]).all()
    assert (engine(data).answer(day) == expected[day][:1]).all()


@pytest.mark.parametrize("modes", [False, True])
@pytest.mark.parametrize("day", DAYS)
def test_pandas_finds_what_the_grid_finds(modes, day, data, expected):
    engine = rivals.pandas_join(data, tables.joined(data), modes=modes)

    assert (engine(day) == expected[day][: None if modes else 1]).all()


@pytest.mark.parametrize("variant", sql.VARIANTS)
@pytest.mark.parametrize("modes", [False, True])
def test_sql_finds_what_the_grid_finds(modes, variant, data, expected):
    if importlib.util.find_spec("duckdb") is None:
        (pytest.fail if required("duckdb") else pytest.skip)("duckdb is not installed: pip install dutygraph[bench]")
    engine = sql.duckdb_sql(data, tables.joined(data), modes=modes, variant=variant)

    for day in DAYS:
        assert (engine(day).in_order() == expected[day][: None if modes else 1]).all()
