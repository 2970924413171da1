"""The manifest: the one file that says which loads a folder holds. Replacing it is the moment at which a load, or a retraction, happens."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from ..errors import StoreError
from ..facts import Facts, Load
from .faults import told

FORMAT = 1
"""The format version that this code writes and the newest that it reads."""
MANIFEST, LOADS, LOCK = "manifest.json", "loads", ".lock"
_DRAFT = ".manifest.json.new"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The loads in the order in which they were put, and for each of them the number of rows by kind."""

    loads: tuple[Load, ...]
    rows: Mapping[str, Mapping[str, int]]

    def plus(self, load: Load, facts: Facts) -> Manifest:
        """With one load more."""
        counted = {kind: table.num_rows for kind, table in facts.tables.items()}
        return Manifest((*self.loads, load), {**self.rows, load.id: counted})

    def having(self, load: Load) -> Manifest:
        """With a load in place of the one of the same id."""
        return replace(self, loads=tuple(load if each.id == load.id else each for each in self.loads))


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the folder; an empty one where no load was ever put there. `StoreError` where the folder is something else, or damaged."""
    with told(folder, "read"):
        try:
            return _parsed((folder / MANIFEST).read_bytes(), folder / MANIFEST)
        except FileNotFoundError:
            _refuse_other_folder(folder)
            return Manifest((), {})


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put the manifest in place of the old one: a reader, or a crash at any moment, meets the one or the other, whole."""
    stated = {"store": "dutygraph", "format": FORMAT, **TypeAdapter(Manifest).dump_python(manifest, mode="json")}
    draft = folder / _DRAFT
    with draft.open("w", encoding="utf-8") as file:
        json.dump(stated, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / MANIFEST)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; where the system cannot open folders (Windows) it does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _parsed(text: bytes, path: Path) -> Manifest:
    try:
        stated = json.loads(text)
        if isinstance(stated, dict) and stated.get("store") == "dutygraph" and isinstance(stated.get("format"), int):
            if stated["format"] > FORMAT:
                raise StoreError(f"this store has format {stated['format']}, and this version reads up to {FORMAT}.", where=str(path), advice="Install a newer dutygraph.")
            manifest = TypeAdapter(Manifest).validate_python(stated)
            if [load.id for load in manifest.loads] == list(manifest.rows):
                return manifest
            fault = "its loads and its rows do not name the same"
        else:
            fault = "it is not a dutygraph manifest"
    except ValidationError as error:
        first = error.errors()[0]
        fault = f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
    except ValueError as error:
        fault = str(error)
    raise StoreError(f"the manifest is damaged ({fault}).", where=str(path),
                     advice=f"Put {MANIFEST} back from a backup; the loads beside it are untouched, and nothing will be written until then.")


def _refuse_other_folder(folder: Path) -> None:
    """A folder without a manifest is a new store only if it holds nothing that someone may miss."""
    if not folder.exists():
        return
    if (folder / LOADS).is_dir() and any((folder / LOADS).iterdir()):
        raise StoreError("the manifest is missing, but loads are there.", where=str(folder), advice=f"Put {MANIFEST} back from a backup; nothing will be written until then.")
    if others := sorted(entry.name for entry in folder.iterdir() if entry.name not in (LOADS, LOCK, _DRAFT)):
        raise StoreError(f"this folder is not a store: it holds {', '.join(others[:3])}{' and more' if len(others) > 3 else ''}.",
                         where=str(folder), advice="Choose an empty folder, or one that does not exist yet, with --store.")
