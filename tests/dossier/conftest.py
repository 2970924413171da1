"""The golden county's accident: one dossier for the whole run, and its papers in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import dutygraph
from dutygraph.inquiry.dossier import Dossier
from dutygraph.inquiry.papers import Papers, compose

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "county"
DAY, QUARRY = date(2019, 3, 1), "红岩采石场"


@pytest.fixture(scope="session")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with dutygraph.open(str(tmp_path_factory.mktemp("golden") / "store")) as opened:
        opened.load(GOLDEN)
        yield opened


def of(county: Any, name: str = QUARRY, day: date = DAY, **numbers: Any) -> Dossier:
    """The dossier for an object on a day, beside what was known on that day."""
    now = county.on(day)
    return compose(now.snapshot, now.find(name), county.rules, numbers=numbers, then=county.on(day, day).snapshot)


@pytest.fixture(scope="session")
def quarry(golden: Any) -> Dossier:
    return of(golden)


@pytest.fixture(scope="session")
def papers(golden: Any, quarry: Dossier) -> Papers:
    return Papers.of(quarry, golden.on(DAY).snapshot, golden.rules)
