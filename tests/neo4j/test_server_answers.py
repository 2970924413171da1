"""The same sheets give the same bytes for every ask, whichever kind of store keeps them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from disposable import wipe

import dutygraph
from dutygraph.analysis import ANALYSES
from dutygraph.errors import UsageError
from dutygraph.seed import sheets
from dutygraph.shipped import shipped
from dutygraph.workbench import Day

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=["seed", "prtr-tw"])
def days(request: pytest.FixtureRequest, servers: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Day, Day]]:
    """The county of a server, and that of a folder."""
    wipe(servers[0])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        folder, mappings = sheets(), []
        if request.param == "prtr-tw":
            folder, mappings = request.getfixturevalue("shared") / "data" / "prtr-tw", [shipped("loaders") / "examples" / "prtr-tw"]
        with dutygraph.open(servers[0]) as one, dutygraph.open(str(tmp_path_factory.mktemp("store"))) as other:
            assert one.load(folder, mappings=mappings).load.content == other.load(folder, mappings=mappings).load.content
            assert one.store.version() == other.store.version()
            yield one.on(), other.on()


def _answer(day: Day, name: str) -> bytes:
    try:
        return day.ask(name).to_json().encode()
    except UsageError as refused:  # an ask without its required parameter
        return str(refused).encode()


@pytest.mark.parametrize("name", ANALYSES)
def test_every_ask_gives_the_same_bytes(days: tuple[Day, Day], name: str) -> None:
    one, other = days
    assert _answer(one, name) == _answer(other, name)


