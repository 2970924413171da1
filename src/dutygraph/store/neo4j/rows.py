"""The rows of a load out of the graph, exactly as they were put, and a copy of large loads on this machine so that they are fetched once.

A load never changes, so its copy is good for ever; it is kept under the store's id and the load's content hash, and only once the rows that came out of the graph
hash to that content.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pyarrow as pa
from platformdirs import user_cache_path

from ...errors import StoreError
from ...facts import Facts, Load, schema
from ...vocabulary import KINDS
from ..content import content
from ..parquet import read_table, write_table
from .server import Server

LARGE = 2_000
"""From so many facts on a load is copied."""
_EPOCH = 719_163
_ORDER = [("scope", "ascending"), ("key", "ascending")]


class RowReader:
    """Reads rows of loads from a server, or from the copy."""

    def __init__(self, server: Server, store_id: str, cache: Path | None = None) -> None:
        self._server = server
        self.folder = (cache or user_cache_path("dutygraph", appauthor=False) / "neo4j") / store_id

    def rows(self, load: Load, counted: Mapping[str, int], kind: str, columns: Sequence[str] | None) -> pa.Table:
        """The rows of a load and a kind, all columns or those named, in canonical form."""
        if load.facts >= LARGE and (copy := self._copied(load, counted)) is not None:
            return read_table(copy / f"{kind}.parquet", kind, columns, counted[kind])
        return self._fetch(load, kind, counted[kind], columns)

    def whole(self, load: Load, counted: Mapping[str, int]) -> Facts:
        """All that a load says; `StoreError` where the graph no longer says what was loaded."""
        facts = Facts({kind: self._fetch(load, kind, counted[kind], None) for kind in KINDS if kind in counted})
        if content(facts, load.deliveries) != load.content:
            raise StoreError(f"load {load.id} was changed in the database after it was loaded.", where=self._server.address.url,
                             advice=f"Put the database back from a backup, or `dutygraph retract {load.id}` and load its sheets again.")
        return facts

    def _copied(self, load: Load, counted: Mapping[str, int]) -> Path | None:
        """The folder of a load's copy, made where it is not there yet; None where this machine has no room for it, which only costs time."""
        target = self.folder / load.content
        if target.is_dir():
            return target
        facts = self.whole(load, counted)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            draft = Path(mkdtemp(prefix=".draft-", dir=self.folder))
        except OSError:
            return None
        try:
            for kind, table in facts.tables.items():
                write_table(draft / f"{kind}.parquet", table)
            draft.rename(target)
        except OSError:  # no room, or another process was first
            return target if target.is_dir() else None
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        return target

    def _fetch(self, load: Load, kind: str, rows: int, columns: Sequence[str] | None) -> pa.Table:
        form = [field for field in schema(kind) if columns is None or field.name in {*columns, "scope", "key"}]
        found = self._server.columns("read/rows", load=load.id, kind=kind, names=[field.name for field in form])
        if len(found) != rows:
            raise StoreError(f"load {load.id} has {len(found)} facts of kind {kind} in the database instead of {rows}.", where=self._server.address.url,
                             advice=f"Put the database back from a backup, or `dutygraph retract {load.id}` and load its sheets again.")
        arrays = [_array(field.type, values) for field, values in zip(form, zip(*found, strict=True), strict=True)]
        table = pa.Table.from_arrays(arrays, schema=pa.schema(form)).sort_by(_ORDER)
        return table if columns is None else table.select(list(columns))


def _array(type_: pa.DataType, values: tuple[Any, ...]) -> pa.Array:
    """A column of plain values; days come as the driver's own dates."""
    if pa.types.is_date(type_):
        return pa.array([None if value is None else value.toordinal() - _EPOCH for value in values], pa.int32()).cast(type_)
    return pa.array(values, type_)
