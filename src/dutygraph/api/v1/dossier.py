"""The papers after an accident, and accountability without one; for auditors."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from ..access.scopes import scope
from ..desk import Desk
from ..handlers import faults_of
from ..papers import TYPES, made, papers
from ..problems import Refused
from ..question import Question
from .answers import reply
from .parameters import Asked, ObjectId, word
from .shapes import shape

router = APIRouter(tags=["inquiry"])
_ID = "object:91519921100000374L"
Number = Annotated[str | None, Query(max_length=20, description="A number, or unknown; else the register's own 数字或 unknown.", examples=["3"])]
When = Annotated[str | None, Query(max_length=20, description="YYYY-MM-DD HH:MM.", examples=["2016-06-22 18:10"])]
Day = Annotated[str | None, Query(max_length=10, description="YYYY-MM-DD.", examples=["2016-08-20"])]


@router.get("/dossier/{id:path}", summary="Dossier 卷宗", dependencies=[scope("auditor")], responses=shape("Chain, ranking, evidence, deadlines, what was known then, and how sure it is", {
    "question": {}, "object": {"id": _ID}, "accident": {}, "judgement": {"level": "较大"}, "posts": [], "links": [], "ranking": {}, "evidence": {}, "documents": [], "contradictions": [],
    "rungs": [], "known": {}, "neighbours": [], "sensitivity": {}, "unknowns": [], "law": [], "supervision": [], "chain": {}}, found=True))
def dossier(
    request: Request, id: ObjectId, question: Asked, deaths: Number = None, missing: Number = None, injured: Number = None, loss: Number = None,
    time: Annotated[str | None, Query(max_length=10, description="Time of day 发生时刻.", examples=["17:30"])] = None,
    kind: Annotated[str | None, word("Kind of accident 事故类型.", "坍塌")] = None,
    stamp_unit: When = None, stamp_county: When = None, stamp_prefecture: When = None, stamp_province: When = None, stamp_state: When = None,
    taken_over_by: Annotated[Literal["county", "prefecture", "province", "state"] | None, Query(description="A tier that took the inquiry over 提级调查.")] = None,
    report: Day = None, approval: Day = None, review: Day = None,
    file: Annotated[Literal["docx", "pdf", "xlsx", "zip"] | None, Query(description="Give it as a file, else as JSON 文件形式.")] = None,
) -> Response:
    """The papers that an auditor files: leads, not a finding. Names are in full, and each opening is logged."""
    if file is None:
        return reply(request, lambda desk, asked: made(request, desk.day(asked), id), subject=id)
    if faults := faults_of(request):
        raise Refused("invalid", errors=faults)
    day = request.app.state.desk.day(question)
    content = papers(request, day, id).write(file, question.lang)
    return Response(content, media_type=TYPES[file], headers={"Content-Disposition": f'attachment; filename="dossier-{day.as_of.isoformat()}.{file}"', "Cache-Control": "no-store"})


@router.get("/without-accident", summary="Accountability without an accident 事前问责", dependencies=[scope("auditor")], responses=shape(
    "Operators that somebody knew of and no measure was taken in time", {"operators": [], "alleged": [], "tips": 0}))
def without_accident(
    request: Request, question: Asked, object: Annotated[str | None, word("One object; else the whole county 监管对象.", _ID)] = None,
) -> Response:
    """Illegal or unregistered operators known by tips, transfers or checks, with no measure in time, and who knew; mere allegations apart (M04)."""
    def answer(desk: Desk, asked: Question) -> Any:
        from ...inquiry.unmeasured import unmeasured

        day = desk.day(asked)
        return unmeasured(day.snapshot, desk.county.rules, day.find(desk.real(request, object)) if object else None)

    return reply(request, answer, subject=object or "county")
