"""The list of objects with its filters: what every number of the overview and of the matrix leads to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from ...analysis.views.selection import WORDS as FILTERS
from .choices import NONE, chosen, sectors, territories
from .frame import Page
from .listing import Column, Listing, names
from .takes import truth

SORTS = ("", "name", "code", "kind", "risk", "state", "town")
_ALL = 1_000_000


def objects(request: Request) -> Response:
    """The page ``/objects``."""
    page = Page(request)
    asked = chosen(page.query, *FILTERS, "sort")

    def whole(limit: int, offset: int) -> Listing:
        said = page.said(page.day.objects(**words(asked), limit=limit or _ALL, offset=offset))
        return Listing("objects", page.words("objects.title"), columns(page), [_row(page, each) for each in said["rows"]], said["total"], said["meta"], offset, limit,
                       page.words("objects.none"))
    return page.list(
        "objects.html", whole, asked=asked, territories=[*territories(page.day), (NONE, page.words("frame.no_place"))],
        sectors=[*sectors(page.day), (NONE, page.words("frame.no_sector"))], sorts=[(each, page.words(f"objects.sort.{each or 'default'}")) for each in SORTS],
        said_filters=_said(page, asked), named=[(name, value, page.day.snapshot.history.name(value)) for name, value in asked.items() if name in ("town", "own_sector", "body") and value != NONE])


def words(asked: Mapping[str, str]) -> dict[str, Any]:
    """The filters as `Day.objects` takes them."""
    return {name: truth(name, asked) if name in ("needed", "catch_all") else value for name, value in asked.items()}


def columns(page: Page) -> list[Column]:
    """The columns of a list of objects."""
    t = page.words

    def leads(row: Mapping[str, Any]) -> str | None:
        return page.address.node(row["id"])
    return [
        Column("name", t("objects.name"), "link", leads), Column("state", t("objects.state"), "state"), Column("kind", t("objects.kind"), "short"),
        Column("towns", t("overview.place"), "links", plain=names("towns")), Column("sectors", t("overview.sector"), "links", plain=names("sectors")),
        Column("risk", t("objects.risk"), "risk"), Column("bodies", t("objects.bodies"), "links", plain=names("bodies")), Column("reason", t("objects.reason")),
        Column("code", t("objects.code"), "short")]


def _said(page: Page, asked: Mapping[str, str]) -> list[str]:
    """The filters in words, for the head of the page."""
    name, labels = page.day.snapshot.history.name, page.labels
    words = {"state": lambda each: labels("state", each), "mode": lambda each: labels("mode", each), "risk": lambda each: labels("risk", each), "kind": lambda each: labels("object", each),
             "reason": lambda each: labels("reason", each), "broken": lambda each: page.words("node.broken", rung=labels("rung", each)), "text": lambda each: f"“{each}”"}
    found = []
    for key, value in asked.items():
        if value == NONE:
            found.append(page.words(f"objects.none.{key}") if page.words.has(f"objects.none.{key}") else page.words("objects.none.word"))
        elif key in words:
            found.append(words[key](value))
        elif key in ("territory", "town", "sector", "own_sector", "body"):
            found.append(name(value))
    return list(page.said({"filters": found})["filters"])


def _row(page: Page, said: Mapping[str, Any]) -> dict[str, Any]:
    more = said["bodies_total"] - len(said["bodies"])
    principal = [each for each in said["bodies"] if each["principal"]]
    shown = {each["id"]: each if principal else {**each, "name": f"{each['name']} ({each['mode'][page.lang]})"} for each in principal or said["bodies"]}
    return {
        "id": said["id"], "name": said["name"], "state": said["state"]["name"], "kind": said["kind"][page.lang] if said["kind"] else "", "towns": page.linked(said["towns"]),
        "sectors": page.linked(said["sectors"]), "risk": said["risk"]["name"] if said["risk"] else "", "code": said["code"],
        "bodies": [*page.linked(list(shown.values())), *([{"text": page.words("objects.more", count=more), "href": ""}] if more > 0 else [])],
        "reason": said["reason"][page.lang] if said["reason"] else ""}
