"""The golden county behind a service with keys, and behind one of the local person."""

from __future__ import annotations

import pytest

from .service import GOLDEN, opened, serving


@pytest.fixture(scope="session")
def county(tmp_path_factory):
    with opened(tmp_path_factory.mktemp("county") / "store") as found:
        found.load(GOLDEN)
        yield found


@pytest.fixture(scope="session")
def an_object(county):
    return str(county.on().snapshot.register.index[0])


@pytest.fixture(scope="session")
def service(county, tmp_path_factory):
    with serving(county, tmp_path_factory.mktemp("keys")) as found:
        yield found


@pytest.fixture(scope="session")
def local(county, tmp_path_factory):
    with serving(county, tmp_path_factory.mktemp("local"), keys=False) as found:
        yield found
