"""How problems leave: problem+json for programs, a page for people, a way to the sign-in for those who have not signed in."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from ..errors import DutygraphError
from .problems import KINDS, Fault, Problem, Refused, refused

_STATUS = {404: "no-page", 405: "method", 413: "too-large"}


class NotModified(Exception):
    """The one who asks has this answer already (304)."""

    def __init__(self, etag: str) -> None:
        super().__init__(etag)
        self.etag = etag


def respond(request: Request, problem: Problem) -> Response:
    """The problem as the one who asks reads it, with names hidden from those who may not see them."""
    problem = replace(_hidden(request, problem), request_id=request.state.request_id)
    if _machine(request):
        body = json.dumps(problem.as_dict(request.state.question.lang), ensure_ascii=False).encode("utf-8", "replace")
        return Response(body, problem.status, problem.headers, "application/problem+json")
    if problem.code == "no-key" and request.method == "GET":
        back = quote(request.url.path + (f"?{request.url.query}" if request.url.query else ""), safe="")
        return RedirectResponse(f"/sign-in?next={back}", 303)
    from .pages import problem_page

    response: Response = problem_page(request, problem)
    response.headers.update(problem.headers)
    return response


def _machine(request: Request) -> bool:
    """Whether a program asks: an address of the API, or no wish for a page."""
    path = request.url.path
    return path.startswith(("/api/", "/static/")) or path in ("/healthz", "/readyz", "/version") or "text/html" not in request.headers.get("accept", "")


def _hidden(request: Request, problem: Problem) -> Problem:
    desk = request.app.state.desk
    if problem.code == "store" and (request.state.who is None or request.state.who.way != "local"):
        problem = replace(problem, detail="")  # where the store lies is nobody else's business
    if not desk.masked(request):
        return problem
    for mask in desk.masks():
        problem = replace(problem, detail=mask.text(problem.detail), advice_zh=mask.text(problem.advice_zh), advice_en=mask.text(problem.advice_en),
                          errors=tuple(replace(each, detail=mask.text(each.detail), value=mask.text(each.value)) for each in problem.errors))
    return problem


def install(app: FastAPI) -> None:
    """Every way in which a request can fail, as a problem."""

    async def on_refused(request: Request, error: Any) -> Response:
        return respond(request, error.problem)

    async def on_ours(request: Request, error: Any) -> Response:
        return respond(request, refused(error).problem)

    async def on_invalid(request: Request, error: Any) -> Response:
        return respond(request, Refused("invalid", errors=tuple({each.name: each for each in (*_faults(error), *faults_of(request))}.values())).problem)

    async def on_http(request: Request, error: Any) -> Response:
        kind = KINDS[_STATUS.get(error.status_code, "usage" if error.status_code < 500 else "fault")]
        detail = "" if kind.code in ("no-page", "method") else str(error.detail)[:300]
        advice = (kind.advice_zh, kind.advice_en) if kind.code != "too-large" else (kind.advice_zh.format(limit=detail), kind.advice_en.format(limit=detail))
        return respond(request, Problem(replace(kind, status=error.status_code), detail, *advice, headers=dict(error.headers or {})))

    async def on_same(request: Request, error: Any) -> Response:
        return Response(status_code=304, headers={"ETag": error.etag, "Cache-Control": "private, no-cache"})

    app.add_exception_handler(Refused, on_refused)
    app.add_exception_handler(DutygraphError, on_ours)
    app.add_exception_handler(RequestValidationError, on_invalid)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(NotModified, on_same)


def faults_of(request: Request) -> tuple[Fault, ...]:
    """All that is wrong with the words of the query, whatever the route makes of them."""
    return (*request.state.question.faults, *_unknown(request))


def _unknown(request: Request) -> tuple[Fault, ...]:
    """Words of the query that this address does not take, and words given twice: a mistyped filter must not be passed over in silence."""
    route = request.scope.get("route")
    dependant = getattr(route, "dependant", None)
    if dependant is None or not request.url.path.startswith("/api/v1/"):
        return ()
    takes = _takes(dependant)
    given = [name for name, _ in request.query_params.multi_items()]
    advice = f"this address takes {', '.join(sorted(takes))}" if takes else "this address takes none"
    odd = [Fault(name[:100], "query", f"it is not known; {advice}") for name in dict.fromkeys(given) if name not in takes]
    return (*odd, *(Fault(name[:100], "query", "it is given more than once") for name in dict.fromkeys(given) if name in takes and given.count(name) > 1))


def _takes(dependant: Dependant) -> set[str]:
    """The words of the query that a route and all that it depends on declare."""
    return {each.alias for each in dependant.query_params}.union(*map(_takes, dependant.dependencies))


def _faults(error: RequestValidationError) -> tuple[Fault, ...]:
    found = []
    for each in error.errors():
        where, *names = each["loc"]
        value = each.get("input")
        found.append(Fault(".".join(map(str, names)), str(where), str(each["msg"]).removeprefix("Value error, "), str(value)[:200] if isinstance(value, str | int | float) else ""))
    return tuple(found)
