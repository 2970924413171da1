"""What changed between two days: facts that began or ended, and objects whose state changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from ...errors import UsageError
from ..problems import Fault, Refused
from ..question import day
from .choices import chosen
from .frame import Page
from .listing import Column, Listing, as_file, names, said_change, wanted

_ALL = 1_000_000


def changes(request: Request) -> Response:
    """The page ``/changes?from=...&to=...&list=objects|facts``; without days, since the last day before on which something changed."""
    page = Page(request)
    first, last = _days(page)
    form, which = wanted(page.query), page.query.get("list")
    if which not in (None, "", "objects", "facts"):
        raise UsageError(f"list={which!r} is not known.", advice="It takes objects or facts.")
    bounds = {"limit": _ALL, "offset": 0} if form else {"limit": page.offset + page.limit, "offset": 0} if which == "objects" else {"limit": page.limit, "offset": page.offset}
    county = request.app.state.desk.county
    said = page.said(county.changes(first, last, known_at=page.question.known_at, **chosen(page.query, "kind", "change", "was", "now"), **bounds))
    shown = which or ("objects" if said["objects_total"] and not (page.query.get("kind") or page.query.get("change")) else "facts")
    listing = _objects(page, said, 0 if form else page.offset) if shown == "objects" else _facts(page, said)
    if form:
        return as_file(listing, form, page.lang)
    return page.show("changes.html", said=said, listing=listing, shown=shown, first=first, last=last, kind=page.query.get("kind"))


def _days(page: Page) -> tuple[date, date]:
    """The two days, the earlier first; the day of the page and the change before it where none are given."""
    found: dict[str, date | None] = {}
    for name in ("from", "to"):
        try:
            found[name] = day(page.query.get(name) or None)
        except ValueError as error:
            raise Refused("invalid", errors=(Fault(name, "query", str(error), page.query[name][:200]),)) from None
    last = found["to"] or page.day.as_of
    first = found["from"] or page.ground.before or last
    return (first, last) if first <= last else (last, first)


def _facts(page: Page, said: Mapping[str, Any]) -> Listing:
    t, lang = page.words, page.lang
    columns = [Column("day", t("node.day"), "short"), Column("change", t("node.change")), Column("kind", t("node.kind")), Column("says", t("node.says")),
               Column("nodes", t("node.nodes"), "links", plain=names("nodes")), page.cites()]
    rows = [{"day": each["day"] or "", "change": t(f"node.change.{each['change']}"), "kind": each["kind"][lang], "says": said_change(each, lang), "nodes": page.linked(each["nodes"]),
             "cites": each["cites"]} for each in said["facts"]]
    return Listing("changes", t("changes.facts"), columns, rows, said["total"], said["meta"], said["offset"], said["limit"], t("changes.none"))


def _objects(page: Page, said: Mapping[str, Any], offset: int) -> Listing:
    t = page.words
    columns = [Column("name", t("changes.object"), "link", lambda row: page.address.node(row["id"])), Column("was", t("changes.from"), "state"), Column("now", t("changes.to"), "state"),
               Column("towns", t("overview.place"), "links", plain=names("towns"))]
    rows = [{"id": each["id"], "name": each["name"], "was": each["from"]["name"], "now": each["to"]["name"], "towns": page.linked(each["towns"])} for each in said["objects"][offset:]]
    if not wanted(page.query):
        rows = rows[:page.limit]
    return Listing("changed-objects", t("changes.objects"), columns, rows, said["objects_total"], said["meta"], offset, page.limit, t("changes.none"))

