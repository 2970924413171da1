"""The golden county in a store, opened once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import dutygraph


@pytest.fixture(scope="session")
def golden_county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with dutygraph.open(str(tmp_path_factory.mktemp("golden") / "store")) as opened:
        opened.load(Path(__file__).parent / "county")
        yield opened
