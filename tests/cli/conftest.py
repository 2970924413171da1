"""A store with the seed county, and a way to run the command line as a person does."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from dutygraph.cli import main
from dutygraph.seed import sheets


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Runs a command in an empty working directory; gives exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    for name in ("DUTYGRAPH_STORE", "DUTYGRAPH_RULES", "NEO4J_URI"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DUTYGRAPH_LANG", "en")

    def command(*args: object) -> Ran:
        capsys.readouterr()
        code = main([str(each) for each in args])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return Ran(code, said.out, said.err)

    return command


@pytest.fixture(scope="session")
def seeded(tmp_path_factory) -> Path:
    """A store that holds the seed county; read only."""
    folder = tmp_path_factory.mktemp("seeded")
    assert main(["load", str(sheets()), "--store", str(folder / "store"), "--rejected", str(folder / "rejected.xlsx")]) == 0
    return folder / "store"
