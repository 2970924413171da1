"""Loads: what came in and when, with the account of every row; uploads and their withdrawal; faults of the data; changes between two days."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Path, Query, Request, UploadFile
from pydantic import BeforeValidator
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from ...analysis.views.changes import CHANGES, MOVED
from ..access.scopes import scope
from ..desk import Desk
from ..handlers import faults_of
from ..problems import Refused
from ..question import Question
from ..question import day as read_day
from ..uploads import load_dict, problem_dict, take
from .answers import as_json, part, reply
from .parameters import Asked, Paged, Spoken, choice, word
from .shapes import shape

router = APIRouter(tags=["data"])
_COUNTS = {"rows": 2, "loaded": 2, "merged": 0, "rejected": 0, "ignored": 0}
_LOAD = {"id": "L0001-5f1c", "recorded": "2016-11-20T02:00:00+00:00", "content": "5f1c", "facts": 2, "retracted": None, "deliveries": [
    {"scope": "objects:企业台账", "received": None, "complete": False, "independent": False, "synthetic": True, "files": ["企业台账.csv"], "counts": _COUNTS}]}


def _day(said: Any) -> Any:
    if isinstance(said, str) and said:
        read_day(said)
    return said


Day = Annotated[str, BeforeValidator(_day)]
"""A day of a form or a query, checked as it is read."""


@router.get("/loads", summary="Loads 导入记录", dependencies=[scope("reader")], responses=shape("Loads, oldest first, also those taken back", {
    "total": 1, "limit": 100, "offset": 0, "loads": [_LOAD]}))
def loads(request: Request, question: Paged) -> Response:
    """Each load with the reconciliation of its sources: rows = loaded + merged + rejected + ignored."""
    def answer(desk: Desk, asked: Question) -> dict[str, Any]:
        found = desk.county.loads()
        return {"meta": desk.day(asked).snapshot.meta(), **part(found, asked), "loads": [load_dict(each) for each in found[asked.offset:asked.offset + asked.limit]]}

    return reply(request, answer, subject="loads")


@router.post("/loads", status_code=201, summary="Load sheets 导入表格", dependencies=[scope("loader")], responses={
    **shape("Dry run, or nothing new", {"dry_run": True, "new": False, "load": None, "counts": _COUNTS, "sheets": [], "unrecognised": [], "problems_total": 0, "problems": [],
                                       "rejected_total": 0, "rejected": []}, dated=False, more={413: "Too large 内容过大"}),
    201: {"description": "Loaded 已导入"}})
async def load(
    request: Request, question: Spoken,
    files: Annotated[list[UploadFile], File(description="Sheets (CSV, TSV, XLSX, XLS, ODS), and a sources.yaml if there is one 表格文件.")],
    source: Annotated[str | None, Form(max_length=200, description="Name of the source 来源名称; else mapping and file name.", examples=["企业台账"])] = None,
    received: Annotated[Day | None, Form(description="Day on which the county received it 收到日期.", examples=["2016-11-20"])] = None,
    complete: Annotated[bool | None, Form(description="The sheets list everything of their source 完整清单: what they no longer name has ended.", examples=[False])] = None,
    dry_run: Annotated[bool, Form(description="Read and account, keep nothing 试导入.", examples=[True])] = False,
) -> Response:
    """Load several sheets as one load, all or nothing, with the same reading and account of rows as `dutygraph load`."""
    if faults := faults_of(request):
        raise Refused("invalid", errors=faults)
    taken = await run_in_threadpool(take, request, files, source, received, complete, dry_run)
    response = as_json(request, request.app.state.desk.said(request, taken, "upload"), {"Cache-Control": "no-store"})
    response.status_code = 201 if taken.new else 200
    return response


@router.post("/loads/{id}/retract", summary="Take a load back 撤回导入", dependencies=[scope("loader")], responses=shape("The load, now retracted", {"load": _LOAD}, dated=False, found=True))
def retract(request: Request, id: Annotated[str, Path(max_length=100, description="The load 导入编号.", examples=["L0001"])], question: Spoken) -> Response:
    """From now on as if it had never come, and still visible to an earlier `known_at`."""
    if faults := faults_of(request):
        raise Refused("invalid", errors=faults)
    desk: Desk = request.app.state.desk
    before = desk.mask(question)
    desk.note(request, "retract", "/api/v1/loads/{id}/retract", id)
    taken = desk.county.retract(id)
    desk.changed()
    desk.done(request, "retracted", "/api/v1/loads/{id}/retract", taken.id)
    said = desk.said(request, {"load": load_dict(taken)}, "retract")
    return as_json(request, before.apply(said) if desk.masked(request) else said, {"Cache-Control": "no-store"})


@router.get("/problems", summary="Faults of the data 数据问题", dependencies=[scope("reader")], responses=shape("Faults of the data as loaded, never gaps of the county", {
    "total": 1, "limit": 100, "offset": 0, "by_code": {"dangling-ref": 1}, "problems": [{"code": "dangling-ref", "zh": "在已加载的名册中找不到", "en": "is on no list that was loaded", "row": 2}]}))
def problems(request: Request, question: Paged, code: Annotated[str | None, word("Only this kind of fault 问题种类.", "dangling-ref")] = None) -> Response:
    """Names that fit nothing, contradictions, cycles, each with its place and advice."""
    def answer(desk: Desk, asked: Question) -> dict[str, Any]:
        day = desk.day(asked)
        every = day.snapshot.history.problems
        kinds: dict[str, int] = {}
        for each in every:
            kinds[each.code] = kinds.get(each.code, 0) + 1
        found = [each for each in every if code in (None, each.code)]
        shown = [problem_dict(each) for each in found[asked.offset:asked.offset + asked.limit]]
        return {"meta": day.snapshot.meta(), **part(found, asked), "by_code": dict(sorted(kinds.items())), "problems": shown}

    return reply(request, answer, subject="problems")


@router.get("/changes", summary="Changes between two days 变化", dependencies=[scope("reader")], responses=shape("What began and ended, and objects whose state changed", {
    "from": "2016-01-01", "to": "2016-10-31", "kinds": [], "total": 0, "limit": 100, "offset": 0, "facts": [], "moves": [], "objects_total": 0, "objects": []}))
def changes(
    request: Request, question: Paged,
    since: Annotated[Day, Query(alias="from", description="The earlier day 起.", examples=["2016-01-01"], json_schema_extra={"format": "date"})],
    until: Annotated[Day | None, Query(alias="to", description="The later day 止; else as_of.", examples=["2016-10-31"], json_schema_extra={"format": "date"})] = None,
    kind: Annotated[str | None, word("Only facts of this kind 事实种类.", "holds")] = None,
    change: Annotated[str | None, choice(CHANGES, "Only facts to which this happened 变化.", "began")] = None,
    was: Annotated[str | None, choice(MOVED, "Only objects that were in this state before 原状态.", "direct")] = None,
    now: Annotated[str | None, choice(MOVED, "Only objects that are in this state after 现状态.", "absent")] = None,
) -> Response:
    """Facts that began or ended after the one day and until the other, and objects whose supervision changed between them."""
    def answer(desk: Desk, asked: Question) -> Any:
        later = read_day(until) or desk.day(asked).as_of
        return desk.county.changes(since, later, asked.known_at, kind=kind, change=change, was=was, now=now, limit=asked.limit, offset=asked.offset)

    return reply(request, answer, subject="changes")


@router.get("/days", summary="Days on which something changed 变化日", dependencies=[scope("reader")], responses=shape("The days around the one asked about", {
    "as_of": "2016-10-31", "total": 1, "first": "2016-01-01", "last": "2016-01-01", "previous": "2016-01-01", "next": None, "days": ["2016-01-01"]}))
def days(request: Request, question: Asked) -> Response:
    """The nearest days before and after on which a fact began or ended."""
    return reply(request, lambda desk, asked: desk.day(asked).change_days(), subject="days")
