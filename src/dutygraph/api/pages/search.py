"""Search: every kind of node by name, other name, initials, last digits of the code, or id."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from ...vocabulary import NODE_KINDS
from .choices import chosen
from .frame import Page
from .listing import Column, Listing, names

_ALL = 100_000


def search(request: Request) -> Response:
    """The page ``/search?q=...``; only the form where nothing is asked."""
    page = Page(request)
    t, text = page.words, page.query.get("q", "").strip()
    kinds = chosen(page.query, "kind").get("kind")
    columns = [
        Column("name", t("search.name"), "link", lambda row: page.address.node(row["id"])), Column("kind", t("search.kind")), Column("why", t("search.why")),
        Column("where", t("search.where"), "links", plain=names("where")), Column("alive", t("search.alive"))]

    def whole(limit: int, offset: int) -> Listing:
        if not text:
            return Listing("search", t("search.title"), columns, [], 0, page.said_meta(), offset, limit, t("search.lead"))
        said = page.said(page.day.search(text, kinds=kinds, limit=limit or _ALL, offset=offset))
        rows = [{
            "id": each["id"], "name": each["name"], "kind": each["kind"][page.lang], "alive": t("frame.yes" if each["alive"] else "frame.no"),
            "why": each["why"][page.lang] + ("" if each["matched"] == each["name"] else f" {each['matched']}"),
            "where": page.linked(each["where"])} for each in said["hits"]]
        return Listing("search", t("search.title"), columns, rows, said["total"], said["meta"], offset, limit, t("search.none"))
    return page.list("search.html", whole, text=text, kinds=[(each, page.labels("kind", each)) for each in NODE_KINDS], kind=kinds)
