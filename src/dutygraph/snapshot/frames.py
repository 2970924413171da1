"""Facts of a day as pandas frames: plain texts, days and None, whatever version of pandas."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from ..vocabulary import KINDS
from .merge import Merged, first_valid


def to_frame(table: pa.Table, rows: npt.NDArray[Any] | None = None) -> pd.DataFrame:
    """Rows of a table; texts and days as objects with None where nothing is stated, whole columns of numbers as numbers."""
    part = table if rows is None else table.take(pa.array(rows))
    return pd.DataFrame({name: series(part[name]) for name in part.column_names}, index=pd.RangeIndex(part.num_rows))


def series(column: pa.ChunkedArray | pa.Array) -> pd.Series:
    """One column as `to_frame` writes it."""
    type_ = column.type
    if pa.types.is_string(type_):
        return pd.Series(column.to_numpy(zero_copy_only=False) if isinstance(column, pa.Array) else column.to_numpy(), dtype=object)
    if pa.types.is_date(type_):
        array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
        return pd.Series(np.array(array.to_pandas(date_as_object=True), dtype=object), dtype=object).where(lambda days: days.notna(), None)
    if column.null_count or pa.types.is_boolean(type_):
        return pd.Series(column.to_pylist(), dtype=object)
    return pd.Series(column.to_pandas())


def node_frame(merged: Merged, rows: npt.NDArray[Any]) -> pd.DataFrame:
    """One row for each node among these statements: each field from the strongest statement that has it; ``i`` is the leading one."""
    if merged.single or not len(rows):
        kept = merged.order[np.isin(merged.order, rows, assume_unique=True)] if len(rows) != len(merged.order) else merged.order
        frame = to_frame(merged.table, kept)
        frame["i"] = kept.astype(np.int32)
        return frame
    chosen = np.zeros(merged.table.num_rows, dtype=bool)
    chosen[rows] = True
    keep = chosen[merged.order]
    order, of = merged.order[keep], merged.of[keep]
    nodes, inverse = np.unique(of, return_inverse=True)
    of = inverse.astype(np.int32)
    lead = first_valid(of, order, np.ones(merged.table.num_rows, dtype=bool), len(nodes))
    own = {"name", *(field.name for field in KINDS[merged.nodes.kind].fields)}
    data: dict[str, pd.Series] = {}
    for name in merged.table.column_names:
        column = merged.table[name].combine_chunks()
        at = lead
        if name in own:
            at = first_valid(of, order, np.asarray(column.is_valid().to_numpy(zero_copy_only=False)), len(nodes))
        data[name] = series(column.take(pa.array(at, mask=at < 0)))
    frame = pd.DataFrame(data, index=pd.RangeIndex(len(nodes)))
    frame["i"] = lead.astype(np.int32)
    return frame
