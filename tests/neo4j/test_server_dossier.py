"""A dossier and its answer bundle have the same bytes, whichever kind of store keeps the facts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import dutygraph
from dutygraph.inquiry.papers import Papers, compose

pytestmark = pytest.mark.slow
GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "county"
DAY = date(2019, 3, 1)


def papers(county: dutygraph.County) -> Papers:
    day = county.on(DAY)
    return Papers.of(compose(day.snapshot, day.find("红岩采石场"), county.rules, then=county.on(DAY, DAY).snapshot), day.snapshot, county.rules)


def test_json_and_bundle_are_the_same_on_both_stores(server: str, tmp_path: Path) -> None:
    with dutygraph.open(server) as one, dutygraph.open(str(tmp_path / "store")) as other:
        one.load(GOLDEN)
        other.load(GOLDEN)
        first, second = papers(one), papers(other)
        for form in ("json", "zip", "xlsx", "docx", "pdf"):
            assert first.write(form, "zh") == second.write(form, "zh"), form
