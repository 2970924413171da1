"""What is known of the files themselves: ``sources.yaml`` beside the sheets names source, day of receipt, completeness and mapping."""

from __future__ import annotations

from datetime import date
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

from pydantic import Field, field_validator

from ..errors import SourceError
from .strict_yaml import Strict, read_yaml

SIDE_CAR = "sources.yaml"


class Source(Strict):
    """What one entry says of the files that its patterns fit."""

    files: list[str] = Field(min_length=1)
    scope: str | None = None
    received: date | None = None
    complete: bool = False
    independent: bool = False
    synthetic: bool = False
    mapping: str | None = None
    set: dict[str, str] = Field(default_factory=dict)

    @field_validator("files", mode="before")
    @classmethod
    def _one_or_many(cls, value: object) -> object:
        return [value] if isinstance(value, str) else value


class _SideCar(Strict):
    sources: list[Source] = Field(min_length=1)


_NOTHING = Source(files=["*"])


@cache
def _read(path: Path, stamp: float) -> _SideCar:
    return read_yaml(path, _SideCar, SourceError)


def source_of(path: Path, top: Path) -> Source:
    """The first entry that fits the file, from the nearest ``sources.yaml`` between it and ``top``; one that says nothing where there is none."""
    folder = path.parent
    while True:
        side_car = folder / SIDE_CAR
        if side_car.is_file():
            entries = _read(side_car, side_car.stat().st_mtime).sources
            return next((each for each in entries if any(_fits(path, pattern, folder) for pattern in each.files)), _NOTHING)
        if folder == top or folder == folder.parent or top not in folder.parents:
            return _NOTHING
        folder = folder.parent


def idle_entries(side_car: Path, tables: list[Path]) -> list[str]:
    """The patterns of a ``sources.yaml`` that fit none of the tables below it: a name mistyped there would silently change what a source is."""
    folder = side_car.parent
    below = [path for path in tables if folder in path.parents]
    patterns = [pattern for each in _read(side_car, side_car.stat().st_mtime).sources for pattern in each.files]
    return [pattern for pattern in patterns if not any(_fits(path, pattern, folder) for path in below)]


def _fits(path: Path, pattern: str, folder: Path) -> bool:
    return fnmatch(path.relative_to(folder).as_posix(), pattern) or fnmatch(path.name, pattern)
