"""Case files for tests: the shipped example, changed."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import yaml

import dutygraph.loading
from dutygraph.inquiry.casefile import OpenCase, open_case
from dutygraph.inquiry.ranking import Ranked, Ranking
from dutygraph.law import Rules

FOLDER = Path(dutygraph.loading.__file__).parent
EXAMPLE = FOLDER / "case.example.yaml"
SCHEMA = FOLDER / "case.schema.json"
RULES = Rules.read(None)


def example() -> dict[str, Any]:
    """The shipped example as plain data, free to change."""
    data: dict[str, Any] = copy.deepcopy(yaml.safe_load(EXAMPLE.read_text("utf8")))
    return data


def write(folder: Path, data: Any, name: str = "case.yaml") -> Path:
    """A case file of this data."""
    path = folder / name
    path.write_text(data if isinstance(data, str) else yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf8")
    return path


def opened(folder: Path, data: Any) -> OpenCase:
    return open_case(write(folder, data), RULES)


def ranked(folder: Path, data: Any) -> Ranking:
    return opened(folder, data).rank()


def post(ranking: Ranking, id_: str) -> Ranked:
    """The post of the file's own id."""
    return next(each for each in ranking.posts if each.id == f"post:{id_}")


def part(data: dict[str, Any], name: str, id_: str) -> dict[str, Any]:
    """A body or post of the data by its id."""
    found: dict[str, Any] = next(each for each in data[name] if each["id"] == id_)
    return found
