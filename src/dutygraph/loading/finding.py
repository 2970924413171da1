"""Finds the tables under the paths of one load, and what a ``sources.yaml`` says of each."""

from __future__ import annotations

import os
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
        try:
            top.stat()
        except (FileNotFoundError, ValueError):
            faults.append(SourceError("does not exist.", where=str(top), advice="Check the path."))
            continue
        except OSError as cause:
            faults.append(_unreadable(cause))
            continue
        if top.is_dir():
            _walk(top, files, faults, unrecognised, problems)
        elif not is_table(top) or not top.is_file():
            faults.append(SourceError("is not a table.", where=str(top), advice="CSV, XLSX, XLS and ODS files can be loaded."))
        else:
            _add(files, top, top.parent, True, faults)
    return list(files.values())


def _walk(top: Path, files: dict[Path, SourceFile], faults: list[SourceError], unrecognised: list[Unrecognised], problems: list[Problem]) -> None:
    found, barred = _below(top)
    faults.extend(_unreadable(each) for each in barred)
    if not found and not barred:
        faults.append(SourceError("is an empty folder.", where=str(top), advice="Name a folder that holds sheets."))
    for path in found:
        name = path.relative_to(top).as_posix()
        if is_table(path):
            _add(files, path, top, False, faults)
        elif path.name != SIDE_CAR:
            unrecognised.append(Unrecognised(name, "", "不是表格 not a table (CSV, XLSX, XLS, ODS)"))
    tables = [path for path in found if is_table(path)]
    for side_car in (path for path in found if path.name == SIDE_CAR):
        try:
            idle = idle_entries(side_car, tables)
        except SourceError as cause:
            _once(faults, cause)
            continue
        problems.extend(fault("idle-source", value=pattern).at(Place(side_car.relative_to(top).as_posix())) for pattern in idle)


def _below(top: Path) -> tuple[list[Path], list[OSError]]:
    """Every file below the folder but hidden ones, and what kept us from looking: a folder that cannot be opened is never passed over."""
    found: list[Path] = []
    barred: list[OSError] = []
    for folder, folders, names in os.walk(top, onerror=barred.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for path in (Path(folder, name) for name in names if not name.startswith(".")):
            try:
                if path.is_file():
                    found.append(path)
            except OSError as cause:
                barred.append(cause)
    return sorted(found), barred


def _unreadable(cause: OSError) -> SourceError:
    return SourceError(f"cannot be read ({cause.strerror}).", where=str(cause.filename), advice="Check the path and its permissions.")


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
