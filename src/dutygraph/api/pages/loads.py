"""What was loaded and how every row fared: the loads, one load with its sources, and the form that brings a new one."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from ...errors import NotFound
from ...facts import Counts, Load
from .frame import Page
from .listing import Column, Listing


def loads(request: Request) -> Response:
    """The page ``/loads``: every load, newest first, also those that were taken back."""
    page = Page(request)
    t, found = page.words, tuple(reversed(request.app.state.desk.county.loads()))
    columns = [
        Column("id", t("loads.id"), "link", lambda row: page.address.to(f"/loads/{row['id']}")), Column("recorded", t("loads.recorded")), Column("facts", t("loads.how_many"), "number"),
        Column("sources", t("loads.sources"), "number"), *_counted(page), Column("state", t("loads.state"))]

    def whole(limit: int, offset: int) -> Listing:
        kept = found[offset: offset + limit] if limit else found
        return Listing("loads", t("loads.title"), columns, [_row(page, each) for each in kept], len(found), page.said_meta(), offset, limit, t("loads.none"))
    return page.list("loads.html", whole, may_load=page.may("loader"))


def load(request: Request) -> Response:
    """The page ``/loads/{id}``: the reconciliation of one load, source by source."""
    page = Page(request)
    t, name = page.words, request.path_params["load"]
    known = {each.id: each for each in request.app.state.desk.county.loads()}
    if name not in known:
        raise NotFound("load", name, known)
    found = known[name]
    columns = [Column("scope", t("loads.scope")), Column("files", t("loads.files")), Column("received", t("loads.received"), "short"), *_counted(page), Column("says", t("loads.says"))]
    rows = [{"scope": each.scope, "files": t("frame.comma").join(each.files), "received": each.received.isoformat() if each.received else "", **_counts(each.counts),
             "says": t("frame.comma").join(t(f"loads.is.{word}") for word in ("complete", "independent", "synthetic") if getattr(each, word))} for each in found.deliveries]
    rows = page.said({"rows": rows})["rows"]

    def whole(limit: int, offset: int) -> Listing:
        return Listing(f"load-{name}", t("loads.load", id=name), columns, rows[offset: offset + limit] if limit else rows, len(rows), page.said_meta(), offset, limit)
    return page.list("load.html", whole, load=found, counts=_sum(found))


def _counted(page: Page) -> list[Column]:
    return [Column(name, page.words(f"loads.{name}"), "number") for name in ("rows", "loaded", "merged", "rejected", "ignored")]


def _counts(counts: Counts) -> dict[str, int]:
    return {"rows": counts.rows, "loaded": counts.loaded, "merged": counts.merged, "rejected": counts.rejected, "ignored": counts.ignored}


def _sum(found: Load) -> Counts:
    return sum((each.counts for each in found.deliveries), Counts())


def _row(page: Page, found: Load) -> dict[str, Any]:
    return {"id": found.id, "recorded": page.words.moment(found.recorded), "facts": found.facts, "sources": len(found.deliveries), **_counts(_sum(found)),
            "state": page.words("loads.retracted") if found.retracted else page.words("loads.holds")}
