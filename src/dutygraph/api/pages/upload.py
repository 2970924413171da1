"""A new load through the page: tried first, then written; every row is accounted for, as on the command line."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import File, Form, Request, UploadFile
from starlette.responses import Response

from .frame import Page
from .listing import Column, Listing


def upload(
    request: Request, files: Annotated[list[UploadFile], File()], source: Annotated[str, Form(max_length=200)] = "", received: Annotated[str, Form(max_length=40)] = "",
    complete: Annotated[str, Form(max_length=10)] = "", dry: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """The answer to the form of ``/loads``."""
    from ..uploads import take

    page = Page(request)
    taken = take(request, files, source=source or None, received=received or None, complete=True if complete else None, dry=bool(dry))
    said = page.said(taken.as_dict())
    return page.show("uploaded.html", said=said, sheets=_sheets(page, said), problems=_problems(page, said), rejected=_rejected(page, said), dry=bool(dry))


def _sheets(page: Page, said: dict[str, Any]) -> Listing:
    """How the rows of each sheet fared."""
    t = page.words
    columns = [Column("file", t("loads.files")), Column("sheet", t("problems.sheet")), Column("mapping", t("upload.mapping")),
               *(Column(name, t(f"loads.{name}"), "number") for name in ("rows", "loaded", "merged", "rejected", "ignored"))]
    rows = [{"file": each["file"], "sheet": each["sheet"], "mapping": each["mapping"], **each["counts"]} for each in said["sheets"]]
    return Listing("sheets", t("upload.sheets"), columns, rows, len(rows))


def _problems(page: Page, said: dict[str, Any]) -> Listing:
    """What is wrong with the sheets, the first ones in full."""
    t = page.words
    columns = [Column("code", t("problems.code")), Column(page.lang, t("problems.says")), Column(f"advice_{page.lang}", t("problems.advice")), Column("file", t("problems.file")),
               Column("row", t("problems.row"), "number"), Column("column", t("problems.column")), Column("value", t("problems.value"))]
    return Listing("problems", t("problems.title"), columns, said["problems"], said["problems_total"])


def _rejected(page: Page, said: dict[str, Any]) -> Listing:
    """The rows that make no fact, each with its reasons."""
    t = page.words
    columns = [Column("file", t("problems.file")), Column("sheet", t("problems.sheet")), Column("row", t("problems.row"), "number"), Column("why", t("upload.why"))]
    rows = [{"file": each["file"], "sheet": each["sheet"], "row": each["row"], "why": t("frame.comma").join(why[page.lang] for why in each["reasons"])} for each in said["rejected"]]
    return Listing("rejected", t("upload.rejected"), columns, rows, said["rejected_total"])
