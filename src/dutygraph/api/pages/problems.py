"""Faults of the data as loaded, never gaps of the county: which row, what is wrong, and what to do."""

from __future__ import annotations

from collections import Counter

from starlette.requests import Request
from starlette.responses import Response

from .choices import chosen
from .frame import Page
from .listing import Column, Listing


def problems(request: Request) -> Response:
    """The page ``/problems``, by code and by file."""
    page = Page(request)
    t, found = page.words, page.day.snapshot.history.problems
    asked = chosen(page.query, "code", "file")
    codes = Counter(each.code for each in found)
    files = sorted({each.place.file for each in found if each.place})
    shown = dict(zip(files, page.said({"files": files})["files"], strict=True))
    kept = [each for each in found if asked.get("code") in (None, each.code) and asked.get("file") in (None, shown[each.place.file] if each.place else "")]
    columns = [Column("code", t("problems.code")), Column("says", t("problems.says")), Column("advice", t("problems.advice")), Column("file", t("problems.file")),
               Column("sheet", t("problems.sheet")), Column("row", t("problems.row"), "number"), Column("column", t("problems.column")), Column("value", t("problems.value"))]
    said = [{
        "code": each.code, "says": each.zh if page.lang == "zh" else each.en, "advice": each.advice_zh if page.lang == "zh" else each.advice_en,
        "file": each.place.file if each.place else "", "sheet": each.place.sheet if each.place else "", "row": each.place.row if each.place else None,
        "column": each.column, "value": each.value} for each in kept]
    said = page.said({"rows": said})["rows"]
    meta = page.said_meta()

    def whole(limit: int, offset: int) -> Listing:
        rows = said[offset: offset + limit] if limit else said
        return Listing("problems", t("problems.title"), columns, rows, len(said), meta, offset, limit, t("problems.none"))
    return page.list("problems.html", whole, codes=[(code, f"{code} ({count})") for code, count in codes.most_common()], files=[(each, each) for each in dict.fromkeys(shown.values())],
                     code=asked.get("code"), file=asked.get("file"), total=len(found))
