"""One Parquet file for one kind of fact in one load, written so that it survives a crash and read so that damage shows."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ..errors import StoreError
from ..facts import schema
from .faults import told


def write_table(path: Path, table: pa.Table) -> None:
    """Write the table and wait until the disk has it."""
    with path.open("wb") as file:
        pq.write_table(table, file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())


def read_table(path: Path, kind: str, columns: Sequence[str] | None, rows: int) -> pa.Table:
    """The table of a kind, all columns or those named, in today's schema; ``rows`` is how many there must be."""
    try:
        with told(path, "read"), path.open("rb") as source, pq.ParquetFile(source) as file:
            known = set(file.schema_arrow.names)
            if unknown := known - set(schema(kind).names):
                raise StoreError(f"it has columns that this version does not know: {', '.join(sorted(unknown))}.", where=str(path), advice="Install a newer dutygraph.")
            wanted = [field for field in schema(kind) if columns is None or field.name in columns]
            table = file.read([field.name for field in wanted if field.name in known])
        for index, field in enumerate(wanted):
            if field.name not in known:  # a field that the vocabulary gained after this load
                table = table.add_column(index, field, pa.nulls(table.num_rows, field.type))
        table = table.cast(pa.schema(wanted))
    except pa.ArrowInvalid as error:
        raise _damaged(path, str(error)) from error
    if table.num_rows != rows:
        raise _damaged(path, f"{table.num_rows} rows instead of {rows}")
    return table


def _damaged(path: Path, fault: str) -> StoreError:
    return StoreError(f"the file is damaged ({fault}).", where=str(path), advice="Put it back from a backup, or retract its load and load its sheets again.")
