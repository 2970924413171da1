"""Public registers load whole: every row is accounted for, none is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from dutygraph.facts import Counts
from dutygraph.loading import load_paths, read_mappings
from dutygraph.shipped import shipped


@pytest.mark.parametrize(("register", "rows"), [("prtr-tw", 5905 + 3521 + 18820), ("gbt4754-2017", 20 + 97 + 473 + 1380)])
def test_every_row_of_a_register_is_loaded(shared: Path, register: str, rows: int) -> None:
    loaded = load_paths([shared / "data" / register], read_mappings(shipped("loaders"), shipped("loaders") / "examples" / register))
    assert loaded.counts == Counts(rows, rows) and not loaded.problems
    assert {each.file for each in loaded.unrecognised} == {"SOURCE.txt"}


def test_every_township_is_loaded(shared: Path) -> None:
    loaded = load_paths([shared / "data" / "cn-divisions"], read_mappings(shipped("loaders"), shipped("loaders") / "examples" / "cn-divisions"))
    rows = {each.file: each.counts for each in loaded.sheets}
    assert rows["streets.csv"] == Counts(41_352, 41_352) and loaded.counts.rejected == 0
