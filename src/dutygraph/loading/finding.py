"""Finds the tables under the paths of one load, and what a ``sources.yaml`` says of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import SourceError
from ..facts import Place, Problem
from .faults import fault
from .sources import SIDE_CAR, Source, idle_entries, source_of
from .tables import is_table


@dataclass(frozen=True, slots=True)
class Unrecognised:
    """A file or sheet that was found in a folder and not loaded, and why."""

    file: str
    sheet: str
    why: str


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A table to load: its path, its name below what was asked for, what is known of it, and whether it was named itself."""

    path: Path
    name: str
    source: Source
    named: bool


def find_files(paths: Iterable[Path], faults: list[SourceError], unrecognised: list[Unrecognised], problems: list[Problem]) -> list[SourceFile]:
    """Every table under the paths, once, in stable order; what cannot be used goes to ``faults`` and ``unrecognised``."""
    files: dict[Path, SourceFile] = {}
    for top in map(Path, paths):
        if top.is_dir():
            _walk(top, files, faults, unrecognised, problems)
        elif not top.exists():
            faults.append(SourceError("does not exist.", where=str(top), advice="Check the path."))
        elif not is_table(top):
            faults.append(SourceError("is not a table.", where=str(top), advice="CSV, XLSX, XLS and ODS files can be loaded."))
        else:
            _add(files, top, top.parent, True, faults)
    return list(files.values())


def _walk(top: Path, files: dict[Path, SourceFile], faults: list[SourceError], unrecognised: list[Unrecognised], problems: list[Problem]) -> None:
    found = sorted(each for each in top.rglob("*") if each.is_file() and not any(part.startswith(".") for part in each.relative_to(top).parts))
    if not found:
        faults.append(SourceError("is an empty folder.", where=str(top), advice="Name a folder that holds sheets."))
    for path in found:
        name = path.relative_to(top).as_posix()
        if is_table(path):
            _add(files, path, top, False, faults)
        elif path.name != SIDE_CAR:
            unrecognised.append(Unrecognised(name, "", "not a table (CSV, XLSX, XLS, ODS)"))
    tables = [path for path in found if is_table(path)]
    for side_car in (path for path in found if path.name == SIDE_CAR):
        try:
            idle = idle_entries(side_car, tables)
        except SourceError as cause:
            _once(faults, cause)
            continue
        problems.extend(fault("idle-source", value=pattern).at(Place(side_car.relative_to(top).as_posix())) for pattern in idle)


def _add(files: dict[Path, SourceFile], path: Path, top: Path, named: bool, faults: list[SourceError]) -> None:
    try:
        file = SourceFile(path, path.relative_to(top).as_posix(), source_of(path, top), named)
    except SourceError as cause:
        _once(faults, cause)
        return
    known = files.setdefault(path.resolve(), file)
    if named and not known.named:
        files[path.resolve()] = replace(known, named=True)


def _once(faults: list[SourceError], cause: SourceError) -> None:
    if str(cause) not in map(str, faults):
        faults.append(cause)
