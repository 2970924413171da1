"""Rows that a source states again: a changed row supersedes all that the old row said, also what the new one leaves out.

A row (``record``) makes several facts. When a later delivery of the scope has the row again, the facts of the earlier one no longer hold, of whatever
kind: otherwise a corrected sector would stay in force beside the new one, and hide that nobody supervises the object.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from .versions import Spoken

Bools = npt.NDArray[np.bool_]
Records = Callable[[Spoken], list[pa.ChunkedArray]]
"""Gives the ``record`` columns, one for each kind, that a delivery brought."""


@dataclass(frozen=True, slots=True)
class Restated:
    """For each record of a scope: which delivery stated it last at the moment, and when a later one will state it again."""

    records: pa.Array
    latest: npt.NDArray[np.int64]
    again: pa.Array

    @classmethod
    def of(cls, stack: Sequence[Spoken], records: Records, at: datetime | None) -> Restated:
        """Of a scope's deliveries, earliest first."""
        named = [pc.unique(pc.drop_null(pa.chunked_array([chunk for column in records(each) for chunk in column.chunks], pa.string()))) for each in stack]
        coded = pa.concat_arrays(named).dictionary_encode()
        codes, position = coded.indices.to_numpy(), np.repeat(np.arange(len(stack)), [len(each) for each in named])
        active = np.array([each.active(at) for each in stack], dtype=bool)
        latest = np.full(len(coded.dictionary), -1, dtype=np.int64)
        now = active[position]
        np.maximum.at(latest, codes[now], position[now])
        following = np.full(len(coded.dictionary), len(stack), dtype=np.int64)
        np.minimum.at(following, codes[~now], position[~now])
        known = pa.array([*(each.known for each in stack), None], pa.timestamp("us", tz="UTC"))
        return cls(coded.dictionary, latest, known.take(pa.array(following)))

    def standing(self, rows: pa.Table, position: int) -> Bools:
        """Which rows of the delivery at that position are of its scope's last statement of their record; a row without record is."""
        code = pc.index_in(rows["record"], value_set=self.records)
        found = pc.fill_null(code, 0).to_numpy()
        stated = pc.is_valid(code).to_numpy()
        return np.asarray(~stated | (self.latest[found] == position)) if len(self.latest) else np.ones(rows.num_rows, dtype=bool)

    def restated_at(self, rows: pa.Table) -> pa.ChunkedArray:
        """When each row's record is stated again, as far as known today; null where it is not."""
        code = pc.index_in(rows["record"], value_set=self.records)
        return pa.chunked_array([self.again.take(chunk) for chunk in code.chunks], pa.timestamp("us", tz="UTC"))
