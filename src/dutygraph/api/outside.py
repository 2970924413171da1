"""The outer shell of the service (plain ASGI): request ids, bounds of what comes in, HEAD, security headers on everything that goes out."""

from __future__ import annotations

import json
import re
import secrets
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .problems import KINDS, Kind, Problem

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-src 'self'; "
    "font-src 'self'; base-uri 'none'; frame-ancestors 'none'")
"""Of every answer that does not bring its own: nothing from outside, no inline script or style."""
HEADERS = {
    "Content-Security-Policy": CSP, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin", "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "DENY", "Cache-Control": "no-store"}
LONGEST_QUERY = 8_192
LONGEST_PATH = 4_096
FORM_BODY = 65_536
"""Bytes of a body that is no upload."""
UPLOADS = ("/api/v1/loads", "/loads")
_ID = re.compile(r"[A-Za-z0-9_.-]{1,64}")


class Outside:
    """Wraps the application; refuses what is too long before anything reads it."""

    def __init__(self, app: ASGIApp, upload_bytes: int) -> None:
        self.app = app
        self.upload_bytes = upload_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        stated = dict(scope["headers"]).get(b"x-request-id", b"").decode("latin-1")
        request_id = stated if _ID.fullmatch(stated) else secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id
        head = scope["method"] == "HEAD"
        sent = _Sent(send, request_id, head)
        if head:
            scope["method"] = "GET"
        refusal = self._refusal(scope)
        if refusal is not None:
            await say(sent, refusal, request_id)
            return
        bounded = _Bounded(receive, self._most(scope))
        try:
            await self.app(scope, bounded, sent)
        except _TooLarge:
            if sent.started:
                raise
            await say(sent, _too_large(self._most(scope)), request_id)

    def _most(self, scope: Scope) -> int:
        return self.upload_bytes if scope["path"] in UPLOADS else FORM_BODY

    def _refusal(self, scope: Scope) -> Problem | None:
        headers = dict(scope["headers"])
        if len(scope["query_string"]) > LONGEST_QUERY or len(scope.get("raw_path") or scope["path"]) > LONGEST_PATH:
            return plain_problem(KINDS["too-long"])
        length = headers.get(b"content-length")
        if length is not None and (not length.isdigit() or int(length) > self._most(scope)):
            return _too_large(self._most(scope))
        return None


class _TooLarge(HTTPException):
    """The body went on beyond its bound."""

    def __init__(self, most: int) -> None:
        super().__init__(413, f"{most:,} bytes")


class _Bounded:
    """Counts what is received, so that a body without a stated length ends too."""

    def __init__(self, receive: Receive, most: int) -> None:
        self.receive = receive
        self.most = self.left = most

    async def __call__(self) -> Message:
        message = await self.receive()
        if message["type"] == "http.request":
            self.left -= len(message.get("body", b""))
            if self.left < 0:
                raise _TooLarge(self.most)
        return message


class _Sent:
    """Adds the headers, and drops the body of an answer to HEAD."""

    def __init__(self, send: Send, request_id: str, head: bool) -> None:
        self.send = send
        self.request_id = request_id
        self.head = head
        self.started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(scope=message)
            own = "content-security-policy" in headers
            for name, value in HEADERS.items():
                if name not in headers and not (own and name == "X-Frame-Options"):
                    headers[name] = value
            headers["X-Request-ID"] = self.request_id
        elif message["type"] == "http.response.body" and self.head:
            if message.get("more_body"):
                return
            message = {"type": "http.response.body", "body": b""}
        await self.send(message)


def plain_problem(kind: Kind, **gaps: str) -> Problem:
    """A problem of that kind, with the gaps of its advice filled."""
    return Problem(kind, "", kind.advice_zh.format(**gaps) if gaps else kind.advice_zh, kind.advice_en.format(**gaps) if gaps else kind.advice_en)


def _too_large(most: int) -> Problem:
    return plain_problem(KINDS["too-large"], limit=f"{most:,} bytes")


async def say(send: Send | _Sent, problem: Problem, request_id: str) -> None:
    """A problem as JSON in both languages: the request was not read, so nobody's language is known."""
    said: dict[str, Any] = {**problem.as_dict("en"), "title": f"{problem.title('zh')} {problem.title('en')}", "request_id": request_id}
    body = json.dumps(said, ensure_ascii=False).encode()
    headers = [(b"content-type", b"application/problem+json"), (b"content-length", str(len(body)).encode())]
    headers += [(name.lower().encode(), value.encode()) for name, value in problem.headers.items()]
    await send({"type": "http.response.start", "status": problem.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
