"""The coverage matrix (覆盖矩阵): townships by sectors, each cell with its counts and with the filter whose list has exactly as many rows.

An object in two towns or two sectors stands in each of their cells and once in every total, so cells need not add up to totals.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np

from ...findings import Meta, synthetic_mark
from .pivot import COLUMNS, MEASURE_WORDS, MEASURES, Cell, Column, MatrixRow, Pivot
from .said import Note, Word, plain
from .selection import one_of, select

if TYPE_CHECKING:
    import pandas as pd

    from ...snapshot import Snapshot

NOTES = (
    Note("位于多个镇乡或属于多个领域的对象，在各自的格中都计数，在合计中只计一次，因此各格之和可以大于合计。",
         "An object in several townships or sectors counts in each of their cells and once in every total, so cells may add up to more than the total."),
    Note("村（社区）计入其所在镇乡；没有数字的格表示该镇乡在该领域没有登记的对象。",
         "A village is counted with its township; a cell without a number has no registered object."),
)
DEFINITION = Note("格中为该镇乡、该领域的对象数及其中所选指标的个数；口径见覆盖定义。",
                  "Each cell: objects of the township in the sector, and how many of them the measure counts; see the definitions of coverage.")


@dataclass(frozen=True, slots=True)
class MatrixView:
    """Townships by sectors for one measure."""

    meta: Meta
    measure: Word
    measures: tuple[Word, ...]
    columns_by: str
    out_of: int
    definition_zh: str
    definition_en: str
    columns: tuple[Column, ...]
    rows: tuple[MatrixRow, ...]
    total: Cell
    notes: tuple[Note, ...]

    def as_dict(self) -> dict[str, Any]:
        """The JSON shape."""
        said: dict[str, Any] = plain(self)
        return said

    def frame(self) -> pd.DataFrame:
        """The measure of each cell, one row for each township and the total last; nothing where there is no object."""
        import pandas as pd

        rows = [[*(cell.value if cell else None for cell in row.cells), row.value] for row in self.rows]
        rows.append([*(column.value for column in self.columns), self.total.value])
        return pd.DataFrame(rows, index=[*(row.name for row in self.rows), "合计 total"], columns=[*(column.name for column in self.columns), "合计 total"], dtype=object)

    def _repr_html_(self) -> str:
        said = f"<p><b>{escape(self.measure.zh)} {escape(self.measure.en)}</b>: {self.total.value:,} / {self.total.objects:,} · {escape(self.meta.as_of)}</p>"
        return synthetic_mark(self.meta) + said + self.frame().to_html(escape=True, na_rep="—")


def matrix_view(
    snapshot: Snapshot, *, kinds: str | Iterable[str] | None = None, measure: str = "unsupervised", columns: str | None = None, territory: str | None = None,
    sector: str | None = None, mode: str | None = None, needed: bool | None = None,
) -> MatrixView:
    """The matrix of the day.

    ``columns`` is *own* (sectors as stated) or *top* (rolled up to the roots); with ``sector`` the columns are the sectors next below it, and the sector itself
    for what is stated on it alone. ``territory`` keeps the rows in it; ``mode`` counts by the states of that mode, with ``needed`` only objects that need it.
    """
    measure = measure or "unsupervised"
    one_of("measure", measure, [term.name for term in MEASURES])
    if columns:
        one_of("columns", columns, COLUMNS)
    asked = {"kind": kinds, "mode": mode, "needed": needed}
    chosen = select(snapshot, **asked, territory=territory, sector=sector) if not mode or needed else select(snapshot, kind=kinds, territory=territory, sector=sector)
    words = {name: value for name, value in {**chosen.words, "mode": mode}.items() if value}
    pivot = Pivot(chosen.coverage, np.flatnonzero(chosen.mask).astype(np.int32), words, measure)
    pivot.stand(columns, territory, sector)
    given = {"measure": measure, "columns": pivot.by, **words}
    return MatrixView(
        snapshot.meta(given), next(each for each in MEASURE_WORDS if each.name == measure), MEASURE_WORDS, pivot.by, chosen.coverage.out_of, DEFINITION.zh, DEFINITION.en,
        pivot.columns(), pivot.rows(), pivot.total(), NOTES)
