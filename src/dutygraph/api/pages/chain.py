"""Who answered for an object on the day: the chain as a picture, and the same content as a table."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from ...errors import UsageError
from ...picture import chain_css, chain_file, chain_pages, chain_svg
from ...report.chain import around, now
from .frame import Page, markup
from .listing import Column, Listing, as_file, wanted


def chain(request: Request) -> Response:
    """The page ``/chain/{id}``."""
    page = Page(request)
    answer = page.day.trace(request.app.state.desk.real(request, request.path_params["id"]), window_days=_window(page.query.get("window_days", "")))
    said = page.said(answer)
    listing = _listing(page, said)
    sheets = chain_pages(said, page.lang)
    if page.query.get("format") == "svg":
        sheet = _sheet(page.query.get("sheet", ""), sheets)
        name = f"chain-{said['as_of']}{f'-{sheet}' if sheets > 1 else ''}.svg"
        return Response(chain_file(said, page.lang, sheet), media_type="image/svg+xml", headers={"Content-Disposition": f'attachment; filename="{name}"'})
    form = wanted(page.query)
    if form:
        return as_file(listing, form, page.lang)
    posts = said["posts"]
    return page.show("chain.html", said=said, listing=listing, pictures=[markup(each) for each in drawn(page, said)], style=style_address(), lines=[line for line in said["lines"] if line["paths"]],
                     missing=[line for line in said["lines"] if not line["paths"]], vacant=[seat for seat in posts if seat["state"] == "vacant"],
                     several=[each for each in said["people"] if len({held["post"] for held in each["posts"] if held["relation"] == "holder"}) > 1],
                     names={seat["id"]: seat["name"] for seat in posts}, window=said["meta"]["parameters"].get("window_days", 365))


def drawn(page: Page, said: Mapping[str, Any]) -> tuple[str, ...]:
    """All sheets of the picture, with links to the pages of its nodes."""
    return tuple(chain_svg(said, page.lang, href=page.address.node, sheet=each) for each in range(1, chain_pages(said, page.lang) + 1))


def chain_style(request: Request) -> Response:
    """The rules of the picture, from where the picture is drawn."""
    return Response(chain_css(), media_type="text/css", headers={"Cache-Control": "public, max-age=31536000, immutable"})


@cache
def style_address() -> str:
    """The address of the rules, with what they say in it."""
    return f"/style/chain.css?v={hashlib.sha256(chain_css().encode()).hexdigest()[:12]}"


def _window(word: str) -> int:
    if not word:
        return 365
    if not word.isdecimal() or len(word) > 5:
        raise UsageError(f"window_days={word!r} is no number of days.", advice="Give a number of days, for example 365.")
    return int(word)


def _sheet(word: str, sheets: int) -> int:
    if word and not (word.isascii() and word.isdecimal() and len(word) < 5 and 1 <= int(word) <= sheets):
        raise UsageError(f"sheet={word!r} is no sheet of this picture.", advice=f"It has sheets 1 to {sheets}.")
    return int(word or 1)


def _listing(page: Page, said: Mapping[str, Any]) -> Listing:
    """The posts bottom up, with holder, those before and after, lines, reasons and citations."""
    t, lang = page.words, page.lang
    comma = t("frame.comma")
    rows = [{
        "order": f"P{at:02d}", "tier": t("chain.enterprise") if seat["tier"] == "enterprise" else page.labels("tier", seat["tier"]), "body": seat["body_name"], "body_id": seat["body"],
        "post": seat["name"], "id": seat["id"], "holder": now(seat, lang), "around": around(seat, lang), "lines": comma.join(page.labels("line", each) for each in seat["lines"]),
        "why": comma.join(seat[lang]), "cites": seat["cites"], "state": seat["state"]} for at, seat in enumerate(said["posts"], 1)]

    def leads(key: str) -> Any:
        return lambda row: page.address.node(row[key]) if row[key] and not row[key].startswith("unit:") else None
    columns = [
        Column("order", t("chain.order"), "short"), Column("post", t("chain.post"), "link", leads("id")), Column("tier", t("chain.tier"), "short"),
        Column("body", t("chain.body"), "link", leads("body_id")),
        Column("holder", t("chain.holder")), Column("around", t("chain.around")), Column("lines", t("chain.lines")), Column("why", t("chain.why")),
        page.cites()]
    return Listing("chain", t("chain.table"), columns, rows, len(rows), said["meta"])
