"""Words as numbers: closed lists by their place in the vocabulary, free words in order of first use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ..vocabulary import Term
from .columns import NOT_STATED, Bytes
from .days import Ints


@dataclass(slots=True)
class Words:
    """Texts and sets of texts as numbers, in order of first use."""

    words: dict[Any, int] = field(default_factory=dict)

    def number(self, word: Any) -> int:
        return self.words.setdefault(word, len(self.words)) if word else -1

    def column(self, values: Iterable[Any]) -> Ints:
        return np.fromiter((self.number(value) for value in values), dtype=np.int32)

    def coded(self, column: pa.ChunkedArray) -> Ints:
        """A text column as numbers."""
        encoded = column.combine_chunks().dictionary_encode()
        codes = np.array([self.number(word) for word in encoded.dictionary.to_pylist()] + [-1], dtype=np.int32)
        found: Ints = codes[np.asarray(pc.fill_null(encoded.indices, -1).to_numpy())]
        return found

    def all(self) -> tuple[Any, ...]:
        return tuple(self.words)


def codes(column: pa.ChunkedArray | pa.Array, terms: tuple[Term, ...]) -> Bytes:
    """A closed text column as positions in its list of terms."""
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    found = pc.index_in(array, value_set=pa.array([term.name for term in terms], pa.string()))
    return np.asarray(pc.fill_null(found, NOT_STATED).to_numpy(), dtype=np.uint8)


def flags(column: pa.ChunkedArray | pa.Array) -> npt.NDArray[np.bool_]:
    """A yes/no column; not stated counts as no."""
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    return np.asarray(pc.fill_null(array, False).to_numpy(zero_copy_only=False), dtype=bool)
