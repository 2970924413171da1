"""Coverage: the figures of a day, the matrix, and the objects behind every number."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from ...analysis.views.objects import SORTS
from ...snapshot.terms import REASONS, RUNGS
from ...vocabulary import MODES, RISKS
from ..access.scopes import scope
from ..desk import Desk
from ..question import Question
from .answers import reply
from .parameters import Asked, Kinds, Paged, choice, word
from .shapes import shape

router = APIRouter(tags=["coverage"])
MEASURES = ("objects", "unsupervised", "vacant", "inherited", "direct", "exempt", "catch_all")
_MODES = [term.name for term in MODES]
_STATES = ["absent", "vacant", "inherited", "direct", "exempt", "unsupervised"]


@router.get("/coverage", summary="Supervision of all objects 监管覆盖", dependencies=[scope("reader")], responses=shape(
    "Totals with their definitions", {"definitions": {}, "out_of": 2, "total": {"out_of": 2, "unsupervised": 1, "states": {"absent": 1, "direct": 1}}, "by_kind": [], "modes": []}))
def coverage(request: Request, question: Asked, kinds: Kinds = None) -> Response:
    """How many objects there are, how many of them nobody supervises, and the state of supervision by kind and mode."""
    return reply(request, lambda desk, asked: desk.day(asked).coverage(kinds), subject="coverage")


@router.get("/matrix", summary="Townships by sectors 覆盖矩阵", dependencies=[scope("reader")], responses=shape("Rows, columns and totals; each number with the filter that lists it", {
    "measure": {"name": "unsupervised", "zh": "失控漏管", "en": "unsupervised"}, "columns": [], "rows": [],
    "total": {"objects": 2, "value": 1, "share": 0.5, "filter": {"state": "absent"}}, "notes": []}))
def matrix(
    request: Request, question: Asked, kinds: Kinds = None,
    measure: Annotated[str, choice(MEASURES, "What the cells count 指标.", "unsupervised")] = "unsupervised",
    columns: Annotated[str | None, choice(("own", "top"), "Sectors as stated, or rolled up to the roots 列.", "own")] = None,
    territory: Annotated[str | None, word("Only places within this territory 区划.", "territory:霁川县")] = None,
    sector: Annotated[str | None, word("Only this sector, split into those below it 领域.", "sector:危险化学品")] = None,
    mode: Annotated[str | None, choice(_MODES, "States of this mode instead of the overall one 监管方式.", _MODES[0])] = None,
    needed: Annotated[bool | None, Query(description="Only objects that need the mode 仅应有该方式的对象.", examples=[True])] = None,
) -> Response:
    """How many objects each township has in each sector, and how many of them the measure counts."""
    def answer(desk: Desk, asked: Question) -> Any:
        return desk.day(asked).matrix(kinds, measure, columns=columns, territory=territory, sector=sector, mode=mode, needed=needed)

    return reply(request, answer, subject="matrix")


@router.get("/objects", summary="List of objects 对象清单", dependencies=[scope("reader")], responses=shape("One part of the list", {
    "filters": {"state": "absent"}, "sort": "id", "total": 1, "out_of": 2, "limit": 100, "offset": 0, "rows": [{"id": "object:91519921100000374L", "name": "霁川辉吉化工有限公司"}]}))
def objects(
    request: Request, question: Paged,
    territory: Annotated[str | None, word("In this territory or below 区划; none: no place stated.", "territory:霁川县")] = None,
    town: Annotated[str | None, word("Row of the matrix 镇乡.", "none")] = None,
    sector: Annotated[str | None, word("In this sector or below 领域; none: no sector stated.", "sector:危险化学品")] = None,
    own_sector: Annotated[str | None, word("Column of the matrix 领域列.", "none")] = None,
    kind: Annotated[str | None, word("Kinds, separated by commas, or all 类型.", "enterprise")] = None,
    state: Annotated[str | None, choice(_STATES, "State of supervision 监管状态.", "absent")] = None,
    mode: Annotated[str | None, choice(_MODES, "The state is that of this mode 监管方式.", _MODES[0])] = None,
    needed: Annotated[bool | None, Query(description="Only objects that need the mode 仅应有该方式的对象.", examples=[False])] = None,
    risk: Annotated[str | None, choice([*(term.name for term in RISKS), "none"], "Risk class 风险等级.", RISKS[0].name)] = None,
    reason: Annotated[str | None, choice([term.name for term in REASONS if term.name], "Why nobody supervises it 原因.", REASONS[-1].name)] = None,
    broken: Annotated[str | None, choice([*(term.name for term in RUNGS if term.name), "none"], "First broken rung 首个断档.", "post")] = None,
    catch_all: Annotated[bool | None, Query(description="Only those that comprehensive or territorial duties alone reach 仅兜底.", examples=[False])] = None,
    body: Annotated[str | None, word("Reached by a duty of this body 责任机构.", "body:霁川县应急管理局")] = None,
    text: Annotated[str | None, word("Name, other name or code contains it 名称或代码含.", "化工")] = None,
    sort: Annotated[str | None, choice([*SORTS, *(f"-{each}" for each in SORTS)], "Order 排序; - turns it.", "-risk")] = None,
) -> Response:
    """The objects that fit all words given, in stable order."""
    def answer(desk: Desk, asked: Question) -> Any:
        return desk.day(asked).objects(
            territory=territory, town=town, sector=sector, own_sector=own_sector, kind=kind, state=state, mode=mode, needed=needed, risk=risk, reason=reason, broken=broken,
            catch_all=catch_all, body=desk.real(request, body) if body else None, text=text, sort=sort, limit=asked.limit, offset=asked.offset)

    return reply(request, answer, subject="objects")
