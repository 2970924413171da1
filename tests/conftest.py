"""Fixtures strategy: the smallest thing that has what a test needs. Hand-made `Facts` for rules, the golden county for truth,
the seed county for size, public registers (`DUTYGRAPH_SHARED`, else a folder `shared` beside the checkout) for reality.

`DUTYGRAPH_REQUIRE` lists what this machine must have (comma separated: ``shared``, ``duckdb``, ``neo4j``, ``chromium``): a missing one then fails instead of skipping.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium without a window (Debian package ``chromium``, or `DUTYGRAPH_CHROMIUM`), one for all tests; skips where there is none, fails where one is required."""
    where = os.environ.get("DUTYGRAPH_CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        where = None
    if not where:
        message = "no Chromium or no Playwright on this machine: install the package chromium, or set DUTYGRAPH_CHROMIUM"
        if required("chromium"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as started:
        found = started.chromium.launch(executable_path=where)
        yield found
        found.close()
