"""What a node is linked to, one to three steps away: an interactive picture in a sandboxed frame, and the same content as tables."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from functools import cache
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response

from ...errors import UsageError
from ...picture import frame_policy, neighbourhood_file, neighbourhood_page, vis_script
from .address import quoted
from .frame import Page
from .listing import Column, Listing, as_file, wanted

DEPTHS = ("1", "2", "3")


def neighbourhood(request: Request) -> Response:
    """The page ``/neighbourhood/{id}``."""
    page = Page(request)
    said = _said(page)
    edges, nodes = _edges(page, said), _nodes(page, said)
    form = wanted(page.query)
    if form:
        return as_file(nodes if page.query.get("list") == "nodes" else edges, form, page.lang)
    here = {name: page.query.get(name) for name in ("depth", "modes", "lines")}
    return page.show("neighbourhood.html", said=said, edges=edges, nodes=nodes, frame=page.address.to(f"/neighbourhood/{quoted(said['centre']['id'])}/graph", here),
                     file=page.address.to(f"/neighbourhood/{quoted(said['centre']['id'])}/file", here), depth=str(said["depth"]), mode=page.query.get("modes"), line=page.query.get("lines"))


def graph(request: Request) -> Response:
    """The picture alone: an origin of its own (sandbox), only scripts with this answer's nonce, and nothing from outside."""
    page, nonce = Page(request), secrets.token_urlsafe(18)
    return HTMLResponse(neighbourhood_page(_said(page), page.lang, nonce, script_src=script_address()), headers={"Content-Security-Policy": frame_policy(nonce)})


def saved(request: Request) -> Response:
    """The same picture as one file that opens without a network."""
    page = Page(request)
    said = _said(page)
    name = f"neighbourhood-{said['meta']['as_of']}.html"
    return HTMLResponse(neighbourhood_file(said, page.lang), headers={"Content-Disposition": f'attachment; filename="{name}"'})


def script(request: Request) -> Response:
    """The library that draws the picture, from the pyvis package; the sandboxed frame is of another origin than this one."""
    return FileResponse(vis_script(), media_type="text/javascript", headers={"Cache-Control": "public, max-age=31536000, immutable", "Cross-Origin-Resource-Policy": "cross-origin"})


@cache
def script_address() -> str:
    """The address of the library, with its content in it."""
    return f"/script/vis-network.js?v={hashlib.sha256(vis_script().read_bytes()).hexdigest()[:12]}"


def _said(page: Page) -> dict[str, Any]:
    depth = page.query.get("depth") or "1"
    if depth not in DEPTHS:
        raise UsageError(f"depth={depth!r} is not known.", advice="It takes 1, 2 or 3.")
    node = page.request.app.state.desk.real(page.request, page.request.path_params["id"])
    return page.said(page.day.neighbourhood(node, depth=int(depth), modes=page.query.get("modes") or None, lines=page.query.get("lines") or None))


def _edges(page: Page, said: Mapping[str, Any]) -> Listing:
    t, lang = page.words, page.lang
    names = {each["id"]: each["name"] for each in said["nodes"]}

    def leads(key: str) -> Any:
        return lambda row: page.address.node(row[key])
    columns = [
        Column("from", t("neighbourhood.from"), "link", leads("source")), Column("to", t("neighbourhood.to"), "link", leads("target")), Column("kind", t("neighbourhood.kind")),
        Column("mode", t("neighbourhood.mode")), Column("says", t("neighbourhood.says")), page.cites()]
    rows = [{
        "source": each["source"], "target": each["target"], "from": names[each["source"]], "to": names[each["target"]], "kind": each["kind"][lang],
        "mode": each["mode"][lang] if each["mode"] else "", "says": each[lang], "cites": [each["cite"]] if each["cite"] else []} for each in said["edges"]]
    return Listing("links", t("neighbourhood.edges"), columns, rows, len(rows), said["meta"])


def _nodes(page: Page, said: Mapping[str, Any]) -> Listing:
    t, lang = page.words, page.lang
    columns = [Column("name", t("neighbourhood.name"), "link", lambda row: page.address.node(row["id"])), Column("kind", t("neighbourhood.node_kind")), Column("type", t("neighbourhood.type")),
               Column("state", t("neighbourhood.state")), Column("ring", t("neighbourhood.ring"), "number")]
    rows = [{"id": each["id"], "node": each["id"], "name": each["name"], "kind": page.labels("kind", each["kind"]), "type": each["type"][lang] if each["type"] else "",
             "state": each["state"][lang] if each["state"] else "", "ring": each["ring"]} for each in said["nodes"]]
    return Listing("nodes", t("neighbourhood.nodes"), columns, rows, len(rows), said["meta"])
