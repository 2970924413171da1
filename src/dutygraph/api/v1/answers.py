"""How the API answers: once for all routes the faults of the question, 304, masked names, the part of a list, and the bytes."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, is_dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from fastapi import Request
from starlette.responses import Response

from ... import __version__
from ..desk import Desk
from ..handlers import NotModified, faults_of
from ..problems import Refused
from ..question import Question

_WORTH = 1024
"""Bytes from which an answer is compressed, in the thread that made it."""


def reply(request: Request, answer: Callable[[Desk, Question], Any], *, subject: str = "") -> Response:
    """The answer as JSON; nothing is worked out where the question is wrong or the one who asks has the answer already."""
    question: Question = request.state.question
    if faults := faults_of(request):
        raise Refused("invalid", errors=faults)
    desk: Desk = request.app.state.desk
    etag = tag(request, desk)
    if _has(request, etag):
        if not desk.masked(request):
            desk.opened(request, subject)
        raise NotModified(etag)
    said = desk.said(request, answer(desk, question), subject)
    return as_json(request, said, {"ETag": etag, "Cache-Control": "private, no-cache" if desk.masked(request) else "no-store", "Vary": "Authorization, Cookie"})


def tag(request: Request, desk: Desk) -> str:
    """What the bytes of an answer follow from: data, loads, rules, program, question, and whether names are hidden."""
    version, loads = desk.version()
    mask = "masked" if desk.masked(request) else "full"
    words = sorted(request.query_params.multi_items())
    said = json.dumps([__version__, version, loads, desk.county.rules.version, request.url.path, words, request.state.question.lang, mask])
    return f'W/"{sha256(said.encode()).hexdigest()[:32]}"'


def _has(request: Request, etag: str) -> bool:
    stated = request.headers.get("if-none-match", "")
    return any(each.strip() in (etag, etag.removeprefix("W/")) for each in stated.split(",")) if stated else False


def as_json(request: Request, said: Any, headers: Mapping[str, str]) -> Response:
    """Bytes, compressed where that is worth it."""
    body = json.dumps(said, ensure_ascii=False, default=plain).encode("utf-8", "replace")
    out = dict(headers)
    if len(body) >= _WORTH and "gzip" in request.headers.get("accept-encoding", ""):
        body = gzip.compress(body, 4, mtime=0)
        out |= {"Content-Encoding": "gzip", "Vary": f"{out.get('Vary', '')}, Accept-Encoding".strip(", ")}
    return Response(body, headers=out, media_type="application/json")


def part(rows: Any, question: Question) -> dict[str, Any]:
    """The part of a list that is asked for, with how long the list is."""
    return {"total": len(rows), "limit": question.limit, "offset": question.offset}


def plain(value: Any) -> Any:
    """Days, numbers of numpy and our own values as JSON has them."""
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "item"):
        return value.item()
    raise TypeError(f"{type(value).__name__} has no place in an answer")
