"""The page of one thing: an object with how it is supervised, a body, a post, a person, a township, a sector, a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from ...errors import NotFound
from ...snapshot.terms import RUNGS
from .frame import Page
from .labels import MARKS
from .listing import Column, Listing, Look, as_file, names, said_change, wanted

SHOWN = 20
"""Rows of a group on the page; its total is said, and the files have all."""
_MOST = 100_000
_LOOKS: Mapping[str, Look] = {"number": "number", "date": "short", "word": "short", "node": "links", "nodes": "links"}


def node(request: Request) -> Response:
    """The page ``/nodes/{id}``; with ``?group=...&format=...`` one of its lists as a file."""
    page = Page(request)
    id_ = request.app.state.desk.real(request, request.path_params["id"])
    form = wanted(page.query)
    said = page.said(page.day.card(id_, limit=_MOST if form else SHOWN))
    groups = {each["key"]: each for each in said["groups"]}
    if form:
        key = page.query.get("group") or "history"
        if key != "history" and key not in groups:
            raise NotFound("group", key, [*groups, "history"])
        return as_file(_history(page, said) if key == "history" else _listing(page, said, groups[key]), form, page.lang)
    explained = page.said(page.day.explain(id_)) if said["kind"]["name"] == "object" else None
    return page.show(
        "node.html", said=said, kind=said["kind"]["name"], explained=explained, modes=_modes(explained), rungs=RUNGS,
        groups=[_listing(page, said, each) for each in sorted(said["groups"], key=_counts, reverse=True) if each["total"]],
        filters={key: page.address.to("/objects", each["filter"]) for key, each in groups.items() if each.get("filter")}, history=_history(page, said),
        documents=page.linked(said.get("documents", [])))


def _counts(group: Mapping[str, Any]) -> bool:
    """Whether the rows of a group are counts of objects: these come first, and the group's total is that of the objects."""
    return bool(group["rows"]) and all(row.get("filter") for row in group["rows"])


def _listing(page: Page, said: Mapping[str, Any], group: Mapping[str, Any]) -> Listing:
    """One group of related rows as a list."""
    lang = page.lang
    columns = [_column(page, each, group["rows"]) for each in group["columns"]]
    if any(row["cites"] for row in group["rows"]):
        columns.append(page.cites())
    types = ["state" if column.look == "state" else each["type"] for column, each in zip(columns, group["columns"], strict=False)]
    rows = [{**{column.key: _value(page, type_, row["cells"].get(column.key)) for column, type_ in zip(columns, types, strict=False)}, "cites": row["cites"], "filter": row.get("filter")}
            for row in group["rows"]]
    return Listing(group["key"], group[lang], columns, rows, len(rows) if _counts(group) else group["total"], said["meta"])


def _column(page: Page, said: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> Column:
    key = said["key"]
    words = [row["cells"].get(key) for row in rows] if said["type"] == "word" else []
    look: Look = "state" if any(each and each["name"] in MARKS for each in words) else _LOOKS.get(said["type"], "text")

    def leads(row: Mapping[str, Any]) -> str | None:
        return page.address.to("/objects", row["filter"]) if row["filter"] else None
    if look == "links":
        return Column(key, said[page.lang], look, plain=names(key))
    return Column(key, said[page.lang], look, leads if look == "number" else None)


def _value(page: Page, type_: str, value: Any) -> Any:
    """A cell as the page shows it."""
    if type_ in ("node", "nodes"):
        nodes: Sequence[Mapping[str, Any]] = value if isinstance(value, list) else [value] if value else []
        return page.linked(nodes)
    if isinstance(value, Mapping):
        return value["name"] if type_ == "state" else value[page.lang]
    if isinstance(value, bool):
        return page.words("frame.yes" if value else "frame.no")
    return page.words("frame.comma").join(map(str, value)) if isinstance(value, list) else value


def _history(page: Page, said: Mapping[str, Any]) -> Listing:
    """What changed for it, newest first."""
    t, lang = page.words, page.lang
    columns = [Column("day", t("node.day"), "short"), Column("change", t("node.change")), Column("kind", t("node.kind")), Column("says", t("node.says")),
               Column("nodes", t("node.nodes"), "links", plain=names("nodes")),
               page.cites()]
    rows = [{
        "day": each["day"] or "", "change": t(f"node.change.{each['change']}"), "kind": each["kind"][lang], "says": said_change(each, lang), "nodes": _value(page, "nodes", each["nodes"]),
        "cites": each["cites"]} for each in said["history"]]
    return Listing("history", t("node.history"), columns, rows, said["history_total"], said["meta"])


def _modes(explained: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """Each mode with its rungs: those that hold, the first that is broken, those above it."""
    found = []
    for mode in explained["modes"] if explained else ():
        at = [term.name for term in RUNGS].index(mode["broken"]) if mode["broken"] else len(RUNGS)
        steps = [(term, "held" if place < at else "broken" if place == at else "above") for place, term in enumerate(RUNGS)]
        found.append({**mode, "steps": [] if mode["state"] == "exempt" else steps})
    return found

