"""Chains and neighbourhoods to draw: of the golden county, of the seed county, and one with all that a chain can show."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.chain.county import DAY, county

import dutygraph
from dutygraph.analysis.chain import trace

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "county"
HOSTILE = (
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</script><script>alert(2)</script>", "<a href='javascript:alert(3)'>href</a>", "=HYPERLINK(\"http://evil.example\",\"x\")",
    "\u202egnp.exe\u202c", "a\x00b\x01c", "{{7*7}}{% raw %}", "'; DROP TABLE x; --", "MATCH (n) DETACH DELETE n", "../../etc/passwd", "长" * 10_000, "W" * 3_000, "]]>&amp;<!--", "'", "\ud800",
)


@pytest.fixture(scope="session")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with dutygraph.open(str(tmp_path_factory.mktemp("golden") / "store")) as opened:
        opened.load(GOLDEN)
        yield opened


@pytest.fixture(scope="session")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with dutygraph.demo_county(str(tmp_path_factory.mktemp("seed") / "store")) as opened:
        yield opened


@pytest.fixture(scope="session")
def hand() -> dict[str, Any]:
    """The chain of the plant in the hand-made county."""
    snapshot = county().on(DAY)
    return trace(snapshot, str(snapshot.history.nodes("object").ids[0])).as_dict()


def spoiled(value: Any, text: str, *, keep: frozenset[str] = frozenset({"meta"})) -> Any:
    """The same plain values with a hostile text in every free text."""
    free = {"name", "body_name", "zh", "en", "document", "clause", "file", "sheet"}

    def spoil(each: Any, key: str) -> Any:
        if isinstance(each, dict):
            return {name: each[name] if name in keep else spoil(each[name], "name" if key == "names" else name) for name in each}
        if isinstance(each, list | tuple):
            return [spoil(one, key) for one in each]
        return text if key in free and isinstance(each, str) and each not in _WORDS else each
    return spoil(copy.deepcopy(value), "")


_WORDS = frozenset({"enterprise", "territorial", "industry", "licence", "special", "comprehensive", "zone", "party"})


@pytest.fixture
def chromium(browser: Any) -> Any:
    """A browser without a window."""
    return browser
