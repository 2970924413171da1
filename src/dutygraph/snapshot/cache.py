"""Compiled histories on disk: the second opening of a county reads arrays, not facts.

One folder for each (loads, known_at, version of the package), written beside and renamed into place; numbers lie in one file that is mapped into memory,
tables are Arrow files that are read when first asked for. Nothing is pickled. Rules are not part of it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields, is_dataclass
from datetime import date, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import pyarrow as pa

from ..facts import Delivery, Facts, Load, Place, Problem
from ..vocabulary import KINDS, NODE_KINDS
from .columns import Columns, Dated, Links
from .days import moment
from .history import Compiled, History
from .merge import Lives, Merged
from .resolve import Nodes, Ref, Resolved
from .seats import Seats

if TYPE_CHECKING:
    from ..law import Rules

FORMAT = 1
SMALL = 30_000
"""Below so many facts compiling is as quick as reading."""
KEPT = 6
"""How many histories one cache folder keeps."""
_ALIGN = 64
_CLASSES: Mapping[str, type] = {"Links": Links, "Dated": Dated, "Lives": Lives}


class Source(Protocol):
    """What a history needs of a store."""

    @property
    def cache(self) -> Path | None: ...
    def facts(self, as_of: date | None = None, known_at: datetime | date | None = None) -> Facts: ...
    def loads(self) -> tuple[Load, ...]: ...
    def version(self, known_at: datetime | date | None = None) -> str: ...


def open_history(store: Source, *, rules: Rules, known_at: datetime | date | None = None) -> History:
    """All that a store knew at ``known_at``, from the store's cache where it is there."""
    loads = store.loads()
    known = None if known_at is None else known_at.isoformat()

    def history(compiled: Compiled) -> History:
        return History(compiled, data_version=store.version(known_at), known_at=known, rules=rules, deliveries=_deliveries(loads, known))

    folder = store.cache
    target = folder / key(loads, known) if folder else None
    if target and (compiled := load(target)) is not None:
        return history(compiled)
    facts = store.facts(known_at=known_at)
    fresh = Compiled.of(facts, known)
    if target and len(facts) >= SMALL:
        save(fresh, target)
    return history(fresh)


def _deliveries(loads: tuple[Load, ...], known_at: str | None) -> tuple[Delivery, ...]:
    """The deliveries that had come by then and were not taken back."""
    at = moment(known_at)
    held = [each for each in loads if each.retracted is None or (at is not None and each.retracted > at)]
    if at is None:
        return tuple(one for each in held for one in each.deliveries)
    return tuple(one for each in held for one in each.deliveries if (one.received is not None and one.received <= at.date()) or (one.received is None and each.recorded <= at))


def key(loads: tuple[Load, ...], known_at: str | None) -> str:
    """The name under which a history is kept: what was loaded, when, what is asked, and who compiled it."""
    try:
        package = version("dutygraph")
    except PackageNotFoundError:
        package = "source"
    said = [[each.id, each.content, each.recorded.isoformat(), each.retracted.isoformat() if each.retracted else None] for each in loads]
    return hashlib.sha256(json.dumps([FORMAT, package, known_at, said]).encode()).hexdigest()[:24]


# writing


def save(compiled: Compiled, target: Path) -> bool:
    """Keep a compiled history; False where there is no room or no right to write, which only costs time."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(mkdtemp(prefix=".draft-", dir=target.parent))
    except OSError:
        return False
    try:
        _write(compiled, draft)
        shutil.rmtree(target, ignore_errors=True)  # one that could not be read, or that another process kept meanwhile: the same content
        draft.rename(target)
        _evict(target.parent)
    except OSError:
        return False
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return target.exists()


def _evict(folder: Path) -> None:
    kept = sorted((each for each in folder.iterdir() if not each.name.startswith(".")), key=lambda each: each.stat().st_mtime, reverse=True)
    for old in kept[KEPT:]:
        shutil.rmtree(old, ignore_errors=True)


def _write(compiled: Compiled, folder: Path) -> None:
    for kind, table in compiled.resolved.tables.items():
        _arrow(folder / f"facts-{kind}.arrow", table)
    for kind in NODE_KINDS:
        nodes = compiled.resolved.nodes[kind]
        _arrow(folder / f"nodes-{kind}.arrow", pa.table({"id": pa.array(nodes.ids, pa.string()), "name": nodes.name_column}))
    index: dict[str, Any] = {}
    with (folder / "arrays.bin").open("wb") as out:
        for name, array in _arrays(compiled):
            out.write(b"\0" * (-out.tell() % _ALIGN))
            index[name] = [array.dtype.str, list(array.shape), out.tell()]
            out.write(np.ascontiguousarray(array).tobytes())
        out.flush()
        os.fsync(out.fileno())
    said = {
        "arrays": index, "kinds": list(compiled.resolved.tables), "single": {kind: merged.single for kind, merged in compiled.merged.items()},
        "words": compiled.columns.words, "hazard_sets": compiled.columns.hazard_sets, "problems": [asdict(each) for each in compiled.problems],
        "known_day": compiled.known_day.isoformat() if compiled.known_day else None, "received": compiled.received,
    }
    said["sizes"] = {each.name: each.stat().st_size for each in folder.iterdir()}
    (folder / "index.json").write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")


def _arrow(path: Path, table: pa.Table) -> None:
    options = pa.ipc.IpcWriteOptions(compression="lz4")
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema, options=options) as writer:
        writer.write_table(table)


def _arrays(compiled: Compiled) -> Iterator[tuple[str, np.ndarray[Any, Any]]]:
    for kind, pair in compiled.periods.items():
        yield f"since/{kind}", pair[0]
        yield f"until/{kind}", pair[1]
    for (kind, field), ref in compiled.resolved.refs.items():
        yield f"ref/{kind}/{field}", ref.ordinals
        yield f"to/{kind}/{field}", ref.kinds
    for kind, merged in compiled.merged.items():
        yield f"of_row/{kind}", merged.nodes.of_row
        for name in ("order", "of", "lead"):
            yield f"{name}/{kind}", getattr(merged, name)
        yield from _flat(merged.lives, f"lives/{kind}")
    yield from _flat(compiled.columns, "columns")
    yield from _flat(compiled.seats, "seats")


def _flat(value: Any, prefix: str) -> Iterator[tuple[str, np.ndarray[Any, Any]]]:
    for field in fields(value):
        part = getattr(value, field.name)
        if isinstance(part, np.ndarray):
            yield f"{prefix}/{field.name}", part
        elif is_dataclass(part):
            yield from _flat(part, f"{prefix}/{field.name}")


# reading


class _Tables(Mapping[str, pa.Table]):
    """Tables of a cached history, each read when first asked for."""

    def __init__(self, folder: Path, kinds: list[str]) -> None:
        self._folder = folder
        self._kinds = kinds
        self._read: dict[str, pa.Table] = {}

    def __getitem__(self, kind: str) -> pa.Table:
        if kind not in self._read:
            if kind not in self._kinds:
                raise KeyError(kind)
            self._read[kind] = _read(self._folder / f"facts-{kind}.arrow")
        return self._read[kind]

    def __contains__(self, kind: object) -> bool:
        return kind in self._kinds

    def __iter__(self) -> Iterator[str]:
        return iter(self._kinds)

    def __len__(self) -> int:
        return len(self._kinds)


def _read(path: Path) -> pa.Table:
    with pa.memory_map(str(path)) as source:
        return pa.ipc.open_file(source).read_all()


def load(folder: Path) -> Compiled | None:
    """A kept history; None where there is none, or it is not whole (then it is compiled anew)."""
    try:
        said = json.loads((folder / "index.json").read_text(encoding="utf-8"))
        if any((folder / name).stat().st_size != size for name, size in said["sizes"].items()):
            return None
        whole = np.memmap(folder / "arrays.bin", dtype=np.uint8, mode="r")
        arrays = {name: _view(whole, *where) for name, where in said["arrays"].items()}
        return _compiled(folder, said, arrays)
    except (OSError, ValueError, KeyError, pa.ArrowInvalid):
        return None


def _view(whole: np.ndarray[Any, Any], dtype: str, shape: list[int], offset: int) -> np.ndarray[Any, Any]:
    kind = np.dtype(dtype)
    size = kind.itemsize * int(np.prod(shape))
    return np.asarray(whole[offset:offset + size]).view(kind).reshape(shape)


def _compiled(folder: Path, said: dict[str, Any], arrays: dict[str, Any]) -> Compiled:
    tables = _Tables(folder, said["kinds"])
    periods = {kind: (arrays[f"since/{kind}"], arrays[f"until/{kind}"]) for kind in KINDS}
    nodes: dict[str, Nodes] = {}
    merged: dict[str, Merged] = {}
    for kind in NODE_KINDS:
        stored = _read(folder / f"nodes-{kind}.arrow")
        nodes[kind] = Nodes(kind, stored["id"].combine_chunks().to_numpy(zero_copy_only=False), arrays[f"of_row/{kind}"], stored["name"].combine_chunks())
        merged[kind] = Merged(nodes[kind], tables, arrays[f"order/{kind}"], arrays[f"of/{kind}"], arrays[f"lead/{kind}"], said["single"][kind],
                              _built(Lives, arrays, f"lives/{kind}", {}), *periods[kind])
    refs = {(kind, field.name): Ref(arrays[f"ref/{kind}/{field.name}"], arrays[f"to/{kind}/{field.name}"]) for kind in said["kinds"] for field in KINDS[kind].refs}
    words = {"words": tuple(said["words"]), "hazard_sets": tuple(tuple(each) for each in said["hazard_sets"])}
    problems = tuple(Problem(**{**each, "place": Place(**each["place"]) if each["place"] else None}) for each in said["problems"])
    return Compiled(Resolved(tables, nodes, refs, problems), merged, periods, _built(Columns, arrays, "columns", words), _built(Seats, arrays, "seats", {}), problems,
                    date.fromisoformat(said["known_day"]) if said["known_day"] else None, tuple(said["received"]))


def _built(cls: type, arrays: dict[str, Any], prefix: str, given: Mapping[str, Any]) -> Any:
    values: dict[str, Any] = {}
    for field in fields(cls):
        name = f"{prefix}/{field.name}"
        if field.name in given:
            values[field.name] = given[field.name]
        elif name in arrays:
            values[field.name] = arrays[name]
        else:
            values[field.name] = _built(_CLASSES[str(field.type)], arrays, name, {})
    return cls(**values)
