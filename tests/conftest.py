"""Fixtures strategy: the smallest thing that has what a test needs. Hand-made `Facts` for rules, the golden county for truth,
the seed county for size, public registers (`DUTYGRAPH_SHARED`, else a folder `shared` beside the checkout) for reality.

`DUTYGRAPH_REQUIRE` lists what this machine must have (comma separated: ``shared``, ``duckdb``, ``neo4j``, ``chromium``): a missing one then fails instead of skipping.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def required(part: str) -> bool:
    """Whether this run must not skip what needs the part."""
    return part in os.environ.get("DUTYGRAPH_REQUIRE", "").split(",")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of public data sets; skips where there is none, fails where one is required."""
    folder = Path(os.environ.get("DUTYGRAPH_SHARED") or ROOT.parent / "shared")
    if not (folder / "data").is_dir():
        message = f"no public data at {folder}: set DUTYGRAPH_SHARED to the folder that holds data/prtr-tw"
        if required("shared"):
            pytest.fail(message)
        pytest.skip(message)
    return folder
