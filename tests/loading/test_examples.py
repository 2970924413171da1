"""Every mapping that is shipped works its example."""

from __future__ import annotations

from pathlib import Path

import pytest

from dutygraph.loading import read_mapping, worked_examples
from dutygraph.shipped import shipped

FILES = sorted(shipped("loaders").rglob("*.yaml"))


def test_mappings_are_shipped() -> None:
    assert FILES


@pytest.mark.parametrize("path", [each for each in FILES if each.name != "sources.yaml"], ids=lambda path: path.stem)
def test_the_worked_example_comes_out_as_its_author_says(path: Path) -> None:
    worked = worked_examples(read_mapping(path))
    assert not worked.differences


def test_the_example_of_the_readme_works(tmp_path: Path) -> None:
    text = (shipped("loaders") / "README.md").read_text("utf-8")
    (tmp_path / "ledger.yaml").write_text(text.split("```yaml\n")[1].split("```")[0], "utf-8")
    assert not worked_examples(read_mapping(tmp_path / "ledger.yaml")).differences


@pytest.mark.parametrize(("old", "new", "said"), [
    ("rows: 2", "rows: 3", "counts are"), ("risk: red}", "risk: blue}", "expected and not said"), ("problems: []", "problems: [sentinel]", "problems are"),
])
def test_an_example_that_does_not_come_out_says_how(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = (shipped("loaders") / "README.md").read_text("utf-8").split("```yaml\n")[1].split("```")[0]
    (tmp_path / "ledger.yaml").write_text(text.replace(old, new), "utf-8")
    assert any(said in each for each in worked_examples(read_mapping(tmp_path / "ledger.yaml")).differences)
