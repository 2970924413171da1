"""What is shipped: mappings, Cypher and the seed county reach a wheel as well as a checkout."""

import tomllib
from pathlib import Path

from dutygraph.shipped import shipped

ROOT = Path(__file__).resolve().parents[2]


def test_mappings_are_found():
    assert list(shipped("loaders").glob("*.yaml"))


def test_the_wheel_takes_the_folders_that_stand_outside_the_package():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

    packed = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]

    assert packed == {"cypher": "dutygraph/_shipped/cypher", "loaders": "dutygraph/_shipped/loaders"}
    assert all((ROOT / folder).is_dir() for folder in packed)


def test_the_ci_script_calls_the_test_command_of_the_readme():
    readme = (ROOT / "README.md").read_text("utf-8")
    ci = (ROOT / ".ci" / "run").read_text("utf-8")

    assert "python -m pytest" in ci
    assert "python -m pytest" in readme
