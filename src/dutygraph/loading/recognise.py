"""Recognises a sheet by its headings: finds the header row (or two), and the one mapping that fits best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..errors import SourceError
from .mapping import Mapping, heading_key
from .tables import Rows, Sheet

RETURNED = ("文件 file", "行 row", "退回原因 reason", "如何改正 advice")
"""The first headings of the sheets in which rejected rows go back."""
SEARCH_ROWS = 15
"""How many rows from the top the header is looked for in."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A mapping laid over a sheet: where each logical column stands, and where the body begins."""

    mapping: Mapping
    columns: dict[str, int]
    headings: dict[str, str]
    unknown: tuple[str, ...]
    body: int
    header: tuple[str, ...]

    @property
    def rank(self) -> tuple[int, int]:
        """The better fit is the greater: fewer unknown headings, then more columns."""
        return -len(self.unknown), len(self.columns)


@lru_cache(maxsize=256)
def _known(name: str, pairs: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {heading_key(heading): column for column, heading in pairs}


def _headings_of(mapping: Mapping) -> dict[str, str]:
    """Heading (in the form that is compared) to logical column; to “” where it is ignored."""
    pairs = (*(("", each) for each in mapping.ignored), *((name, each) for name, column in mapping.columns.items() for each in column.headings))
    return _known(mapping.name, pairs)


def returned(sheet: Sheet) -> bool:
    """Whether the sheet is our own list of rejected rows, which often lies among the sheets that are loaded again."""
    return bool(sheet.rows) and tuple(sheet.rows[0][:len(RETURNED)]) == RETURNED


def recognise(sheet: Sheet, mappings: Sequence[Mapping]) -> Recognised | str:
    """The mapping laid over the sheet, or the reason why none fits. SourceError where two fit alike."""
    best: list[Recognised] = []
    near: tuple[int, str] = (0, "")
    for mapping in mappings:
        found = lay_over(sheet, mapping)
        lacking = [mapping.columns[name].headings[0] for name in mapping.recognise if name not in found.columns]
        if lacking:
            near = max(near, (len(found.columns), f"nearest: {mapping.name}, which lacks {', '.join(lacking)}"))
        elif not best or found.rank > best[0].rank:
            best = [found]
        elif found.rank == best[0].rank:
            best.append(found)
    if len(best) > 1:
        raise SourceError(f"fits two mappings alike: {' and '.join(each.mapping.name for each in best)}.", where=_where(sheet),
                          advice="Name one in a sources.yaml beside the file (mapping: ...).")
    return best[0] if best else f"没有映射适合其表头 no mapping fits its headings{f' ({near[1]})' if near[0] > 1 else ''}"


def check(found: Recognised, sheet: Sheet) -> list[SourceError]:
    """What forbids to load a recognised sheet: headings that the mapping does not know, required columns that are missing."""
    mapping, faults = found.mapping, []
    if found.unknown:
        faults.append(SourceError(
            f"columns that the mapping {mapping.name} does not know: {', '.join(found.unknown)}.", where=_where(sheet),
            advice="Add them to the mapping: under columns, or under ignored with a reason; or give the sheet's column a heading it knows."))
    if missing := [column.headings[0] for name, column in mapping.columns.items() if column.required and name not in found.columns]:
        faults.append(SourceError(
            f"the mapping {mapping.name} needs columns that are not there: {', '.join(missing)}.", where=_where(sheet), advice="Add the columns to the sheet."))
    return faults


def lay_over(sheet: Sheet, mapping: Mapping) -> Recognised:
    """The mapping at the header that fits it best."""
    known = _headings_of(mapping)
    best = Recognised(mapping, {}, {}, (), 0, ())
    top_score = (0, 0, 0)
    for at in range(min(SEARCH_ROWS, len(sheet.rows))):
        top = sheet.rows[at]
        if not any(isinstance(cell, str) for cell in top):
            continue
        layouts = [_one_row(top)]
        if at + 1 < len(sheet.rows) and (two := _two_rows(sheet.rows, at)):
            layouts.append(two)
        for depth, layout in enumerate(layouts, 1):
            found = _match(mapping, known, layout, at + depth)
            score = (len(found.columns), -len(found.unknown), -depth)
            if found.columns and score > top_score:
                best, top_score = found, score
    return best


def _one_row(top: list[Any]) -> list[tuple[str, ...]]:
    return [(str(cell),) if cell is not None else () for cell in top]


def _two_rows(rows: Rows, at: int) -> list[tuple[str, ...]] | None:
    """The spellings of each heading of a header in two rows: both, the lower, the upper. None where the upper row does not span, or is a title (one word)."""
    top, low = list(rows[at]), list(rows[at + 1])
    if len({cell for cell in top if cell is not None}) < 2:
        return None
    width = max(len(top), len(low))
    top += [None] * (width - len(top))
    low += [None] * (width - len(low))
    layout: list[tuple[str, ...]] = []
    above, spans = None, False
    for upper, lower in zip(top, low, strict=True):
        if upper is not None and upper == above:
            spans = True
        if upper is None and lower is not None and above is not None:
            upper, spans = above, True
        above = upper
        if lower is None or lower == upper:
            layout.append((str(upper),) if upper is not None else ())
        else:
            layout.append((f"{upper}/{lower}", str(lower), str(upper)) if upper is not None else (str(lower),))
    return layout if spans else None


def _match(mapping: Mapping, known: dict[str, str], layout: list[tuple[str, ...]], body: int) -> Recognised:
    columns: dict[str, int] = {}
    headings: dict[str, str] = {}
    unknown: list[str] = []
    for place, spellings in enumerate(layout):
        if not spellings:
            continue
        name = next((known[key] for key in map(heading_key, spellings) if key in known), None)
        if name is None:
            unknown.append(" ".join(spellings[0].split()))
        elif name and name in columns:
            unknown.append(f"{' '.join(spellings[0].split())} (twice)")
        elif name:
            columns[name] = place
            headings[name] = " ".join(spellings[0].split())
    return Recognised(mapping, columns, headings, tuple(unknown), body, tuple(" ".join(each[0].split()) if each else "" for each in layout))


def _where(sheet: Sheet) -> str:
    return f"{sheet.file} [{sheet.sheet}]" if sheet.sheet else sheet.file
