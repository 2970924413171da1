"""The golden and the seed county in stores, opened once for all tests of views."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import dutygraph
from dutygraph.seed import sheets


@pytest.fixture(scope="session")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with dutygraph.open(str(tmp_path_factory.mktemp("views") / "golden")) as opened:
        opened.load(Path(__file__).parents[1] / "golden" / "county")
        yield opened


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with dutygraph.open(str(tmp_path_factory.mktemp("views") / "seed")) as opened:
        opened.load(sheets())
        yield opened


@pytest.fixture(scope="session")
def golden_day(golden: Any) -> Any:
    return golden.on("2021-06-30")


@pytest.fixture(scope="session")
def seed_day(seeded: Any) -> Any:
    return seeded.on()
