"""Uploads: sheets that come over the network, with the same reading and the same account of every row as the command line."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from threading import Lock
from typing import Any
from zipfile import BadZipFile, ZipFile, is_zipfile

from fastapi import Request, UploadFile

from ..facts import Load
from ..loading import Loaded, load_paths, read_mappings
from ..loading.tables import TEXT_FILES, WORKBOOKS
from ..shipped import shipped
from .desk import Desk
from .problems import Fault, Refused
from .question import day as read_day

SIDE_CAR = "sources.yaml"
"""Says of whom the sheets are; sent with them."""
UNPACKED = 512 * 1024 * 1024
"""Bytes that a workbook may hold when unpacked."""
_SHOWN = 200
_PATIENCE = 5
"""Seconds for which one upload waits for the other that is being loaded."""
_writing = Lock()


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an upload: ``load`` is None in a dry run, ``new`` tells whether it says anything that was not known."""

    load: Load | None
    new: bool
    loaded: Loaded
    dry: bool

    def as_dict(self) -> dict[str, Any]:
        """The account: ``rows = loaded + merged + rejected + ignored`` for each sheet and in all; problems by kind, the first ones in full."""
        loaded = self.loaded
        kinds = Counter(each.code for each in loaded.problems)
        return {
            "dry_run": self.dry, "new": self.new, "load": load_dict(self.load) if self.load else None, "counts": asdict(loaded.counts),
            "sheets": [{"file": each.file, "sheet": each.sheet, "mapping": each.mapping, "scope": each.scope, "counts": asdict(each.counts),
                        "ignored": [{"why": why, "rows": rows} for why, rows in each.ignored]} for each in loaded.sheets],
            "unrecognised": [asdict(each) for each in loaded.unrecognised],
            "problems_total": len(loaded.problems), "problems_by_code": dict(sorted(kinds.items())), "problems": [problem_dict(each) for each in loaded.problems[:_SHOWN]],
            "rejected_total": len(loaded.rejected),
            "rejected": [{"file": each.place.file, "sheet": each.place.sheet, "row": each.place.row, "reasons": [{"code": why.code, "zh": why.zh, "en": why.en} for why in each.reasons]}
                         for each in loaded.rejected[:_SHOWN]]}


def load_dict(load: Load) -> dict[str, Any]:
    """A load as the API gives it, with the account of each of its sources."""
    return {
        "id": load.id, "recorded": load.recorded.isoformat(), "content": load.content, "facts": load.facts, "retracted": load.retracted.isoformat() if load.retracted else None,
        "deliveries": [{**asdict(each), "received": each.received.isoformat() if each.received else None, "files": list(each.files)} for each in load.deliveries]}


def problem_dict(problem: Any) -> dict[str, Any]:
    """A fault of the data as the API gives it."""
    place = problem.place
    return {"code": problem.code, "zh": problem.zh, "en": problem.en, "file": place.file if place else None, "sheet": place.sheet if place else None, "row": place.row if place else None,
            "column": problem.column, "value": problem.value, "advice_zh": problem.advice_zh, "advice_en": problem.advice_en}


def take(request: Request, files: Sequence[UploadFile], source: str | None = None, received: str | date | None = None, complete: bool | None = None, dry: bool = False) -> Taken:
    """Read the sheets as one load, all or nothing; in a dry run nothing is kept. One upload at a time."""
    try:
        day = read_day(received or None) if isinstance(received, str) else received
    except ValueError as error:
        raise Refused("invalid", errors=(Fault("received", "body", str(error), str(received)[:200]),)) from None
    desk: Desk = request.app.state.desk
    most: int = request.app.state.limits.upload_files
    names = _names(files, most)
    if not _writing.acquire(timeout=_PATIENCE):
        raise Refused("busy")
    try:
        with tempfile.TemporaryDirectory(prefix="dutygraph-upload-") as folder:
            paths = []
            for name, file in zip(names, files, strict=True):
                path = Path(folder) / name
                with path.open("wb") as out:
                    shutil.copyfileobj(file.file, out)
                paths.append(path)
            return _load(request, desk, Path(folder), paths, source or None, day, complete, dry)
    finally:
        _writing.release()


def _load(request: Request, desk: Desk, folder: Path, paths: list[Path], source: str | None, received: date | None, complete: bool | None, dry: bool) -> Taken:
    for path in paths:
        _unpacks(path)
    given = [folder] if any(path.name == SIDE_CAR for path in paths) else paths
    try:
        loaded = load_paths(given, read_mappings(shipped("loaders")), source=source, received=received, complete=complete)
    except Exception as error:
        _without(error, folder)
        raise
    if dry:
        return Taken(None, False, loaded, True)
    desk.note(request, "load", "/api/v1/loads", ", ".join(path.name for path in paths))
    put = desk.county.store.put(loaded.batch)
    desk.changed()
    desk.done(request, "loaded", "/api/v1/loads", put.load.id, new=put.new, facts=put.load.facts)
    return Taken(put.load, put.new, loaded, False)


def _unpacks(path: Path) -> None:
    """A small workbook that unpacks to more than a machine holds is refused before it is opened."""
    if not is_zipfile(path):
        return
    try:
        with ZipFile(path) as packed:
            size = sum(each.file_size for each in packed.infolist())
    except (BadZipFile, OSError, ValueError):
        return  # what reads the sheet says what is wrong with it
    if size > UNPACKED:
        raise Refused("too-large", f"{path.name}: {size:,} bytes unpacked", limit=f"{UNPACKED:,} bytes unpacked")


def _without(error: Exception, folder: Path) -> None:
    """Paths of this machine are nobody's business: an error names the file as it was sent."""
    for name in ("message", "where", "advice"):
        said = getattr(error, name, None)
        if isinstance(said, str):
            setattr(error, name, said.replace(f"{folder}/", "").replace(str(folder), ""))


def _names(files: Sequence[UploadFile], most: int) -> list[str]:
    """Names under which the files are read: their own, without any path."""
    if not files:
        raise Refused("invalid", errors=(Fault("files", "body", "no file was sent"),))
    if len(files) > most:
        raise Refused("invalid", errors=(Fault("files", "body", f"at most {most} files in one load"),))
    faults: list[Fault] = []
    names: list[str] = []
    for file in files:
        name = re.sub(r"[\x00-\x1f\x7f/\\:*?\"<>|]", "_", PurePosixPath((file.filename or "").replace("\\", "/")).name).strip(". ")[-120:]
        if not name.lower().endswith((*TEXT_FILES, *WORKBOOKS)) and name != SIDE_CAR:
            faults.append(Fault("files", "body", f"only {', '.join((*TEXT_FILES, *WORKBOOKS))} and {SIDE_CAR} are taken", (file.filename or "")[:200]))
        elif name in names:
            faults.append(Fault("files", "body", "two files have one name", name))
        names.append(name)
    if faults:
        raise Refused("invalid", errors=tuple(faults))
    return names
