"""Nodes: search, card, explanation, chain and neighbourhood of anything the county knows."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from ..access.scopes import scope
from ..desk import Desk
from ..question import LIMIT, Question
from .answers import reply
from .parameters import Asked, Limit, NodeId, ObjectId, Paged, word
from .shapes import shape

router = APIRouter(tags=["nodes"])
_ID = "object:91519921100000374L"


@router.get("/search", summary="Search 检索", dependencies=[scope("reader")], responses=shape("Hits, best first", {
    "text": "化工", "kinds": ["object"], "total": 1, "by_kind": {"object": 1}, "limit": 50, "offset": 0, "hits": [{"id": _ID, "name": "霁川辉吉化工有限公司", "matched": "化工"}]}))
def search(
    request: Request, question: Paged,
    text: Annotated[str, Query(max_length=200, description="Name, short name, pinyin initials, or last digits of the credit code 名称、简称、拼音首字母、信用代码后几位.", examples=["化工"])],
    kinds: Annotated[str | None, word("Kinds of node, separated by commas 种类.", "object,body")] = None,
) -> Response:
    """Anything the county knows by that word."""
    def answer(desk: Desk, asked: Question) -> Any:
        return desk.day(asked).search(text, [each for each in kinds.split(",") if each] if kinds else None, limit=asked.limit, offset=asked.offset)

    return reply(request, answer, subject=f"search {text}")


@router.get("/nodes/{id:path}", summary="One node 卡片", dependencies=[scope("reader")], responses=shape("What is stated of it, and what concerns it", {
    "id": _ID, "kind": {"name": "object", "zh": "监管对象", "en": "object"}, "name": "霁川辉吉化工有限公司", "alive": True, "aliases": [],
    "fields": [], "groups": [], "problems": [], "history": []}, found=True))
def node(request: Request, id: NodeId, question: Asked, limit: Limit = LIMIT) -> Response:
    """Body, post, person, object, territory, sector, unit or document: fields with their sources, related rows with their totals, changes newest first."""
    return reply(request, lambda desk, asked: desk.day(asked).card(desk.real(request, id), limit=limit), subject=id)


@router.get("/explain/{id:path}", summary="How an object is supervised 监管说明", dependencies=[scope("reader")], responses=shape("Mode by mode, with facts and first broken rung", {
    "object": _ID, "name": "霁川辉吉化工有限公司", "overall": "direct", "modes": [], "unsupervised": False}, found=True))
def explain(request: Request, id: ObjectId, question: Asked) -> Response:
    """How one object is supervised: each mode with its state, the duties behind it, documents, and the first broken rung."""
    return reply(request, lambda desk, asked: desk.day(asked).explain(desk.real(request, id)), subject=id)


@router.get("/chain/{id:path}", summary="Accountability chain 责任链", dependencies=[scope("reader")], responses=shape("All lines and distinct paths, each link with its facts", {
    "object": _ID, "name": "霁川辉吉化工有限公司", "as_of": "2016-10-31", "legend": {}, "lines": [], "posts": [], "people": [], "breaks": [], "notes": {}}, found=True))
def chain(
    request: Request, id: ObjectId, question: Asked,
    window_days: Annotated[int, Query(ge=0, le=36_500, description="How far around the day predecessors and successors are looked for 前后任查找范围（天）.", examples=[365])] = 365,
) -> Response:
    """Who answered for the object on the day: leads, not a verdict."""
    return reply(request, lambda desk, asked: desk.day(asked).trace(desk.real(request, id), window_days=window_days), subject=id)


@router.get("/neighbourhood/{id:path}", summary="What is around a node 关系", dependencies=[scope("reader")], responses=shape(
    "Nodes by ring and the links between them; a cut is stated with both numbers", {
    "centre": {"id": _ID, "kind": "object", "name": "霁川辉吉化工有限公司"}, "depth": 1, "total": 2, "shown": 2, "cut": False, "nodes": [], "edges": [], "notes": []}, found=True))
def neighbourhood(
    request: Request, id: NodeId, question: Asked,
    depth: Annotated[int, Query(ge=1, le=3, description="Rings around it 层数.", examples=[1])] = 1,
    modes: Annotated[str | None, word("Only duties of these modes 监管方式.", "industry,special")] = None,
    lines: Annotated[str | None, word("Only links of these lines 责任线.", "industry")] = None,
    most: Annotated[int, Query(ge=1, le=300, description="Nodes at most 节点上限.", examples=[300])] = 300,
) -> Response:
    """The nodes within some steps, at most 300, nearest first."""
    def answer(desk: Desk, asked: Question) -> Any:
        return desk.day(asked).neighbourhood(desk.real(request, id), depth=depth, modes=_listed(modes), lines=_listed(lines), limit=most)

    return reply(request, answer, subject=id)


def _listed(said: str | None) -> list[str] | None:
    return [each.strip() for each in said.split(",") if each.strip()] if said else None
