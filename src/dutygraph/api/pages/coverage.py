"""The coverage matrix: townships down, sectors across; every cell a count, a mark and a heat by share, and a link to exactly so many objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from ...report import matrix_workbook
from .choices import chosen, territories
from .frame import Page
from .listing import TYPES, Column, Listing, as_file, wanted
from .takes import truth

GOOD = frozenset({"direct", "exempt", "objects", "inherited"})
"""Measures of which more is not worse: their cells carry no mark of warning."""
_STEPS = 9


@dataclass(frozen=True, slots=True)
class CellShown:
    """One cell: its numbers, mark, heat and address; ``title`` says the same in words."""

    value: int
    objects: int
    look: str
    mark: str
    href: str
    title: str


def coverage(request: Request) -> Response:
    """The page ``/coverage``; as xlsx the matrix with the same colours, as csv and json one row for each cell."""
    page = Page(request)
    asked = chosen(page.query, "measure", "columns", "sector", "territory", "mode")
    kinds = ",".join(word for word in page.query.getlist("kinds") if word) or None
    said = page.said(page.day.matrix(kinds=kinds, needed=truth("needed", page.query), **asked))
    form = wanted(page.query)
    if form == "xlsx":
        return Response(matrix_workbook(said, page.lang), media_type=TYPES["xlsx"],
                        headers={"Content-Disposition": f'attachment; filename="coverage-{said["meta"]["as_of"]}.xlsx"'})
    if form:
        return as_file(_cells(page, said), form, page.lang)
    only = page.query.get("only") == "gaps"
    across = [at for at, column in enumerate(said["columns"]) if not only or column["value"]]
    blind = _blind(page) if said["measure"]["name"] in ("unsupervised", "catch_all") and said["columns_by"] == "own" else frozenset()
    board = [_row(page, said, row, across, blind) for row in said["rows"] if not only or row["value"]]
    return page.show(
        "coverage.html", said=said, columns=[_head(page, said["columns"][at]) for at in across], board=board, only=only, foot=[_sum(page, said, said["columns"][at]) for at in across],
        whole=_sum(page, said, said["total"]), kinds=page.day.coverage(kinds).kinds, mode=asked.get("mode"), good=said["measure"]["name"] in GOOD,
        territories=territories(page.day), territory=asked.get("territory"), total=said["total"])


def _head(page: Page, column: Mapping[str, Any]) -> dict[str, Any]:
    name = column["name"] if page.lang == "zh" else column["name_en"]
    return {"name": name, "href": page.address.node(column["id"]) if column["id"] != "none" else None, "latin": name.isascii(), "id": column["id"]}


def _row(page: Page, said: Mapping[str, Any], row: Mapping[str, Any], across: list[int], blind: frozenset[tuple[str, str]]) -> dict[str, Any]:
    name = row["name"] if page.lang == "zh" else row["name_en"]
    cells = [_cell(page, said, row, at, row["cells"][at], blind) for at in across]
    return {"name": name, "href": page.address.node(row["id"]) if row["id"] != "none" else None, "cells": cells, "sum": _sum(page, said, row)}


def _cell(page: Page, said: Mapping[str, Any], row: Mapping[str, Any], at: int, cell: Mapping[str, Any] | None, blind: frozenset[tuple[str, str]]) -> CellShown | None:
    """A cell; None where there are no objects and nothing is said."""
    column, t = said["columns"][at], page.words
    if cell is None or not cell["objects"]:
        return CellShown(0, 0, "blind", "", page.address.to("/asks/blind-cells", cells="without_objects"), t("coverage.blind", where=row["name"], what=column["name"])) if (
            row["id"], column["id"]) in blind else None
    value, objects, share = cell["value"], cell["objects"], cell["share"]
    where, what = (row["name"], column["name"]) if page.lang == "zh" else (row["name_en"], column["name_en"])
    title = t("coverage.cell", where=where, what=what, value=value, objects=objects, measure=said["measure"][page.lang])
    if not value or said["measure"]["name"] == "objects":
        return CellShown(value, objects, "ok", "", page.address.to("/objects", cell["filter"] if value else _all(said, cell)), title)
    mark = "" if said["measure"]["name"] in GOOD else "▲" if value == objects else "△"
    return CellShown(value, objects, f"heat-{max(1, min(_STEPS, round(share * _STEPS)))}", mark, page.address.to("/objects", cell["filter"]), title)


def _all(said: Mapping[str, Any], cell: Mapping[str, Any]) -> dict[str, Any]:
    """The words that list every object of a cell, whatever the measure."""
    return {name: value for name, value in cell["filter"].items() if name not in ("state", "catch_all")}


def _sum(page: Page, said: Mapping[str, Any], tally: Mapping[str, Any]) -> dict[str, Any]:
    """The total of a row, of a column, or of all."""
    most = max((row["value"] for row in said["rows"]), default=0)
    return {"value": tally["value"], "objects": tally["objects"], "share": tally["share"], "href": page.address.to("/objects", tally["filter"]),
            "all": page.address.to("/objects", _all(said, tally)), "width": round(54 * tally["value"] / most, 1) if most else 0}


def _blind(page: Page) -> frozenset[tuple[str, str]]:
    """Townships and sectors for which no principal duty holds, whether or not there are objects; kept with the day."""
    memo = page.day.snapshot.memo
    if "blind" not in memo:
        memo["blind"] = frozenset((str(each.facts["territory"]), str(each.facts["sector"])) for each in page.day.ask("blind-cells").findings)
    found: frozenset[tuple[str, str]] = memo["blind"]
    return found


def _cells(page: Page, said: Mapping[str, Any]) -> Listing:
    """One row for each cell with objects."""
    heads = ("territory", "territory_name", "sector", "sector_name", "objects", *said["total"]["states"], "catch_all", "value", "share")
    rows = [{
        "territory": row["id"], "territory_name": row["name"], "sector": column["id"], "sector_name": column["name"], "objects": cell["objects"], **cell["states"],
        "catch_all": cell["catch_all"], "value": cell["value"], "share": round(cell["share"] or 0, 4)}
        for row in said["rows"] for column, cell in zip(said["columns"], row["cells"], strict=True) if cell]
    return Listing("coverage", page.words("coverage.title"), [Column(name, name) for name in heads], rows, len(rows), said["meta"])
